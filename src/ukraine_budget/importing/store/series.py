"""What versions have of each other: which follows which, and which of those of one day comes first."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import count, islice
from typing import get_args

from ukraine_budget.importing.extract import Extract
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.missing import Missing, parsed, written
from ukraine_budget.model.records import Document, Phase, Version

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


def together(extract: Extract, ledger: Ledger | None, used: Collection[str]) -> dict[str, Version]:
    """The versions of a ledger, and of what was found; one that is both has what either says of it.

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
        known |= _placed(twins, known, papers)
    return linked(known)


def _both(old: Version, new: Version, extract: Extract, paper: str) -> Version:
    """A version of which more was found: what is blank is filled, and what is missing is what both have not.

    Of two files that it was read from it names the same, whichever came first.
    """
    filled = old._replace(**{name: now for name, now in new._asdict().items() if getattr(old, name) == ""})
    covered = {(figure.basis, figure.year) for figure in extract.figures if figure.version == new.version}
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
