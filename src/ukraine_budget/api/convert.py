"""A ledger in another form."""

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from ukraine_budget.errors import LedgerError, UsageError, unknown
from ukraine_budget.importing.store.folder import claimed, is_new, plain_files, put
from ukraine_budget.language import said
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.read import find, read
from ukraine_budget.read.places import DESCRIPTOR
from ukraine_budget.read.schema import AMOUNTS
from ukraine_budget.scaffold import check_new, not_new
from ukraine_budget.write.figures import write_csv, write_parquet

FORMS: Mapping[str, Callable[[Ledger, dict[str, Any], Path], None]] = {"parquet": write_parquet, "csv": write_csv}
"""What writes the figures of a ledger to a folder in each form, given its descriptor."""


def convert(folder: str | Path, *, to: str, ledger: str | Path | None = None) -> list[Path]:
    """Write a ledger folder in another form to a new folder. What is made is a ledger still.

    `to` is "parquet" for figures of which some years are read without the rest, or "csv" for figures as plain text
    again. Returns the files made. Raises UsageError for a form that is not known, for a ledger that is one CSV file and
    where something is there already, LedgerError for a ledger that cannot be read, OutputError where it cannot write.
    """
    if to not in FORMS:
        raise unknown("form", to, FORMS)
    place = find(ledger)
    found, problems = read(place)
    if found is None:
        raise LedgerError(problems)
    home = place.parent if place.name == DESCRIPTOR else place
    if not home.is_dir():
        raise UsageError(
            said("{path} is one file: only a ledger folder has what a data package needs", path=str(place))
        )
    made = Path(folder)
    check_new(made)
    copied = plain_files(home, but=(AMOUNTS,))
    descriptor = json.loads((home / DESCRIPTOR).read_text(encoding="utf-8-sig"))
    with claimed(made) as draft:
        if not is_new(made):  # any more
            raise not_new(made)
        for file in copied:
            shutil.copyfile(file, draft / file.name)
        FORMS[to](found, descriptor, draft)
        put(draft, made)
    return sorted(made.iterdir())
