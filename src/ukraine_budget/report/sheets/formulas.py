"""What a spreadsheet computes: changes, percentages and marks from two figures, totals from the lines of a fund.

Each cell of text counts as not stated: a number typed over it enters what is computed from it.
"""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from ukraine_budget.language import said
from ukraine_budget.model.amount import ZERO, exact_sum
from ukraine_budget.report.display import NOT_COMPARED, WITHIN_ROUNDING
from ukraine_budget.report.table import CellRange, CellRef, Formula, Row
from ukraine_budget.report.values import Kind, number
from ukraine_budget.report.years import runs

MARKS = {"gap": said("gap"), "possible": said("possible gap"), "near": WITHIN_ROUNDING, "other": NOT_COMPARED}
"""The words that formulas give, by what the templates call them."""
FOLLOWS = said("Totals, changes and marks follow a number that you type here; the answer and the notes do not.")
"""What a sheet with formulas says of them."""
LONGEST = 8192
"""The most characters of a formula that a spreadsheet takes."""
NAME = len("AB123456")
"""The most characters of the name of a cell on these sheets."""

ARGUMENTS = 250
"""The most arguments of a function: a spreadsheet takes 255."""


class FigurePair(NamedTuple):
    """Two figures and half the interval of each, None where there is no column for these."""

    now: CellRef
    before: CellRef
    now_half: CellRef | None = None
    before_half: CellRef | None = None

    @property
    def cells(self) -> tuple[CellRef, ...]:
        """The cells as the templates number them."""
        return (
            self.now,
            self.before,
            *([self.now_half, self.before_half] if self.now_half and self.before_half else []),
        )

    @property
    def halves(self) -> tuple[str, str]:
        """What the templates call the two halves."""
        return ("{2}", "{3}") if self.now_half and self.before_half else ("0", "0")

    def given(self, at: CellRef, expression: str, kind: Kind, *more: CellRef) -> Formula:
        """A formula that is blank unless both figures are numbers; it may name `more` cells."""
        template = f'IF(AND(ISNUMBER({{0}}),ISNUMBER({{1}})),{expression},"")'
        return Formula(at, template, (*self.cells, *more), MARKS if kind == "text" else {}, kind)


def change(at: CellRef, pair: FigurePair) -> Formula:
    """How far a figure is from the one before."""
    return pair.given(at, "{0}-{1}", "change")


def spread(at: CellRef, pair: FigurePair) -> Formula:
    """The margin of that difference."""
    return pair.given(at, "N({2})+N({3})", "spread")


def percent_end(at: CellRef, pair: FigurePair, *, low: bool) -> Formula:
    """An end of a change in percent, rounded outwards to whole percents; the percentage where the ends are close.

    Blank above 300 percent, as the program leaves it.
    """
    now_half, before_half = pair.halves
    least, most = f"({{0}}-{now_half})", f"({{0}}+{now_half})"
    small, large = f"({{1}}-{before_half})", f"({{1}}+{before_half})"
    lower = f"INT(ROUND(1000*({least}/IF({least}<0,{small},{large})-1),6))"
    upper = f"-INT(ROUND(-1000*({most}/IF({most}<0,{large},{small})-1),6))"
    close = f"ROUND(ROUND({{0}}/{{1}}-1,3),IF(AND(ABS({{0}}/{{1}}-1)<0.1,{upper}-{lower}<=1),3,2))"
    end = f"INT({lower}/10)/100" if low else f"-INT(-({upper})/10)/100"
    whole = f"IF({upper}-{lower}<10,{close},{end})"
    return pair.given(at, f'IF({small}<=0,"",IF(MAX(ABS({lower}),ABS({upper}))>3000,"",{whole}))', "percent")


def mark(at: CellRef, pair: FigurePair, limit: CellRef | None = None) -> Formula:
    """The mark of a change: with a `limit`, a gap or a possible one; else whether it is within rounding."""
    (now_half, before_half), within = pair.halves, _within(pair)
    if limit is None:
        return pair.given(at, within, "text")
    share = f"(1-{{{len(pair.cells)}}})"
    gap = f"AND({{1}}-{before_half}>0,{{0}}<{{1}},ROUND({{0}}+{now_half}-({{1}}-{before_half})*{share},9)<0)"
    possible = f"AND({{1}}>0,{{0}}<{{1}},ROUND({{0}}-{now_half}-({{1}}+{before_half})*{share},9)<0)"
    return pair.given(at, f"IF({gap},{{gap}},IF({possible},{{possible}},{within}))", "text", limit)


def _within(pair: FigurePair) -> str:
    """The mark of a change within rounding."""
    now_half, before_half = pair.halves
    apart = f"ROUND(ABS({{0}}-{{1}})-{now_half}-{before_half},9)"
    return f'IF(AND({{0}}<>{{1}},{apart}<=0),{{near}},"")'


def total_mark(at: CellRef, pair: FigurePair, changed: CellRef) -> Formula:
    """The mark of a total's change: within rounding, or not compared where lines differ."""
    return pair.given(at, f"IF(ISNUMBER({{{len(pair.cells)}}}),{_within(pair)},{{other}})", "text", changed)


def only_beside(formula: Formula, changed: CellRef) -> Formula:
    """A formula that is blank where another cell has no change."""
    cells = (*formula.cells, changed)
    return formula._replace(template=f'IF(ISNUMBER({{{len(cells) - 1}}}),{formula.template},"")', cells=cells)


class TotalTerm(NamedTuple):
    """A row that counts in a total; where it is not stated, its `parts` do. A row that is `out` never does."""

    row: int
    parts: tuple["TotalTerm", ...] = ()
    out: bool = False


