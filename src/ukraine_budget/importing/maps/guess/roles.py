"""What the columns of a table seem to be for, by what they hold and what their names tell."""

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
"""A column of bases has no more words."""
BEGINS = 3
"""So many letters may stand for the word for a basis that begins with them."""
SHARES = 1.6
"""How many names a code may have, on average, and still be one of them: names change over the years."""
MOSTLY = 0.9
FEWEST = 5
"""Of fewer rows, numbers that go up may well be codes."""
APART = 0.75
"""The share of the rows that other columns must tell apart, for one that counts up to be no more than a row number."""
WHOLE = re.compile("[0-9]{1,18}")
LONGEST_NAME = 120
SHORT, LONGEST_CODE = 5, 20


class Basis(NamedTuple):
    """The column that says what is counted: its words, each with its meaning, or what it may mean, or nothing."""

    named: Named
    sure: dict[str, str]
    unsure: dict[str, str]


class Repeating(NamedTuple):
    """Texts of a column that say that their rows repeat money of others: totals, or rows to leave out for a `reason`.

    `over` are the columns in which totals say the same as their parts.
    """

    named: Named
    texts: Sequence[str]
    reason: str = ""
    over: tuple[Named, ...] = ()


class Roles(NamedTuple):
    """The columns by what they are for.

    `names` are the columns that people call the lines by. `left` are columns of numbers that are no amounts, and why.
    `alike` is how many rows say of the same line, year and basis what another does, and `repeats` how many repeat it.
    `sums` are what rows are called that are the sum of others beside them.
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
    """The roles of the columns of a table."""
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
    found = _key(naming, apart, rows)
    lines = tuple(_line(named, naming) for named in naming if named.column in found.columns)
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
        alike=found.alike,
        repeats=found.alike and count_alike(table.columns, rows),
        sums=_sums(table, amounts, names, rows),
    )


def _basis(columns: Sequence[Named]) -> Basis | None:
    found = (_bases(named) for named in columns if 0 < len(named.column.words) <= FEW)
    known = [basis for basis in found if basis]
    return next((basis for basis in known if not basis.unsure), known[0] if known else None)


def _bases(named: Named) -> Basis | None:
    """What the words of a column say is counted, if most say so. A header among the rows is none of its words."""
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
    """The basis that a text may mean: cash for costs, or the one basis whose words begin with it."""
    short = folded(text)
    if short in COSTS:
        return "cash"
    bases = {basis for word, basis in BASIS_MEANINGS.items() if len(short) >= BEGINS and word.startswith(short)}
    return bases.pop() if len(bases) == 1 else ""


def _is_of_units(column: Column) -> bool:
    return says_units(column.name) and any(map(is_unit, column.words))


def _marks_totals(column: Column) -> bool:
    """Whether a column says of every row whether it is a total."""
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
    """The texts that are called like totals, and those called like parts of other lines."""
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
    """The same, with the columns over which its rows are totals: in which these differ, and say what other rows say."""
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
    """How many different things some columns say in some rows; of one row nothing is different."""
    return count_different(_codes(columns), rows) if len(rows) > 1 else len(columns)


def _known(columns: Sequence[Named], totals: RowNumbers, others: RowNumbers) -> bool:
    """Whether nearly all totals say in some columns what other rows say there too."""
    codes = _codes(columns)
    return share_known(codes, totals, others) >= MOSTLY


def _codes(columns: Sequence[Named]) -> "list[array[int]]":
    return [named.column.codes for named in columns]


def _rows_of(one: Repeating) -> RowNumbers:
    return rows_with(one.named.column.codes, list(map(hash, one.texts)))


def _rows(table: Table, repeating: Sequence[Repeating]) -> RowNumbers:
    """The rows that repeat no money of others."""
    return all_but(table.rows, list(map(_rows_of, repeating)))


def _sums(table: Table, amounts: Sequence[Amount], names: Sequence[Named], rows: RowNumbers) -> tuple[str, ...]:
    """What rows are called that are the sum of others, of a table of which all rows are in the sample."""
    columns = [one.column for one in amounts if not one.doubt]
    if table.rows > SAMPLE or not columns:
        return ()
    return tuple(
        ", ".join(named.column.cells[row] for named in names) for row in sum_rows(columns, list(map(int, rows)))
    )


def _varied(naming: list[Named]) -> list[Named]:
    """The columns that do not say the same in every row, if there are any; and one that is called like lines."""
    called = titled(naming, COLUMNS["line"])
    return [one for one in naming if one.column.different > 1 or (called and one.column is called.column)] or naming


def _numbers_rows(named: Named, naming: Sequence[Named], apart: Sequence[Column], rows: RowNumbers) -> bool:
    """Whether a column only numbers the rows: it goes up by one, or other columns name lines that occur again."""
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
    """By how much the whole numbers of a column differ from row to row; nothing of few rows, or of other texts."""
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
    """How good a name of a line a column is: codes are the shortest and stay the same over the years."""
    if is_code(column):
        return 0
    texts = column.words[:1000]
    return 1 if sum(len(text) <= LONGEST_NAME for text in texts) >= MOSTLY * len(texts) else 2


def is_code(column: Column) -> bool:
    """Whether nearly all texts of a column are codes: short, or with digits, and without small letters."""
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
    """The columns that people call the lines by: of a code the texts that it stands for, if a column has them."""
    coarse = sorted(lines, key=lambda named: named.column.different)
    called = {line.column.index: _called(line, coarse[:place], naming) for place, line in enumerate(coarse)}
    return tuple(dict.fromkeys(called[line.column.index] for line in lines))


def _called(line: Named, coarser: Sequence[Named], naming: Sequence[Named]) -> Named:
    """The column of texts that a code stands for: the nearest, if it has nearly as many; or else the code itself."""
    if not is_code(line.column):
        return line
    texts = [other for other in naming if not is_code(other.column) and rank(other.column) < 2]
    enough = [other for other in texts if 2 * other.column.different >= line.column.different]
    place = line.column.index
    near = sorted(enough, key=lambda other: (abs(other.column.index - place), other.column.index < place))
    own = (other for other in near if _stand_for([*coarser, line], other) and not _stand_for(coarser, other))
    return next(own, line)


def _stand_for(codes: Sequence[Named], text: Named) -> bool:
    """Whether codes go with one text, nearly always."""
    cells = [named.column.cells for named in codes]
    ids = len(set(zip(*cells, strict=True)))
    return len(set(zip(*cells, text.column.cells, strict=True))) <= SHARES * ids
