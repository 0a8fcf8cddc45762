"""The ledger that comes with the program: valid, whole, and every figure of the letter as it is printed."""

import csv
from collections import Counter

import pytest
from frictionless import Package, system

import ukraine_budget
from transcript import ROOT
from ukraine_budget import open_ledger

FOLDER = ROOT / "ledgers" / "ukraine-nl"

LETTER = """
spring-2025        support-total  2026  commitment  3500  100  decision     answer 2
spring-2025        x-military     2026  commitment  3100  100  decision     answer 2
spring-2025        x-military     2026  cash        3100  100  assumed      answer 2
letter-2025-11-27  x-military     2025  cash        4300  100  circa        answer 3
letter-2025-11-27  x-military     2026  cash        2100  100  provisional  answer 3
letter-2025-11-27  x-military     2027  cash        750   10   reserved     answer 3
letter-2025-11-27  k-replacement  2025  cash        700   100  circa assumed  answer 3
letter-2025-11-27  k-replacement  2026  cash        500   100  circa assumed  answer 3
letter-2025-11-27  k-replacement  2027  cash        400   100  circa assumed  answer 3
"""


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_every_figure_of_the_letter_is_there_as_it_is_printed_and_no_other() -> None:
    found = [
        " ".join(
            (
                *(row["version"], row["line"], row["year"], row["basis"], row["amount"], row["rounding"]),
                *(row["qualifier"] or "-", row["locator"]),
            )
        )
        for row in rows("amounts")
        if row["document"] == "letter-2025-11-27"
    ]
    assert sorted(found) == sorted(" ".join(line.split()) for line in LETTER.strip().splitlines())


def test_every_assumed_figure_says_why() -> None:
    notes = {row["version"]: row["note"] for row in rows("amounts") if "assumed" in row["qualifier"].split()}
    assert all(notes.values())
    assert notes["spring-2025"].startswith("Not printed as cash.")


def test_check_finds_no_error_and_only_what_the_papers_do_not_tie() -> None:
    result = ukraine_budget.check(claims=True).result
    assert result.passes()
    assert not result.passes(strict=True)
    assert Counter(row.code for row in result.rows) == {"untied": 6, "parts-above-parent": 1}
    verdicts = Counter(claim.verdict for claim in result.claims if claim.claim.startswith("tie-"))
    assert verdicts == {"holds": 81, "holds within rounding": 18, "fails": 7}, "of the 106 printed totals"


def test_it_is_a_valid_data_package() -> None:
    with system.use_context(trusted=True):
        report = Package(str(FOLDER / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "message"])
    assert len(report.tasks) == 8


def test_its_size() -> None:
    ledger = open_ledger()
    counts = {name: len(rows(name)) for name in ("amounts", "mutations", "claims", "lines", "versions", "documents")}
    assert counts == {
        "amounts": len(ledger.figures),
        "mutations": len(ledger.mutations),
        "claims": len(ledger.claims),
        "lines": len(ledger.lines),
        "versions": len(ledger.versions),
        "documents": len(ledger.documents),
    }
    assert counts["amounts"] >= 250
    assert counts["mutations"] >= 249
    assert len(ledger.funds) == 5


def test_every_paper_that_was_not_read_has_a_date_so_that_an_earlier_moment_does_not_know_it() -> None:
    assert all(row["date"] for row in rows("documents") if row["read"] == "no")
    known = ukraine_budget.diff(open_ledger(), "mn-2024", "vjn-2024")
    assert "suppletoire begroting 2025" not in str(known)


def test_the_letter_leaves_unchanged_what_it_says_is_and_no_more() -> None:
    unchanged = [row for row in rows("claims") if row["relation"] == "unchanged"]
    assert [(row["source"], row["left_lines"]) for row in unchanged] == [("letter-2025-11-27", "x-military")]


def test_what_is_said_of_several_years_says_whether_it_is_of_each() -> None:
    for row in rows("claims"):
        if row["source"] == "anp-2026-01-30":
            assert "yearly or together is not" in row["text"]
            assert "per jaar is of samen" in row["text_nl"]


def test_lines_whose_scopes_overlap_share_no_fund_that_has_a_total() -> None:
    ledger = open_ledger()
    assert {fund.fund: (fund.support, fund.total) for fund in ledger.funds.values()} == {
        "ukraine-support": (True, True),
        "materiel-fund": (False, True),
        "government-wide": (True, True),
        "budget-articles": (False, False),
        "domestic-2023": (False, True),
    }
    assert ledger.tops["ukraine-support"] == ("support-total",)
    assert ledger.tops["government-wide"] == ("gw-total",)
    assert ledger.default_funds == ("ukraine-support", "materiel-fund")


def test_every_figure_and_declared_change_names_its_paper_and_the_place_in_it() -> None:
    for name in ("amounts", "mutations"):
        assert all(row["document"] and row["locator"] for row in rows(name))
    assert not {row["document"] for row in rows("amounts")} & {
        row["document"] for row in rows("documents") if row["kind"] in ("press", "news")
    }, "press figures are claims"


@pytest.mark.parametrize(("line", "amounts"), [("x-military", (4300, 2100, 750)), ("k-replacement", (700, 500, 400))])
def test_cash_of_the_letter_stands(line: str, amounts: tuple[int, ...]) -> None:
    result = ukraine_budget.outlook(open_ledger(), bases=["cash"], years=(2025, 2026, 2027)).result
    assert tuple(row.amount for row in result.rows if row.line == line) == amounts
