"""Versions of which amounts were lost when they were imported."""

from collections.abc import Iterator
from pathlib import PurePath

from ukraine_budget.analysis.missing import missing_text
from ukraine_budget.errors import Problem, harmless
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.message import said
from ukraine_budget.model.missing import parsed


def incomplete_versions(ledger: Ledger) -> Iterator[Problem]:
    """A warning for each version that says that something is missing of it."""
    file = str(PurePath(ledger.entries.file).with_name("versions.csv"))
    for version in ledger.versions.values():
        if parts := parsed(version.missing):
            message = harmless(missing_text(version, parts))
            help = said("import a mended copy of the file, or state what is missing by hand")
            yield Problem(file, 0, 0, "incomplete-version", message, help, "warning")
