"""Files to import: single ones, or all tables of a folder or an archive."""

import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator, Sequence, Sized
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from ukraine_budget.errors import UsageError
from ukraine_budget.importing.kinds import KINDS
from ukraine_budget.importing.source import Source, archive, source
from ukraine_budget.language import said

ARCHIVE = ".zip"
MOST = 1000
"""The most tables in a folder or archive."""
ABOUT_TABLES = re.compile("(?i)read.?me|lees.?mij|lies.?mich|lisez.?moi|leeme|licen[cs]e|licentie|metadata|datapackage")
"""File names of documentation."""


@contextmanager
def opened(paths: Iterable[str | Path]) -> Iterator[list[Source]]:
    """Open the files at some paths; of a folder or .zip archive, those that may be tables, sorted by name.

    Raises SourceError for an unreadable file, UsageError for a folder or archive with no table, or more than MOST.
    """
    with TemporaryDirectory(prefix="budget-") as temporary:
        yield [one for number, path in enumerate(paths) for one in _files(Path(path), Path(temporary) / str(number))]


def holds_files(path: Path) -> bool:
    """Whether a path is a folder or an archive."""
    return path.is_dir() or path.suffix.lower() == ARCHIVE


def _files(path: Path, folder: Path) -> Sequence[Source]:
    if not holds_files(path):
        return [source(path)]
    if path.is_dir():
        files = [file for file in path.iterdir() if _may_be_table(file.name)]
        _check_number(path, files)
        return [source(file) for file in sorted(files)]
    packed = source(path)
    with packed.open() as file, archive(packed, file) as parts:
        names = [name for name in parts.namelist() if _may_be_table(Path(name).name)]
        _check_number(path, names)
        return _unpacked(path, parts, names, folder)


def _check_number(path: Path, files: Sized) -> None:
    if not len(files):
        raise UsageError(said("{path} holds no file that may be a table", path=str(path)))
    if len(files) > MOST:
        raise UsageError(
            said("{path} holds {n} tables, and {most} are read at most", path=str(path), n=len(files), most=MOST)
        )


def _may_be_table(name: str) -> bool:
    kind = Path(name.removesuffix(".gz")).suffix.lower().removeprefix(".")
    return kind in KINDS and not name.startswith((".", "~")) and not ABOUT_TABLES.match(name)


def _unpacked(path: Path, parts: zipfile.ZipFile, names: Sequence[str], folder: Path) -> list[Source]:
    """Extract files of an archive into a temporary folder; each into its own, as names may repeat."""
    folder.mkdir()
    files = []
    for number, name in enumerate(sorted(names)):
        file = folder / str(number) / Path(name).name
        file.parent.mkdir()
        with parts.open(name) as part, file.open("wb") as whole:
            shutil.copyfileobj(part, whole)
        files.append(Source(file, f"{path}/{name}"))
    return files
