"""Rows that state one cell twice."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Literal

from ukraine_budget.importing.extract import Cell, Extract, ImportedFigure, RejectedFigure
from ukraine_budget.language import Text, said, word
from ukraine_budget.model.amount import exact_sum
from ukraine_budget.model.text import plain

Policy = Literal["refuse", "repeat", "add"]
"""What is done with several figures of one cell: none is taken, all are added, or those that are the same are one."""
Groups = Mapping[Cell, Sequence[ImportedFigure]]


def settle_duplicates(extract: Extract, policy: Policy) -> Extract:
    """The same with one figure for each version, line, year and basis.

    Of several, by the policy, all are added, which is noted; or the first stays where all are the same; or none
    stays, as nothing tells which of them is meant. What would be added to a figure that could not be read is left out.
    """
    if policy == "add":
        return _added(extract.rejecting(list(_incomplete(extract))))
    _, groups = _groups(extract.figures)
    return extract.rejecting([reject for group in groups.values() for reject in _rejected(group, policy)])


def _incomplete(extract: Extract) -> Iterator[RejectedFigure]:
    """What would be added to a figure that could not be read."""
    for figure in extract.figures if extract.incomplete else ():
        if why := extract.incomplete.get(figure[:4]):
            yield RejectedFigure(figure, "incomplete-sum", why)


def _added(extract: Extract) -> Extract:
    first, groups = _groups(extract.figures)
    if not groups:
        return extract
    figures = list((first | {cell: _sum(group) for cell, group in groups.items()}).values())
    n = Decimal(sum(map(len, groups.values())))
    return extract._replace(figures=figures).noting(
        said("{n} figures share a line, year and basis with another, and were added to it.", n=n)
    )


def _groups(figures: Sequence[ImportedFigure]) -> tuple[dict[Cell, ImportedFigure], Groups]:
    """The first figure of each cell, and all figures of each of which there are several."""
    first: dict[Cell, ImportedFigure] = {}
    groups: dict[Cell, list[ImportedFigure]] = {}
    for figure in figures:
        twin = first.setdefault(figure[:4], figure)
        if twin is not figure:
            groups.setdefault(figure[:4], [twin]).append(figure)
    return first, groups


def _rejected(group: Sequence[ImportedFigure], policy: Policy) -> Iterator[RejectedFigure]:
    """What does not stay of the figures of one cell."""
    if policy == "repeat" and len({figure.amount for figure in group}) == 1:
        for twin in group[1:]:
            yield RejectedFigure(twin, "repeated-figure", _twice(twin, group[0]))
    else:
        for figure in group:
            yield RejectedFigure(figure, "conflicting-figures", _twice(figure, _other(figure, group)))


def _sum(group: Sequence[ImportedFigure]) -> ImportedFigure:
    """The sum of some figures, as far rounded as all of them together, with the cells of all."""
    amount = plain(exact_sum(Decimal(figure.amount) for figure in group))
    rounding = plain(exact_sum(Decimal(figure.rounding or 0) for figure in group))
    cells = [cell for figure in group for cell in figure.cells]
    if len({column for _, column in cells}) == 1:
        cells = sorted(set(cells))
    return group[0]._replace(amount=amount, rounding="" if rounding == "0" else rounding, cells=tuple(cells))


def _other(figure: ImportedFigure, group: Sequence[ImportedFigure]) -> ImportedFigure:
    """Another figure of the cell: one that is not the same, if there is one."""
    others = [other for other in group if other is not figure]
    return next((other for other in others if other.amount != figure.amount), others[0])


def _twice(figure: ImportedFigure, other: ImportedFigure) -> Text:
    return said(
        "{line} {basis} {year} at {version} is {amount} here, and {other} in {locator}",
        line=figure.line,
        basis=word(figure.basis, "basis"),
        year=figure.year,
        version=figure.version,
        amount=Decimal(figure.amount),
        other=Decimal(other.amount),
        locator=other.locator,
    )
