"""Figures in a Parquet file: columns read lazily, of the years asked for.

As with large CSV files, this reader only says yes: refused rows are read again as CSV, which words the problems.
"""

import csv
import io
import re
from array import array
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property, partial
from itertools import accumulate, chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from ukraine_budget.errors import LedgerError, Problem
from ukraine_budget.figures.amounts import Amounts
from ukraine_budget.figures.column import Coded, Texts
from ukraine_budget.figures.stated import Figures
from ukraine_budget.language import Text, said
from ukraine_budget.libraries import library
from ukraine_budget.read.arrow import BROKEN, KEY, TEXTS, column_of, decimals_of, is_key, is_known, texts, values, words
from ukraine_budget.read.files import absent_file
from ukraine_budget.read.notation import Grammar
from ukraine_budget.read.paths import unreadable
from ukraine_budget.read.problems import problem, quoted
from ukraine_budget.read.schema import AMOUNTS, AmountRow

if TYPE_CHECKING:
    import pyarrow as pa

POINTS = Grammar()
"""Stored numbers have a point; a text with a comma is ambiguous, and refused."""
FIELDS = tuple(AmountRow.model_fields)
WORDS = tuple(name for name in FIELDS if name not in (*TEXTS, "year", "rounding"))
"""The text columns of few distinct values."""
BREAK = re.compile(r"[\r\n]")
BROKEN_OFF = said("is no Parquet file of figures that can be read")


@dataclass(frozen=True)
class FiguresFile:
    """A Parquet file of figures. `names` are the valid references.

    `problems_of` lists the problems of rows, written as CSV.
    """

    path: Path
    shown: str
    names: Mapping[str, Collection[str] | None]
    problems_of: Callable[[str], list[Problem]]

    def refused(self) -> list[Problem]:
        """The problems of the file before any row is read."""
        try:
            if self.path.exists() and not self.path.is_file():
                return [problem("not-a-file", self.shown, said("is not a file"), said("name a file"))]
            self.path.open("rb").close()
            header = self.header
        except FileNotFoundError as error:
            return [absent_file(unreadable(error, self.shown), AMOUNTS)]
        except PermissionError as error:
            return [unreadable(error, self.shown)]
        except BROKEN:
            return [self._broken()]
        names = set(header)
        fits = set(AmountRow.required()) <= names <= set(FIELDS) and len(names) == len(header)
        return [] if fits else self._row_problems()

    def problems(self) -> list[Problem]:
        """The problems of the rows."""
        piece = _Piece(self, self._groups)
        try:
            for name in self.header:
                piece.column(name)
        except LedgerError as error:
            return list(error.problems)
        return []

    def figures(self) -> Figures:
        """All figures, columns read lazily."""
        return self.of(self._groups, None)

    def of(self, groups: Collection[int], whole: Figures | None) -> Figures:
        """Figures of some row groups; `whole` is the full set."""
        if not groups:  # of which Arrow would make arrays with the help of pandas
            return replace(Figures.none(), file=self.shown, whole=whole)
        piece, numbers = _Piece(self, groups), self._line_numbers(groups)
        return self._lazy(piece.column, numbers, whole=whole, part=self.part if whole is None else None)

    def part(self, years: Collection[int], versions: Collection[str]) -> Figures:
        """Figures of the row groups that may hold some years and versions.

        The full set is read column by column, without the check of the key.
        """
        groups = [group for group in self._groups if self._may_hold(group, years, versions)]
        whole = self._lazy(_Piece(self, self._groups).alone, self._line_numbers(self._groups))
        return self.of(groups, whole)

    def _lazy(self, read: Callable[[str], Any], numbers: Sequence[int], **more: Any) -> Figures:
        """Figures with lazy columns."""
        columns: dict[str, Any] = {}
        for name in FIELDS:
            if name in self.header:
                lazy = _LazyAmounts if name == "amount" else _LazyTexts if name in TEXTS else _LazyCoded
                columns[name] = lazy(partial(read, name))
            else:
                columns[name] = Texts.blank(len(numbers)) if name in TEXTS else Coded.constant("", len(numbers))
        return Stored(**columns, file=self.shown, line_numbers=numbers, **more)

    @cached_property
    def file(self) -> Any:
        """The open file, columns of words dictionary-encoded. Raises as pyarrow for an unreadable one."""
        parquet = library("pyarrow.parquet", "parquet")
        known = parquet.read_metadata(self.path)
        paths = {known.schema.column(number).path for number in range(known.num_columns)}
        return parquet.ParquetFile(self.path, metadata=known, read_dictionary=[name for name in WORDS if name in paths])

    @cached_property
    def header(self) -> Sequence[str]:
        """The names of the columns."""
        names: Sequence[str] = self.file.schema_arrow.names
        return names

    @property
    def _groups(self) -> Collection[int]:
        return range(self.file.metadata.num_row_groups)

    def _may_hold(self, group: int, years: Collection[int], versions: Collection[str]) -> bool:
        """Whether the statistics of a row group admit some years and versions.

        Those of texts help only if all are equal: with blanks around them they sort differently.
        """
        first, last = self._range(group, "year")
        if isinstance(first, int) and isinstance(last, int) and not any(first <= year <= last for year in years):
            return False
        first, last = self._range(group, "version")
        return not isinstance(first, str) or first != last or first.strip() in versions

    def _range(self, group: int, name: str) -> tuple[Any, Any]:
        """The minimum and maximum of a column in a row group, None if not recorded."""
        rows = self.file.metadata.row_group(group)
        columns = map(rows.column, range(rows.num_columns))
        known = next(column.statistics for column in columns if column.path_in_schema == name)
        return (known.min, known.max) if known is not None and known.has_min_max else (None, None)

    def _line_numbers(self, groups: Collection[int]) -> Sequence[int]:
        """The line numbers of some row groups, counting the header as 1."""
        begins = list(accumulate(map(self._rows, self._groups), initial=2))
        if len(groups) == len(self._groups):
            return range(2, begins[-1])
        return array("q", chain.from_iterable(range(begins[group], begins[group + 1]) for group in groups))

    def _rows(self, group: int) -> int:
        return int(self.file.metadata.row_group(group).num_rows)

    def read(self, groups: Collection[int], names: Collection[str]) -> "pa.Table":
        """Read columns of some row groups. Raises LedgerError for a truncated or garbled file."""
        try:
            return self.file.read_row_groups(list(groups), columns=list(names), use_threads=False)
        except BROKEN as error:
            raise LedgerError([self._broken()]) from error

    def converted(
        self, name: str, cells: "pa.ChunkedArray", form: "Callable[[pa.ChunkedArray], pa.ChunkedArray]"
    ) -> Any:
        """Convert a column. Raises LedgerError for one neither of texts nor of numbers."""
        try:
            return form(cells)
        except BROKEN as error:
            message = said("the column {column} holds what is neither text nor number", column=quoted(name))
            raise LedgerError([self._broken(message)]) from error

    def refuse(self) -> NoReturn:
        """Raise LedgerError with all problems of the rows."""
        raise LedgerError(self._row_problems())

    def _row_problems(self) -> list[Problem]:
        try:
            table = self.read(self._groups, self.header)
            columns = [
                [BREAK.sub(" ", cell) for cell in self.converted(name, cells, texts).to_pylist()]  # a row is one line
                for name, cells in zip(self.header, table.columns, strict=True)
            ]
        except LedgerError as error:
            return list(error.problems)
        text = io.StringIO()
        rows = csv.writer(text, lineterminator="\n")
        rows.writerow(self.header)
        rows.writerows(zip(*columns, strict=True))
        return self.problems_of(text.getvalue()) or [self._broken()]

    def _broken(self, message: Text = BROKEN_OFF) -> Problem:
        return problem("bad-parquet", self.shown, message, said("write it anew with budget convert"))


