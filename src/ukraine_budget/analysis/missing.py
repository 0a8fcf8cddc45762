"""What versions do not have of the amounts of their papers, since these were lost when they were imported."""

from collections.abc import Collection, Iterable, Iterator

from ukraine_budget.analysis.notes import NotWhole
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.missing import parsed
from ukraine_budget.model.records import Version


def missing_notes(
    ledger: Ledger, known: Iterable[Version], bases: Collection[str], years: Collection[int] = ()
) -> Iterator[NotWhole]:
    """Says of some versions what is missing on some bases of some years, or of all where none is named.

    A version that a later full one revises is passed over: nothing of it stands any more.
    """
    versions = list(known)
    for version in versions:
        parts = tuple(
            part
            for part in parsed(version.missing)
            if part.basis in ("", *bases) and (not years or part.year in (0, *years))
        )
        if parts and not any(_replaces(ledger, later, version) for later in versions):
            yield NotWhole(version.version, parts)


def _replaces(ledger: Ledger, later: Version, version: Version) -> bool:
    return later.coverage == "full" and version.version in ledger.revised[later.version]
