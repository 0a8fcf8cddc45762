"""Numbers in a sentence that keep where they come from, so that a page can say it of each."""

from typing import Literal, NamedTuple

from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.analysis.shifts import Shift
from ukraine_budget.language import Language, said
from ukraine_budget.report.display import NOT_STATED, Share, qualified, shown, spread


class Cited(NamedTuple):
    """A figure, or how far it is from that of the year before: the change, or without its sign the fall."""

    row: FigureRow
    part: Literal["amount", "change", "fall"] = "amount"

    def spoken(self, language: Language) -> str:
        """The number with the words that qualify it; of a change also the percentage."""
        row = self.row
        if self.part == "amount" or row.change is None:
            return language.say(qualified(row.amount, row.qualifier) or NOT_STATED)
        signed = self.part == "change"
        change, share = (
            number if signed or number is None else number.copy_abs() for number in (row.change, row.change_percent)
        )
        percent = (
            f" ({shown(share, 'percent', language) if signed else language.say(Share(share))})"
            if share is not None
            else ""
        )
        rounding = f", {language.say(said('within rounding'))}" if signed and row.within_rounding and row.change else ""
        return shown(change, "change" if signed else "amount", language) + percent + rounding


class Moved(NamedTuple):
    """How much a shift moves."""

    shift: Shift

    def spoken(self, language: Language) -> str:
        """The amount and, unless it is exact, how far it may be off."""
        found = self.shift
        half = spread(found.amount, found.low, found.high)
        return shown(found.amount, "amount", language) + (f" ± {language.number(half)}" if half else "")
