"""Files of many makes: the map that is guessed for each reads it as it stands, or says what is to be mended."""

import gzip
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from test_kinds import cell, ods, openpyxl, pa, pq, row, sheet

import ukraine_budget
from importing import amounts, left, write
from ukraine_budget import SourceError, UsageError
from ukraine_budget.report.importresult import ImportResult

DUTCH = "Jaar;Regel;Verplichtingen;Uitgaven\n"


def imported(file: Path, version: str = "v", basis: str = "") -> ImportResult:
    """What comes of a file by the map that is guessed for it."""
    map = write(
        file.parent / "map.toml", ukraine_budget.guess_map(file).replace("# version.follows", "version.follows")
    )
    into = file.parent / "into"
    asked: dict[str, Any] = {"version": version, "date": "2025-09-16", "basis": basis}
    return ukraine_budget.import_file(file, map=map, into=into, accept_loss=True, **asked).result


def taken(file: Path, version: str = "v", basis: str = "") -> list[str]:
    imported(file, version, basis)
    return amounts(file.parent / "into")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"{DUTCH}2026;Inzet;1.234.567;1.200,5\n",
            ["v inzet 2026 commitment 1234567", "v inzet 2026 cash 1200.5"],
            id="Dutch headers, decimal comma",
        ),
        pytest.param(
            "line,basis,2025,2026\nGuns,commitment,1.5,2\nGuns,cash,3,4\nTotal,cash,9,9\n",
            ["v guns 2025 commitment 1.5", "v guns 2026 commitment 2", "v guns 2025 cash 3", "v guns 2026 cash 4"],
            id="years as columns, a total",
        ),
        pytest.param(
            "Article;Cash 2025;Commitment 2025;Cash 2026\nGuns;1;2;3\n",
            ["v guns 2025 cash 1", "v guns 2025 commitment 2", "v guns 2026 cash 3"],
            id="year and basis in the name",
        ),
        pytest.param(
            "Uitgaven;;;;\n;2025;;2026;\nArtikel;V;U;V;U\nInzet;1;2;3;4\n",
            [
                "v inzet 2025 commitment 1",
                "v inzet 2025 cash 2",
                "v inzet 2026 commitment 3",
                "v inzet 2026 cash 4",
            ],
            id="two rows of headers, merged",
        ),
        pytest.param(
            "Artikel,Kas,,Naam\n,2025,2026,\n1,10,20,Inzet\n",
            ["v inzet 2025 cash 10", "v inzet 2026 cash 20"],
            id="years below a header with blanks",
        ),
        pytest.param(
            "Note: in EUR billion, source: ministry, retrieved in 2025\nname,2025,2026\nNL,8.25,2\n",
            ["v nl 2025 cash 8.25", "v nl 2026 cash 2"],
            id="notes above a header of years",
        ),
        pytest.param(
            "Kasuitgaven 2026\n\nRegel;Bedrag\nInzet;100\nHulp;20\n",
            ["v inzet 2026 cash 100", "v hulp 2026 cash 20"],
            id="a title says year and basis",
        ),
        pytest.param(
            "jaar;regel;t-1;t;t+1\n2026;Inzet;1;2;3\n",
            ["v inzet 2025 cash 1", "v inzet 2026 cash 2", "v inzet 2027 cash 3"],
            id="years counted from that of the row",
        ),
        pytest.param(
            "regel;jaar;stand raming 2026;stand begroting 2026\na;2025;1;2\n",
            ["v-stand-raming a 2026 cash 1", "v-stand-begroting a 2026 cash 2"],
            id="two columns of one year are versions",
        ),
        pytest.param(
            "Datum,Regel,Jaar,Kas\n2025-09-16,A,2026,100\n2025-11-27,A,2026,110\n",
            ["v-2025-09-16 a 2026 cash 100", "v-2025-11-27 a 2026 cash 110"],
            id="dates are versions",
        ),
        pytest.param(
            "land,jaar,maand,totaal\nNL,2024,1,0.5\nNL,2024,2,0.25\nBE,2024,1,1\n",
            ["v nl 2024 cash 0.75", "v be 2024 cash 1"],
            id="months are added up",
        ),
        pytest.param(
            "line,year,type,value\nA,2025,Commitments,100\nA,2025,Payments,80\n",
            ["v a 2025 commitment 100", "v a 2025 cash 80"],
            id="words for the basis",
        ),
        pytest.param("line|year|cash\nA|2026|1\n", ["v a 2026 cash 1"], id="pipes"),
        pytest.param(
            "line\tyear\tcash\nA, B; C\t2026\t1\n", ["v a-b-c 2026 cash 1"], id="tabs, and other signs in texts"
        ),
        pytest.param(
            'line;year;cash\n"A; B; C";2026;1,5\n"D; E; F";2026;2,5\n',
            ["v a-b-c 2026 cash 1.5", "v d-e-f 2026 cash 2.5"],
            id="the delimiter within quotes",
        ),
        pytest.param(
            "Regel;Jaar;Kas\nA;2025;\u22121\u202f500\nB;2025;12 000\n",
            ["v a 2025 cash -1500", "v b 2025 cash 12000"],
            id="signs of typographers",
        ),
        pytest.param(
            "Regel;Jaar;Kas\nA;2025;1'500,25\nB;2025;pm\n", ["v a 2025 cash 1500.25"], id="apostrophes, pro memorie"
        ),
        pytest.param(
            "Regel;Jaar;Kas;Toelichting\nA;2025;1;x\nB;2025;2;y\n",
            ["v a 2025 cash 1", "v b 2025 cash 2"],
            id="a note names no line",
        ),
        pytest.param(
            "Nummer;Jaar;Kas\n101;2025;1\n102;2025;2\n",
            ["v 101 2025 cash 1", "v 102 2025 cash 2"],
            id="numbers name the lines",
        ),
        pytest.param(
            "Regel;Jaar;Kas 2026\nA;2025;2000\nB;2025;2100\n",
            ["v a 2026 cash 2000", "v b 2026 cash 2100"],
            id="amounts that look like years",
        ),
    ],
)
def test_texts(tmp_path: Path, text: str, expected: list[str]) -> None:
    file = write(tmp_path / "t.csv", text)
    map = ukraine_budget.guess_map(file)
    assert taken(file, basis="cash" if 'basis = ""  # nothing says it' in map else "") == expected


