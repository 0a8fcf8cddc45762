"""Maps, written in TOML: the meaning of a table's columns.

`guess/` proposes a map; `plan.py` compiles a map and a header to a plan, with the templates of `templates.py`;
`read.py` reads files, and `table.py` one of them: `header.py` finds its header, `rows.py` the meaning of a row,
`amounts.py` parses amounts, and `leftouts.py` keeps what is left out. `totals.py` compares printed totals.
"""

from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from ukraine_budget.errors import UsageError
from ukraine_budget.importing.kinds import Shape
from ukraine_budget.importing.maps.patterns import compiled
from ukraine_budget.importing.settle import Policy
from ukraine_budget.language import Text, joined, said
from ukraine_budget.model.records import Coverage
from ukraine_budget.read.single import FUND
from ukraine_budget.read.toml import NotToml, parse_toml
from ukraine_budget.write.schema import DIALECT


def _pattern(text: str) -> str:
    compiled(text)
    return text


def _with_names(text: str) -> str:
    if not compiled(text).groupindex:
        raise ValueError("has no group with a name, such as (?P<code>[0-9]+)")
    return text


def _encoding(text: str) -> str:
    try:
        "".encode(text or "utf-8")
    except LookupError as error:
        raise ValueError(f"no text is in {text!r}") from error
    return text


Pattern = Annotated[str, AfterValidator(_pattern)]
RowNumber = Annotated[int, Field(ge=0)]
AS_ONE = BeforeValidator(lambda one: (one,) if isinstance(one, int) else one, json_schema_input_type=int | list[int])
"""Accepts a single integer as a list of one."""
Encoding = Annotated[str, AfterValidator(_encoding)]
Delimiter = Annotated[str, StringConstraints(pattern=r'^[^"\r\n]?$')]
Valued = Literal["fund", "line", "version", "date", "phase", "follows", "year", "basis", "unit"]
"""Fields for which a map may translate words of the file."""


