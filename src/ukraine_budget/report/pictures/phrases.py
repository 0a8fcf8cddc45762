"""The words of pictures: titles that state what is found, and what stands at bars and arrows."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from ukraine_budget.analysis.flows import year_key
from ukraine_budget.analysis.readings import Reading
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.analysis.shifts import Shift
from ukraine_budget.analysis.versions import date_of
from ukraine_budget.language import Language, Text, Value, dated, joined, listed, month, said, word
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.answers.answer import is_old, on_basis, version_name, year_moved
from ukraine_budget.report.brief.cells import cited_briefly, short_fund, short_name, weakest
from ukraine_budget.report.display import OVERTAKEN, SIZE_NOT_STATED
from ukraine_budget.report.names import name_of, newest_paper
from ukraine_budget.report.pictures.numbers import Unit
from ukraine_budget.report.readings import condition
from ukraine_budget.report.sentence import Money

MOST_PAPERS = 3
"""The most papers that a picture names."""


def short_of(ledger: Ledger, fund: str, line: str) -> Text:
    """A line, or the fund that is added up, by its short name."""
    return short_name(ledger.lines[line] if line else ledger.funds[fund])


def figure_words(ledger: Ledger, row: FigureRow) -> Iterator[Text]:
    """What qualifies a figure, at its bar: one word, that newer figures contradict it, and when it was stated if old."""
    version = ledger.versions.get(row.version)
    if "decision" in row.qualifier:
        yield word("decision", "qualifier")
    yield from weakest(row.qualifier, version.phase if version else "")
    if row.overtaken:
        yield OVERTAKEN
    if version and is_old(ledger, row.version):
        yield month(date_of(ledger, version))


def outlook_title(ledger: Ledger, row: FigureRow) -> Text:
    """The figure that an outlook is about, beside that of the year before where they can be compared."""
    values = _values(ledger, row)
    if "decision" in row.qualifier:
        return said("{name}: {amount} for {year}, decided by cabinet", **values)
    if "reserved" in row.qualifier:
        return said("{name}: {amount} reserved so far for {year}", **values)
    if row.previous is None or row.change is None or not row.comparable:
        return said("{name}: {amount} {basis} in {year}", **values)
    previous = Money.of(ledger, row.previous, row.amount or Decimal(0))
    values["previous"] = _assumed(previous, row.previous_qualifier)
    return said("{name}: {amount} {basis} in {year}, {previous} in {before}", **values, before=row.year - 1)


def _values(ledger: Ledger, row: FigureRow) -> dict[str, Value]:
    beside = [row.previous] if row.previous is not None else []
    money = Money.of(ledger, row.amount or Decimal(0), *beside)
    return {
        "name": short_of(ledger, row.fund, row.line),
        "amount": _assumed(money, row.qualifier),
        "basis": word(row.basis, "basis"),
        "year": row.year,
    }


def _assumed(money: Money, qualifier: Sequence[str]) -> Value:
    """An amount, and that it is assumed."""
    return said("an assumed {amount}", amount=money) if "assumed" in qualifier else money


def outlook_subtitle(ledger: Ledger, row: FigureRow, unit: Unit, stated: Sequence[FigureRow]) -> Text:
    """What is counted, in which unit, and which paper states it."""
    values: dict[str, Value] = {
        "fund": short_fund(ledger, row.fund),
        "unit": unit.name,
        "basis": on_basis(row.basis),
        "paper": paper(ledger, [one.version for one in stated]),
    }
    return said("{fund}: {unit} {basis} per year, {paper}", **values)


def paper(ledger: Ledger, versions: Iterable[str]) -> Text:
    """The version that states all of some figures; of several the newest paper read."""
    known = set(filter(None, versions))
    if len(known) == 1:
        return version_name(ledger, *known)
    newest = newest_paper(ledger)
    return said("newest paper read: {date}", date=newest) if newest else name_of(list(ledger.versions.values())[-1])


def source_line(ledger: Ledger, documents: Iterable[str]) -> Iterator[Text]:
    """The papers of what is drawn; of many only the first."""
    known = list(dict.fromkeys(filter(None, documents)))
    named = joined([cited_briefly(ledger, document) for document in known[:MOST_PAPERS]], "; ")
    if len(known) > MOST_PAPERS:
        yield said("Sources: {papers} and {n} more", papers=named, n=len(known) - MOST_PAPERS)
    elif known:
        yield said("Source: {papers}", papers=named)


def movement_words(shift: Shift, reading: Reading | None, unit: Unit, language: Language) -> Iterator[Text]:
    """What moved, at its arrow: which way, and how much only where a paper states it."""
    forward = year_key(shift.to_year) < year_key(shift.from_year)
    year = year_moved(shift.to_year)
    if shift.amount is not None:
        amount = Text(unit.number(shift.amount, language))
        yield (
            said("{amount} brought forward to {year}", amount=amount, year=year)
            if forward
            else said("{amount} put off to {year}", amount=amount, year=year)
        )
        return
    yield said("brought forward to {year}", year=year) if forward else said("put off to {year}", year=year)
    if reading is None:
        yield SIZE_NOT_STATED
        return
    old = Text(unit.number(reading.old, language))
    outline = said("{amount} decided", amount=old) if reading.decided else _stated_then(reading, old)
    yield said("size not stated; outline: {figure}", figure=outline)


def _stated_then(reading: Reading, amount: Text) -> Text:
    return said("{amount} in {date}", amount=amount, date=month(reading.old_date)) if reading.old_date else amount


def outline_note(reading: Reading, basis: str, unit: Unit, language: Language) -> Text:
    """On what condition an outline shows what left a year."""
    old = Text(unit.number(reading.old, language))
    figure = said("the {amount} decided", amount=old) if reading.decided else old
    return said("Outline: {figure}, if {condition}.", figure=figure, condition=condition(reading, basis))
