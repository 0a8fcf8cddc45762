"""Pictures of the views that have one."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from ukraine_budget.analysis.diff import DiffResult
from ukraine_budget.analysis.history import HistoryResult
from ukraine_budget.analysis.moved import ShiftsResult
from ukraine_budget.analysis.moved import shifts as _shifts
from ukraine_budget.analysis.outlook import OutlookResult
from ukraine_budget.api.view import View
from ukraine_budget.errors import UsageError, unknown
from ukraine_budget.language import said
from ukraine_budget.languages import language
from ukraine_budget.report.charts.chart import Chart
from ukraine_budget.report.charts.diff import diff_chart
from ukraine_budget.report.charts.history import history_chart
from ukraine_budget.report.charts.outlook import outlook_chart
from ukraine_budget.report.charts.shifts import shifts_chart
from ukraine_budget.report.charts.words import description, spoken
from ukraine_budget.write import drawn

Drawable = OutlookResult | HistoryResult | DiffResult | ShiftsResult


@dataclass(frozen=True)
class Plot:
    """A picture of an answer: the `chart` as a plain value, and the ways to have it drawn."""

    chart: Chart

    def description(self, lang: str = "en") -> str:
        """Everything that the picture shows, in words, for readers of English or Dutch ("nl")."""
        return description(spoken(self.chart, language(lang)))

    def to_bytes(self, format: str, lang: str = "en") -> bytes:
        """The picture as the bytes of a file in one of `write.DRAWINGS`, such as "svg"; UsageError for another."""
        return drawn(self.chart, format, language(lang))

    def __str__(self) -> str:
        return self.to_bytes("text").decode()

    __repr__ = __str__

    def _repr_svg_(self) -> str:
        return self.to_bytes("svg").decode()


def plot(view: View[Any], *, lines: Collection[str] = ()) -> Plot:
    """The picture of an outlook, a history, a diff or shifts; of some lines, or of all that the view has.

    Raises UsageError for another view, and for a line that the ledger does not have.
    """
    result = view.result
    if not isinstance(result, Drawable):
        raise UsageError(said("only an outlook, a history, a diff and shifts can be drawn"))
    ledger = result.ledger
    for line in lines:
        if line not in ledger.lines:
            raise unknown("line", line, ledger.lines)
    only = _only(result, {ledger.current[line] for line in lines}) if lines else result
    return Plot(_chart(only, parts=bool(lines)))


def _only(result: Any, lines: Collection[str]) -> Any:
    """An answer without what it says of other lines, and of totals."""
    said = (name for name in ("rows", "gaps", "shifts") if name in result._fields)
    return result._replace(**{name: tuple(row for row in getattr(result, name) if row.line in lines) for name in said})


def _chart(result: Drawable, *, parts: bool) -> Chart:
    match result:
        case OutlookResult():
            shifts = _shifts(result.ledger, as_of=result.as_of or None).rows
            return outlook_chart(result, shifts, parts=parts)
        case HistoryResult():
            return history_chart(result)
        case DiffResult():
            return diff_chart(result)
        case _:
            return shifts_chart(result)
