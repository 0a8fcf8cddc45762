"""How amounts are written, and in which unit: read to plain decimals."""

import re
from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.errors import SourceError
from ukraine_budget.importing.kinds import FORMULA, INEXACT, Number, Row, key
from ukraine_budget.importing.maps import Numbers
from ukraine_budget.importing.source import Source
from ukraine_budget.language import said, word
from ukraine_budget.model.text import plain as shortest
from ukraine_budget.read.notation import OTHER_SIGN, PLAIN, PLAIN_WHOLE, Grammar, NotANumber, plain
from ukraine_budget.read.problems import quoted

SPACES = str.maketrans("\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}", "   ")
POINTED, WHOLE = re.compile(PLAIN), re.compile(PLAIN_WHOLE)
"""Numbers that stand in the file as they are kept: nearly all."""
IN_DOUBT = Grammar("", ";")
"""How numbers are read where nothing says which sign is the decimal one: those that can be read in one way only."""


def amount(text: str, numbers: Numbers) -> str | None:
    """The number that a text is, as a plain decimal; None where it states nothing. Raises NotANumber."""
    if (POINTED if numbers.decimal == "." or isinstance(text, Number) else WHOLE).fullmatch(text):
        return text
    text = text.translate(SPACES).strip()
    if not text or text in numbers.nothing:
        return None
    if text in numbers.zero:
        return "0"
    if text.startswith((FORMULA, INEXACT)):
        return _computed(text, numbers)
    try:
        return plain(_with_known_groups(text, numbers), Grammar(numbers.decimal) if numbers.decimal else IN_DOUBT)
    except NotANumber as error:
        if error.code != "ambiguous-number":
            raise
        raise NotANumber(error.code, error.message, said("say in a map which sign is the decimal one")) from None


def _computed(text: str, numbers: Numbers) -> str:
    """What a spreadsheet computed, rounded as the map wants it. NotANumber without that, or without its value."""
    if text.startswith(FORMULA):
        message = said("the cell holds a formula whose value is not in the file: {text}", text=quoted(text))
        raise NotANumber("formula", message, said("open the workbook in a spreadsheet program and save it"))
    number = text.removeprefix(INEXACT)
    if numbers.round:
        return shortest(Decimal(number).quantize(Decimal(numbers.round)))
    message = said("{number} was computed and not rounded", number=number)
    raise NotANumber("inexact-number", message, said("round it in the sheet; or say in a map to which step: round"))


def _with_known_groups(text: str, numbers: Numbers) -> str:
    """The text with the separator of thousands that `plain` expects; NotANumber for one that the map does not name."""
    if not numbers.decimal:
        return text
    other = OTHER_SIGN[numbers.decimal]
    if other in text and other != numbers.thousands:
        message = said(
            "{text} has a '{sign}', which the map does not have between thousands", text=quoted(text), sign=other
        )
        raise NotANumber("bad-number", message, said("check the number; or say in the map: thousands"))
    return text.replace(numbers.thousands, other) if numbers.thousands in (" ", "'") else text


UNITS = {
    "thousand": re.compile(r"(?i)\b(thousands?|duizend(en)?)\b|[x*] ?(€ ?)?1[.,]?000\b(?![.,]?000)"),
    "million": re.compile(r"(?i)\b(millions?|miljoen(en)?|mln)\b|1[.,]000[.,]000\b"),
    "billion": re.compile(r"(?i)\b(billions?|miljard(en)?|mld|bn)\b"),
}
"""What says a unit in a title, the name of a column, or a cell."""
SAYING = {"unit", "units", "eenheid", "eenheden", "munteenheid", "geldeenheid", "multiplier", "powercode"}
"""The words in the name of a column that say that it holds units."""
BESIDE = {"of", "van", "in", "the", "de", "het", "x", "eur", "euro", "euros", "measure", "mult", "code", "amount"}
BESIDE |= {"amounts", "bedrag", "bedragen", "value", "values", "waarde", "money", "currency", "valuta"}
"""The words that may stand beside these: a "spending unit" is no unit of amounts."""
LIKE_A_UNIT = re.compile(
    r".*[€$£%].*|[A-Z]{3}|[x*]? ?[0-9][0-9.,]*|(?i:[km]|mn|mio|mil|mrd|tsd|dzd|euros?|fte|stuks|one)\.?"
)
"""Units but for those above. Other words in such a column, as "Army", may name whom the money is for."""


def says_units(name: str) -> bool:
    """Whether a column is called as one of units is, in English or Dutch."""
    words = set(re.findall(r"[^\W_]+", name.casefold()))
    return bool(words & SAYING) and words <= SAYING | BESIDE


def is_unit(text: str) -> bool:
    """Whether a text looks like a unit of amounts."""
    return bool(LIKE_A_UNIT.fullmatch(text)) or unit_in(text) != ""


def unit_in(text: str) -> str:
    """The unit of the ledger's that a text says, empty where it says none."""
    return next((unit for unit, form in UNITS.items() if form.search(text)), "")


class Said(NamedTuple):
    """What a column of units said first, and where."""

    text: str
    file: str
    row: int


class RowUnits:
    """The columns of units of one file, which is read in one `unit`; what those of any file said `first`.

    `named` are the columns of which a map says what they are for.
    """

    def __init__(
        self,
        source: Source,
        header: Sequence[str],
        unit: str | None,
        first: dict[str, Said],
        named: Collection[str] = (),
    ) -> None:
        self.source, self.unit, self.first = source, unit, first
        self.columns = [(index, name.strip()) for index, name in enumerate(header) if says_units(name)]
        self.named = {name for index, name in self.columns if {key(name), f"#{index + 1}"} & set(named)}

    def check(self, row: Row) -> None:
        """Refuse a row whose amounts are in another unit than those before it. Raises SourceError."""
        for index, name in self.columns:
            text = _cell(row, index)
            first = self.first.setdefault(key(name), Said(text, self.source.name, row.number))
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

    def _several(self, row: Row, index: int, name: str, first: Said) -> SourceError:
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
    """What a row says in a column; a sheet does not store blank cells at its end."""
    return row.cells[index].strip() if index < len(row.cells) else ""
