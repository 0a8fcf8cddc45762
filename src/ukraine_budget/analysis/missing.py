"""What versions do not have of the amounts of their papers, since these were lost when they were imported."""

from collections.abc import Collection, Iterable, Iterator

from ukraine_budget.analysis.notes import listed
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.message import Text, joined, said, word
from ukraine_budget.model.missing import Missing, parsed
from ukraine_budget.model.rows import Version


def missing_notes(
    ledger: Ledger, known: Iterable[Version], bases: Collection[str], years: Collection[int] = ()
) -> Iterator[Text]:
    """Says of some versions what is missing on some bases of some years, or of all where none is named.

    A version that a later full one revises is passed over: nothing of it stands any more.
    """
    versions = list(known)
    for version in versions:
        parts = [
            part
            for part in parsed(version.missing)
            if part.basis in ("", *bases) and (not years or part.year in (0, *years))
        ]
        if parts and not any(_replaces(ledger, later, version) for later in versions):
            yield joined((missing_text(version, parts), "."), "")


def _replaces(ledger: Ledger, later: Version, version: Version) -> bool:
    return later.coverage == "full" and version.version in ledger.revised[later.version]


def missing_text(version: Version, parts: Collection[Missing]) -> Text:
    """Says what is missing of a version."""
    return said(
        "{version} is not whole, since amounts were lost when it was imported: {parts}",
        version=version.version,
        parts=listed([part_text(part) for part in parts]),
    )


def part_text(part: Missing) -> Text:
    """How much is missing of a basis and year."""
    what = joined((word(part.basis, "basis"), part.year or ""), " ")
    if not part.basis or not part.year:
        return said("amounts of which basis or year is not known: {n}", n=part.missing)
    return said(
        "{n} of {all} amounts of {what} ({percent} % of the money)",
        n=part.missing,
        all=part.amounts,
        what=what,
        percent=part.percent,
    )
