"""Ten questions at a terminal of 80 by 24, from the command that a newcomer would try first: the answer is in sight."""

import re

import pytest

import ukraine_budget
from terminals import at_terminal
from ukraine_budget import open_ledger

SIGN_OF_LIFE = re.compile(r"\x1b\[\?25l.*?\x1b\[\?25h\r\x1b\[1A\x1b\[2K", re.DOTALL)
"""What shows that a command goes on, if it takes long, and how that is wiped out."""
QUESTIONS = {
    "show 2026": "€2.1 billion in cash for 2026: about half of the circa €4.3 billion of 2025",
    "shifts": ukraine_budget.shifts(open_ledger("ukraine-nl")).answer,
    "outlook": "2026 shows a gap",
    "explain military 2026": "The last figure stated is €2.1 billion in cash, for now: letter of 27 Nov 2025.",
    "show 2026 --as-of spring-2025": "All support 3,500",
    "show 2026 --fund materiel-fund": "€500 million in cash for 2026",
    "show 2026 --line replacement": "€500 million in cash for 2026",
    "diff mn-2026 njn-2025-erratum": "€472 million lower in cash for 2025",
    "outlook --basis outstanding": "€3.8 million or more in outstanding commitments for 2024",
    "history military": "Spring decision of 2025, 18 April 2025 3,100 assumed Letter of 27 Nov 2025 2,100 for now",
    "list conflicts": "€2.1 billion in cash for 2026 where €3.1 billion was decided for the defence budget",
    "show 2026 --lang nl --format md": "Militair, defensie | 2.100 vooralsnog | 4.300 circa | -2.200 ±100 |",
}
"""A command, and what answers its question; words are parted by one space."""
ROOM = {
    "show 2026": (34, 290),
    "outlook": (40, 330),
    "diff spring-2025 letter-2025-11-27": (34, 310),
    "history military": (24, 230),
}
"""The most lines and words of a view."""
TRANSLATED = [f"{command}{language}" for command in ROOM for language in ("", " --lang nl")]


def lines(command: str) -> list[str]:
    """The lines that a command shows."""
    shown = at_terminal(f"NO_COLOR=1 budget {command} --no-pager")
    assert shown.code == 0
    return SIGN_OF_LIFE.sub("", shown.text).strip("\n").splitlines()


@pytest.mark.parametrize("command", QUESTIONS)
def test_the_answer_is_on_the_first_screen(command: str) -> None:
    first_screen = re.sub(r"[ \xa0]+", " ", re.sub(r"\s*\n\s*", " ", "\n".join(lines(command)[:23])))
    assert QUESTIONS[command] in first_screen


@pytest.mark.parametrize("command", TRANSLATED)
def test_a_view_is_short_and_no_line_is_wider_than_the_terminal(command: str) -> None:
    shown = lines(command)
    most_lines, most_words = ROOM[command.removesuffix(" --lang nl")]
    assert len(shown) <= most_lines
    assert len(" ".join(shown).split()) <= most_words
    assert max(map(len, shown)) <= 80


def test_a_version_without_figures_is_refused_with_the_command_to_ask_instead() -> None:
    shown = at_terminal("budget diff njn-2025 njn-2025-erratum")
    assert shown.code == 2
    assert "\n  budget diff mn-2026 njn-2025-erratum\n" in shown.text


def test_shifts_of_support_come_first_and_the_others_when_they_are_asked_for() -> None:
    first, every = lines("shifts"), lines("shifts --fund all --all")
    assert "13 more shifts, not of support: --fund all shows them" in first[-1]
    assert not any(line.startswith("Defence (X), total") for line in first)
    assert any(line.startswith("Defence (X), total") for line in every)
    assert not any("more shifts" in line for line in every)
    assert "more shifts: --all shows them" in "\n".join(lines("shifts --fund all"))
