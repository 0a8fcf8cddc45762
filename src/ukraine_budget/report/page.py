"""A page to hand on: what stood at every version, and the answer to the question in each of these states."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import NamedTuple, TypeVar

from ukraine_budget.analysis.lines import above
from ukraine_budget.analysis.moved import ShiftsResult
from ukraine_budget.analysis.outlook import OutlookResult
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.analysis.shifts import Shift
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.answer import Answer, answer, first_gap
from ukraine_budget.report.moved import shifts_table
from ukraine_budget.report.notes import note_texts
from ukraine_budget.report.outlook import gap_sentences, outlook_table
from ukraine_budget.report.table import Table

K = TypeVar("K")


class Number(NamedTuple):
    """A figure of the page; what it is from, for a sum what its terms are from; whether it makes a gap.

    That is papers or, where no paper is named, versions.
    """

    row: FigureRow
    sources: tuple[str, ...]
    gap: bool


class Edition(NamedTuple):
    """The figures as they stood at a version or date, and what there is to say of them."""

    as_of: str
    years: tuple[int, ...]
    numbers: tuple[Number, ...]
    shifts: tuple[Shift, ...]
    answer: Answer
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Page:
    """The editions of a ledger, oldest first; the last is the one that was asked for, and `tables` are of it."""

    ledger: Ledger
    editions: tuple[Edition, ...]
    tables: tuple[Table, ...]

    @property
    def asked(self) -> Edition:
        """The edition that is shown first."""
        return self.editions[-1]


class State(NamedTuple):
    """What the analyses say of one moment. `whole` is the outlook on every basis, to tell what sums are made of."""

    outlook: OutlookResult
    shifts: ShiftsResult
    whole: OutlookResult


def page(states: Sequence[State], year: int | None = None) -> Page:
    """The page of some states, oldest first; it asks for a gap in `year`, or in the first year that has one at last."""
    last = states[-1]
    year = first_gap(last.outlook) if year is None else year
    return Page(
        last.outlook.ledger,
        tuple(_edition(state, year) for state in states),
        (outlook_table(last.outlook), shifts_table(last.shifts)),
    )


def _edition(state: State, year: int | None) -> Edition:
    outlook, shifts, whole = state
    return Edition(
        outlook.as_of,
        outlook.years,
        tuple(_numbers(outlook, whole.rows)),
        shifts.rows,
        answer(outlook, shifts, year),
        tuple(dict.fromkeys((*gap_sentences(outlook), *note_texts(outlook.ledger, (*shifts.notes, *outlook.notes))))),
    )


def _numbers(outlook: OutlookResult, whole: Sequence[FigureRow]) -> Iterator[Number]:
    origins = _Origins(outlook.ledger, whole)
    gaps = {(gap.fund, gap.line, gap.year) for gap in outlook.gaps if gap.is_one}
    for row in outlook.rows:
        gap = row.basis == "cash" and (row.fund, row.line, row.year) in gaps
        yield Number(row, tuple(dict.fromkeys(origins.of(row))), gap)


class _Origins:
    """What the figures of an outlook were read in."""

    def __init__(self, ledger: Ledger, rows: Iterable[FigureRow]) -> None:
        self.ledger = ledger
        stated = [row for row in rows if row.line and row.amount is not None]
        self.cells = {(row.line, row.basis, row.year) for row in stated}
        self.by_cell = _grouped(stated, attrgetter("fund", "basis", "year"))
        self.by_line = _grouped(stated, attrgetter("line"))

    def of(self, row: FigureRow) -> Iterator[str]:
        """The source of a figure; of a sum those of its terms, of a balance those of what it was made from."""
        if row.amount is None:
            return
        if row.document or row.version:
            terms: Iterable[FigureRow] = (row,)
        elif row.row_type == "total":
            cell = self.by_cell.get((row.fund, row.basis, row.year), ())
            terms = (term for term in cell if not self.is_part(term))
        else:
            terms = (term for term in self.by_line[row.line] if term.year <= row.year)
        yield from (source for term in terms if (source := term.document or term.version))

    def is_part(self, row: FigureRow) -> bool:
        """Whether a figure is of a line that is part of one whose figure is stated too: then it is not added."""
        return any((line, row.basis, row.year) in self.cells for line in above(self.ledger, row.line))


def _grouped(rows: Iterable[FigureRow], key: Callable[[FigureRow], K]) -> Mapping[K, Sequence[FigureRow]]:
    found: defaultdict[K, list[FigureRow]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found
