"""Units of amounts: words for them, conversion, and columns that state the unit of each row."""

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.errors import SourceError
from ukraine_budget.importing.kinds import Row, key
from ukraine_budget.importing.source import Source
from ukraine_budget.language import said, word
from ukraine_budget.model.amount import EXACT
from ukraine_budget.model.ledger import UNITS as POWERS
from ukraine_budget.model.text import plain
from ukraine_budget.read.problems import quoted

WORDS = {
    "thousand": re.compile(
        r"(?i)\bx?(thousands?|duizend(en)?|tausend|tsd|tusen|tusind|tusental|milliers|miles de|milhares|migliaia|tys)\b"
        r"|[x*] ?(€ ?)?1[.,]?000\b(?![.,]?000)|\b1[., ]?000 (kr|kroner|kronor|euros?|eur|€)|\b(tkr|[tk]eur)\b|\b[tk]€"
        r"|(?<![0-9])['\N{RIGHT SINGLE QUOTATION MARK}]000s?\b|[€£$] ?000s?\b"
    ),
    "million": re.compile(
        r"(?i)\bx?(millions?|miljoen(en)?|mln|mio|mkr|mnkr|millionen|millones|milhões|milioni|millioner|miljoner|mill(?=\.)|meur)\b"
        r"|1[.,]000[.,]000\b|\bm€|[€£$] ?mn?\b"
    ),
    "billion": re.compile(
        r"(?i)\bx?(billions?|miljard(en)?|mld|bn|milliarden|mrd|milliards|miliardi|milliarder|mdkr|mia)\b|\bmds?€"
    ),
}
"""Patterns of words for a unit, in a title, the name of a column or a cell."""
SAYING = {"unit", "units", "eenheid", "eenheden", "munteenheid", "geldeenheid", "multiplier", "powercode"}
"""Words in the name of a column of units."""
BESIDE = {"of", "van", "in", "the", "de", "het", "x", "eur", "euro", "euros", "measure", "mult", "code", "amount"}
BESIDE |= {"amounts", "bedrag", "bedragen", "value", "values", "waarde", "money", "currency", "valuta"}
"""Words that may accompany SAYING: a "spending unit" is no unit of amounts."""
LIKE_A_UNIT = re.compile(
    r".*[€$£%].*|[A-Z]{3}|[x*]? ?[0-9][0-9.,]*|(?i:[km]|mn|mio|mil|mrd|tsd|dzd|euros?|fte|stuks|one)\.?"
)
"""Other units. Words such as "Army" in a column of units may name whom the money is for."""


def says_units(name: str) -> bool:
    """Whether the name of a column, in English or Dutch, says that it holds units."""
    words = set(re.findall(r"[^\W_]+", name.casefold()))
    return bool(words & SAYING) and words <= SAYING | BESIDE


def is_unit(text: str) -> bool:
    """Whether a text looks like a unit of amounts."""
    return bool(LIKE_A_UNIT.fullmatch(text)) or unit_in(text) != ""


def unit_in(text: str) -> str:
    """The ledger's word for the unit in a text; empty without one."""
    return next((unit for unit, form in WORDS.items() if form.search(text)), "")


def power(unit: str, into: str) -> int:
    """Power of ten that converts amounts from one unit into another."""
    return POWERS[unit] - POWERS[into]


def scaled(amount: str, power: int) -> str:
    """Multiply a plain decimal by a power of ten, exactly; blank stays blank."""
    return plain(EXACT.scaleb(Decimal(amount), power)) if amount and power else amount


class StatedUnit(NamedTuple):
    """Text of a column of units, and its position."""

    text: str
    file: str
    row: int


FirstUnits = Mapping[str, StatedUnit]
"""The first text of each column of units, by the key of the column."""


class RowUnits:
    """Columns of units in one file, which is read in one `unit`.

    `first` are their first texts, in this file or in those before it.
    `named` are the columns that a map mentions, `read` those from which it takes the unit of a row.
    """

    def __init__(
        self,
        source: Source,
        header: Sequence[str],
        unit: str | None,
        before: FirstUnits,
        *,
        named: Collection[str] = (),
        read: Collection[str] = (),
    ) -> None:
        self.source, self.unit, self.first = source, unit, dict(before)
        self.columns = [
            (index, name.strip())
            for index, name in enumerate(header)
            if says_units(name) and not {key(name), f"#{index + 1}"} & set(read)
        ]
        self.named = {name for index, name in self.columns if {key(name), f"#{index + 1}"} & set(named)}

    def check(self, row: Row) -> None:
        """Raise SourceError for a row whose amounts are in another unit than those before it."""
        for index, name in self.columns:
            text = _cell(row, index)
            first = self.first.setdefault(key(name), StatedUnit(text, self.source.name, row.number))
            if self.unit and unit_in(text) not in ("", self.unit):
                raise self._other(row, index, name)
            units = [one for one in (first.text, text) if is_unit(one)]
            if key(first.text) != key(text) and (units or name not in self.named):
                raise self._several(row, index, name, first)

    def _other(self, row: Row, index: int, name: str) -> SourceError:
        message = said(
            "the column {name} says {text}, and the file is read in the unit {unit}",
            name=quoted(name),
            text=quoted(_cell(row, index)),
            unit=word(str(self.unit), "unit"),
        )
        help = said("say in the map in which unit its amounts are; or import the rows of one unit, by [[skip]]")
        return self.source.error("other-unit", message, help, (row.number, index + 1))

    def _several(self, row: Row, index: int, name: str, first: StatedUnit) -> SourceError:
        message = said(
            "the column {name} says {text}, and {other} in row {row} of {file}: amounts of several units are not read",
            name=quoted(name),
            text=quoted(_cell(row, index)),
            other=quoted(first.text),
            row=first.row,
            file=first.file,
        )
        help = said("put all amounts in one unit in a copy of the file; or import the rows of one unit, by [[skip]]")
        return self.source.error("unit-per-row", message, help, (row.number, index + 1))


def _cell(row: Row, index: int) -> str:
    """The text of a cell; blank beyond the row's last cell, as sheets do not store trailing blanks."""
    return row.cells[index].strip() if index < len(row.cells) else ""
