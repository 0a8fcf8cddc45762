"""What is true of every diff, whatever the figures."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from random import Random
from typing import Any

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from build import make
from ukraine_budget.analysis.diff import DiffResult, diff
from ukraine_budget.analysis.diffrows import DiffRow
from ukraine_budget.analysis.snapshot import snapshot_after
from ukraine_budget.analysis.totals import fund_total
from ukraine_budget.analysis.versions import LedgerAt, known_at
from ukraine_budget.figures.stated import COLUMNS, Figures
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Cell, Line, Version

YEARS = (2024, 2025, 2026, 2027)
LINES = (
    Line("all", "f"),
    Line("part", "f", parent="all"),
    Line("old", "f", successor="new"),
    Line("new", "f"),
    Line("other", "g"),
)
KINDS = ("cash-shift", "decision", "technical")

laws = settings(max_examples=60)


@st.composite
def amount_rows(draw: st.DrawFn) -> list[str]:
    """Rows of `make`: each version states some cells, to some rounding, or at least one."""
    bases, roundings = st.sampled_from(["cash", "commitment"]), st.sampled_from(["-", "-", "1", "0.1", "10"])
    cells = st.tuples(st.sampled_from("abc"), st.sampled_from(LINES), st.sampled_from(YEARS), bases)
    values = st.tuples(st.integers(-40, 40), roundings, st.sampled_from(["-", "-", "-", "at-least", "circa"]))
    stated = draw(st.dictionaries(cells, values, min_size=4, max_size=30))
    silent = set("abc") - {version for version, *_ in stated}
    return [f"{version} other 2024 cash 1 - -" for version in sorted(silent)] + [
        f"{version} {line.line} {year} {basis} {Decimal(value) / 10} {rounding} {qualifier}"
        for (version, line, year, basis), (value, rounding, qualifier) in stated.items()
    ]


@st.composite
def mutation_rows(draw: st.DrawFn) -> list[str]:
    """Rows of `make`: declared changes of stated and of unstated size."""
    keys = st.tuples(st.sampled_from("bc"), st.sampled_from(LINES[:3]), st.sampled_from(YEARS), st.sampled_from(KINDS))
    sizes = st.tuples(st.integers(-30, 30), st.sampled_from(["-", "-", "-", "at-most"]))
    declared = draw(st.dictionaries(keys, sizes, max_size=6))
    return [
        f"{version} {line.line} {year} cash {0 if qualifier != '-' else value} {kind} {kind} {qualifier}"
        for (version, line, year, kind), (value, qualifier) in declared.items()
    ]


def built(
    amounts: list[str], mutations: list[str], coverage: str = "ppp", chain: tuple[str, str, str] = ("", "a", "b")
) -> Ledger:
    """A ledger of three dated versions; in the chain "-a" is one that is an erratum of a."""
    versions = [
        Version(
            name,
            n,
            date=f"2025-0{n}",
            coverage="full" if full == "f" else "partial",
            follows="" if before.startswith("-") else before,
            supersedes=before.removeprefix("-") if before.startswith("-") else "",
        )
        for n, (name, before, full) in enumerate(zip("abc", chain, coverage, strict=True), 1)
    ]
    return make("\n".join(amounts), "\n".join(mutations), lines=LINES, versions=versions)


coverages = st.text("fp", min_size=3, max_size=3)
ledgers = st.builds(built, amount_rows(), mutation_rows(), coverages)
chains = st.sampled_from(
    [("", "a", "b"), ("", "", "a"), ("", "a", ""), ("", "", "b"), ("", "a", "-b"), ("", "-a", "a")]
)
any_chain = st.builds(built, amount_rows(), mutation_rows(), coverages, chains)
ways = st.sampled_from(
    [
        ("a", "b"),
        ("a", "c"),
        ("b", "c"),
        ("2025-01", "2025-03"),
        ("2025-02", "2025-03"),
        ("b", "2025-03"),
        ("2025", "a"),
    ]
)
undeclared = st.builds(built, amount_rows(), st.just([]), coverages)


def between(ledger: Ledger, old: str = "a", new: str = "c", *, all: bool = False) -> DiffResult:
    return diff(LedgerAt(ledger, old), LedgerAt(ledger, new), all=all)


def by_group(result: DiffResult) -> Iterator[list[DiffRow]]:
    groups: defaultdict[tuple[str, str, str, str], list[DiffRow]] = defaultdict(list)
    for row in result.rows:
        groups[row.row_type, row.fund, row.line, row.basis].append(row)
    yield from groups.values()


def signed(row: DiffRow) -> tuple[Decimal | None, ...]:
    return (row.change, row.low, row.high, row.declared, row.moved, row.net, row.untied)


def negated(row: DiffRow) -> tuple[Decimal | None, ...]:
    turned = (row.change, row.high, row.low, row.declared, row.moved, row.net, row.untied)
    return tuple(None if part is None else -part for part in turned)


@laws
@given(ledgers, st.sampled_from("abc"))
def test_a_version_does_not_differ_from_itself(ledger: Ledger, version: str) -> None:
    result = between(ledger, version, version)
    assert (result.rows, result.shifts, result.differs) == ((), (), False)


@laws
@given(any_chain, ways)
def test_backwards_is_the_negation_of_forwards(ledger: Ledger, pair: tuple[str, str]) -> None:
    there, back = between(ledger, *pair), between(ledger, *reversed(pair))
    assert [signed(row) for row in there.rows] == [negated(row) for row in back.rows]
    assert [(row.old, row.new) for row in there.rows] == [(row.new, row.old) for row in back.rows]
    assert [(shift.from_year, shift.to_year) for shift in there.shifts] == [
        (shift.to_year, shift.from_year) for shift in back.shifts
    ]


@laws
@given(any_chain, st.sampled_from(["ab", "ac", "bc"]), st.booleans())
def test_a_total_is_the_sum_of_what_stands_on_each_side_and_changes_by_their_difference(
    ledger: Ledger, pair: str, all: bool
) -> None:
    sides = [snapshot_after(ledger, known_at(ledger, version).versions) for version in pair]
    for row in between(ledger, *pair, all=all).rows:
        if row.row_type == "total" and isinstance(row.year, int):
            totals = [fund_total(found, ledger.funds[row.fund], row.basis, row.year).amount for found in sides]
            assert [row.old, row.new] == [total and total.value for total in totals]
            assert row.change is None or (row.old is not None and row.old + row.change == row.new)


@laws
@given(undeclared, st.integers(0, 5), st.booleans())
def test_two_editions_of_one_file_are_compared_as_any_two_ledgers_are(ledger: Ledger, seed: int, all: bool) -> None:
    one = built([f"a {row}" for row in rows_of(ledger, Random(seed))], [])
    other = built([f"a {row}" for row in rows_of(ledger, Random(seed + 1))], [])
    one, other = (replace(side, versions={"a": side.versions["a"]}, lines=UNNUMBERED) for side in (one, other))
    fast, slow = [diff(LedgerAt(one), LedgerAt(side), all=all) for side in (other, moved(other))]
    assert fast.rows == slow.rows
    assert fast.shifts == slow.shifts


UNNUMBERED = {line.line: line._replace(successor="") for line in LINES}


def rows_of(ledger: Ledger, random: Random) -> list[str]:
    """The cells of a ledger, some of them with another amount."""
    found = dict.fromkeys(figure.cell for figure in ledger.stated())
    return [f"{line} {year} {basis} {random.choice([1, 1, 1, random.randrange(50)])}" for line, basis, year in found]


def moved(ledger: Ledger) -> Ledger:
    """The same ledger with the last row of its file first."""
    figures = ledger.figures
    rows = np.roll(figures.rows, 1)
    columns: dict[str, Any] = {name: figures.texts(name, rows) for name in COLUMNS}
    return replace(ledger, figures=Figures.of(**columns))


@laws
@given(undeclared, undeclared)
def test_between_two_ledgers_backwards_is_the_negation_too(one: Ledger, other: Ledger) -> None:
    there, back = diff(LedgerAt(one), LedgerAt(other)), diff(LedgerAt(other), LedgerAt(one))
    assert [signed(row) for row in there.rows] == [negated(row) for row in back.rows]
    assert [(shift.from_year, shift.to_year, shift.amount) for shift in there.shifts] == [
        (shift.to_year, shift.from_year, shift.amount) for shift in back.shifts
    ]


@laws
@given(ledgers)
def test_a_diff_applied_to_the_old_side_gives_the_new_one(ledger: Ledger) -> None:
    before = snapshot_after(ledger, known_at(ledger, "a").versions).stated
    cells = {cell: figure.amount.value for cell, figure in before.items()}
    for row in between(ledger).rows:
        if row.row_type == "line" and isinstance(row.year, int) and row.status != "declared-only":
            cell = Cell(row.line, row.basis, row.year)
            assert row.old == cells.pop(cell, None)
            if row.new is not None:
                cells[cell] = row.new
    now = snapshot_after(ledger, known_at(ledger, "c").versions).stated
    assert cells == {cell: figure.amount.value for cell, figure in now.items()}


def is_sized(row: DiffRow) -> bool:
    """Whether papers state the size of all that they declare of a cell or total."""
    return all(by.size == "stated" for by in row.declared_by)


@laws
@given(any_chain, ways, st.booleans())
def test_the_parts_make_the_change_to_the_last_digit(ledger: Ledger, pair: tuple[str, str], all: bool) -> None:
    for row in between(ledger, *pair, all=all).rows:
        if row.change is not None:
            assert row.old is not None
            assert row.new is not None
            assert row.net is not None
            assert row.untied is not None
            assert (row.declared is None) == (row.moved is None) == (not is_sized(row))
            assert row.change == (row.declared or 0) + (row.moved or 0) + row.net + row.untied == row.new - row.old
        else:
            assert (row.moved, row.net, row.untied) == (None, None, None)


@laws
@given(any_chain, ways)
def test_what_is_declared_in_between_is_counted_or_shown_apart_and_never_both(
    ledger: Ledger, pair: tuple[str, str]
) -> None:
    result = between(ledger, *pair)
    counted = Counter((row.line, row.year, by.label) for row in result.rows if row.line for by in row.declared_by)
    counted.update((found.line, found.year, found.label) for found in result.declared_elsewhere)
    touched = {row.line for row in result.rows if row.basis == "cash"}
    replaced = {version.supersedes for version in ledger.versions.values() if version.supersedes}
    earlier, later = sorted(
        ({version.version for version in known_at(ledger, side).versions} for side in pair), key=len
    )
    declared = Counter(
        (ledger.current[mutation.line], mutation.year, mutation.label)
        for mutation in ledger.mutations
        if mutation.version in later - earlier - replaced and ledger.current[mutation.line] in touched
    )
    assert declared <= counted
    assert replaced or declared == counted


NO_TOTAL = built(
    [
        *("a all 2024 cash -1 - -", "a all 2025 cash 1 - -", "a other 2024 cash 0 - -"),
        *("b all 2024 cash 0 - -", "b all 2025 cash 0 - -", "c other 2024 cash 1 - -"),
    ],
    [],
)
"""A ledger in which money moves to a year that has no total, since only one line is stated."""


@laws
@given(any_chain, ways)
@example(NO_TOTAL, ("a", "b"))
def test_what_moved_sums_to_zero_and_is_what_the_shifts_say(ledger: Ledger, pair: tuple[str, str]) -> None:
    result = between(ledger, *pair)
    moving = {(row.fund, row.basis, row.year) for row in result.rows if row.row_type == "line" and row.moved}
    for rows in by_group(result):
        shown = {(row.fund, row.basis, row.year) for row in rows if row.change is not None}
        of_all_years = {one for one in moving if one[:2] == (rows[0].fund, rows[0].basis)} <= shown
        if rows[0].row_type == "line" or of_all_years:  # a year of which a single line is stated has no total
            assert sum(row.moved or 0 for row in rows) == 0
    for row in result.rows:
        if row.row_type == "line" and row.moved is not None:
            own = [shift for shift in result.shifts if (shift.line, shift.basis) == (row.line, row.basis)]
            inferred = [shift for shift in own if shift.evidence == "inferred"]
            come = sum(shift.amount or 0 for shift in inferred if shift.to_year == row.year)
            gone = sum(shift.amount or 0 for shift in inferred if shift.from_year == row.year)
            assert row.moved == come - gone


@laws
@given(undeclared)
def test_outside_rounding_net_has_one_sign_and_what_moved_is_the_most_that_can(ledger: Ledger) -> None:
    result = between(ledger)
    alone = {(found.line, found.basis): found.amount for found in result.explained_by_net_alone}
    for rows in by_group(result):
        if rows[0].row_type == "line":
            clear = [row for row in rows if row.change is not None and not row.within_rounding]
            assert not (any((row.net or 0) > 0 for row in clear) and any((row.net or 0) < 0 for row in clear))
            up = sum(row.change for row in clear if row.change and row.change > 0)
            down = -sum(row.change for row in clear if row.change and row.change < 0)
            assert sum(row.moved for row in clear if row.moved and row.moved > 0) == min(up, down)
            assert alone.get((rows[0].line, rows[0].basis), 0) == min(up, down)


def in_any_order(row: DiffRow) -> DiffRow:
    """A row whose declared changes are not in the order of the ledger's file."""
    return row._replace(declared_by=tuple(sorted(row.declared_by, key=str)))


