"""Narrow tables: short names, one word beside a figure, the largest rows or an order asked for, sources as numbers."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

from ukraine_budget.analysis.known import end_of
from ukraine_budget.analysis.result_row import StatedRow
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.analysis.scope import above
from ukraine_budget.errors import UsageError
from ukraine_budget.language import NOTHING, Name, Text, dated, either, joined, named, said, word
from ukraine_budget.model.amount import ZERO, half_width
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Fund, Line
from ukraine_budget.report.answers.answer import version_name
from ukraine_budget.report.display import NOT_STATED, OVERTAKEN, Sources, why_not
from ukraine_budget.report.names import (
    STATED_LINES,
    basis_heading,
    decided_in,
    is_other_money,
    measure,
    name_of,
    newest_paper,
    paper_kind,
)
from ukraine_budget.report.table import Answer, Block, Column, Row, Table, brief
from ukraine_budget.report.values import Hanging, Value

if TYPE_CHECKING:
    from ukraine_budget.analysis.diff import DiffResult
    from ukraine_budget.analysis.diffrows import DiffRow

R = TypeVar("R", FigureRow, "DiffRow")
MARKS = Column(NOTHING)
"""The numbers of the papers that a row rests on."""
WORDS = ("circa", "at-least", "at-most", "provisional", "reserved", "assumed")
"""The words beside a figure, from firm to weak; `decision` is said in a heading."""


def short_name(row: Line | Fund) -> Name:
    """The name of a line or fund for a narrow table."""
    return named(row.short, nl=row.short_nl) if row.short else name_of(row)


def short_cell(ledger: Ledger, line: str, basis: str) -> Text:
    """A line by its short name, and what is counted unless that is cash."""
    name = short_name(ledger.lines[line])
    return name if basis == "cash" else joined((name, basis_heading(basis)))


def short_fund(ledger: Ledger, fund: str) -> Text:
    """The same, shorter, for a narrow table."""
    name = name_of(ledger.funds[fund])
    return said("{fund} (not support)", fund=name) if is_other_money(ledger, fund) else name


def weakest(ledger: Ledger, qualifier: Collection[str], version: str) -> tuple[Text, ...]:
    """The one word beside a figure that says how weak it is; none where its version just states it."""
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
    """A figure with its weakest word, and that newer parts contradict it."""
    return amount(ledger, row.amount, row.qualifier, row.version, *([OVERTAKEN] if row.overtaken else []))


def sum_name(rows: Iterable[FigureRow]) -> Text:
    """What a sum over the lines of a fund is called: one of only those that are stated is no total."""
    return STATED_LINES if any(row.partial for row in rows) else said("Total")


def line_or_sum(ledger: Ledger, row: FigureRow) -> Text:
    """The name of the line of a figure, or what a sum over lines is called."""
    return name_of(ledger.lines[row.line]) if row.line else sum_name([row])


def change(value: Decimal, low: Decimal | None, high: Decimal | None) -> Value:
    """A change with how far it may be off."""
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
    """How deep each of some lines stands under those of them that it is a part of."""
    kept = set(lines)
    return {line: sum(parent in kept for parent in above(ledger, line)) for line in kept}


def heading_of(ledger: Ledger, rows: Sequence[StatedRow], as_of: str) -> Text:
    """The unit of a table, the rounding that all its figures share, and the newest paper or the moment asked for."""
    halves = {half_width(row.low, row.high) for row in rows if row.amount is not None}
    half = halves.pop() if len(halves) == 1 else None
    unit = said("{measure}, ±{half}", measure=measure(ledger), half=half) if half else measure(ledger)
    if end_of(ledger, as_of):
        asked = short_version(ledger, as_of) if as_of in ledger.versions else dated(as_of, short=True)
        return said("{measure} (as of {moment})", measure=unit, moment=asked)
    newest = newest_paper(ledger)
    return said("{measure} (newest paper read: {date})", measure=unit, date=newest) if newest else unit


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
    """The change as a part of what was there before; nothing where that was nothing."""
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
    """Raises UsageError, with what is possible, for an order that a view does not have."""
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
    """How many lines are not shown, if any."""
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
    """What a person sees of a view unless asked for all of it; below it the papers, and what there is `more`."""
    return brief(answer, title, blocks, tuple(caveats), (*papers(cited), more))


def papers(cited: Sources) -> Iterator[Text]:
    """The papers of a view by their numbers."""
    for document, mark in cited.marks.items():
        yield joined((mark, cited_briefly(cited.ledger, document)), " ")


def cited_briefly(ledger: Ledger, document: str) -> Text:
    """A paper by its kind and date, and its number or where it has none its title."""
    paper = ledger.documents.get(document)
    if paper is None:
        return Text(document)
    kind, date = paper_kind(paper.kind), dated(paper.date, short=True)
    if paper.kind == "press":
        return joined((paper.title.partition(":")[0].rpartition(" via ")[2], date))
    if paper.kind == "data" and paper.title:  # a file, known by its name
        return said("{paper} of {date}", paper=paper.title, date=date) if date else Text(paper.title)
    what = said("{paper} of {date}", paper=kind, date=date) if kind and date else kind or date
    return joined((what, paper.reference or (paper.title if not what else "")))


def short_version(ledger: Ledger, version: str) -> Text:
    """A version above a column: by its date, or its name; a decision that only a later paper tells of by its season."""
    row = ledger.versions.get(version)
    if row is None:
        return Text(version)
    paper = ledger.documents.get(row.document)
    if row.phase == "announced" and paper and paper.date != row.date:
        return decided_in(ledger, version)
    return dated(row.date, short=True) if row.date else name_of(row)


def side_heads(ledger: Ledger, result: "DiffResult", rows: "Sequence[DiffRow]") -> tuple[Text, Text]:
    """Both sides as short as can be, by what states their figures; by their names where these are of one date."""
    old, new = result.old, result.new
    sides = (
        _side_head(ledger, old, (row.old_version for row in rows)),
        _side_head(ledger, new, (row.new_version for row in rows)),
    )
    if sides[0] != sides[1] or not {old, new} <= ledger.versions.keys():
        return sides
    return name_of(ledger.versions[old]), name_of(ledger.versions[new])


def _side_head(ledger: Ledger, side: str, versions: Iterable[str]) -> Text:
    """The head of a side: the version that states all of its figures; of several, that they are those as of it."""
    stating = set(filter(None, versions))
    if side not in ledger.versions or not stating:
        return short_version(ledger, side)
    if len(stating) == 1:
        return short_version(ledger, *stating)
    moment = short_version(ledger, side) if ledger.versions[side].date else version_name(ledger, side)
    return said("as of {moment}", moment=moment)
