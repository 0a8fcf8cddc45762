"""Rows that state one cell twice."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal

from ukraine_budget.importing.found import Cell, Found, ImportedFigure, located_in
from ukraine_budget.language import Text, said, word
from ukraine_budget.model.amount import exact_sum
from ukraine_budget.model.text import plain

Policy = Literal["refuse", "repeat", "add"]
"""What is done with several figures of one cell: none is taken, all are added, or those that are the same are one."""


def settle(found: Found, policy: Policy) -> None:
    """Leave one figure for each version, line, year and basis.

    Of several, by the policy, all are added, which is noted; or the first stays where all are the same; or none
    stays, as nothing tells which of them is meant. What would be added to a figure that could not be read is left out.
    """
    if policy == "add":
        _leave_incomplete(found)
    groups = _groups(found.figures)
    kept: list[ImportedFigure] = []
    for figure in found.figures:
        group = groups.get(figure[:4], (figure,))
        if figure is group[0]:
            kept += group if len(group) == 1 else _settled(found, group, policy)
    found.figures = kept
    if policy == "add" and groups:
        n = Decimal(sum(map(len, groups.values())))
        found.notes.append(said("{n} figures share a line, year and basis with another, and were added to it.", n=n))


def _leave_incomplete(found: Found) -> None:
    """Leave out what would be added to a figure that could not be read."""
    lacking = [figure for figure in found.figures if figure[:4] in found.incomplete]
    if lacking:
        for figure in lacking:
            found.leave_figure(figure, "incomplete-sum", found.incomplete[figure[:4]])
        found.figures = [figure for figure in found.figures if figure[:4] not in found.incomplete]


def _groups(figures: Sequence[ImportedFigure]) -> dict[Cell, list[ImportedFigure]]:
    """The figures of each cell of which there are several."""
    seen: set[Cell] = set()
    twice: set[Cell] = set()
    for figure in figures:
        key = figure[:4]
        (twice if key in seen else seen).add(key)
    groups: dict[Cell, list[ImportedFigure]] = {}
    for figure in figures if twice else ():
        if figure[:4] in twice:
            groups.setdefault(figure[:4], []).append(figure)
    return groups


def _settled(found: Found, group: Sequence[ImportedFigure], policy: Policy) -> list[ImportedFigure]:
    """What stays of the figures of one cell; the others are left out."""
    if policy == "add":
        return [_sum(group)]
    if policy == "repeat" and len({figure.amount for figure in group}) == 1:
        for twin in group[1:]:
            found.leave_figure(twin, "repeated-figure", _twice(twin, group[0]))
        return [group[0]]
    for figure in group:
        found.leave_figure(figure, "conflicting-figures", _twice(figure, _other(figure, group)))
    return []


def _sum(group: Sequence[ImportedFigure]) -> ImportedFigure:
    """The sum of some figures, as far rounded as all of them together, with the rows and columns of all."""
    amount = plain(exact_sum(Decimal(figure.amount) for figure in group))
    rounding = plain(exact_sum(Decimal(figure.rounding or 0) for figure in group))
    return group[0]._replace(amount=amount, rounding="" if rounding == "0" else rounding, locator=_places(group))


def _places(group: Sequence[ImportedFigure]) -> str:
    """Where some figures stand, with a column that they share named once."""
    if len({figure.column for figure in group}) > 1:
        return "; ".join(figure.locator for figure in group)
    return located_in((row for figure in group for row in figure.rows), group[0].column)


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
