"""The words of what the figures show of a shift of unstated size, in both languages and in every view."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

import ukraine_budget
from build import make
from ukraine_budget import LedgerAt, View
from ukraine_budget.catalogues import language
from ukraine_budget.language import NOTHING, said
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Claim, ClaimSide, Line, Version
from ukraine_budget.report.table import Records, Table, sentences
from ukraine_budget.write import render

VERSIONS = (
    Version("draft", 1, "2024-10-02"),
    Version("spring", 2, "2025-04", follows="draft"),
    Version("letter", 3, "2025-11-27", follows="spring"),
)
MODEL = make(
    """
    draft x 2025 cash 2300 100
    spring x 2026 commitment 3100 100 decision
    spring x 2026 cash 3100 100 assumed
    letter x 2025 cash 4300 100 circa
    letter x 2026 cash 2100 100 provisional
    """,
    "letter x 2026 cash 0 cash-shift ahead at-most\nletter x 2025 cash 0 cash-shift ahead at-least",
    versions=VERSIONS,
)
BLOCK = """
Brought forward from 2026 to 2025: size not stated. The figures show only:
 2026: 1,000 ±100 below the 3,100 decided, if all of that was cash for 2026
 2025: 2,000 ±100 above the 2,300 of Oct 2024, if nothing else was added
 The two differ by about 1,000; the papers read do not say why.
"""
DUTCH = """
Naar voren gehaald van 2026 naar 2025, zonder omvang. Alleen dit blijkt:
 2026: 1.000 ±100 onder de besloten 3.100, als die geheel kas voor 2026 was
 2025: 2.000 ±100 boven de 2.300 van okt. 2024, als er verder niets bij kwam
 De twee schelen ongeveer 1.000; de gelezen stukken verklaren dat niet.
