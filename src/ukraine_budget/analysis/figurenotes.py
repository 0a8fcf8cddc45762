"""Notes on figures (carried, assumed, renumbered, ended, lost, contradicted ...) and on shifts."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import compress

from ukraine_budget.analysis.mutations import declared
from ukraine_budget.analysis.notes import (
    Assumed,
    Carried,
    ChangeNotIncluded,
    Decided,
    FundRemark,
    FundsNotShown,
    NoFigures,
    Note,
    NothingStated,
    NoTotal,
    NotWhole,
    Overtaken,
    Renumbered,
    TakenAsDropped,
)
from ukraine_budget.analysis.notes_on_changes import OtherBasisUnchanged
from ukraine_budget.analysis.rows import DECIDED
from ukraine_budget.analysis.scope import Scope, fund_lines
from ukraine_budget.analysis.shift import Shift
from ukraine_budget.analysis.snapshot import LedgerSnapshot, snapshot_after, snapshots
from ukraine_budget.analysis.versions import known_at, of_one_series
from ukraine_budget.figures.spans import Spans
from ukraine_budget.figures.structure import NONE
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.missing import parsed
from ukraine_budget.model.records import ASSUMED, DECISION, Figure, Key, Version, is_decision


def snapshot_notes(snapshot: LedgerSnapshot, wanted: Scope, years: Collection[int]) -> Iterator[Note]:
    """The notes on the figures of some years within a scope, in ledger order."""
    ledger = snapshot.ledger

    def is_shown(key: Key) -> bool:
        return key[2] in years and wanted.holds(ledger, key[0], key[1]) and key in snapshot

    yield from figures_notes({key: figure for key, figure in snapshot.notable.items() if is_shown(key)}, snapshot)
    yield from overtaken_notes(snapshot, sorted(filter(is_shown, snapshot.overtaken)))
    yield from _changes_not_included(snapshot, is_shown)
    if not ledger.lines:
        yield NoFigures(ledger.name)
    for fund in wanted.funds:
        yield from _fund_notes(ledger, snapshot.bases, fund, years)


def figures_notes(shown: Mapping[Key, Figure], snapshot: LedgerSnapshot) -> Iterator[Note]:
    """The notes on some standing figures; equal ones are merged."""
    carried: dict[str, list[Key]] = {}
    for key, figure in shown.items():
        if key in snapshot.carried:
            carried.setdefault(figure.version, []).append(cell_counted(figure))
    for version, cells in carried.items():
        yield Carried(tuple(cells), version)
    decided = tuple(cell_counted(figure) for figure in shown.values() if is_decision(figure))
    if decided:
        yield Decided(decided)
    for figure in shown.values():
        if ASSUMED in figure.qualifier:
            yield Assumed(figure.cell, figure.note)
    yield from renumbered(shown.values())


def cell_counted(figure: Figure) -> Key:
    """A figure's cell, its basis "decided" where it binds nobody."""
    line, basis, year = figure.cell
    return line, DECIDED if is_decision(figure) else basis, year


def overtaken_notes(snapshot: LedgerSnapshot, cells: Iterable[Key]) -> Iterator[Overtaken]:
    """Notes on overtaken cells, with their versions."""
    return (Overtaken(cell, snapshot.cells.version(cell)) for cell in cells if cell in snapshot.overtaken)


def _changes_not_included(snapshot: LedgerSnapshot, is_shown: Callable[[Key], bool]) -> Iterator[Note]:
    """Notes on figures that a later paper of their series changes without restating them."""
    ledger, order = snapshot.ledger, snapshot.cells.order
    for mutation in declared(ledger, order):
        cell = (mutation.line, mutation.basis, mutation.year)
        if is_shown(cell):
            version = snapshot.cells.version(cell)
            if order[mutation.version] > order[version] and ledger.is_revised(version, mutation.version):
                size = mutation.amount.value if mutation.size_stated else None
                yield ChangeNotIncluded(cell, version, mutation.version, mutation.label, size)


def renumbered(figures: Iterable[Figure]) -> Iterator[Note]:
    """Notes on figures printed under an earlier number, or under both; equal ones are merged."""
    printed: dict[tuple[str, tuple[str, ...]], dict[str, None]] = {}
    for figure in figures:
        if figure.lines != (figure.cell.line,):
            printed.setdefault((figure.cell.line, figure.lines), {})[figure.version] = None
    alike: dict[tuple[bool, tuple[str, ...]], list[tuple[str, tuple[str, ...]]]] = {}
    for (line, lines), versions in printed.items():
        alike.setdefault((len(lines) > 1, tuple(versions)), []).append((line, lines))
    for (added, by), names in alike.items():
        yield Renumbered(tuple(names), by, added)


def not_shown(snapshot: LedgerSnapshot, wanted: Scope, years: Collection[int]) -> Iterator[Note]:
    """A note on the funds with figures on the bases and years shown that a view leaves out."""
    others = [fund for fund in snapshot.ledger.funds if fund not in wanted.funds]
    blocks = snapshot.blocks if others else ()
    stated = {fund for fund, basis, year in blocks if basis in wanted.bases and (not years or year in years)}
    if names := tuple(fund for fund in others if fund in stated):
        yield FundsNotShown(names)


