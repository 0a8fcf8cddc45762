"""What stands after some versions, one after the other."""

from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence

from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Version
from ukraine_budget.model.stands import Key, Stands


def refunded(old: Ledger, new: Ledger) -> set[str]:
    """The lines that two ledgers have in different funds."""
    return {name for name, line in new.lines.items() if name in old.lines and old.lines[name].fund != line.fund}


def are_built_alike(one: Ledger, other: Ledger) -> bool:
    """Whether two ledgers have the lines of both in the same funds, under the same parents."""
    common = one.lines.keys() & other.lines.keys()
    return all(
        (mine.fund, mine.parent) == (theirs.fund, theirs.parent)
        for mine, theirs in ((one.lines[name], other.lines[name]) for name in common)
    )


def are_editions(one: Ledger, other: Ledger) -> bool:
    """Whether two ledgers of one version each state the same cells row by row: then the same rows stand for them."""
    mine, theirs = one.entries, other.entries
    return (
        len(one.versions) == len(other.versions) == 1
        and not (one.renumbered or other.renumbered)
        and (mine.line, mine.basis, mine.year) == (theirs.line, theirs.basis, theirs.year)
    )


def stands(
    ledger: Ledger,
    versions: Sequence[Version],
    years: Collection[int] | None = None,
    lines: Collection[str] | None = None,
) -> Stands:
    """What stands after `versions`, in their order, for some years and (current) lines or all."""
    last = deque((found for _, found in steps(ledger, versions, years, lines)), maxlen=1)
    return last[0] if last else Stands(ledger)


def steps(
    ledger: Ledger,
    versions: Sequence[Version],
    years: Collection[int] | None = None,
    lines: Collection[str] | None = None,
) -> Iterator[tuple[Version, Stands]]:
    """What stands after each of `versions`. A full version ends what it does not print in its funds and years."""
    found: Mapping[Key, int] = {}
    more: dict[int, tuple[int, ...]] = {}
    for version in versions:
        own, further = _own(ledger, version, years, lines)
        more |= further
        if version.coverage == "full" and found:
            closed = ledger.blocks(version.version, years)
            found = {key: row for key, row in found.items() if (ledger.lines[key[0]].fund, key[2]) not in closed}
        found = {**found, **own} if found else own
        yield version, Stands(ledger, found, more)


def _own(
    ledger: Ledger, version: Version, years: Collection[int] | None, lines: Collection[str] | None
) -> tuple[Mapping[Key, int], Mapping[int, tuple[int, ...]]]:
    """The row of each cell that a version states, and by it the further rows that are added to it."""
    if ledger.cells is not None and years is None and lines is None and len(ledger.versions) == 1:
        return ledger.cells, {}
    rows = ledger.rows_of(version.version, years, lines)
    own: dict[Key, int] = dict(zip(ledger.keys_of(rows), rows, strict=True))
    more: dict[int, tuple[int, ...]] = {}
    if len(own) < len(rows):
        for key, row in zip(ledger.keys_of(rows), rows, strict=True):
            first = own[key]
            if row != first:
                more[first] = (*more.get(first, ()), row)
    return own, more


def renumbered(found: Stands, other: Ledger) -> Stands:
    """What stands, under the lines as another ledger numbers them; a line never changes its fund that way."""
    lines = numbers(found, other)
    if not lines:
        return found
    rows: dict[Key, int] = {}
    more = dict(found.more)
    for (line, basis, year), row in found.rows.items():
        key = (lines.get(line, line), basis, year)
        if key in rows:
            more[rows[key]] = (*more.get(rows[key], ()), row, *more.get(row, ()))
        rows.setdefault(key, row)
    return Stands(found.ledger, rows, more)


def numbers(found: Stands, other: Ledger) -> Mapping[str, str]:
    """The lines of what stands that another ledger numbers otherwise, each with its number there."""
    lines = other.renumbered.intersection(key[0] for key in found.rows) if other.renumbered else ()
    every = {line: _number(found.ledger, other, line) for line in lines}
    return {line: number for line, number in every.items() if line != number}


def _number(ledger: Ledger, other: Ledger, line: str) -> str:
    number = other.current.get(line, line)
    funds = {each.lines[number].fund for each in (ledger, other) if number in each.lines}
    return number if funds == {ledger.lines[line].fund} else line
