"""Figures as rows: the columns shared by `show` and `outlook`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import compress, repeat
from typing import Any

from ukraine_budget.analysis.cells import StatedCells
from ukraine_budget.analysis.result_row import StatedRow
from ukraine_budget.analysis.snapshot import LedgerSnapshot
from ukraine_budget.analysis.versions import of_one_series
from ukraine_budget.figures.column import mask
from ukraine_budget.figures.spans import changes
from ukraine_budget.model.records import DECISION, RESERVED, Key

DECIDED = "decided"
"""Decisions, kept apart from the bases: they bind nobody yet."""


class FigureRow(StatedRow):
    """The standing figure or total of a line or fund, basis and year, beside the previous year's.

    `change` is from the previous year, None where one of the two is not stated, reserved or overtaken or, for totals,
    unless they are sums over the same lines. `missing` are lines that a total ought to hold and does not: then it is
    `partial`; `replaced` are parents replaced by their stated parts. `comparable` is false where the two years are of
    different series. A figure that newer parts contradict is `overtaken`.
    """

    previous: Decimal | None = None
    change: Decimal | None = None
    change_percent: Decimal | None = None
    change_low: Decimal | None = None
    change_high: Decimal | None = None
    within_rounding: bool = False
    previous_qualifier: tuple[str, ...] = ()
    previous_version: str = ""
    missing: tuple[str, ...] = ()
    replaced: tuple[str, ...] = ()
    comparable: bool = True
    change_percent_low: Decimal | None = None
    change_percent_high: Decimal | None = None
    partial: bool = False
    overtaken: bool = False
    previous_overtaken: bool = False

    @property
    def counts_as(self) -> str:
        """The basis to show; "decided" for what is only that."""
        return DECIDED if DECISION in self.qualifier else self.basis


def line_rows(
    snapshot: LedgerSnapshot, lines: Sequence[str], basis: str, years: Sequence[int], *, stated: bool = False
) -> Iterator[FigureRow]:
    """The rows of lines and years; with `stated`, those stated for their year or the previous one.

    Decisions come first, compared with decisions only.
    """
    axes = snapshot.cells.structure.axes
    now, before = (axes.grid(axes.codes(lines), basis, [year - back for year in years]) for back in (0, 1))
    decisions, binding = snapshot.decisions, snapshot.binding
    keys = [(line, basis, year) for line in lines for year in years]
    is_shown = binding.stands(now) | binding.stands(before) | (not stated)
    for standing, chosen in ((decisions, decisions.stands(now)), (binding, is_shown)):
        if chosen.any():
            cells, earlier = StatedCells(standing, now[chosen]), StatedCells(standing, before[chosen])
            yield from _rows(snapshot, list(compress(keys, chosen.tolist())), cells, earlier)


def decided_first(rows: Iterable[FigureRow]) -> list[FigureRow]:
    """Rows of one basis, decided ones first, each in their order."""
    return sorted(rows, key=lambda row: row.counts_as != DECIDED)


def _rows(snapshot: LedgerSnapshot, keys: Sequence[Key], now: StatedCells, before: StatedCells) -> Iterator[FigureRow]:
    """The rows of cells, given their figures and those of the previous year."""
    names, bases, years = zip(*keys, strict=True)
    lines = list(map(snapshot.ledger.lines.__getitem__, names))
    low, high = now.ends
    return FigureRow.of_columns(
        len(keys),
        row_type=repeat("line"),
        fund=(line.fund for line in lines),
        line=names,
        parent=(line.parent for line in lines),
        year=years,
        basis=bases,
        amount=now.values,
        low=low,
        high=high,
        low_open=now.amounts.low_open.tolist(),
        high_open=now.amounts.high_open.tolist(),
        qualifier=now.qualifiers,
        version=now.versions,
        carried=now.snapshot.are(now.snapshot.carried, now.numbers).tolist(),
        document=now.documents,
        locator=now.locators,
        **_comparison_columns(snapshot, now, before),
    )


def _comparison_columns(snapshot: LedgerSnapshot, now: StatedCells, before: StatedCells) -> Mapping[str, Iterable[Any]]:
    """The columns of the change from the previous year."""

    @cache
    def are_of_series(version: str, earlier: str) -> bool:
        return not (version and earlier) or of_one_series(snapshot.ledger, version, earlier)

    is_of_series = list(map(are_of_series, now.versions, before.versions))
    is_overtaken, was_overtaken = (side.is_stated & snapshot.are_overtaken(side.numbers) for side in (now, before))
    is_reserved, was_reserved = (mask(RESERVED in words for words in side.qualifiers) for side in (now, before))
    is_apart = is_overtaken | was_overtaken | is_reserved | was_reserved
    has_change = now.is_stated & before.is_stated & mask(is_of_series) & ~is_apart
    return changes(now.amounts, before.amounts, has_change)._asdict() | {
        "previous": before.values,
        "previous_qualifier": before.qualifiers,
        "previous_version": before.versions,
        "overtaken": is_overtaken.tolist(),
        "previous_overtaken": was_overtaken.tolist(),
        "comparable": is_of_series,
    }
