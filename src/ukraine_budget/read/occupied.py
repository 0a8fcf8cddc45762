"""Whether a folder holds a ledger, be it one that cannot be read: what is no ledger is never written over one."""

from collections.abc import Collection
from pathlib import Path

from ukraine_budget.read.files import MODELS
from ukraine_budget.read.package import Package, parse_package
from ukraine_budget.read.places import DESCRIPTOR

SHARED = ("versions", "claims")
"""The files of a ledger that other data packages may have too, such as an export of views."""
OWN = tuple(name for name in MODELS if name not in SHARED)


def ledger_around(folder: Path, but: Collection[str] = ()) -> Path | None:
    """The ledger that a folder is or is within, or what is left of one in it beside some files; None without one."""
    if _has_files(folder, but) or _is_ledger(folder):
        return folder
    return next(filter(_is_ledger, folder.resolve().parents), None)


def package_name(folder: Path) -> str | None:
    """What the data package in a folder is called, blank where it cannot be read; None where there is none."""
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
