"""The question that a page answers: is there a gap, what moved, what is committed."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from ukraine_budget.analysis.falls import Fall
from ukraine_budget.analysis.moved import ShiftsResult
from ukraine_budget.analysis.outlook import OutlookResult
from ukraine_budget.analysis.rows import DECIDED, FigureRow
from ukraine_budget.analysis.shifts import Shift
from ukraine_budget.language import Message, Text, Value, said, word
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import BEYOND, Year
from ukraine_budget.report.display import Cited, Moved
from ukraine_budget.report.names import name_of
from ukraine_budget.report.outlook import planned_falls

Verdict = Literal["yes", "no", "unknown"]
MANY = 8
"""Most sentences in a part of the answer; the rest are only counted."""


class Answer(NamedTuple):
    """The question and its answer from one state of the figures: `lead` first, then what supports it."""

    question: Message
    verdict: Verdict
    lead: tuple[Message, ...]
    moved: tuple[Message, ...]
    committed: tuple[Message, ...]
    others: tuple[Message, ...]

    @property
    def points(self) -> tuple[tuple[str, tuple[Message, ...]], ...]:
        """What supports the answer, by the names of the headings."""
        parts = (("moved", self.moved), ("committed", self.committed), ("others", self.others))
        return tuple(part for part in parts if part[1])


def first_gap(outlook: OutlookResult) -> int | None:
    """The first year with a gap in what counts as support, None where there is none."""
    return min((gap.year for gap in outlook.gaps if gap.certain), default=None)


def answer(outlook: OutlookResult, shifts: ShiftsResult, year: int | None) -> Answer:
    """Whether there is a gap in a year, or in any, of what counts as support; and the gaps of other years."""
    funds = _asked_of(outlook)
    figures = _Figures(outlook, funds)
    within = [gap for gap in outlook.gaps if year in (None, gap.year)]
    verdict = figures.verdict(within, year)
    return Answer(
        said("Is there a gap in {year}?", year=year) if year else said("Is there a gap ahead?"),
        verdict,
        _few(figures.lead(verdict, within, year)),
        _few(_moved(shifts, funds, year)),
        _few(figures.committed(within, year)),
        _few((*map(figures.fall, (gap for gap in outlook.gaps if gap not in within)), *planned_falls(outlook))),
    )


def _few(messages: Iterable[Message]) -> tuple[Message, ...]:
    sentences = tuple(messages)
    rest = len(sentences) - MANY
    return (*sentences[:MANY], said("{count} more, in the tables.", count=rest)) if rest > 0 else sentences


def _asked_of(outlook: OutlookResult) -> Collection[str]:
    """The funds that count as support, or all that are shown where none of them does."""
    funds = dict.fromkeys(row.fund for row in outlook.rows)
    return [fund for fund in funds if outlook.ledger.funds[fund].support] or list(funds)


class _Figures:
    """The figures of an outlook as sentences."""

    def __init__(self, outlook: OutlookResult, funds: Collection[str]) -> None:
        self.outlook, self.ledger, self.limit = outlook, outlook.ledger, outlook.limit
        self.funds = funds
        self.rows: Mapping[tuple[str, str, str, int], FigureRow] = {
            (row.fund, row.line, row.basis, row.year): row for row in outlook.rows
        }

    def verdict(self, gaps: Sequence[Fall], year: int | None) -> Verdict:
        """Only figures that can be compared make a yes or a no, and a fall that may exceed the limit makes neither."""
        if any(gap.certain for gap in gaps):
            return "yes"
        return "no" if self.judged(year) and not gaps else "unknown"

    def judged(self, year: int | None) -> list[FigureRow]:
        """The figures, of a year or any, that can tell of a gap."""
        return [row for row in self.outlook.falls.judged if year in (None, row.year)]

    def lead(self, verdict: Verdict, gaps: Sequence[Fall], year: int | None) -> Iterator[Message]:
        """The answer in sentences."""
        if verdict == "no":
            yield said("No stated cash falls by more than {limit} % of the year before.", limit=self.limit)
        elif gaps:
            yield said("A gap is counted here as a fall in cash of more than {limit} %.", limit=self.limit)
        elif year:
            yield said(
                "Nothing can be compared: no line has stated cash of both {before} and {year}.",
                before=year - 1,
                year=year,
            )
        else:
            yield said("Nothing can be compared: no line has stated cash of two years in a row.")
        yield from map(self.fall, gaps)
        if verdict == "no" and year:
            yield from map(self.course, self.judged(year))

    def fall(self, gap: Fall) -> Message:
        """The cash of two years that differ by more than the limit, or may."""
        row = self.rows[gap.fund, gap.line, "cash", gap.year]
        values = self.values(row) | {"fall": Cited(row, "fall")}
        if gap.certain:
            return said("In {year}, cash for {line} falls from {previous} to {figure}: by {fall}.", **values)
        return said(
            "{year} may show a gap: cash for {line} falls from {previous} to {figure}, by {fall}.",
            **values,
        )

    def course(self, row: FigureRow) -> Message:
        """The cash of two years that can be compared."""
        return said(
            "In {year}, cash for {line} is {figure} after {previous}: a change of {change}.",
            **self.values(row),
            change=Cited(row, "change"),
        )

    def values(self, row: FigureRow) -> dict[str, int | Text | Cited]:
        """A figure and that of the year before, for a sentence."""
        previous = self.rows[row.fund, row.line, row.basis, row.year - 1]
        return {"year": row.year, "line": self.name(row), "previous": Cited(previous), "figure": Cited(row)}

    def name(self, row: FigureRow) -> Text:
        """What a figure is of."""
        return name_of(self.ledger.lines[row.line])

    def committed(self, gaps: Sequence[Fall], year: int | None) -> Iterator[Message]:
        """What is decided and what is committed for the lines in whose cash there is a gap, or for whole funds."""
        whole = [(fund, line, year or 0) for fund in self.funds for line in self.ledger.tops.get(fund, ())]
        for fund, line, at in [(gap.fund, gap.line, gap.year) for gap in gaps] or whole:
            decided, committed = (self.rows.get((fund, line, basis, at)) for basis in (DECIDED, "commitment"))
            if decided:
                yield said("Decided by cabinet for {line} in {year}: {figure}.", **self.stated(decided))
            if committed and committed.amount is None:
                yield said("What is committed for {line} in {year} is not stated.", line=self.name(committed), year=at)
            elif committed:
                yield said("Committed for {line} in {year}: {figure}.", **self.stated(committed))

    def stated(self, row: FigureRow) -> dict[str, int | Text | Cited]:
        """A figure, for a sentence."""
        return {"line": self.name(row), "year": row.year, "figure": Cited(row)}


def _moved(shifts: ShiftsResult, funds: Collection[str], year: int | None) -> Iterator[Message]:
    """What papers declare to have moved, to or from a year or at all."""
    relevant = [
        shift
        for shift in shifts.rows
        if shift.fund in funds and (year is None or year in (shift.from_year, shift.to_year))
    ]
    if not relevant and year:
        yield said("The papers read up to then state no shift to or from {year}.", year=year)
    elif not relevant:
        yield said("The papers read up to then state no shift between years.")
    yield from (_shift(shifts.ledger, shift) for shift in relevant)


def _shift(ledger: Ledger, shift: Shift) -> Message:
    values: dict[str, Value] = {
        "paper": name_of(ledger.versions[shift.version]),
        "basis": word(shift.basis, "basis"),
        "line": name_of(ledger.lines[shift.line]),
        "start": _year(shift.from_year),
        "end": _year(shift.to_year),
    }
    if shift.amount is None:
        return said(
            "{paper} says that {basis} for {line} was shifted from {start} to {end}; "
            "the papers read do not say how much.",
            **values,
        )
    return said(
        "{paper} says that {amount} of {basis} for {line} was shifted from {start} to {end}.",
        **values,
        amount=Moved(shift),
    )


def _year(year: Year | None) -> int | Message:
    if year is None:
        return said("a year not printed")
    return said("later years") if year == BEYOND else year
