"""What of a ledger of very many lines is shown at first: the years ahead, on the bases that are stated."""

from ukraine_budget.analysis.versions import known_at
from ukraine_budget.model.ledger import Ledger

LARGE = 500
"""A ledger of more lines is shown by its largest, and from the year of its newest version on."""


def is_large(ledger: Ledger) -> bool:
    """Whether a ledger has too many lines to show all years and what is outstanding, which follows from them all."""
    return len(ledger.lines) > LARGE


def years_ahead(ledger: Ledger, as_of: str | None) -> tuple[int, ...]:
    """The years from that of the newest version on; the last one where none of them is stated."""
    dates = [version.date for version in known_at(ledger, as_of).versions]
    first = int(max(dates, default="")[:4] or 0)
    return tuple(year for year in ledger.years if year >= first) or ledger.years[-1:]