"""
VIEWS: dict[str, Callable[[], View[Any]]] = {
    "show": lambda: ukraine_budget.show(MODEL, 2026),
    "shifts": lambda: ukraine_budget.shifts(MODEL),
    "diff": lambda: ukraine_budget.diff(LedgerAt(MODEL, "spring"), LedgerAt(MODEL, "letter")),
    "diff backwards": lambda: ukraine_budget.diff(LedgerAt(MODEL, "letter"), LedgerAt(MODEL, "spring")),
    "explain": lambda: ukraine_budget.explain(MODEL, "x", 2025),
}


TITLE = re.compile("Brought|Put off|Shifted")


def full(view: View[Any], code: str = "en") -> str:
    """The whole view as text."""
    text = render(view.table, "table", language(code))
    assert isinstance(text, str)
    return text


def block(ledger: Ledger) -> list[str]:
    """The block of a ledger with one shift: its title and sentences, each on a line."""
    parts = full(ukraine_budget.shifts(ledger)).split("\n\n")
    return next(re.sub("\n(  |(?! ))", " ", part.strip()).splitlines() for part in parts if TITLE.match(part))


@pytest.mark.parametrize("name", VIEWS)
def test_the_views_show_one_block(name: str) -> None:
    view = VIEWS[name]()
    assert BLOCK in full(view)
    assert DUTCH in full(view, "nl")
    assert BLOCK.rstrip() in str(view)


OUT, INTO = "b x 2026 cash 0 cash-shift s at-most\n", "b x 2025 cash 0 cash-shift s at-least\n"


@pytest.mark.parametrize(
    ("declared", "title"),
    [
        (OUT + INTO, "Brought forward from 2026 to 2025: size not stated, and no figures to read it from."),
        (
            OUT + INTO.replace("2025", "2027") + INTO.replace("2025", "2028") + INTO.replace("2025", "2029"),
            "Put off from 2026 to 2027, 2028 and 2029: size not stated, and no figures to read it from.",
        ),
        (OUT, "Shifted from 2026 to a year not printed: size not stated, and no figures to read it from."),
        (
            OUT + INTO + INTO.replace("2025", "beyond"),
            "Shifted from 2026 to 2025 and beyond: size not stated, and no figures to read it from.",
        ),
    ],
)
def test_where_no_figure_tells_that_is_said_of_both_years(declared: str, title: str) -> None:
    assert block(make(mutations=declared)) == [title]


SENTENCES = [
    ("", "2026: 10 below the 30 of a, if nothing else was taken"),
    (" - assumed", "2026: 10 below the 30 of a, if all of that was cash for 2026"),
    (" 4", "2026: 10 ±2 below the 30 of a, if nothing else was taken"),
    (" 4 at-least", "2026: 8 or more below the 30 of a, if nothing else was taken"),
    (" 40", "2026: 0 to 30 below the 30 of a, if nothing else was taken"),
]


@pytest.mark.parametrize(("words", "sentence"), SENTENCES)
def test_a_reading_is_as_firm_as_its_figures(words: str, sentence: str) -> None:
    assert block(make(f"a x 2026 cash 30{words}\nb x 2026 cash 20", OUT + INTO))[1:] == [f" {sentence}"]


def test_what_is_assumed_as_committed_is_said_to_be_that() -> None:
    ledger = make("a x 2026 commitment 30 - assumed\nb x 2026 commitment 20", OUT.replace("cash 0", "commitment 0"))
    assert block(ledger)[1:] == [" 2026: 10 below the 30 of a, if all of that was commitment for 2026"]


def test_what_else_is_declared_is_named() -> None:
    ledger = make("a x 2026 cash 30\nb x 2026 cash 20", f"{OUT}b x 2026 cash -3 decision cut")
    assert block(ledger)[1:] == [
        " 2026: 7 below the 30 of a together with other declared changes of -3, if nothing else was taken"
    ]


def test_a_figure_of_another_series_is_marked() -> None:
    versions = [Version("a", 1, "2024"), Version("start", 2), Version("b", 3, follows="start")]
    assert block(make("a x 2026 cash 30\nb x 2026 cash 20", OUT, versions=versions))[1:] == [
        " 2026: 10 below the 30 of 2024 (another series), if nothing else was taken"
    ]


@pytest.mark.parametrize(
    ("given", "reached", "conclusion"),
    [
        ("30", "45", "The two differ by 15; the papers read do not say why."),
        ("30 1", "45", "The two differ by about 15; the papers read do not say why."),
        ("30", "45 - at-least", "The two differ by about 15; the papers read do not say why."),
        ("30", "30", "Both fit 10."),
        ("30 4", "31", "Both fit 11."),
        ("30 4", "31 4", "Both fit 9 to 12."),
        ("30 4 at-least", "31 4 at-least", "Both fit 9 or more."),
    ],
)
def test_the_two_ends_are_compared(given: str, reached: str, conclusion: str) -> None:
    figures = f"a x 2025 cash 20\na x 2026 cash {given}\nb x 2025 cash {reached}\nb x 2026 cash 20"
    assert block(make(figures, OUT + INTO))[-1] == f" {conclusion}"


def test_the_years_of_an_end_are_added() -> None:
    figures = "a x 2026 cash 30\na x 2027 cash 30\nb x 2026 cash 20\nb x 2027 cash 29"
    assert block(make(figures, OUT + OUT.replace("2026", "2027") + INTO))[1:] == [
        " 2026: 10 below the 30 of a, if nothing else was taken",
        " 2027: 1 below the 30 of a, if nothing else was taken",
        " 2026 and 2027 together: 11",
    ]


def test_shifts_of_several_lines_are_told_by_line() -> None:
    ledger = make(mutations=OUT + INTO + OUT.replace(" x ", " y ") + INTO.replace(" x ", " y "))
    text = str(ukraine_budget.shifts(ledger))
    assert "\nx: Brought forward from 2026 to 2025: size not stated" in text
    assert "\ny: Brought forward from 2026 to 2025: size not stated" in text


def test_the_other_chapter_is_named_where_it_is_told() -> None:
    lines = [Line("x", "f", chapter="X", name="Budget"), Line("k", "f", chapter="K")]
    both = "a {0} 2022 cash -5 cash-shift s\n"
    rows = both.format("x") + both.format("k") + "a k 2023 cash 5 cash-shift s"
    view = ukraine_budget.shifts(make(mutations=rows, lines=lines))
    assert "declared, also printed on Budget: a" in full(view)
    assert "! Also printed on Budget: s." in str(view)
    assert "not printed" not in full(view)
    for line in ("x", "k"):
        (shift,) = ukraine_budget.shifts(make(mutations=rows, lines=lines), lines=[line]).rows
        assert (shift.line, shift.to_year) == ("k", 2023), "whichever of the two is asked for"
    diff = ukraine_budget.diff(
        LedgerAt(ledger := make("z x 2022 cash 9\na x 2022 cash 4", rows, lines=lines), "z"),
        LedgerAt(ledger, "a"),
        lines=["x"],
    )
    assert [shift.line for shift in diff.result.shifts] == ["x"], "a diff has both"


@pytest.mark.parametrize(
    ("format", "start", "line"),
    [
        ("markdown", "### Brought forward from 2026 to 2025: size", "\n- 2025: 2,000 ±100 above the 2,300 of Oct 2024"),
        ("html", "<h2>Brought forward from 2026 to 2025: size", "<li>2025: 2,000 ±100 above the 2,300 of Oct 2024"),
        (
            "latex",
            r"\subsection*{\raggedright Brought forward from 2026",
            r"\item 2025: 2,000 \(\pm\)100 above",
        ),
    ],
)
def test_it_is_a_list_where_there_are_lists(format: str, start: str, line: str) -> None:
    text = ukraine_budget.shifts(MODEL).to_bytes(format).decode()
    assert start in text
    assert line in text
    empty = ukraine_budget.shifts(make(mutations=OUT + INTO)).to_bytes(format).decode()
    assert "and no figures to read it from." in empty
    assert not empty.rstrip().endswith(("<ul>", r"\begin{points}"))


def test_a_picture_says_it_in_a_note() -> None:
    notes = ukraine_budget.plot(ukraine_budget.shifts(MODEL)).chart.notes
    title, *sentences = BLOCK.strip().splitlines()
    assert notes[0] == f"{title} {'; '.join(sentence.strip() for sentence in sentences)}"


def test_what_a_member_said_is_told_as_that() -> None:
    claim = Claim("c", "", "", "", ClaimSide("", ("x",), (2025,)), "=", ClaimSide(), "20", "", "", 2)
    ledger = replace(
        make("b x 2025 cash 30", INTO, versions=[Version("b", 1, "2025")]),
        claims=(claim._replace(date="2024-10-02", source_kind="member"),),
    )
    sentence = "2025: 10 above 20 (member, Oct 2024), if nothing else was added"
    assert block(ledger)[1:] == [f" {sentence}"]
    cited = replace(ledger, claims=(ledger.claims[0]._replace(source="amendment"),))
    assert block(cited)[1:] == [f" {sentence.replace('),', ') [1],')}"]
    assert "[1] amendment" in full(ukraine_budget.shifts(cited))


def test_the_answer_counts_shifts_as_declared_and_names_the_largest_as_a_whole() -> None:
    rows = "a x 2022 cash -5 cash-shift s\na x 2023 cash 3 cash-shift s\na x 2024 cash 2 cash-shift s\n"
    view = ukraine_budget.shifts(make(mutations=rows + "a x 2022 cash -4 cash-shift t"))
    assert view.table.answer is not None
    assert view.table.answer.sentences == (
        "2 shifts are declared.",
        "Largest stated: x, €5 million. 3 years are touched; pairing them is ours.",
    )
    assert "! Of shifts over more than two years the papers print totals per year: paired by\n" in str(view)
    reached = ukraine_budget.shifts(make(mutations="a x 2023 cash 5 cash-shift s"))
    assert "Largest stated: x, €5 million from a year not printed to 2023." in str(reached).replace("to\n", "to ")


def test_what_is_inferred_is_not_counted_as_declared() -> None:
    ledger = make("a x 2025 cash 10\na x 2026 cash 10\nb x 2025 cash 7\nb x 2026 cash 13")
    found = ukraine_budget.shifts(ukraine_budget.diff(LedgerAt(ledger, "a"), LedgerAt(ledger, "b")))
    assert [shift.evidence for shift in found.rows] == ["inferred"]
    assert json.loads(found.to_json())["answer"]["shifts"] == 0


def test_sentences_without_a_title_begin_at_once() -> None:
    table = Table("v", said("View"), {}, Records((), ()), blocks=(sentences(NOTHING, [said("Nothing moved.")]),))
    assert render(table, "table", language("en")) == "View\n\n Nothing moved.\n"
