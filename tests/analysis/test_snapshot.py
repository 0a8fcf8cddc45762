"""What stands at a version or a date: partial and full papers, errata, carried figures, renumbered lines."""

import re
from dataclasses import replace
from typing import Any

import pytest

from build import make
from ukraine_budget.analysis.snapshot import snapshot_after
from ukraine_budget.analysis.versions import known_at
from ukraine_budget.errors import UsageError
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Document, Line, Version

PARTIAL = tuple(Version(name, n, coverage="partial") for n, name in enumerate(("first", "second", "third"), 1))


def stood(ledger: Ledger, as_of: str | None = None, **chosen: Any) -> dict[str, str]:
    """Each standing cell as words, with its amount, `!` for a carried one, and the version that states it."""
    found = snapshot_after(ledger, known_at(ledger, as_of).versions, **chosen)
    return {
        " ".join(map(str, cell)): f"{now.amount.value}{'!' if cell in found.carried else ''} {now.version}"
        for cell, now in found.stated.items()
    }


def test_the_last_stated_figure_stands_and_a_partial_paper_ends_nothing() -> None:
    ledger = make("first x 2026 cash 1\nfirst y 2026 cash 5\nsecond x 2026 cash 2\nthird y 2027 cash 6")
    assert stood(ledger) == {
        "x cash 2026": "2 second",
        "y cash 2026": "5! first",
        "y cash 2027": "6 third",
    }
    assert len(snapshot_after(ledger, known_at(ledger).versions, lines=["y"]).cells) == 2


def test_a_figure_is_carried_when_a_later_paper_states_its_line_but_not_it() -> None:
    ledger = make("first x 2026 commitment 9\nfirst y 2026 cash 1\nsecond x 2026 cash 2")
    assert stood(ledger) == {"x commitment 2026": "9! first", "y cash 2026": "1 first", "x cash 2026": "2 second"}
    assert stood(ledger, "first") == {"x commitment 2026": "9 first", "y cash 2026": "1 first"}


def test_only_the_years_and_lines_asked_for_but_carried_by_all() -> None:
    ledger = make("first x 2026 cash 1\nfirst y 2026 cash 1\nsecond x 2027 cash 2")
    assert stood(ledger, years=[2026], lines=["x"]) == {"x cash 2026": "1! first"}
    assert stood(ledger, years=[2028]) == stood(ledger, lines=[]) == {}


def test_a_full_paper_ends_what_it_does_not_print_in_its_funds_and_years() -> None:
    lines = [Line("x", "f"), Line("y", "f"), Line("k", "g")]
    versions = [Version("first", 1), Version("second", 2, coverage="full")]
    ledger = make(
        """
        first x 2026 cash 1
        first y 2026 cash 2
        first y 2026 commitment 3
        first y 2027 cash 4
        first k 2026 cash 5
        second x 2026 cash 6
        """,
        lines=lines,
        versions=versions,
    )
    assert stood(ledger) == {"y cash 2027": "4 first", "k cash 2026": "5 first", "x cash 2026": "6 second"}


def test_a_full_paper_that_states_nothing_ends_nothing() -> None:
    ledger = make("first x 2026 cash 1", versions=[Version("first", 1), Version("empty", 2, coverage="full")])
    assert stood(ledger) == {"x cash 2026": "1 first"}


def test_zero_is_stated() -> None:
    assert stood(make("first x 2026 cash 1\nsecond x 2026 cash 0")) == {"x cash 2026": "0 second"}


def test_a_later_paper_under_the_new_number_takes_the_place_of_one_under_the_old() -> None:
    lines = [Line("old", "f", successor="new"), Line("new", "f")]
    ledger = make("first old 2026 cash 1\nsecond new 2026 cash 2\nthird old 2026 cash 3\nthird new 2026 cash 4")
    ledger = replace(ledger, lines={line.line: line for line in lines})
    assert stood(ledger, "first") == {"new cash 2026": "1 first"}
    assert stood(ledger, "second") == {"new cash 2026": "2 second"}
    assert stood(ledger) == {"new cash 2026": "7 third"}
    assert stood(ledger, lines=["old"]) == {}


