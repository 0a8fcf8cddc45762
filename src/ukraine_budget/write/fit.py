"""Blocks fitted to a screen: texts wrap at words; what still does not fit goes under its row, or into a next part."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, takewhile, zip_longest
from typing import Literal, NamedTuple

from rich.cells import cell_len

from ukraine_budget.errors import printable
from ukraine_budget.language import Language, Text
from ukraine_budget.model.text import WORD
from ukraine_budget.report.display import shown
from ukraine_budget.report.table import Block, Column, Row
from ukraine_budget.write.plain import GAP
from ukraine_budget.write.width import wrapped

SMALL = 12
"""A column that needs no more than this is not made narrower, unless it names the rows."""
HANG = " "
"""Indent of the second and later lines of a name."""
UNDER = 2 * GAP
"""Indent of what is put under a row."""


Ease = Literal["easy", "words", "broken"]
"""How narrow a column of names or numbers may be: half its longest text, its longest word, or narrower than that."""


class Need(NamedTuple):
    """Width of the longest text of a column, and of its longest word."""

    whole: int
    word: int


class Span(NamedTuple):
    """Least width of a column, and the most that it can use."""

    least: int
    most: int


class Plan(NamedTuple):
    """The columns of each part in which a block is drawn, and those that stand under the rows of the last."""

    parts: list[list[int]]
    under: list[int]


def fitted(block: Block, language: Language, width: int) -> Iterator[Block]:
    """The block as it is, if it is no wider than a width; else the parts in which it is drawn.

    Columns of words that do not fit stand under their row. Columns of numbers that do not fit even then follow in a
    next part, which begins with the same first columns. No amount is broken: one wider than the screen stays so.
    """
    titles = [printable(language.say(column.title)) for column in block.columns]
    rows = [_texts(block.columns, row, language) for row in block.rows]
    needs = [_need(block.rows, rows, index, title) for index, title in enumerate(titles)]
    if _drawn(need.whole for need in needs) <= width:
        yield block
        return
    spans, plan = _chosen(block.columns, needs, width)
    for part in plan.parts:
        widths = dict(zip(part, _widths([spans[n] for n in part], width), strict=True))
        under = {n: titles[n] for n in (plan.under if part is plan.parts[-1] else ())}
        lines = chain.from_iterable(
            (*_lines(row, texts, widths), *_under(row, texts, under, width))
            for row, texts in zip(block.rows, rows, strict=True)
        )
        title = block.title if part is plan.parts[0] else Text()
        yield Block(title, tuple(block.columns[n] for n in part), tuple(lines))


def _texts(columns: Sequence[Column], row: Row, language: Language) -> list[str]:
    """The cells of a row as texts; a heading has one."""
    cells = zip(row.cells, columns, strict=False)
    return [printable(shown(value, column.kind, language)) for value, column in cells]


def _need(rows: Sequence[Row], written: Sequence[Sequence[str]], index: int, title: str) -> Need:
    whole = word = cell_len(title)
    for row, texts in zip(rows, written, strict=True):
        if row.style != "heading":
            indent = _indent(row, index)
            whole = max(whole, indent + cell_len(texts[index]))
            word = max(word, *(indent + len(HANG) + cell_len(piece) for piece in WORD.findall(texts[index])), 0)
    return Need(whole, min(whole, word))


def _indent(row: Row, index: int) -> int:
    return 0 if index else row.level * len(GAP)


def _key(columns: Sequence[Column]) -> int:
    """How many columns name a row: those of words before the first number, or one if there are no numbers."""
    words = len(list(takewhile(lambda column: column.kind == "text", columns)))
    return words if 0 < words < len(columns) else 1


def _chosen(columns: Sequence[Column], needs: Sequence[Need], width: int) -> tuple[list[Span], Plan]:
    """The first plan that fits, preferably in one part; the last if none does."""
    eases: tuple[Ease, ...] = ("easy", "words", "broken")
    for ease in eases:
        spans = _spans(columns, needs, width, ease)
        plan = _planned(columns, spans, width)
        fits = all(_drawn(spans[n].least for n in part) <= width for part in plan.parts)
        if fits and (len(plan.parts) == 1 or ease != "easy"):
            break
    return spans, plan


def _spans(columns: Sequence[Column], needs: Sequence[Need], width: int, ease: Ease) -> list[Span]:
    key = _key(columns)
    spans = []
    for index, (column, need) in enumerate(zip(columns, needs, strict=True)):
        small = max(need.word, min(need.whole, SMALL))
        least = max(small, need.whole // 2)
        if index < key or column.kind != "text":  # neither names nor numbers can be put under a row
            narrow = need.word if index < key else small
            least = max(narrow, min(least, width // 3)) if ease == "easy" else narrow
        if index < key and column.kind == "text" and ease == "broken":
            least = min(least, width // (key + 1))
        spans.append(Span(least, need.whole))
    return spans


def _drawn(widths: Iterable[int]) -> int:
    """Total width of columns, with the gaps between them."""
    return sum(width + len(GAP) for width in widths) - len(GAP)


def _planned(columns: Sequence[Column], spans: Sequence[Span], width: int) -> Plan:
    def fits(indexes: Iterable[int]) -> bool:
        return _drawn(spans[n].least for n in indexes) <= width

    key, kept = _key(columns), list(range(len(columns)))
    under: list[int] = []
    for index in reversed(kept[key:]):
        if columns[index].kind == "text" and not fits(kept):
            kept.remove(index)
            under.insert(0, index)
    groups: list[list[int]] = []
    for index in kept[key:]:
        if groups and columns[index].of_last and fits([*kept[:key], *groups[-1], index]):
            groups[-1].append(index)
        else:
            groups.append([index])
    parts = [[*kept[:key], *chain(*groups[:1])]]
    for group in groups[1:]:
        if fits([*parts[-1], *group]):
            parts[-1].extend(group)
        else:
            parts.append([*kept[:key], *group])
    while under and fits([*parts[-1], under[0]]):  # beside the last numbers there may be room again
        parts[-1].append(under.pop(0))
    return Plan(parts, under)


def _widths(spans: Sequence[Span], width: int) -> list[int]:
    """Width of each column: all that it can use; if the total is too wide, the widest give way first."""

    def levelled(most: int) -> list[int]:
        return [max(span.least, min(span.most, most)) for span in spans]

    level = next((most for most in range(width, 0, -1) if _drawn(levelled(most)) <= width), 0)
    widths = levelled(level)
    left = max(width - _drawn(widths), 0)  # less than one for each of the widest
    return [size + min(left, span.most - size) for size, span in zip(widths[:1], spans, strict=False)] + widths[1:]


def _lines(row: Row, texts: Sequence[str], widths: Mapping[int, int]) -> Iterator[Row]:
    """The lines of a wrapped row, each as a row."""
    if row.style == "heading":
        yield row
        return
    pieces = [wrapped(texts[n], width - _indent(row, n), "" if n else HANG) for n, width in widths.items()]
    for cells in zip_longest(*pieces, fillvalue=""):
        yield Row(cells, row.style, row.level)


def _under(row: Row, texts: Sequence[str], titles: Mapping[int, str], width: int) -> Iterator[Row]:
    """The lines under a row: its cells in the columns that have these titles."""
    if row.style == "heading":
        return
    indent = " " * _indent(row, 0) + UNDER
    room = max(width - len(indent), 1)
    lines: list[str] = []
    for said in (f"{title}: {texts[n]}".removeprefix(": ") for n, title in titles.items() if texts[n]):
        if lines and cell_len(f"{lines[-1]}; {said}") <= room:
            lines[-1] += f"; {said}"
        else:
            lines.extend(wrapped(said, room))
    yield from (Row((indent + line,), "under") for line in lines)
