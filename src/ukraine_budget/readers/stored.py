"""Stated figures kept as a Parquet file: columns that are read when they are asked for, and of the years asked for.

As with large CSV files, this reader only says yes: of what it does not like, the rows are read as those of a CSV file
are, which tells what is wrong with them.
"""

import csv
import io
from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, partial
from itertools import accumulate, chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from ukraine_budget.columns.column import Coded, LazyCoded, LazyTexts, Texts, combinations
from ukraine_budget.columns.store import Columns
from ukraine_budget.errors import LedgerError, Problem
from ukraine_budget.libraries import library
from ukraine_budget.model.message import said
from ukraine_budget.readers.codes import problem
from ukraine_budget.readers.columnar import KEY, TEXTS, column_of, is_key, is_known, is_plain
from ukraine_budget.readers.files import AMOUNTS, absent_file
from ukraine_budget.readers.numbers import Grammar
from ukraine_budget.readers.rows import AmountRow
from ukraine_budget.readers.text import unreadable

if TYPE_CHECKING:
    import pyarrow as pa  # type: ignore[import-untyped]  # it comes without types

POINTS = Grammar(".", ",")
FIELDS = tuple(AmountRow.model_fields)
WORDS = tuple(name for name in FIELDS if name not in (*TEXTS, "year", "rounding"))
"""The columns of texts that have few different ones."""
PLACES_IN_FULL = 6
"""Up to how many decimals Arrow writes a decimal without an exponent."""
FILLED_UP = r"^([^.]*(?:\.[0-9]*[1-9])?)\.?0*$"
"""A decimal and the zeros that stand after it."""
BROKEN = (ValueError, OSError, NotImplementedError)
"""What pyarrow raises for a file that it cannot read."""


@dataclass(frozen=True)
class Figures:
    """A Parquet file of figures. `names` are those that references must be among.

    `told` says what is wrong with the rows, written as CSV.
    """

    path: Path
    shown: str
    names: Mapping[str, Collection[str]]
    told: Callable[[str], list[Problem]]

    def refused(self) -> list[Problem]:
        """What is wrong with the file before a row of it is read."""
        try:
            if self.path.exists() and not self.path.is_file():
                return [problem("not-a-file", self.shown, said("is not a file"), said("name a file"))]
            self.path.open("rb").close()
            header = self.file.schema_arrow.names
        except FileNotFoundError as error:
            return [absent_file(unreadable(error, self.shown), AMOUNTS)]
        except PermissionError as error:
            return [unreadable(error, self.shown)]
        except BROKEN:
            return [self._broken()]
        required = {name for name, rule in AmountRow.model_fields.items() if rule.is_required()}
        return [] if required <= set(header) <= set(FIELDS) and len(set(header)) == len(header) else self._told()

    def problems(self) -> list[Problem]:
        """What is wrong with the rows."""
        piece = _Piece(self, self._groups)
        try:
            for name in FIELDS:
                piece.column(name)
        except LedgerError as error:
            return list(error.problems)
        return []

    def columns(self) -> Columns:
        """All figures, each column read when it is first asked for."""
        return self.of(self._groups)

    def of(self, groups: Collection[int]) -> Columns:
        """The figures of some row groups, likewise."""
        piece = _Piece(self, groups)
        found: dict[str, Any] = {
            name: (LazyTexts if name in TEXTS else LazyCoded)(partial(piece.column, name)) for name in FIELDS
        }
        return Stored(**found, file=self.shown, places=self._places(groups), piece=piece)

    def near(self, years: Collection[int]) -> Columns:
        """The figures of the row groups that may hold some years."""
        return self.of([group for group in self._groups if self._may_hold(group, years)])

    @cached_property
    def file(self) -> Any:
        """The open file, words as few distinct ones. Raises what pyarrow raises for one that it cannot read."""
        return library("pyarrow.parquet", "parquet").ParquetFile(self.path, read_dictionary=WORDS)

    @property
    def _groups(self) -> Collection[int]:
        return range(self.file.metadata.num_row_groups)

    def _may_hold(self, group: int, years: Collection[int]) -> bool:
        """Whether the smallest and largest year of a row group leave room for some years.

        Years that are kept as texts tell nothing: with blanks around them they have another order.
        """
        found = self.file.metadata.row_group(group)
        columns = map(found.column, range(found.num_columns))
        known = next(column.statistics for column in columns if column.path_in_schema == "year")
        if known is None or not known.has_min_max or not isinstance(known.min, int):
            return True
        return any(known.min <= year <= known.max for year in years)

    def _places(self, groups: Collection[int]) -> Sequence[int]:
        """The numbers that the rows of some row groups have in the file, where the header is 1."""
        begins = list(accumulate(map(self._rows, self._groups), initial=2))
        return array("q", chain.from_iterable(range(begins[group], begins[group + 1]) for group in groups))

    def _rows(self, group: int) -> int:
        return int(self.file.metadata.row_group(group).num_rows)

    def read(self, groups: Collection[int], names: Collection[str]) -> "pa.Table":
        """Some columns of some row groups. Raises LedgerError where the file breaks off or is garbled."""
        try:
            return self.file.read_row_groups(list(groups), columns=list(names), use_threads=False)
        except BROKEN as error:
            raise LedgerError([self._broken()]) from error

    def refuse(self) -> NoReturn:
        """Raise LedgerError with all that is wrong with the rows."""
        raise LedgerError(self._told())

    def _told(self) -> list[Problem]:
        table = self.read(self._groups, self.file.schema_arrow.names)
        text = io.StringIO()
        rows = csv.writer(text, lineterminator="\n")
        rows.writerow(table.column_names)
        rows.writerows(zip(*(_texts(column).to_pylist() for column in table.columns), strict=True))
        return self.told(text.getvalue()) or [self._broken()]

    def _broken(self) -> Problem:
        message = said("is no Parquet file of figures that can be read")
        return problem("bad-parquet", self.shown, message, said("write it anew with budget convert"))


