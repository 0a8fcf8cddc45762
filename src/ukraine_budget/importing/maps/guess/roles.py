"""Roles of the columns of a table, inferred from their content and names."""

import re
from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ukraine_budget.figures.row_keys import RowNumbers, all_but, count_different, rows_with, share_known
from ukraine_budget.importing.maps.guess import words
from ukraine_budget.importing.maps.guess.amounts import Amount, amounts_of
from ukraine_budget.importing.maps.guess.keys import Key, count_alike, key
from ukraine_budget.importing.maps.guess.moments import Moments, moments
from ukraine_budget.importing.maps.guess.named import Named, field, titled
from ukraine_budget.importing.maps.guess.sums import sum_rows
from ukraine_budget.importing.maps.guess.table import SAMPLE, WORDS, Column, Table
from ukraine_budget.importing.maps.guess.words import BASIS_MEANINGS, COSTS, LETTERS, folded
from ukraine_budget.importing.units import is_unit, says_units
from ukraine_budget.read.notation import COLUMNS, DESCRIBED

FEW = 12
"""The most distinct texts of a column of bases."""
BEGINS = 3
"""The fewest letters that may abbreviate the word for a basis."""
SHARES = 1.6
"""The most names of a code, on average: names change over the years."""
MOSTLY = 0.9
FEWEST = 5
"""Number of rows below which rising numbers may be codes."""
APART = 0.75
"""Share of rows that other columns must distinguish for a counter to be a mere row number."""
WHOLE = re.compile("[0-9]{1,18}")
LONGEST_NAME = 120
SHORT, LONGEST_CODE = 5, 20


class Basis(NamedTuple):
    """Column of bases: its texts with a known meaning, and the others with a possible one or none."""

    named: Named
    sure: dict[str, str]
    unsure: dict[str, str]


class Repeating(NamedTuple):
    """Texts of a column whose rows repeat money: totals, or rows to skip for a `reason`.

    `over` are the columns in which totals say the same as their parts.
    """

    named: Named
    texts: Sequence[str]
    reason: str = ""
    over: tuple[Named, ...] = ()


class Roles(NamedTuple):
    """Columns by role.

    `names` are the columns by which people know the lines. `left` are numeric columns that hold no amounts, and the
    reasons. `alike` counts rows with the line, year and basis of another, `repeats` those that repeat it exactly.
    `sums` are names of rows that are the sum of adjacent rows.
    """

    amounts: tuple[Amount, ...]
    left: tuple[tuple[Column, str], ...]
    moments: Moments
    basis: Basis | None
    unit: Named | None
    currency: Named | None
    repeating: tuple[Repeating, ...]
    lines: tuple[Named, ...]
    names: tuple[Named, ...]
    alike: int
    repeats: int
    sums: tuple[str, ...]


def roles(table: Table) -> Roles:
    """Infer the roles of the columns of a table."""
    columns = [Named(column, field(table, column)) for column in table.columns]
    basis = _basis(columns)
    when = moments(columns)
    unit = next((named for named in columns if _is_of_units(named.column)), None)
    currency = titled(columns, DESCRIBED["currency"])
    notes = [titled(columns, (*COLUMNS[role], *words.NOTES)) for role in words.ASIDE]
    described = (basis and basis.named, *when.all, unit, currency, *notes)
    known = {named.column.index for named in described if named}
    rest = [named for named in columns if named.column.index not in known and any(named.column.cells)]
    marks = [named for named in rest if _marks_totals(named.column)]
    rest = [named for named in rest if named not in marks]
    amounts, left = amounts_of([named.column for named in rest])
    taken = {amount.column.index for amount in amounts} | {column.index for column, _ in left}
    naming = [named for named in rest if named.column.index not in taken]
    naming = _varied(naming)
    repeating = [_over(one, naming) for one in (*_marked(marks), *_called_totals(naming))]
    rows = _rows(table, repeating)
    apart = [named.column for named in (basis and basis.named, *when.all) if named]
    numbering = [named for named in naming if _numbers_rows(named, naming, apart, rows)]
    naming = [named for named in naming if named not in numbering]
    line_key = _key(naming, apart, rows)
    lines = tuple(_line(named, naming) for named in naming if named.column in line_key.columns)
    return Roles(
        amounts=amounts,
        left=(*left, *((named.column, "numbers of the rows") for named in numbering)),
        moments=when,
        basis=basis,
        unit=unit,
        currency=currency,
        repeating=tuple(repeating),
        lines=lines,
        names=(names := _names(lines, naming)),
        alike=line_key.alike,
        repeats=line_key.alike and count_alike(table.columns, rows),
        sums=_sums(table, amounts, names, rows),
    )


