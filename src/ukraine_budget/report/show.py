"""What stands for a year, as a table."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.analysis.scope import placed
from ukraine_budget.analysis.show import ShowResult
from ukraine_budget.language import NOTHING, Text, joined, said
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.answers.figures import show_answer
from ukraine_budget.report.display import (
    DIFFERENT_SERIES,
    Sources,
    figure,
    head,
    overtaken,
    qualified,
    sources,
    spread,
)
from ukraine_budget.report.names import fund_title, measured, row_name, rows_heading
from ukraine_budget.report.notes import note_texts
from ukraine_budget.report.readings import reading_papers
from ukraine_budget.report.shifts import shift_block, shift_records, to_be_known
from ukraine_budget.report.since import since_notes
from ukraine_budget.report.sizes import percent_cell
from ukraine_budget.report.table import SPREAD, Block, Column, Noted, Qualified, Records, Row, Table, block


def show_table(result: ShowResult) -> Table:
    """A block per fund, the shifts that touch the year, notes and sources."""
    ledger = result.ledger
    cited = sources(ledger, [*(row.document for row in result.rows), *reading_papers(result.shifts)])
    blocks = [_fund_block(result, list(rows), cited) for _, rows in groupby(result.rows, key=lambda row: row.fund)]
    return Table(
        "show/2",
        said("Budget year {year} ({measure})", year=result.year, measure=measured(ledger, result.as_of)),
        head(ledger, result.as_of) | {"year": result.year},
        Records(FigureRow._fields, result.rows, FigureRow),
        {"shifts": shift_records(result.shifts)},
        (*blocks, *shift_block(ledger, said("Shifts that touch {year}", year=result.year), result.shifts, cited)),
        (*to_be_known(ledger, result.shifts), *note_texts(result.ledger, result.notes), *show_since(result)),
        cited.lines,
        answer=show_answer(result),
    )


def show_since(result: ShowResult) -> tuple[Noted, ...]:
    """What was said later of the lines, and which papers were not read."""
    lines = dict.fromkeys(row.line for row in result.rows if row.line)
    return since_notes(result.ledger, lines, (result.year, result.year - 1), result.as_of)


def _fund_block(result: ShowResult, rows: Sequence[FigureRow], cited: Sources) -> Block:
    columns = (
        Column(said("Line")),
        Column(Text(result.year), "amount"),
        SPREAD,
        Column(Text(result.year - 1), "amount"),
        Column(said("Change"), "change"),
        Column(Text("%"), "percent"),
        Column(said("Remarks")),
        Column(said("Stated by")),
        Column(said("Source")),
    )
    fund = rows[0].fund
    levels = dict(placed(result.ledger, fund))
    return block(fund_title(result.ledger, fund), columns, tuple(_shown_rows(result.ledger, rows, levels, cited)))


def _shown_rows(ledger: Ledger, rows: Sequence[FigureRow], levels: dict[str, int], cited: Sources) -> Iterator[Row]:
    for counts_as, group in groupby(rows, key=lambda row: row.counts_as):
        own = list(group)
        yield Row((rows_heading(ledger, counts_as, (row.version for row in own)),), "heading")
        for row in own:
            cells = (
                row_name(ledger, row.line, counts_as, partial=row.partial),
                figure(ledger, row),
                spread(row.amount, row.low, row.high),
                previous(ledger, row),
                row.change,
                percent_cell(row),
                as_stated(row),
                row.version,
                cited.place(row.document, row.locator) if row.row_type == "line" else "",
            )
            yield Row(cells, row.row_type, levels.get(row.line, 0))


def previous(ledger: Ledger, row: FigureRow) -> Qualified | Text | None:
    """What is stated for the year before, with the words that qualify it."""
    if row.row_type == "total" and row.change is None:
        return NOTHING  # it may be a sum over other lines
    words = [overtaken(ledger, row.previous_version)] if row.previous_overtaken else []
    return qualified(row.previous, row.previous_qualifier, *words)


def as_stated(row: FigureRow) -> Text:
    """What is to be known of a change, and which version states the figure of the year before."""
    words: list[Text] = []
    if not row.comparable:
        words.append(DIFFERENT_SERIES)
    if row.within_rounding and row.change:
        words.append(said("change within rounding"))
    if row.previous_version not in ("", row.version):
        words.append(said("{year} of {version}", year=row.year - 1, version=row.previous_version))
    return joined(words) if words else NOTHING
