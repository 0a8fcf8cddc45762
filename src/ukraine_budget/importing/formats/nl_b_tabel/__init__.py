"""The Dutch budget tables ("b-tabel"): a draft budget article by article, with seven years in columns.

What they state of whole articles is taken as it stands; what they state of parts of articles, as lines below these.
"""

from collections.abc import Collection, Mapping, Sequence
from hashlib import sha256

from ukraine_budget.importing.extract import Extract, ImportedFigures, RowCounts, Wanted, copied, nothing_yet
from ukraine_budget.importing.formats.nl_b_tabel.articles import Group, funds, groups
from ukraine_budget.importing.formats.nl_b_tabel.entries import UNIT, Entry, Table, entries
from ukraine_budget.importing.names import document, identifier, moment, settle_names
from ukraine_budget.importing.rejects import Loss, Refused, Scope, loss
from ukraine_budget.importing.settle import (
    Total,
    compare_totals,
    leave_out_larger_parts,
    mark_funds_without_a_total,
    settle_duplicates,
)
from ukraine_budget.importing.source import Source
from ukraine_budget.importing.units import Said
from ukraine_budget.language import said
from ukraine_budget.model.records import Fund, Line, Version

RECEIPT = "receipt"
LONGEST = 60
"""How long the end of an id may be that tells the parts of an article apart."""


class Lines:
    """The taking of what one file states, after those `before`. `totals` are printed, and only compared."""

    def __init__(self, table: Table, wanted: Wanted, paper: str, before: Extract) -> None:
        self.table, self.wanted, self.paper, self.before = table, wanted, paper, before
        self.funds, self.lines, self.versions = dict(before.funds), dict(before.lines), dict(before.versions)
        self.fund_names, self.line_names = copied(before.fund_names), copied(before.line_names)
        self.figures: list[ImportedFigures] = []
        self.losses: list[Loss] = []
        self.totals: list[Total] = []
        self.unwanted = 0

    def extract(self) -> Extract:
        """What was read before, and what this file says."""
        before, table = self.before, self.table
        counts = before.counts
        return before._replace(
            funds=self.funds,
            lines=self.lines,
            versions=self.versions,
            fund_names=self.fund_names,
            line_names=self.line_names,
            figures=[*before.figures, *self.figures],
            rejects=[*before.rejects, *table.rejects],
            losses=[*before.losses, *table.losses, *self.losses],
            counts=RowCounts(counts.read + table.read, counts.used, counts.unwanted + self.unwanted),
        )

    def take(self, groups: Sequence[Group]) -> None:
        """Take the rows of all articles, but for those of an article that is stated in two ways."""
        twice = {(group.fund, group.rows[0].article): both for group in groups if (both := group.contradiction)}
        for group in groups:
            if not self._wanted(group.rows[0]):
                self.unwanted += len(group.rows)
                continue
            try:
                self._check(group, twice.get((group.fund, group.rows[0].article)))
            except Refused as refused:
                for row in group.rows:
                    self.table.leave(row.row_number, refused)
                    self._lose(row, refused)
                continue
            if group.rows[0].article:
                self._take(group)
            else:
                self._total_of_chapter(group)

    def _lose(self, row: Entry, refused: Refused) -> None:
        """Count the amounts of a row that is left out as lost."""
        for year, (amount, _) in row.amounts.items() if not refused.expected else ():
            if self.wanted.includes_year(year):
                self.losses += loss(refused.reason, Scope(basis=row.basis, year=year), amount)

    def _wanted(self, row: Entry) -> bool:
        return self.wanted.includes(row.code, row.article)

    def _check(self, group: Group, twice: tuple[Entry, Entry] | None) -> None:
        row = group.rows[0]
        if row.basis == RECEIPT and not self.wanted.receipts:
            raise Refused("receipts", expected=True)
        if twice:
            rows = " and ".join(str(row.row_number) for row in twice)
            raise Refused(
                "conflicting-totals", said("the total of the article stands in rows {rows}, and not alike", rows=rows)
            )

    def _take(self, group: Group) -> None:
        article = self._article(group)
        for row in group.totals:
            self._figures(row, article)
        lines = self._parts(group, article)
        for row in group.subtotals:
            self.table.leave(row.row_number, Refused("subtotal", expected=True))
            self._compare(row, [lines[part.entry] for part in group.parts if _within(part.entry, row)], article)

    def _parts(self, group: Group, article: str) -> Mapping[Entry, str]:
        """The lines of the parts of an article, by their rows."""
        lines: dict[Entry, str] = {}
        for part in group.parts:
            end = identifier(*part.labels)
            if len(end) > LONGEST:
                end = f"{end[:LONGEST].rstrip('-.')}-{sha256(end.encode()).hexdigest()[:8]}"
            parent = lines[part.above] if part.above else article
            line = self._line(f"{article}-{end}", group.fund, parent, part.entry, " / ".join(part.labels))
            lines[part.entry] = line
            self._figures(part.entry, line)
        return lines

    def _article(self, group: Group) -> str:
        """The line of an article; receipts have one of their own."""
        row, fund = group.rows[0], group.fund
        self.funds.setdefault(fund, Fund(fund, row.chapter, row.chapter, support=False))
        self.fund_names.setdefault(fund, {}).setdefault(row.year, row.chapter)
        receipts = row.basis == RECEIPT
        name = f"{row.article_name}: ontvangsten" if receipts else row.article_name
        id = f"{fund}-art{identifier(row.article)}"
        return self._line(f"{id}-receipts" if receipts else id, fund, "", row, name)

    def _line(self, id: str, fund: str, parent: str, row: Entry, name: str) -> str:
        self.lines.setdefault(id, Line(id, fund, parent, row.code, row.article, name, name))
        self.line_names.setdefault(id, {}).setdefault(row.year, name)
        return id

    def _version(self, year: int) -> str:
        """The version of the draft budget of a year, which is before parliament from September of the year before."""
        id, before = (identifier(self.wanted.version, f"owb-{number}") for number in (year, year - 1))
        if id not in self.versions:
            self.versions[id] = Version(
                id,
                moment(f"{year - 1}-09"),
                "",
                "proposed",
                "partial" if self.wanted.articles else "full",
                f"Draft budget {year}",
                f"Ontwerpbegroting {year}",
                self.paper,
                before,
            )
        return id

    def _figures(self, row: Entry, line: str) -> None:
        figures = [self._figure(row, line, year) for year in row.amounts if self.wanted.includes_year(year)]
        self.figures += figures
        if row.amounts and not figures:
            self.unwanted += 1
        elif not figures and self.table.is_silent(row.row_number):
            self.table.leave(row.row_number, Refused("nothing-stated", expected=True))

    def _figure(self, row: Entry, line: str, year: int) -> ImportedFigures:
        text, column = row.amounts[year]
        where = (self.paper, (row.row_number,), (column,))
        return ImportedFigures(self._version(row.year), line, row.basis, (year,), (text,), "1", "", *where)

    def _compare(self, row: Entry, lines: Collection[str], name: str) -> None:
        """Remember a printed total, to be set beside the sum of some lines."""
        called = " / ".join((name, *filter(None, row.labels)))
        for year in row.amounts:
            figure = self._figure(row, called, year)
            self.totals.append(Total(called, figure, [(figure.version, line, year, row.basis) for line in lines]))

    def _total_of_chapter(self, group: Group) -> None:
        for row in group.rows:
            self.table.leave(row.row_number, Refused("total-of-chapter", expected=True))
            tops = [line.line for line in self.lines.values() if line.fund == group.fund and not line.parent]
            self._compare(row, tops, group.fund)


