"""What changed between two versions, or two ledgers: what was declared, what moved between years, what was added."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from typing import NamedTuple

from ukraine_budget.analysis.compare import (
    DiffContext,
    LedgerVersions,
    across,
    cell_changes,
    in_unit_of,
    is_edition,
    within,
)
from ukraine_budget.analysis.decompose import CellChange, Series, decompose, in_order, place
from ukraine_budget.analysis.diffnotes import apart, figure_notes, moved_notes, structure_notes, without_total
from ukraine_budget.analysis.diffrows import (
    SILENT,
    Compared,
    DiffRow,
    DiffTotal,
    Status,
    backwards,
    composition_notes,
    diff_line,
    total_row,
)
from ukraine_budget.analysis.ended import ended_notes
from ukraine_budget.analysis.missing import missing_notes
from ukraine_budget.analysis.notes import Note
from ukraine_budget.analysis.notes_on_changes import ElsewhereAsPrinted, ReadBackwards
from ukraine_budget.analysis.scope import Scope, scope
from ukraine_budget.analysis.shifts import Shift, declared_shifts, shift, swapped
from ukraine_budget.analysis.silent import refusal
from ukraine_budget.analysis.versions import KnownVersions, known_at, last
from ukraine_budget.figures.comparison import TotalComparison
from ukraine_budget.figures.totals import TotalKey, Totals
from ukraine_budget.model.amount import ZERO, Pot, exact_sum
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import BEYOND, CASH_SHIFT, Mutation, Year


class LedgerAt(NamedTuple):
    """One side of a diff: a ledger as it stood at a version or date, by default at its last version."""

    ledger: Ledger
    as_of: str | None = None


class NetAlone(NamedTuple):
    """The most that the net changes of a line and basis could explain as moved: less, often, than is declared."""

    fund: str
    line: str
    basis: str
    amount: Decimal


class Elsewhere(NamedTuple):
    """A mutation declared between two versions that does not lead from the one to the other."""

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
    """What changed. `ledger` has the names, unit and currency of what is shown; `old` and `new` name the two sides.

    `shifts` are those declared by the versions on the way and those inferred from what they leave over; `shift_notes`
    are those of the notes that are about them, or about the two ledgers. A change of at most `tolerance` is taken for
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
    """What changed from one side to the other, as `_compared` has it, and what ended without a word."""
    found = _compared(old, new, funds=funds, bases=bases, all=all, tolerance=tolerance)
    gone = {(row.line, row.basis, row.year) for row in found.rows if row.row_type == "line" and row.new is None}
    ended = ended_notes(new.ledger, known_at(new.ledger, new.as_of).versions, gone.__contains__) if gone else ()
    return found._replace(notes=(*ended, *found.notes))


def _compared(
    old: LedgerAt, new: LedgerAt, *, funds: Sequence[str], bases: Sequence[str], all: bool, tolerance: Decimal
) -> DiffResult:
    """What changed from one side to the other, for some funds and bases (by default all), in the unit of the new one.

    With `all`, also the cells that were not restated or did not change. A change of at most `tolerance` counts as
    within rounding. Raises UsageError for a version, date, fund or basis that is not there, and for two currencies;
    NoFigures for a version of which the ledger holds no figures.
    """
    before, after = known_at(old.ledger, old.as_of), known_at(new.ledger, new.as_of)
    if error := refusal(old, new):
        raise error
    found = _diff((old.ledger, before), (new.ledger, after), (funds, bases), all=all, tolerance=tolerance)
    inside = scope(found.ledger, funds, bases).bases
    sides = ((old.ledger, before), (new.ledger, after))
    lost = [note for ledger, at in sides for note in missing_notes(ledger, at.versions, inside)]
    return found._replace(notes=tuple(dict.fromkeys((*lost, *found.notes))))


