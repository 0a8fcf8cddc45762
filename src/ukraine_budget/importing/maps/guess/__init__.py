"""Guessing of a map for a file from all its rows, with a reason for every guess, to be checked and edited.

`table.py` collects the content of columns, `roles.py` infers their roles, and `toml.py` writes the map.
"""

from ukraine_budget.importing.kinds import AS_IT_SEEMS, Shape
from ukraine_budget.importing.maps.guess.roles import roles
from ukraine_budget.importing.maps.guess.table import table
from ukraine_budget.importing.maps.guess.toml import written
from ukraine_budget.importing.source import Source


def guess_map(source: Source, shape: Shape = AS_IT_SEEMS) -> str:
    """Guess a map (TOML) for a file, with a reason for every guess; SourceError if the file cannot be read."""
    whole = table(source, shape)
    return "".join(f"{line}\n" for line in written(whole, roles(whole)))
