"""What an outlook says of gaps: in its answer, and in the notes on each fall of cash."""

from typing import Any

import pytest

import ukraine_budget
from answering import AID, DRAFT, GUNS, LETTER, ledger, sentences
from ukraine_budget import View
from ukraine_budget.model.records import Fund, Line, Year
from ukraine_budget.report.table import Noted


def test_the_answer_of_an_outlook() -> None:
    def ahead(amounts: str, mutations: str = "", **parts: Any) -> str:
        answer = ukraine_budget.outlook(ledger(amounts, mutations, **parts)).table.answer
        assert answer is not None
        return str(answer.text)

    assert ahead("letter aid 2025 cash 10\nletter aid 2026 cash 5\nletter aid 2027 cash 3 - reserved") == (
        "2026 shows a gap, counted here as a fall in cash of more than 20 %. Aid falls by half in cash, "
        "from €10 million to €5 million. 2027 is not compared: €3 million is reserved so far."
    )
    assert ahead("letter aid 2025 cash 10 2\nletter aid 2026 cash 8 2") == (
        "2026 may show a gap, counted here as a fall in cash of more than 20 %. Aid falls by 0 to 37 % in cash, "
        "from €10 million to €8 million."
    )
    assert ahead("letter aid 2025 cash 10\nletter aid 2026 cash 9") == (
        "No gap from 2025 to 2026: no line falls by more than 20 %."
    )
    assert ahead("letter aid 2026 cash 9").startswith("Whether there is a gap cannot be told")
    assert ahead("", lines=[]) == "This ledger has no figures."
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


def test_falls_that_old_figures_planned_are_no_gaps() -> None:
    versions = [DRAFT._replace(date="2023-09-01"), LETTER]
    figures = "draft aid 2024 cash 10\ndraft aid 2025 cash 5\nletter aid 2026 cash 9"
    assert sentences(ukraine_budget.outlook(ledger(figures, versions=versions))) == [
        "Whether there is a gap cannot be told: no line has up-to-date figures of two years.",
        "Aid: in Sept 2023 a fall to €5 million was budgeted for 2025.",
    ]
    roads = ledger(figures, versions=versions, funds=[Fund("f", "Roads", support=False)])
    assert sentences(ukraine_budget.outlook(roads)) == [
        "Largest fall: Aid, 2025, from €10 million to €5 million (stated Sept 2023)."
    ]


def test_lines_that_cannot_be_compared_are_counted() -> None:
    figures = "letter aid 2025 cash 10\nletter aid 2026 cash 9\nletter guns 2026 cash 1"
    start = "No gap from 2025 to 2026: no line compared falls by more than 20 %."
    one = ukraine_budget.outlook(ledger(figures, lines=[AID, GUNS]))
    assert sentences(one) == [f"{start} 1 line cannot be compared."]
    two = ukraine_budget.outlook(ledger(f"{figures}\nletter boots 2026 cash 1", lines=[AID, GUNS, Line("boots", "f")]))
    assert sentences(two) == [f"{start} 2 lines cannot be compared."]


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        ("100", "50", "falls by half"),
        ("4300 100", "2100 100", "falls by about half"),
        ("2100 100", "750 10", "falls by almost two thirds"),
        ("100", "48", "falls by just over half"),
        ("100", "47", "falls by just over half"),
        ("100", "53", "falls by almost half"),
        ("300", "100", "falls by about two thirds"),
        ("100", "58", "falls by 42 %"),
        ("700 100", "500 100", "falls by 15 to 40 %"),
        ("100", "40 - at-most", "falls by at least 60 %"),
        ("100 - at-most", "40", "falls by an amount that the papers leave open"),
        ("100", "-900", "falls by more than the whole"),
        ("100 100", "10 100", "changes by -180 to +20 %"),
    ],
)
def test_how_large_a_fall_is_is_said_as_far_as_its_interval_allows(before: str, now: str, words: str) -> None:
    view = ukraine_budget.outlook(ledger(f"letter aid 2025 cash {before}\nletter aid 2026 cash {now}"))
    assert f"Aid {words} in cash, from " in sentences(view)[0]


GAPS = ("gap", "possible-gap", "planned-fall", "no-gap", "gap-not-known")
Gap = tuple[str, str, tuple[str, ...], tuple[Year, ...]]
"""The kind of a note, its words, and the lines and years that it is about."""
NOT_KNOWN: Gap = (
    "gap-not-known",
    "Whether there is a gap cannot be told: no line has up-to-date cash of two years.",
    (),
    (),
)


def gap_notes(view: View[Any]) -> list[Gap]:
    """The notes of an outlook on gaps."""
    found = [note for note in view.table.notes if isinstance(note, Noted)]
    return [(note.kind, str(note), note.lines, note.years) for note in found if note.kind in GAPS]


@pytest.mark.parametrize(
    ("amounts", "limit", "expected"),
    [
        (
            "letter aid 2025 cash 4300 100 circa\nletter aid 2026 cash 2100 100 provisional",
            "30.5",
            (
                "gap",
                (
                    "2026 shows a gap, counted here as a fall in cash of more than 30.5 %. "
                    "Aid falls by about half in cash, from 4,300 (circa) to 2,100 (for now)."
                ),
                ("aid",),
                (2026,),
            ),
        ),
        (
            "letter aid 2025 cash 10 2\nletter aid 2026 cash 8 2",
            "20",
            (
                "possible-gap",
                (
                    "2026 may show a gap, counted here as a fall in cash of more than 20 %. "
                    "Aid falls by 0 to 37 % in cash, from 10 to 8."
                ),
                ("aid",),
                (2026,),
            ),
        ),
        (
            "letter aid 2025 cash 10\nletter aid 2026 cash 9",
            "12.50",
            ("no-gap", "No gap from 2025 to 2026: no line compared falls by more than 12.5 %.", ("aid",), (2026,)),
        ),
        ("letter aid 2026 cash 9", "20", NOT_KNOWN),
        ("letter aid 2025 cash 9\nletter aid 2026 cash 5 - reserved", "20", NOT_KNOWN),
    ],
)
def test_a_note_on_a_gap(amounts: str, limit: str, expected: Gap) -> None:
    assert gap_notes(ukraine_budget.outlook(ledger(amounts), gap=limit)) == [expected]


def test_a_note_on_a_fall_that_old_figures_planned() -> None:
    versions = [DRAFT._replace(date="2024-04-15"), LETTER]
    figures = "draft aid 2026 cash 100\ndraft aid 2027 cash 22\nletter aid 2025 cash 1"
    said = "Aid: in April 2024 a fall to 22 was budgeted for 2027, from 100 for 2026."
    planned = ("planned-fall", said, ("aid",), (2027,))
    assert gap_notes(ukraine_budget.outlook(ledger(figures, versions=versions))) == [planned, NOT_KNOWN]


def test_gaps_are_noted_only_of_cash_that_is_support() -> None:
    falls = "letter aid 2025 {0} 10\nletter aid 2026 {0} 5"
    committed, cash = ledger(falls.format("commitment")), ledger(falls.format("cash"))
    assert gap_notes(ukraine_budget.outlook(committed)) == []
    assert gap_notes(ukraine_budget.outlook(cash, bases="commitment")) == []
    roads = ledger(falls.format("cash"), funds=[Fund("f", "Roads", support=False)])
    assert gap_notes(ukraine_budget.outlook(roads)) == []
