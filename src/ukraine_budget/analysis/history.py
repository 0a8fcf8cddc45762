"""The history of a line: versions down, years across, each revision with its change."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.analysis.figurenotes import ended_notes, missing_notes, overtaken_notes, renumbered
from ukraine_budget.analysis.notes import Note
from ukraine_budget.analysis.result_row import StatedRow, stated_columns
from ukraine_budget.analysis.scope import scope, with_parts
from ukraine_budget.analysis.snapshot import LedgerSnapshot, snapshots
from ukraine_budget.analysis.versions import known_at, of_one_series
from ukraine_budget.errors import unknown
from ukraine_budget.model.amount import OUTSTANDING
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Cell, Figure, Version, is_decision


class HistoryRow(StatedRow):
    """A cell as of a version: stated by it, or carried from an earlier one.

    `amount` is None where the version ended the cell. `change` is from the previous figure, None where one of the two
    is not stated, where one is decided and the other committed, and where they are of different series, so not
    `comparable`. It is within rounding where its interval contains zero.
    """

    at_version: str
    change: Decimal | None
    change_low: Decimal | None
    change_high: Decimal | None
    within_rounding: bool
    comparable: bool


class HistoryResult(NamedTuple):
    """The versions that state or end a figure of a line, and the rows of each, by basis and year."""

    ledger: Ledger
    as_of: str
    line: str
    versions: tuple[Version, ...]
    rows: tuple[HistoryRow, ...]
    notes: tuple[Note, ...]


def history(
    ledger: Ledger,
    line: str,
    *,
    as_of: str | None = None,
    years: Collection[int] | None = None,
    funds: Sequence[str] = (),
    bases: Sequence[str] = (),
) -> HistoryResult:
    """Every revision of a line's figures (for some years and bases) up to a version or date.

    A line that was renumbered is followed. Raises UsageError for a line, version, date or basis that is not there.
    """
    if line not in ledger.lines:
        raise unknown("line", line, ledger.lines)
    (result,) = histories(ledger, [line], as_of=as_of, years=years, funds=funds, bases=bases)
    return result


def histories(
    ledger: Ledger,
    lines: Sequence[str],
    *,
    as_of: str | None = None,
    years: Collection[int] | None = None,
    funds: Sequence[str] = (),
    bases: Sequence[str] = (),
) -> list[HistoryResult]:
    """The histories of several lines of a ledger, in one walk through its versions."""
    moment, wanted = known_at(ledger, as_of), scope(ledger, funds, bases)
    part = ledger if years is None else ledger.restrict(years, moment.versions)
    names = [ledger.current[line] for line in lines]
    inside = {line for line in names if ledger.lines[line].fund in wanted.funds}
    walked: list[tuple[Version, ByLine]] = []
    last: LedgerSnapshot | None = None
    for version, snapshot in snapshots(part, moment.versions, years, with_parts(ledger, inside)):
        cells = [cell for cell in snapshot.cells.refs() if cell.basis in wanted.bases and cell.line in inside]
        walked.append((version, _by_line(snapshot.of(cells).values())))
        last = snapshot
    overtaken = list(overtaken_notes(last, sorted(last.overtaken))) if last else []
    lost = tuple(missing_notes(ledger, moment.versions, wanted.bases, years or ()))

    def of_line(line: str) -> HistoryResult:
        steps = list(_steps(walked, line))
        of_this = {line} & inside
        notes = (
            *ended_notes(part, moment.versions, wanted.has(ledger), years=years, lines=of_this),
            *lost,
            *renumbered(figure for step in steps for figure in step.after.values()),
            *(note for note in overtaken if note.cell[0] == line and note.cell[1] in wanted.bases),
        )
        versions = tuple(step.version for step in steps)
        return HistoryResult(ledger, moment.as_of, line, versions, tuple(_rows(ledger, steps)), notes)

    return list(map(of_line, names))


ByLine = Mapping[str, Mapping[Cell, Figure]]
"""The standing figures at a version, by line."""


def _by_line(figures: Iterable[Figure]) -> ByLine:
    by_line: dict[str, dict[Cell, Figure]] = {}
    for figure in figures:
        by_line.setdefault(figure.cell.line, {})[figure.cell] = figure
    return by_line


class Step(NamedTuple):
    """A version that states or ends a figure of a line, and the figures before and after it."""

    version: Version
    before: Mapping[Cell, Figure]
    after: Mapping[Cell, Figure]


def _steps(walked: Iterable[tuple[Version, ByLine]], line: str) -> Iterator[Step]:
    before: Mapping[Cell, Figure] = {}
    for version, figures in walked:
        after = figures.get(line, {})
        if after != before:
            yield Step(version, before, after)
        before = after


def _rows(ledger: Ledger, steps: Iterable[Step]) -> Iterator[HistoryRow]:
    """The rows of each step, by basis and year."""
    order = {basis: n for n, basis in enumerate((*ledger.bases, OUTSTANDING))}
    for version, before, after in steps:
        for cell in sorted(before.keys() | after.keys(), key=lambda cell: (order[cell.basis], cell.year)):
            yield _row(ledger, version, cell, before.get(cell), after.get(cell))


def _row(ledger: Ledger, at: Version, cell: Cell, before: Figure | None, after: Figure | None) -> HistoryRow:
    revised = before and after and before.row != after.row
    comparable = not (before and after) or of_one_series(ledger, before.version, after.version)
    alike = before and after and comparable and is_decision(before) == is_decision(after)
    change = after.amount - before.amount if before and after and revised and alike else None
    return HistoryRow(
        **stated_columns(ledger, cell, after),
        carried=after is not None and after.version != at.version,
        at_version=at.version,
        change=change.value if change else None,
        change_low=change.low if change else None,
        change_high=change.high if change else None,
        within_rounding=change is not None and change.may_be_zero,
        comparable=comparable,
    )
