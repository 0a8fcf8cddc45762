"""Columns of Arrow, whatever their types, as the texts that a CSV file would have."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]  # it comes without types

BROKEN = (ValueError, OSError, NotImplementedError)
"""What pyarrow raises for a file that it cannot read."""
PLACES_IN_FULL = 6
"""Up to how many decimals Arrow writes a decimal without an exponent."""
FILLED_UP = r"^([^.]*(?:\.[0-9]*[1-9])?)\.?0*$"
"""A decimal and the zeros that stand after it."""


def texts(cells: "pa.ChunkedArray") -> "pa.ChunkedArray":
    """Values as texts, blank for none; decimals without an exponent, and without the zeros that fill a column up."""
    import pyarrow as pa  # noqa: PLC0415  # only who has such a file pays
    import pyarrow.compute as pc  # type: ignore[import-untyped]  # noqa: PLC0415  # likewise

    if not pa.types.is_decimal(cells.type):
        return _filled(cells.cast(pa.string()))
    if cells.type.scale > PLACES_IN_FULL:
        written = (None if value is None else f"{value:f}" for value in cells.to_pylist())
        cells = pa.chunked_array([pa.array(list(written), pa.string())])
    return pc.replace_substring_regex(_filled(cells.cast(pa.string())), FILLED_UP, r"\1")


def _filled(texts: "pa.ChunkedArray") -> "pa.ChunkedArray":
    """Texts, blank for none. The blank is made of its bytes, since making it of a str imports pandas."""
    import pyarrow as pa  # noqa: PLC0415  # only who has such a file pays

    if not texts.null_count:
        return texts
    blank = pa.Array.from_buffers(pa.string(), 1, [None, pa.py_buffer(bytes(8)), pa.py_buffer(b"")])
    return texts.fill_null(blank[0])


def words(cells: "pa.ChunkedArray") -> "pa.ChunkedArray":
    """Values as texts, of which there are few different ones."""
    import pyarrow as pa  # noqa: PLC0415  # only who has such a file pays

    if not pa.types.is_dictionary(cells.type):
        cells = cells.dictionary_encode()
    if cells.null_count or cells.type.value_type != pa.string():
        cells = texts(cells.cast(cells.type.value_type)).dictionary_encode()
    return cells
