"""Tables as ministries lay them out: titles, units and footnotes around them, all kinds of minus signs and years."""

from pathlib import Path

import pytest
from test_guessed_files import imported, taken
from test_kinds import openpyxl

import ukraine_budget
from importing import amounts, write

DANISH = """Finansloven for 2025;;;
Mio. kr.;;;
Paragraf;Hovedkonto;Regnskab 2023;Finanslov 2024
§ 12. Forsvar;Centralstyrelsen;2.145,3;2.310,0
§ 12. Forsvar;Indtægter;120,5-;118,0-
§ 12. Forsvar;I alt;2.024,8;2.192,0
§ 14. Ukrainefonden;Fonden;-;9.880,0
"""
POLISH = """Budżet państwa;;;
w tys. zł;;;
Dział;Nazwa;Wykonanie 2023;2024/2023 %
752;Obrona narodowa;97\u00a0412\u00a0300;105,2
753;Straż;9\u00a0112\u00a0400;103,8
;Ogółem;106\u00a0524\u00a0700;89,4
"""
AMERICAN = """Ukraine Security Assistance
($ in millions)
Account,FY23 Actual,FY 2024 Enacted,Change FY24-FY23
USAI,"$18,300.0","$13,772.5","$(4,527.5)"
Rescissions,-$12.5,--,$12.5
Total,"$18,287.5","$13,772.5","$(4,515.0)"
"""
SPANISH = """Capítulo;Descripción;Pagos 2025;Modificaciones 2025;% ejecución
1;Gastos de personal;1.199.999,99;-12.300,00;98,2%
6;Inversiones reales;900.500,25;500.000,00;70,0%
TOTAL;;2.100.500,24;487.700,00;79,9%
"""
BRITISH = """Departmental plans,,,
Department,2024-25 Plans,2025-26 Plans,Change %
,£m,£m,%
Defence[1],"55,600.5","58,100.0",4.5
Health,"190,000.0",-,
[1] Includes support for Ukraine,,,
"""


@pytest.mark.parametrize(
    ("text", "unit", "expected"),
    [
        pytest.param(
            DANISH,
            "million",
            [
                "v centralstyrelsen 2023 cash 2145.3",
                "v centralstyrelsen 2024 cash 2310.0",
                "v indtgter 2023 cash -120.5",
                "v indtgter 2024 cash -118.0",
                "v fonden 2024 cash 9880.0",
            ],
            id="a minus after the digits",
        ),
        pytest.param(
            POLISH,
            "thousand",
            ["v obrona-narodowa 2023 cash 97412300", "v straz 2023 cash 9112400"],
            id="words of one more language",
        ),
        pytest.param(
            AMERICAN,
            "million",
            ["v usai 2023 cash 18300.0", "v usai 2024 cash 13772.5", "v rescissions 2023 cash -12.5"],
            id="short fiscal years, a minus before the currency",
        ),
        pytest.param(
            SPANISH,
            "",
            ["v gastos-de-personal 2025 cash 1199999.99", "v inversiones-reales 2025 cash 900500.25"],
            id="a total among codes, changes beside amounts",
        ),
        pytest.param(
            BRITISH,
            "million",
            ["v defence-1 2024 cash 55600.5", "v defence-1 2025 cash 58100.0", "v health 2024 cash 190000.0"],
            id="a row of units below the header, fiscal years",
        ),
        pytest.param(
            "Vote,Financial Year,Amount $000\nDefence,2024/25,12.5\nDefence,2025/26,13.5\n",
            "thousand",
            ["v defence 2024 cash 12.5", "v defence 2025 cash 13.5"],
            id="fiscal years in rows",
        ),
    ],
)
def test_nothing_is_taken_for_what_it_is_not(tmp_path: Path, text: str, unit: str, expected: list[str]) -> None:
    file = write(tmp_path / "t.csv", text)
    map = ukraine_budget.guess_map(file)
    assert (f'\nunit = "{unit}"' in map) == bool(unit)
    result = imported(file, basis="cash" if 'basis = ""  # nothing' in map else "")
    assert amounts(tmp_path / "into") == expected
    assert not any(total.differs for total in result.totals)
    assert not result.faults


