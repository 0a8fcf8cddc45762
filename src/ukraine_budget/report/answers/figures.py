"""The answers of `show` and `history`: what stands for a year, and how it was revised."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from ukraine_budget.analysis.history import HistoryResult, HistoryRow
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.analysis.scope import above
from ukraine_budget.analysis.shift import Printed, Shift
from ukraine_budget.analysis.show import ShowResult
from ukraine_budget.language import Message, Text, Value, said
from ukraine_budget.model.amount import ZERO
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import DECISION, RESERVED
from ukraine_budget.report.answers.answer import (
    answer,
    at_its_moment,
    counted,
    facts_of,
    for_now,
    on_basis,
    stands,
    subject,
    with_doubts,
    worded,
)
from ukraine_budget.report.answers.shifts import movement
from ukraine_budget.report.caveats import paper_says
from ukraine_budget.report.money import Money
from ukraine_budget.report.names import is_other_money, line_or_fund
from ukraine_budget.report.ratios import Span, compared
from ukraine_budget.report.table import Answer
from ukraine_budget.report.versions import is_old, month_of, side_name, version_name
from ukraine_budget.report.years import year_list


@at_its_moment
def show_answer(result: ShowResult) -> Answer:
    """What stands for the year, beside the year before; what moved; what the paper says; what is not counted."""
    ledger, year = result.ledger, result.year
    row = subject(ledger, result.rows)
    if row is None or row.amount is None:
        return answer(_nothing(result), {"year": year})
    touching = [shift for shift in result.shifts if _touches(ledger, shift, row)]
    sentences = (
        _figure(ledger, row, row.amount),
        said("This is not support.") if is_other_money(ledger, row.fund) else None,
        movement(ledger, touching, year),
        paper_says(ledger, row),
        _others(ledger, result.rows, row),
        _largest_line(ledger, result.rows, row),
    )
    return answer(sentences, facts_of("show", row))


def _nothing(result: ShowResult) -> Iterator[Message]:
    """That nothing is stated for the year, and where figures are to be found."""
    ledger, year = result.ledger, result.year
    yield said("Nothing is stated for {year}.", year=year)
    cells = ledger.figures.together("line", "year")
    years = sorted({year for line, year in cells if ledger.lines[line].fund in result.funds})
    if years:
        yield said("Figures are stated for {years}.", years=year_list(years))
    if year in ledger.years:
        yield said("Other funds have figures of this year: --fund all.")
    elif not years:
        yield said("This ledger has no figures.")


def _touches(ledger: Ledger, shift: Shift, row: FigureRow) -> bool:
    """Whether any paper prints a shift on the line of an answer, or on a part of it."""
    if not row.line:
        return shift.fund == row.fund
    lines = (shift.line, *(other.line for other in shift.elsewhere if _prints(ledger, other, row.year)))
    return any(row.line in (line, *above(ledger, line)) for line in lines)


def _prints(ledger: Ledger, other: Printed, year: int) -> bool:
    """Whether another chapter also prints a shift for a year."""
    printed = (other.version, other.line, other.label, year)
    return any((one.version, one.line, one.label, one.year) == printed for one in ledger.mutations)


def _figure(ledger: Ledger, row: FigureRow, amount: Decimal) -> Message:
    """A figure and how it compares with that of the year before."""
    before = row.year - 1
    figure: Text = stands(ledger, row, *(() if row.previous is None else (row.previous,)))
    if is_old(ledger, row.version):
        figure = said("{figure} (last stated {date})", figure=figure, date=month_of(ledger, row.version))
    if row.previous is None:
        return said("{figure}. {year} is not stated.", figure=figure, year=before)
    if row.change is None:
        return said("{figure}. {year} is not compared: {why}.", figure=figure, year=before, why=_why_not(row))
    previous = Money.of(ledger, row.previous, amount)
    base = said("the {amount} of {year}", amount=worded(previous, row.previous_qualifier), year=before)
    words = compared(Span(amount, row.low, row.high), _before(row, row.previous), base)
    if words is None:
        return said("{figure}, after {base}.", figure=figure, base=base)
    return said("{figure}: {comparison}.", figure=figure, comparison=words)


def _why_not(row: FigureRow) -> Message:
    """Why a figure is not compared with that of the year before."""
    if row.previous_overtaken or row.overtaken:
        return said("newer figures of its parts contradict it")
    if RESERVED in (*row.qualifier, *row.previous_qualifier):
        return said("one of the two amounts is only reserved so far")
    if row.row_type == "total" and row.comparable:
        return said("it is a sum over other lines")
    return said("its papers may count something else")


def _before(row: FigureRow, previous: Decimal) -> Span:
    """The figure of the year before, with the interval that follows from those of the figure and the change."""
    low = None if row.high is None or row.change_high is None else row.high - row.change_high
    high = None if row.low is None or row.change_low is None else row.low - row.change_low
    return Span(previous, low, high)


def _largest_line(ledger: Ledger, rows: Sequence[FigureRow], row: FigureRow) -> Message | None:
    """The number of lines in a total, and the largest of them; None for a line."""
    if row.row_type != "total":
        return None
    lines = _lines_beside(rows, row)
    largest = max(lines, key=lambda other: abs(other.amount or ZERO))
    values: dict[str, Value] = {
        "n": len(lines),
        "name": line_or_fund(ledger, largest.fund, largest.line),
        "amount": Money.of(ledger, largest.amount or ZERO),
    }
    if ledger.taken_as_full:  # a single file, which names no sums
        return said("That total is made here, over {n} lines. Largest: {name}, {amount}.", **values)
    return said("That is over {n} lines. Largest: {name}, {amount}.", **values)


def _others(ledger: Ledger, rows: Sequence[FigureRow], row: FigureRow) -> Text | None:
    """The number of other lines stated, where no total holds them."""
    if row.row_type == "total":
        return None
    lines = {row.line, *(other.line for other in _lines_beside(rows, row))}
    n = sum(line != row.line and lines.isdisjoint(above(ledger, line)) for line in lines)
    return counted(n, said("1 more line is stated; no total is."), said("{n} more lines are stated; no total is.", n=n))


def _lines_beside(rows: Sequence[FigureRow], row: FigureRow) -> list[FigureRow]:
    """The stated lines of the fund and basis of a figure."""
    kind = (row.fund, row.basis)
    return [other for other in rows if (other.fund, other.basis) == kind and other.line and other.amount is not None]


@at_its_moment
def history_answer(result: HistoryResult) -> Answer:
    """How the cash of the most revised year went from its first figure to its last."""
    ledger, line = result.ledger, result.line
    rows = [row for row in result.rows if row.amount is not None and not row.carried]
    if not rows:
        return Answer((_no_figure(ledger, line),), {"line": line})
    own = _most_revised(rows)
    first, last = own[0], own[-1]
    facts = {"line": line, "basis": first.basis, "year": first.year, "first": first.amount, "last": last.amount}
    return Answer((_course(own, history_values(ledger, own), years=len({row.year for row in rows})),), facts)


def _no_figure(ledger: Ledger, line: str) -> Message:
    """That the line has no figures, or none that was asked for."""
    name = line_or_fund(ledger, "", line)
    if any(ledger.stated(lines=(line,))):
        return said("No figure of {name} fits the fund, basis, years or date asked for.", name=name)
    return said("No version states a figure of {name}.", name=name)


def _course(rows: Sequence[HistoryRow], values: Mapping[str, Value], *, years: int) -> Message:
    """How a figure went, where its papers can be compared."""
    if len(rows) == 1 and years > 1:
        return said("{name} is stated once for each year: {figure} for {year}, in {paper}.", **values)
    if len(rows) == 1:
        return said("{name} is stated once: {figure} for {year}, in {paper}.", **values)
    if rows[0].amount == rows[-1].amount and len(rows) == 2:
        return said("{name} for {year} stays at {figure} from {start} to {to}.", **values)
    if not all(row.comparable for row in rows) or "assumed" in rows[0].qualifier:
        return said("{name} for {year} was last stated at {figure}, in {paper}.", **values)
    if len(rows) == 2:
        return said("{name} for {year} goes {basis} from {first} ({start}) to {last} ({to}).", **values)
    return said(
        "{name} for {year} goes {basis} from {first} ({start}) to {last} ({to}), in {n} revisions; "
        "highest {highest} ({top}).",
        **values,
    )


def history_subject(rows: Sequence[HistoryRow]) -> HistoryRow | None:
    """The last of the figures in the answer; None where nothing is stated."""
    stated = [row for row in rows if row.amount is not None and not row.carried]
    return _most_revised(stated)[-1] if stated else None


def _most_revised(rows: Sequence[HistoryRow]) -> list[HistoryRow]:
    """The figures in the answer: cash, if stated, of the most revised year, or the newest of these."""
    bases = {row.basis for row in rows}
    basis = next((basis for basis in ("cash", "commitment") if basis in bases), rows[0].basis)
    counts = Counter(row.year for row in rows if row.basis == basis)
    year = max(counts, key=lambda year: (counts[year], year))
    return [row for row in rows if (row.basis, row.year) == (basis, year)]


def history_values(ledger: Ledger, rows: Sequence[HistoryRow]) -> dict[str, Value]:
    """The first, the last and the highest figure of a cell, with the versions that state them."""
    highest = max(rows, key=lambda row: row.amount or 0)
    amounts = [row.amount for row in (rows[0], rows[-1], highest) if row.amount is not None]
    first, last, top = (
        with_doubts(Money.of(ledger, amount, *amounts), row.qualifier)
        for amount, row in zip(amounts, (rows[0], rows[-1], highest), strict=True)
    )
    basis = said("by cabinet decision") if DECISION in rows[0].qualifier else on_basis(rows[0].basis)
    is_for_now = "provisional" in rows[-1].qualifier and ledger.versions[rows[-1].version].phase != "executed"
    figure = {"amount": last, "basis": basis}
    return {
        "name": line_or_fund(ledger, rows[0].fund, rows[0].line),
        "year": rows[0].year,
        "basis": basis,
        "first": first,
        "last": for_now(last, rows[-1].qualifier) if is_for_now else last,
        "figure": said("{amount} {basis}, for now", **figure) if is_for_now else said("{amount} {basis}", **figure),
        "highest": top,
        "start": version_name(ledger, rows[0].version),
        "to": version_name(ledger, rows[-1].version),
        "paper": side_name(ledger, rows[-1].version),
        "top": version_name(ledger, highest.version),
        "n": len(rows) - 1,
    }
