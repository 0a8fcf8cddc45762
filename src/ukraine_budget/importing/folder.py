"""Ledger folders that an import writes to: recognise, read, and copy to a draft."""

import shutil
from collections.abc import Collection
from pathlib import Path

from ukraine_budget.atomic_write import current, is_new
from ukraine_budget.errors import LedgerError, UsageError
from ukraine_budget.language import said
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.read import read
from ukraine_budget.read.package import Package, Resource, parse_package
from ukraine_budget.read.paths import DESCRIPTOR
from ukraine_budget.read.schema import AMOUNTS, MODELS
from ukraine_budget.read.sheet import delimiter_of


def open_into(folder: Path) -> Ledger | None:
    """Open the ledger in a folder; None if the folder is empty or missing.

    Raises UsageError for a folder that holds something else, LedgerError for an invalid ledger.
    """
    if not takes_figures(folder):
        return None
    ledger, problems = read(folder)
    if ledger is None:
        raise LedgerError(problems)
    plain_files(folder)
    return ledger


def takes_figures(folder: Path) -> bool:
    """Whether a folder holds a ledger; False if it is empty or missing, UsageError if it holds something else."""
    if is_new(folder):
        return False
    if not current(folder, DESCRIPTOR).is_file():
        message = said(
            "{folder} is no ledger and not empty: name a ledger, or a new folder, with --into", folder=str(folder)
        )
        raise UsageError(message)
    return True


def plain_files(folder: Path, but: Collection[str] = ()) -> list[Path]:
    """Files of a ledger; UsageError for other names, delimiters or decimal signs, which an import cannot write.

    `but` are names of files to leave out.
    """
    package = parse_package(current(folder, DESCRIPTOR).read_text(encoding="utf-8-sig"), DESCRIPTOR)
    own = [file for name in MODELS if name not in but and (file := current(folder, f"{name}.csv")).exists()]
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


def copy(folder: Path, draft: Path) -> None:
    """Copy the files of a ledger, if there is one, to a draft."""
    if not is_new(folder):
        for file in (folder / DESCRIPTOR, *plain_files(folder)):
            shutil.copy(file, draft / file.name)
