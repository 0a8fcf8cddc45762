"""Any question to a ledger, in any format: each has an answer or a message."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import ukraine_budget as u
from fuzz.texts import text
from ukraine_budget import BudgetError, View
from ukraine_budget.model.ledger import Ledger

FORMATS = ("table", "csv", "json", "markdown", "html", "latex", "json", "csv", "table", "xlsx", "parquet")


def ask(chosen: Random, ledger: Ledger, times: int = 2) -> None:
    """Ask random questions of a ledger; BudgetError is an answer too."""
    for _ in range(times):
        question = chosen.choice(QUESTIONS)
        try:
            answered = question(chosen, ledger)
            if isinstance(answered, View):
                format, lang = chosen.choice(FORMATS), chosen.choice(("en", "nl"))
                assert answered.to_bytes(format, lang, full=chosen.random() < 0.5)
                assert isinstance(answered.answer, str)
        except BudgetError:
            pass


def read(chosen: Random, path: Path) -> Ledger | None:
    """Open the ledger at a path; None if it has problems."""
    try:
        return u.open_ledger(path, total=chosen.random() < 0.5)
    except BudgetError:
        return None


def year(chosen: Random, ledger: Ledger) -> int:
    return chosen.choice((*ledger.years, 2026))


def line(chosen: Random, ledger: Ledger) -> str:
    return chosen.choice((*ledger.lines, text(chosen)))


def version(chosen: Random, ledger: Ledger) -> str:
    return chosen.choice((*ledger.versions, *ledger.versions, "2025", text(chosen)))


def some(chosen: Random, ledger: Ledger) -> dict[str, Any]:
    """Choose some of the filters that all views have."""
    wanted: dict[str, Any] = {}
    if chosen.random() < 0.3:
        wanted["as_of"] = version(chosen, ledger)
    if chosen.random() < 0.2:
        wanted["funds"] = chosen.choice((*ledger.funds, text(chosen)))
    if chosen.random() < 0.2:
        wanted["bases"] = chosen.choice((*ledger.bases, text(chosen)))
    if chosen.random() < 0.2:
        wanted["unit"] = chosen.choice(("one", "million", "billion", text(chosen)))
    return wanted


def _sides(chosen: Random, ledger: Ledger) -> tuple[str, str]:
    return version(chosen, ledger), version(chosen, ledger)


def _without_moment(wanted: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in wanted.items() if name != "as_of"}


QUESTIONS: tuple[Callable[[Random, Ledger], object], ...] = (
    lambda c, one: u.show(one, year(c, one), **some(c, one)),
    lambda c, one: u.outlook(one, **some(c, one)),
    lambda c, one: u.explain(one, line(c, one), year(c, one), **some(c, one)),
    lambda c, one: u.history(one, line(c, one), **some(c, one)),
    lambda c, one: u.diff(one, *_sides(c, one), all=c.random() < 0.5, **_without_moment(some(c, one))),
    lambda c, one: u.shifts(one, **some(c, one)),
    lambda c, one: u.listing(one, c.choice(("versions", "lines", "funds", "documents")), **some(c, one)),
    lambda c, one: u.conflicts(one, **some(c, one)),
    lambda c, one: u.sql_show(one, year(c, one)),
    lambda c, one: c.choice(LARGE)(c, one),
)
LARGE: tuple[Callable[[Random, Ledger], object], ...] = (
    lambda c, one: u.page(one).to_html(c.choice(("en", "nl"))),
    lambda _, one: u.export(one).to_xlsx(),
    lambda _, one: u.export(one).to_package(),
    lambda c, one: str(u.plot(u.outlook(one, **some(c, one)))),
)
"""Questions that take long."""
