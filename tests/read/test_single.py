import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from build import column
from ukraine_budget import LedgerAt, View, diff, explain, history, ledgers_at, open_ledger, outlook, show
from ukraine_budget.catalogues import language
from ukraine_budget.errors import UsageError
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.read import read

EXAMPLES = Path(__file__).parents[2] / "examples"


def opened(path: Path, decimal: str | None = None) -> Ledger:
    ledger, problems = read(path, decimal)
    assert problems == ()
    assert ledger
    return ledger


def ledger_of(tmp_path: Path, text: str, decimal: str | None = None, name: str = "my file.csv") -> Ledger:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", newline="")
    return opened(path, decimal)


def stated(ledger: Ledger) -> set[tuple[str, str, str, int, Decimal]]:
    return {(f.version, f.cell.line, f.cell.basis, f.cell.year, f.amount.value) for f in ledger.stated()}


def test_a_wide_file_states_what_is_not_blank(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, 'line,year,committed,cash,rounding\n"a\nb",2026,, 5 ,1\nc,2026,-7,0,\n')
    assert stated(ledger) == {
        ("my file", "a\nb", "cash", 2026, Decimal(5)),
        ("my file", "c", "commitment", 2026, Decimal(-7)),
        ("my file", "c", "cash", 2026, Decimal(0)),
    }
    assert dict(zip(column(ledger, "line"), ledger.figures.line_numbers, strict=True)) == {"a\nb": 2, "c": 4}
    assert (ledger.name, ledger.currency, ledger.unit, ledger.bases) == ("my file", None, None, ("commitment", "cash"))
    assert [(fund.fund, fund.name, fund.total) for fund in ledger.funds.values()] == [("all", "The whole table", False)]
    assert next(figure.amount.low for figure in ledger.stated() if figure.cell.line == "a\nb") == Decimal("4.5")


@pytest.mark.parametrize(
    ("text", "basis", "expected"),
    [
        ("line,2025,2026\na,1,\nb,,2\n", "cash", {("a", "cash", 2025, 1), ("b", "cash", 2026, 2)}),
        ("line,basis,2025\na,cash,1\na,commitment,2\n", "cash", {("a", "cash", 2025, 1), ("a", "commitment", 2025, 2)}),
        ("post;kas 2025;2025-verplichtingen\na;1;2\n", "", {("a", "cash", 2025, 1), ("a", "commitment", 2025, 2)}),
        ("line,2025,commitment 2025\na,1,2\n", "cash", {("a", "cash", 2025, 1), ("a", "commitment", 2025, 2)}),
        ("line,year,amount\na,2025,1\n", "commitment", {("a", "commitment", 2025, 1)}),
        ("Partida;Año;Pagado;Comprometido\na;2025;1;2\n", "", {("a", "cash", 2025, 1), ("a", "commitment", 2025, 2)}),
        ("Titel;Jahr;Ausgaben;Verpflichtungsermächtigungen\na;2025;1;\n", "", {("a", "cash", 2025, 1)}),
    ],
)
def test_an_ordinary_table_needs_no_map(
    tmp_path: Path, text: str, basis: str, expected: set[tuple[str, str, int, int]]
) -> None:
    (path := tmp_path / "t.csv").write_text(text, encoding="utf-8")
    ledger = open_ledger(path, basis=basis)
    assert {(f.cell.line, f.cell.basis, f.cell.year, int(f.amount.value)) for f in ledger.stated()} == expected


def test_what_all_amounts_count_must_be_said(tmp_path: Path) -> None:
    (path := tmp_path / "t.csv").write_text("line,2025\na,1\n")
    assert [(one.code, one.help) for one in read(path).problems] == [
        (
            "missing-column",
            "say what all amounts count with --basis, such as --basis cash; or add a column 'basis'",
        )
    ]


def test_titles_are_no_header_and_a_file_may_begin_with_blank_lines(tmp_path: Path) -> None:
    assert stated(ledger_of(tmp_path, "\n;;\nline;year;cash\na;2026;1\n"))
    (path := tmp_path / "t.csv").write_text("Only text\nand more\n")
    assert {one.code for one in read(path).problems} == {"unknown-column", "missing-column"}


def test_a_long_file_with_versions_has_them_in_its_order(tmp_path: Path) -> None:
    text = "Stand;Post;Jaar;Soort;Bedrag;Bron\nz;a;2026;V;1,5;p. 1\ny;a;2026;Verplichtingen;;\ny;a;2026;U;1.000.000;\n"
    ledger = ledger_of(tmp_path, text)
    assert stated(ledger) == {
        ("z", "a", "commitment", 2026, Decimal("1.5")),
        ("y", "a", "cash", 2026, Decimal(1000000)),
    }
    assert [(v.version, v.coverage, v.follows) for v in ledger.versions.values()] == [
        ("z", "full", ""),
        ("y", "full", "z"),
    ]
    assert list(ledger.documents) == ["p. 1"]


