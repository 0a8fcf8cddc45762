"""The only way to pandas: records as a data frame, amounts exact."""

from typing import TYPE_CHECKING

from ukraine_budget.report.table import Records

if TYPE_CHECKING:
    import pandas as pd


def frame(records: Records) -> "pd.DataFrame":
    """The rows as a data frame. Amounts stay Decimal objects, None where nothing is stated; years are integers."""
    import pandas as pd  # noqa: PLC0415  # half a second, paid only by users of frames

    columns: list[tuple[object, ...]] = list(zip(*records.rows, strict=True)) or [()] * len(records.fields)
    data = {name: pd.Series(values, dtype=_dtype(values)) for name, values in zip(records.fields, columns, strict=True)}
    return pd.DataFrame(data, columns=list(records.fields))


def _dtype(values: tuple[object, ...]) -> str:
    """The type of a column of texts, booleans or integers; amounts, and what may be missing, stay objects."""
    for type_, dtype in ((str, "str"), (bool, "bool"), (int, "int64")):  # a bool is an int too
        if values and all(isinstance(value, type_) for value in values):
            return dtype
    return "object"
