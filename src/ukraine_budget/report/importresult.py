"""The outcome of an import: what was taken, what was left out and why, and how totals compare."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.language import Text
from ukraine_budget.model.amount import EXACT, ZERO


class LeftOut(NamedTuple):
    """A row, or one cell of it, that is not in the ledger.

    `line` is the physical line or row from 1, or 0 for the whole file; `column` the header of a cell that was left out
    of a row that was taken, else empty. `expected`: it was left out as the format or the user wants it, and is no
    fault of the file.
    """

    file: str
    line: int
    column: str
    reason: str
    message: Text
    expected: bool = False


class Compared(NamedTuple):
    """A total that a file prints, beside the sum of what was taken of its parts.

    `rounding` is that of all of them that are printed more coarsely than others.
    """

    file: str
    line: int
    total: str
    basis: str
    year: int
    printed: Decimal
    taken: Decimal
    rounding: Decimal = ZERO

    @property
    def difference(self) -> Decimal:
        """By how much what was taken is above what is printed."""
        return EXACT.subtract(self.taken, self.printed)

    @property
    def differs(self) -> bool:
        """Whether the two differ by more than that rounding allows."""
        return 2 * abs(self.difference) > self.rounding


class Share(NamedTuple):
    """How many amounts of a basis and year the files state, with how much money, and what was taken of both.

    Money is the sum of amounts without their signs, but for `unsized` amounts that are lost and whose size cannot be
    read. Basis and year are blank, and None, where nothing says them.
    """

    basis: str
    year: int | None
    amounts: int
    money: Decimal
    taken: int
    taken_money: Decimal
    unsized: int = 0

    @property
    def whole(self) -> bool:
        """Whether all of it was taken."""
        return self.taken == self.amounts


class Lost(NamedTuple):
    """How many amounts were left out for a reason that neither the map nor the format tells."""

    reason: str
    amounts: int


class Counts(NamedTuple):
    """How much was read, and what it came to in the ledger.

    Of the rows that were left out, `unwanted` are those that the user does not ask for. `new_` is what the ledger did
    not have before.
    """

    rows: int
    taken: int
    left_out: int
    unwanted: int
    figures: int
    versions: int
    lines: int
    new_figures: int
    new_versions: int
    new_lines: int


class ImportResult(NamedTuple):
    """What an import came to. `written`: the ledger was changed; `refused`: it was not, for the faults of the files.

    `lost` is why amounts were left out, where that were more than may be. `by_map`: the user's map was followed.
    """

    into: str
    format: str
    files: tuple[str, ...]
    currency: str | None
    unit: str | None
    counts: Counts
    left_out: tuple[LeftOut, ...]
    totals: tuple[Compared, ...]
    notes: tuple[Text, ...]
    written: bool
    refused: bool
    shares: tuple[Share, ...]
    lost: tuple[Lost, ...]
    by_map: bool

    @property
    def faults(self) -> Sequence[LeftOut]:
        """What was left out through a fault of the file."""
        return [row for row in self.left_out if not row.expected]

    @property
    def reasons(self) -> Counter[str]:
        """How often each reason was given."""
        return Counter(row.reason for row in self.left_out)