def _within(part: Entry, total: Entry) -> bool:
    """Whether a part has all the labels that a subtotal has, and its number."""
    said = [(one, other) for one, other in zip(total.labels, part.labels, strict=True) if one]
    return bool(said) and part.number == total.number and all(one == other for one, other in said)


NAME = "nl-b-tabel"


def read(sources: Sequence[Source], wanted: Wanted) -> Extract:
    """The figures of some budget tables: V as commitments, U as cash; O, receipts, where wanted."""
    extract = nothing_yet("EUR", UNIT, "Dutch budget tables")
    totals: list[Total] = []
    units: dict[str, Said] = {}
    for source in sources:
        extract, printed = _read(Table(source, wanted, units), wanted, extract)
        totals += printed
    extract = settle_names(leave_out_larger_parts(settle_duplicates(extract, "repeat")))
    return compare_totals(mark_funds_without_a_total(extract), totals)


def _read(table: Table, wanted: Wanted, before: Extract) -> tuple[Extract, Sequence[Total]]:
    """What was read before and what a table says, with the totals that it prints."""
    rows = entries(table)
    paper = document(table.source, NAME, wanted.date)
    lines = Lines(table, wanted, paper.document, before)
    lines.take(sorted(groups(rows, funds(rows)), key=lambda group: not group.rows[0].article))
    extract = lines.extract()
    if table.rounded:
        extract = extract.noting(
            said(
                "{file}: rounded to whole thousands, since they were computed and never rounded: {n} of the amounts.",
                file=table.source.name,
                n=table.rounded,
            )
        )
    return extract._replace(documents={**before.documents, paper.document: paper}), lines.totals
