"""The pages of the docs as data: tables by heading, and files shown."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from transcript import ROOT

HEADING = re.compile(r"^#+ (.*)$")
FILE = re.compile(r"^`([^`\n]+)`\n\n```[a-z]+\n(.*?)^```$", re.MULTILINE | re.DOTALL)
RULE = re.compile(r"\| ---")
CELLS = re.compile(r"\s*\|\s*")

Rows = Sequence[Sequence[str]]


def page(name: str) -> str:
    """Read a page."""
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def tables(text: str) -> Mapping[str, Sequence[Rows]]:
    """Return tables by heading, without header rows, and without code marks around single words."""
    found: dict[str, list[list[list[str]]]] = {}
    heading = ""
    for above, line in pairwise(["", *text.splitlines()]):
        if title := HEADING.match(line):
            heading = title[1]
        elif line.startswith("| "):
            if not above.startswith("| "):
                found.setdefault(heading, []).append([])
            found[heading][-1].append([_plain(cell) for cell in CELLS.split(line)[1:-1]])
    return {title: [rows[2:] for rows in each] for title, each in found.items()}


def _plain(cell: str) -> str:
    return cell.strip("`") if cell.count("`") == 2 else cell


def files(text: str) -> Mapping[str, str]:
    """Return the files shown on a page, each after its name alone on a line."""
    return dict(FILE.findall(text))


_FAULTS, _EXPECTED, _UNREADABLE = tables(page("importing.md"))["What is left out"]
REASONS = tuple(row[0] for row in (*_FAULTS, *_EXPECTED))
"""Reasons why rows and cells are left out of an import, from the page on imports."""
UNREADABLE = tuple(row[0] for row in _UNREADABLE)
"""Reasons why files cannot be read, from that page."""
