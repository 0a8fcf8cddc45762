"""Patterns in maps: what their groups hold, and that none runs for ever."""

import time
from pathlib import Path

import pytest

import ukraine_budget
from importing import MAP, amounts, take
from ukraine_budget import SourceError, UsageError
from ukraine_budget.importing.maps import parse_map
from ukraine_budget.importing.maps.patterns import Patterns, compiled

SPLIT = "[[split]]\ncolumn = {}\npattern = '{}'\n"


def test_groups_are_columns(tmp_path: Path) -> None:
    map = (
        MAP.replace('"{line}"', '"{code:03}"\nname = "{what}"')
        .replace('"amount"', '"money"')
        .replace('"cash"', '"{of}"')
    )
    map += SPLIT.format('"line"', "(?P<code>[0-9]+) - (?P<what>.*)")
    map += SPLIT.format('"amount"', "(?:(?P<of>V|U) )?€ ?(?P<money>.*)")
    map += '[values.basis]\nV = "commitment"\n"" = "cash"\n'
    take(tmp_path, "line,year,amount\n7 - Guns,2025,V € 1.5\n12 - Bread,2025,€2\n", map)
    assert amounts(tmp_path / "into") == ["v 007 2025 commitment 1.5", "v 012 2025 cash 2"]
    assert ukraine_budget.open_ledger(tmp_path / "into").lines["007"].name == "Guns"


def test_a_column_is_split_before_what_comes_of_it_is(tmp_path: Path) -> None:
    map = MAP.replace('"{line}"', '"{last}"')
    map += SPLIT.format('"line"', "(?P<first>.) (?P<rest>.*)") + SPLIT.format('"rest"', "(?P<middle>.) (?P<last>.*)")
    take(tmp_path, "line,year,amount\na b c,2025,1\n", map)
    assert amounts(tmp_path / "into") == ["v c 2025 cash 1"]
    with pytest.raises(SourceError, match="other-layout"):
        take(tmp_path, "line,year,amount\na,2025,1\n", MAP + SPLIT.format('"a"', "(?P<a>.)"))


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("[0-9]+", "has no group with a name, such as (?P<code>[0-9]+)"),
        ("(?P<a>[)", "is not a pattern: missing ]: [)"),
        (r"(?P<a>.)\\1", "is not a pattern: invalid escape sequence: \\1"),
        ("(?P<a>.)(?=b)", "is not a pattern: invalid perl operator: (?="),
    ],
)
def test_patterns_that_are_none(pattern: str, reason: str) -> None:
    pattern = pattern.replace("\\\\", "\\")
    with pytest.raises(UsageError) as caught:
        parse_map(MAP + SPLIT.format('"line"', pattern), "m.toml")
    assert str(caught.value) == f"m.toml: split.0.pattern: {reason}"


@pytest.mark.parametrize("pattern", ["(a*)*b", "(a|a)*b", "(a|aa)+b", "(.*)*(.*)*(.*)*x", "a?" * 50 + "a" * 50])
def test_hostile_patterns_end(pattern: str) -> None:
    begin = time.process_time()
    compiled(pattern).fullmatch("a" * 20_000)
    assert time.process_time() - begin < 5, "other engines take years"


@pytest.mark.parametrize(
    "patterns",
    [
        ("a", "b", "a|b", "ab?", "(?i)A.*", "x*"),
        ("(?P<n>a)", "(?P<n>b)", "c"),
        (r"\Qa", "b", r"\Qa+", "c|"),
        ("a{900}", "b{900}") * 40,
        (),
    ],
)
def test_of_several_patterns_the_first_that_matches_is_found(patterns: tuple[str, ...]) -> None:
    several = Patterns(patterns)
    for text in ("a", "b", "c", "ab", "abc", "A", "a+", "", "a)|(?:b", "b" * 900):
        matching = [number for number, pattern in enumerate(patterns) if compiled(pattern).fullmatch(text)]
        assert several.first(text) == next(iter(matching), None), text


def test_hundreds_of_rules_are_not_tried_one_by_one(tmp_path: Path) -> None:
    rules = "".join(f'[[totals]]\ncolumn = "line"\npattern = "Total {n} .*"\n' for n in range(300))
    rows = "".join(f"row {n},2025,1\n" for n in range(5_000))
    begin = time.process_time()
    take(tmp_path, f"line,year,amount\n{rows}Total 299 of all,2025,5000\n", MAP + rules)
    assert time.process_time() - begin < 5, "one by one they take ten"
