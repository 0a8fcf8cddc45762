"""The gate: every cell that enters is checked by the models of rows.py.

A column has few distinct values, so each is checked once; nearly all numbers are plain, so only the others are.
A test compares the verdict with that of the models, row by row.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import starmap
from operator import is_
from typing import Any, NamedTuple

from pydantic import ValidationError
from pydantic.fields import FieldInfo

from ukraine_budget.errors import Problem
from ukraine_budget.language import NOTHING, Text, said
from ukraine_budget.read.cells import NUMBER, STRIPPED
from ukraine_budget.read.numbers import Grammar
from ukraine_budget.read.rows import Row
from ukraine_budget.read.sheet import Sheet

MOST = 100
"""How many problems of one code are told one by one for a column."""

Column = Sequence[Any]
"""The checked values of a column: of the type of its field, or None where a cell was refused."""


class Reason(NamedTuple):
    """Why a cell is refused."""

    code: str
    message: Text
    help: Text


BLANK = Reason("blank-cell", said("the cell is blank"), said("write what is meant, or leave the row out"))


class ValidatedTable(NamedTuple):
    """The checked values of a file, by field. `places` are the numbers of the columns that the file has."""

    sheet: Sheet
    places: Mapping[str, int]
    columns: Mapping[str, Column]

    def problem(self, code: str, row: int, field: str, message: Text, help: Text = NOTHING) -> Problem:
        """A problem with the cell of a row and field."""
        return self.sheet.problem(code, row, self.places.get(field, 0), message, help)


def check(
    sheet: Sheet, places: Mapping[str, int], model: type[Row], grammar: Grammar
) -> tuple[ValidatedTable, list[Problem]]:
    """The values of a sheet whose columns are fields of a model, and what is wrong with them.

    A field without a column has its default in every row, and no values where it has no default.
    """
    columns: dict[str, Column] = {}
    problems: list[Problem] = []
    for field, rule in model.model_fields.items():
        if field in places:
            columns[field], wrong = check_column(sheet, places[field], model, field, grammar)
            problems.extend(wrong)
        elif not rule.is_required():
            columns[field] = (rule.get_default(),) * len(sheet)
    return ValidatedTable(sheet, places, columns), problems


def check_column(
    sheet: Sheet, column: int, model: type[Row], field: str, grammar: Grammar
) -> tuple[Column, list[Problem]]:
    """The values of one column, checked as a field of a model, and what is wrong with them."""
    cells, rule = sheet.cells[column], model.model_fields[field]
    if is_free(rule) or (rule.metadata == [NUMBER] and grammar.all_plain(cells)):
        return cells, []
    distinct = set(cells)
    if are_stripped(rule, distinct):
        return cells, []
    row = model.model_construct()
    values: dict[str, Any] = {}
    refused: dict[str, Reason] = {}
    for cell in distinct:
        values[cell], reason = value_of(cell.strip(), row, field, grammar)
        if reason:
            refused[cell] = reason
    if all(starmap(is_, values.items())):
        return cells, []
    return tuple(map(values.get, cells)), list(_problems(sheet, column, refused)) if refused else []


def is_free(rule: FieldInfo) -> bool:
    """Whether a field takes any text, as it is."""
    return rule.annotation is str and not rule.metadata


def are_stripped(rule: FieldInfo, texts: Iterable[str]) -> bool:
    """Whether a field takes any text but a blank one, and texts are as it keeps them."""
    return rule.metadata == [STRIPPED] and all(text and text == text.strip() for text in texts)


def value_of(text: str, row: Row, field: str, grammar: Grammar) -> tuple[Any, Reason | None]:
    """What a text is as a field of a row's model, or why it is nothing. A blank cell is as if it were not there."""
    model = type(row)
    if not text:
        rule = model.model_fields[field]
        return (None, BLANK) if rule.is_required() else (rule.get_default(), None)
    try:
        model.__pydantic_validator__.validate_assignment(row, field, text, context=grammar)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        return None, Reason(first["type"], **first["ctx"])
    return getattr(row, field), None


def _problems(sheet: Sheet, column: int, refused: Mapping[str, Reason]) -> Iterator[Problem]:
    """A problem per refused cell; of one code at most MOST, then one that counts the rest."""
    told: Counter[str] = Counter()
    rest: dict[str, int] = {}
    for row, cell in enumerate(sheet.cells[column]):
        if cell in refused:
            reason = refused[cell]
            told[reason.code] += 1
            if told[reason.code] <= MOST:
                yield sheet.problem(reason.code, row, column, reason.message, reason.help)
            else:
                rest.setdefault(reason.code, row)
    for code, row in rest.items():
        message = said("{n} more of these in the column, from here on", n=told[code] - MOST)
        yield sheet.problem(code, row, column, message)
