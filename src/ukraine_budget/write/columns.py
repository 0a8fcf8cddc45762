"""Fit columns of a block to a screen: some side by side, the cells of the others under their row."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

from ukraine_budget.model.text import WORD
from ukraine_budget.report.table import Column
from ukraine_budget.write.width import indented, widest, wrapped

SHORT = 12
"""The least width of a column of text, unless its longest word needs more."""
HANG = " "
"""Indent of the second and later lines of text in a column."""
UNDER = "  "
"""Extra indent of what stands under a row."""


def side_by_side(columns: Sequence[Column], texts: Sequence[Sequence[str]], gap: int, width: int) -> dict[int, int]:
    """Choose the columns that fit a width: all; names and numbers; or only the first. Return widths by column.

    Numbers get all that they need; text wraps. `texts` are the columns, each its title and cells, padded to one width.
    """
    numbers = {n for n, column in enumerate(columns) if column.kind != "text"}
    names = len([*takewhile(lambda column: column.kind == "text", columns)]) if numbers else 1
    for kept in (range(len(columns)), sorted({*range(names or 1), *numbers})):
        most = {n: widest(texts[n][:1]) for n in kept}
        least = {n: size if n in numbers else _least(texts[n], size) for n, size in most.items()}
        room = width - gap * (len(kept) - 1)
        if sum(least.values()) <= room:
            return shared(least, most, room)
    return {0: min(widest(texts[0][:1]), width)}


def _least(texts: Sequence[str], most: int) -> int:
    """Return the least width of a column of text: that of its longest word in place, or SHORT."""
    words = (indented(text) + HANG + word for text in texts for word in WORD.findall(text))
    return min(most, max(SHORT, widest(["", *words])))


def shared(least: Mapping[int, int], most: Mapping[int, int], room: int) -> dict[int, int]:
    """Share out room between columns: each gets its `most`, or the widest are narrowed first, down to their `least`."""

    def levelled(level: int) -> dict[int, int]:
        return {n: max(least[n], min(most[n], level)) for n in most}

    return next(widths for level in range(room, -1, -1) if sum((widths := levelled(level)).values()) <= room)


def broken(text: str, width: int) -> list[str]:
    """Wrap a cell to lines that keep its indent."""
    return wrapped(text.rstrip(), width, hang=indented(text) + HANG)


def under(row: str, cells: Iterable[tuple[Column, str, str]], width: int) -> list[str]:
    """Return the lines under a row: cells after their titles, as many on a line as fit. Figures are never broken."""
    indent = indented(row.rstrip()) + UNDER
    lines: list[str] = []
    for column, title, text in cells:
        if not text.strip():
            continue
        entry, separator = f"{title.strip()}: {text.strip()}".removeprefix(": "), "; "
        if column.kind == "spread":  # belongs to the amount before it
            entry, separator = text.strip(), " "
        if lines and widest([lines[-1] + separator + entry]) <= width:
            lines[-1] += separator + entry
        elif widest([indent + entry]) <= width:
            lines.append(indent + entry)
        else:
            lines += wrapped(f"{indent}{title.strip()}:", width, indent) if title.strip() else []
            spare = width - widest([text.strip()])
            near = (indent + HANG)[: spare if spare >= 0 else None]  # a smaller indent rather than a broken figure
            lines += wrapped(near + text.strip(), width, near)
    return lines
