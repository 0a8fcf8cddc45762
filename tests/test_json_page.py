"""The page on the JSON contract names the keys and fields that the program gives, all of them, in their order."""

import json
import re
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import ukraine_budget
from contract import fields_within
from pages import page, tables
from transcript import ROOT
from ukraine_budget import LedgerAt, View, open_ledger
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report import views

LEDGER = "ukraine-nl"
TABLES = tables(page("json.md"))
HEADINGS = {
    ("show", "rows"): "Rows of show and outlook",
    ("show", "shifts"): "Rows of shifts",
    ("outlook", "rows"): "Rows of show and outlook",
    ("outlook", "gaps"): "Gaps of outlook",
    ("outlook", "planned"): "Gaps of outlook",
    ("explain", "rows"): "Rows of explain",
    ("explain", "mutations"): "Mutations of explain",
    ("explain", "shifts"): "Rows of shifts",
    ("diff", "rows"): "Rows of diff",
    ("diff", "shifts"): "Rows of shifts",
    ("diff", "explained_by_net_alone"): "What the net changes explain alone",
    ("diff", "declared_elsewhere"): "Declared elsewhere",
    ("shifts", "rows"): "Rows of shifts",
    ("history", "rows"): "Rows of history",
    ("conflicts", "rows"): "Rows of conflicts",
    ("glossary", "rows"): "Rows of glossary",
    ("check", "rows"): "Rows of check",
    ("check", "claims"): "Claims of check",
    ("import", "rows"): "Rows of import",
    ("import", "totals"): "Totals of import",
    ("import", "shares"): "Shares of import",
    ("import", "lost"): "Lost amounts of import",
}
"""The heading under which the page has the fields of each list of a view; those of `list` are columns of a file."""
WITHIN_ROWS: Mapping[str, tuple[str, ...]] = {
    "Declared changes in rows of diff": fields_within("diff", "declared_by"),
    "Readings in rows of shifts": fields_within("shifts", "readings"),
    "Other places in rows of shifts": fields_within("shifts", "elsewhere"),
}
"""The headings under which the page has the fields of objects within rows."""
VIEWS: Mapping[str, Callable[[Ledger], View[Any]]] = {
    "show": lambda ledger: ukraine_budget.show(ledger, 2026),
    "outlook": ukraine_budget.outlook,
    "explain": lambda ledger: ukraine_budget.explain(ledger, "x-military", 2026),
    "diff": lambda ledger: ukraine_budget.diff(LedgerAt(ledger, "spring-2025"), LedgerAt(ledger)),
    "shifts": ukraine_budget.shifts,
    "history": lambda ledger: ukraine_budget.history(ledger, "x-military"),
    "list": lambda ledger: ukraine_budget.listing(ledger, "versions"),
    "conflicts": ukraine_budget.conflicts,
    "glossary": lambda _: ukraine_budget.glossary(),
    "check": lambda _: ukraine_budget.check(LEDGER),
    "import": lambda _: imported(),
}


def imported() -> View[Any]:
    with tempfile.TemporaryDirectory() as folder:
        paper, layout = ROOT / "examples" / "owb-2017-x.csv", ROOT / "examples" / "owb-2017-x.toml"
        return ukraine_budget.import_file(paper, map=layout, into=Path(folder) / "into")


def view(name: str) -> View[Any]:
    return VIEWS[name](open_ledger(LEDGER))


def names(heading: str) -> list[str]:
    """The first column of the table under a heading."""
    (table,) = TABLES[heading]
    return [row[0] for row in table]


@pytest.mark.parametrize("name", VIEWS)
def test_the_keys_of_the_page_are_those_at_the_top(name: str) -> None:
    answer = json.loads(view(name).to_json())
    assert names(name) == list(answer)
    assert TABLES[name][0][0] == ["schema", answer["schema"]]


@pytest.mark.parametrize("name", [name for name in VIEWS if name != "list"])
def test_the_fields_of_the_page_are_those_of_the_lists(name: str) -> None:
    table = view(name).table
    lists = {"rows": table.records, **table.lists}
    said = {key: tuple(names(HEADINGS[name, key])) for key in lists}
    assert said == {key: records.fields for key, records in lists.items()}


@pytest.mark.parametrize("heading", WITHIN_ROWS)
def test_the_fields_of_objects_within_rows(heading: str) -> None:
    assert tuple(names(heading)) == WITHIN_ROWS[heading]


def test_the_facts_of_the_answers_and_the_fields_of_notes() -> None:
    (told,) = TABLES["Answers"]
    assert [view.strip("`") for view, _ in told] == [name for name, declared in views.VIEWS.items() if declared.facts]
    for (_, facts), declared in zip(told, filter(lambda view: view.facts, views.VIEWS.values()), strict=True):
        assert re.findall("`([a-z_]+)`", facts) == [*declared.fact_names, *declared.inner_names]
    answer = json.loads(view("outlook").to_json())
    assert names("Notes") == list(answer["notes"][0])


def test_nothing_else_is_on_the_page() -> None:
    assert TABLES.keys() == {*VIEWS, *HEADINGS.values(), *WITHIN_ROWS, "Every view", "Answers", "Notes"}
