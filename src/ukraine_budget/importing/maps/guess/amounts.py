"""Columns of amounts among the columns of numbers, and how to tell several apart."""

import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import NamedTuple

from ukraine_budget.importing.maps.guess.numbers import figures, is_number, unmarked
from ukraine_budget.importing.maps.guess.table import Column
from ukraine_budget.importing.maps.guess.words import (
    AGES,
    CODE,
    DIFFERENCE,
    PAGE,
    PERCENTAGE,
    PHASES,
    VERSION,
    HeaderHints,
    folded,
    header_hints,
    pattern,
)
from ukraine_budget.importing.names import identifier
from ukraine_budget.model.amount import exact_sum
from ukraine_budget.read.notation import COLUMNS, MINUS, MOST_DIGITS

AMOUNT = pattern(COLUMNS["amount"])
FRACTION = re.compile(r"[-+]?[0-9][0-9., ']*[.,](?:[0-9]{1,2}|[0-9]{4,})")
SMALL = 100
"""Integers below this may count anything."""
MANY = 200
"""Number of rows from which amounts are expected to differ."""
OFTEN = 20
"""Average number of occurrences of each number in a column of codes."""
GROUPS = 5
NEW = max(AGES.values())
"""Age of what is called new."""
NEARLY = 0.98


class Amount(NamedTuple):
    """A column of amounts and the reason to take it for one; `doubt` says what is unknown about it.

    Of several columns of one year and basis, each is a `version` or a `part` (a line of its own). They are `summed` if
    one holds the sums of the others; that one is no part. A version has a `phase` and `follows` another: with certainty
    if the names say which is older, as `because` explains.
    """

    column: Column
    reason: str
    doubt: str = ""
    version: str = ""
    part: str = ""
    summed: bool = False
    phase: str = ""
    follows: str = ""
    because: str = ""

    @property
    def hints(self) -> HeaderHints:
        """Hints in the column's name."""
        return header_hints(self.column.name, self.column.above)


class Verdict(NamedTuple):
    """Whether a column holds amounts, None if in doubt; and whether its numbers may be identifiers."""

    amounts: bool | None
    reason: str
    names: bool = False


def amounts_of(columns: Sequence[Column]) -> tuple[tuple[Amount, ...], tuple[tuple[Column, str], ...]]:
    """The columns of amounts; and other numeric columns that are no identifiers, with the reason."""
    numbers = [column for column in columns if column.has_numbers or _are_percentages(column.said)]
    verdicts = {column.index: _verdict(column, columns) for column in numbers}
    certain = [column for column in numbers if verdicts[column.index].amounts]
    amounts, more = _classified([Amount(column, verdicts[column.index].reason) for column in certain])
    if not certain:
        unsure = [column for column in numbers if verdicts[column.index].amounts is None]
        amounts = [Amount(column, "", verdicts[column.index].reason) for column in unsure]
    taken = {amount.column.index for amount in amounts} | {column.index for column, _ in more}
    others = [column for column in numbers if column.index not in taken and not verdicts[column.index].names]
    rest = ((column, verdicts[column.index].reason) for column in others if not verdicts[column.index].amounts)
    return tuple(amounts), (*more, *rest)


def _verdict(column: Column, columns: Sequence[Column]) -> Verdict:
    """Judge a numeric column by its name, otherwise by its content."""
    name, hints = column.title, header_hints(column.name, column.above)
    if DIFFERENCE.search(name) or DIFFERENCE.search(folded(column.above)):
        return Verdict(amounts=False, reason="differences, by its name")
    if PERCENTAGE.search(name) or _are_percentages(column.said):
        return Verdict(amounts=False, reason="percentages")
    if AMOUNT.search(name):
        return Verdict(amounts=True, reason="by its name")
    if hints.year or hints.distance or hints.basis or _is_version(hints):
        return Verdict(amounts=True, reason="its name tells what its amounts are of")
    if PAGE.search(name):
        return Verdict(amounts=False, reason="numbers of pages, by its name")
    return _by_content(column, name, columns)


def _are_percentages(texts: Sequence[str]) -> bool:
    """Whether most texts are percentages."""
    return 2 * sum(text.endswith("%") for text in texts) > len(texts)