def test_what_the_map_does_not_know_is_asked_for(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"figure\.year: write of which year"):
        imported(write(tmp_path / "years.csv", "regel;t;t\na;1;2\n"))
    file = write(tmp_path / "t.csv", "regel,jaar,bedrag\na,2025,1\n")
    with pytest.raises(UsageError, match=r"figure\.basis: write commitment or cash there, or give --basis"):
        imported(file)
    assert taken(file, basis="commitment") == ["v a 2025 commitment 1"]


def test_amounts_that_can_be_read_in_two_ways_are_not_taken(tmp_path: Path) -> None:
    result = imported(write(tmp_path / "t.csv", "Regel;Jaar;Kas\nA;2026;2.100\nB;2026;900\n"))
    assert left(result) == [(2, "Kas", "ambiguous-number")]
    assert '# decimal = "."  # 2.100 can be read in two ways, and nothing tells' in ukraine_budget.guess_map(
        tmp_path / "t.csv"
    )


def test_amounts_of_both_kinds_are_told(tmp_path: Path) -> None:
    map = ukraine_budget.guess_map(
        write(tmp_path / "t.csv", "Regel;Jaar;Kas mln\nA;2026;2,5\nB;2026;1,5\nC;2026;9.75\n")
    )
    assert 'decimal = ","  # 2 of the amounts can be read only so: 2,5; but 1 only otherwise: 9.75' in map


@pytest.mark.parametrize(
    ("title", "amount", "rounding"),
    [
        ("mln", "1", '"1"'),
        ("mln", "1.25", '"0.01"'),
        ("x 1000", "1.5", '"0.1"'),
        ("mln", "1.2345678", None),
        ("mln", "1.234", None),
        ("euro", "1.5", None),
    ],
)
def test_how_far_amounts_are_rounded(tmp_path: Path, title: str, amount: str, rounding: str | None) -> None:
    map = ukraine_budget.guess_map(write(tmp_path / "t.csv", f"Regel;Jaar;Kas ({title})\nA;2026;{amount}\n"))
    assert (f"rounding = {rounding}" in map) == (rounding is not None) == ("rounding = " in map)


