"""A lock folder: one writer at a time, and what a killed writer leaves there."""

import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from importing import write
from ukraine_budget import OutputError, UsageError, lock_folder


def nothing() -> None:
    """Nothing forbids to write."""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "new" / "place"


def test_a_place_and_the_folders_around_it_are_gone_afterwards(place: Path) -> None:
    with lock_folder.locked_folder(place, place, nothing) as draft:
        assert list(draft.iterdir()) == []
    assert not place.parent.exists()


def test_what_one_left_who_was_killed_is_thrown_away_but_for_a_journal(place: Path) -> None:
    for name in ("draft", "aside", "journal"):
        (place / name).mkdir(parents=True)
        write(place / name / "file", name)
    write(place / "lock", "")
    with lock_folder.locked_folder(place, place, nothing) as draft:
        assert list(draft.iterdir()) == []
    assert sorted(place.rglob("*")) == [place / "journal", place / "journal" / "file"]


def test_nobody_else_has_a_place_meanwhile(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock_folder, "PATIENCE", 0)
    with lock_folder.locked_folder(place, place, nothing):
        with pytest.raises(UsageError, match=r"another command is writing to .*place: try again when it has ended"):
            lock_folder.locked_folder(place, place, nothing).__enter__()
        assert (place / "draft").exists()


@pytest.mark.parametrize("link", [".", "draft", "aside", "journal", "lock"])
def test_a_place_with_links_in_it_is_refused(tmp_path: Path, place: Path, link: str) -> None:
    mine = write(tmp_path / "mine", "mine")
    (tmp_path / "theirs" / "draft").mkdir(parents=True)
    (place / link).parent.mkdir(parents=True)
    (place / link).symlink_to(mine if link == "lock" else tmp_path / "theirs")
    with pytest.raises(UsageError, match="is a link: take it away, and try again"):
        lock_folder.locked_folder(place, place, nothing).__enter__()
    assert mine.read_text() == "mine"
    assert list((tmp_path / "theirs").iterdir()) == [tmp_path / "theirs" / "draft"]


def test_a_lock_that_was_taken_away_meanwhile_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = write(tmp_path / "lock", "")

    def late(_: int) -> None:
        lock.unlink()
        write(lock, "")

    monkeypatch.setattr(lock_folder, "_lock", late)
    with pytest.raises(FileNotFoundError):
        lock_folder.lock_file(lock)


def test_a_lock_where_files_are_locked_as_windows_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held: set[int] = set()

    def locking(descriptor: int, mode: int, size: int) -> None:
        if held or (mode, size) != (2, 1):
            raise PermissionError(13, "Permission denied")
        held.add(descriptor)

    monkeypatch.setitem(sys.modules, "fcntl", None)
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(locking=locking, LK_NBLCK=2))
    lock = lock_folder.lock_file(tmp_path / "lock")
    assert held == {lock}
    with pytest.raises(BlockingIOError):
        lock_folder.lock_file(tmp_path / "lock")
    os.close(lock)


def test_on_a_disk_that_knows_no_locks_all_is_written_the_same(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def lacking(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("fcntl.flock", lacking)
    with lock_folder.locked_folder(place, place, nothing) as draft:
        assert draft.exists()


def test_what_cannot_be_made_is_an_error_of_ours(tmp_path: Path, place: Path) -> None:
    write(tmp_path / "file", "")
    with pytest.raises(OutputError, match=r"^shown: Not a directory; nothing was written$"):
        lock_folder.locked_folder(tmp_path / "file" / "place", Path("shown"), nothing).__enter__()
    with pytest.raises(OutputError, match=r"^shown: No such file or directory; nothing was written$"):
        lock_folder.locked_folder(place, Path("shown"), place.parent.stat).__enter__()
