"""Imports in whatever sequence: the ledger is the same, byte for byte."""

import csv
from collections.abc import Mapping, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from corpus import CORPUS, needs
from importing import MAP, assert_valid, take, write
from ukraine_budget import LedgerAt, UsageError, diff, import_file, init, open_ledger, show

FILES = Path(__file__).parents[1] / "functional" / "files"
Import = tuple[Sequence[Path], Mapping[str, Any]]
EDITION = MAP.replace('"v"\ndate = "2025-01-02"', '"v{edition}"\ndate = "{edition}-01-02"\nfollows = "v{edition:-1}"')


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def imported(folder: Path, imports: Sequence[Import]) -> dict[str, bytes]:
    """The files of the ledger that some imports make, one after the other."""
    for files, asked in imports:
        import_file(*files, into=folder / "into", **asked)
    return contents(folder / "into")


def assert_all_one(folder: Path, imports: Sequence[Import]) -> Path:
    """Every sequence of some imports makes the same ledger, which is valid."""
    first, *others = [imported(folder / str(n), order) for n, order in enumerate(permutations(imports))]
    for other in others:
        assert other == first
    assert_valid(folder / "0" / "into")
    return folder / "0" / "into"


def editions(folder: Path, *texts: str, map: str = EDITION, **asked: Any) -> list[Import]:
    """Imports of small editions by one map."""
    plan = write(folder / "map.toml", map)
    header = "edition,line,year,amount\n"
    files = [write(folder / f"edition-{n}.csv", header + text) for n, text in enumerate(texts)]
    return [([file], {"map": plan} | asked) for file in files]


def versions(folder: Path) -> dict[str, tuple[str, str]]:
    with (folder / "versions.csv").open(encoding="utf-8", newline="") as file:
        return {row["version"]: (row["follows"], row.get("after") or "") for row in csv.DictReader(file)}


def test_versions_follow_one_another_whichever_comes_first(tmp_path: Path) -> None:
    texts = [f"{n},b,{n},1\n{n},a,{n},2\n{n},l{n},{n},3\n" for n in (2021, 2022, 2023)]
    into = assert_all_one(tmp_path, editions(tmp_path, *texts))
    assert versions(into) == {"v2021": ("", "v2020"), "v2022": ("v2021", ""), "v2023": ("v2022", "")}
    assert list(open_ledger(into).lines) == ["b", "a", "l2021", "l2022", "l2023"], "as the oldest paper has them"


def test_a_gap_between_versions_is_left_until_it_is_filled(tmp_path: Path) -> None:
    first, between, last = editions(tmp_path, "2021,a,2021,1\n", "2022,a,2021,1\n", "2023,a,2021,1\n")
    imported(tmp_path, [last, first])
    assert versions(tmp_path / "into") == {"v2021": ("", "v2020"), "v2023": ("", "v2022")}
    imported(tmp_path, [between])
    assert versions(tmp_path / "into")["v2023"] == ("v2022", "")


def test_a_column_of_what_is_to_be_followed_goes_when_all_is_there(tmp_path: Path) -> None:
    map = EDITION.replace('"v{edition:-1}"', '"{before}"')
    plan = write(tmp_path / "map.toml", map)
    rows = [
        "edition,before,line,year,amount\n2021,,a,2021,1\n",
        "edition,before,line,year,amount\n2022,v2021,a,2021,1\n",
    ]
    files = [write(tmp_path / f"{n}.csv", row) for n, row in enumerate(rows)]
    into = assert_all_one(tmp_path, [([file], {"map": plan}) for file in files])
    assert "after" not in (into / "versions.csv").read_text()


def test_what_lines_are_called_and_where_they_stand(tmp_path: Path) -> None:
    map = EDITION.replace('id = "{line}"', 'id = "{line}"\nparent = "whole"\nname = "{line} of {edition}"')
    map += '[fund]\nid = "f"\nname = "Fund of {edition}"\n'
    texts = [f"{n},b,{n},1\n{n},a,{n},2\n" for n in (2021, 2022, 2023)]
    into = assert_all_one(tmp_path, editions(tmp_path, *texts, map=map))
    ledger = open_ledger(into)
    assert [line.name for line in ledger.lines.values()] == ["whole", "b of 2021", "a of 2021"]
    assert ledger.funds["f"].name == "Fund of 2021"


def test_versions_of_one_day_stand_by_the_date_of_their_papers_and_by_name(tmp_path: Path) -> None:
    one = editions(tmp_path, "2021,a,2021,1\n2021,b,2021,1\n")[0]
    imports: list[Import] = [(one[0], {**one[1], "version": name}) for name in "cab"]
    into = assert_all_one(tmp_path, imports)
    assert list(versions(into)) == ["a-v2021", "b-v2021", "c-v2021"]


def test_what_a_person_has_placed_stays_there(tmp_path: Path) -> None:
    first, second, third = editions(tmp_path, "2021,a,2021,1\n2021,b,2021,1\n", "2020,c,2021,1\n", "2022,d,2022,1\n")
    imported(tmp_path, [first])
    into = tmp_path / "into"
    header, *lines = (into / "lines.csv").read_text().splitlines()
    write(into / "lines.csv", "\n".join([header, *lines[::-1], ""]))
    header, *rows = (into / "amounts.csv").read_text().splitlines()
    write(into / "amounts.csv", "\n".join([header, *rows[::-1], ""]))
    imported(tmp_path, [second, third])
    assert list(open_ledger(into).lines) == ["b", "a", "c", "d"]
    assert [row.split(",")[1] for row in (into / "amounts.csv").read_text().splitlines()[1:]] == ["b", "a", "c", "d"]


