"""What a reader of a diff must know of its figures and shifts: what is assumed, what was renumbered, what stays."""

from collections.abc import Iterable, Iterator, Sequence

from ukraine_budget.analysis.diffrows import DiffRow
from ukraine_budget.analysis.difftotals import Compared
from ukraine_budget.analysis.matching import Match
from ukraine_budget.analysis.notes import listed, name, renumbered, with_note
from ukraine_budget.analysis.shiftnotes import shift_notes as declared_notes
from ukraine_budget.analysis.shiftnotes import staying
from ukraine_budget.analysis.shifts import Shift
from ukraine_budget.analysis.split import Pair
from ukraine_budget.model.message import Text, said
from ukraine_budget.model.rows import Figure


def apart(cells: Iterable[Compared]) -> Iterator[Text]:
    """Names the cells whose two figures are of different series."""
    found: dict[tuple[str, str], list[Text]] = {}
    for row in (cell.row for cell in cells if not cell.row.comparable):
        found.setdefault((row.old_version, row.new_version), []).append(name((row.line, row.basis, row.year)))
    for (old, new), names in found.items():
        yield said(
            "{new} does not follow {old}: papers of different series may count different things, so that the change "
            "of {cells} need be no cut or addition, and nothing is inferred to have moved.",
            new=new,
            old=old,
            cells=listed(names),
        )


def shift_notes(match: Match, cells: Sequence[Compared], shifts: Sequence[Shift]) -> tuple[Text, ...]:
    """How the size of shifts was read, what stays while they move, and what the figures of their lines are."""
    moving = {(shift.line, shift.basis) for shift in shifts}
    found = (
        *declared_notes(match.ledger, [shift for shift in shifts if shift.size == "read-from-change"]),
        *staying(shifts, match.old, match.new),
        *(note for row, pair, _ in cells if (row.line, row.basis) in moving for note in figure_notes(row, pair)),
    )
    return tuple(dict.fromkeys(found))


def figure_notes(row: DiffRow, pair: Pair) -> Iterator[Text]:
    """Says which figure of a row is assumed, and which is printed under another number of its line."""
    if row.followed_successor or "assumed" in row.old_qualifier + row.new_qualifier:
        for figure in filter(None, dict.fromkeys((pair.before, pair.after))):
            yield from _assumed(figure)
            yield from renumbered(figure)


def _assumed(figure: Figure) -> Iterator[Text]:
    if "assumed" in figure.qualifier:
        sentence = said(
            "{cell}: {amount} of {version} is assumed, not printed as such",
            cell=name(figure.cell),
            amount=figure.amount.value,
            version=figure.version,
        )
        yield with_note(sentence, figure.note)
