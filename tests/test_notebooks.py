"""The notebook of the examples, and the page that `help` shows, run and show what they say."""

import doctest
import json
import pydoc
from pathlib import Path

import pytest

import notebook
import ukraine_budget
from transcript import ROOT

NOTEBOOKS = sorted((ROOT / "examples").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_shows_what_its_cells_print(path: Path) -> None:
    read = json.loads(path.read_text(encoding="utf-8"))
    shown = [cell["outputs"] for cell in read["cells"] if cell["cell_type"] == "code"]
    assert list(notebook.outputs(read)) == shown, f"python tests/notebook.py {path.relative_to(ROOT)}"
    assert sum(map(len, shown)) > 5
    assert (read["nbformat"], len({cell["id"] for cell in read["cells"]})) == (4, len(read["cells"]))


def test_what_help_shows_is_what_the_package_answers() -> None:
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    failed, tried = doctest.testmod(ukraine_budget, optionflags=flags)
    assert (failed, tried) == (0, 8)


def test_help_begins_with_the_three_questions() -> None:
    page = pydoc.plain(pydoc.render_doc(ukraine_budget)).splitlines()
    for question in ("show(ledger, 2026)", "outlook(ledger)", 'diff(ledger, "spring-2025", "letter-2025-11-27")'):
        assert any(question in line for line in page[:24])
    assert max(map(len, page[:45])) <= 135
