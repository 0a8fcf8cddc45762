"""Help that begins with examples and is easy to read on a narrow screen; the manual page is made of the same parts."""

import re
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup

from ukraine_budget.cli.screen import is_coloured

if TYPE_CHECKING:
    from ukraine_budget.cli.examples import Examples

HEADING = re.compile(r"^(?:[A-Z]\w+:$|Usage:)", re.MULTILINE)

F = TypeVar("F", bound=Callable[..., Any])
Record = tuple[str, str]
"""What is typed, and what it does."""


class Command(TyperCommand):
    """A command with such help."""

    def get_help(self, ctx: Any) -> str:
        """The help as text."""
        return text(self, ctx)

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """What comes after the name of the command."""
        return ["[OPTIONS]", *usage(self)]


class Group(TyperGroup):
    """A program with such help."""

    def get_help(self, ctx: Any) -> str:
        """The help as text."""
        return text(self, ctx)


class App(typer.Typer):
    """A program whose commands all have such help."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(cls=Group, rich_markup_mode=None, **settings)

    def command(self, *args: Any, **settings: Any) -> Callable[[F], F]:
        """As typer's."""
        return super().command(*args, cls=Command, **settings)


def text(command: TyperCommand | TyperGroup, ctx: typer.Context) -> str:
    """The help of a command: examples, usage, what it does and what it takes; headings in bold if colour is wanted."""
    page = ctx.make_formatter()
    with page.section("Examples"):
        for wanted, typed in examples(ctx):
            page.write_text(f"{wanted}:")
            page.write(f"{'':{page.current_indent + 2}}{typed}\n")
    page.write("\n")
    command.format_usage(ctx, page)
    command.format_help_text(ctx, page)
    for title, records in (
        ("Arguments", arguments(command)),
        ("Options", options(command, ctx)),
        ("Commands", commands(command, ctx)),
    ):
        if records:
            with page.section(title):
                page.write_dl(records)
    ctx.color = is_coloured(sys.stdout)
    written = page.getvalue().strip("\n")
    return HEADING.sub("\x1b[1m\\g<0>\x1b[0m", written) if ctx.color else written


def examples(ctx: typer.Context) -> "Examples":
    """What the help of a command begins with."""
    from ukraine_budget.cli.examples import EXAMPLES  # noqa: PLC0415  # only help shows them

    return EXAMPLES[" ".join(_names(ctx))]


def _names(ctx: Any) -> list[str]:
    """The words that name a command, after that of the program."""
    return [*_names(ctx.parent), str(ctx.info_name)] if ctx.parent else []


def usage(command: TyperCommand | TyperGroup) -> list[str]:
    """The arguments of a command as its usage has them, in brackets what may be left out."""
    return [_used(param) for param in command.params if isinstance(param, TyperArgument)]


def _used(argument: TyperArgument) -> str:
    name = str(argument.metavar)
    return name if argument.required or "[" in name or "]" in name else f"[{name}]"


def arguments(command: TyperCommand | TyperGroup) -> list[Record]:
    """The arguments of a command."""
    found = (param for param in command.params if isinstance(param, TyperArgument))
    return [(_named(str(param.metavar)), param.help or "") for param in found]


def _named(metavar: str) -> str:
    """An argument by its name: without the brackets around it, or around it and its neighbour."""
    name = metavar.strip(".")
    return name if "] " in name else name.strip("[]")


def options(command: TyperCommand | TyperGroup, ctx: typer.Context) -> list[Record]:
    """The options of a command, with what they take."""
    found = (param for param in command.get_params(ctx) if not isinstance(param, TyperArgument))
    return [record for param in found if (record := param.get_help_record(ctx))]


def commands(command: TyperCommand | TyperGroup, ctx: Any) -> list[Record]:
    """The commands of a program or of a group of commands, each with the first sentence of its help."""
    return [(name, each.get_short_help_str(limit=500)) for name, each in within(command, ctx).items()]


def within(command: TyperCommand | TyperGroup, ctx: Any) -> dict[str, TyperCommand | TyperGroup]:
    """The commands of a group by their names; none for a command."""
    if isinstance(command, TyperCommand):
        return {}
    found = {name: command.get_command(ctx, name) for name in command.list_commands(ctx)}
    return {name: each for name, each in found.items() if isinstance(each, TyperCommand | TyperGroup)}
