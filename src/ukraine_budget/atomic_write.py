"""Files that are written whole or not at all: until all went well, what is there stays as it is."""

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path


def make(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write all files beside their place, then move them there: all of them, or none.

    A folder that is there stays the same folder, with what else is in it. Raises OSError.
    """
    there = folder.exists()
    with tempfile.TemporaryDirectory(dir=folder if there else folder.parent) as name:
        draft = Path(name) / "draft"
        draft.mkdir()
        for file, data in files.items():
            (draft / file).write_bytes(data)
        if there:
            exchange(draft, folder, list(files))
        else:
            draft.replace(folder)


def exchange(draft: Path, folder: Path, names: Sequence[str]) -> None:
    """Put files of a draft into a folder, one after the other, each in the place of the old one.

    Where that ends early, the folder is again as it was.
    """
    old = draft / "old"
    old.mkdir()
    try:
        for name in names:
            if (folder / name).exists():
                shutil.copy2(folder / name, old / name)
            (draft / name).replace(folder / name)
    except BaseException:
        for name in reversed(names):
            if not (draft / name).exists():  # what was put in place
                _put_back(old / name, folder / name)
        raise


def _put_back(old: Path, place: Path) -> None:
    if old.exists():
        old.replace(place)
    else:
        place.unlink()


def replace(path: Path, data: bytes) -> None:
    """Write a file under another name and rename it. Raises OSError."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    os.close(handle)
    draft = Path(name)
    try:
        draft.write_bytes(data)
        draft.chmod(0o666 & ~_umask())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
