"""Every stated figure of one line and year, with its paper; what stands, what disagrees, what was declared."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.analysis.claims import Verdict, evaluate, is_known
from ukraine_budget.analysis.figurenotes import (
    ended_notes,
    figures_notes,
    missing_notes,
    overtaken_notes,
    unreconciled,
)
from ukraine_budget.analysis.notes import LineNotStated, Note, PossibleConflict
from ukraine_budget.analysis.result_row import StatedRow, ends
from ukraine_budget.analysis.scope import Scope, below, scope
from ukraine_budget.analysis.shifts import Shift, declared_shifts
from ukraine_budget.analysis.snapshot import LedgerSnapshot, snapshot
from ukraine_budget.analysis.versions import date_of, known_at
from ukraine_budget.errors import unknown
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import DECISION, Claim, Figure, Mutation


class ExplainRow(StatedRow):
    """A figure as a paper states it. `stands`: it is the one that stands at the version asked for."""

    amount: Decimal
    stands: bool
    note: str
    overtaken: bool


class ExplainResult(NamedTuple):
    """The stated figures of a line and year in the order of the versions, and what else is said of them."""

    ledger: Ledger
    as_of: str
    line: str
    year: int
    rows: tuple[ExplainRow, ...]
    mutations: tuple[Mutation, ...]
    claims: tuple[Verdict, ...]
    notes: tuple[Note, ...]
    shifts: tuple[Shift, ...]


def explain(
    ledger: Ledger,
    line: str,
    year: int,
    *,
    as_of: str | None = None,
    funds: Sequence[str] = (),
    bases: Sequence[str] = (),
) -> ExplainResult:
    """Every figure stated for a line and year by the versions known at a version or date (by default: now).

    A line's earlier number names the line that carries it now.
    Raises UsageError for a line, version, fund or basis that the ledger does not have.
    """
    if line not in ledger.lines:
        raise unknown("line", line, ledger.lines)
    line = ledger.current[line]
    wanted = scope(ledger, funds, bases)
    moment = known_at(ledger, as_of)
    order = [version.version for version in moment.versions]
    parts = (part for part, _ in below(ledger, line))
    found = snapshot(ledger, moment.versions, years=(year,), lines=(line, *parts))
    known = ledger.stated(lines=(line,), versions=order)
    stated = [figure for figure in known if wanted.holds(ledger, line, figure.cell.basis)]
    figures = [figure for figure in stated if figure.cell.year == year]
    figures.sort(key=lambda figure: (ledger.bases.index(figure.cell.basis), order.index(figure.version)))
    claims = (claim for claim in ledger.claims if _speaks_of(ledger, claim, line, year, wanted))
    shifts = declared_shifts(ledger, moment.versions, wanted)
    return ExplainResult(
        ledger,
        moment.as_of,
        line,
        year,
        tuple(_row(ledger, figure, found) for figure in figures),
        tuple(_mutations(ledger, line, year, order, wanted)),
        tuple(evaluate(ledger, claim) for claim in claims if is_known(ledger, claim, moment.versions, as_of)),
        (
            *missing_notes(ledger, moment.versions, wanted.bases, (year,)),
            *(() if figures else [_silence(ledger, line, year, stated, wanted.bases if bases else ())]),
            *ended_notes(ledger, moment.versions, wanted.has(ledger), years=(year,), lines=(line,)),
            *_notes(ledger, figures, found),
        ),
        tuple(shift for shift in shifts if shift.line == line and year in (*shift.leaves, *shift.reaches)),
    )


def rivals(result: ExplainResult, row: ExplainRow) -> tuple[ExplainRow, ...]:
    """The figures of papers of the same date that contradict one that stands, though neither revises the other."""
    ledger = result.ledger
    date = date_of(ledger, ledger.versions[row.version])
    others = {
        version
        for note in result.notes
        if isinstance(note, PossibleConflict) and (note.version, note.cell[1]) == (row.version, row.basis)
        for version, _ in note.others
        if date and date_of(ledger, ledger.versions[version]) == date
    }
    counted_as = row.basis, DECISION in row.qualifier
    rows = (other for other in result.rows if (other.basis, DECISION in other.qualifier) == counted_as)
    return tuple(other for other in rows if other.version in others)


def _row(ledger: Ledger, figure: Figure, found: LedgerSnapshot) -> ExplainRow:
    line = ledger.lines[figure.cell.line]
    last = (found.version(figure.cell), *(own.version for own in found.both(figure.cell)))
    stands = figure.version in last
    low, high, low_open, high_open = ends(figure.amount)
    return ExplainRow(
        row_type="line",
        fund=line.fund,
        line=line.line,
        parent=line.parent,
        year=figure.cell.year,
        basis=figure.cell.basis,
        amount=figure.amount.value,
        low=low,
        high=high,
        low_open=low_open,
        high_open=high_open,
        qualifier=figure.qualifier,
        version=figure.version,
        carried=stands and (figure.cell in found.carried or figure.version != last[0]),
        document=figure.document,
        locator=figure.locator,
        stands=stands,
        note=figure.note,
        overtaken=stands and figure.cell in found.overtaken,
    )


def _mutations(ledger: Ledger, line: str, year: int, versions: Sequence[str], wanted: Scope) -> Iterator[Mutation]:
    for mutation in ledger.mutations:
        here = ledger.current[mutation.line] == line and mutation.year == year and mutation.version in versions
        if here and wanted.holds(ledger, line, mutation.basis):
            yield mutation


def _speaks_of(ledger: Ledger, claim: Claim, line: str, year: int, wanted: Scope) -> bool:
    """Whether a claim is about a line and year, or no year, on a basis within the scope or on none that it names."""
    return any(
        (year in side.years or not claim.years)
        and line in map(ledger.current.get, side.lines)
        and (not side.basis or wanted.holds(ledger, line, side.basis))
        for side in (claim.left, claim.right)
    )


def _silence(ledger: Ledger, line: str, year: int, stated: Iterable[Figure], bases: Sequence[str]) -> Note:
    """That nothing is stated for a year, on the bases that are asked for, and where something is."""
    elsewhere = _years(stated)
    outside = () if elsewhere else _years(ledger.stated(lines=(line,)))
    return LineNotStated(line, year, tuple(bases), elsewhere, outside)


def _years(figures: Iterable[Figure]) -> tuple[int, ...]:
    return tuple(sorted({figure.cell.year for figure in figures}))


def _notes(ledger: Ledger, figures: Sequence[Figure], found: LedgerSnapshot) -> Iterator[Note]:
    """What a reader must know of the figures that stand among some."""
    here = found.of([*dict.fromkeys(figure.cell for figure in figures)])
    for stands in here.values():
        others = tuple((other.version, other.amount.value) for other in unreconciled(ledger, stands, figures))
        if others:
            yield PossibleConflict(stands.cell, stands.version, stands.amount.value, others)
    yield from figures_notes(here, found)
    yield from overtaken_notes(found, here)
