"""What a reader of a format hands over: rows of a ledger, and what it left out of the files."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from ukraine_budget.errors import harmless
from ukraine_budget.importing.ids import identifier
from ukraine_budget.importing.losses import Losses, Place
from ukraine_budget.importing.refused import Refused
from ukraine_budget.importing.source import Source
from ukraine_budget.importing.units import Said
from ukraine_budget.language import Text
from ukraine_budget.model.records import Document, Fund, Line, Version
from ukraine_budget.report.importresult import Compared, LeftOut, runs

ROWS = re.compile(r"(?:^|; )rows? ([0-9]+)(?: to ([0-9]+))?")


Cell = tuple[str, str, int, str]
"""A version, line, year and basis: what a figure begins with."""


def first_row(locator: str) -> int:
    """The row of a file that a locator names first; 0 where it names none."""
    found = ROWS.search(locator)
    return int(found[1]) if found else 0


class ImportedFigure(NamedTuple):
    """A figure as amounts.csv is to have it: the amount a plain decimal in the unit of the file.

    `locator` is made by `located`, and says in which row and column of the file it stands.
    """

    version: str
    line: str
    year: int
    basis: str
    amount: str
    rounding: str
    qualifier: str
    document: str
    locator: str
    note: str = ""

    @property
    def rows(self) -> tuple[int, ...]:
        """The rows that it was read from: more than one where figures were added."""
        place, _, column = self.locator.removeprefix("row ").partition(",")
        if place.isdecimal() and ";" not in column:
            return (int(place),)  # of nearly all
        found = ROWS.findall(self.locator)
        return tuple(row for first, last in found for row in range(int(first), int(last or first) + 1))

    @property
    def row(self) -> int:
        """The first of these."""
        return first_row(self.locator)

    @property
    def added(self) -> int:
        """How many they are."""
        return len(self.rows) if self.locator.startswith("rows") or ";" in self.locator else 1

    @property
    def column(self) -> str:
        """The column that it was read from."""
        return self.locator.partition(", ")[2]


def located(row: int, column: str = "") -> str:
    """Where in a file a figure stands."""
    return f"row {row}, {column}" if column else f"row {row}"


def located_in(rows: Iterable[int], column: str) -> str:
    """Where in a file a figure stands that was read from several rows."""
    spans = (f"row {first}" if first == last else f"rows {first} to {last}" for first, last in runs(rows))
    return f"{'; '.join(spans)}, {column}"


class Wanted(NamedTuple):
    """What the user asks of an import. Blank or empty: what the files say, and all of it."""

    version: str = ""
    date: str = ""
    chapters: Collection[str] = ()
    articles: Collection[str] = ()
    years: Collection[int] = ()
    receipts: bool = False
    sheet: str = ""
    basis: str = ""

    def includes(self, chapter: str, article: str) -> bool:
        """Whether a chapter and article are asked for, in whatever case their letters are."""
        return _among(chapter, self.chapters) and _among(article, self.articles)

    def includes_year(self, year: int) -> bool:
        """Whether a budget year is."""
        return not self.years or year in self.years


def _among(text: str, wanted: Collection[str]) -> bool:
    return not wanted or text.casefold() in {word.casefold() for word in wanted}


@dataclass
class Found:
    """What some files say, in one currency and unit; `title` is for a new ledger. Lines, funds and versions go by id.

    The `order` of a version is its place in time, by `moment`; the store gives twins the next number. `fund_names` and
    `line_names` are what the files call them in each budget year. `incomplete` are cells of which a part could not be
    read, and why; `units` what columns of units said first; `losses` what of the amounts is not taken. `rows` counts
    all rows that were read, `taken` those that were of use without stating a figure, `unwanted` those that the user
    does not ask for.
    """

    currency: str | None
    unit: str | None
    title: str = ""
    funds: dict[str, Fund] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)
    versions: dict[str, Version] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    figures: list[ImportedFigure] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    totals: list[Compared] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)
    fund_names: dict[str, dict[int, str]] = field(default_factory=dict)
    line_names: dict[str, dict[int, str]] = field(default_factory=dict)
    incomplete: dict[Cell, Text] = field(default_factory=dict)
    units: dict[str, Said] = field(default_factory=dict)
    losses: Losses = field(default_factory=Losses)
    rows: int = 0
    taken: int = 0
    unwanted: int = 0

    def paper(self, source: Source, format: str, date: str = "") -> str:
        """Note a file as the paper that figures are read from; its id."""
        paper = document(source, format, date)
        self.documents[paper.document] = paper
        return paper.document

    def leave(self, source: Source, row: int, refused: Refused, column: str = "") -> None:
        """Note that a row of a file, or its cell in a column, is left out."""
        left = LeftOut(source.name, row, column, refused.reason, harmless(refused.message), refused.expected)
        self.left_out.append(left)

    def leave_figure(self, figure: ImportedFigure, reason: str, message: Text) -> None:
        """Note that a figure is left out after all; whoever finds that takes it out of the figures."""
        file = self.documents[figure.document].title
        self.left_out.append(LeftOut(file, figure.row, figure.column, reason, harmless(message)))
        place = Place(figure.version, figure.basis, figure.year)
        self.losses.add(reason, place, figure.amount, figure.added)


def document(source: Source, format: str, date: str) -> Document:
    """A file as a paper of the ledger: its name, size and SHA-256."""
    return Document(
        f"{identifier(source.path.name.partition('.')[0])}-{source.sha256[:8]}",
        date,
        "data",
        f"sha256:{source.sha256}",
        source.name,
        note=f"{source.size} bytes, read as {format}",
    )


def prune(found: Found) -> None:
    """Forget lines, funds and versions without a figure; lines that others are parts of, or became, stay."""
    lines = {figure.line for figure in found.figures}
    ahead = list(lines)
    while ahead:
        line = found.lines[ahead.pop()]
        above = {line.parent, line.successor} - lines - {""}
        ahead += above
        lines |= above
    versions = {figure.version for figure in found.figures}
    found.lines = {id: line for id, line in found.lines.items() if id in lines}
    funds = {line.fund for line in found.lines.values()}
    found.funds = {id: fund for id, fund in found.funds.items() if id in funds}
    found.versions = {id: version for id, version in found.versions.items() if id in versions}
