"""All views of a ledger together: as a workbook, a data package, a page."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, NamedTuple

from ukraine_budget.analysis.claims import claims
from ukraine_budget.analysis.diff import DiffResult, diff
from ukraine_budget.analysis.every import every_figure
from ukraine_budget.analysis.falls import GAP
from ukraine_budget.analysis.history import histories
from ukraine_budget.analysis.listing import listing
from ukraine_budget.analysis.moments import changing_moments, compared_pairs, latest
from ukraine_budget.analysis.moved import shifts
from ukraine_budget.analysis.outlook import OutlookResult, outlook
from ukraine_budget.analysis.scope import (
    LARGE,
    fund_lines,
    is_large,
    named_line,
    restricted,
    scope,
    with_parts,
    years_ahead,
)
from ukraine_budget.analysis.versions import LedgerAt, known_at
from ukraine_budget.api.asked import checked, fitted, in_unit, sides_in_unit
from ukraine_budget.api.views import VIEWS
from ukraine_budget.catalogues import language, languages
from ukraine_budget.language import Text, said, word
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.names import measured
from ukraine_budget.report.outlook import outlook_table
from ukraine_budget.report.page import Page
from ukraine_budget.report.page import page as _page
from ukraine_budget.report.sheets.changes import changes_sheet
from ukraine_budget.report.sheets.history import history_sheet
from ukraine_budget.report.sheets.lists import FigureList, claims_sheet, list_sheet
from ukraine_budget.report.sheets.overview import overview
from ukraine_budget.report.sheets.years import YearsSheet, years_sheet
from ukraine_budget.report.shifts import shifts_table
from ukraine_budget.report.table import Table
from ukraine_budget.write import csv
from ukraine_budget.write import page as _writer
from ukraine_budget.write.workbook import Workbook, workbook
from ukraine_budget.write.workbook.figures import check_figures

Between = tuple[LedgerAt, LedgerAt]
LINES = 1000
"""The most lines in a table of a page."""

SHEETS = {
    **{name: declared.title for name, declared in VIEWS.items() if declared.title},
    "claims": said("Claims"),
    "sources": said("Sources"),
    "versions": word("Versions", "heading"),
}
"""What the sheets of a workbook are called."""


@dataclass(frozen=True)
class Export:
    """All views of a ledger, made when they are handed on: as a workbook, or whole as a data package."""

    _asked: "_Asked"
    _between: Between | None

    @property
    def title(self) -> Text:
        """The ledger and the moment."""
        ledger = self._asked.ledger
        as_of = known_at(ledger, self._asked.as_of).as_of
        return said("{ledger} ({measure})", ledger=ledger.title or ledger.name, measure=measured(ledger, as_of))

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        """The views by name: "outlook", "diff" (where there is one), "history", "shifts", and so on."""
        return _tables(self._asked, self._between, self._asked.outlook(self._asked.as_of))

    @cached_property
    def book(self) -> Workbook:
        """What is in the workbook. UsageError for more figures than a sheet can hold."""
        asked = self._asked
        every = every_figure(
            asked.ledger,
            as_of=asked.as_of,
            funds=asked.funds,
            lines=asked.only,
            bases=asked.bases,
            years=asked.years,
        )
        check_figures(len(every))
        years = asked.outlook(asked.as_of, ahead=asked.is_large)
        sheet = years_sheet(years)
        tables = _tables(asked, self._between, years, sheet)
        named = {SHEETS[name]: table for name, table in tables.items()}
        return Workbook(self.title, overview(years, sheet, SHEETS["outlook"]), named, FigureList(every))

    @fitted
    def to_xlsx(self, lang: str = "en") -> bytes:
        """A workbook: an overview, a sheet per view whose totals and changes are formulas, every figure as a row.

        In English or Dutch ("nl"). UsageError without xlsxwriter, for another language, for more than a sheet holds.
        """
        return workbook(self.book, language(lang))

    def to_package(self) -> dict[str, bytes]:
        """The files of a data package: the rows of each view as CSV, and what its columns are; in English."""
        return csv.package(self.tables, self.title)


class _Asked(NamedTuple):
    """What is asked for: of which ledger, up to when, and of which part of it, the lines with their parts."""

    ledger: Ledger
    as_of: str | None
    funds: Sequence[str]
    only: Collection[str]
    bases: Sequence[str]
    years: Sequence[int]

    @property
    def filters(self) -> dict[str, Any]:
        """What is wanted of the ledger."""
        return {"funds": self.funds, "bases": self.bases}

    @property
    def lines(self) -> list[str]:
        """All lines, or those that are wanted."""
        funds = scope(self.ledger, self.funds).funds
        every = (line for fund in funds for line, _ in fund_lines(self.ledger, fund))
        return [line for line in every if not self.only or line in self.only]

    @property
    def is_large(self) -> bool:
        """Whether there are too many lines to show them all."""
        return len(self.lines) > LARGE

    def by_id(self) -> "_Asked":
        """The same, of which users name lines by words too. UsageError for a name that the ledger does not have."""
        scope(self.ledger, self.funds, self.bases)
        known_at(self.ledger, self.as_of)
        only = [named_line(self.ledger, line) for line in self.only]
        funds = self.funds or tuple(dict.fromkeys(self.ledger.lines[line].fund for line in only))
        return self._replace(funds=funds or self.ledger.default_funds, only=with_parts(self.ledger, only))

    def outlook(self, as_of: str | None, *, ahead: bool = False, limit: Decimal = GAP) -> OutlookResult:
        """The years side by side, all of them or those from the newest version on, on the bases that are stated."""
        bases = self.bases or (self.ledger.bases if ahead else ())
        years = self.years or (years_ahead(self.ledger, as_of) if ahead else ())
        found = outlook(self.ledger, as_of=as_of, funds=self.funds, bases=bases, years=years, limit=limit)
        return restricted(found, self.only)  # in any case: its rows, which are read many times, become a tuple


@checked
def export(
    ledger: Ledger,
    between: Between | None = None,
    *,
    as_of: str | None = None,
    funds: Sequence[str] = (),
    lines: Sequence[str] = (),
    bases: Sequence[str] = (),
    unit: str | None = None,
    years: Sequence[int] = (),
) -> Export:
    """All views of a ledger at a version or date, for the funds that it shows first, and the diff of two versions.

    Of some `lines` with their parts, by id or words of their names, and some `years`, or of all.

    Without `between`, the diff is that of the last version that follows another and says anything of these funds. The
    claims are those about `funds`, or all. Papers and versions are not selected, which the tables say.
    Raises UsageError for a name that the ledger does not have.
    """
    asked = _Asked(in_unit(ledger, unit), as_of, funds, lines, bases, years).by_id()
    return Export(asked, sides_in_unit(*between, unit) if between else None)


def _tables(
    asked: _Asked, between: Between | None, years: OutlookResult, sheet: YearsSheet | None = None
) -> Mapping[str, Table]:
    """The views by name; with the sheet of the years as those of a workbook, else whole."""
    ledger, filters = asked.ledger, asked.filters
    sides = between or _latest(asked)
    is_cut = sheet is not None and asked.is_large
    changed = diff(*sides, **filters, all=not is_cut) if sides else None  # a total is of cells on its sheet
    changed = changed and restricted(changed, asked.only, asked.years)
    moved = restricted(shifts(ledger, as_of=asked.as_of, **filters), asked.only, asked.years)
    said_of = claims(ledger, lines=asked.only, **filters)
    lines = list(dict.fromkeys(line for _, line, _ in sheet.rows if line)) if sheet and is_cut else asked.lines
    revised = histories(
        ledger, lines, as_of=asked.as_of, years=years.years if is_cut or asked.years else None, **filters
    )
    return {
        "outlook": sheet.table if sheet else outlook_table(years),
        **({"diff": changes_sheet(changed)} if changed else {}),
        "history": history_sheet(ledger, years.as_of, [one for one in revised if one.rows]),
        "shifts": shifts_table(moved),
        "claims": claims_sheet(said_of),
        "sources": list_sheet(listing(ledger, "documents")),
        "versions": list_sheet(listing(ledger, "versions")),
    }


def _latest(asked: _Asked) -> Between | None:
    """The last version that follows another and says anything of what is asked for, and the one it follows."""
    last = latest(asked.ledger, as_of=asked.as_of, **asked.filters)
    return (LedgerAt(asked.ledger, last[0]), LedgerAt(asked.ledger, last[1])) if last else None


@dataclass(frozen=True)
class Report:
    """A page: what it says of each moment as `page`, and the page itself."""

    page: Page = field(repr=False)

    @fitted
    def to_html(self, lang: str = "en") -> str:
        """One file that needs no other and asks nothing of any network, at first in a language; UsageError for another.

        Readers switch it to the other languages and to the earlier versions.
        """
        codes = dict.fromkeys((lang, *languages()))
        return _writer.write(self.page, [language(code) for code in codes])


@checked
def page(
    ledger: Ledger,
    *,
    as_of: str | None = None,
    funds: Sequence[str] = (),
    lines: Sequence[str] = (),
    bases: Sequence[str] = (),
    unit: str | None = None,
    years: Sequence[int] = (),
    top: int | None = LINES,
    gap: Decimal = GAP,
) -> Report:
    """Whether cash of support falls by more than `gap` percent, at each moment that says anything new up to `as_of`.

    Without `funds`, those that the ledger shows first. A table of very many lines has the `top` largest. A ledger of
    more than `LARGE` lines is shown from the year of its newest version on, on the bases that are stated, unless
    `years` and `bases` say otherwise. Raises UsageError for a name that the ledger does not have.
    """
    asked = _Asked(in_unit(ledger, unit), as_of, funds, lines, bases, years).by_id()
    ledger, ahead = asked.ledger, is_large(asked.ledger)
    if ahead:
        asked = asked._replace(bases=bases or ledger.bases)

    def ask(moment: str | None) -> OutlookResult:
        return asked.outlook(moment, ahead=ahead, limit=gap)

    def changes(pair: tuple[str, str]) -> DiffResult:
        found = restricted(diff(*(LedgerAt(ledger, version) for version in pair), **asked.filters), asked.only)
        return found._replace(rows=tuple(row for row in found.rows if not years or row.year in years))

    moments = changing_moments(ledger, as_of, ask)
    chosen = latest(ledger, as_of=as_of, **asked.filters)
    pairs = compared_pairs(ledger, moments.known, chosen)
    return Report(_page(moments, map(changes, pairs), chosen, top, years[0] if len(years) == 1 else None))