@dataclass(frozen=True)
class _Piece:
    """Some row groups of a file; columns are checked when read."""

    file: FiguresFile
    groups: Collection[int]

    def column(self, name: str) -> Any:
        """Read a column. Raises LedgerError for any problem in it, or in the key it is part of."""
        return self._key[name] if name in KEY else self.alone(name)

    @cached_property
    def _key(self) -> Mapping[str, Any]:
        key = self._read(KEY)
        return key if is_key([key[name] for name in KEY]) else self.file.refuse()

    def alone(self, name: str) -> Any:
        """Read a column without a check of its key."""
        return self._read([name])[name]

    def _read(self, names: Collection[str]) -> Mapping[str, Any]:
        table = self.file.read(self.groups, names)
        return {name: self._checked(name, table.column(name)) for name in names}

    def _checked(self, name: str, cells: "pa.ChunkedArray") -> Coded[Any] | Texts | Amounts:
        if name == "amount" and (amounts := decimals_of(cells)):
            return amounts
        cells = self.file.converted(name, cells, texts if name in TEXTS else words)
        column = column_of(cells, AmountRow, name, POINTS)
        if column is None and name == "amount":  # numbers in another form, or with many digits
            numbers = list(values(cells.to_pylist(), AmountRow, name, POINTS))
            column = Amounts.of(numbers) if len(numbers) == len(cells) else None
        return column if column is not None and is_known(column, self.file.names.get(name)) else self.file.refuse()


class _Lazy:
    """A column read on first access."""

    def __init__(self, read: Callable[[], object]) -> None:
        vars(self)["_read"] = read

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        vars(self).update(vars(self._read()))
        return vars(self)[name]


class _LazyCoded(_Lazy, Coded[Any]):
    """A lazy column of few distinct values."""

    def __reduce__(self) -> tuple[type[Coded[Any]], tuple[Any, ...]]:
        return Coded, (self.codes, self.values)


class _LazyTexts(_Lazy, Texts):
    """A lazy column of texts."""


class _LazyAmounts(_Lazy, Amounts):
    """A lazy column of amounts."""

    def __reduce__(self) -> tuple[type[Amounts], tuple[Any, ...]]:
        return Amounts, (self.whole, self.decimals, self.scale)


class Stored(Figures):
    """Figures of a Parquet file: some of its row groups."""

    def __reduce__(self) -> tuple[type[Figures], tuple[Any, ...]]:
        """Pickle all figures instead of the file."""
        return Figures, tuple(None if one.name == "part" else getattr(self, one.name) for one in fields(self))
