"""A view: an answer with the ways to hand it on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ukraine_budget import write
from ukraine_budget.analysis.additive import addable, kept
from ukraine_budget.api.asked import fitted
from ukraine_budget.catalogues import language
from ukraine_budget.errors import unknown
from ukraine_budget.libraries import frame
from ukraine_budget.report.table import Table
from ukraine_budget.report.views import DeclaredView, loaded

if TYPE_CHECKING:
    import pandas as pd

R = TypeVar("R")
ATTRS = ("ledger", "as_of", "currency", "unit")
"""The facts at the top of a view that its data frames keep."""


@dataclass(frozen=True)
class View(Generic[R]):
    """An answer: the typed `result`, and the ways to hand it on. It is laid out, whole or in brief, when it is used.

    What is `wanted` is for the narrow table: how many rows it has, and in which order.
    """

    result: R
    declared: DeclaredView
    wanted: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def table(self) -> Table:
        """All of the view."""
        return self._by(self.declared.table)

    @cached_property
    def _for_machines(self) -> Table:
        """What machines read of it."""
        return self._by(self.declared.records) if self.declared.records else self.table

    @cached_property
    def brief(self) -> Table:
        """What a person sees of it unless asked for all."""
        return self._by(self.declared.brief, **self.wanted) if self.declared.brief else self.table

    def _by(self, layout: str, **wanted: Any) -> Table:
        """The view as something lays it out."""
        table: Table = loaded(layout)(self.result, **wanted)
        return replace(table, ledger=getattr(self.result, "ledger", None))

    def laid_out(self, format: str, *, full: bool) -> Table:
        """All of the view for machines and spreadsheets, and where it is to be `full`; else in brief."""
        if format == "xlsx" and self.declared.sheet:
            return self._by(self.declared.sheet)
        if format in write.MACHINES:
            return self._for_machines
        return self.table if full or format in write.BINARIES else self.brief

    @property
    def answer(self) -> str:
        """The sentences that the view opens with, in English; empty where it answers no question."""
        answer = self._for_machines.answer
        return str(answer.text) if answer else ""

    @property
    def rows(self) -> Sequence[Any]:
        """The rows of the answer, by the names of the JSON contract."""
        return self._for_machines.records.rows

    @fitted
    def to_frame(
        self, name: str = "rows", *, parts: bool = False, totals: bool = False, floats: bool = False
    ) -> "pd.DataFrame":
        """The rows (or another list of the answer, such as "shifts") as a data frame; amounts are exact Decimals.

        Totals, and parts of a line that is stated too, are there only where they are wanted: within a fund, basis and
        year, `.amount.sum()` counts nothing twice. What is decided is no commitment, and has rows of its own. With
        `floats` amounts are floats, NaN where not stated: for plotting, not for sums. `attrs` has the ledger, currency
        and unit, and as `no_total` the funds whose lines overlap and cannot be added.
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
        """The answer by the JSON contract."""
        return self.render("json")

    @fitted
    def to_csv(self, lang: str = "en", columns: str | Sequence[str] = ()) -> str:
        """The rows as CSV with the names of lines, the unit and what each counts as; or only some `columns` of it.

        In Dutch ("nl") names and headings are Dutch. UsageError for a column that is not there.
        """
        wanted = (columns,) if isinstance(columns, str) else columns
        return write.encoded(self._for_machines, "csv", language(lang), wanted).decode()

    @fitted
    def to_markdown(self, lang: str = "en", *, full: bool = False) -> str:
        """The answer as Markdown, in brief or in full."""
        return self.render("markdown", lang, full=full)

    @fitted
    def render(self, format: str, lang: str = "en", *, full: bool = False) -> str:
        """The answer as text in one of `write.TEXTS`, for readers of English or Dutch ("nl").

        UsageError for another format or language. JSON is the same in both.
        """
        return write.render(self.laid_out(format, full=full), format, language(lang))

    @fitted
    def to_bytes(self, format: str, lang: str = "en", *, full: bool = False) -> bytes:
        """The answer as the bytes of a file in one of `write.FORMATS`, such as "xlsx"; likewise."""
        return write.encoded(self.laid_out(format, full=full), format, language(lang))

    def __str__(self) -> str:
        return self.render("table")

    __repr__ = __str__

    def _repr_markdown_(self) -> str:
        return self.render("markdown")
