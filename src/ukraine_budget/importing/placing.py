"""Where versions and rows stand: by what they say, so that the sequence of imports makes no difference."""

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, count, islice, pairwise
from typing import Any, NamedTuple, TypeVar, get_args

from ukraine_budget.errors import UsageError
from ukraine_budget.importing.extract import Extract
from ukraine_budget.language import Text, said
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.missing import Missing, parsed, written
from ukraine_budget.model.records import Document, Line, Phase, Version

Record = Mapping[str, Any]
Key = tuple[Any, ...]
By = Callable[[Record], Key]
Where = TypeVar("Where")
ROW = re.compile(r"(?:^|; )rows? ([0-9]{1,18})(?![0-9])")


class First(NamedTuple):
    """Where a line is stated first: the order of the version, the row of its paper, and that."""

    order: float
    row: int
    document: str


NOWHERE = First(float("inf"), 0, "")
"""The place of what no version states."""


def first_row(locator: str) -> int:
    """The row of a file that a locator names first; 0 where it names none."""
    named = ROW.search(locator)
    return int(named[1]) if named else 0


def first_in_ledger(ledger: Ledger, orders: Mapping[str, int]) -> Mapping[str, First]:
    """Where each line of a ledger is stated first."""
    figures = ledger.figures
    names = ("version", "line", "document", "locator")
    stated = zip(*(figures.texts(name, figures.rows) for name in names), strict=True)
    return _with_parents(_stated_first(stated, orders, first_row), ledger.lines)


def first_in_extract(extract: Extract, orders: Mapping[str, int]) -> Mapping[str, First]:
    """Where each line of an extract is stated first."""
    figures = ((figure.version, figure.line, figure.document, figure.rows[0]) for figure in extract.figures)
    return _with_parents(_stated_first(figures, orders, int), extract.lines)


def _stated_first(
    figures: Iterable[tuple[str, str, str, Where]], orders: Mapping[str, int], row_of: Callable[[Where], int]
) -> dict[str, First]:
    """Where each line is stated first, by the version, line and paper of some figures, and where in that they stand."""
    first: dict[str, First] = {}
    for version, line, paper, where in figures:
        before, order = first.get(line, NOWHERE), orders[version]
        if order <= before.order and (place := (order, row_of(where), paper)) < before:
            first[line] = First(*place)
    return first


def _with_parents(places: Mapping[str, First], lines: Mapping[str, Line]) -> dict[str, First]:
    """The places of all lines: one of which only parts are stated comes before the first of them."""
    first = dict(places)
    for line, place in places.items():
        above, seen = lines[line].parent, {line}
        while above and above not in seen:
            if above not in places:
                first[above] = min(first.get(above, NOWHERE), place._replace(row=0))
            seen.add(above)
            above = lines[above].parent
    return first


@dataclass(frozen=True)
class Places:
    """What rows stand by: `orders` of versions, `lines` where each is stated first, `index` as it stands there."""

    orders: Mapping[str, int]
    lines: Mapping[str, First]
    index: Mapping[str, int]
    fund_of: Mapping[str, str]

    @cached_property
    def funds(self) -> Mapping[str, Key]:
        """The place of the first line of each fund."""
        first: dict[str, Key] = {}
        for line, fund in self.fund_of.items():
            first[fund] = min(first.get(fund, NOWHERE), self.lines.get(line, NOWHERE))
        return first

    @cached_property
    def keys(self) -> Mapping[str, By]:
        """What the rows of a file stand by; those of others are added at its end."""
        return {
            "versions": lambda row: (_whole(row["order"]), row["version"]),
            "documents": lambda row: (row["document"],),
            "lines": lambda row: (*self.lines.get(row["line"], NOWHERE), self.index.get(row["line"], 0)),
            "funds": lambda row: (*self.funds.get(row["fund"], NOWHERE), row["fund"]),
            "amounts": self.figure,
        }

    def figure(self, row: Record) -> Key:
        """What a figure stands by."""
        where = (first_row(row.get("locator", "")), row.get("document", ""))
        return (self.orders.get(row["version"], 0), *where, _whole(row["year"]))


def _whole(text: str | int) -> int:
    """A number of a column of whole ones, which a person may have written otherwise."""
    digits = str(text).strip()
    return int(digits) if digits.lstrip("-").isdecimal() else 0


def is_sorted(rows: Iterable[Record], by: By) -> bool:
    """Whether rows stand by a key. Those that a person placed otherwise stay as they are."""
    return all(one <= other for one, other in pairwise(map(by, rows)))


PHASES = get_args(Phase)
SHA256 = "sha256:"
"""What the reference of an imported paper begins with."""
Versions = Mapping[str, Version]


def linked(versions: Versions) -> dict[str, Version]:
    """Versions, each following the one that its paper says if that is at hand; else it will `after` that is."""
    follows = {id: version.follows or version.after for id, version in versions.items()}
    return {
        id: version._replace(follows=follows[id], after="")
        if follows[id] in versions
        else version._replace(follows="", after=follows[id])
        for id, version in versions.items()
    }


