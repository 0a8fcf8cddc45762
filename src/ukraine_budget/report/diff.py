"""A diff as a table; `changes.py` has it on one screen."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache
from itertools import chain, groupby
from typing import get_args

from ukraine_budget.analysis.diff import DiffResult, Elsewhere, NetAlone
from ukraine_budget.analysis.diffchanges import Status
from ukraine_budget.analysis.diffrows import DiffRow
from ukraine_budget.analysis.shift import NOT_STATED, Shift, Size
from ukraine_budget.language import Text, joined, phrase, said, word
from ukraine_budget.model.amount import exact_sum, half_width
from ukraine_budget.report.answers.diff import diff_answer
from ukraine_budget.report.changes import headed
from ukraine_budget.report.declared import Margin, declared_blocks, margin
from ukraine_budget.report.display import (
    BASIS,
    CHANGE,
    DECLARED_BY,
    KIND,
    LABEL,
    LINE,
    SIZE_NOT_STATED,
    SOURCE,
    STATUS,
    YEAR,
    Sources,
    head,
    qualified,
    sources,
    why_not,
)
from ukraine_budget.report.headings import fund_title, measure
from ukraine_budget.report.names import line_name, row_name
from ukraine_budget.report.notes import note_texts
from ukraine_budget.report.readings import reading_papers
from ukraine_budget.report.shifts import shift_block, to_be_known
from ukraine_budget.report.table import SPREAD, Block, Column, ColumnOf, Columns, Records, Row, Table, block, noted
from ukraine_budget.report.versions import side_name
from ukraine_budget.report.years import any_year

PARTS: tuple[ColumnOf[DiffRow], ...] = (
    (Column(said("Declared"), "change"), lambda row: row.declared or None),
    (Column(said("Moved"), "change"), lambda row: row.moved or None),
    (Column(said("Net"), "change"), lambda row: row.net or None),
    (Column(said("Untied"), "change"), lambda row: row.untied or None),
)
"""What a change is made of."""
STATUSES = {status: phrase(status, "status") for status in get_args(Status)}


def diff_table(result: DiffResult) -> Table:
    """A block per fund; what papers declare, as they print it; the shifts; what was declared elsewhere; notes."""
    cited = diff_sources(result, *(mutation.document for mutation in result.declared_elsewhere))
    blocks = (
        *_funds(result, cited),
        *declared_blocks(result),
        *shift_block(said("Moved between years"), result.shifts, cited),
        *_elsewhere(result, cited),
    )
    return replace(diff_records(result), blocks=blocks, sources=cited.lines)


def diff_records(result: DiffResult) -> Table:
    """The same without blocks, which machines do not read."""
    return Table(
        "diff",
        diff_title(result),
        head(result.ledger, result.new) | {"old": result.old, "new": result.new},
        Records.of(DiffRow, result.rows),
        {
            "shifts": Records.of(Shift, result.shifts),
            "explained_by_net_alone": Records.of(NetAlone, result.explained_by_net_alone),
            "declared_elsewhere": Records.of(Elsewhere, result.declared_elsewhere),
        },
        notes=(*moved_sentences(result), *note_texts(result.ledger, result.notes)),
        answer=diff_answer(result),
    )


def diff_title(result: DiffResult) -> Text:
    """From what to what, in which unit, and whether anything changed."""
    ledger = result.ledger
    old, new = side_name(ledger, result.old), side_name(ledger, result.new)
    title = said("From {old} to {new} ({measure})", old=old, new=new, measure=measure(ledger))
    if not result.rows:
        return said("{title}: nothing is restated with another amount", title=title)
    return title if result.differs else said("{title}: no change beyond rounding or tolerance", title=title)


def diff_sources(result: DiffResult, *others: str) -> Sources:
    """The papers of both sides and of the shifts, and any others."""
    papers = dict.fromkeys((row.old_document, row.new_document) for row in result.rows)
    return sources(result.ledger, [*chain.from_iterable(papers), *reading_papers(result.shifts), *others])


def _funds(result: DiffResult, cited: Sources) -> Iterator[Block]:
    columns = _columns(result, cited)
    for fund, rows in groupby(result.rows, key=lambda row: row.fund):
        lines: list[Row] = []
        for heading, own in headed(result.ledger, rows):
            lines.append(Row((heading,), "heading"))
            lines += (columns.row(row, row.row_type) for row in own)
        yield block(fund_title(result.ledger, fund), columns.heads, lines)


def _columns(result: DiffResult, cited: Sources) -> Columns[DiffRow]:
    within, marks = margin(result), cache(cited.marked)
    return Columns(
        (LINE, lambda row: row_name(result.ledger, row.line, row.basis)),
        (YEAR, lambda row: any_year(row.year)),
        (
            Column(said("Old"), "amount"),
            lambda row: qualified(row.old, row.old_qualifier) if row.old_qualifier else row.old,
        ),
        (
            Column(said("New"), "amount"),
            lambda row: qualified(row.new, row.new_qualifier) if row.new_qualifier else row.new,
        ),
        (CHANGE, lambda row: row.change),
        (SPREAD, lambda row: half_width(row.low, row.high)),
        *PARTS,
        (STATUS, lambda row: _status(row, within)),
        (Column(said("Old stated by")), lambda row: row.old_version),
        (Column(said("New stated by")), lambda row: row.new_version),
        (SOURCE, lambda row: marks(row.old_document, row.new_document)),
    )


def _status(row: DiffRow, within: Margin) -> Text:
    sizes = frozenset(change.size for change in row.declared_by)
    is_close = bool(row.rest_within_rounding and row.declared_by and (row.net or row.untied))
    margin = within.change if row.within_rounding and row.change else within.rest if is_close else None
    why = why_not(row) if row.why_not_compared else None
    return _status_words(row.status, sizes, margin, why, row.followed_successor)


@cache
def _status_words(
    status: Status, sizes: Collection[Size], margin: Text | None, why_not: Text | None, is_renumbered: bool
) -> Text:
    words = [why_not or STATUSES[status]]
    if NOT_STATED in sizes:
        words.append(said("size of what is declared not stated"))
    if margin:
        words.append(margin)
    if is_renumbered:
        words.append(said("renumbered"))
    return joined(words) if len(words) > 1 else words[0]


def moved_sentences(result: DiffResult) -> Iterator[Text]:
    """For each line and basis with declared shifts: what they move, against what net changes alone would explain."""
    declared: dict[tuple[str, str], list[Decimal]] = {}
    for shift in result.shifts:
        if shift.size == "stated" and shift.from_year is not None and shift.amount is not None:
            declared.setdefault((shift.line, shift.basis), []).append(shift.amount)
    for _, line, basis, alone in result.explained_by_net_alone:
        if (line, basis) in declared:
            text = said(
                "{line} {basis}: the shifts that papers state take {amount} out of years; "
                "the net changes alone could explain at most {alone}.",
                line=line,
                basis=word(basis, "basis"),
                amount=exact_sum(declared[line, basis]),
                alone=alone,
            )
            yield noted(text, "moved", [line])
    yield from to_be_known(result.ledger, result.shifts)


def _elsewhere(result: DiffResult, cited: Sources) -> tuple[Block, ...]:
    columns = Columns[Elsewhere](
        (LINE, lambda mutation: line_name(result.ledger, mutation.line)),
        (BASIS, lambda mutation: word(mutation.basis, "basis")),
        (YEAR, lambda mutation: any_year(mutation.year)),
        (
            Column(said("Amount"), "change"),
            lambda mutation: SIZE_NOT_STATED if mutation.amount is None else mutation.amount,
        ),
        (KIND, lambda mutation: phrase(mutation.kind, "kind")),
        (LABEL, lambda mutation: mutation.label),
        (DECLARED_BY, lambda mutation: mutation.version),
        (SOURCE, lambda mutation: cited.citation(mutation.document)),
    )
    rows = columns.rows(result.declared_elsewhere)
    return (block(said("Declared elsewhere: in between, but not on the way"), columns.heads, rows),) if rows else ()
