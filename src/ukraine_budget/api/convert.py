"""A ledger in another form."""

import json
import shutil
from pathlib import Path

from ukraine_budget.errors import UsageError, unknown
from ukraine_budget.fiscal import fiscal
from ukraine_budget.importers.store.folder import drafted, plain_files
from ukraine_budget.model.message import said
from ukraine_budget.readers import find, open_ledger
from ukraine_budget.readers.places import DESCRIPTOR

FORMS = ("fiscal-data-package",)


def convert(folder: str | Path, *, to: str, ledger: str | Path | None = None) -> list[Path]:
    """Write a ledger folder in another form to a new folder: as a "fiscal-data-package", which is a ledger still.

    Returns the files made. Raises UsageError for a form that is not known, for a ledger that is one CSV file and where
    something is there already, LedgerError for a ledger that cannot be read, OutputError where it cannot write.
    """
    if to not in FORMS:
        raise unknown("form", to, FORMS)
    place, found = find(ledger), open_ledger(ledger)
    home = place.parent if place.name == DESCRIPTOR else place
    if not home.is_dir():
        raise UsageError(
            said("{path} is one file: only a ledger folder has what a data package needs", path=str(place))
        )
    made = Path(folder)
    if made.exists() and (not made.is_dir() or any(made.iterdir())):
        raise UsageError(said("{folder} exists and is not empty; name a new folder", folder=str(made)))
    descriptor = json.loads((home / DESCRIPTOR).read_text(encoding="utf-8-sig"))
    files = fiscal(found, descriptor)
    own = [file.name for file in plain_files(home)]
    with drafted(made) as draft:
        for name in own:
            shutil.copyfile(home / name, draft / name)
        for name, text in files.items():
            (draft / name).write_text(text, encoding="utf-8", newline="")
    return sorted(made / name for name in {*own, *files})
