"""What changed between two versions, and what moved between years, on one screen: the largest first where many did."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from ukraine_budget.analysis.diff import DiffResult
from ukraine_budget.analysis.diffrows import DiffRow
from ukraine_budget.analysis.moved import ShiftsResult
from ukraine_budget.analysis.shifts import Shift
from ukraine_budget.language import NOTHING, Text, joined, phrase, said, word
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import DECISION
from ukraine_budget.report.answers.answer import side_name, whole_shifts, year_moved
from ukraine_budget.report.answers.changes import diff_answer, largest_change, shifts_answer
from ukraine_budget.report.brief.caveats import Caveat, Caveats, caveats, losses
from ukraine_budget.report.brief.cells import (
    MARKS,
    amount,
    change,
    in_tree,
    narrow,
    papers,
    short_fund,
    short_name,
    side_heads,
    with_full,
)
from ukraine_budget.report.brief.order import in_order
from ukraine_budget.report.diffrows import changes_heading, headed
from ukraine_budget.report.display import OVERTAKEN, Sources, sources, why_not
from ukraine_budget.report.names import any_year, basis_heading, measure
from ukraine_budget.report.readings import papers_before, reading_blocks, reading_papers
from ukraine_budget.report.table import Block, Column, Hanging, Row, Table, Value, brief


def diff_brief(result: DiffResult, top: int | None = None, sort: str | None = None) -> Table:
    """The changed cells by fund, basis and line; where they are many, those that change most."""
    ledger = result.ledger
    lines = changed_rows(result)
    rows = in_order(lines, sort, top) if sort else largest_changes(lines, top)
    touching = unsized(result.shifts)
    said_of = change_caveats(result, rows)
    cited = sources(ledger, [*change_papers(rows), *papers_before(touching), *said_of.documents])
    title = said(
        "From {old} to {new}: {measure}",
        old=side_name(ledger, result.old),
        new=side_name(ledger, result.new),
        measure=measure(ledger),
    )
    table = [changes_block(result, rows, cited)] if rows else []
    blocks = (*table, *_rest(lines, rows), *reading_blocks(ledger, touching, cited))
    more = with_full(len(result.notes), said("all columns"))
    return brief(diff_answer(result), title, blocks, said_of.texts(cited), (*papers(ledger, cited), more))


def changed_rows(result: DiffResult) -> list[DiffRow]:
    """The changed cells without the totals."""
    return [row for row in result.rows if row.row_type == "line"]


def unsized(shifts: Iterable[Shift]) -> list[Shift]:
    """The declared shifts of which no paper states the size."""
    return [shift for shift in shifts if shift.evidence == "declared" and shift.size != "stated"]


def change_papers(rows: Iterable[DiffRow]) -> Iterator[str]:
    """The papers of both sides of some changes."""
    return (paper for row in rows for paper in (row.old_document, row.new_document))


def change_caveats(result: DiffResult, rows: Sequence[DiffRow]) -> Caveats:
    """What to know of some changes."""
    ledger = result.ledger
    years = [row.year for row in rows if isinstance(row.year, int)]
    moment = result.new if result.new in ledger.versions else ""
    own = (*losses(ledger, result.notes), *_one_paper(ledger, rows))
    about = largest_change(result)
    return caveats(ledger, about, years, *own, as_of=moment, shifts=result.shifts)


def changes_block(result: DiffResult, rows: Sequence[DiffRow], cited: Sources) -> Block:
    """Some changed cells as a narrow table."""
    ledger = result.ledger
    columns = (
        Column(said("Year")),
        *(Column(side, "amount") for side in side_heads(ledger, result, rows)),
        Column(word("Change", "heading"), "change"),
    )
    kinds = {row.counts_as for row in rows}
    heading = changes_heading(ledger, rows) if len(kinds) == 1 else NOTHING
    return narrow(columns, tuple(_rows(ledger, rows, cited, is_headed=not heading)), heading)


def largest_changes(rows: Sequence[DiffRow], top: int | None) -> Sequence[DiffRow]:
    """All rows of few, of many the largest changes, in the order in which they come."""
    if top is None or len(rows) <= top:
        return rows
    size = {n: abs(row.change or row.new or row.old or Decimal(0)) for n, row in enumerate(rows)}
    kept = sorted(sorted(size, key=lambda n: (rows[n].change is not None, size[n]), reverse=True)[:top])
    return [rows[n] for n in kept]


def _rest(lines: Sequence[DiffRow], rows: Sequence[DiffRow]) -> list[Block]:
    """How many rows are not shown."""
    if len(rows) == len(lines):
        return []
    text = said("{n} more changes: --all shows them.", n=len(lines) - len(rows))
    return [Block(NOTHING, (Column(NOTHING),), (Row((text,)),), is_narrow=True)]


def _rows(ledger: Ledger, rows: Sequence[DiffRow], cited: Sources, *, is_headed: bool) -> Iterator[Row]:
    """The rows under their funds and, unless all count as the same, under what they count as."""
    for fund, of_fund in groupby(rows, key=lambda row: row.fund):
        yield Row((short_fund(ledger, fund),), "heading")
        for heading, own in headed(ledger, of_fund):
            if is_headed:
                yield Row((heading,), "heading", 1)
            levels = in_tree(ledger, [row.line for row in own])
            for line, of_line in groupby(own, key=lambda row: row.line):
                for n, row in enumerate(of_line):
                    name = NOTHING if n else short_name(ledger.lines[line])
                    marks = cited.marked(row.old_document, row.new_document)
                    cells = (name, any_year(row.year), *_sides(ledger, row), _change(row), marks)
                    yield Row(cells, "line", 1 + is_headed + levels[line])


def _sides(ledger: Ledger, row: DiffRow) -> tuple[Value, Value]:
    return (
        amount(ledger, row.old, row.old_qualifier, row.old_version, *_state(row, row.old_qualifier, row.old_overtaken)),
        amount(ledger, row.new, row.new_qualifier, row.new_version, *_state(row, row.new_qualifier, row.new_overtaken)),
    )


def _state(row: DiffRow, qualifier: Sequence[str], is_overtaken: bool) -> Iterator[Text]:
    """What keeps a figure from being compared."""
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
    return change(row.change, row.low, row.high)


def _one_paper(ledger: Ledger, rows: Sequence[DiffRow]) -> Iterator[Caveat]:
    """That both sides of the changes rest on one paper."""
    changed = {(row.old_document, row.new_document) for row in rows if row.change is not None}
    for old, new in changed:
        if old and old == new and len(changed) == 1:
            yield Caveat(said("Both columns rest on one paper."), (old,))


def shifts_brief(result: ShiftsResult, top: int | None = None) -> Table:
    """The shifts, those of support and the newest first; what the figures show of those without a size."""
    ledger = result.ledger
    order = {version: n for n, version in enumerate(ledger.versions)}
    ranked = sorted(
        result.first,
        key=lambda shift: (not ledger.funds[shift.fund].support, -order.get(shift.version, 0)),
    )
    shown = ranked if top is None else ranked[:top]
    cited = sources(ledger, reading_papers(shown))
    columns = (Column(NOTHING), Column(said("From")), Column(said("To")), Column(said("Amount"), "amount"), MARKS)
    rows = [shift_row(ledger, shift, cited) for shift in shown]
    return brief(
        shifts_answer(result),
        said("Money moved between years: {measure}", measure=measure(ledger)),
        (
            *([Block(NOTHING, columns, tuple(rows), is_narrow=True)] if rows else []),
            *reading_blocks(ledger, (shift for shift in shown if shift.size != "stated"), cited),
        ),
        tuple(_shift_caveats(ledger, shown, cited)),
        (*papers(ledger, cited), _more_shifts(result, len(ranked) - len(shown))),
    )


def _more_shifts(result: ShiftsResult, cut: int) -> Text | None:
    """How many shifts are not shown, and how they are: of other funds, or cut off."""
    others = len(whole_shifts(result.rows)) - len(whole_shifts(result.first))
    cut_off = said("{n} more shifts: --all shows them, --full every column", n=cut) if cut else NOTHING
    of_others = said("{n} more shifts, not of support: --fund all shows them", n=others) if others else NOTHING
    return joined((cut_off, of_others), "; ") if cut or others else None


def _shift_caveats(ledger: Ledger, shifts: Sequence[Shift], cited: Sources) -> Iterator[Text]:
    """Which pairing is ours, and which shifts another chapter prints too."""
    if any(shift.paired_by_us for shift in shifts):
        yield said(
            "Of shifts over more than two years the papers print totals per year: paired by us, nearest years first."
        )
    for place in dict.fromkeys(place for shift in shifts for place in shift.elsewhere):
        also = said("Also printed on {line}: {label}.", line=short_name(ledger.lines[place.line]), label=place.label)
        yield joined((also, cited.marked(place.document)), " ")


def shift_row(ledger: Ledger, shift: Shift, cited: Sources) -> Row:
    """A shift: what, from which year, to which, and how much."""
    size: Value = said("size not stated") if shift.amount is None else Hanging(shift.amount)
    name = short_name(ledger.lines[shift.line])
    what = name if shift.basis == "cash" else joined((name, basis_heading(shift.basis)))
    ways = (year_moved(shift.from_year), year_moved(shift.to_year))
    return Row((what, *ways, size, cited.marked(shift.document, *shift.documents)))
