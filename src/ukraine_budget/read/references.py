"""Names that one row says and another must have: versions, lines, funds, documents, bases."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from ukraine_budget.errors import Problem, nearest
from ukraine_budget.language import said, word
from ukraine_budget.read.codes import quoted
from ukraine_budget.read.gate import ValidatedTable
from ukraine_budget.read.places import DESCRIPTOR

Files = Mapping[str, ValidatedTable | None]
"""The files of a ledger by name: None is one that cannot be read."""
IDS = {"funds": "fund", "lines": "line", "documents": "document", "versions": "version"}
"""The files whose rows others name, and the field that has their names."""
BASES = "bases"
FIELDS = {
    "lines": {"fund": "funds", "parent": "lines", "successor": "lines"},
    "documents": {"supersedes": "documents"},
    "versions": {"document": "documents", "follows": "versions", "supersedes": "versions"},
    "amounts": {"version": "versions", "line": "lines", "basis": BASES, "document": "documents"},
    "mutations": {"version": "versions", "line": "lines", "basis": BASES, "document": "documents"},
    "claims": {
        "source": "documents",
        "left_basis": BASES,
        "left_lines": "lines",
        "left_version": "versions",
        "right_basis": BASES,
        "right_lines": "lines",
        "right_version": "versions",
    },
}
"""The fields of each file that name something, and the file that must have it."""


class Known(NamedTuple):
    """The names that are there. `home` is the file that has them."""

    word: str
    home: str
    names: frozenset[str]


def unknown_names(files: Files, bases: Collection[str]) -> Iterator[Problem]:
    """The names in any file that nothing has. A file that is broken or not whole is not held against others."""
    known = {home: _known(files, home) for home in IDS}
    known[BASES] = Known("basis", DESCRIPTOR, frozenset(bases))
    for name, fields in FIELDS.items():
        checked = files.get(name)
        for field, home in fields.items():
            names = known[home]
            if checked and names:
                yield from _unknown(checked, field, names)


def known_names(files: Files, home: str, bases: Collection[str]) -> Collection[str] | None:
    """The names that are there in a file, or among the bases. None for a file that is broken or not whole."""
    if home == BASES:
        return frozenset(bases)
    known = _known(files, home)
    return known.names if known else None


def _known(files: Files, home: str) -> Known | None:
    checked = files.get(home)
    if home not in files:
        return Known(IDS[home], f"{home}.csv", frozenset())
    if checked is None or not checked.sheet.whole:
        return None
    return Known(IDS[home], f"{home}.csv", frozenset(checked.columns[IDS[home]]))


def _unknown(checked: ValidatedTable, field: str, known: Known) -> Iterator[Problem]:
    column = checked.columns[field]
    strange = {cell for cell in set(column) if not known.names.issuperset(_names(cell))}
    for row, cell in enumerate(column) if strange else ():
        if cell in strange:
            for name in _names(cell):
                if name not in known.names:
                    help = nearest(name, filter(None, known.names)) or said("see {file}", file=known.home)
                    message = said("there is no {what} {name}", what=word(known.word, "thing"), name=quoted(name))
                    yield checked.problem(f"unknown-{known.word}", row, field, message, help)


def _names(cell: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """The names in a checked cell: of a list all, of a blank or refused one none."""
    return cell if isinstance(cell, tuple) else (cell,) if cell else ()
