"""Columns as a map names them, and search by known names."""

from collections.abc import Sequence
from typing import NamedTuple

from ukraine_budget.importing.kinds import key
from ukraine_budget.importing.maps.guess.header import plain
from ukraine_budget.importing.maps.guess.table import Column, Table
from ukraine_budget.importing.maps.guess.words import folded


class Named(NamedTuple):
    """A column, its name in templates, and the reason for its role."""

    column: Column
    field: str
    reason: str = ""

    def because(self, reason: str) -> "Named":
        """Copy with a reason."""
        return self._replace(reason=reason)

    def is_called(self, words: Sequence[str]) -> bool:
        """Whether the column's name is one of some words."""
        return self.column.title in set(map(folded, words))


def field(table: Table, column: Column) -> str:
    """Name of a column in templates: its number if the name is ambiguous."""
    return column.name if plain(key(column.name), table.names) else f"#{column.index + 1}"


def titled(columns: Sequence[Named], words: Sequence[str]) -> Named | None:
    """The first column whose name is one of some words."""
    return next((one.because("by its name") for one in columns if one.is_called(words)), None)
