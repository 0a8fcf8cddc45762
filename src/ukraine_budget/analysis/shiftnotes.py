"""What a reader of a shift must know: from what its size was read, and what stays while money moves."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from ukraine_budget.analysis.pairing import any_year
from ukraine_budget.analysis.shifts import Evidence, Shift
from ukraine_budget.analysis.standing import as_of
from ukraine_budget.analysis.stands import stands
from ukraine_budget.model.amount import half_width
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.message import Text, joined, phrase, said, word
from ukraine_budget.model.rows import Figure, Year
from ukraine_budget.model.stands import Key, Stands

OTHER = {"cash": "commitment", "commitment": "cash"}


def shift_notes(ledger: Ledger, shifts: Sequence[Shift]) -> tuple[Text, ...]:
    """How the size of declared shifts was read, and what stays while they move, each on the step that declares it."""
    notes: list[Text] = []
    for version in dict.fromkeys(shift.version for shift in shifts):
        follows = ledger.versions[version].follows
        if follows:
            old, new = (stands(ledger, as_of(ledger, name).versions) for name in (follows, version))
            own = [shift for shift in shifts if shift.version == version]
            notes += (note for shift in own for note in read_from(shift, old, new))
            notes += staying(own, old, new)
    return tuple(dict.fromkeys(notes))


def read_from(shift: Shift, old: Stands, new: Stands) -> Iterator[Text]:
    """From which two figures the size of a shift was read, where its paper does not state it."""
    for year in (shift.from_year, shift.to_year) if shift.size == "read-from-change" else ():
        key = (shift.line, shift.basis, year or 0)
        before, after = old.figure(key), new.figure(key)
        if before and after and shift.amount is not None:
            half = half_width(shift.low, shift.high)
            yield said(
                "{line}: {version} declares that {basis} moves {way} and does not state how much; "
                "read from the net change of {year}, {before} -> {after}: {amount} if nothing else changed.",
                line=shift.line,
                version=shift.version,
                basis=word(shift.basis, "basis"),
                way=_way(shift.from_year, shift.to_year),
                year=year or 0,
                before=_stated(before),
                after=_stated(after),
                amount=joined((shift.amount, "±", half), " ") if half else shift.amount,
            )
            return


def _stated(figure: Figure) -> Text:
    words = joined((*(phrase(text, "qualifier") for text in figure.qualifier), figure.version))
    return said("{amount} ({words})", amount=figure.amount.value, words=words)


def staying(shifts: Iterable[Shift], old: Stands, new: Stands) -> Iterator[Text]:
    """Says where the commitment of a year stays while its cash moves, or the other way round."""
    for shift in shifts:
        basis = OTHER.get(shift.basis)
        for year in (shift.from_year, shift.to_year):
            if basis and year:
                yield from _stays(shift, (shift.line, basis, year), old, new)


def _stays(shift: Shift, key: Key, old: Stands, new: Stands) -> Iterator[Text]:
    line, basis, year = key
    amount = new.value(key)
    if amount is not None and amount == old.value(key):
        moves = _moves(shift.basis, shift.evidence, shift.from_year, shift.to_year)
        what = {"line": line, "moves": moves, "basis": word(basis, "basis"), "year": year, "amount": amount}
        if old.rows[key] == new.rows[key]:
            yield said("{line}: {moves}, but the {basis} of {year} is not restated: {amount} stands.", **what)
        else:
            yield said("{line}: {moves}, but the {basis} of {year} is restated unchanged: {amount} stands.", **what)


@cache
def _moves(basis: str, evidence: Evidence, from_year: Year | None, to_year: Year | None) -> Text:
    """That something moves, and from which year to which: kept, since a thousand shifts differ little in this."""
    moving = {"basis": word(basis, "basis"), "way": _way(from_year, to_year)}
    if evidence == "declared":
        return said("{basis} moves {way}", **moving)
    return said("{basis} may have moved (inferred) {way}", **moving)


def _way(from_year: Year | None, to_year: Year | None) -> Text:
    start, end = (any_year(year) if year else said("a year not printed") for year in (from_year, to_year))
    return said("from {start} to {end}", start=start, end=end)
