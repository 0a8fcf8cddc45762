"""The layout of a single CSV file: a row for each amount, or a column for each basis, each year, or both.

And its untidiness, reported once: titles above its header, and many cells with one problem.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice, pairwise
from typing import Any, NamedTuple

from ukraine_budget.errors import Problem
from ukraine_budget.language import Text, Value, said
from ukraine_budget.read.cells import YEAR
from ukraine_budget.read.gate import ValidatedTable, check_column, missing_columns
from ukraine_budget.read.notation import BASES, BASIS_WORDS, COLUMN_WORDS, Grammar
from ukraine_budget.read.problems import LINE_BREAK, problem
from ukraine_budget.read.schema import SingleRow
from ukraine_budget.read.sheet import HEADER, Sheet
from ukraine_budget.report.years import runs

LONG = ("line", "year", "basis", "amount")
NEEDED = said(
    "needed are line, year, basis and amount; or line, year and a column for each basis, such as commitment, cash; "
    "or have it read by a map, which budget import --guess FILE writes"
)
NAME_A_BASIS = said("say what all amounts count with --basis, such as --basis cash; or add a column 'basis'")
APART = re.compile(r"[\s_-]+")
DELIMITER = re.compile("[,;\t]")


class AmountColumn(NamedTuple):
    """A column of amounts; its year, 0 if in a column; its basis, "" if in a column or given by the user."""

    field: str
    year: int
    basis: str


def meanings(header: Sequence[str]) -> dict[str, str]:
    """The field of each possible name of a column, those of a year, as "2026" or "cash 2026", included."""
    return {**COLUMN_WORDS, **{name.casefold(): name.casefold() for name in header if of_a_year(name)}}


def of_a_year(name: str) -> AmountColumn | None:
    """Parse the name of a column of a year; None for another."""
    words = APART.split(name.strip().casefold())
    years = [word for word in words if YEAR.fullmatch(word)]
    rest = " ".join(word for word in words if word not in years)
    if len(years) != 1 or rest not in ("", *BASIS_WORDS):
        return None
    return AmountColumn(name.casefold(), int(years[0]), BASIS_WORDS.get(rest, ""))


def amount_columns(column_index: Mapping[str, int]) -> list[AmountColumn]:
    """The columns of amounts: one for each year, or one for each basis, or one for all."""
    if of_years := [column for field in column_index if (column := of_a_year(field))]:
        return of_years
    of_bases = [AmountColumn(basis, 0, basis) for basis in BASES if basis in column_index]
    return of_bases or [AmountColumn("amount", 0, "")]


def wrong_columns(sheet: Sheet, column_index: Mapping[str, int], basis: str) -> list[Problem]:
    """The problems of a file that fits no layout, or two at once. `basis` is the user's."""
    columns = amount_columns(column_index)
    problems = _lacking(sheet, column_index, columns, basis)
    for field, message in _at_once(column_index, columns):
        help = said("keep the one or the other")
        problems.append(sheet.problem("duplicate-column", HEADER, column_index[field], message, help))
    if sheet.whole and not len(sheet):
        help = said("write a row for each figure")
        problems.append(sheet.problem("no-rows", HEADER, 0, said("there are no rows below the header"), help))
    return problems


def _at_once(column_index: Mapping[str, int], columns: Sequence[AmountColumn]) -> Iterator[tuple[str, Text]]:
    """The columns that do not fit the layout, and why."""
    if columns[0].year:
        for field in ("year", "amount", *BASES, *(["basis"] if any(column.basis for column in columns) else [])):
            if field in column_index:
                yield field, said("the names of other columns say years, of which these are the amounts")
    elif {"amount", "basis"} & column_index.keys():
        for field in BASES:
            if field in column_index:
                message = said("the column is of a file with one for each basis, and this file has 'basis' or 'amount'")
                yield field, message


def _lacking(
    sheet: Sheet, column_index: Mapping[str, int], columns: Sequence[AmountColumn], basis: str
) -> list[Problem]:
    needed = [field for field in LONG if field != "year" or not columns[0].year]
    if columns[0].field != "amount":
        needed.remove("amount")
    if basis or all(column.basis for column in columns):
        needed.remove("basis")
    only_basis = [field for field in needed if field not in column_index] == ["basis"]
    return missing_columns(sheet, column_index, needed, NAME_A_BASIS if only_basis else NEEDED)


