"""Help that begins with examples and fits a narrow screen; the manual page has the same parts."""

import json
import os
import re
import sys
from collections.abc import Callable, Mapping
from functools import cache
from inspect import cleandoc
from pathlib import Path
from typing import Any, TypeVar

import typer
from typer.core import TyperArgument, TyperCommand, TyperGroup

from ukraine_budget.cli.mistakes import too_many, usage_errors
from ukraine_budget.cli.terminal import is_coloured
from ukraine_budget.errors import printable, unknown
from ukraine_budget.language import Text, said

HEADING = re.compile(r"^(?:[A-Z]\w+:$|Usage:|Gebruik:)", re.MULTILINE)
LOCALE = Path(__file__).resolve().parents[1] / "locale" / "help"

F = TypeVar("F", bound=Callable[..., Any])
Record = tuple[str, str]
"""A term of a definition list, and its definition."""
Examples = tuple[tuple[str, str], ...]
"""Pairs of a purpose and its command."""


class Command(TyperCommand):
    """Command with this help and its own usage errors."""

    allow_extra_args = True  # parse_args reports them

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the words; parser errors become UsageError."""
        right = _right(self, ctx)
        with usage_errors(ctx, right):
            left = super().parse_args(ctx, args)
        if left and not ctx.resilient_parsing:
            raise too_many(left, right)
        return left

    def get_help(self, ctx: Any) -> str:
        """Format the help as text."""
        return text(self, ctx)

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The usage after the command's name."""
        return ["[OPTIONS]", *usage(self)]


class Group(TyperGroup):
    """Group of commands with this help and its own usage errors."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the options; parser errors become UsageError."""
        with usage_errors(ctx, _right(self, ctx)):
            return super().parse_args(ctx, args)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the named command; UsageError for an unknown one."""
        if args[0] not in (names := self.list_commands(ctx)) and not ctx.resilient_parsing:
            raise unknown("command", printable(args[0]), names)
        return super().resolve_command(ctx, args)

    def get_help(self, ctx: Any) -> str:
        """Format the help as text."""
        return text(self, ctx)


class App(typer.Typer):
    """Typer application whose commands have this help."""

    def __init__(self, cls: type[Group] = Group, **settings: Any) -> None:
        super().__init__(cls=cls, rich_markup_mode=None, **settings)

    def command(self, *args: Any, **settings: Any) -> Callable[[F], F]:
        """Register a command, as typer does."""
        return super().command(*args, cls=Command, **settings)


def text(command: TyperCommand | TyperGroup, ctx: typer.Context) -> str:
    """Format the help of a command: examples, usage, description, parameters; headings bold if colour is wanted."""
    page = ctx.make_formatter()
    with page.section(translated("Examples")):
        for wanted, typed in examples(ctx):
            page.write_text(f"{translated(wanted)}:")
            page.write(f"{'':{page.current_indent + 2}}{typed}\n")
    page.write("\n")
    page.write_usage(ctx.command_path, " ".join(command.collect_usage_pieces(ctx)), f"{translated('Usage:')} ")
    page.write_paragraph()
    with page.indentation():
        page.write_text(translated(cleandoc(command.help or "")))
    for title, records in (
        ("Arguments", arguments(command)),
        ("Formats", formats(ctx)),
        ("Options", options(command, ctx)),
        ("Commands", commands(command, ctx)),
    ):
        if records:
            with page.section(translated(title)):
                page.write_dl(records)
    ctx.color = is_coloured(sys.stdout)
    written = page.getvalue().strip("\n")
    return HEADING.sub("\x1b[1m\\g<0>\x1b[0m", written) if ctx.color else written


def _right(command: TyperCommand | TyperGroup, ctx: Any) -> Text:
    """The correct usage of a command, with an example."""
    usage = " ".join((ctx.command_path, *command.collect_usage_pieces(ctx)))
    return said("{usage}, such as {example}", usage=usage, example=examples(ctx)[0][1])


def language() -> str:
    """The language of the help: --lang on the command line, else BUDGET_LANG."""
    named = re.search(r"(?:^|\0)--lang[=\0]([^\0]*)", "\0".join(sys.argv[1:]))
    return named[1] if named else os.environ.get("BUDGET_LANG", "")


def translated(text: str) -> str:
    """Translate a text of the help; English if there is no translation."""
    return texts(language()).get(text, text)


@cache
def texts(code: str) -> Mapping[str, str]:
    """Translations of the help into a language, by the English text."""
    files = {path.stem: path for path in LOCALE.glob("*.json")} if code else {}
    texts: dict[str, str] = json.loads(files[code].read_text(encoding="utf-8")) if code in files else {}
    return texts


def examples(ctx: typer.Context) -> Examples:
    """The examples of a command."""
    return EXAMPLES[" ".join(_names(ctx))]


def _names(ctx: Any) -> list[str]:
    """The words that name a command, without the program's own."""
    return [*_names(ctx.parent), str(ctx.info_name)] if ctx.parent else []