def _diff(
    old: tuple[Ledger, KnownVersions],
    new: tuple[Ledger, KnownVersions],
    as_of: tuple[Sequence[str], Sequence[str]],
    *,
    all: bool,
    tolerance: Decimal,
) -> DiffResult:
    """The same of two ledgers, each with the versions known, and of some funds and bases."""
    (was, before), (now, after) = old, new
    if was is not now:
        names = (f"{was.name}@{before.as_of}", f"{now.name}@{after.as_of}")
        one = LedgerVersions(in_unit_of(now, was), before.versions)
        other = LedgerVersions(now, after.versions)
        if is_edition(other, one):
            match = across(other, one)
            wanted = scope(match.ledger, *as_of)
            return _backwards(_result(match, names[::-1], wanted, all=all, tolerance=tolerance, turned=True))
        match = across(one, other)
        return _result(match, names, scope(match.ledger, *as_of), all=all, tolerance=tolerance)
    wanted = scope(now, *as_of)
    if last(before).order > last(after).order:
        match = within(now, after, before)
        names = (after.as_of, before.as_of)
        return _backwards(_result(match, names, wanted, all=all, tolerance=tolerance, turned=True))
    match = within(now, before, after)
    return _result(match, (before.as_of, after.as_of), wanted, all=all, tolerance=tolerance)


class _Split(NamedTuple):
    """The cells of one line and basis with what was inferred to have moved among them."""

    group: Series
    cells: tuple[Compared, ...]
    inferred: tuple[Shift, ...]


def _result(
    match: DiffContext, names: tuple[str, str], wanted: Scope, *, all: bool, tolerance: Decimal, turned: bool = False
) -> DiffResult:
    """A diff from the old side to the new. Its notes speak as after it is `turned`, but for what papers declare."""
    groups, order = cell_changes(match, wanted, all=all), _order(match.ledger, wanted)
    splits = [_split(group, groups[group], tolerance) for group in sorted(groups, key=order)]
    hidden: Collection[Status] = () if all else SILENT
    shown = [cell for found in splits for cell in found.cells if cell.row.status not in hidden or cell.row.declared_by]
    lines = [cell.row for cell in shown]
    totals, sides = _totals(match, splits, lines, hidden, tolerance)
    shifts = (*_leading(match, wanted), *(moved for found in splits for moved in found.inferred))
    touched = {(row.line, row.basis) for row in lines}
    elsewhere = tuple(_elsewhere(mutation) for mutation in match.beside if (mutation.line, mutation.basis) in touched)
    of_shifts = moved_notes(
        match, [swapped(found) if turned and found.evidence == "inferred" else found for found in shifts]
    )
    moving = {(shift.line, shift.basis) for shift in shifts}
    notes = (
        *match.notes,
        *(match.beside_notes if elsewhere else ()),
        *apart(shown),
        *of_shifts,
        *figure_notes(shown),
        *composition_notes(sides, turned=turned),
        *_structure_notes(match, wanted, turned=turned),
    )
    return DiffResult(
        ledger=match.ledger,
        old=names[0],
        new=names[1],
        rows=tuple(_in_blocks(lines, totals)),
        shifts=shifts,
        explained_by_net_alone=tuple(filter(None, map(_net_alone, splits))),
        declared_elsewhere=elsewhere,
        notes=tuple(dict.fromkeys(notes)),
        shift_notes=(
            *match.notes,
            *of_shifts,
            *figure_notes(cell for cell in shown if (cell.row.line, cell.row.basis) in moving),
        ),
        tolerance=tolerance,
    )


def _structure_notes(match: DiffContext, wanted: Scope, *, turned: bool) -> Iterator[Note]:
    """Where the two ledgers are built otherwise, by the sides as the reader calls them."""
    old, new = (match.new, match.old) if turned else (match.old, match.new)
    return structure_notes(old.ledger, new.ledger, wanted.funds)


def _leading(match: DiffContext, wanted: Scope) -> Iterator[Shift]:
    """The declared shifts that lead from the old side to the new."""
    leading = {(m.version, m.line, m.basis) for cell in match.mutations.values() for m in cell}
    for found in declared_shifts(match.ledger, match.declaring, wanted):
        if (found.version, found.line, found.basis) in leading:
            yield found


def _order(ledger: Ledger, wanted: Scope) -> Callable[[Series], tuple[int, int, int]]:
    """By fund, basis and line, each as the ledger has them."""
    funds, bases, lines = (
        {name: n for n, name in enumerate(names)} for names in (wanted.funds, wanted.bases, ledger.lines)
    )
    return lambda group: (funds[group.fund], bases[group.basis], lines[group.line])


