"""Parquet files."""

from collections.abc import Iterator

from ukraine_budget.importing.kinds.sheets import unpacked
from ukraine_budget.importing.kinds.values import text
from ukraine_budget.importing.rows import Row, Shape
from ukraine_budget.importing.source import Source
from ukraine_budget.language import said
from ukraine_budget.libraries import library
from ukraine_budget.read.arrow import BROKEN

BATCH = 1 << 14
"""How many rows are in memory at once."""


def read(source: Source, _: Shape) -> Iterator[Row]:
    """The names of the columns, then the rows by their number. Decimals are exact."""
    parquet = library("pyarrow.parquet", "import")
    with unpacked(source) as file:
        try:
            found = parquet.ParquetFile(file)
            yield Row(0, tuple(found.schema_arrow.names))
            place = 1
            for batch in found.iter_batches(BATCH, use_threads=False):
                columns = [map(text, column.to_pylist()) for column in batch.columns]
                for cells in zip(*columns, strict=True):
                    yield Row(place, cells)
                    place += 1
        except BROKEN as error:
            raise source.error(
                "broken-file", said("is no Parquet file that can be read: {reason}", reason=str(error))
            ) from error
