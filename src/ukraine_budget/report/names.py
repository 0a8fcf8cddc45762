"""What the funds and lines of a ledger are called, in full and shortly; and which of them are support."""

from collections.abc import Iterable

from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.language import Name, Text, joined, named, said, word
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Fund, Key, Line, Version
from ukraine_budget.report.years import any_year

PROPER = frozenset(
    (
        *("January", "February", "March", "April", "May", "June", "July"),
        *("August", "September", "October", "November", "December"),
        *("Miljoenennota", "Voorjaarsnota", "Najaarsnota"),
    )
)
"""Words with which names of versions begin and that have a capital anywhere: months, and memorandums in Dutch."""
STATED_LINES = said("Stated lines together")


def name_of(row: Fund | Line | Version) -> Name:
    """The name of a fund, line or version in every language; its id where it has none."""
    return named(row.name or row[0], nl=row.name_nl)


def short_name(row: Line | Fund) -> Name:
    """The name of a line or fund for a narrow table."""
    return named(row.short, nl=row.short_nl) if row.short else name_of(row)


def line_or_fund(ledger: Ledger, fund: str, line: str) -> Text:
    """The name of a line, or without one of the fund."""
    return name_of(ledger.lines[line]) if line else name_of(ledger.funds[fund])


def short_of(ledger: Ledger, fund: str, line: str) -> Text:
    """The short name of a line, or without one of the fund."""
    return short_name(ledger.lines[line] if line else ledger.funds[fund])


def line_name(ledger: Ledger, line: str) -> str:
    """The name of a line with its id, which commands take."""
    row = ledger.lines[line]
    if not row.name or row.name == line:
        return line
    return joined((name_of(row), f"[{line}]"), " ")


def row_name(ledger: Ledger, line: str, basis: str, *, partial: bool = False) -> str:
    """The name of the row of a line, or of a total; a sum of only the stated lines is no total."""
    if partial and not line:
        return STATED_LINES
    return line_name(ledger, line) if line else said("Total {basis}", basis=word(basis, "basis"))


def sum_name(rows: Iterable[FigureRow]) -> Text:
    """The name of a sum: one of only the stated lines is no total."""
    return STATED_LINES if any(row.partial for row in rows) else said("Total")


def short_or_sum(ledger: Ledger, line: str, rows: Iterable[FigureRow]) -> Text:
    """The short name of a line, or without one of the sum that its rows are."""
    return short_name(ledger.lines[line]) if line else sum_name(rows)


def line_or_sum(ledger: Ledger, row: FigureRow) -> Text:
    """The name of the line of a figure, or of the sum that it is."""
    return name_of(ledger.lines[row.line]) if row.line else sum_name([row])


def uncapitalised(name: Name) -> Name:
    """A name within a sentence."""
    return named(_uncapitalised(name), nl=_uncapitalised(name.others.get("nl", "")))


def _uncapitalised(name: str) -> str:
    """A name without its capital, unless it starts with an abbreviation or a proper name."""
    is_common = name[1:2].islower() and name.partition(" ")[0] not in PROPER
    return name[:1].lower() + name[1:] if is_common else name


def in_words(ledger: Ledger, text: str) -> Name:
    """A note, locator or label of the ledger, in every language that it has."""
    return named(text, nl=ledger.texts.get(text, ""))


def remark_on(fund: Fund) -> Text:
    """The ledger's note on a fund, in every language."""
    return fund.note if isinstance(fund.note, Text) else named(fund.note, nl=fund.note_nl)


def cell_name(cell: Key) -> Text:
    """A line, basis and year as one name."""
    line, basis, year = cell
    return joined((line, word(basis, "basis"), any_year(year)), " ")


def figure_id(row: FigureRow) -> str:
    """The id that links a figure of a picture to the tables beside it."""
    return f"{row.line or row.fund} {row.counts_as} {row.year}"


def has_support(ledger: Ledger) -> bool:
    """Whether any fund of a ledger is support."""
    return any(fund.support for fund in ledger.funds.values())


def is_other_money(ledger: Ledger, fund: str) -> bool:
    """Whether a fund is not support, in a ledger that has support."""
    return not ledger.funds[fund].support and has_support(ledger)
