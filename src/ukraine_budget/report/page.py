"""The page of `budget report`: the answer at every moment that changed it, and what changed between two of these."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from ukraine_budget.analysis.diff import DiffResult
from ukraine_budget.analysis.known import end_of
from ukraine_budget.analysis.moments import Moments
from ukraine_budget.analysis.outlook import OutlookResult
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.language import Text, Value, dated, joined, replaced, said
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report import changes, pagetables
from ukraine_budget.report.answers.diff import diff_answer
from ukraine_budget.report.answers.outlook import outlook_answer, outlook_subject
from ukraine_budget.report.caveats import Caveats, caveats
from ukraine_budget.report.display import Sources, sources
from ukraine_budget.report.facts import Fact, three_facts
from ukraine_budget.report.headings import measure
from ukraine_budget.report.names import has_support, name_of
from ukraine_budget.report.narrow import largest
from ukraine_budget.report.notes import note_texts
from ukraine_budget.report.outlook import outlook_since
from ukraine_budget.report.pagetables import SHOWN, FigureKey, YearsTable
from ukraine_budget.report.readings import papers_before, reading_blocks, reading_papers
from ukraine_budget.report.shifts import moved_block
from ukraine_budget.report.table import Answer, Block
from ukraine_budget.report.versions import newest_paper, version_named

ROOM = 4000
"""The most cells in the tables of the moments before the one that is asked for: of large tables fewer are there."""
FEW = 3
"""The changes that are shown at once."""


class Moment(NamedTuple):
    """What stands at a moment. `as_of` is its id, `name` what it is called, `date` what the figures rest on.

    `figures` are one by one what the tables show, each at its index in `rows`.
    """

    as_of: str
    name: Text
    date: Text
    question: Text
    answer: Answer
    outlook: OutlookResult
    facts: tuple[Fact, ...]
    caveats: tuple[Text, ...]
    tables: tuple[YearsTable, ...]
    figures: Block
    rows: tuple[FigureRow, ...]
    moved: tuple[Block, ...]
    notes: tuple[Text, ...]

    @property
    def indices(self) -> dict[FigureKey, int]:
        """The index of each figure of the tables in `rows`."""
        return {pagetables.key_of(row): n for n, row in enumerate(self.rows)}


class Change(NamedTuple):
    """What changed between two versions: the largest changes, and the whole."""

    old: str
    new: str
    answer: Answer
    diff: DiffResult
    caveats: tuple[Text, ...]
    first: Block
    whole: Block | None
    number: int


@dataclass(frozen=True)
class Page:
    """The moments of a ledger, oldest first, the last of them the one that was asked for; and the changes.

    `chosen` is the change that is shown first, by its two versions; `has_earlier` says that there are moments before.
    """

    ledger: Ledger
    moments: tuple[Moment, ...]
    changes: tuple[Change, ...]
    chosen: tuple[str, str] | None
    cited: Sources
    has_earlier: bool = False

    @property
    def asked(self) -> Moment:
        """The moment that was asked for."""
        return self.moments[-1]


def page(
    known_moments: Moments,
    diffs: Iterable[DiffResult],
    chosen: tuple[str, str] | None = None,
    top: int | None = None,
    year: int | None = None,
) -> Page:
    """The page of some moments and of what changed between them.

    The tables of the last moment have `top` rows at most, those of the others as many as are shown at once. The page
    asks for a gap in `year`, or in the first that has one.
    """
    last, ledger = known_moments.known[-1], known_moments.known[-1].ledger
    known = [(result, _caveats(result)) for result in known_moments.known]
    changed = [diff for diff in diffs if changes.changed_rows(diff)]
    cited = sources(ledger, _papers(known, changed))
    newest_first = (
        _moment(result, said_of, cited, top if result is last else SHOWN, year) for result, said_of in reversed(known)
    )
    moments = tuple(_fitting(newest_first))[::-1]
    is_cut = known_moments.has_earlier or len(moments) < len(known)
    return Page(
        ledger=ledger,
        moments=moments,
        changes=tuple(_change(diff, cited) for diff in changed),
        chosen=chosen,
        cited=cited,
        has_earlier=is_cut,
    )


def _fitting(moments: Iterator[Moment]) -> Iterator[Moment]:
    """The first moment, and those after it for whose tables there is room."""
    yield next(moments)
    room = ROOM
    for moment in moments:
        room -= sum(len(table.block.rows) * len(table.block.columns) for table in moment.tables)
        if room < 0:
            return
        yield moment


def _papers(known: Iterable[tuple[OutlookResult, Caveats]], diffs: Iterable[DiffResult]) -> Iterator[str]:
    """The papers that the page cites, first those of the moment asked for."""
    for result, said_of in reversed(list(known)):
        yield from (
            paper for row in result.rows if row.amount is not None for paper in pagetables.papers_of(result, row)
        )
        yield from said_of.documents
        yield from reading_papers(result.shifts)
        yield from papers_before(result.shifts)
    for diff in diffs:
        shown = largest(changes.changed_rows(diff), SHOWN)
        yield from (
            *changes.change_papers(shown),
            *papers_before(diff.shifts),
            *changes.change_caveats(diff, shown).documents,
        )


def _caveats(result: OutlookResult) -> Caveats:
    subject_row = outlook_subject(result)
    return caveats(result.ledger, subject_row, result.years, result.notes, as_of=result.as_of, shifts=result.shifts)


def _moment(result: OutlookResult, said_of: Caveats, cited: Sources, top: int | None, year: int | None) -> Moment:
    ledger = result.ledger
    tables = tuple(pagetables.years_tables(result, cited, top))
    rows = _shown(result, tables)
    moved = [moved_block(result.shifts, cited)] if result.shifts else []
    notes = (*outlook_since(result), *note_texts(ledger, result.notes))
    return Moment(
        as_of=result.as_of,
        name=_name(ledger, result.as_of),
        date=_rests_on(ledger, result.as_of),
        question=_question(result, year),
        answer=outlook_answer(result),
        outlook=result,
        facts=three_facts(result),
        caveats=said_of.texts(cited),
        tables=tables,
        figures=pagetables.figures_block(result, rows, cited),
        rows=rows,
        moved=(*moved, *reading_blocks(changes.unsized(result.shifts), cited)),
        notes=tuple(dict.fromkeys(_named(ledger, note.text) for note in notes)),
    )


def _named(ledger: Ledger, text: Text) -> Text:
    """A note with names of lines and versions instead of ids."""

    def name(value: Value) -> Value:
        if value in ledger.lines:
            return name_of(ledger.lines[str(value)])
        return name_of(ledger.versions[str(value)]) if value in ledger.versions else value

    return joined((replaced(text, name),))


def _shown(result: OutlookResult, tables: Iterable[YearsTable]) -> tuple[FigureRow, ...]:
    """The figures in the first rows of the tables, by line."""
    wanted = {
        key
        for table in tables
        for at, key in table.cells.items()
        if not table.ranked or at.row in set(islice(table.lines, SHOWN))
    }
    return tuple(row for row in result.rows if row.amount is not None and pagetables.key_of(row) in wanted)


def _name(ledger: Ledger, as_of: str) -> Text:
    """The name of a moment, to choose it by."""
    if as_of in ledger.versions:
        return version_named(ledger, as_of)
    return said("As known on {date}", date=dated(as_of)) if as_of else said("No version")


def _rests_on(ledger: Ledger, as_of: str) -> Text:
    """The newest paper behind a moment, and the unit of the tables."""
    newest, unit = newest_paper(ledger), measure(ledger)
    if end_of(ledger, as_of) or not newest:
        return said("As it stood at: {moment}. Tables in {measure}.", moment=_name(ledger, as_of), measure=unit)
    return said("Newest paper read: {date}. Tables in {measure}.", date=newest, measure=unit)


def _question(result: OutlookResult, year: int | None) -> Text:
    """The question that the page answers: only cash of support has gaps."""
    ledger = result.ledger
    if not has_support(ledger) or (result.rows and not any(ledger.funds[row.fund].support for row in result.rows)):
        return said("What falls most from one year to the next?")
    if year is None:
        year = min((gap.year for gap in result.gaps if gap.certain), default=None)
    return said("Is there a gap in {year}?", year=year) if year else said("Is there a gap ahead?")


def _change(diff: DiffResult, cited: Sources) -> Change:
    rows = changes.changed_rows(diff)
    shown = largest(rows, SHOWN)
    return Change(
        old=diff.old,
        new=diff.new,
        answer=diff_answer(diff),
        diff=diff,
        caveats=changes.change_caveats(diff, shown).texts(cited),
        first=changes.changes_block(diff, largest(rows, FEW), cited),
        whole=changes.changes_block(diff, shown, cited) if len(rows) > FEW else None,
        number=len(rows),
    )
