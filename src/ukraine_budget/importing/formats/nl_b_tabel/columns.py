"""The columns of a Dutch budget table: its header says what they are in whole sentences, which change every year."""

from collections.abc import Sequence
from typing import NamedTuple

from ukraine_budget.importing.rows import key
from ukraine_budget.importing.source import Source
from ukraine_budget.language import said

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
    words = {field: place for field, begins in BEGINNINGS.items() if (place := _place(names, begins)) is not None}
    amounts = {YEARS[name]: place for place, name in enumerate(names) if name in YEARS}
    missing = [begins[0] for field, begins in BEGINNINGS.items() if field not in words]
    missing += [name for name, years in YEARS.items() if years not in amounts]
    if missing:
        raise source.error(
            "other-layout",
            said("is no budget table: no column begins with '{name}'", name=missing[0]),
            place=(1, 0),
        )
    nameless = tuple(place for place, name in enumerate(names) if not name)
    return Columns(words, amounts, nameless, tuple(name.strip() for name in header))


def _place(names: Sequence[str], begins: Sequence[str]) -> int | None:
    exact = next((names.index(word) for word in begins if word in names), None)
    if exact is not None:
        return exact
    return next((place for place, name in enumerate(names) if name.startswith(tuple(begins))), None)