def test_columns_of_one_version_below_its_merged_name(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Tabel 3 (bedragen x € 1.000)"])
    book.active.append([None, "Vastgestelde begroting 2025", None, "Mutaties 2025", None, "Stand 1e suppletoire 2025"])
    book.active.append(["Onderdeel", *["Verplichtingen", "Uitgaven"] * 3])
    for first in ("B", "D", "F"):
        book.active.merge_cells(f"{first}2:{chr(ord(first) + 1)}2")
    book.active.append(["Opdrachten", 1200, 1100, 50, -20, 1250, 1080])
    book.active.append(["Subsidies", 300, 300, 0, 10, 300, 310])
    book.save(tmp_path / "t.xlsx")
    assert taken(tmp_path / "t.xlsx") == [
        "v-vastgestelde-begroting opdrachten 2025 commitment 1200",
        "v-vastgestelde-begroting opdrachten 2025 cash 1100",
        "v-vastgestelde-begroting subsidies 2025 commitment 300",
        "v-vastgestelde-begroting subsidies 2025 cash 300",
        "v-stand-1e-suppletoire opdrachten 2025 commitment 1250",
        "v-stand-1e-suppletoire opdrachten 2025 cash 1080",
        "v-stand-1e-suppletoire subsidies 2025 commitment 300",
        "v-stand-1e-suppletoire subsidies 2025 cash 310",
    ]
    map = ukraine_budget.guess_map(tmp_path / "t.xlsx")
    assert map.count("(differences, by its name)") == 2


def test_amounts_in_parentheses_are_asked_for(tmp_path: Path) -> None:
    file = write(tmp_path / "t.csv", "Post;2025 (£'000)\nA;1,234.5\nB;(12.5)\nC;£(0.5)\n")
    map = ukraine_budget.guess_map(file)
    asked = "# parentheses = true  # some are as (12.5): take off the first # if these are below zero"
    assert asked in map
    assert [(row.line, row.reason) for row in imported(file, basis="cash").faults] == [
        (3, "bad-number"),
        (4, "bad-number"),
    ]
    plan = write(tmp_path / "mended.toml", map.replace("# parentheses", "parentheses"))
    into = tmp_path / "mended"
    ukraine_budget.import_file(file, map=plan, into=into, version="v", date="2025", basis="cash")
    assert amounts(into) == ["v a 2025 cash 1234.5", "v b 2025 cash -12.5", "v c 2025 cash -0.5"]


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("(en euros)", '# unit = "one"  # a title says the currency, and no unit'),
        ("w złotych", 'currency = "PLN"'),
        ("", '# unit = ""  # nothing says it'),
    ],
)
def test_a_currency_without_a_unit(tmp_path: Path, title: str, line: str) -> None:
    assert line in ukraine_budget.guess_map(write(tmp_path / "t.csv", f"{title}\nPost;2025\nA;1\nB;2\n"))


@pytest.mark.parametrize(
    ("amount", "currency"),
    [("€ 1,5", "EUR"), ("R$ 1,5", "BRL"), ("1,5 zł", "PLN"), ("1,5 Kč", "CZK"), ("1,5 грн", "UAH")],
)
def test_a_currency_beside_amounts_is_that_of_the_table(tmp_path: Path, amount: str, currency: str) -> None:
    file = write(tmp_path / "t.csv", f"Post;2025\nA;{amount}\nB;{amount.replace('1', '2')}\n")
    assert f'currency = "{currency}"' in ukraine_budget.guess_map(file)
    assert taken(file, basis="cash") == ["v a 2025 cash 1.5", "v b 2025 cash 2.5"]


@pytest.mark.parametrize("name", ["2025-30", "Total 2025-2028", "2025-12", "FY24-FY26"])
def test_a_column_of_several_years_is_of_none(tmp_path: Path, name: str) -> None:
    map = ukraine_budget.guess_map(write(tmp_path / "t.csv", f"Post;2025;{name}\nA;1;10,5\nB;2;20,5\n"))
    assert f"# Numbers that are not taken: {name} (nothing says of which year)." in map


