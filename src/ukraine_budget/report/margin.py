"""What a diff calls a change that is none: within rounding, or within what the user tolerates beside it."""

from typing import NamedTuple

from ukraine_budget.analysis.diff import DiffResult
from ukraine_budget.language import Text, said


class Margin(NamedTuple):
    """The words for a change, and for what declared changes leave over."""

    change: Text
    rest: Text


ROUNDING = Margin(said("within rounding"), said("rest within rounding"))
TOLERANCE = Margin(said("within rounding or tolerance"), said("rest within rounding or tolerance"))


def margin(result: DiffResult) -> Margin:
    """The words for a diff: a tolerated change may well be beyond rounding."""
    return TOLERANCE if result.tolerance else ROUNDING