def usage(command: TyperCommand | TyperGroup) -> list[str]:
    """The arguments of a command as its usage shows them, optional ones in brackets."""
    return [_used(param) for param in command.params if isinstance(param, TyperArgument)]


def _used(argument: TyperArgument) -> str:
    name = str(argument.metavar)
    return name if argument.required or "[" in name or "]" in name else f"[{name}]"


def arguments(command: TyperCommand | TyperGroup) -> list[Record]:
    """The arguments of a command, with their help."""
    own = (param for param in command.params if isinstance(param, TyperArgument))
    return [(_named(str(param.metavar)), translated(param.help or "")) for param in own]


def _named(metavar: str) -> str:
    """The bare name of an argument, without the brackets around it or around it and its neighbour."""
    name = metavar.strip(".")
    return name if "] " in name else name.strip("[]")


def formats(ctx: typer.Context) -> list[Record]:
    """The formats that `import` reads; none for other commands."""
    if _names(ctx) != ["import"]:
        return []
    from ukraine_budget.importing.formats import FORMATS  # noqa: PLC0415

    return [(name, translated(format.about)) for name, format in FORMATS.items()]


def options(command: TyperCommand | TyperGroup, ctx: typer.Context) -> list[Record]:
    """The options of a command, with their help."""
    own = (param for param in command.get_params(ctx) if not isinstance(param, TyperArgument))
    return [
        (record[0], _translated_option(record[1], param)) for param in own if (record := param.get_help_record(ctx))
    ]


def _translated_option(text: str, param: Any) -> str:
    """Translate the help of an option, with its default and environment variable."""
    for part in (param.help or "", "[default: ", "[env var: ", "[required]"):
        text = text.replace(part, translated(part)) if part else text
    return text


def commands(command: TyperCommand | TyperGroup, ctx: Any) -> list[Record]:
    """The commands of a group, each with the first sentence of its help."""
    return [(name, _first_sentence(each)) for name, each in within(command, ctx).items()]


def _first_sentence(command: TyperCommand | TyperGroup) -> str:
    return re.split(r"(?<=\.)\s", translated(cleandoc(command.help or "")))[0].removesuffix(".")


def within(command: TyperCommand | TyperGroup, ctx: Any) -> dict[str, TyperCommand | TyperGroup]:
    """The commands of a group by name; empty for a command."""
    if isinstance(command, TyperCommand):
        return {}
    named = {name: command.get_command(ctx, name) for name in command.list_commands(ctx)}
    return {name: each for name, each in named.items() if isinstance(each, TyperCommand | TyperGroup)}


