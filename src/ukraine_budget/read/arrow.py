"""Arrow columns, as texts of a CSV file, and as checked columns of figures."""

import csv
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from ukraine_budget.figures.amounts import Amounts, largest
from ukraine_budget.figures.column import Bools, Coded, Integers, Texts, distinct, joint
from ukraine_budget.read.gate import are_stripped, is_free, value_of
from ukraine_budget.read.notation import Grammar
from ukraine_budget.read.schema import AMOUNTS, KEYS, Row

if TYPE_CHECKING:
    import pyarrow as pa

BROKEN = (ValueError, OSError, NotImplementedError, ArithmeticError, LookupError, TypeError)
"""The exceptions of pyarrow for a file that it cannot read."""
PLACES_IN_FULL = 6
"""The most decimals that Arrow writes without an exponent."""


TEXTS = ("amount", "locator", "note")
"""The fields of mostly distinct cells."""
KEY = KEYS[AMOUNTS]
MINUS, POINT, ZERO = b"-.0"
DIGITS = 15
"""The most digits of a stored number before its point, and after it. A 64-bit float holds as many in all."""
MOST_BYTES = (1 << 31) - 1
"""The most bytes of a column's texts and offsets that Arrow holds in one piece."""
Column = Coded[Any] | Texts | Amounts


def texts(cells: "pa.ChunkedArray") -> "pa.ChunkedArray":
    """Convert values to texts, "" for null; decimals without an exponent or trailing zeros."""
    import pyarrow as pa  # noqa: PLC0415  # only who has such a file pays
    import pyarrow.compute as pc  # noqa: PLC0415  # for such files only

    if pa.types.is_duration(cells.type):
        raise NotImplementedError("a duration is no number, though Arrow writes it as one")
    if not pa.types.is_decimal(cells.type):
        return _filled(cells.cast(pa.string()))
    written = _filled(_in_full(cells))
    return pc.ascii_rtrim(pc.ascii_rtrim(written, "0"), ".") if cells.type.scale > 0 else written


def _in_full(decimals: "pa.ChunkedArray") -> "pa.ChunkedArray":
    """Write decimals in full, as their type has them."""
    import pyarrow as pa  # noqa: PLC0415  # only who has such a file pays

    if decimals.type.scale <= PLACES_IN_FULL:
        return decimals.cast(pa.string())
    written = [None if value is None else f"{value:f}" for value in decimals.to_pylist()]
    return pa.chunked_array([pa.array(written, pa.string())])


def _filled(texts: "pa.ChunkedArray") -> "pa.ChunkedArray":
    """Replace null by "". The scalar is made of bytes, since making it of a str imports pandas."""
    import pyarrow as pa  # noqa: PLC0415  # only who has such a file pays

    if not texts.null_count:
        return texts
    blank = pa.Array.from_buffers(pa.string(), 1, [None, pa.py_buffer(bytes(8)), pa.py_buffer(b"")])
    return texts.fill_null(blank[0])


def words(cells: "pa.ChunkedArray") -> "pa.ChunkedArray":
    """Convert values, few of them distinct, to texts."""
    import pyarrow as pa  # noqa: PLC0415  # only who has such a file pays

    if pa.types.is_dictionary(cells.type):
        if cells.type.value_type == pa.string() and not cells.null_count:
            return cells
        cells = cells.cast(cells.type.value_type)
    coded = cells.combine_chunks().dictionary_encode(null_encoding="encode")
    known = texts(pa.chunked_array([coded.dictionary])).combine_chunks()
    return pa.chunked_array([pa.DictionaryArray.from_arrays(coded.indices, known)])


def column_of(array: "pa.ChunkedArray", model: type[Row], field: str, grammar: Grammar) -> "Column | None":
    """Check a column by its field; None where a cell is refused or longer than the csv module takes."""
    if field in TEXTS:
        text = texts_of((array.cast("large_string") if array.nbytes > MOST_BYTES else array).combine_chunks())
        most = csv.field_size_limit()
        if int((text.ends - text.begins).max(initial=0)) > most and max(map(len, array.to_pylist())) > most:
            return None
        return amounts_of(array, text, grammar) if field == "amount" else text
    coded = array.unify_dictionaries().combine_chunks()
    words = coded.dictionary.to_pylist()
    codes: Integers = np.frombuffer(coded.indices.buffers()[1], np.int32)[: len(coded)]
    used = np.flatnonzero(np.bincount(codes, minlength=len(words)))  # other programs keep words that no row has
    if len(used) < len(words):
        codes, words = np.searchsorted(used, codes), [words[number] for number in used]
    checked = list(values(words, model, field, grammar))
    return _coded(codes, checked) if len(checked) == len(words) else None


