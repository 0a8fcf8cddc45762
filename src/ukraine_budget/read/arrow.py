"""Columns of Arrow, whatever their types, as the texts that a CSV file would have."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyarrow as pa

BROKEN = (ValueError, OSError, NotImplementedError)
"""What pyarrow raises for a file that it cannot read."""
PLACES_IN_FULL = 6
"""Up to how many decimals Arrow writes a decimal without an exponent."""


def texts(cells: "pa.ChunkedArray") -> "pa.ChunkedArray":
    """Values as texts, blank for none; decimals without an exponent, and without the zeros that fill a column up."""
    import pyarrow as pa  # noqa: PLC0415  # only who has such a file pays
    import pyarrow.compute as pc  # noqa: PLC0415  # likewise

    if pa.types.is_duration(cells.type):
        raise NotImplementedError("a duration is no number, though Arrow writes it as one")
    if not pa.types.is_decimal(cells.type):
        return _filled(cells.cast(pa.string()))
    written = _filled(_in_full(cells))
    return pc.ascii_rtrim(pc.ascii_rtrim(written, "0"), ".") if cells.type.scale > 0 else written


def _in_full(decimals: "pa.ChunkedArray") -> "pa.ChunkedArray":
    """Decimals as texts, with all places that their column has."""
    import pyarrow as pa  # noqa: PLC0415  # only who has such a file pays

    if decimals.type.scale <= PLACES_IN_FULL:
        return decimals.cast(pa.string())
    written = [None if value is None else f"{value:f}" for value in decimals.to_pylist()]
    return pa.chunked_array([pa.array(written, pa.string())])


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

    if pa.types.is_dictionary(cells.type):
        if cells.type.value_type == pa.string() and not cells.null_count:
            return cells
        cells = cells.cast(cells.type.value_type)
    coded = cells.combine_chunks().dictionary_encode(null_encoding="encode")
    known = texts(pa.chunked_array([coded.dictionary])).combine_chunks()
    return pa.chunked_array([pa.DictionaryArray.from_arrays(coded.indices, known)])
