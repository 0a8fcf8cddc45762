"""The one door to pandas: records as a data frame, money exact."""

from typing import TYPE_CHECKING

from ukraine_budget.report.table import Records

if TYPE_CHECKING:
    import pandas as pd


def frame(records: Records) -> "pd.DataFrame":
    """The rows as a data frame. Amounts stay Decimal objects, None where nothing is stated; years are integers."""
    import pandas as pd  # noqa: PLC0415  # half a second that only users of frames pay

    columns: list[tuple[object, ...]] = list(zip(*records.rows, strict=True)) or [()] * len(records.fields)
    data = {name: pd.Series(values, dtype=_dtype(values)) for name, values in zip(records.fields, columns, strict=True)}
    return pd.DataFrame(data, columns=list(records.fields))


def _dtype(values: tuple[object, ...]) -> str:
    """Text, whole numbers and yes/no get their own type; money, and what may be missing, stays as it is."""
    for type_, dtype in ((str, "str"), (bool, "bool"), (int, "int64")):  # yes and no are numbers too
        if values and all(isinstance(value, type_) for value in values):
            return dtype
    return "object"
