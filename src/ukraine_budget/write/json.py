"""The JSON contract: `schema`, the facts at the top, `answer`, `rows`, the other lists, `notes`."""

import json
import re
from collections.abc import Mapping
from decimal import Decimal

from ukraine_budget.model.text import plain
from ukraine_budget.report.contract import CONTRACTS
from ukraine_budget.report.table import Noted, Records, Table, noted

UNSEEN = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
"""Characters that JSON allows raw: terminal controls, invisible ones, and lone surrogates of file names."""
Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


def write(table: Table) -> str:
    """One JSON object; amounts are strings of exact decimals, null is "not stated"."""
    view = facts(table)
    view["answer"] = answer(table)
    view["rows"] = _objects(table.records)
    view |= {name: _objects(records) for name, records in table.lists.items()}
    view["notes"] = notes(table)
    text = json.dumps(view, ensure_ascii=False, indent=2)
    return UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def answer(table: Table) -> Json:
    """The sentences of the answer and all facts that the answers of its view have; null where it asks nothing."""
    if table.answer is None:
        return None
    view = table.schema.partition("/")[0]
    stated = dict.fromkeys(CONTRACTS[view].facts) | dict(table.answer.facts)
    return {"text": str(table.answer.text)} | {name: machine(value) for name, value in stated.items()}


def notes(table: Table) -> Json:
    """The notes as objects."""
    return [_note(text if isinstance(text, Noted) else noted(text, "remark")) for text in table.notes]


def _note(note: Noted) -> Json:
    return {"kind": note.kind, "text": str(note), "lines": list(note.lines), "years": list(note.years)}


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
        value = value._asdict()
    if isinstance(value, Mapping):
        return {name: machine(item) for name, item in value.items()}
    if isinstance(value, tuple | list):
        return [machine(item) for item in value]
    raise TypeError(f"{type(value)} is no value of a record")
