"""The words of notes: each kind has its sentence here, or where it is on what changed, in `notes_on_changes.py`."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any

from ukraine_budget.analysis.notes import (
    Assumed,
    Carried,
    ChangeNotIncluded,
    Decided,
    FundRemark,
    FundsNotShown,
    LineNotStated,
    NoFigures,
    Note,
    NothingOnBases,
    NothingStated,
    NoTotal,
    NotWhole,
    OutstandingNotStated,
    Overtaken,
    PartialTotal,
    PartsStandIn,
    PossibleConflict,
    Renumbered,
    TakenAsDropped,
    note_lines,
    note_years,
)
from ukraine_budget.language import Text, both, either, joined, listed, said, word
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.missing import Missing
from ukraine_budget.model.records import Key
from ukraine_budget.report import notes_on_changes
from ukraine_budget.report.display import SIZE_NOT_STATED
from ukraine_budget.report.names import any_year, cell_name, in_words, name_of, remark_on
from ukraine_budget.report.table import Noted, noted


def note_texts(ledger: Ledger, notes: Iterable[Note]) -> Iterator[Noted]:
    """Notes on a ledger in words, in their order."""
    return (noted(WORDS[type(note)](note, ledger), note.kind, note_lines(note), note_years(note)) for note in notes)


def _carried(note: Carried, ledger: Ledger) -> Text:
    return said(
        "Last stated in {version}; a later version gives no new amount: {cells}.",
        version=note.version,
        cells=_cells(note.cells),
    )


def _cells(cells: Iterable[Key]) -> Text:
    return listed(list(map(cell_name, cells)))


def _taken_as_dropped(note: TakenAsDropped, ledger: Ledger) -> Text:
    return said(
        "Taken as dropped, since {earlier} states it and {version} does not: {cells}. If {version} restates only a "
        "part of the budget, write 'partial' in a column 'coverage' of the file.",
        version=note.version,
        cells=_cells(note.cells),
        earlier=note.earlier,
    )


def _decided(note: Decided, ledger: Ledger) -> Text:
    cells = listed([joined((line, any_year(year)), " ") for line, _, year in note.cells])
    return said("Decided by cabinet, not legally committed: {cells}.", cells=cells)


def _assumed(note: Assumed, ledger: Ledger) -> Text:
    cell = cell_name(note.cell)
    if note.amount is None:
        sentence = said("{cell} is assumed, not printed as such", cell=cell)
    else:
        sentence = said(
            "{cell}: {amount} of {version} is assumed, not printed as such",
            cell=cell,
            amount=note.amount,
            version=note.version,
        )
    remark = in_words(ledger, note.remark)
    return joined((sentence, remark), ": ") if remark else joined((sentence, "."), "")


def _overtaken(note: Overtaken, ledger: Ledger) -> Text:
    return said(
        "{cell}, of {version}, is overtaken by newer figures of its parts: totals take these, and no change is "
        "computed from it.",
        cell=cell_name(note.cell),
        version=note.version,
    )


def _change_not_included(note: ChangeNotIncluded, ledger: Ledger) -> Text:
    return said(
        "{cell}: {later} states a change that this figure, of {version}, does not include: {label}, {amount}.",
        cell=cell_name(note.cell),
        later=note.later,
        version=note.version,
        label=note.label,
        amount=SIZE_NOT_STATED if note.amount is None else note.amount,
    )


def _renumbered(note: Renumbered, ledger: Ledger) -> Text:
    names = (said("{line} as {printed}", line=line, printed=both(printed)) for line, printed in note.printed_as)
    what = {"lines": joined(names), "versions": listed(note.versions)}
    if note.added:
        return said("Renumbered, printed under both numbers by {versions}, and added: {lines}.", **what)
    return said("Renumbered, printed under another number by {versions}: {lines}.", **what)


def _no_figures(note: NoFigures, ledger: Ledger) -> Text:
    return said("{ledger} states no figure.", ledger=note.ledger)


def _nothing_stated(note: NothingStated, ledger: Ledger) -> Text:
    return said("{fund}: {silence}.", fund=name_of(ledger.funds[note.fund]), silence=_silence(note))


def _silence(note: NothingStated) -> Text:
    """That nothing is stated for some years, or of some lines for them."""
    lines = listed(note.lines)
    if not note.years:
        return said("nothing is stated for {lines}", lines=lines) if lines else said("nothing is stated")
    first, last = note.years[0], note.years[-1]
    span = said("{first} to {last}", first=first, last=last) if first < last else Text(first)
    if lines:
        return said("nothing is stated for {years} of {lines}", years=span, lines=lines)
    return said("nothing is stated for {years}", years=span)


def _nothing_on_bases(note: NothingOnBases, ledger: Ledger) -> Text:
    return said(
        "{fund}: nothing is stated for {year} on {bases}.",
        fund=name_of(ledger.funds[note.fund]),
        year=note.year,
        bases=either(word(basis, "basis") for basis in note.bases),
    )


def _no_total(note: NoTotal, ledger: Ledger) -> Text:
    why = remark_on(ledger.funds[note.fund]) or said("its lines overlap.")
    return said("{fund} has no total: {note}", fund=name_of(ledger.funds[note.fund]), note=why)


def _fund_remark(note: FundRemark, ledger: Ledger) -> Text:
    return joined((name_of(ledger.funds[note.fund]), remark_on(ledger.funds[note.fund])), ": ")


def _funds_not_shown(note: FundsNotShown, ledger: Ledger) -> Text:
    return said("Figures of other funds are stated too, but not shown: {funds}.", funds=listed(note.funds))


def _partial_total(note: PartialTotal, ledger: Ledger) -> Text:
    return said(
        "{what}: the total is over the stated lines only ({lines}); not stated: {missing}.",
        what=_totals(note, ledger),
        lines=listed(note.stated),
        missing=listed(note.lines),
    )


def _parts_stand_in(note: PartsStandIn, ledger: Ledger) -> Text:
    return said(
        "{what}: {parent} is not stated, its stated parts stand in.", what=_totals(note, ledger), parent=note.line
    )


def _totals(note: PartialTotal | PartsStandIn, ledger: Ledger) -> Text:
    basis, years = word(note.basis, "basis"), joined(note.years)
    return said("{fund}, {basis} {years}", fund=name_of(ledger.funds[note.fund]), basis=basis, years=years)


def _outstanding_not_stated(note: OutstandingNotStated, ledger: Ledger) -> Text:
    return said(
        "Outstanding commitments are not stated for {lines}: the papers read give no opening balance.",
        lines=listed(note.lines),
    )


def _line_not_stated(note: LineNotStated, ledger: Ledger) -> Text:
    bases = (either(word(basis, "basis") for basis in note.bases),) if note.bases else ()
    what = joined((note.line, *bases, note.year), " ")
    if note.elsewhere:
        return said("Nothing is stated for {what}; stated for {years}.", what=what, years=joined(note.elsewhere))
    if note.outside:
        return said(
            "Nothing is stated for {what} or another year within the versions, funds and bases asked for; "
            "outside them for {years}.",
            what=what,
            years=joined(note.outside),
        )
    return said("Nothing is stated for {what}.", what=what)


def _possible_conflict(note: PossibleConflict, ledger: Ledger) -> Text:
    return said(
        "Possible conflict, {cell}: {version} states {amount}, and of other series {others}; the later may be "
        "an update, or count something else.",
        cell=cell_name(note.cell),
        version=note.version,
        amount=note.amount,
        others=both(joined(other, " ") for other in note.others),
    )


def _not_whole(note: NotWhole, ledger: Ledger) -> Text:
    return joined((missing_text(note.version, note.parts), "."), "")


def missing_text(version: str, parts: Collection[Missing]) -> Text:
    """What is missing of a version."""
    return said(
        "{version} is not whole, since amounts were lost when it was imported: {parts}",
        version=version,
        parts=listed([part_text(part) for part in parts]),
    )


def part_text(part: Missing) -> Text:
    """How much is missing of a basis and year."""
    what = joined((word(part.basis, "basis"), part.year or ""), " ")
    if not part.basis or not part.year:
        return said("amounts of which basis or year is not known: {n}", n=part.missing)
    if not part.percent:  # amounts of which the size cannot be read
        return said("{n} of {all} amounts of {what}", n=part.missing, all=part.amounts, what=what)
    return said(
        "{n} of {all} amounts of {what} ({percent} % of the money)",
        n=part.missing,
        all=part.amounts,
        what=what,
        percent=part.percent,
    )


WORDS: Mapping[type[Note], Callable[[Any, Ledger], Text]] = {
    NotWhole: _not_whole,
    Carried: _carried,
    TakenAsDropped: _taken_as_dropped,
    Decided: _decided,
    Assumed: _assumed,
    Overtaken: _overtaken,
    ChangeNotIncluded: _change_not_included,
    Renumbered: _renumbered,
    NoFigures: _no_figures,
    NothingStated: _nothing_stated,
    NothingOnBases: _nothing_on_bases,
    NoTotal: _no_total,
    FundRemark: _fund_remark,
    FundsNotShown: _funds_not_shown,
    PartialTotal: _partial_total,
    PartsStandIn: _parts_stand_in,
    OutstandingNotStated: _outstanding_not_stated,
    LineNotStated: _line_not_stated,
    PossibleConflict: _possible_conflict,
    **notes_on_changes.WORDS,
}
"""What words each kind of note, given the ledger that has the names."""
