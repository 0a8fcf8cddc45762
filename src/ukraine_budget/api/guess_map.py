"""A map for a table, to start from."""

from pathlib import Path

from ukraine_budget.importing.maps.guess import guess_map as _guess_map
from ukraine_budget.importing.rows import Shape
from ukraine_budget.importing.source import source


def guess_map(file: str | Path, *, sheet: str = "") -> str:
    """The text of a map (TOML) for a file, guessed from its first rows, with the reason for each guess.

    It is meant to be looked at and edited. Raises SourceError for a file that cannot be read or has no table.
    """
    return _guess_map(source(file), Shape(sheet=sheet))
