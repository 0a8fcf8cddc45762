"""What a command is asked: of which part of a ledger, in which format and language, and where the answer goes."""

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
"""The most rows of a narrow table, unless asked for more."""
FILTERS = {"basis": "bases", "fund": "funds", "line": "lines", "unit": "unit", "as_of": "as_of", "top": "top"}
"""The names that the library has for the options that say of which part of a ledger an answer is."""


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
        from ukraine_budget.catalogues import language  # noqa: PLC0415  # --help says nothing in another language
        from ukraine_budget.cli.config import read_config  # noqa: PLC0415  # and reads no preferences

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
        """What is asked for, by the names that the library has for it."""
        given = {name: getattr(self, option, None) for option, name in FILTERS.items()}
        return {name: value for name, value in given.items() if value is not None}


@dataclass(frozen=True)
class Request(Part):
    """And as of when."""

    as_of: AsOfOption = None


@dataclass(frozen=True)
class Lines(Request):
    """And of which lines, in how many rows."""

    line: LinesOption = None
    top: TopOption = TOP
    everything: EveryOption = False

    def filters(self) -> dict[str, Any]:
        """The same, without a limit where all rows are asked for."""
        return super().filters() | ({"top": None} if self.everything else {})


@dataclass(frozen=True)
class Changes(Part):
    """And of which lines, in how many rows."""

    line: LinesOption = None
    top: TopOption = TOP