def test_a_byte_order_mark_tabs_and_nameless_blank_columns_do_no_harm(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, "\ufeff\r\nLINE\tYear\tPaid\t\r\n\r\na\t2026\t3.5\t\r\n\t\t\t\r\n")
    assert stated(ledger) == {("my file", "a", "cash", 2026, Decimal("3.5"))}
    assert list(ledger.figures.line_numbers) == [4]


@pytest.mark.parametrize(
    "text",
    [
        "Begrotingspost,Boekjaar,Verplichtingen,Betalingen,Opmerkingen\na,2026,5,3.5,x\n",
        "budget_line,Financial Year,commitment_appropriations,payment appropriations,remark\na,2026,5,3.5,x\n",
        "description,year,grondslag,bedragen,comment\na,2026,obligations,5,x\na,2026,outlays,3.5,x\n",
    ],
)
def test_the_words_of_people_are_known(tmp_path: Path, text: str) -> None:
    ledger = ledger_of(tmp_path, text)
    assert stated(ledger) == {
        ("my file", "a", "commitment", 2026, Decimal(5)),
        ("my file", "a", "cash", 2026, Decimal("3.5")),
    }
    assert set(column(ledger, "note")) == {"x"}


def test_rows_of_blank_cells_say_nothing(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, "line,year,cash\na,2026,1\n,,\n,,\n")
    assert len(ledger.figures) == len(ledger.lines) == 1


def test_lines_may_end_as_on_old_machines(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, "line;year;cash;rounding\ra,b,c,d;2026;3,5;0,1\r")
    assert stated(ledger) == {("my file", "a,b,c,d", "cash", 2026, Decimal("3.5"))}


@pytest.mark.parametrize(("decimal", "value"), [(".", "1.234"), (",", "1234")])
def test_the_decimal_sign_can_be_said(tmp_path: Path, decimal: str, value: str) -> None:
    ledger = ledger_of(tmp_path, "line;year;cash\na;2026;1.234\n", decimal)
    assert list(column(ledger, "amount")) == [value]


def test_another_decimal_sign_is_wrong_usage(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="decimal sign"):
        read(tmp_path, ";")


@pytest.mark.parametrize("name", ["Total", "support-total", "Subtotaal steun", "waarvan militair", "of which military"])
def test_lines_that_are_sums_or_parts_are_not_added(tmp_path: Path, name: str) -> None:
    ledger = ledger_of(tmp_path, f"line,year,cash\na,2026,1\n{name},2026,1\n")
    assert not ledger.funds["all"].total
    assert name in ledger.funds["all"].note


@pytest.mark.parametrize("name", ["Totally new", "Somme river", "summary"])
def test_other_lines_are_added(tmp_path: Path, name: str) -> None:
    assert ledger_of(tmp_path, f"line,year,cash,fund\na,2026,1,f\n{name},2026,1,f\n").funds["f"].total


def test_names_are_kept_as_they_are(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, "line,year,cash\n[bold]a \x1b[31m b[/],2026,1\n")
    assert list(ledger.lines) == ["[bold]a \x1b[31m b[/]"]


def test_the_help_for_a_header_says_what_is_needed(tmp_path: Path) -> None:
    path = tmp_path / "my.csv"
    path.write_text("what,jaaar,comitted\nx,2026,1\n")
    problems = read(path).problems
    assert {(problem.message, problem.help) for problem in problems if problem.code == "unknown-column"} >= {
        ("there is no column 'jaaar'", "did you mean jaar or jahr or boekjaar?"),
        ("there is no column 'comitted'", "did you mean committed or commitment or commitments?"),
    }
    assert [problem.message for problem in problems if problem.code == "missing-column"] == [
        "there is no column 'line' or 'year' or 'basis' or 'amount'"
    ]


@pytest.mark.parametrize(
    ("name", "decimal", "figures", "total"),
    [
        ("letter.csv", None, 4, Decimal(3100 + 4300 + 2100 + 750)),
        ("memoranda-2024.csv", None, 24, None),
        ("defensie-2023.csv", None, 12, None),
        ("defensie-2026.csv", ",", 12, None),
    ],
)
def test_the_examples_are_read(name: str, decimal: str | None, figures: int, total: Decimal | None) -> None:
    ledger = opened(EXAMPLES / name, decimal)
    values = [figure.amount.value for figure in ledger.stated()]
    assert len(values) == figures
    assert total in (None, sum(values))