@laws
@given(amount_rows(), mutation_rows(), coverages, st.randoms(use_true_random=False))
def test_the_order_of_rows_and_lines_does_not_matter(
    amounts: list[str], mutations: list[str], coverage: str, random: Random
) -> None:
    ledger = built(amounts, mutations, coverage)
    shuffled = built(random.sample(amounts, len(amounts)), random.sample(mutations, len(mutations)), coverage)
    assert [in_any_order(row) for row in between(shuffled).rows] == [in_any_order(row) for row in between(ledger).rows]
    names = random.sample(list(ledger.lines), len(ledger.lines))
    turned = replace(shuffled, lines={name: ledger.lines[name] for name in names})
    assert set(map(in_any_order, between(turned).rows)) == set(map(in_any_order, between(ledger).rows))
    assert set(between(turned).shifts) == set(between(ledger).shifts)


@laws
@given(ledgers)
def test_another_unit_scales_everything(ledger: Ledger) -> None:
    small = between(ledger.in_unit("thousand"))
    for row, scaled in zip(between(ledger).rows, small.rows, strict=True):
        parts, others = ((found.old, found.new, *signed(found)) for found in (row, scaled))
        for part, other in zip(parts, others, strict=True):
            assert other == (None if part is None else part * 1000)
        assert (row.status, row.within_rounding) == (scaled.status, scaled.within_rounding)


