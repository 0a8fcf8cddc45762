"""What papers declare to have moved between years: from where, to where, how much."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import product
from typing import Literal

from ukraine_budget.analysis.decompose import Flow, in_order, match_flows
from ukraine_budget.analysis.mutations import declared
from ukraine_budget.analysis.result_row import CellRow, ends
from ukraine_budget.analysis.scope import Scope
from ukraine_budget.analysis.snapshot import snapshot
from ukraine_budget.analysis.versions import known_at, of_one_series
from ukraine_budget.model.amount import ZERO, Amount, negated, total
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import BEYOND, CASH_SHIFT, Figure, Mutation, Version, Year

Evidence = Literal["declared", "inferred"]
Size = Literal["stated", "read-from-change", "not-stated", "inferred"]
NOT_STATED: Literal["not-stated"] = "not-stated"


class Shift(CellRow):
    """Money that leaves one year and appears in another; a year of None is not printed.

    `amount` is above zero, None where its size cannot be known.
    `remainder` is what all printed years of the label leave over, None when that is zero or within rounding.
    """

    columns = (
        "fund line basis from_year to_year amount low high low_open high_open"
        " evidence size label kind version document remainder"
    )
    from_year: Year | None
    to_year: Year | None
    amount: Decimal | None
    evidence: Evidence
    size: Size
    label: str
    kind: str
    version: str
    document: str
    remainder: Decimal | None


def declared_shifts(ledger: Ledger, versions: Sequence[Version], scope: Scope) -> tuple[Shift, ...]:
    """The shifts that versions declare, in the order of the versions, and of the ledger's file within each.

    A shift over more than two years is split by `match_flows`. Its amounts add up to what the years it leaves print:
    a rest within rounding stays in the last piece; any other is a shift from or to a year that is not printed.
    """
    tables: dict[str, dict[tuple[str, str, str], list[Mutation]]] = {version.version: {} for version in versions}
    for mutation in declared(ledger, tables):
        if mutation.kind == CASH_SHIFT and scope.holds(ledger, mutation.line, mutation.basis):
            label = (mutation.line, mutation.basis, mutation.label)
            tables[mutation.version].setdefault(label, []).append(mutation)
    return tuple(found for labels in tables.values() for rows in labels.values() for found in _shifts(ledger, rows))


def shift(line: str, piece: Flow, declared_by: Mutation | None, size: Size, remainder: Decimal | None = None) -> Shift:
    """A piece of a line's money as a shift: declared by a mutation, or inferred."""
    amount, by = piece.amount, declared_by
    low, high, low_open, high_open = ends(amount)
    return Shift(
        fund=amount.pot.fund,
        line=line,
        basis=amount.pot.basis,
        from_year=piece.from_year,
        to_year=piece.to_year,
        amount=None if size == NOT_STATED else amount.value,
        low=low,
        high=high,
        low_open=low_open,
        high_open=high_open,
        evidence="declared" if by else "inferred",
        size=size,
        label=by.label if by else "",
        kind=by.kind if by else "",
        version=by.version if by else "",
        document=by.document if by else "",
        remainder=remainder,
    )


def swapped(found: Shift) -> Shift:
    """The same shift undone: what a diff says that is read from the new side to the old one."""
    remainder = negated(found.remainder)
    return found._replace(from_year=found.to_year, to_year=found.from_year, remainder=remainder)


def _shifts(ledger: Ledger, rows: Sequence[Mutation]) -> Iterator[Shift]:
    """The shifts of one label of one version, line and basis."""
    if all(row.size_stated for row in rows):
        yield from _of_stated_size(rows)
    else:
        leaving = _sizes(ledger, (row for row in rows if row.leaves))
        reaching = _sizes(ledger, (row for row in rows if not row.leaves))
        net = _net(leaving, reaching)
        for piece, size in sorted(_of_unstated_size(rows, leaving, reaching), key=lambda found: in_order(found[0])):
            yield shift(rows[0].line, piece, rows[0], size, None if net is None or net.may_be_zero else net.value)


def _of_stated_size(rows: Sequence[Mutation]) -> Iterator[Shift]:
    legs = _by_year(rows)
    net = total(rows[0].amount.pot, legs.values())
    pieces, left = match_flows(legs)
    pieces = _in_full(pieces, left) if net.may_be_zero else pieces + _not_printed(left)
    for piece in sorted(pieces, key=in_order):
        yield shift(rows[0].line, piece, rows[0], "stated", None if net.may_be_zero else net.value)


def _by_year(rows: Iterable[Mutation]) -> dict[Year, Amount]:
    legs: dict[Year, Amount] = {}
    for row in rows:
        legs[row.year] = legs[row.year] + row.amount if row.year in legs else row.amount
    return legs


