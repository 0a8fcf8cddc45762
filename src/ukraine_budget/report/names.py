"""What the funds, lines, years, bases and units of a ledger are called in titles and sentences."""

from functools import cache

from ukraine_budget.language import Name, Text, joined, named, said, word
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Fund, Key, Line, Version, Year


def name_of(row: Fund | Line | Version) -> Name:
    """The name of a fund, line or version in every language; its id where it has none."""
    return named(row.name or row[0], nl=row.name_nl)


def remark_on(fund: Fund) -> Text:
    """What the ledger says of a fund, in every language."""
    return fund.note if isinstance(fund.note, Text) else named(fund.note, nl=fund.note_nl)


def in_words(ledger: Ledger, text: str) -> Name:
    """A note, locator or label of the ledger, in every language that the ledger has it in."""
    return named(text, nl=ledger.texts.get(text, ""))


def cell_name(cell: Key) -> Text:
    """A line, basis and year as one name."""
    line, basis, year = cell
    return joined((line, word(basis, "basis"), any_year(year)), " ")


@cache
def any_year(year: Year) -> Text:
    """A year as it is called, or that it lies beyond those that the paper prints."""
    return Text(year) if isinstance(year, int) else word(year, "year")


def line_name(ledger: Ledger, line: str) -> str:
    """What a line is called, with the id that commands take."""
    row = ledger.lines[line]
    if not row.name or row.name == line:
        return line
    return joined((name_of(row), f"[{line}]"), " ")


def row_name(ledger: Ledger, line: str, basis: str) -> str:
    """What the row of a line is called, or that of a total, which has none."""
    return line_name(ledger, line) if line else said("Total {basis}", basis=word(basis, "basis"))


def basis_heading(basis: str) -> Text:
    """A basis as the heading of what is counted on it."""
    return word(basis.capitalize(), "heading")


def measure(ledger: Ledger) -> Text:
    """The currency and unit of every amount of a view."""
    if ledger.unit is None and ledger.currency:
        return said("{currency}, unit not stated", currency=word(ledger.currency, "currency"))
    if ledger.unit is None:
        return said("currency and unit not stated")
    unit = word("" if ledger.unit == "one" else ledger.unit, "unit")
    currency = word(ledger.currency or "", "currency")
    return said("{currency} {unit}", currency=currency, unit=unit) if unit and currency else unit or currency


def moment(as_of: str) -> Text:
    """The version or date that a view is as of."""
    return Text(as_of) if as_of else said("no version")


def fund_title(ledger: Ledger, fund: str) -> Text:
    """The name of a fund, and that it is not support where it is not."""
    row = ledger.funds[fund]
    return name_of(row) if row.support else said("{fund} (not counted as support for Ukraine)", fund=name_of(row))


def shift_year(year: Year | None) -> Text:
    """A year that money leaves or reaches, or that it is not printed."""
    return said("not printed") if year is None else any_year(year)
