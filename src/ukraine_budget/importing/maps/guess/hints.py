"""What the name of a column tells of its amounts: a year, a basis, a phase."""

import re
from typing import NamedTuple

from ukraine_budget.importing.maps.guess.words import (
    AGE,
    AGE_MEANINGS,
    BASIS,
    BASIS_MEANINGS,
    PHASE,
    PHASE_MEANINGS,
    folded,
)

YEAR = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")
DISTANCE = re.compile(r"(?i)(?<![\w+-])t(?: ?([-+\N{EN DASH}\N{MINUS SIGN}]) ?([0-9]))?(?![\w+-])")


class HeaderHints(NamedTuple):
    """What a name tells. `distance` is how far the year is from that of the budget: "+0" of a column called t.

    A name with two years, bases or phases tells none. `age` is below 0 of an old version, above of others in their
    sequence. `rest` is what else it says.
    """

    year: str = ""
    distance: str = ""
    basis: str = ""
    phase: str = ""
    age: int = 0
    rest: str = ""

    @property
    def anything(self) -> bool:
        """Whether it tells of what, or when, the amounts are."""
        return bool(self.year or self.distance or self.basis or self.phase)


def header_hints(name: str, above: str = "") -> HeaderHints:
    """What the name of a column tells, and what that does not tell but rows above it do."""
    text = folded(name)
    distance = DISTANCE.search(text)
    rest = " ".join(DISTANCE.sub(" ", BASIS.sub(" ", YEAR.sub(" ", text))).split())
    return HeaderHints(
        _only(years_in(name)) or _only(years_in(above)),
        f"{'+' if distance[1] in ('+', None) else '-'}{distance[2] or 0}" if distance else "",
        _only(bases_in(name)) or BASIS_MEANINGS.get(rest, "") or _only(bases_in(above)),
        _only(phases_in(name)) or _only(phases_in(above)),
        next((AGE_MEANINGS[word] for word in AGE.findall(text)), 0),
        rest,
    )


def years_in(text: str) -> set[str]:
    """The years that a text names."""
    return set(YEAR.findall(text))


def bases_in(text: str) -> set[str]:
    """The bases that a text names."""
    return {BASIS_MEANINGS[word] for word in BASIS.findall(folded(text))}


def phases_in(text: str) -> set[str]:
    """The phases that a text names."""
    return {PHASE_MEANINGS[word] for word in PHASE.findall(folded(text))}


def _only(texts: set[str]) -> str:
    return next(iter(texts)) if len(texts) == 1 else ""