def _in_full(pieces: Sequence[Flow], left: Mapping[Year, Amount]) -> list[Flow]:
    """The pieces, the last that leaves a year together with what is left to leave that year."""
    rest = {year: amount for year, amount in left.items() if amount.value < 0}
    found = []
    for piece in reversed(pieces):
        more = rest.pop(piece.from_year, None) if piece.from_year else None
        found.append(piece._replace(amount=piece.amount - more) if more else piece)
    return found


def _not_printed(left: Mapping[Year, Amount]) -> list[Flow]:
    """What is left of a shift, whose counterpart no printed year shows."""
    leaving = [Flow(year, None, -amount) for year, amount in left.items() if amount.value < 0]
    return leaving + [Flow(None, year, amount) for year, amount in left.items() if amount.value > 0]


Sizes = Mapping[Year | None, tuple[Amount, Size] | None]
"""How much leaves or reaches each year, None where nothing tells."""


def _net(leaving: Sizes, reaching: Sizes) -> Amount | None:
    """What reaches years less what leaves years, where every year tells."""
    gone, come = ([size[0] for size in side.values() if size] for side in (leaving, reaching))
    if len(gone) < len(leaving) or len(come) < len(reaching):
        return None
    return total(come[0].pot, come) - total(gone[0].pot, gone)


def _of_unstated_size(rows: Sequence[Mutation], leaving: Sizes, reaching: Sizes) -> Iterator[tuple[Flow, Size]]:
    """The pieces of a shift of which a paper states the years but not the size.

    The size is that of the side on which every year has a counterpart of its own; it is open where no cell tells.
    """
    by_leaving = len(reaching) == 1 and any(leaving.values())
    for from_year, to_year in product(leaving, reaching):
        size = leaving[from_year] if by_leaving else reaching[to_year] if len(leaving) == 1 else None
        amount, how = size or (Amount(rows[0].amount.pot, ZERO, ZERO, None), NOT_STATED)
        yield Flow(from_year, to_year, amount), how


def _sizes(ledger: Ledger, rows: Iterable[Mutation]) -> Sizes:
    """How much each row moves, None where nothing tells; one year that is not printed where there is no row."""
    return {row.year: _size(ledger, row) for row in rows} or {None: None}


def read_sizes(ledger: Ledger, rows: Iterable[Mutation]) -> dict[Mutation, Amount | None]:
    """What mutations of unstated size come to, those of which the step that declares them tells anything.

    None where the cell did not change on that step in the direction that is declared.
    """
    told = {row: _unexplained(ledger, row) for row in rows if not row.size_stated}
    sizes = {row: _in_direction(row, rest) for row, rest in told.items() if rest}
    return {row: -size if size and row.leaves else size for row, size in sizes.items()}


def _size(ledger: Ledger, row: Mutation) -> tuple[Amount, Size] | None:
    """How much leaves or reaches the cell of a mutation, as the paper says or as the change of the cell tells."""
    if row.size_stated:
        return -row.amount if row.leaves else row.amount, "stated"
    rest = _unexplained(ledger, row)
    size = _in_direction(row, rest) if rest else None
    return (size, "read-from-change") if size else None


def _in_direction(row: Mutation, rest: Amount) -> Amount | None:
    """A change as what leaves or reaches the cell of a mutation, None where the cell changed the other way."""
    size = -rest if row.leaves else rest
    return replace(size, low=max(size.low or ZERO, ZERO)) if size.value > 0 else None


def _unexplained(ledger: Ledger, row: Mutation) -> Amount | None:
    """The change of a mutation's cell on the step of its version, less what else the version declares of it.

    None where the version does not restate the cell, where the paper that it revises is not what stood before, or where
    the version declares something else of unknown size.
    """
    follows = ledger.versions[row.version].follows
    old, new = _stand(ledger, follows, row), _stand(ledger, row.version, row)
    others = [other for other in declared(ledger, {row.version}) if _same_cell(other, row) and other.label != row.label]
    if old is None or new is None or new.version != row.version or not of_one_series(ledger, old.version, new.version):
        return None
    if not all(other.size_stated for other in others):
        return None
    return new.amount - old.amount - total(new.amount.pot, (other.amount for other in others))


def _same_cell(one: Mutation, other: Mutation) -> bool:
    return (one.line, one.basis, one.year) == (other.line, other.basis, other.year)


def _stand(ledger: Ledger, version: str, row: Mutation) -> Figure | None:
    """What stands at a version for the cell of a mutation."""
    if not version or row.year == BEYOND:
        return None
    stands = snapshot(ledger, known_at(ledger, version).versions, years={row.year}, lines={row.line})
    return stands.figure((row.line, row.basis, row.year))
