"""Currency and unit of a table, as its titles, names and columns state them."""

import re
from collections.abc import Sequence

from ukraine_budget.importing.maps.guess.roles import Roles
from ukraine_budget.importing.maps.guess.table import Table
from ukraine_budget.importing.maps.guess.words import folded
from ukraine_budget.importing.units import unit_in

CURRENCIES = {
    "EUR": re.compile(r"€|(?i:\beuros?\b)"),
    "USD": re.compile(r"US\$|(?i:\bU\.?S\.? dollars?\b)"),
    "GBP": re.compile(r"£|(?i:\bpounds sterling\b)"),
    "PLN": re.compile(r"(?i)\bzł|\bzłotych\b"),
    "CZK": re.compile(r"\bKč"),
    "UAH": re.compile(r"₴|(?i:\bгрн\b)"),  # noqa: RUF001
    "BRL": re.compile(r"\bR\$"),
}
IN_CURRENCY = re.compile(
    r"(?i)\b(?:in|en|em|i|w) (?:euros?|eur|usd|gbp|chf|dollars|pounds|kroner|kronor|kr|zł|złotych)\b"
)
CODES = re.compile(r"\b(?:EUR|USD|GBP|CHF|DKK|NOK|SEK|ISK|PLN|CZK|HUF|RON|BGN|UAH|MXN|BRL|CAD|AUD|JPY)\b")


def _titles(table: Table) -> str:
    return " ".join([table.source.name, table.header.titles, *(f"{c.above} {c.name}" for c in table.columns)])


def unit_of(table: Table, parts: Roles) -> str:
    """Unit of the amounts: the smallest in a column of units, else that of a title or column name."""
    said = {unit_of_row(text) for text in parts.unit.column.words} if parts.unit else set()
    known = [unit for unit in ("one", "thousand", "million", "billion") if unit in said]
    return known[0] if known else unit_in(_titles(table))


def unit_of_row(text: str) -> str:
    """Unit in a cell of a column of units; a currency alone is one."""
    bare = folded(text)
    is_one = bare in ("1", "one", "units", "euro", "euros", "€") or CODES.fullmatch(text)
    return unit_in(text) or ("one" if is_one else "")


def currencies(table: Table, parts: Roles, signs: Sequence[str]) -> set[str]:
    """Currencies named in a table, or by `signs` beside amounts."""
    named = parts.currency.column.words if parts.currency else ()
    text = " ".join([_titles(table), *signs, *named, *(parts.unit.column.words if parts.unit else ())])
    return set(CODES.findall(text)) | {money for money, form in CURRENCIES.items() if form.search(text)}


def says_currency(table: Table) -> bool:
    """Whether a title or name states the currency of amounts, such as "in euros"."""
    return bool(IN_CURRENCY.search(_titles(table)))
