"""Falls of cash: gaps, and falls between figures too old to be gaps."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.analysis.snapshot import LedgerSnapshot
from ukraine_budget.analysis.versions import date_of, last_day
from ukraine_budget.model.amount import ZERO, Share, share
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Cell

GAP = Decimal(20)
"""The fall of cash, in percent of the previous year, above which a year is called a gap."""


class Fall(NamedTuple):
    """A fall of the cash of a line of support by more than the limit from the previous year.

    It is `certain` if it holds for every value within rounding. It is old, and no gap, if either figure is more than a
    year older than the newest figure of cash: then `date` is that of its paper, else "".
    """

    fund: str
    line: str
    year: int
    previous: Decimal
    amount: Decimal
    change: Decimal
    change_percent: Decimal
    change_percent_low: Decimal | None
    change_percent_high: Decimal | None
    previous_qualifier: tuple[str, ...]
    qualifier: tuple[str, ...]
    previous_version: str
    version: str
    certain: bool
    date: str


class Falls(NamedTuple):
    """The gaps, certain or possible; the falls planned by old figures; and all rows tested for gaps."""

    gaps: tuple[Fall, ...]
    planned: tuple[Fall, ...]
    judged: tuple[FigureRow, ...]


def falls_of(snapshot: LedgerSnapshot, rows: Iterable[FigureRow], limit: Decimal) -> Falls:
    """Find falls of cash by more than `limit` percent, each of one line of support and one series.

    Reserved and overtaken figures have no change, so no fall.
    """
    comparable = [row for row in rows if _is_comparable(snapshot.ledger, row)]
    old, most = _old_versions(snapshot), ZERO - limit
    falling = [row for row in comparable if row.change_percent is not None and row.change_percent < 0]
    beyond = [row for row in falling if row.change_percent_low is None or row.change_percent_low < most]
    falls = [
        _fall(row, _old_date(row, old), certain=by.high is not None and by.high < most)
        for row, by in zip(beyond, _shares(snapshot, beyond), strict=True)
        if by.low is None or by.low < most
    ]
    return Falls(
        tuple(fall for fall in falls if not fall.date),
        tuple(fall for fall in falls if fall.date),
        tuple(row for row in comparable if not _old_date(row, old)),
    )


def _is_comparable(ledger: Ledger, row: FigureRow) -> bool:
    """Whether a row is cash of a line of support, compared with the previous year of its series."""
    is_cash = row.counts_as == "cash" and bool(row.line) and ledger.funds[row.fund].support
    return is_cash and row.comparable and row.change is not None


def _shares(snapshot: LedgerSnapshot, rows: Sequence[FigureRow]) -> Iterator[Share]:
    """The change of each figure in percent, unrounded."""
    binding = LedgerSnapshot(snapshot.ledger, snapshot.binding)
    now, before = (binding.figures([Cell(row.line, row.basis, row.year - back) for row in rows]) for back in (0, 1))
    pairs = zip(now, before, strict=True)
    return (by for new, old in pairs if new and old and (by := share(new.amount, old.amount)))


def _fall(row: FigureRow, date: str, *, certain: bool) -> Fall:
    values = {name: getattr(row, name) for name in Fall._fields if name in FigureRow._fields}
    return Fall(**values, certain=certain, date=date)


def _old_date(row: FigureRow, old: Mapping[str, str]) -> str:
    """The date of the older paper of a change, if it is old; else ""."""
    return min((old[version] for version in (row.previous_version, row.version) if version in old), default="")


def _old_versions(snapshot: LedgerSnapshot) -> Mapping[str, str]:
    """The last days of the known versions more than a year older than the newest figure of cash."""
    ledger = snapshot.ledger
    stating = {version for version, basis in ledger.figures.together("version", "basis") if basis == "cash"}
    dates = {version: date_of(ledger, ledger.versions[version]) for version in snapshot.cells.order}
    days = {version: last_day(date) for version, date in dates.items() if date}
    newest = max((day for version, day in days.items() if version in stating), default="")
    return {version: day for version, day in days.items() if _a_year_after(day) < newest}


def _a_year_after(day: str) -> str:
    return f"{int(day[:4]) + 1:04}{day[4:]}"
