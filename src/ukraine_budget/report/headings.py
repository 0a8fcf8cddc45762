"""The headings of views, funds and groups of rows: what is counted, in which unit, up to when."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ukraine_budget.analysis.known import end_of, known_until
from ukraine_budget.analysis.result_row import StatedRow
from ukraine_budget.analysis.rows import DECIDED, FigureRow
from ukraine_budget.language import NOTHING, Text, both, dated, joined, said, word
from ukraine_budget.model.amount import half_width
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.names import is_other_money, name_of
from ukraine_budget.report.versions import decided_in, newest_paper, short_version


def funds_name(ledger: Ledger, funds: Iterable[str]) -> Text:
    """The name of some funds in a title: that of the first that is support, else of the ledger."""
    shown = [ledger.funds[fund] for fund in dict.fromkeys(funds)]
    support = [fund for fund in shown if fund.support]
    if support or len(shown) == 1:
        return name_of((support or shown)[0])
    return Text(ledger.title or ledger.name) if not isinstance(ledger.title, Text) else ledger.title


def fund_title(ledger: Ledger, fund: str) -> Text:
    """The name of a fund, marked if it is not support in a ledger that has support."""
    name = name_of(ledger.funds[fund])
    return said("{fund} (not counted as support for Ukraine)", fund=name) if is_other_money(ledger, fund) else name


def short_fund(ledger: Ledger, fund: str) -> Text:
    """The same, shorter, for a narrow table."""
    name = name_of(ledger.funds[fund])
    return said("{fund} (not support)", fund=name) if is_other_money(ledger, fund) else name


COMMITTED = said("Committed")


def basis_heading(basis: str) -> Text:
    """The heading of what is counted on a basis."""
    return COMMITTED if basis == "commitment" else word(basis.capitalize(), "heading")


def rows_heading(ledger: Ledger, counts_as: str, versions: Iterable[str]) -> Text:
    """The heading of rows by what they count as: a basis, or what was decided, and when."""
    if counts_as != DECIDED:
        return basis_heading(counts_as)
    decisions = dict.fromkeys(decided_in(ledger, version) for version in dict.fromkeys(filter(None, versions)))
    return said("Decided by cabinet, {when}", when=both(decisions)) if decisions else said("Decided by cabinet")


def headed(ledger: Ledger, rows: Iterable[FigureRow]) -> Iterator[tuple[Text, list[FigureRow]]]:
    """The rows of a fund by what they count as, with headings."""
    for counts_as, group in groupby(rows, key=lambda row: row.counts_as):
        own = list(group)
        yield rows_heading(ledger, counts_as, (row.version for row in own)), own


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
    """The currency and unit of a view, and up to when it knows: the moment asked for, or the newest figures."""
    return joined((measure(ledger), _known(ledger, as_of)), "; ")


def _known(ledger: Ledger, as_of: str) -> Text:
    """The moment asked for, if earlier than all; else the dates of the newest figures and statements."""
    if end_of(ledger, as_of):
        moment = name_of(ledger.versions[as_of]) if as_of in ledger.versions else dated(as_of, short=True)
        return said("as of {moment}", moment=moment)
    until = known_until(ledger)
    figures, statements = dated(until.figures, short=True), dated(until.statements, short=True)
    if figures and statements:
        return said("figures to {figures}, statements to {statements}", figures=figures, statements=statements)
    return said("figures to {figures}", figures=figures) if figures else NOTHING


def heading_of(ledger: Ledger, rows: Sequence[StatedRow], as_of: str) -> Text:
    """The unit of a table, the rounding that all figures share, and the newest paper or the moment asked for."""
    halves = {half_width(row.low, row.high) for row in rows if row.amount is not None}
    half = halves.pop() if len(halves) == 1 else None
    unit = said("{measure}, ±{half}", measure=measure(ledger), half=half) if half else measure(ledger)
    if end_of(ledger, as_of):
        moment = short_version(ledger, as_of) if as_of in ledger.versions else dated(as_of, short=True)
        return said("{measure} (as of {moment})", measure=unit, moment=moment)
    newest = newest_paper(ledger)
    return said("{measure} (newest paper read: {date})", measure=unit, date=newest) if newest else unit
