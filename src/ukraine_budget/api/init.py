"""A new, empty ledger."""

import json
from pathlib import Path

from ukraine_budget.read import find
from ukraine_budget.read.places import DEFAULT, DESCRIPTOR
from ukraine_budget.scaffold import scaffold


def init(folder: str | Path) -> list[Path]:
    """Make an empty ledger in a new folder, with the columns of the one that comes with the program.

    Returns the files made. Raises UsageError where something is there already, OutputError where it cannot write.
    """
    descriptor = json.loads((find(DEFAULT) / DESCRIPTOR).read_text(encoding="utf-8"))
    return scaffold(Path(folder), descriptor)
