"""Rows that say what another row has said."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from ukraine_budget.errors import Problem
from ukraine_budget.language import joined, said
from ukraine_budget.read.codes import quoted
from ukraine_budget.read.gate import ValidatedTable

Key = tuple[Any, ...]
"""The values of the fields that a row is known by."""

Twins = list[tuple[int, int]]
"""Rows, each with the first row that has the same key."""


def by_key(checked: ValidatedTable, key: Sequence[str]) -> dict[Key, int]:
    """The rows of a file by the values of some of its fields; of rows with the same values, the last."""
    return dict(zip(_keys(checked, key), range(len(checked.sheet)), strict=True))


def duplicates(checked: ValidatedTable, key: Sequence[str], rows: Mapping[Key, int]) -> Iterator[Problem]:
    """The rows whose key an earlier row has; of a run of rows that are repeated as they are, only the first.

    `rows` is what `by_key` says.
    """
    if len(rows) == len(checked.sheet):
        return
    for run in _runs(_twins(_keys(checked, key))):
        if len(run) > 1 and all(_alike(checked, *pair) for pair in run):
            yield _block(checked, run)
        else:
            for row, twin in run:
                yield _key(checked, key, row, twin)


def _keys(checked: ValidatedTable, key: Sequence[str]) -> Iterator[Key]:
    return zip(*(checked.columns[field] for field in key), strict=True)


def _twins(keys: Iterable[Key]) -> Twins:
    first: dict[Key, int] = {}
    return [
        (row, twin) for row, key in enumerate(keys) if (twin := first.setdefault(key, row)) < row and None not in key
    ]


def _runs(twins: Twins) -> Iterator[Twins]:
    """The stretches in which a row follows a row and its twin follows that one's twin."""
    numbered = groupby(enumerate(twins), key=lambda item: (item[1][0] - item[0], item[1][1] - item[0]))
    return ([pair for _, pair in run] for _, run in numbered)


def _alike(checked: ValidatedTable, row: int, other: int) -> bool:
    return all(cells[row] == cells[other] for cells in checked.sheet.cells)


def _block(checked: ValidatedTable, run: Twins) -> Problem:
    (row, twin), (last, last_twin) = run[0], run[-1]
    lines = checked.sheet.lines
    message = said(
        "lines {first} to {last} repeat lines {twin} to {last_twin}",
        first=lines[row],
        last=lines[last],
        twin=lines[twin],
        last_twin=lines[last_twin],
    )
    return checked.problem("duplicate-block", row, "", message, said("leave one of the two out"))


def _key(checked: ValidatedTable, key: Sequence[str], row: int, twin: int) -> Problem:
    says = joined(f"{field} {quoted(str(checked.columns[field][row]))}" for field in key)
    message = said("line {line} has {says} already", line=checked.sheet.lines[twin], says=says)
    alike = _alike(checked, row, twin)
    help = said("leave one out") if alike else said("the two differ: keep the one that is meant")
    return checked.problem("duplicate-key", row, key[0], message, help)
