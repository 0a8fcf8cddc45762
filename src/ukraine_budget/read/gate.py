"""The gate: columns of a sheet become fields of a model, and every cell is checked.

A column has few distinct values, so each is checked once; nearly all numbers are plain, so only the others are. A test
compares the verdicts with those of the models, row by row.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import starmap
from operator import is_
from typing import Any, NamedTuple, TypeVar

from pydantic.fields import FieldInfo
from pydantic_core import PydanticCustomError

from ukraine_budget.errors import Problem, nearest
from ukraine_budget.language import NOTHING, Text, either, joined, said
from ukraine_budget.read.cells import NUMBER, STRIPPED, number
from ukraine_budget.read.notation import Grammar
from ukraine_budget.read.problems import MOST, more, quoted
from ukraine_budget.read.schema import Row
from ukraine_budget.read.sheet import HEADER, Sheet

Column = Sequence[Any]
"""The checked values of a column, in the type of its field; None for a refused cell."""
Fact = TypeVar("Fact")


class Reason(NamedTuple):
    """The reason why a cell is refused."""

    code: str
    message: Text
    help: Text | Callable[[], Text]


MOST_REFUSED = 10 * MOST
"""The most distinct refused cells before the rest of a column is left unchecked."""
BLANK = Reason("blank-cell", said("the cell is blank"), said("write what is meant, or leave the row out"))


class ValidatedTable(NamedTuple):
    """The checked values of a sheet, a column per field of its model.

    `column_index` has the column number, from 0, of each field in the file.
    """

    sheet: Sheet
    column_index: Mapping[str, int]
    columns: Mapping[str, Column]

    def problem(self, code: str, row: int, field: str, message: Text, help: Text = NOTHING) -> Problem:
        """A problem with the cell of a row, from 0, and field."""
        return self.sheet.problem(code, row, self.column_index.get(field, 0), message, help)

    def problems(
        self, code: str, field: str, facts: Sequence[tuple[int, Fact]], worded: Callable[[Fact], tuple[Text, Text]]
    ) -> Iterator[Problem]:
        """A problem per row, `worded` from its facts; beyond MOST, a count."""
        for row, fact in facts[:MOST]:
            yield self.problem(code, row, field, *worded(fact))
        if len(facts) > MOST:
            yield self.problem(code, facts[MOST][0], field, more(len(facts) - MOST))


def fields(sheet: Sheet, meanings: Mapping[str, str]) -> tuple[dict[str, int], list[Problem]]:
    """The column number of each field, and the problems of the header.

    `meanings` maps possible names, in lower case, to fields; the header matches in any case. A column without name and
    content is ignored.
    """
    column_index: dict[str, int] = {}
    problems: list[Problem] = []
    for column, name in enumerate(sheet.header):
        field = meanings.get(name.casefold())
        if field is None:
            problems.extend(_unknown(sheet, column, name, meanings))
        elif field in column_index:
            first = sheet.header[column_index[field]]
            message = said("{name} is a second column for '{field}'", name=quoted(name), field=field)
            if first != name:
                message = said("{message}, as {first}", message=message, first=quoted(first))
            problems.append(sheet.problem("duplicate-column", HEADER, column, message, said("leave one out")))
        else:
            column_index[field] = column
    return column_index, problems


def _unknown(sheet: Sheet, column: int, name: str, known: Mapping[str, str]) -> Iterator[Problem]:
    help = _which_columns(sheet, name, known)
    if name:
        message = said("there is no column {name}", name=quoted(name))
        yield sheet.problem("unknown-column", HEADER, column, message, help)
    elif any(map(str.strip, sheet.cells[column])):
        yield sheet.problem("unknown-column", HEADER, column, said("the column has no name"), help)


def _which_columns(sheet: Sheet, name: str, known: Mapping[str, str]) -> Text:
    if near := nearest(name, known):
        return near
    if len(sheet.header) == 1:
        return said("a comma, a semicolon or a tab must stand between the columns")
    return said("the columns are: {columns}", columns=joined(dict.fromkeys(known.values())))


def missing_columns(sheet: Sheet, present: Collection[str], required: Collection[str], help: Text) -> list[Problem]:
    """One problem for all required fields without a column."""
    absent = [f"'{field}'" for field in required if field not in present]
    message = said("there is no column {fields}", fields=either(absent)) if absent else NOTHING
    return [sheet.problem("missing-column", HEADER, 0, message, help)] if absent else []


def check(
    sheet: Sheet, column_index: Mapping[str, int], model: type[Row], grammar: Grammar
) -> tuple[ValidatedTable, list[Problem]]:
    """Check the cells of a sheet by a model, given the column number of each field.

    A field without a column has its default in every row, or no values without a default.
    """
    columns: dict[str, Column] = {}
    problems: list[Problem] = []
    for field, rule in model.model_fields.items():
        if field in column_index:
            columns[field], wrong = check_column(sheet, column_index[field], model, field, grammar)
            problems.extend(wrong)
        elif not rule.is_required():
            columns[field] = (rule.get_default(),) * len(sheet)
    return ValidatedTable(sheet, column_index, columns), problems


def check_column(
    sheet: Sheet, column: int, model: type[Row], field: str, grammar: Grammar
) -> tuple[Column, list[Problem]]:
    """Check one column as a field of a model: its values and problems.

    After very many refused cells, the rest is unchecked and has no values.
    """
    cells, rule = sheet.cells[column], model.model_fields[field]
    if is_free(rule) or (rule.metadata == [NUMBER] and grammar.all_plain(cells)):
        return cells, []
    different = dict.fromkeys(cells)
    if are_stripped(rule, different):
        return cells, []
    values: dict[str, Any] = {}
    refused: dict[str, Reason] = {}
    for cell in different:
        if len(refused) == MOST_REFUSED:
            break
        values[cell], reason = value_of(cell.strip(), rule, grammar)
        if reason:
            refused[cell] = reason
    if all(starmap(is_, values.items())):
        return cells, []
    wrong = [*_problems(sheet, column, refused), *_unchecked(sheet, column, values, refused)] if refused else []
    return tuple(map(values.get, cells)), wrong


def is_free(rule: FieldInfo) -> bool:
    """Whether a field accepts any text unchanged."""
    return rule.annotation is str and not rule.metadata


def are_stripped(rule: FieldInfo, texts: Iterable[str]) -> bool:
    """Whether a field accepts any text but a blank one, and none here has blanks to strip."""
    return rule.metadata == [STRIPPED] and all(text and text == text.strip() for text in texts)


def value_of(text: str, rule: FieldInfo, grammar: Grammar) -> tuple[Any, Reason | None]:
    """Parse a text as a field: its value, or why it is refused. A blank cell takes the default.

    The validators of the field are called one by one: building those of the whole model, as pydantic would, takes
    longer than reading most ledgers.
    """
    if not text:
        return (None, BLANK) if rule.is_required() else (rule.get_default(), None)
    value: Any = text
    try:
        for step in rule.metadata:
            value = number(value, grammar) if step is NUMBER else step.func(value)
    except PydanticCustomError as error:
        return None, Reason(error.type, **(error.context or {}))
    return value, None


def _problems(sheet: Sheet, column: int, refused: Mapping[str, Reason]) -> Iterator[Problem]:
    """A problem per refused cell; of one code at most MOST, then a count."""
    counts: Counter[str] = Counter()
    first_unlisted: dict[str, int] = {}
    for row, cell in enumerate(sheet.cells[column]):
        if cell in refused:
            reason = refused[cell]
            counts[reason.code] += 1
            if counts[reason.code] <= MOST:
                help = reason.help() if callable(reason.help) else reason.help
                yield sheet.problem(reason.code, row, column, reason.message, help)
            else:
                first_unlisted.setdefault(reason.code, row)
    for code, row in first_unlisted.items():
        yield sheet.problem(code, row, column, more(counts[code] - MOST))


def _unchecked(sheet: Sheet, column: int, checked: Collection[str], refused: Mapping[str, Reason]) -> Iterator[Problem]:
    """A problem at the first unchecked cell of a column, of the kind of the last one before it."""
    row = next((row for row, cell in enumerate(sheet.cells[column]) if cell not in checked), None)
    if row is not None:
        message = said("the column is not checked from here on: too many of its cells are wrong")
        yield sheet.problem([*refused.values()][-1].code, row, column, message, said("mend those above first"))
