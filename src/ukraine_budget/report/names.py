"""What the funds, lines, years, bases and units of a ledger are called in titles and sentences."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby

from ukraine_budget.analysis import known
from ukraine_budget.analysis.known import end_of, known_until
from ukraine_budget.analysis.rows import DECIDED, FigureRow
from ukraine_budget.analysis.versions import date_of
from ukraine_budget.language import NOTHING, Name, Text, Value, both, dated, joined, listed, month, named, said, word
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Fund, Key, Line, Version, Year


def name_of(row: Fund | Line | Version) -> Name:
    """The name of a fund, line or version in every language; its id where it has none."""
    return named(row.name or row[0], nl=row.name_nl)


def remark_on(fund: Fund) -> Text:
    """What the ledger says of a fund, in every language."""
    return fund.note if isinstance(fund.note, Text) else named(fund.note, nl=fund.note_nl)


def in_words(ledger: Ledger, text: str) -> Name:
    """A note, locator or label of the ledger, in every language that the ledger has it in."""
    return named(text, nl=ledger.texts.get(text, ""))


def cell_name(cell: Key) -> Text:
    """A line, basis and year as one name."""
    line, basis, year = cell
    return joined((line, word(basis, "basis"), any_year(year)), " ")


@cache
def any_year(year: Year) -> Text:
    """A year as it is called, or that it lies beyond those that the paper prints."""
    return Text(year) if isinstance(year, int) else word(year, "year")


def years_together(names: Sequence[Text]) -> Value:
    """Years as a sentence has them: the last joined by "and"."""
    return both((joined(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def year_list(years: Iterable[Year]) -> Text:
    """Years joined by commas, three or more in a row by the first and last of them; those beyond come last."""
    known = set(years)
    parts: list[Text] = []
    for first, last in runs(year for year in known if isinstance(year, int)):
        is_long = last > first + 1  # two are as short by themselves
        parts += [said("{first} to {last}", first=first, last=last)] if is_long else map(Text, range(first, last + 1))
    return listed([*parts, *(any_year(year) for year in known if not isinstance(year, int))])


def runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The first and last of each run of some numbers: 3, 7, 8 and 9 are 3 to 3 and 7 to 9."""
    for _, run in groupby(enumerate(sorted(set(numbers))), lambda pair: pair[1] - pair[0]):
        members = [number for _, number in run]
        yield members[0], members[-1]


def figure_id(row: FigureRow) -> str:
    """What a picture and the tables beside it know a figure by."""
    return f"{row.line or row.fund} {row.counts_as} {row.year}"


def line_name(ledger: Ledger, line: str) -> str:
    """What a line is called, with the id that commands take."""
    row = ledger.lines[line]
    if not row.name or row.name == line:
        return line
    return joined((name_of(row), f"[{line}]"), " ")


def row_name(ledger: Ledger, line: str, basis: str, *, partial: bool = False) -> str:
    """What the row of a line is called, or that of a total, which has none: one of only some lines is no total."""
    if partial and not line:
        return STATED_LINES
    return line_name(ledger, line) if line else said("Total {basis}", basis=word(basis, "basis"))


def basis_heading(basis: str) -> Text:
    """A basis as the heading of what is counted on it."""
    return COMMITTED if basis == "commitment" else word(basis.capitalize(), "heading")


COMMITTED = said("Committed")
STATED_LINES = said("Stated lines together")


def rows_heading(ledger: Ledger, counts_as: str, versions: Iterable[str]) -> Text:
    """What is decided, by which versions, apart from what is committed; else the basis that is counted."""
    if counts_as != DECIDED:
        return basis_heading(counts_as)
    decisions = (decided_in(ledger, version) for version in dict.fromkeys(filter(None, versions)))
    return said("Decided by cabinet, {when}", when=both(decisions))


def headed(ledger: Ledger, rows: Iterable[FigureRow]) -> Iterator[tuple[Text, list[FigureRow]]]:
    """The rows of a fund by what they count as, each with its heading."""
    for counts_as, group in groupby(rows, key=lambda row: row.counts_as):
        own = list(group)
        yield rows_heading(ledger, counts_as, (row.version for row in own)), own


