"""The library as a notebook has it: functions, views, and errors that are no exits."""

import json
import pydoc
from decimal import Decimal
from pathlib import Path

import pytest
from typer.main import get_group

import gallery
import ukraine_budget
from build import make
from problem_cases import Case
from ukraine_budget import BudgetError, LedgerAt, LedgerError, UsageError, View, open_ledger
from ukraine_budget.cli import plot
from ukraine_budget.cli.app import COMMANDS
from ukraine_budget.report.views import VIEWS, loaded

QUESTIONS = [name for name in VIEWS if name != "import"]
"""The views that answer a question on a ledger."""


def test_a_view_is_its_result_and_every_way_to_hand_it_on() -> None:
    view = ukraine_budget.show(open_ledger(), 2026)
    assert isinstance(view, View)
    assert view.result.year == 2026
    assert view.rows is view.result.rows
    assert str(view) == view.render("table")
    assert view._repr_markdown_() == view.render("markdown")
    assert json.loads(view.to_json()) == json.loads(view.render("json"))
    assert len(view.to_frame(parts=True, totals=True)) == len(view.rows)


@pytest.mark.parametrize("name", QUESTIONS)
def test_a_view_is_what_is_declared_of_it(name: str) -> None:
    given = {"show": (2026,), "explain": ("x-military", 2026), "history": ("x-military",), "list": ("lines",)}
    ledger, spring = open_ledger(), LedgerAt(open_ledger(), "spring-2025")
    sides = {"diff": (spring, LedgerAt(ledger)), "check": (), "glossary": ()}
    question = getattr(ukraine_budget, "listing" if name == "list" else name)
    view = question(*sides.get(name, (ledger, *given.get(name, ()))))
    assert {*map(type, view.result.rows)} <= {*map(loaded, VIEWS[name].rows)}
    if VIEWS[name].chart:
        assert ukraine_budget.plot(view).description()


def test_commands_charts_and_gallery_are_those_of_the_declared_views() -> None:
    commands = {"list" if name == "conflicts" else name for name in QUESTIONS}
    assert {*commands, "help"} == {name for name, command in COMMANDS.items() if callable(command)}
    assert commands == {arguments.split()[0] for arguments in gallery.VIEWS}
    assert set(get_group(plot.app).commands) == {name for name, declared in VIEWS.items() if declared.chart}


def test_amounts_in_another_unit() -> None:
    ledger = open_ledger()
    view = ukraine_budget.show(ledger, 2026, unit="billion", bases=["cash"])
    assert [row.amount for row in view.rows if row.line == "x-military"] == [Decimal("2.1")]
    assert view.result.shifts[0].readings[0].amount == 1
    assert "(EUR billion; figures to" in view.render("table", full=True)
    assert str(view).startswith("Support for Ukraine in 2026: EUR billion, ±0.05 (newest paper read: ")
    in_euros = ukraine_budget.show(ledger, 2026, unit="one")
    assert "(EUR; figures to" in in_euros.render("table", full=True)
    assert str(in_euros).startswith("Support for Ukraine in 2026: EUR, ±50,000,000 (newest paper read: ")
    for asked in (
        ukraine_budget.outlook(ledger, unit="one"),
        ukraine_budget.explain(ledger, "x-military", 2026, unit="one"),
    ):
        assert 2_100_000_000 in [row.amount for row in asked.rows]


def test_a_unit_that_cannot_be() -> None:
    with pytest.raises(UsageError, match="unknown unit 'millions': did you mean million"):
        ukraine_budget.show(open_ledger(), 2026, unit="millions")


def test_a_file_that_says_no_unit_has_none(tmp_path: Path) -> None:
    path = tmp_path / "my.csv"
    path.write_text("line,year,committed,cash\nx,2026,,5\n")
    ledger = open_ledger(path)
    view = ukraine_budget.show(ledger, 2026)
    assert "(currency and unit not stated)" in view.render("table", full=True)
    assert str(view).startswith("The whole table in 2026: currency and unit not stated\n")
    answer = json.loads(view.to_json())
    assert (answer["unit"], answer["currency"], answer["ledger"], answer["as_of"]) == (None, None, "my", "my")
    with pytest.raises(UsageError, match="my does not say its unit"):
        ukraine_budget.show(ledger, 2026, unit="one")