def test_a_table_with_rows_alike(tmp_path: Path) -> None:
    text = "Regel;Jaar;Kas\nA;2026;1\nA;2026;2\nB;2026;3\n"
    map = ukraine_budget.guess_map(write(tmp_path / "t.csv", text))
    assert '# same = "add"  # 1 row has the line, year and basis of another: repeat, add or refuse' in map
    map = ukraine_budget.guess_map(write(tmp_path / "t.csv", text + "B;2026;3\n"))
    assert '# same = "repeat"  # 2 rows have the line, year and basis of another, 1 of them to the letter' in map


def test_chapters_and_articles_can_be_asked_for(tmp_path: Path) -> None:
    map = ukraine_budget.guess_map(
        write(tmp_path / "t.csv", "Hoofdstuk;Artikel;Naam;Jaar;Kas\nX;1;A;2026;1\nX;2;B;2026;2\n")
    )
    assert 'chapter = "{Hoofdstuk}"  # by its name\narticle = "{Artikel}"  # by its name' in map


def test_only_what_begins_or_ends_like_a_total_is_left_out(tmp_path: Path) -> None:
    names = ["Totaal uitgaven", "Uitgaven totaal", "- waarvan ICT", "Steun including training", "Totalisator"]
    rows = "".join(f"{name};2026;{place}\n" for place, name in enumerate(names))
    map = ukraine_budget.guess_map(write(tmp_path / "t.csv", f"Regel;Jaar;Kas\n{rows}"))
    assert f"values = {str(names[:2]).replace(chr(39), chr(34))}  # their money would count twice" in map
    assert 'values = ["- waarvan ICT"]  # their money would count twice\nreason = "of-which"' in map


def test_a_file_of_a_format_is_said_to_be_one(tmp_path: Path) -> None:
    map = ukraine_budget.guess_map(write(tmp_path / "t.csv", "country,iso,year,month,military\nA,B,2025,1,0.5\n"))
    assert "# The file is laid out as kiel: budget import kiel reads it" in map


def test_unicode_text_of_a_spreadsheet_program(tmp_path: Path) -> None:
    file = tmp_path / "t.txt"
    file.write_bytes("Regel\tJaar\tKas\nÉ\t2026\t1\n".encode("utf-16"))
    assert taken(file) == ["v e 2026 cash 1"]


