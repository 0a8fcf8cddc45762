"""Files of every format and kind with something odd in them: imported, guessed and read back."""

import gzip
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from random import Random
from typing import Any

import ukraine_budget
from fuzz.family import Family
from fuzz.texts import changed, text
from importing import MAP
from transcript import ROOT
from ukraine_budget import BudgetError
from ukraine_budget.importing.maps import parse_map

SAMPLES = ROOT / "tests" / "functional" / "files"
KEPT = {"child-above-parent", "parts-above-parent"}
"""Errors of a ledger that are those of the paper, and that an import keeps."""
FORMATS = {
    "kiel": "kiel",
    "us-omb": "us-omb",
    "eu-budget": "eu-budget",
    "b-tabel": "nl-b-tabel",
    "states": "nl-begrotingsstaten",
}
HEADER = ["line", "year", "amount"]


@cache
def official() -> tuple[tuple[str, str, bytes], ...]:
    """Return samples of official files: format, name and bytes."""
    from test_b_tabel import TABLE
    from test_begrotingsstaten import STATES

    found = [("nl-b-tabel", "t.csv", "".join(TABLE).encode()), ("nl-begrotingsstaten", "t.csv", STATES.encode())]
    for format in ("kiel", "us-omb", "eu-budget"):
        found += [(format, file.name, file.read_bytes()) for file in sorted((SAMPLES / format).glob("*.csv"))]
    return tuple(found)


def formats(chosen: Random, folder: Path) -> None:
    """Import an official file with changed bytes or odd cells."""
    format, name, data = chosen.choice(official())
    if chosen.random() < 0.5:
        data = changed(chosen, data)
    else:
        lines = data.decode("utf-8", "surrogateescape").split("\n")
        for _ in range(chosen.randrange(4)):
            at = chosen.randrange(len(lines))
            cells = lines[at].split(",")
            cells[chosen.randrange(len(cells))] = text(chosen).replace("\n", " ")
            lines[at] = ",".join(cells)
        data = "\n".join(lines).encode("utf-8", "surrogatepass")
    if chosen.random() < 0.05:
        data = gzip.compress(data)
    (folder / name).write_bytes(data)
    _judge(chosen, folder, folder / name, format)


def kinds(chosen: Random, folder: Path) -> None:
    """Import a table of any kind with odd cells and changed bytes or parts."""
    rows = [HEADER, *([_odd(chosen, one) for one in HEADER] for _ in range(chosen.randrange(6)))]
    kind, make = chosen.choice(list(MAKERS.items()))
    try:
        data = make(chosen, rows)
    except Exception:  # noqa: BLE001  # what makes the files takes not all that is in them
        return
    if chosen.random() < 0.4:
        data = changed(chosen, data)
    file = folder / f"t.{kind}"
    file.write_bytes(data)
    _judge(chosen, folder, file, "")
    with suppress(BudgetError):
        assert parse_map(ukraine_budget.guess_map(file), "guessed")


def _judge(chosen: Random, folder: Path, file: Path, format: str) -> None:
    """Import a file, which must give a ledger without errors, or a message and no ledger."""
    plan, into = folder / "map.toml", folder / "into"
    plan.write_text(MAP, encoding="utf-8")
    try:
        view = ukraine_budget.import_file(
            file, format=format, map=None if format else plan, into=into, date="2025", accept_loss=chosen.random() < 0.7
        )
    except BudgetError:
        assert not into.exists()
        return
    counts = view.result.counts
    assert min(counts) >= 0, counts
    assert counts.taken + counts.left_out == counts.rows, counts
    assert view.render(chosen.choice(("table", "json")), chosen.choice(("en", "nl")))
    assert view.result.written == into.exists()
    if view.result.written:
        problems = ukraine_budget.check(into).rows
        assert {problem.code for problem in problems if problem.severity == "error"} <= KEPT


def _odd(chosen: Random, column: str) -> str:
    known = {"line": ("guns", "tanks"), "year": ("2025", "2026"), "amount": ("1", "2.5", "-3", "1,000.5")}[column]
    return chosen.choice(known) if chosen.random() < 0.8 else text(chosen)


def _csv(chosen: Random, rows: list[list[str]]) -> bytes:
    sign, encoding = chosen.choice(",;\t|"), chosen.choice(("utf-8", "utf-8", "utf-8-sig", "utf-16", "cp1252"))
    return "\n".join(sign.join(row) for row in rows).encode(encoding, "replace")


def _value(chosen: Random, cell: str) -> object:
    odd: tuple[object, ...] = (None, True, 1.5, 10**40, -0.0, [cell], {"a": cell}, [[[]]], "\ud800", float("nan"))
    return chosen.choice(odd) if chosen.random() < 0.1 else cell


def _json(chosen: Random, rows: list[list[str]]) -> bytes:
    records = [{name: _value(chosen, cell) for name, cell in zip(HEADER, row, strict=True)} for row in rows[1:]]
    if chosen.random() < 0.5:
        return "\n".join(map(json.dumps, records)).encode()
    return json.dumps(records, ensure_ascii=chosen.random() < 0.7).encode(
        chosen.choice(("utf-8", "utf-16")), "surrogatepass"
    )