DESCRIBED = """\
version,line,year,basis,amount,fund,support,unit,currency,date,coverage
spring,guns,2026,commitment,3100,Support,yes,million,EUR,2025-04,full
spring,tanks,2026,cash,40,Own forces,NO,,,,
letter,guns,2026,cash,2100,Support,,miljoen,,2025-11-27,gedeeltelijk
"""


def test_columns_may_say_what_a_row_belongs_to(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, DESCRIBED)
    assert (ledger.currency, ledger.unit) == ("EUR", "million")
    assert [(f.fund, f.name, f.support, f.total) for f in ledger.funds.values()] == [
        ("Support", "Support", True, True),
        ("Own forces", "Own forces", False, True),
    ]
    assert {line.line: line.fund for line in ledger.lines.values()} == {"guns": "Support", "tanks": "Own forces"}
    assert [(v.version, v.date, v.coverage) for v in ledger.versions.values()] == [
        ("spring", "2025-04", "full"),
        ("letter", "2025-11-27", "partial"),
    ]
    rows = show(ledger, 2026, unit="billion").rows
    assert {(row.fund, row.basis): row.amount for row in rows if row.amount is not None} == {
        ("Support", "commitment"): Decimal("3.1"),
        ("Support", "cash"): Decimal("2.1"),
        ("Own forces", "cash"): Decimal("0.04"),
    }


def test_so_may_those_of_a_wide_file(tmp_path: Path) -> None:
    text = (
        "post;jaar;kas;groep;steun;eenheid;munt;datum;dekking\ntanks;2026;40;materieel;nee;duizend;EUR;2025;volledig\n"
    )
    ledger = ledger_of(tmp_path, text)
    assert (ledger.currency, ledger.unit) == ("EUR", "thousand")
    assert [(fund.fund, fund.support) for fund in ledger.funds.values()] == [("materieel", False)]
    assert [(v.version, v.date, v.coverage) for v in ledger.versions.values()] == [("my file", "2025", "full")]
    assert stated(ledger) == {("my file", "tanks", "cash", 2026, Decimal(40))}


@pytest.mark.parametrize(
    ("cells", "place", "message"),
    [
        (
            "spring,guns,2025,cash,1,Own forces,,,,,",
            "5:25",
            "'Own forces' in the column 'fund' for the line 'guns', and line 2 has 'Support'",
        ),
        (
            "spring,ships,2026,cash,1,Support,no,,,,",
            "5:34",
            "'no' in the column 'support' for the fund 'Support', and line 2 has 'yes'",
        ),
        (
            "spring,guns,2025,cash,1,Support,,thousand,,,",
            "5:34",
            "'thousand' in the column 'unit' for the whole file, and line 2 has 'million'",
        ),
        (
            "spring,guns,2025,cash,1,Support,,,USD,,",
            "5:35",
            "'USD' in the column 'currency' for the whole file, and line 2 has 'EUR'",
        ),
        (
            "spring,guns,2025,cash,1,Support,,,,2025-05,",
            "5:36",
            "'2025-05' in the column 'date' for the version 'spring', and line 2 has '2025-04'",
        ),
        (
            "letter,guns,2025,cash,1,Support,,,,,full",
            "5:37",
            "'full' in the column 'coverage' for the version 'letter', and line 4 has 'gedeeltelijk'",
        ),
    ],
)
def test_what_they_say_twice_must_be_the_same(tmp_path: Path, cells: str, place: str, message: str) -> None:
    path = tmp_path / "my.csv"
    path.write_text(f"{DESCRIBED}{cells}\n{cells.replace('guns', 'guns 2').replace('2025,cash', '2027,cash')}\n")
    problems = read(path).problems
    assert [(f"{p.line}:{p.column}", p.code, p.message) for p in problems if p.line == 5] == [
        (place, "conflicting-value", message)
    ]


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("fund", "", "blank-cell"),
        ("support", "perhaps", "unknown-word"),
        ("unit", "dozen", "unknown-word"),
        ("currency", "euro", "bad-currency"),
        ("date", "27-11-2025", "bad-date"),
        ("coverage", "half", "unknown-word"),
    ],
)
def test_what_they_say_is_checked(tmp_path: Path, column: str, value: str, code: str) -> None:
    path = tmp_path / "my.csv"
    path.write_text(f"line,year,cash,{column},note\nx,2026,1,{value},n\n")
    assert [(problem.code, problem.line, problem.column) for problem in read(path).problems] == [(code, 2, 10)]


