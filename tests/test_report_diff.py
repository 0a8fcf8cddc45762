"""How a diff, its shifts and a history are shown."""

import pytest
from build import make

from ukraine_budget import Stand, UsageError, diff, history, shifts, stands
from ukraine_budget.model.rows import Line, Version

MOVED = make("old x 2025 cash 10\nold x 2026 cash 20\nnew x 2025 cash 15\nnew x 2026 cash 12")


def lines(text: str) -> list[str]:
    """The lines of a table with single blanks."""
    return [" ".join(line.split()) for line in text.splitlines()]


def test_what_moved_and_what_was_cut_stand_apart() -> None:
    shown = lines(str(diff(Stand(MOVED, "old"), Stand(MOVED, "new"))))
    assert "x 2025 10 15 +5 +5 changed old new" in shown
    assert "x 2026 20 12 -8 -5 -3 changed old new" in shown
    assert any(line.startswith("What is inferred to have moved is what the figures allow") for line in shown)
    assert "x cash 2026 - 2025 5 inferred, consistent with the figures" in shown


def test_the_way_from_the_old_stand_to_the_new_names_every_part() -> None:
    ledger = make(
        "old x 2025 cash 10\nold x 2026 cash 20\nnew x 2025 cash 16\nnew x 2026 cash 12",
        "new x 2025 cash 1 decision Extra\nnew x 2026 cash 0 technical Other",
    )
    shown = lines(str(diff(Stand(ledger, "old"), Stand(ledger, "new"), tolerance=0)))
    start = shown.index("x, cash: from the old stand to the new")
    assert shown[start + 3 : start + 8] == [
        "Old stand 10 20",
        "decision Extra +1",
        "technical Other 0",
        "Moved between years, inferred +5 -5",
        "Added or cut -3",
    ] or shown[start + 3 : start + 7] == [
        "Old stand 10 20",
        "decision Extra +1",
        "technical Other 0",
        "Untied: what the paper prints does not add up +5 -8",
    ]
