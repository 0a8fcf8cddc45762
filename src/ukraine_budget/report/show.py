"""What stands for a year, as a table."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from ukraine_budget.analysis.figures import FigureRow
from ukraine_budget.analysis.lines import placed
from ukraine_budget.analysis.show import ShowResult
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.display import Sources, head, line_name, measure, sources, spread
from ukraine_budget.report.shifts import shift_block, shift_records
from ukraine_budget.report.table import Block, Column, Records, Row, Table, block


def show_table(result: ShowResult) -> Table:
    """A block per fund, the shifts that touch the year, notes and sources."""
    ledger = result.ledger
    cited = sources(ledger, [row.document for row in result.rows] + [row.document for row in result.shifts])
    blocks = [_fund_block(result, list(rows), cited) for _, rows in groupby(result.rows, key=lambda row: row.fund)]
    return Table(
        "show/1",
        f"Budget year {result.year}, as it stands at {result.as_of or 'no version'} ({measure(ledger)})",
        head(ledger, result.as_of) | {"year": result.year},
        Records(FigureRow._fields, result.rows, FigureRow),
        {"shifts": shift_records(result.shifts)},
        (*blocks, *shift_block(ledger, f"Shifts that touch {result.year}", result.shifts, cited)),
        result.notes,
        cited.lines,
    )


def fund_title(ledger: Ledger, fund: str) -> str:
    """The name of a fund, and that it is not support where it is not."""
    found = ledger.funds[fund]
    return found.name + ("" if found.support else " (not counted as support for Ukraine)")


def _fund_block(result: ShowResult, rows: Sequence[FigureRow], cited: Sources) -> Block:
    columns = (
        Column("Line"),
        Column(str(result.year), "amount"),
        Column("±", "spread"),
        Column(str(result.year - 1), "amount"),
        Column("Change", "change"),
        Column("%", "percent"),
        Column("As stated"),
        Column("Stated by"),
        Column("Source"),
    )
    fund = rows[0].fund
    levels = dict(placed(result.ledger, fund))
    return block(fund_title(result.ledger, fund), columns, tuple(_shown_rows(result.ledger, rows, levels, cited)))


def _shown_rows(ledger: Ledger, rows: Sequence[FigureRow], levels: dict[str, int], cited: Sources) -> Iterator[Row]:
    for basis, of_basis in groupby(rows, key=lambda row: row.basis):
        yield Row((basis.capitalize(),), "heading")
        for row in of_basis:
            name = line_name(ledger, row.line) if row.line else f"Total {row.basis}"
            cells = (
                name,
                row.amount,
                spread(row.amount, row.low, row.high),
                row.previous,
                row.change,
                row.change_percent,
                as_stated(row),
                row.version,
                cited.place(row.document, row.locator) if row.row_type == "line" else "",
            )
            yield Row(cells, row.row_type, levels.get(row.line, 0))


def as_stated(row: FigureRow) -> str:
    """The words that qualify a figure: as printed, carried; of its change; and of the figure of the year before."""
    words = [
        *row.qualifier,
        "carried" if row.carried else "",
        "stated lines only" if row.missing and row.amount is not None else "",
        "different series" if row.change is not None and not row.comparable else "",
        "change within rounding" if row.within_rounding else "",
    ]
    if row.previous_qualifier:
        words.append(f"{row.year - 1} {' '.join(row.previous_qualifier)}")
    if row.previous_version not in ("", row.version):
        words.append(f"{row.year - 1} of {row.previous_version}")
    return ", ".join(filter(None, words))