def parts(checked: ValidatedTable, grammar: Grammar, basis: str) -> tuple[list[dict[str, Any]], list[Problem]]:
    """The amounts row by row, with the year and basis of their column; and all problems."""
    amounts: list[dict[str, Any]] = []
    columns = amount_columns(checked.column_index)
    years = {checked.column_index[column.field]: column.year for column in columns if column.year}
    problems = _repeated_headers(checked.sheet, years) if len(years) > 1 else []
    for column in columns:
        part: dict[str, Any] = {}
        if column.field == "amount":
            part["amount"] = checked.columns["amount"]
        else:
            index = checked.column_index[column.field]
            part["amount"], wrong = check_column(checked.sheet, index, SingleRow, "amount", grammar)
            problems += wrong
        if column.year:
            part["year"] = (column.year,) * len(checked.sheet)
        if "basis" not in checked.columns:
            part["basis"] = (column.basis or basis,) * len(checked.sheet)
        amounts.append(part)
    return amounts, problems


def _repeated_headers(sheet: Sheet, years: Mapping[int, int]) -> list[Problem]:
    """The rows that repeat a header of years: they begin another part of the table."""
    rows = zip(*(sheet.cells[index] for index in years), strict=True)
    message, help = said("the header stands here again"), said("leave it out")
    return [
        sheet.problem("repeated-header", number, 0, message, help)
        for number, row in enumerate(rows)
        if _name_years(row, years.values())
    ]


def _name_years(cells: Iterable[str], years: Iterable[int]) -> bool:
    """Whether cells name the years of two columns or more, and nothing else."""
    names = 0
    for cell, year in zip(cells, years, strict=True):
        if cell.strip():
            name = of_a_year(cell) if str(year) in cell else None
            if name is None or name.year != year:
                return False
            names += 1
    return names > 1


MOST = 30
"""The lines among which a header is looked for."""
FEW = 3
"""The most problems of one code listed singly."""
MANY = 100
"""The most problems of a column that the gate lists singly."""
ENOUGH = 2
"""The known names of columns that make a line a header."""
GUESS = said("delete these lines; or read the file with a map: budget import --guess FILE writes one")
MAP = said("read the file with a map: budget import --guess FILE writes one")


def without_titles(text: str, file: str, known: Collection[str]) -> tuple[str, list[Problem]]:
    """Blank the titles above a header, and report them.

    `known` are the names, in lower case, that columns may have.
    """
    top = [match.end() for match in islice(LINE_BREAK.finditer(text), MOST)]
    spans = list(pairwise([0, *top]))
    for number, (begin, end) in enumerate(spans):
        if _is_header(text[begin:end], known):
            if not text[:begin].strip("\r\n\t ,;"):
                return text, []
            message = said("titles stand above the names of the columns, which are in line {line}", line=number + 1)
            return "\n" * number + text[begin:], [problem("title-rows", file, message, GUESS, (1, 1))]
    widths = [len(DELIMITER.findall(text, begin, end)) for begin, end in spans]
    if widths and widths[0] < max(widths):
        message = said("titles stand above the table, and no row holds known column names")
        return text, [problem("title-rows", file, message, MAP, (1, 1))]
    return text, []


def unknown_below_titles(titles: Sequence[Problem], wrong: Sequence[Problem]) -> list[Problem]:
    """All problems; with unknown columns below titles, only the titles, and that a map helps."""
    codes = {one.code for one in wrong}
    if not titles or not {"missing-column", "unknown-column"} <= codes:
        return [*titles, *wrong]
    message = titles[0].message
    if titles[0].help == GUESS:
        message = said("{titles}; not all of these names are known", titles=message)
    return [titles[0]._replace(message=message, help=MAP)]


def _is_header(line: str, known: Collection[str]) -> bool:
    """Whether a line has names of columns, years among them or not."""
    names = [name.strip().strip('"').casefold() for name in DELIMITER.split(line)]
    return max(sum(name in known for name in names), sum(map(bool, map(of_a_year, names)))) >= ENOUGH


def folded(problems: Iterable[Problem]) -> list[Problem]:
    """Fold problems of one code into a count, where they are more than FEW."""
    shown = []
    for _, group in groupby(sorted(problems, key=lambda one: one.code), key=lambda one: one.code):
        alike = sorted(group)
        shown += [_fold(alike)] if len(alike) > FEW else alike
    return sorted(shown)


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
