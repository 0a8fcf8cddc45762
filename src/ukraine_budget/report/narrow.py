"""Narrow tables, of 80 columns: one word beside a figure, the rows that fit, papers as numbers."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.analysis.scope import above
from ukraine_budget.errors import UsageError
from ukraine_budget.language import NOTHING, Text, either, joined, said, word
from ukraine_budget.model.amount import ZERO, half_width
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.display import NOT_STATED, OVERTAKEN, Sources, why_not
from ukraine_budget.report.headings import basis_heading
from ukraine_budget.report.names import short_name
from ukraine_budget.report.table import Answer, Block, Column, Row, Table, brief
from ukraine_budget.report.values import Hanging, Value
from ukraine_budget.report.versions import cited_briefly

if TYPE_CHECKING:
    from ukraine_budget.analysis.diffrows import DiffRow

R = TypeVar("R", FigureRow, "DiffRow")
MARKS = Column(NOTHING)
"""The numbers of the papers that a row rests on."""
WORDS = ("circa", "at-least", "at-most", "provisional", "reserved", "assumed")
"""The words beside a figure, from firm to weak; `decision` is said in a heading."""


def short_cell(ledger: Ledger, line: str, basis: str) -> Text:
    """The short name of a line, with its basis unless that is cash."""
    name = short_name(ledger.lines[line])
    return name if basis == "cash" else joined((name, basis_heading(basis)))


def weakest(ledger: Ledger, qualifier: Collection[str], version: str) -> tuple[Text, ...]:
    """The word beside a figure that says how weak it is; none for one that is plainly stated."""
    words = [one for one in WORDS if one in qualifier]
    if not words:
        return ()
    stating = ledger.versions.get(version)
    if words[-1] == "provisional" and not (stating and stating.phase == "executed"):
        return (said("for now"),)
    return (word(words[-1].replace("-", " "), "qualifier"),)


def amount(ledger: Ledger, value: Decimal | None, qualifier: Collection[str], version: str, *more: Text) -> Value:
    """An amount with its weakest word; "not stated" where there is none."""
    if value is None:
        return NOT_STATED
    return Hanging(value, (*weakest(ledger, qualifier, version), *more))


def figure(ledger: Ledger, row: FigureRow) -> Value:
    """A figure with its weakest word, and whether it is overtaken."""
    return amount(ledger, row.amount, row.qualifier, row.version, *([OVERTAKEN] if row.overtaken else []))


def change(value: Decimal, low: Decimal | None, high: Decimal | None) -> Value:
    """A change with its margin."""
    half = half_width(low, high)
    return Hanging(value, (said("±{half}", half=half),) if half else (), "change")


def compared(row: FigureRow) -> Value:
    """The change of a figure from the year before, or why there is none."""
    if row.amount is None or row.previous is None:
        return NOTHING
    if row.change is None:
        return why_not(row)
    return change(row.change, row.change_low, row.change_high)


def in_tree(ledger: Ledger, lines: Iterable[str]) -> dict[str, int]:
    """The depth of each line below the others."""
    kept = set(lines)
    return {line: sum(parent in kept for parent in above(ledger, line)) for line in kept}


def largest(rows: Sequence[R], top: int | None) -> list[R]:
    """All rows of few; of many the largest figures or changes, in the order in which they come."""
    if top is None or len(rows) <= top:
        return list(rows)
    kept = sorted(range(len(rows)), key=lambda n: _size(rows[n]), reverse=True)[:top]
    return [rows[n] for n in sorted(kept)]


def _size(row: "FigureRow | DiffRow") -> tuple[bool, Decimal]:
    """How large a row is: totals before lines, changes before figures that only one side states."""
    if isinstance(row, FigureRow):
        return row.row_type == "total", abs(row.amount or row.previous or ZERO)
    return row.change is not None, abs(row.change or row.new or row.old or ZERO)


def _percent(row: "FigureRow | DiffRow") -> Decimal:
    """The size of a change as a share of the figure before; zero where that is zero."""
    before = row.previous if isinstance(row, FigureRow) else row.old
    return abs(row.change / before) if before and row.change is not None else ZERO


KEYS: Mapping[str, Callable[["FigureRow | DiffRow"], Decimal | str]] = {
    "change": lambda row: -abs(row.change or ZERO),
    "percent": lambda row: -_percent(row),
    "line": lambda row: row.line,
    "year": lambda row: str(row.year),
}
"""What rows can be sorted by."""


def check_order(sort: str, view: str, possible: Sequence[str]) -> None:
    """Raises UsageError, which lists the possible orders, for any other."""
    if sort not in possible:
        values = {"view": view, "sort": sort, "possible": either(possible)}
        raise UsageError(said("{view} cannot be sorted by {sort!r}: sort by {possible}", **values))


def chosen(rows: Sequence[R], top: int | None, sort: str | None) -> list[R]:
    """The largest rows; or the first of them by `sort`, by fund and by what they count as, totals after lines."""
    if sort is None:
        return largest(rows, top)
    groups = {_group(row): n for n, row in reversed([*enumerate(rows)])}
    ranked = sorted(rows, key=lambda row: (row.row_type == "total", KEYS[sort](row)))
    return sorted(ranked[:top], key=lambda row: groups[_group(row)])


def _group(row: "FigureRow | DiffRow") -> tuple[str, str]:
    return row.fund, row.counts_as


def more_lines(n: int) -> tuple[Block, ...]:
    """How many lines are left out, if any."""
    return remark(said("{n} more lines, all smaller: --all shows them.", n=n)) if n else ()


def remark(text: Text) -> tuple[Block, ...]:
    """A sentence below a narrow table."""
    return (Block(NOTHING, (Column(NOTHING),), (Row((text,)),), is_narrow=True),)


def table(columns: Sequence[Column], rows: Sequence[Row], title: Text = NOTHING, *, cited_at: int = 0) -> Block:
    """A narrow table whose last column has the papers of its rows.

    Those of all rows stand once: in the title of the column `cited_at`, by default that of their names.
    """
    every = (Column(title), *columns)
    marks = {row.cells[-1] for row in rows if row.style != "heading" and row.cells[-1]}
    if len(marks) > 1:
        return Block(NOTHING, (*every, MARKS), tuple(rows), is_narrow=True)
    cited = joined((every[cited_at].title, *map(str, marks)), " ")
    titled = (column._replace(title=cited) if n == cited_at else column for n, column in enumerate(every))
    less = (row if row.style == "heading" else row._replace(cells=row.cells[:-1]) for row in rows)
    return Block(NOTHING, tuple(titled), tuple(less), is_narrow=True)


def with_full(notes: int, rest: Text) -> Text:
    """What `--full` adds to a narrow view."""
    if notes == 0:
        return said("--full: {rest}", rest=rest)
    if notes == 1:
        return said("--full: 1 note, {rest}", rest=rest)
    return said("--full: {n} notes, {rest}", n=notes, rest=rest)


def screen(
    answer: Answer,
    title: Text,
    blocks: Iterable[Block],
    cited: Sources,
    *,
    caveats: Iterable[Text] = (),
    more: Text | None,
) -> Table:
    """The short form of a view, with its papers below, and what there is `more`."""
    return brief(answer, title, blocks, tuple(caveats), (*papers(cited), more))


def papers(cited: Sources) -> Iterator[Text]:
    """The papers of a view, numbered."""
    for document, mark in cited.marks.items():
        yield joined((mark, cited_briefly(cited.ledger, document)), " ")
