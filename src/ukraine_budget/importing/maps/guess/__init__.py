"""A map for a file, guessed from all of it: to be looked at and edited, with the reason for every guess.

The way is `table.py` (what the columns hold), `roles.py` (what they are for), and this (the map, in TOML).
"""

from ukraine_budget.importing.kinds import AS_IT_SEEMS, Shape
from ukraine_budget.importing.maps.guess.roles import roles
from ukraine_budget.importing.maps.guess.table import table
from ukraine_budget.importing.maps.guess.toml import written
from ukraine_budget.importing.source import Source


def guess_map(source: Source, shape: Shape = AS_IT_SEEMS) -> str:
    """The TOML of a map for a file, with the reason for every guess; SourceError where the file cannot be read."""
    whole = table(source, shape)
    return "".join(f"{line}\n" for line in written(whole, roles(whole)))