class Part(BaseModel):
    """A table of a map. Unknown words are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class File(Part):
    """How the file is read. `header` is the row, or rows, with the names of columns; 0: there is none.

    Of several rows, the lowest that is not blank names a column.
    """

    kind: str = ""
    delimiter: Delimiter = ""
    encoding: Encoding = ""
    sheet: str = ""
    header: Annotated[tuple[RowNumber, ...], AS_ONE] | None = None

    @property
    def shape(self) -> Shape:
        """Options for the readers of rows."""
        return Shape(self.kind, self.delimiter, self.encoding, self.sheet)


class Numbers(Part):
    """How amounts are written. `nothing` are texts that state no amount, `zero` those that state zero.

    `marks` stand before or after amounts and are ignored. `parentheses`: amounts in parentheses are negative.

    Without the decimal sign, amounts that can be read in two ways are refused.

    `round` is the step to which computed amounts are rounded, which have more digits than anyone wrote.
    """

    decimal: Literal["", ".", ","] = ""
    thousands: Literal["", ",", ".", " ", "'"] = ""
    nothing: tuple[str, ...] = ()
    zero: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    parentheses: bool = False
    round: Annotated[str, StringConstraints(pattern=r"^(1|0\.0*1)?$")] = ""

    @model_validator(mode="after")
    def _two_signs(self) -> Self:
        if self.decimal and self.decimal == self.thousands:
            raise ValueError("the decimal sign and that between thousands are the same")
        return self


class FundPart(Part):
    """Templates for the fund of a row. `total`: its top-level lines may be added."""

    id: str = FUND
    name: str = ""
    name_nl: str = ""
    support: bool = False
    total: bool = True
    note: str = ""


class LinePart(Part):
    """Templates for the line of a row."""

    id: str
    parent: str = ""
    chapter: str = ""
    article: str = ""
    name: str = ""
    name_nl: str = ""
    note: str = ""


class VersionPart(Part):
    """Templates for the version of a figure. `moment` orders it where `date` is unknown."""

    id: str = ""
    date: str = ""
    moment: str = ""
    phase: str = "announced"
    coverage: Coverage = "full"
    name: str = ""
    name_nl: str = ""
    follows: str = ""
    note: str = ""


class FigurePart(Part):
    """Templates for the year, basis, unit and precision of a figure; `rounding` is in that unit.

    An amount without its own unit is in that of the map, to which all are converted.
    """

    year: str
    basis: str
    unit: str | None = None
    rounding: str = ""
    qualifier: str = ""
    note: str = ""


class SpecialLine(LinePart):
    """Templates for the line that differ for a column of amounts."""

    id: str = ""


class SpecialFigure(FigurePart):
    """Templates for the figure that differ for a column of amounts."""

    year: str = ""
    basis: str = ""


class AmountsPart(Part):
    """A column of amounts, by its name, or all whose names match a pattern; and the templates that differ for it.

    In the templates, {column} is the name of the column, {column.1} the first group of the pattern. `optional`: some
    files lack the column. `left_out` is the reason why it is not taken.
    """

    column: str = ""
    columns: Pattern = ""
    optional: bool = False
    left_out: str = ""
    fund: FundPart = FundPart()
    line: SpecialLine = SpecialLine()
    version: VersionPart = VersionPart()
    figure: SpecialFigure = SpecialFigure()

    @model_validator(mode="after")
    def _named(self) -> Self:
        if bool(self.column) == bool(self.columns):
            raise ValueError("say which column holds amounts: its name as column, or a pattern as columns")
        return self


class SplitPart(Part):
    """A column that is split: the named groups of a pattern become columns."""

    column: str
    pattern: Annotated[str, AfterValidator(_with_names)]


class RowsPart(Part):
    """Rows with one of some texts in a column, or with a text that matches a pattern."""

    column: str
    values: tuple[str, ...] = ()
    pattern: Pattern = ""


class TotalsPart(RowsPart):
    """Printed totals: compared with the sums of the figures taken, and not taken.

    The parts of a total are the rows with its texts in the columns `over`; without these, all rows.
    """

    over: tuple[str, ...] = ()


class SkipPart(RowsPart):
    """Rows to leave out. `fault`: because they are wrong, not because of their kind."""

    reason: Annotated[str, StringConstraints(min_length=1)]
    message: str = ""
    fault: bool = False


class Map(Part):
    """The meaning of a table. A template is a text with names of columns in braces, as "{Chapter}-{Article}"."""

    title: str = ""
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")] | None = None
    unit: Literal["one", "thousand", "million", "billion"] | None = None
    same: Policy = "refuse"
    file: File = File()
    numbers: Numbers = Numbers()
    fund: FundPart = FundPart()
    line: LinePart
    version: VersionPart = VersionPart()
    figure: FigurePart
    amounts: tuple[AmountsPart, ...]
    split: tuple[SplitPart, ...] = ()
    totals: tuple[TotalsPart, ...] = ()
    skip: tuple[SkipPart, ...] = ()
    values: dict[Valued, dict[str, str]] = {}

    def with_basis(self, basis: str) -> Self:
        """Copy for amounts on a basis, where a column has none of its own."""
        return self.model_copy(update={"figure": self.figure.model_copy(update={"basis": basis})})


def json_schema() -> dict[str, Any]:
    """JSON Schema of maps, for editors and programs."""
    return {"$schema": DIALECT, **Map.model_json_schema(), "title": "A map for budget import"}


def parse_map(text: str, name: str) -> Map:
    """Parse a map from TOML; UsageError lists all that is wrong. `name` is the file's in messages."""
    try:
        return Map.model_validate(parse_toml(text))
    except NotToml as error:
        raise UsageError(joined((f"{name}{error.where}:", error.message), " ")) from error
    except ValidationError as error:
        raise UsageError(joined((_wrong(name, one) for one in error.errors(include_url=False)), "\n")) from None


def _wrong(name: str, error: Any) -> Text:
    """Message for one error of validation."""
    where = ".".join(str(part) for part in error["loc"] if part != "[key]")
    if error["type"] == "extra_forbidden" or "[key]" in error["loc"]:
        return said("{name}: {word}: a map has no such word", name=name, word=where)
    if error["type"] == "missing":
        return said("{name}: {word}: this must be there", name=name, word=where)
    return said("{name}: {word}: {reason}", name=name, word=where, reason=error["msg"].removeprefix("Value error, "))


def load_map(path: Path) -> Map:
    """Load a map from a file; UsageError if it cannot be read or is invalid."""
    try:
        return parse_map(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError(said("{path}: cannot be read: {reason}", path=str(path), reason=reason)) from error
