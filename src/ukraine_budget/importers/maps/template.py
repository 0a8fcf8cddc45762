"""Templates: texts with the names of columns in braces, filled in row by row."""

import re
from collections.abc import Callable, Mapping, Sequence

from ukraine_budget.errors import UsageError, nearest
from ukraine_budget.model.message import joined, said
from ukraine_budget.readers.codes import quoted
from ukraine_budget.readers.numbers import NotANumber

FIELD = re.compile(r"\{([^{}]*)\}")
COUNTED = re.compile(r"(.*):([+-][0-9]{1,4})")
WHOLE = re.compile(r"[0-9]{1,9}")

Filler = Callable[[Sequence[str]], str]
"""Fills a template with the cells of a row."""


def filler(template: str, columns: Mapping[str, int], fixed: Mapping[str, str]) -> Filler:
    """The function that fills a template. `columns` are their numbers by name, `fixed` are words that never change.

    {Year:+1} is the number in the column Year, plus one; where there is none, the function raises NotANumber.
    Raises UsageError for a name that is neither a column nor fixed.
    """
    pieces = FIELD.split(template)
    texts, names = pieces[::2], pieces[1::2]
    if not names:
        return lambda _: template
    parts = [_part(name, columns, fixed) for name in names]
    if texts == ["", ""]:
        return parts[0]
    return lambda cells: "".join((*(text + part(cells) for text, part in zip(texts, parts, strict=False)), texts[-1]))


def _part(name: str, columns: Mapping[str, int], fixed: Mapping[str, str]) -> Filler:
    counted = COUNTED.fullmatch(name)
    name = counted[1] if counted else name
    if name in fixed:
        word = fixed[name]
        found: Filler = lambda _: word  # noqa: E731  # a function by its value
    else:
        place = place_of(name, columns)
        found = lambda cells: cells[place].strip()  # noqa: E731  # likewise
    return _plus(found, int(counted[2])) if counted else found


def _plus(number: Filler, more: int) -> Filler:
    def added(cells: Sequence[str]) -> str:
        text = number(cells)
        if not WHOLE.fullmatch(text):
            raise NotANumber(
                "bad-year", said("{text} is not a whole number", text=quoted(text)), said("write digits only")
            )
        return str(int(text) + more)

    return added


def place_of(name: str, columns: Mapping[str, int]) -> int:
    """The number of a column by its name; UsageError for one that is not there, or there twice."""
    if key(name) not in columns:
        known = joined(name for name in columns if not name.startswith("#"))
        help = nearest(key(name), columns) or said("the columns are: {names}", names=known)
        raise UsageError(
            said("the map names '{name}', and the file has no single column so: {help}", name=name, help=help)
        )
    return columns[key(name)]


def key(name: str) -> str:
    """A name of a column as it is compared: in any case, without needless blanks."""
    return " ".join(name.split()).casefold()