def _split(group: Series, found: Mapping[Year, CellChange], tolerance: Decimal) -> _Split:
    in_time = {year: found[year] for year in sorted(found, key=place)} if len(found) > 1 else found
    parts, pieces = decompose(Pot(group.fund, group.basis), in_time, tolerance)
    cells = (Compared(diff_line(group, year, pair, parts[year]), pair, parts[year]) for year, pair in in_time.items())
    inferred = (shift(group.line, piece, None, "inferred") for piece in sorted(pieces, key=in_order))
    return _Split(group, tuple(cells), tuple(inferred))


def _net_alone(found: _Split) -> NetAlone | None:
    """None where by the net changes nothing could have moved, and no shift is declared."""
    cells = (cell for cell in found.cells if cell.row.comparable and not cell.row.within_rounding)
    changes = [cell.parts.change.value for cell in cells if cell.parts.change]
    up, down = [change for change in changes if change > 0], [change for change in changes if change < 0]
    most = min(exact_sum(up), exact_sum(down).copy_abs()) if up and down else ZERO
    return NetAlone(*found.group, most) if most or any(map(_shifted, found.cells)) else None


def _shifted(cell: Compared) -> bool:
    return any(mutation.kind == CASH_SHIFT for mutation in cell.pair.mutations)


def _totals(
    match: DiffContext,
    splits: Sequence[_Split],
    lines: Sequence[DiffRow],
    hidden: Collection[Status],
    tolerance: Decimal,
) -> tuple[list[DiffRow], Mapping[TotalKey, DiffTotal]]:
    """The totals of the funds and years of some rows, and what each is a sum over.

    A fund that has no total on one side has none here.
    """
    without = {fund for side in (match.old, match.new) for fund in without_total(side.ledger)}
    blocks = dict.fromkeys((row.fund, row.basis, row.year) for row in lines if row.fund not in without)
    cells: dict[tuple[str, str, Year], list[Compared]] = {block: [] for block in blocks}
    for cell in (cell for found in splits for cell in found.cells):
        cells.get((cell.row.fund, cell.row.basis, cell.row.year), []).append(cell)
    compared = [cell.key for own in cells.values() for cell in own if cell.parts.change]
    over = match.comparison.totals(match.comparison.axes.numbers(compared))
    old, new = (Totals.of(side.own, side.members).sides() for side in (match.comparison.old, match.comparison.new))
    stated = {
        key: DiffTotal(old.get(key), new.get(key), over.get(key, TotalComparison()))
        for key in (TotalKey(fund, basis, year) for fund, basis, year in blocks if year != BEYOND)
        if key in old or key in new
    }
    rows = [total_row(key, both, cells[key], tolerance) for key, both in stated.items()]
    return [row for row in rows if row.status not in hidden], stated


def _in_blocks(lines: Iterable[DiffRow], totals: Iterable[DiffRow]) -> Iterator[DiffRow]:
    """The rows of the lines, those of each fund and basis followed by their totals."""
    found: dict[tuple[str, str], list[DiffRow]] = {}
    for row in sorted(totals, key=lambda row: place(row.year)):
        found.setdefault((row.fund, row.basis), []).append(row)
    for block, rows in groupby(lines, key=lambda row: (row.fund, row.basis)):
        yield from rows
        yield from found.get(block, ())


def _elsewhere(mutation: Mutation) -> Elsewhere:
    pot, size = mutation.amount.pot, mutation.amount.value if mutation.size_stated else None
    return Elsewhere(
        fund=pot.fund,
        line=mutation.line,
        basis=pot.basis,
        year=mutation.year,
        kind=mutation.kind,
        label=mutation.label,
        amount=size,
        version=mutation.version,
        document=mutation.document,
    )


def _backwards(result: DiffResult) -> DiffResult:
    """The same diff read from the new side to the old one, which no paper does: so the first note says it."""
    turned = ReadBackwards(later=result.new, earlier=result.old)
    as_printed = (ElsewhereAsPrinted(),) if result.declared_elsewhere else ()
    return result._replace(
        old=result.new,
        new=result.old,
        rows=tuple(map(backwards, result.rows)),
        shifts=tuple(map(swapped, result.shifts)),
        notes=(turned, *as_printed, *result.notes) if result.rows else result.notes,
        shift_notes=(turned, *result.shift_notes) if result.shifts else result.shift_notes,
    )
