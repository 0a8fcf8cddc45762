"""What share of the amounts and of the money that some files state was taken, and what is missing of each version."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.importing.found import Found
from ukraine_budget.importing.losses import Loss, Place
from ukraine_budget.model.amount import EXACT, ZERO, exact_sum
from ukraine_budget.model.missing import Missing, written
from ukraine_budget.report.importresult import Lost, Share

HUNDRED = 100
"""One in so many amounts, or so much of the money, may be left out for reasons that no map or format tells."""


class Sum(NamedTuple):
    """How many amounts, and the sum of them without their signs."""

    amounts: int = 0
    money: Decimal = ZERO

    def plus(self, amounts: int, money: Decimal) -> "Sum":
        """The two together."""
        return Sum(self.amounts + amounts, EXACT.add(self.money, money))

    def exceeds(self, whole: "Sum") -> bool:
        """Whether this is more of a whole than may be left out."""
        return self.amounts * HUNDRED > whole.amounts or EXACT.multiply(self.money, Decimal(HUNDRED)) > whole.money


Sums = Mapping[Place, Sum]


def taken(found: Found) -> Sums:
    """What was taken, by version, basis and year; a figure that is a sum is of as many amounts as rows were added."""
    amounts: Counter[tuple[str, str, int]] = Counter()
    money: defaultdict[tuple[str, str, int], list[Decimal]] = defaultdict(list)
    for figure in found.figures:
        place = (figure.version, figure.basis, figure.year)
        amounts[place] += figure.added
        money[place].append(Decimal(figure.amount).copy_abs())
    return {Place(*place): Sum(n, exact_sum(money[place])) for place, n in amounts.items()}


def lost(losses: Iterable[Loss]) -> Sums:
    """What was left out, likewise."""
    sums: defaultdict[Place, Sum] = defaultdict(Sum)
    for loss in losses:
        sums[loss.place] = sums[loss.place].plus(loss.amounts, loss.money)
    return sums


def shares(found: Found, taken: Sums) -> tuple[Share, ...]:
    """What was taken of every basis and year; what is known of neither comes last."""
    own, left = _of_all_versions(taken), _of_all_versions(lost(found.losses))
    rows = []
    for place in sorted(own.keys() | left.keys(), key=lambda at: (not at.basis, at.basis, not at.year, at.year)):
        got, gone = own.get(place, Sum()), left.get(place, Sum())
        rows.append(Share(place.basis, place.year or None, *got.plus(*gone), *got))
    return tuple(rows)


def too_much(found: Found, taken: Sums) -> bool:
    """Whether more than may be was left out for reasons that no map or format tells: of a basis and year, or of all."""
    gone = _of_all_versions(lost(found.losses.unknown))
    whole = _of_all_versions({**taken}, lost(found.losses))
    known = [place for place in gone if place.basis and place.year]
    return any(gone[place].exceeds(whole[place]) for place in known) or _all(gone).exceeds(_all(whole))


def _of_all_versions(*sums: Sums) -> Sums:
    found: defaultdict[Place, Sum] = defaultdict(Sum)
    for part in sums:
        for place, one in part.items():
            of_all = place._replace(version="")
            found[of_all] = found[of_all].plus(*one)
    return found


def _all(sums: Sums) -> Sum:
    """All together, whatever the basis: only to be set against another such sum."""
    every = Sum()
    for one in sums.values():
        every = every.plus(*one)
    return every


def mark_missing(found: Found, taken: Sums) -> None:
    """Make the versions partial of which amounts were left out, and have them say which.

    What is of a version that nothing tells is missing of all of them.
    """
    gone = lost(found.losses.unknown)
    for id, version in found.versions.items():
        parts: defaultdict[Place, Sum] = defaultdict(Sum)
        for place, one in gone.items():
            if place.version in ("", id):
                parts[place._replace(version=id)] = parts[place._replace(version=id)].plus(*one)
        if parts:
            missing = [_missing(place, one, taken.get(place, Sum()).plus(*one)) for place, one in parts.items()]
            found.versions[id] = version._replace(coverage="partial", missing=written(missing))


def _missing(place: Place, gone: Sum, whole: Sum) -> Missing:
    share = EXACT.multiply(gone.money, Decimal(1000)) // whole.money if whole.money else ZERO
    return Missing(place.basis, place.year, gone.amounts, whole.amounts, EXACT.scaleb(share, -1))


def reasons(losses: Iterable[Loss]) -> tuple[Lost, ...]:
    """How many amounts were left out for each reason, most first."""
    found: Counter[str] = Counter()
    for loss in losses:
        found[loss.reason] += loss.amounts
    return tuple(Lost(*one) for one in found.most_common())