def test_errors_are_exceptions_with_the_problems_in_them(tmp_path: Path) -> None:
    path = tmp_path / "my.csv"
    path.write_text("line,year,cash\nx,2026,5\nx,2026,6\ny,MMXXVI,1\n")
    with pytest.raises(LedgerError) as caught:
        open_ledger(path)
    assert {problem.code for problem in caught.value.problems} == {"duplicate-key", "bad-year"}
    assert isinstance(caught.value, BudgetError)
    assert str(caught.value).count("\n") == 1


def test_a_ledger_that_cannot_be_read_is_a_result_of_check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Case("", "").write(tmp_path)
    view = ukraine_budget.check("nowhere.csv", tmp_path, claims=True)
    assert not view.result.passes()
    assert view.result.ledgers == ("nowhere.csv", "small")
    assert [row.code for row in view.rows] == ["missing-path"]
    assert [verdict.claim for verdict in view.result.claims] == ["less", "shifted", "vague"]
    assert json.loads(view.to_json())["ledger"] is None
    monkeypatch.setenv("BUDGET_LEDGER", "gone")
    assert ukraine_budget.check().result.ledgers == ("gone",)


def test_what_check_counts(tmp_path: Path) -> None:
    assert str(ukraine_budget.check()).startswith("Check of ukraine-nl\n\nNo errors; 7 warnings of 2 kinds.\n")
    said = ukraine_budget.check(claims=True).render("table", full=True)
    assert said.startswith("Check of ukraine-nl: 0 errors, 7 warnings\n")
    assert "untied k-total cash 2022 at owb-2023-k is printed as 5,444.9, " in said
    assert said.count(" (warning)\n") == 7


def test_the_page_of_a_line_shows_its_declared_changes_with_their_size() -> None:
    ledger = make("v x 2026 cash 5", "v x 2026 cash -3 cash-shift Away\nv x 2026 cash 9 decision All - total")
    view = ukraine_budget.explain(ledger, "x", 2026)
    text = view.render("table", full=True)
    assert "decision (group total)" in text
    assert [line.split()[:4] for line in text.splitlines() if " cash " in line][1:] == [
        ["v", "cash", "-3", "cash"],
        ["v", "cash", "+9", "decision"],
    ]
    assert [row["amount"] for row in json.loads(view.to_json())["mutations"]] == ["-3", "9"]
    nothing = ukraine_budget.explain(ledger, "x", 2030)
    assert nothing.render("table", full=True).endswith("Notes\nNothing is stated for x 2030; stated for 2026.\n")
    assert "\nNothing is stated of x for 2030; the nearest year stated is 2026.\n" in str(nothing)
    assert [line.split() for line in str(view).splitlines() if line.startswith(("Shift", "decision"))] == [
        ["Shift", "-3", "v"]
    ], "a total of a group is no change of the line"


def test_the_page_of_a_line_says_which_way_a_shift_of_unstated_size_goes() -> None:
    ledger = make("v x 2026 cash 5", "v x 2026 cash 0 cash-shift In at-least\nv x 2026 cash 0 cash-shift Out at-most")
    text = str(ukraine_budget.explain(ledger, "x", 2026))
    assert [" ".join(line.split()) for line in text.splitlines() if line.startswith("Shift ")] == [
        "Shift into 2026, size not stated v",
        "Shift out of 2026, size not stated v",
    ]


def test_what_did_not_change_is_not_called_within_rounding() -> None:
    ledger = make("v x 2025 cash 5\nv x 2026 cash 5")
    for view in (ukraine_budget.show(ledger, 2026), ukraine_budget.outlook(ledger)):
        assert "within rounding" not in f"{view}{view.render('table', full=True)}"
    assert "x stands at €5 million in cash for 2026: equal to the €5 million of 2025." in " ".join(
        str(ukraine_budget.show(ledger, 2026)).split()
    )


