"""What share of the amounts and of the money that some files state was taken, and what is missing of each version."""

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
"""One in so many amounts, or so much of the money, may be left out for reasons that no map or format tells."""


class Sum(NamedTuple):
    """How many amounts, and the sum of them without their signs; of `unsized` amounts the size is not known."""

    amounts: int = 0
    money: Decimal = ZERO
    unsized: int = 0

    def plus(self, amounts: int, money: Decimal, unsized: int = 0) -> "Sum":
        """The two together."""
        return Sum(self.amounts + amounts, EXACT.add(self.money, money), self.unsized + unsized)

    def exceeds(self, whole: "Sum") -> bool:
        """Whether this is more of a whole than may be left out."""
        return self.amounts * HUNDRED > whole.amounts or EXACT.multiply(self.money, Decimal(HUNDRED)) > whole.money


Sums = Mapping[Scope, Sum]


def taken(extract: Extract) -> Sums:
    """What was taken, by version, basis and year; a figure that is a sum is of as many amounts as rows were added."""
    alike: defaultdict[tuple[str, str, tuple[int, ...]], list[ImportedFigures]] = defaultdict(list)
    for figures in extract.figures:
        alike[figures.version, figures.basis, figures.years].append(figures)
    sums: defaultdict[Scope, Sum] = defaultdict(Sum)
    for (version, basis, years), members in alike.items():
        count = sum(len(figures.rows) for figures in members)
        for year, amounts in zip(years, zip(*(figures.amounts for figures in members), strict=True), strict=True):
            scope = Scope(version, basis, year)
            sums[scope] = sums[scope].plus(count, _money(amounts))
    return sums


def _money(amounts: Sequence[str]) -> Decimal:
    """The sum of amounts without their signs. Whole ones are added as such, in a quarter of the time."""
    if "." not in "".join(amounts):
        return Decimal(sum(map(abs, map(int, amounts))))
    return exact_sum(map(Decimal.copy_abs, map(Decimal, amounts)))


def lost(losses: Iterable[Loss]) -> Sums:
    """What was left out, likewise."""
    sums: defaultdict[Scope, Sum] = defaultdict(Sum)
    for loss in losses:
        unsized = loss.amounts if loss.money is None else 0
        sums[loss.scope] = sums[loss.scope].plus(loss.amounts, loss.money or ZERO, unsized)
    return sums


def shares(extract: Extract, taken: Sums) -> tuple[Share, ...]:
    """What was taken of every basis and year; what is known of neither comes last."""
    own, left = _of_all_versions(taken), _of_all_versions(lost(extract.losses))
    rows = []
    for scope in sorted(own.keys() | left.keys(), key=lambda at: (not at.basis, at.basis, not at.year, at.year)):
        got, gone = own.get(scope, Sum()), left.get(scope, Sum())
        whole = got.plus(*gone)
        rows.append(
            Share(scope.basis, scope.year or None, whole.amounts, whole.money, got.amounts, got.money, gone.unsized)
        )
    return tuple(rows)


def too_much(extract: Extract, taken: Sums) -> bool:
    """Whether more than may be was left out for reasons that no map or format tells: of a basis and year, or of all."""
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
    """All together, whatever the basis: only to be set against another such sum."""
    every = Sum()
    for one in sums.values():
        every = every.plus(*one)
    return every


def mark_missing(extract: Extract, taken: Sums) -> Extract:
    """A copy whose versions are partial where amounts were left out, and say which.

    What is of a version that nothing tells is missing of all of them.
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
    """How many amounts were left out for each reason, most first."""
    counts: Counter[str] = Counter()
    for loss in losses:
        counts[loss.reason] += loss.amounts
    return tuple(Lost(*one) for one in counts.most_common())