def test_versions_of_one_day_that_a_person_has_placed_stay_so(tmp_path: Path) -> None:
    one = editions(tmp_path, "2021,a,2021,1\n")[0]
    imported(tmp_path, [(one[0], {**one[1], "version": name}) for name in "ab"])
    path = tmp_path / "into" / "versions.csv"
    text = path.read_text().replace("202101020", "X").replace("202101021", "202101020").replace("X", "202101021")
    write(path, text)
    imported(tmp_path, [(one[0], {**one[1], "version": "c"})])
    orders = {id: version.order for id, version in open_ledger(tmp_path / "into").versions.items()}
    assert sorted(orders, key=orders.__getitem__) == ["b-v2021", "a-v2021", "c-v2021"]


def test_a_ledger_that_was_only_made_lists_its_bases_as_it_does(tmp_path: Path) -> None:
    init(tmp_path / "into")
    imported(tmp_path, editions(tmp_path, "2021,a,2021,1\n", map=EDITION.replace('"cash"', '"allocation"')))
    assert open_ledger(tmp_path / "into").bases == ("commitment", "cash", "receipt", "allocation")


def test_small_publications_of_kiel(tmp_path: Path) -> None:
    dates = {1: "2026-07-01", 2: "2026-07-08", 3: "2026-07-15"}
    imports: list[Import] = [
        ([FILES / "kiel" / f"tracker-{n}.csv"], {"format": "kiel", "date": date}) for n, date in dates.items()
    ]
    assert_all_one(tmp_path, imports)


def test_the_files_of_one_edition_apart(tmp_path: Path) -> None:
    imports: list[Import] = [
        ([FILES / "us-omb" / f"{name}-2020.csv"], {"format": "us-omb", "version": "fy2020", "date": "2019-03-11"})
        for name in ("budauth", "outlays")
    ]
    assert_all_one(tmp_path, imports)


OFFICIAL: dict[str, list[Import]] = {
    "kiel": [
        ([CORPUS / "kiel" / f"data_explorer-{n}.csv"], {"format": "kiel", "date": f"2024-0{n}-01"}) for n in (1, 2, 3)
    ],
    "nl-b-tabel": [
        ([CORPUS / "nl-b-tabel" / f"owb-{year}-original.csv"], {"format": "nl-b-tabel", "accept_loss": True})
        for year in (2016, 2017)
    ],
    "eu-budget": [([CORPUS / "eu-budget" / f"eu_sec3_{year}.csv"], {"format": "eu-budget"}) for year in (2010, 2011)],
    "us-omb": [
        (
            [CORPUS / "us-omb" / f"omb_{year}_{name}.csv" for name in ("budauth", "outlays")],
            {"format": "us-omb", "version": f"fy{year}", "date": f"{year - 1}-05-23", "years": [2016, 2017, 2018]},
        )
        for year in (2018, 2020)
    ],
}


@pytest.mark.parametrize("folder", [pytest.param(name, marks=needs(name)) for name in OFFICIAL])
def test_official_editions(tmp_path: Path, folder: str) -> None:
    ledger = open_ledger(assert_all_one(tmp_path, OFFICIAL[folder]))
    old, *_, new = ledger.versions
    assert all(
        row.comparable for row in diff(LedgerAt(ledger, old), LedgerAt(ledger, new)).rows if row.row_type == "line"
    )


TWO_STANDS = """
currency = "EUR"
unit = "thousand"
line = { id = "{line}" }
version = { date = "2025-01-02" }
figure = { year = "2025", basis = "cash" }

[[amounts]]
column = "soll"
version.id = "soll"

[[amounts]]
column = "bisher"
version.id = "bisher"
"""
STANDS = "line,soll,bisher\na,5,3\nb,,4\n"


def test_two_versions_of_one_date_need_an_order(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"soll and bisher are versions of one date .*version\.follows"):
        take(tmp_path, STANDS, TWO_STANDS)
    assert not (tmp_path / "into").exists()
    (apart := tmp_path / "apart").mkdir()
    assert take(apart, "line,soll,bisher\na,5,\nb,,4\n", TWO_STANDS).written, "of which none states what another does"


def test_the_newer_of_two_versions_of_one_date_is_what_stands(tmp_path: Path) -> None:
    map = TWO_STANDS.replace('version.id = "soll"', 'version.id = "soll"\nversion.follows = "bisher"')
    take(tmp_path, STANDS, map)
    ledger = open_ledger(tmp_path / "into")
    assert [row.amount for row in show(ledger, 2025).rows if row.line == "a"] == [5]
    assert ledger.versions["soll"].order > ledger.versions["bisher"].order


def test_a_chain_of_versions_of_one_date_is_an_order(tmp_path: Path) -> None:
    third = '\n[[amounts]]\ncolumn = "neu"\nversion.id = "neu"\nversion.follows = "soll"\n'
    map = TWO_STANDS.replace('version.id = "soll"', 'version.id = "soll"\nversion.follows = "bisher"') + third
    take(tmp_path, "line,soll,bisher,neu\na,5,3,7\n", map)
    versions = open_ledger(tmp_path / "into").versions.values()
    assert sorted((version.order, version.version) for version in versions) == [
        (202501020, "bisher"),
        (202501021, "soll"),
        (202501022, "neu"),
    ]


def test_a_row_of_any_length_in_a_locator_is_no_place(tmp_path: Path) -> None:
    take(tmp_path, "line,year,amount\na,2025,1\n")
    figures = tmp_path / "into" / "amounts.csv"
    figures.write_text(figures.read_text().replace("row 2", f"row {'9' * 5000}"))
    take(tmp_path, "line,year,amount\nb,2025,2\n", name="other.csv")
    assert len(open_ledger(tmp_path / "into").lines) == 2