def _coded(codes: Integers, values: Sequence[Any]) -> Coded[Any]:
    """Encode a column of which several texts may mean one value."""
    numbers = {value: number for number, value in enumerate(dict.fromkeys(values))}
    own = np.array([numbers[value] for value in values], np.min_scalar_type(-max(len(numbers), 1)))
    return Coded(own[codes], tuple(numbers))


def texts_of(array: "pa.StringArray | pa.LargeStringArray") -> Texts:
    """Wrap an Arrow column of texts without a copy."""
    _, bounds, data = array.buffers()
    width: type[np.integer[Any]] = np.int64 if array.type == "large_string" else np.int32
    ends = np.frombuffer(bounds, width)[array.offset : array.offset + len(array) + 1]
    return Texts(memoryview(data or b""), ends[:-1], ends[1:])


def amounts_of(array: "pa.ChunkedArray", text: Texts, grammar: Grammar) -> Amounts | None:
    """Parse a column of decimals, also given as `text`; None unless all are plain.

    As Grammar.all_plain, for a million at once. Floats serve where their digits suffice.
    """
    import pyarrow as pa  # noqa: PLC0415  # for large files only

    if not (text.ends - text.begins).all() or (digits := _digits(array, text)) is None:
        return None
    is_negative, before, after = digits
    most, scale = int(before.max(initial=0)), int(after.max(initial=0))
    if max(most, scale) > DIGITS or (scale and not grammar.has_points):
        return None
    if most + scale > DIGITS:
        amounts = Amounts.of(array.to_pylist())
    else:
        floats = array.cast(pa.float64()).combine_chunks()
        whole = np.rint(np.frombuffer(floats.buffers()[1], np.float64)[floats.offset :][: len(floats)] * 10.0**scale)
        amounts = Amounts(whole.astype(np.int64), after.astype(np.int8), scale)
    return None if (is_negative & amounts.is_zero).any() else amounts


def decimals_of(cells: "pa.ChunkedArray") -> Amounts | None:
    """Convert a column of decimal128; None if of another type, or maybe not plain."""
    import pyarrow as pa  # noqa: PLC0415  # only who has such a file pays

    if not pa.types.is_decimal128(cells.type) or not 0 <= cells.type.scale <= DIGITS or cells.null_count:
        return None
    array = cells.combine_chunks()
    halves = np.frombuffer(array.buffers()[1], "<i8").reshape(-1, 2)[array.offset :][: len(array)]
    whole = np.ascontiguousarray(halves[:, 0])
    if (halves[:, 1] != whole >> 63).any() or largest(whole) >= 10**DIGITS:
        return None
    return Amounts.shortest(whole, cells.type.scale)


def _digits(array: "pa.ChunkedArray", text: Texts) -> tuple[Bools, Integers, Integers] | None:
    """Mask of the negative numbers of a column, and their digits before and after the point.

    None if a number has any other character, or no digit on a side of its point.
    """
    import pyarrow.compute as pc  # noqa: PLC0415  # for large files only

    points = pc.find_substring(array, ".").combine_chunks()
    at: Integers = np.frombuffer(points.buffers()[1], f"i{points.type.bit_width // 8}")[points.offset :][: len(points)]
    first, last = (text.begins[0], text.ends[-1]) if len(text) else (0, 0)
    data = np.frombuffer(text.data, np.uint8)[first:last]
    has_point, is_negative = at >= 0, data[text.begins - first] == MINUS
    after = np.where(has_point, text.ends - text.begins - at - 1, 0)
    before = text.ends - text.begins - is_negative - has_point - after
    points, minuses = np.count_nonzero(data == POINT), np.count_nonzero(data == MINUS)
    digits = np.count_nonzero(data - ZERO < 10)  # a byte below "0" wraps round to a large number
    is_plain = (
        points == np.count_nonzero(has_point)
        and minuses == np.count_nonzero(is_negative)
        and digits + points + minuses == len(data)
        and before.all()
        and after[has_point].all()
    )
    return (is_negative, before, after) if is_plain else None


def values(words: Collection[str], model: type[Row], field: str, grammar: Grammar) -> Iterator[Any]:
    """Parse distinct texts as a field, up to the first that is refused."""
    rule = model.model_fields[field]
    as_is = is_free(rule) or are_stripped(rule, words)
    for word in words:
        value, reason = (word, None) if as_is else value_of(word.strip(), rule, grammar)
        if reason or len(word) > csv.field_size_limit():
            return
        yield value


def is_known(column: "Column", names: Collection[str] | None) -> bool:
    """Whether all names in a column exist; `names` is None for a column without names."""
    return names is None or set(getattr(column, "values", ())) <= {"", *names}


def is_key(key: "Sequence[Column]") -> bool:
    """Whether the rows of some columns are distinct."""
    numbers, size = joint(*(column for column in key if isinstance(column, Coded)))
    return distinct(numbers, size) == len(numbers)
