"""The papers that say different things of one figure, as a table."""

from collections.abc import Sequence

from ukraine_budget.analysis.conflicts import Conflict, ConflictsResult
from ukraine_budget.language import NOTHING, Message, joined, said
from ukraine_budget.report.answers.answer import answer
from ukraine_budget.report.display import YEAR, Sources, head, sources
from ukraine_budget.report.names import any_year, basis_heading, measure
from ukraine_budget.report.narrow import MARKS, amount, papers, short_name, short_version
from ukraine_budget.report.table import Block, Column, Records, Row, Table, sentences

UPDATES = said("Which of the latter are updates, the ledger does not say.")


def conflicts_table(result: ConflictsResult) -> Table:
    """What the ledger says of each pair of papers; then a row for each cell of which two papers state other amounts."""
    ledger = result.ledger
    named = [row for row in result.rows if row.text]
    stated = [row for row in result.rows if not row.text]
    cited = sources(ledger, [row.source for row in result.rows])
    blocks = (
        *([sentences(NOTHING, [joined((row.text, cited.marked(row.source)), " ") for row in named])] if named else []),
        *([_block(result, stated, cited)] if stated else []),
    )
    return Table(
        "conflicts/2",
        said("Papers that do not agree, or count different things: {measure}", measure=measure(ledger)),
        head(ledger, result.as_of),
        Records(Conflict._fields, result.rows, Conflict),
        blocks=blocks,
        footer=tuple(papers(ledger, cited)),
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
    figure, one, other = Column(NOTHING, "amount"), Column(said("One paper")), Column(said("The other"))
    columns = (Column(NOTHING), YEAR, one, figure, other, figure, MARKS)
    return Block(NOTHING, columns, tuple(_row(result, row, cited) for row in rows), is_narrow=True)


def _row(result: ConflictsResult, row: Conflict, cited: Sources) -> Row:
    ledger = result.ledger
    name = short_name(ledger.lines[row.line])
    what = name if row.basis == "cash" else joined((name, basis_heading(row.basis)))
    return Row(
        (
            what,
            any_year(row.year) if row.year is not None else NOTHING,
            short_version(ledger, row.one_version),
            amount(ledger, row.one, row.one_qualifier, row.one_version),
            short_version(ledger, row.other_version),
            amount(ledger, row.other, row.other_qualifier, row.other_version),
            cited.marked(row.source),
        )
    )
