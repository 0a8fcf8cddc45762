"""What mends an import that would lose amounts, by the reason for which they were left out."""

from collections.abc import Mapping

from ukraine_budget.language import Text, said

NUMBERS = said("say in the map how amounts are written: decimal, thousands, nothing and zero in [numbers]")
COLUMNS = said("say in the map which column tells it, or what its words mean in [values]")
ROWS = said("mend these rows in a copy of the file: each must have a cell for every column")
MENDS: Mapping[str, Text] = {
    "ambiguous-number": NUMBERS,
    "bad-number": NUMBERS,
    "conflicting-figures": said('have line.id in the map tell the rows apart, or have them added: same = "add"'),
    "formula": said("open the workbook in a spreadsheet program and save it: its formulas then have values"),
    "incomplete-sum": said("mend the row that the message names: what it would be added to is left out with it"),
    "inexact-number": said("say in the map to which step such amounts are rounded: round in [numbers]"),
    "long-row": ROWS,
    "short-row": ROWS,
    **dict.fromkeys(("bad-date", "bad-year", "no-basis", "no-fund", "no-line", "no-version", "other-fund"), COLUMNS),
    **dict.fromkeys((f"unknown-{word}" for word in ("basis", "fund", "line", "phase", "version", "year")), COLUMNS),
}
OTHER = said("mend these rows in a copy of the file; or leave them out in a map, by [[skip]] with a reason")
"""What mends all else."""
OWN_MAP = said("a format has a map of its own: mend a copy of the file, or write a map with budget import --guess FILE")
