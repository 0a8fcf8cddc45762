"""The stated figures of a ledger as files: amounts.csv or amounts.parquet of its folder, or a table for engines.

Rows in Parquet are sorted by year and version, and each group of rows has its smallest and largest values, so that a
reader of some years can leave out the rest.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from ukraine_budget.errors import UsageError
from ukraine_budget.figures.stated import COLUMNS
from ukraine_budget.language import said
from ukraine_budget.libraries import library
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.write.csv import rows_to

NUMBERS = ("amount", "rounding")
DIGITS = 15
"""How many digits a number of a ledger may have before the point, and how many after it."""
GROUP = 1 << 13
"""How many rows of a ledger are worth a group: more groups take longer to look through than they save."""
ENGINE_DIGITS = 38
"""How many digits a decimal has at most in Parquet, Delta, Spark, DuckDB and Trino."""
ENGINE_GROUP = 1 << 17
"""How many rows an engine reads or leaves out at once."""
CSV = {"path": "amounts.csv", "format": "csv", "mediatype": "text/csv"}
PARQUET = {"path": "amounts.parquet", "format": "parquet", "mediatype": "application/vnd.apache.parquet"}

MakeColumn = Callable[[Any, str, list[Any]], Any]
"""From pyarrow, the name of a column and its values to an array."""


def write_csv(ledger: Ledger, descriptor: dict[str, Any], folder: Path) -> None:
    """Write the figures as amounts.csv, in the order they have, and the descriptor that names it."""
    figures = ledger.figures
    with (folder / CSV["path"]).open("w", encoding="utf-8", newline="") as file:
        writer = rows_to(file)
        writer.writerow(COLUMNS)
        writer.writerows(zip(*(figures.texts(name, figures.rows) for name in COLUMNS), strict=True))
    _describe(descriptor, CSV, folder)


def write_parquet(ledger: Ledger, descriptor: dict[str, Any], folder: Path) -> None:
    """Write the figures as amounts.parquet, by year and version, and the descriptor that names it.

    Amounts and roundings are decimals, a rounding is null where there is none. Raises UsageError for amounts of more
    digits than can be kept.
    """
    pa, parquet = library("pyarrow", "parquet"), library("pyarrow.parquet", "parquet")
    table, blocks = _sorted_table(pa, ledger, _kept_column)
    with parquet.ParquetWriter(folder / PARQUET["path"], table.schema, compression="zstd") as writer:
        begin = 0
        for rows in _group_sizes(len(list(block)) for _, block in groupby(blocks)):
            writer.write_table(table.slice(begin, rows), row_group_size=rows)
            begin += rows
    _describe(descriptor, PARQUET, folder)


def engine_table(ledger: Ledger) -> bytes:
    """The figures as a Parquet file for data engines, typed, with the columns of amounts.csv and nulls for blanks.

    Raises UsageError without pyarrow, and for amounts of more digits than a decimal has.
    """
    pa, parquet = library("pyarrow", "parquet"), library("pyarrow.parquet", "parquet")
    table, _ = _sorted_table(pa, ledger, _engine_column)
    buffer = pa.BufferOutputStream()
    parquet.write_table(table, buffer, compression="zstd", row_group_size=ENGINE_GROUP)
    written: bytes = buffer.getvalue().to_pybytes()
    return written


def _sorted_table(pa: Any, ledger: Ledger, column: MakeColumn) -> tuple[Any, list[tuple[int, str]]]:
    """The figures by year and by the order of versions, and the year and version of each row."""
    figures = ledger.figures
    rows = figures.by_year(ledger.versions)
    table = pa.table({name: column(pa, name, figures.texts(name, rows)) for name in COLUMNS})
    return table, list(zip(figures.year.take(rows), figures.version.take(rows), strict=True))


def _group_sizes(blocks: Iterable[int]) -> Iterator[int]:
    """The numbers of rows of groups that whole blocks make up, each of at least GROUP rows but for the last."""
    rows = 0
    for block in blocks:
        rows += block
        if rows >= GROUP:
            yield rows
            rows = 0
    if rows:
        yield rows


def _kept_column(pa: Any, name: str, values: list[Any]) -> Any:
    """A column of a ledger: numbers with as many places as the longest has, texts as they are."""
    if name == "year":
        return pa.array(values, pa.int32())
    if name not in NUMBERS:
        return pa.array(values, pa.large_string())
    before, after = _digits(values)
    if max(before, after) > DIGITS:
        raise UsageError(said("parquet keeps amounts of up to {n} digits before and after the point", n=DIGITS))
    return _nullable(pa, values).cast(pa.decimal128(2 * DIGITS, after))


def _engine_column(pa: Any, name: str, values: list[Any]) -> Any:
    """A column for engines: numbers as the smallest decimal that holds all, since sums of it need room to grow."""
    if name == "year":
        return pa.array(values, pa.int32())
    if name == "version":  # it may be named after a file whose name is not Unicode
        values = [value.encode(errors="backslashreplace").decode() for value in values]
    if name not in NUMBERS:
        return _nullable(pa, values)
    before, after = _digits(values)
    digits = before + after
    if digits > ENGINE_DIGITS:
        raise UsageError(said("a table holds amounts of {most} digits and not of {n}", most=ENGINE_DIGITS, n=digits))
    return _nullable(pa, values).cast(pa.decimal128(max(digits, 1), after))


def _nullable(pa: Any, texts: list[str]) -> Any:
    return pa.array([text or None for text in texts], pa.string())


def _digits(texts: list[str]) -> tuple[int, int]:
    """The most digits that plain decimals, blank for none, have before and after the point."""
    parts = [text.lstrip("-").partition(".") for text in texts]
    before, after = (max((len(part[n]) for part in parts), default=0) for n in (0, 2))
    return before, after


def _describe(descriptor: dict[str, Any], kept: dict[str, str], folder: Path) -> None:
    """Write a descriptor that names another file of figures, without the dialect, signs and size of the one before."""
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
