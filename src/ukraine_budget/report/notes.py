"""The sentences of notes, by kind."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ukraine_budget.analysis import notes
from ukraine_budget.analysis import notes_on_changes as changes
from ukraine_budget.analysis.rows import DECIDED
from ukraine_budget.language import Text, joined, listed, said
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.names import in_words, name_of, remark_on
from ukraine_budget.report.table import Noted, noted
from ukraine_budget.report.wording import Facts, facts, not_whole
from ukraine_budget.report.years import any_year


def note_texts(ledger: Ledger, every: Iterable[notes.Note]) -> Iterator[Noted]:
    """Notes in words, in their order."""
    for note in every:
        it = {**facts(note._asdict()), **_of_ledger(note, ledger)}
        yield noted(WORDS[type(note)](note, it), note.kind, notes.note_lines(note), notes.note_years(note))


def _of_ledger(note: notes.Note, ledger: Ledger) -> Facts:
    """The facts that the ledger words: names of funds, and its own remarks."""
    match note._asdict():
        case {"fund": fund}:
            return {"fund": name_of(ledger.funds[fund]), "remark": remark_on(ledger.funds[fund])}
        case {"remark": remark}:
            return {"remark": in_words(ledger, remark)}
        case {"moved": moved, "kind": "in-other-funds"}:
            funds = {name: name_of(fund) for name, fund in ledger.funds.items()}
            return {"lines": listed([_in_funds(line, funds[old], funds[new]) for line, old, new in moved])}
        case _:
            return {}


def _in_funds(line: str, old: Text, new: Text) -> Text:
    return said("{line} (in the old one in {old}, in the new one in {new})", line=line, old=old, new=new)


def _under_parents(line: str, old: str, new: str) -> Text:
    if not old:
        return said("{line} (part of {parent} in the new one only)", line=line, parent=new)
    if not new:
        return said("{line} (part of {parent} in the old one only)", line=line, parent=old)
    return said("{line} (part of {old} in the old one, of {new} in the new one)", line=line, old=old, new=new)


def _assumed(note: notes.Assumed, it: Facts) -> Text:
    if note.amount is None:
        sentence = said("{cell} is assumed, not printed as such", **it)
    else:
        sentence = said("{cell}: {amount} of {version} is assumed, not printed as such", **it)
    return joined((sentence, it["remark"]), ": ") if it["remark"] else joined((sentence, "."), "")


def _silence(note: notes.NothingStated, it: Facts) -> Text:
    """That nothing is stated for some years or lines."""
    if not note.years:
        return said("nothing is stated for {lines}", **it) if note.lines else said("nothing is stated")
    first, last = note.years[0], note.years[-1]
    years = said("{first} to {last}", first=first, last=last) if first < last else Text(first)
    if note.lines:
        return said("nothing is stated for {years} of {lines}", lines=it["lines"], years=years)
    return said("nothing is stated for {years}", years=years)


def _line_not_stated(note: notes.LineNotStated, it: Facts) -> Text:
    what = joined((note.line, it["bases"], note.year), " ")
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


def _other_basis_unchanged(note: changes.OtherBasisUnchanged, it: Facts) -> Text:
    way = said("from {start} to {end}", start=it["from_year"], end=it["to_year"])
    if note.evidence == "declared":
        moves = said("{basis} was shifted {way}", basis=it["basis"], way=way)
    else:
        moves = said("{basis} may have moved (inferred) {way}", basis=it["basis"], way=way)
    it = {**it, "moves": moves, "basis": it["other_basis"]}
    match note.other_basis == DECIDED, note.restated:
        case True, True:
            return said("{line}: {moves}, but what was decided for {year} is restated unchanged: {amount}.", **it)
        case True, False:
            return said(
                "{line}: {moves}; no new amount is given of what was decided for {year}: {amount} is the last stated.",
                **it,
            )
        case False, True:
            return said("{line}: {moves}, but the {basis} of {year} is restated unchanged: {amount}.", **it)
        case _:
            return said(
                "{line}: {moves}; no new amount is given of the {basis} of {year}: {amount} is the last stated.", **it
            )


def _totals_not_compared(note: changes.TotalsNotCompared, it: Facts) -> Text:
    reasons = (
        said("only the old one counts {lines}", lines=it["only_old"]) if note.only_old else "",
        said("only the new one counts {lines}", lines=it["only_new"]) if note.only_new else "",
        said("versions of another chain restate {lines}", lines=it["restated_beside"]) if note.restated_beside else "",
    )
    it = {**it, "year": listed(list(map(any_year, note.years))), "reasons": joined(reasons, "; ")}
    return said("{fund}, {basis} {year}: the totals are not compared: {reasons}.", **it)


WORDS: Mapping[type[notes.Note], Callable[[Any, Facts], Text]] = {
    notes.NotWhole: lambda _, it: joined((not_whole(it), "."), ""),
    notes.Carried: lambda _, it: said("Last stated in {version}; a later version gives no new amount: {cells}.", **it),
    notes.TakenAsDropped: lambda _, it: said(
        "Taken as dropped, since {earlier} states it and {version} does not: {cells}. If {version} restates only a "
        "part of the budget, write 'partial' in a column 'coverage' of the file.",
        **it,
    ),
    notes.Decided: lambda note, _: said(
        "Decided by cabinet, not legally committed: {cells}.",
        cells=listed([joined((line, any_year(year)), " ") for line, _, year in note.cells]),
    ),
    notes.Assumed: _assumed,
    notes.Overtaken: lambda _, it: said(
        "{cell}, of {version}, is overtaken by newer figures of its parts: totals take these, and no change is "
        "computed from it.",
        **it,
    ),
    notes.ChangeNotIncluded: lambda _, it: said(
        "{cell}: {later} states a change that this figure, of {version}, does not include: {label}, {amount}.", **it
    ),
    notes.Renumbered: lambda note, it: (
        said("Renumbered, printed under both numbers by {versions}, and added: {printed_as}.", **it)
        if note.added
        else said("Renumbered, printed under another number by {versions}: {printed_as}.", **it)
    ),
    notes.NoFigures: lambda _, it: said("{ledger} states no figure.", **it),
    notes.NothingStated: lambda note, it: said("{fund}: {silence}.", fund=it["fund"], silence=_silence(note, it)),
    notes.NothingOnBases: lambda _, it: said("{fund}: nothing is stated for {year} on {bases}.", **it),
    notes.NoTotal: lambda _, it: said(
        "{fund} has no total: {note}", fund=it["fund"], note=it["remark"] or said("its lines overlap.")
    ),
    notes.FundRemark: lambda _, it: joined((it["fund"], it["remark"]), ": "),
    notes.FundsNotShown: lambda _, it: said("Figures of other funds are stated too, but not shown: {funds}.", **it),
    notes.PartialTotal: lambda _, it: said(
        "{fund}, {basis} {years}: the total is over the stated lines only ({stated}); not stated: {lines}.", **it
    ),
    notes.PartsStandIn: lambda _, it: said(
        "{fund}, {basis} {years}: {line} is not stated, its stated parts stand in.", **it
    ),
    notes.OutstandingNotStated: lambda _, it: said(
        "Outstanding commitments are not stated for {lines}: the papers read give no opening balance.", **it
    ),
    notes.LineNotStated: _line_not_stated,
    notes.PossibleConflict: lambda _, it: said(
        "Possible conflict, {cell}: {version} states {amount}, and of other series {others}; the later may be "
        "an update, or count something else.",
        **it,
    ),
    changes.OtherBasisUnchanged: _other_basis_unchanged,
    changes.DifferentSeries: lambda _, it: said(
        "{new} does not follow {old}, and papers of different series may count different things: no change is computed "
        "of {cells}.",
        **it,
    ),
    changes.NotCompared: lambda note, it: (
        said("No change is computed of {cells}: what cabinet decides is not yet committed.", **it)
        if note.why == "decided"
        else said("No change is computed of {cells}: newer figures of parts contradict one of the two.", **it)
    ),
    changes.TotalsNotCompared: _totals_not_compared,
    changes.ReadBackwards: lambda _, it: said(
        "{later} is later than {earlier}: all changes have the opposite sign, and all shifts the opposite direction, "
        "of what the papers print.",
        **it,
    ),
    changes.ElsewhereAsPrinted: lambda *_: said("What is declared elsewhere has the sign that the papers print."),
    changes.NotInOneChain: lambda _, it: said(
        "{new} does not follow {old}: what other papers declared in between is listed apart and not counted.", **it
    ),
    changes.NoTotalOnOneSide: lambda note, it: (
        said("{fund}: no total is shown, since the old ledger has none.", **it)
        if note.without == "old"
        else said("{fund}: no total is shown, since the new ledger has none.", **it)
    ),
    changes.InOtherFunds: lambda _, it: said("The two ledgers have lines in different funds: {lines}.", **it),
    changes.UnderOtherParents: lambda note, _: said(
        "The two ledgers have lines under different parents, so that their totals may count other lines: {lines}.",
        lines=listed([_under_parents(*moved) for moved in note.moved]),
    ),
    changes.UnitTaken: lambda _, it: said(
        "{ledger} does not say its unit: it is taken to be in {unit}, as {other} is.", **it
    ),
    changes.NoLineInCommon: lambda _, it: said(
        "{old} and {new} have no line in common, so that nothing is compared: lines are matched by their ids.", **it
    ),
}
"""The sentence of each kind of note, given its facts as they are, and in words."""
