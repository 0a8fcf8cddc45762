"""Of the ledger that comes with the program: nothing is told more firmly than its papers have it."""

import pytest

import ukraine_budget
from ukraine_budget import Ledger, View, open_ledger
from ukraine_budget.languages import language


@pytest.fixture(scope="module")
def ledger() -> Ledger:
    return open_ledger()


def texts(view: "View[object]") -> list[str]:
    """A view as it is read: in brief and in full, in English and Dutch."""
    return [view.render("table", lang, full=full) for lang in ("en", "nl") for full in (False, True)]


def answer(view: "View[object]", lang: str = "en") -> str:
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