def test_lines_without_a_fund_are_added_only_where_it_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "my.csv"
    path.write_text("line,year,cash\nsupport for Ukraine,2026,3\nown tanks,2026,4\n")
    apart = show(open_ledger(path), 2026)
    assert [row.row_type for row in apart.rows if row.amount] == ["line", "line"]
    (note,) = apart.table.notes
    assert "The whole table has no total: its lines may be of different funds" in note
    assert "De hele tabel heeft geen totaal: de regels kunnen van verschillende groepen zijn" in language("nl").say(
        note
    )
    added = show(open_ledger(path, total=True), 2026)
    assert [row.amount for row in added.rows if row.row_type == "total" and row.amount] == [7]
    old, new = ledgers_at("my", "my", ledger=path, total=True)
    assert [stand.ledger.funds["all"].total for stand in (old, new)] == [True, True]


def test_one_line_is_its_own_total(tmp_path: Path) -> None:
    assert ledger_of(tmp_path, "line,year,cash\nx,2026,3\n").funds["all"].total


def test_a_currency_may_be_said_without_a_unit(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, "line,year,cash,currency\nx,2026,3,EUR\n")
    assert "EUR, unit not stated" in str(show(ledger, 2026))


ENDING = "version,line,year,basis,amount\na,x,2026,commitment,5\na,x,2026,cash,4\nb,x,2026,cash,3\n"


def views_of(ledger: Ledger) -> list[View[Any]]:
    sides = LedgerAt(ledger, "a"), LedgerAt(ledger, "b")
    return [show(ledger, 2026), outlook(ledger), history(ledger, "x"), explain(ledger, "x", 2026), diff(*sides)]


def dropped(view: View[Any]) -> list[Any]:
    """The notes on what is taken as dropped, in a view that says that there are any."""
    found = [note for note in view.result.notes if note.kind == "taken-as-dropped"]
    shown = [note["kind"] for note in json.loads(view.to_json())["notes"]]
    assert shown.count("taken-as-dropped") == len(found)
    return found


def test_what_a_version_ends_without_a_word_is_said_in_every_view(tmp_path: Path) -> None:
    for view in views_of(ledger_of(tmp_path, ENDING)):
        (note,) = dropped(view)
        assert (note.cells, note.version, note.earlier) == ((("x", "commitment", 2026),), "b", "a")
    assert not dropped(show(ledger_of(tmp_path, ENDING), 2026, bases=["cash"]))
    assert not dropped(show(ledger_of(tmp_path, ENDING), 2026, as_of="a"))


def test_where_the_coverage_is_stated_nothing_is_to_be_said(tmp_path: Path) -> None:
    rows = ENDING.replace("amount\n", "amount,coverage\n").replace("5\n", "5,\n").replace("4\n", "4,\n")
    for word in ("full", "partial"):
        ledger = ledger_of(tmp_path, rows.replace("3\n", f"3,{word}\n"))
        assert not any(map(dropped, views_of(ledger)))
        amounts = {row.basis: row.amount for row in show(ledger, 2026).rows if row.row_type == "line"}
        assert amounts["commitment"] == (None if word == "full" else 5)


def test_the_ambiguous_example_is_refused() -> None:
    assert {problem.code for problem in read(EXAMPLES / "defensie-2026.csv").problems} == {"ambiguous-number"}


def test_a_file_that_does_not_say_what_is_support_has_no_gap(tmp_path: Path) -> None:
    path = tmp_path / "my.csv"
    path.write_text("line,year,cash\nSchools,2025,60\nSchools,2026,40\n", "utf-8")
    view = outlook(open_ledger(path))
    assert view.answer == (
        "Largest fall: Schools, 2026, from 60 (unit not stated) to 40 (unit not stated). "
        "Gaps are told of support only: a column 'support' says what is."
    )
    assert "not support" not in view.render("table", full=True)
    path.write_text("fund,support,line,year,cash\naid,yes,Guns,2025,60\naid,yes,Guns,2026,40\n", "utf-8")
    assert outlook(open_ledger(path)).answer.startswith("2026 shows a gap")


def test_what_is_wrong_with_many_columns_of_a_header_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "my.csv"
    path.write_text("Kapitel;Titel;Zweck;Soll;bisher;Ist\n6;1;a;1;2;3\n", "utf-8")
    told = [str(problem.message) for problem in read(path).problems]
    assert "there is no column 'Kapitel'; likewise 4 more, in line 1" in told
