"""Of the ledger that comes with the program: nothing is told more firmly than its papers have it."""

from decimal import Decimal
from typing import Any

import pytest

import ukraine_budget
from ukraine_budget import Ledger, View, open_ledger
from ukraine_budget.catalogues import language


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
        "Figures of All support for Ukraine and 2 more lines for 2025 to 2027 are first stated since "
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


def test_no_date_stands_over_a_figure_of_another_paper(ledger: Ledger) -> None:
    """The letter of 27 November states no figure over all budgets: those before are of the memorandum."""

    def heads(old: str, new: str) -> list[str]:
        return [column.title for column in ukraine_budget.diff(ledger, old, new).brief.blocks[0].columns[2:4]]

    assert heads("letter-2025-11-27", "njn-2025-erratum") == ["16 Sept 2025", "12 Dec 2025"]
    assert heads("adopted-2025-x", "1supp-2025") == ["as of adopted budget 2025 (X)", "17 June 2025"]


def test_conflicts_are_written_in_every_format_with_what_qualifies_their_figures(ledger: Ledger) -> None:
    view = ukraine_budget.conflicts(ledger)
    assert "10,617.1 assumed" in view.render("table")
    assert view.rows[-1].other_qualifier == ("assumed",)
    assert len(view.to_csv("nl").splitlines()) == 1 + len(view.rows)


def test_what_the_press_said_of_a_shift_without_a_size_is_beside_its_readings(ledger: Ledger) -> None:
    """Only where nothing was said since: then that has its place."""
    clauses = {claim.claim: claim.clause for claim in ledger.claims}
    told = ukraine_budget.diff(ledger, "spring-2025", "letter-2025-11-27").brief.caveats
    assert any(f"Earlier: {clauses['press-2bn-spent-anp-november']} (press, 26 Nov 2025)." in caveat for caveat in told)
    known = ukraine_budget.show(ledger, 2026, as_of="notice-2025-09-11").brief.caveats
    assert any(f"Earlier: {clauses['press-2bn-brought-forward']} (press, 27 March 2025)." in caveat for caveat in known)
    assert not any("Earlier" in caveat for caveat in ukraine_budget.show(ledger, 2026).brief.caveats)


def test_that_no_shift_is_declared_reaches_no_further_than_the_funds_asked_for(ledger: Ledger) -> None:
    told = answer(ukraine_budget.shifts(ledger, funds="materiel-fund"))
    assert told == "No such shift between years is declared in the papers read."


def test_at_least_is_what_every_rounding_leaves(ledger: Ledger) -> None:
    """35,000 committed less 34,920 paid, each rounded to a thousand: 79 at least, and no whole below its parts."""
    rows = ukraine_budget.outlook(ledger, bases="outstanding").rows
    least = {row.line: row.amount for row in rows if row.year == 2024 and row.amount is not None}
    assert all(row.amount == row.low for row in rows if "at-least" in row.qualifier)
    assert least["xvii-art1.3"] == Decimal("0.079")
    assert least["xvii-support"] >= least["xvii-art1.3"] + least["xvii-art4.1"]


def test_an_answer_for_a_version_without_figures_says_that_there_are_none(ledger: Ledger) -> None:
    silent, at = "The ledger holds no figures of the {}: those here are of earlier versions. ", "njn-2025"
    memorandum = silent.format("autumn memorandum 2025, as first printed")
    for view in (
        ukraine_budget.show(ledger, 2025, funds="government-wide", as_of=at),
        ukraine_budget.outlook(ledger, as_of=at),
        ukraine_budget.history(ledger, "gw-total", as_of=at),
        ukraine_budget.explain(ledger, "gw-total", 2025, as_of=at),
    ):
        assert answer(view).startswith(memorandum)
    notice = answer(ukraine_budget.show(ledger, 2026, as_of="notice-2025-09-11"))
    assert notice.startswith(silent.format("official notice on military support of 11 September 2025"))
    assert "holds no figures" not in answer(ukraine_budget.show(ledger, 2026))
    assert "holds no figures" not in answer(ukraine_budget.show(ledger, 2026, as_of="letter-2025-11-27"))
