"""Versions of which amounts were lost when they were imported."""

from collections.abc import Iterator
from pathlib import PurePath

from ukraine_budget.analysis.checks.findings import IncompleteVersion
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.missing import parsed


def incomplete_versions(ledger: Ledger) -> Iterator[IncompleteVersion]:
    """A warning for each version that says that something is missing of it."""
    file = str(PurePath(ledger.figures.file).with_name("versions.csv"))
    for version in ledger.versions.values():
        if parts := tuple(parsed(version.missing)):
            yield IncompleteVersion(file, 0, version.version, parts)
