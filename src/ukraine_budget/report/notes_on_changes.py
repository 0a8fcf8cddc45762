"""The words of the notes on what changed: on shifts, and on two versions or ledgers that are compared."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from ukraine_budget.analysis.notes import Note
from ukraine_budget.analysis.notes_on_changes import (
    DifferentSeries,
    ElsewhereAsPrinted,
    InOtherFunds,
    NoLineInCommon,
    NotCompared,
    NotInOneChain,
    NoTotalOnOneSide,
    OtherBasisUnchanged,
    ReadBackwards,
    TotalsNotCompared,
    UnderOtherParents,
    UnitTaken,
)
from ukraine_budget.analysis.rows import DECIDED
from ukraine_budget.analysis.shifts import Evidence
from ukraine_budget.language import Text, Value, joined, listed, said, word
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Year
from ukraine_budget.report.names import any_year, cell_name, name_of


def _other_basis_unchanged(note: OtherBasisUnchanged, ledger: Ledger) -> Text:
    what: dict[str, Value] = {
        "line": note.line,
        "moves": _moves(note.basis, note.evidence, note.from_year, note.to_year),
        "basis": word(note.other_basis, "basis"),
        "year": note.year,
        "amount": note.amount,
    }
    if note.other_basis == DECIDED:
        return _decision_unchanged(what, is_restated=note.restated)
    if note.restated:
        return said("{line}: {moves}, but the {basis} of {year} is restated unchanged: {amount}.", **what)
    return said(
        "{line}: {moves}; no new amount is given of the {basis} of {year}: {amount} is the last stated.", **what
    )


def _decision_unchanged(what: Mapping[str, Value], *, is_restated: bool) -> Text:
    if is_restated:
        return said("{line}: {moves}, but what was decided for {year} is restated unchanged: {amount}.", **what)
    return said(
        "{line}: {moves}; no new amount is given of what was decided for {year}: {amount} is the last stated.", **what
    )


@cache
def _moves(basis: str, evidence: Evidence, from_year: Year | None, to_year: Year | None) -> Text:
    """That something moves, and from which year to which: kept, since a thousand shifts differ little in this."""
    moving = {"basis": word(basis, "basis"), "way": _way(from_year, to_year)}
    if evidence == "declared":
        return said("{basis} was shifted {way}", **moving)
    return said("{basis} may have moved (inferred) {way}", **moving)


def _way(from_year: Year | None, to_year: Year | None) -> Text:
    start, end = (any_year(year) if year else said("a year not printed") for year in (from_year, to_year))
    return said("from {start} to {end}", start=start, end=end)


def _different_series(note: DifferentSeries, ledger: Ledger) -> Text:
    return said(
        "{new} does not follow {old}, and papers of different series may count different things: no change is computed "
        "of {cells}.",
        new=note.new,
        old=note.old,
        cells=listed(list(map(cell_name, note.cells))),
    )


def _not_compared(note: NotCompared, ledger: Ledger) -> Text:
    cells = listed(list(map(cell_name, note.cells)))
    if note.why == "decided":
        return said("No change is computed of {cells}: what cabinet decides is not yet committed.", cells=cells)
    return said("No change is computed of {cells}: newer figures of parts contradict one of the two.", cells=cells)


def _totals_not_compared(note: TotalsNotCompared, ledger: Ledger) -> Text:
    return said(
        "{fund}, {basis} {year}: the totals are not compared: {reasons}.",
        fund=name_of(ledger.funds[note.fund]),
        basis=word(note.basis, "basis"),
        year=listed(list(map(any_year, note.years))),
        reasons=joined(_reasons(note), "; "),
    )


def _reasons(note: TotalsNotCompared) -> Iterator[Text]:
    """The lines that only one of two totals counts, and those that are restated off the way."""
    if note.only_old:
        yield said("only the old one counts {lines}", lines=listed(note.only_old))
    if note.only_new:
        yield said("only the new one counts {lines}", lines=listed(note.only_new))
    if note.restated_beside:
        yield said(
            "versions of another chain restate {lines}",
            lines=listed(note.restated_beside),
        )


def _read_backwards(note: ReadBackwards, ledger: Ledger) -> Text:
    return said(
        "{later} is later than {earlier}: all changes have the opposite sign, and all shifts the opposite direction, "
        "of what the papers print.",
        later=note.later,
        earlier=note.earlier,
    )


def _elsewhere_as_printed(note: ElsewhereAsPrinted, ledger: Ledger) -> Text:
    return said("What is declared elsewhere has the sign that the papers print.")


def _not_in_one_chain(note: NotInOneChain, ledger: Ledger) -> Text:
    return said(
        "{new} does not follow {old}: what other papers declared in between is listed apart and not counted.",
        new=note.new,
        old=note.old,
    )


def _unit_taken(note: UnitTaken, ledger: Ledger) -> Text:
    return said(
        "{silent} does not say its unit: it is taken to be in {unit}, as {other} is.",
        silent=note.ledger,
        unit=word(note.unit, "unit"),
        other=note.other,
    )


def _no_line_in_common(note: NoLineInCommon, ledger: Ledger) -> Text:
    return said(
        "{old} and {new} have no line in common, so that nothing is compared: lines are matched by their ids.",
        old=note.old,
        new=note.new,
    )


def _no_total_on_one_side(note: NoTotalOnOneSide, ledger: Ledger) -> Text:
    fund = name_of(ledger.funds[note.fund])
    if note.without == "old":
        return said("{fund}: no total is shown, since the old ledger has none.", fund=fund)
    return said("{fund}: no total is shown, since the new ledger has none.", fund=fund)


def _in_other_funds(note: InOtherFunds, ledger: Ledger) -> Text:
    lines = [
        said(
            "{line} (in the old one in {old}, in the new one in {new})",
            line=line,
            old=name_of(ledger.funds[old]),
            new=name_of(ledger.funds[new]),
        )
        for line, old, new in note.moved
    ]
    return said("The two ledgers have lines in different funds: {lines}.", lines=listed(lines))


def _under_other_parents(note: UnderOtherParents, ledger: Ledger) -> Text:
    return said(
        "The two ledgers have lines under different parents, so that their totals may count other lines: {lines}.",
        lines=listed([_parents(*moved) for moved in note.moved]),
    )


def _parents(line: str, old: str, new: str) -> Text:
    if not old:
        return said("{line} (part of {parent} in the new one only)", line=line, parent=new)
    if not new:
        return said("{line} (part of {parent} in the old one only)", line=line, parent=old)
    return said("{line} (part of {old} in the old one, of {new} in the new one)", line=line, old=old, new=new)


WORDS: Mapping[type[Note], Callable[[Any, Ledger], Text]] = {
    OtherBasisUnchanged: _other_basis_unchanged,
    DifferentSeries: _different_series,
    NotCompared: _not_compared,
    TotalsNotCompared: _totals_not_compared,
    ReadBackwards: _read_backwards,
    ElsewhereAsPrinted: _elsewhere_as_printed,
    NotInOneChain: _not_in_one_chain,
    NoTotalOnOneSide: _no_total_on_one_side,
    InOtherFunds: _in_other_funds,
    UnderOtherParents: _under_other_parents,
    UnitTaken: _unit_taken,
    NoLineInCommon: _no_line_in_common,
}
"""What words each kind of note, given the ledger that has the names."""
