"""Options and arguments shared by commands."""

import re
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer

from ukraine_budget.cli import complete
from ukraine_budget.errors import UsageError, printable
from ukraine_budget.language import said

AMOUNT = re.compile(r"[0-9]{1,15}(\.[0-9]{1,15})?")


def parse_amount(value: str | Decimal) -> Decimal:
    """Parse a number without a sign."""
    if not AMOUNT.fullmatch(str(value)):
        raise WrongValue(said("{value} is not a number such as 20 or 0.5", value=printable(str(value))))
    return Decimal(value)


class WrongValue(typer.BadParameter):
    """Invalid value of an option or argument; its message is a Text."""


def parse_rows(value: str | int) -> int:
    """Parse a number of rows."""
    if not re.fullmatch(r"[1-9][0-9]{0,8}", str(value)):
        raise WrongValue(
            said("{value} is not a number of rows: give 1 or more, or --all for every one", value=printable(str(value)))
        )
    return int(value)


def parse_years(value: str) -> range:
    """Parse a budget year, or a range such as 2025-2027."""
    from ukraine_budget.api.arguments import span  # noqa: PLC0415

    try:
        return span(value)
    except UsageError as error:
        raise WrongValue(error.message) from None


def parse_year(value: str | int) -> int:
    """Parse a budget year."""
    from ukraine_budget.api.arguments import year  # noqa: PLC0415

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
        readable=False,  # reported when the file is read or written
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
    Decimal,
    typer.Option("--gap", metavar="PERCENT", parser=parse_amount, help="The fall of cash that counts as a gap."),
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
    int,
    typer.Option("--top", metavar="N", parser=parse_rows, help="How many rows to show of many; --all shows every one."),
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
    int, typer.Argument(metavar="YEAR", help="A budget year.", parser=parse_year, autocompletion=complete.years)
]
YearsName = Annotated[
    range,
    typer.Argument(
        metavar="YEAR",
        help="A budget year, or a range such as 2025-2027.",
        parser=parse_years,
        autocompletion=complete.years,
    ),
]
YearsOption = Annotated[
    list[range] | None,
    typer.Option(
        "--year",
        "-y",
        metavar="YEAR",
        parser=parse_years,
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
    Decimal, typer.Option("--tolerance", metavar="AMOUNT", parser=parse_amount, help="A change that counts as none.")
]
DrawnFormatOption = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help="text, svg, png or pdf; by default as the file is named.",
        autocompletion=complete.drawings,
    ),
]
NarrowOption = Annotated[bool, typer.Option("--narrow", help="A picture for a phone or a column: 358 pixels wide.")]
