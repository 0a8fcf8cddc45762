"""Of the ledger that comes with the program: nothing is told more firmly than its papers have it."""

from typing import Any

import pytest

import ukraine_budget
from ukraine_budget import Ledger, View, open_ledger
from ukraine_budget.languages import language


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return open_ledger()


def texts(view: "View[Any]") -> list[str]:
    """A view as it is read: in brief and in full, in English and Dutch."""
    return [view.render("table", lang, full=full) for lang in ("en", "nl") for full in (False, True)]


def answer(view: "View[Any]", lang: str = "en") -> str:
    """The answer of a view in a language."""
    found = view.brief.answer
    return language(lang).say(found.text) if found else ""


def test_what_cabinet_decided_is_under_its_own_heading_in_a_diff(ledger: Ledger) -> None:
    view = ukraine_budget.diff(ledger, "adopted-2025-x", "spring-2025")
    english, dutch = "Decided by cabinet, spring 2025", "Kabinetsbesluit, voorjaar 2025"
    for text, heading in zip(texts(view), (english, english, dutch, dutch), strict=True):
        assert heading in text
        assert "Commit" not in text
        assert "erplichting" not in text
    sheet = view.laid_out("xlsx", full=True)
    assert f"Support for Ukraine: {english}" in [str(row.cells[0]) for block in sheet.blocks for row in block.rows]


def test_no_note_calls_a_decision_a_commitment(ledger: Ledger) -> None:
    notes = ukraine_budget.show(ledger, 2026, bases="commitment").table.notes
    assert not [note for note in notes if "x-military commitment" in note or "commitment of 2026" in note]


def test_months_and_memorandums_keep_their_capital_within_a_sentence(ledger: Ledger) -> None:
    assert "(September supplementary budget 2023 (K))" in answer(ukraine_budget.history(ledger, "k-art3"))
    assert "(Najaarsnota 2025, gerectificeerde tabel)" in answer(ukraine_budget.history(ledger, "gw-total"), "nl")


@pytest.mark.parametrize(
    ("old", "new", "condition"),
    [
        ("adopted-2025-x", "1supp-2025", "if all of the new amount is cash for 2025."),
        ("nvw-2024-x", "1supp-2024-x", "if all of the new amount is cash for 2024."),
        ("spring-2025", "letter-2025-11-27", "if all of that was cash for 2026."),
    ],
)
def test_a_change_with_an_assumed_figure_has_its_condition(ledger: Ledger, old: str, new: str, condition: str) -> None:
    assert condition in answer(ukraine_budget.diff(ledger, old, new))


@pytest.mark.parametrize("line", ["k-replacement", "x-total", "k-total"])
def test_a_history_says_what_is_assumed(ledger: Ledger, line: str) -> None:
    assert "(assumed here) in cash" in answer(ukraine_budget.history(ledger, line))


def test_a_history_says_what_is_reserved(ledger: Ledger) -> None:
    assert "€750 million (reserved so far)" in answer(ukraine_budget.history(ledger, "x-military", years="2027"))


def test_the_largest_fall_says_what_is_assumed(ledger: Ledger) -> None:
    told = answer(ukraine_budget.outlook(ledger, funds="materiel-fund"))
    assert "from circa €700 million (assumed here) to circa €500 million (assumed here)" in told


@pytest.mark.parametrize(
    ("year", "moved"),
    [
        (2022, "€417 million was shifted from 2022 to 2023, 2024, 2025, 2026 and 2027. 3 more shifts are declared."),
        (2024, "€1.36 billion was shifted from 2024 to 2026, 2027, 2028 and a year not printed."),
        (2025, "€1.42 billion was shifted from 2025 to 2026, 2027, 2028 and a year not printed."),
        (2026, "€325 million was shifted from 2023, 2024 and 2025 to 2026."),
    ],
)
def test_which_years_of_a_shift_belong_together_is_not_told_as_printed(ledger: Ledger, year: int, moved: str) -> None:
    assert moved in answer(ukraine_budget.show(ledger, year, funds="budget-articles"))


def test_figures_are_first_stated_of_lines_not_of_years(ledger: Ledger) -> None:
    """Of 2026 other lines had figures before."""
    told = answer(ukraine_budget.diff(ledger, "vjn-2024", "letter-2025-11-27"))
    assert told.startswith(
        "Figures of All support for Ukraine and 2 more lines for 2025, 2026, 2027 are first stated since "
        "the spring memorandum 2024."
    )
    told = answer(ukraine_budget.diff(ledger, "vjn-2024", "spring-2025"))
    assert told.startswith(
        "Figures of All support for Ukraine and 1 more line for 2026 are first stated in the spring decision of 2025."
    )


def test_in_dutch_a_kind_of_change_is_no_post_and_shifts_touch_no_year(ledger: Ledger) -> None:
    views = (
        ukraine_budget.diff(ledger, "spring-2025", "letter-2025-11-27"),
        ukraine_budget.explain(ledger, "x-military", 2026),
        ukraine_budget.show(ledger, 2026),
    )
    dutch = " ".join(view.render("table", "nl", full=True) for view in views)
    assert "Post " not in dutch
    assert " raken" not in dutch
