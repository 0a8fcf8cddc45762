"""The sentences that open a view, on small ledgers: each variant once, in English, and the Dutch of some."""

from typing import Any

import pytest

import ukraine_budget
from answering import AID, APART, DRAFT, LETTER, SUPPORT, ledger
from ukraine_budget import LedgerAt
from ukraine_budget.catalogues import language
from ukraine_budget.model.records import Fund, Line, Version

DUTCH = language("nl")
RESERVED = (
    "Aid has €7 million reserved so far for 2026. 2025 is not compared: one of the two amounts is only reserved so far."
)


def shown(amounts: str, year: int = 2026, **parts: Any) -> str:
    """What `show` answers."""
    answer = ukraine_budget.show(ledger(amounts, **parts), year).table.answer
    assert answer is not None
    return str(answer.text)


@pytest.mark.parametrize(
    ("amounts", "sentence"),
    [
        (
            "letter aid 2026 cash 2100 100 provisional\nletter aid 2025 cash 4300 100 circa",
            "Aid stands for now at €2.1 billion in cash for 2026: about half of the circa €4.3 billion of 2025.",
        ),
        ("letter aid 2026 cash 5", "Aid stands at €5 million in cash for 2026. 2025 is not stated."),
        ("draft aid 2026 cash 5", "Aid is budgeted at €5 million in cash for 2026. 2025 is not stated."),
        (
            "letter aid 2026 cash 5 - at-least",
            "Aid stands at €5 million or more in cash for 2026. 2025 is not stated.",
        ),
        ("letter aid 2026 cash 5 - at-most", "Aid stands at €5 million or less in cash for 2026. 2025 is not stated."),
        ("letter aid 2026 cash 5 - reserved", "Aid has €5 million reserved so far for 2026. 2025 is not stated."),
        ("letter aid 2026 cash 5 - assumed", "Aid has an assumed €5 million in cash for 2026. 2025 is not stated."),
        (
            "letter aid 2026 commitment 5 - decision",
            "Aid is set at €5 million for 2026 by cabinet decision. 2025 is not stated.",
        ),
        (
            "letter aid 2026 cash 7 10\nletter aid 2025 cash 9 10",
            "Aid stands at €7 million in cash for 2026: equal within rounding to the €9 million of 2025.",
        ),
        (
            "letter aid 2026 cash 7000\nletter aid 2025 cash 9",
            "Aid stands at €7 billion in cash for 2026, after the €9 million of 2025.",
        ),
        (
            "letter aid 2026 cash 7 - reserved\nletter aid 2025 cash 9",
            RESERVED,
        ),
        (
            "letter aid 2026 commitment 7",
            "Aid stands at €7 million in commitments for 2026. 2025 is not stated.",
        ),
    ],
)
def test_what_stands_for_a_year(amounts: str, sentence: str) -> None:
    assert shown(amounts) == sentence


def test_what_was_spent() -> None:
    outturn = [Version("report", 1, "2026-05-20", "executed")]
    came = "Aid came to €7 million in cash in 2025. 2024 is not stated."
    assert shown("report aid 2025 cash 7", 2025, versions=outturn) == came
    assert shown("report aid 2025 cash 7 - provisional", 2025, versions=outturn) == came.replace(
        "came", "came provisionally"
    )


def test_papers_of_another_series_are_not_compared() -> None:
    told = shown("draft aid 2025 cash 9\nletter aid 2026 cash 7", versions=APART)
    assert told.endswith("2025 is not compared: its papers may count something else.")


def test_a_figure_that_is_more_than_a_year_old_has_its_date() -> None:
    versions = [DRAFT._replace(date="2024-04-15"), LETTER]
    told = shown("draft aid 2026 cash 7\nletter aid 2025 cash 1 - reserved", versions=versions)
    assert told.startswith(
        "Aid is budgeted at €7 million in cash for 2026 (last stated April 2024). 2025 is not compared"
    )


def test_other_lines_and_totals() -> None:
    two = [AID, Line("guns", "f", name="Guns"), Line("boots", "f", name="Boots")]
    untotalled = [Fund("f", "Support", total=False)]
    figures = "letter aid 2026 cash 7\nletter guns 2026 cash 9"
    told = shown(figures, lines=two, funds=untotalled)
    assert told == "Guns stands at €9 million in cash for 2026. 2025 is not stated. 1 more line is stated; no total is."
    three = shown(f"{figures}\nletter boots 2026 cash 1", lines=two, funds=untotalled)
    assert three.endswith("2 more lines are stated; no total is.")
    total = shown(figures, lines=two[:2])
    assert total == (
        "Support stands at €16 million in cash for 2026. 2025 is not stated. That is over 2 lines. "
        "Largest: Guns, €9 million."
    )


