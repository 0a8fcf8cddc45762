"""The figures of one line and year with their papers; standing figures, conflicts, declared changes."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.analysis.claims import Verdict, is_known, verdicts
from ukraine_budget.analysis.figurenotes import (
    ended_notes,
    figures_notes,
    missing_notes,
    overtaken_notes,
    unreconciled,
)
from ukraine_budget.analysis.notes import LineNotStated, Note, PossibleConflict
from ukraine_budget.analysis.result_row import StatedRow, stated_columns
from ukraine_budget.analysis.scope import Scope, below, scope
from ukraine_budget.analysis.shift import Shift, declared_shifts
from ukraine_budget.analysis.snapshot import LedgerSnapshot, snapshot_after
from ukraine_budget.analysis.versions import date_of, known_at
from ukraine_budget.errors import unknown
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import DECISION, Claim, Figure, Mutation, Version


class ExplainRow(StatedRow):
    """A figure as a paper states it. `stands`: no later one had replaced it at the version asked for."""

    amount: Decimal
    stands: bool
    note: str
    overtaken: bool


class ExplainResult(NamedTuple):
    """The stated figures of a line and year by version, with changes, claims, notes and shifts."""

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
    moment = known_at(ledger, as_of)
    query = ExplainQuery(ledger, ledger.current[line], year, moment.versions, scope(ledger, funds, bases))
    lines = (query.line, *(part for part, _ in below(ledger, query.line)))
    snapshot = snapshot_after(ledger, moment.versions, years=(year,), lines=lines)
    stated = _stated(query)
    figures = [figure for figure in stated if figure.cell.year == year]
    silence = [] if figures else [_silence(query, stated, bases)]
    return ExplainResult(
        ledger=ledger,
        as_of=moment.as_of,
        line=query.line,
        year=year,
        rows=tuple(_row(ledger, figure, snapshot) for figure in figures),
        mutations=tuple(_mutations(query)),
        claims=_verdicts(query, as_of),
        notes=tuple(_notes(query, silence, figures, snapshot)),
        shifts=tuple(_shifts(query)),
    )


class ExplainQuery(NamedTuple):
    """A line and year, at the moment that some versions are known, within a scope."""

    ledger: Ledger
    line: str
    year: int
    versions: Sequence[Version]
    scope: Scope


def _stated(query: ExplainQuery) -> list[Figure]:
    """The figures of the line for all years, by basis and version."""
    bases, order = query.ledger.bases, [version.version for version in query.versions]
    stated = query.ledger.stated(lines=(query.line,), versions=order)
    figures = [figure for figure in stated if query.scope.holds(query.ledger, query.line, figure.cell.basis)]
    return sorted(figures, key=lambda figure: (bases.index(figure.cell.basis), order.index(figure.version)))


def rivals(result: ExplainResult, row: ExplainRow) -> tuple[ExplainRow, ...]:
    """The figures of papers of one date that contradict a standing one, none revising the other."""
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


def _row(ledger: Ledger, figure: Figure, snapshot: LedgerSnapshot) -> ExplainRow:
    last = [own.version(figure.cell) for own in (snapshot.cells, snapshot.decisions, snapshot.binding)]
    stands = figure.version in last
    return ExplainRow(
        **stated_columns(ledger, figure.cell, figure),
        carried=stands and (figure.cell in snapshot.carried or figure.version != last[0]),
        stands=stands,
        note=figure.note,
        overtaken=stands and figure.cell in snapshot.overtaken,
    )


def _mutations(query: ExplainQuery) -> Iterator[Mutation]:
    """The declared changes of the line and year."""
    known = {version.version for version in query.versions}
    for mutation in query.ledger.mutations:
        is_here = query.ledger.current[mutation.line] == query.line and mutation.year == query.year
        if is_here and mutation.version in known and query.scope.holds(query.ledger, query.line, mutation.basis):
            yield mutation


def _shifts(query: ExplainQuery) -> Iterator[Shift]:
    """The declared shifts of the line that name the year."""
    for shift in declared_shifts(query.ledger, query.versions, query.scope):
        if shift.line == query.line and query.year in (*shift.leaves, *shift.reaches):
            yield shift


def _verdicts(query: ExplainQuery, as_of: str | None) -> tuple[Verdict, ...]:
    """The verdicts on the claims about the line and year that were made by the moment asked for."""
    ledger = query.ledger
    about = (claim for claim in ledger.claims if _speaks_of(query, claim))
    return verdicts(ledger, [claim for claim in about if is_known(ledger, claim, query.versions, as_of)])


def _speaks_of(query: ExplainQuery, claim: Claim) -> bool:
    """Whether a claim is about the line and year (or no year), on a basis within the scope (or none)."""
    return any(
        (query.year in side.years or not claim.years)
        and query.line in map(query.ledger.current.get, side.lines)
        and (not side.basis or query.scope.holds(query.ledger, query.line, side.basis))
        for side in (claim.left, claim.right)
    )


def _silence(query: ExplainQuery, stated: Iterable[Figure], bases: Sequence[str]) -> Note:
    """A note that nothing is stated for the year, and for which years something is."""
    elsewhere = _years(stated)
    outside = () if elsewhere else _years(query.ledger.stated(lines=(query.line,)))
    return LineNotStated(query.line, query.year, query.scope.bases if bases else (), elsewhere, outside)


def _years(figures: Iterable[Figure]) -> tuple[int, ...]:
    return tuple(sorted({figure.cell.year for figure in figures}))


def _notes(
    query: ExplainQuery, silence: Iterable[Note], figures: Sequence[Figure], snapshot: LedgerSnapshot
) -> Iterator[Note]:
    """Notes on the line and year, and on the standing figures."""
    ledger, versions, inside = query.ledger, query.versions, query.scope
    yield from missing_notes(ledger, versions, inside.bases, (query.year,))
    yield from silence
    yield from ended_notes(ledger, versions, inside.has(ledger), years=(query.year,), lines=(query.line,))
    here = snapshot.of([*dict.fromkeys(figure.cell for figure in figures)])
    for last in here.values():
        others = tuple((other.version, other.amount.value) for other in unreconciled(ledger, last, figures))
        if others:
            yield PossibleConflict(last.cell, last.version, last.amount.value, others)
    yield from figures_notes(here, snapshot)
    yield from overtaken_notes(snapshot, here)