def test_the_outlook_marks_gaps_words_and_what_is_within_rounding() -> None:
    ledger = make(
        "v x 2025 cash 100 1 circa\nv x 2026 cash 50 1\nv x 2027 cash 50.4 1\nv y 2026 commitment 5\nv x 2028 cash 0\n"
        "v x 2029 cash 4",
    )
    view = ukraine_budget.outlook(ledger, years=range(2025, 2030))
    lines = view.render("table", full=True).splitlines()
    cash = lines[lines.index("Cash") :]
    assert cash[1].split() == ["x", "100", "(circa)", "50", "50.4", "0", "4", "v"]
    assert [" ".join(line.split()) for line in cash[2:4]] == [
        "change from the year before -50 (GAP) +0.4 (within rounding) -50.4 (GAP) +4",
        "in percent -51 to -49 % -2 to +3 % -100 %",
    ]
    assert [line.split() for line in str(view).splitlines()][-6:-1] == [
        ["x", "2025", "100", "circa"],
        ["2026", "50", "-50", "±1"],
        ["2027", "50.4", "+0.4", "±1"],
        ["2028", "0", "-50.4", "±0.5"],
        ["2029", "4", "+4"],
    ]


def test_a_figure_without_a_paper_has_only_its_place() -> None:
    ledger = make("v x 2026 cash 1")
    assert "Source" not in str(ukraine_budget.show(ledger, 2026))


def test_words_of_the_year_before_and_of_the_change_are_told_apart() -> None:
    ledger = make("old x 2025 cash 10 1 circa,provisional\nnew x 2026 cash 10.4 1 at-least")
    view = ukraine_budget.show(ledger, 2026)
    whole = view.render("table", full=True).splitlines()
    (line,) = [line for line in whole if line.startswith("x ") and "10.4" in line and "stands" not in line]
    words = " ".join(line.split())
    assert "10.4 (at least) 10 (circa, for now) +0.4 change within rounding, 2025 of old new" in words
    assert " Cash  10.4 at least  10 for now " in str(view), "the weakest word alone"


def test_the_package_offers_its_names_and_no_others() -> None:
    functions = {name for name in ukraine_budget.__all__ if name.islower()}
    assert set(dir(ukraine_budget)) == {*functions, "__version__"}
    for name in ukraine_budget.__all__:
        assert getattr(ukraine_budget, name).__name__ == name
    with pytest.raises(AttributeError, match="module 'ukraine_budget' has no attribute 'pandas'"):
        ukraine_budget.pandas  # noqa: B018  # asked for its absence


def test_help_is_a_page_of_functions_each_on_a_line_with_what_it_does() -> None:
    page = pydoc.plain(pydoc.render_doc(ukraine_budget))
    assert len(page.splitlines()) < 200
    assert (
        "\n    show(ledger, year, *, as_of=None, funds=(), lines=(), top=20, bases=(), unit=None, sort=None)\n" in page
    )
    for name in filter(str.islower, ukraine_budget.__all__):
        assert f"\n    {name}(" in page


def test_claims_that_are_asked_for_are_what_a_format_of_one_table_says() -> None:
    header, *rows = ukraine_budget.check(claims=True).render("csv").splitlines()
    assert header.startswith("claim,text,verdict,")
    assert len(rows) >= len(open_ledger().claims)
    assert ukraine_budget.check().render("csv").startswith("severity,code,")


def test_two_files_are_compared_as_they_are_read(tmp_path: Path) -> None:
    header = "line,year,basis,amount\n"
    (tmp_path / "old.csv").write_text(header + "x,2025,cash,1\nx,2026,cash,5\ny,2026,cash,2\n", encoding="utf-8")
    (tmp_path / "new.csv").write_text(header + "x,2025,cash,1\nx,2026,cash,7.5\ny,2026,cash,2\n", encoding="utf-8")
    sides = ukraine_budget.ledgers_at(str(tmp_path / "old.csv"), str(tmp_path / "new.csv"), total=True)
    assert [(row.line, row.year, row.change) for row in ukraine_budget.diff(*sides).rows] == [
        ("x", 2026, Decimal("2.5")),
        ("", 2026, Decimal("2.5")),
    ]


def test_what_pythons_prompt_shows_can_be_read() -> None:
    ledger = open_ledger("ukraine-nl")
    view = ukraine_budget.show(ledger, 2026)
    picture = ukraine_budget.plot(ukraine_budget.outlook(ledger))
    assert (repr(view), repr(picture)) == (str(view), str(picture))
    assert repr(ukraine_budget.page(ledger)) == "Report()"
    assert repr(ledger).startswith("Ledger(name='ukraine-nl', title='Dutch budget figures on support for Ukraine', ")
    assert len(repr(ledger)) < 300
    assert len(repr(view.result)) < 10_000, "a result names its ledger, and does not spell it out"
