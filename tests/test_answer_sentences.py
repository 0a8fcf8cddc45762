"""The sentences that open a view, on small ledgers: each variant once, in English, and the Dutch of some."""

from typing import Any

import pytest

import ukraine_budget
from build import make
from ukraine_budget import LedgerAt
from ukraine_budget.catalogues import language
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Fund, Line, Version

DUTCH = language("nl")
AID = Line("aid", "f", name="Aid")
FUND = Fund("f", "Support")
APART = [
    Version("draft", 1, "2025-09-16", "proposed", "partial", "Draft budget 2026"),
    Version("letter", 2, "2025-11-27", "announced", "partial", "Letter of 27 Nov 2025"),
    Version("last", 3, "2025-11-28", "announced", "partial", follows="letter"),
]
"""Two papers of which neither revises the other."""
PAPERS = [
    Version("draft", 1, "2025-09-16", "proposed", "partial", "Draft budget 2026"),
    Version("letter", 2, "2025-11-27", "announced", "partial", "Letter of 27 Nov 2025", follows="draft"),
]


RESERVED = (
    "Aid has €7 million reserved so far for 2026. 2025 is not compared: one of the two amounts is only reserved so far."
)


def ledger(amounts: str, mutations: str = "", **parts: Any) -> Ledger:
    """A ledger with the line "Aid" and two papers, unless given others."""
    return make(amounts, mutations, **{"lines": [AID], "versions": PAPERS, "funds": [FUND], **parts})


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
    versions = [PAPERS[0]._replace(date="2024-04-15"), PAPERS[1]]
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
    funds = [FUND, Fund("g", "Materiel", support=False)]
    result = ukraine_budget.show(ledger("letter own 2026 cash 5", lines=lines, funds=funds), 2026, funds=["g"])
    assert result.table.answer is not None
    assert "This is not support." in result.table.answer.text
    both = shown("letter own 2026 cash 5\nletter aid 2026 cash 1", lines=lines, funds=funds)
    assert both.startswith("Aid stands at €1 million"), "support comes first, however small"


def test_a_year_without_figures_says_which_have_some() -> None:
    lines, funds = [AID, Line("own", "g")], [FUND, Fund("g", "G")]
    two = ledger("letter aid 2026 cash 5\nletter own 2030 cash 5", lines=lines, funds=funds)
    nothing = ukraine_budget.show(two, 2030, funds=["f"]).table.answer
    assert nothing is not None
    assert nothing.text == (
        "Nothing is stated for 2030. Figures are stated for 2026. Other funds have figures of this year: --fund all."
    )
    assert shown("", 2026, lines=[]) == "Nothing is stated for 2026. This ledger has no figures."


def test_what_moved_and_what_the_paper_says_about_it() -> None:
    figures = "letter aid 2026 cash 5\nletter aid 2025 cash 4"
    shift = "letter aid 2026 cash -1 cash-shift s\nletter aid 2025 cash 1 cash-shift s"
    moved = ledger(figures, shift)
    answer = ukraine_budget.show(moved, 2026).table.answer
    assert answer is not None
    assert answer.sentences[1:] == ("€1 million for 2026 was brought forward to 2025.",)
    later = ledger(figures, shift.replace("cash -1", "cash 1").replace("2025 cash 1", "2025 cash -1"))
    put_off = ukraine_budget.show(later, 2026).table.answer
    assert put_off is not None
    assert put_off.sentences[1:] == ("€1 million for 2025 was put off to 2026.",)


def test_a_shift_without_a_size() -> None:
    figures = "letter aid 2026 cash 5\nletter aid 2025 cash 4"
    open_ended = (
        "letter aid 2025 cash 0 cash-shift s at-most\nletter aid 2026 cash 0 cash-shift s at-least",
        "letter aid 2026 cash 0 cash-shift s at-most\nletter aid 2025 cash 0 cash-shift s at-least",
    )
    told = [ukraine_budget.show(ledger(figures, shift), 2026).table.answer for shift in open_ended]
    ends = [str(answer.sentences[1]) for answer in told if answer]
    assert ends == [
        "Money for 2025 was put off to 2026; the papers read do not say how much.",
        "Money for 2026 was brought forward to 2025; the papers read do not say how much.",
    ]


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