def _fund_notes(ledger: Ledger, known: Collection[str], fund: str, years: Collection[int]) -> Iterator[Note]:
    lines = [line for line, _ in fund_lines(ledger, fund)]
    unknown = tuple(line for line in lines if line not in known)
    if unknown:
        yield NothingStated(fund, unknown if len(unknown) < len(lines) else (), tuple(sorted(years)))
    if not ledger.funds[fund].total:
        yield NoTotal(fund)
    elif ledger.funds[fund].note and len(unknown) < len(lines):
        yield FundRemark(fund)


def ended_notes(
    ledger: Ledger,
    versions: Sequence[Version],
    is_asked: Callable[[Key], bool],
    *,
    years: Collection[int] | None = None,
    lines: Collection[str] | None = None,
) -> Iterator[Note]:
    """Notes on figures that end only because a version is taken to be full."""
    cells: dict[tuple[str, str], list[Key]] = {}
    for cell, source in _ended(ledger, versions, years, lines).items():
        if is_asked(cell):
            cells.setdefault(source, []).append(cell)
    for (version, earlier), dropped in cells.items():
        yield TakenAsDropped(tuple(dropped), version, earlier)


def _ended(
    ledger: Ledger, versions: Sequence[Version], years: Collection[int] | None, lines: Collection[str] | None
) -> dict[Key, tuple[str, str]]:
    """The ended cells, with the version that ended each and the one that stated it."""
    if len(versions) < 2 or not ledger.taken_as_full:
        return {}
    ended: dict[Key, tuple[str, str]] = {}
    before: LedgerSnapshot | None = None
    for version, now in snapshots(ledger, versions, years, lines):
        if before and version.version in ledger.taken_as_full:
            gone = before.cells.cells[~now.cells.stands(before.cells.cells)]
            stating = ledger.figures.version.take(before.cells.at(gone))
            for cell, earlier in zip(before.cells.structure.axes.refs(gone), stating, strict=True):
                ended[cell] = (version.version, earlier)
        before = now
    return {cell: ended[cell] for cell in sorted(ended) if before and cell not in before}


def missing_notes(
    ledger: Ledger, known: Iterable[Version], bases: Collection[str], years: Collection[int] = ()
) -> Iterator[NotWhole]:
    """Notes on what versions lack on some bases, in some years (by default all).

    A version revised by a later full one has no note: none of its figures stands.
    """
    versions = list(known)
    for version in versions:
        parts = tuple(
            part
            for part in parsed(version.missing)
            if part.basis in ("", *bases) and (not years or part.year in (0, *years))
        )
        if parts and not any(_replaces(ledger, later, version) for later in versions):
            yield NotWhole(version.version, parts)


def _replaces(ledger: Ledger, later: Version, version: Version) -> bool:
    return later.coverage == "full" and ledger.is_revised(version.version, later.version)


def unreconciled(ledger: Ledger, last: Figure, figures: Iterable[Figure]) -> list[Figure]:
    """The figures that the last one of their cell may contradict, in their order.

    Between papers of different series, the later may be an update, count something else, or contradict the earlier.
    """
    return [
        other
        for other in figures
        if other.cell == last.cell
        and is_decision(other) == is_decision(last)
        and not (other.amount - last.amount).may_be_zero
        and not of_one_series(ledger, last.version, other.version)
    ]


OTHER = {"cash": "commitment", "commitment": "cash"}


def shift_notes(ledger: Ledger, shifts: Sequence[Shift]) -> tuple[Note, ...]:
    """Notes on amounts that stay while declared shifts move, each at its own step."""
    notes: list[Note] = []
    for version in dict.fromkeys(shift.version for shift in shifts):
        follows = ledger.versions[version].follows
        if follows:
            old, new = (snapshot_after(ledger, known_at(ledger, name).versions) for name in (follows, version))
            notes += other_basis_unchanged([shift for shift in shifts if shift.version == version], old, new)
    return tuple(dict.fromkeys(notes))


def other_basis_unchanged(shifts: Iterable[Shift], old: LedgerSnapshot, new: LedgerSnapshot) -> Iterator[Note]:
    """Notes on commitments or decisions that stay while cash moves, and the reverse."""
    others: list[tuple[Shift, Key]] = [
        (shift, (shift.line, OTHER[shift.basis], year))
        for shift in shifts
        for year in (shift.from_year, shift.to_year)
        if shift.basis in OTHER and year
    ]
    cells = old.cells.structure.axes.numbers(key for _, key in others)
    before, after = (Spans.standing(side.cells, cells).value for side in (old, new))
    old_rows, new_rows = old.cells.at(cells), new.cells.at(cells)
    stays = (old_rows != NONE) & (new_rows != NONE) & (after - before).is_zero
    is_decided, is_restated = new.cells.are_qualified(DECISION, cells)[stays], (old_rows != new_rows)[stays]
    columns = after.at(stays).values(), is_decided.tolist(), is_restated.tolist()
    kept = compress(others, stays.tolist())
    for (shift, (line, basis, year)), amount, decided, restated in zip(kept, *columns, strict=True):
        way = (line, shift.basis, shift.from_year, shift.to_year)
        yield OtherBasisUnchanged(*way, shift.evidence, DECIDED if decided else basis, year, amount, restated)
