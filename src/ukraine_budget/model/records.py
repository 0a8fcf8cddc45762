"""Validated rows of a ledger: one type per file."""

from collections.abc import Collection
from typing import Literal, NamedTuple, get_args

from ukraine_budget.model.amount import Amount

Coverage = Literal["full", "partial"]
Phase = Literal["announced", "proposed", "approved", "adjusted", "executed"]
Kind = Literal[
    "decision", "windfall", "cash-shift", "transfer", "offset", "technical", "outside-ceiling", "unspecified"
]
Role = Literal["row", "total"]
Qualifier = Literal["circa", "provisional", "at-least", "at-most", "decision", "reserved", "assumed"]
Relation = Literal["=", "<", ">", "<=", ">=", "unchanged"]
ClaimKind = Literal["statement", "printed-total", "conflict", "later"]
SourceKind = Literal["paper", "press", "member"]
Answer = Literal["yes", "no"]
QUALIFIERS: tuple[Qualifier, ...] = get_args(Qualifier)
ASSUMED: Qualifier = "assumed"
DECISION: Qualifier = "decision"
RESERVED: Qualifier = "reserved"
BEYOND: Literal["beyond"] = "beyond"
CASH_SHIFT: Kind = "cash-shift"
Year = int | Literal["beyond"]


def in_order(qualifiers: Collection[str]) -> tuple[str, ...]:
    """Return distinct qualifiers in a fixed order."""
    return tuple(word for word in QUALIFIERS if word in qualifiers)


def year_key(year: Year | None) -> int:
    """Return the sort key of a year: "beyond" after all printed years, None last."""
    if year is None:
        return 20_000
    return 10_000 if year == BEYOND else year


class Fund(NamedTuple):
    """A group of lines. `short` is its name for narrow tables."""

    fund: str
    name: str
    name_nl: str = ""
    support: bool = True
    total: bool = True
    note: str = ""
    note_nl: str = ""
    short: str = ""
    short_nl: str = ""


class Line(NamedTuple):
    """A budget line. `short` is its name for narrow tables."""

    line: str
    fund: str
    parent: str = ""
    chapter: str = ""
    article: str = ""
    name: str = ""
    name_nl: str = ""
    successor: str = ""
    note: str = ""
    note_nl: str = ""
    short: str = ""
    short_nl: str = ""


class Document(NamedTuple):
    """A paper. If `read` is "no", it may hold figures that the ledger lacks; blank means yes."""

    document: str
    date: str = ""
    kind: str = ""
    reference: str = ""
    title: str = ""
    url: str = ""
    supersedes: str = ""
    note: str = ""
    note_nl: str = ""
    read: Answer | Literal[""] = ""


class Version(NamedTuple):
    """The budget as one paper states it. `date` is ISO 8601 to the day, month or year; empty if unknown.

    `after` names a predecessor that the ledger does not have yet; `missing` counts amounts that the import lost.
    """

    version: str
    order: int
    date: str = ""
    phase: Phase = "announced"
    coverage: Coverage = "full"
    name: str = ""
    name_nl: str = ""
    document: str = ""
    follows: str = ""
    supersedes: str = ""
    note: str = ""
    after: str = ""
    missing: str = ""
    note_nl: str = ""


Key = tuple[str, str, Year]
"""A line, basis and year, which may be "beyond"; equal to its Cell."""


class Cell(NamedTuple):
    """The key of a figure: line, basis and budget year."""

    line: str
    basis: str
    year: int


class Figure(NamedTuple):
    """A stated amount and its source.

    `lines` are the lines as printed: they differ from `cell.line` where figures of a renumbered line were merged. `row`
    is the row in the file, for messages.
    """

    cell: Cell
    amount: Amount
    qualifier: tuple[str, ...]
    version: str
    document: str
    locator: str
    note: str
    lines: tuple[str, ...]
    row: int


def is_decision(figure: Figure) -> bool:
    """Whether a figure is only decided by cabinet, and not yet binding."""
    return DECISION in figure.qualifier


class Mutation(NamedTuple):
    """A change that a paper declares and labels. `year` may be "beyond" the printed years."""

    version: str
    line: str
    basis: str
    year: Year
    label: str
    kind: Kind
    role: Role
    part_of: str
    amount: Amount
    qualifier: tuple[str, ...]
    document: str
    locator: str
    note: str
    row: int

    @property
    def size_stated(self) -> bool:
        """Whether the paper says how much: an open-ended zero gives only the direction."""
        return not ("at-least" in self.qualifier or "at-most" in self.qualifier) or self.amount.value != 0

    @property
    def leaves(self) -> bool:
        """Whether money leaves the year: the amount is negative, or of unstated size and at most zero."""
        return self.amount.value < 0 if self.size_stated else "at-most" in self.qualifier


class ClaimSide(NamedTuple):
    """One side of a claim: a sum of stated amounts or of declared mutations."""

    basis: str = ""
    lines: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    versions: tuple[str, ...] = ()
    tables: tuple[str, ...] = ("amounts",)
    labels: tuple[str, ...] = ()


class Claim(NamedTuple):
    """A statement about the figures. `right_amount` and `right_rounding` are decimals as text, or empty.

    Of the kinds, `conflict` is ours: two papers that a reader will compare; `later` was said after the last figure of
    its lines. A blank `date` means that of the source. `clause` completes "The letter says that ...".
    """

    claim: str
    text: str
    source: str
    locator: str
    left: ClaimSide
    relation: Relation | Literal[""]
    right: ClaimSide
    right_amount: str
    right_rounding: str
    note: str
    row: int
    kind: ClaimKind = "statement"
    date: str = ""
    source_kind: SourceKind = "paper"
    clause: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines of both sides, also of a claim that cannot be tested."""
        return tuple(dict.fromkeys(self.left.lines + self.right.lines))

    @property
    def years(self) -> tuple[int, ...]:
        """The budget years of both sides, also of a claim that cannot be tested."""
        return tuple(dict.fromkeys(self.left.years + self.right.years))
