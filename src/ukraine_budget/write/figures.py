"""The stated figures of a ledger as amounts.csv, amounts.parquet, or a Parquet table for data engines.

Parquet rows are sorted by year and version, and each row group has statistics, so that readers of some years can skip
the rest.
"""

import io
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby, repeat
from pathlib import Path
from typing import Any

from ukraine_budget.errors import UsageError
from ukraine_budget.figures.amounts import Amounts
from ukraine_budget.figures.column import Integers
from ukraine_budget.figures.stated import COLUMNS, Figures
from ukraine_budget.language import said
from ukraine_budget.libraries import library
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.write.csv import rows_to

NUMBERS = ("amount", "rounding")
DIGITS = 15
"""The most digits of a number of a ledger before the point, and after it."""
GROUP = 1 << 13
"""The least rows in a row group of a ledger: smaller groups cost more to look up than they save."""
ENGINE_DIGITS = 38
"""The most digits of a decimal in Parquet, Delta, Spark, DuckDB and Trino."""
ENGINE_GROUP = 1 << 17
"""Rows in a row group for engines."""
CSV = {"path": "amounts.csv", "format": "csv", "mediatype": "text/csv"}
PARQUET = {"path": "amounts.parquet", "format": "parquet", "mediatype": "application/vnd.apache.parquet"}

TypeOf = Callable[[Any, Figures, str], Any]
"""Maps pyarrow, figures and the name of a column to its type in a file."""


def write_csv(ledger: Ledger, descriptor: dict[str, Any], folder: Path) -> None:
    """Write the figures, in their order, to amounts.csv, and the descriptor that names it."""
    figures = ledger.figures
    with (folder / CSV["path"]).open("w", encoding="utf-8", newline="") as file:
        writer = rows_to(file)
        writer.writerow(COLUMNS)
        writer.writerows(zip(*(figures.texts(name, figures.rows) for name in COLUMNS), strict=True))
    _describe(descriptor, CSV, folder)


def write_parquet(ledger: Ledger, descriptor: dict[str, Any], folder: Path) -> None:
    """Write the figures, by year and version, to amounts.parquet, and the descriptor that names it.

    Amounts and roundings are decimals, a missing rounding is null. Raises UsageError for amounts with more than DIGITS
    digits before or after the point.
    """
    figures, rows = ledger.figures, ledger.figures.by_year(ledger.versions)
    blocks = groupby(zip(figures.year.take(rows), figures.version.take(rows), strict=True))
    sizes = _group_sizes(sum(1 for _ in block) for _, block in blocks)
    _write(folder / PARQUET["path"], figures, rows, sizes, _kept_type)
    _describe(descriptor, PARQUET, folder)


def engine_table(ledger: Ledger) -> bytes:
    """Return the figures as a typed Parquet file with the columns of amounts.csv and nulls for blanks.

    Raises UsageError without pyarrow, and for amounts with more than ENGINE_DIGITS digits.
    """
    rows, buffer = ledger.figures.by_year(ledger.versions), io.BytesIO()
    _write(buffer, ledger.figures, rows, repeat(ENGINE_GROUP, -(-len(rows) // ENGINE_GROUP)), _engine_type)
    return buffer.getvalue()


def _write(where: Path | io.BytesIO, figures: Figures, rows: Integers, sizes: Iterable[int], type_of: TypeOf) -> None:
    """Write rows as Parquet, in row groups of given sizes; only one group at a time is held as text."""
    pa, parquet = library("pyarrow", "parquet"), library("pyarrow.parquet", "parquet")
    schema = pa.schema([(name, type_of(pa, figures, name)) for name in COLUMNS])
    with parquet.ParquetWriter(where, schema, compression="zstd") as writer:
        for size in sizes:
            columns = [_column(pa, field.type, figures.texts(field.name, rows[:size])) for field in schema]
            writer.write_table(pa.table(columns, schema=schema), row_group_size=size)
            rows = rows[size:]


def _group_sizes(blocks: Iterable[int]) -> Iterator[int]:
    """Join blocks into row groups of at least GROUP rows, except the last; yield their sizes."""
    rows = 0
    for block in blocks:
        rows += block
        if rows >= GROUP:
            yield rows
            rows = 0
    if rows:
        yield rows


def _kept_type(pa: Any, figures: Figures, name: str) -> Any:
    """Return the type of a column of a ledger: numbers with as many decimals as the longest has."""
    if name not in NUMBERS:
        return pa.int32() if name == "year" else pa.large_string()
    before, after = _numbers(figures, name).digits
    if max(before, after) > DIGITS:
        raise UsageError(said("parquet keeps amounts of up to {n} digits before and after the point", n=DIGITS))
    return pa.decimal128(2 * DIGITS, after)


def _engine_type(pa: Any, figures: Figures, name: str) -> Any:
    """Return the type of a column for engines: the smallest decimal for numbers, since sums need room."""
    if name not in NUMBERS:
        return pa.int32() if name == "year" else pa.string()
    before, after = _numbers(figures, name).digits
    if before + after > ENGINE_DIGITS:
        message = said("a table holds amounts of {most} digits and not of {n}", most=ENGINE_DIGITS, n=before + after)
        raise UsageError(message)
    return pa.decimal128(before + after, after)


def _numbers(figures: Figures, name: str) -> Amounts:
    return figures.amount if name == "amount" else Amounts.of([step or "0" for step in figures.rounding.used])


def _column(pa: Any, type_: Any, values: list[Any]) -> Any:
    if type_ in (pa.int32(), pa.large_string()):
        return pa.array(values, type_)
    # a version id may come from a file name that is not Unicode
    texts = [value.encode(errors="backslashreplace").decode() if value else None for value in values]
    return pa.array(texts, pa.string()).cast(type_)


def _describe(descriptor: dict[str, Any], kept: dict[str, str], folder: Path) -> None:
    """Write a descriptor that names another file of figures, without details that held for the former file only."""
    resources = descriptor.setdefault("resources", [])
    amounts = next((resource for resource in resources if resource["name"] == "amounts"), None)
    if amounts is None:
        amounts = {"name": "amounts"}
        resources.append(amounts)
    for key in ("dialect", "bytes", "hash"):
        amounts.pop(key, None)
    for field in amounts.get("schema", {}).get("fields", ()):
        field.pop("decimalChar", None)
        field.pop("groupChar", None)
    amounts.update(kept)
    write_descriptor(descriptor, folder)


def write_descriptor(descriptor: dict[str, Any], folder: Path) -> None:
    """Write datapackage.json."""
    text = json.dumps(descriptor, ensure_ascii=False, indent=2)
    (folder / "datapackage.json").write_text(text + "\n", encoding="utf-8", newline="")
