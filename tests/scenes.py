"""Pictures for tests, of the shipped ledger and of small ones, and the positions of their texts."""

from collections.abc import Iterator
from functools import cache
from itertools import combinations, pairwise
from typing import Any, NamedTuple

import ukraine_budget
from build import make
from ukraine_budget import LedgerAt, Plot, View, open_ledger
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Fund, Line
from ukraine_budget.report.pictures.lettering import width_of
from ukraine_budget.report.pictures.scene import Scene

SIGNS = ".,;:()"
"""Punctuation beside words."""


class Place(NamedTuple):
    """A text and its bounding box."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Place") -> bool:
        """Whether two texts overlap."""
        across = self.left < other.right - 0.5 and other.left < self.right - 0.5
        return across and self.top < other.bottom - 0.5 and other.top < self.bottom - 0.5


def places(scene: Scene) -> Iterator[Place]:
    """Yield the texts of a picture with their bounding boxes."""
    for words in scene.words:
        width = width_of(words.text, words.size, bold=words.bold)
        left = {"start": words.x, "middle": words.x - width / 2, "end": words.x - width}[words.anchor]
        yield Place(words.text, left, words.y - 0.76 * words.size, left + width, words.y + 0.2 * words.size)


def faults(scene: Scene) -> list[tuple[str, ...]]:
    """Return texts that leave the picture, overlap, or are too small to read on a phone."""
    known = list(places(scene))
    outside = [(one.text,) for one in known if one.left < 0 or one.top < 0 or one.right > scene.width]
    outside += [(one.text,) for one in known if one.bottom > scene.height]
    small = [(words.text,) for words in scene.words if words.size < 12]
    return [*outside, *small, *((one.text, other.text) for one, other in combinations(known, 2) if one.meets(other))]


def broken(scene: Scene) -> set[str]:
    """Return parts of words that are drawn apart: words missing in the description."""
    drawn = {word.strip(SIGNS) for words in scene.words for word in words.text.split() if not word.endswith("…")}
    whole = {word.strip(SIGNS) for word in scene.description.split()}
    return {word for word in drawn - whole if any(map(str.isalpha, word))}


def shown(plot: Plot, lang: str = "en", *, narrow: bool = False) -> list[str]:
    """Return the texts of a picture."""
    return [words.text for words in plot.scene(lang, narrow=narrow).words]


@cache
def views() -> dict[str, View[Any]]:
    """Return every view of the shipped ledger that has a picture."""
    ledger = open_ledger()
    found: dict[str, View[Any]] = {"outlook": ukraine_budget.outlook(ledger), "shifts": ukraine_budget.shifts(ledger)}
    found["shifts all"] = ukraine_budget.shifts(ledger, funds="all")
    found |= {f"outlook {fund}": ukraine_budget.outlook(ledger, funds=fund) for fund in (*ledger.funds, "all")}
    found |= {f"outlook at {name}": ukraine_budget.outlook(ledger, as_of=name) for name in list(ledger.versions)[::4]}
    found |= {f"outlook on {basis}": ukraine_budget.outlook(ledger, bases=basis) for basis in ("commitment", "cash")}
    found |= {f"history {line}": ukraine_budget.history(ledger, line) for line in ledger.lines}
    stating = {version for (version,) in ledger.figures.together("version")}
    for old, new in [*pairwise(filter(stating.__contains__, ledger.versions)), ("spring-2025", "letter-2025-11-27")]:
        view = ukraine_budget.diff(LedgerAt(ledger, old), LedgerAt(ledger, new))
        found |= {f"diff {old} {new}": view, f"shifts {old} {new}": ukraine_budget.shifts(view)}
    found["diff whole"] = ukraine_budget.diff(LedgerAt(ledger, "mn-2023"), LedgerAt(ledger, "letter-2025-11-27"))
    found["diff back"] = ukraine_budget.diff(LedgerAt(ledger, "letter-2025-11-27"), LedgerAt(ledger, "spring-2025"))
    return found


def many(count: int, name: str = "Line") -> Ledger:
    """Make a ledger of many lines, in two versions of two years."""
    rows = (
        f"{version} l{n} {year} cash {(n * 37) % 101 * (5 - n % 3) * year - n * n}.{n}"
        for version in ("old", "new")
        for n in range(1, count + 1)
        for year in (2025, 2026 if version == "new" else 2027)
    )
    lines = [Line(f"l{n}", "f", name=f"{name} {n}") for n in range(1, count + 1)]
    return make("\n".join(rows), lines=lines, funds=[Fund("f", "Fund", support=False, total=True)])
