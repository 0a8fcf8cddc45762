"""The JSON contract: `schema`, the facts at the top, `rows`, the other lists, `notes`."""

import json
import re
from collections.abc import Mapping
from decimal import Decimal

from ukraine_budget.model.text import plain
from ukraine_budget.report.table import Records, Table

UNSEEN = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
"""Characters that JSON allows raw: terminal controls, invisible ones, and lone surrogates of file names."""
Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


def write(table: Table) -> str:
    """One JSON object; amounts are strings of exact decimals, null is "not stated"."""
    view = facts(table)
    if table.answer:
        stated = {name: machine(value) for name, value in table.answer.facts.items()}
        view["answer"] = {"text": str(table.answer.text), **stated}
    view["rows"] = _objects(table.records)
    view |= {name: _objects(records) for name, records in table.lists.items()}
    view["notes"] = list(table.notes)
    text = json.dumps(view, ensure_ascii=False, indent=2)
    return UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def _objects(records: Records) -> Json:
    return [{name: machine(value) for name, value in zip(records.fields, row, strict=True)} for row in records.rows]


def facts(table: Table) -> dict[str, Json]:
    """The schema of a view and its top-level facts."""
    return {"schema": f"budget/{table.schema}"} | {name: machine(value) for name, value in table.head.items()}


def machine(value: object) -> Json:
    """A value of a record as JSON has it."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, Decimal):
        return plain(value)
    if hasattr(value, "_asdict"):
        return {name: machine(item) for name, item in value._asdict().items()}
    if isinstance(value, Mapping):
        return {str(name): machine(item) for name, item in value.items()}
    if isinstance(value, tuple | list):
        return [machine(item) for item in value]
    raise TypeError(f"{type(value)} is no value of a record")
