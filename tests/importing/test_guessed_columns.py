"""What columns are for is guessed by what they hold and what they are called, in ten languages."""

import random
from collections.abc import Sequence
from pathlib import Path

import pytest

import ukraine_budget
from importing import amounts, left, take, write
from ukraine_budget import LossError

SIZES = random.Random(7)


def table(folder: Path, header: str, rows: Sequence[Sequence[object]], sign: str = ";") -> Path:
    return write(folder / "t.csv", "\n".join([header, *(sign.join(map(str, row)) for row in rows)]) + "\n")


def guessed(folder: Path, header: str, rows: Sequence[Sequence[object]]) -> str:
    return ukraine_budget.guess_map(table(folder, header, rows))


def size() -> int:
    """An amount: of no few sizes."""
    return int(10 ** SIZES.uniform(2, 7))


def test_amounts_may_stand_before_text_and_codes_after(tmp_path: Path) -> None:
    rows = [(size(), f"line {n}", f"{n % 7:03}", 2020 + n % 3, 1000 + n * 13 % 8999) for n in range(40)]
    map = guessed(tmp_path, "x;y;z;jaar;nummer", rows)
    assert 'column = "x"  # numbers of many sizes' in map
    assert 'id = "{nummer}"  # nummer: it has the most different texts\nname = "{y}"  # what these are called' in map
    assert map.count("[[amounts]]") == 1
    assert "not taken" not in map, "codes may name lines"


