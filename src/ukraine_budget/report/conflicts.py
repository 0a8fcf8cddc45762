"""Papers that differ on a figure, as a table."""

from collections.abc import Sequence

from ukraine_budget.analysis.conflicts import Conflict, ConflictsResult
from ukraine_budget.language import NOTHING, Message, joined, said
from ukraine_budget.report.answers.answer import answer
from ukraine_budget.report.display import YEAR, Sources, head, sources
from ukraine_budget.report.headings import measure
from ukraine_budget.report.narrow import MARKS, amount, papers, short_cell
from ukraine_budget.report.table import Block, Column, Columns, Records, Table, sentences
from ukraine_budget.report.versions import short_version
from ukraine_budget.report.years import any_year

UPDATES = said("Which of the latter are updates, the ledger does not say.")


def conflicts_table(result: ConflictsResult) -> Table:
    """The conflicts that the ledger names; then each cell for which two papers state different amounts."""
    ledger = result.ledger
    named = [row for row in result.rows if row.text]
    stated = [row for row in result.rows if not row.text]
    cited = sources(ledger, [row.source for row in result.rows])
    blocks = (
        *([sentences(NOTHING, [joined((row.text, cited.marked(row.source)), " ") for row in named])] if named else []),
        *([_block(result, stated, cited)] if stated else []),
    )
    return Table(
        "conflicts",
        said("Papers that do not agree, or count different things: {measure}", measure=measure(ledger)),
        head(ledger, result.as_of),
        Records.of(Conflict, result.rows),
        blocks=blocks,
        footer=tuple(papers(cited)),
        answer=answer(
            (_answer(len(named), len(stated)), UPDATES if stated else None),
            {"named": len(named), "figures": len(stated)},
        ),
    )


def _answer(named: int, stated: int) -> Message:
    if not named and not stated:
        return said("No two papers of one year differ on a figure that neither of them revises.")
    return said(
        "Differences between papers: {named} named by the ledger, {stated} shown by its figures.",
        named=named,
        stated=stated,
    )


def _block(result: ConflictsResult, rows: Sequence[Conflict], cited: Sources) -> Block:
    ledger, figure = result.ledger, Column(NOTHING, "amount")
    columns = Columns[Conflict](
        (Column(NOTHING), lambda row: short_cell(ledger, row.line, row.basis)),
        (YEAR, lambda row: any_year(row.year) if row.year is not None else NOTHING),
        (Column(said("One paper")), lambda row: short_version(ledger, row.one_version)),
        (figure, lambda row: amount(ledger, row.one, row.one_qualifier, row.one_version)),
        (Column(said("The other")), lambda row: short_version(ledger, row.other_version)),
        (figure, lambda row: amount(ledger, row.other, row.other_qualifier, row.other_version)),
        (MARKS, lambda row: cited.marked(row.source)),
    )
    return Block(NOTHING, columns.heads, columns.rows(rows), is_narrow=True)
