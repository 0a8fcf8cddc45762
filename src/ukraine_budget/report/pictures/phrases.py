"""The words of pictures: titles that state what is found, and what stands at bars and arrows."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from ukraine_budget.analysis.diff import DiffResult
from ukraine_budget.analysis.diffrows import DiffRow
from ukraine_budget.analysis.flows import year_key
from ukraine_budget.analysis.readings import Reading
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.analysis.shifts import Shift
from ukraine_budget.analysis.versions import date_of
from ukraine_budget.language import Language, Text, Value, joined, listed, month, said, word
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.answers.answer import has_support, is_old, on_basis, side_name, version_name
from ukraine_budget.report.answers.diff import diff_answer, if_assumed
from ukraine_budget.report.answers.shifts import year_moved
from ukraine_budget.report.display import OVERTAKEN, SIZE_NOT_STATED
from ukraine_budget.report.money import Money
from ukraine_budget.report.names import any_year, funds_name, name_of, newest_paper
from ukraine_budget.report.narrow import cited_briefly, short_fund, short_name, side_heads, weakest
from ukraine_budget.report.pictures.numbers import Unit
from ukraine_budget.report.ratios import Span
from ukraine_budget.report.readings import condition

MOST_PAPERS = 3
"""The most papers that a picture names."""


def short_of(ledger: Ledger, fund: str, line: str) -> Text:
    """A line, or the fund that is added up, by its short name."""
    return short_name(ledger.lines[line] if line else ledger.funds[fund])


def figure_words(ledger: Ledger, row: FigureRow) -> Iterator[Text]:
    """What qualifies a figure, at its bar: one word; that newer figures contradict it; when it was stated if old."""
    version = ledger.versions.get(row.version)
    if "decision" in row.qualifier:
        yield word("decision", "qualifier")
    yield from weakest(row.qualifier, version.phase if version else "")
    if row.overtaken:
        yield OVERTAKEN
    if version and is_old(ledger, row.version):
        yield month(date_of(ledger, version))


def outlook_title(ledger: Ledger, row: FigureRow) -> Text:
    """The figure that an outlook is about, beside that of the year before where they can be compared.

    It says when an old figure was stated.
    """
    title = _title(ledger, row)
    if not is_old(ledger, row.version):
        return title
    return said("{title} (stated {date})", title=title, date=month(date_of(ledger, ledger.versions[row.version])))


def _title(ledger: Ledger, row: FigureRow) -> Text:
    values = _values(ledger, row)
    if "decision" in row.qualifier:
        return said("{name}: {amount} for {year}, decided by cabinet", **values)
    if "reserved" in row.qualifier:
        return said("{name}: {amount} reserved so far for {year}", **values)
    if row.previous is None or row.change is None:
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
    funds = dict.fromkeys(one.fund for one in stated)
    values: dict[str, Value] = {
        "fund": short_fund(ledger, row.fund) if len(funds) == 1 else funds_name(ledger, funds),
        "unit": unit.name,
        "basis": on_basis(row.basis),
        "paper": paper(ledger, [one.version for one in stated]),
    }
    return said("{fund}: {unit} {basis} per year, {paper}", **values)


def falls_subtitle(ledger: Ledger, row: FigureRow, unit: Unit) -> Text:
    """That falls are drawn, of what, in which unit, and which paper states the largest."""
    values: dict[str, Value] = {"fund": short_fund(ledger, row.fund), "unit": unit.name, "basis": on_basis(row.basis)}
    return said(
        "{fund}: largest falls from one year to the next, {unit} {basis}, {paper}",
        **values,
        paper=paper(ledger, [row.version]),
    )


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
        if shift.paired_by_us:
            yield said("paired by us: nearest years first")
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


def largest_title(ledger: Ledger, row: FigureRow, count: int) -> Text:
    """Which of many lines is the largest in a year."""
    values = _values(ledger, row) | {"basis": word(row.counts_as, "basis")}
    return said("{year}: largest of {n} lines is {name}, {amount} {basis}", **values, n=count)


def rest_name(count: int) -> Text:
    """What is told together below the largest of many."""
    return said("{n} more", n=count)


def index_note(is_index: bool) -> Iterator[Text]:
    """That bars are drawn as indexes, and numbers are not, where that is so."""
    if is_index:
        yield said("Bars: the first figure of each line is 100. Numbers: the figures themselves.")


def not_support_note(ledger: Ledger, rows: Sequence[FigureRow], unit: Unit, language: Language) -> Text:
    """The figures of a line that is not support, where they are not drawn."""
    figures = listed([_figure_of(ledger, row, unit, language) for row in rows])
    return said("Not support: {name}, {figures}.", name=short_of(ledger, rows[0].fund, rows[0].line), figures=figures)


def _figure_of(ledger: Ledger, row: FigureRow, unit: Unit, language: Language) -> Text:
    """A figure with its words, and its year."""
    amount = joined((Text(unit.number(row.amount or Decimal(0), language)), *figure_words(ledger, row)), " ")
    return said("{amount} in {year}", amount=amount, year=row.year)


def years_left_out(every: Sequence[int], drawn: Sequence[int]) -> Iterator[Text]:
    """That there are earlier years."""
    if every[0] != drawn[0]:
        yield said("Earlier years are not drawn.")


def shifts_left_out(count: int, others: int = 0) -> Iterator[Text]:
    """How many shifts are not drawn, beside those that are; and how many `others` of money that is not support."""
    if count == 1:
        yield said("1 more shift is not drawn.")
    elif count:
        yield said("{n} more shifts are not drawn.", n=count)
    if others == 1:
        yield said("1 more shift, not of support, is not drawn.")
    elif others:
        yield said("{n} more shifts, not of support, are not drawn.", n=others)


def changes_left_out(count: int) -> Iterator[Text]:
    """How many changes are not drawn since the answer is about support."""
    if count == 1:
        yield said("1 more change, not of support, is not drawn.")
    elif count:
        yield said("{n} more changes, not of support, are not drawn.", n=count)


def diff_title(ledger: Ledger, result: DiffResult, row: DiffRow | None) -> Text:
    """What a diff is about: a change with its condition, or the first sentence of the answer where there is none."""
    if row is None or row.change is None or row.old is None:
        return diff_answer(result).sentences[0]
    size: Value = Money.of(ledger, abs(row.change), row.old)
    if Span(row.change, row.low, row.high).is_wide:
        size = said("about {amount}", amount=size)
    values: dict[str, Value] = {
        "name": short_of(ledger, row.fund, row.line),
        "change": size,
        "basis": on_basis(row.basis),
        "year": any_year(row.year),
        "version": side_name(ledger, row.old_version or result.old),
    }
    if "assumed" in row.old_qualifier:
        values["amount"] = Money.of(ledger, row.old, abs(row.change))
        title = said("{name}: {year} is {change} above the {amount} of {version}", **values)
        if row.change < 0:
            title = said("{name}: {year} is {change} below the {amount} of {version}", **values)
        return _on_condition(title, row)
    title = said("{name}: {year} is {change} higher {basis} than in {version}", **values)
    if row.change < 0:
        title = said("{name}: {year} is {change} lower {basis} than in {version}", **values)
    return _on_condition(title, row)


def _on_condition(title: Text, row: DiffRow) -> Text:
    """A change with what it rests on, where a figure of it is assumed."""
    unless = if_assumed(row)
    return said("{change}, if {condition}", change=title, condition=unless) if unless else title


def changes_title(ledger: Ledger, row: DiffRow, count: int) -> Text:
    """How many lines change, and which most."""
    change = row.change or Decimal(0)
    values: dict[str, Value] = {
        "n": count,
        "name": short_of(ledger, row.fund, row.line),
        "change": Money.of(ledger, abs(change)),
        "year": any_year(row.year),
    }
    title = said("{n} lines change; most: {name}, {change} higher for {year}", **values)
    if change < 0:
        title = said("{n} lines change; most: {name}, {change} lower for {year}", **values)
    return _on_condition(title, row)


def diff_subtitle(ledger: Ledger, result: DiffResult, rows: Sequence[DiffRow], unit: Unit, *, is_ranked: bool) -> Text:
    """The unit and basis, and which side is drawn how."""
    bases = {row.basis for row in rows}
    measure = joined((unit.name, on_basis(*bases)), " ") if len(bases) == 1 else unit.name
    sides = dict(zip(("old", "new"), side_heads(ledger, result, rows), strict=True))
    if is_ranked:
        return said("From {old} to {new}: {measure}", measure=measure, **sides)
    return said("{unit}: {old} (outline), {new} (solid)", unit=measure, **sides)


def one_sided_note(ledger: Ledger, rows: Sequence[DiffRow], unit: Unit, language: Language) -> Text:
    """The figures of a line that only one side states."""
    is_new = any(row.new is not None for row in rows)
    values: dict[str, Value] = {
        "name": short_of(ledger, rows[0].fund, rows[0].line),
        "figures": listed([_one_side(ledger, row, unit, language, is_new=is_new) for row in rows]),
    }
    note = said("{name}, first stated: {figures}.", **values)
    if not is_new:
        note = said("{name}, no longer stated: {figures}.", **values)
    is_support = ledger.funds[rows[0].fund].support or not has_support(ledger)
    return note if is_support else said("Not support: {note}", note=note)


def _one_side(ledger: Ledger, row: DiffRow, unit: Unit, language: Language, *, is_new: bool) -> Text:
    """The figure of one side with its words, and its year."""
    amount, qualifier = (row.new, row.new_qualifier) if is_new else (row.old, row.old_qualifier)
    version = ledger.versions.get(row.new_version if is_new else row.old_version)
    words = weakest(qualifier, version.phase if version else "")
    number = Text(unit.number(amount or Decimal(0), language))
    return said("{amount} in {year}", amount=joined((number, *words), " "), year=any_year(row.year))
