"""Which columns of a block stand side by side on a screen, and how the cells of the others stand under their row."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

from ukraine_budget.model.text import WORD
from ukraine_budget.report.table import Column
from ukraine_budget.write.width import indented, widest, wrapped

SHORT = 12
"""A column of texts is made no narrower than this, nor than its longest word."""
HANG = " "
"""Indent of the second and later lines of a text in a column."""
UNDER = "  "
"""How much farther than its row that which stands under it is indented."""


def side_by_side(columns: Sequence[Column], texts: Sequence[Sequence[str]], gap: int, width: int) -> dict[int, int]:
    """The columns that fit a width, by their numbers, and how wide each is: all; without texts; or only the first.

    Numbers get all that they need; texts wrap. `texts` are the columns, each with its title and all of one width.
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
    """How narrow a column of texts may be made: what its longest word needs in its place, or SHORT."""
    words = (indented(text) + HANG + word for text in texts for word in WORD.findall(text))
    return min(most, max(SHORT, widest(["", *words])))


def shared(least: Mapping[int, int], most: Mapping[int, int], room: int) -> dict[int, int]:
    """The width of each column: all that it can use; where that is too much, the widest texts give way first."""

    def levelled(level: int) -> dict[int, int]:
        return {n: max(least[n], min(most[n], level)) for n in most}

    return next(found for level in range(room, -1, -1) if sum((found := levelled(level)).values()) <= room)


def broken(text: str, width: int) -> list[str]:
    """A text of a column in lines that keep its indent."""
    return wrapped(text.rstrip(), width, hang=indented(text) + HANG)


def under(row: str, cells: Iterable[tuple[Column, str, str]], width: int) -> list[str]:
    """The lines under a row: each cell of a column, after its title, as many on a line as fit. No figure is parted."""
    indent = indented(row.rstrip()) + UNDER
    lines: list[str] = []
    for column, title, text in cells:
        if not text.strip():
            continue
        said, before = f"{title.strip()}: {text.strip()}".removeprefix(": "), "; "
        if column.kind == "spread":  # tells of the amount before it
            said, before = text.strip(), " "
        if lines and widest([lines[-1] + before + said]) <= width:
            lines[-1] += before + said
        elif widest([indent + said]) <= width:
            lines.append(indent + said)
        else:
            lines += wrapped(f"{indent}{title.strip()}:", width, indent) if title.strip() else []
            spare = width - widest([text.strip()])
            near = (indent + HANG)[: spare if spare >= 0 else None]  # nearer to the edge rather than parted
            lines += wrapped(near + text.strip(), width, near)
    return lines