EXAMPLES: Mapping[str, Examples] = {
    "": (
        ("What stands for 2026, and where each number comes from", "budget show 2026"),
        ("What changed between two papers", "budget diff spring-2025 letter-2025-11-27"),
        ("The same questions of figures of your own", "budget show 2026 --ledger examples/letter.csv"),
    ),
    "show": (
        ("What stands for 2026, beside 2025", "budget show 2026"),
        ("As it stood at an earlier paper, only what is paid out", "budget show 2026 --as-of spring-2025 --basis cash"),
        ("In billions, as a workbook", "budget show 2026 --unit billion -o 2026.xlsx"),
    ),
    "outlook": (
        ("The years side by side, and where cash falls", "budget outlook"),
        ("Only years in which it falls by half", "budget outlook --gap 50"),
        ("Every fund, as a page to print", "budget outlook --fund all -o outlook.html"),
    ),
    "explain": (
        ("Every paper that states a figure, and what disagrees", "budget explain x-military 2026"),
        ("The same for cash alone, for a script", "budget explain x-military 2026 --basis cash --format json"),
    ),
    "diff": (
        ("What changed between two versions", "budget diff spring-2025 letter-2025-11-27"),
        ("Between two files", "budget diff examples/defensie-2023.csv examples/letter.csv"),
        ("Whether anything changed, for a script", "budget diff mn-2026 mn-2026 --quiet --exit-code"),
    ),
    "shifts": (
        ("All money that papers say moved between years", "budget shifts"),
        ("What moved between two versions", "budget shifts spring-2025 letter-2025-11-27"),
    ),
    "history": (
        ("How the figures of a line came about", "budget history x-military"),
        ("Only those of one year", "budget history x-military --year 2026"),
    ),
    "list": (
        ("The names of the versions", "budget list versions"),
        ("The lines of a file of your own", "budget list lines --ledger examples/letter.csv"),
    ),
    "glossary": (
        ("All the words", "budget glossary"),
        ("What a word means", "budget glossary kasschuif"),
    ),
    "check": (
        ("All that is wrong with files of your own", "budget check examples/letter.csv"),
        ("Whether what is said of the figures holds", "budget check --claims"),
    ),
    "report": (
        ("A page to hand on, with pictures, tables and sources", "budget report ukraine.html"),
        ("Of one line, and the years ahead", "budget report military.html --line military --year 2026-2027"),
        ("Of figures of your own", "budget report page.html --ledger examples/letter.csv"),
    ),
    "plot": (
        ("The years as bars, in the terminal", "budget plot outlook"),
        ("What changed, as a picture for a paper", "budget plot diff spring-2025 letter-2025-11-27 -o diff.svg"),
    ),
    "plot outlook": (
        ("The years as bars, in the terminal", "budget plot outlook"),
        ("One line, as a picture", "budget plot outlook --line x-military -o outlook.png"),
    ),
    "plot history": (("How a figure was revised", "budget plot history x-military --year 2026"),),
    "plot diff": (
        ("From the old version to the new, in steps", "budget plot diff spring-2025 letter-2025-11-27"),
        ("The same as a picture", "budget plot diff spring-2025 letter-2025-11-27 -o diff.pdf"),
    ),
    "plot shifts": (("What moved between years, as arrows", "budget plot shifts spring-2025 letter-2025-11-27"),),
    "sql": (
        ("What stands for 2026, as SQL for any engine", "budget sql show 2026"),
        ("The same beside the table that it asks", "budget sql show 2026 --tables tables -o show.sql"),
    ),
    "sql show": (
        ("What stands for 2026, for all funds", "budget sql show 2026 --fund all"),
        ("With the table that it asks, as Parquet", "budget sql show 2026 --tables tables -o show.sql"),
    ),
    "sql diff": (
        ("What changed between two papers", "budget sql diff spring-2025 letter-2025-11-27"),
        ("Only what is paid out", "budget sql diff spring-2025 letter-2025-11-27 --basis cash"),
    ),
    "schema": (("What `budget show --format json` holds", "budget schema show"),),
    "export": (
        ("A workbook for a meeting, its totals and changes as formulas", "budget export ukraine.xlsx"),
        ("All funds, as CSV files that any program reads", "budget export ukraine --fund all"),
    ),
    "import": (
        ("A map for a table of any kind, with a reason for each guess", "budget import --guess examples/letter.csv"),
    ),
    "convert": (
        ("Figures as Parquet, of which one year is read without the rest", "budget convert fast --to parquet"),
        ("Figures as CSV, which people edit and imports add to", "budget convert plain --to csv"),
    ),
    "help": (("What a command does", "budget help show"),),
    "init": (("An empty ledger to fill", "budget init my-ledger"),),
}
"""Examples by command; those of the program itself under the empty name."""
