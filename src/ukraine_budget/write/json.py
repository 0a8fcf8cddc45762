"""The JSON contract: `schema`, top-level facts, `answer`, `rows`, other lists, `notes`."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from types import NoneType
from typing import cast

from ukraine_budget.model.text import plain, plain_all
from ukraine_budget.report.table import Noted, Records, Table, noted
from ukraine_budget.report.views import VERSION, VIEWS

UNSEEN = re.compile(
    "[\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
"""Characters to escape that JSON allows raw: terminal controls, invisible ones, lone surrogates of file names."""
AT_ONCE = 10_000
"""Rows written at a time; with more, nothing is indented."""
ENCODER = json.JSONEncoder(ensure_ascii=False)
"""Made once: `json.dumps` makes one per call."""
Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


def write(table: Table) -> Iterator[str]:
    """Yield one JSON object in chunks; amounts are strings of exact decimals, null is "not stated".

    It is indented for people, unless a list has more than AT_ONCE rows: then each row has a line.
    """
    before = facts(table) | {"answer": answer(table)}
    rows = table.records.batches(AT_ONCE)
    first, second = next(rows), next(rows, None)
    if second is None and all(len(records.rows) <= AT_ONCE for records in table.lists.values()):
        lists = {name: _objects(records) for name, records in {"rows": first, **table.lists}.items()}
        yield _text(before | lists | {"notes": notes(table)}, indent=2) + "\n"
        return
    yield _text(before)[:-1]
    yield from _list("rows", chain([first], [second] if second else [], rows))
    for name, records in table.lists.items():
        yield from _list(name, records.batches(AT_ONCE))
    yield f', "notes": {_text(notes(table))}}}\n'


def _list(name: str, batches: Iterable[Records]) -> Iterator[str]:
    """Yield a list of an object, with a row on each line."""
    yield f', "{name}": [\n'
    for n, records in enumerate(batches):
        yield (",\n" if n else "") + _lines(records)
    yield "\n]"


def _text(value: Json, indent: int | None = None) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=indent) if indent else ENCODER.encode(value)
    if text.isascii() and "\x7f" not in text:  # the usual case in bulk
        return text
    return UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _lines(records: Records) -> str:
    """Encode rows as compact objects, one per line."""
    heads = (f"{',' if n else '{'}{_text(name)}:" for n, name in enumerate(records.fields))
    columns = map(_column, heads, zip(*records.rows, strict=True))
    return "},\n".join([*map("".join, zip(*columns, strict=True)), ""])[:-2]


def _column(head: str, values: Sequence[object]) -> Iterable[str]:
    """Encode a column, each value after `head`: amounts in one call, other values once per distinct value."""
    kinds = {*map(type, values)}
    if kinds <= {Decimal, NoneType}:
        texts = iter(plain_all([value for value in cast("Sequence[Decimal | None]", values) if value is not None]))
        return [f"{head}null" if value is None else f'{head}"{next(texts)}"' for value in values]
    if len(kinds) > 1:
        return (head + _text(machine(value)) for value in values)
    distinct = {value: head + _text(machine(value)) for value in {*values}}
    return map(distinct.__getitem__, values)


def answer(table: Table) -> Json:
    """Return the text of the answer and all facts that answers of its view have; null if there is none."""
    if table.answer is None:
        return None
    stated = dict.fromkeys(VIEWS[table.view].fact_names) | dict(table.answer.facts)
    return {"text": str(table.answer.text)} | {name: machine(value) for name, value in stated.items()}


def notes(table: Table) -> Json:
    """Return the notes as objects."""
    return [_note(text if isinstance(text, Noted) else noted(text, "remark")) for text in table.notes]


def _note(note: Noted) -> Json:
    return {"kind": note.kind, "text": str(note), "lines": list(note.lines), "years": list(note.years)}


def _objects(records: Records) -> Json:
    return [{name: machine(value) for name, value in zip(records.fields, row, strict=True)} for row in records.rows]


def facts(table: Table) -> dict[str, Json]:
    """Return the schema of a view and its top-level facts."""
    return {"schema": f"budget/{table.view}/{VERSION}"} | {name: machine(value) for name, value in table.head.items()}


def machine(value: object) -> Json:
    """Convert a value of a record to JSON."""
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
