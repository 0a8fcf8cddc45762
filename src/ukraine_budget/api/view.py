"""Views: answers and the formats they can be written in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ukraine_budget import write
from ukraine_budget.analysis.additive import addable, kept
from ukraine_budget.api.arguments import checked_names
from ukraine_budget.catalogues import language
from ukraine_budget.errors import unknown
from ukraine_budget.libraries import frame
from ukraine_budget.report.table import Table
from ukraine_budget.report.views import DeclaredView, loaded

if TYPE_CHECKING:
    import pandas as pd

R = TypeVar("R")
ATTRS = ("ledger", "as_of", "currency", "unit")
"""Facts about a view that its data frames keep in `attrs`."""


@dataclass(frozen=True)
class View(Generic[R]):
    """An answer: the typed `result`, and methods that format it. Laid out on use.

    `wanted` are the arguments of the narrow table: its number of rows and their order.
    """

    result: R
    declared: DeclaredView
    wanted: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def table(self) -> Table:
        """Full table of the view."""
        return self._by(self.declared.table)

    @cached_property
    def _for_machines(self) -> Table:
        """Table for machine formats."""
        return self._by(self.declared.records) if self.declared.records else self.table

    @cached_property
    def brief(self) -> Table:
        """Narrow table, for a person."""
        return self._by(self.declared.brief, **self.wanted) if self.declared.brief else self.table

    def _by(self, layout: str, **wanted: Any) -> Table:
        """Lay the result out with a declared function."""
        table: Table = loaded(layout)(self.result, **wanted)
        return replace(table, ledger=getattr(self.result, "ledger", None))

    def laid_out(self, format: str, *, full: bool) -> Table:
        """The table for a format: for machines, for a spreadsheet, in `full`, or the narrow one."""
        if format == "xlsx" and self.declared.sheet:
            return self._by(self.declared.sheet)
        if format in write.MACHINES:
            return self._for_machines
        return self.table if full or format in write.BINARIES else self.brief

    @property
    def answer(self) -> str:
        """Sentences that open the view, in English; empty if it answers no question."""
        answer = self._for_machines.answer
        return str(answer.text) if answer else ""

    @property
    def rows(self) -> Sequence[Any]:
        """Rows of the answer, by the names of the JSON contract."""
        return self._for_machines.records.rows

    @checked_names
    def to_frame(
        self, name: str = "rows", *, parts: bool = False, totals: bool = False, floats: bool = False
    ) -> "pd.DataFrame":
        """The rows (or another list of the answer, such as "shifts") as a data frame; amounts are exact Decimals.

        Without `totals` and `parts`, totals and the parts of a line that is stated too are left out: within a fund,
        basis and year, `.amount.sum()` counts nothing twice. Decisions are no commitments and have rows of their own.
        With `floats` amounts are floats, NaN where not stated: for plotting, not for sums. `attrs` has the ledger,
        currency and unit, and as `no_total` the funds whose lines overlap and cannot be added.
        """
        table = self._for_machines
        lists = {"rows": table.records, **table.lists}
        if name not in lists:
            raise unknown("list", name, lists)
        records, ledger = lists[name], table.ledger
        if ledger and addable(records.rows):
            own: Any = records.rows
            records = records._replace(rows=tuple(kept(ledger, own, parts=parts, totals=totals)))
        made = frame(records, floats=floats)
        made.attrs = {key: value for key, value in table.head.items() if key in ATTRS}
        if ledger:
            made.attrs["no_total"] = [fund for fund, row in ledger.funds.items() if not row.total]
        return made

    def to_json(self) -> str:
        """Format the answer by the JSON contract."""
        return self.render("json")

    @checked_names
    def to_csv(self, lang: str = "en", columns: str | Sequence[str] = ()) -> str:
        """Format the rows as CSV with names of lines, unit and what each counts as; or only some `columns`.

        In Dutch ("nl") names and headings are Dutch. Raises UsageError for an unknown column.
        """
        wanted = (columns,) if isinstance(columns, str) else columns
        return write.encoded(self._for_machines, "csv", language(lang), wanted).decode()

    @checked_names
    def to_markdown(self, lang: str = "en", *, full: bool = False) -> str:
        """Format the answer as Markdown, in brief or in full."""
        return self.render("markdown", lang, full=full)

    @checked_names
    def render(self, format: str, lang: str = "en", *, full: bool = False) -> str:
        """Format the answer as text in one of `write.TEXTS`, for readers of English or Dutch ("nl").

        Raises UsageError for another format or language. JSON is the same in both.
        """
        return write.render(self.laid_out(format, full=full), format, language(lang))

    @checked_names
    def to_bytes(self, format: str, lang: str = "en", *, full: bool = False) -> bytes:
        """Format the answer as a file in one of `write.FORMATS`, such as "xlsx"; UsageError for another."""
        return write.encoded(self.laid_out(format, full=full), format, language(lang))

    def __str__(self) -> str:
        return self.render("table")

    __repr__ = __str__

    def _repr_markdown_(self) -> str:
        return self.render("markdown")
