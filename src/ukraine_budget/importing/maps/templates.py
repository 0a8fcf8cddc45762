"""Templates of a map, compiled to functions that fill them for each row."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from ukraine_budget.errors import UsageError, nearest
from ukraine_budget.importing.kinds import key
from ukraine_budget.language import listed, said
from ukraine_budget.read.notation import NotANumber
from ukraine_budget.read.problems import quoted

FIELD = re.compile(r"\{([^{}]*)\}")
SPEC = re.compile(r"(.*):(?:([+-][0-9]{1,4})|\.([1-9][0-9]?)|(0[1-9](?:/0[1-9])*))")
"""Suffix of a field: add a number, truncate, or pad with zeros."""
MOST_FIELDS = 100
"""The most columns in a template, so that its result stays as small as a row."""
WHOLE = re.compile(r"[0-9]{1,9}")

Filler = Callable[[Sequence[str]], str]
"""Function that fills a template with the cells of a row."""


class Templates:
    """Compiled templates for the rows of a file, with its columns by name.

    A template shared by several columns of amounts is filled once per row.
    """

    def __init__(self, columns: Mapping[str, int]) -> None:
        self.columns = columns
        self._shared: dict[str, Filler] = {}

    def filler(self, template: str, fixed: Mapping[str, str]) -> Filler:
        """Function that fills a template for a column of amounts, whose own words are in `fixed`."""
        if any(f"{{{word}" in template for word in fixed):
            return filler(template, self.columns, fixed)
        if template not in self._shared:
            fill = filler(template, self.columns, {})
            self._shared[template] = _once(fill) if FIELD.split(template)[2:] not in ([], [""]) else fill
        return self._shared[template]


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
    """Compile a template. `columns` are indexes by name, `fixed` constant words.

    {Code|Name} is the first column that is not blank. {Year:+1} is the integer in the column Year, plus one; the
    function raises NotANumber if there is none. {Code:.2} are the first two characters. {Code:03} restores leading
    zeros of digits; {Code:04/06} those of four digits, or of six if there are more than four. Raises UsageError for a
    name that is neither a column nor fixed, and for more names than MOST_FIELDS.
    """
    pieces = FIELD.split(template)
    texts, names = pieces[::2], pieces[1::2]
    if len(names) > MOST_FIELDS:
        raise UsageError(said("{text} names more than {n} columns", text=quoted(template), n=MOST_FIELDS))
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
    fill = _first([_word(part, columns, fixed) for part in (spec[1] if spec else name).split("|")])
    if not spec:
        return fill
    _, more, length, widths = spec.groups()
    if more:
        return _plus(fill, int(more))
    if length:
        return lambda cells: fill(cells)[: int(length)]
    return _padded(fill, [int(width) for width in widths.split("/")])


def _word(name: str, columns: Mapping[str, int], fixed: Mapping[str, str]) -> Filler:
    if name in fixed:
        word = fixed[name]
        return lambda _: word
    index = index_of(name, columns)
    return lambda cells: cells[index].strip()


def _first(fillers: Sequence[Filler]) -> Filler:
    if len(fillers) == 1:
        return fillers[0]
    return lambda cells: next(filter(None, (fill(cells) for fill in fillers)), "")


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
    @cache
    def padded(text: str) -> str:
        return text.zfill(next((width for width in widths if len(text) <= width), 0)) if WHOLE.fullmatch(text) else text

    return lambda cells: padded(code(cells))


def index_of(name: str, columns: Mapping[str, int]) -> int:
    """Index of a column by name; UsageError if it is missing or ambiguous."""
    if key(name) not in columns:
        known = [name for name in columns if not name.startswith("#")]
        help = nearest(key(name), known) or said("the columns are: {names}", names=listed(known))
        raise UsageError(said("no single column is called '{name}': {help}", name=name, help=help))
    return columns[key(name)]
