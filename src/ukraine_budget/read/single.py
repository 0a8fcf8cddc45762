"""One CSV file of the user's as a ledger: long (line, year, basis, amount) or wide (line, year, a column per basis)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, compress
from pathlib import Path

from ukraine_budget.errors import Problem
from ukraine_budget.figures.stated import Figures
from ukraine_budget.language import said
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Document, Fund, Line, Version
from ukraine_budget.read.codes import quoted
from ukraine_budget.read.columnar import columns, head, is_large
from ukraine_budget.read.described import FUND, NOTHING_SAID, Described, described
from ukraine_budget.read.duplicates import by_key, duplicates
from ukraine_budget.read.gate import Column, ValidatedTable, check, check_column
from ukraine_budget.read.header import fields, missing
from ukraine_budget.read.numbers import Grammar
from ukraine_budget.read.rows import DescribedRow, SingleRow
from ukraine_budget.read.sheet import HEADER, Sheet
from ukraine_budget.read.synonyms import BASES, COLUMN_WORDS, DESCRIBED, TOTAL_WORDS
from ukraine_budget.read.table import parse
from ukraine_budget.read.text import load

Part = tuple[Column, Column]
"""The basis and the amount of every row."""
NAMES = ("All lines", "Alle regels")
"""The name of the fund of a file that names none, in English and Dutch."""
LONG = ("line", "year", "basis", "amount")
WIDE = ("line", "year")
CELL = ["line", "basis", "year"]
NEEDED = said(
    "needed are line, year, basis and amount; or line, year and a column for each basis, such as commitment, cash"
)
READS_LIKE_A_TOTAL = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, TOTAL_WORDS))})(?!\w)", re.IGNORECASE)


def read_single(path: Path, shown: str, decimal: str, *, total: bool = False) -> tuple[Ledger | None, list[Problem]]:
    """The ledger of one CSV file, None where anything is wrong, and all that is. `shown` is the file in messages.

    Its versions are full unless it says otherwise. Where it names no funds, its lines have a `total` only if asked for.
    """
    if is_large(path) and (figures := _large(path, shown, decimal)):
        return _ledger(path.stem, figures, total=total), []
    text = load(path, shown)
    if isinstance(text, Problem):
        return None, [text]
    sheet, problems = parse(text, shown)
    if sheet is None:
        return None, problems
    places, wrong = fields(sheet, COLUMN_WORDS)
    problems += wrong
    if lacking := _columns(sheet, places):
        return None, problems + lacking
    grammar = Grammar(decimal, sheet.delimiter)
    checked, wrong = check(sheet, places, DescribedRow, grammar)
    facts, conflicts = described(checked, path.stem)
    parts, wrong_amounts = _parts(checked, grammar)
    key = [field for field in (*CELL, "version") if field in checked.columns]
    rows = by_key(checked, key)
    problems += wrong + conflicts + wrong_amounts + list(duplicates(checked, key, rows))
    if problems:
        return None, problems
    return _ledger(path.stem, _figures(path.stem, checked, parts), facts, total=total), problems


def _large(path: Path, shown: str, decimal: str) -> Figures | None:
    """The figures of a large long file that is as it should be; None of any other."""
    header = head(path, COLUMN_WORDS)
    if header is None or not set(LONG) <= header[1].keys() or _bases(header[1]) or DESCRIBED.keys() & header[1].keys():
        return None
    grammar = Grammar(decimal, header[0].delimiter)
    return columns(path, shown, header, SingleRow, grammar, defaults={"version": path.stem})


def _bases(places: Mapping[str, int]) -> list[str]:
    """The bases that a wide file has a column for."""
    return [basis for basis in BASES if basis in places]


def _columns(sheet: Sheet, places: Mapping[str, int]) -> list[Problem]:
    """What a file lacks to be a long one, or a wide one; or what makes it both."""
    bases = _bases(places)
    wide = bases and "basis" not in places and "amount" not in places
    problems = missing(sheet, places, WIDE if wide else LONG, NEEDED)
    if not wide:
        message = said("the column is of a file with one for each basis, and this file has 'basis' or 'amount'")
        help = said("keep the one or the other")
        problems += [sheet.problem("duplicate-column", HEADER, places[basis], message, help) for basis in bases]
    if sheet.whole and not len(sheet):
        help = said("write a row for each figure")
        problems.append(sheet.problem("no-rows", HEADER, 0, said("there are no rows below the header"), help))
    return problems


def _parts(checked: ValidatedTable, grammar: Grammar) -> tuple[list[Part], list[Problem]]:
    """The basis and amount of every row: of a long file once, of a wide one for each basis; and what is wrong."""
    if "basis" in checked.columns:
        return [(checked.columns["basis"], checked.columns["amount"])], []
    parts: list[Part] = []
    problems: list[Problem] = []
    for basis in _bases(checked.places):
        amounts, wrong = check_column(checked.sheet, checked.places[basis], SingleRow, "amount", grammar)
        parts.append(((basis,) * len(checked.sheet), amounts))
        problems.extend(wrong)
    return parts, problems


def _ledger(name: str, figures: Figures, facts: Described = NOTHING_SAID, *, total: bool) -> Ledger:
    versions = figures.version.in_order
    lines = {line: facts.fund.get(line, FUND) for line in figures.line.in_order}
    found = set(figures.basis.in_order)
    return Ledger(
        name=name,
        title=name,
        currency=facts.currency.get(""),
        unit=facts.unit.get(""),
        bases=tuple(basis for basis in BASES if basis in found),
        funds=_funds(lines, facts, total=total),
        lines={line: Line(line, fund, name=line) for line, fund in lines.items()},
        versions=_versions(versions, facts),
        documents={document: Document(document, title=document) for document in figures.document.in_order if document},
        figures=figures,
        taken_as_full=frozenset(versions) - facts.coverage.keys(),
    )


def _figures(name: str, checked: ValidatedTable, parts: Sequence[Part]) -> Figures:
    """The cells that state something: a blank amount states nothing."""
    sheet = checked.sheet
    stated = {field: column for field, column in checked.columns.items() if field not in DESCRIBED}
    columns = {"version": (name,) * len(sheet), **stated, "line_numbers": sheet.lines}
    pieces = [{**columns, "basis": basis, "amount": amounts} for basis, amounts in parts]
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
    """A fund; without a total where adding its lines would count money twice, or add money of different kinds."""
    names, support = (fund, "") if facts.fund else NAMES, facts.support.get(fund, True)
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
    """Versions in the order in which the file has them, each following the one before."""
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
