"""Share of the amounts and of the money in some files that was taken, and what each version lacks."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.importing.extract import Extract, ImportedFigures
from ukraine_budget.importing.rejects import Loss, Scope
from ukraine_budget.model.amount import EXACT, ZERO, exact_sum
from ukraine_budget.model.missing import Missing, written
from ukraine_budget.model.records import Version
from ukraine_budget.report.importresult import Lost, Share

HUNDRED = 100
"""At most one in this many amounts, or units of money, may be lost for undeclared reasons."""


class Sum(NamedTuple):
    """Number of amounts and the sum of their absolute values; `unsized` amounts have no readable size."""

    amounts: int = 0
    money: Decimal = ZERO
    unsized: int = 0

    def plus(self, amounts: int, money: Decimal, unsized: int = 0) -> "Sum":
        """Add further amounts."""
        return Sum(self.amounts + amounts, EXACT.add(self.money, money), self.unsized + unsized)

    def exceeds(self, whole: "Sum") -> bool:
        """Whether this is a larger share of the whole than may be lost."""
        return self.amounts * HUNDRED > whole.amounts or EXACT.multiply(self.money, Decimal(HUNDRED)) > whole.money


Sums = Mapping[Scope, Sum]


def taken(extract: Extract) -> Sums:
    """Sum the amounts taken, by version, basis and year; an added figure counts once per row."""
    groups: defaultdict[tuple[str, str, tuple[int, ...]], list[ImportedFigures]] = defaultdict(list)
    for figures in extract.figures:
        groups[figures.version, figures.basis, figures.years].append(figures)
    sums: defaultdict[Scope, Sum] = defaultdict(Sum)
    for (version, basis, years), members in groups.items():
        count = sum(len(figures.rows) for figures in members)
        for year, amounts in zip(years, zip(*(figures.amounts for figures in members), strict=True), strict=True):
            scope = Scope(version, basis, year)
            sums[scope] = sums[scope].plus(count, _money(amounts))
    return sums


def _money(amounts: Sequence[str]) -> Decimal:
    """Sum absolute values. Integers are added as int, four times as fast."""
    if "." not in "".join(amounts):
        return Decimal(sum(map(abs, map(int, amounts))))
    return exact_sum(map(Decimal.copy_abs, map(Decimal, amounts)))


def lost(losses: Iterable[Loss]) -> Sums:
    """Sum the amounts lost, by version, basis and year."""
    sums: defaultdict[Scope, Sum] = defaultdict(Sum)
    for loss in losses:
        unsized = loss.amounts if loss.money is None else 0
        sums[loss.scope] = sums[loss.scope].plus(loss.amounts, loss.money or ZERO, unsized)
    return sums


def shares(extract: Extract, taken: Sums) -> tuple[Share, ...]:
    """Share taken of each basis and year; unknown ones last."""
    kept, gone = _of_all_versions(taken), _of_all_versions(lost(extract.losses))
    rows = []
    for scope in sorted(kept.keys() | gone.keys(), key=lambda at: (not at.basis, at.basis, not at.year, at.year)):
        own, loss = kept.get(scope, Sum()), gone.get(scope, Sum())
        whole = own.plus(*loss)
        rows.append(
            Share(scope.basis, scope.year or None, whole.amounts, whole.money, own.amounts, own.money, loss.unsized)
        )
    return tuple(rows)


def too_much(extract: Extract, taken: Sums) -> bool:
    """Whether too large a share was lost for undeclared reasons: of a basis and year, or of everything."""
    gone = _of_all_versions(lost(extract.losses))
    whole = _of_all_versions({**taken}, lost(extract.losses))
    known = [scope for scope in gone if scope.basis and scope.year]
    return any(gone[scope].exceeds(whole[scope]) for scope in known) or _all(gone).exceeds(_all(whole))


def _of_all_versions(*sums: Sums) -> Sums:
    every: defaultdict[Scope, Sum] = defaultdict(Sum)
    for part in sums:
        for scope, one in part.items():
            of_all = scope._replace(version="")
            every[of_all] = every[of_all].plus(*one)
    return every


def _all(sums: Sums) -> Sum:
    """Sum over all bases and years: only to be compared with another such sum."""
    every = Sum()
    for one in sums.values():
        every = every.plus(*one)
    return every


def mark_missing(extract: Extract, taken: Sums) -> Extract:
    """Copy in which versions that lost amounts are partial, and say which.

    A loss of unknown version counts for every version.
    """
    gone = lost(extract.losses)
    versions = {id: _lacking(version, gone, taken) for id, version in extract.versions.items()}
    return extract._replace(versions=versions)


def _lacking(version: Version, gone: Sums, taken: Sums) -> Version:
    parts: defaultdict[Scope, Sum] = defaultdict(Sum)
    for scope, one in gone.items():
        if scope.version in ("", version.version):
            own = scope._replace(version=version.version)
            parts[own] = parts[own].plus(*one)
    if not parts:
        return version
    missing = [_missing(scope, one, taken.get(scope, Sum()).plus(*one)) for scope, one in parts.items()]
    return version._replace(coverage="partial", missing=written(missing))


def _missing(scope: Scope, gone: Sum, whole: Sum) -> Missing:
    known = whole.money and not gone.unsized
    share = EXACT.multiply(gone.money, Decimal(1000)) // whole.money if known else ZERO
    return Missing(scope.basis, scope.year, gone.amounts, whole.amounts, EXACT.scaleb(share, -1))


def reasons(losses: Iterable[Loss]) -> tuple[Lost, ...]:
    """Number of amounts lost by reason, largest first."""
    counts: Counter[str] = Counter()
    for loss in losses:
        counts[loss.reason] += loss.amounts
    return tuple(Lost(*one) for one in counts.most_common())
