"""How wide texts are on a screen, where some characters take two cells and some none; and texts of one width."""

from collections.abc import Callable, Sequence

NARROW = "\u02ff"
"""Last character before those that may take no cell, or two, on a screen."""


def padded(texts: Sequence[str], way: Callable[[str, int], str]) -> list[str]:
    """At least one text, all as wide as the longest: aligned by `str.ljust` or `str.rjust`."""
    return filled(texts, widest(texts), way)


def filled(texts: Sequence[str], width: int, way: Callable[[str, int], str]) -> list[str]:
    """Texts filled up to a width."""
    if _is_narrow(texts):
        return [way(text, width) for text in texts]
    return [way(text, width - _width(text) + len(text)) for text in texts]


def widest(texts: Sequence[str]) -> int:
    """The width of the longest of at least one text."""
    return max(map(len if _is_narrow(texts) else _width, texts))


def _is_narrow(texts: Sequence[str]) -> bool:
    """Whether every character takes one cell."""
    together = "".join(texts)
    return together.isascii() or max(together) <= NARROW


def _width(text: str) -> int:
    from rich.cells import cell_len  # noqa: PLC0415  # only wide characters need its tables

    return cell_len(text)
