"""The rows of a view as a Parquet file: exact decimals, lists as lists."""

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from types import NoneType
from typing import Any, get_args, get_origin, get_type_hints

from ukraine_budget.errors import UsageError
from ukraine_budget.language import said
from ukraine_budget.libraries import library
from ukraine_budget.report.table import Records, Table
from ukraine_budget.write.json import answer, facts, notes

DIGITS = (38, 76)
"""The most digits of decimal128 and decimal256."""


def write(table: Table) -> bytes:
    """Write the typed records; the top-level facts, answer and notes are JSON in the metadata.

    Amounts are decimals with the scale that their column needs; years that may be "beyond" are text. Raises UsageError
    for amounts with more digits than decimal256 has.
    """
    pa, parquet = library("pyarrow", "parquet"), library("pyarrow.parquet", "parquet")
    about = json.dumps(facts(table) | {"answer": answer(table), "notes": notes(table)})
    columns = dict(_columns(table.one_list))
    arrays = [pa.array(values, type=type_) for type_, values in columns.values()]
    buffer = pa.BufferOutputStream()
    parquet.write_table(pa.table(arrays, names=list(columns), metadata={"budget": about}), buffer)
    written: bytes = buffer.getvalue().to_pybytes()
    return written


def _columns(records: Records) -> Iterator[tuple[str, tuple[Any, Sequence[object]]]]:
    hints = get_type_hints(records.row) if records.row else {}
    columns = list(zip(*records.rows, strict=True)) or [()] * len(records.fields)
    for name, values in zip(records.fields, columns, strict=True):
        type_ = _type(hints.get(name, str), values)
        yield name, (type_, [_value(value, str(type_)) for value in values])


def _type(hint: Any, values: Sequence[object]) -> Any:
    """Return the type of a column or a part of it, from its annotation; `values` set the scale of decimals."""
    pa = library("pyarrow", "parquet")
    if get_origin(hint) is tuple:
        return pa.list_(_type(get_args(hint)[0], values))
    if hasattr(hint, "_fields"):
        return pa.struct([(name, _type(own, values)) for name, own in get_type_hints(hint).items()])
    kinds = [kind for kind in get_args(hint) or (hint,) if kind is not NoneType]
    if kinds == [Decimal]:
        return _decimal(list(_decimals(values)))
    return {bool: pa.bool_(), int: pa.int64()}.get(kinds[0], pa.string()) if len(kinds) == 1 else pa.string()


def _decimals(values: Sequence[object]) -> Iterator[Decimal]:
    """Yield the decimals in values, at any depth."""
    for value in values:
        if isinstance(value, Decimal):
            yield value
        elif isinstance(value, tuple):
            yield from _decimals(value)


def _decimal(amounts: Sequence[Decimal]) -> Any:
    """Return the smaller decimal type that holds all amounts exactly."""
    pa = library("pyarrow", "parquet")
    scale = max((-int(amount.as_tuple().exponent) for amount in amounts), default=0)
    digits = max((amount.adjusted() + 1 for amount in amounts), default=0) + max(scale, 0)
    for size, decimal in zip(DIGITS, (pa.decimal128, pa.decimal256), strict=True):
        if digits <= size:
            return decimal(size, max(scale, 0))
    raise UsageError(
        said(
            "parquet holds amounts of {most} digits and not of {digits}; use another format, such as csv",
            most=DIGITS[-1],
            digits=digits,
        )
    )


def _value(value: object, type_: str) -> object:
    """Convert a value for pyarrow: mixed values to text, named tuples to dictionaries."""
    if type_ == "string":  # a version id may come from a file name that is not Unicode
        return None if value is None else str(value).encode(errors="backslashreplace").decode()
    if isinstance(value, tuple):
        inner = type_.removeprefix("list<item: ").removesuffix(">")
        return [item._asdict() if hasattr(item, "_asdict") else _value(item, inner) for item in value]
    return value
