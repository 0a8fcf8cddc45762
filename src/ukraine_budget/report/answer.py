"""The question that a page answers: is there a gap, what moved, what is committed."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from ukraine_budget.analysis.moved import ShiftsResult
from ukraine_budget.analysis.outlook import Gap, OutlookResult
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.analysis.shifts import Shift
from ukraine_budget.language import NOTHING, Message, Text, Value, said, word
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import BEYOND, Year
from ukraine_budget.report.display import Cited, Moved
from ukraine_budget.report.names import name_of
from ukraine_budget.report.outlook import distinct, reason

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
    return min((gap.year for gap in outlook.gaps if gap.is_one and gap.fund in _asked_of(outlook)), default=None)


def answer(outlook: OutlookResult, shifts: ShiftsResult, year: int | None) -> Answer:
    """Whether there is a gap in a year, or in any, of what counts as support; and the gaps elsewhere."""
    funds = _asked_of(outlook)
    figures = _Figures(outlook, funds)
    within = [gap for gap in figures.gaps if gap.fund in funds and year in (None, gap.year)]
    verdict = figures.verdict(within, year)
    return Answer(
        said("Is there a gap in {year}?", year=year) if year else said("Is there a gap ahead?"),
        verdict,
        _few(figures.lead(verdict, within, year)),
        _few(_moved(shifts, funds, year)),
        _few(figures.committed(within, year)),
        _few(map(figures.elsewhere, (gap for gap in figures.gaps if gap not in within))),
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
        self.ledger, self.limit = outlook.ledger, outlook.limit
        self.funds = funds
        self.gaps = distinct(outlook.gaps)
        self.rows: Mapping[tuple[str, str, str, int], FigureRow] = {
            (row.fund, row.line, row.basis, row.year): row for row in outlook.rows
        }

    def verdict(self, gaps: Sequence[Gap], year: int | None) -> Verdict:
        """Only figures that can be compared make a yes or a no."""
        if any(gap.is_one for gap in gaps):
            return "yes"
        falls = {(gap.fund, gap.line, gap.year) for gap in gaps}
        others = (row for row in self.compared(year) if (row.fund, row.line, row.year) not in falls)
        return "no" if any(row.comparable for row in others) else "unknown"

    def compared(self, year: int | None) -> list[FigureRow]:
        """The cash of lines, in a year or any, that has a change from the year before."""
        rows = [row for row in self.rows.values() if row.fund in self.funds and row.line and row.basis == "cash"]
        return [row for row in rows if row.change is not None and year in (None, row.year)]

    def lead(self, verdict: Verdict, gaps: Sequence[Gap], year: int | None) -> Iterator[Message]:
        """The answer in sentences."""
        if verdict == "no":
            yield said("No stated cash falls by more than {limit} % of the year before.", limit=self.limit)
        elif not gaps and year:
            yield said(
                "Nothing can be compared: no line has stated cash of both {before} and {year}.",
                before=year - 1,
                year=year,
            )
        elif not gaps:
            yield said("Nothing can be compared: no line has stated cash of two years in a row.")
        yield from self.falls(gaps)
        if verdict == "no" and year:
            yield from (self.course(row) for row in self.compared(year) if row.comparable)

    def falls(self, gaps: Iterable[Gap]) -> Iterator[Message]:
        """Each fall of cash, the gaps first; why several others are not called gaps is said once, before them."""
        alike: dict[Text, list[Gap]] = {NOTHING: []}
        for gap in gaps:
            alike.setdefault(NOTHING if gap.is_one else reason(gap), []).append(gap)
        for why, group in alike.items():
            if not why or len(group) == 1:
                yield from map(self.fall, group)
                continue
            yield said("These falls are not called gaps, since {reason}.", reason=why)
            for values in map(self.fallen, group):
                yield said("In {year}, cash for {line} is lower by {fall}, {figure} after {previous}.", **values)

    def fall(self, gap: Gap) -> Message:
        """The cash of two years that differ by more than the limit."""
        values = self.fallen(gap)
        if gap.is_one:
            return said("In {year}, cash for {line} falls from {previous} to {figure}: by {fall}.", **values)
        return said(
            "In {year}, cash for {line} is lower by {fall}, {figure} after {previous}; "
            "this is not called a gap, since {reason}.",
            **values,
            reason=reason(gap),
        )

    def elsewhere(self, gap: Gap) -> Message:
        """A fall of cash in another year or fund."""
        if gap.fund in self.funds or not gap.is_one:
            return self.fall(gap)
        return said(
            "In {year}, cash for {line} ({fund}, not counted as support) falls from {previous} to {figure}: by {fall}.",
            **self.fallen(gap),
            fund=name_of(self.ledger.funds[gap.fund]),
        )

    def course(self, row: FigureRow) -> Message:
        """The cash of two years that can be compared."""
        return said(
            "In {year}, cash for {line} is {figure} after {previous}: a change of {change}.",
            **self.values(row),
            change=Cited(row, "change"),
        )

    def fallen(self, gap: Gap) -> dict[str, int | Text | Cited]:
        """The figures of a fall, for a sentence."""
        row = self.rows[gap.fund, gap.line, "cash", gap.year]
        return self.values(row) | {"fall": Cited(row, "fall")}

    def values(self, row: FigureRow) -> dict[str, int | Text | Cited]:
        """A figure and that of the year before, for a sentence."""
        previous = self.rows[row.fund, row.line, row.basis, row.year - 1]
        return {"year": row.year, "line": self.name(row), "previous": Cited(previous), "figure": Cited(row)}

    def name(self, row: FigureRow) -> Text:
        """What a figure is of: a line, or a whole fund."""
        return name_of(self.ledger.lines[row.line]) if row.line else name_of(self.ledger.funds[row.fund])

    def committed(self, gaps: Sequence[Gap], year: int | None) -> Iterator[Message]:
        """What is committed for the lines in whose cash there is a gap, or for the funds as a whole."""
        of = [(gap.fund, gap.line, gap.year) for gap in gaps] or [(fund, "", year or 0) for fund in self.funds]
        for fund, line, at in of:
            row = self.rows.get((fund, line, "commitment", at))
            if row and row.amount is None:
                yield said(
                    "What is committed or decided for {line} in {year} is not stated.", line=self.name(row), year=at
                )
            elif row:
                yield said(
                    "Committed or decided for {line} in {year}: {figure}.",
                    line=self.name(row),
                    year=at,
                    figure=Cited(row),
                )


def _moved(shifts: ShiftsResult, funds: Collection[str], year: int | None) -> Iterator[Message]:
    """What papers declare to have moved, to or from a year or at all."""
    relevant = [
        shift
        for shift in shifts.rows
        if shift.fund in funds and (year is None or year in (shift.from_year, shift.to_year))
    ]
    if not relevant and year:
        yield said("No paper known then declares that money moves to or from {year}.", year=year)
    elif not relevant:
        yield said("No paper known then declares that money moves between years.")
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
            "{paper} declares that {basis} for {line} moves from {start} to {end}; "
            "the papers read do not say how much.",
            **values,
        )
    return said(
        "{paper} declares that {amount} of {basis} for {line} moves from {start} to {end}.",
        **values,
        amount=Moved(shift),
    )


def _year(year: Year | None) -> int | Message:
    if year is None:
        return said("a year not printed")
    return said("later years") if year == BEYOND else year
