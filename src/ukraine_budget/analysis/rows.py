"""A figure as a row of a result: the columns that `show` and `outlook` share."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache, partial
from itertools import compress, repeat
from typing import Any, NamedTuple, TypedDict

from ukraine_budget.analysis.result_row import StatedRow, stated_columns
from ukraine_budget.analysis.snapshot import LedgerSnapshot
from ukraine_budget.analysis.versions import of_one_series
from ukraine_budget.figures.column import Bools, Integers, has_word, mask
from ukraine_budget.figures.spans import Spans, changes
from ukraine_budget.model.amount import Amount, share
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import DECISION, RESERVED, Figure, Key

DECIDED = "decided"
"""What is told apart from the bases: what was decided and binds nobody yet."""


class FigureRow(StatedRow):
    """What stands for a line, basis and year, or for a fund's total, beside the year before.

    `change` is from the year before, None where one of the two is not stated, reserved or overtaken or, for totals,
    where they are not sums over the same lines. `missing` are the lines that a total leaves out although it ought to
    hold them: then it is `partial`; `replaced` are the parents for which their stated parts stand in. `comparable` is
    false where the two years are stated by papers of different series. What newer parts contradict is `overtaken`.
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
        """What it is told under: its basis, but what was only decided is no commitment."""
        return DECIDED if DECISION in self.qualifier else self.basis


class ComparisonColumns(TypedDict):
    """How a figure compares with that of the year before, as columns of a row."""

    previous: Decimal | None
    change: Decimal | None
    change_percent: Decimal | None
    change_low: Decimal | None
    change_high: Decimal | None
    change_percent_low: Decimal | None
    change_percent_high: Decimal | None
    within_rounding: bool


def line_row(
    snapshot: LedgerSnapshot, cell: tuple[str, str, int], now: Figure | None, before: Figure | None
) -> FigureRow:
    """The row of a line: what is stated for the year of `cell`, and the change from what is for the year before."""
    ledger, earlier = snapshot.ledger, _year_before(cell)
    is_overtaken = [figure is not None and at in snapshot.overtaken for figure, at in ((now, cell), (before, earlier))]
    is_reserved = any(figure and RESERVED in figure.qualifier for figure in (now, before))
    is_of_series = not (now and before) or of_one_series(ledger, now.version, before.version)
    return FigureRow(
        **stated_columns(ledger, cell, now),
        carried=now is not None and (cell in snapshot.carried or now.version != snapshot.version(cell)),
        **comparison(
            now.amount if now else None,
            before.amount if before else None,
            comparable=is_of_series and not (is_reserved or any(is_overtaken)),
        ),
        overtaken=is_overtaken[0],
        previous_overtaken=is_overtaken[1],
        previous_qualifier=before.qualifier if before else (),
        previous_version=before.version if before else "",
        comparable=is_of_series,
    )


def line_rows(
    snapshot: LedgerSnapshot, lines: Sequence[str], basis: str, years: Sequence[int], *, stated: bool = False
) -> Iterator[FigureRow]:
    """The rows of some lines, each with its years; or only those for whose year or the one before any is `stated`.

    Nearly all cells are stated by one row of the file for either year: their rows are made column by column.
    """
    axes, cells = snapshot.cells.structure.axes, snapshot.cells
    now, before = (axes.grid(axes.codes(lines), basis, [year - back for year in years]) for back in (0, 1))
    keys = [(line, basis, year) for line in lines for year in years]
    is_plain = snapshot.is_plain(now) & snapshot.is_plain(before)
    is_other = ~is_plain & (cells.stands(now) | cells.stands(before) | (not stated))
    plain = _plain_rows(snapshot, list(compress(keys, is_plain.tolist())), now[is_plain], before[is_plain])
    others = list(compress(keys, is_other.tolist()))
    figures = zip(others, snapshot.figures(others), snapshot.figures(list(map(_year_before, others))), strict=True)
    for is_bare, is_shown in zip(is_plain.tolist(), is_other.tolist(), strict=True):
        if is_bare:
            yield next(plain)
        elif is_shown:
            yield from _rows_of(snapshot, *next(figures))


def _year_before(cell: tuple[str, str, int]) -> tuple[str, str, int]:
    line, basis, year = cell
    return line, basis, year - 1


