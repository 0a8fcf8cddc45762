"""A view before it is text: what machines read, and the blocks that people read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import compress
from typing import Literal, NamedTuple

from ukraine_budget.model.language import Language
from ukraine_budget.model.message import Text, said

Kind = Literal["text", "amount", "spread", "change", "percent"]
Style = Literal["line", "heading", "total", "alert"]


NOTES, SOURCES = said("Notes"), said("Sources")


class Records(NamedTuple):
    """Rows for machines: the names of the contract, and values by those names.

    `row` is the type whose annotations say what each value is; without it all are texts.
    """

    fields: tuple[str, ...]
    rows: Sequence[tuple[object, ...]]
    row: type | None = None


class Qualified(NamedTuple):
    """An amount that stands, with the words that qualify it, if any."""

    amount: Decimal
    words: tuple[str, ...]

    def spoken(self, language: Language) -> str:
        """The amount and its words in a language."""
        words = ", ".join(map(language.say, self.words))
        return language.number(self.amount) + (f" ({words})" if words else "")


Value = str | Decimal | Qualified | None
"""What a cell shows."""


class Column(NamedTuple):
    """A column for people. `kind` says how its values are shown and aligned."""

    title: Text
    kind: Kind = "text"


class Row(NamedTuple):
    """A row for people: a cell per column; `level` indents the first. A heading has one cell."""

    cells: tuple[Value, ...]
    style: Style = "line"
    level: int = 0


class Block(NamedTuple):
    """A part of a view that stands by itself, such as a fund."""

    title: Text
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def block(title: Text, columns: Sequence[Column], rows: Sequence[Row]) -> Block:
    """A block without the columns that are blank in every row; an amount that is not stated is not blank."""
    said = [
        column.kind == "amount" or any(row.cells[n] not in (None, "") for row in rows if row.style != "heading")
        for n, column in enumerate(columns)
    ]
    kept = tuple(
        row if row.style == "heading" else Row(tuple(compress(row.cells, said)), row.style, row.level) for row in rows
    )
    return Block(title, tuple(compress(columns, said)), kept)


@dataclass(frozen=True)
class Table:
    """One view: `schema` is name/version of the JSON contract, `head` its top-level facts, `lists` its other lists.

    `flat` names the list that is written where there is room for one table only; by default the records.
    """

    schema: str
    title: Text
    head: Mapping[str, object]
    records: Records
    lists: Mapping[str, Records] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    notes: tuple[Text, ...] = ()
    sources: tuple[Text, ...] = ()
    flat: str = ""

    @property
    def one_list(self) -> Records:
        """What a format says that has room for one table only."""
        return self.lists[self.flat] if self.flat else self.records

    @property
    def lists_below(self) -> tuple[tuple[Text, tuple[Text, ...]], ...]:
        """The notes and the sources, each with its heading, where there are any."""
        return tuple(part for part in ((NOTES, self.notes), (SOURCES, self.sources)) if part[1])
