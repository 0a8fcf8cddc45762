"""The page on imports says what there is: formats, options, reasons, words of maps."""

import ast
import re

import typer

from messages import SOURCE
from pages import REASONS, UNREADABLE, page, tables
from ukraine_budget.cli.app import app
from ukraine_budget.importing.formats import FORMATS
from ukraine_budget.importing.maps import (
    AmountsPart,
    FigurePart,
    File,
    FundPart,
    LinePart,
    Map,
    Numbers,
    Part,
    SkipPart,
    VersionPart,
)
from ukraine_budget.read.problems import CODES

PAGE = page("importing.md")
TABLES = tables(PAGE)
IMPORTERS = SOURCE / "importing"


def codes(function: str) -> set[str]:
    """The first arguments with which a function is called in the importers, where they are constants."""
    found = set()
    for path in IMPORTERS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(node, "func", None)
            if isinstance(node, ast.Call) and getattr(name, "attr", getattr(name, "id", "")) == function and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant):
                    found.add(str(first.value))
                elif isinstance(first, ast.JoinedStr):
                    begin = ast.unparse(first.values[0]).strip("'")
                    found |= {f"{begin}{field}" for field in ("fund", "line", "version")}
    return found


def test_the_formats() -> None:
    assert [row[0] for row in TABLES["Reading what governments publish"][0]] == sorted(
        FORMATS, key=lambda name: (name != "nl-begrotingsstaten", name != "nl-b-tabel", name)
    )


def test_the_options() -> None:
    command = typer.main.get_command(app).get_command(None, "import")  # type: ignore[attr-defined]  # a group
    common = {"--format", "--output", "--force", "--full", "--columns", "--lang", "--no-pager", "--help"}
    own = {max(param.opts, key=len) for param in command.params if param.param_type_name == "option"} - common
    said = set(re.findall(r"--[a-z-]+", " ".join(row[0] for row in TABLES["Reading what governments publish"][1])))
    assert said == own


def test_every_reason_that_is_given_is_listed_and_every_listed_one_is_given() -> None:
    numbers = codes("NotANumber") | {"ambiguous-number", "bad-number"}
    others = {
        "unknown-basis",
        "unknown-phase",
        "unknown-year",
        "conflicting-figures",
        "repeated-figure",
        "larger-than-whole",
        "incomplete-sum",
        "lone-total",
    }
    maps = "".join(path.read_text(encoding="utf-8") for path in (IMPORTERS / "formats").glob("*.toml"))
    others |= set(re.findall(r'^(?:reason|left_out) = "([a-z-]+)"', maps, re.MULTILINE))
    assert codes("Refused") | numbers | others == {*REASONS}


def test_every_code_of_a_file_that_cannot_be_read_is_listed() -> None:
    assert codes("error") == {*UNREADABLE}
    assert len({*REASONS}) == len(REASONS)
    assert {*UNREADABLE} & {*CODES} == {"bad-json", "malformed-csv", "no-rows", "not-text"}


def test_the_words_of_maps() -> None:
    (table,) = TABLES["Maps"]
    words = {row[0].strip("[]").partition(".")[0]: row[1] for row in table}
    assert words.keys() == Map.model_fields.keys()
    tables: dict[str, type[Part]] = {"file": File, "numbers": Numbers, "skip": SkipPart, "amounts": AmountsPart}
    for name, table_part in tables.items():
        fields = set(table_part.model_fields) - {"fund", "line", "version", "figure"}
        assert fields <= set(re.findall(r"`(\w+)", words[name])), name
    parts: dict[str, type[Part]] = {"fund": FundPart, "line": LinePart, "version": VersionPart, "figure": FigurePart}
    for name, part in parts.items():
        assert {*part.model_fields} == set(re.findall(r"`(\w+)`", words[name])) - {"all"}
