"""One type per file of a ledger: what a checked row is."""

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
    """The qualifiers of several figures, each once, in a fixed order."""
    return tuple(word for word in QUALIFIERS if word in qualifiers)


def year_key(year: Year | None) -> int:
    """Where a year comes in time: what lies beyond the printed years after all of them, what is not printed last."""
    if year is None:
        return 20_000
    return 10_000 if year == BEYOND else year


class Fund(NamedTuple):
    """The group a line is reported under. `short` is its name for narrow tables."""

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
    """What money is for. `short` is its name for narrow tables."""

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
    """A paper. One that is known and not `read` may hold what the ledger does not state; blank is read."""

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
    """One paper's state of the budget. `date` is ISO 8601 to the day, month or year; empty when not known.

    `after` is the version that it will follow once the ledger has that; `missing` what was lost on its way here.
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
"""A line, basis and year, which may be beyond the printed ones; equal to its Cell."""


class Cell(NamedTuple):
    """What is counted, and for which budget year."""

    line: str
    basis: str
    year: int


class Figure(NamedTuple):
    """A stated amount and where it is stated.

    `lines` names the lines as printed: other than `cell.line`, or more than one, where a successor was followed
    and the figures of both numbers were added. `row` is the row of the ledger's file, for messages.
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
    """Whether a figure was only decided, and binds nobody yet."""
    return DECISION in figure.qualifier


class Mutation(NamedTuple):
    """A change that a paper declares and names. `year` may be "beyond" the years it prints."""

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
        """Whether the paper says how much: an open-ended zero says only the direction."""
        return not ("at-least" in self.qualifier or "at-most" in self.qualifier) or self.amount.value != 0

    @property
    def leaves(self) -> bool:
        """Whether money leaves its year: what is below zero, or of no stated size and zero at most."""
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
    """Something said about the figures. `right_amount` and `right_rounding` are exact decimals as text, or empty.

    A claim of the kind `conflict` is ours: two papers that a reader will hold against each other. `later` is what was
    said after the last figure of its lines. Blank, `date` is that of the source. `clause` is what "The letter says
    that ..." goes on with.
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
        """The lines it is about, also where it cannot be tested."""
        return tuple(dict.fromkeys(self.left.lines + self.right.lines))

    @property
    def years(self) -> tuple[int, ...]:
        """The budget years it is about, also where it cannot be tested."""
        return tuple(dict.fromkeys(self.left.years + self.right.years))