def _parquet(chosen: Random, rows: list[list[str]]) -> bytes:
    pa, pq = import_module("pyarrow"), import_module("pyarrow.parquet")
    numbers = pa.array(
        [chosen.choice((0, 1, 2025, 2**31 - 1, -(2**31), 2**62, -(2**62))) for _ in rows[1:]], pa.int64()
    )
    forms = (
        *("date32", "date64", "timestamp[ms]", "timestamp[us]", "timestamp[ns]", "duration[ms]", "duration[us]"),
        *("time32[ms]", "time64[ns]", "int8", "uint64", "float", "double", "bool"),
    )
    columns = {}
    for number, name in enumerate(HEADER):
        cells = pa.array([row[number] for row in rows[1:]], pa.string())
        if chosen.random() < 0.3:
            small = numbers if chosen.random() < 0.5 else pa.array([2025] * len(numbers), pa.int64())
            form = chosen.choice(forms)
            cells = (
                small.cast(pa.int32()).cast(form) if form in ("date32", "time32[ms]") else small.cast(form, safe=False)
            )
        elif chosen.random() < 0.1:
            cells = pa.array([[row[number]] for row in rows[1:]], pa.list_(pa.string()))
        columns[name] = cells
    data = io.BytesIO()
    pq.write_table(pa.table(columns), data)
    return data.getvalue()


@cache
def _good_workbook(kind: str) -> Mapping[str, bytes]:
    from tempfile import TemporaryDirectory

    from test_kinds import write_ods, write_xlsx

    with TemporaryDirectory() as name:
        path = (write_xlsx if kind == "xlsx" else write_ods)(Path(name))
        with zipfile.ZipFile(path) as book:
            return {part: book.read(part) for part in book.namelist()}


NUMBERS = (
    b'"0"',
    b'"-1"',
    b'"99999999999"',
    b'"A1048577"',
    b'"ZZZZ9"',
    b'"x"',
    b'""',
    b'"s"',
    b'"e"',
    b'"str"',
    b'"inlineStr"',
    b'"d"',
)
XML_PIECES = (
    *(b"<f>1</f>", b'<c t="s"><v>99</v></c>', b'<c t="e"><v>#REF!</v></c>', b"<![CDATA[x]]>", b"<row/>", b"<v/>"),
    *(b'<text:s text:c="32768"/>', b"<text:p>", b"</text:p>", b"<table:table-row/>", b"<!-- -->", b"<?x y?>"),
    *(b'<?xml version="1.0" encoding="klingon"?>', b"<!DOCTYPE a>", b"&amp;", b"&#0;", b"&x;", b"\xff", b"<a><a><a>"),
)


def _workbook(kind: str) -> Callable[[Random, list[list[str]]], bytes]:
    def make(chosen: Random, rows: list[list[str]]) -> bytes:
        parts = dict(_good_workbook(kind))
        for _ in range(chosen.randrange(3) + 1):
            name = chosen.choice(list(parts))
            parts[name] = _changed_xml(chosen, parts[name])
        if chosen.random() < 0.1:
            parts.pop(chosen.choice(list(parts)))
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED if chosen.random() < 0.7 else zipfile.ZIP_STORED) as book:
            for name, content in parts.items():
                book.writestr(name, content)
        return data.getvalue()

    return make


def _changed_xml(chosen: Random, xml: bytes) -> bytes:
    what = chosen.random()
    if what < 0.3:
        return changed(chosen, xml)
    if what < 0.6:
        at = xml.find(b"<", chosen.randrange(len(xml) + 1))
        return xml[:at] + chosen.choice(XML_PIECES) + xml[at:]
    pieces = xml.split(b'"')
    at = chosen.randrange(len(pieces))
    value = chosen.choice(NUMBERS).strip(b'"')
    return b'"'.join([*pieces[:at], value, *pieces[at + 1 :]])


def _xls(chosen: Random, _: list[list[str]]) -> bytes:
    return changed(chosen, (ROOT / "tests" / "importing" / "files" / "cells.xls").read_bytes())


MAKERS: Mapping[str, Callable[[Random, list[list[str]]], bytes]] = {
    "csv": _csv,
    "tsv": _csv,
    "json": _json,
    "jsonl": _json,
    "parquet": _parquet,
    "xlsx": _workbook("xlsx"),
    "ods": _workbook("ods"),
}
OLD: Mapping[str, Any] = {"xls": _xls}


def old(chosen: Random, folder: Path) -> None:
    """Import an old Excel file (xls) with changed bytes, which is read in a process of its own."""
    file = folder / "t.xls"
    file.write_bytes(_xls(chosen, []))
    _judge(chosen, folder, file, "")


FAMILY_FORMATS = Family("formats", formats, 25, weight=3)
FAMILY_KINDS = Family("kinds", kinds, 40, weight=4)
FAMILY_OLD = Family("old", old, 2)
