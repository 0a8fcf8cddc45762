"""A view before it is text: what machines read, and the blocks that people read."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import compress, islice
from types import MappingProxyType
from typing import Any, Generic, Literal, NamedTuple, TypeVar

from ukraine_budget.language import Language, Text, joined, said
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Year
from ukraine_budget.report.values import Kind, Value

R = TypeVar("R")
Style = Literal["line", "heading", "total", "alert"]
NOTES, SOURCES = said("Notes"), said("Sources")


class Records(NamedTuple):
    """Rows for machines: the names of the contract, and values by those names.

    `row` is the type whose annotations say what each value is; without it all are texts.
    """

    fields: tuple[str, ...]
    rows: Sequence[tuple[object, ...]]
    row: type | None = None

    @classmethod
    def of(cls, row: Any, rows: Sequence[tuple[object, ...]]) -> "Records":
        """Rows of a type whose fields are those of the contract."""
        return cls(row._fields, rows, row)

    def batches(self, size: int) -> Iterator["Records"]:
        """The records in batches of `size` rows; one empty batch without any."""
        rows = iter(self.rows)
        some = tuple(islice(rows, size))
        yield self._replace(rows=some)
        while some := tuple(islice(rows, size)):
            yield self._replace(rows=some)


class Noted(Text):
    """A note in words, with its kind and the lines and years that it is about, for machines."""

    __slots__ = ("kind", "lines", "text", "years")

    text: Text
    kind: str
    lines: tuple[str, ...]
    years: tuple[Year, ...]

    def spoken(self, language: Language) -> str:
        """The words in a language."""
        return self.text.spoken(language)


def noted(text: Text, kind: str, lines: Iterable[str] = (), years: Iterable[Year] = ()) -> Noted:
    """A note in words."""
    note = Noted(text)
    note.text, note.kind, note.lines, note.years = text, kind, tuple(lines), tuple(years)
    return note


class Column(NamedTuple):
    """A column for people. `kind` says how its values are shown and aligned.

    One that is `of_last` tells of the column before it, and is not parted from that on paper.
    """

    title: Text
    kind: Kind = "text"
    of_last: bool = False


SPREAD = Column(Text("±"), "spread", of_last=True)
"""Half the interval of the amount in the column before it."""


class Row(NamedTuple):
    """A row for people: a cell per column, of which `level` indents the first; a heading has one over all columns."""

    cells: tuple[Value, ...]
    style: Style = "line"
    level: int = 0


ColumnOf = tuple[Column, Callable[[R], Value]]
"""A column, and what it shows of a row of some type."""


class Columns(Generic[R]):
    """The columns of a table whose rows are of one type."""

    def __init__(self, *columns: ColumnOf[R]) -> None:
        self.heads = tuple(head for head, _ in columns)
        self._cells = tuple(cell for _, cell in columns)

    def row(self, of: R, style: Style = "line", level: int = 0) -> Row:
        """A row of the table."""
        return Row(tuple(cell(of) for cell in self._cells), style, level)

    def rows(self, of: Iterable[R]) -> tuple[Row, ...]:
        """Rows of the table, all alike."""
        return tuple(map(self.row, of))


class CellRef(NamedTuple):
    """A cell of a block: its row and column, both from 0."""

    row: int
    column: int


class CellRange(NamedTuple):
    """The cells of a block from one to another."""

    first: CellRef
    last: CellRef


class SheetRef(NamedTuple):
    """A cell of the block on another sheet of the workbook."""

    sheet: Text
    cell: CellRef


class Formula(NamedTuple):
    """How a spreadsheet computes a cell of a block: a template of its formula, which names `cells` by their number.

    `texts` are the words that the formula may give, by their names in the template; `kind` says how a number that it
    gives is shown, whatever its column.
    """

    at: CellRef
    template: str
    cells: tuple[CellRef | CellRange | SheetRef, ...]
    texts: Mapping[str, Text] = MappingProxyType({})
    kind: Kind = "amount"


class Block(NamedTuple):
    """A part of a view that stands by itself, such as a fund. Spreadsheets compute the cells that have a formula.

    One that `is_narrow` fits 80 columns: it has no ids, and its words hang to the right of its figures.
    """

    title: Text
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    formulas: tuple[Formula, ...] = ()
    is_narrow: bool = False

    @property
    def is_text(self) -> bool:
        """Whether it is sentences, not a table."""
        return not any(column.title for column in self.columns)


def sentences(title: Text, lines: Iterable[Text]) -> Block:
    """Sentences under a title, each a row of one cell."""
    return Block(title, (Column(Text()),), tuple(Row((line,), level=1) for line in lines))


def block(title: Text, columns: Sequence[Column], rows: Sequence[Row]) -> Block:
    """A block without blank columns; a column of amounts is never blank."""
    bodies = [row.cells for row in rows if row.style != "heading"]
    is_shown = [
        column.kind == "amount" or not all(_blank(cells[n], column.kind) for cells in bodies)
        for n, column in enumerate(columns)
    ]
    kept = tuple(
        row if row.style == "heading" else Row(tuple(compress(row.cells, is_shown)), row.style, row.level)
        for row in rows
    )
    return Block(title, tuple(compress(columns, is_shown)), kept)


def _blank(value: Value, kind: Kind) -> bool:
    """Whether a cell shows nothing; a spread of nothing is not written."""
    return value is None or value == "" or (kind == "spread" and not value)


class Answer(NamedTuple):
    """The sentences that answer a view's question, and the facts that they are made from, for machines."""

    sentences: tuple[Text, ...]
    facts: Mapping[str, object] = MappingProxyType({})

    @property
    def text(self) -> Text:
        """All sentences as one text."""
        return joined(self.sentences, " ")


@dataclass(frozen=True)
class Table:
    """One view: `view` is its name in the JSON contract, `head` its top-level facts, `lists` its other lists.

    `answer` opens the view. A narrow table has `caveats` and a `footer` of papers in the place of `notes` and
    `sources`. `flat` names the list that is written where there is room for one table only; by default the records.
    `ledger` is what its lines are named by.
    """

    view: str
    title: Text
    head: Mapping[str, object]
    records: Records
    lists: Mapping[str, Records] = field(default_factory=dict)
    blocks: tuple[Block, ...] = ()
    notes: tuple[Text, ...] = ()
    sources: tuple[Text, ...] = ()
    flat: str = ""
    answer: Answer | None = None
    caveats: tuple[Text, ...] = ()
    footer: tuple[Text, ...] = ()
    ledger: Ledger | None = field(default=None, repr=False, compare=False)

    @property
    def one_list(self) -> Records:
        """The list that a format with room for one table writes."""
        return self.lists[self.flat] if self.flat else self.records

    @property
    def lists_below(self) -> tuple[tuple[Text, tuple[Text, ...]], ...]:
        """The notes and the sources, each with its heading, where there are any."""
        return tuple(part for part in ((NOTES, self.notes), (SOURCES, self.sources)) if part[1])


def brief(
    answer: Answer | None,
    title: Text,
    blocks: Iterable[Block],
    caveats: tuple[Text, ...] = (),
    footer: Iterable[Text | None] = (),
) -> Table:
    """The short form of a view, for people: no rows for machines, no empty blocks."""
    papers, kept = (line for line in footer if line), (part for part in blocks if part.rows or part.title)
    nothing = Records((), ())
    return Table("", title, {}, nothing, blocks=tuple(kept), answer=answer, caveats=caveats, footer=tuple(papers))
