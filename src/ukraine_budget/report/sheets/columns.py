"""The columns of a year: a figure, its margin, and its qualifiers."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.analysis.history import HistoryRow
from ukraine_budget.analysis.result_row import StatedRow
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.language import NOTHING, Text, joined
from ukraine_budget.model.amount import half_width
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.display import WITHIN_ROUNDING, state
from ukraine_budget.report.narrow import weakest
from ukraine_budget.report.sheets import formulas
from ukraine_budget.report.sheets.formulas import FigurePair, TotalFormulas, TotalTerm
from ukraine_budget.report.table import SPREAD, CellRef, Column, Formula, Row
from ukraine_budget.report.values import Hanging, Value

WORDS = Column(NOTHING, of_last=True)
"""The words beside a figure."""


class FigureColumns(NamedTuple):
    """The columns of a figure: its amount, its margin (None where no figure has one), its words."""

    amount: int
    half: int | None
    words: int

    @property
    def width(self) -> int:
        """How many columns it takes."""
        return 2 if self.half is None else 3

    def cells(self, amount: Value, half: Decimal | None = None, *words: Text) -> tuple[Value, ...]:
        """The cells of a figure."""
        middle = () if self.half is None else (half or None,)
        return (amount, *middle, joined(words))

    def at(self, row: int) -> CellRef:
        """The cell of the amount."""
        return CellRef(row, self.amount)

    def half_at(self, row: int) -> CellRef | None:
        """The cell of half the interval."""
        return None if self.half is None else CellRef(row, self.half)

    def words_at(self, row: int) -> CellRef:
        """The cell of the words."""
        return CellRef(row, self.words)


def figure_columns(count: int, *, halves: bool) -> tuple[FigureColumns, ...]:
    """The columns of some figures side by side, after the column of names."""
    width = 3 if halves else 2
    return tuple(
        FigureColumns(at, at + 1 if halves else None, at + width - 1) for at in range(1, 1 + count * width, width)
    )


def headed(titles: Iterable[Text], *, halves: bool) -> tuple[Column, ...]:
    """The columns of figures under their titles."""
    return tuple(
        column for title in titles for column in (Column(title, "amount"), *([SPREAD] if halves else []), WORDS)
    )


def pair(now: FigureColumns, before: FigureColumns, row: int, row_before: int | None = None) -> FigurePair:
    """Two figures to compare: of one row, or of two."""
    other = row if row_before is None else row_before
    return FigurePair(now.at(row), before.at(other), now.half_at(row), before.half_at(other))


class ChangeCells(NamedTuple):
    """Two figures, and the cells that compare them: change, margin, mark, ends in percent."""

    pair: FigurePair
    change: CellRef
    half: CellRef | None
    mark: CellRef
    ends: tuple[CellRef, ...] = ()

    def of_line(self, row: FigureRow | HistoryRow, limit: CellRef | None = None) -> Iterator[Formula]:
        """The formulas for a line; with a `limit`, the change may be a gap."""
        yield formulas.change(self.change, self.pair)
        if has_ends(row):
            yield formulas.mark(self.mark, self.pair, limit)
            yield from self._sizes()

    def of_total(self, row: FigureRow, counted: TotalFormulas) -> Iterator[Formula]:
        """The formulas for a total: blank where the two sums are not over the same lines."""
        yield counted.change(self.change, self.pair)
        if has_ends(row):
            yield formulas.total_mark(self.mark, self.pair, self.change)
            yield from (formulas.only_beside(one, self.change) for one in self._sizes())

    def _sizes(self) -> Iterator[Formula]:
        if self.half:
            yield formulas.spread(self.half, self.pair)
        yield from (formulas.percent_end(at, self.pair, low=n == 0) for n, at in enumerate(self.ends))


def change_cells(row: FigureRow | HistoryRow, verdict: Text = NOTHING) -> tuple[Value, Decimal | None, Text]:
    """A change, its margin, and a verdict on it, or that it is within rounding."""
    if row.change is None or not has_ends(row):
        return "" if row.change is None else Hanging(row.change, kind="change"), None, NOTHING
    near = WITHIN_ROUNDING if row.within_rounding and row.change else NOTHING
    return Hanging(row.change, kind="change"), half_width(row.change_low, row.change_high), verdict or near


def heading_rows(title: Text, above: Sequence[Row]) -> list[Row]:
    """The heading of what follows, with a blank row before it where anything stands above."""
    return [*([Row(("",), "heading")] if above else []), Row((title,), "heading")]


def half(row: StatedRow) -> Decimal | None:
    """Half the interval of a figure; None where open or not stated."""
    return half_width(row.low, row.high)


def is_open(row: StatedRow) -> bool:
    """Whether the figure may be larger or smaller without bound."""
    return row.low_open or row.high_open


def has_ends(row: FigureRow | HistoryRow) -> bool:
    """Whether a figure and its change have two ends each, which margins can show."""
    return not is_open(row) and (row.change is None or None not in (row.change_low, row.change_high))


def has_halves(rows: Iterable[StatedRow]) -> bool:
    """Whether any figure is rounded."""
    return any(map(half, rows))


def words_of(ledger: Ledger, row: FigureRow) -> tuple[Text, ...]:
    """The words beside a figure: how weak it is, and that it is not the last."""
    return (*weakest(ledger, row.qualifier, row.version), *state(ledger, row))


def terms(
    ledger: Ledger, lines: Iterable[str], at: Mapping[str, int], out: Collection[str] = ()
) -> tuple[TotalTerm, ...]:
    """The lines that a total counts, by their rows, each with its parts; those `out` do not count."""
    own: list[TotalTerm] = []
    for line in lines:
        parts = terms(ledger, ledger.parts.get(line, ()), at, out)
        own += [TotalTerm(at[line], parts, line in out)] if line in at else parts
    return tuple(own)
