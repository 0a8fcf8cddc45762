"""The options that every view takes, written once."""

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ukraine_budget.cli import complete
from ukraine_budget.errors import UsageError, printable
from ukraine_budget.language import said

if TYPE_CHECKING:
    from ukraine_budget.language import Language
    from ukraine_budget.model.ledger import Ledger

TOP = 20
"""The most rows of a narrow table, unless asked for more."""
AMOUNT = re.compile(r"[0-9]{1,15}(\.[0-9]{1,15})?")


def amount(value: str | Decimal) -> Decimal:
    """A number without a sign."""
    if not AMOUNT.fullmatch(str(value)):
        raise WrongValue(said("{value} is not a number such as 20 or 0.5", value=printable(str(value))))
    return Decimal(value)


class WrongValue(typer.BadParameter):
    """A value that an option or argument does not take; its message is a Text."""


def rows(value: str | int) -> int:
    """A number of rows to show."""
    if not re.fullmatch(r"[1-9][0-9]{0,8}", str(value)):
        raise WrongValue(
            said("{value} is not a number of rows: give 1 or more, or --all for every one", value=printable(str(value)))
        )
    return int(value)


def to_years(value: str) -> range:
    """A budget year, or a range of them such as 2025-2027."""
    from ukraine_budget.api.asked import span  # noqa: PLC0415  # --help asks nothing

    try:
        return span(value)
    except UsageError as error:
        raise WrongValue(error.message) from None


def to_year(value: str | int) -> int:
    """A budget year."""
    from ukraine_budget.api.asked import year  # noqa: PLC0415  # likewise

    try:
        return year(str(value))
    except UsageError as error:
        raise WrongValue(error.message) from None


LedgerOption = Annotated[
    str | None,
    typer.Option(
        "--ledger",
        "-l",
        metavar="PATH",
        envvar="BUDGET_LEDGER",
        help="A ledger folder or a CSV file; by default the ledger that comes with the program.",
    ),
]
DecimalOption = Annotated[
    str | None,
    typer.Option(
        "--decimal",
        metavar="SIGN",
        help="The decimal sign of a CSV file where it can be read in two ways: . or a comma.",
    ),
]
TotalOption = Annotated[
    bool, typer.Option("--total", help="Add the lines of a CSV file that has no column for their funds.")
]
AsOfOption = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="VERSION|DATE",
        help="As it stood at a version, or as it was known on a date.",
        autocompletion=complete.versions,
    ),
]
BasisOption = Annotated[
    list[str] | None,
    typer.Option(
        "--basis",
        metavar="BASIS",
        help="Only this basis: commitment, cash, receipt, allocation or outstanding; may be given again.",
        autocompletion=complete.bases,
    ),
]
FundOption = Annotated[
    list[str] | None,
    typer.Option(
        "--fund",
        metavar="FUND",
        help="Only this fund, as budget list funds names it; may be given again; all for every.",
        autocompletion=complete.funds,
    ),
]
UnitOption = Annotated[
    str | None,
    typer.Option(
        "--unit", metavar="UNIT", help="Amounts in one, thousand, million or billion.", autocompletion=complete.units
    ),
]
FormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="table, csv, json, markdown, html, latex, xlsx or parquet; by default as the file is named.",
        autocompletion=complete.formats,
    ),
]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        readable=False,  # what is wrong with a file says who reads or writes it
        callback=lambda path: None if path == Path("-") else path,
        help="Write to a file instead of the screen; - is the screen.",
    ),
]
ColumnsOption = Annotated[
    str | None,
    typer.Option("--columns", metavar="NAMES", help="Of csv only these columns, in this order: year,line_name,amount."),
]
LangOption = Annotated[
    str | None,
    typer.Option(
        "--lang",
        metavar="LANGUAGE",
        envvar="BUDGET_LANG",
        help="en or nl, by default en; json and parquet are the same in both.",
        autocompletion=complete.languages,
    ),
]
GapOption = Annotated[
    Decimal, typer.Option("--gap", metavar="PERCENT", parser=amount, help="The fall of cash that counts as a gap.")
]
LinesOption = Annotated[
    list[str] | None,
    typer.Option(
        "--line",
        metavar="LINE",
        help="Only this line and its parts, by id or words of its name; may be given again.",
        autocompletion=complete.lines,
    ),
]
TopOption = Annotated[
    int, typer.Option("--top", metavar="N", parser=rows, help="How many rows to show of many; --all shows every one.")
]
EveryOption = Annotated[bool, typer.Option("--all", help="Every row, however many.")]
SortOption = Annotated[
    str | None,
    typer.Option(
        "--sort",
        metavar="ORDER",
        help="Rows by change, percent, line or year (of diff), the largest change first.",
        autocompletion=complete.orders,
    ),
]
FullOption = Annotated[
    bool, typer.Option("--full", help="All lines, columns, ids and notes, not only what answers the question.")
]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace the file if it exists.")]
PagerOption = Annotated[bool, typer.Option("--no-pager", help="Show long output at once.")]

