"""The files and folders that a command writes: each is there whole or not at all, and replaces only what it may."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from ukraine_budget.atomic_write import claimed, is_new, put_all, write_one
from ukraine_budget.errors import OutputError, UsageError
from ukraine_budget.language import said

if TYPE_CHECKING:
    from ukraine_budget import Export


def write_file(path: Path, data: Iterable[bytes], *, replace: bool) -> None:
    """Write a file, which is there whole or not at all; a device or a pipe is written to as the pieces are made."""
    if _is_stream(path):
        _pass_on(path, data)
    else:
        write_one(path, data, partial(_check_file, path, replace=replace))


def _is_stream(path: Path) -> bool:
    with suppress(OSError):  # what is in the way is said when the file is written
        return path.exists() and not path.is_file() and not path.is_dir()
    return False


def _check_file(path: Path, *, replace: bool) -> None:
    """Raise UsageError where a file may not be written, OSError where there is no folder for it."""
    if path.is_dir():
        raise UsageError(said("{path} is a folder; name a file in it", path=str(path)))
    if path.is_symlink() and not path.exists():
        raise UsageError(said("{path} is a link to what is not there; name another file", path=str(path)))
    if path.is_file() and not replace:
        raise UsageError(said("{path} exists; --force replaces it", path=str(path)))
    path.parent.stat()


def _pass_on(path: Path, data: Iterable[bytes]) -> None:
    try:
        with path.open("wb") as file:
            file.writelines(data)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(said("{path}: {reason}; not all was written", path=str(path), reason=reason)) from error


def write_export(views: "Export", path: Path, lang: str, *, replace: bool) -> list[Path]:
    """Write all views as a workbook, or as files in a folder: whole or not at all. Returns the files made."""
    if path.suffix == ".xlsx" and not path.is_dir():
        write_file(path, [views.to_xlsx(lang)], replace=replace)
        return [path]
    if path.suffix and not path.is_dir():
        raise UsageError(said("{path}: name a workbook (.xlsx), or a folder, without a suffix", path=str(path)))
    files = views.to_package()
    write_folder(path, files, replace=replace)
    return [path / name for name in files]


def write_folder(folder: Path, files: Mapping[str, bytes], *, replace: bool) -> None:
    """Write files in a folder, all or none. Other files in it stay, but for tables of an earlier export."""
    with claimed(folder, partial(_check_folder, folder, files, replace=replace)) as draft:
        put_all({**dict.fromkeys(_former_tables(folder), b""), **files}, draft, folder)


def _former_tables(folder: Path) -> Iterator[str]:
    """The names of the files of the export that is in a folder, if one is."""
    from ukraine_budget.api.documents import SHEETS  # noqa: PLC0415  # a file is no export
    from ukraine_budget.read.folder import package_in  # noqa: PLC0415  # likewise

    package = package_in(folder)
    for resource in package.resources if package else ():
        if resource.name in SHEETS and resource.path == f"{resource.name}.csv":
            yield resource.path


def _check_folder(folder: Path, files: Collection[str], *, replace: bool) -> None:
    """UsageError where files of an export may not be written in a folder: over a ledger not even when forced."""
    from ukraine_budget.read.folder import ledger_around, package_in  # noqa: PLC0415  # a table needs no models
    from ukraine_budget.write.csv import EXPORT  # noqa: PLC0415  # nor the name of a package

    if folder.exists() and not folder.is_dir():
        raise UsageError(said("{path} is a file; name a folder", path=str(folder)))
    if ledger := ledger_around(folder, but=files):
        message = said(
            "{path} holds a ledger, and no export is written into one; name another folder", path=str(ledger)
        )
        raise UsageError(message)
    package = package_in(folder)
    if package and package.name != EXPORT:
        message = said("{path} holds a data package that is no export; name another folder", path=str(folder))
        raise UsageError(message)
    if not is_new(folder) and not replace:
        raise UsageError(said("{path} is not empty; --force replaces the files of an export in it", path=str(folder)))
