"""Every stated figure of a ledger, as its papers print it, up to a moment."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.analysis.scope import scope
from ukraine_budget.analysis.snapshot import snapshot_after
from ukraine_budget.analysis.versions import known_at
from ukraine_budget.figures.column import Integers
from ukraine_budget.figures.spans import Spans
from ukraine_budget.model.ledger import Ledger

CHUNK = 100_000
"""Figures held at a time."""
AS_STORED = ("line", "year", "basis", "version", "qualifier", "document", "locator")
"""The columns taken as they are stored."""


class EveryFigure(NamedTuple):
    """The figures of some funds and bases known at a moment, in file order.

    `rows` are their numbers in the file; `last_stated` has a 1 at the number of each that none replaced.
    """

    ledger: Ledger
    as_of: str
    rows: Integers
    last_stated: bytes

    def __len__(self) -> int:
        return len(self.rows)

    def figures(self) -> Iterator["StatedFigure"]:
        """Yield the figures one by one."""
        known = self.ledger.figures
        for begin in range(0, len(self.rows), CHUNK):
            rows = self.rows[begin : begin + CHUNK]
            columns: dict[str, Iterable[object]] = {name: getattr(known, name).take(rows) for name in AS_STORED}
            columns |= dict(zip(("amount", "low", "high"), Spans.of(known, rows).columns(), strict=True))
            columns["stands"] = map(bool, map(self.last_stated.__getitem__, rows.tolist()))
            cells = zip(*(columns[name] for name in StatedFigure._fields), strict=True)
            yield from map(StatedFigure._make, cells)


class StatedFigure(NamedTuple):
    """A figure as its paper prints it, with the interval of its rounding, None where open."""

    line: str
    year: int
    basis: str
    version: str
    amount: Decimal
    low: Decimal | None
    high: Decimal | None
    qualifier: str
    document: str
    locator: str
    stands: bool


def every_figure(
    ledger: Ledger,
    *,
    as_of: str | None = None,
    funds: Sequence[str] = (),
    lines: Collection[str] = (),
    bases: Sequence[str] = (),
    years: Collection[int] = (),
) -> EveryFigure:
    """All figures stated up to a version or date; of some lines and years, or of all.

    Raises UsageError for a name that the ledger does not have.
    """
    wanted, moment = scope(ledger, funds, bases, ledger.default_funds), known_at(ledger, as_of)
    chosen = [
        line
        for line, row in ledger.lines.items()
        if row.fund in wanted.funds and not (lines and ledger.current[line] not in lines)
    ]
    rows = ledger.figures.select(lines=chosen, years=years or None, versions=moment.names, bases=wanted.bases)
    last_stated = bytearray(len(ledger.figures))
    for row in snapshot_after(ledger, moment.versions).cells.statements[1].tolist():
        last_stated[row] = 1
    return EveryFigure(ledger, moment.as_of, rows, bytes(last_stated))
