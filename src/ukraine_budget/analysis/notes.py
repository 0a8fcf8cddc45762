"""What a reader must know of figures that stand: carried, assumed, decided, renumbered, not stated."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from ukraine_budget.analysis.lines import below, placed
from ukraine_budget.analysis.scope import Scope
from ukraine_budget.analysis.standing import Standing, Standings
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.rows import Cell, Figure

NAMED = 12


def standing_notes(ledger: Ledger, found: Standings, wanted: Scope, years: Collection[int]) -> Iterator[str]:
    """The notes on the figures of some years within a scope, in the order of the ledger."""
    lines = {line for line in found.lines if ledger.lines[line].fund in wanted.funds}
    shown = [cell for cell in found.rows if cell[2] in years and cell[1] in wanted.bases and cell[0] in lines]
    yield from figures_notes([found[cell] for cell in shown if found.rows[cell] in found.remarkable])
    for cell in shown:
        if cell[0] in ledger.parts:
            yield from _older(ledger, found, found[cell].figure)
    for fund in wanted.funds:
        yield from _fund_notes(ledger, found.lines, fund, years)


def figures_notes(shown: Sequence[Standing]) -> Iterator[str]:
    """The notes on some figures, those of which the same is to be said in one sentence."""
    carried: dict[str, list[str]] = {}
    for figure, is_carried in shown:
        if is_carried:
            carried.setdefault(figure.version, []).append(name(figure.cell))
    for version, cells in carried.items():
        yield f"Carried from {version}, since a later version states the line but not this figure: {listed(cells)}."
    decided = [name(figure.cell) for figure, _ in shown if "decision" in figure.qualifier]
    if decided:
        yield f"A political decision, not a legal commitment: {listed(decided)}."
    for figure, _ in shown:
        if "assumed" in figure.qualifier:
            yield f"{name(figure.cell)} is assumed, not printed as such" + (f": {figure.note}" if figure.note else ".")
        yield from renumbered(figure)


def _older(ledger: Ledger, found: Mapping[Cell, Standing], figure: Figure) -> Iterator[str]:
    """Says of which parts of a line a later version states the figure."""
    order = ledger.versions[figure.version].order
    cells = (figure.cell._replace(line=part) for part, _ in below(ledger, figure.cell.line))
    stated = (found[cell].figure for cell in cells if cell in found)
    later = [part.cell.line for part in stated if ledger.versions[part.version].order > order]
    if later:
        yield f"{name(figure.cell)}, of {figure.version}, is older than its parts: {listed(later)}."


def renumbered(figure: Figure) -> Iterator[str]:
    """Says where a figure is that of a line's earlier number, or of both numbers added."""
    if figure.lines != (figure.cell.line,):
        printed = " and ".join(figure.lines)
        yield f"{name(figure.cell)}: the line was renumbered; {figure.version} prints it as {printed}" + (
            ", which are added." if len(figure.lines) > 1 else "."
        )


def name(cell: Cell) -> str:
    """A cell as it is called in a sentence."""
    return f"{cell.line} {cell.basis} {cell.year}"


def _fund_notes(ledger: Ledger, known: Collection[str], fund: str, years: Collection[int]) -> Iterator[str]:
    lines = [line for line, _ in placed(ledger, fund)]
    unknown = [line for line in lines if line not in known]
    if unknown and len(unknown) < len(lines):
        yield f"{ledger.funds[fund].name}: nothing is stated{_span(' around', years)} for {listed(unknown)}."
    elif unknown:
        yield f"{ledger.funds[fund].name}: nothing is stated{_span(' for', years)}."
    note = ledger.funds[fund].note
    if not ledger.funds[fund].total:
        yield f"{ledger.funds[fund].name} has no total: {note or 'its lines overlap.'}"
    elif note and len(unknown) < len(lines):
        yield f"{ledger.funds[fund].name}: {note}"


def listed(names: Sequence[str]) -> str:
    """Some names in a sentence; of very many only the first."""
    rest = len(names) - NAMED
    return ", ".join(names[:NAMED]) + (f" and {rest} more" if rest > 0 else "")


def _span(word: str, years: Collection[int]) -> str:
    """The years after a word; of none, nothing."""
    return f"{word} {' to '.join(map(str, sorted({min(years), max(years)})))}" if years else ""