def test_the_answer_of_an_outlook() -> None:
    def ahead(amounts: str, mutations: str = "", **parts: Any) -> str:
        answer = ukraine_budget.outlook(ledger(amounts, mutations, **parts)).table.answer
        assert answer is not None
        return str(answer.text)

    assert ahead("letter aid 2025 cash 10\nletter aid 2026 cash 5\nletter aid 2027 cash 3 - reserved") == (
        "2026 shows a gap, counted here as a fall in cash of more than 20 %. Aid falls by half in cash, "
        "from €10 million to €5 million. 2027 is not compared: €3 million is reserved so far."
    )
    assert ahead("letter aid 2025 cash 10 2\nletter aid 2026 cash 8 2").startswith("2026 may show a gap")
    assert ahead("letter aid 2025 cash 10\nletter aid 2026 cash 9") == (
        "No gap from 2025 to 2026: no line falls by more than 20 %."
    )
    two = [AID, Line("guns", "f", name="Guns")]
    assert "1" in ahead("letter aid 2025 cash 10\nletter aid 2026 cash 9\nletter guns 2026 cash 1", lines=two)
    assert ahead("letter aid 2026 cash 9").startswith("Whether there is a gap cannot be told")
    falls = "letter aid 2025 cash 100\nletter aid 2026 cash 50\nletter aid 2027 cash 20"
    assert ahead(falls).endswith("1 more fall beyond the limit is below.")
    assert ahead(f"{falls}\nletter aid 2028 cash 10").endswith("2 more falls beyond the limit are below.")


def test_an_outlook_without_support_knows_no_gap() -> None:
    roads = [Fund("f", "Roads", support=False)]

    def ahead(amounts: str) -> str:
        answer = ukraine_budget.outlook(ledger(amounts, funds=roads)).table.answer
        assert answer is not None
        return str(answer.text)

    assert ahead("letter aid 2025 cash 10\nletter aid 2026 cash 5") == (
        "Largest fall: Aid, 2026, from €10 million to €5 million."
    )
    assert (
        ahead("letter aid 2025 cash 5\nletter aid 2026 cash 10") == "No line compared falls from one year to the next."
    )
    assert ahead("letter aid 2026 cash 10") == "No line has two years to compare."


def test_the_answers_of_shifts() -> None:
    def moved(mutations: str) -> str:
        answer = ukraine_budget.shifts(ledger("letter aid 2026 cash 1", mutations)).table.answer
        assert answer is not None
        return str(answer.text)

    assert moved("") == "No shift between years is declared in the papers read."
    one = "letter aid 2026 cash -1 cash-shift s\nletter aid 2025 cash 1 cash-shift s"
    assert moved(one) == "1 shift is declared. Largest stated: Aid, €1 million from 2026 to 2025."
    two = one + "\nletter aid 2026 cash -2 cash-shift t\nletter aid 2027 cash 2 cash-shift t"
    assert moved(two).startswith("2 shifts are declared. Largest stated: Aid, €2 million from 2026 to 2027.")
    unsized = "letter aid 2026 cash 0 cash-shift s at-most\nletter aid 2025 cash 0 cash-shift s at-least"
    assert moved(unsized) == "1 shift is declared, without a size."
    assert moved(f"{two}\n{unsized.replace(' s ', ' u ')}").startswith("3 shifts are declared, 1 without a size.")
    wide = (
        "letter aid 2026 cash -3 cash-shift s\nletter aid 2025 cash 1 cash-shift s\nletter aid 2027 cash 2 cash-shift s"
    )
    assert moved(wide).endswith("Aid, €3 million. 3 years are touched; pairing them is ours.")
    unprinted = "letter aid 2026 cash -3 cash-shift s"
    assert moved(unprinted).endswith("Aid, €3 million from 2026 to a year not printed.")


def test_shifts_of_support_are_told_first_and_of_what() -> None:
    funds = [FUND, Fund("g", "Other", support=False)]
    lines = [AID, Line("more", "f", name="More"), Line("tanks", "g", name="Tanks")]

    def moved(*names: str) -> str:
        rows = (f"letter {n} 2026 cash -1 cash-shift s\nletter {n} 2025 cash 1 cash-shift s" for n in names)
        of = ledger("letter aid 2026 cash 1", "\n".join(rows), funds=funds, lines=lines)
        return ukraine_budget.shifts(of).answer

    assert moved("aid", "tanks").startswith(
        "€1 million for 2026 was brought forward to 2025. This concerns aid. 2 shifts"
    )
    assert " This concerns support. 3 shifts" in moved("aid", "more", "tanks")
    only = ukraine_budget.shifts(ledger("letter aid 2026 cash 1", "letter aid 2026 cash -3 cash-shift s"), years=2020)
    assert only.answer == "No such shift between years is declared in the papers read."


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
    third = [*PAPERS, Version("late", 3, "2025-12-01", "adjusted", "partial", "Late paper", follows="letter")]
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
