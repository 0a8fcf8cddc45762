"""The rows of a budget table that can be read as what they are, and the reasons why the others cannot.

Its header says what the columns are in whole sentences, which change every year.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import NamedTuple

from ukraine_budget.importing.extract import Wanted
from ukraine_budget.importing.kinds import INEXACT, Number, Row, Shape, is_text, key, rows
from ukraine_budget.importing.maps import Numbers
from ukraine_budget.importing.maps.amounts import amount
from ukraine_budget.importing.rejects import Loss, Refused, Scope, fitted, left_out, loss, no_number
from ukraine_budget.importing.source import Source
from ukraine_budget.importing.units import RowUnits, Said
from ukraine_budget.language import Text, said
from ukraine_budget.model.text import plain as shortest
from ukraine_budget.read.cells import YEAR
from ukraine_budget.read.notation import NotANumber
from ukraine_budget.read.problems import quoted
from ukraine_budget.report.importresult import LeftOut

BASES = {"V": "commitment", "U": "cash", "O": "receipt"}
LABELS = ("cluster", "instrument", "detail", "more")
LOST = re.compile(r"#[A-Z/0-9]+[?!]?|Err:[0-9]+")
"""What a spreadsheet writes where it cannot compute a text."""
OF_WHICH = re.compile(r"(?i)[-\s]*(waarvan|w\.v\.)\b.*")
NUMBERS = Numbers(decimal=".", thousands=",")
WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
"""Amounts are whole thousands; a leading zero is a dash gone wrong."""
FRACTION = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+(E[+-]?[0-9]+)?")
"""A number that a spreadsheet computed and never rounded."""
GROUPS = re.compile(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
"""What may also be Dutch for thousands; in a row with other fractions it is one."""
BEYOND = ("", "")
"""The columns without a name after the last year, where shifted amounts stand: a sheet does not store such names."""
NEW_YEAR = re.compile(r"([0-9]{4})-01-01([T ]00:00(:00(\.0+)?)?)?")
"""A year that a spreadsheet took for a date."""
HALF_UP = Context(prec=200, rounding=ROUND_HALF_UP)
PHASE = "OWB"
PRO_MEMORIE = "pm"
DASH = "-"
UNIT = "thousand"
BEGINNINGS = {
    "year": ("begrotingsjaar",),
    "code": ("begrotings hoofdstuk", "begroting"),
    "chapter": ("naam begroting",),
    "phase": ("begrotingsfase",),
    "article": ("artikel nummer",),
    "article_name": ("omschrijving artikel",),
    "programme": ("programma",),
    "basis": ("v/u/o",),
    "total": ("indicatie totaal",),
    "number": ("nr. onderverdeling",),
    "cluster": ("beleidsmatige clustering",),
    "instrument": ("financieel instrument",),
    "detail": ("uitsplitsing",),
    "more": ("nadere omschrijving",),
}
"""How the header of each column begins; of two that do, the first is meant."""
YEARS = {"bedrag t-2": -2, "bedrag t-1": -1, "bedrag t": 0, **{f"bedrag t+{n}": n for n in range(1, 5)}}
"""How far the year of each column of amounts is from that of the budget."""


class Columns(NamedTuple):
    """Where the columns are: those of words by their name here, those of amounts by their distance in years.

    `nameless` are the columns without a name: nothing says what stands there.
    """

    words: dict[str, int]
    amounts: dict[int, int]
    nameless: tuple[int, ...]
    names: tuple[str, ...]


def columns(source: Source, header: Sequence[str]) -> Columns:
    """The columns of a header; SourceError where it is not that of a budget table."""
    names = [key(name) for name in header]
    words = {field: index for field, begins in BEGINNINGS.items() if (index := _index(names, begins)) is not None}
    amounts = {YEARS[name]: index for index, name in enumerate(names) if name in YEARS}
    missing = [begins[0] for field, begins in BEGINNINGS.items() if field not in words]
    missing += [name for name, years in YEARS.items() if years not in amounts]
    if missing:
        raise source.error(
            "other-layout", said("is no budget table: no column begins with '{name}'", name=missing[0]), place=(1, 0)
        )
    nameless = tuple(index for index, name in enumerate(names) if not name)
    return Columns(words, amounts, nameless, tuple(name.strip() for name in header))


def _index(names: Sequence[str], begins: Sequence[str]) -> int | None:
    exact = next((names.index(word) for word in begins if word in names), None)
    if exact is not None:
        return exact
    return next((index for index, name in enumerate(names) if name.startswith(tuple(begins))), None)


@dataclass(frozen=True, eq=False)
class Entry:
    """A row that says what it is: `amounts` by budget year, each with the name of its column."""

    row_number: int
    year: int
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


class Table:
    """The rows of one file. `rejects` are those that are left out, `losses` what they state.

    `rounded` counts the amounts that were computed and had to be rounded to whole thousands.
    """

    def __init__(self, source: Source, wanted: Wanted, units: dict[str, Said]) -> None:
        self.source, self.wanted = source, wanted
        self.rejects: list[LeftOut] = []
        self.losses: list[Loss] = []
        self.read = 0
        self.rounded = 0
        shape = Shape(sheet=wanted.sheet)
        self._left: set[int] = set()
        table = rows(source, shape)
        header, text = next(table, Row(1, ())).cells, is_text(source, shape)
        if not text:
            header += BEYOND
        self.columns: Columns = columns(source, header)
        self.units = RowUnits(source, header, UNIT, units)
        self.rows = list(self._distinct(table, header, text=text))

    def _distinct(self, table: Iterator[Row], header: tuple[str, ...], *, text: bool) -> Iterator[Row]:
        """The rows that say something, each once."""
        first: dict[tuple[str, ...], int] = {}
        for row in table:
            self.read += 1
            try:
                cells = fitted(row, header, text=text)
                if (twin := first.setdefault(cells, row.number)) != row.number:
                    raise Refused("repeated-row", said("repeats row {number} to the letter", number=twin))
                yield Row(row.number, cells)
            except Refused as refused:
                self.refuse(row, refused)

    def word(self, row: Row, field: str) -> str:
        """What a row says in a column."""
        return " ".join(row.cells[self.columns.words[field]].split())

    def is_silent(self, row_number: int) -> bool:
        """Whether nothing of a row was left out for a reason of its own."""
        return row_number not in self._left

    def refuse(self, row: Row, refused: Refused, index: int | None = None) -> None:
        """Leave out a row, or its cell in one column."""
        self.leave(row.number, refused, "" if index is None else self.columns.names[index])
        self._lose(row, refused, index)

    def _lose(self, row: Row, refused: Refused, index: int | None) -> None:
        """Count the amounts of a row that is left out, or that of its cell in one column, as lost."""
        cells = dict(enumerate(map(str.strip, row.cells)))
        basis, year, code, article = (
            cells.get(self.columns.words[field], "") for field in ("basis", "year", "code", "article")
        )
        asked = self.wanted.includes(code, article) and (self.wanted.receipts or BASES.get(basis) != "receipt")
        for distance, at in self.columns.amounts.items():
            text = cells.get(at, "")
            of = int(_year_in(year)) + distance if YEAR.fullmatch(_year_in(year)) else 0
            states = text not in ("", DASH, PRO_MEMORIE) and index in (None, at)
            if states and not refused.expected and asked and (not of or self.wanted.includes_year(of)):
                self.losses += loss(refused.reason, Scope(basis=BASES.get(basis, ""), year=of), text)

    def leave(self, row_number: int, refused: Refused, column: str = "") -> None:
        """Note that a row, or its cell in a column, is left out."""
        self.rejects.append(left_out(self.source, row_number, refused, column))
        self._left.add(row_number)


def entries(table: Table) -> list[Entry]:
    """The rows that can be read; the others are left out for a reason."""
    year = _year(table)
    shifted = {_article(table, row) for row in table.rows if _beyond(table, row)}
    readable = []
    for row in table.rows:
        try:
            _check(table, row, year)
            if _article(table, row) in shifted:
                raise Refused("shifted", _shifted(table, row))
            readable.append(_entry(table, row))
            table.units.check(row)
        except Refused as refused:
            table.refuse(row, refused)
    return readable


def _year(table: Table) -> str:
    """The budget year of the file: that of most of its rows."""
    years = Counter(_year_in(table.word(row, "year")) for row in table.rows)
    year = max(years, key=lambda text: (years[text], text), default="")
    if not YEAR.fullmatch(year):
        raise table.source.error(
            "other-layout", said("{text} is not the year of a budget", text=quoted(year)), place=(2, 1)
        )
    return year


def _year_in(text: str) -> str:
    """The budget year that a cell says, be it as its first day, with a time or without."""
    day = NEW_YEAR.fullmatch(text)
    return day[1] if day else text


def _article(table: Table, row: Row) -> tuple[str, str, str]:
    return table.word(row, "code"), table.word(row, "chapter"), table.word(row, "article")


def _beyond(table: Table, row: Row) -> bool:
    """Whether an amount stands beyond the last column of amounts: which years the row is of, nothing says."""
    return any(re.search(r"[0-9]", text) and not re.search(r"[^\W\d_]", text) for text in _nameless(table, row))


def _nameless(table: Table, row: Row) -> Sequence[str]:
    return [row.cells[index].strip() for index in table.columns.nameless]


def _shifted(table: Table, row: Row) -> Text:
    if _beyond(table, row):
        return said("an amount stands beyond the last year, so nothing says of which years the amounts are")
    return said("amounts of other rows of the article stand beyond the last year, so its years are not known")


def _check(table: Table, row: Row, year: str) -> None:
    """Refuse a row that does not say what it is."""
    if table.word(row, "basis") not in BASES:
        raise Refused("no-basis", said("{text} is not V, U or O", text=quoted(table.word(row, "basis"))))
    if _year_in(table.word(row, "year")) != year:
        message = said("the row is of the budget {other}, the file of {year}", other=table.word(row, "year"), year=year)
        raise Refused("other-year", message)
    if not table.word(row, "code"):
        raise Refused("no-chapter", said("nothing says of which chapter the row is"))
    if not table.word(row, "article") and not _is_of_chapter(table, row):
        raise Refused("no-article", said("nothing says of which article the row is"))
    if table.word(row, "phase") != PHASE:
        raise Refused(
            "other-phase",
            said("{text} is not {phase}, the draft budget", text=quoted(table.word(row, "phase")), phase=PHASE),
        )
    labels = [table.word(row, field) for field in LABELS]
    lost = [label for label in labels if LOST.fullmatch(label)]
    if lost:
        raise Refused("lost-label", said("what the amounts are for is lost: {text} stands there", text=", ".join(lost)))
    if any(map(OF_WHICH.fullmatch, labels)):
        raise Refused("of-which", said("part of another row, whose money it repeats"), expected=True)


def _is_of_chapter(table: Table, row: Row) -> bool:
    return table.word(row, "total") in ("J", "Ja") and not table.word(row, "article_name")


def _entry(table: Table, row: Row) -> Entry:
    word = {field: table.word(row, field) for field in table.columns.words}
    budget_year = int(_year_in(word["year"]))
    amounts = {budget_year + distance: index for distance, index in table.columns.amounts.items()}
    return Entry(
        row.number,
        budget_year,
        word["code"],
        word["chapter"],
        word["article"],
        word["article_name"],
        word["programme"],
        BASES[word["basis"]],
        word["total"] in ("J", "Ja"),
        word["number"],
        tuple(word[field] for field in LABELS),
        {year: (text, name) for year, index in amounts.items() for text, name in _amount(table, row, index)},
    )


def _amount(table: Table, row: Row, index: int) -> Iterator[tuple[str, str]]:
    """The amount in a cell, with the name of its column; nothing where it states none."""
    cell, column = row.cells[index], table.columns.names[index]
    text = cell.strip()
    try:
        if text == DASH:
            raise Refused("dash", said("a dash may be zero, or nothing stated"))
        if text == PRO_MEMORIE:
            raise Refused("pro-memorie", said("p.m.: no amount is stated"), expected=True)
        if (isinstance(cell, Number) and "." in text) or _is_fraction(table, row, text):
            table.rounded += 1
            yield _rounded(text), column
        elif value := _whole(amount(text, NUMBERS) or ""):
            yield value, column
    except NotANumber as error:
        table.refuse(row, no_number(error), index)
    except Refused as refused:
        table.refuse(row, refused, index)


def _is_fraction(table: Table, row: Row, text: str) -> bool:
    """Whether an amount was computed: it has a fraction that is none of the ways to write thousands."""
    if not FRACTION.fullmatch(text):
        return False
    texts = (row.cells[at].strip() for at in table.columns.amounts.values())
    return any(FRACTION.fullmatch(other) and not GROUPS.fullmatch(other) for other in texts)


def _rounded(number: str) -> str:
    """A number rounded to a whole one, half away from zero."""
    value = Decimal(number.removeprefix(INEXACT))
    return shortest(value.quantize(Decimal(1), context=HALF_UP))


def _whole(value: str) -> str:
    if value and not WHOLE.fullmatch(value):
        raise Refused(
            "bad-number", said("{text} is no whole number, and the table is in whole thousands", text=quoted(value))
        )
    return value
