"""Write files whole or not at all: what is there stays until all has gone well."""

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path


def make(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files, by name, into a folder: all of them, or none.

    An existing folder keeps its other files. Raises OSError.
    """
    exists = folder.exists()
    with tempfile.TemporaryDirectory(dir=folder if exists else folder.parent) as name:
        draft = Path(name) / "draft"
        draft.mkdir()
        for file, data in files.items():
            (draft / file).write_bytes(data)
        if exists:
            exchange(draft, folder, list(files))
        else:
            draft.replace(folder)


def exchange(draft: Path, folder: Path, names: Sequence[str]) -> None:
    """Move files of a draft folder into a folder, over those of the same name.

    On any exception the folder is put back as it was.
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
            if not (draft / name).exists():  # it was moved
                _put_back(old / name, folder / name)
        raise


def _put_back(old: Path, path: Path) -> None:
    if old.exists():
        old.replace(path)
    else:
        path.unlink()


def replace(path: Path, data: bytes) -> None:
    """Write a file under another name, then rename it. Raises OSError."""
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