def check_order(extract: Extract) -> None:
    """Refuse versions of one date and phase that state the same figures, where nothing says which is the newer."""
    dated: dict[int, list[Version]] = {}
    for version in extract.versions.values():
        dated.setdefault(version.order, []).append(version)
    for twins in dated.values():
        for one, other in combinations(twins, 2):
            if not _in_line(one, other, extract.versions) and _stated_by(extract, one) & _stated_by(extract, other):
                raise UsageError(_without_order(one.version, other.version))


def _in_line(one: Version, other: Version, versions: Versions) -> bool:
    """Whether one of two versions follows the other, be it through others."""
    return one.version in _before(other, versions) or other.version in _before(one, versions)


def _before(version: Version, versions: Versions) -> list[str]:
    """The versions that come before one, as far as each says which it follows."""
    before: list[str] = []
    while (follows := version.follows) in versions and follows not in before:
        before.append(follows)
        version = versions[follows]
    return before


def _stated_by(extract: Extract, version: Version) -> set[tuple[str, str, int]]:
    own = (figure for figure in extract.figures if figure.version == version.version)
    return {(figure.line, figure.basis, year) for figure in own for year in figure.years}


def _without_order(one: str, other: str) -> Text:
    return said(
        "{one} and {other} are versions of one date that state the same figures: say which is newer, by "
        'version.follows = "{one}" or "{other}" in the [[amounts]] of that version, or by [values.follows] where a '
        "column names the versions; or give each a date or phase of its own",
        one=one,
        other=other,
    )


def together(extract: Extract, ledger: Ledger | None, used: Collection[str]) -> dict[str, Version]:
    """The versions of a ledger, and of an extract; one that is both has what either says of it.

    `used` are the papers of which the ledger gets figures.
    """
    known: dict[str, Version] = dict(ledger.versions) if ledger else {}
    papers: dict[str, Document] = {**extract.documents, **(ledger.documents if ledger else {})}
    new: dict[int, list[Version]] = {}
    for id, version in extract.versions.items():
        if id in known:
            imported = papers[known[id].document].reference.startswith(SHA256) if known[id].document else False
            paper = min(known[id].document, version.document) if imported and version.document in used else ""
            known[id] = _both(known[id], version, extract, paper)
        else:
            new.setdefault(version.order, []).append(version)
    for twins in new.values():
        following = sorted(twins, key=lambda version: len(_before(version, extract.versions)))
        known |= _placed(following, known, papers)
    return linked(known)


def _both(old: Version, new: Version, extract: Extract, paper: str) -> Version:
    """A version of which more was imported: what is blank is filled, and what is missing is what both have not.

    Of two files that it was read from it names the same, whichever came first.
    """
    filled = old._replace(**{name: now for name, now in new._asdict().items() if getattr(old, name) == ""})
    own = (figure for figure in extract.figures if figure.version == new.version)
    covered = {(figure.basis, year) for figure in own for year in figure.years}
    lost = parsed(new.missing)
    kept = [part for part in parsed(old.missing) if _stays(part, lost, covered, new)]
    missing = written([*kept, *lost])
    coverage = "partial" if missing else new.coverage if old.missing else old.coverage
    follows, after = (old.follows, "") if old.follows else (filled.follows, filled.after)
    document = paper or old.document
    return filled._replace(
        missing=missing, coverage=coverage, document=document, follows=follows, after="" if follows else after
    )


def _stays(part: Missing, lost: Iterable[Missing], covered: Iterable[tuple[str, int]], new: Version) -> bool:
    """Whether something is still missing after an import: that of a whole basis and year makes up for it."""
    cell = (part.basis, part.year)
    if cell in {(one.basis, one.year) for one in lost}:
        return False
    return new.coverage == "partial" or (bool(part.basis and part.year) and cell not in covered)


def _placed(new: Sequence[Version], known: Versions, papers: Mapping[str, Document]) -> dict[str, Version]:
    """New versions of one day and phase, and those that are there: by the date of their papers, then by name.

    Those of one file stay in its sequence, and those that are there in theirs. No two have one order.
    """

    def turn(version: Version) -> tuple[str, str]:
        paper = papers.get(version.document)
        return (paper.date if paper else "", version.version)

    order = new[0].order
    old = sorted((other for other in known.values() if _place(other) == order), key=lambda other: other.order)
    at = next((n for n, other in enumerate(old) if turn(other) > turn(new[0])), len(old))
    taken = {other.order for other in known.values()}
    free = islice((n for n in count(order) if n not in taken), len(new))
    orders = sorted([*(other.order for other in old), *free])
    twins = [*old[:at], *new, *old[at:]]
    return {other.version: other._replace(order=order) for other, order in zip(twins, orders, strict=True)}


def _place(version: Version) -> int:
    """The order that the date of a version has, before it made room for another."""
    day, phase = version.order // 10 * 10, PHASES.index(version.phase)
    return min(day + phase, version.order)
