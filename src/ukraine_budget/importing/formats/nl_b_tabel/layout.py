"""Columns of a budget table. Its header names them in whole sentences, which change every year."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from ukraine_budget.importing.kinds import Row, key
from ukraine_budget.importing.source import Source
from ukraine_budget.language import said

LABELS = ("cluster", "instrument", "detail", "more")
BEGINNINGS: Mapping[str, Sequence[str]] = {
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
"""Prefixes of each column's name; an exact name is preferred, then the first column that matches."""
YEARS = {"bedrag t-2": -2, "bedrag t-1": -1, "bedrag t": 0, **{f"bedrag t+{n}": n for n in range(1, 5)}}
"""Distance in years from the budget year, by column of amounts."""


class Columns(NamedTuple):
    """Indexes of columns: `words` by field, `amounts` by distance in years, and `nameless` ones."""

    words: dict[str, int]
    amounts: dict[int, int]
    nameless: tuple[int, ...]
    names: tuple[str, ...]

    def word(self, row: Row, field: str) -> str:
        """The text of a row in a column, with blanks collapsed."""
        return " ".join(row.cells[self.words[field]].split())

    def article(self, row: Row) -> tuple[str, str, str]:
        """Code and chapter of a row, and its article."""
        return self.word(row, "code"), self.word(row, "chapter"), self.word(row, "article")

    def nameless_texts(self, row: Row) -> Sequence[str]:
        """The texts of a row in columns without a name."""
        return [row.cells[index].strip() for index in self.nameless]


def columns(source: Source, header: Sequence[str]) -> Columns:
    """Find the columns in a header; SourceError if it is not that of a budget table."""
    names = [key(name) for name in header]
    words = {field: index for field, begins in BEGINNINGS.items() if (index := _index(names, begins)) is not None}
    amounts = {YEARS[name]: index for index, name in enumerate(names) if name in YEARS}
    missing = [begins[0] for field, begins in BEGINNINGS.items() if field not in words]
    missing += [name for name, years in YEARS.items() if years not in amounts]
    if missing:
        raise source.error(
            "other-layout", said("is no budget table: no column begins with '{name}'", name=missing[0]), position=(1, 0)
        )
    nameless = tuple(index for index, name in enumerate(names) if not name)
    return Columns(words, amounts, nameless, tuple(name.strip() for name in header))


def _index(names: Sequence[str], begins: Sequence[str]) -> int | None:
    exact = next((names.index(word) for word in begins if word in names), None)
    if exact is not None:
        return exact
    return next((index for index, name in enumerate(names) if name.startswith(tuple(begins))), None)
