"""The Dutch budget tables ("b-tabel"): a draft budget by article, with seven years in columns.

Amounts of whole articles become lines, amounts of parts of articles lines below these. `layout.py` finds the columns,
`entries.py` reads the rows, `articles.py` groups them, and `lines.py` makes lines and figures.
"""

from collections.abc import Sequence

from ukraine_budget.importing.extract import Extract, RowCounts, Wanted, copied, nothing_yet
from ukraine_budget.importing.formats.nl_b_tabel.articles import funds, groups
from ukraine_budget.importing.formats.nl_b_tabel.entries import UNIT, Entries, entries
from ukraine_budget.importing.formats.nl_b_tabel.lines import Draft, Taken, take_article, take_chapter
from ukraine_budget.importing.names import document, identifier, moment, settle_names
from ukraine_budget.importing.settle import (
    Total,
    compare_totals,
    leave_out_larger_parts,
    mark_funds_without_a_total,
    settle_duplicates,
)
from ukraine_budget.importing.source import Source
from ukraine_budget.importing.units import FirstUnits
from ukraine_budget.language import said
from ukraine_budget.model.records import Document, Version

NAME = "nl-b-tabel"


def read(sources: Sequence[Source], wanted: Wanted) -> Extract:
    """Read budget tables: V as commitments, U as cash; O, receipts, if wanted."""
    extract = nothing_yet("EUR", UNIT, "Dutch budget tables")
    totals: list[Total] = []
    units: FirstUnits = {}
    for source in sources:
        table = entries(source, wanted, units)
        extract, printed = _read(source, table, wanted, extract)
        units, totals = table.units, [*totals, *printed]
    extract = settle_names(leave_out_larger_parts(settle_duplicates(extract, "repeat")))
    return compare_totals(mark_funds_without_a_total(extract), totals)


def _read(source: Source, table: Entries, wanted: Wanted, before: Extract) -> tuple[Extract, Sequence[Total]]:
    """Add the entries of a file to an extract, and return it with the totals that the file prints."""
    paper = document(source, NAME, wanted.date)
    version = _version(table.year, paper, wanted)
    draft = Draft(source, paper.document, version.version, wanted)
    every = [*groups(table.entries, funds(table.entries))]
    twice = {(group.fund, group.rows[0].article): both for group in every if (both := group.contradiction)}
    articles = [
        take_article(draft, group, twice.get((group.fund, article)))
        for group in every
        if (article := group.rows[0].article)
    ]
    extract = _with_rows(_with_table(before, table, paper, version), articles, table.year)
    chapters = [
        take_chapter(draft, group, twice.get((group.fund, "")), extract.lines.values())
        for group in every
        if not group.rows[0].article
    ]
    extract = _with_rows(extract, chapters, table.year)
    if table.rounded:
        extract = extract.noting(
            said(
                "{file}: rounded to whole thousands, since they were computed and never rounded: {n} of the amounts.",
                file=source.name,
                n=table.rounded,
            )
        )
    return extract, [total for one in (*articles, *chapters) for total in one.totals]


def _version(year: int, paper: Document, wanted: Wanted) -> Version:
    """The version of a draft budget, which is before parliament from September of the year before."""
    id, before = (identifier(wanted.version, f"owb-{number}") for number in (year, year - 1))
    return Version(
        id,
        moment(f"{year - 1}-09"),
        "",
        "proposed",
        "partial" if wanted.articles else "full",
        f"Draft budget {year}",
        f"Ontwerpbegroting {year}",
        paper.document,
        before,
    )


def _with_table(extract: Extract, table: Entries, paper: Document, version: Version) -> Extract:
    """Add a file's paper, its version if new, and the rows that it leaves out."""
    counts = extract.counts
    return extract._replace(
        versions={**extract.versions, version.version: extract.versions.get(version.version, version)},
        documents={**extract.documents, paper.document: paper},
        rejects=[*extract.rejects, *(one.reject for one in table.refusals)],
        losses=[*extract.losses, *(lost for one in table.refusals for lost in one.losses)],
        counts=counts._replace(read=counts.read + table.read),
    )


def _with_rows(extract: Extract, taken: Sequence[Taken], year: int) -> Extract:
    """Add what groups of rows contribute; lines, funds and names of an earlier row or file stay."""
    funds, fund_names = dict(extract.funds), copied(extract.fund_names)
    lines, line_names = dict(extract.lines), copied(extract.line_names)
    for one in taken:
        for fund in one.funds:
            funds.setdefault(fund.fund, fund)
            fund_names.setdefault(fund.fund, {}).setdefault(year, fund.name)
        for line in one.lines:
            lines.setdefault(line.line, line)
            line_names.setdefault(line.line, {}).setdefault(year, line.name)
    read, used, unwanted = extract.counts
    return extract._replace(
        funds=funds,
        lines=lines,
        fund_names=fund_names,
        line_names=line_names,
        figures=[*extract.figures, *(figure for one in taken for figure in one.figures)],
        rejects=[*extract.rejects, *(reject for one in taken for reject in one.rejects)],
        losses=[*extract.losses, *(lost for one in taken for lost in one.losses)],
        counts=RowCounts(read, used, unwanted + sum(one.unwanted for one in taken)),
    )
