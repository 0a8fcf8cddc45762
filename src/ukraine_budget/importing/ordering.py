"""Order of versions and rows, computed from their content: the sequence of imports does not matter."""

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
    """Sort key of a line's first statement: order of the version, row of the paper, and the paper."""

    order: float
    row: int
    document: str


NOWHERE = First(float("inf"), 0, "")
"""Sort key of a line that no version states."""


def first_row(locator: str) -> int:
    """Parse the first row number of a locator; 0 without one."""
    named = ROW.search(locator)
    return int(named[1]) if named else 0


def first_in_ledger(ledger: Ledger, orders: Mapping[str, int]) -> Mapping[str, First]:
    """Find where each line of a ledger is first stated."""
    figures = ledger.figures
    names = ("version", "line", "document", "locator")
    stated = zip(*(figures.texts(name, figures.rows) for name in names), strict=True)
    return _with_parents(_stated_first(stated, orders, first_row), ledger.lines)


def first_in_extract(extract: Extract, orders: Mapping[str, int]) -> Mapping[str, First]:
    """Find where each line of an extract is first stated."""
    figures = ((figure.version, figure.line, figure.document, figure.rows[0]) for figure in extract.figures)
    return _with_parents(_stated_first(figures, orders, int), extract.lines)


def _stated_first(
    figures: Iterable[tuple[str, str, str, Where]], orders: Mapping[str, int], row_of: Callable[[Where], int]
) -> dict[str, First]:
    """Find where each line is first stated, from figures as (version, line, paper, position)."""
    first: dict[str, First] = {}
    for version, line, paper, where in figures:
        before, order = first.get(line, NOWHERE), orders[version]
        if order <= before.order and (key := (order, row_of(where), paper)) < before:
            first[line] = First(*key)
    return first


def _with_parents(stated: Mapping[str, First], lines: Mapping[str, Line]) -> dict[str, First]:
    """Add parents of which only parts are stated: each comes before its first part."""
    first = dict(stated)
    for line, key in stated.items():
        above, seen = lines[line].parent, {line}
        while above and above not in seen:
            if above not in stated:
                first[above] = min(first.get(above, NOWHERE), key._replace(row=0))
            seen.add(above)
            above = lines[above].parent
    return first


@dataclass(frozen=True)
class RowOrder:
    """Sort keys of rows: `orders` of versions, first statements of `lines`, and `index` within a row."""

    orders: Mapping[str, int]
    lines: Mapping[str, First]
    index: Mapping[str, int]
    fund_of: Mapping[str, str]

    @cached_property
    def funds(self) -> Mapping[str, Key]:
        """First statement of each fund."""
        first: dict[str, Key] = {}
        for line, fund in self.fund_of.items():
            first[fund] = min(first.get(fund, NOWHERE), self.lines.get(line, NOWHERE))
        return first

    @cached_property
    def keys(self) -> Mapping[str, By]:
        """Sort key functions by file; rows of other files are appended."""
        return {
            "versions": lambda row: (_whole(row["order"]), row["version"]),
            "documents": lambda row: (row["document"],),
            "lines": lambda row: (*self.lines.get(row["line"], NOWHERE), self.index.get(row["line"], 0)),
            "funds": lambda row: (*self.funds.get(row["fund"], NOWHERE), row["fund"]),
            "amounts": self.figure,
        }

    def figure(self, row: Record) -> Key:
        """Sort key of a figure."""
        where = (first_row(row.get("locator", "")), row.get("document", ""))
        return (self.orders.get(row["version"], 0), *where, _whole(row["year"]))


def _whole(text: str | int) -> int:
    """Parse an integer; 0 for other text."""
    digits = str(text).strip()
    return int(digits) if digits.lstrip("-").isdecimal() else 0


def is_sorted(rows: Iterable[Record], by: By) -> bool:
    """Whether rows are sorted by a key. Rows that a person has arranged stay as they are."""
    return all(one <= other for one, other in pairwise(map(by, rows)))


PHASES = get_args(Phase)
SHA256 = "sha256:"
"""Prefix of an imported paper's reference."""
Versions = Mapping[str, Version]


def linked(versions: Versions) -> dict[str, Version]:
    """Link each version to the one it follows, if known; otherwise keep that in `after`."""
    follows = {id: version.follows or version.after for id, version in versions.items()}
    return {
        id: version._replace(follows=follows[id], after="")
        if follows[id] in versions
        else version._replace(follows="", after=follows[id])
        for id, version in versions.items()
    }


def check_order(extract: Extract) -> None:
    """Raise UsageError if versions of one date and phase state the same figures and none is the newer."""
    dated: dict[int, list[Version]] = {}
    for version in extract.versions.values():
        dated.setdefault(version.order, []).append(version)
    for twins in dated.values():
        for one, other in combinations(twins, 2):
            if not _in_line(one, other, extract.versions) and _stated_by(extract, one) & _stated_by(extract, other):
                raise UsageError(_without_order(one.version, other.version))


def _in_line(one: Version, other: Version, versions: Versions) -> bool:
    """Whether one version is an ancestor of the other."""
    return one.version in _before(other, versions) or other.version in _before(one, versions)


def _before(version: Version, versions: Versions) -> list[str]:
    """Ancestors of a version, as far as each says which it follows."""
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


def merged_versions(extract: Extract, ledger: Ledger | None, used: Collection[str]) -> dict[str, Version]:
    """Merge the versions of an extract into those of a ledger.

    `used` are the papers from which the ledger gets figures.
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
        known |= _with_orders(following, known, papers)
    return linked(known)


def _both(old: Version, new: Version, extract: Extract, paper: str) -> Version:
    """Merge a version that was imported again: fill blanks, and keep as missing what neither import has.

    Of two files it names the same one, whichever was imported first.
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
    """Whether a part is still missing: an import of its whole basis and year supplies it."""
    cell = (part.basis, part.year)
    if cell in {(one.basis, one.year) for one in lost}:
        return False
    return new.coverage == "partial" or (bool(part.basis and part.year) and cell not in covered)


def _with_orders(new: Sequence[Version], known: Versions, papers: Mapping[str, Document]) -> dict[str, Version]:
    """Give orders to the new versions of one day and phase and to those known: by date of their papers, then name.

    Versions of one file keep its sequence, known versions theirs. Orders are unique.
    """

    def sort_key(version: Version) -> tuple[str, str]:
        paper = papers.get(version.document)
        return (paper.date if paper else "", version.version)

    order = new[0].order
    old = sorted((other for other in known.values() if _dated_order(other) == order), key=lambda other: other.order)
    at = next((n for n, other in enumerate(old) if sort_key(other) > sort_key(new[0])), len(old))
    taken = {other.order for other in known.values()}
    free = islice((n for n in count(order) if n not in taken), len(new))
    orders = sorted([*(other.order for other in old), *free])
    twins = [*old[:at], *new, *old[at:]]
    return {other.version: other._replace(order=order) for other, order in zip(twins, orders, strict=True)}


def _dated_order(version: Version) -> int:
    """The order that a version's date gives it, before room was made for another."""
    day, phase = version.order // 10 * 10, PHASES.index(version.phase)
    return min(day + phase, version.order)
