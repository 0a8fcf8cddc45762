"""The first rows of a table: where its header is, what its columns seem to hold, and how amounts are written."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise
from typing import NamedTuple

from ukraine_budget.errors import SourceError
from ukraine_budget.importing.kinds import Number, Row, Shape, is_text, rows
from ukraine_budget.importing.kinds.delimited import delimiter
from ukraine_budget.importing.maps.amounts import SPACES
from ukraine_budget.importing.source import Source
from ukraine_budget.language import said
from ukraine_budget.read.cells import YEAR
from ukraine_budget.read.notation import OTHER_SIGN

ROWS = 2000
"""How many rows are looked at."""
FALLBACK = "cp1252"
"""The encoding of files that are not UTF-8, as spreadsheet programs of Western Europe write them."""


@dataclass(frozen=True, eq=False)
class Column:
    """A column of a sample, with all its cells. `label` is its name, with what rows above the header say if need be."""

    name: str
    label: str
    cells: tuple[str, ...]

    @cached_property
    def said(self) -> tuple[str, ...]:
        """The cells that are not blank."""
        return tuple(filter(None, self.cells))

    @cached_property
    def is_numbers(self) -> bool:
        """Whether nearly all of it looks like numbers."""
        return are_numbers(self.said)

    @property
    def has_numbers(self) -> bool:
        """Whether half of it does."""
        return are_numbers(self.said, 0.5)

    @property
    def is_years(self) -> bool:
        """Whether all of it is years."""
        return bool(self.said) and all(map(YEAR.fullmatch, self.said))

    @property
    def is_dates(self) -> bool:
        """Whether all of it is dates to the day."""
        return bool(self.said) and all(map(DATE.fullmatch, self.said))

    @cached_property
    def words(self) -> list[str]:
        """The different texts in it, in their order."""
        return list(dict.fromkeys(self.said))


@dataclass(frozen=True)
class Sample:
    """The first rows of a file below its header, by column, what stands above it, and how the file was read."""

    source: Source
    shape: Shape
    titles: str
    header: int
    columns: tuple[Column, ...]


def sample(source: Source, shape: Shape) -> Sample:
    """The sample of a file; SourceError where it cannot be read or has no table."""
    try:
        return _sample(source, shape)
    except SourceError as error:
        if shape.encoding or error.problems[0].code != "bad-encoding":
            raise
    return _sample(source, shape._replace(encoding=FALLBACK))


def _sample(source: Source, shape: Shape) -> Sample:
    if is_text(source, shape) and not shape.delimiter:
        shape = shape._replace(delimiter=delimiter(source, shape))
    table = [row for row in islice(rows(source, shape), ROWS) if any(map(str.strip, row.cells))]
    if len(table) < 2:
        raise source.error("no-rows", said("there is no table: a header and rows below it"))
    header = table[0] if table[0].number == 0 else head(table)
    below = [row.cells for row in table if row.number > header.number]
    columns = (
        Column(name.strip(), label, _column(below, index))
        for index, (name, label) in enumerate(zip(header.cells, labels(table, header), strict=True))
    )
    titles = " ".join(cell for row in table for cell in row.cells if row.number < header.number)
    return Sample(source, shape, titles, header.number, tuple(columns))


def _column(rows: Sequence[Sequence[str]], index: int) -> tuple[str, ...]:
    return tuple(_bare(cells[index]) if index < len(cells) else "" for cells in rows)


def _bare(cell: str) -> str:
    return cell if isinstance(cell, Number) else cell.strip()


MOST = 30
"""Among how many rows the header is looked for."""


def head(table: Sequence[Row]) -> Row:
    """The header: the last full row without a number above the first amount; or else the first full row.

    Below such a row, one of years may yet be the header.
    """
    table = table[:MOST]
    most = max(map(_said, table))
    first = next((index for index, row in enumerate(table) if _has_amount(row)), 0)
    above = [row for row in table[:first] if 2 * _said(row) > most and not any(map(is_number, row.cells))]
    if not above:
        return next(row for row in table if 2 * _said(row) > most)
    below = table[table.index(above[-1]) + 1]
    return below if _is_of_years(above[-1], below) else above[-1]


def _said(row: Row) -> int:
    return sum(map(bool, map(str.strip, row.cells)))


def _has_amount(row: Row) -> bool:
    """Whether a number stands in a row that is no year."""
    return any(is_number(cell) and not YEAR.fullmatch(cell.strip()) for cell in row.cells)


def _is_of_years(above: Row, row: Row) -> bool:
    """Whether the numbers of a row are years one after the other, or years below blanks of the row above."""
    years = {index: int(cell) for index, cell in enumerate(row.cells) if YEAR.fullmatch(cell.strip())}
    blank = any(index >= len(above.cells) or not above.cells[index].strip() for index in years)
    runs = len(years) > 1 and all(after - before == 1 for before, after in pairwise(years.values()))
    return (blank or runs) and not _has_amount(row)


def labels(table: Sequence[Row], header: Row) -> list[str]:
    """What each column is called, by the header and, where that calls two the same, by the rows above it too.

    A name in a row above holds up to the next one: cells that are merged hold it once.
    """
    names = [name.strip() for name in header.cells]
    if len(set(names)) == len(names):
        return names
    above = [_filled(row.cells, len(names)) for row in table if row.number < header.number and _said(row) > 1]
    return [" ".join(filter(None, parts)) for parts in zip(*above, names, strict=True)]


def _filled(cells: Sequence[str], width: int) -> list[str]:
    filled: list[str] = []
    for cell in (*cells[:width], *[""] * (width - len(cells))):
        filled.append(cell.strip() or (filled[-1] if filled else ""))
    return filled


NUMBER = re.compile(r"[-+\N{FIGURE DASH}\N{MINUS SIGN}]?[0-9][0-9., ']*")
DATE = re.compile(r"(?:19|20|21)[0-9]{2}-[01][0-9]-[0-3][0-9]")
NOTHING = ("-", "\N{EN DASH}", "pm", "p.m.", "n/a", "nvt", "n.v.t.", "..")
"""What stands where amounts do, and is none."""
MOSTLY = 0.8
"""How many of the cells of a column must look like numbers for it to be one of numbers."""


def is_number(text: str) -> bool:
    """Whether a text looks like a number."""
    return bool(NUMBER.fullmatch(text.translate(SPACES).strip()))


def are_numbers(texts: Sequence[str], mostly: float = MOSTLY) -> bool:
    """Whether nearly all of some texts look like numbers, those aside that state nothing."""
    stated = [text for text in texts if text.casefold() not in NOTHING]
    return bool(stated) and sum(map(is_number, stated)) >= mostly * len(stated)


DECIMALS = {
    ",": re.compile(
        r"[-+]?(?:[0-9]+|[0-9]{1,3}(?:[. '][0-9]{3})+),(?:[0-9]{1,2}|[0-9]{4,})|[-+]?[0-9]{1,3}(?:\.[0-9]{3}){2,}"
    ),
    ".": re.compile(
        r"[-+]?(?:[0-9]+|[0-9]{1,3}(?:[, '][0-9]{3})+)\.(?:[0-9]{1,2}|[0-9]{4,})|[-+]?[0-9]{1,3}(?:,[0-9]{3}){2,}"
    ),
}
"""Numbers that can be read in one way only, by their decimal sign."""
UNSURE = re.compile(r"[-+]?[0-9]{1,3}[.,][0-9]{3}")
"""Numbers that can be read in two ways."""
SEPARATED = {sign: re.compile(rf"[0-9]{re.escape(sign)}[0-9]{{3}}(?![0-9])") for sign in (",", ".", " ", "'")}
MOST_DIGITS = 6
"""Of amounts with more digits after the sign, the digits are those of a computation, and tell of no rounding."""


class Figures(NamedTuple):
    """How some amounts are written. `sure` can be read in one way only, `others` in another one, `unsure` in two.

    `nothing` are the words that stand where amounts do. `step` is the last digit that any of them has, empty where
    the decimal sign is not known. `numbers` is how many the file holds as numbers: their signs are known.
    """

    decimal: str
    sure: Sequence[str]
    others: Sequence[str]
    unsure: Sequence[str]
    thousands: str
    separated: str
    nothing: Sequence[str]
    step: str
    numbers: int


def figures(texts: Sequence[str]) -> Figures:
    """How some texts are written that are amounts."""
    numbers = [text for text in texts if isinstance(text, Number)]
    written = (text for text in texts if not isinstance(text, Number))
    plain = [text.translate(SPACES).strip().replace("\N{MINUS SIGN}", "-") for text in written]
    sure = {sign: [text for text in plain if form.fullmatch(text)] for sign, form in DECIMALS.items()}
    unsure = [text for text in plain if UNSURE.fullmatch(text)]
    decimal = max(sure, key=lambda sign: len(sure[sign]))
    if not sure[decimal]:
        decimal = "" if unsure or not any(" " in text for text in plain) else ","
    thousands, example = next(
        (
            (sign, text)
            for sign, form in SEPARATED.items()
            if decimal and sign != decimal
            for text in plain
            if form.search(text)
        ),
        ("", ""),
    )
    words = {text.casefold() for text in plain}
    nothing = [word for word in NOTHING if word in words]
    others = sure.get(OTHER_SIGN.get(decimal, ""), ())
    step = "" if unsure and not decimal else _step(max(_digits(plain, decimal), _digits(numbers, ".")))
    return Figures(decimal, sure.get(decimal, ()), others, unsure, thousands, example, nothing, step, len(numbers))


def _digits(texts: Sequence[str], decimal: str) -> int:
    """How many digits stand after the sign, at most."""
    return max((len(text.rpartition(decimal)[2]) for text in texts if decimal and decimal in text), default=0)


def _step(digits: int) -> str:
    """The place of the last of some digits: "1", "0.1" and so on."""
    if digits > MOST_DIGITS:
        return ""
    return f"0.{'0' * (digits - 1)}1" if digits else "1"
