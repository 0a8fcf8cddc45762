"""What a short command does not load: half a second of pandas, or a ledger that nobody asked for."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ukraine_budget import check, diff, explain, open_ledger, show

HEAVY = {"pandas", "pyarrow", "xlsxwriter", "matplotlib", "PIL"}
PROGRAM = """
import json, sys
{before}
try:
    {run}
except SystemExit:
    pass
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""
WATCH = """
import os
sys.addaudithook(lambda event, args: os._exit(9) if event == "open" and {name!r} in str(args[0]) else None)
"""
"""Ends the process as soon as it opens a file with a name in its path."""
NO_LEDGER, NO_CATALOGUE = WATCH.format(name="ukraine-nl"), WATCH.format(name="locale/nl.json")

LEDGER = open_ledger("ukraine-nl")
ANSWERS = {
    "show": show(LEDGER, 2026).result,
    "diff": diff(LEDGER, "spring-2025", "letter-2025-11-27").result,
    "explain": explain(LEDGER, "x-military", 2026).result,
    "check --claims": check("ukraine-nl", claims=True).result.claims[0],
}
HOMES = {name: type(answer).__module__ for name, answer in ANSWERS.items()}
"""The module that each question is answered in."""


def loaded(*words: str, run: str = "from ukraine_budget.cli import main; main()", before: str = "") -> set[str]:
    """The modules that a command has loaded when it is over."""
    program = PROGRAM.format(run=run, before=f"sys.argv = ['budget', *{words!r}]\n{before}")
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    modules = json.loads(done.stderr.splitlines()[-1])
    return set(modules)


def roots(modules: set[str]) -> set[str]:
    return {module.partition(".")[0] for module in modules}


def ours(modules: set[str]) -> set[str]:
    return {module for module in modules if module.startswith("ukraine_budget.")}


def test_importing_the_package_loads_nothing_else() -> None:
    modules = loaded(run="import ukraine_budget")
    assert not ours(modules)
    assert not roots(modules) & {*HEAVY, "numpy", "rich", "typer", "pydantic"}


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="the system does not list the threads of a process")
def test_what_counts_in_arrays_starts_no_threads() -> None:
    count = "import numpy, os; print(len(os.listdir('/proc/self/task')), file=sys.stderr)"
    program = PROGRAM.format(run="from ukraine_budget.cli import main; main()", before="sys.argv = ['budget', 'show']")
    done = subprocess.run(
        [sys.executable, "-c", f"{program}\n{count}"], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stderr.splitlines()[-1] == "1"


@pytest.mark.parametrize(
    "words", [("show", "2026"), ("outlook",), ("check", "--claims"), ("list", "funds"), ("plot", "outlook")]
)
def test_views_load_neither_pandas_nor_a_screen(words: tuple[str, ...]) -> None:
    modules = loaded(*words)
    assert not roots(modules) & HEAVY
    assert "ukraine_budget.write.terminal" not in modules
    assert ("ukraine_budget.cli.plot" in modules) is (words[0] == "plot")
    assert "ukraine_budget.cli.printed" not in modules
    assert "ukraine_budget.read.folder" in modules


@pytest.mark.parametrize("words", [("--version",), ("--help",), ("show", "--help")])
def test_help_and_version_load_no_reader_no_view_and_no_ledger(words: tuple[str, ...]) -> None:
    modules = loaded(*words, before=NO_LEDGER)
    assert not roots(modules) & {*HEAVY, "numpy"}
    assert not {module for module in ours(modules) if module.startswith(("ukraine_budget.read", "ukraine_budget.api"))}
    texts = ("language", "model", "model.text")
    commands = (
        "app",
        "complete",
        "help",
        "options",
        "requests",
        *(("files", "plot", "printed") if words == ("--help",) else ()),
    )
    command = (f"cli.{name}" for name in (*commands, "command", "mistakes", "terminal"))
    assert ours(modules) <= {f"ukraine_budget.{name}" for name in ("cli", *command, "errors", *texts)}


def test_a_statement_needs_no_engine() -> None:
    modules = loaded("sql", "show", "2026")
    assert not roots(modules) & {*HEAVY, "rich", "duckdb", "polars"}
    assert "ukraine_budget.read" in modules
    assert HOMES["show"] not in modules


def test_only_frames_go_through_the_door_to_pandas() -> None:
    modules = loaded(run="from ukraine_budget import View")
    assert "ukraine_budget.libraries" in modules
    assert not roots(modules) & HEAVY


def test_english_needs_no_catalogue() -> None:
    assert "ukraine_budget.catalogues" in loaded("show", "2026", before=NO_CATALOGUE)


@pytest.mark.parametrize(("words", "watch"), [((), NO_LEDGER), (("--lang", "nl"), NO_CATALOGUE)])
def test_the_watch_for_files_sees_them(words: tuple[str, ...], watch: str) -> None:
    with pytest.raises(subprocess.CalledProcessError) as caught:
        loaded("show", "2026", *words, before=watch)
    assert caught.value.returncode == 9


def test_an_export_loads_only_the_library_that_writes_it(tmp_path: Path) -> None:
    assert roots(loaded("export", str(tmp_path / "a.xlsx"))) & {*HEAVY, "rich"} == {"xlsxwriter"}
    assert not roots(loaded("export", str(tmp_path / "folder"))) & {*HEAVY, "rich"}


def test_a_view_loads_no_other() -> None:
    modules = loaded("show", "2026")
    assert modules & {*HOMES.values()} == {HOMES["show"]}
    others = {f"ukraine_budget.{other}" for other in ("api.documents", "report.sheets", "read.single")}
    assert not modules & others