def test_a_printed_total_comes_before_its_parts() -> None:
    tree = [Line("all", "f", name="All"), Line("part", "f", parent="all", name="Part")]
    assert shown("letter all 2026 cash 9\nletter part 2026 cash 8", lines=tree).startswith("All stands at €9 million")
    assert shown("letter part 2026 cash 8", lines=tree).startswith("Part stands at €8 million")


def test_what_is_not_support_is_said_to_be_none() -> None:
    lines = [AID, Line("own", "g", name="Own forces")]
    funds = [SUPPORT, Fund("g", "Materiel", support=False)]
    result = ukraine_budget.show(ledger("letter own 2026 cash 5", lines=lines, funds=funds), 2026, funds=["g"])
    assert result.table.answer is not None
    assert "This is not support." in result.table.answer.text
    both = shown("letter own 2026 cash 5\nletter aid 2026 cash 1", lines=lines, funds=funds)
    assert both.startswith("Aid stands at €1 million"), "support comes first, however small"


def test_a_year_without_figures_says_which_have_some() -> None:
    lines, funds = [AID, Line("own", "g")], [SUPPORT, Fund("g", "G")]
    two = ledger("letter aid 2026 cash 5\nletter own 2030 cash 5", lines=lines, funds=funds)
    nothing = ukraine_budget.show(two, 2030, funds=["f"]).table.answer
    assert nothing is not None
    assert nothing.text == (
        "Nothing is stated for 2030. Figures are stated for 2026. Other funds have figures of this year: --fund all."
    )
    assert shown("", 2026, lines=[]) == "Nothing is stated for 2026. This ledger has no figures."


def test_dutch() -> None:
    answer = ukraine_budget.show(
        ledger("letter aid 2026 cash 2100 100 provisional\nletter aid 2025 cash 4300 100"), 2026
    )
    assert answer.table.answer is not None
    assert DUTCH.say(answer.table.answer.text) == (
        "Aid bedraagt voor 2026 vooralsnog € 2,1 miljard aan kasuitgaven: "
        "ongeveer de helft van de € 4,3 miljard van 2025."
    )


def test_the_answer_of_a_diff() -> None:
    def changed(amounts: str, **parts: Any) -> str:
        one = ledger(amounts, **parts)
        answer = ukraine_budget.diff(LedgerAt(one, "draft"), LedgerAt(one, "letter")).table.answer
        assert answer is not None
        return str(answer.text)

    assert changed("draft aid 2026 cash 5\nletter aid 2026 cash 4") == (
        "Aid is €1 million lower in cash for 2026 than in the draft budget 2026."
    )
    assert changed("draft aid 2026 cash 5\nletter aid 2026 cash 7") == (
        "Aid is €2 million higher in cash for 2026 than in the draft budget 2026."
    )
    assert changed("draft aid 2026 cash 50 10\nletter aid 2026 cash 90 10").startswith(
        "Aid is about €40 million higher"
    )
    assumed = changed("draft aid 2026 cash 5 - assumed\nletter aid 2026 cash 4")
    assert assumed == (
        "Aid is €1 million lower in cash for 2026 than the €5 million of the draft budget 2026, "
        "if all of that was cash for 2026."
    )
    assert "higher" in changed("draft aid 2026 cash 5 - assumed\nletter aid 2026 cash 8")
    assert changed("draft aid 2026 cash 5\nletter aid 2026 cash 4 - assumed") == (
        "Aid is €1 million lower in cash for 2026 than in the draft budget 2026, "
        "if all of the new amount is cash for 2026."
    )
    assert changed("draft aid 2026 commitment 5 - assumed\nletter aid 2026 commitment 4 - assumed").endswith(
        "than the €5 million of the draft budget 2026, if all of both is commitment for 2026."
    )
    assert changed("draft aid 2026 commitment 5 - assumed\nletter aid 2026 commitment 4").endswith(
        "if all of that was commitment for 2026."
    )
    assert changed("draft aid 2026 cash 5\nletter aid 2026 cash 5\nletter aid 2027 cash 3") == (
        "Figures of Aid for 2027 are first stated in the letter of 27 Nov 2025. "
        "No figure of the draft budget 2026 changes."
    )
    assert changed("draft aid 2026 cash 5\nletter aid 2026 cash 5") == "No figure changes."
    assert changed("draft aid 2026 cash 5 10\nletter aid 2026 cash 6 10") == "No figure changes beyond rounding."
    other = changed("draft aid 2026 cash 5\nletter aid 2026 cash 8", versions=APART)
    assert "may count different things" in other


def test_a_diff_names_the_largest_part_and_counts_many_lines() -> None:
    tree = [Line("all", "f", name="All"), Line("part", "f", parent="all", name="Part")]
    figures = "draft all 2026 cash 50\ndraft part 2026 cash 20\nletter all 2026 cash 90\nletter part 2026 cash 50"
    one = ledger(figures, lines=tree)
    answer = ukraine_budget.diff(LedgerAt(one, "draft"), LedgerAt(one, "letter")).table.answer
    assert answer is not None
    assert answer.text.endswith("Part makes up most of it, €30 million.")
    many = "\n".join(f"draft l{n} 2026 cash 5\nletter l{n} 2026 cash {n + 6}" for n in range(30))
    large = ledger(many, lines=[])
    told = ukraine_budget.diff(LedgerAt(large, "draft"), LedgerAt(large, "letter")).table.answer
    assert told is not None
    assert told.text.startswith("30 of 30 lines change. l29 is €30 million higher in cash for 2026 than in ")


