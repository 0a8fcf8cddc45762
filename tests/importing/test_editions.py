"""What an import is given: options that are missing, all told at once; folders and archives of files."""

import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from corpus import CORPUS, needs
from ended import Command
from importing import MAP, amounts, write
from transcript import ROOT
from ukraine_budget import SourceError, UsageError, guess_map, import_file, open_ledger
from ukraine_budget.cli.app import app
from ukraine_budget.importing import files
from ukraine_budget.importing.formats import FORMATS

FILES = ROOT / "tests" / "functional" / "files"
INTO, FILE, DATE = "with --into DIR", "name a file to import", "give --date YYYY-MM-DD"


def test_help_lists_the_formats_with_a_line_each(budget: Command) -> None:
    lines = budget("import", "--help").out.partition("Formats:\n")[2].partition("\n\n")[0].splitlines()
    assert [line.split()[0] for line in lines] == sorted(FORMATS)
    assert all(len(line.split()) > 4 for line in lines)
    assert "Formats:" not in budget("show", "--help").out


@pytest.mark.parametrize("format", FORMATS)
def test_all_that_is_missing_is_told_at_once(format: str) -> None:
    said = CliRunner().invoke(app, ["import", format]).stderr
    assert [part in said for part in (INTO, FILE)] == [True, True]
    assert (DATE in said) == (format == "kiel")


def test_all_that_a_map_leaves_unsaid_is_told_too(tmp_path: Path) -> None:
    map = write(
        tmp_path / "map.toml", 'line.id = "{a}"\nfigure = { year = "", basis = "" }\n[[amounts]]\ncolumn = "b"\n'
    )
    said = CliRunner().invoke(app, ["import", "--map", str(map)]).stderr
    wanted = (INTO, FILE, "map.toml: figure.year", "or give --basis", "give --version ID", DATE)
    assert [part for part in wanted if part not in said] == []
    said = CliRunner().invoke(app, ["import"]).stderr
    assert [part for part in ("name a format", INTO, FILE) if part not in said] == []


def test_files_and_date_are_told_together(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=rf"{FILE}\n{DATE}"):
        import_file(into=tmp_path, format="kiel")


def rows(folder: Path) -> Path:
    """A folder of two tables, one of them packed; and of files that are none."""
    folder.mkdir()
    for name in ("a.csv", "b.csv"):
        write(folder / name, f"line,year,amount\n{name[0]},2025,1\n")
    write(folder / "README.md", "x")
    write(folder / "ReadMe.txt", "x")
    write(folder / "datapackage.json", "{}")
    write(folder / ".hidden.csv", "x")
    return folder


def archived(folder: Path) -> Path:
    """A .zip archive of what a folder holds, each file in a folder of its own."""
    path = folder.with_suffix(".zip")
    with zipfile.ZipFile(path, "w") as packed:
        for file in folder.iterdir():
            packed.write(file, f"in/{file.stem}/{file.name}")
    return path


def test_a_folder_or_an_archive_stands_for_its_files(tmp_path: Path) -> None:
    map, folder = write(tmp_path / "map.toml", MAP), rows(tmp_path / "rows")
    for name, path in (("one", folder), ("other", archived(folder))):
        result = import_file(path, map=map, into=tmp_path / name).result
        assert result.files == ("a.csv", "b.csv")
        assert amounts(tmp_path / name) == ["v a 2025 cash 1", "v b 2025 cash 1"]
    assert (tmp_path / "one" / "documents.csv").read_bytes() == (tmp_path / "other" / "documents.csv").read_bytes()


def test_a_folder_or_an_archive_without_tables(tmp_path: Path) -> None:
    map = write(tmp_path / "map.toml", MAP)
    (folder := tmp_path / "empty").mkdir()
    for path in (folder, archived(folder)):
        with pytest.raises(UsageError, match="holds no file that may be a table"):
            import_file(path, map=map, into=tmp_path / "into")
    with pytest.raises(SourceError, match="broken-file is not whole"):
        import_file(write(tmp_path / "broken.zip", "x"), map=map, into=tmp_path / "into")
    with pytest.raises(SourceError, match="missing-path"):
        import_file(tmp_path / "none.zip", map=map, into=tmp_path / "into")


