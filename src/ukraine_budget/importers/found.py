"""What a reader of a format hands over: rows of a ledger, and what it left out of the files."""

import datetime as dt
import os
import re
import sys
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import NamedTuple

from ukraine_budget.analysis.imported import Compared, LeftOut, runs
from ukraine_budget.errors import harmless
from ukraine_budget.importers.refused import Refused
from ukraine_budget.importers.source import Source
from ukraine_budget.model.message import Text
from ukraine_budget.model.rows import Document, Fund, Line, Version
from ukraine_budget.readers.cells import DATE

BYTES = 1500
"""What a figure takes on its way into a ledger, at most."""
ROWS = re.compile(r"(?:^|; )rows? ([0-9]+)(?: to ([0-9]+))?")


class Stated(NamedTuple):
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
        found = ROWS.findall(self.locator)
        return tuple(row for first, last in found for row in range(int(first), int(last or first) + 1))

    @property
    def row(self) -> int:
        """The first of these."""
        return self.rows[0]

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


@dataclass
class Found:
    """What some files say, in one currency and unit; `title` is for a new ledger. Lines, funds and versions go by id.

    The `order` of a version is its place in time, by `moment`; the store gives twins the next number. `fund_names` and
    `line_names` are what the files call them in each budget year. `incomplete` are cells (version, line, year, basis)
    of which a part could not be read, and why. `rows` counts all rows that were read, `taken` those that were of use
    without stating a figure, `unwanted` those that the user does not ask for.
    """

    currency: str | None
    unit: str | None
    title: str = ""
    funds: dict[str, Fund] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)
    versions: dict[str, Version] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    figures: list[Stated] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    totals: list[Compared] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)
    fund_names: dict[str, dict[int, str]] = field(default_factory=dict)
    line_names: dict[str, dict[int, str]] = field(default_factory=dict)
    incomplete: dict[tuple[str, str, int, str], Text] = field(default_factory=dict)
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


def document(source: Source, format: str, date: str = "") -> Document:
    """A file as a paper of the ledger: its name, size and SHA-256."""
    return Document(
        f"{identifier(source.path.name.partition('.')[0])}-{source.sha256[:8]}",
        date,
        "data",
        f"sha256:{source.sha256}",
        source.name,
        note=f"{source.size} bytes, read as {format}",
    )


def identifier(*parts: str) -> str:
    """An id of lower-case letters, digits and hyphens from some texts.

    What has no such letters, such as a Cyrillic name, goes by a digest of it, so that two of them stay apart.
    """
    return "-".join(filter(None, map(_identifier, parts)))


def _identifier(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    found = re.sub(r"[^a-z0-9.]+", "-", bare).strip("-.")
    if found or not text.strip():
        return found
    return sha256(text.strip().encode()).hexdigest()[:8]


def room() -> int:
    """How many figures the memory has room for that this machine has, and lets a program have."""
    try:
        from resource import RLIM_INFINITY, RLIMIT_AS, getrlimit  # noqa: PLC0415  # not every system has it

        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ImportError, AttributeError, ValueError, OSError):  # or tells
        return sys.maxsize
    most, _ = getrlimit(RLIMIT_AS)
    return (memory if most == RLIM_INFINITY else min(most, memory)) // BYTES


def is_date(text: str) -> bool:
    """Whether a text is a date that exists, to the day, month or year."""
    found = DATE.fullmatch(text)
    try:
        return bool(found and dt.date(*(int(part or 1) for part in found.groups())))
    except ValueError:
        return False


def moment(date: str) -> int:
    """The place in the order of versions that a date to the day or month has: 2025-11-27 is 202511270.

    Versions that are read in any sequence then stand in that of their dates; there is room for ten of a day.
    """
    year, month, day, *_ = (*map(int, date.split("-")), 0, 0)
    return year * 100_000 + month * 1000 + day * 10


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
