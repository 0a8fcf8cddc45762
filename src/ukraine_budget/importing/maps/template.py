"""Templates: texts with the names of columns in braces, filled in row by row."""

import re
from collections.abc import Callable, Mapping, Sequence

from ukraine_budget.errors import UsageError, nearest
from ukraine_budget.importing.rows import key
from ukraine_budget.language import listed, said
from ukraine_budget.read.codes import quoted
from ukraine_budget.read.numbers import NotANumber

FIELD = re.compile(r"\{([^{}]*)\}")
SPEC = re.compile(r"(.*):(?:([+-][0-9]{1,4})|\.([1-9][0-9]?)|(0[1-9](?:/0[1-9])*))")
"""What a field ends in to have its text counted on from, cut short, or padded with zeros."""
WHOLE = re.compile(r"[0-9]{1,9}")

Filler = Callable[[Sequence[str]], str]
"""Fills a template with the cells of a row."""


class Templates:
    """The templates for the rows of a file, whose columns go by name.

    One that says the same for all columns of amounts is filled once a row.
    """

    def __init__(self, columns: Mapping[str, int]) -> None:
        self.columns = columns
        self._shared: dict[str, Filler] = {}

    def filler(self, template: str, fixed: Mapping[str, str]) -> Filler:
        """The function that fills a template for a column of amounts, of which the words in `fixed` tell."""
        if any(f"{{{word}" in template for word in fixed):
            return filler(template, self.columns, fixed)
        if template not in self._shared:
            fill = filler(template, self.columns, {})
            self._shared[template] = fill if _is_simple(template) else _once(fill)
        return self._shared[template]


def _is_simple(template: str) -> bool:
    """Whether a template is a text, or one column as it is: filled as fast as what was filled before is found."""
    return "{" not in template or (not FIELD.sub("", template) and not set(":|") & set(template))


def _once(fill: Filler) -> Filler:
    last: Sequence[str] = ()
    text = ""

    def remembered(cells: Sequence[str]) -> str:
        nonlocal last, text
        if cells is not last:
            last, text = cells, fill(cells)
        return text

    return remembered


def filler(template: str, columns: Mapping[str, int], fixed: Mapping[str, str]) -> Filler:
    """The function that fills a template. `columns` are their numbers by name, `fixed` are words that never change.

    {Code|Name} is the first of some columns that says anything. {Year:+1} is the number in the column Year, plus one;
    where there is none, the function raises NotANumber. {Code:.2} are the first two characters. {Code:03} has its
    leading zeros back, if it is digits; {Code:04/06} those of four digits, or of six if it has more than four.
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
    if name in fixed or key(name) in columns:
        return _word(name, columns, fixed)
    spec = SPEC.fullmatch(name)
    found = _first([_word(part, columns, fixed) for part in (spec[1] if spec else name).split("|")])
    if not spec:
        return found
    _, more, length, widths = spec.groups()
    if more:
        return _plus(found, int(more))
    if length:
        return lambda cells: found(cells)[: int(length)]
    return _padded(found, [int(width) for width in widths.split("/")])


def _word(name: str, columns: Mapping[str, int], fixed: Mapping[str, str]) -> Filler:
    if name in fixed:
        word = fixed[name]
        return lambda _: word
    place = place_of(name, columns)
    return lambda cells: cells[place].strip()


def _first(found: Sequence[Filler]) -> Filler:
    if len(found) == 1:
        return found[0]
    return lambda cells: next(filter(None, (fill(cells) for fill in found)), "")


def _plus(number: Filler, more: int) -> Filler:
    def added(cells: Sequence[str]) -> str:
        text = number(cells)
        if not WHOLE.fullmatch(text):
            raise NotANumber(
                "bad-year", said("{text} is not a whole number", text=quoted(text)), said("write digits only")
            )
        return str(int(text) + more)

    return added


def _padded(code: Filler, widths: Sequence[int]) -> Filler:
    def padded(cells: Sequence[str]) -> str:
        text = code(cells)
        return text.zfill(next((width for width in widths if len(text) <= width), 0)) if WHOLE.fullmatch(text) else text

    return padded


def place_of(name: str, columns: Mapping[str, int]) -> int:
    """The number of a column by its name; UsageError for one that is not there, or there twice."""
    if key(name) not in columns:
        known = [name for name in columns if not name.startswith("#")]
        help = nearest(key(name), known) or said("the columns are: {names}", names=listed(known))
        raise UsageError(said("no single column is called '{name}': {help}", name=name, help=help))
    return columns[key(name)]
