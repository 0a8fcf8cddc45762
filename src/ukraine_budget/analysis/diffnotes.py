"""What a reader of a diff must know of its figures: what is assumed, what was renumbered."""

from collections.abc import Iterator

from ukraine_budget.analysis.diffrows import DiffRow
from ukraine_budget.analysis.notes import renumbered
from ukraine_budget.analysis.split import Pair
from ukraine_budget.model.rows import Figure
from ukraine_budget.model.text import grouped


def figure_notes(row: DiffRow, pair: Pair) -> Iterator[str]:
    """Says which figure of a row is assumed, and which is printed under another number of its line."""
    if row.followed_successor or "assumed" in row.old_qualifier + row.new_qualifier:
        for figure in filter(None, dict.fromkeys((pair.before, pair.after))):
            yield from _assumed(figure)
            yield from renumbered(figure)


def _assumed(figure: Figure) -> Iterator[str]:
    if "assumed" in figure.qualifier:
        line, basis, year = figure.cell
        said = (
            f"{line} {basis} {year}: {grouped(figure.amount.value)} of {figure.version} is assumed, not printed as such"
        )
        yield said + (f": {figure.note}" if figure.note else ".")
