"""Pages of records as open-data portals serve them: a list of records within objects that say what else there is."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from ukraine_budget.errors import UsageError, unknown
from ukraine_budget.importing.source import Source
from ukraine_budget.language import joined, said

ABOUT = frozenset({"fields", "columns", "schema", "links", "facets", "facet_groups"})
"""What lists are called that tell of a table: its columns, where the next page is, what may be asked of it."""
TOTAL = re.compile("total(count|records|results|items|elements|hits)?|(odata)?count|nhits|numfound")
"""What the number of all records is called, by its letters: CKAN, Opendatasoft, OData and others."""
NEXT = re.compile("(odata)?next(link|page|url|pageurl)?|has(next(page)?|more)|exceededtransferlimit")
"""What the way to the next page is called, likewise."""
WHOLE = re.compile(r"[0-9]{1,18}")
DEEPEST = 20
"""Within how many objects a table may stand."""

Path = tuple[str, ...]
"""The names that lead to a value within objects."""


class Page(NamedTuple):
    """The records that stand in a file. `total` is how many it says there are, if it does; `more`: a next page."""

    records: Sequence[Any]
    total: int | None
    more: bool

    @property
    def elsewhere(self) -> int | None:
        """How many records stand elsewhere; None where there are some, and nothing says how many."""
        if self.total is None:
            return None if self.more else 0
        return max(self.total - len(self.records), 0)


def page(source: Source, whole: Mapping[str, Any], sheet: str) -> Page | None:
    """The page that an object is; None of one that holds no list of records, and is a record itself.

    Of several lists `sheet` names one, as "result.records". UsageError where that is to be said, or there is none.
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
    """An object and all within it, but not in lists, by the names that lead to them."""
    found: list[tuple[Path, Mapping[str, Any]]] = [((), whole)]
    for at, wrapper in found:
        if len(at) < DEEPEST:
            found += [((*at, name), value) for name, value in wrapper.items() if isinstance(value, dict)]
    return found


def _is_table(value: object) -> bool:
    """Whether a value is a list of objects; or one of lists, which is refused as such."""
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict | list)


def _are_parts(records: Sequence[Any], whole: Mapping[str, Any]) -> bool:
    """Whether records say of themselves what the object around them does: that is a row too, and the file a tree."""
    return isinstance(records[0], dict) and bool(records[0]) and records[0].keys() <= whole.keys()


def _ways(path: Path) -> set[Path]:
    """A path and all on the way to it."""
    return {path[:n] for n in range(len(path) + 1)}
