"""A version of which the ledger holds no figures is not compared: what was shown would be those of an earlier one."""

from dataclasses import replace

import pytest
from diffed import compare, lines

import ukraine_budget as budget
from build import make
from ukraine_budget import LedgerAt
from ukraine_budget.analysis.moments import latest
from ukraine_budget.errors import NoFiguresError
from ukraine_budget.model.records import Version

VERSIONS = [
    Version("a", 1, date="2025-01", coverage="partial"),
    Version("b", 2, date="2025-02", coverage="partial", follows="a"),
    Version("gone", 3, date="2025-03", coverage="partial", name="Autumn paper", follows="b", note="It was rectified."),
    Version("err", 4, date="2025-04", coverage="partial", follows="b", supersedes="gone"),
    Version("other", 5, date="2025-05", coverage="partial"),
    Version("lone", 6, date="2025-06", coverage="partial"),
]
LEDGER = make("a x 2025 cash 10\nb x 2025 cash 12\nerr x 2025 cash 13\nother y 2025 cash 1", versions=VERSIONS)


def refused(old: str | None, new: str | None) -> tuple[list[str], tuple[str, str] | None]:
    with pytest.raises(NoFiguresError) as error:
        budget.diff(LedgerAt(LEDGER, old), LedgerAt(LEDGER, new))
    return str(error.value).splitlines(), error.value.instead


def test_it_says_why_and_what_to_compare_instead() -> None:
    told, instead = refused("gone", "err")
    assert told == [
        "the ledger holds no figures of Autumn paper (gone): It was rectified.",
        "Compare b with err instead.",
    ]
    assert instead == ("b", "err")


@pytest.mark.parametrize(
    ("old", "new", "instead"),
    [
        ("b", "gone", ("b", "err")),
        ("err", "gone", ("err", "b")),
        ("gone", "b", ("err", "b")),
        ("gone", "a", ("b", "a")),
        ("gone", "gone", ("b", "err")),
        ("gone", "2025-04", ("b", "2025-04")),
        ("gone", "other", ("b", "other")),
        ("gone", None, ("b", "other")),
    ],
)
def test_what_to_compare_instead_is_near_and_in_the_order_that_was_asked_for(
    old: str, new: str | None, instead: tuple[str, str]
) -> None:
    ledger = replace(LEDGER, versions={version.version: version for version in VERSIONS[:5]})
    with pytest.raises(NoFiguresError) as error:
        budget.diff(LedgerAt(ledger, old), LedgerAt(ledger, new))
    assert error.value.instead == instead


def test_of_no_series_the_nearest_versions_are_named() -> None:
    assert refused("a", "lone") == (
        ["the ledger holds no figures of lone.", "The nearest versions that state figures: other."],
        None,
    )
    silent = make("other x 2025 cash 1", versions=[Version("first", 1), *VERSIONS[4:]])
    alone = make(versions=[Version("first", 1)])
    for ledger, hint in ((silent, ["The nearest versions that state figures: other."]), (alone, [])):
        with pytest.raises(NoFiguresError) as error:
            budget.diff(LedgerAt(ledger, "first"), LedgerAt(make("v x 2025 cash 1")))
        assert str(error.value).splitlines() == ["the ledger holds no figures of first.", *hint]


def test_a_date_and_a_whole_ledger_are_moments_and_are_compared() -> None:
    dated = budget.diff(LedgerAt(LEDGER, "2025-03"), LedgerAt(LEDGER, "err")).result
    assert lines(dated) == ["x cash 2025: 12 -> 13 = 1 = 0 + 0 + 1 + 0, changed"]
    assert budget.diff(LedgerAt(LEDGER), LedgerAt(LEDGER, "other")).result.rows == ()


STEPS = enumerate((("a", "b"), ("b", "c"), ("c", "d")), 2)
DECLARING = make(
    "a x 2025 cash 10\nb x 2025 cash 12\nd x 2025 cash 15",
    "c x 2025 cash 3 decision c",
    versions=[Version("a", 1), *(Version(name, n, coverage="partial", follows=old) for n, (old, name) in STEPS)],
)


def test_what_only_declares_changes_is_shown_beside_the_last_figures_and_compared_with_nothing_else() -> None:
    assert lines(compare(DECLARING, "b", "c")) == ["x cash 2025: 12 -> - = - = 3 + - + - + -, declared-only"]
    assert lines(compare(DECLARING, "c", "b")) == ["x cash 2025: - -> 12 = - = -3 + - + - + -, declared-only"]
    for old, new in (("a", "c"), ("c", "d"), ("c", "c")):
        with pytest.raises(NoFiguresError, match="no figures of c, only changes that it states"):
            compare(DECLARING, old, new)
    with pytest.raises(NoFiguresError, match="Compare b with d instead"):
        compare(DECLARING, "c", "d")
    with pytest.raises(NoFiguresError):
        budget.diff(LedgerAt(DECLARING, "b"), LedgerAt(replace(DECLARING, name="copy"), "c"))


def test_the_latest_revision_is_one_of_two_versions_that_can_be_compared() -> None:
    assert latest(LEDGER) == ("b", "err")
    over = [*VERSIONS[:3], Version("next", 4, coverage="partial", follows="gone")]
    assert latest(make("a x 2025 cash 10\nb x 2025 cash 12\nnext x 2025 cash 13", versions=over)) == ("b", "next")
    assert latest(make("next x 2025 cash 13", versions=over)) is None
    assert latest(DECLARING) == ("b", "d")
    assert latest(DECLARING, as_of="c") == ("b", "c")
