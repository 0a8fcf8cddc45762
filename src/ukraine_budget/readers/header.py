"""What the columns of a sheet mean, by their header."""

from collections.abc import Collection, Iterator, Mapping

from ukraine_budget.errors import Problem, nearest
from ukraine_budget.readers.codes import quoted
from ukraine_budget.readers.sheet import HEADER, Sheet


def fields(sheet: Sheet, meanings: Mapping[str, str]) -> tuple[dict[str, int], list[Problem]]:
    """The number of the column of each field, by the names that stand for it in any case; and which are wrong.

    A column without a name and without content is none.
    """
    found: dict[str, int] = {}
    problems: list[Problem] = []
    for column, name in enumerate(sheet.header):
        field = meanings.get(name.casefold())
        if field is None:
            problems.extend(_unknown(sheet, column, name, meanings))
        elif field in found:
            first = sheet.header[found[field]]
            message = f"{quoted(name)} is a second column for '{field}'" + (
                "" if first == name else f", as {quoted(first)}"
            )
            problems.append(sheet.problem("duplicate-column", HEADER, column, message, "leave one out"))
        else:
            found[field] = column
    return found, problems


def _unknown(sheet: Sheet, column: int, name: str, known: Mapping[str, str]) -> Iterator[Problem]:
    help = nearest(name, known) or f"the columns are: {', '.join(dict.fromkeys(known.values()))}"
    if name:
        yield sheet.problem("unknown-column", HEADER, column, f"there is no column {quoted(name)}", help)
    elif any(map(str.strip, sheet.cells[column])):
        yield sheet.problem("unknown-column", HEADER, column, "the column has no name", help)


def missing(sheet: Sheet, found: Collection[str], required: Collection[str], help: str) -> list[Problem]:
    """The columns that must be there and are not."""
    absent = [field for field in required if field not in found]
    return [sheet.problem("missing-column", HEADER, 0, f"there is no column '{field}'", help) for field in absent]
