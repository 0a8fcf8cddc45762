"""Files and folders that a command writes: atomically, and replaced only with --force."""

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
    """Write a file atomically; a device or pipe piece by piece."""
    if _is_stream(path):
        _pass_on(path, data)
    else:
        write_one(path, data, partial(_check_file, path, replace=replace))


def _is_stream(path: Path) -> bool:
    with suppress(OSError):  # writing the file reports it
        return path.exists() and not path.is_file() and not path.is_dir()
    return False


def _check_file(path: Path, *, replace: bool) -> None:
    """Raise UsageError if a file may not be written, OSError if its folder does not exist."""
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
    """Write all views as a workbook, or as files in a folder, atomically. Returns the files made."""
    if path.suffix == ".xlsx" and not path.is_dir():
        write_file(path, [views.to_xlsx(lang)], replace=replace)
        return [path]
    if path.suffix and not path.is_dir():
        raise UsageError(said("{path}: name a workbook (.xlsx), or a folder, without a suffix", path=str(path)))
    files = views.to_package()
    write_folder(path, files, replace=replace)
    return [path / name for name in files]


def write_folder(folder: Path, files: Mapping[str, bytes], *, replace: bool) -> None:
    """Write files into a folder, all or none. Removes only the tables of an earlier export."""
    with claimed(folder, partial(_check_folder, folder, files, replace=replace)) as draft:
        put_all({**dict.fromkeys(_former_tables(folder), b""), **files}, draft, folder)


def _former_tables(folder: Path) -> Iterator[str]:
    """The file names of the export in a folder, if there is one."""
    from ukraine_budget.api.documents import SHEETS  # noqa: PLC0415
    from ukraine_budget.read.folder import package_in  # noqa: PLC0415

    package = package_in(folder)
    for resource in package.resources if package else ():
        if resource.name in SHEETS and resource.path == f"{resource.name}.csv":
            yield resource.path


def _check_folder(folder: Path, files: Collection[str], *, replace: bool) -> None:
    """Raise UsageError if an export may not be written into a folder; with --force too over a ledger."""
    from ukraine_budget.read.folder import ledger_around, package_in  # noqa: PLC0415
    from ukraine_budget.write.csv import EXPORT  # noqa: PLC0415

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