def test_years_that_are_no_fiscal_ones_are_not_cut(tmp_path: Path) -> None:
    map = ukraine_budget.guess_map(write(tmp_path / "t.csv", "Post;Year;Amount\nA;2025/30;10\nB;2025/30;20\n"))
    assert 'year = "{Year}"' in map


FUNCTIONS = """Code;Name;2024;2025
02;Defence;300,5;330
02.1;Army;100,5;110
02.2;Navy;200;220
03;Order;50;60
03.1;Police;50;60
"""
BELOW = "Post;2024;2025\nA;1,5;1022\nB;-2,25;33\nA and B;-0,75;1055\n"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (FUNCTIONS, "1 row is the sum of rows above or below, such as Defence: skip them, then take this line away"),
        (BELOW, "1 row is the sum of rows above or below, such as A and B: skip them"),
        (
            FUNCTIONS.replace("50;60\n03.1", "50,5;60\n03.0;Fire;0,5;0\n03.1"),
            "2 rows are the sum of rows above or below, such as Def",
        ),
        (FUNCTIONS.replace("220", "221"), ""),
        (FUNCTIONS.replace("200;", "100,5;").replace("110;", "99,5;"), ""),
        ("Post;2024\nA;3\nB;2\nC;1\n", ""),
    ],
)
def test_sums_that_are_not_called_totals_are_not_added_to_their_parts(tmp_path: Path, text: str, why: str) -> None:
    file = write(tmp_path / "t.csv", text)
    map = ukraine_budget.guess_map(file)
    assert f"\ntotal = false  # {why}" in map if why else "total = false" not in map
    taken(file, basis="cash")
    (fund,) = ukraine_budget.open_ledger(tmp_path / "into").funds.values()
    assert fund.total == (not why)


def test_a_header_above_a_second_part_of_a_table_is_none_of_its_rows(tmp_path: Path) -> None:
    file = write(tmp_path / "t.csv", "Uitgaven;2024;2025\nLeger;1500;1600\n;;\nOntvangsten;2024;2025\nVerkoop;30;40\n")
    result = imported(file, basis="cash")
    assert [(row.line, row.reason) for row in result.faults] == [(4, "repeated-header")]
    assert [row.split()[1] for row in amounts(tmp_path / "into")] == ["leger", "leger", "verkoop", "verkoop"]


@pytest.mark.parametrize(
    ("header", "again"),
    [
        ("line, 2025, 2026", "Part two, 2025, 2026"),
        ("line,2025,2026 ,note", "line,2025,2026 ,note"),
        ("line,2025,2026,2027", "Part two,2025,2026,"),
    ],
)
def test_a_header_that_stands_again_is_no_money(tmp_path: Path, header: str, again: str) -> None:
    more = "," * (header.count(",") - 2)
    file = write(tmp_path / "t.csv", f"{header}\nA, 100, 110{more}\n{again}\nB, 200, 220{more}\n")
    assert [(row.line, row.reason) for row in imported(file, basis="cash").faults] == [(3, "repeated-header")]
    assert [row.split()[-1] for row in amounts(tmp_path / "into")] == ["100", "110", "200", "220"]


@pytest.mark.parametrize("again", ["Part two,2025,", "Part two, 2025 ,"])
def test_a_year_alone_under_its_own_name_is_an_amount_or_a_header(tmp_path: Path, again: str) -> None:
    years = "".join(f"{line},{amount},\n" for line, amount in (("A", 100), ("B", 2024), ("C", "2025.0"), ("D", 2026)))
    file = write(tmp_path / "t.csv", f"line,2025,note\n{years}{again}\n")
    result = imported(file, basis="cash")
    assert [(row.line, row.reason) for row in result.faults] == [(6, "year-or-amount")]
    assert result.faults[0].message == "2025 is an amount, or the name of its column once more"
    assert [tuple(one) for one in result.lost] == [("year-or-amount", 1)]
    assert [row.split()[-1] for row in amounts(tmp_path / "into")] == ["100", "2024", "2025.0", "2026"]


