"""Parts against the nearest line above them that is stated, as one version states both."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ukraine_budget.analysis.checks.factors import FACTORS, TIED
from ukraine_budget.analysis.checks.findings import ChildAboveParent, Finding, PartsAboveParent
from ukraine_budget.analysis.checks.place import at_figure
from ukraine_budget.analysis.scope import above
from ukraine_budget.analysis.snapshot import coverage
from ukraine_budget.figures.suspects import part_suspects
from ukraine_budget.model.amount import exceeds, total
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Cell, Figure


class Family(NamedTuple):
    """A line and its parts, as one version states them, none below zero."""

    parent: Figure
    parts: Sequence[Figure]


def families(ledger: Ledger) -> Iterator[Family]:
    """Each stated line with the stated parts of which it is the nearest stated line above; at least the suspect ones.

    A part that is negative lets the others be larger, and so does a parent that is negative: a part that is not
    printed must be.
    """
    bounds = (float(TIED[0]), float(TIED[1]))
    rows = part_suspects(ledger.figures, ledger.structure, coverage([*ledger.versions.values()]), FACTORS, bounds)
    stated = {(figure.version, figure.cell): figure for figure in ledger.figures_of(rows.tolist())}
    found: defaultdict[tuple[str, Cell], list[Figure]] = defaultdict(list)
    for (version, cell), figure in stated.items():
        wholes = (cell._replace(line=line) for line in above(ledger, cell.line))
        parent = next((whole for whole in wholes if (version, whole) in stated), None)
        if parent:
            found[version, parent].append(figure)
    for key, parts in found.items():
        whole = stated[key]
        if all(figure.amount.value >= 0 for figure in (whole, *parts)):
            yield Family(whole, parts)


def parts_above_their_parent(ledger: Ledger, families: Iterable[Family]) -> Iterator[Finding]:
    """Errors for parts above their parent, warnings for parts that only together are above it."""
    for parent, parts in families:
        yield from _above(ledger, parent, parts)


def _above(ledger: Ledger, parent: Figure, parts: Sequence[Figure]) -> Iterator[Finding]:
    large = [part for part in parts if exceeds(part.amount, parent.amount)]
    for part in large:
        yield ChildAboveParent(*at_figure(ledger, part), part, parent)
    together = total(parent.amount.pot, (part.amount for part in parts))
    if not large and exceeds(together, parent.amount):
        lines = tuple(part.cell.line for part in parts)
        yield PartsAboveParent(*at_figure(ledger, parent), parent, lines, together.value)
