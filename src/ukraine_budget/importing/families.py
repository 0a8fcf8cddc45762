"""Lines and the lines that they are parts of: what of them cannot be, what they add up to, and what has no total."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.importing.found import Cell, Found, ImportedFigure
from ukraine_budget.language import Text, said
from ukraine_budget.model.amount import Amount, Pot, exact_sum, exceeds, stated
from ukraine_budget.report.importresult import Compared

Families = Mapping[Cell, Sequence[ImportedFigure]]
"""The figures of parts by the cell of the line that they are parts of."""


def leave_out_larger_parts(found: Found) -> None:
    """Leave out figures of parts that are larger than the whole, beyond their rounding. One of the two is wrong.

    Where any part or the whole is below zero, another part may be larger.
    """
    known = {figure[:4]: figure for figure in found.figures}
    wrong: dict[Cell, ImportedFigure] = {}
    for cell, parts in _families(found).items():
        whole = known.get(cell)
        if whole and all(Decimal(figure.amount) >= 0 for figure in (whole, *parts)):
            wrong |= {part[:4]: whole for part in parts if exceeds(_amount(part), _amount(whole))}
    for cell, whole in wrong.items():
        found.leave_figure(known[cell], "larger-than-whole", _larger_than(whole, known[cell]))
    found.figures = [figure for figure in found.figures if figure[:4] not in wrong]


def _amount(figure: ImportedFigure) -> Amount:
    return stated(Pot("", figure.basis), Decimal(figure.amount), Decimal(figure.rounding or 0))


def _larger_than(whole: ImportedFigure, part: ImportedFigure) -> Text:
    return said(
        "{amount} is more than the {whole} of {line} in {locator}, of which it is a part",
        amount=part.amount,
        whole=whole.amount,
        line=whole.line,
        locator=whole.locator,
    )


class Total(NamedTuple):
    """What a file prints as the total of some cells, and what it calls it."""

    called: str
    figure: ImportedFigure
    parts: Collection[Cell]


def compare(found: Found, totals: Iterable[Total]) -> None:
    """Set the sums of what was taken beside printed totals: these, and those of lines of which parts are stated."""
    known = {figure[:4]: figure for figure in found.figures}
    own = (
        Total(whole.line, whole, [part[:4] for part in parts])
        for cell, parts in _families(found).items()
        if (whole := known.get(cell))
    )
    for total in (*own, *totals):
        parts = [Decimal(known[cell].amount) for cell in total.parts if cell in known]
        if parts:
            found.totals.append(_compared(found, total, exact_sum(parts)))


def _compared(found: Found, total: Total, taken: Decimal) -> Compared:
    figure = total.figure
    file = found.documents[figure.document].title
    return Compared(file, figure.row, total.called, figure.basis, figure.year, Decimal(figure.amount), taken)


def mark_funds_without_a_total(found: Found) -> None:
    """Say of funds that they have no total where parts are stated of a line that is not: they need not be all of it."""
    known = {figure[:4] for figure in found.figures}
    lacking: defaultdict[str, set[str]] = defaultdict(set)
    for cell in _families(found):
        if cell not in known:
            lacking[found.lines[cell[1]].fund].add(cell[1])
    for fund, lines in lacking.items():
        note = f"Of {', '.join(sorted(lines))} some figures are only stated in parts, which need not be all."
        found.funds[fund] = found.funds[fund]._replace(total=False, note=note)


def _families(found: Found) -> Families:
    families: defaultdict[Cell, list[ImportedFigure]] = defaultdict(list)
    for figure in found.figures:
        if parent := found.lines[figure.line].parent:
            families[figure.version, parent, figure.year, figure.basis].append(figure)
    return families
