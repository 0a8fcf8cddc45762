"""Requests: the shared options of commands, as dataclasses that extend each other.

They are neither compared nor printed: methods for that would cost every command two milliseconds.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ukraine_budget.cli.options import (
    AsOfOption,
    BasisOption,
    ColumnsOption,
    DecimalOption,
    EveryOption,
    ForceOption,
    FormatOption,
    FullOption,
    FundOption,
    LangOption,
    LedgerOption,
    LinesOption,
    OutputOption,
    PagerOption,
    TopOption,
    TotalOption,
    UnitOption,
)

if TYPE_CHECKING:
    from ukraine_budget.language import Language
    from ukraine_budget.model.ledger import Ledger

TOP = 20
"""Default number of rows of a narrow table."""
FILTERS = {"basis": "bases", "fund": "funds", "line": "lines", "unit": "unit", "as_of": "as_of", "top": "top"}
"""Parameters of the library, by the option that sets each."""


@dataclass(frozen=True, eq=False, repr=False)
class Output:
    """Format, language and place of an answer."""

    format: FormatOption = None
    output: OutputOption = None
    force: ForceOption = False
    lang: LangOption = None
    full: FullOption = False
    no_pager: PagerOption = False
    columns: ColumnsOption = None

    def language(self) -> "Language":
        """The requested language, else the preferred one, else English."""
        from ukraine_budget.catalogues import language  # noqa: PLC0415
        from ukraine_budget.cli.config import read_config  # noqa: PLC0415

        return language(self.lang or read_config().lang or "en")


@dataclass(frozen=True, eq=False, repr=False)
class Source(Output):
    """Output of an answer from a ledger."""

    ledger: LedgerOption = None
    decimal: DecimalOption = None


@dataclass(frozen=True, eq=False, repr=False)
class Part(Source):
    """Output of an answer from part of a ledger, in a unit."""

    basis: BasisOption = None
    fund: FundOption = None
    unit: UnitOption = None
    total: TotalOption = False

    def open(self) -> "Ledger":
        """Open the requested ledger."""
        from ukraine_budget.read import open_ledger  # noqa: PLC0415

        basis = self.basis[0] if self.basis and len(self.basis) == 1 else ""
        return open_ledger(self.ledger, decimal=self.decimal, total=self.total, basis=basis)

    def filters(self) -> dict[str, Any]:
        """The options given, by the library's parameter names."""
        values = {name: getattr(self, option, None) for option, name in FILTERS.items()}
        return {name: value for name, value in values.items() if value is not None}


@dataclass(frozen=True, eq=False, repr=False)
class Request(Part):
    """Request for part of a ledger at a version or date."""

    as_of: AsOfOption = None


@dataclass(frozen=True, eq=False, repr=False)
class Lines(Request):
    """Request for some lines, with a limit on rows."""

    line: LinesOption = None
    top: TopOption = TOP
    everything: EveryOption = False

    def filters(self) -> dict[str, Any]:
        """The options given, without a limit if all rows are requested."""
        return super().filters() | ({"top": None} if self.everything else {})


@dataclass(frozen=True, eq=False, repr=False)
class Changes(Part):
    """Request for changes of some lines, with a limit on rows."""

    line: LinesOption = None
    top: TopOption = TOP