def _basis(columns: Sequence[Named]) -> Basis | None:
    bases = (_bases(named) for named in columns if 0 < len(named.column.words) <= FEW)
    known = [basis for basis in bases if basis]
    return next((basis for basis in known if not basis.unsure), known[0] if known else None)


def _bases(named: Named) -> Basis | None:
    """Interpret a column as bases if most of its texts are. A repeated header is no text of it."""
    texts = [text for text in named.column.words if folded(text) != folded(named.column.name)]
    meanings = {text: BASIS_MEANINGS.get(folded(text), "") for text in texts}
    if set(map(folded, texts)) == LETTERS.keys():
        meanings = {text: LETTERS[folded(text)] for text in texts}
    sure = {text: meaning for text, meaning in meanings.items() if meaning}
    unsure = {text: _perhaps(text) for text in meanings if text not in sure}
    says = ", ".join(texts)
    if texts and not unsure:
        return Basis(named.because(f"it says {says}"), sure, {})
    guessed = [meaning for meaning in unsure.values() if meaning]
    if 2 * len({*sure.values(), *guessed}) >= len(texts) > 1 and 3 * (len(sure) + len(guessed)) >= 2 * len(texts):
        return Basis(named.because(f"it says {says}"), sure, unsure)
    return None


def _perhaps(text: str) -> str:
    """The basis that a text may mean: cash for costs, or the only basis with a word that begins so."""
    short = folded(text)
    if short in COSTS:
        return "cash"
    bases = {basis for word, basis in BASIS_MEANINGS.items() if len(short) >= BEGINS and word.startswith(short)}
    return bases.pop() if len(bases) == 1 else ""


def _is_of_units(column: Column) -> bool:
    return says_units(column.name) and any(map(is_unit, column.words))


def _marks_totals(column: Column) -> bool:
    """Whether a column marks every row as a total or not."""
    if not words.TOTAL_MARK.search(column.title):
        return False
    texts = set(map(folded, column.words)) - {folded(column.name)}
    answers = bool(texts & set(words.YES)) and bool(texts & set(words.NO) or len(texts) == 1)
    return answers and texts <= {*words.YES, *words.NO}


def _marked(marks: Sequence[Named]) -> Iterator[Repeating]:
    for named in marks:
        yes = [text for text in named.column.words if folded(text) in words.YES]
        yield Repeating(named.because("its name says that it marks totals"), yes)


def _called_totals(columns: Sequence[Named]) -> Iterator[Repeating]:
    """Texts named like totals, like parts of other lines, or like comparisons."""
    for named in columns:
        short = [text for text in named.column.words if len(text) <= LONGEST_NAME]
        sums, parts = words.sums_and_parts(short)
        compared = words.comparisons(short)
        if sums:
            yield Repeating(named.because("some of its texts are called like totals"), sums)
        if parts:
            yield Repeating(named.because("some of its texts are called like parts"), parts, "of-which")
        if compared:
            yield Repeating(named.because("some of its texts are called like comparisons"), compared, "difference")


def _over(one: Repeating, naming: Sequence[Named]) -> Repeating:
    """Add the columns over which rows are totals: they differ between totals, and match texts of other rows."""
    if one.reason:
        return one
    rows = _rows_of(one)
    others = all_but(len(one.named.column.codes), [rows])
    over: list[Named] = []
    others_than = (named for named in naming if named.column is not one.named.column)
    for named in sorted(others_than, key=lambda named: (rank(named.column), named.column.different)):
        more = [*over, named]
        if _apart(more, rows) > _apart(over, rows) and _known(more, rows, others):
            over = more
    return one._replace(over=tuple(sorted(over, key=lambda named: named.column.index)))


def _apart(columns: Sequence[Named], rows: RowNumbers) -> int:
    """Number of distinct rows in some columns; for a single row, the number of columns."""
    return count_different(_codes(columns), rows) if len(rows) > 1 else len(columns)


def _known(columns: Sequence[Named], totals: RowNumbers, others: RowNumbers) -> bool:
    """Whether nearly all totals have, in some columns, the texts of other rows."""
    codes = _codes(columns)
    return share_known(codes, totals, others) >= MOSTLY


def _codes(columns: Sequence[Named]) -> "list[array[int]]":
    return [named.column.codes for named in columns]


def _rows_of(one: Repeating) -> RowNumbers:
    return rows_with(one.named.column.codes, list(map(hash, one.texts)))


def _rows(table: Table, repeating: Sequence[Repeating]) -> RowNumbers:
    """Rows that repeat no money."""
    return all_but(table.rows, list(map(_rows_of, repeating)))


