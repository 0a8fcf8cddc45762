"""The names that are like an unknown one, however many there are, and however long."""

from pathlib import Path

import ukraine_budget
from problem_cases import GOOD
from ukraine_budget.errors import COMPARED, LONGEST, UsageError, nearest
from ukraine_budget.language import said


def test_of_many_names_those_about_it_in_the_alphabet_are_compared() -> None:
    names = [f"line-{n:06}" for n in range(20_000)]
    assert str(nearest("line-01234x", names)) == "did you mean line-012434 or line-012394 or line-012384?"
    few = [f"line-{n:06}" for n in range(COMPARED)]
    assert "xine-000123" in str(nearest("line-000123x", ["xine-000123", *few[: COMPARED - 1]]))


def test_no_long_name_is_like_another() -> None:
    long = "a" * LONGEST
    assert nearest(f"{long}b", [long, f"{long}c"]) == ""
    assert str(nearest("aab", ["aac", f"{long}c"])) == "did you mean aac?"
    assert str(nearest("aaz", [f"{long}aaz"])) == f"did you mean {long}aaz?"


def test_an_error_shows_what_would_not_be_seen() -> None:
    error = UsageError(said("unknown {what}", what="a\u200bb\tc\x1b[2J"))
    assert str(error) == str(error.message) == r"unknown a\u200bb\tc\x1b[2J"


def test_a_version_without_a_name_may_refer_to_a_later_one(tmp_path: Path) -> None:
    for name, text in GOOD.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    nameless = GOOD["versions.csv"].replace("spring,10", ",10").replace("full,,,", "full,,,letter")
    (tmp_path / "versions.csv").write_text(nameless, encoding="utf-8")
    problems = ukraine_budget.check(tmp_path).result.rows
    assert (str(tmp_path / "versions.csv"), 2, "blank-cell") in {(row.file, row.line, row.code) for row in problems}
