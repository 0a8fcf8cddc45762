"""How the figures of a line were revised, on one screen: each year's figures by date, with the change of each."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from ukraine_budget.analysis.history import HistoryResult, HistoryRow
from ukraine_budget.analysis.notes import Overtaken
from ukraine_budget.language import NOTHING, Text, dated, joined, phrase, said
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import DECISION
from ukraine_budget.report.answers.figures import history_answer, history_subject
from ukraine_budget.report.brief.caveats import caveats, losses
from ukraine_budget.report.brief.cells import amount, change, heading_of, narrow, papers, with_full
from ukraine_budget.report.display import OVERTAKEN, Sources, sources, why_not
from ukraine_budget.report.history import CHANGE, NO_LONGER, history_heading, in_years, is_not_compared
from ukraine_budget.report.names import name_of
from ukraine_budget.report.table import Block, Column, Row, Table, Value, brief


def history_brief(result: HistoryResult) -> Table:
    """The figures of each basis and year in the order of their versions, without those that a version left standing."""
    ledger = result.ledger
    rows = [row for row in result.rows if not row.carried]
    about = history_subject(rows)
    years = {about.year} if about else ()
    said_of = caveats(ledger, about, years, *losses(ledger, result.notes), as_of=result.as_of)
    cited = sources(ledger, [*(row.document for row in rows), *said_of.documents])
    name, measure = name_of(ledger.lines[result.line]), heading_of(ledger, rows, result.as_of)
    return brief(
        history_answer(result),
        said("{line}: {measure}", line=name, measure=measure),
        (_block(result, rows, cited),) if rows else (),
        said_of.texts(cited),
        (*papers(ledger, cited), with_full(len(result.notes), said("all columns"))),
    )


def _block(result: HistoryResult, rows: Sequence[HistoryRow], cited: Sources) -> Block:
    columns = (Column(said("Version")), Column(said("Amount"), "amount"), CHANGE)
    return narrow(columns, tuple(_rows(result, rows, cited)), said("Year"), cited_at=1)


def _rows(result: HistoryResult, rows: Sequence[HistoryRow], cited: Sources) -> Iterator[Row]:
    """Headings, each alone; under each the years in order, and of a year its figures with what came before each."""
    ledger = result.ledger
    contradicted = {(*note.cell, note.version) for note in result.notes if isinstance(note, Overtaken)}
    in_order = sorted(rows, key=lambda row: (ledger.bases.index(row.basis), row.year))
    for basis, group in groupby(in_order, key=lambda row: row.basis):
        own = list(group)
        is_mixed = len({DECISION in row.qualifier for row in own if row.amount is not None}) > 1
        yield Row((history_heading(ledger, basis, own),), "heading")
        for before, row in in_years(own):
            words = _words(row, is_mixed=is_mixed)
            if (row.line, row.basis, row.year, row.version) in contradicted:
                words = (*words, OVERTAKEN)
            year = NOTHING if before else Text(row.year)
            cells = (year, _version(ledger, row.at_version), _figure(ledger, row, words), _change(before, row))
            yield Row((*cells, cited.marked(row.document)))


def _words(row: HistoryRow, *, is_mixed: bool) -> tuple[Text, ...]:
    """Under a heading of both: whether a figure is decided or committed."""
    if not is_mixed:
        return ()
    return (said("decided") if DECISION in row.qualifier else said("committed"),)


def _version(ledger: Ledger, version: str) -> Text:
    """A version by its name and its date, unless the name says that."""
    row = ledger.versions[version]
    name, date = name_of(row), dated(row.date, short=True)
    return name if not row.date or str(date) in str(name) or str(dated(row.date)) in str(name) else joined((name, date))


def _figure(ledger: Ledger, row: HistoryRow, words: Sequence[Text]) -> Value:
    if row.amount is None:
        return NO_LONGER
    return amount(ledger, row.amount, row.qualifier, row.version, *words)


def _change(before: HistoryRow | None, row: HistoryRow) -> Value:
    """By how much a figure was revised, or why there is no change of it."""
    if is_not_compared(before, row):
        return why_not(row)
    if row.change is None:
        return NOTHING
    return change(row.change, row.change_low, row.change_high) if row.change else phrase("unchanged", "status")