class TotalFormulas(NamedTuple):
    """What the totals of a fund count, and a row with the sum of the lines that have none."""

    terms: tuple[TotalTerm, ...]
    rest: int | None = None

    def sum(self, at: CellRef, column: int | None = None, kind: Kind = "amount") -> Formula:
        """The total of the column of a cell, over the lines stated in it, or else in another `column`."""
        named = _Named()
        template = named.sum(self.terms, at.column if column is None else column, at.column)
        if self.rest is not None:
            template = "+".join(filter(None, (template, named(CellRef(self.rest, at.column)))))
        return Formula(at, template, tuple(named.cells), kind=kind)

    def change(self, at: CellRef, pair: FigurePair) -> Formula:
        """The change of a total, where both years are sums over the same lines."""
        named = _Named(pair.cells)
        same = named.same(self.terms, pair.now.column, pair.before.column)
        return Formula(
            at, f'IF(AND(ISNUMBER({{0}}),ISNUMBER({{1}}),{same}),{{0}}-{{1}},"")', tuple(named.cells), kind="change"
        )

    def gives(self, rows: Sequence[Row], column: int, amount: Decimal, stated: int | None = None) -> bool:
        """Whether the total of a column, over what is stated in it or another, is exactly an amount."""
        rest = None if self.rest is None else number(rows[self.rest].cells[column])
        return exact_sum((self.shown(rows, column, stated), rest or ZERO)) == amount

    def shown(self, rows: Sequence[Row], column: int, stated: int | None = None) -> Decimal:
        """The sum of the lines that count, without the rest."""
        counted = _terms_in(self.terms, rows, column if stated is None else stated)
        values = (number(rows[row].cells[column]) for row in counted)
        return exact_sum(value for value in values if value is not None)

    def alike(self, rows: Sequence[Row], column: int, other: int) -> bool:
        """Whether two columns have totals over the same lines."""
        return list(_terms_in(self.terms, rows, column)) == list(_terms_in(self.terms, rows, other))


def _terms_in(terms: Iterable[TotalTerm], rows: Sequence[Row], column: int) -> Iterator[int]:
    for row, parts, out in terms:
        if not out and number(rows[row].cells[column]) is not None:
            yield row
        else:
            yield from _terms_in(parts, rows, column)


class _Named:
    """The cells of a formula as its template numbers them."""

    def __init__(self, cells: Iterable[CellRef] = ()) -> None:
        self.cells: list[CellRef | CellRange] = list(cells)

    def __call__(self, cell: CellRef | CellRange) -> str:
        self.cells.append(cell)
        return f"{{{len(self.cells) - 1}}}"

    def sum(self, terms: Sequence[TotalTerm], stated: int, column: int) -> str:
        """The sum of a column over those terms for which a number stands in the column `stated`."""
        leaves = [term.row for term in terms if not (term.parts or term.out)]
        sums = [f"SUM({group})" for group in _groups(self(span) for span in spans(leaves, column))]
        for term in terms:
            inner = self.sum(term.parts, stated, column) if term.parts else ""
            if inner and term.out:
                sums.append(inner)
            elif inner:
                here = CellRef(term.row, stated), CellRef(term.row, column)
                sums.append(f"IF(ISNUMBER({self(here[0])}),{self(here[1])},{inner})")
        return "+".join(sums)

    def same(self, terms: Sequence[TotalTerm], column: int, other: int) -> str:
        """Whether the same terms are stated in two columns."""
        leaves = [term.row for term in terms if not (term.parts or term.out)]
        both = zip(spans(leaves, column), spans(leaves, other), strict=True)
        alike = [self._alike(one, two) for one, two in both]
        for term in terms:
            if term.parts:
                inner = self.same(term.parts, column, other)
                now, before = self(CellRef(term.row, column)), self(CellRef(term.row, other))
                stated = f"AND(ISNUMBER({now}),ISNUMBER({before}))"
                alike.append(inner if term.out else f"OR({stated},AND(ISNUMBER({now})=ISNUMBER({before}),{inner}))")
        return f"AND({','.join(f'AND({group})' for group in _groups(alike))})"

    def _alike(self, one: CellRef | CellRange, two: CellRef | CellRange) -> str:
        if isinstance(one, CellRef):
            return f"ISNUMBER({self(one)})=ISNUMBER({self(two)})"
        return f"SUMPRODUCT(--(ISNUMBER({self(one)})<>ISNUMBER({self(two)})))=0"


def spans(rows: Sequence[int], column: int) -> Iterator[CellRef | CellRange]:
    """The cells of some rows of a column, those that adjoin as one."""
    for row, last_row in runs(rows):
        first, last = CellRef(row, column), CellRef(last_row, column)
        yield first if first == last else CellRange(first, last)


def _groups(arguments: Iterable[str]) -> Iterator[str]:
    """Arguments in groups that a function takes."""
    rest = iter(arguments)
    while group := list(islice(rest, ARGUMENTS)):
        yield ",".join(group)


def if_short(formulas: Iterable[Formula]) -> Iterable[Formula]:
    """Formulas that depend on each other: all of them, or none where one is too long for a spreadsheet."""
    kept = tuple(formulas)
    return kept if all(_length(formula) <= LONGEST for formula in kept) else ()


def _length(formula: Formula) -> int:
    """How long a formula can be with the names of its cells, of which a span has two."""
    names = sum(NAME * (1 + isinstance(cell, CellRange)) - len(f"{{{n}}}") for n, cell in enumerate(formula.cells))
    return len(formula.template) + names
