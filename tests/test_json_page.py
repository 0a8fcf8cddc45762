"""The page on the JSON contract names the keys and fields that the program gives, all of them, in their order."""

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

import ukraine_budget
from pages import page, tables
from ukraine_budget import Stand, View, open_ledger
from ukraine_budget.analysis.checked import CheckRow
from ukraine_budget.analysis.claims import Verdict
from ukraine_budget.analysis.diff import Elsewhere, NetAlone
from ukraine_budget.analysis.diffrows import Declared, DiffRow
from ukraine_budget.analysis.explain import ExplainRow
from ukraine_budget.analysis.figures import FigureRow
from ukraine_budget.analysis.history import HistoryRow
from ukraine_budget.analysis.outlook import Gap
from ukraine_budget.analysis.shifts import Shift
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.explain import MUTATION_FIELDS

LEDGER = "ukraine-nl"
TABLES = tables(page("json.md"))
FIELDS = {
    "Rows of show and outlook": FigureRow._fields,
    "Gaps of outlook": Gap._fields,
    "Rows of explain": ExplainRow._fields,
    "Mutations of explain": MUTATION_FIELDS,
    "Rows of diff": DiffRow._fields,
    "Declared changes in rows of diff": Declared._fields,
    "What the net changes explain alone": NetAlone._fields,
    "Declared elsewhere": Elsewhere._fields,
    "Rows of shifts": Shift._fields,
    "Rows of history": HistoryRow._fields,
    "Rows of check": CheckRow._fields,
    "Claims of check": Verdict._fields,
}


VIEWS: Mapping[str, Callable[[Ledger], View[Any]]] = {
    "show": lambda ledger: ukraine_budget.show(ledger, 2026),
    "outlook": ukraine_budget.outlook,
    "explain": lambda ledger: ukraine_budget.explain(ledger, "x-military", 2026),
    "diff": lambda ledger: ukraine_budget.diff(Stand(ledger, "spring-2025"), Stand(ledger)),
    "shifts": ukraine_budget.shifts,
    "history": lambda ledger: ukraine_budget.history(ledger, "x-military"),
    "list": lambda ledger: ukraine_budget.listing(ledger, "versions"),
    "check": lambda _: ukraine_budget.check(LEDGER),
}


def answer(name: str) -> dict[str, Any]:
    """What a view gives as JSON."""
    found: dict[str, Any] = json.loads(VIEWS[name](open_ledger(LEDGER)).to_json())
    return found


def names(heading: str) -> list[str]:
    """The first column of the table under a heading."""
    (table,) = TABLES[heading]
    return [row[0] for row in table]


@pytest.mark.parametrize("heading", FIELDS)
def test_the_fields_of_the_page_are_those_of_the_rows(heading: str) -> None:
    assert tuple(names(heading)) == FIELDS[heading]


@pytest.mark.parametrize("name", VIEWS)
def test_the_keys_of_the_page_are_those_at_the_top(name: str) -> None:
    found = answer(name)
    assert names(name) == list(found)
    assert TABLES[name][0][0] == ["schema", found["schema"]]


def test_every_view_and_every_list_is_on_the_page() -> None:
    assert TABLES.keys() == VIEWS.keys() | FIELDS.keys() | {"Every view"}


def test_what_every_view_has_is_said_once_and_linked() -> None:
    common = set(names("Every view"))
    for name in VIEWS:
        assert {row[0] for row in TABLES[name][0] if row[1].startswith("as above")} <= common
