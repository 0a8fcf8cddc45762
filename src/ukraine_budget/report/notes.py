"""The words of notes: every kind of note has its sentence here, or in the two files that this one gathers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
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
    OlderThanParts,
    OutstandingNotStated,
    PartialTotal,
    PartsStandIn,
    PossibleConflict,
    Renumbered,
    TotalNote,
)
from ukraine_budget.language import Text, both, either, joined, listed, said, word
from ukraine_budget.model.stands import Key
from ukraine_budget.report import missing, notes_on_changes
from ukraine_budget.report.names import cell_name, name_of, remark_on


def note_text(note: Note) -> Text:
    """A note in words."""
    return WORDS[type(note)](note)


def note_texts(notes: Iterable[Note]) -> Iterator[Text]:
    """Notes in words, in their order."""
    return map(note_text, notes)


def _carried(note: Carried) -> Text:
    return said(
        "Carried from {version}, since a later version states the line but not this figure: {cells}.",
        version=note.version,
        cells=_cells(note.cells),
    )


def _cells(cells: Iterable[Key]) -> Text:
    return listed(list(map(cell_name, cells)))


def _decided(note: Decided) -> Text:
    return said("A political decision, not a legal commitment: {cells}.", cells=_cells(note.cells))


def _assumed(note: Assumed) -> Text:
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
    return joined((sentence, note.remark), ": ") if note.remark else joined((sentence, "."), "")


def _older_than_parts(note: OlderThanParts) -> Text:
    return said(
        "{cell}, of {version}, is older than its parts: {lines}.",
        cell=cell_name(note.cell),
        version=note.version,
        lines=listed(note.parts),
    )


def _change_not_included(note: ChangeNotIncluded) -> Text:
    return said(
        "{cell}: {later} declares a change that this figure, of {version}, does not include: {label}, {amount}.",
        cell=cell_name(note.cell),
        later=note.later,
        version=note.version,
        label=note.label,
        amount=said("size not stated") if note.amount is None else note.amount,
    )


def _renumbered(note: Renumbered) -> Text:
    names = (said("{line} as {printed}", line=line, printed=both(printed)) for line, printed in note.printed_as)
    what = {"lines": joined(names), "versions": listed(note.versions)}
    if note.added:
        return said("Renumbered, printed under both numbers by {versions}, and added: {lines}.", **what)
    return said("Renumbered, printed under another number by {versions}: {lines}.", **what)


def _no_figures(note: NoFigures) -> Text:
    return said("{ledger} states no figure.", ledger=note.ledger)


def _nothing_stated(note: NothingStated) -> Text:
    return said("{fund}: {silence}.", fund=name_of(note.fund), silence=_silence(note))


def _silence(note: NothingStated) -> Text:
    """That nothing is stated for some years, or around them for some lines."""
    lines = listed(note.silent)
    if not note.shown:
        return said("nothing is stated for {lines}", lines=lines) if lines else said("nothing is stated")
    first, last = note.shown[0], note.shown[-1]
    span = said("{first} to {last}", first=first, last=last) if first < last else Text(first)
    if lines:
        return said("nothing is stated around {years} for {lines}", years=span, lines=lines)
    return said("nothing is stated for {years}", years=span)


def _nothing_on_bases(note: NothingOnBases) -> Text:
    return said(
        "{fund}: nothing is stated around {year} on {bases}.",
        fund=name_of(note.fund),
        year=note.year,
        bases=either(word(basis, "basis") for basis in note.bases),
    )


def _no_total(note: NoTotal) -> Text:
    why = remark_on(note.fund) or said("its lines overlap.")
    return said("{fund} has no total: {note}", fund=name_of(note.fund), note=why)


def _fund_remark(note: FundRemark) -> Text:
    return joined((name_of(note.fund), remark_on(note.fund)), ": ")


def _funds_not_shown(note: FundsNotShown) -> Text:
    return said("Figures of other funds are stated too, but not shown: {funds}.", funds=listed(note.funds))


def _partial_total(note: PartialTotal) -> Text:
    return said(
        "{what}: the total is over the stated lines only ({lines}); not stated: {missing}.",
        what=_totals(note),
        lines=listed(note.stated),
        missing=listed(note.missing),
    )


def _parts_stand_in(note: PartsStandIn) -> Text:
    return said("{what}: {parent} is not stated, its stated parts stand in.", what=_totals(note), parent=note.parent)


def _totals(note: TotalNote) -> Text:
    basis, years = word(note.basis, "basis"), joined(note.totalled)
    return said("{fund}, {basis} {years}", fund=name_of(note.fund), basis=basis, years=years)


def _outstanding_not_stated(note: OutstandingNotStated) -> Text:
    return said(
        "Outstanding commitments are not stated for {lines}: "
        "no opening balance is, and no year with both legal commitments and cash leaves more than nothing.",
        lines=listed(note.silent),
    )


def _line_not_stated(note: LineNotStated) -> Text:
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


def _possible_conflict(note: PossibleConflict) -> Text:
    return said(
        "Possible conflict, {cell}: {version} states {amount}, and of other series {others}; the later may be "
        "an update, or count something else.",
        cell=cell_name(note.cell),
        version=note.version,
        amount=note.amount,
        others=both(joined(other, " ") for other in note.others),
    )


WORDS: Mapping[type[Note], Callable[[Any], Text]] = {
    Carried: _carried,
    Decided: _decided,
    Assumed: _assumed,
    OlderThanParts: _older_than_parts,
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
    **missing.WORDS,
}
"""What words each kind of note."""
