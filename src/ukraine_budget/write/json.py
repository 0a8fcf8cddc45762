"""The JSON contract: `schema`, the facts at the top, `rows`, the other lists, `notes`."""

import json
import re

from ukraine_budget.report.table import Records, Table
from ukraine_budget.write.values import Json, facts, machine

UNSEEN = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
"""Characters that JSON allows raw but that act on a terminal, hide in a text or, from a file name, are none."""


def write(table: Table) -> str:
    """One JSON object; amounts are strings of exact decimals, null is "not stated"."""
    answer = facts(table)
    answer["rows"] = _objects(table.records)
    answer |= {name: _objects(records) for name, records in table.lists.items()}
    answer["notes"] = list(table.notes)
    text = json.dumps(answer, ensure_ascii=False, indent=2)
    return UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def _objects(records: Records) -> Json:
    return [{name: machine(value) for name, value in zip(records.fields, row, strict=True)} for row in records.rows]
