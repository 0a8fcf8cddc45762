"""What a chart is: sections of panels with figures and arrows at places along an axis."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from ukraine_budget.language import Text
from ukraine_budget.model.amount import ZERO

Look = Literal["plain", "about", "assumed", "decision", "carried"]
"""How sure a figure is, as something other than a colour shows it."""
Tone = Literal["commitment", "cash", "outstanding", "other", "rise", "fall"]
"""What a figure counts, or which way it goes: a colour, never alone."""
Kind = Literal["bars", "points", "arrows"]


class Mark(NamedTuple):
    """A figure at a place: `text`, `words` and the mark of its `source` say it in full.

    `end` is None where there is no amount to draw. It is drawn from `start`, which is zero but for the steps of a
    waterfall, to `end`, with the interval from `low` to `high`, None where open or not known. It is not `joined` to the
    mark before where papers of different series state the two.
    """

    text: Text
    end: Decimal | None = None
    words: tuple[Text, ...] = ()
    source: str = ""
    start: Decimal = ZERO
    low: Decimal | None = None
    high: Decimal | None = None
    low_open: bool = False
    high_open: bool = False
    look: Look = "plain"
    tone: Tone = "other"
    joined: bool = True


class Arrow(NamedTuple):
    """Money that moves from one place to another, by their numbers; -1 and the number of places are off the axis."""

    start: int
    end: int
    text: Text
    words: tuple[Text, ...] = ()
    look: Look = "plain"
    tone: Tone = "other"


class Panel(NamedTuple):
    """One axis with its places, such as years: a mark for each (none where it has only arrows), and the arrows."""

    title: Text
    kind: Kind
    places: tuple[Text, ...]
    marks: tuple[Mark, ...] = ()
    arrows: tuple[Arrow, ...] = ()


class Section(NamedTuple):
    """Panels of one line, to one scale; sections of one `group`, such as a fund, follow each other.

    `ticks` are the values along the scale, at least two, from the lowest to the highest.
    """

    group: Text
    title: Text
    panels: tuple[Panel, ...]
    ticks: tuple[Decimal, ...]


class Chart(NamedTuple):
    """One picture. The title says the currency and unit of every amount in it."""

    title: Text
    sections: tuple[Section, ...]
    notes: tuple[Text, ...]
    sources: tuple[Text, ...]

    @property
    def panels(self) -> Iterator[Panel]:
        """The panels of all sections."""
        return (panel for section in self.sections for panel in section.panels)
