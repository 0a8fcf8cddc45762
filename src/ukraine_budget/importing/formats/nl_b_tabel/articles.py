"""The rows of an article: its total, its subtotals and its parts."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from ukraine_budget.importing.formats.nl_b_tabel.entries import Entry
from ukraine_budget.importing.names import identifier

TOTAL = re.compile(r"(?i)(totale? )?(verplichtingen|uitgaven|ontvangsten)( \([0-9]\) \+ \([0-9]\))?")
"""Labels of the row of a whole article."""
HALF = re.compile(r"(?i)(programma|apparaats?)[- ]?(verplichtingen|uitgaven|ontvangsten)")
"""Labels of its two halves; an article may have only one."""


class Part(NamedTuple):
    """A row below the total of its article: `labels` name its line, `parent` is its parent row, if any."""

    entry: Entry
    labels: tuple[str, ...]
    parent: Entry | None


class Group(NamedTuple):
    """The rows of one article and basis: `totals` state the whole, `subtotals` repeat money of other rows."""

    fund: str
    totals: tuple[Entry, ...]
    subtotals: tuple[Entry, ...]
    parts: tuple[Part, ...]

    @property
    def rows(self) -> list[Entry]:
        """All rows."""
        return [*self.totals, *self.subtotals, *(part.entry for part in self.parts)]

    @property
    def contradiction(self) -> tuple[Entry, Entry] | None:
        """Two totals with different amounts for a year; None if they agree."""
        for one, other in combinations(self.totals, 2):
            years = one.amounts.keys() & other.amounts.keys()
            if any(one.amounts[year][0] != other.amounts[year][0] for year in years):
                return one, other
        return None


def funds(entries: Sequence[Entry]) -> Mapping[tuple[str, str], str]:
    """The fund of each chapter code and name. Of chapters with one code, the largest has the bare code."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for entry in entries:
        counts[entry.code][identifier(entry.chapter)] += 1
    main = {code: max(names, key=lambda name: (names[name], name)) for code, names in counts.items()}
    return {
        (entry.code, entry.chapter): identifier(entry.code)
        if identifier(entry.chapter) == main[entry.code]
        else identifier(entry.code, entry.chapter)
        for entry in entries
    }


def groups(entries: Sequence[Entry], funds: Mapping[tuple[str, str], str]) -> Iterator[Group]:
    """Group rows by fund, article and basis."""
    articles: defaultdict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        articles[funds[entry.code, entry.chapter], entry.article, entry.basis].append(entry)
    return (_group(fund, rows) for (fund, _, _), rows in articles.items())


def _group(fund: str, rows: Sequence[Entry]) -> Group:
    whole = [row for row in rows if _is_whole(row, rows, TOTAL)]
    halves = [row for row in rows if _is_whole(row, rows, HALF) and row.amounts]
    if len(halves) == 1 and not any(row.amounts for row in whole):
        whole += halves
    first = next((row for row in whole if row.amounts), None)
    totals = [row for row in whole if first and row.programme == first.programme]
    rest = [row for row in rows if row not in totals]
    subtotals = [row for row in rest if row.total or row in whole or row in halves]
    return Group(fund, tuple(totals), tuple(subtotals), tuple(_parts([row for row in rest if row not in subtotals])))


def _is_whole(row: Entry, rows: Sequence[Entry], words: re.Pattern[str]) -> bool:
    """Whether a row is labelled with the words, or like its article, or not at all, and has no number of its own.

    Without a label it must be marked as a total, or be the only row.
    """
    labels = _own_labels(row)
    named = bool(labels) or any(row.labels) or row.total or len(rows) == 1
    return named and all(map(words.fullmatch, labels)) and row.number in ("", row.article)


def _own_labels(row: Entry) -> tuple[str, ...]:
    """The distinct labels of a row other than the name of its article or chapter."""
    names = {row.article_name.casefold(), row.chapter.casefold(), ""}
    return tuple(dict.fromkeys(label for label in row.labels if label.casefold() not in names))


def _parts(rows: Sequence[Entry]) -> Iterator[Part]:
    """The rows below a total, parents before their parts."""
    names = Counter(map(_own_labels, rows))
    parents = _plausible(dict(_parents(rows)))
    for row in sorted(rows, key=lambda row: _depth(row, parents)):
        labels = _own_labels(row) or (row.article_name,)
        yield Part(
            row, (row.number, *labels) if names[_own_labels(row)] > 1 and row.number else labels, parents.get(row)
        )


def _plausible(parents: Mapping[Entry, Entry]) -> Mapping[Entry, Entry]:
    """Remove parents that their parts do not add up to in any year: these rows become siblings."""
    parents = dict(parents)
    while doubtful := [parent for parent in parents.values() if not _is_whole_of(parent, _parts_of(parent, parents))]:
        parent = max(doubtful, key=lambda row: _depth(row, parents))
        for part in _parts_of(parent, parents):
            if parent in parents:
                parents[part] = parents[parent]
            else:
                del parents[part]
    return parents


def _parts_of(parent: Entry, parents: Mapping[Entry, Entry]) -> Sequence[Entry]:
    return [part for part, whole in parents.items() if whole is parent]


def _is_whole_of(parent: Entry, parts: Sequence[Entry]) -> bool:
    """Whether parts add up to a row in some year, within rounding, and none exceeds it in any."""
    sizes = {year: [int(part.amounts[year][0]) for part in parts if year in part.amounts] for year in parent.amounts}
    whole = {year: int(amount) for year, (amount, _) in parent.amounts.items()}
    add_up = any(members and 2 * abs(sum(members) - whole[year]) <= len(members) for year, members in sizes.items())
    return add_up and not any(_exceeds(part, parent) for part in parts)


def _exceeds(part: Entry, parent: Entry) -> bool:
    amounts = ((int(text), int(parent.amounts.get(year, ("0",))[0])) for year, (text, _) in part.amounts.items())
    return any(whole >= 0 and size > whole + 1 for size, whole in amounts)


def _parents(rows: Sequence[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Rows with their parent row.

    The parent is the row whose number is a prefix of the row's own; otherwise the last row before it that is less
    detailed and has the same labels as far as it goes. Labels are an outline: a blank before the last one repeats the
    label above.
    """
    numbers = Counter(row.number for row in rows)
    numbered = {row.number: row for row in rows if numbers[row.number] == 1 and row.number}
    for n, row in enumerate(rows):
        beginning = row.number
        while (beginning := beginning.rpartition(".")[0]) and beginning not in numbered:
            pass
        parent = numbered.get(beginning) or next((other for other in rows[:n][::-1] if _covers(other, row)), None)
        if parent:
            yield row, parent


def _covers(parent: Entry, part: Entry) -> bool:
    level = _level(parent)
    pairs = zip(parent.labels[: level + 1], part.labels, strict=False)
    return 0 <= level < _level(part) and all(other in (one, "") for one, other in pairs)


def _level(row: Entry) -> int:
    return max((level for level, label in enumerate(row.labels) if label), default=-1)


def _depth(row: Entry, parents: Mapping[Entry, Entry]) -> int:
    return 1 + _depth(parents[row], parents) if row in parents else 0
