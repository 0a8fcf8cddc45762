"""What a reader of a diff must know of its figures and shifts: what is assumed, what was renumbered, what stays."""

from collections.abc import Iterable, Iterator, Sequence

from ukraine_budget.analysis.difftotals import Compared
from ukraine_budget.analysis.matching import Match
from ukraine_budget.analysis.notes import listed, name, renumbered, with_note
from ukraine_budget.analysis.shiftnotes import shift_notes, staying
from ukraine_budget.analysis.shifts import Shift
from ukraine_budget.model.message import Text, said
from ukraine_budget.model.rows import Figure

AS_PRINTED = said("What was declared elsewhere has the sign that the papers have.")
"""What is to be known of mutations that do not lead from the one side to the other, where all else is turned round."""


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


def turned_round(later: str, earlier: str) -> Text:
    """That a diff starts from the later of its two sides, so that it undoes what papers declare."""
    return said(
        "{later} is later than {earlier}: this is read backwards, with the sign of every change and the direction of "
        "every shift the opposite of what the papers have.",
        later=later,
        earlier=earlier,
    )


def moved_notes(match: Match, shifts: Sequence[Shift]) -> tuple[Text, ...]:
    """How the size of shifts was read, and what stays while they move."""
    read = [shift for shift in shifts if shift.size == "read-from-change"]
    return tuple(dict.fromkeys((*shift_notes(match.ledger, read), *staying(shifts, match.old, match.new))))


def figure_notes(cells: Iterable[Compared]) -> Iterator[Text]:
    """Says which figures of some cells are assumed, and which are printed under another number of their line."""
    shown = [figure for _, pair, _ in cells for figure in (pair.before, pair.after) if figure]
    for figure in shown:
        yield from _assumed(figure)
    yield from renumbered(shown)


def _assumed(figure: Figure) -> Iterator[Text]:
    if "assumed" in figure.qualifier:
        sentence = said(
            "{cell}: {amount} of {version} is assumed, not printed as such",
            cell=name(figure.cell),
            amount=figure.amount.value,
            version=figure.version,
        )
        yield with_note(sentence, figure.note)
