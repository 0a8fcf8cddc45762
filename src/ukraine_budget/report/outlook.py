"""The years side by side, as a table."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby

from ukraine_budget.analysis.falls import Fall
from ukraine_budget.analysis.outlook import OutlookResult
from ukraine_budget.analysis.outlookrows import kinds_of, lines_of, rows_on, stated_rows
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.analysis.scope import placed
from ukraine_budget.language import Message, Text, month, said
from ukraine_budget.language import Value as SaidValue
from ukraine_budget.model.text import plain
from ukraine_budget.report.answers.outlook import outlook_answer
from ukraine_budget.report.display import NOT_STATED, Sources, change, figure, head, qualifiers, sources, why_not
from ukraine_budget.report.names import fund_title, measured, name_of, row_name, rows_heading
from ukraine_budget.report.notes import note_texts
from ukraine_budget.report.since import since_notes
from ukraine_budget.report.sizes import fall_in_words, percent_cell
from ukraine_budget.report.table import Block, Column, Noted, Qualified, Records, Row, Table, Value, block, noted

GapCell = tuple[str, str, str, int]
"""A fund, a line or its total (""), a basis and a year."""


def outlook_table(result: OutlookResult) -> Table:
    """A block per fund with the years across and the change from year to year below each line; gaps in sentences."""
    cited = sources(result.ledger, (row.document for row in result.rows if row.row_type == "line"))
    by_fund = groupby(result.rows, key=lambda row: row.fund)
    blocks = tuple(_fund_block(result, list(rows), cited) for _, rows in by_fund)
    return replace(outlook_records(result), blocks=blocks, sources=cited.lines)


def outlook_records(result: OutlookResult) -> Table:
    """What machines read: the rows for whose year, or the year before, anything is stated; no blocks and sources."""
    ledger = result.ledger
    return Table(
        "outlook/2",
        outlook_title(result),
        head(ledger, result.as_of) | {"years": result.years, "gap_limit_percent": plain(result.limit)},
        Records(FigureRow._fields, stated_rows(result.rows), FigureRow),
        {
            "gaps": Records(Fall._fields, result.gaps, Fall),
            "planned": Records(Fall._fields, result.falls.planned, Fall),
        },
        notes=(*gap_sentences(result), *note_texts(result.ledger, result.notes), *outlook_since(result)),
        answer=outlook_answer(result),
    )


def outlook_since(result: OutlookResult) -> tuple[Noted, ...]:
    """What was said later of the lines, and which papers were not read."""
    return since_notes(result.ledger, lines_of(result.rows), result.years, result.as_of)


def outlook_title(result: OutlookResult) -> Text:
    """What is shown, as of when, in what currency and unit."""
    return said("Outlook ({measure})", measure=measured(result.ledger, result.as_of))


def gap_sentences(result: OutlookResult) -> Iterator[Text]:
    """Each year in which the cash of a line of support falls by more than the limit; then the falls of old figures."""
    for fall in result.gaps:
        what: dict[str, SaidValue] = {"year": fall.year, "limit": result.limit, "fall": _fall(result, fall)}
        if fall.certain:
            text = said("{year} shows a gap, counted here as a fall in cash of more than {limit} %. {fall}.", **what)
        else:
            text = said("{year} may show a gap, counted here as a fall in cash of more than {limit} %. {fall}.", **what)
        yield noted(text, "gap" if fall.certain else "possible-gap", [fall.line], [fall.year])
    for fall, text in zip(result.falls.planned, planned_falls(result), strict=True):
        yield noted(text, "planned-fall", [fall.line], [fall.year])
    if result.falls.judged and not result.gaps:
        years = sorted({row.year for row in result.falls.judged})
        text = said(
            "No gap from {first} to {last}: no line compared falls by more than {limit} %.",
            first=years[0] - 1,
            last=years[-1],
            limit=result.limit,
        )
        yield noted(text, "no-gap", dict.fromkeys(row.line for row in result.falls.judged), years)
    elif not result.gaps and any(row.amount is not None for row in rows_on(result.rows, "cash", support_in(result))):
        yield noted(
            said("Whether there is a gap cannot be told: no line has up-to-date cash of two years."), "gap-not-known"
        )


def support_in(result: OutlookResult) -> Collection[str]:
    """The funds of the result that are support."""
    return {fund for fund, _ in kinds_of(result.rows) if result.ledger.funds[fund].support}


def planned_falls(result: OutlookResult) -> Iterator[Message]:
    """The falls between figures that are too old to be called a gap, each with when it was planned."""
    for fall in result.falls.planned:
        yield said(
            "{line}: in {date} a fall to {amount} was budgeted for {year}, from {previous} for {before}.",
            line=name_of(result.ledger.lines[fall.line]),
            date=month(fall.date),
            year=fall.year,
            before=fall.year - 1,
            **_amounts(fall),
        )


def _fall(result: OutlookResult, fall: Fall) -> Text:
    return said(
        "{line} falls by {size} in cash, from {previous} to {amount}",
        line=name_of(result.ledger.lines[fall.line]),
        size=fall_in_words(fall),
        **_amounts(fall),
    )


def _amounts(fall: Fall) -> dict[str, Qualified]:
    """The two figures of a fall with the words that qualify them."""
    return {
        "previous": Qualified(fall.previous, qualifiers(fall.previous_qualifier)),
        "amount": Qualified(fall.amount, qualifiers(fall.qualifier)),
    }


def _fund_block(result: OutlookResult, rows: Sequence[FigureRow], cited: Sources) -> Block:
    years = (Column(Text(year), "amount") for year in result.years)
    columns = (Column(said("Line")), *years, Column(said("Stated by")), Column(said("Source")))
    return block(fund_title(result.ledger, rows[0].fund), columns, tuple(_shown_rows(result, rows, cited)))


def _shown_rows(result: OutlookResult, rows: Sequence[FigureRow], cited: Sources) -> Iterator[Row]:
    levels = dict(placed(result.ledger, rows[0].fund))
    gaps = gap_cells(result)
    for counts_as, group in groupby(rows, key=lambda row: row.counts_as):
        own = list(group)
        yield Row((rows_heading(result.ledger, counts_as, (row.version for row in own)),), "heading")
        for line, across in groupby(own, key=lambda row: row.line):
            stated = list(across)
            level = levels.get(line, 0)
            years = by_year(stated, result.years)
            stated_by = ", ".join(dict.fromkeys(row.version for row in stated if row.version))
            marks = cited.marked(*(row.document for row in stated if row.line))
            name = row_name(result.ledger, line, counts_as, partial=any(row.partial for row in stated))
            cells = (figure(result.ledger, row) if row else absent(line) for row in years)
            yield Row((name, *cells, stated_by, marks), stated[0].row_type, level)
            yield from change_rows(years, gaps, ("", ""), level + 1)


def by_year(rows: Iterable[FigureRow], years: Iterable[int]) -> list[FigureRow | None]:
    """The rows of some years, None for a year that has none."""
    found = {row.year: row for row in rows}
    return [found.get(year) for year in years]


def absent(line: str) -> Value:
    """A cell without a row: a figure that is not stated, or a total that would say no more than its parts."""
    return NOT_STATED if line else ""


def gap_cells(result: OutlookResult) -> dict[GapCell, Text]:
    """The fund, line, basis and year of each gap, and whether it is one or may be one."""
    return {(gap.fund, gap.line, "cash", gap.year): GAP if gap.certain else MAY_BE for gap in result.gaps}


def cell_of(row: FigureRow) -> GapCell:
    """What a gap of the figure would be known by."""
    return row.fund, row.line, row.basis, row.year


GAP, MAY_BE = said("GAP"), said("possible GAP")


def change_rows(
    years: Sequence[FigureRow | None], gaps: Mapping[GapCell, Text], ends: tuple[str, ...], level: int
) -> Iterator[Row]:
    """The change of each year from the year before, also in percent, with `ends` after them; none where none is."""
    changes = [_change(row, gaps) for row in years]
    if any(changes):
        is_gap = any(row and cell_of(row) in gaps for row in years)
        yield Row((said("change from the year before"), *changes, *ends), "alert" if is_gap else "line", level)
    shares = [row and percent_cell(row) for row in years]
    if any(share is not None for share in shares):
        cells = (Qualified(share, (), "percent") if isinstance(share, Decimal) else share or "" for share in shares)
        yield Row((said("in percent"), *cells, *ends), "line", level)


def _change(row: FigureRow | None, gaps: Mapping[GapCell, Text]) -> Value:
    if row is None or row.amount is None or row.previous is None:
        return ""
    gap = gaps.get(cell_of(row))
    return change(row, *([gap] if gap else [])) or why_not(row)
