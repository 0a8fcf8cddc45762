"""The years side by side, as a table."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from ukraine_budget.analysis.figures import FigureRow
from ukraine_budget.analysis.lines import placed
from ukraine_budget.analysis.outlook import Gap, OutlookResult
from ukraine_budget.model.text import grouped, plain
from ukraine_budget.report.display import Sources, head, line_name, measure, qualified, shown, sources
from ukraine_budget.report.show import fund_title
from ukraine_budget.report.table import Block, Column, Qualified, Records, Row, Table, block


def outlook_table(result: OutlookResult) -> Table:
    """A block per fund with the years across and the change from year to year below each line; gaps in sentences."""
    ledger = result.ledger
    cited = sources(ledger, (row.document for row in result.rows if row.row_type == "line"))
    return Table(
        "outlook/1",
        f"Outlook, as it stands at {result.as_of or 'no version'} ({measure(ledger)})",
        head(ledger, result.as_of) | {"years": result.years, "gap_limit_percent": plain(result.limit)},
        Records(FigureRow._fields, result.rows, FigureRow),
        {"gaps": Records(Gap._fields, result.gaps, Gap)},
        tuple(_fund_block(result, list(rows), cited) for _, rows in groupby(result.rows, key=lambda row: row.fund)),
        (*gap_sentences(result), *result.notes),
        cited.lines,
    )


def gap_sentences(result: OutlookResult) -> Iterator[str]:
    """Names each year in which cash falls by more than the limit; a total of one line only as that line."""
    of_lines = {(gap.fund, *gap[2:]) for gap in result.gaps if gap.line}
    for gap in result.gaps:
        if gap.line or (gap.fund, *gap[2:]) not in of_lines:
            yield _sentence(result.ledger.funds[gap.fund].name, gap)
    compared = any(row.basis == "cash" and row.change is not None for row in result.rows)
    if compared and not result.gaps:
        yield f"No year in which stated cash falls by more than {plain(result.limit)} % of the year before."


def _sentence(fund: str, gap: Gap) -> str:
    before, now = (version or "several versions" for version in (gap.previous_version, gap.version))
    fall = (
        f"cash of {fund}, {gap.line or 'total'}, falls from "
        f"{_said(gap.previous, (*gap.previous_qualifier, before if before != now else ''))} to "
        f"{_said(gap.amount, (*gap.qualifier, now))}, "
        f"by {grouped(gap.change.copy_abs())} or {gap.change_percent.copy_abs()} %"
    )
    if gap.comparable:
        return f"Gap in {gap.year}: {fall}."
    return f"Not called a gap, since the papers are of different series: in {gap.year} {fall}."


def _said(amount: Decimal, qualifier: Sequence[str]) -> str:
    return shown(qualified(amount, list(filter(None, qualifier))), "amount")


def _fund_block(result: OutlookResult, rows: Sequence[FigureRow], cited: Sources) -> Block:
    years = (Column(str(year), "amount") for year in result.years)
    columns = (Column("Line"), *years, Column("Stated by"), Column("Source"))
    return block(fund_title(result.ledger, rows[0].fund), columns, tuple(_shown_rows(result, rows, cited)))


def _shown_rows(result: OutlookResult, rows: Sequence[FigureRow], cited: Sources) -> Iterator[Row]:
    levels = dict(placed(result.ledger, rows[0].fund))
    gaps = {(gap.line, gap.year): gap for gap in result.gaps if gap.fund == rows[0].fund}
    for basis, of_basis in groupby(rows, key=lambda row: row.basis):
        yield Row((basis.capitalize(),), "heading")
        for line, across in groupby(of_basis, key=lambda row: row.line):
            years = list(across)
            level = levels.get(line, 0)
            name = line_name(result.ledger, line) if line else f"Total {basis}"
            stated_by = ", ".join(dict.fromkeys(row.version for row in years if row.version))
            papers = dict.fromkeys(row.document for row in years if row.document and row.line)
            marks = " ".join(cited.place(document) for document in papers)
            yield Row((name, *map(_figure, years), stated_by, marks), years[0].row_type, level)
            if any(row.change is not None for row in years):
                changes = (_change(row, gaps.get((line, row.year)) if basis == "cash" else None) for row in years)
                yield Row(("change from the year before", *changes, "", ""), "line", level + 1)


def _figure(row: FigureRow) -> Qualified | None:
    return qualified(row.amount, [*row.qualifier, *(["carried"] if row.carried else [])])


def _change(row: FigureRow, gap: Gap | None) -> str:
    if row.change is None:
        return ""
    percent = f" ({shown(row.change_percent, 'percent')})" if row.change_percent is not None else ""
    text = shown(row.change, "change") + percent
    text += " different series" if not row.comparable else " GAP" if gap else ""
    return text + (" within rounding" if row.within_rounding else "")
