"""What a reader of a shift must know: from what its size was read, and what stays while money moves."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from ukraine_budget.analysis.shifts import Shift
from ukraine_budget.analysis.standing import as_of
from ukraine_budget.analysis.stands import Key, Stands, stands
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.rows import Figure
from ukraine_budget.model.text import grouped

HALF = Decimal("0.5")
OTHER = {"cash": "commitment", "commitment": "cash"}


def shift_notes(ledger: Ledger, shifts: Sequence[Shift]) -> tuple[str, ...]:
    """How the size of declared shifts was read, and what stays while they move, each on the step that declares it."""
    notes: list[str] = []
    for version in dict.fromkeys(shift.version for shift in shifts):
        follows = ledger.versions[version].follows
        if follows:
            old, new = (stands(ledger, as_of(ledger, name).versions) for name in (follows, version))
            own = [shift for shift in shifts if shift.version == version]
            notes += (note for shift in own for note in read_from(shift, old, new))
            notes += staying(own, old, new)
    return tuple(dict.fromkeys(notes))


def read_from(shift: Shift, old: Stands, new: Stands) -> Iterator[str]:
    """From which two figures the size of a shift was read, where its paper does not state it."""
    for year in (shift.from_year, shift.to_year) if shift.size == "read-from-change" else ():
        key = (shift.line, shift.basis, year or 0)
        before, after = old.figure(key), new.figure(key)
        if before and after and shift.amount is not None:
            half = HALF * (shift.high - shift.low) if shift.low is not None and shift.high is not None else None
            yield (
                f"{shift.line}: {shift.version} declares that {shift.basis} moves {_way(shift)} and does not state how "
                f"much; read from the net change of {year}, {_said(before)} -> {_said(after)}: "
                f"{grouped(shift.amount)}{f' ± {grouped(half)}' if half else ''} if nothing else changed."
            )
            return


def _said(figure: Figure) -> str:
    words = ", ".join((*figure.qualifier, figure.version))
    return f"{grouped(figure.amount.value)} ({words})"


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
        moves = "moves" if shift.evidence == "declared" else "may have moved (inferred)"
        yield f"{line}: {shift.basis} {moves} {_way(shift)}, but the {basis} of {year} {how}: {grouped(amount)} stands."


def _way(shift: Shift) -> str:
    start, end = (year or "a year not printed" for year in (shift.from_year, shift.to_year))
    return f"from {start} to {end}"
