"""All views of a ledger together, to hand on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ukraine_budget.analysis.claims import claims
from ukraine_budget.analysis.diff import LedgerAt, diff
from ukraine_budget.analysis.history import histories
from ukraine_budget.analysis.latest import latest
from ukraine_budget.analysis.lines import placed
from ukraine_budget.analysis.listing import listing
from ukraine_budget.analysis.moved import shifts
from ukraine_budget.analysis.outlook import outlook
from ukraine_budget.analysis.scope import scope
from ukraine_budget.api.diff import sides_in_unit
from ukraine_budget.api.view import in_unit
from ukraine_budget.language import Text, said, word
from ukraine_budget.languages import language
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.names import moment
from ukraine_budget.report.sheets import (
    claims_sheet,
    diff_sheet,
    history_sheet,
    list_sheet,
    outlook_sheet,
    summary_sheet,
)
from ukraine_budget.report.shifts import shifts_table
from ukraine_budget.report.table import Table
from ukraine_budget.write import package, xlsx

Between = tuple[LedgerAt, LedgerAt]

SHEETS = {
    "summary": said("Summary"),
    "outlook": said("Outlook"),
    "diff": said("Changes"),
    "history": said("History"),
    "shifts": said("Shifts"),
    "claims": said("Claims"),
    "sources": said("Sources"),
    "versions": word("Versions", "heading"),
}
"""What the sheets of a workbook are called."""


@dataclass(frozen=True)
class Export:
    """The views by name: "summary", "outlook", "diff" (where there is one), "history", "shifts", and so on."""

    title: Text
    tables: Mapping[str, Table]

    def to_xlsx(self, lang: str = "en") -> bytes:
        """A workbook with a sheet per view, whose totals and changes are formulas, in English or Dutch ("nl").

        UsageError without xlsxwriter, and for another language.
        """
        return xlsx.workbook({SHEETS[name]: table for name, table in self.tables.items()}, self.title, language(lang))

    def to_package(self) -> dict[str, bytes]:
        """The files of a data package: the rows of each view as CSV, and what its columns are; in English."""
        tables = {name: table for name, table in self.tables.items() if name != "summary"}  # the rows of the outlook
        return package.files(tables, self.title)


def export(
    ledger: Ledger,
    between: Between | None = None,
    *,
    as_of: str | None = None,
    funds: Sequence[str] = (),
    bases: Sequence[str] = (),
    unit: str | None = None,
) -> Export:
    """All views of a ledger at a version or date, for the funds that it shows first, and the diff of two stands.

    Without `between`, the diff is that of the last version that follows another and says anything of these funds. The
    claims are those about `funds`, or all. Papers and versions are not selected, which the tables say.
    Raises UsageError for a name that the ledger does not have.
    """
    ledger = in_unit(ledger, unit)
    funds = funds or ledger.default_funds
    lines = [line for fund in scope(ledger, funds).funds for line, _ in placed(ledger, fund)]
    years = outlook(ledger, as_of=as_of, funds=funds, bases=bases)
    sides = sides_in_unit(*between, unit) if between else _latest(ledger, as_of, funds, bases)
    changed = diff(*sides, funds=funds, bases=bases, all=True) if sides else None  # a total is of cells on its sheet
    revised = histories(ledger, lines, as_of=as_of, funds=funds, bases=bases)
    return Export(
        said("{ledger}, as it stands at {moment}", ledger=ledger.title or ledger.name, moment=moment(years.as_of)),
        {
            "summary": summary_sheet(years),
            "outlook": outlook_sheet(years),
            **({"diff": diff_sheet(changed)} if changed else {}),
            "history": history_sheet(ledger, years.as_of, [found for found in revised if found.rows]),
            "shifts": shifts_table(shifts(ledger, as_of=as_of, funds=funds, bases=bases)),
            "claims": claims_sheet(claims(ledger, funds=funds, bases=bases)),
            "sources": list_sheet(listing(ledger, "documents")),
            "versions": list_sheet(listing(ledger, "versions")),
        },
    )


def _latest(ledger: Ledger, as_of: str | None, funds: Sequence[str], bases: Sequence[str]) -> Between | None:
    """The last version that follows another and says anything of some funds and bases, and the one it follows."""
    last = latest(ledger, as_of=as_of, funds=funds, bases=bases)
    return (LedgerAt(ledger, last[0]), LedgerAt(ledger, last[1])) if last else None
