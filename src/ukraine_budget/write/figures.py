"""The stated figures of a ledger as the file that its folder keeps them in: plain CSV, or Parquet.

Of a Parquet file a few years can be read without the rest: its rows are sorted by year and version, and it knows the
smallest and largest values of each group of rows.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from ukraine_budget.errors import UsageError
from ukraine_budget.figures.stated import COLUMNS
from ukraine_budget.language import said
from ukraine_budget.libraries import library
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.write.rows import rows_to

NUMBERS = ("amount", "rounding")
DIGITS = 15
"""How many digits a number may have before the point, and how many after it."""
GROUP = 1 << 13
"""How many rows are worth a group of their own: more groups take longer to look through than they save."""
CSV = {"path": "amounts.csv", "format": "csv", "mediatype": "text/csv"}
PARQUET = {"path": "amounts.parquet", "format": "parquet", "mediatype": "application/vnd.apache.parquet"}


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
    figures = ledger.figures
    rows = figures.by_year(ledger.versions)
    table = pa.table({name: _column(pa, name, figures.texts(name, rows)) for name in COLUMNS})
    blocks = groupby(zip(figures.year.take(rows), figures.version.take(rows), strict=True))
    with parquet.ParquetWriter(folder / PARQUET["path"], table.schema, compression="zstd") as writer:
        begin = 0
        for size in _groups(len(list(block)) for _, block in blocks):
            writer.write_table(table.slice(begin, size), row_group_size=size)
            begin += size
    _describe(descriptor, PARQUET, folder)


def _groups(blocks: Iterable[int]) -> Iterator[int]:
    """The numbers of rows of groups that whole blocks make up, each of at least GROUP rows but for the last."""
    rows = 0
    for block in blocks:
        rows += block
        if rows >= GROUP:
            yield rows
            rows = 0
    if rows:
        yield rows


def _column(pa: Any, name: str, values: list[Any]) -> Any:
    if name == "year":
        return pa.array(values, pa.int32())
    return _decimals(pa, values) if name in NUMBERS else pa.array(values, pa.large_string())


def _decimals(pa: Any, texts: list[str]) -> Any:
    """Plain decimals, blank for none, with as many places as the longest of them has."""
    parts = [text.lstrip("-").partition(".") for text in texts]
    before, after = (max((len(part[n]) for part in parts), default=0) for n in (0, 2))
    if max(before, after) > DIGITS:
        message = said("parquet keeps amounts of up to {n} digits before and after the point", n=DIGITS)
        raise UsageError(message)
    return pa.array([text or None for text in texts], pa.string()).cast(pa.decimal128(2 * DIGITS, after))


def _describe(descriptor: dict[str, Any], kept: dict[str, str], folder: Path) -> None:
    """Write a descriptor whose figures are kept in another file, without what it says of the signs and size of this."""
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
