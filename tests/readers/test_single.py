from decimal import Decimal
from pathlib import Path

import pytest

from ukraine_budget.errors import UsageError
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.readers import read

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
    return {(f.version, f.cell.line, f.cell.basis, f.cell.year, f.amount.value) for f in ledger.figures()}


def test_a_wide_file_states_what_is_not_blank(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, 'line,year,committed,cash,rounding\n"a\nb",2026,, 5 ,1\nc,2026,-7,0,\n')
    assert stated(ledger) == {
        ("my file", "a\nb", "cash", 2026, Decimal(5)),
        ("my file", "c", "commitment", 2026, Decimal(-7)),
        ("my file", "c", "cash", 2026, Decimal(0)),
    }
    assert dict(zip(ledger.entries.line, ledger.entries.places, strict=True)) == {"a\nb": 2, "c": 4}
    assert (ledger.name, ledger.currency, ledger.unit, ledger.bases) == ("my file", None, None, ("commitment", "cash"))
    assert [(fund.fund, fund.name, fund.total) for fund in ledger.funds.values()] == [("all", "All lines", True)]
    assert next(figure.amount.low for figure in ledger.figures() if figure.cell.line == "a\nb") == Decimal("4.5")


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
    assert list(ledger.entries.places) == [4]


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
    assert set(ledger.entries.note) == {"x"}


def test_rows_of_blank_cells_say_nothing(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, "line,year,cash\na,2026,1\n,,\n,,\n")
    assert len(ledger.entries) == len(ledger.lines) == 1


def test_lines_may_end_as_on_old_machines(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, "line;year;cash;rounding\ra,b,c,d;2026;3,5;0,1\r")
    assert stated(ledger) == {("my file", "a,b,c,d", "cash", 2026, Decimal("3.5"))}


@pytest.mark.parametrize(("decimal", "value"), [(".", "1.234"), (",", "1234")])
def test_the_decimal_sign_can_be_said(tmp_path: Path, decimal: str, value: str) -> None:
    ledger = ledger_of(tmp_path, "line;year;cash\na;2026;1.234\n", decimal)
    assert list(ledger.entries.amount) == [value]


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
    assert ledger_of(tmp_path, f"line,year,cash\n{name},2026,1\n").funds["all"].total


def test_names_are_kept_as_they_are(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, "line,year,cash\n[bold]a \x1b[31m b[/],2026,1\n")
    assert list(ledger.lines) == ["[bold]a \x1b[31m b[/]"]


def test_the_help_for_a_header_says_what_is_needed(tmp_path: Path) -> None:
    path = tmp_path / "my.csv"
    path.write_text("what,jaaar,comitted\nx,2026,1\n")
    problems = read(path).problems
    assert {(problem.message, problem.help) for problem in problems if problem.code == "unknown-column"} >= {
        ("there is no column 'jaaar'", "did you mean jaar or boekjaar?"),
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
    values = [figure.amount.value for figure in ledger.figures()]
    assert len(values) == figures
    assert total in (None, sum(values))


def test_the_ambiguous_example_is_refused() -> None:
    assert {problem.code for problem in read(EXAMPLES / "defensie-2026.csv").problems} == {"ambiguous-number"}
