"""What changed between two versions or ledgers, as a table."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain, groupby

from ukraine_budget.analysis.diff import DiffResult, Elsewhere, NetAlone
from ukraine_budget.analysis.diffrows import DiffRow
from ukraine_budget.language import Text, phrase, said, word
from ukraine_budget.model.amount import exact_sum
from ukraine_budget.model.records import Year
from ukraine_budget.report.answers.answer import side_name
from ukraine_budget.report.answers.changes import diff_answer
from ukraine_budget.report.diffrows import CELLS, NET, REST, Margin, diff_row, headed, margin, rest
from ukraine_budget.report.display import (
    NOT_STATED,
    SIZE_NOT_STATED,
    Sources,
    head,
    qualified,
    sources,
)
from ukraine_budget.report.names import any_year, fund_title, line_name, measure
from ukraine_budget.report.notes import note_texts
from ukraine_budget.report.readings import reading_papers
from ukraine_budget.report.shifts import shift_block, shift_records, to_be_known
from ukraine_budget.report.table import Block, Column, Qualified, Records, Row, Table, block, noted

ELSEWHERE = (
    Column(said("Line")),
    Column(said("Basis")),
    Column(said("Year")),
    Column(said("Amount"), "change"),
    Column(said("Kind")),
    Column(said("Label")),
    Column(said("Declared by")),
    Column(said("Source")),
)
Part = Callable[[DiffRow], Decimal | None]
PARTS: tuple[tuple[Text, Part], ...] = (
    (said("Moved between years, inferred"), lambda row: row.moved),
    (NET, lambda row: None if row.declared is None else row.net),
    (REST, lambda row: rest(row) if row.declared is None else None),
    (said("Untied: what the paper prints does not add up"), lambda row: row.untied),
)
"""What a change is made of beside what is declared, each where it is something."""


def diff_table(result: DiffResult) -> Table:
    """A block per fund; what papers declare, as they print it; the shifts; what was declared elsewhere; notes."""
    cited = diff_sources(result, *(mutation.document for mutation in result.declared_elsewhere))
    blocks = (
        *_funds(result, cited),
        *_declared(result),
        *shift_block(result.ledger, said("Moved between years"), result.shifts, cited),
        *_elsewhere(result, cited),
    )
    return replace(diff_records(result), blocks=blocks, sources=cited.lines)


def diff_records(result: DiffResult) -> Table:
    """The same without blocks, which machines do not read."""
    return Table(
        "diff/2",
        diff_title(result),
        head(result.ledger, result.new) | {"old": result.old, "new": result.new},
        Records(DiffRow._fields, result.rows, DiffRow),
        {
            "shifts": shift_records(result.shifts),
            "explained_by_net_alone": Records(NetAlone._fields, result.explained_by_net_alone, NetAlone),
            "declared_elsewhere": Records(Elsewhere._fields, result.declared_elsewhere, Elsewhere),
        },
        notes=(*moved_sentences(result), *note_texts(result.ledger, result.notes)),
        answer=diff_answer(result),
    )


def diff_title(result: DiffResult) -> Text:
    """From what to what, in what currency and unit, and whether there is nothing to see."""
    ledger = result.ledger
    old, new = side_name(ledger, result.old), side_name(ledger, result.new)
    title = said("From {old} to {new} ({measure})", old=old, new=new, measure=measure(ledger))
    if not result.rows:
        return said("{title}: nothing is restated with another amount", title=title)
    return title if result.differs else said("{title}: no change beyond rounding or tolerance", title=title)


def diff_sources(result: DiffResult, *others: str) -> Sources:
    """The papers of the figures on both sides, of what is declared to have moved, and others that are shown beside."""
    papers = dict.fromkeys((row.old_document, row.new_document) for row in result.rows)
    return sources(result.ledger, [*chain.from_iterable(papers), *reading_papers(result.shifts), *others])


def _funds(result: DiffResult, cited: Sources) -> Iterator[Block]:
    for fund, rows in groupby(result.rows, key=lambda row: row.fund):
        yield block(fund_title(result.ledger, fund), CELLS, tuple(_cells(result, rows, cited)))


def _cells(result: DiffResult, rows: Iterator[DiffRow], cited: Sources) -> Iterator[Row]:
    shown = diff_row(result, cited)
    for heading, own in headed(result.ledger, rows):
        yield Row((heading,), "heading")
        yield from map(shown, own)


def _declared(result: DiffResult) -> Iterator[Block]:
    """For each line and basis with declared changes: the old stand, every row and the new stand, years across."""
    lines = (row for row in result.rows if row.row_type == "line")
    order: dict[tuple[str, str], int] = {}
    for place, mutation in enumerate(result.ledger.mutations):
        order.setdefault((mutation.kind, mutation.label), place)
    for (line, basis), cells in groupby(lines, key=lambda row: (row.line, row.basis)):
        years = {row.year: row for row in cells}
        if any(row.declared_by for row in years.values()):
            name = line_name(result.ledger, line)
            title = said("{line}, {basis}: from the old version to the new", line=name, basis=word(basis, "basis"))
            columns = (
                Column(said("Kind")),
                Column(said("Label")),
                *(Column(any_year(year), "change") for year in years),
            )
            yield block(title, columns, tuple(_bridge(years, order, margin(result))))


def _bridge(years: Mapping[Year, DiffRow], order: Mapping[tuple[str, str], int], within: Margin) -> Iterator[Row]:
    rows = list(years.values())
    yield Row(("", said("Old version"), *(_stand(row.old, row.old_qualifier) for row in rows)), "total")
    labels = {(change.kind, change.label) for row in rows for change in row.declared_by}
    for kind, label in sorted(labels, key=order.__getitem__):
        yield Row((phrase(kind, "kind"), label, *(_named(row, kind, label) for row in rows)))
    for name, part in PARTS:
        parts = [(row, amount) for row in rows if (amount := part(row))]
        if parts:
            close = all(row.rest_within_rounding for row, _ in parts)
            called = said("{part} ({margin})", part=name, margin=within.change) if close else name
            yield Row(("", called, *(_part(row, part(row)) for row in rows)))
    yield Row(("", said("New version"), *(_stand(row.new, row.new_qualifier) for row in rows)), "total")


def _part(row: DiffRow, amount: Decimal | None) -> Qualified | None:
    """A part of a change; blank where it is nothing."""
    return qualified(amount or None, (), kind="change")


def _stand(amount: Decimal | None, words: Sequence[str]) -> Qualified | Text:
    return qualified(amount, words) or NOT_STATED


def _named(row: DiffRow, kind: str, label: str) -> Qualified | Text | None:
    """What is declared of a cell under a label; blank where nothing is."""
    changes = [change for change in row.declared_by if (change.kind, change.label) == (kind, label)]
    sized = [change.amount for change in changes if change.amount is not None]
    if not sized:
        return SIZE_NOT_STATED if changes else None
    return qualified(exact_sum(sized), (), kind="change")


def moved_sentences(result: DiffResult) -> Iterator[Text]:
    """For each line and basis with declared shifts: what they move, and what the net changes alone would tell."""
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
    rows: Sequence[Row] = tuple(
        Row(
            (
                line_name(result.ledger, mutation.line),
                word(mutation.basis, "basis"),
                any_year(mutation.year),
                SIZE_NOT_STATED if mutation.amount is None else mutation.amount,
                phrase(mutation.kind, "kind"),
                mutation.label,
                mutation.version,
                cited.place(mutation.document),
            )
        )
        for mutation in result.declared_elsewhere
    )
    return (block(said("Declared elsewhere: in between, but not on the way"), ELSEWHERE, rows),) if rows else ()
