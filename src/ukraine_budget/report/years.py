"""What years are called: alone, in a list, and as the ends of a shift."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby

from ukraine_budget.language import Text, Value, both, joined, listed, said, word
from ukraine_budget.model.records import BEYOND, Year


@cache
def any_year(year: Year) -> Text:
    """The name of a year, or that it lies beyond those printed."""
    return Text(year) if isinstance(year, int) else word(year, "year")


def printed_year(year: Year | None) -> Text:
    """A year in a sentence; None is one that the paper does not print."""
    return said("a year not printed") if year is None else any_year(year)


def years_together(years: Sequence[Year | None]) -> Value:
    """Years as a sentence has them: the last joined by "and"."""
    names = list(map(printed_year, years))
    return both((joined(names[:-1]), names[-1])) if len(names) > 1 else names[0]


def year_list(years: Iterable[Year]) -> Text:
    """Years joined by commas, three or more in a row as a range; those beyond come last."""
    known = set(years)
    parts: list[Text] = []
    for first, last in runs(year for year in known if isinstance(year, int)):
        is_long = last > first + 1  # two are as short by themselves
        parts += [said("{first} to {last}", first=first, last=last)] if is_long else map(Text, range(first, last + 1))
    return listed([*parts, *(any_year(year) for year in known if not isinstance(year, int))])


def runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The first and last of each run of some numbers: 3, 7, 8 and 9 are 3 to 3 and 7 to 9."""
    for _, run in groupby(enumerate(sorted(set(numbers))), lambda pair: pair[1] - pair[0]):
        members = [number for _, number in run]
        yield members[0], members[-1]


def shift_year(year: Year | None) -> Text:
    """An end of a shift in a table."""
    return said("not printed") if year is None else any_year(year)


def year_moved(year: Year | None) -> Text:
    """An end of a shift in a sentence."""
    return said("later years") if year == BEYOND else printed_year(year)
