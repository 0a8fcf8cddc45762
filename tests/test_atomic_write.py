"""Files of a folder that are all replaced, or none of them, whatever gets in the way."""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from importing import write
from ukraine_budget import OutputError, UsageError
from ukraine_budget.atomic_write import LOCK_FOLDER, claimed, current, is_new, put_all, steady, write_one
from ukraine_budget.lock_folder import JOURNAL

OLD = {"a.csv": b"old a", "c.csv": b"old c", "datapackage.json": b"old"}
NEW = {"a.csv": b"new a", "b.csv": b"new b", "datapackage.json": b"new"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "folder").mkdir()
    for name, data in OLD.items():
        (tmp_path / "folder" / name).write_bytes(data)
    return tmp_path / "folder"


def contents(folder: Path) -> dict[str, bytes]:
    """What all files say, hidden ones too."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def nothing() -> None:
    """Nothing forbids to write."""


def write_together(folder: Path, files: Mapping[str, bytes], check: Callable[[], object] = nothing) -> None:
    with claimed(folder, check) as draft:
        put_all(files, draft, folder)


def test_all_are_put_in_place_and_others_stay(folder: Path) -> None:
    write_together(folder, NEW)
    assert contents(folder) == {**OLD, **NEW}
    assert not (folder / LOCK_FOLDER).exists()


def test_an_empty_file_takes_one_away(folder: Path) -> None:
    write_together(folder, {**NEW, "c.csv": b"", "d.csv": b""})
    assert contents(folder) == NEW


def test_a_file_that_would_be_the_same_is_not_touched(folder: Path) -> None:
    before = (folder / "c.csv").stat()
    write_together(folder, {**NEW, "c.csv": b"old c"})
    after = (folder / "c.csv").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_what_is_replaced_keeps_its_rights_and_what_is_new_has_the_usual_ones(folder: Path) -> None:
    (folder / "a.csv").chmod(0o640)
    (folder / "datapackage.json").chmod(0o444)
    write_together(folder, NEW)
    usual = write(folder / "usual", "").stat().st_mode
    modes = {name: (folder / name).stat().st_mode & 0o777 for name in NEW}
    assert modes == {"a.csv": 0o640, "b.csv": usual & 0o777, "datapackage.json": 0o444}


@pytest.mark.parametrize(
    "make", [Path.mkdir, lambda path: path.symlink_to("c.csv"), os.mkfifo, lambda path: path.symlink_to("no")]
)
def test_what_is_no_file_is_not_replaced(folder: Path, make: Callable[[Path], object]) -> None:
    (folder / "a.csv").unlink()
    make(folder / "a.csv")
    with pytest.raises(UsageError, match=r"a\.csv is (a link: put there what it names|no file; name another folder)"):
        write_together(folder, NEW)
    assert {(folder / name).read_bytes() for name in ("c.csv", "datapackage.json")} == {b"old", b"old c"}
    assert sorted(path.name for path in folder.iterdir()) == ["a.csv", "c.csv", "datapackage.json"]


def test_what_forbids_to_write_is_asked_before_a_folder_is_made_and_again_when_nobody_else_writes(
    tmp_path: Path,
) -> None:
    made: list[bool] = []
    write_together(tmp_path / "new", NEW, lambda: made.append((tmp_path / "new").exists()))
    assert made == [False, True]


@pytest.fixture(params=range(6))
def failing(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The n-th file that is moved cannot be: of the draft, then two old files and three new ones."""
    calls, replace = iter(range(99)), Path.replace

    def held(path: Path, to: Path) -> Path:
        if next(calls) == request.param:
            raise PermissionError(13, "Permission denied")
        return replace(path, to)

    monkeypatch.setattr(Path, "replace", held)
    yield
    monkeypatch.undo()


@pytest.mark.usefixtures("failing")
def test_where_one_cannot_be_moved_all_are_as_they_were(folder: Path) -> None:
    with pytest.raises(OutputError, match="folder: Permission denied"):
        write_together(folder, NEW)
    assert contents(folder) == OLD
    assert not (folder / LOCK_FOLDER).exists()


def broken_off(monkeypatch: pytest.MonkeyPatch, moves: int) -> None:
    """After some moves none succeeds, nor can be taken back."""
    calls, replace = iter(range(99)), Path.replace

    def held(path: Path, to: Path) -> Path:
        if next(calls) >= moves:
            raise OSError(5, "Input/output error")
        return replace(path, to)

    monkeypatch.setattr(Path, "replace", held)


@pytest.mark.parametrize("moves", range(1, 6))
def test_where_nothing_can_be_taken_back_either_the_new_are_there_and_the_next_writer_ends_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    with monkeypatch.context() as held:
        broken_off(held, moves)
        with pytest.raises(OutputError, match="error; the next command that writes there ends what was begun"):
            write_together(folder, NEW)
    assert {name: current(folder, name).read_bytes() for name in (*OLD, *NEW)} == {**OLD, **NEW}
    write_together(folder, {"d.csv": b"d"})
    assert contents(folder) == {**OLD, **NEW, "d.csv": b"d"}


def test_a_folder_is_read_again_where_it_is_written_to_meanwhile(folder: Path) -> None:
    reads: list[dict[str, bytes]] = []

    def read() -> dict[str, bytes]:
        found = {"a.csv": (folder / "a.csv").read_bytes()}
        if not reads:
            write_together(folder, NEW)
        reads.append({**found, "datapackage.json": (folder / "datapackage.json").read_bytes()})
        return reads[-1]

    assert steady(folder, read) == {name: NEW[name] for name in ("a.csv", "datapackage.json")}
    assert len(reads) == 2


def test_a_folder_that_is_written_to_all_the_time_is_read_all_the_same(folder: Path) -> None:
    names = iter(range(99))
    steady(folder, lambda: write(folder / str(next(names)), ""))
    assert len(list(folder.iterdir())) == len(OLD) + 5


def test_a_folder_is_new_where_there_is_nothing_but_what_a_writer_left(tmp_path: Path) -> None:
    assert is_new(tmp_path / "none")
    (tmp_path / LOCK_FOLDER / JOURNAL).mkdir(parents=True)
    assert is_new(tmp_path)
    write(tmp_path / "file", "")
    assert not is_new(tmp_path)
    assert not is_new(tmp_path / "file")


def test_one_file_keeps_its_rights_and_through_a_link_is_what_that_names(tmp_path: Path) -> None:
    file, link = write(tmp_path / "file", "old"), tmp_path / "link"
    file.chmod(0o604)
    link.symlink_to("file")
    write_one(link, [b"new"], nothing)
    assert (link.readlink(), file.read_bytes(), file.stat().st_mode & 0o777) == (Path("file"), b"new", 0o604)
    assert sorted(tmp_path.iterdir()) == [file, link]
