"""What the columns of a sheet mean, by their header."""

from collections.abc import Collection, Iterator, Mapping

from ukraine_budget.errors import Problem, nearest
from ukraine_budget.language import NOTHING, Text, either, joined, said
from ukraine_budget.read.cells import YEAR
from ukraine_budget.read.codes import quoted
from ukraine_budget.read.sheet import HEADER, Sheet


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
            message = said("{name} is a second column for '{field}'", name=quoted(name), field=field)
            if first != name:
                message = said("{message}, as {first}", message=message, first=quoted(first))
            problems.append(sheet.problem("duplicate-column", HEADER, column, message, said("leave one out")))
        else:
            found[field] = column
    return found, problems


def _unknown(sheet: Sheet, column: int, name: str, known: Mapping[str, str]) -> Iterator[Problem]:
    help = _help(sheet, name, known)
    if name:
        yield sheet.problem(
            "unknown-column", HEADER, column, said("there is no column {name}", name=quoted(name)), help
        )
    elif any(map(str.strip, sheet.cells[column])):
        yield sheet.problem("unknown-column", HEADER, column, said("the column has no name"), help)


def _help(sheet: Sheet, name: str, known: Mapping[str, str]) -> Text:
    if near := nearest(name, known):
        return near
    if len(sheet.header) == 1:
        return said("a comma, a semicolon or a tab must stand between the columns")
    if YEAR.fullmatch(name):
        return said("budget import --guess reads a file with a column for each year")
    return said("the columns are: {columns}", columns=joined(dict.fromkeys(known.values())))


def missing(sheet: Sheet, found: Collection[str], required: Collection[str], help: Text) -> list[Problem]:
    """The columns that must be there and are not, as one problem if any."""
    absent = [f"'{field}'" for field in required if field not in found]
    message = said("there is no column {fields}", fields=either(absent)) if absent else NOTHING
    return [sheet.problem("missing-column", HEADER, 0, message, help)] if absent else []
