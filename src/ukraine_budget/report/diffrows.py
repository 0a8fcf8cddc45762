"""The rows of a diff: a cell or a total on both sides, what its change is made of, and its sources."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import groupby
from typing import NamedTuple, get_args

from ukraine_budget.analysis.diff import DiffResult
from ukraine_budget.analysis.diffrows import DiffRow, Status
from ukraine_budget.analysis.rows import DECIDED
from ukraine_budget.analysis.shifts import NOT_STATED, Size
from ukraine_budget.language import Text, joined, phrase, said, word
from ukraine_budget.model.amount import EXACT, exact_sum
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.display import WITHIN_ROUNDING, Sources, qualified, spread, why_not
from ukraine_budget.report.names import any_year, row_name, rows_heading
from ukraine_budget.report.table import SPREAD, Column, Row

CELLS = (
    Column(said("Line")),
    Column(said("Year")),
    Column(said("Old"), "amount"),
    Column(said("New"), "amount"),
    Column(word("Change", "heading"), "change"),
    SPREAD,
    Column(said("Declared"), "change"),
    Column(said("Moved"), "change"),
    Column(said("Net"), "change"),
    Column(said("Untied"), "change"),
    Column(said("Status")),
    Column(said("Old stated by")),
    Column(said("New stated by")),
    Column(said("Source")),
)
STATUSES = {status: phrase(status, "status") for status in get_args(Status)}


NET, REST = said("Added or cut"), said("Rest, with what is declared without a size")
"""What is left of a change where papers state the size of all that they declare, and where they do not."""


class Margin(NamedTuple):
    """What a diff calls a change that is none, and what declared changes leave over."""

    change: Text
    rest: Text


ROUNDING = Margin(WITHIN_ROUNDING, said("rest within rounding"))
TOLERANCE = Margin(said("within rounding or tolerance"), said("rest within rounding or tolerance"))


def margin(result: DiffResult) -> Margin:
    """The words of a diff: a tolerated change may be beyond rounding."""
    return TOLERANCE if result.tolerance else ROUNDING


def headed(ledger: Ledger, rows: Iterable[DiffRow]) -> Iterator[tuple[Text, list[DiffRow]]]:
    """The rows of a fund under what they count as: of each basis what was decided apart from what is committed."""
    for _, of_basis in groupby(rows, key=lambda row: row.basis):
        decided_first = sorted(of_basis, key=lambda row: row.counts_as != DECIDED)
        for _, group in groupby(decided_first, key=lambda row: row.counts_as):
            own = list(group)
            yield changes_heading(ledger, own), own


def changes_heading(ledger: Ledger, rows: Sequence[DiffRow]) -> Text:
    """What some changes of one basis are of: cash, or what is committed, or decided, or either of the two."""
    if any(row.why_not_compared == "decided" for row in rows):
        return said("Decided or committed")
    versions = (version for row in rows for version in (row.old_version, row.new_version))
    return rows_heading(ledger, rows[0].counts_as, versions)


def diff_row(result: DiffResult, cited: Sources) -> Callable[[DiffRow], Row]:
    """A function from a cell or total of a diff to its row, by the columns CELLS."""
    within, marks = margin(result), cache(cited.marked)

    def made(row: DiffRow) -> Row:
        cells = (
            row_name(result.ledger, row.line, row.basis),
            any_year(row.year),
            qualified(row.old, row.old_qualifier) if row.old_qualifier else row.old,
            qualified(row.new, row.new_qualifier) if row.new_qualifier else row.new,
            row.change,
            spread(row.change, row.low, row.high),
            row.declared or None,
            row.moved or None,
            row.net or None,
            row.untied or None,
            _status(row, within),
            row.old_version,
            row.new_version,
            marks(row.old_document, row.new_document),
        )
        return Row(cells, row.row_type)

    return made


def rest(row: DiffRow) -> Decimal | None:
    """What is added or cut; where a part of what is declared has no size, what the other parts leave over."""
    if row.declared is not None or row.net is None:
        return row.net
    return EXACT.subtract(row.net, exact_sum(change.amount for change in row.declared_by if change.amount is not None))


def _status(row: DiffRow, within: Margin) -> Text:
    sizes = frozenset(change.size for change in row.declared_by)
    is_close = bool(row.rest_within_rounding and row.declared_by and (row.net or row.untied))
    margin = within.change if row.within_rounding and row.change else within.rest if is_close else None
    why = why_not(row) if row.why_not_compared else None
    return _status_words(row.status, sizes, margin, why, row.followed_successor)


@cache
def _status_words(
    status: Status, sizes: Collection[Size], margin: Text | None, why_not: Text | None, is_renumbered: bool
) -> Text:
    words = [why_not or STATUSES[status]]
    if NOT_STATED in sizes:
        words.append(said("size of what is declared not stated"))
    if margin:
        words.append(margin)
    if is_renumbered:
        words.append(said("renumbered"))
    return joined(words) if len(words) > 1 else words[0]
