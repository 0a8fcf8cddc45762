"""datapackage.json: the ledger's own description."""

import json
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import partial
from pathlib import PurePosixPath, PureWindowsPath
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from ukraine_budget.errors import Problem
from ukraine_budget.language import Text, joined, said
from ukraine_budget.read.cells import ID, currency, refusal
from ukraine_budget.read.notation import OTHER_SIGN
from ukraine_budget.read.problems import position, problem, quoted

JSON_POSITION = re.compile(r"at line ([0-9]+) column ([0-9]+)")
EXAMPLE = said("budget init makes one that is right, to compare with")


def _word(text: str) -> str:
    if not ID.fullmatch(text):
        help = said("an id has no blanks: use hyphens")
        raise refusal("bad-descriptor", said("{text} is not an id", text=quoted(text)), help)
    return text


def _inside(path: str) -> str:
    """Refuse a path out of the ledger's folder, on any system."""
    both = (PurePosixPath(path), PureWindowsPath(path))
    if not path.strip() or "\0" in path or any(one.anchor or ".." in one.parts for one in both):
        message = said("{path} is not a path within the ledger", path=quoted(path))
        raise refusal("bad-descriptor", message, said("name a file beside it"))
    return path


Word = Annotated[str, AfterValidator(_word)]
PathInside = Annotated[str, AfterValidator(_inside)]
Currency = Annotated[str, AfterValidator(partial(currency, code="bad-descriptor"))]


class _Object(BaseModel):
    """An object of the descriptor, whose validator is built when one is read and not for a default: it takes long."""

    model_config = ConfigDict(defer_build=True)


class Signs(_Object):
    """The signs of numbers."""

    decimal_char: Literal[".", ","] | None = Field(None, alias="decimalChar")
    group_char: str = Field("", alias="groupChar")

    @property
    def decimal(self) -> str:
        """The decimal sign, also if only the thousands sign is given; "" if neither is."""
        return self.decimal_char or OTHER_SIGN.get(self.group_char, "")


class Csv(Signs):
    """The delimiter of a file."""

    delimiter: Literal[",", ";", "\t", "|"] | None = None


class Dialect(Csv):
    """The dialect of a file: as in version 1 of the standard, or in an object `csv` as in version 2."""

    csv: Csv = Field(default_factory=Csv.model_construct)


class Constraints(_Object):
    """The constraint of a field to some words."""

    enum: tuple[Any, ...] | None = None


class TableField(Signs):
    """A field of a file, with its signs; an import adds its constraints."""

    name: str
    constraints: Constraints = Field(default_factory=Constraints.model_construct)


class Schema(_Object):
    """The fields of a file."""

    fields: tuple[TableField, ...] = ()


class Resource(_Object):
    """One file."""

    name: Word
    path: PathInside
    dialect: Dialect = Field(default_factory=Dialect.model_construct)
    table_schema: Schema = Field(alias="schema", default_factory=Schema.model_construct)

    @property
    def delimiter(self) -> str:
        """The delimiter, "" where none is given."""
        return self.dialect.delimiter or self.dialect.csv.delimiter or ""

    @property
    def decimals(self) -> list[str]:
        """The decimal signs given anywhere; with more than one the file cannot be read."""
        given = (self.dialect, self.dialect.csv, *self.table_schema.fields)
        return sorted({signs.decimal for signs in given} - {""})


class Package(_Object):
    """The whole descriptor. Without our own keys a ledger has no currency, no unit, and the two usual bases."""

    name: Word | None = None
    title: str = ""
    title_nl: str = ""
    language: Word | None = None
    currency: Currency | None = None
    unit: Literal["one", "thousand", "million", "billion"] | None = None
    bases: tuple[Word, ...] = ("commitment", "cash")
    default_funds: tuple[Word, ...] = ()
    resources: Annotated[tuple[Resource, ...], Field(max_length=1000)] = ()

    def resource(self, name: str) -> Resource:
        """A file's declaration, or the default NAME.csv."""
        declared = next((resource for resource in self.resources if resource.name == name), None)
        return declared or Resource(name=name, path=f"{name}.csv")


def parse_package(text: str, file: str) -> Package | list[Problem]:
    """Parse the text of a datapackage.json; the problems where it is no valid one. `file` names it in messages."""
    try:
        package = Package.model_validate_json(text)
    except ValidationError as error:
        return [_problem(text, file, details) for details in error.errors(include_url=False)]
    if repeated := _repeated_name(text):
        name, begin = repeated
        message = said("{name} stands twice in one object", name=quoted(name))
        return [problem("bad-json", file, message, said("leave one out"), position(text[:begin]))]
    return package


def _problem(text: str, file: str, details: ErrorDetails) -> Problem:
    message, location, context = details["msg"], details["loc"], details.get("ctx", {})
    if match := JSON_POSITION.search(message):
        reason = Text(message.removeprefix("Invalid JSON: "))
        return problem("bad-json", file, said("is not valid JSON"), reason, (int(match[1]), int(match[2])))
    where = Text(".".join(map(str, location))) or said("the whole")
    reason = context.get("message", Text(f"{message[:1].lower()}{message[1:]}"))
    help = context.get("help", EXAMPLE)
    return problem("bad-descriptor", file, joined((where, reason), ": "), help, _position_of_key(text, location))


def _position_of_key(text: str, location: tuple[int | str, ...]) -> tuple[int, int]:
    """The line and column of the first key of a location; zeros if absent."""
    key = text.find(f'"{location[0]}"') if location else -1
    return (0, 0) if key < 0 else position(text[:key])


class RepeatedNameError(ValueError):
    """A name repeated in one object of JSON. Most readers silently keep the last value."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def unambiguous(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    """An `object_pairs_hook` that raises RepeatedNameError."""
    values = dict(pairs)
    if len(values) < len(pairs):
        counts = Counter(name for name, _ in pairs)
        raise RepeatedNameError(next(name for name, count in counts.items() if count > 1))
    return values


def _repeated_name(text: str) -> tuple[str, int] | None:
    """The first repeated name in a JSON text, and the offset of its second occurrence; None without one."""
    name = _first_repeated(text)
    if name is None:
        return None
    end = bisect_left(range(len(text)), True, key=lambda end: _first_repeated(text[:end]) is not None)
    begins = [match.start() for match in re.finditer(rf'"{re.escape(name)}"\s*:', text[:end])]
    return name, begins[-1] if begins else end  # a name may be written with escapes


def _first_repeated(text: str) -> str | None:
    """The first repeated name; None also if the text breaks off within the object."""
    try:
        json.loads(text, object_pairs_hook=unambiguous, parse_int=str)
    except RepeatedNameError as error:
        return error.name
    except json.JSONDecodeError:
        pass
    return None