def test_letters_of_western_europe(tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_bytes("Regel;Jaar;Kas\nFinanciële steun;2026;1\n".encode("cp1252"))
    assert taken(file) == ["v financiele-steun 2026 cash 1"]


def test_gzip(tmp_path: Path) -> None:
    file = tmp_path / "t.csv.gz"
    file.write_bytes(gzip.compress(f"{DUTCH}2026;Inzet;1;2\n".encode()))
    assert taken(file) == ["v inzet 2026 commitment 1", "v inzet 2026 cash 2"]


def test_a_file_that_breaks_off_at_once(tmp_path: Path) -> None:
    (tmp_path / "t.csv.gz").write_bytes(gzip.compress(b"a,b")[:3])
    with pytest.raises(SourceError, match=r"t\.csv\.gz:1: broken-file the compressed file breaks off here"):
        ukraine_budget.guess_map(tmp_path / "t.csv.gz")


def test_workbook_with_rows_of_titles(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for cells in (["Kasuitgaven"], ["(bedragen in miljoenen euro)"], [], ["Onderdeel", 2025, "2026"]):
        book.active.append(cells)
    for cells in (["Leger"], ["Militair", 2100.5, 3100], ["Hulp", 110, 120], ["Totaal", 2210.5, 3220]):
        book.active.append(cells)
    book.save(tmp_path / "t.xlsx")
    assert taken(tmp_path / "t.xlsx") == [
        "v militair 2025 cash 2100.5",
        "v militair 2026 cash 3100",
        "v hulp 2025 cash 110",
        "v hulp 2026 cash 120",
    ]


def test_numbers_beside_texts_keep_their_point(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for cells in (["Regel", "Jaar", "Kas (mln)"], ["a", 2026, 2.125], ["b", 2026, "1.234,5"], ["c", 2026, "3.000"]):
        book.active.append(cells)
    book.save(tmp_path / "t.xlsx")
    assert taken(tmp_path / "t.xlsx") == ["v a 2026 cash 2.125", "v b 2026 cash 1234.5", "v c 2026 cash 3000"]
    map = ukraine_budget.guess_map(tmp_path / "t.xlsx")
    assert 'decimal = ","  # 1 of the amounts can be read only so: 1.234,5' in map
    assert 'rounding = "0.001"' in map
    write(tmp_path / "t.json", '[{"post": "a", "jaar": 2026, "kas": 2.125}, {"post": "b", "jaar": 2026, "kas": 3}]')
    assert "# decimal: the file holds its amounts as numbers" in ukraine_budget.guess_map(tmp_path / "t.json")


EXPONENTS = {"a": "1.0141131E7", "b": "4.721540379E7", "c": "-5.0E-4"}
RECORD = '{{"line": "{}", "year": 2026, "cash": {}}}\n'


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("csv", "line,year,cash\n" + "".join(f"{line},2026,{amount}\n" for line, amount in EXPONENTS.items())),
        ("jsonl", "".join(RECORD.format(*item) for item in EXPONENTS.items())),
        ("jsonl", "".join(RECORD.format(line, f'"{amount}"') for line, amount in EXPONENTS.items())),
    ],
)
def test_amounts_with_an_exponent_as_programs_write_them(tmp_path: Path, kind: str, text: str) -> None:
    amounts = ["v a 2026 cash 10141131", "v b 2026 cash 47215403.79", "v c 2026 cash -0.00050"]
    assert taken(write(tmp_path / f"t.{kind}", text)) == amounts


def test_amounts_with_an_exponent_in_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for cells in (["line", "year", "cash"], ["a", 2026, "1.0141131E7"], ["b", 2026, 1e16], ["c", 2026, 2.5e-05]):
        book.active.append(cells)
    book.save(tmp_path / "t.xlsx")
    assert taken(tmp_path / "t.xlsx") == [
        "v a 2026 cash 10141131",
        "v b 2026 cash 10000000000000000",
        "v c 2026 cash 0.000025",
    ]


def test_amounts_of_which_digits_may_be_lost_are_told_of_as_such(tmp_path: Path) -> None:
    file = write(tmp_path / "t.csv", "Regel;Jaar;Kas\nA;2026;4,72E+07\nB;2026;4,7E+09\nC;2026;4,72E7\n")
    assert "\n# 2 of the amounts, such as 4,72E+07, may lack digits and are not taken: " in ukraine_budget.guess_map(
        file
    )
    result = imported(file)
    assert result.lost == (("lost-digits", 2),)
    assert result.shares[0].money == Decimal(4794400000)


def test_spreadsheet(tmp_path: Path) -> None:
    head, body = row(cell("line"), cell("2025"), cell("2026")), row(cell("a"), cell("1.5", "float"), cell("2", "float"))
    assert taken(ods(tmp_path / "t.ods", sheet(head, body)), basis="cash") == ["v a 2025 cash 1.5", "v a 2026 cash 2"]


def test_records(tmp_path: Path) -> None:
    file = write(tmp_path / "t.jsonl", '{"post": "A", "jaar": 2026, "kas": 1.5, "verplichting": 2}\n')
    assert taken(file) == ["v a 2026 cash 1.5", "v a 2026 commitment 2"]


def test_parquet(tmp_path: Path) -> None:
    pq.write_table(pa.table({"line": ["A"], "year": [2026], "cash": [1.5]}), tmp_path / "t.parquet")
    assert taken(tmp_path / "t.parquet") == ["v a 2026 cash 1.5"]