def test_two_papers_of_one_date_that_differ_are_both_named() -> None:
    same_day = [
        Version("memo", 1, "2025-09-16", "proposed", "partial", "Memorandum"),
        Version("draft", 2, "2025-09-16", "proposed", "partial", "Draft budget 2026"),
        Version("other", 3, "2025-09-16", "proposed", "partial", "Other paper"),
        Version("last", 4, "2025-11-28", "adjusted", "partial", "Last", follows="other"),
    ]
    amounts = "memo aid 2026 cash 4822 1\ndraft aid 2026 cash 4300 100 circa"
    found = ukraine_budget.explain(ledger(amounts, versions=same_day), "aid", 2026)
    two = "Two papers differ: €4,822 million in cash (memorandum) and circa €4,300 million in cash (draft budget 2026)."
    assert found.answer == two
    states = [line.split()[-1] for line in str(found).splitlines() if "16 Sept 2025" in line]
    assert states == ["stated", "differs"]
    three = ukraine_budget.explain(ledger(f"{amounts}\nother aid 2026 cash 1", versions=same_day), "aid", 2026)
    assert three.answer.startswith("3 papers differ: ")
    same = ukraine_budget.explain(ledger("memo aid 2026 cash 5\ndraft aid 2026 cash 5", versions=same_day), "aid", 2026)
    assert same.answer.startswith("The last figure stated is")
    apart = ukraine_budget.explain(ledger("draft aid 2026 cash 5\nletter aid 2026 cash 6", versions=APART), "aid", 2026)
    assert apart.answer.startswith("The last figure stated is"), "a later paper is no second one"


def test_the_answers_of_history_and_explain() -> None:
    def story(amounts: str, **parts: Any) -> str:
        answer = ukraine_budget.history(ledger(amounts, **parts), "aid").table.answer
        assert answer is not None
        return str(answer.text)

    def source(amounts: str, year: int = 2026, **parts: Any) -> str:
        answer = ukraine_budget.explain(ledger(amounts, **parts), "aid", year).table.answer
        assert answer is not None
        return str(answer.text)

    assert (
        story("draft aid 2026 cash 5") == "Aid is stated once: €5 million in cash for 2026, in the draft budget 2026."
    )
    assert story("draft aid 2026 cash 5\ndraft aid 2027 cash 6").startswith("Aid is stated once for each year:")
    assert story("draft aid 2026 cash 5\nletter aid 2026 cash 6") == (
        "Aid for 2026 goes in cash from €5 million (draft budget 2026) to €6 million (letter of 27 Nov 2025)."
    )
    assert "stays at €5 million" in story("draft aid 2026 cash 5\nletter aid 2026 cash 5")
    third = [DRAFT, LETTER, Version("late", 3, "2025-12-01", "adjusted", "partial", "Late paper", follows="letter")]
    thrice = "draft aid 2026 cash 5\nletter aid 2026 cash 9\nlate aid 2026 cash 6"
    assert story(thrice, versions=third).endswith("in 2 revisions; highest €9 million (letter of 27 Nov 2025).")
    assert "was last stated at" in story("draft aid 2026 cash 5\nletter aid 2026 cash 6", versions=APART)
    assert story("draft aid 2026 receipt 5", bases=["receipt"]).endswith(
        "€5 million in receipts for 2026, in the draft budget 2026."
    )
    assert story("draft aid 2026 commitment 5 - decision").startswith(
        "Aid is stated once: €5 million by cabinet decision"
    )
    assert story("") == "No version states a figure of Aid."

    assert source("letter aid 2026 cash 5") == "The last figure stated is €5 million in cash: letter of 27 Nov 2025."
    assert "for now" in source("letter aid 2026 cash 5 - provisional")
    assert "assumed" in source("letter aid 2026 cash 5 - assumed")
    assert "reserved so far" in source("letter aid 2026 cash 5 - reserved")
    assert "decided by cabinet" in source("letter aid 2026 commitment 5 - decision")
    both = source("draft aid 2026 commitment 9 - decision\nletter aid 2026 cash 5")
    assert both.endswith("Cabinet decided on €9 million: draft budget 2026.")
    assert source("letter aid 2026 cash 5", 2027).endswith("the nearest year stated is 2026.")
    assert source("letter aid 2026 cash 5\nletter aid 2027 cash 5", 2025).endswith("stated are 2026, 2027.")
    assert source("", 2025) == "Nothing is stated of Aid, for any year."