@pytest.mark.parametrize(
    ("name", "cells", "reason"),
    [
        ("% of all", ["12,5", "3,25"], "percentages"),
        ("Andel", ["12,5", "3,25"], "percentages"),
        ("y", ["12,5 %", "3 %"], "percentages"),
        ("Seite van", ["1200", "3400"], "numbers of pages, by its name"),
        ("volgorde", range(1000, 1250), "numbers of the rows"),
        ("gdp", ["1312,75", "99,5", "20,25", "31,125", "7,5", "8,5"], "the same in all rows of one land"),
    ],
)
def test_numbers_that_are_no_amounts(tmp_path: Path, name: str, cells: Sequence[object], reason: str) -> None:
    lands = ("NL", "BE", "DE", "FR", "DK", "SE")
    several = len(cells) == len(lands)
    rows = [
        (f"{lands[n % 6]}", f"t{n}", 2000 + n // 6, f"{size()},5", cells[(n % 6 if several else n) % len(cells)])
        for n in range(240)
    ]
    map = guessed(tmp_path, f"land;text;year;z;{name}", rows)
    assert f"# Numbers that are not taken: {name} ({reason})." in map
    assert map.count("[[amounts]]") == 1
    assert f"{{{name}}}" not in map, "nor do they name lines"


@pytest.mark.parametrize(
    "cells",
    [range(1, 30), [100 + n * 7 % 11 for n in range(240)], [10000 + n * 37 % 90000 for n in range(240)]],
    ids=["small", "few", "of one width"],
)
def test_numbers_that_may_be_amounts_are_left_behind_a_mark(tmp_path: Path, cells: Sequence[int]) -> None:
    map = guessed(tmp_path, "text;x", [(f"t{n}", cells[n * 7 % len(cells)]) for n in range(240)])
    assert '# [[amounts]]\n# column = "x"' in map
    assert '[[amounts]]\ncolumn = ""  # no column was found that holds amounts for certain: name it' in map


@pytest.mark.parametrize(
    ("commitment", "cash"),
    [
        ("Commitments", "Payments"),
        ("Verplichtingen", "Uitgaven"),
        ("Verpflichtungsermächtigungen", "Ausgaben"),
        ("AE", "CP"),
        ("Engagés", "Payés"),
        ("Comprometido", "Pagado"),
        ("Empenhado", "Pago"),
        ("Impegni", "Pagamenti"),
        ("Tilsagn", "Udgifter"),
        ("Tilsagnsfullmakter", "Utbetalinger"),
        ("Bemyndiganden", "Utgifter"),
    ],
)
def test_words_for_bases(tmp_path: Path, commitment: str, cash: str) -> None:
    rows = [(f"t{n}", 2020, size(), size()) for n in range(9)]
    map = guessed(tmp_path, f"text;year;{commitment};{cash.upper()}", rows)
    assert f'column = "{commitment}"  # its name tells what its amounts are of\nfigure.basis = "commitment"' in map
    assert f'column = "{cash.upper()}"  # its name tells what its amounts are of\nfigure.basis = "cash"' in map
    long = guessed(tmp_path, "text;year;what;x", [(f"t{n}", 2020, (commitment, cash)[n % 2], size()) for n in range(9)])
    assert f'"{commitment}" = "commitment"  # a known word\n"{cash}" = "cash"  # a known word' in long


@pytest.mark.parametrize(
    ("approved", "executed"),
    [
        ("Adopted budget", "Outturn"),
        ("Stand vastgestelde begroting", "Realisatie"),
        ("Soll", "Ist"),
        ("Crédits votés", "Exécution"),
        ("Aprobado", "Ejecutado"),
        ("Orçamento inicial", "Executado"),
        ("Stanziamenti iniziali", "Consuntivo"),
        ("Finanslov", "Regnskab"),
        ("Saldert budsjett", "Regnskap"),
        ("Anslag", "Utfall"),
    ],
)
def test_words_for_phases(tmp_path: Path, approved: str, executed: str) -> None:
    map = guessed(tmp_path, f"text;year;{approved};{executed}", [(f"t{n}", 2020, size(), size()) for n in range(9)])
    assert f'version.phase = "approved"  # in its name: {approved}' in map
    assert f'version.phase = "executed"  # in its name: {executed}' in map


def test_a_number_may_be_of_any_length(tmp_path: Path) -> None:
    map = guessed(tmp_path, "text;x", [(f"t{n}", f"{n * n + 1}{'0' * 5000}") for n in range(9)])
    assert 'column = "x"  # numbers of many sizes' in map


def test_letters_that_say_something_only_together(tmp_path: Path) -> None:
    rows = [(f"t{n}", 2020, "EA"[n % 2], size()) for n in range(9)]
    map = guessed(tmp_path, "text;jahr;art;x", rows)
    assert '"E" = "receipt"  # a known word\n"A" = "cash"  # a known word' in map
    assert "[values.basis]" not in guessed(tmp_path, "text;jahr;art;x", [(*row[:2], "A", row[3]) for row in rows])


def test_words_that_begin_a_known_one_are_asked_for(tmp_path: Path) -> None:
    rows = [(f"t{n}", 2020, ("commit", "paym", "nondiff")[n % 3], size()) for n in range(9)]
    map = guessed(tmp_path, "text;year;kind;x", rows)
    assert '# "commit" = "commitment"  # a known word begins so' in map
    assert '# "nondiff" = ""  # not a known word: its rows are not taken' in map
    with pytest.raises(LossError, match="Left out as unknown-basis: 9"):
        take(tmp_path, (tmp_path / "t.csv").read_text(), map, version="v", date="2020")


@pytest.mark.parametrize("month", ["Month", "maand", "Monat", "mois", "mes", "mese", "måned", "månad"])
def test_months_are_added_up(tmp_path: Path, month: str) -> None:
    map = guessed(tmp_path, f"text;year;{month};x", [("t", 2020, n, f"{n},25") for n in range(1, 13)])
    assert f'same = "add"  # months, as {month} says, are added up to years' in map


def test_columns_that_add_up_to_one_are_its_parts(tmp_path: Path) -> None:
    rows = [(f"t{n}", 2020, 2 * n + 300.5, n + 100.25, n + 200.25) for n in range(9)]
    map = guessed(tmp_path, "text;year;all;guns;bread", rows)
    text = (tmp_path / "t.csv").read_text()
    result = take(tmp_path, text, map, version="v", date="2020", basis="cash", years=[2020])
    assert not left(result)
    assert len(result.totals) == 9
    assert amounts(tmp_path / "into")[:3] == [
        "v t0 2020 cash 300.5",
        "v t0-guns 2020 cash 100.25",
        "v t0-bread 2020 cash 200.25",
    ]
    assert ukraine_budget.open_ledger(tmp_path / "into").lines["t0-guns"].parent == "t0"


@pytest.mark.parametrize("rows", [[("a", 2020, "1,5", "")], [("a", 2020, "-", "-"), ("b", 2020, "1,5", "2,5")]])
def test_columns_that_do_not_are_lines(tmp_path: Path, rows: Sequence[Sequence[object]]) -> None:
    header = "text;year;guns;" if len(rows) == 1 else "text;year;x;x"
    map = guessed(tmp_path, header, [*rows, *((f"t{n}", 2020, f"{n},5", f"{n},75") for n in range(9))])
    assert 'line.id = "{text}-' in map
    assert "line.parent" not in map


def test_a_second_column_of_a_basis_is_in_doubt(tmp_path: Path) -> None:
    map = guessed(tmp_path, "text;year;cash;cash of others", [(f"t{n}", 2020, size(), size()) for n in range(9)])
    assert '[[amounts]]\ncolumn = "cash"' in map
    assert '# column = "cash of others"  # counts the same as cash' in map
    both = guessed(tmp_path, "text;year;amount;paid amount", [(f"t{n}", 2020, size(), size()) for n in range(9)])
    assert '# column = "amount"  # nothing says what it counts' in both


def test_a_column_may_mark_totals(tmp_path: Path) -> None:
    rows = [("X", "a", 1, "N"), ("X", "b", 2, "N"), ("X", "", 3, "J"), ("Y", "c", 4, "N"), ("Y", "", 5, "J")]
    map = guessed(tmp_path, "groep;naam;bedrag;totaal", rows)
    text = (tmp_path / "t.csv").read_text()
    assert '[[totals]]\ncolumn = "totaal"  # its name says that it marks totals\nvalues = ["J"]' in map
    assert 'over = ["groep"]' in map
    map = map.replace('year = ""', 'year = "2025"')
    result = take(tmp_path, text, map, version="v", date="2025", basis="cash")
    assert [(total.total, str(total.difference)) for total in result.totals] == [("J, X", "0"), ("J, Y", "-1")]


def test_a_key_is_tested_on_all_of_a_long_file(tmp_path: Path) -> None:
    rows = [(f"line {n % 30_000}", "a", f"{size()},5", f"note {n}") for n in range(60_000)]
    map = guessed(tmp_path, "regel;soort;z;opmerking", rows)
    assert 'id = "{regel}"  # regel: by its name' in map
    assert '# same = "add"  # 30,000 rows have the line' in map
    rows = [(row[0], "ab"[n // 30_000], *row[2:]) for n, row in enumerate(rows)]
    map = guessed(tmp_path, "regel;soort;z;opmerking", rows)
    assert 'id = "{regel}-{soort}"  # regel: by its name; soort: needed to tell the rows apart' in map
    assert "# same" not in map


def test_a_clash_that_some_rows_do_not_show_is_settled(tmp_path: Path) -> None:
    clash = [("same", "p", "1,5"), ("same", "q", "2,5")]
    rows = [*((f"line {n}", "p", f"{size()},5") for n in range(90_000)), *clash]
    map = guessed(tmp_path, "post;deel;z", rows)
    assert 'id = "{post}-{deel}"' in map


def test_a_bad_byte_deep_in_a_file_tells_its_encoding(tmp_path: Path) -> None:
    lines = "".join(f"regel {n};2025;{n},5\n" for n in range(9000))
    (tmp_path / "t.csv").write_bytes(f"regel;jaar;bedrag\n{lines}é;2025;1\n".encode("cp1252"))
    assert 'encoding = "cp1252"  # it is not UTF-8' in ukraine_budget.guess_map(tmp_path / "t.csv")
    (tmp_path / "t.csv").write_text(f'regel;jaar;bedrag\n{lines}"é;2025;1\n')
    with pytest.raises(ukraine_budget.SourceError, match="malformed-csv"):
        ukraine_budget.guess_map(tmp_path / "t.csv")


def test_a_header_may_be_completed_by_the_row_above(tmp_path: Path) -> None:
    text = "Uitgaven;;;Toelichting\nregel;jaar;bedrag\na;2025;1,5;waarom\nb;2025;2,5;daarom\n"
    map = ukraine_budget.guess_map(write(tmp_path / "t.csv", text))
    assert "header = [1, 2]  # the last full row above the first amounts, and names above it" in map
    take(tmp_path, text, map, version="v", date="2025", basis="cash", strict=True)
    assert amounts(tmp_path / "into") == ["v a 2025 cash 1.5", "v b 2025 cash 2.5"]


def test_the_rows_of_a_header_must_be_there(tmp_path: Path) -> None:
    text = "regel;jaar;kas\na;2025;1\n"
    map = ukraine_budget.guess_map(write(tmp_path / "t.csv", text)).replace("header = 1", "header = [1, 5]")
    with pytest.raises(ukraine_budget.SourceError, match="there is no header in row 1, 5"):
        take(tmp_path, text, map, version="v", date="2025")


def test_a_decimal_sign_may_begin_an_amount_where_it_is_known(tmp_path: Path) -> None:
    text = "regel;jaar;kas\na;2025;,37\nb;2025;-,5\nc;2025;1,25\nd;2025;2\ne;2025;3\n"
    take(tmp_path, text, ukraine_budget.guess_map(write(tmp_path / "t.csv", text)), version="v", date="2025")
    assert amounts(tmp_path / "into")[:3] == ["v a 2025 cash 0.37", "v b 2025 cash -0.5", "v c 2025 cash 1.25"]


def test_a_clash_beyond_the_rows_by_which_columns_are_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ukraine_budget.importing.maps.guess.keys.MOST_ROWS", 1)
    rows = [*((f"line {n}", "p", f"{size()},5") for n in range(50_000)), ("same", "p", "1,5"), ("same", "q", "2,5")]
    assert 'id = "{post}-{deel}"' in guessed(tmp_path, "post;deel;z", rows)


def test_years_of_editions_and_numbers_that_describe_are_no_amounts(tmp_path: Path) -> None:
    people = (900, 17000, 120, 44444, 5000, 70)
    rows = [(f"land {n % 6}", 2020 + n // 6, 2019 + n // 6, people[n % 6], f"{size()},5") for n in range(60)]
    map = guessed(tmp_path, "land;jaar;edition;people;z", rows)
    assert "# Numbers that are not taken: people (the same in all rows of one land)." in map
    assert map.count("[[amounts]]") == 1


def test_three_columns_that_do_not_add_up_are_lines(tmp_path: Path) -> None:
    rows = [(f"t{n}", 2020, f"{n},5", f"{n},25" if n else "-", f"{n},75") for n in range(9)]
    assert "line.parent" not in guessed(tmp_path, "text;year;a;b;c", rows)


@pytest.mark.parametrize(
    ("header", "older", "newer"),
    [
        ("soll;bisher", "bisher", "soll"),
        ("bisher;soll", "bisher", "soll"),
        ("Soll neu;Soll bisher", "soll-bisher", "soll-neu"),
        ("Ansatz;Ist", "ansatz", "ist"),
        ("Stand tweede suppletoire;Stand eerste suppletoire", "stand-eerste-suppletoire", "stand-tweede-suppletoire"),
        ("Previsioni definitive;Previsioni iniziali", "previsioni-iniziali", "previsioni-definitive"),
    ],
)
def test_the_newer_of_two_versions_follows_the_older(tmp_path: Path, header: str, older: str, newer: str) -> None:
    map = guessed(tmp_path, f"text;year;{header}", [(f"t{n}", 2020, size(), size()) for n in range(9)])
    text = (tmp_path / "t.csv").read_text()
    take(tmp_path, text, map, version="v", date="2020", basis="cash", years=[2020])
    versions = ukraine_budget.open_ledger(tmp_path / "into").versions
    assert {id: version.follows for id, version in versions.items()} == {
        f"v-{older}": "",
        f"v-{newer}": f"v-{older}",
    }
    assert [*versions] == [f"v-{older}", f"v-{newer}"]


@pytest.mark.parametrize("header", ["Nachtrag;1e Nachtrag", "Raming;Ontwerp", "Stand a;Stand b"])
def test_versions_of_which_nothing_tells_the_newer_are_asked_for(tmp_path: Path, header: str) -> None:
    map = guessed(tmp_path, f"text;year;{header}", [(f"t{n}", 2020, size(), size()) for n in range(9)])
    assert map.count("\n# version.follows = ") == 1
    assert "\nversion.follows" not in map


def test_columns_that_may_hold_the_same_money_are_not_added(tmp_path: Path) -> None:
    rows = [(f"t{n}", 2020, size(), size(), 3 * n) for n in range(9)]
    map = guessed(tmp_path, "text;year;guns;bread;Mutatie", rows)
    assert "total = false  # several columns may count the same money" in map
    assert "# Numbers that are not taken: Mutatie (differences, by its name)." in map


def test_codes_of_one_width_beside_amounts_name_lines(tmp_path: Path) -> None:
    map = guessed(tmp_path, "what;code of it;x 2020", [("a", 144, size()), ("a", 146, size()), ("b", 113, size())])
    assert 'id = "{code of it}"' in map
    map = guessed(tmp_path, "what;y;x 2020", [("a", 144, size()), ("a", 146, size()), ("b", 113, size())])
    assert 'id = "{y}"' in map


def test_a_currency_beside_amounts_is_named_and_other_marks_are_asked_for(tmp_path: Path) -> None:
    text = "Post;2025*;2026\nA;€ 1.250,5;ca. 1.350\nB;410,25;2,5 1)\nC;-3,5;4,75*\nTotaal;1.657,25;1.357,25\n"
    map = ukraine_budget.guess_map(write(tmp_path / "t.csv", text))
    assert 'marks = ["€"]  # stands beside amounts' in map
    assert "# marks: *, 1), ca. too; an amount is not taken until its mark is named" in map
    with pytest.raises(LossError, match="Left out as bad-number: 3"):
        take(tmp_path, text, map, version="v", date="2025", basis="cash", accept_loss=False)
    map = map.replace('["€"]', '["€", "*", "1)", "ca."]')
    result = take(tmp_path, text, map, version="v", date="2025", basis="cash", accept_loss=False)
    assert [total.difference for total in result.totals] == [0, 0]


def test_a_column_of_another_year_is_of_the_version_of_that_name(tmp_path: Path) -> None:
    rows = [(f"t{n}", size(), size(), size()) for n in range(9)]
    map = guessed(tmp_path, "text;Begroot 2025;Realisatie 2025;Begroot 2026", rows)
    text = (tmp_path / "t.csv").read_text()
    take(tmp_path, text, map, version="v", date="2025", basis="cash")
    states = {tuple(row.split()[::2][:2]) for row in amounts(tmp_path / "into")}
    assert states == {("v-begroot", "2025"), ("v-realisatie", "2025"), ("v-begroot", "2026")}
    assert ukraine_budget.open_ledger(tmp_path / "into").versions["v-realisatie"].follows == "v-begroot"


PLANS = [("Ist", 2016), ("Ist", 2017), ("Fortgeschriebener Plan", 2018), ("Plan", 2019)]


def of_a_city(folder: Path, first: int, step: int) -> str:
    """A map for the budget of a city whose rows have numbers, and whose phases stand in a column of their own."""
    cells = [(office, phase, year, kind) for office in ("Rathaus", "Hafen") for phase, year in PLANS for kind in KINDS]
    rows = [(first + step * n, *cell, f"{size()},50") for n, cell in enumerate(cells)]
    return guessed(folder, "ID;Amt;Werttyp;Berichtsjahr;Erlöse_Kosten;Betrag", rows)


KINDS = ("Erlöse", "Kosten")


@pytest.mark.parametrize(("first", "step"), [(1, 1), (20317, 13)])
def test_numbers_of_the_rows_name_no_line(tmp_path: Path, first: int, step: int) -> None:
    map = of_a_city(tmp_path, first, step)
    assert 'id = "{Amt}"' in map
    assert "# Numbers that are not taken: ID (numbers of the rows)." in map


def test_phases_in_a_column_are_versions(tmp_path: Path) -> None:
    map = of_a_city(tmp_path, 1, 1)
    assert 'id = "{Werttyp}"  # it says Ist, Fortgeschriebener Plan, Plan' in map
    assert '# phase = "{Werttyp}"' in map
    assert '# [values.phase]\n# "Ist" = "executed"  # a known word' in map
    assert '# "Plan" = ""  # no known word' in map


def test_costs_are_cash_only_where_the_reader_says_so(tmp_path: Path) -> None:
    map = of_a_city(tmp_path, 1, 1)
    assert '"Erlöse" = "receipt"  # a known word' in map
    assert '# "Kosten" = "cash"  # costs are cash only where they are what is paid' in map


def test_of_two_columns_of_years_one_is_of_editions(tmp_path: Path) -> None:
    rows = [
        (2024 + edition, f"head {n}", 2024 + edition + year, phase, size())
        for edition in range(2)
        for n in range(5)
        for year, phase in enumerate(("ORIGINAL", "REVISED"))
    ]
    map = guessed(tmp_path, "BookVersion;HeadName;BudgetYear;DataVersion;DataValue", rows)
    assert 'year = "{BudgetYear}"  # by its name' in map
    assert 'id = "{BookVersion}-{DataVersion}"  # years, called a version; it says ORIGINAL, REVISED' in map
    assert '\nphase = "{DataVersion}"  # its words say which' in map
    assert '[values.phase]\n"ORIGINAL" = "approved"  # a known word\n"REVISED" = "adjusted"  # a known word' in map


def test_years_beside_the_year_are_no_amounts(tmp_path: Path) -> None:
    rows = [(f"t{n}", 2020 + n % 2, 1990 + n, size()) for n in range(9)]
    map = guessed(tmp_path, "text;year;since;x", rows)
    assert 'year = "{year}"' in map
    assert map.count("[[amounts]]") == 1


def test_numbers_that_a_column_puts_in_words_are_codes(tmp_path: Path) -> None:
    rows = [
        (code, f"product {code}", f"item {n}", size())
        for n, code in enumerate((111102, 531301, 1661101, 324201, 111102, 531301, 98))
    ]
    map = guessed(tmp_path, "produkt;produkt_bezeichnung;konto;ansatz", rows)
    assert map.count("[[amounts]]") == 1
    assert 'column = "ansatz"' in map


@pytest.mark.parametrize(
    ("field", "words"),
    [
        ("phase", {"ORIGINAL": "approved", "REVISED": "adjusted"}),
        ("date", {"ORIGINAL": "2024-02-01", "REVISED": "2024-03-01"}),
        ("follows", {"ORIGINAL": "", "REVISED": "original"}),
    ],
)
def test_versions_are_placed_by_what_the_map_says_of_their_words(
    tmp_path: Path, field: str, words: dict[str, str]
) -> None:
    table(tmp_path, "name;year;edition;amount", [("a", 2024, "REVISED", 7), ("a", 2024, "ORIGINAL", 5)])
    meanings = "".join(f'"{word}" = "{meaning}"\n' for word, meaning in words.items())
    start = 'currency = "EUR"\nunit = "one"\n[line]\nid = "{name}"\n[figure]\nyear = "{year}"\nbasis = "cash"\n'
    version = f'[version]\nid = "{{edition}}"\n{field} = "{{edition}}"\n[values.{field}]\n{meanings}'
    map = f'{start}{version}[[amounts]]\ncolumn = "amount"\n'
    take(tmp_path, (tmp_path / "t.csv").read_text(), map, date="2024-01-01")
    ledger = ukraine_budget.open_ledger(tmp_path / "into")
    assert {row.amount for row in ukraine_budget.show(ledger, 2024).result.rows if row.amount} == {7}
