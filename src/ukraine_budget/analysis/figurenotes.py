"""What a reader must know of figures that stand: carried, assumed, decided, renumbered, not stated."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from ukraine_budget.analysis.lines import placed
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
    Overtaken,
    Renumbered,
)
from ukraine_budget.analysis.scope import Scope
from ukraine_budget.analysis.snapshot import LedgerSnapshot
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Figure, Key


def standing_notes(ledger: Ledger, found: LedgerSnapshot, wanted: Scope, years: Collection[int]) -> Iterator[Note]:
    """The notes on the figures of some years within a scope, in the order of the ledger."""

    def is_shown(key: Key) -> bool:
        return key[2] in years and wanted.holds(ledger, key[0], key[1]) and key in found

    yield from figures_notes({key: figure for key, figure in found.notable.items() if is_shown(key)}, found)
    yield from overtaken_notes(found, sorted(filter(is_shown, found.overtaken)))
    yield from _not_in(ledger, found, is_shown)
    if not ledger.lines:
        yield NoFigures(ledger.name)
    for fund in wanted.funds:
        yield from _fund_notes(ledger, found.bases, fund, years)


def figures_notes(shown: Mapping[Key, Figure], found: LedgerSnapshot) -> Iterator[Note]:
    """The notes on some of the figures that stand, one for all of which the same holds."""
    carried: dict[str, list[Key]] = {}
    for key, figure in shown.items():
        if key in found.carried:
            carried.setdefault(figure.version, []).append(figure.cell)
    for version, cells in carried.items():
        yield Carried(tuple(cells), version)
    decided = tuple(figure.cell for figure in shown.values() if "decision" in figure.qualifier)
    if decided:
        yield Decided(decided)
    for figure in shown.values():
        if "assumed" in figure.qualifier:
            yield Assumed(figure.cell, figure.note)
    yield from renumbered(shown.values())


def overtaken_notes(found: LedgerSnapshot, cells: Iterable[Key]) -> Iterator[Overtaken]:
    """Which of some cells newer parts contradict, and of which version they are."""
    return (Overtaken(cell, found.version(cell)) for cell in cells if cell in found.overtaken)


def _not_in(ledger: Ledger, found: LedgerSnapshot, is_shown: Callable[[Key], bool]) -> Iterator[Note]:
    """The figures of which a later paper that follows theirs declares a change, but does not restate them."""
    for mutation in declared(ledger, found.cells.order):
        cell = (mutation.line, mutation.basis, mutation.year)
        if is_shown(cell):
            version = found.version(cell)
            later = found.place(mutation.version) > found.place(version)
            if later and version in ledger.revised[mutation.version]:
                size = mutation.amount.value if mutation.size_stated else None
                yield ChangeNotIncluded(cell, version, mutation.version, mutation.label, size)


def renumbered(figures: Iterable[Figure]) -> Iterator[Note]:
    """Which figures are those of a line's earlier number, or of both numbers added; lines alike in one note."""
    printed: dict[tuple[str, tuple[str, ...]], dict[str, None]] = {}
    for figure in figures:
        if figure.lines != (figure.cell.line,):
            printed.setdefault((figure.cell.line, figure.lines), {})[figure.version] = None
    alike: dict[tuple[bool, tuple[str, ...]], list[tuple[str, tuple[str, ...]]]] = {}
    for (line, lines), versions in printed.items():
        alike.setdefault((len(lines) > 1, tuple(versions)), []).append((line, lines))
    for (added, by), names in alike.items():
        yield Renumbered(tuple(names), by, added)


def not_shown(ledger: Ledger, stated: Iterable[Key], wanted: Scope, years: Collection[int]) -> Iterator[Note]:
    """The funds of which a view leaves out what is stated on its bases for some years, or any where none is named."""
    others = [fund for fund in ledger.funds if fund not in wanted.funds]
    as_of = [key for key in stated if key[1] in wanted.bases and (not years or key[2] in years)] if others else []
    funds = {ledger.lines[line].fund for line in {key[0] for key in as_of}}
    if names := tuple(fund for fund in others if fund in funds):
        yield FundsNotShown(names)


def _fund_notes(ledger: Ledger, known: Collection[str], fund: str, years: Collection[int]) -> Iterator[Note]:
    lines = [line for line, _ in placed(ledger, fund)]
    unknown = tuple(line for line in lines if line not in known)
    if unknown:
        yield NothingStated(fund, unknown if len(unknown) < len(lines) else (), tuple(sorted(years)))
    if not ledger.funds[fund].total:
        yield NoTotal(fund)
    elif ledger.funds[fund].note and len(unknown) < len(lines):
        yield FundRemark(fund)
