"""Every stated figure of one line and year, as a table."""

from collections.abc import Iterator

from ukraine_budget.analysis.explain import ExplainResult, ExplainRow
from ukraine_budget.model.rows import Mutation
from ukraine_budget.report.display import Sources, head, line_name, measure, sources, spread
from ukraine_budget.report.table import Block, Column, Records, Row, Table, block

STATED = (
    Column("Version"),
    Column("Basis"),
    Column("Amount", "amount"),
    Column("±", "spread"),
    Column("As stated"),
    Column("Stands"),
    Column("Source"),
    Column("Note"),
)
DECLARED = (
    Column("Version"),
    Column("Basis"),
    Column("Declared change", "change"),
    Column("Kind"),
    Column("Label"),
    Column("As stated"),
    Column("Source"),
    Column("Note"),
)
MUTATION_FIELDS = ("version", "basis", "amount", "kind", "role", "label", "qualifier", "document", "locator", "note")


def explain_table(result: ExplainResult) -> Table:
    """The stated figures, the declared changes of them, and the claims that speak of them."""
    ledger = result.ledger
    cited = sources(ledger, [row.document for row in result.rows] + [row.document for row in result.mutations])
    return Table(
        "explain/1",
        f"{line_name(ledger, result.line)} in {result.year}, as known at {result.as_of or 'no version'} "
        f"({measure(ledger)})",
        head(ledger, result.as_of) | {"line": result.line, "year": result.year},
        Records(ExplainRow._fields, result.rows, ExplainRow),
        {"mutations": Records(MUTATION_FIELDS, tuple(map(_mutation_record, result.mutations)))},
        tuple(_blocks(result, cited)),
        (*result.notes, *(f"Claim {claim.claim}: {claim.text}" for claim in result.claims)),
        cited.lines,
    )


def _blocks(result: ExplainResult, cited: Sources) -> Iterator[Block]:
    if result.rows:
        yield block("Stated", STATED, tuple(_stated(row, cited) for row in result.rows))
    if result.mutations:
        yield block("Declared changes", DECLARED, tuple(_declared(row, cited) for row in result.mutations))


def _stated(row: ExplainRow, cited: Sources) -> Row:
    standing = ("stands, carried" if row.carried else "stands") if row.stands else ""
    words = ", ".join(row.qualifier)
    half = spread(row.amount, row.low, row.high)
    mark = cited.place(row.document, row.locator)
    return Row((row.version, row.basis, row.amount, half, words, standing, mark, row.note))


def _declared(row: Mutation, cited: Sources) -> Row:
    away = "leaves" if "at-most" in row.qualifier else "reaches"
    amount = row.amount.value if row.size_stated else f"{away} {row.year}, size not stated"
    words = ", ".join(row.qualifier) if row.size_stated else ""
    kind = f"{row.kind} (group total)" if row.role == "total" else row.kind
    mark = cited.place(row.document, row.locator)
    return Row((row.version, row.basis, amount, kind, row.label, words, mark, row.note))


def _mutation_record(row: Mutation) -> tuple[object, ...]:
    return tuple(row.amount.value if name == "amount" else getattr(row, name) for name in MUTATION_FIELDS)
