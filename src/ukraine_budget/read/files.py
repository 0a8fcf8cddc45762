"""One file of a ledger: its text, its checked rows, and duplicate rows."""

import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ukraine_budget.atomic_write import current
from ukraine_budget.errors import Problem
from ukraine_budget.language import both, joined, said, word
from ukraine_budget.read.gate import ValidatedTable, check, fields, missing_columns
from ukraine_budget.read.notation import Grammar
from ukraine_budget.read.paths import DESCRIPTOR, load
from ukraine_budget.read.problems import MOST, more_rows, problem, quoted
from ukraine_budget.read.schema import KEYS, MODELS, REQUIRED
from ukraine_budget.read.sheet import parse

if TYPE_CHECKING:
    from ukraine_budget.read.package import Package

Key = tuple[Any, ...]
"""The key of a row."""

Twins = list[tuple[int, int]]
"""Duplicate rows, each with the first row of its key."""


def duplicates(checked: ValidatedTable, key: Sequence[str]) -> Iterator[Problem]:
    """A problem per row with an earlier row's key; of a run of duplicates, only the first."""
    if len(set(_keys(checked, key))) == len(checked.sheet):
        return
    twins: Twins = []
    for run in _runs(_twins(_keys(checked, key))):
        if len(run) > 1 and all(_alike(checked, *pair) for pair in run):
            yield _block(checked, run)
        else:
            twins += run
    yield from (_key(checked, key, row, twin) for row, twin in twins[:MOST])
    if len(twins) > MOST:
        yield checked.problem("duplicate-key", twins[MOST][0], key[0], more_rows(len(twins) - MOST))


def _keys(checked: ValidatedTable, key: Sequence[str]) -> Iterator[Key]:
    return zip(*(checked.columns[field] for field in key), strict=True)


def _twins(keys: Iterable[Key]) -> Twins:
    first: dict[Key, int] = {}
    return [
        (row, twin) for row, key in enumerate(keys) if (twin := first.setdefault(key, row)) < row and None not in key
    ]


def _runs(twins: Twins) -> Iterator[Twins]:
    """Runs of consecutive rows that duplicate consecutive rows."""
    numbered = groupby(enumerate(twins), key=lambda item: (item[1][0] - item[0], item[1][1] - item[0]))
    return ([pair for _, pair in run] for _, run in numbered)


def _alike(checked: ValidatedTable, row: int, other: int) -> bool:
    return all(cells[row] == cells[other] for cells in checked.sheet.cells)


def _block(checked: ValidatedTable, run: Twins) -> Problem:
    (row, twin), (last, last_twin) = run[0], run[-1]
    lines = checked.sheet.line_numbers
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
    message = said("line {line} has {says} already", line=checked.sheet.line_numbers[twin], says=says)
    alike = _alike(checked, row, twin)
    help = said("leave one out") if alike else said("the two differ: keep the one that is meant")
    return checked.problem("duplicate-key", row, key[0], message, help)


def is_expected(name: str, package: "Package", folder: Path) -> bool:
    """Whether a folder should have a file: it must, its descriptor says so, or it does."""
    declared = any(resource.name == name for resource in package.resources)
    return declared or name in REQUIRED or os.path.lexists(current(folder, f"{name}.csv"))


def read_file(
    name: str, package: "Package", folder: Path, shown: Path, decimal: str
) -> tuple[ValidatedTable | None, list[Problem]]:
    """Read a file as its folder's descriptor declares it. `shown` is the folder in messages.

    `decimal`, "." or ",", overrides the decimal sign of the descriptor; "" does not.
    """
    resource = package.resource(name)
    file = str(shown / resource.path)
    if not decimal and len(resource.decimals) > 1:
        message = said("{name} has two decimal signs: {signs}", name=name, signs=both(resource.decimals))
        return None, [problem("bad-descriptor", str(shown / DESCRIPTOR), message, said("name one decimalChar"))]
    text = load(current(folder, resource.path), file)
    if isinstance(text, Problem):
        return None, [absent_file(text, name) if text.code == "missing-path" else text]
    return checked_text(text, file, name, resource.delimiter, decimal or "".join(resource.decimals))


def absent_file(wrong: Problem, name: str) -> Problem:
    """The problem of an absent file, made from that of its path."""
    message = said("the ledger has no file for its {name}", name=word(name, "list"))
    return problem("missing-file", wrong.file, message, said("budget init shows one"))


def checked_text(
    text: str, shown: str, name: str, delimiter: str, decimal: str = ""
) -> tuple[ValidatedTable | None, list[Problem]]:
    """Check the text of a file: its rows, None if it has none of its kind, and its problems.

    `shown` is the file in messages. An empty delimiter or decimal sign is taken from the text.
    """
    model = MODELS[name]
    sheet, problems = parse(text, shown, delimiter)
    if sheet is None:
        return None, problems
    column_index, wrong = fields(sheet, {field: field for field in model.model_fields})
    help = said("the columns that must be there are: {columns}", columns=joined(model.required()))
    lacking = missing_columns(sheet, column_index, model.required(), help)
    problems += wrong + lacking
    if lacking:
        return None, problems
    checked, wrong = check(sheet, column_index, model, Grammar(decimal, sheet.delimiter))
    return checked, problems + wrong + list(duplicates(checked, KEYS[name]))