LineName = Annotated[
    str,
    typer.Argument(
        metavar="LINE", help="A line of the ledger; budget list lines names them.", autocompletion=complete.lines
    ),
]
YearName = Annotated[
    int, typer.Argument(metavar="YEAR", help="A budget year.", parser=to_year, autocompletion=complete.years)
]
YearsName = Annotated[
    range,
    typer.Argument(
        metavar="YEAR",
        help="A budget year, or a range such as 2025-2027.",
        parser=to_years,
        autocompletion=complete.years,
    ),
]
YearsOption = Annotated[
    list[range] | None,
    typer.Option(
        "--year",
        "-y",
        metavar="YEAR",
        parser=to_years,
        help="Only this year, or range such as 2025-2027; may be given again.",
        autocompletion=complete.years,
    ),
]
OldSide = Annotated[
    str,
    typer.Argument(
        metavar="OLD", help="A version, a date, a ledger, or LEDGER@VERSION.", autocompletion=complete.versions
    ),
]
NewSide = Annotated[str, typer.Argument(metavar="NEW", help="The same.", autocompletion=complete.versions)]
AnyOldSide = Annotated[
    str | None,
    typer.Argument(metavar="[OLD", help="As for diff.", show_default=False, autocompletion=complete.versions),
]
AnyNewSide = Annotated[
    str | None,
    typer.Argument(metavar="NEW]", help="As for diff.", show_default=False, autocompletion=complete.versions),
]
AllOption = Annotated[bool, typer.Option("--all", help="Also what was not restated or did not change.")]
ToleranceOption = Annotated[
    Decimal, typer.Option("--tolerance", metavar="AMOUNT", parser=amount, help="A change that counts as none.")
]


@dataclass(frozen=True)
class Output:
    """In which format and language an answer goes where."""

    format: FormatOption = None
    output: OutputOption = None
    force: ForceOption = False
    lang: LangOption = None
    full: FullOption = False
    no_pager: PagerOption = False
    columns: ColumnsOption = None

    def language(self) -> "Language":
        """The language asked for, else the one preferred, else English."""
        from ukraine_budget.catalogues import language  # noqa: PLC0415  # and says nothing in another language
        from ukraine_budget.cli.config import read_config  # noqa: PLC0415  # --help reads no preferences

        return language(self.lang or read_config().lang or "en")


@dataclass(frozen=True)
class Source(Output):
    """Of which ledger."""

    ledger: LedgerOption = None
    decimal: DecimalOption = None


@dataclass(frozen=True)
class Part(Source):
    """Of which part of the ledger, in which unit."""

    basis: BasisOption = None
    fund: FundOption = None
    unit: UnitOption = None
    total: TotalOption = False

    def open(self) -> "Ledger":
        """The ledger asked for."""
        from ukraine_budget.read import open_ledger  # noqa: PLC0415  # --help reads no ledger

        basis = self.basis[0] if self.basis and len(self.basis) == 1 else ""
        return open_ledger(self.ledger, decimal=self.decimal, total=self.total, basis=basis)

    def filters(self) -> dict[str, Any]:
        """The same, by the names that the library has for them."""
        return {"bases": self.basis or (), "funds": self.fund or (), "unit": self.unit}


@dataclass(frozen=True)
class Request(Part):
    """And as of when."""

    as_of: AsOfOption = None

    def filters(self) -> dict[str, Any]:
        """The same, by the names that the library has for them."""
        return super().filters() | {"as_of": self.as_of}


@dataclass(frozen=True)
class Lines(Request):
    """And of which lines, in how many rows."""

    line: LinesOption = None
    top: TopOption = TOP
    everything: EveryOption = False

    def filters(self) -> dict[str, Any]:
        """The same, by the names that the library has for them."""
        return super().filters() | {"lines": self.line or (), "top": None if self.everything else self.top}


@dataclass(frozen=True)
class Changes(Part):
    """And of which lines, in how many rows."""

    line: LinesOption = None
    top: TopOption = TOP

    def filters(self) -> dict[str, Any]:
        """The same, by the names that the library has for them."""
        return super().filters() | {"lines": self.line or (), "top": self.top}


def flat(years: list[range] | None) -> tuple[int, ...]:
    """The years of some ranges."""
    return tuple(year for span in years or () for year in span)