def decided_in(ledger: Ledger, version: str) -> Text:
    """The round of budgets, or the month, in which a version was decided on; its name where it has no date."""
    date = date_of(ledger, ledger.versions[version])
    year, number = date[:4], date[5:7]
    if number in SPRING:
        return said("spring {year}", year=year)
    if number in AUTUMN:
        return said("autumn {year}", year=year)
    return month(date) if date else name_of(ledger.versions[version])


def month_of(ledger: Ledger, version: str) -> Text:
    """The month of a version, or its date where that has none."""
    return month(date_of(ledger, ledger.versions[version]))


SPRING, AUTUMN = ("03", "04", "05"), ("09", "10", "11")


def measure(ledger: Ledger) -> Text:
    """The currency and unit of every amount of a view."""
    if ledger.unit is None and ledger.currency:
        return said("{currency}, unit not stated", currency=word(ledger.currency, "currency"))
    if ledger.unit is None:
        return said("currency and unit not stated")
    unit = word("" if ledger.unit == "one" else ledger.unit, "unit")
    currency = word(ledger.currency or "", "currency")
    return said("{currency} {unit}", currency=currency, unit=unit) if unit and currency else unit or currency


def measured(ledger: Ledger, as_of: str) -> Text:
    """The currency and unit of a view, and until when it knows: the earlier moment that was asked for, or all."""
    return joined((measure(ledger), _known(ledger, as_of)), "; ")


def _known(ledger: Ledger, as_of: str) -> Text:
    """Until when there are figures and statements; of an earlier moment, that."""
    if end_of(ledger, as_of):
        asked = name_of(ledger.versions[as_of]) if as_of in ledger.versions else dated(as_of, short=True)
        return said("as of {moment}", moment=asked)
    until = known_until(ledger)
    figures, statements = dated(until.figures, short=True), dated(until.statements, short=True)
    if figures and statements:
        return said("figures to {figures}, statements to {statements}", figures=figures, statements=statements)
    return said("figures to {figures}", figures=figures) if figures else NOTHING


def has_support(ledger: Ledger) -> bool:
    """Whether any fund of a ledger is support."""
    return any(fund.support for fund in ledger.funds.values())


def is_other_money(ledger: Ledger, fund: str) -> bool:
    """Whether a fund is not support, in a ledger that has support."""
    return not ledger.funds[fund].support and has_support(ledger)


def fund_title(ledger: Ledger, fund: str) -> Text:
    """The name of a fund, and that it is not support where the ledger has support."""
    name = name_of(ledger.funds[fund])
    return said("{fund} (not counted as support for Ukraine)", fund=name) if is_other_money(ledger, fund) else name


def shift_year(year: Year | None) -> Text:
    """A year that money leaves or reaches, or that it is not printed."""
    return said("not printed") if year is None else any_year(year)


def funds_name(ledger: Ledger, funds: Iterable[str]) -> Text:
    """What some funds are about, for a title: the first of them that is support, else the ledger."""
    shown = [ledger.funds[fund] for fund in dict.fromkeys(funds)]
    support = [fund for fund in shown if fund.support]
    if support or len(shown) == 1:
        return name_of((support or shown)[0])
    return Text(ledger.title or ledger.name) if not isinstance(ledger.title, Text) else ledger.title


KINDS = {
    "supplementary": "supplementary budget",
    "amendment": "government amendment",
    "member-amendment": "member's amendment",
    "annual-report": "annual report",
    "news": "official notice",
}
"""Kinds of papers whose words are others than their ids."""


def paper_kind(kind: str) -> Text:
    """What a kind of paper is called."""
    return word(KINDS.get(kind, kind), "paper")


def newest_paper(ledger: Ledger) -> Text:
    """The date of the newest paper that was read; nothing where no paper has one."""
    return dated(known.newest_paper(ledger), short=True)