@dataclass(frozen=True)
class _Piece:
    """Some row groups of a file, each column of them checked when it is read."""

    figures: Figures
    groups: Collection[int]

    def column(self, name: str) -> Any:
        """A column. Raises LedgerError where anything is to be said of it, or of the key that it is a part of."""
        return self._key[name] if name in KEY else self._read([name])[name]

    @cached_property
    def _key(self) -> Mapping[str, Any]:
        found = self._read(KEY)
        return found if is_key([found[name] for name in KEY]) else self.figures.refuse()

    @cached_property
    def spoken_of(self) -> frozenset[tuple[str, str, str]]:
        """The version, line and basis of all that is stated, read without the years."""
        return frozenset(combinations(*self._read(("version", "line", "basis")).values()))

    def _read(self, names: Collection[str]) -> Mapping[str, Any]:
        table = self.figures.read(self.groups, [name for name in names if name in self.figures.file.schema_arrow.names])
        present = table.column_names
        return {
            name: self._checked(name, table.column(name)) if name in present else Coded.constant("", table.num_rows)
            for name in names
        }

    def _checked(self, name: str, cells: "pa.ChunkedArray") -> "Coded[Any] | Texts":
        cells = _texts(cells) if name in TEXTS else _words(cells)
        if name == "amount" and not is_plain(cells, POINTS):
            self.figures.refuse()
        column = column_of(cells, AmountRow, name, POINTS)
        return (
            column if column is not None and is_known(column, self.figures.names.get(name)) else self.figures.refuse()
        )


@dataclass(frozen=True, eq=False)
class Stored(Columns):
    """Figures of a Parquet file: some of its row groups."""

    piece: _Piece = field(kw_only=True)

    @property
    def spoken_of(self) -> frozenset[tuple[str, str, str]]:
        """The version, line and basis of all that is stated."""
        return self.piece.spoken_of

    def near(self, years: Collection[int]) -> Columns:
        """The figures of the row groups that may hold some years."""
        return self.piece.figures.near(years)


def _texts(cells: "pa.ChunkedArray") -> "pa.ChunkedArray":
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


def _words(cells: "pa.ChunkedArray") -> "pa.ChunkedArray":
    """Values as texts, of which there are few different ones."""
    import pyarrow as pa  # noqa: PLC0415  # only who has such a file pays

    if not pa.types.is_dictionary(cells.type):
        cells = cells.dictionary_encode()
    if cells.null_count or cells.type.value_type != pa.string():
        cells = _texts(cells.cast(cells.type.value_type)).dictionary_encode()
    return cells
