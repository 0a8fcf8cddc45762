"""The answer of an outlook: whether there is a gap, by which limit, with both figures, and what is not compared."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import partial

from ukraine_budget.analysis.falls import Fall
from ukraine_budget.analysis.outlook import OutlookResult
from ukraine_budget.analysis.outlookrows import cash_rows, funds_and_bases, rows_of
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.language import Message, Text, Value, month, said
from ukraine_budget.model.amount import OUTSTANDING, ZERO
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.answers.answer import (
    answer,
    at_its_moment,
    counted,
    figure_values,
    for_now,
    subject,
    with_doubts,
)
from ukraine_budget.report.answers.shifts import movement
from ukraine_budget.report.display import qualifiers
from ukraine_budget.report.money import Money
from ukraine_budget.report.names import has_support, line_or_fund, name_of
from ukraine_budget.report.ratios import fall_in_words
from ukraine_budget.report.table import Answer, Noted, noted
from ukraine_budget.report.values import Qualified
from ukraine_budget.report.versions import is_old, month_of
from ukraine_budget.report.views import VIEWS
from ukraine_budget.report.years import year_list


@at_its_moment
def outlook_answer(result: OutlookResult) -> Answer:
    """Whether cash of support falls by more than the limit; where the ledger has no support, the largest fall."""
    ledger = result.ledger
    kinds = funds_and_bases(result.rows)
    if not kinds:
        return answer(_nothing(ledger))
    if all(basis == OUTSTANDING for _, basis in kinds):
        return answer((_outstanding(ledger, [row for row in result.rows if row.amount is not None]),))
    if not _support(result):
        return answer((_fall_most(result), _no_support(ledger)))
    gaps = sorted(result.gaps, key=lambda fall: (not fall.certain, fall.year, fall.change))
    if not gaps:
        return answer((_no_gap(result), *map(partial(_planned, ledger), result.falls.planned)), {"gap": None})
    first = gaps[0]
    touching = [shift for shift in result.shifts if shift.line == first.line]
    sentences = (
        _gap(result, first),
        movement(ledger, touching),
        _not_compared(result, first),
        counted(
            len(gaps) - 1,
            said("1 more fall beyond the limit is below."),
            said("{n} more falls beyond the limit are below.", n=len(gaps) - 1),
        ),
    )
    return answer(sentences, {"gap": {name: getattr(first, name) for name in VIEWS["outlook"].inner_names}})


def _nothing(ledger: Ledger) -> Iterator[Message]:
    """That nothing is stated of what was asked for, and for which years the ledger has figures."""
    if not ledger.years:
        yield said("This ledger has no figures.")
        return
    yield said("Nothing is stated of what was asked for.")
    yield said("This ledger has figures for {years}.", years=year_list(ledger.years))


def _no_support(ledger: Ledger) -> Message | None:
    """That this is not support; for a single file, which column says what is."""
    if has_support(ledger):
        return said("This is not support.")
    return said("Gaps are told of support only: a column 'support' says what is.") if ledger.taken_as_full else None


def outlook_subject(result: OutlookResult) -> FigureRow | None:
    """The figure in the answer: the earliest gap; without support the largest fall; else that of the last year."""
    if not _support(result):
        fall = _largest_fall(result)
        if fall and (fall.change or ZERO) < ZERO:
            return fall
    if result.gaps:
        first = min(result.gaps, key=lambda fall: (not fall.certain, fall.year, fall.change))
        key = (first.line, "cash", first.year)
        return next((row for row in result.rows if (row.line, row.counts_as, row.year) == key), None)
    return subject(result.ledger, rows_of(result.rows, result.years[-1:])) if result.years else None


def _outstanding(ledger: Ledger, stated: Sequence[FigureRow]) -> Message:
    """The largest outstanding amount of the newest year that has any: outstanding alone has no gap."""
    row = max(stated, key=lambda row: (row.year, row.amount or ZERO))
    return said(
        "{name} has {amount} in outstanding commitments for {year}, as far as the papers read state them.",
        **figure_values(ledger, row),
    )


def _gap(result: OutlookResult, fall: Fall) -> Message:
    ledger, now, before = result.ledger, fall.amount, fall.previous
    amount = for_now(with_doubts(Money.of(ledger, now, before), fall.qualifier), fall.qualifier)
    return _fall_sentence(result, fall, amount, with_doubts(Money.of(ledger, before, now), fall.previous_qualifier))


def _fall_sentence(result: OutlookResult, fall: Fall, amount: Value, previous: Value) -> Message:
    """That a year shows a gap, or may, and how much which line falls."""
    values: dict[str, Value] = {
        "year": fall.year,
        "limit": result.limit,
        "name": line_or_fund(result.ledger, fall.fund, fall.line),
        "size": fall_in_words(fall),
        "previous": previous,
        "amount": amount,
    }
    if fall.certain:
        return said(
            "{year} shows a gap, counted here as a fall in cash of more than {limit} %. "
            "{name} falls by {size} in cash, from {previous} to {amount}.",
            **values,
        )
    if (fall.change_percent_high or ZERO) > ZERO:
        return said(
            "{year} may show a gap, counted here as a fall in cash of more than {limit} %. "
            "{name} changes by {size} in cash, from {previous} to {amount}.",
            **values,
        )
    return said(
        "{year} may show a gap, counted here as a fall in cash of more than {limit} %. "
        "{name} falls by {size} in cash, from {previous} to {amount}.",
        **values,
    )


def gap_sentences(result: OutlookResult) -> Iterator[Noted]:
    """Notes on the gaps, then on falls between figures too old to be called gaps."""
    ledger, judged = result.ledger, result.falls.judged
    for fall in result.gaps:
        text = _fall_sentence(result, fall, *_figures(fall))
        yield noted(text, "gap" if fall.certain else "possible-gap", [fall.line], [fall.year])
    for fall in result.falls.planned:
        amount, previous = _figures(fall)
        text = said(
            "{line}: in {date} a fall to {amount} was budgeted for {year}, from {previous} for {before}.",
            line=name_of(ledger.lines[fall.line]),
            date=month(fall.date),
            year=fall.year,
            before=fall.year - 1,
            amount=amount,
            previous=previous,
        )
        yield noted(text, "planned-fall", [fall.line], [fall.year])
    if judged and not result.gaps:
        text = said("No gap from {first} to {last}: no line compared falls by more than {limit} %.", **_judged(result))
        years = sorted({row.year for row in judged})
        yield noted(text, "no-gap", dict.fromkeys(row.line for row in judged), years)
    elif not result.gaps and any(row.amount is not None for row in cash_rows(result.rows, _support(result))):
        text = said("Whether there is a gap cannot be told: no line has up-to-date cash of two years.")
        yield noted(text, "gap-not-known")


def _figures(fall: Fall) -> tuple[Qualified, Qualified]:
    """Both figures of a fall as in a table, the later first."""
    return (
        Qualified(fall.amount, qualifiers(fall.qualifier)),
        Qualified(fall.previous, qualifiers(fall.previous_qualifier)),
    )


def _support(result: OutlookResult) -> set[str]:
    """The funds of the result that are support."""
    return {fund for fund, _ in funds_and_bases(result.rows) if result.ledger.funds[fund].support}


def _not_compared(result: OutlookResult, fall: Fall) -> Message | None:
    """That the next year is only reserved, so that no fall is computed."""
    for row in result.rows:
        is_later = (row.line, row.basis) == (fall.line, "cash") and row.year == fall.year + 1
        if is_later and row.amount is not None and "reserved" in row.qualifier:
            return said(
                "{year} is not compared: {amount} is reserved so far.",
                year=row.year,
                amount=Money.of(result.ledger, row.amount),
            )
    return None


def _no_gap(result: OutlookResult) -> Text:
    judged = result.falls.judged
    if not judged:
        return said("Whether there is a gap cannot be told: no line has up-to-date figures of two years.")
    n, values = _incomparable(result.ledger, result.rows, judged), _judged(result)
    some = counted(
        n,
        said(
            "No gap from {first} to {last}: no line compared falls by more than {limit} %. 1 line cannot be compared.",
            **values,
        ),
        said(
            "No gap from {first} to {last}: no line compared falls by more than {limit} %. "
            "{n} lines cannot be compared.",
            n=n,
            **values,
        ),
    )
    return some or said("No gap from {first} to {last}: no line falls by more than {limit} %.", **values)


def _judged(result: OutlookResult) -> dict[str, Value]:
    """The limit, and the first and last year compared."""
    years = [row.year for row in result.falls.judged]
    return {"limit": result.limit, "first": min(years) - 1, "last": max(years)}


def _planned(ledger: Ledger, fall: Fall) -> Message:
    """A fall between figures too old to be called a gap, with the month of its paper."""
    return said(
        "{name}: in {date} a fall to {amount} was budgeted for {year}.",
        date=month(fall.date),
        name=line_or_fund(ledger, fall.fund, fall.line),
        amount=with_doubts(Money.of(ledger, fall.amount), fall.qualifier),
        year=fall.year,
    )


def _incomparable(ledger: Ledger, rows: Sequence[FigureRow], judged: Sequence[FigureRow]) -> int:
    """The number of lines of support whose cash cannot be compared with another year."""
    compared = {row.line for row in judged}
    stated = {
        row.line
        for row in rows
        if row.counts_as == "cash" and row.line and row.amount is not None and ledger.funds[row.fund].support
    }
    return len(stated - compared)


def _largest_fall(result: OutlookResult) -> FigureRow | None:
    """The figure that falls most from the year before, or rises least where none falls."""
    cash = cash_rows(result.rows, result.ledger.funds)
    changes = (row for row in cash if row.line and row.change)
    return min(changes, key=lambda row: row.change or ZERO, default=None)


def _fall_most(result: OutlookResult) -> Text:
    """The largest fall in a ledger without support, where no fall is called a gap."""
    largest = _largest_fall(result)
    if largest is None:
        return said("No line has two years to compare.")
    if (largest.change or ZERO) > ZERO:
        return said("No line compared falls from one year to the next.")
    previous, amount = largest.previous or Decimal(0), largest.amount or Decimal(0)
    ledger = result.ledger
    values: dict[str, Value] = {
        "name": line_or_fund(ledger, largest.fund, largest.line),
        "year": largest.year,
        "previous": with_doubts(Money.of(ledger, previous, amount), largest.previous_qualifier),
        "amount": with_doubts(Money.of(ledger, amount, previous), largest.qualifier),
    }
    if is_old(ledger, largest.version):
        values["date"] = month_of(ledger, largest.version)
        return said("Largest fall: {name}, {year}, from {previous} to {amount} (stated {date}).", **values)
    return said("Largest fall: {name}, {year}, from {previous} to {amount}.", **values)
