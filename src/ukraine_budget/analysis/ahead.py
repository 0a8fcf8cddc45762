"""What is shown first of a very large ledger: the years ahead, on the bases that are stated."""

from ukraine_budget.analysis.versions import known_at
from ukraine_budget.model.ledger import Ledger

LARGE = 500
"""A ledger of more lines than this shows its largest ones first, from the year of its newest version on."""
UNDATED = 7
"""How many years, the last ones, are shown of a ledger whose versions have no date."""


def is_large(ledger: Ledger) -> bool:
    """Whether a ledger has too many lines to show all years and what is outstanding, which follows from them all."""
    return len(ledger.lines) > LARGE


def years_ahead(ledger: Ledger, as_of: str | None) -> tuple[int, ...]:
    """The years from that of the newest version on, the last one where none of them is stated.

    Where no version has a date: the last `UNDATED` years.
    """
    newest = max((version.date for version in known_at(ledger, as_of).versions), default="")
    if not newest:
        return ledger.years[-UNDATED:]
    return tuple(year for year in ledger.years if year >= int(newest[:4])) or ledger.years[-1:]
