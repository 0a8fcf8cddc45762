"""Maps that are guessed: each is a map, says its reasons, and reads the file it was guessed from."""

import re
from pathlib import Path

import pytest

import ukraine_budget
from importing import amounts, write
from ukraine_budget import SourceError
from ukraine_budget.importing.maps import parse_map


def guessed(folder: Path, text: str, name: str = "t.csv") -> str:
    found = ukraine_budget.guess_map(write(folder / name, text))
    parse_map(found, "guessed")
    assert all(
        "  # " in line or not line or line[0] in "#[" or line.startswith(("figure.year", "reason"))
        for line in found.splitlines()
    )
    return found


def lines(text: str) -> dict[str, str]:
    """The words of a map that have a value, each with it."""
    return dict(re.findall(r'^([\w.]+|"\w+") = (.*?)  #', text, re.MULTILINE))


def test_a_long_table(tmp_path: Path) -> None:
    text = "Regel;Jaar;Soort;Bedrag x 1.000 euro\nA;2025;V;1.234,50\nA;2025;U;7\nTotaal;2025;U;1.000.000\n"
    found = guessed(tmp_path, text)
    assert lines(found) == {
        "currency": '"EUR"',
        "unit": '"thousand"',
        "delimiter": '";"',
        "header": "1",
        "decimal": '","',
        "thousands": '"."',
        "id": '"{Regel}"',
        "name": '"{Regel}"',
        "year": '"{Jaar}"',
        "basis": '"{Soort}"',
        "rounding": '"0.01"',
        '"V"': '"commitment"',
        '"U"': '"cash"',
        "column": '"Regel"',
        "values": '["Totaal"]',
    }
    assert "# 2 of the amounts can be read only so: 1.234,50" in found
    write(tmp_path / "map.toml", found)
    ukraine_budget.import_file(
        tmp_path / "t.csv", map=tmp_path / "map.toml", into=tmp_path / "into", version="v", date="2025"
    )
    assert amounts(tmp_path / "into") == ["v a 2025 commitment 1234.50", "v a 2025 cash 7"]


def test_whether_a_table_is_of_support_is_for_the_user_to_say(tmp_path: Path) -> None:
    found = guessed(tmp_path, "Regel;Jaar;Kas\nA;2025;1\n")
    for map, support in ((found, False), (found.replace("# support", "support"), True)):
        plan, into = write(tmp_path / "map.toml", map), tmp_path / str(support)
        ukraine_budget.import_file(tmp_path / "t.csv", map=plan, into=into, version="v", date="2025")
        fund = ukraine_budget.open_ledger(into).funds["all"]
        assert (fund.support, fund.name, fund.name_nl) == (support, "The whole table", "De hele tabel")


def test_years_as_columns_below_titles(tmp_path: Path) -> None:
    text = "Budget of X in US dollars x 1000,,,\n,,,\nchapter,article,2025,2026\nX,1,pm,20\nX,2,1.5,-3\nY,1,4,5\n"
    found = guessed(tmp_path, text)
    assert lines(found)["header"] == "3"
    assert (lines(found)["currency"], lines(found)["unit"]) == ('"USD"', '"thousand"')
    assert lines(found)["nothing"] == '["pm"]'
    assert lines(found)["columns"] == '"(19|20|21)[0-9]{2}"'
    assert lines(found)["id"] == '"{chapter}-{article}"'
    assert 'basis = ""  # nothing says it: write commitment or cash' in found
    named = guessed(tmp_path, text.replace("2025,2026", "budget 2025,budget 2026"))
    assert 'column = "budget 2025"  # its name tells what its amounts are of\nfigure.year = "2025"  # in its' in named


def test_a_column_for_each_basis_and_a_version(tmp_path: Path) -> None:
    found = guessed(tmp_path, "stand,jaar,code,post,verplichtingen,uitgaven\na,2025,01,x,1,2\nb,2025,02,x,1,2\n")
    assert 'column = "verplichtingen"  # its name tells what' in found
    assert 'figure.basis = "commitment"  # in its name: verplichtingen' in found
    assert lines(found)["id"] == '"{stand}"'
    assert '[line]\nid = "{post}"  # post: by its name' in found


def test_several_columns_of_numbers_are_versions(tmp_path: Path) -> None:
    found = guessed(tmp_path, "jaar,artikel,naam,Stand begroting,Realisatie\n2025,1,a,1,2\n2025,2,a,3,\n2025,3,a,5,6\n")
    assert 'version.id = "stand-begroting"  # its name: each of these columns may be a version' in found
    assert lines(found)["id"] == '""'
    assert 'id = "{artikel}"  # artikel: it has the most different texts' in found


def test_a_table_that_says_little(tmp_path: Path) -> None:
    found = ukraine_budget.guess_map(write(tmp_path / "t.csv", "a,a,{b}\nx,y,z\nx,y,w\n"))
    assert 'column = ""  # no column was found that holds amounts for certain' in found
    assert 'year = ""  # nothing says it: write it here, as 2026' in found
    assert (
        '# currency = ""  # nothing says it: three capitals, such as EUR\n# unit = ""  # nothing says it: one, thousand'
        in found
    )
    assert '[line]\nid = "{#3}"  # {b}: it has the most different texts' in found
    nothing = guessed(tmp_path, "2025,2026\n1,2\n")
    assert 'id = ""  # no column was found that names lines' in nothing


def test_how_the_file_is_read_is_in_the_map(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes("regel;jaar;bedrag\né;2025;1\n".encode("cp1252"))
    assert 'encoding = "cp1252"  # it is not UTF-8' in ukraine_budget.guess_map(tmp_path / "t.csv")
    (tmp_path / "t.csv").write_bytes(b"a,b\n1,2\n\0")
    with pytest.raises(SourceError, match="not-text"):
        ukraine_budget.guess_map(tmp_path / "t.csv")
    with pytest.raises(SourceError, match="no-rows there is no table"):
        ukraine_budget.guess_map(write(tmp_path / "t.csv", "a,b\n"))
    write(tmp_path / "t.json", '[{"line": "a", "year": 2025, "amount": 1.5}]')
    assert "header = 0" not in ukraine_budget.guess_map(tmp_path / "t.json")


def test_a_sheet_that_is_named(tmp_path: Path) -> None:
    from test_kinds import cell, ods, row, sheet

    head, body = row(cell("line"), cell("amount")), row(cell("a"), cell("1", "float"))
    path = ods(tmp_path / "t.ods", sheet(head, body), sheet(head, body, name="B"))
    assert 'sheet = "B"  # as asked for' in ukraine_budget.guess_map(path, sheet="B")


EXAMPLES = Path(__file__).parents[2] / "examples"


def test_the_map_of_the_example_is_the_guessed_one_with_its_questions_answered() -> None:
    map = ukraine_budget.guess_map(EXAMPLES / "villa-ejemplo.csv").splitlines()
    answered = (EXAMPLES / "villa-ejemplo.toml").read_text(encoding="utf-8").splitlines()
    asked = [line.partition("=")[0].strip("# ") for line, answer in zip(map, answered, strict=True) if line != answer]
    assert asked == ["currency", "unit", "basis"]
