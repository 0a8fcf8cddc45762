"""Help begins with examples that work, and the manual page says what help says."""

import json
import os
import re
import shutil
import subprocess
from inspect import cleandoc
from pathlib import Path

import pytest
from typer.core import TyperArgument, TyperOption

from ended import Command
from man_page import PAGE, manual, root, tree
from transcript import ROOT, run
from ukraine_budget.cli.help import EXAMPLES, LOCALE, arguments
from ukraine_budget.importing.formats import FORMATS

PROGRAM, ROOT_CONTEXT = root()
COMMANDS = {own.command_path.removeprefix("budget "): command for command, own in tree(PROGRAM, ROOT_CONTEXT)}
NOT_FOR_PEOPLE = {
    "O_TEMPORARY",
    "_BUDGET_COMPLETE",
    "OPENBLAS_NUM_THREADS",
    "PYDANTIC_DISABLE_PLUGINS",
    "SC_PAGE_SIZE",
    "SC_PHYS_PAGES",
    "WT_SESSION",
}
"""The variables that programs set for each other."""
SOURCES = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))


def test_every_command_has_examples() -> None:
    assert EXAMPLES.keys() == {"", *COMMANDS}
    for name, examples in EXAMPLES.items():
        assert all(f"{typed} ".startswith(f"budget {name}".rstrip() + " ") for _, typed in examples)


def test_arguments_are_named_with_brackets_in_pairs_or_without() -> None:
    names = [name for command in COMMANDS.values() for name, _ in arguments(command)]
    assert {"OLD", "NEW", "LEDGER", "[FORMAT] FILE", "FILE.xlsx|DIR"} <= {*names}
    assert [name for name in names if name.count("[") != name.count("]")] == []


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_begins_with_the_examples(budget: Command, name: str) -> None:
    ended = budget(*name.split(), "--help")
    lines = ended.out.splitlines()
    assert (ended.code, ended.err, lines[0]) == (0, "", "Examples:")
    for number, (wanted, typed) in enumerate(EXAMPLES[name]):
        assert lines[1 + 2 * number : 3 + 2 * number] == [f"  {wanted}:", f"    {typed}"]
    usage = lines.index("") + 1
    assert lines[usage].startswith(f"Usage: budget {name}".rstrip())
    assert not re.search(r"<[a-z]|[{}]", ended.out), "types and braces say nothing to people"
    assert max(map(len, lines)) <= 80


@pytest.mark.parametrize("typed", [typed for examples in EXAMPLES.values() for _, typed in examples])
def test_every_example_works(typed: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    step = run(typed, tmp_path)
    assert step.code == 0, step.output


def test_help_of_the_program_names_every_command_in_whole_sentences(budget: Command) -> None:
    said = budget("--help").out.partition("Commands:")[2]
    told = re.findall(r"^  (\w+) ", said, re.MULTILINE)
    assert told == [name for name in COMMANDS if " " not in name]
    assert "..." not in said


def texts_of_help() -> set[str]:
    """All that help says, but for what the command line itself is made of."""
    programs = [(PROGRAM, ROOT_CONTEXT), *tree(PROGRAM, ROOT_CONTEXT)]
    said = {cleandoc(str(command.help)) for command, _ in programs}
    said |= {str(getattr(param, "help", "")) for command, own in programs for param in command.get_params(own)}
    said |= {format.about for format in FORMATS.values()}
    return said | {wanted for examples in EXAMPLES.values() for wanted, _ in examples}


def test_all_of_the_help_is_there_in_dutch_and_nothing_else() -> None:
    dutch = json.loads((LOCALE / "nl.json").read_text(encoding="utf-8"))
    parts = {
        "Examples",
        "Arguments",
        "Formats",
        "Options",
        "Commands",
        "Usage:",
        "[default: ",
        "[env var: ",
        "[required]",
    }
    assert dutch.keys() == texts_of_help() | parts


@pytest.mark.parametrize("name", ["", "show", "import", "plot diff"])
def test_help_in_dutch(budget: Command, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    english = budget(*name.split(), "--help").out
    monkeypatch.setenv("BUDGET_LANG", "nl")
    dutch = budget(*name.split(), "--help").out
    assert dutch.startswith("Voorbeelden:\n")
    assert f"\nGebruik: budget {name}".rstrip() in dutch
    assert "[env var" not in dutch
    assert max(map(len, dutch.splitlines())) <= 80
    monkeypatch.setenv("BUDGET_LANG", "xx")
    assert budget(*name.split(), "--help").out == english, "of a language that is not known"


@pytest.mark.parametrize(
    "asked", ["show --lang nl --help", "show --lang=nl --help", "--lang nl show --help", "help show --lang nl"]
)
def test_the_language_of_help_is_that_of_the_line(asked: str) -> None:
    assert run(f"budget {asked}").output == run("BUDGET_LANG=nl budget show --help").output


def test_a_language_before_the_command_is_that_of_the_command() -> None:
    assert run("budget --lang nl list funds").output == run("budget list funds --lang nl").output


def test_a_language_before_the_command_goes_before_the_variable(
    budget: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_dutch = budget("list", "funds", "--lang", "nl")
    monkeypatch.setenv("BUDGET_LANG", "en")  # and is restored
    assert budget("--lang", "nl", "list", "funds") == in_dutch


def test_help_is_also_a_command(budget: Command) -> None:
    for words in ([], ["show"], ["plot"], ["plot", "diff"]):
        assert budget("help", *words) == budget(*words, "--help")
    assert budget("help", "shwo") == (2, "", "unknown command 'shwo': did you mean show?\n")
    assert budget("help", "show", "x").code == 2


def test_the_manual_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == manual(), "python tests/man_page.py makes it anew"


def shown() -> str:
    """The manual as people see it, in long lines."""
    done = subprocess.run(
        ["groff", "-ww", "-man", "-Tascii", "-P-cbou", "-rLL=2000n", str(PAGE)],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env=os.environ,
    )
    assert done.stderr == ""
    return done.stdout


@pytest.mark.skipif(not shutil.which("groff"), reason="groff is not installed")
def test_the_manual_covers_every_command_option_variable_key_and_exit_code() -> None:
    text = shown()
    for name, command in COMMANDS.items():
        section = text.partition(f"budget {name} [OPTIONS]")[2].partition("\n   budget ")[0]
        for param in command.params:
            assert isinstance(param, TyperArgument | TyperOption)
            assert isinstance(param, TyperArgument) or param.opts[0] in section
            assert str(param.help)[:60] in text
        assert all(typed in section for _, typed in EXAMPLES[name])
    for code in ("0", "1", "2", "3", "130"):
        assert re.search(rf"^       {code} ", text, re.MULTILINE)
    for key in ("ledger", "unit", "lang", "pager"):
        assert re.search(rf"^              {key} ", text, re.MULTILINE)
    variables = set(re.findall(r'"(_?[A-Z]+_[A-Z_]+|PAGER|LESS|TERM)"', SOURCES))
    assert {"BUDGET_LEDGER", "BUDGET_PAGER", "BUDGET_LANG", "NO_COLOR"} <= variables
    for variable in variables - NOT_FOR_PEOPLE:
        assert variable in text, variable
