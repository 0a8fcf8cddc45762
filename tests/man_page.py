"""The manual page, made from the help of commands and the tables in the docs.

python tests/man_page.py     rewrites docs/budget.1
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

import ukraine_budget
from pages import page, tables
from transcript import ROOT
from ukraine_budget.cli import help as helping
from ukraine_budget.cli.app import app

PAGE = ROOT / "docs" / "budget.1"
ABOUT = (
    "Governments state their support for Ukraine in many papers, each with its own unit and rounding. "
    "budget keeps every figure in plain CSV ledgers with its version, source and rounding, "
    "never adds what must not be added, and says not stated where nothing is stated."
)

Command = TyperCommand | TyperGroup
NAMES = re.compile(r"--?[a-z-]+")


def root() -> tuple[TyperGroup, typer.Context]:
    """Return the program and its context."""
    program = get_command(app)
    assert isinstance(program, TyperGroup)
    return program, typer.Context(program, info_name="budget", **program.context_settings)


def manual() -> str:
    """Return the page in man's own markup."""
    program, context = root()
    lines = [
        f'.TH BUDGET 1 "" "budget {ukraine_budget.__version__}" "User Commands"',
        ".nh",
        ".ad l",
        *_section("NAME", [rf"budget \- {_text(str(program.help))}"]),
        *_section("SYNOPSIS", [".B budget", "[OPTIONS] COMMAND [ARGS]..."]),
        *_section("DESCRIPTION", [_text(ABOUT)]),
        *_section("EXAMPLES", _examples(context)),
        *_section("OPTIONS", _records(helping.options(program, context))),
        *_section("COMMANDS", _commands(program, context)),
        *_section("EXIT STATUS", _records(_table("errors.md", "Exit codes"))),
        *_section("ENVIRONMENT", _records(_table("terminal.md", "Environment"))),
        *_section("FILES", _files()),
    ]
    return "\n".join(lines) + "\n"


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    yield f".SH {title}"
    yield from lines


def _examples(context: typer.Context) -> Iterator[str]:
    for wanted, typed in helping.examples(context):
        yield from (".PP", f"{_text(wanted)}:", ".RS", ".B " + _text(typed), ".RE")


def _records(records: Iterable[helping.Record]) -> Iterator[str]:
    for name, said in records:
        yield from (".TP", ".B " + _text(name), _text(said))


def tree(command: Command, context: typer.Context) -> Iterator[tuple[Command, typer.Context]]:
    """Yield all commands below a program or group."""
    for name, each in helping.within(command, context).items():
        own = typer.Context(each, info_name=name, parent=context, **each.context_settings)
        yield each, own
        yield from tree(each, own)


def _commands(program: TyperGroup, context: typer.Context) -> Iterator[str]:
    """Yield each command with its own options; shared ones follow all commands, once."""
    commands = list(tree(program, context))
    often = Counter(record for command, own in commands for record in helping.options(command, own))
    for command, own in commands:
        records = helping.options(command, own)
        yield ".SS " + _text(" ".join([own.command_path, "[OPTIONS]", *helping.usage(command)]))
        yield _text(str(command.help))
        yield from _records(helping.arguments(command))
        yield from _records(helping.formats(own))
        yield from _records(record for record in records if often[record] == 1)
        shared = (names[-1] for names in (NAMES.findall(name) for name, said in records if often[name, said] > 1))
        yield from (".PP", _text(f"Also {', '.join(shared)}."))
        yield from _examples(own)
    yield from (".SS Options of several commands", *_records(record for record in often if often[record] > 1))


def _table(name: str, heading: str) -> list[helping.Record]:
    (rows,) = tables(page(name))[heading]
    return [(name, said) for name, said in rows]


def _files() -> Iterator[str]:
    yield from (".TP", ".B budget.toml")
    yield _text("What you prefer, in the working folder or in your own folder of preferences. Its keys:")
    yield from (".RS", *_records(_table("terminal.md", "Preferences")), ".RE")


def _text(said: str) -> str:
    """Escape text for man."""
    plain = re.sub(r"\s+", " ", said.replace("`", "").replace("\\", "\\e").replace("-", "\\-"))
    return re.sub(r"^(?=[.'])", r"\\&", plain)


if __name__ == "__main__":
    PAGE.write_text(manual(), encoding="utf-8")
