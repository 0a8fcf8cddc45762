"""The years side by side, as a table."""

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from ukraine_budget.analysis.outlook import Gap, OutlookResult
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.analysis.scope import placed
from ukraine_budget.language import Text, joined, said
from ukraine_budget.model.text import plain
from ukraine_budget.report.display import Share, Sources, change, figure, head, qualified, qualifiers, sources
from ukraine_budget.report.names import basis_heading, fund_title, measure, moment, name_of, row_name
from ukraine_budget.report.notes import note_texts
from ukraine_budget.report.table import Block, Column, Qualified, Records, Row, Table, block

GapCell = tuple[str, str, str, int]
"""A fund, a line or its total (""), a basis and a year."""


def outlook_table(result: OutlookResult) -> Table:
    """A block per fund with the years across and the change from year to year below each line; gaps in sentences."""
    ledger = result.ledger
    cited = sources(ledger, (row.document for row in result.rows if row.row_type == "line"))
    return Table(
        "outlook/1",
        outlook_title(result),
        head(ledger, result.as_of) | {"years": result.years, "gap_limit_percent": plain(result.limit)},
        Records(FigureRow._fields, result.rows, FigureRow),
        {"gaps": Records(Gap._fields, result.gaps, Gap)},
        tuple(_fund_block(result, list(rows), cited) for _, rows in groupby(result.rows, key=lambda row: row.fund)),
        (*gap_sentences(result), *note_texts(result.ledger, result.notes)),
        cited.lines,
    )


def outlook_title(result: OutlookResult) -> Text:
    """What is shown, as of when, in what currency and unit."""
    unit = measure(result.ledger)
    return said("Outlook, as it stands at {moment} ({measure})", moment=moment(result.as_of), measure=unit)


def gap_sentences(result: OutlookResult) -> Iterator[Text]:
    """Names each year in which cash falls by more than the limit; a total of one line only as that line.

    The falls that are not called gaps for the same reason are named in one sentence.
    """
    unlike: dict[Text, list[Text]] = {}
    for gap in distinct(result.gaps):
        fall = _fall(name_of(result.ledger.funds[gap.fund]), gap)
        if gap.is_one:
            yield said("Gap in {year}: {fall}.", year=gap.year, fall=fall)
        else:
            unlike.setdefault(reason(gap), []).append(said("in {year} {fall}", year=gap.year, fall=fall))
    for why, falls in unlike.items():
        yield said("Not called a gap, since {reason}: {falls}.", reason=why, falls=joined(falls, "; "))
    compared = any(row.basis == "cash" and row.change is not None for row in result.rows)
    if compared and not result.gaps:
        yield said("No year in which stated cash falls by more than {limit} % of the year before.", limit=result.limit)


def reason(gap: Gap) -> Text:
    """Why a fall of cash is not called a gap."""
    return said("a later paper states parts of it") if gap.outdated else said("the papers are of different series")


def distinct(gaps: Sequence[Gap]) -> list[Gap]:
    """The gaps, without that of a total which is the gap of one line."""
    of_lines = {(gap.fund, *gap[2:]) for gap in gaps if gap.line}
    return [gap for gap in gaps if gap.line or (gap.fund, *gap[2:]) not in of_lines]


def _fall(fund: Text, gap: Gap) -> Text:
    before, now = (
        Text(version) if version else said("several versions") for version in (gap.previous_version, gap.version)
    )
    return said(
        "cash of {fund}, {line}, falls from {previous} to {amount}, by {change} or {percent}",
        fund=fund,
        line=gap.line or said("total"),
        previous=Qualified(gap.previous, (*qualifiers(gap.previous_qualifier), *((before,) if before != now else ()))),
        amount=Qualified(gap.amount, (*qualifiers(gap.qualifier), now)),
        change=gap.change.copy_abs(),
        percent=Share(gap.change_percent.copy_abs()),
    )


def _fund_block(result: OutlookResult, rows: Sequence[FigureRow], cited: Sources) -> Block:
    years = (Column(Text(year), "amount") for year in result.years)
    columns = (Column(said("Line")), *years, Column(said("Stated by")), Column(said("Source")))
    return block(fund_title(result.ledger, rows[0].fund), columns, tuple(_shown_rows(result, rows, cited)))


def _shown_rows(result: OutlookResult, rows: Sequence[FigureRow], cited: Sources) -> Iterator[Row]:
    levels = dict(placed(result.ledger, rows[0].fund))
    gaps = gap_cells(result)
    for basis, of_basis in groupby(rows, key=lambda row: row.basis):
        yield Row((basis_heading(basis),), "heading")
        for line, across in groupby(of_basis, key=lambda row: row.line):
            years = list(across)
            level = levels.get(line, 0)
            name = row_name(result.ledger, line, basis)
            stated_by = ", ".join(dict.fromkeys(row.version for row in years if row.version))
            marks = cited.marked(*(row.document for row in years if row.line))
            yield Row((name, *map(figure, years), stated_by, marks), years[0].row_type, level)
            yield from change_rows(years, gaps, ("", ""), level + 1)


def gap_cells(result: OutlookResult) -> set[GapCell]:
    """The fund, line, basis and year of each fall that is called a gap."""
    return {(gap.fund, gap.line, "cash", gap.year) for gap in result.gaps if gap.is_one}


def change_rows(
    years: Sequence[FigureRow], gaps: Collection[GapCell], ends: tuple[str, ...], level: int
) -> Iterator[Row]:
    """The change of each year from the year before, also in percent, with `ends` after them; none where none is."""
    if any(row.change is not None for row in years):
        changes = (_change(row, gaps) or "" for row in years)
        yield Row((said("change from the year before"), *changes, *ends), "line", level)
    if any(row.change_percent is not None for row in years):
        shares = (qualified(row.change_percent, (), kind="percent") or "" for row in years)
        yield Row((said("in percent"), *shares, *ends), "line", level)


def _change(row: FigureRow, gaps: Collection[GapCell]) -> Qualified | None:
    gap = (row.fund, row.line, row.basis, row.year) in gaps
    return change(row, *([said("GAP")] if gap else []))
