"""What the rows and cells of a ledger are called in a sentence."""

from functools import cache

from ukraine_budget.language import Name, Text, joined, named, word
from ukraine_budget.model.records import Fund, Key, Line, Version, Year


def name_of(row: Fund | Line | Version) -> Name:
    """The name of a fund, line or version in every language; its id where it has none."""
    return named(row.name or row[0], nl=row.name_nl)


def remark_on(fund: Fund) -> Text:
    """What the ledger says of a fund, in every language."""
    return fund.note if isinstance(fund.note, Text) else named(fund.note, nl=fund.note_nl)


def cell_name(cell: Key) -> Text:
    """A line, basis and year as one name."""
    line, basis, year = cell
    return joined((line, word(basis, "basis"), any_year(year)), " ")


@cache
def any_year(year: Year) -> Text:
    """A year as it is called, or that it lies beyond those that the paper prints."""
    return Text(year) if isinstance(year, int) else word(year, "year")
