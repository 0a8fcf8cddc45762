"""Documents of all views of a ledger: a workbook, a data package, a page."""

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
from ukraine_budget.analysis.shifts import shifts
from ukraine_budget.analysis.versions import LedgerAt, known_at
from ukraine_budget.api.arguments import checked, checked_names, in_unit, sides_in_unit
from ukraine_budget.catalogues import language, languages
from ukraine_budget.language import Text, said, word
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.headings import measured
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
from ukraine_budget.report.views import VIEWS
from ukraine_budget.write import csv
from ukraine_budget.write import page as _writer
from ukraine_budget.write.workbook import Workbook, workbook
from ukraine_budget.write.workbook.figures import check_figures

Between = tuple[LedgerAt, LedgerAt]
LINES = 1000
"""Default number of lines in a table of a page."""

SHEETS = {
    **{name: declared.title for name, declared in VIEWS.items() if declared.title},
    "claims": said("Claims"),
    "sources": said("Sources"),
    "versions": word("Versions", "heading"),
}
"""Titles of the sheets of a workbook."""


@dataclass(frozen=True)
class Export:
    """All views of a ledger, for a workbook or a data package. Computed on use."""

    _query: "ExportQuery"
    _between: Between | None

    @property
    def title(self) -> Text:
        """Name of the ledger, with currency, unit and moment."""
        ledger = self._query.ledger
        as_of = known_at(ledger, self._query.as_of).as_of
        return said("{ledger} ({measure})", ledger=ledger.title or ledger.name, measure=measured(ledger, as_of))

    @cached_property
    def tables(self) -> Mapping[str, Table]:
        """Tables by view: "outlook", "diff" (where there is one), "history", "shifts", and so on."""
        return _tables(self._query, self._between, self._query.outlook(self._query.as_of))

    @cached_property
    def book(self) -> Workbook:
        """Content of the workbook. Raises UsageError for more figures than a sheet can hold."""
        query = self._query
        every = every_figure(
            query.ledger,
            as_of=query.as_of,
            funds=query.funds,
            lines=query.only,
            bases=query.bases,
            years=query.years,
        )
        check_figures(len(every))
        years = query.outlook(query.as_of, ahead=query.is_large)
        sheet = years_sheet(years)
        tables = _tables(query, self._between, years, sheet)
        named = {SHEETS[name]: table for name, table in tables.items()}
        return Workbook(self.title, overview(years, sheet, SHEETS["outlook"]), named, FigureList(every))

    @checked_names
    def to_xlsx(self, lang: str = "en") -> bytes:
        """Format a workbook: an overview, a sheet per view with totals and changes as formulas, every figure as a row.

        In English or Dutch ("nl"). Raises UsageError without xlsxwriter, for another language, for more than a sheet
        holds.
        """
        return workbook(self.book, language(lang))

    def to_package(self) -> dict[str, bytes]:
        """Format a data package: the rows of each view as CSV with a description of the columns, in English."""
        return csv.package(self.tables, self.title)