def test_a_file_of_an_archive_is_called_so(tmp_path: Path) -> None:
    map, folder = write(tmp_path / "map.toml", MAP), rows(tmp_path / "rows")
    write(folder / "c.csv", "x\ny\n")
    with pytest.raises(SourceError, match=r"rows\.zip/in/c/c\.csv:1: other-layout"):
        import_file(archived(folder), map=map, into=tmp_path / "into")


def test_a_map_is_guessed_for_the_one_table_of_a_folder_or_an_archive(tmp_path: Path) -> None:
    folder = rows(tmp_path / "rows")
    for path in (folder, archived(folder)):
        with pytest.raises(UsageError, match=r"rows.* holds several tables: a\.csv, b\.csv; guess a map for one"):
            guess_map(path)
    (folder / "b.csv").unlink()
    assert guess_map(folder) == guess_map(archived(folder)) == guess_map(folder / "a.csv")


def test_more_tables_than_can_be_read_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST", 2)
    map = write(tmp_path / "map.toml", MAP)
    (folder := tmp_path / "many").mkdir()
    for number in range(3):
        write(folder / f"{number}.csv", "line,year,amount\na,2025,1\n")
    for path in (folder, archived(folder)):
        with pytest.raises(UsageError, match="holds 3 tables, and 2 are read at most"):
            import_file(path, map=map, into=tmp_path / "into")


def test_editions_of_us_omb_are_told_apart_by_their_last_year(tmp_path: Path) -> None:
    (folder := tmp_path / "editions").mkdir()
    for name in ("budauth-2018.csv", "budauth-2020.csv", "outlays-2020.csv"):
        (folder / name).write_bytes((FILES / "us-omb" / name).read_bytes())
    result = import_file(folder, format="us-omb", into=tmp_path / "into").result
    versions = open_ledger(tmp_path / "into").versions.values()
    assert [(version.version, version.date, version.order) for version in versions] == [
        ("fy2014", "", 201302001),
        ("fy2016", "", 201502001),
    ]
    assert "The edition up to 2020 is taken for that of fiscal year 2016." in result.notes
    one_by_one = tmp_path / "one-by-one"
    for names in (("budauth-2020.csv", "outlays-2020.csv"), ("budauth-2018.csv",)):
        import_file(*(folder / name for name in names), format="us-omb", into=one_by_one)
    for name in ("amounts.csv", "lines.csv", "versions.csv", "documents.csv"):
        assert (one_by_one / name).read_bytes() == (tmp_path / "into" / name).read_bytes(), name


def test_an_edition_of_us_omb_has_the_date_that_is_given(tmp_path: Path) -> None:
    import_file(FILES / "us-omb" / "budauth-2018.csv", format="us-omb", into=tmp_path / "into", date="2017-05-23")
    (version,) = open_ledger(tmp_path / "into").versions.values()
    assert (version.version, version.date) == ("fy2014", "2017-05-23")


def test_publications_of_kiel_have_their_dates_in_their_names(tmp_path: Path) -> None:
    (folder := tmp_path / "tracker").mkdir()
    for n, date in ((1, "2026-06-01"), (2, "2026-07-08")):
        (folder / f"explorer_{date}.csv").write_bytes((FILES / "kiel" / f"tracker-{n}.csv").read_bytes())
    import_file(folder, format="kiel", into=tmp_path / "into")
    versions = open_ledger(tmp_path / "into").versions
    assert {id: version.date for id, version in versions.items()} == {
        "tracker-2026-06-01": "2026-06-01",
        "tracker-2026-07-08": "2026-07-08",
    }
    with pytest.raises(UsageError, match="with --date; of several their names have the dates"):
        import_file(folder, format="kiel", into=tmp_path / "into", date="2026-07-08")
    write(folder / "undated.csv", "x")
    with pytest.raises(UsageError, match=r"undated\.csv: give --date .*, nor does its name"):
        import_file(folder, format="kiel", into=tmp_path / "more")


@pytest.mark.parametrize("format", [pytest.param(name, marks=needs(name)) for name in ("eu-budget", "us-omb")])
def test_a_folder_of_official_editions(tmp_path: Path, format: str) -> None:
    result = import_file(CORPUS / format, format=format, into=tmp_path / "into").result
    assert result.written
    assert all(share.whole for share in result.shares)
    assert len(open_ledger(tmp_path / "into").versions) == 2
