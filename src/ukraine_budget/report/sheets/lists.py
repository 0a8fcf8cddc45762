"""What is said of the figures, the papers and the versions, as sheets."""

from dataclasses import replace

from ukraine_budget.analysis.claims import ClaimsResult, Verdict
from ukraine_budget.analysis.listing import ListResult
from ukraine_budget.language import NOTHING, joined, said, word
from ukraine_budget.model.amount import half_width
from ukraine_budget.report.claims import claim_records, missing_text
from ukraine_budget.report.display import head, qualifiers
from ukraine_budget.report.listing import list_table
from ukraine_budget.report.names import measure
from ukraine_budget.report.sheets.formulas import Pair, change
from ukraine_budget.report.table import SPREAD, Block, CellRef, Column, Row, Table

UNTIL_NOW = said(
    "Claims are tested against all versions of the ledger, whatever the moment that the other sheets show."
)
COLUMNS = (
    Column(said("What is said")),
    Column(said("Verdict")),
    Column(said("Left"), "amount"),
    Column(NOTHING, of_last=True),
    Column(said("Right"), "amount"),
    Column(said("Difference"), "change"),
    SPREAD,
    Column(said("As stated"), of_last=True),
    Column(said("Source")),
    Column(said("Note")),
)
LEFT, RIGHT, DIFFERENCE = 2, 4, 5


def claims_sheet(result: ClaimsResult) -> Table:
    """The verdict on every claim, with the difference of its two sides."""
    rows = tuple(map(_claim, result.rows))
    left_out = len(result.ledger.claims) - len(rows)
    stated = [n for n, claim in enumerate(result.rows) if claim.difference is not None]
    live = (change(CellRef(n, DIFFERENCE), Pair(CellRef(n, LEFT), CellRef(n, RIGHT))) for n in stated)
    return Table(
        "claims/2",
        said("Things said about the figures ({measure})", measure=measure(result.ledger)),
        head(result.ledger, None),
        claim_records(result.rows),
        blocks=(Block(NOTHING, COLUMNS, rows, tuple(live)),) if rows else (),
        notes=(
            UNTIL_NOW if rows else said("Nothing is claimed."),
            *([said("Left out: {n} claims about other funds, lines or bases.", n=left_out)] if left_out else []),
        ),
    )


def _claim(claim: Verdict) -> Row:
    missing = missing_text(claim.missing)
    cells = (
        claim.text,
        word(claim.verdict, "verdict"),
        claim.left,
        word(claim.relation, "relation"),
        claim.right,
        claim.difference,
        half_width(claim.low, claim.high) or None,
        joined(qualifiers(claim.qualifier)),
        joined((claim.source, claim.locator), " "),
        joined((missing, claim.note), "; "),
    )
    return Row(cells, "alert" if claim.verdict == "fails" else "line")


def list_sheet(result: ListResult) -> Table:
    """The papers, or the versions, of the whole ledger."""
    table = list_table(result)
    whole = said(
        "All {list} of the ledger, whatever moment, funds and bases the other sheets show.",
        list=word(result.what, "list"),
    )
    return replace(table, notes=(*table.notes, whole))
