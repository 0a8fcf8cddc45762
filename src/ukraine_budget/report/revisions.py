"""The histories of many lines as one sheet: versions down, years across, each revision with its change."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from ukraine_budget.analysis.history import HistoryResult, HistoryRow
from ukraine_budget.language import Text, joined, said, word
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.display import Sources, head, line_name, measure, moment, sources
from ukraine_budget.report.history import revision, stand
from ukraine_budget.report.live import live, stacked
from ukraine_budget.report.notes import note_texts
from ukraine_budget.report.table import Block, Column, Formula, Place, Records, Row, Table

FIRST = 2
"""The column of the first year."""


def history_sheet(ledger: Ledger, as_of: str, results: Sequence[HistoryResult]) -> Table:
    """A section per line and basis: what stood at each version, stated or carried, and below it what changed."""
    found = [row for result in results for row in result.rows]
    years = sorted({row.year for row in found})
    cited = sources(ledger, (row.document for row in found))
    columns = (
        *(Column(said("Version")), Column(said("Date"))),
        *(Column(Text(year), "change") for year in years),
        Column(said("Source")),
    )
    sections = (_section(ledger, columns, rows, years, cited) for result in results for rows in _by_basis(result))
    notes = dict.fromkeys(note for result in results for note in result.notes)
    return Table(
        "history/1",
        said("Every revision of each line, up to {moment} ({measure})", moment=moment(as_of), measure=measure(ledger)),
        head(ledger, as_of),
        Records(HistoryRow._fields, found, HistoryRow),
        blocks=stacked(columns, sections),
        notes=tuple(note_texts(ledger, notes)) if found else (said("Nothing is stated."),),
        sources=cited.lines,
    )


def _by_basis(result: HistoryResult) -> Iterator[list[HistoryRow]]:
    bases = dict.fromkeys(row.basis for row in result.rows)
    return ([row for row in result.rows if row.basis == basis] for basis in bases)


def _section(
    ledger: Ledger, columns: Sequence[Column], found: Sequence[HistoryRow], years: Sequence[int], cited: Sources
) -> Block:
    rows: list[Row] = []
    formulas: list[Formula] = []
    before = 0
    for version, cells in groupby(found, key=lambda row: row.at_version):
        own = {row.year: row for row in cells}
        at = len(rows)
        rows.append(_stand(ledger, version, own, years, cited))
        if any(row.change is not None for row in own.values()):
            rows.append(_revision(own, years))
            formulas += (
                Formula(Place(at + 1, column), (Place(at, column),), (Place(before, column),))
                for column in range(FIRST, FIRST + len(years))
            )
        before = at
    title = joined((line_name(ledger, found[0].line), word(found[0].basis, "basis")), ": ")
    return live(title, columns, rows, formulas)


def _stand(ledger: Ledger, version: str, own: Mapping[int, HistoryRow], years: Sequence[int], cited: Sources) -> Row:
    amounts = (stand(own[year]) if year in own else "" for year in years)
    stated = (row for row in own.values() if row.amount is not None and not row.carried)
    places = dict.fromkeys(cited.place(row.document, row.locator) for row in stated)
    return Row((version, ledger.versions[version].date, *amounts, ", ".join(filter(None, places))))


def _revision(own: Mapping[int, HistoryRow], years: Sequence[int]) -> Row:
    return Row((said("change"), "", *(revision(own[year]) if year in own else None for year in years), ""), "line", 1)
