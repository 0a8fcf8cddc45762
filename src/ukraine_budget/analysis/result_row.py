"""Rows of results: named tuples that extend one another and are built by keyword."""

from collections import namedtuple
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice, repeat
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Self, TypedDict, dataclass_transform

from ukraine_budget.model.amount import Amount
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Figure

RowType = Literal["line", "total"]
WhyNot = Literal["decided", "overtaken", "series", "lines"]
"""Why a change is not computed: what is decided is not committed; newer parts contradict a figure; papers of different
series state the two; two totals are not sums over the same lines."""
WHY_NOT: tuple[WhyNot, ...] = ("decided", "overtaken")


@dataclass_transform(kw_only_default=True, frozen_default=True)
class Row(tuple[Any, ...]):
    """A tuple whose annotations are its fields, inherited ones included, as in no NamedTuple.

    `columns` may give their order. A tuple, not a dataclass, because results have tens of thousands of rows, which are
    written column by column.
    """

    columns: ClassVar[str] = ""
    _fields: ClassVar[tuple[str, ...]] = ()
    _field_defaults: ClassVar[dict[str, Any]] = {}

    def __init_subclass__(cls) -> None:
        own = cls.__annotations__
        fields = vars(cls).get("columns", "").split() or list(dict.fromkeys((*cls._fields, *own)))
        defaults = cls._field_defaults | {name: vars(cls)[name] for name in own if name in vars(cls)}
        optional = [defaults[name] for name in fields if name in defaults]
        made = namedtuple(cls.__name__, fields, defaults=optional)  # type: ignore[misc]  # its names are known only here
        cls._field_defaults = defaults
        for name in (*fields, "_fields", "__new__", "_make", "_replace", "_asdict", "__repr__"):
            setattr(cls, name, vars(made)[name])

    @classmethod
    def of_columns(cls, rows: int, **columns: Iterable[Any]) -> Iterator[Self]:
        """Make rows of columns; an absent column has its default in all rows."""
        cells = (columns[name] if name in columns else repeat(cls._field_defaults[name]) for name in cls._fields)
        return map(cls._make, islice(zip(*cells, strict=False), rows))

    if TYPE_CHECKING:

        @classmethod
        def _make(cls, cells: Iterable[Any]) -> Self: ...
        def _replace(self, **changes: Any) -> Self: ...
        def _asdict(self) -> dict[str, Any]: ...


class CellRow(Row):
    """The base of all rows of amounts: line, basis, and the interval of the amount or change.

    Amounts are in the ledger's unit; None is "not stated". `low` and `high` are an interval, None where it is open.
    """

    fund: str
    line: str
    basis: str
    low: Decimal | None
    high: Decimal | None
    low_open: bool
    high_open: bool


class StatedRow(CellRow):
    """A figure, or the total of a fund, and its source.

    `line` and `parent` are empty for a total, `version`, `document` and `locator` where its parts differ in them. It is
    `carried` if stated by an earlier version than the one asked for.
    """

    columns = (
        "row_type fund line parent year basis amount low high low_open high_open"
        " qualifier version carried document locator"
    )
    row_type: RowType
    parent: str
    year: int
    amount: Decimal | None
    qualifier: tuple[str, ...] = ()
    version: str = ""
    carried: bool = False
    document: str = ""
    locator: str = ""


class EndColumns(TypedDict):
    """The interval of an amount as columns of a row: None is an open end, or unstated."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool
    high_open: bool


class AmountColumns(EndColumns):
    """An amount as columns of a row."""

    amount: Decimal | None


def end_columns(amount: Amount | None) -> EndColumns:
    """The interval columns of an amount, None if unstated."""
    if amount is None:
        return {"low": None, "high": None, "low_open": False, "high_open": False}
    low, high = amount.low, amount.high
    return {"low": low, "high": high, "low_open": low is None, "high_open": high is None}


def amount_columns(amount: Amount | None) -> AmountColumns:
    """The columns of an amount, None if unstated."""
    return {"amount": None if amount is None else amount.value, **end_columns(amount)}


def stated_columns(ledger: Ledger, cell: tuple[str, str, int], figure: Figure | None) -> dict[str, Any]:
    """The columns of a StatedRow but `carried`, given its cell and figure, if any."""
    name, basis, year = cell
    line = ledger.lines[name]
    return {
        "row_type": "line",
        "fund": line.fund,
        "line": name,
        "parent": line.parent,
        "year": year,
        "basis": basis,
        **amount_columns(figure.amount if figure else None),
        "qualifier": figure.qualifier if figure else (),
        "version": figure.version if figure else "",
        "document": figure.document if figure else "",
        "locator": figure.locator if figure else "",
    }
