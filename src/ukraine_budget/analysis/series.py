"""Which versions are of one series: what the one says can be compared with what the other says."""

from ukraine_budget.model.ledger import Ledger


def of_one_series(ledger: Ledger, one: str, other: str) -> bool:
    """Whether of two versions one revises the other, or the paper that the other is an erratum of.

    Papers of different series may count different things under one name. In a ledger that names no version as
    following another nothing is known of series, and all its versions are taken to be of one.
    """
    if one == other or not any(version.follows for version in ledger.versions.values()):
        return True
    papers = [{version, *superseded(ledger, version)} for version in (one, other)]
    revised = [{version, *ledger.revised[version]} for version in (one, other)]
    return bool(papers[0] & revised[1] or papers[1] & revised[0])


def superseded(ledger: Ledger, version: str) -> set[str]:
    """The paper that a version is an erratum of, and the one that this is an erratum of."""
    found: set[str] = set()
    while (version := ledger.versions[version].supersedes) and version not in found:
        found.add(version)
    return found
