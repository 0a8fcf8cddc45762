"""Charts for tests: of the shipped ledger, and from plain strings and numbers."""

from decimal import Decimal
from functools import cache
from typing import Any

import ukraine_budget
from ukraine_budget import LedgerAt, Plot, open_ledger
from ukraine_budget.language import Text
from ukraine_budget.report.charts.chart import Arrow, Chart, Kind, Mark, Panel, Section


@cache
def plots() -> tuple[Plot, ...]:
    """Return one plot of each kind."""
    ledger = open_ledger()
    changed = ukraine_budget.diff(LedgerAt(ledger, "spring-2025"), LedgerAt(ledger, "letter-2025-11-27"))
    return (
        ukraine_budget.plot(ukraine_budget.outlook(ledger)),
        ukraine_budget.plot(ukraine_budget.history(ledger, "gw-military")),
        ukraine_budget.plot(changed),
        ukraine_budget.plot(ukraine_budget.shifts(changed)),
    )


def marked(text: str, end: int | None = None, *words: str, **more: Any) -> Mark:
    """Make a mark from strings and integers."""
    amounts: dict[str, Any] = {name: Decimal(value) if type(value) is int else value for name, value in more.items()}
    return Mark(Text(text), None if end is None else Decimal(end), tuple(map(Text, words)), **amounts)


def moved(start: int, end: int, text: str, *words: str, **more: Any) -> Arrow:
    """Make an arrow from strings."""
    return Arrow(start, end, Text(text), tuple(map(Text, words)), **more)


def chart(
    *marks: Mark, kind: Kind = "bars", arrows: tuple[Arrow, ...] = (), ticks: tuple[int, ...] = (0, 100)
) -> Chart:
    """Make a chart of one panel, its places named a, b, c."""
    places = tuple(map(Text, "abcdefgh"[: len(marks) or 3]))
    panel = Panel(Text("Cash"), kind, places, marks, arrows)
    section = Section(Text("Fund"), Text("Line"), (panel,), tuple(map(Decimal, ticks)))
    return Chart(Text("Answer."), Text("Title"), (section,), (Text("A note."),), (Text("[1] p"),))


def everywhere(name: str) -> Chart:
    """Make a chart with a name in every place that holds text."""
    text = Text(name)
    arrow = moved(0, 1, name, name)
    panels = (
        Panel(text, "bars", (text, text), (marked(name, 1, name, source=name), marked(name, None, name)), (arrow,)),
        Panel(text, "arrows", (text, text), arrows=(arrow,)),
    )
    return Chart(text, text, (Section(text, text, panels, (Decimal(0), Decimal(1))),), (text,), (text,))
