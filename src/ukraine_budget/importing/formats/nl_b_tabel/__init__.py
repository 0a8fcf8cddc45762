"""The Dutch budget tables ("b-tabel"): a draft budget article by article, with seven years in columns.

What they state of whole articles is taken as it stands; what they state of parts of articles, as lines below these.
"""

from collections.abc import Sequence

from ukraine_budget.importing.duplicates import settle_duplicates
from ukraine_budget.importing.extract import Extract, Wanted, document, nothing_yet
from ukraine_budget.importing.families import (
    Total,
    compare_totals,
    leave_out_larger_parts,
    mark_funds_without_a_total,
)
from ukraine_budget.importing.formats.nl_b_tabel.articles import funds, groups
from ukraine_budget.importing.formats.nl_b_tabel.entries import UNIT, Table, entries
from ukraine_budget.importing.formats.nl_b_tabel.lines import Lines
from ukraine_budget.importing.names import settle_names
from ukraine_budget.importing.source import Source
from ukraine_budget.importing.units import Said

NAME = "nl-b-tabel"
KNOWN = ("conflicting-figures", "conflicting-totals", "larger-than-whole", "lost-label", "shifted")
"""Faults that the published tables have, of which nobody but the ministry knows what was meant."""


def read(sources: Sequence[Source], wanted: Wanted) -> Extract:
    """The figures of some budget tables: V as commitments, U as cash; O, receipts, where wanted."""
    extract = nothing_yet("EUR", UNIT, "Dutch budget tables")._replace(known_faults=KNOWN)
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
    return extract._replace(documents={**before.documents, paper.document: paper}), lines.totals