ERRATUM = (
    Version("memo", 1, date="2025-09-16", coverage="partial"),
    Version("letter", 2, date="2025-11-27", coverage="partial"),
    Version("erratum", 3, date="2025-12-12", coverage="partial", supersedes="memo"),
    Version("second-erratum", 4, date="2026-01", coverage="partial", supersedes="erratum"),
)


def with_errata() -> Ledger:
    return make(
        "memo x 2026 cash 1\nletter x 2026 cash 2\nerratum x 2026 cash 3\nerratum x 2027 cash 9", versions=ERRATUM
    )


def test_an_erratum_stands_in_the_place_of_its_paper() -> None:
    assert stood(with_errata()) == {"x cash 2026": "2 letter", "x cash 2027": "9! erratum"}
    assert [version.version for version in known_at(with_errata()).versions] == [
        "memo",
        "erratum",
        "second-erratum",
        "letter",
    ]


@pytest.mark.parametrize(
    ("as_of", "versions"),
    [
        ("memo", ["memo"]),
        ("letter", ["memo", "letter"]),
        ("erratum", ["memo", "erratum", "letter"]),
        ("2025-09-16", ["memo"]),
        ("2025-10", ["memo"]),
        ("2025-11-26", ["memo"]),
        ("2025-11-27", ["memo", "letter"]),
        ("2025-11", ["memo", "letter"]),
        ("2025-12-11", ["memo", "letter"]),
        ("2025-12-12", ["memo", "erratum", "letter"]),
        ("2025", ["memo", "erratum", "letter"]),
        ("2026-01-30", ["memo", "erratum", "letter"]),
        ("2026-01-31", ["memo", "erratum", "second-erratum", "letter"]),
    ],
)
def test_a_version_is_as_it_was_and_a_date_knows_the_errata_of_that_day(as_of: str, versions: list[str]) -> None:
    moment = known_at(with_errata(), as_of)
    assert [version.version for version in moment.versions] == versions
    assert moment.as_of == as_of


def test_an_erratum_of_a_paper_that_is_not_known_stands_in_its_own_place() -> None:
    versions = [
        Version("memo", 1, date="2025-06"),
        Version("early", 2, date="2025-01", supersedes="memo"),
        Version("later", 3, date="2025-02"),
    ]
    ledger = make("memo x 2026 cash 1", versions=versions)
    assert [version.version for version in known_at(ledger, "2025-03").versions] == ["early", "later"]


def test_without_a_moment_it_is_the_last_version() -> None:
    assert known_at(make("a x 2026 cash 1\nb x 2026 cash 1")).as_of == "b"
    assert known_at(with_errata()).as_of == "second-erratum"
    assert known_at(make()) == known_at(make(), "") == ("", ())


def test_a_version_without_a_date_has_that_of_its_paper() -> None:
    versions = [Version("memo", 1, date="2025-01"), Version("column", 2, document="paper")]
    ledger = replace(make(versions=versions), documents={"paper": Document("paper", "2025-05-01")})
    assert known_at(ledger, "2025-04-30").versions == (ledger.versions["memo"],)
    assert len(known_at(ledger, "2025-05-01").versions) == 2


def test_a_date_needs_the_date_of_every_version() -> None:
    ledger = make(versions=[Version("memo", 1, date="2025"), Version("one", 2), Version("two", 3, document="gone")])
    with pytest.raises(UsageError, match="no date is known for one, two: name a version instead"):
        known_at(ledger, "2025")
    assert len(known_at(ledger, "one").versions) == 2


@pytest.mark.parametrize(
    ("as_of", "message"),
    [
        ("leter", "unknown version 'leter': did you mean letter?"),
        ("zzz", "unknown version 'zzz': there are: erratum, letter, memo, second-erratum"),
        ("27-11-2025", "27-11-2025 is not a date such as 2025-11-27"),
        ("20251127", "20251127 is not a date such as 2025-11-27"),
        ("2025-13", "2025-13 is not a date"),
        ("2025-02-30", "2025-02-30 is not a date"),
        ("0000", "0000 is not a date"),
        ("2024", "no version was known at 2024: the first is of 2025-09-16"),
    ],
)
def test_a_moment_that_is_not_there(as_of: str, message: str) -> None:
    with pytest.raises(UsageError, match=re.escape(message)):
        known_at(with_errata(), as_of)
