"""What is said of money that was moved between years: by `shifts`, and in the answers of other views."""

import pytest

import ukraine_budget
from answering import AID, FIGURES, SUPPORT, ledger, sentences
from ukraine_budget.model.records import Fund, Line


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
    funds = [SUPPORT, Fund("g", "Other", support=False)]
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


@pytest.mark.parametrize(
    ("mutations", "english", "dutch"),
    [
        (
            "letter aid 2026 cash -3 cash-shift s",
            "€3 million was shifted from 2026 to a year not printed.",
            "€ 3 miljoen is verschoven van 2026 naar een niet afgedrukt jaar.",
        ),
        (
            "letter aid 2026 cash 3 cash-shift s",
            "€3 million was shifted from a year not printed to 2026.",
            "€ 3 miljoen is verschoven van een niet afgedrukt jaar naar 2026.",
        ),
        (
            "letter aid 2026 cash 0 cash-shift s at-most",
            "Money was shifted from 2026 to a year not printed; the papers read do not say how much.",
            "Geld is verschoven van 2026 naar een niet afgedrukt jaar; hoeveel staat niet in de gelezen stukken.",
        ),
        (
            "letter aid 2026 cash -3 cash-shift s\nletter aid beyond cash 3 cash-shift s",
            "€3 million for 2026 was put off to later years.",
            "€ 3 miljoen voor 2026 is doorgeschoven naar latere jaren.",
        ),
        (
            "letter aid 2026 cash 3 cash-shift s\nletter aid beyond cash -3 cash-shift s",
            "€3 million for later years was brought forward to 2026.",
            "€ 3 miljoen voor latere jaren is naar voren gehaald naar 2026.",
        ),
        (
            "letter aid 2026 cash -3 cash-shift s\nletter aid 2027 cash 2 cash-shift s",
            "€3 million was shifted from 2026 to 2027 and a year not printed.",
            "€ 3 miljoen is verschoven van 2026 naar 2027 en een niet afgedrukt jaar.",
        ),
    ],
)
def test_a_shift_is_brought_forward_or_put_off_only_where_both_years_are_printed(
    mutations: str, english: str, dutch: str
) -> None:
    view = ukraine_budget.show(ledger(FIGURES, mutations), 2026)
    assert (sentences(view)[1], sentences(view, "nl")[1]) == (english, dutch)


def test_a_shift_of_a_line_is_told_of_the_total_that_holds_it() -> None:
    lines = [Line("aid", "f", name="Aid"), Line("arms", "f", name="Arms")]
    moved = "letter aid 2026 cash -3 cash-shift s\nletter aid 2025 cash 3 cash-shift s"
    view = ukraine_budget.show(ledger("letter aid 2026 cash 3\nletter arms 2026 cash 4", moved, lines=lines), 2026)
    assert "€3 million for 2026 was brought forward to 2025." in sentences(view)


def test_of_a_shift_over_more_years_the_year_shown_has_its_own_total_and_the_other_end_all_years() -> None:
    moved = "\n".join(
        f"letter aid {year} cash {size} cash-shift s" for year, size in ((2024, -1), (2025, -4), (2026, 3), (2027, 9))
    )
    into, out = (sentences(ukraine_budget.show(ledger(FIGURES, moved), year))[1] for year in (2026, 2025))
    assert into == "€3 million was shifted from 2024, 2025 and a year not printed to 2026."
    assert out == "€4 million was shifted from 2025 to 2026 and 2027."


def test_the_largest_shift_is_told_and_the_others_are_counted() -> None:
    each = [f"letter aid 2026 cash -{n} cash-shift s{n}\nletter aid 2025 cash {n} cash-shift s{n}" for n in (1, 2, 3)]
    two, three = (sentences(ukraine_budget.show(ledger(FIGURES, "\n".join(each[:n])), 2026))[1] for n in (2, 3))
    assert two == "€2 million for 2026 was brought forward to 2025. 1 more shift is declared."
    assert three == "€3 million for 2026 was brought forward to 2025. 2 more shifts are declared."