def _sums(table: Table, amounts: Sequence[Amount], names: Sequence[Named], rows: RowNumbers) -> tuple[str, ...]:
    """Names of rows that are the sum of adjacent rows, if the whole table is in the sample."""
    columns = [one.column for one in amounts if not one.doubt]
    if table.rows > SAMPLE or not columns:
        return ()
    return tuple(
        ", ".join(named.column.cells[row] for named in names) for row in sum_rows(columns, list(map(int, rows)))
    )


def _varied(naming: list[Named]) -> list[Named]:
    """Columns that vary between rows, or all if none does; and the one named like lines."""
    called = titled(naming, COLUMNS["line"])
    return [one for one in naming if one.column.different > 1 or (called and one.column is called.column)] or naming


def _numbers_rows(named: Named, naming: Sequence[Named], apart: Sequence[Column], rows: RowNumbers) -> bool:
    """Whether a column only numbers the rows: it rises by one, or other columns identify recurring lines."""
    others, moments = [one.column.codes for one in naming if one is not named], [one.codes for one in apart]
    steps = _steps(named.column)
    if not steps or min(steps) < 1:
        return False
    least = APART * len(rows)
    return (
        count_different([named.column.codes], rows) == len(rows)
        and count_different(moments, rows) > 1
        and count_different([*moments, *others], rows) >= least
        and (steps == {1} or count_different(others, rows) < least)
    )


def _steps(column: Column) -> set[int]:
    """Differences between consecutive integers of a column; empty for few rows or other texts."""
    if len(column.cells) < FEWEST or not all(map(WHOLE.fullmatch, column.cells)):
        return set()
    return {int(after) - int(before) for before, after in pairwise(column.cells)}


def _key(naming: Sequence[Named], apart: Sequence[Column], rows: RowNumbers) -> Key:
    columns = [named.column for named in naming]
    called = titled(naming, COLUMNS["line"])
    most = max((column.different for column in columns), default=0)
    good = [column for column in columns if column.different >= 0.9 * most]
    tells = called and called.column.different > min(len(rows), WORDS) / 20
    first = called.column if called and tells else min(good, key=rank, default=None)
    return key(first, columns, apart, rank, rows)


def rank(column: Column) -> int:
    """Rank of a column as the name of a line: codes first, as they are short and stable."""
    if is_code(column):
        return 0
    texts = column.words[:1000]
    return 1 if sum(len(text) <= LONGEST_NAME for text in texts) >= MOSTLY * len(texts) else 2


def is_code(column: Column) -> bool:
    """Whether nearly all texts of a column are codes: short, or with digits, without lower-case letters."""
    texts = column.words[:1000]
    return sum(map(_looks_like_a_code, texts)) >= MOSTLY * len(texts)


def _looks_like_a_code(text: str) -> bool:
    return text == text.upper() and (len(text) <= SHORT or (len(text) <= LONGEST_CODE and any(map(str.isdigit, text))))


def _line(named: Named, naming: Sequence[Named]) -> Named:
    if titled([named], COLUMNS["line"]):
        return named.because("by its name")
    most = max(other.column.different for other in naming)
    more = "it has the most different texts" if named.column.different == most else "needed to tell the rows apart"
    return named.because(more)


def _names(lines: Sequence[Named], naming: Sequence[Named]) -> tuple[Named, ...]:
    """The columns by which people know the lines: for a code the texts that it stands for, if there are any."""
    coarse = sorted(lines, key=lambda named: named.column.different)
    called = {line.column.index: _called(line, coarse[:index], naming) for index, line in enumerate(coarse)}
    return tuple(dict.fromkeys(called[line.column.index] for line in lines))


def _called(line: Named, coarser: Sequence[Named], naming: Sequence[Named]) -> Named:
    """The column of texts that a code stands for: the nearest with nearly as many texts; else the code."""
    if not is_code(line.column):
        return line
    texts = [other for other in naming if not is_code(other.column) and rank(other.column) < 2]
    enough = [other for other in texts if 2 * other.column.different >= line.column.different]
    index = line.column.index
    near = sorted(enough, key=lambda other: (abs(other.column.index - index), other.column.index < index))
    own = (other for other in near if _stand_for([*coarser, line], other) and not _stand_for(coarser, other))
    return next(own, line)


def _stand_for(codes: Sequence[Named], text: Named) -> bool:
    """Whether codes nearly always go with one text."""
    cells = [named.column.cells for named in codes]
    ids = len(set(zip(*cells, strict=True)))
    return len(set(zip(*cells, text.column.cells, strict=True))) <= SHARES * ids
