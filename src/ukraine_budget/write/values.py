"""Machine values: exact decimals as strings, nothing as null, lists as lists."""

import re
from decimal import Decimal

from ukraine_budget.model.text import plain
from ukraine_budget.report.table import Table

FORMULA = re.compile(r"[=+\-@\t\r]")
"""How a text starts that a spreadsheet would run as a formula."""

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


def facts(table: Table) -> dict[str, Json]:
    """What a view says of itself: the name and version of its contract, and the facts at the top."""
    return {"schema": f"budget/{table.schema}"} | {name: machine(value) for name, value in table.head.items()}


def machine(value: object) -> Json:
    """A value of a record as JSON has it."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Decimal):
        return plain(value)
    if hasattr(value, "_asdict"):
        return {name: machine(item) for name, item in value._asdict().items()}
    if isinstance(value, tuple | list):
        return [machine(item) for item in value]
    raise TypeError(f"{type(value)} is no value of a record")
