"""A single CSV file as a ledger: with a row for each amount, or columns for bases or years.

Optional columns say more than their row: the fund of a line, the date of a version, the unit of the whole file.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import chain, compress, repeat
from pathlib import Path
from typing import Any, NamedTuple

from ukraine_budget.errors import Problem
from ukraine_budget.figures.stated import Figures
from ukraine_budget.language import Text, said
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Document, Fund, Line, Version
from ukraine_budget.read.columnar import columns, head, is_large
from ukraine_budget.read.files import duplicates
from ukraine_budget.read.gate import ValidatedTable, check, fields
from ukraine_budget.read.layout import (
    LONG,
    amount_columns,
    folded,
    meanings,
    parts,
    unknown_below_titles,
    without_titles,
    wrong_columns,
)
from ukraine_budget.read.notation import BASES, COLUMN_WORDS, DESCRIBED, TOTAL_WORDS, Grammar
from ukraine_budget.read.paths import load
from ukraine_budget.read.problems import quoted
from ukraine_budget.read.schema import DescribedRow, SingleRow
from ukraine_budget.read.sheet import Sheet, parse

NAMES = ("The whole table", "De hele tabel")
"""The fund's name for a file without funds, in English and Dutch."""
CELL = ["line", "basis", "year"]
READS_LIKE_A_TOTAL = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, TOTAL_WORDS))})(?!\w)", re.IGNORECASE)

FUND = "all"
"""The fund's id for a file without funds."""
SUBJECTS = {"fund": "line", "support": "fund", "date": "version", "coverage": "version", "unit": "", "currency": ""}
"""The subject column of each describing column; "" for the whole file."""
Facts = Mapping[Any, Any]
"""A value by subject; "" is the whole file."""


class Described(NamedTuple):
    """The fund of each line, support of each fund, and so on, as far as cells say."""

    fund: Facts
    support: Facts
    date: Facts
    coverage: Facts
    unit: Facts
    currency: Facts


UNDESCRIBED = Described(fund={}, support={}, date={}, coverage={}, unit={}, currency={})


def read_single(
    path: Path, shown: str, decimal: str, *, total: bool = False, basis: str = ""
) -> tuple[Ledger | None, list[Problem]]:
    """Read one CSV file as a ledger: None if anything is wrong, and all problems. `shown` is the file in messages.

    Its versions are full unless it says otherwise. Without funds, its lines have a total only with `total`. `basis` is
    that of amounts without one.
    """
    if is_large(path) and (figures := _large(path, shown, decimal)):
        return _ledger(path.stem, figures, total=total), []
    text = load(path, shown)
    if isinstance(text, Problem):
        return None, [text]
    text, titles = without_titles(text, shown, COLUMN_WORDS)
    sheet, problems = parse(text, shown)
    if sheet is None:
        return None, titles + problems
    ledger, wrong = _read_sheet(sheet, path.stem, Grammar(decimal, sheet.delimiter), total=total, basis=basis)
    problems = unknown_below_titles(titles, [*problems, *wrong])
    return (None, folded(problems)) if problems else (ledger, [])


def _read_sheet(
    sheet: Sheet, name: str, grammar: Grammar, *, total: bool, basis: str
) -> tuple[Ledger | None, list[Problem]]:
    """Make a ledger of a sheet, and report problems of columns and cells."""
    column_index, problems = fields(sheet, meanings(sheet.header))
    if lacking := wrong_columns(sheet, column_index, basis):
        return None, problems + lacking
    checked, wrong = check(sheet, column_index, DescribedRow, grammar)
    described, conflicts = _described(checked, name)
    stated, wrong_amounts = parts(checked, grammar, basis)
    key = [field for field in (*CELL, "version") if field in checked.columns]
    problems += wrong + conflicts + wrong_amounts + list(duplicates(checked, key))
    if problems:
        return None, problems
    return _ledger(name, _figures(name, checked, stated), described, total=total), problems


def _large(path: Path, shown: str, decimal: str) -> Figures | None:
    """Read the figures of a large valid long file; None of any other."""
    header = head(path, COLUMN_WORDS)
    if header is None or not set(LONG) <= header[1].keys() or amount_columns(header[1])[0].basis:
        return None
    if DESCRIBED.keys() & header[1].keys():
        return None
    grammar = Grammar(decimal, header[0].delimiter)
    return columns(path, shown, header, SingleRow, grammar, defaults={"version": path.stem})


def _ledger(name: str, figures: Figures, facts: Described = UNDESCRIBED, *, total: bool) -> Ledger:
    versions = figures.version.in_order
    lines = {line: facts.fund.get(line, FUND) for line in figures.line.in_order}
    bases = set(figures.basis.in_order)
    return Ledger(
        name=name,
        title=name,
        currency=facts.currency.get(""),
        unit=facts.unit.get(""),
        bases=tuple(basis for basis in BASES if basis in bases),
        funds=_funds(lines, facts, total=total),
        lines={line: Line(line, fund, name=line) for line, fund in lines.items()},
        versions=_versions(versions, facts),
        documents={document: Document(document, title=document) for document in figures.document.in_order if document},
        figures=figures,
        taken_as_full=frozenset(versions) - facts.coverage.keys(),
    )


