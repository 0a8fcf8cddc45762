"""Large regular CSV files as arrays.

This reader only says yes. A file with anything wrong, or only rare, is left to the reader that goes cell by cell and
words the problems: one place for rules and messages, and a fraction of the time for a regular file, as nearly every
large one is.
"""

import importlib.util
from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from ukraine_budget.figures.column import Coded, Texts
from ukraine_budget.figures.stated import WORDS, Figures
from ukraine_budget.read.arrow import KEY, TEXTS, column_of, is_key, is_known
from ukraine_budget.read.gate import fields
from ukraine_budget.read.notation import Grammar
from ukraine_budget.read.schema import Row
from ukraine_budget.read.sheet import MOST_COLUMNS, Sheet, delimiter_of

if TYPE_CHECKING:
    import pyarrow as pa


LARGE = 3 << 20
"""The size in bytes from which on importing pyarrow pays."""
BLOCK = 1 << 17
"""The bytes read at a time: about a processor's cache."""

NONE: Mapping[str, Any] = MappingProxyType({})
Index = Mapping[str, int]
"""The column number of each field."""


def is_large(path: Path) -> bool:
    """Whether a file is large, and pyarrow is installed."""
    return path.is_file() and path.stat().st_size >= LARGE and importlib.util.find_spec("pyarrow") is not None


def head(path: Path, meanings: Mapping[str, str], delimiter: str = "") -> tuple[Sheet, Index] | None:
    """The header of a CSV file as a sheet without rows, and the column of each field; None if unusual."""
    with path.open("rb") as file:
        line = file.readline(BLOCK)
    if not line.endswith(b"\n"):
        return None
    try:
        text = line.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        return None
    delimiter = delimiter or delimiter_of(text)
    names = [name.strip() for name in text.split(delimiter)]
    if '"' in text or "\r" in text or not all(names) or len(names) > MOST_COLUMNS:
        return None
    sheet = Sheet(file=str(path), text=text, delimiter=delimiter, header=names, cells=[()] * len(names), starts=[1])
    index, problems = fields(sheet, meanings)
    return None if problems else (sheet, index)


def columns(
    path: Path,
    shown: str,
    header: tuple[Sheet, Index],
    model: type[Row],
    grammar: Grammar,
    *,
    names: Mapping[str, Collection[str] | None] = NONE,
    defaults: Mapping[str, str] = NONE,
) -> Figures | None:
    """Read the figures of a CSV file by the fields of a model; None if it must be read cell by cell.

    `shown` is the file in messages. `names` are the valid references by field; `defaults` the values of absent fields.
    """
    sheet, index = header
    if not {"amount", *model.required()} <= {*index, *defaults}:
        return None
    lines = _lines(path, sheet.delimiter.encode())
    table = _table(path, sheet, index) if lines else None
    if table is None or table.num_rows + 1 != lines:
        return None
    checked = _checked(table, index, model, grammar, names=names, defaults=defaults)
    if checked is None or not is_key([checked[field] for field in KEY]):
        return None
    blank: dict[str, Any] = {name: Coded.constant("", table.num_rows) for name in WORDS if name not in checked}
    blank |= {name: Texts.blank(table.num_rows) for name in TEXTS if name not in checked}
    return Figures(**blank, **checked, file=shown, line_numbers=range(2, table.num_rows + 2))


def _checked(
    table: "pa.Table",
    index: Index,
    model: type[Row],
    grammar: Grammar,
    *,
    names: Mapping[str, Collection[str] | None],
    defaults: Mapping[str, str],
) -> dict[str, Any] | None:
    """The checked column of each field of a model; None if a cell needs a remark."""
    checked: dict[str, Any] = {}
    for field, rule in model.model_fields.items():
        if field in index:
            column = column_of(table.column(index[field]), model, field, grammar)
        else:
            column = Coded.constant(defaults.get(field, rule.get_default()), table.num_rows)
        if column is None or not is_known(column, names.get(field)):
            return None
        checked[field] = column
    return checked


def _lines(path: Path, delimiter: bytes) -> int | None:
    """Count the lines of a file; None if it has a NUL, or quotes that are not around whole cells.

    With as many rows as lines, no cell spans several.
    """
    lines, block = 0, b"\n"
    with path.open("rb") as file:
        while more := file.read(BLOCK):
            block = more + file.readline()
            if b"\0" in block or (b'"' in block and not _is_well_quoted(block, delimiter)):
                return None
            lines += int(np.count_nonzero(np.frombuffer(block, np.uint8) == ord("\n")))
            if b"\r" in block:
                lines += block.count(b"\r") - block.count(b"\r\n")
    return lines if block.endswith((b"\n", b"\r")) else lines + 1


def _is_well_quoted(lines: bytes, delimiter: bytes) -> bool:
    text = np.frombuffer(b"\n" + lines + b"\n", np.uint8)
    quotes = np.flatnonzero(text == ord('"'))
    if len(quotes) % 2:
        return False
    around = np.zeros(256, np.bool_)
    around[[*delimiter, *b"\r\n"]] = True
    begins, ends = quotes[0::2], quotes[1::2]
    doubled = begins[1:] - ends[:-1] == 1
    before, after = around[text[begins - 1]], around[text[ends + 1]]
    before[1:] |= doubled
    after[:-1] |= doubled
    return bool(before.all() and after.all())


def _table(path: Path, sheet: Sheet, index: Index) -> "pa.Table | None":
    """Read the cells by column number, few distinct ones coded; None if rows are unequal."""
    import pyarrow as pa  # noqa: PLC0415  # for large files only
    import pyarrow.csv  # noqa: PLC0415  # for large files only

    names = [str(number) for number in range(len(sheet.header))]
    texts = {str(index[field]) for field in TEXTS if field in index}
    kinds = {name: pa.string() if name in texts else pa.dictionary(pa.int32(), pa.string()) for name in names}
    try:
        return pa.csv.read_csv(
            path,
            pa.csv.ReadOptions(use_threads=False, block_size=8 * BLOCK, skip_rows=1, column_names=names),
            pa.csv.ParseOptions(delimiter=sheet.delimiter, ignore_empty_lines=False),
            pa.csv.ConvertOptions(column_types=kinds, strings_can_be_null=False),
            memory_pool=pa.system_memory_pool(),  # which gives back what is not needed
        )
    except pa.ArrowInvalid:
        return None
