"""A ledger folder that gets all of what is new, or stays as it was."""

import shutil
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from ukraine_budget.errors import LedgerError, OutputError, UsageError
from ukraine_budget.language import said
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.readers import read
from ukraine_budget.readers.files import AMOUNTS, MODELS
from ukraine_budget.readers.package import Package, Resource, parse_package
from ukraine_budget.readers.places import DESCRIPTOR
from ukraine_budget.readers.table import delimiter_of
from ukraine_budget.whole import exchange

DRAFT = ".budget-import"
ORDER = (DESCRIPTOR, "funds.csv", "documents.csv", "lines.csv", "versions.csv")
"""The files that others refer to, put in place before them: at every moment the folder is a valid ledger."""


def open_into(folder: Path) -> Ledger | None:
    """The ledger that a folder holds, None where it is empty or not there.

    Raises UsageError for a folder that holds something else, LedgerError for a ledger that is not valid.
    """
    if not folder.exists() or (folder.is_dir() and all(file.name == DRAFT for file in folder.iterdir())):
        return None
    if not (folder / DESCRIPTOR).is_file():
        message = said(
            "{folder} is no ledger and not empty: name a ledger, or a new folder, with --into", folder=str(folder)
        )
        raise UsageError(message)
    ledger, problems = read(folder)
    if ledger is None:
        raise LedgerError(problems)
    plain_files(folder)
    return ledger


def plain_files(folder: Path, but: Collection[str] = ()) -> list[Path]:
    """The files of a ledger; UsageError where they have names or signs of their own, which an import does not write.

    `but` are the names of files that are left out.
    """
    package = parse_package((folder / DESCRIPTOR).read_text(encoding="utf-8-sig"), DESCRIPTOR)
    own = [file for name in MODELS if name not in but and (file := folder / f"{name}.csv").exists()]
    named = isinstance(package, Package) and all(
        _is_plain(resource) for resource in package.resources if resource.name not in but
    )
    if named and all(delimiter_of(_first_line(file)) == "," for file in own):
        return own
    help = (
        said("write it as CSV first, with budget convert --to csv")
        if isinstance(package, Package) and package.resource(AMOUNTS).path.endswith(".parquet")
        else said("give its files their usual names, commas as delimiter, and points as decimal sign")
    )
    raise UsageError(said("{folder} is not laid out as budget init does it: {help}", folder=str(folder), help=help))


def _is_plain(resource: Resource) -> bool:
    usual = resource.name not in MODELS or resource.path == f"{resource.name}.csv"
    return usual and resource.delimiter in ("", ",") and resource.decimals in ([], ["."])


def _first_line(file: Path) -> str:
    with file.open(encoding="utf-8-sig") as text:
        return text.readline()


@contextmanager
def drafted(folder: Path) -> Iterator[Path]:
    """A copy of a ledger folder to change. What is in it when all went well takes the place of the old files.

    The copy is within the folder, so that nothing outside is written. Raises UsageError while another import is at
    work there, OutputError where it cannot write; the folder is then as it was.
    """
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft = _claimed(folder)
    except OSError as error:
        raise _not_written(error, folder) from error
    try:
        for file in folder.iterdir():
            if file.suffix in (".csv", ".json") and file.is_file():
                shutil.copy(file, draft / file.name)
        yield draft
        _put(draft, folder)
    except OSError as error:
        raise _not_written(error, folder) from error
    finally:
        shutil.rmtree(draft)
        if made and not any(folder.iterdir()):
            folder.rmdir()


def _claimed(folder: Path) -> Path:
    draft = folder / DRAFT
    try:
        draft.mkdir()
    except FileExistsError:
        raise UsageError(
            said(
                "another import is writing to {folder}: wait for it to end; if none is running, remove {draft}",
                folder=str(folder),
                draft=str(draft),
            )
        ) from None
    return draft


def _not_written(error: OSError, folder: Path) -> OutputError:
    place, reason = str(error.filename or folder), error.strerror or str(error)
    return OutputError(said("{path}: {reason}; nothing was written", path=place, reason=reason))


def _put(draft: Path, folder: Path) -> None:
    """Move the files of a draft to their place, those first that others refer to."""
    first = [name for name in ORDER if (draft / name).exists()]
    others = sorted(file.name for file in draft.iterdir() if file.is_file() and file.name not in first)
    exchange(draft, folder, first + others)
