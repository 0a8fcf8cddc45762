"""What the versions of a user's CSV file end, which are taken to state all where nobody says so."""

from collections.abc import Callable, Collection, Iterator, Sequence

from ukraine_budget.analysis.notes import Note, TakenAsDropped
from ukraine_budget.analysis.snapshot import LedgerSnapshot, snapshots
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Key, Version


def ended_notes(
    ledger: Ledger,
    versions: Sequence[Version],
    is_asked: Callable[[Key], bool],
    *,
    years: Collection[int] | None = None,
    lines: Collection[str] | None = None,
) -> Iterator[Note]:
    """Which figures are stated no more only because a version is taken to be full."""
    cells: dict[tuple[str, str], list[Key]] = {}
    for cell, source in _ended(ledger, versions, years, lines).items():
        if is_asked(cell):
            cells.setdefault(source, []).append(cell)
    for (version, earlier), dropped in cells.items():
        yield TakenAsDropped(tuple(dropped), version, earlier)


def _ended(
    ledger: Ledger, versions: Sequence[Version], years: Collection[int] | None, lines: Collection[str] | None
) -> dict[Key, tuple[str, str]]:
    """The cells that are stated no more, with the version that ended each and the one that stated it."""
    if len(versions) < 2 or not ledger.taken_as_full:
        return {}
    ended: dict[Key, tuple[str, str]] = {}
    before: LedgerSnapshot | None = None
    for version, now in snapshots(ledger, versions, years, lines):
        if before and version.version in ledger.taken_as_full:
            gone = before.cells.not_in(now.cells)
            stating = ledger.figures.version.take(before.cells.at(gone))
            for cell, earlier in zip(before.cells.structure.axes.refs(gone), stating, strict=True):
                ended[cell] = (version.version, earlier)
        before = now
    return {cell: ended[cell] for cell in sorted(ended) if before and cell not in before}
