"""A diff on one screen: the changed cells, the largest of many, and what moved between years."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ukraine_budget.analysis.diff import DiffResult
from ukraine_budget.analysis.diffrows import DiffRow
from ukraine_budget.analysis.rows import DECIDED
from ukraine_budget.analysis.shift import Shift
from ukraine_budget.language import NOTHING, Text, phrase, said
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import DECISION
from ukraine_budget.report import narrow
from ukraine_budget.report.answers.answer import counted
from ukraine_budget.report.answers.diff import diff_answer, largest_change
from ukraine_budget.report.caveats import Caveat, Caveats, caveats
from ukraine_budget.report.display import CHANGE, OVERTAKEN, YEAR, Sources, sources, why_not
from ukraine_budget.report.headings import measure, rows_heading, short_fund
from ukraine_budget.report.names import short_name
from ukraine_budget.report.readings import papers_before, reading_blocks
from ukraine_budget.report.table import Block, Column, Row, Table
from ukraine_budget.report.values import Value
from ukraine_budget.report.versions import side_heads, side_name
from ukraine_budget.report.years import any_year


def diff_brief(result: DiffResult, top: int | None = None, sort: str | None = None) -> Table:
    """The changed cells by fund, basis and line; of many the largest changes."""
    ledger = result.ledger
    lines = changed_rows(result)
    rows = narrow.chosen(lines, top, sort)
    touching = unsized(result.shifts)
    said_of = change_caveats(result, rows)
    cited = sources(ledger, [*change_papers(rows), *papers_before(touching), *said_of.documents])
    left = len(lines) - len(rows)
    more = counted(left, said("1 more change: --all shows it."), said("{n} more changes: --all shows them.", n=left))
    old, new = (side_name(ledger, side) for side in (result.old, result.new))
    return narrow.screen(
        diff_answer(result),
        said("From {old} to {new}: {measure}", old=old, new=new, measure=measure(ledger)),
        (
            *([changes_block(result, rows, cited)] if rows else []),
            *(narrow.remark(more) if left else ()),
            *reading_blocks(touching, cited),
        ),
        cited,
        caveats=said_of.texts(cited),
        more=narrow.with_full(len(result.notes), said("all columns")),
    )


def changed_rows(result: DiffResult) -> list[DiffRow]:
    """The changed cells, without totals."""
    return [row for row in result.rows if row.row_type == "line"]


def unsized(shifts: Iterable[Shift]) -> list[Shift]:
    """The declared shifts whose size no paper states."""
    return [shift for shift in shifts if shift.evidence == "declared" and shift.size != "stated"]


def change_papers(rows: Iterable[DiffRow]) -> Iterator[str]:
    """The papers of both sides of some changes."""
    return (paper for row in rows for paper in (row.old_document, row.new_document))


def change_caveats(result: DiffResult, rows: Sequence[DiffRow]) -> Caveats:
    """What to know of some changes."""
    ledger = result.ledger
    years = [row.year for row in rows if isinstance(row.year, int)]
    moment = result.new if result.new in ledger.versions else ""
    subject_row, own = largest_change(result), _one_paper(rows)
    return caveats(ledger, subject_row, years, result.notes, *own, as_of=moment, shifts=result.shifts)


def changes_block(result: DiffResult, rows: Sequence[DiffRow], cited: Sources) -> Block:
    """Some changed cells as a narrow table."""
    ledger = result.ledger
    columns = (YEAR, *(Column(side, "amount") for side in side_heads(ledger, result, rows)), CHANGE)
    kinds = {row.counts_as for row in rows}
    heading = changes_heading(ledger, rows) if len(kinds) == 1 else NOTHING
    return narrow.table(columns, tuple(_rows(ledger, rows, cited, is_headed=not heading)), heading)


def headed(ledger: Ledger, rows: Iterable[DiffRow]) -> Iterator[tuple[Text, list[DiffRow]]]:
    """The rows of a fund by what they count as, decided before committed, with headings."""
    for _, of_basis in groupby(rows, key=lambda row: row.basis):
        decided_first = sorted(of_basis, key=lambda row: row.counts_as != DECIDED)
        for _, group in groupby(decided_first, key=lambda row: row.counts_as):
            own = list(group)
            yield changes_heading(ledger, own), own


def changes_heading(ledger: Ledger, rows: Sequence[DiffRow]) -> Text:
    """What some changes of one basis are of: cash, or what is committed, or decided, or either of the two."""
    if any(row.why_not_compared == "decided" for row in rows):
        return said("Decided or committed")
    versions = (version for row in rows for version in (row.old_version, row.new_version))
    return rows_heading(ledger, rows[0].counts_as, versions)


def _rows(ledger: Ledger, rows: Sequence[DiffRow], cited: Sources, *, is_headed: bool) -> Iterator[Row]:
    """The rows under their funds and, unless all count as the same, under what they count as."""
    for fund, of_fund in groupby(rows, key=lambda row: row.fund):
        yield Row((short_fund(ledger, fund),), "heading")
        for heading, own in headed(ledger, of_fund):
            if is_headed:
                yield Row((heading,), "heading", 1)
            levels = narrow.in_tree(ledger, [row.line for row in own])
            for line, of_line in groupby(own, key=lambda row: row.line):
                for n, row in enumerate(of_line):
                    name = NOTHING if n else short_name(ledger.lines[line])
                    marks = cited.marked(row.old_document, row.new_document)
                    cells = (name, any_year(row.year), *_sides(ledger, row), _change(row), marks)
                    yield Row(cells, "line", 1 + is_headed + levels[line])


def _sides(ledger: Ledger, row: DiffRow) -> tuple[Value, Value]:
    return (
        narrow.amount(
            ledger, row.old, row.old_qualifier, row.old_version, *_state(row, row.old_qualifier, row.old_overtaken)
        ),
        narrow.amount(
            ledger, row.new, row.new_qualifier, row.new_version, *_state(row, row.new_qualifier, row.new_overtaken)
        ),
    )


def _state(row: DiffRow, qualifier: Sequence[str], is_overtaken: bool) -> Iterator[Text]:
    """Why a figure cannot be compared."""
    if is_overtaken:
        yield OVERTAKEN
    if row.why_not_compared == "decided" and DECISION in qualifier:
        yield said("decided")


def _change(row: DiffRow) -> Value:
    """By how much a cell changed, or why there is no change of it."""
    if row.why_not_compared:
        return why_not(row)
    if row.change is None:
        return phrase(row.status, "status")
    return narrow.change(row.change, row.low, row.high)


def _one_paper(rows: Sequence[DiffRow]) -> Iterator[Caveat]:
    """That both sides rest on one paper."""
    changed = {(row.old_document, row.new_document) for row in rows if row.change is not None}
    for old, new in changed:
        if old and old == new and len(changed) == 1:
            yield Caveat(said("Both columns rest on one paper."), (old,))
