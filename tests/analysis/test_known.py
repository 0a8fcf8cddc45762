"""What is known until when: figures, statements and papers, at a moment and in all."""

from dataclasses import replace

import pytest

from build import make
from ukraine_budget import LedgerAt, diff, open_ledger, show
from ukraine_budget.analysis.known import KnownUntil, claims_by, end_of, known_until, papers_by
from ukraine_budget.model.records import Claim, ClaimSide, Document, Version

LEDGER = replace(
    make(
        "spring x 2026 cash 3\nautumn x 2026 cash 2",
        "notice x 2026 cash -1 cash-shift forward",
        versions=[
            Version("spring", 1, "2025-04"),
            Version("undated", 2),
            Version("notice", 3, "2025-09-11"),
            Version("autumn", 4, "2025-11-27"),
            Version("told", 5, "2025-12-02"),
        ],
    ),
    documents={
        "memo": Document("memo", "2025-05-01", "memorandum"),
        "answers": Document("answers", "2025-12-23", "answers", read="yes"),
        "unread": Document("unread", "2026-02-01", "letter", read="no"),
        "paper": Document("paper", "2026-03-05", "press"),
    },
    claims=(
        Claim("own", "", "paper", "", ClaimSide(), "", ClaimSide(), "", "", "", 2, date="2025-06"),
        Claim("source", "", "paper", "", ClaimSide(), "", ClaimSide(), "", "", "", 3),
        Claim("ours", "", "", "", ClaimSide(), "", ClaimSide(), "", "", "", 4, kind="conflict", date="2026-05-01"),
        Claim("undated", "", "", "", ClaimSide(), "", ClaimSide(), "", "", "", 5),
    ),
)


def test_the_newest_of_each() -> None:
    assert known_until(LEDGER) == KnownUntil("2025-11-27", "2026-03-05", "2025-12-23")


@pytest.mark.parametrize(
    ("as_of", "end", "claims", "papers"),
    [
        ("", "", "own source ours undated", "memo answers unread paper"),
        ("told", "", "own source ours undated", "memo answers unread paper"),
        ("autumn", "2025-11-27", "own undated", "memo"),
        ("notice", "2025-09-11", "own undated", "memo"),
        ("undated", "2025-04-30", "undated", ""),
        ("spring", "2025-04-30", "undated", ""),
        ("2025-12", "2025-12-31", "own undated", "memo answers"),
        ("2025-12-22", "2025-12-22", "own undated", "memo"),
    ],
)
def test_what_there_was_by_the_end_of_a_moment(as_of: str, end: str, claims: str, papers: str) -> None:
    assert end_of(LEDGER, as_of) == end
    assert [claim.claim for claim in claims_by(LEDGER, end)] == claims.split()
    assert [paper.document for paper in papers_by(LEDGER, end)] == papers.split()


def test_nothing_is_known_of_a_ledger_without_dates() -> None:
    assert known_until(make("v x 2026 cash 1")) == KnownUntil("", "", "")


def test_what_the_shipped_ledger_knows() -> None:
    assert known_until(open_ledger()) == KnownUntil("2025-12-12", "2026-03-05", "2025-12-23")


def test_a_view_of_a_moment_tells_nothing_that_was_said_or_read_later() -> None:
    now, letter = (
        " ".join(show(open_ledger(), 2026, as_of=as_of).render("table").split())
        for as_of in (None, "letter-2025-11-27")
    )
    assert "(newest paper read: 23 Dec 2025)" in now
    assert "(press, 5 March 2026)" in now
    assert "(as of 27 Nov 2025)" in letter
    assert "Later:" not in letter
    assert "(press, 26 Nov 2025)" in letter
    assert "Najaarsnota 2025" in now
    assert "Najaarsnota 2025" not in letter
    spring = show(open_ledger(), 2026, as_of="spring-2025").render("table")
    assert "(newest paper read: 16 Sept 2025)" not in spring, "the date of a paper that tells of an earlier version"
    assert "The letter says" not in spring


def test_a_diff_tells_nothing_that_was_said_after_its_newer_side() -> None:
    ledger = open_ledger()
    told = diff(LedgerAt(ledger, "spring-2025"), LedgerAt(ledger, "letter-2025-11-27")).render("table")
    assert "The letter says that total" in " ".join(told.split())
    assert "Later:" not in told
    assert "Voorjaarsnota 2025" in told
    assert "Najaarsnota 2025" not in told
