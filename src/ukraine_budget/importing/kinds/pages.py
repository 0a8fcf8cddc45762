"""Pages of records from open-data portals: JSON objects with records, their number, and a link to the next page."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ukraine_budget.errors import UsageError, unknown
from ukraine_budget.importing.source import Source
from ukraine_budget.language import joined, said

ABOUT = frozenset({"fields", "columns", "schema", "links", "facets", "facet_groups"})
"""Names of lists that describe a table, such as its columns."""
TOTAL = re.compile("total(count|records|results|items|elements|hits)?|(odata)?count|nhits|numfound")
"""Names of the number of all records, letters only: CKAN, Opendatasoft, OData and others."""
NEXT = re.compile("(odata)?next(link|page|url|pageurl)?|has(next(page)?|more)|exceededtransferlimit")
"""Names of a link to the next page, or of a sign that there is one, letters only."""
WHOLE = re.compile(r"[0-9]{1,18}")
DEEPEST = 20
"""Limit on the depth of nested objects that are searched for a table."""

Path = tuple[str, ...]
"""Names of the objects around a value, and its own."""


class Page(NamedTuple):
    """Records of a file. `total` is the number of all records, if stated; `more`: there is a next page."""

    records: Sequence[Any]
    total: int | None
    more: bool

    @property
    def elsewhere(self) -> int | None:
        """Number of records on other pages; None if there are some, but it is not stated how many."""
        if self.total is None:
            return None if self.more else 0
        return max(self.total - len(self.records), 0)


def page_of(source: Source, whole: Mapping[str, Any], sheet: str) -> Page | None:
    """Find the records in an object; None without a list of records: it is then a record itself.

    `sheet` selects one of several lists, by path, as "result.records". Raises UsageError if the choice is missing or
    unknown.
    """
    wrappers = _wrappers(whole)
    lists = {(*at, name): value for at, wrapper in wrappers for name, value in wrapper.items() if _is_table(value)}
    paths = {".".join(path): path for path in lists}
    tables = [name for name, path in paths.items() if path[-1].lower() not in ABOUT]
    if lists and sheet and sheet not in paths:
        raise unknown("sheet", sheet, paths)
    names = [sheet] if sheet in paths else tables
    if len(names) > 1:
        message = said(
            "{path} has several tables: {names}; name one with --sheet", path=source.shown, names=joined(names)
        )
        raise UsageError(message)
    if not names:
        return None
    path = paths[names[0]]
    if _are_parts(lists[path], dict(wrappers)[path[:-1]]):
        message = said("{name} holds parts of the object around it, by the same names", name=names[0])
        raise source.error("bad-json", message, said("give a list of objects"))
    around_others = {way for name in tables for way in _ways(paths[name])} - _ways(path)
    facts = [fact for at, wrapper in wrappers if around_others.isdisjoint(_ways(at)) for fact in wrapper.items()]
    return _page(lists[path], [(re.sub("[^a-z]", "", name.lower()), value) for name, value in facts])


def _page(records: Sequence[Any], facts: Sequence[tuple[str, Any]]) -> Page:
    totals = [int(value) for name, value in facts if TOTAL.fullmatch(name) and WHOLE.fullmatch(str(value))]
    return Page(records, max(totals, default=None), any(value for name, value in facts if NEXT.fullmatch(name)))


def _wrappers(whole: Mapping[str, Any]) -> Sequence[tuple[Path, Mapping[str, Any]]]:
    """An object and those nested in it, but not in lists, with their paths."""
    wrappers: list[tuple[Path, Mapping[str, Any]]] = [((), whole)]
    for path, wrapper in wrappers:
        if len(path) < DEEPEST:
            wrappers += [((*path, name), value) for name, value in wrapper.items() if isinstance(value, dict)]
    return wrappers


def _is_table(value: object) -> bool:
    """Whether a value is a list of objects, or of lists, which are refused later."""
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict | list)


def _are_parts(records: Sequence[Any], whole: Mapping[str, Any]) -> bool:
    """Whether records have only fields of the object around them: that is then a record too, and the file a tree."""
    return isinstance(records[0], dict) and bool(records[0]) and records[0].keys() <= whole.keys()


def _ways(path: Path) -> set[Path]:
    """A path and the paths of all objects around it."""
    return {path[:n] for n in range(len(path) + 1)}
