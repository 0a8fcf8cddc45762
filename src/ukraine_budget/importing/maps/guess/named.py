"""A column as a map names it, and the columns that are called by known words."""

from collections.abc import Sequence
from typing import NamedTuple

from ukraine_budget.importing.kinds import key
from ukraine_budget.importing.maps.guess.header import plain
from ukraine_budget.importing.maps.guess.table import Column, Table
from ukraine_budget.importing.maps.guess.words import folded


class Named(NamedTuple):
    """A column, how a template names it, and why it is taken for what it is."""

    column: Column
    field: str
    reason: str = ""

    def because(self, reason: str) -> "Named":
        """The same, for a reason."""
        return self._replace(reason=reason)

    def is_called(self, words: Sequence[str]) -> bool:
        """Whether its name is one of some words."""
        return self.column.title in set(map(folded, words))


def field(table: Table, column: Column) -> str:
    """How a template names a column: by its number where its name does not tell it from others."""
    return column.name if plain(key(column.name), table.names) else f"#{column.index + 1}"


def titled(columns: Sequence[Named], words: Sequence[str]) -> Named | None:
    """The first column whose name is one of some words."""
    return next((one.because("by its name") for one in columns if one.is_called(words)), None)
