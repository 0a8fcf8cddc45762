"""What answers say where a plain reading would be wrong: of contradicted figures, of other series, without a unit."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import ukraine_budget
from answering import AID, APART, FIGURES, GUNS, ledger, sentences
from build import with_columns
from ukraine_budget import LedgerAt, UsageError, View, open_ledger
from ukraine_budget.catalogues import language
from ukraine_budget.model.records import Claim, ClaimSide, Document, Fund, Line

DUTCH = language("nl")
TREE = (Line("all", "f", name="All"), Line("part", "f", "all", name="Part"), Line("rest", "f", "all", name="Rest"))


def drawn(view: View[Any]) -> list[list[str]]:
    """The words of each line that a person sees."""
    return [line.split() for line in str(view).splitlines()]


def test_figures_that_are_equal_and_exact_are_just_equal() -> None:
    view = ukraine_budget.show(ledger("letter aid 2026 cash 5\nletter aid 2025 cash 5"), 2026)
    assert sentences(view) == ["Aid stands at €5 million in cash for 2026: equal to the €5 million of 2025."]
    assert sentences(view, "nl")[0].endswith(": gelijk aan de € 5 miljoen van 2025.")


def test_a_figure_that_newer_parts_contradict_is_not_compared() -> None:
    figures = "draft all 2025 cash 7\ndraft all 2026 cash 9\ndraft part 2026 cash 8\ndraft rest 2026 cash 1"
    contradicted = ledger(f"{figures}\nletter part 2026 cash 20", lines=TREE)
    view = ukraine_budget.show(contradicted, 2026)
    reason = "2025 is not compared: newer figures of its parts contradict it."
    assert sentences(view) == [f"All is budgeted at €9 million in cash for 2026. {reason}"]
    assert ["All", "9", "overtaken", "7", "not", "compared"] in drawn(view)
    assert ["All", "7", "9", "overtaken"] in drawn(ukraine_budget.outlook(contradicted))


def test_a_total_over_other_lines_than_the_year_before_is_not_compared() -> None:
    two = ledger("letter aid 2026 cash 7\nletter guns 2026 cash 9\nletter aid 2025 cash 2", lines=[AID, GUNS])
    view = ukraine_budget.show(two, 2026)
    assert sentences(view) == [
        "Support stands at €16 million in cash for 2026. 2025 is not compared: it is a sum over other lines.",
        "That is over 2 lines. Largest: Guns, €9 million.",
    ]
    assert ["Total", "16", "not", "compared"] in drawn(view)


def test_figures_of_two_series_are_told_beside_each_other_and_not_compared() -> None:
    apart = ledger("draft aid 2025 cash 5\nletter aid 2026 cash 4", versions=APART)
    view = ukraine_budget.show(apart, 2026)
    assert sentences(view) == [
        "Aid stands at €4 million in cash for 2026. 2025 is not compared: its papers may count something else."
    ]
    assert ["Cash", "4", "5", "different", "series"] in drawn(view)
    both = ledger("draft aid 2026 cash 5\nletter aid 2026 cash 9", versions=APART)
    assert ["Aid", "2026", "5", "9", "different", "series"] in drawn(
        ukraine_budget.diff(LedgerAt(both, "draft"), LedgerAt(both, "letter"))
    )


def test_a_basis_that_is_neither_cash_nor_committed_leads_where_it_is_all_that_is_stated() -> None:
    for basis, words in (("receipt", "receipts"), ("allocation", "allocations")):
        view = ukraine_budget.show(ledger(f"letter aid 2026 {basis} 5", bases=[basis]), 2026)
        assert sentences(view) == [f"Aid stands at €5 million in {words} for 2026. 2025 is not stated."]
    bases = ["cash", "receipt"]
    both = ukraine_budget.show(ledger("letter aid 2026 receipt 50\nletter aid 2026 cash 5", bases=bases), 2026)
    assert "in cash" in sentences(both)[0]


def test_a_year_that_no_fund_states() -> None:
    view = ukraine_budget.show(ledger("letter aid 2026 cash 5"), 2030)
    assert sentences(view) == ["Nothing is stated for 2030.", "Figures are stated for 2026."]
    assert len(drawn(view)) == 4, "the title, the answer and where to find more, but no table"


def test_sides_that_are_dates_are_named_as_they_were_asked() -> None:
    one = ledger("draft aid 2026 cash 5\nletter aid 2026 cash 9", versions=APART)
    view = ukraine_budget.diff(LedgerAt(one, "2025-10-01"), LedgerAt(one, "2025-12-01"))
    assert sentences(view) == ["No change is computed: 2025-10-01 and 2025-12-01 may count different things."]
    assert drawn(view)[4][-4:] == ["Year", "2025-10-01", "2025-12-01", "Change"]


def test_a_diff_that_computes_no_change_says_why() -> None:
    decided = ledger("draft aid 2026 commitment 9 - decision\nletter aid 2026 commitment 5")
    assert sentences(ukraine_budget.diff(decided, "draft", "letter")) == [
        "No change is computed: what cabinet decides is not yet committed."
    ]
    old = "one all 2026 cash 100\none part 2026 cash 60\none rest 2026 cash 40"
    newer = "two part 2026 cash 90\ntwo rest 2026 cash 80\nthree all 2026 cash 175"
    contradicted = ledger(f"{old}\n{newer}", lines=TREE, versions=())
    assert sentences(ukraine_budget.diff(contradicted, "three", "two")) == [
        "No change is computed: newer figures of parts contradict those of their whole."
    ]


def test_a_history_of_years_that_a_line_does_not_have() -> None:
    view = ukraine_budget.history(ledger("letter aid 2026 cash 5"), "aid", years=[2030])
    assert sentences(view) == ["No figure of Aid fits the fund, basis, years or date asked for."]


def test_a_flat_file_without_a_unit(tmp_path: Path) -> None:
    path = tmp_path / "my.csv"
    path.write_text("line,year,cash\nSchools,2026,50\nRoads,2026,40\n", encoding="utf-8")
    view = ukraine_budget.show(open_ledger(path), 2026)
    assert sentences(view) == [
        "Schools stands at 50 (unit not stated) in cash for 2026. 2025 is not stated.",
        "1 more line is stated; no total is.",
    ]


def test_whether_the_figures_can_be_used(tmp_path: Path) -> None:
    def told(rows: str) -> str:
        path = tmp_path / "my.csv"
        path.write_text(f"line,year,cash\n{rows}", encoding="utf-8")
        return sentences(ukraine_budget.check(path))[0]

    assert told("x,2026,5\n") == "No errors."
    assert told("x,2026,5\nx,2026,6\n") == "1 error: these figures cannot be used until it is mended."
    assert told("x,2026,5\nx,2026,6\ny,MMXXVI,1\n") == ("2 errors: these figures cannot be used until they are mended.")
    slip = "x,2023,5000\nx,2024,5100\nx,2025,5\nx,2026,5200\n"
    assert told(slip) == "No errors; 1 warning."
    assert told(slip + slip.replace("x", "y")) == "No errors; 2 warnings of 1 kind."
    assert sentences(ukraine_budget.check())[0] == "No errors; 7 warnings of 2 kinds."


def test_statements_without_a_date_and_papers_of_which_little_is_known() -> None:
    def claim(text: str, source: str, **more: Any) -> Claim:
        side = ClaimSide(lines=("aid",), years=(2026,))
        return Claim(text, text, source, "", side, "", ClaimSide(), "", "", "", 1, **more)

    documents = (Document("memo", title="A memo"), Document("bare", "2025-05-01", reference="x 5"))
    said = replace(
        ledger("letter aid 2026 cash 5"),
        documents={document.document: document for document in documents},
        claims=(
            claim("It stays.", "memo"),
            claim("It goes.", "gone", date="2026-02", source_kind="press"),
            claim("It comes.", "bare"),
        ),
    )
    text = str(ukraine_budget.explain(said, "aid", 2026))
    assert " paper: It stays. [1] cannot be tested\n" in text
    assert " Feb 2026, press: It goes. [2] cannot be tested\n" in text
    assert " 1 May 2025, paper: It comes. [3] cannot be tested\n" in text
    assert "[1] A memo   [2] gone   [3] 1 May 2025, x 5   --full: all columns\n" in text


def test_rows_of_several_papers_have_the_number_of_each() -> None:
    papers = {name: Document(name, date, "letter") for name, date in (("one", "2025-09-16"), ("two", "2025-11-27"))}
    figures = ledger("draft aid 2026 cash 5\nletter guns 2026 cash 4", lines=[AID, GUNS])
    two = replace(with_columns(figures, document=["one", "two"]), documents=papers)
    shown = drawn(ukraine_budget.show(two, 2026))
    assert ["Aid", "5", "not", "stated", "[1]"] in shown
    assert ["Guns", "4", "not", "stated", "[2]"] in shown
    assert ["[1]", "letter", "of", "16", "Sept", "2025", "[2]", "letter", "of", "27", "Nov", "2025"] in [
        line[:12] for line in shown
    ]
    one = drawn(ukraine_budget.show(two, 2026, lines=["guns"]))
    assert ["Cash", "4", "not", "stated"] in one, "the paper of all rows stands once, above them"


def test_funds_that_are_not_there() -> None:
    with pytest.raises(UsageError, match="unknown fund 'g'"):
        ukraine_budget.show(ledger(FIGURES), 2026, funds=["g"])


OTHERS = (Fund("f", "Support"), Fund("g", "Others", support=False))


def test_shifts_that_are_declared_of_other_money_alone_and_inferred_of_support() -> None:
    made = ledger(
        "draft aid 2025 cash 9\ndraft aid 2026 cash 5\nletter aid 2025 cash 6\nletter aid 2026 cash 8",
        "letter road 2025 cash 2 cash-shift s\nletter road 2026 cash -2 cash-shift s",
        lines=[AID, Line("road", "g", name="Road")],
        funds=OTHERS,
    )
    view = ukraine_budget.shifts(ukraine_budget.diff(made, "draft", "letter"))
    assert sentences(view) == ["1 shift is declared.", "Largest stated: Road, €2 million from 2026 to 2025."]
    shown = drawn(view)
    assert ["Aid", "2025", "2026", "3", "inferred"] in shown
    assert any(line[:4] == ["!", "What", "is", "inferred"] for line in shown)
    assert "1 more shift, not of support: --fund all shows it" in map(" ".join, shown)


def test_a_total_of_decisions_of_several_papers_has_a_heading_without_a_date() -> None:
    decided = "draft part 2025 commitment 5 - decision\nletter rest 2025 commitment 3 - decision"
    made = ledger(f"{decided}\n{decided.replace('2025', '2026')}", lines=TREE)
    lines = str(ukraine_budget.plot(ukraine_budget.outlook(made))).splitlines()
    assert lines[lines.index("Total") + 1] == "  Decided by cabinet"
    assert lines[lines.index("Part [part]") + 1] == "  Decided by cabinet, autumn 2025"


def test_a_diff_adds_no_decisions_and_commitments() -> None:
    decided = "draft part 2026 commitment 5 - decision\ndraft rest 2026 commitment 3 - decision"
    apart = ledger(f"{decided}\nletter part 2026 commitment 1", lines=TREE)
    alike = ledger(f"{decided}\nletter part 2026 commitment 1 - decision", lines=TREE)
    made = [[row.row_type for row in ukraine_budget.diff(one, "draft", "letter").rows] for one in (apart, alike)]
    assert made == [["line"], ["line", "total"]]


def test_a_decision_on_cash_is_no_end_of_a_gap() -> None:
    figures = "draft aid 2025 cash 10 - decision\ndraft aid 2026 cash 2\ndraft aid 2027 cash 1"
    outlook = ukraine_budget.outlook(ledger(figures))
    assert [(gap.line, gap.year) for gap in outlook.result.gaps] == [("aid", 2027)]
    assert [(row.counts_as, row.year, row.change) for row in outlook.rows if row.basis == "cash"] == [
        ("decided", 2025, None),
        ("cash", 2026, None),
        ("cash", 2027, -1),
    ]
