"""What the name of a column tells of its amounts: their year and basis, and what else it is called."""

import re
from typing import NamedTuple

from ukraine_budget.importing.rows import key
from ukraine_budget.read.synonyms import BASIS_WORDS

YEAR = re.compile(r"(?<![0-9])(?:19|20|21)[0-9]{2}(?![0-9])")
DISTANCE = re.compile(r"(?i)(?<![\w+-])t(?: ?([-+\N{EN DASH}\N{MINUS SIGN}]) ?([0-9]))?(?![\w+-])")
WORDS = sorted((word for word in BASIS_WORDS if len(word) > 1), key=len, reverse=True)
BASIS = re.compile(rf"(?i)(?<!\w)(?:{'|'.join(map(re.escape, WORDS))})(?!\w)")


class HeaderHints(NamedTuple):
    """What a name tells. `distance` is how far the year is from that of the budget: "+0" of a column called t.

    A name with two years, or two bases, tells none.
    """

    year: str = ""
    distance: str = ""
    basis: str = ""
    rest: str = ""

    @property
    def anything(self) -> bool:
        """Whether it tells what the amounts are of."""
        return bool(self.year or self.distance or self.basis)


def header_hints(name: str) -> HeaderHints:
    """What the name of a column tells."""
    distance = DISTANCE.search(name)
    rest = key(DISTANCE.sub(" ", BASIS.sub(" ", YEAR.sub(" ", name))))
    return HeaderHints(
        _only(years_in(name)),
        f"{'+' if distance[1] in ('+', None) else '-'}{distance[2] or 0}" if distance else "",
        _only(bases_in(name)) or BASIS_WORDS.get(rest, ""),
        rest,
    )


def years_in(text: str) -> set[str]:
    """The years that a text names."""
    return set(YEAR.findall(text))


def bases_in(text: str) -> set[str]:
    """The bases that a text names."""
    return {BASIS_WORDS[word.casefold()] for word in BASIS.findall(text)}


def _only(found: set[str]) -> str:
    return next(iter(found)) if len(found) == 1 else ""
