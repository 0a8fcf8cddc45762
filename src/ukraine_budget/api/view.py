"""An answer and the ways to hand it on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ukraine_budget import frames, write
from ukraine_budget.errors import UnitError, unknown
from ukraine_budget.language import said
from ukraine_budget.languages import language
from ukraine_budget.model.ledger import UNITS, Ledger
from ukraine_budget.report.table import Table

if TYPE_CHECKING:
    import pandas as pd

R = TypeVar("R")


@dataclass(frozen=True)
class View(Generic[R]):
    """An answer: the typed `result`, and the ways to hand it on."""

    result: R
    table: Table

    @property
    def rows(self) -> Sequence[Any]:
        """The rows of the answer, by the names of the JSON contract."""
        return self.table.records.rows

    def to_frame(self, name: str = "rows") -> "pd.DataFrame":
        """The rows (or another list of the answer, such as "shifts") as a data frame; amounts are exact Decimals."""
        lists = {"rows": self.table.records, **self.table.lists}
        if name not in lists:
            raise unknown("list", name, lists)
        return frames.frame(lists[name])

    def to_json(self) -> str:
        """The answer by the JSON contract."""
        return self.render("json")

    def render(self, format: str, lang: str = "en") -> str:
        """The answer as text in one of `write.TEXTS`, for readers of English or Dutch ("nl").

        UsageError for another format or language. CSV and JSON are the same in both.
        """
        return write.render(self.table, format, language(lang))

    def to_bytes(self, format: str, lang: str = "en") -> bytes:
        """The answer as the bytes of a file in one of `write.FORMATS`, such as "xlsx"; likewise."""
        return write.encoded(self.table, format, language(lang))

    def __str__(self) -> str:
        return self.render("table")

    __repr__ = __str__

    def _repr_markdown_(self) -> str:
        return self.render("markdown")


def in_unit(ledger: Ledger, unit: str | None) -> Ledger:
    """The ledger with its amounts in another unit, exactly.

    UsageError where that unit is not known, UnitError where the ledger's own is not.
    """
    if unit is None:
        return ledger
    if unit not in UNITS:
        raise unknown("unit", unit, UNITS)
    if ledger.unit is None:
        raise UnitError(
            said("{ledger} does not say its unit, so its amounts cannot be shown in another", ledger=ledger.name)
        )
    return ledger.in_unit(unit)
