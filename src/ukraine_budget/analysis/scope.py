"""The scope of a view: funds, bases and, for a very large ledger, years; and the tree of lines."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any, NamedTuple, TypeVar

from ukraine_budget.analysis.versions import known_at
from ukraine_budget.errors import nearest, several_lines, unknown
from ukraine_budget.model.amount import OUTSTANDING
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Key, Line

ALL = "all"
LARGE = 500
"""A ledger of more lines than this shows its largest ones first, from the year of its newest version on."""
UNDATED = 7
"""The number of years, the last ones, shown of a ledger of undated versions."""
R = TypeVar("R")


class Scope(NamedTuple):
    """The funds and bases asked for, in ledger order."""

    funds: tuple[str, ...]
    bases: tuple[str, ...]

    def holds(self, ledger: Ledger, line: str, basis: str) -> bool:
        """Whether a line and basis are within the scope."""
        return basis in self.bases and ledger.lines[line].fund in self.funds

    def has(self, ledger: Ledger) -> Callable[[Key], bool]:
        """Predicate: the line and basis of a cell are within the scope."""
        return lambda cell: self.holds(ledger, cell[0], cell[1])


def scope(
    ledger: Ledger, funds: Sequence[str] = (), bases: Sequence[str] = (), default: Sequence[str] | None = None
) -> Scope:
    """The scope of some funds and bases by name; none means `default` (else every fund) and every basis.

    Raises UsageError for a name that the ledger does not have.
    """
    return Scope(
        _chosen("fund", funds or default or (), ledger.funds),
        _chosen("basis", bases, dict.fromkeys((*ledger.bases, OUTSTANDING))),
    )


def _chosen(what: str, names: str | Sequence[str], known: Collection[str]) -> tuple[str, ...]:
    names = (names,) if isinstance(names, str) else names
    for name in names:
        if name != ALL and name not in known:
            raise unknown(what, name, known)
    return tuple(name for name in known if not names or ALL in names or name in names)


class NestedLine(NamedTuple):
    """A line and its depth: 0 at the top of its fund, or of its list."""

    line: str
    level: int


def fund_lines(ledger: Ledger, fund: str) -> Iterator[NestedLine]:
    """The lines of a fund, in ledger order, parents before parts."""
    return _nested(ledger, ledger.tops.get(fund, ()), 0)


def above(ledger: Ledger, line: str) -> Iterator[str]:
    """Ancestors of a line, nearest first."""
    while parent := ledger.lines[line].parent:
        line = ledger.current[parent]
        yield line


def below(ledger: Ledger, line: str) -> Iterator[NestedLine]:
    """Descendants of a line, parents before parts."""
    return _nested(ledger, ledger.parts.get(line, ()), 1)


def _nested(ledger: Ledger, lines: Iterable[str], level: int) -> Iterator[NestedLine]:
    for line in lines:
        yield NestedLine(line, level)
        if line in ledger.parts:
            yield from _nested(ledger, ledger.parts[line], level + 1)


def named_line(ledger: Ledger, words: str) -> str:
    """Find a line by id, or by words in its names, in English or Dutch, case-insensitive.

    The funds shown by default are tried first. Raises UsageError for no match, or several.
    """
    if words in ledger.lines:
        return ledger.current[words]
    wanted = words.casefold().split()
    own = [line for line in ledger.lines.values() if ledger.current[line.line] == line.line]
    for funds in (ledger.default_funds, tuple(ledger.funds)):
        matches = [line for line in own if line.fund in funds and all(word in _names(line) for word in wanted)]
        if len(matches) == 1:
            return matches[0].line
        if matches and wanted:
            raise several_lines(words, matches)
    every = (*ledger.lines, *(line.name for line in own if line.name))
    raise unknown("line", words, every if nearest(words, every) else ledger.lines)


def _names(line: Line) -> str:
    return " ".join((line.name, line.name_nl, line.short, line.short_nl)).casefold()


def with_parts(ledger: Ledger, lines: Iterable[str]) -> set[str]:
    """Some lines and all their descendants."""
    kept = set(lines)
    return kept.union(part.line for line in kept for part in below(ledger, line))


def restricted(result: R, lines: Collection[str] = (), years: Collection[int] = ()) -> R:
    """Restrict a result to some lines, then without totals, and years."""
    whole: Any = result
    parts = {name: _rows_of(getattr(whole, name), lines, years) for name in ("rows", "shifts") if name in whole._fields}
    if "falls" in whole._fields:
        parts["falls"] = type(whole.falls)(*(_rows_of(rows, lines, years) for rows in whole.falls))
    restricted: R = whole._replace(**parts)
    return restricted


def _rows_of(rows: Iterable[Any], lines: Collection[str], years: Collection[int]) -> tuple[Any, ...]:
    """The rows of some lines and years, with shifts of another line printed for them too."""
    rows = iter(rows)
    first = list(islice(rows, 1))
    if not any(hasattr(row, "elsewhere") for row in first):
        every = chain(first, rows)
        return tuple(
            row for row in every if not (lines and row.line not in lines) and not (years and row.year not in years)
        )
    of_all = [row for row in (*first, *rows) if not years or {*row.leaves, *row.reaches} & {*years}]
    listed = {(row.line, row.label) for row in of_all}
    return tuple(row for row in of_all if not lines or row.line in lines or _is_printed_for(row, lines, listed))


def _is_printed_for(shift: Any, lines: Collection[str], listed: Collection[tuple[str, str]]) -> bool:
    """Whether a shift of another line is printed for some lines too, and not listed there."""
    return any(other.line in lines and (other.line, other.label) not in listed for other in shift.elsewhere)


def is_large(ledger: Ledger) -> bool:
    """Whether a ledger has too many lines to show all years and outstanding balances."""
    return len(ledger.lines) > LARGE


def years_ahead(ledger: Ledger, as_of: str | None) -> tuple[int, ...]:
    """The years from that of the newest version on; the last one where none is stated.

    If no version has a date: the last `UNDATED` years.
    """
    newest = max((version.date for version in known_at(ledger, as_of).versions), default="")
    if not newest:
        return ledger.years[-UNDATED:]
    return tuple(year for year in ledger.years if year >= int(newest[:4])) or ledger.years[-1:]
