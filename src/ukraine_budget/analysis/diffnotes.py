"""What a reader of a diff must know: what stays while money moves, what is assumed, what was renumbered."""

from collections.abc import Iterable, Iterator, Sequence

from ukraine_budget.analysis.diffrows import DiffRow
from ukraine_budget.analysis.notes import renumbered
from ukraine_budget.analysis.shifts import Shift
from ukraine_budget.analysis.split import Pair
from ukraine_budget.analysis.standing import as_of
from ukraine_budget.analysis.stands import Key, Stands, stands
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.rows import Figure
from ukraine_budget.model.text import grouped

OTHER = {"cash": "commitment", "commitment": "cash"}


def shift_notes(ledger: Ledger, shifts: Sequence[Shift]) -> tuple[str, ...]:
    """What stays while the declared shifts of a ledger move, each between its version and the one that it follows."""
    notes: list[str] = []
    for version in dict.fromkeys(shift.version for shift in shifts):
        follows = ledger.versions[version].follows
        if follows:
            old, new = (stands(ledger, as_of(ledger, name).versions) for name in (follows, version))
            notes += staying((shift for shift in shifts if shift.version == version), old, new)
    return tuple(dict.fromkeys(notes))


def staying(shifts: Iterable[Shift], old: Stands, new: Stands) -> Iterator[str]:
    """Says where the commitment of a year stays while its cash moves, or the other way round."""
    for shift in shifts:
        basis = OTHER.get(shift.basis)
        for year in (shift.from_year, shift.to_year):
            if basis and year:
                yield from _stays(shift, (shift.line, basis, year), old, new)


def _stays(shift: Shift, key: Key, old: Stands, new: Stands) -> Iterator[str]:
    line, basis, year = key
    amount = new.value(key)
    if amount is not None and amount == old.value(key):
        how = "is not restated" if old.rows[key] == new.rows[key] else "is restated unchanged"
        yield f"{line}: {shift.basis} moves {_way(shift)}, but the {basis} of {year} {how}: {grouped(amount)} stands."


def _way(shift: Shift) -> str:
    start, end = (year or "a year not printed" for year in (shift.from_year, shift.to_year))
    return f"from {start} to {end}"


def figure_notes(row: DiffRow, pair: Pair) -> Iterator[str]:
    """Says which figure of a row is assumed, and which is printed under another number of its line."""
    if row.followed_successor or "assumed" in row.old_qualifier + row.new_qualifier:
        for figure in filter(None, dict.fromkeys((pair.before, pair.after))):
            yield from _assumed(figure)
            yield from renumbered(figure)


def _assumed(figure: Figure) -> Iterator[str]:
    if "assumed" in figure.qualifier:
        line, basis, year = figure.cell
        said = (
            f"{line} {basis} {year}: {grouped(figure.amount.value)} of {figure.version} is assumed, not printed as such"
        )
        yield said + (f": {figure.note}" if figure.note else ".")
