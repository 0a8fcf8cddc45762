"""The Dutch budget tables ("b-tabel"): a draft budget article by article, with seven years in columns.

What they state of whole articles is taken as it stands; what they state of parts of articles, as lines below these.
"""

from collections.abc import Sequence

from ukraine_budget.importing.duplicates import settle
from ukraine_budget.importing.families import compare, leave_out_larger_parts, mark_funds_without_a_total
from ukraine_budget.importing.formats.nl_b_tabel.articles import funds, groups
from ukraine_budget.importing.formats.nl_b_tabel.entries import Table, entries
from ukraine_budget.importing.formats.nl_b_tabel.lines import Lines
from ukraine_budget.importing.found import Found, Wanted
from ukraine_budget.importing.losses import Losses
from ukraine_budget.importing.names import settle_names
from ukraine_budget.importing.source import Source

NAME = "nl-b-tabel"
KNOWN = ("conflicting-figures", "conflicting-totals", "larger-than-whole", "lost-label", "shifted")
"""Faults that the published tables have, of which nobody but the ministry knows what was meant."""


def read(sources: Sequence[Source], wanted: Wanted) -> Found:
    """The figures of some budget tables: V as commitments, U as cash; O, receipts, where wanted."""
    found = Found("EUR", "thousand", "Dutch budget tables", losses=Losses(KNOWN))
    read = [_read(source, wanted, found) for source in sources]
    settle(found, "repeat")
    leave_out_larger_parts(found)
    settle_names(found)
    mark_funds_without_a_total(found)
    compare(found, [total for lines in read for total in lines.totals])
    return found


def _read(source: Source, wanted: Wanted, found: Found) -> Lines:
    table = Table(source, wanted, found)
    rows = entries(table)
    lines = Lines(table, wanted, found, NAME)
    lines.take(sorted(groups(rows, funds(rows)), key=lambda group: not group.rows[0].article))
    return lines
