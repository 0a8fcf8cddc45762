"""The JSON Schema of every view holds all that the program gives: of the shipped ledger, and of odd ones."""

import json
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import ukraine_budget
from build import make
from ended import Command
from problem_cases import Case
from transcript import ROOT
from ukraine_budget import LedgerAt, UsageError, View, open_ledger
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.views import VIEWS

NAMES = tuple(VIEWS)
ODD = (
    "",
    "v x 2026 commitment 5\nw y 2026 cash 3 1 at-most,provisional",
    "v x 2025 cash 0.1\nv x 2026 cash -2 - assumed\nw x 2026 cash 1 0.5 circa\nw x 2027 cash 9 - reserved",
)
"""Ledgers without figures, with one year, and with signs and words."""
MOVED = "w x 2026 cash -3 cash-shift Away\nw x beyond cash 3 cash-shift Away\nw x 2025 cash 0 cash-shift In at-least"


@cache
def strict(name: str) -> jsonschema.Draft202012Validator:
    """The schema of a view, which here allows no field that it does not name."""
    schema = ukraine_budget.schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    _close(schema)
    return jsonschema.Draft202012Validator(schema)


def _close(schema: Any) -> None:
    if isinstance(schema, dict):
        if schema.get("type") == "object":
            schema["additionalProperties"] = False
        for inner in schema.values():
            _close(inner)
    elif isinstance(schema, list):
        for inner in schema:
            _close(inner)


def check(view: View[Any]) -> dict[str, Any]:
    """The JSON of a view, which its schema allows."""
    found: dict[str, Any] = json.loads(view.to_json())
    strict(found["schema"].split("/")[1]).validate(found)
    return found


def views(ledger: Ledger) -> Iterator[View[Any]]:
    """What can be asked of a ledger."""
    yield from (ukraine_budget.show(ledger, year, funds=["all"]) for year in (*ledger.years, 2050))
    yield from (ukraine_budget.outlook(ledger, gap=Decimal(gap)) for gap in (1, 20))
    yield from (ukraine_budget.outlook(ledger, funds=["all"]), ukraine_budget.shifts(ledger))
    yield from (ukraine_budget.listing(ledger, what) for what in ("versions", "lines", "funds", "documents"))
    yield from (ukraine_budget.conflicts(ledger), ukraine_budget.listing(ledger, "lines", bases=["outstanding"]))
    for line in ledger.lines:
        yield ukraine_budget.history(ledger, line)
        yield from (ukraine_budget.explain(ledger, line, year) for year in (2026, 2050))
    stating = {version for (version,) in ledger.figures.together("version")}
    for old, new in pairwise(version for version in ledger.versions if version in stating):
        changes = ukraine_budget.diff(LedgerAt(ledger, old), LedgerAt(ledger, new), all=True)
        yield from (changes, ukraine_budget.shifts(changes))


def test_the_shipped_ledger() -> None:
    found = [check(view) for view in (*views(open_ledger("ukraine-nl")), ukraine_budget.check(claims=True))]
    assert {answer["schema"] for answer in found} == {
        f"budget/{name}/2" for name in NAMES if name not in ("import", "glossary")
    }
    notes = [note for answer in found for note in answer["notes"]]
    kinds = {note["kind"] for note in notes}
    assert {"carried", "gap", "planned-fall", "claim", "legend"} <= kinds
    assert all(list(note) == ["kind", "text", "lines", "years"] for note in notes)


@pytest.mark.parametrize("amounts", ODD)
def test_odd_ledgers(amounts: str) -> None:
    for view in views(make(amounts, MOVED if "w x" in amounts else "")):
        check(view)


def test_a_file_without_unit_and_a_ledger_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "my.csv").write_text("line,year,committed,cash\n\x1bx,2026,,5\ny,2026,3,2\n", encoding="utf-8")
    for view in views(open_ledger(tmp_path / "my.csv")):
        check(view)
    Case("", "").write(tmp_path)
    assert check(ukraine_budget.check("nowhere.csv", tmp_path, claims=True))["ledger"] is None
    check(ukraine_budget.check(tmp_path / "my.csv"))


def test_words_and_imports(tmp_path: Path) -> None:
    check(ukraine_budget.glossary())
    assert check(ukraine_budget.glossary("kas"))["answer"] is None
    paper, layout = ROOT / "examples" / "owb-2017-x.csv", ROOT / "examples" / "owb-2017-x.toml"
    check(ukraine_budget.import_file(paper, map=layout, into=tmp_path / "into"))


@pytest.mark.parametrize("name", NAMES)
def test_a_schema_says_its_name_and_version(name: str) -> None:
    assert ukraine_budget.schema(name)["properties"]["schema"] == {"const": f"budget/{name}/2"}


def test_the_answer_of_a_view_has_the_same_facts_whatever_it_says() -> None:
    ledger = open_ledger("ukraine-nl")
    full, empty = (check(ukraine_budget.show(ledger, year))["answer"] for year in (2026, 2050))
    assert list(full) == list(empty)
    assert (full["amount"], empty["amount"], empty["year"]) == ("2100", None, 2050)
    assert check(ukraine_budget.outlook(ledger))["answer"]["gap"]["year"] == 2026
    assert check(ukraine_budget.outlook(ledger, gap=Decimal(90)))["answer"]["gap"] is None


def test_what_is_at_fault_is_found() -> None:
    answer = json.loads(ukraine_budget.show(open_ledger("ukraine-nl"), 2026).to_json())
    wrongs: tuple[dict[str, Any], ...] = (
        {"rows": [{}]},
        {"notes": ["a sentence"]},
        {"answer": None},
        {"schema": "budget/show/1"},
    )
    for wrong in wrongs:
        assert list(strict("show").iter_errors(answer | wrong))
    answer["rows"][0]["amount"] = 2100.0
    assert list(strict("show").iter_errors(answer))


def test_the_command_prints_it(budget: Command) -> None:
    assert json.loads(budget("schema", "show").out) == ukraine_budget.schema("show")
    assert budget("schema", "shw").err == "unknown view 'shw': did you mean show?\n"
    assert budget("schema", "shw", "--lang", "nl").code == 2


def test_a_view_that_is_not_there() -> None:
    with pytest.raises(UsageError, match="unknown view 'listing': did you mean list"):
        ukraine_budget.schema("listing")
