"""Lines and figures from the rows of a budget table: of an article, its parts, and the total of a chapter."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from ukraine_budget.importing.extract import ImportedFigures, Wanted
from ukraine_budget.importing.formats.nl_b_tabel.articles import Group
from ukraine_budget.importing.formats.nl_b_tabel.entries import Entry
from ukraine_budget.importing.names import identifier
from ukraine_budget.importing.rejects import Loss, Refused, Scope, left_out, loss
from ukraine_budget.importing.settle import Total
from ukraine_budget.importing.source import Source
from ukraine_budget.language import said
from ukraine_budget.model.records import Fund, Line
from ukraine_budget.report.importresult import LeftOut

RECEIPT = "receipt"
LONGEST = 60
"""The longest suffix of an id that identifies a part of an article."""


class Draft(NamedTuple):
    """A draft budget: its file, the ids of its paper and version, and the options of the import."""

    source: Source
    paper: str
    version: str
    wanted: Wanted


class Taken(NamedTuple):
    """Contribution of some rows to an extract; `totals` are printed, and only compared."""

    funds: Sequence[Fund] = ()
    lines: Sequence[Line] = ()
    figures: Sequence[ImportedFigures] = ()
    totals: Sequence[Total] = ()
    rejects: Sequence[LeftOut] = ()
    losses: Sequence[Loss] = ()
    unwanted: int = 0


def take_article(draft: Draft, group: Group, twice: tuple[Entry, Entry] | None) -> Taken:
    """Take the rows of an article; none outside the selection, or if `twice` are two different totals."""
    return _outside(draft, group) or _refused(draft, group, twice) or _article(draft, group)


def take_chapter(draft: Draft, group: Group, twice: tuple[Entry, Entry] | None, lines: Iterable[Line]) -> Taken:
    """Compare the printed total of a chapter with the sum of its top-level lines; none outside the selection."""
    return _outside(draft, group) or _refused(draft, group, twice) or _chapter(draft, group, lines)


def _outside(draft: Draft, group: Group) -> Taken | None:
    row = group.rows[0]
    return None if draft.wanted.includes(row.code, row.article) else Taken(unwanted=len(group.rows))


def _refused(draft: Draft, group: Group, twice: tuple[Entry, Entry] | None) -> Taken | None:
    """Leave out receipts that are not wanted, and rows of an article with two different totals."""
    if group.rows[0].basis == RECEIPT and not draft.wanted.receipts:
        return Taken(rejects=_rejects(draft, group.rows, Refused("receipts", expected=True)))
    if not twice:
        return None
    rows = " and ".join(str(row.row_number) for row in twice)
    message = said("the total of the article stands in rows {rows}, and not alike", rows=rows)
    refused = Refused("conflicting-totals", message)
    losses = [lost for row in group.rows for lost in _lost(draft, row, refused.reason)]
    return Taken(rejects=_rejects(draft, group.rows, refused), losses=losses)


def _rejects(draft: Draft, rows: Iterable[Entry], refused: Refused) -> list[LeftOut]:
    return [left_out(draft.source, row.row_number, refused) for row in rows]


def _lost(draft: Draft, row: Entry, reason: str) -> Iterator[Loss]:
    for year, (amount, _) in row.amounts.items():
        if draft.wanted.includes_year(year):
            yield from loss(reason, Scope(basis=row.basis, year=year), amount)


def _article(draft: Draft, group: Group) -> Taken:
    """Take totals and parts of an article as lines, and compare its subtotals."""
    article = _article_line(group)
    parts = _part_lines(group, article)
    stated = [(row, article.line) for row in group.totals] + [(row, line.line) for row, line in parts.items()]
    figures = [(row, _figures(draft, row, line)) for row, line in stated]
    silent = [row for row, _ in stated if not row.amounts and not row.has_rejects]
    return Taken(
        [Fund(group.fund, group.rows[0].chapter, group.rows[0].chapter, support=False)],
        [article, *parts.values()],
        [figure for _, own in figures for figure in own],
        [
            total
            for row in group.subtotals
            for total in _totals(draft, row, article.line, [parts[part] for part in parts if _within(part, row)])
        ],
        [
            *_rejects(draft, silent, Refused("nothing-stated", expected=True)),
            *_rejects(draft, group.subtotals, Refused("subtotal", expected=True)),
        ],
        unwanted=sum(bool(row.amounts) and not own for row, own in figures),
    )


def _article_line(group: Group) -> Line:
    """The line of an article; receipts have one of their own."""
    row, id = group.rows[0], f"{group.fund}-art{identifier(group.rows[0].article)}"
    if row.basis != RECEIPT:
        return Line(id, group.fund, "", row.code, row.article, row.article_name, row.article_name)
    name = f"{row.article_name}: ontvangsten"
    return Line(f"{id}-receipts", group.fund, "", row.code, row.article, name, name)


def _part_lines(group: Group, article: Line) -> Mapping[Entry, Line]:
    """The lines of the parts of an article, by row."""
    lines: dict[Entry, Line] = {}
    for part in group.parts:
        row, name, suffix = part.entry, " / ".join(part.labels), identifier(*part.labels)
        if len(suffix) > LONGEST:
            suffix = f"{suffix[:LONGEST].rstrip('-.')}-{sha256(suffix.encode()).hexdigest()[:8]}"
        parent = lines[part.parent] if part.parent else article
        id = f"{article.line}-{suffix}"
        lines[row] = Line(id, group.fund, parent.line, row.code, row.article, name, name)
    return lines


def _within(part: Entry, total: Entry) -> bool:
    """Whether a part has the number and all labels of a subtotal."""
    said = [(one, other) for one, other in zip(total.labels, part.labels, strict=True) if one]
    return bool(said) and part.number == total.number and all(one == other for one, other in said)


def _chapter(draft: Draft, group: Group, lines: Iterable[Line]) -> Taken:
    tops = [line for line in lines if line.fund == group.fund and not line.parent]
    totals = [total for row in group.rows for total in _totals(draft, row, group.fund, tops)]
    return Taken(totals=totals, rejects=_rejects(draft, group.rows, Refused("total-of-chapter", expected=True)))


def _figures(draft: Draft, row: Entry, line: str) -> list[ImportedFigures]:
    return [_figure(draft, row, line, year) for year in row.amounts if draft.wanted.includes_year(year)]


def _figure(draft: Draft, row: Entry, line: str, year: int) -> ImportedFigures:
    text, column = row.amounts[year]
    where = (draft.paper, (row.row_number,), (column,))
    return ImportedFigures(draft.version, line, row.basis, (year,), (text,), "1", "", *where)


def _totals(draft: Draft, row: Entry, name: str, lines: Sequence[Line]) -> Iterator[Total]:
    """The totals in a row, by year, with the cells of the lines that they add up."""
    called = " / ".join((name, *filter(None, row.labels)))
    for year in row.amounts:
        cells = [(draft.version, line.line, year, row.basis) for line in lines]
        yield Total(called, _figure(draft, row, called, year), cells)
