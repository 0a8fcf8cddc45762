"""A page to hand on: the figures at every version, the answer in each of these states, and its own words."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal, NamedTuple, TypeVar

from ukraine_budget.analysis.moved import ShiftsResult
from ukraine_budget.analysis.outlook import OutlookResult
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.analysis.scope import above
from ukraine_budget.analysis.shifts import Shift, Size
from ukraine_budget.language import Language, Text, said
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.answer import Answer, answer, first_gap
from ukraine_budget.report.display import sources
from ukraine_budget.report.notes import note_texts
from ukraine_budget.report.outlook import gap_sentences, outlook_table
from ukraine_budget.report.readings import reading_sentences
from ukraine_budget.report.shifts import KNOWN, shifts_table
from ukraine_budget.report.table import Table

K = TypeVar("K")
DECLARED: tuple[Size, ...] = ("stated", "not-stated")
"""What is known of the size of a shift that a paper declares."""


class Number(NamedTuple):
    """A figure of the page, its sources (for a sum those of its terms), and whether it makes a gap, or may.

    What was decided stands apart from what is committed, as a basis of its own.

    A source is a paper or, where no paper is named, a version.
    """

    row: FigureRow
    sources: tuple[str, ...]
    gap: Literal["", "certain", "possible"]


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
    outlook, shifts, whole = state._replace(outlook=_apart(state.outlook), whole=_apart(state.whole))
    return Edition(
        outlook.as_of,
        outlook.years,
        tuple(_numbers(outlook, whole.rows)),
        shifts.rows,
        answer(outlook, shifts, year),
        tuple(dict.fromkeys(_notes(outlook, shifts))),
    )


def _notes(outlook: OutlookResult, shifts: ShiftsResult) -> Iterator[Text]:
    """What the falls are called, what the figures show of shifts of unstated size, and the notes."""
    yield from gap_sentences(outlook)
    yield from reading_sentences(shifts.ledger, shifts.rows, sources(shifts.ledger, ()))
    yield from note_texts(outlook.ledger, (*shifts.notes, *outlook.notes))


def _apart(outlook: OutlookResult) -> OutlookResult:
    """The same with what was decided under a basis of its own."""
    return outlook._replace(rows=tuple(row._replace(basis=row.counts_as) for row in outlook.rows))


def _numbers(outlook: OutlookResult, whole: Sequence[FigureRow]) -> Iterator[Number]:
    origins = _Origins(outlook.ledger, whole)
    gaps = {(fall.line, fall.year): fall.certain for fall in outlook.gaps}
    for row in outlook.rows:
        certain = gaps.get((row.line, row.year)) if row.basis == "cash" else None
        gap: Literal["", "certain", "possible"] = "" if certain is None else "certain" if certain else "possible"
        yield Number(row, tuple(dict.fromkeys(origins.of(row))), gap)


class _Origins:
    """The sources of the figures of an outlook."""

    def __init__(self, ledger: Ledger, rows: Iterable[FigureRow]) -> None:
        self.ledger = ledger
        stated = [row for row in rows if row.line and row.amount is not None]
        self.cells = {(row.line, row.basis, row.year) for row in stated if not row.overtaken}
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
            terms = (term for term in cell if not (term.overtaken or self.is_part(term)))
        else:
            terms = (term for term in self.by_line[row.line] if term.year <= row.year)
        yield from (source for term in terms if (source := term.document or term.version))

    def is_part(self, row: FigureRow) -> bool:
        """Whether a figure is of a line that is part of one whose figure is stated too: then it is not added."""
        return any((line, row.basis, row.year) in self.cells for line in above(self.ledger, row.line))


def _grouped(rows: Iterable[FigureRow], key: Callable[[FigureRow], K]) -> Mapping[K, Sequence[FigureRow]]:
    groups: defaultdict[K, list[FigureRow]] = defaultdict(list)
    for row in rows:
        groups[key(row)].append(row)
    return groups


WORDS = {
    # the head of the page, and its controls
    "as_of": said("As it stood at"),
    "earlier": said("Earlier version"),
    "later": said("Later version"),
    "stating": said("Versions that change what is shown here"),
    "silent": said("Versions that change nothing here"),
    "moment": said("As known on {date}", date="{date}"),
    "no_version": said("No version"),
    "shown": said("The figures as they stood at {version}.", version="{version}"),
    "language": said("Language"),
    "amounts_in": said("Amounts in {measure}.", measure="{measure}"),
    "no_unit": said("Currency and unit are not stated."),
    "skip": said("Skip to the answer"),
    "no_script": said("The charts, the other versions and the other language need JavaScript."),
    # the answer
    "yes": said("Yes."),
    "no": said("No."),
    "unknown": said("That cannot be said."),
    "moved": said("What moved between years"),
    "committed": said("What is committed or decided"),
    "others": said("Other falls of cash"),
    # funds, their charts and tables
    "not_support": said("Not counted as support for Ukraine, and never added to it."),
    "nothing": said("Nothing is stated for these funds at this version."),
    "line": said("Line"),
    "line_shown": said("Line in the charts"),
    "total_of": said("Total, {fund}", fund="{fund}"),
    "year": said("Year"),
    "amount": said("Amount"),
    "change": said("Change from the year before"),
    "stated_by": said("Stated by"),
    "all_lines": said("{fund}, {basis}, by line", fund="{fund}", basis="{basis}"),
    "chart_data": said("{line}, {basis}: the figures of the chart", line="{line}", basis="{basis}"),
    "chart": said("{line}, {basis}, by year. The arrow keys go from year to year.", line="{line}", basis="{basis}"),
    "not_stated": said("not stated"),
    "never_added": said("Commitments and cash are shown apart, on the same scale, and never added."),
    "carried": said("last stated"),
    "overtaken": said("overtaken"),
    "stated_lines": said("Stated lines together, {fund}", fund="{fund}"),
    "gap_certain": said("gap"),
    "gap_possible": said("possible gap"),
    "within_rounding": said("within rounding"),
    "different_series": said("different series"),
    # the legend of a chart
    "legend_stated": said("stated"),
    "legend_uncertain": said(
        "uncertain: qualified by its paper, decided, assumed, last stated earlier, overtaken, "
        "or a sum of stated lines only"
    ),
    "legend_interval": said("what the rounding leaves open"),
    "legend_shift": said("declared shift"),
    "legend_read": said("shift of unstated size"),
    "more_shifts": said("Not every declared shift is drawn; the table of shifts has them all."),
    # what is said of a number when it is pointed at
    "between": said("between {low} and {high}", low="{low}", high="{high}"),
    "at_least_is": said("{low} or more", low="{low}"),
    "at_most_is": said("{high} or less", high="{high}"),
    "by_version": said("Stated by {version}.", version="{version}"),
    "carried_from": said("Last stated there: a later version gives no new amount."),
    "sum": said("Computed: the total of the stated lines."),
    "missing": said("Not stated, and not in it: {lines}.", lines="{lines}"),
    "balance": said("Computed from stated commitments and cash."),
    "change_of": said(
        "Computed: {now} of {year} less {then} of the year before.", now="{now}", year="{year}", then="{then}"
    ),
    "declared_by": said("Stated in {version}: {label}", version="{version}", label="{label}"),
    # shifts
    "shifts": said("Declared shifts between years"),
    "no_shifts": said("The papers read up to this version state no shift."),
    "basis": said("Basis"),
    "from": said("From"),
    "to": said("To"),
    "known": said("How it is known"),
    "label": said("Label"),
    "remainder": said("Counterpart not printed"),
    "declared": said("Declared by"),
    **{f"size_{size}": KNOWN[size] for size in DECLARED},
    "not_printed": said("not printed"),
    "beyond": said("later years"),
    # the end of the page
    "notes": said("Notes"),
    "sources": said("Sources"),
    "sorted_up": said("sorted upwards"),
    "sorted_down": said("sorted downwards"),
    "cited_for": said("Cited for {places}.", places="{places}"),
    "made_by": said(
        "Made by budget from the ledger {ledger}. A figure that is not stated is not zero.", ledger="{ledger}"
    ),
}
"""Placeholders stand for themselves here: the script of the page fills them in."""


def words(language: Language) -> dict[str, str]:
    """The words of a page in a language, by their names."""
    return {name: language.say(text) for name, text in WORDS.items()}
