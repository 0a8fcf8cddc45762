"""Plots of answers."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

from ukraine_budget.analysis.scope import named_line, restricted
from ukraine_budget.api.arguments import checked, checked_names
from ukraine_budget.api.view import View
from ukraine_budget.catalogues import language
from ukraine_budget.errors import UsageError
from ukraine_budget.language import said
from ukraine_budget.report.views import VIEWS, loaded
from ukraine_budget.write import charted, drawn

if TYPE_CHECKING:
    from ukraine_budget.report.charts.chart import Chart
    from ukraine_budget.report.pictures.scene import Scene


@dataclass(frozen=True)
class Plot:
    """A plot of an answer: a chart for terminals and a picture for files. Laid out on use."""

    _chart: Callable[[], "Chart"]
    _scene: Callable[..., "Scene"]

    @cached_property
    def chart(self) -> "Chart":
        """Chart for a terminal, as a value."""
        return self._chart()

    @checked_names
    def scene(self, lang: str = "en", *, narrow: bool = False) -> "Scene":
        """Picture as a value, for readers of English or Dutch ("nl"); `narrow` for a phone."""
        return self._scene(language(lang), narrow=narrow)

    @checked_names
    def description(self, lang: str = "en") -> str:
        """Describe in words everything that the picture says."""
        return self.scene(lang).description

    @checked_names
    def to_bytes(self, format: str, lang: str = "en", *, narrow: bool = False) -> bytes:
        """Format the picture as one of `write.DRAWINGS`, such as "svg"; UsageError for another."""
        if format == "text":
            return charted(self.chart, language(lang))
        return drawn(self.scene(lang, narrow=narrow), format)

    def __str__(self) -> str:
        return self.to_bytes("text").decode()

    __repr__ = __str__

    def _repr_svg_(self) -> str:
        return self.to_bytes("svg").decode()


@checked
def plot(view: View[Any], *, lines: Collection[str] = ()) -> Plot:
    """Plot an outlook, a history, a diff or shifts; of some lines, or of all that the view has.

    Raises UsageError for another view, and for a line that the ledger does not have.
    """
    if not (isinstance(view, View) and view.declared.chart):
        raise UsageError(said("only an outlook, a history, a diff and shifts can be drawn"))
    result, wanted = view.result, {"parts": bool(lines)} if view.declared is VIEWS["outlook"] else {}
    if lines:
        result = restricted(result, {named_line(result.ledger, line) for line in lines})
    chart, scene = loaded(view.declared.chart), loaded(view.declared.picture)
    return Plot(partial(chart, result, **wanted), partial(scene, result, **wanted))
