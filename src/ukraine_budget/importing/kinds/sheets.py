"""Which sheet of a workbook is read."""

from collections.abc import Mapping

from ukraine_budget.errors import UsageError, unknown
from ukraine_budget.importing.source import Source
from ukraine_budget.language import joined, said

MOST_ROWS, MOST_COLUMNS = 1 << 20, 1 << 14
"""What a sheet of any program has at most."""


def chosen(source: Source, sheets: Mapping[str, bool], asked: str) -> str:
    """The sheet that is asked for, or the only one that says anything. UsageError where that is not one."""
    if asked:
        if asked not in sheets:
            raise unknown("sheet", asked, sheets)
        return asked
    full = [name for name, says_something in sheets.items() if says_something]
    if not full:
        raise source.error("no-rows", said("no sheet says anything"))
    if len(full) > 1:
        raise UsageError(
            said("{path} has several sheets: {names}; name one with --sheet", path=str(source.path), names=joined(full))
        )
    return full[0]