def _by_content(column: Column, name: str, columns: Sequence[Column]) -> Verdict:
    texts = [unmarked(text)[0] for text in column.said if is_number(text)]
    if column.is_years:
        return Verdict(amounts=False, reason="years", names=True)
    if any(re.match("0[0-9]", text) for text in texts):
        return Verdict(amounts=False, reason="codes, which begin with zeros", names=True)
    if CODE.search(name):
        return Verdict(amounts=False, reason="codes, by its name", names=True)
    if any(map(FRACTION.fullmatch, texts)):
        if of := _described(column, columns):
            return Verdict(None, f"the same in all rows of one {of}")
        return Verdict(amounts=True, reason="numbers with a fraction")
    return _whole(column, texts, columns)


def _whole(column: Column, texts: Sequence[str], columns: Sequence[Column]) -> Verdict:
    """Judge a column of integers."""
    sizes = [int(re.sub("[^0-9]", "", text)[: MOST_DIGITS + 1] or 0) for text in texts]
    if len(sizes) >= GROUPS and len({after - before for before, after in pairwise(sizes)}) == 1:
        return Verdict(None, "numbers of the rows")
    if reason := _naming(column, sizes, texts, columns):
        return Verdict(None, reason, names=True)
    if of := _described(column, columns):
        return Verdict(None, f"the same in all rows of one {of}")
    return Verdict(amounts=True, reason="numbers of many sizes")


def _naming(column: Column, sizes: Sequence[int], texts: Sequence[str], columns: Sequence[Column]) -> str:
    """The reason why integers may be identifiers; empty if there is none."""
    if max(sizes, default=0) < SMALL:
        return "small whole numbers"
    if len(texts) >= MANY and len(set(texts)) * OFTEN <= len(texts):
        return "the same few numbers time and again"
    if (len(texts) >= MANY or _are_named(columns)) and len(set(map(len, texts))) == 1:
        return "numbers that have all as many digits"
    text = _named_by(column, columns)
    return f"each stands for one {text}" if text else ""


def _are_named(columns: Sequence[Column]) -> bool:
    """Whether any column is one of amounts by its name."""
    return any(AMOUNT.search(one.title) or header_hints(one.name, one.above).anything for one in columns)


def _is_version(hints: HeaderHints) -> bool:
    """Whether a name says that a column is a version, even of an unknown phase."""
    return bool(hints.phase or hints.age or VERSION.search(hints.rest))


def _named_by(column: Column, columns: Sequence[Column]) -> str:
    """The column of texts with a similar name that has one text for each number; empty if there is none."""
    word, numbers = column.title.split()[:1], len(set(column.cells))
    for text in columns:
        alike = text.title.split()[:1] == word and not text.has_numbers
        if alike and numbers < len(column.cells) and len(set(zip(column.cells, text.cells, strict=True))) == numbers:
            return text.name
    return ""


def _described(column: Column, columns: Sequence[Column]) -> str:
    """The column of texts that each go with one number in several rows; empty if there is none."""
    for text in columns:
        if text is column or text.has_numbers:
            continue
        groups = len(set(text.cells))
        if GROUPS <= groups <= len(text.cells) / 3 and len(set(zip(text.cells, column.cells, strict=True))) == groups:
            return text.name
    return ""


def _classified(candidates: Sequence[Amount]) -> tuple[list[Amount], list[tuple[Column, str]]]:
    """Divide columns into amounts, those with unknown facts in doubt, and numbers that are no amounts."""
    dated = [one for one in candidates if one.hints.year or one.hints.distance]
    if dated:
        known = {(one.hints.year, one.hints.distance) for one in dated if one.hints.basis}
        others = [one for one in dated if not one.hints.basis and (one.hints.year, one.hints.distance) in known]
        sure = _apart([one for one in dated if one not in others])
        rest = [(one.column, "nothing says of which year") for one in candidates if one not in dated]
        return [*sure, *map(_doubtful, _apart(others))], rest
    named = [one for one in candidates if folded(one.column.name) in set(map(folded, COLUMNS["amount"]))]
    if named and not any(one.hints.basis for one in candidates):
        also = [one.column for one in candidates if one != named[0] and any(map(FRACTION.fullmatch, one.column.said))]
        return named[:1], [(other, f"{named[0].column.name} is called so") for other in also]
    if any(one.hints.basis for one in candidates):
        sure = _apart([one for one in candidates if one.hints.basis])
        others = _apart([one for one in candidates if not one.hints.basis])
        return [*sure, *map(_doubtful, others)], []
    return _apart(candidates), []


def _doubtful(one: Amount) -> Amount:
    """Mark a column as in doubt: it may be a version, and is a line only if it adds up to another column."""
    version = one.version or (identifier(one.column.name) if one.hints.phase else "")
    return one._replace(doubt="nothing says what it counts", version=version, part=one.part if one.summed else "")


