"""The words of pictures: titles that state a finding, and texts at bars and arrows."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from ukraine_budget.analysis.diff import DiffResult
from ukraine_budget.analysis.diffrows import DiffRow
from ukraine_budget.analysis.readings import Reading
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.analysis.shift import Shift
from ukraine_budget.language import Text, Value, joined, listed, month, said, word
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Year, year_key
from ukraine_budget.report.answers.answer import counted, on_basis
from ukraine_budget.report.answers.diff import change_facts, diff_answer, on_condition
from ukraine_budget.report.display import OVERTAKEN, SIZE_NOT_STATED
from ukraine_budget.report.headings import funds_name, short_fund
from ukraine_budget.report.money import Money
from ukraine_budget.report.names import is_other_money, name_of, short_of
from ukraine_budget.report.narrow import weakest
from ukraine_budget.report.pictures.drawing import Drawing
from ukraine_budget.report.readings import condition
from ukraine_budget.report.shifts import PAIRED
from ukraine_budget.report.versions import is_old, month_of, newest_paper, side_heads, version_name
from ukraine_budget.report.years import any_year, year_moved


def figure_words(ledger: Ledger, row: FigureRow) -> Iterator[Text]:
    """The words at a bar: the qualifier, whether it is overtaken, and its month if old."""
    if "decision" in row.qualifier:
        yield word("decision", "qualifier")
    yield from weakest(ledger, row.qualifier, row.version)
    if row.overtaken:
        yield OVERTAKEN
    if row.version and is_old(ledger, row.version):
        yield month_of(ledger, row.version)


def outlook_title(ledger: Ledger, row: FigureRow) -> Text:
    """The figure that an outlook is about, beside that of the year before where they can be compared.

    It says when an old figure was stated.
    """
    title = _title(ledger, row)
    if is_old(ledger, row.version):
        return said("{title} (stated {date})", title=title, date=month_of(ledger, row.version))
    return title


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
    """An amount, marked if assumed."""
    return said("an assumed {amount}", amount=money) if "assumed" in qualifier else money


def outlook_subtitle(drawing: Drawing, row: FigureRow, stated: Sequence[FigureRow]) -> Text:
    """What is counted, in which unit, and which paper states it."""
    ledger = drawing.ledger
    funds = dict.fromkeys(one.fund for one in stated)
    values: dict[str, Value] = {
        "fund": short_fund(ledger, row.fund) if len(funds) == 1 else funds_name(ledger, funds),
        "unit": drawing.unit,
        "basis": on_basis(row.basis),
        "paper": paper(ledger, [one.version for one in stated]),
    }
    return said("{fund}: {unit} {basis} per year, {paper}", **values)


def falls_subtitle(drawing: Drawing, row: FigureRow) -> Text:
    """That the largest falls are drawn, of what, in which unit, by which paper."""
    return said(
        "{fund}: largest falls from one year to the next, {unit} {basis}, {paper}",
        fund=short_fund(drawing.ledger, row.fund),
        unit=drawing.unit,
        basis=on_basis(row.basis),
        paper=paper(drawing.ledger, [row.version]),
    )


def paper(ledger: Ledger, versions: Iterable[str]) -> Text:
    """The version that states all figures; of several, the newest paper."""
    known = set(filter(None, versions))
    if len(known) == 1:
        return version_name(ledger, *known)
    newest = newest_paper(ledger)
    return said("newest paper read: {date}", date=newest) if newest else name_of(list(ledger.versions.values())[-1])


def movement_words(drawing: Drawing, shift: Shift, reading: Reading | None = None) -> Iterator[Text]:
    """The words at an arrow: its direction, and a size only if a paper states one."""
    forward = year_key(shift.to_year) < year_key(shift.from_year)
    year = year_moved(shift.to_year)
    if shift.amount is not None:
        amount = drawing.number(shift.amount)
        yield (
            said("{amount} brought forward to {year}", amount=amount, year=year)
            if forward
            else said("{amount} put off to {year}", amount=amount, year=year)
        )
        if shift.paired_by_us:
            yield PAIRED
        return
    yield said("brought forward to {year}", year=year) if forward else said("put off to {year}", year=year)
    if reading is None:
        yield SIZE_NOT_STATED
        return
    outline = old = drawing.number(reading.old)
    if reading.decided:
        outline = said("{amount} decided", amount=old)
    elif reading.old_date:
        outline = said("{amount} in {date}", amount=old, date=month(reading.old_date))
    yield said("size not stated; outline: {figure}", figure=outline)


def outline_note(drawing: Drawing, reading: Reading, basis: str) -> Text:
    """The condition under which an outline shows what left a year."""
    old = drawing.number(reading.old)
    figure = said("the {amount} decided", amount=old) if reading.decided else old
    return said("Outline: {figure}, if {condition}.", figure=figure, condition=condition(reading, basis))


def largest_title(ledger: Ledger, row: FigureRow, count: int) -> Text:
    """The largest of many lines in a year."""
    values = _values(ledger, row) | {"basis": word(row.counts_as, "basis")}
    return said("{year}: largest of {n} lines is {name}, {amount} {basis}", **values, n=count)


def not_support_note(drawing: Drawing, rows: Sequence[FigureRow]) -> Text:
    """The figures of a line that is not support, where they are not drawn."""
    ledger = drawing.ledger
    figures = listed([_in_year(drawing, row.amount, figure_words(ledger, row), row.year) for row in rows])
    return said("Not support: {name}, {figures}.", name=short_of(ledger, rows[0].fund, rows[0].line), figures=figures)


def _in_year(drawing: Drawing, amount: Decimal | None, words: Iterable[Text], year: Year) -> Text:
    """A figure with its words, and its year."""
    return said("{amount} in {year}", amount=joined((drawing.number(amount), *words), " "), year=any_year(year))


def shifts_left_out(count: int, others: int = 0) -> Iterator[Text]:
    """How many shifts are not drawn; and how many `others`, of money that is not support."""
    yield counted(count, said("1 more shift is not drawn."), said("{n} more shifts are not drawn.", n=count))
    yield counted(
        others,
        said("1 more shift, not of support, is not drawn."),
        said("{n} more shifts, not of support, are not drawn.", n=others),
    )


def diff_title(ledger: Ledger, result: DiffResult, row: DiffRow | None) -> Text:
    """The largest change with its condition, or the first sentence of the answer where nothing changed."""
    if row is None or row.change is None or row.old is None:
        return diff_answer(result).sentences[0]
    values = change_facts(result, row, row.old, row.change)
    values["name"] = short_of(ledger, row.fund, row.line)
    if "assumed" in row.old_qualifier:
        values["amount"] = Money.of(ledger, row.old, abs(row.change))
        title = said("{name}: {year} is {change} above the {amount} of {version}", **values)
        if row.change < 0:
            title = said("{name}: {year} is {change} below the {amount} of {version}", **values)
        return on_condition(title, row)
    title = said("{name}: {year} is {change} higher {basis} than in {version}", **values)
    if row.change < 0:
        title = said("{name}: {year} is {change} lower {basis} than in {version}", **values)
    return on_condition(title, row)


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
    return on_condition(title, row)


def diff_subtitle(drawing: Drawing, result: DiffResult, rows: Sequence[DiffRow], *, is_ranked: bool) -> Text:
    """The unit and basis, and which side is drawn how."""
    bases = {row.basis for row in rows}
    measure = joined((drawing.unit, on_basis(*bases)), " ") if len(bases) == 1 else drawing.unit
    sides = dict(zip(("old", "new"), side_heads(drawing.ledger, result, rows), strict=True))
    if is_ranked:
        return said("From {old} to {new}: {measure}", measure=measure, **sides)
    return said("{unit}: {old} (outline), {new} (solid)", unit=measure, **sides)


def one_sided_note(drawing: Drawing, rows: Sequence[DiffRow]) -> Text:
    """The figures of a line that only one side states."""
    ledger, is_new = drawing.ledger, any(row.new is not None for row in rows)
    values: dict[str, Value] = {
        "name": short_of(ledger, rows[0].fund, rows[0].line),
        "figures": listed([_one_side(drawing, row, is_new=is_new) for row in rows]),
    }
    note = said("{name}, first stated: {figures}.", **values)
    if not is_new:
        note = said("{name}, no longer stated: {figures}.", **values)
    return said("Not support: {note}", note=note) if is_other_money(ledger, rows[0].fund) else note


def _one_side(drawing: Drawing, row: DiffRow, *, is_new: bool) -> Text:
    """The figure of one side with its words, and its year."""
    old, new = (row.old, row.old_qualifier, row.old_version), (row.new, row.new_qualifier, row.new_version)
    amount, qualifier, version = new if is_new else old
    return _in_year(drawing, amount, weakest(drawing.ledger, qualifier, version), row.year)
