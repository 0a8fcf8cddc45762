"""The total of a fund: over its top-level lines, stated parts standing in for a parent that is not stated."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal, NamedTuple

from ukraine_budget.analysis.figures import FigureRow, comparison, interval
from ukraine_budget.analysis.lines import below
from ukraine_budget.analysis.notes import listed
from ukraine_budget.analysis.series import of_one_series
from ukraine_budget.analysis.standing import Standing
from ukraine_budget.model.amount import Amount, Pot, total
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.rows import Cell, Fund, in_order


class Total(NamedTuple):
    """The sum over the stated lines of a fund for one basis and year, and what it is a sum of.

    `amount` is None where nothing is stated. `missing` are the lines that are not stated, `replaced` the parents
    that are not stated but whose stated parts stand in.
    """

    fund: Fund
    basis: str
    year: int
    amount: Amount | None
    figures: tuple[Standing, ...]
    missing: tuple[str, ...]
    replaced: tuple[str, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines that were added."""
        return tuple(standing.figure.cell.line for standing in self.figures)

    @property
    def versions(self) -> tuple[str, ...]:
        """The version of each figure that was added."""
        return tuple(standing.figure.version for standing in self.figures)

    @property
    def qualifier(self) -> tuple[str, ...]:
        """Every qualifier of what was added."""
        return in_order([word for standing in self.figures for word in standing.figure.qualifier])

    def shared(self, column: Literal["version", "document"]) -> str:
        """What all that was added has in common, else nothing."""
        values = {getattr(standing.figure, column) for standing in self.figures}
        return values.pop() if len(values) == 1 else ""


def fund_total(ledger: Ledger, standing: Mapping[Cell, Standing], fund: Fund, basis: str, year: int) -> Total:
    """The total of a fund that has one. Nothing is added twice: parts count only where their parent is not stated."""
    stated = _Stated(ledger, standing, basis, year)
    roles = [found for line in ledger.tops.get(fund.fund, ()) for found in stated.roles(line)]
    figures = tuple(stated[line] for role, line in roles if role == "stated")
    return Total(
        fund,
        basis,
        year,
        total(Pot(fund.fund, basis), (found.figure.amount for found in figures)) if figures else None,
        figures,
        tuple(line for role, line in roles if role == "missing"),
        tuple(line for role, line in roles if role == "replaced"),
    )


@dataclass(frozen=True)
class _Stated:
    """What stands for one basis and year, and what each line then is to its fund's total."""

    ledger: Ledger
    standing: Mapping[Cell, Standing]
    basis: str
    year: int

    def __getitem__(self, line: str) -> Standing:
        return self.standing[Cell(line, self.basis, self.year)]

    def __contains__(self, line: str) -> bool:
        return Cell(line, self.basis, self.year) in self.standing

    def roles(self, line: str) -> Iterator[tuple[Literal["stated", "replaced", "missing"], str]]:
        if line in self:
            yield "stated", line
        elif any(part in self for part, _ in below(self.ledger, line)):
            yield "replaced", line
            for part in self.ledger.parts[line]:
                yield from self.roles(part)
        else:
            yield "missing", line


def total_row(ledger: Ledger, now: Total, before: Total) -> FigureRow:
    """The row of a total; the change from the year before only where both are sums over the same lines."""
    return FigureRow._make(
        (
            "total",
            now.fund.fund,
            "",
            "",
            now.year,
            now.basis,
            *interval(now.amount),
            now.qualifier,
            now.shared("version"),
            any(found.carried for found in now.figures),
            now.shared("document"),
            "",
            *comparison(now.amount, before.amount, comparable=now.lines == before.lines),
            before.qualifier,
            before.shared("version"),
            now.missing,
            now.replaced,
            all(map(partial(of_one_series, ledger), now.versions, before.versions)),
        )
    )


def sentences(totals: Iterable[Total]) -> Iterator[str]:
    """What a reader must know of totals of one fund and basis: what they leave out, and what stands in.

    The years of which the same is to be said are named together.
    """
    alike: dict[tuple[tuple[str, ...], ...], list[Total]] = {}
    for found in totals:
        if found.amount is not None:
            alike.setdefault((found.lines, found.missing, found.replaced), []).append(found)
    for (lines, missing, replaced), same in alike.items():
        what = f"{same[0].fund.name}, {same[0].basis} {', '.join(str(found.year) for found in same)}"
        if missing:
            yield f"{what}: the total is over the stated lines only ({listed(lines)}); not stated: {listed(missing)}."
        yield from (f"{what}: {parent} is not stated, its stated parts stand in." for parent in replaced)