def test_a_rule_tells_whether_a_year_under_its_own_name_is_a_header(tmp_path: Path) -> None:
    file = write(tmp_path / "t.csv", "line,2025\nA,100\nPart two,2025\n")
    rule = '\n[[skip]]\ncolumn = "line"\nvalues = ["Part two"]\nreason = "header"\n'
    map = write(tmp_path / "t.toml", ukraine_budget.guess_map(file) + rule)
    into = tmp_path / "into"
    view = ukraine_budget.import_file(file, map=map, into=into, version="v", date="2025-01-02", basis="cash")
    assert ([row.reason for row in view.result.left_out], len(view.result.lost)) == (["header"], 0)


@pytest.mark.parametrize("minus", ["-", "\N{MINUS SIGN}", "\N{FIGURE DASH}"])
def test_sums_over_amounts_below_zero_are_found(tmp_path: Path, minus: str) -> None:
    rows = ("Land;1.500,50;1.600,50", "Aankoop;2.000,75;2.100,75", "Teruggave;-500,25;-500,25", "Zee;300,10;310,20")
    text = "\n".join(("Post;2025;2026", *rows)).replace("-", minus)
    assert "1 row is the sum of rows above or below, such as Land" in ukraine_budget.guess_map(
        write(tmp_path / "t.csv", text)
    )


def test_sums_are_found_where_the_decimal_sign_is_not_known(tmp_path: Path) -> None:
    text = "Post;2025;2026\nLand;1.734;1.834\nAankoop;1.234;1.334\nOnderhoud;500;500\nZee;301;302\n"
    assert "1 row is the sum of rows above or below, such as Land" in ukraine_budget.guess_map(
        write(tmp_path / "t.csv", text)
    )


def test_an_amount_that_is_the_year_after_that_of_its_row_makes_no_header(tmp_path: Path) -> None:
    file = write(tmp_path / "t.csv", "Post;Jahr;Betrag\nA;2025;2026\nB;2025;150\nC;2025;300,5\n")
    assert [row.partition(" ")[2] for row in taken(file, basis="cash")] == [
        *("a 2025 cash 2026", "b 2025 cash 150", "c 2025 cash 300.5"),
    ]


def test_a_column_called_year_comes_before_other_years(tmp_path: Path) -> None:
    file = write(tmp_path / "t.csv", "Post;Loi;Exercice;Montant\nA;2020;2025;1,5\nB;2021;2026;2,5\n")
    assert [row.partition(" ")[2] for row in taken(file, basis="cash")] == ["a 2025 cash 1.5", "b 2026 cash 2.5"]


def test_what_stands_beside_commitments_and_cash_of_a_year_is_in_doubt(tmp_path: Path) -> None:
    header = "Órgão;Dotação 2024;Empenhado 2024;Pago 2024;2025"
    file = write(tmp_path / "t.csv", f"{header}\nA;10,5;8,5;7,5;11\nB;20,5;18,5;17,5;21\n")
    assert '# [[amounts]]\n# column = "Dotação 2024"  # nothing says what it counts' in ukraine_budget.guess_map(file)
    assert [row.partition(" ")[2] for row in taken(file, basis="cash")] == [
        *("a 2024 commitment 8.5", "a 2024 cash 7.5", "a 2025 cash 11"),
        *("b 2024 commitment 18.5", "b 2024 cash 17.5", "b 2025 cash 21"),
    ]


def test_rows_that_compare_others_are_left_out(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for cells in (["Post", 2024, 2025], ["Leger", 200.5, 300], ["Vloot BTW 21%", 100, 100], ["Groei", 300.5, 400]):
        book.active.append(cells)
    book.active.append(["Mutatie (%)", None, 0.331])
    book.save(tmp_path / "t.xlsx")
    assert [row.split()[1] for row in taken(tmp_path / "t.xlsx", basis="cash")] == [
        *["leger"] * 2,
        *["vloot-btw-21"] * 2,
    ]
    assert 'values = ["Groei", "Mutatie (%)"]  # no amounts' in ukraine_budget.guess_map(tmp_path / "t.xlsx")
