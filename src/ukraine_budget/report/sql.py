"""The questions of `show` and `diff` as one SQL statement, for more figures than one machine carries.

A statement is for machines, as JSON is: the same in every language. It keeps to what DuckDB, Polars, Spark and Trino
read alike: no list without rows, no number with a point, no function that only some of them have.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ukraine_budget.analysis.comparable import refusal
from ukraine_budget.analysis.scope import Scope, scope
from ukraine_budget.analysis.versions import KnownVersions, LedgerAt, known_at, last, lineage
from ukraine_budget.errors import UsageError
from ukraine_budget.language import said
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Version

READ_DIFFERENTLY = re.compile(r"['\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]|\$\{")
"""What engines do not read alike within quotes.

Spark takes a backslash for an escape and ${ for the start of a variable, and up to 3.5 it drops a quote that is written
twice; Polars has no function that makes a character of a number.
"""

STATEMENT = """\
-- {title}
-- It reads one table, amounts, with the columns of amounts.csv: blanks are NULL, amounts are decimals, years are whole.
-- Versions and lines are those that the ledger had when this was written: write it anew when they change.
WITH
{parts}
"""

KNOWN = """\
-- The versions known then. place: where in their order each takes effect; is_full: 1 where it ends what it leaves out.
versions (version, place, is_full) AS (
  VALUES
    {rows}
)"""

KNOWN_TWICE = """\
-- The versions known on either side. earlier, later: where in their order each takes effect on that side, 0 where it
-- is not known there; is_full: 1 where it ends what it leaves out; leads: 1 where it is on the way from the earlier
-- side to the later one, so that what it states is a revision.
versions (version, earlier, later, is_full, leads) AS (
  VALUES
    {rows}
)"""

STATED = """\
-- Printed lines with the number that they have today, and their fund. All other lines have their own number and are of
-- the fund {fund}.
lines (printed, line, fund) AS (
  VALUES
    {rows}
),
-- What each version states; what it prints under an old and a new number of a line is added.
figures AS (
  SELECT
    COALESCE(l.line, a.line) AS line, COALESCE(l.fund, {fund}) AS fund, a.basis, a.year, a.amount, v.*
  FROM amounts AS a
  JOIN versions AS v ON v.version = a.version
  LEFT JOIN lines AS l ON l.printed = a.line{years}
),
stated AS (
  SELECT line, fund, basis, year, version, {columns}, SUM(amount) AS amount
  FROM figures{funds}
  GROUP BY line, fund, basis, year, version, {columns}
)"""

SHOW = """\
-- A figure stands where it is the last of its line, basis and year, and no later full version, which states other
-- figures of its fund and year, leaves it out.
ended AS (
  SELECT fund, year, MAX(place) AS place
  FROM stated
  WHERE is_full = 1
  GROUP BY fund, year
),
placed AS (
  SELECT s.*, COALESCE(e.place, 0) AS ended, MAX(s.place) OVER (PARTITION BY s.line, s.basis, s.year) AS last_place
  FROM stated AS s
  LEFT JOIN ended AS e ON e.fund = s.fund AND e.year = s.year
)
SELECT line, basis, year, amount, version
FROM placed
WHERE place = last_place AND place >= ended{bases}
ORDER BY line, basis, year"""

DIFF = """\
-- A figure stands where it is the last of its line, basis and year, and no later full version, which states other
-- figures of its fund and year, leaves it out: on each side by the versions known there.
ended AS (
  SELECT fund, year, MAX(earlier) AS earlier, MAX(later) AS later
  FROM stated
  WHERE is_full = 1
  GROUP BY fund, year
),
placed AS (
  SELECT
    s.*,
    COALESCE(e.earlier, 0) AS earlier_ended,
    COALESCE(e.later, 0) AS later_ended,
    MAX(s.earlier) OVER (PARTITION BY s.line, s.basis, s.year) AS earlier_last,
    MAX(s.later) OVER (PARTITION BY s.line, s.basis, s.year) AS later_last
  FROM stated AS s
  LEFT JOIN ended AS e ON e.fund = s.fund AND e.year = s.year
),
-- One row per line, basis and year: what stood earlier, what stands later, whether a version on the way states it.
cells AS (
  SELECT
    line, basis, year, MAX(leads) AS is_revised,
    MAX(CASE WHEN earlier > 0 AND earlier = earlier_last AND earlier >= earlier_ended THEN amount END) AS stood,
    MAX(CASE WHEN later > 0 AND later = later_last AND later >= later_ended THEN amount END) AS stands
  FROM placed
  GROUP BY line, basis, year
)
-- The change is the difference of two amounts. Whether they can be compared is not told here: budget diff says it.
SELECT
  line, basis, year, {old} AS old, {new} AS new, {new} - {old} AS change,
  CASE WHEN {old} IS NULL THEN 'first-stated' WHEN {new} IS NULL THEN 'no-longer-stated' ELSE 'changed' END AS status
FROM cells
WHERE (
    (stood IS NOT NULL AND stands IS NULL)
    OR (is_revised = 1 AND stands IS NOT NULL AND (stood IS NULL OR stood <> stands))
  ){bases}
ORDER BY line, basis, year"""


def show_statement(
    ledger: Ledger, year: int, *, as_of: str | None = None, funds: Sequence[str] = (), bases: Sequence[str] = ()
) -> str:
    """What stands for a year: line, basis, year, amount, and the version that states it.

    Raises UsageError as `show` does, and for a name that engines read in different ways.
    """
    wanted, moment = scope(ledger, funds, bases, ledger.default_funds), _known(ledger, as_of)
    rows = ((v.version, place, _is_full(v)) for place, v in enumerate(moment.versions, 1))
    return _statement(
        f"What stands for {year:d} as of {moment.as_of}.",
        KNOWN.format(rows=_rows(rows)),
        _stated(ledger, wanted, "place, is_full", f"\n  WHERE a.year = {year:d}"),
        SHOW.format(bases=_only(wanted, bases)),
    )


def diff_statement(old: LedgerAt, new: LedgerAt, *, funds: Sequence[str] = (), bases: Sequence[str] = ()) -> str:
    """What changed between two versions or dates of one ledger: line, basis, year, old, new, change and status.

    Raises UsageError as `diff` does, for two ledgers, and for a name that engines read in different ways.
    """
    ledger = new.ledger
    if old.ledger is not ledger:
        raise UsageError(said("a statement reads the figures of one ledger: name two versions or dates of it"))
    wanted, sides = scope(ledger, funds, bases), (_known(ledger, old.as_of), _known(ledger, new.as_of))
    if error := refusal(old, new):
        raise error
    earlier, later = sorted(sides, key=lambda moment: last(moment).order)
    names = {"old": "stood", "new": "stands"} if earlier is sides[0] else {"old": "stands", "new": "stood"}
    return _statement(
        f"What changed from {sides[0].as_of} to {sides[1].as_of}.",
        KNOWN_TWICE.format(rows=_rows(_known_twice(ledger, earlier, later))),
        _stated(ledger, wanted, "earlier, later, is_full, leads"),
        DIFF.format(**names, bases=_only(wanted, bases)),
    )


def _known(ledger: Ledger, as_of: str | None) -> KnownVersions:
    """The versions known at a moment, of which there is at least one."""
    if not (ledger.versions and ledger.lines):
        raise UsageError(said("{ledger} has no versions or no lines: there is nothing to ask", ledger=ledger.name))
    return known_at(ledger, as_of)


def _known_twice(
    ledger: Ledger, earlier: KnownVersions, later: KnownVersions
) -> Iterable[tuple[str, int, int, int, int]]:
    """Each version known on either side: its place on both, whether it is full, whether it is on the way."""
    leading = lineage(earlier, later).restating
    before, after = ({v.version: n for n, v in enumerate(moment.versions, 1)} for moment in (earlier, later))
    for name in dict.fromkeys((*after, *before)):
        full = _is_full(ledger.versions[name])
        yield name, before.get(name, 0), after.get(name, 0), full, int(name in leading)


def _is_full(version: Version) -> int:
    return int(version.coverage == "full")


def _stated(ledger: Ledger, wanted: Scope, columns: str, years: str = "") -> str:
    """The lines that are renumbered or of another fund than most, and what is stated by today's numbers."""
    fund_of = {line: ledger.lines[current].fund for line, current in ledger.current.items()}
    most = Counter(fund_of.values()).most_common(1)[0][0]
    lines = ((line, now, fund_of[line]) for line, now in ledger.current.items())
    others = [(line, now, fund) for line, now, fund in lines if line != now or fund != most]
    return STATED.format(
        fund=_quoted(most),
        rows=_rows(others or [("", "", most)]),  # a list without rows is not read alike; no line has an empty number
        columns=columns,
        years=years,
        funds="" if len(wanted.funds) == len(ledger.funds) else f"\n  WHERE fund IN ({_list(wanted.funds)})",
    )


def _only(wanted: Scope, bases: Sequence[str]) -> str:
    """The condition on bases, where some were asked for."""
    return f" AND basis IN ({_list(wanted.bases)})" if bases else ""


def _statement(title: str, *parts: str) -> str:
    return STATEMENT.format(title=title, parts=",\n".join(parts))


def _rows(rows: Iterable[Iterable[str | int]]) -> str:
    return ",\n    ".join(f"({_list(row)})" for row in rows)


def _list(values: Iterable[str | int]) -> str:
    return ", ".join(_quoted(value) if isinstance(value, str) else str(value) for value in values)


def _quoted(name: str) -> str:
    """A name as SQL has it; UsageError for one that engines would read in different ways, and so find nothing under."""
    if match := READ_DIFFERENTLY.search(name):
        raise UsageError(
            said(
                "{name!r} cannot be in a statement: databases read {sign!r} in different ways; give it another id",
                name=name,
                sign=match[0],
            )
        )
    return f"'{name}'"
