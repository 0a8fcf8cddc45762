"""Every revision of a line's figures, as a table: versions down and years across; on one screen, year by year."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from ukraine_budget.analysis.history import HistoryResult, HistoryRow
from ukraine_budget.analysis.notes import Overtaken
from ukraine_budget.analysis.rows import DECIDED
from ukraine_budget.language import NOTHING, Text, dated, joined, phrase, said
from ukraine_budget.model.amount import half_width
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import DECISION, Version
from ukraine_budget.report import narrow
from ukraine_budget.report.answers.figures import history_answer, history_subject
from ukraine_budget.report.caveats import caveats
from ukraine_budget.report.display import (
    AMOUNT,
    CARRIED,
    CHANGE,
    OVERTAKEN,
    SOURCE,
    VERSION,
    YEAR,
    Sources,
    change,
    head,
    qualified,
    sources,
    why_not,
)
from ukraine_budget.report.headings import heading_of, measured, rows_heading
from ukraine_budget.report.names import line_name, name_of
from ukraine_budget.report.notes import note_texts
from ukraine_budget.report.table import SPREAD, Block, Column, Records, Row, Table, block, noted
from ukraine_budget.report.values import Value

SPARKS = "▁▂▃▄▅▆▇█"
BAR = 20
"""The width of the longest bar."""
LEGEND = said("Change: from the figure before it.")
NO_LONGER = said("no longer stated")


def history_table(result: HistoryResult) -> Table:
    """A block per basis: a row per version, each figure with its change, and a bar or spark."""
    ledger = result.ledger
    cited = sources(ledger, [row.document for row in result.rows])
    return Table(
        "history",
        history_title(result),
        head(ledger, result.as_of) | {"line": result.line},
        Records.of(HistoryRow, result.rows),
        blocks=tuple(_blocks(result, cited)),
        notes=(*_legend(result.rows), *note_texts(ledger, result.notes)),
        sources=cited.lines,
        answer=history_answer(result),
    )


def _legend(rows: Sequence[HistoryRow]) -> Iterator[Text]:
    if not rows:
        yield noted(said("Nothing is stated."), "nothing-stated")
    elif any(row.change is not None for row in rows):
        yield noted(LEGEND, "legend")


def history_title(result: HistoryResult) -> Text:
    """Whose figures are shown, up to when, in what currency and unit."""
    return said(
        "{line} ({measure})", line=line_name(result.ledger, result.line), measure=measured(result.ledger, result.as_of)
    )


def _blocks(result: HistoryResult, cited: Sources) -> Iterator[Block]:
    versions = result.ledger.versions
    by_basis = sorted(result.rows, key=lambda row: result.ledger.bases.index(row.basis))
    for basis, rows in groupby(by_basis, key=lambda row: row.basis):
        cells = list(rows)
        years = sorted({row.year for row in cells})
        largest = max((abs(row.amount) for row in cells if row.amount is not None), default=Decimal(0))
        columns = (
            VERSION,
            Column(said("Date")),
            *(column for year in years for column in (Column(Text(year), "change"), CHANGE, SPREAD)),
            Column(said("Years") if len(years) > 1 else said("Size")),
            SOURCE,
        )
        by_version = {
            at: {row.year: (before, row) for before, row in own}
            for at, own in groupby(in_years(cells), key=lambda pair: pair[1].at_version)
        }
        lines = (_line(versions[at], own, years, largest, cited) for at, own in by_version.items())
        yield block(history_heading(result.ledger, basis, cells), columns, tuple(lines))


def history_heading(ledger: Ledger, basis: str, rows: Sequence[HistoryRow]) -> Text:
    """The heading of a basis; commitments may be decided, committed, or both."""
    decided = {DECISION in row.qualifier for row in rows if row.amount is not None}
    if len(decided) > 1:
        return said("Decided or committed")
    return rows_heading(ledger, DECIDED if decided == {True} else basis, (row.version for row in rows))


Revision = tuple[HistoryRow | None, HistoryRow]
"""A row of a year, after the one before it."""


def _line(at: Version, own: Mapping[int, Revision], years: Sequence[int], largest: Decimal, cited: Sources) -> Row:
    """A version, with the papers of what it states itself."""
    amounts = [own[year][1].amount if year in own else None for year in years]
    drawn = _bar(amounts[0], largest) if len(years) == 1 else "".join(_spark(amount, largest) for amount in amounts)
    cells = (cell for year in years for cell in (_cells(*own[year]) if year in own else (None, None, None)))
    papers = (row.document for _, row in own.values() if not row.carried)
    return Row((at.version, at.date, *cells, drawn, cited.marked(*papers)))


def _cells(before: HistoryRow | None, row: HistoryRow) -> tuple[Value, Value, Value]:
    revised = why_not(row) if is_not_compared(before, row) else change(row)
    return _stand(row), revised, half_width(row.change_low, row.change_high)


def _stand(row: HistoryRow) -> Value:
    """What stood at a version."""
    return qualified(row.amount, row.qualifier, *([CARRIED] if row.carried else [])) or NO_LONGER


def in_years(rows: Iterable[HistoryRow]) -> "Iterator[Revision]":
    """Each row of a basis with the one before it in its year."""
    before: dict[int, HistoryRow] = {}
    for row in rows:
        yield before.get(row.year), row
        before[row.year] = row


def is_not_compared(before: HistoryRow | None, row: HistoryRow) -> bool:
    """Whether a revised figure has no change: papers of different series, or decided against committed."""
    if before is None or before.amount is None or row.amount is None:
        return False
    return not row.comparable or (DECISION in before.qualifier) != (DECISION in row.qualifier)


def _bar(amount: Decimal | None, largest: Decimal) -> str:
    return "█" * round(abs(amount) / largest * BAR) if amount and largest else ""


def _spark(amount: Decimal | None, largest: Decimal) -> str:
    """One bar of a spark: blank where nothing stands, lowest for zero or less."""
    if amount is None:
        return " "
    return SPARKS[round(max(amount, Decimal(0)) / largest * (len(SPARKS) - 1))] if largest else SPARKS[0]


def history_brief(result: HistoryResult) -> Table:
    """The figures of each basis and year by version, without those that a version only left standing."""
    ledger = result.ledger
    rows = [row for row in result.rows if not row.carried]
    subject_row = history_subject(rows)
    years = {subject_row.year} if subject_row else ()
    said_of = caveats(ledger, subject_row, years, result.notes, as_of=result.as_of)
    cited = sources(ledger, [*(row.document for row in rows), *said_of.documents])
    name, measure = name_of(ledger.lines[result.line]), heading_of(ledger, rows, result.as_of)
    table = narrow.table((VERSION, AMOUNT, CHANGE), tuple(_rows(result, rows, cited)), YEAR.title, cited_at=1)
    return narrow.screen(
        history_answer(result),
        said("{line}: {measure}", line=name, measure=measure),
        [table] if rows else [],
        cited,
        caveats=said_of.texts(cited),
        more=narrow.with_full(len(result.notes), said("all columns")),
    )


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
            words: list[Text] = (
                [said("decided") if DECISION in row.qualifier else said("committed")] if is_mixed else []
            )
            if (row.line, row.basis, row.year, row.version) in contradicted:
                words.append(OVERTAKEN)
            year = NOTHING if before else Text(row.year)
            figure = narrow.amount(ledger, row.amount, row.qualifier, row.version, *words)
            cells = (year, _version(ledger, row.at_version), NO_LONGER if row.amount is None else figure)
            yield Row((*cells, _change(before, row), cited.marked(row.document)))


def _version(ledger: Ledger, version: str) -> Text:
    """A version by its name, with its date unless the name has it."""
    row = ledger.versions[version]
    name, date = name_of(row), dated(row.date, short=True)
    return name if not row.date or str(date) in str(name) or str(dated(row.date)) in str(name) else joined((name, date))


def _change(before: HistoryRow | None, row: HistoryRow) -> Value:
    """By how much a figure was revised, or why there is no change of it."""
    if is_not_compared(before, row):
        return why_not(row)
    if not row.change:
        return NOTHING if row.change is None else phrase("unchanged", "status")
    return narrow.change(row.change, row.change_low, row.change_high)
