"""Files of a folder that are all replaced, or none of them, whatever gets in the way."""

from pathlib import Path

import pytest

from ukraine_budget import atomic_write


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A draft of three files, of which the folder beside it has the first and the last."""
    for folder, names in (("draft", "abc"), ("folder", "ac")):
        (tmp_path / folder).mkdir()
        for name in names:
            (tmp_path / folder / name).write_text(f"{name} of {folder}")
    return tmp_path / "draft"


def texts(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.iterdir() if path.is_file()}


def test_all_are_put_in_place(draft: Path) -> None:
    folder = draft.with_name("folder")
    atomic_write.exchange(draft, folder, "abc")
    assert texts(folder) == {name: f"{name} of draft" for name in "abc"}


def test_where_one_cannot_be_replaced_all_are_as_they_were(draft: Path) -> None:
    folder = draft.with_name("folder")
    (folder / "c").unlink()
    (folder / "c").mkdir()
    with pytest.raises(OSError, match="Is a directory"):
        atomic_write.exchange(draft, folder, "abc")
    assert texts(folder) == {"a": "a of folder"}


def test_one_that_another_program_holds_stays_and_the_others_are_as_they_were(
    draft: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, replace = draft.with_name("folder"), Path.replace

    def locked(path: Path, to: Path) -> Path:
        if to == folder / "c":
            raise PermissionError(13, "Permission denied")
        return replace(path, to)

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(PermissionError):
        atomic_write.exchange(draft, folder, "abc")
    assert texts(folder) == {"a": "a of folder", "c": "c of folder"}


def test_a_file_keeps_the_rights_that_it_had_where_it_is_put_back(draft: Path) -> None:
    folder = draft.with_name("folder")
    (folder / "a").chmod(0o600)
    (folder / "c").unlink()
    (folder / "c").mkdir()
    with pytest.raises(OSError, match="Is a directory"):
        atomic_write.exchange(draft, folder, "abc")
    assert (folder / "a").stat().st_mode & 0o777 == 0o600
