"""What a reader must know of figures that stand: carried, assumed, decided, renumbered, not stated."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from ukraine_budget.analysis.lines import below, placed
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
    OlderThanParts,
    Renumbered,
)
from ukraine_budget.analysis.scope import Scope
from ukraine_budget.analysis.standing import Standing, Standings
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Cell, Figure
from ukraine_budget.model.stands import Key


def standing_notes(ledger: Ledger, found: Standings, wanted: Scope, years: Collection[int]) -> Iterator[Note]:
    """The notes on the figures of some years within a scope, in the order of the ledger."""
    lines = {line for line in found.lines if ledger.lines[line].fund in wanted.funds}
    shown = [cell for cell in found.rows if cell[2] in years and cell[1] in wanted.bases and cell[0] in lines]
    yield from figures_notes([found[cell] for cell in shown if found.rows[cell] in found.remarkable])
    for cell in shown:
        if cell[0] in ledger.parts:
            yield from older_than_its_parts(ledger, found, found[cell].figure)
    yield from _not_in(ledger, found, set(shown))
    if not ledger.lines:
        yield NoFigures(ledger.name)
    for fund in wanted.funds:
        yield from _fund_notes(ledger, found.lines, fund, years)


def figures_notes(shown: Sequence[Standing]) -> Iterator[Note]:
    """The notes on some figures, one for all of which the same holds."""
    carried: dict[str, list[Key]] = {}
    for figure, is_carried in shown:
        if is_carried:
            carried.setdefault(figure.version, []).append(figure.cell)
    for version, cells in carried.items():
        yield Carried(tuple(cells), version)
    decided = tuple(figure.cell for figure, _ in shown if "decision" in figure.qualifier)
    if decided:
        yield Decided(decided)
    for figure, _ in shown:
        if "assumed" in figure.qualifier:
            yield Assumed(figure.cell, figure.note)
    yield from renumbered(figure for figure, _ in shown)


def older_than_its_parts(ledger: Ledger, found: Standings, figure: Figure) -> Iterator[Note]:
    """Of which parts of a line a later version states the figure."""
    if later := newer_parts(ledger, found, figure.cell):
        yield OlderThanParts(figure.cell, figure.version, tuple(later))


def newer_parts(ledger: Ledger, found: Standings, cell: Cell) -> list[str]:
    """The parts of a stated line whose figure a later version states; an erratum has the place of its paper."""
    place = found.place[found.stands.version(cell)]
    parts = (cell._replace(line=part) for part, _ in below(ledger, cell.line))
    return [part.line for part in parts if part in found and found.place[found.stands.version(part)] > place]


def _not_in(ledger: Ledger, found: Standings, shown: Collection[Key]) -> Iterator[Note]:
    """The figures of which a later paper that follows theirs declares a change, but does not restate them."""
    for mutation in declared(ledger, found.place):
        cell = (mutation.line, mutation.basis, mutation.year)
        if cell in shown:
            version = found.stands.version(cell)
            later = found.place[mutation.version] > found.place[version]
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
