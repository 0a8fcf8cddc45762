"""Files of records: JSON and Parquet."""

import codecs
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from ukraine_budget.errors import SourceError
from ukraine_budget.importing.kinds import Number, Row, Shape, decimal, nested, text
from ukraine_budget.importing.kinds.pages import Page, page_of
from ukraine_budget.importing.source import BROKEN, Source, readable, unpacked
from ukraine_budget.language import Text, said
from ukraine_budget.libraries import library
from ukraine_budget.read.package import RepeatedNameError, unambiguous
from ukraine_budget.read.problems import quoted

PIECE, LARGEST_PIECE = 1 << 16, 1 << 24
LONGEST = 1 << 26
"""Limit on the characters of a record, or of a page of records, that are in memory at once."""
BEGIN = re.compile(r"[^\s,\[\]]")
"""Start of a record: no bracket of a list, comma or blank."""


def read(source: Source, shape: Shape) -> Iterator[Row]:
    """Iterate over the rows of JSON: the names of all fields, then the records. Numbers stay as written."""
    fields: dict[str, None] = {}
    page = page_in(source, shape)
    for record in _records(source, shape, page):
        fields.update(dict.fromkeys(record))
    yield Row(0, tuple(fields))
    for number, record in enumerate(_records(source, shape, page), 1):
        try:
            yield Row(number, tuple(text(record.get(field)) for field in fields))
        except RecursionError as error:
            raise _too_deep(source, number) from error


def _records(source: Source, shape: Shape, page: Page | None) -> Iterator[Mapping[str, Any]]:
    """Iterate over the records of a page or file; values in a nested object get both names, as "fields.amount"."""
    for number, record in enumerate(page.records if page else _values(source, shape), 1):
        if not isinstance(record, dict):
            raise source.error(
                "bad-json", said("the value {number} is no record", number=number), said("give a list of objects")
            )
        try:
            yield _flat(record)
        except RepeatedNameError as error:
            raise _repeated(source, number, error) from error


def page_in(source: Source, shape: Shape) -> Page | None:
    """Read a JSON file that is a page of records; None for a list of records or lines of them."""
    if (shape.kind or source.kind).lower() != "json":
        return None
    if not next(_pieces(source, shape), "").lstrip().startswith("{"):
        return None
    values = list(islice(_values(source, shape), 2))
    return page_of(source, values[0], shape.sheet) if len(values) == 1 else None


def _flat(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Flatten nested objects, level by level. Raises RepeatedNameError."""
    while dict in map(type, record.values()):
        record = unambiguous([pair for name, value in record.items() for pair in _within(name, value)])
    return record


def _within(name: str, value: Any) -> Sequence[tuple[str, Any]]:
    return [(f"{name}.{inner}", one) for inner, one in value.items()] if isinstance(value, dict) else [(name, value)]


def _values(source: Source, shape: Shape) -> Iterator[Any]:
    decoder = json.JSONDecoder(
        object_pairs_hook=unambiguous,
        parse_float=lambda text: Number(decimal(text)),
        parse_int=str,
        parse_constant=str,
    )
    pieces = _pieces(source, shape)
    held, begin, number = "", 0, 1
    for piece in pieces:
        held, begin = held[begin:] + piece, 0
        while (begin := _next(held, begin)) < len(held):
            try:
                value, end = decoder.raw_decode(held, begin)
                if "\\u" in held[begin:end]:
                    _check_characters(source, number, value)
                begin = end
            except json.JSONDecodeError as error:
                if not piece or len(held) - begin > LONGEST:
                    raise source.error(
                        "bad-json", said("record {number} is not valid: {reason}", number=number, reason=error.msg)
                    ) from error
                break
            except RepeatedNameError as error:
                raise _repeated(source, number, error) from error
            except RecursionError as error:
                raise _too_deep(source, number) from error
            yield value
            number += 1


def _repeated(source: Source, number: int, error: RepeatedNameError) -> SourceError:
    message = said("record {number} has {name} twice", number=number, name=quoted(error.name))
    return source.error("bad-json", message, said("leave one out"))


def _too_deep(source: Source, number: int) -> SourceError:
    return source.error("bad-json", said("record {number} is nested too deeply", number=number))


def _check_characters(source: Source, number: int, record: object) -> None:
    """Raise SourceError for an escaped surrogate, which cannot be encoded."""
    try:
        nested(record).encode()
    except UnicodeEncodeError as error:
        half = ascii(error.object[error.start])[1:-1]
        raise source.error(
            "bad-json", said("record {number} has {half}, half a character", number=number, half=half)
        ) from error


def _next(text: str, begin: int) -> int:
    """Index of the next record, or the end of the text."""
    record = BEGIN.search(text, begin)
    return record.start() if record else len(text)


def _pieces(source: Source, shape: Shape) -> Iterator[str]:
    """Iterate over the text in growing pieces, and an empty one at its end."""
    encoding = shape.encoding or "utf-8-sig"
    decoder = codecs.getincrementaldecoder(encoding)()
    size = PIECE
    with source.open() as file:
        try:
            while data := file.read(size):
                piece = decoder.decode(data)
                piece.encode()  # UnicodeEncodeError for a surrogate, which some encodings let pass
                yield piece
                size = min(2 * size, LARGEST_PIECE)
            yield decoder.decode(b"", final=True)
        except UnicodeError as error:
            raise source.error(
                "bad-encoding",
                said("is not {encoding}: {reason}", encoding=encoding.removesuffix("-sig").upper(), reason=str(error)),
            ) from error
        except BROKEN as error:
            raise source.broken() from error


BATCH = 1 << 14
"""Number of rows in memory at once."""


def read_parquet(source: Source, _: Shape) -> Iterator[Row]:
    """Iterate over the rows of a Parquet file, the names of the columns first. Decimals are exact."""
    parquet = library("pyarrow.parquet", "import")
    with unpacked(source) as file, readable(source, _is_no_parquet):
        table = parquet.ParquetFile(file)
        yield Row(0, tuple(table.schema_arrow.names))
        number = 1
        for batch in table.iter_batches(BATCH, use_threads=False):
            columns = [map(text, column.to_pylist()) for column in batch.columns]
            for cells in zip(*columns, strict=True):
                yield Row(number, cells)
                number += 1


def _is_no_parquet(reason: str) -> Text:
    return said("is no Parquet file that can be read: {reason}", reason=reason)