def _rows_of(
    snapshot: LedgerSnapshot, cell: tuple[str, str, int], now: Figure | None, before: Figure | None
) -> Iterator[FigureRow]:
    """The row of a cell; what was decided has one of its own: it is no commitment, and compared with its like."""
    decided, committed, earlier = snapshot.decided, snapshot.committed, _year_before(cell)
    if earlier in decided:
        before = committed.get(earlier)
    if cell in decided:
        yield line_row(snapshot, cell, decided[cell], decided.get(earlier))
        now = committed.get(cell)
    yield line_row(snapshot, cell, now, before)


def decided_first(rows: Iterable[FigureRow]) -> list[FigureRow]:
    """Rows of one basis: what was decided apart from what is committed, each in their order."""
    return sorted(rows, key=lambda row: row.counts_as != DECIDED)


def _plain_rows(snapshot: LedgerSnapshot, keys: Sequence[Key], now: Integers, before: Integers) -> Iterator[FigureRow]:
    """The rows of lines of which a row of the file states the year (cells `now`), and another the year before."""
    names, bases, years = zip(*keys, strict=True) if keys else ((), (), ())
    lines = list(map(snapshot.ledger.lines.__getitem__, names))
    this, last = _stated(snapshot, now), _stated(snapshot, before)
    amount, low, high = this.amounts.columns()
    return FigureRow.of_columns(
        len(now),
        row_type=repeat("line"),
        fund=(line.fund for line in lines),
        line=names,
        parent=(line.parent for line in lines),
        year=years,
        basis=bases,
        amount=amount,
        low=low,
        high=high,
        low_open=this.amounts.low_open.tolist(),
        high_open=this.amounts.high_open.tolist(),
        qualifier=this.qualifiers,
        version=this.versions,
        carried=snapshot.cells.are(snapshot.cells.carried, now).tolist(),
        document=snapshot.ledger.figures.document.take(this.rows),
        locator=snapshot.ledger.figures.locator.take(this.rows),
        overtaken=this.is_overtaken.tolist(),
        **_comparison_columns(snapshot.ledger, this, last),
    )


class _Stated(NamedTuple):
    """What some rows of the file state, each of a cell, column by column."""

    rows: Integers
    amounts: Spans
    qualifiers: Sequence[tuple[str, ...]]
    versions: Sequence[str]
    is_reserved: Bools
    is_overtaken: Bools


def _stated(snapshot: LedgerSnapshot, cells: Integers) -> _Stated:
    figures, rows = snapshot.ledger.figures, snapshot.cells.at(cells)
    words = figures.qualifier.at(rows)
    return _Stated(
        rows,
        Spans.of(figures, rows),
        list(map(_words, figures.qualifier.take(rows))),
        list(figures.version.take(rows)),
        words.where(has_word(RESERVED)),
        snapshot.are_overtaken(cells),
    )


def _comparison_columns(ledger: Ledger, now: _Stated, before: _Stated) -> Mapping[str, Iterable[Any]]:
    """How figures compare with those of the year before."""
    of_series = list(map(cache(partial(of_one_series, ledger)), now.versions, before.versions))
    is_apart = now.is_reserved | before.is_reserved | now.is_overtaken | before.is_overtaken
    return changes(now.amounts, before.amounts, mask(of_series) & ~is_apart)._asdict() | {
        "previous": before.amounts.value.values(),
        "previous_qualifier": before.qualifiers,
        "previous_version": before.versions,
        "previous_overtaken": before.is_overtaken.tolist(),
        "comparable": of_series,
    }


@cache
def _words(qualifier: str) -> tuple[str, ...]:
    return tuple(qualifier.split())


def comparison(now: Amount | None, before: Amount | None, *, comparable: bool = True) -> ComparisonColumns:
    """The change from the year before: there is one only where both years are stated and comparable."""
    change = now - before if now is not None and before is not None and comparable else None
    exact = share(now, before) if now and before and change else None
    percent = exact and exact.rounded()
    return {
        "previous": before.value if before else None,
        "change": change.value if change else None,
        "change_percent": percent and percent.value,
        "change_percent_low": percent and percent.low,
        "change_percent_high": percent and percent.high,
        "change_low": change.low if change else None,
        "change_high": change.high if change else None,
        "within_rounding": change is not None and change.may_be_zero,
    }
