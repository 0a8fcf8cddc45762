"""The changes between two versions or ledgers: what was declared, what moved between years, what was added.

A cell is a line, a basis and a budget year. A declared change of it (a mutation) leads from the old figure to the new
one; the rest either moved to or from another year of the line, or is net: added, or cut. It is untied where a paper
prints both figures and all its changes and these do not add up.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from ukraine_budget.analysis.comparable import refusal
from ukraine_budget.analysis.diffchanges import SILENT, changed_cells, compared_cells, decompose
from ukraine_budget.analysis.diffnotes import diff_notes, notes_on_shifts, other_basis_notes
from ukraine_budget.analysis.diffrows import DiffRow, backwards, line_rows
from ukraine_budget.analysis.diffsides import DiffContext, LedgerVersions, diff_context
from ukraine_budget.analysis.difftotals import diff_totals, total_row
from ukraine_budget.analysis.figurenotes import ended_notes, missing_notes
from ukraine_budget.analysis.notes import Note
from ukraine_budget.analysis.notes_on_changes import ElsewhereAsPrinted, ReadBackwards
from ukraine_budget.analysis.scope import Scope, scope
from ukraine_budget.analysis.shift import Shift, as_shift, declared_shifts, swapped
from ukraine_budget.analysis.versions import LedgerAt, known_at
from ukraine_budget.model.amount import ZERO, exact_sum
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import CASH_SHIFT, Year, year_key


class NetAlone(NamedTuple):
    """The most that net changes of a line and basis could explain as moved: often less than declared."""

    fund: str
    line: str
    basis: str
    amount: Decimal


class Elsewhere(NamedTuple):
    """A mutation declared between two versions, off the way from one to the other."""

    fund: str
    line: str
    basis: str
    year: Year
    kind: str
    label: str
    amount: Decimal | None
    version: str
    document: str


class DiffResult(NamedTuple):
    """The changes from `old` to `new`; `ledger` has the names, unit and currency shown.

    `rows` has the lines of each fund and basis, then their totals. `shifts` are declared on the way, or inferred from
    the rest; `shift_notes` are the notes about them, or about the two ledgers. A change up to `tolerance` is taken for
    none.
    """

    ledger: Ledger
    old: str
    new: str
    rows: tuple[DiffRow, ...]
    shifts: tuple[Shift, ...]
    explained_by_net_alone: tuple[NetAlone, ...]
    declared_elsewhere: tuple[Elsewhere, ...]
    notes: tuple[Note, ...]
    shift_notes: tuple[Note, ...] = ()
    tolerance: Decimal = ZERO

    @property
    def shifts_as_printed(self) -> tuple[Shift, ...]:
        """The shifts as the papers have them, also where the sides are read backwards."""
        is_backwards = any(isinstance(note, ReadBackwards) for note in self.shift_notes)
        return tuple(map(swapped, self.shifts)) if is_backwards else self.shifts

    @property
    def differs(self) -> bool:
        """Whether anything changed by more than rounding and tolerance, or is stated on one side only."""
        lines = (row for row in self.rows if row.row_type == "line")
        return any(row.status not in SILENT and not row.within_rounding for row in lines)


def diff(
    old: LedgerAt,
    new: LedgerAt,
    *,
    funds: Sequence[str] = (),
    bases: Sequence[str] = (),
    all: bool = False,
    tolerance: Decimal = ZERO,
) -> DiffResult:
    """Compare two sides, for some funds and bases (by default all), in the unit of the new one.

    With `all`, also cells not restated or unchanged. A change up to `tolerance` counts as within rounding. Raises
    UsageError for an unknown version, date, fund or basis, and for two currencies; NoFiguresError for a version without
    figures.
    """
    sides = [LedgerVersions(ledger, known_at(ledger, as_of)) for ledger, as_of in (old, new)]
    if error := refusal(old, new):
        raise error
    context = diff_context(*sides)
    wanted = scope(context.ledger, funds, bases)
    result = _in_order_of_papers(context, wanted, _names(*sides), all=all, tolerance=tolerance)
    result = _read_backwards(result) if context.is_backwards else result
    lost = (note for ledger, known in sides for note in missing_notes(ledger, known.versions, wanted.bases))
    notes = (*_ended(sides[1], result.rows), *lost, *result.notes)
    return result._replace(notes=tuple(dict.fromkeys(notes)))


def _names(old: LedgerVersions, new: LedgerVersions) -> tuple[str, str]:
    """The names of the two sides: version or date, for two ledgers with theirs."""
    if old.ledger is new.ledger:
        return old.known.as_of, new.known.as_of
    return f"{old.ledger.name}@{old.known.as_of}", f"{new.ledger.name}@{new.known.as_of}"


def _in_order_of_papers(
    context: DiffContext, wanted: Scope, names: tuple[str, str], *, all: bool, tolerance: Decimal
) -> DiffResult:
    """Diff in the direction of the papers; `names` are those of the sides as asked for."""
    compared = compared_cells(context, changed_cells(context, wanted, all=all))
    changes = decompose(context, compared, tolerance)
    rows = list(line_rows(compared, changes))
    shown = [row for row in rows if all or row.status not in SILENT or row.declared_by]
    totals = diff_totals(context, compared, rows, shown)
    total_rows = [row for row in (total_row(total, tolerance) for total in totals) if all or row.status not in SILENT]
    inferred = (as_shift(line, flow, None, "inferred") for line, flow in changes.flows)
    shifts = (*_declared_on_the_way(context, wanted), *inferred)
    elsewhere = tuple(_elsewhere(context, shown))
    other_basis = other_basis_notes(context, shifts)
    return DiffResult(
        ledger=context.ledger,
        old=names[0],
        new=names[1],
        rows=tuple(_with_totals(shown, total_rows)),
        shifts=shifts,
        explained_by_net_alone=tuple(_net_alone(rows)),
        declared_elsewhere=elsewhere,
        notes=tuple(diff_notes(context, wanted, shown, totals, other_basis, elsewhere=bool(elsewhere))),
        shift_notes=tuple(notes_on_shifts(context, shifts, shown, other_basis)),
        tolerance=tolerance,
    )


def _declared_on_the_way(context: DiffContext, wanted: Scope) -> Iterator[Shift]:
    """The declared shifts that lead from the old side to the new."""
    leading = {(mutation.version, mutation.line, mutation.basis) for mutation in context.declared}
    declaring = {version for version, _, _ in leading}
    for declared in declared_shifts(context.ledger, context.versions, wanted, declaring=declaring):
        if any((version, declared.line, declared.basis) in leading for version in declared.versions):
            yield declared


def _elsewhere(context: DiffContext, shown: Iterable[DiffRow]) -> Iterator[Elsewhere]:
    """The mutations declared in between, off the way, of the lines and bases of some rows."""
    series = {(row.line, row.basis) for row in shown}
    for mutation in context.declared_elsewhere:
        if (mutation.line, mutation.basis) in series:
            yield Elsewhere(
                fund=mutation.amount.pot.fund,
                line=mutation.line,
                basis=mutation.amount.pot.basis,
                year=mutation.year,
                kind=mutation.kind,
                label=mutation.label,
                amount=mutation.amount.value if mutation.size_stated else None,
                version=mutation.version,
                document=mutation.document,
            )


def _with_totals(lines: Iterable[DiffRow], totals: Iterable[DiffRow]) -> Iterator[DiffRow]:
    """Rows of lines, those of each fund and basis followed by their totals."""
    totals_of: dict[tuple[str, str], list[DiffRow]] = {}
    for row in sorted(totals, key=lambda row: year_key(row.year)):
        totals_of.setdefault((row.fund, row.basis), []).append(row)
    for fund_and_basis, rows in groupby(lines, key=lambda row: (row.fund, row.basis)):
        yield from rows
        yield from totals_of.get(fund_and_basis, ())


def _net_alone(rows: Iterable[DiffRow]) -> Iterator[NetAlone]:
    """The bound for each line and basis whose net changes could have moved, or with a declared shift."""
    for series, own in groupby(rows, key=lambda row: (row.fund, row.line, row.basis)):
        cells = list(own)
        changes = [row.change for row in cells if row.change is not None and not row.within_rounding]
        up, down = [change for change in changes if change > 0], [change for change in changes if change < 0]
        most = min(exact_sum(up), exact_sum(down).copy_abs()) if up and down else ZERO
        if most or any(by.kind == CASH_SHIFT for row in cells for by in row.declared_by):
            yield NetAlone(*series, most)


def _read_backwards(result: DiffResult) -> DiffResult:
    """The diff with old and new swapped, as no paper has it: the first note says so."""
    turned = ReadBackwards(later=result.old, earlier=result.new)
    as_printed = (ElsewhereAsPrinted(),) if result.declared_elsewhere else ()
    return result._replace(
        rows=tuple(map(backwards, result.rows)),
        shifts=tuple(map(swapped, result.shifts)),
        notes=(turned, *as_printed, *result.notes) if result.rows else result.notes,
        shift_notes=(turned, *result.shift_notes) if result.shifts else result.shift_notes,
    )


def _ended(new: LedgerVersions, rows: Iterable[DiffRow]) -> Iterable[Note]:
    """Notes on cells that ended only because a version is taken to be full."""
    gone = {row.key for row in rows if row.row_type == "line" and row.new is None}
    return ended_notes(new.ledger, new.known.versions, gone.__contains__) if gone else ()
