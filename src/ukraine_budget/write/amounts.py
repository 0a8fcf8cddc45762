"""The stated figures of a ledger as a table for data engines: one Parquet file, typed, blank cells null."""

from collections.abc import Sequence
from typing import Any

from ukraine_budget.errors import UsageError
from ukraine_budget.figures.stated import COLUMNS
from ukraine_budget.language import said
from ukraine_budget.libraries import library
from ukraine_budget.model.ledger import Ledger

DIGITS = 38
"""How many digits a decimal has at most in Parquet, Delta, Spark, DuckDB and Trino."""
GROUP = 1 << 17
"""How many rows an engine reads or leaves out at once."""


def write(ledger: Ledger) -> bytes:
    """All rows with the columns of amounts.csv, by year and version, so that an engine can leave out other years.

    Raises UsageError without pyarrow, and for amounts of more digits than a decimal has.
    """
    pa, parquet = library("pyarrow", "parquet"), library("pyarrow.parquet", "parquet")
    rows = ledger.figures.by_year(ledger.versions)
    table = pa.table({name: _column(pa, name, ledger.figures.texts(name, rows)) for name in COLUMNS})
    buffer = pa.BufferOutputStream()
    parquet.write_table(table, buffer, compression="zstd", row_group_size=GROUP)
    written: bytes = buffer.getvalue().to_pybytes()
    return written


def _column(pa: Any, name: str, values: Sequence[Any]) -> Any:
    if name == "year":
        return pa.array(list(values), pa.int32())
    if name == "version":  # it may be named after a file whose name is not Unicode
        values = [value.encode(errors="backslashreplace").decode() for value in values]
    texts = pa.array([value or None for value in values], pa.string())
    return texts.cast(_decimal(pa, values)) if name in ("amount", "rounding") else texts


def _decimal(pa: Any, texts: Sequence[str]) -> Any:
    """The smallest decimal that holds all of some numbers: sums and differences of it have room to grow."""
    parts = [text.lstrip("-").partition(".") for text in texts]
    before, after = (max((len(part[n]) for part in parts), default=0) for n in (0, 2))
    if before + after > DIGITS:
        raise UsageError(said("a table holds amounts of {most} digits and not of {n}", most=DIGITS, n=before + after))
    return pa.decimal128(max(before + after, 1), after)
