"""What the JSON contract says of the rows of a view, by the names that its readers use."""

from typing import Any

import ukraine_budget


def fields_within(view: str, column: str, list: str = "rows") -> tuple[str, ...]:
    """Return the fields of the objects that a column of a view's rows holds."""
    schema = ukraine_budget.schema(view)
    items = _column(schema, list, column)["items"]
    return tuple(_resolved(schema, items)["properties"])


def words_of(view: str, column: str, list: str = "rows") -> tuple[str, ...]:
    """Return the words that may stand in a column of a view's rows."""
    return tuple(_column(ukraine_budget.schema(view), list, column)["enum"])


def _column(schema: dict[str, Any], list: str, column: str) -> dict[str, Any]:
    row = _resolved(schema, schema["properties"][list]["items"])
    found: dict[str, Any] = row["properties"][column]
    return found


def _resolved(schema: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """A part of a schema that only names one of its definitions is that definition."""
    found: dict[str, Any] = schema["$defs"][part["$ref"].rpartition("/")[2]] if "$ref" in part else part
    return found
