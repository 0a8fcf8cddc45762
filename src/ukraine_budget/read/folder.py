"""A ledger folder: read whole, or only recognised, so that nothing else is ever written over a ledger."""

from collections.abc import Collection
from pathlib import Path

from ukraine_budget.errors import Problem
from ukraine_budget.figures.stated import Figures
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.read.build import build
from ukraine_budget.read.figures import is_stored, large, stored
from ukraine_budget.read.files import is_expected, read_file
from ukraine_budget.read.gate import ValidatedTable
from ukraine_budget.read.package import Package, parse_package
from ukraine_budget.read.places import DESCRIPTOR
from ukraine_budget.read.references import check_references
from ukraine_budget.read.schema import AMOUNTS, MODELS
from ukraine_budget.read.text import load

SHARED = ("versions", "claims", "texts")
"""The files of a ledger that other data packages may have too, such as an export of views."""
OWN = tuple(name for name in MODELS if name not in SHARED)


def read_folder(folder: Path, shown: Path, decimal: str, *, lazily: bool) -> tuple[Ledger | None, list[Problem]]:
    """Read the ledger in a folder: None where anything is wrong, and all that is. `shown` is the folder in messages.

    With `lazily`, figures kept as Parquet are read and checked when they are asked for, and raise LedgerError then.
    """
    text = load(folder / DESCRIPTOR, str(shown / DESCRIPTOR))
    if isinstance(text, Problem):
        return None, [text]
    package = parse_package(text, str(shown / DESCRIPTOR))
    if isinstance(package, list):
        return None, package
    problems: list[Problem] = []
    files: dict[str, ValidatedTable | None] = {}
    figures: Figures | None = None
    for name in MODELS:
        if name == AMOUNTS and is_stored(package):
            figures, wrong = stored(package, folder, shown, files, lazily=lazily and not problems)
        elif name == AMOUNTS and not problems and (figures := large(package, folder, shown, decimal, files)):
            wrong = []
        elif is_expected(name, package, folder):
            files[name], wrong = read_file(name, package, folder, shown, decimal)
        else:
            continue
        problems.extend(wrong)
    problems.extend(check_references(files, package, str(shown / DESCRIPTOR)))
    whole = {name: checked for name, checked in files.items() if checked}
    return (None if problems else build(package, folder.resolve().name, whole, figures)), problems


def ledger_around(folder: Path, but: Collection[str] = ()) -> Path | None:
    """The ledger that a folder is, or is within; also what is left of one in it. None without one.

    The files named in `but` do not make the folder a ledger.
    """
    if _has_files(folder, but) or _is_ledger(folder):
        return folder
    return next(filter(_is_ledger, folder.resolve().parents), None)


def package_name(folder: Path) -> str | None:
    """The name of the data package in a folder, "" where it has none or cannot be read; None without a package."""
    package = _package(folder)
    return package.name or "" if package else None


def _is_ledger(folder: Path) -> bool:
    package = _package(folder)
    if package is None:
        return False
    return _has_files(folder) or any(resource.name in OWN for resource in package.resources)


def _has_files(folder: Path, but: Collection[str] = ()) -> bool:
    names = {f"{name}{suffix}" for name in OWN for suffix in (".csv", ".parquet")}.difference(but)
    return any((folder / name).exists() for name in names)


def _package(folder: Path) -> Package | None:
    """The data package in a folder, a blank one where it cannot be read."""
    descriptor = folder / DESCRIPTOR
    if not descriptor.is_file():
        return None
    package = parse_package(descriptor.read_text(encoding="utf-8-sig", errors="replace"), str(descriptor))
    return package if isinstance(package, Package) else Package()