class ExportQuery(NamedTuple):
    """Query of all views: a ledger, a moment, and the funds, lines, bases and years wanted."""

    ledger: Ledger
    as_of: str | None
    funds: Sequence[str]
    only: Collection[str]
    bases: Sequence[str]
    years: Sequence[int]

    @property
    def filters(self) -> dict[str, Any]:
        """Arguments that select funds and bases."""
        return {"funds": self.funds, "bases": self.bases}

    @property
    def lines(self) -> list[str]:
        """Selected lines of the selected funds; all if none is selected."""
        funds = scope(self.ledger, self.funds).funds
        every = (line for fund in funds for line, _ in fund_lines(self.ledger, fund))
        return [line for line in every if not self.only or line in self.only]

    @property
    def is_large(self) -> bool:
        """Whether there are too many lines to show them all."""
        return len(self.lines) > LARGE

    def by_id(self) -> "ExportQuery":
        """Resolve words of names to ids, and add the parts of lines. Raises UsageError for an unknown name."""
        scope(self.ledger, self.funds, self.bases)
        known_at(self.ledger, self.as_of)
        only = [named_line(self.ledger, line) for line in self.only]
        funds = self.funds or tuple(dict.fromkeys(self.ledger.lines[line].fund for line in only))
        return self._replace(funds=funds or self.ledger.default_funds, only=with_parts(self.ledger, only))

    def outlook(self, as_of: str | None, *, ahead: bool = False, limit: Decimal = GAP) -> OutlookResult:
        """Compare all years; with `ahead` those from the newest version on, on every basis that is stated."""
        bases = self.bases or (self.ledger.bases if ahead else ())
        years = self.years or (years_ahead(self.ledger, as_of) if ahead else ())
        result = outlook(self.ledger, as_of=as_of, funds=self.funds, bases=bases, years=years, limit=limit)
        return restricted(result, self.only)  # also without a selection: it makes the rows a tuple, to be read again


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
    """Make all views of a ledger at a version or date, and the diff of two versions.

    Without `funds`, of those that the ledger shows first; of `lines` with their parts, by id or words of their names,
    and `years`, or of all. Without `between`, the diff compares the last version that follows another and states
    anything of these funds. Claims are those about `funds`, or all; papers and versions are always listed in full.
    Raises UsageError for a name that the ledger does not have.
    """
    query = ExportQuery(in_unit(ledger, unit), as_of, funds, lines, bases, years).by_id()
    return Export(query, sides_in_unit(*between, unit) if between else None)


def _tables(
    query: ExportQuery, between: Between | None, years: OutlookResult, sheet: YearsSheet | None = None
) -> Mapping[str, Table]:
    """The tables of the views by name; with `sheet`, those of a workbook."""
    ledger, filters = query.ledger, query.filters
    sides = between or _latest(query)
    is_cut = sheet is not None and query.is_large
    changed = diff(*sides, **filters, all=not is_cut) if sides else None  # totals refer to cells of their sheet
    changed = changed and restricted(changed, query.only, query.years)
    moved = restricted(shifts(ledger, as_of=query.as_of, **filters), query.only, query.years)
    said_of = claims(ledger, lines=query.only, **filters)
    lines = list(dict.fromkeys(line for _, line, _ in sheet.rows if line)) if sheet and is_cut else query.lines
    revised = histories(
        ledger, lines, as_of=query.as_of, years=years.years if is_cut or query.years else None, **filters
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


def _latest(query: ExportQuery) -> Between | None:
    """The last version that states any of the selection and follows another, after the one it follows; None if none."""
    last = latest(query.ledger, as_of=query.as_of, **query.filters)
    return (LedgerAt(query.ledger, last[0]), LedgerAt(query.ledger, last[1])) if last else None


@dataclass(frozen=True)
class Report:
    """A page, and its content as a value in `page`."""

    page: Page = field(repr=False)

    @checked_names
    def to_html(self, lang: str = "en") -> str:
        """Format the page as one HTML file that loads nothing else; UsageError for an unknown language.

        It opens in `lang`; readers switch to the other languages and to earlier versions.
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
    """Make a page on falls of cash by more than `gap` percent, at each moment up to `as_of` with another answer.

    Without `funds`, of those that the ledger shows first. A table of very many lines has the `top` largest. A ledger of
    more than `LARGE` lines is shown from the year of its newest version on, on the bases that are stated, unless
    `years` and `bases` say otherwise. Raises UsageError for a name that the ledger does not have.
    """
    query = ExportQuery(in_unit(ledger, unit), as_of, funds, lines, bases, years).by_id()
    ledger, ahead = query.ledger, is_large(query.ledger)
    if ahead:
        query = query._replace(bases=bases or ledger.bases)

    def ask(moment: str | None) -> OutlookResult:
        return query.outlook(moment, ahead=ahead, limit=gap)

    def changes(pair: tuple[str, str]) -> DiffResult:
        result = restricted(diff(*(LedgerAt(ledger, version) for version in pair), **query.filters), query.only)
        return result._replace(rows=tuple(row for row in result.rows if not years or row.year in years))

    moments = changing_moments(ledger, as_of, ask)
    chosen = latest(ledger, as_of=as_of, **query.filters)
    pairs = compared_pairs(ledger, moments.known, chosen)
    return Report(_page(moments, map(changes, pairs), chosen, top, years[0] if len(years) == 1 else None))
