"""Libraries imported on demand: pandas, and those of optional formats."""

from decimal import Decimal
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, get_args, get_type_hints

from ukraine_budget.errors import UsageError
from ukraine_budget.language import said
from ukraine_budget.report.table import Records

if TYPE_CHECKING:
    import pandas as pd


def library(name: str, format: str) -> ModuleType:
    """Import the library of a format.

    Raises UsageError that says how to install it if it is missing, or why it does not start.
    """
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        package = name.partition(".")[0]
        raise UsageError(
            said(
                "{format} needs {package}, which is not installed: pip install 'ukraine-budget[{format}]'",
                format=format,
                package=package,
            )
        ) from error
    except (ValueError, OSError, RuntimeError) as error:
        package = name.partition(".")[0]
        raise UsageError(said("{package} does not start: {reason}", package=package, reason=str(error))) from error


def frame(records: Records, *, floats: bool = False) -> "pd.DataFrame":
    """Return rows as a data frame: amounts as Decimal objects or None, years as integers.

    With `floats` amounts are floats, NaN where not stated.
    """
    import pandas as pd  # noqa: PLC0415  # takes half a second

    columns: list[tuple[object, ...]] = list(zip(*records.rows, strict=True)) or [()] * len(records.fields)
    data = {name: pd.Series(values, dtype=_dtype(values)) for name, values in zip(records.fields, columns, strict=True)}
    if floats:
        data |= {name: data[name].astype("float64") for name in _amounts(records)}
    return pd.DataFrame(data, columns=list(records.fields))


def _amounts(records: Records) -> list[str]:
    """Return the names of the columns of amounts."""
    hints = get_type_hints(records.row) if records.row else {}
    return [name for name in records.fields if Decimal in (hints.get(name), *get_args(hints.get(name)))]


def _dtype(values: tuple[object, ...]) -> str:
    """Return the dtype of a column of strings, booleans or integers; amounts and nullable columns stay objects."""
    for type_, dtype in ((str, "str"), (bool, "bool"), (int, "int64")):  # a bool is an int too
        if values and all(isinstance(value, type_) for value in values):
            return dtype
    return "object"
