"""Entries of a budget table: its identified rows, and the reasons why others are left out."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ukraine_budget.importing.extract import Wanted
from ukraine_budget.importing.formats.nl_b_tabel.amounts import DASH, PRO_MEMORIE, parse_amount
from ukraine_budget.importing.formats.nl_b_tabel.layout import LABELS, Columns, columns
from ukraine_budget.importing.kinds import Row, Shape, is_text, rows
from ukraine_budget.importing.rejects import Loss, Refused, Scope, fitted, left_out, loss, no_number
from ukraine_budget.importing.source import Source
from ukraine_budget.importing.units import FirstUnits, RowUnits
from ukraine_budget.language import said
from ukraine_budget.read.cells import YEAR
from ukraine_budget.read.notation import NotANumber
from ukraine_budget.read.problems import quoted
from ukraine_budget.report.importresult import LeftOut

BASES = {"V": "commitment", "U": "cash", "O": "receipt"}
LOST = re.compile(r"#[A-Z/0-9]+[?!]?|Err:[0-9]+")
"""A spreadsheet error in place of a text."""
OF_WHICH = re.compile(r"(?i)[-\s]*(waarvan|w\.v\.)\b.*")
BEYOND = ("", "")
"""Nameless columns after the last year, for shifted amounts: sheets do not store blank names."""
NEW_YEAR = re.compile(r"([0-9]{4})-01-01([T ]00:00(:00(\.0+)?)?)?")
"""A year that a spreadsheet took for a date."""
PHASE = "OWB"
UNIT = "thousand"


@dataclass(frozen=True, eq=False)
class Entry:
    """An identified row: `amounts` by budget year, each with the name of its column.

    `has_rejects`: a cell of it was left out.
    """

    row_number: int
    code: str
    chapter: str
    article: str
    article_name: str
    programme: str
    basis: str
    total: bool
    number: str
    labels: tuple[str, ...]
    amounts: Mapping[int, tuple[str, str]]
    has_rejects: bool


class Refusal(NamedTuple):
    """A row, or its cell in a column, that is left out, and the amounts lost with it."""

    reject: LeftOut
    losses: tuple[Loss, ...]


class Entries(NamedTuple):
    """Entries of a file and its budget year; numbers of rows read, and of amounts rounded to whole thousands.

    `units` are the first units of this file and of those before it.
    """

    year: int
    entries: Sequence[Entry]
    refusals: Sequence[Refusal]
    read: int
    rounded: int
    units: FirstUnits


class Table(NamedTuple):
    """A file, its columns, and the options of the import."""

    source: Source
    columns: Columns
    wanted: Wanted


class ParsedRow(NamedTuple):
    """An entry, the cells of its row that are left out, and the number of rounded amounts."""

    entry: Entry
    refusals: Sequence[Refusal]
    rounded: int


def entries(source: Source, wanted: Wanted, units: FirstUnits) -> Entries:
    """Read the entries of a file. `units` are the first units of the files before it."""
    shape = Shape(sheet=wanted.sheet)
    below = rows(source, shape)
    header, text = next(below, Row(1, ())).cells, is_text(source, shape)
    if not text:
        header += BEYOND
    table = Table(source, columns(source, header), wanted)
    row_units = RowUnits(source, header, UNIT, units)
    every = list(_distinct(table, below, header, text=text))
    distinct = [row for row in every if isinstance(row, Row)]
    year = _year(table, distinct)
    refusals = [one for one in every if isinstance(one, Refusal)]
    parsed: list[ParsedRow] = []
    shifted = {table.columns.article(row) for row in distinct if _is_shifted(table.columns, row)}
    for row in distinct:
        try:
            _check(table.columns, row, year, shifted)
        except Refused as refused:
            refusals.append(_refusal(table, row, refused))
        else:
            row_units.check(row)
            parsed.append(_parse(table, row))
            refusals += parsed[-1].refusals
    rounded = sum(one.rounded for one in parsed)
    return Entries(int(year), [one.entry for one in parsed], refusals, len(every), rounded, row_units.first)


def _distinct(table: Table, below: Iterator[Row], header: tuple[str, ...], *, text: bool) -> Iterator[Row | Refusal]:
    """Each row once, at the width of the header; blank, broken and repeated rows are refused."""
    first: dict[tuple[str, ...], int] = {}
    for row in below:
        try:
            cells = fitted(row, header, text=text)
            if (twin := first.setdefault(cells, row.number)) != row.number:
                raise Refused("repeated-row", said("repeats row {number} to the letter", number=twin))
            yield Row(row.number, cells)
        except Refused as refused:
            yield _refusal(table, row, refused)


def _refusal(table: Table, row: Row, refused: Refused, index: int | None = None) -> Refusal:
    """Leave out a row, or its cell in one column."""
    name = "" if index is None else table.columns.names[index]
    losses = () if refused.expected else tuple(_lost(table, row, refused.reason, index))
    return Refusal(left_out(table.source, row.number, refused, name), losses)


def _lost(table: Table, row: Row, reason: str, index: int | None) -> Iterator[Loss]:
    """The amounts lost with a row, or with its cell in one column, within the selection."""
    words, wanted, cells = table.columns.words, table.wanted, dict(enumerate(map(str.strip, row.cells)))
    basis, year, code, article = (cells.get(words[field], "") for field in ("basis", "year", "code", "article"))
    if not wanted.includes(code, article) or (BASES.get(basis) == "receipt" and not wanted.receipts):
        return
    for distance, at in table.columns.amounts.items():
        text = cells.get(at, "")
        of = int(_year_in(year)) + distance if YEAR.fullmatch(_year_in(year)) else 0
        states = text not in ("", DASH, PRO_MEMORIE) and index in (None, at)
        if states and (not of or wanted.includes_year(of)):
            yield from loss(reason, Scope(basis=BASES.get(basis, ""), year=of), text)


def _year(table: Table, rows: Sequence[Row]) -> str:
    """The budget year of the file: that of most of its rows."""
    years = Counter(_year_in(table.columns.word(row, "year")) for row in rows)
    year = max(years, key=lambda text: (years[text], text), default="")
    if not YEAR.fullmatch(year):
        raise table.source.error(
            "other-layout", said("{text} is not the year of a budget", text=quoted(year)), position=(2, 1)
        )
    return year


def _year_in(text: str) -> str:
    """The budget year in a cell, which may be written as its first day, with or without a time."""
    day = NEW_YEAR.fullmatch(text)
    return day[1] if day else text


def _is_shifted(columns: Columns, row: Row) -> bool:
    """Whether an amount is beyond the last column of amounts, so that the years of the row are unknown."""
    return any(re.search(r"[0-9]", text) and not re.search(r"[^\W\d_]", text) for text in columns.nameless_texts(row))


def _check(columns: Columns, row: Row, year: str, shifted: Collection[tuple[str, str, str]]) -> None:
    """Raise Refused for a row that is not identified, or belongs to an article with `shifted` rows."""
    _check_keys(columns, row, year)
    labels = [columns.word(row, field) for field in LABELS]
    lost = [label for label in labels if LOST.fullmatch(label)]
    if lost:
        raise Refused("lost-label", said("what the amounts are for is lost: {text} stands there", text=", ".join(lost)))
    if any(map(OF_WHICH.fullmatch, labels)):
        raise Refused("of-which", said("part of another row, whose money it repeats"), expected=True)
    if _is_shifted(columns, row):
        raise Refused(
            "shifted", said("an amount stands beyond the last year, so nothing says of which years the amounts are")
        )
    if columns.article(row) in shifted:
        raise Refused(
            "shifted",
            said("amounts of other rows of the article stand beyond the last year, so its years are not known"),
        )


def _check_keys(columns: Columns, row: Row, year: str) -> None:
    """Raise Refused for a row without basis, chapter or article, or of another year or phase."""
    basis, phase = columns.word(row, "basis"), columns.word(row, "phase")
    if basis not in BASES:
        raise Refused("no-basis", said("{text} is not V, U or O", text=quoted(basis)))
    if _year_in(columns.word(row, "year")) != year:
        other = columns.word(row, "year")
        raise Refused(
            "other-year", said("the row is of the budget {other}, the file of {year}", other=other, year=year)
        )
    if not columns.word(row, "code"):
        raise Refused("no-chapter", said("nothing says of which chapter the row is"))
    if not columns.word(row, "article") and not _is_of_chapter(columns, row):
        raise Refused("no-article", said("nothing says of which article the row is"))
    if phase != PHASE:
        raise Refused("other-phase", said("{text} is not {phase}, the draft budget", text=quoted(phase), phase=PHASE))


def _is_of_chapter(columns: Columns, row: Row) -> bool:
    return columns.word(row, "total") in ("J", "Ja") and not columns.word(row, "article_name")


def _parse(table: Table, row: Row) -> ParsedRow:
    """Parse the amounts of an identified row."""
    year = int(_year_in(table.columns.word(row, "year")))
    amounts: dict[int, tuple[str, str]] = {}
    refusals: list[Refusal] = []
    rounded = 0
    for distance, index in table.columns.amounts.items():
        try:
            parsed = parse_amount(row, index, table.columns)
        except NotANumber as error:
            refusals.append(_refusal(table, row, no_number(error), index))
        except Refused as refused:
            refusals.append(_refusal(table, row, refused, index))
        else:
            if parsed:
                amounts[year + distance] = parsed.text, table.columns.names[index]
                rounded += parsed.is_rounded
    return ParsedRow(_entry(table.columns, row, amounts, has_rejects=bool(refusals)), refusals, rounded)


def _entry(columns: Columns, row: Row, amounts: Mapping[int, tuple[str, str]], *, has_rejects: bool) -> Entry:
    word = {field: columns.word(row, field) for field in columns.words}
    return Entry(
        row.number,
        word["code"],
        word["chapter"],
        word["article"],
        word["article_name"],
        word["programme"],
        BASES[word["basis"]],
        word["total"] in ("J", "Ja"),
        word["number"],
        tuple(word[field] for field in LABELS),
        amounts,
        has_rejects,
    )