@laws
@given(amount_rows(), coverages)
@example(
    [
        *("a all 2024 cash 0 - -", "a part 2025 cash 0 - -", "a other 2024 cash 0 - -", "a other 2025 cash 0 - -"),
        *("b part 2025 cash 0 - at-least", "b other 2024 cash 1.1 - -", "b other 2025 cash -1.1 - -"),
        "c other 2027 cash 1 - -",
    ],
    "fff",
)
def test_a_wider_rounding_never_turns_within_rounding_into_changed(rows: list[str], coverage: str) -> None:
    wider = []
    for row in rows:
        *cell, rounding, qualifier = row.split()
        wider.append(" ".join([*cell, "1" if rounding == "-" else str(Decimal(rounding) * 3), qualifier]))
    before, after = (between(built(stated, [], coverage), all=True).rows for stated in (rows, wider))
    for one, other in zip(before, after, strict=True):
        assert other.within_rounding or not one.within_rounding
        if one.row_type == "line":  # a total has what moved in any of its lines
            assert not other.moved or not one.within_rounding


@laws
@given(ledgers)
def test_totals_are_the_sums_of_what_stands(ledger: Ledger) -> None:
    """Counted the slow way: every stated cell, unless overtaken, that has no such cell above it."""
    for row in between(ledger, all=True).rows:
        if row.row_type == "total":
            for version, amount in (("a", row.old), ("c", row.new)):
                now = snapshot_after(ledger, known_at(ledger, version).versions)
                stated = {
                    line: figure.amount.value
                    for (line, *rest), figure in now.stated.items()
                    if (ledger.lines[line].fund, *rest) == (row.fund, row.basis, row.year)
                }
                gone = {line for line, *rest in now.overtaken if (*rest,) == (row.basis, row.year)}
                stated = {line: value for line, value in stated.items() if line not in gone}
                counted = [value for line, value in stated.items() if ledger.lines[line].parent not in stated]
                assert amount == (sum(counted) if counted else None)
