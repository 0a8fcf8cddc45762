"""CSV that stands by itself: names of lines, the unit, what a row counts as; the columns that are wanted; in Dutch."""

import csv
import io
from dataclasses import replace

import pytest

import ukraine_budget
from build import make
from ended import Command
from messages import FIELDS
from ukraine_budget import UsageError, open_ledger
from ukraine_budget.catalogues import language
from ukraine_budget.model.records import Claim, ClaimSide, Line


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_lines_parts_and_totals_are_told_apart_with_their_names_and_unit() -> None:
    lines = [Line("all", "f", name="All", name_nl="Alles"), Line("part", "f", parent="all"), Line("more", "f")]
    ledger = make("v all 2026 cash 5\nv part 2026 cash 2\nv more 2026 cash 1", lines=lines)
    found = rows(ukraine_budget.show(ledger, 2026, bases=["cash"]).to_csv())
    assert [(row["line"], row["line_name"], row["kind"], row["amount"], row["unit"]) for row in found] == [
        ("all", "All", "line", "5", "million"),
        ("part", "part", "part", "2", "million"),
        ("more", "more", "line", "1", "million"),
        ("", "", "total", "6", "million"),
    ]
    dutch = rows(ukraine_budget.show(ledger, 2026, bases=["cash"]).to_csv("nl"))
    assert [(row["naam begrotingspost"], row["soort"], row["grondslag"], row["eenheid"]) for row in dutch] == [
        ("Alles", "regel", "kasuitgaven", "miljoen"),
        ("part", "onderdeel", "kasuitgaven", "miljoen"),
        ("more", "regel", "kasuitgaven", "miljoen"),
        ("", "totaal", "kasuitgaven", "miljoen"),
    ]


def test_a_conflict_over_several_lines_names_none() -> None:
    lines = [Line("a", "f", name="Guns"), Line("b", "f")]
    both = ClaimSide("cash", ("a", "b"), (2026,))
    claim = Claim("c", "They differ.", "", "", both, "=", ClaimSide(), "", "", "", 2, kind="conflict")
    view = ukraine_budget.conflicts(replace(make("v a 2026 cash 5", lines=lines), claims=(claim,)))
    assert [(row["line"], row["line_name"]) for row in rows(view.to_csv())] == [("", "")]


def test_the_id_of_a_line_may_have_blanks() -> None:
    found = rows(ukraine_budget.show(make(lines=[Line("guns and more", "f", name="Guns")]), 2026).to_csv())
    assert [(row["line"], row["line_name"]) for row in found] == [("guns and more", "Guns")] * len(found)


def test_the_columns_of_the_contract_come_first_in_their_order() -> None:
    ledger = open_ledger("ukraine-nl")
    for view, more in (
        (ukraine_budget.show(ledger, 2026), ["line_name", "unit", "kind"]),
        (
            ukraine_budget.diff(*ukraine_budget.ledgers_at("spring-2025", "letter-2025-11-27")),
            ["line_name", "unit", "kind"],
        ),
        (ukraine_budget.shifts(ledger), ["line_name", "unit"]),
        (ukraine_budget.listing(ledger, "lines"), []),
        (ukraine_budget.check("ukraine-nl"), []),
        (ukraine_budget.glossary("cash"), []),
    ):
        header = view.to_csv().splitlines()[0].split(",")
        assert header == [*view.table.one_list.fields, *more]


def test_words_and_texts_of_the_ledger_in_dutch() -> None:
    ledger = open_ledger("ukraine-nl")
    first = rows(ukraine_budget.explain(ledger, "x-military", 2026).to_csv("nl"))[0]
    assert (first["vindplaats in stuk"][:8], first["geldt"]) == ("antwoord", "ja")
    (shift,) = rows(ukraine_budget.shifts(ledger, funds=["ukraine-support"]).to_csv("nl"))
    (term,) = rows(ukraine_budget.glossary("kas").to_csv("nl"))
    assert (term["begrip"], term["Nederlands"]) == ("cash", "kasuitgave, kas")
    assert (shift["soort"], shift["van jaar"]) == ("kasschuif", "2026")


def test_no_two_columns_have_one_name() -> None:
    dutch = language("nl").words["field"]
    assert len({dutch[field] for field in FIELDS}) == len(FIELDS)


def test_only_some_columns_in_the_order_asked_for() -> None:
    view = ukraine_budget.show(open_ledger("ukraine-nl"), 2026, bases=["cash"])
    assert view.to_csv(columns=["amount", "line"]).splitlines()[:3] == [
        "amount,line",
        ",support-total",
        "2100,x-military",
    ]
    assert view.to_csv("nl", columns="year").splitlines()[0] == "jaar"
    with pytest.raises(UsageError, match="unknown column 'yer': did you mean year"):
        view.to_csv(columns=["yer"])
    assert ukraine_budget.show(make(), 2026).to_csv(columns=["year"]) == "year\n"


def test_columns_of_the_command(budget: Command) -> None:
    shown = budget("show", "2026", "--basis", "cash", "--format", "csv", "--columns", "line,amount")
    assert shown.out.splitlines()[:3] == ["line,amount", "support-total,", "x-military,2100"]
    wrong = budget("show", "2026", "--format", "csv", "--columns", "lines")
    assert (wrong.code, wrong.err) == (2, "unknown column 'lines': did you mean line?\n")
    wrong = budget("plot", "outlook", "--columns", "line")
    assert (wrong.code, wrong.err) == (2, "a picture has no columns: leave --columns out\n")
    wrong = budget("show", "2026", "--columns", "line")
    assert (wrong.code, wrong.err) == (
        2,
        "--columns picks columns of csv, and this is table: add --format csv\n",
    )
