"""Every folder, file, function and class that the page on the architecture names is there; who names the analyses."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from transcript import FENCED, ROOT

PACKAGE = ROOT / "src" / "ukraine_budget"
PAGE = ROOT / "docs" / "architecture.md"
SPAN = re.compile(r"`([^`]+)`")
IN_FILE = re.compile(r"([\w/]+\.py):\s(\w+)")
NAME = re.compile(r"[A-Za-z_]\w*")
DATA = re.compile(r"src/ukraine_budget/|[0-9.,]+|[a-z]+(-[a-z0-9]+)+|\w+\.(csv|json)|budget .*", re.DOTALL)
"""What the page names that is not in the program: numbers, ids and files of a ledger, commands."""


@cache
def defined(path: Path) -> frozenset[str]:
    """The names that a file defines, at any depth."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    named = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    return frozenset(
        named | {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    )


def absent(page: str) -> Iterator[str]:
    """What a page names and the program does not have."""
    for span in SPAN.findall(FENCED.sub("", page).replace("```", "")):
        if in_file := IN_FILE.fullmatch(span):
            path = PACKAGE / in_file[1]
            there = path.is_file() and in_file[2] in defined(path)
        elif span.endswith((".py", "/")) and not DATA.fullmatch(span):
            there = (PACKAGE / span).exists()
        elif NAME.fullmatch(span):
            there = (PACKAGE / span).is_dir() or any(
                span in {path.stem, *defined(path)} for path in PACKAGE.rglob("*.py")
            )
        else:
            there = DATA.fullmatch(span) is not None
        if not there:
            yield span


def test_all_that_it_names_is_there() -> None:
    assert list(absent(PAGE.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "name", ["reading/", "read/gates.py", "read/gate.py: checked", "read/gates.py: check", "Gate", "a b", "show()"]
)
def test_what_is_not_there_is_noticed(name: str) -> None:
    assert list(absent(f"The gate is `read/gate.py: check`, and `{name}` is not.")) == [name]


def test_only_their_own_tests_name_the_modules_of_the_analyses() -> None:
    tests = ROOT / "tests"
    naming = [
        path
        for path in tests.rglob("*.py")
        if re.search(r"ukraine_budget(\.| import )analysis", path.read_text("utf-8"))
    ]
    assert {path.parent for path in naming} == {tests / "analysis"}


def test_it_is_at_most_two_pages() -> None:
    assert len(PAGE.read_text(encoding="utf-8").split()) <= 1100
