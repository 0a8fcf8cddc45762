"""datapackage.json: what a ledger says of itself as a whole."""

import re
from pathlib import PurePosixPath, PureWindowsPath
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from ukraine_budget.errors import Problem
from ukraine_budget.language import Text, joined, said
from ukraine_budget.read.cells import CURRENCY, ID, refusal
from ukraine_budget.read.codes import problem, quoted
from ukraine_budget.read.numbers import OTHER_SIGN
from ukraine_budget.read.objects import twice
from ukraine_budget.read.text import position

PLACE = re.compile(r"at line ([0-9]+) column ([0-9]+)")

EXAMPLE = said("budget init makes one that is right, to compare with")


def _word(text: str) -> str:
    if not ID.fullmatch(text):
        help = said("an id has no blanks: use hyphens")
        raise refusal("bad-descriptor", said("{text} is not an id", text=quoted(text)), help)
    return text


def _currency(text: str) -> str:
    if not CURRENCY.fullmatch(text):
        help = said("write three capital letters, such as EUR")
        raise refusal("bad-descriptor", said("{text} is not the code of a currency", text=quoted(text)), help)
    return text


Word = Annotated[str, AfterValidator(_word)]


def _inside(path: str) -> str:
    """A path that cannot lead out of the ledger's folder."""
    parts = (PurePosixPath(path), PureWindowsPath(path))
    if not path.strip() or "\0" in path or any(part.anchor or ".." in part.parts for part in parts):
        raise refusal(
            "bad-descriptor",
            said("{path} is not a path within the ledger", path=quoted(path)),
            said("name a file beside it"),
        )
    return path


class _Said(BaseModel):
    model_config = ConfigDict(defer_build=True)


class Signs(_Said):
    """The signs that numbers are written with."""

    decimal_char: Literal[".", ","] | None = Field(None, alias="decimalChar")
    group_char: str = Field("", alias="groupChar")

    @property
    def decimal(self) -> str:
        """The decimal sign as far as it is said: it is not the sign between thousands."""
        return self.decimal_char or OTHER_SIGN.get(self.group_char, "")


class Csv(Signs):
    """How a file is delimited."""

    delimiter: Literal[",", ";", "\t", "|"] | None = None


class Dialect(Csv):
    """The same as version 1 of the standard has it, or in its own object as version 2 does."""

    csv: Csv = Csv()


class Schema(_Said):
    """The fields of a file, of which only the signs of their numbers are read here."""

    fields: tuple[Signs, ...] = ()


class Resource(_Said):
    """One file."""

    name: Word
    path: Annotated[str, AfterValidator(_inside)]
    dialect: Dialect = Dialect()
    table_schema: Schema = Field(Schema(), alias="schema")

    @property
    def delimiter(self) -> str:
        """The delimiter, empty where it is not said."""
        return self.dialect.delimiter or self.dialect.csv.delimiter or ""

    @property
    def decimals(self) -> list[str]:
        """The decimal signs that are said anywhere: at most one, or the file cannot be read."""
        said = (self.dialect, self.dialect.csv, *self.table_schema.fields)
        return sorted({signs.decimal for signs in said} - {""})


class Package(_Said):
    """The whole. A ledger without our own keys says no currency and no unit, and has the two bases."""

    name: Word | None = None
    title: str = ""
    title_nl: str = ""
    currency: Annotated[str, AfterValidator(_currency)] | None = None
    unit: Literal["one", "thousand", "million", "billion"] | None = None
    bases: tuple[Word, ...] = ("commitment", "cash")
    default_funds: tuple[Word, ...] = ()
    resources: tuple[Resource, ...] = ()

    def resource(self, name: str) -> Resource:
        """The file of that name, as it is declared or by default."""
        declared = (resource for resource in self.resources if resource.name == name)
        return next(declared, Resource(name=name, path=f"{name}.csv"))


def parse_package(text: str, file: str) -> Package | list[Problem]:
    """What datapackage.json says, or what is wrong with it."""
    try:
        package = Package.model_validate_json(text)
    except ValidationError as error:
        return [_problem(text, file, details) for details in error.errors(include_url=False)]
    if found := twice(text):
        name, begin = found
        message = said("{name} stands twice in one object", name=quoted(name))
        return [problem("bad-json", file, message, said("leave one out"), position(text[:begin]))]
    return package


def _problem(text: str, file: str, details: ErrorDetails) -> Problem:
    message, place, own = details["msg"], details["loc"], details.get("ctx", {})
    if found := PLACE.search(message):
        json_place = (int(found[1]), int(found[2]))
        reason = Text(message.removeprefix("Invalid JSON: "))
        return problem("bad-json", file, said("is not valid JSON"), reason, json_place)
    where = Text(".".join(map(str, place))) or said("the whole")
    reason = own.get("message", Text(f"{message[:1].lower()}{message[1:]}"))
    return problem("bad-descriptor", file, joined((where, reason), ": "), own.get("help", EXAMPLE), _place(text, place))


def _place(text: str, place: tuple[int | str, ...]) -> tuple[int, int]:
    """Where the first part of a place in the descriptor stands in its text; zeros where it does not."""
    key = text.find(f'"{place[0]}"') if place else -1
    return (0, 0) if key < 0 else position(text[:key])
