"""Exact amounts as whole numbers of one scale."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact, InvalidOperation, Overflow
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ukraine_budget.figures.column import Bools, Integers

EXACT = Context(prec=200, traps=[Inexact, InvalidOperation, Overflow])
"""Arithmetic that raises rather than rounds."""
DIGITS = 18
"""The digits that every int64 holds."""
MOST = 1 << 62
"""Below this, sums and products of int64 are exact."""
POINT, MINUS, END = b".-\n"
Wholes = Integers | NDArray[np.object_]
"""int64; Python integers in an object array where these may not suffice."""


@dataclass(frozen=True, eq=False)
class Amounts:
    """A column of amounts: a row is `whole` * 10**-scale, in the unit of the ledger's files.

    `whole` and `decimals` have shape (rows,); `decimals` are how many each amount is printed with, at most `scale`.
    """

    whole: Wholes
    decimals: Integers
    scale: int

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Amounts":
        """Parse plain ASCII decimals, such as -1234.5, of any number of digits."""
        lines = "\n".join((*texts, "")) if texts else ""
        before, decimals = _digits(lines)
        scale = int(decimals.max(initial=0))
        if before.max(initial=0) + scale > DIGITS:
            exact = [int(text.replace(".", "")) for text in texts]
            whole = np.array(exact, np.object_) * 10 ** (scale - decimals).astype(np.object_)
            return cls(whole, decimals.astype(np.int8), scale)
        numbers = np.fromstring(lines.replace(".", ""), np.int64, sep="\n")
        return cls(numbers * 10 ** (scale - decimals), decimals.astype(np.int8), scale)

    @classmethod
    def shortest(cls, whole: Wholes, scale: int) -> "Amounts":
        """Make a column of multiples of 10**-scale, with no more decimals than each needs."""
        kind = whole.dtype if scale <= DIGITS else np.dtype(np.object_)
        needs = [whole % np.array(10**n, kind) != 0 for n in range(1, scale + 1)]
        return cls(whole, np.sum(needs, axis=0, dtype=np.int8) if needs else np.zeros(len(whole), np.int8), scale)

    def __len__(self) -> int:
        return len(self.whole)

    @property
    def is_zero(self) -> Bools:
        """Mask of the zeros."""
        mask: Bools = self.whole == 0
        return mask

    @property
    def digits(self) -> tuple[int, int]:
        """The most digits before the point, and after it."""
        return len(str(largest(self.whole) // 10**self.scale)), int(self.decimals.max(initial=0))

    def at(self, rows: Integers | Bools) -> "Amounts":
        """Take some rows, by index or mask."""
        return Amounts(self.whole[rows], self.decimals[rows], self.scale)

    def values(self, power: int = 0) -> list[Decimal]:
        """The amounts times 10**power as decimals, as printed."""
        kind: np.dtype[Any] = self.whole.dtype if self.scale <= DIGITS else np.dtype(np.object_)
        steps: Wholes = np.array([10 ** (self.scale - own) for own in range(self.scale + 1)], kind)
        units = [Decimal(f"1e{power - own}") for own in range(self.scale + 1)]
        wholes = map(Decimal, divided(self.whole, steps[self.decimals]).tolist())
        return list(map(EXACT.multiply, wholes, map(units.__getitem__, self.decimals.tolist())))

    def __add__(self, other: "Amounts") -> "Amounts":
        """Add row by row, with the decimals of the longer term."""
        scale = max(self.scale, other.scale)
        one, two = self.in_steps_of(-scale), other.in_steps_of(-scale)
        if largest(one) + largest(two) >= MOST:
            one = one.astype(np.object_)
        return Amounts(one + two, np.maximum(self.decimals, other.decimals), scale)

    def __sub__(self, other: "Amounts") -> "Amounts":
        """Subtract row by row, with the decimals of the longer term."""
        return self + Amounts(-other.whole, other.decimals, other.scale)

    def in_steps_of(self, exponent: int) -> Wholes:
        """The amounts as multiples of 10**exponent (at most -scale), shape (rows,)."""
        return multiplied(self.whole, 10 ** (-self.scale - exponent))

    def in_unit(self, power: int) -> "Amounts":
        """Convert to a unit 10**-power as large."""
        scale = max(self.scale - power, 0)
        whole = multiplied(self.whole, 10 ** (scale - self.scale + power))
        return Amounts(whole, np.maximum(self.decimals - power, 0), scale)

    def spread(self, index: Integers, rows: int) -> "Amounts":
        """A column of `rows` zeros, with these amounts at `index`."""
        whole: Wholes = np.zeros(rows, self.whole.dtype)  # type: ignore[assignment]  # it is one of the two
        decimals = np.zeros(rows, np.int8)
        whole[index], decimals[index] = self.whole, self.decimals
        return Amounts(whole, decimals, self.scale)

    def summed(self, groups: Integers, size: int) -> "Amounts":
        """Sum the rows of each of `size` groups exactly. `groups`, shape (rows,), counts from 0.

        A sum has as many decimals as the term with most of them.
        """
        decimals = np.zeros(size, np.int8)
        np.maximum.at(decimals, groups, self.decimals)
        return Amounts(added(self.whole, groups, size), decimals, self.scale)

    def sums(self, groups: Integers, size: int, power: int = 0) -> list[Decimal]:
        """`summed` as decimals, times 10**power."""
        return self.summed(groups, size).in_unit(power).values()


def _digits(lines: str) -> tuple[Integers, Integers]:
    """Count the digits before and after the point of decimals, one to a line."""
    text = np.frombuffer(lines.encode("ascii"), np.uint8)
    ends = np.flatnonzero(text == END)
    begins = np.concatenate((ends[:0], [0], ends[:-1] + 1))[: len(ends)]
    points = np.flatnonzero(text == POINT)
    of_point = np.searchsorted(ends, points)
    after = np.zeros(len(ends), np.int64)
    after[of_point] = ends[of_point] - points - 1
    before = ends - begins - after
    before[of_point] -= 1
    before -= text[begins] == MINUS
    return before, after


def multiplied(numbers: Wholes, factor: int) -> Wholes:
    """Multiply by a factor, in Python integers where int64 may overflow."""
    if factor == 1:
        return numbers
    does_fit = max(largest(numbers), 1) * factor < MOST  # int64 does not take a larger factor, not even for zeros
    return (numbers if does_fit else numbers.astype(np.object_)) * factor


def divided(numbers: Wholes, by: Wholes) -> Wholes:
    """Divide row by row, rounding down."""
    quotients: Wholes = np.floor_divide(numbers, by)
    return quotients


def added(numbers: Wholes, groups: Integers, size: int) -> Wholes:
    """Sum each group, shape (size,), in Python integers where int64 may overflow."""
    kind = np.dtype(np.int64 if largest(numbers) * len(numbers) < MOST else np.object_)
    sums = np.zeros(size, kind)
    np.add.at(sums, groups, numbers.astype(kind, copy=False))
    return sums


def largest(numbers: Wholes) -> int:
    """The largest absolute value."""
    return max(int(numbers.max(initial=0)), -int(numbers.min(initial=0)))