def _apart(amounts: Sequence[Amount]) -> list[Amount]:
    """Tell apart the columns of one year and basis."""
    groups: defaultdict[tuple[str, str, str], list[Amount]] = defaultdict(list)
    for one in amounts:
        groups[one.hints.year, one.hints.distance, one.hints.basis].append(one)
    distinct = {one.column.index: one for group in groups.values() for one in _divided(group)}
    return _of_versions([distinct[one.column.index] for one in amounts])


def _of_versions(amounts: Sequence[Amount]) -> list[Amount]:
    """Give a lone column of a year the version that another year has under its name."""
    known = {one.version: one for one in amounts if one.version}
    like = (known.get(identifier(one.hints.rest)) or one for one in amounts)
    return [
        one._replace(version=same.version, phase=same.phase, follows=same.follows, because=same.because)
        for one, same in zip(amounts, like, strict=True)
    ]


def _divided(group: Sequence[Amount]) -> list[Amount]:
    """Divide columns of one year and basis: versions; or one certain and others in doubt; or lines."""
    if len(group) == 1:
        return list(group)
    if all(_is_version(one.hints) for one in group):
        return _following([one._replace(version=id) for one, id in zip(_phased(group), _ids(group), strict=True)])
    if plain := next((one for one in group if one.hints.basis and not one.hints.rest), None):
        doubt = f"counts the same as {plain.column.name}"
        return [one if one is plain else one._replace(doubt=doubt) for one in group]
    whole = _whole_of(group)
    parts = (id if one is not whole else "" for one, id in zip(group, _ids(group), strict=True))
    return [one._replace(part=part, summed=whole is not None) for one, part in zip(group, parts, strict=True)]


def _phased(group: Sequence[Amount]) -> list[Amount]:
    """Give versions their phases; one that is only called old or new gets that of the nearest before it."""
    phases = [one.hints.phase for one in group]
    near = [next(filter(None, (*phases[index::-1], *phases[index:])), "") for index in range(len(group))]
    return [
        one._replace(phase=phase if one.hints.age else one.hints.phase) for one, phase in zip(group, near, strict=True)
    ]


def _following(versions: Sequence[Amount]) -> list[Amount]:
    """Chain versions by phase, then by age."""
    order = ["", *PHASES]
    before = {}
    for older, newer in pairwise(sorted(versions, key=lambda one: (order.index(one.phase), one.hints.age))):
        before[newer.version] = older
    return [
        one._replace(follows=last.version, because=_because(last, one)) if (last := before.get(one.version)) else one
        for one in versions
    ]


def _because(older: Amount, newer: Amount) -> str:
    """The reason why one version is certainly older; empty if it is not."""
    if older.phase != newer.phase:
        is_known = older.phase or newer.phase == "executed"
        return f"{older.column.name} is of an earlier phase" if is_known else ""
    age, other = older.hints.age, newer.hints.age
    both_count = age < other and (age or other == NEW)
    return f"{older.column.name} is the older, by its name" if both_count else ""


def _ids(group: Sequence[Amount]) -> list[str]:
    """Short distinct ids for the columns."""
    above = [header_hints(one.column.above).rest for one in group]
    rests = [identifier(one.hints.rest or rest) for one, rest in zip(group, above, strict=True)]
    if all(rests) and len(set(rests)) == len(rests):
        return rests
    return [identifier(one.column.above, one.column.name) or f"column-{one.column.index + 1}" for one in group]


def _whole_of(group: Sequence[Amount]) -> Amount | None:
    """The column whose amounts are the sums of the others in nearly all rows; None if there is none."""
    if len(group) < 3:
        return None
    texts = [one.column.cells for one in group]
    decimal = figures([text for cells in texts for text in cells]).decimal or "."
    rows = [[value(text, decimal) for text in row] for row in zip(*texts, strict=True)]
    rows = [row for row in rows if any(row)]
    for index, one in enumerate(group):
        fits = sum(2 * row[index] == exact_sum(row) for row in rows)
        if rows and fits >= NEARLY * len(rows):
            return one
    return None


def value(text: str, decimal: str) -> Decimal:
    """Estimate the number in a text; 0 if there is none."""
    try:
        number = re.sub(rf"[{MINUS}]", "-", unmarked(text)[0])
        return Decimal(re.sub(rf"[^0-9{re.escape(decimal)}-]", "", number).replace(decimal, "."))
    except InvalidOperation:
        return Decimal(0)
