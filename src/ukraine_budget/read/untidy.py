"""What is in the way in an untidy file, said once and shortly: titles above its header, and many cells alike."""

import re
from collections.abc import Collection, Iterable, Sequence
from itertools import groupby, islice, pairwise

from ukraine_budget.errors import Problem
from ukraine_budget.language import Value, said
from ukraine_budget.read.layout import of_a_year
from ukraine_budget.read.problems import LINE_BREAK, problem
from ukraine_budget.report.names import runs

MOST = 30
"""Among how many lines a header is looked for."""
FEW = 3
"""So many problems of one code are told one by one."""
MANY = 100
"""So many problems of a column the gate tells of one by one."""
ENOUGH = 2
"""So many known names of columns make a line a header."""
GUESS = said("delete these lines; or have the file read by a map: budget import --guess FILE writes one")


def without_titles(text: str, file: str, known: Collection[str]) -> tuple[str, list[Problem]]:
    """The text with blank lines for titles that stand above its header, and the problem that they are.

    `known` are the names, in lower case, that columns may have.
    """
    top = [match.end() for match in islice(LINE_BREAK.finditer(text), MOST)]
    for number, (begin, end) in enumerate(pairwise([0, *top])):
        if _is_header(text[begin:end], known):
            if not text[:begin].strip("\r\n\t ,;"):
                return text, []
            message = said("titles stand above the names of the columns, which are in line {line}", line=number + 1)
            return "\n" * number + text[begin:], [problem("title-rows", file, message, GUESS, (1, 1))]
    return text, []


def _is_header(line: str, known: Collection[str]) -> bool:
    """Whether a line has the names of columns; years may be among them."""
    names = [name.strip().strip('"').casefold() for name in re.split("[,;\t]", line)]
    return sum(name in known for name in names) >= ENOUGH or (
        any(name in known for name in names) and sum(map(bool, map(of_a_year, names))) >= ENOUGH
    )


def folded(problems: Iterable[Problem]) -> list[Problem]:
    """Problems, those of one code as one that counts them, where they are more than a few."""
    found = []
    for _, group in groupby(sorted(problems, key=lambda one: one.code), key=lambda one: one.code):
        alike = sorted(group)
        found += [_fold(alike)] if len(alike) > FEW else alike
    return sorted(found)


def _fold(alike: Sequence[Problem]) -> Problem:
    first, last = alike[0], alike[-1]
    if len(alike) > MANY:
        message = said(
            "{first}; likewise more than {n} more, up to line {last}", first=first.message, n=MANY, last=last.line
        )
        return first._replace(message=message)
    lines = ", ".join(
        f"{begin}" if begin == end else f"{begin} - {end}" for begin, end in runs(one.line for one in alike[1:])
    )
    values: dict[str, Value] = {"first": first.message, "n": len(alike) - 1, "lines": lines}
    if lines.isdecimal():
        return first._replace(message=said("{first}; likewise {n} more, in line {lines}", **values))
    return first._replace(message=said("{first}; likewise {n} more, in the lines {lines}", **values))
