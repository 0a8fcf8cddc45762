"""Papers that contradict each other though neither revises the other."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from ukraine_budget.analysis.scope import scope
from ukraine_budget.analysis.versions import chains, date_of, known_at, last_day, of_one_series
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Claim, Figure, is_decision

YEAR = 366
"""The most days between papers in conflict; beyond, one is an earlier state."""


class Conflict(NamedTuple):
    """Two papers in apparent conflict.

    One named by the ledger has the `text` of its claim, and its line and year if it is about one. One shown by its
    figures has a `line`, `basis` and `year`, and both versions and amounts.
    """

    line: str
    basis: str = ""
    year: int | None = None
    text: str = ""
    one_version: str = ""
    one: Decimal | None = None
    other_version: str = ""
    other: Decimal | None = None
    source: str = ""
    one_qualifier: tuple[str, ...] = ()
    other_qualifier: tuple[str, ...] = ()


class ConflictsResult(NamedTuple):
    """The conflicts of a ledger: those named by claims, then those of its figures."""

    ledger: Ledger
    as_of: str
    rows: tuple[Conflict, ...]


def conflicts(
    ledger: Ledger, *, as_of: str | None = None, funds: Sequence[str] = (), bases: Sequence[str] = ()
) -> ConflictsResult:
    """The conflicts known at a version or date (by default: now), in some funds and bases.

    Raises UsageError for a version, fund or basis that the ledger does not have.
    """
    wanted, moment = scope(ledger, funds, bases), known_at(ledger, as_of)
    order = moment.names
    lines = [line.line for line in ledger.lines.values() if line.fund in wanted.funds]
    named = [_named(claim) for claim in ledger.claims if claim.kind == "conflict" and set(claim.lines) & set(lines)]
    figures = ledger.stated(lines=lines, bases=wanted.bases, versions=order) if _has_series(ledger, order) else []
    return ConflictsResult(ledger, moment.as_of, (*named, *_of_figures(ledger, figures)))


def _named(claim: Claim) -> Conflict:
    """A conflict named by a claim, with its year if there is one only."""
    return Conflict(
        line=claim.lines[0] if len(claim.lines) == 1 else "",
        year=claim.years[0] if len(claim.years) == 1 else None,
        text=claim.text,
        source=claim.source,
    )


def _has_series(ledger: Ledger, versions: Sequence[str]) -> bool:
    """Whether any two versions are of different series."""
    return any(not of_one_series(ledger, one, other) for one, other in combinations(versions, 2))


def _of_figures(ledger: Ledger, figures: Sequence[Figure]) -> Iterator[Conflict]:
    """The cells that two papers within a year state differently, beyond rounding.

    Earlier budgets are no conflict with a budget drafted since.
    """
    days, opening = _days(ledger), _openings(ledger)
    by_cell: defaultdict[tuple[object, bool], list[Figure]] = defaultdict(list)
    for figure in figures:
        by_cell[figure.cell, is_decision(figure)].append(figure)
    for stated in by_cell.values():
        for one, other in combinations(stated, 2):
            names = one.version, other.version
            is_revised = of_one_series(ledger, *names) or _is_plan(ledger, days, opening, *names)
            if not is_revised and not (one.amount - other.amount).may_be_zero and _are_near(days, one, other):
                yield _conflict(one, other)


def _openings(ledger: Ledger) -> Mapping[str, str]:
    """The first version of each version's series."""
    chain_of = chains(ledger.versions.values())
    return {version: chain_of(version)[-1] for version in ledger.versions}


def _is_plan(ledger: Ledger, days: Mapping[str, date], opening: Mapping[str, str], earlier: str, later: str) -> bool:
    """Whether the later budget paper's series opens with a draft budget after the earlier paper."""
    first = ledger.versions[opening[later]]
    if first.phase != "proposed" or not first.date or ledger.versions[earlier].phase == "announced":
        return False
    return earlier in days and days[earlier] < days[first.version]


def _days(ledger: Ledger) -> Mapping[str, date]:
    """The last possible day of each dated version."""
    dates = {version.version: date_of(ledger, version) for version in ledger.versions.values()}
    return {version: date.fromisoformat(last_day(text)) for version, text in dates.items() if text}


def _are_near(days: Mapping[str, date], one: Figure, other: Figure) -> bool:
    if one.version not in days or other.version not in days:
        return False
    return abs((days[one.version] - days[other.version]).days) <= YEAR


def _conflict(one: Figure, other: Figure) -> Conflict:
    line, basis, year = one.cell
    return Conflict(
        line=line,
        basis=basis,
        year=year,
        one_version=one.version,
        one=one.amount.value,
        other_version=other.version,
        other=other.amount.value,
        source=other.document,
        one_qualifier=one.qualifier,
        other_qualifier=other.qualifier,
    )