def _figures(name: str, checked: ValidatedTable, parts: Sequence[Mapping[str, Any]]) -> Figures:
    """The figures of the cells that are not blank."""
    sheet = checked.sheet
    stated = {field: column for field, column in checked.columns.items() if field not in DESCRIBED}
    columns = {"version": (name,) * len(sheet), **stated, "line_numbers": sheet.line_numbers}
    pieces = [{**columns, **part} for part in parts]
    if len(pieces) == 1 and all(pieces[0]["amount"]):
        return Figures.of(**pieces[0], file=sheet.file)
    fields = (
        tuple(chain.from_iterable(compress(piece[field], piece["amount"]) for piece in pieces)) for field in pieces[0]
    )
    return Figures.of(**dict(zip(pieces[0], fields, strict=True)), file=sheet.file)


def _funds(lines: Mapping[str, str], facts: Described, *, total: bool) -> dict[str, Fund]:
    members: dict[str, list[str]] = {}
    for line, fund in lines.items():
        members.setdefault(fund, []).append(line)
    return {fund: _fund(fund, own, facts, total=total) for fund, own in members.items()}


def _fund(fund: str, lines: Sequence[str], facts: Described, *, total: bool) -> Fund:
    """A fund; without a total if its lines overlap, or differ in kind of money."""
    names, support = (fund, "") if facts.fund else NAMES, facts.support.get(fund, False)
    if READS_LIKE_A_TOTAL.search("\n".join(lines)):
        note = said(
            "{line} reads like a sum or a part of other lines, whose money would count twice.",
            line=quoted(next(filter(READS_LIKE_A_TOTAL.search, lines))),
        )
    elif len(lines) > 1 and not facts.fund and not total:
        note = said("its lines may be of different funds; name these in a column 'fund', or add all with --total.")
    else:
        return Fund(fund, *names, support=support)
    return Fund(fund, *names, support=support, total=False, note=note)


def _versions(names: Iterable[str], facts: Described) -> dict[str, Version]:
    """The versions in file order, each following the previous one."""
    versions: dict[str, Version] = {}
    previous = ""
    for name in names:
        versions[name] = Version(
            name,
            10 * len(versions) + 10,
            date=facts.date.get(name, ""),
            coverage=facts.coverage.get(name, "full"),
            name=name,
            follows=previous,
        )
        previous = name
    return versions


def _described(checked: ValidatedTable, version: str) -> tuple[Described, list[Problem]]:
    """The values of the optional columns, and problems of rows that contradict an earlier one.

    `version` is the name of the version of a file without one.
    """
    unnamed = {"version": version, "fund": FUND, "": ""}
    facts: dict[str, Facts] = {}
    problems: list[Problem] = []
    for field, by in SUBJECTS.items():
        cells = checked.columns[field] if field in checked.column_index else ()
        names = checked.columns[by] if by in checked.columns else repeat(unnamed[by])
        first, conflicting = _describing_rows(names, cells)
        facts[field] = {name: cells[row] for name, row in first.items()}
        conflicts = [(row, (row, first[name], name)) for name, row in conflicting.items()]
        problems += checked.problems("conflicting-value", field, conflicts, partial(_conflict, checked, field, by))
    return Described(**facts), problems


def _describing_rows(names: Iterable[Any], cells: Iterable[Any]) -> tuple[dict[Any, int], dict[Any, int]]:
    """The first row with a value for each name, and the first with a different value."""
    first: dict[Any, tuple[int, Any]] = {}
    conflicting: dict[Any, int] = {}
    for row, (name, value) in enumerate(zip(names, cells, strict=False)):
        if name is None or value is None or value == "":
            continue
        if first.setdefault(name, (row, value))[1] != value:
            conflicting.setdefault(name, row)
    return {name: row for name, (row, _) in first.items()}, conflicting


def _conflict(checked: ValidatedTable, field: str, by: str, conflict: tuple[int, int, str]) -> tuple[Text, Text]:
    """The message and help for a row that contradicts the first one of a name."""
    row, first, name = conflict
    column = checked.column_index[field]
    cells = checked.sheet.cells[column]
    message = said(
        "{value} in the column {column} for {what}, and line {line} has {other}",
        value=quoted(cells[row].strip()),
        column=quoted(checked.sheet.header[column].strip()),
        what=_subject(by, name),
        line=checked.sheet.line_numbers[first],
        other=quoted(cells[first].strip()),
    )
    return message, said("keep the one that is meant")


def _subject(by: str, name: str) -> Text:
    if by == "line":
        return said("the line {name}", name=quoted(name))
    if by == "fund":
        return said("the fund {name}", name=quoted(name))
    if by == "version":
        return said("the version {name}", name=quoted(name))
    return said("the whole file")
