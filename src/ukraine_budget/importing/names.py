"""Ids made from texts of a file, and names of lines and funds over the years."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from hashlib import sha256
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from ukraine_budget.importing.extract import Extract
from ukraine_budget.importing.source import Source
from ukraine_budget.language import said
from ukraine_budget.model.records import Document, Fund, Line

ID = re.compile(r"[a-z0-9][a-z0-9.-]*")


def identifier(*parts: str) -> str:
    """Make an id of lower-case letters, digits and hyphens from texts.

    A text without Latin letters, such as a Cyrillic name, becomes a digest, so that ids stay distinct.
    """
    return "-".join(filter(None, map(_identifier, parts)))


def _identifier(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    id = re.sub(r"[^a-z0-9.]+", "-", bare).strip("-.")
    if id or not text.strip():
        return id
    return sha256(text.strip().encode()).hexdigest()[:8]


def plain_id(text: str) -> str:
    """Make the id of a text; a text that is an id stays as it is."""
    return text if ID.fullmatch(text) else identifier(text)


class Ids:
    """Unique ids of texts: if two texts share an id, the later gets a digest appended."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}
        self._texts: dict[str, str] = {}

    def of(self, text: str) -> str:
        """The id of a text; empty for an empty text."""
        if text not in self._ids:
            id = plain_id(text)
            if self._texts.setdefault(id, text.casefold()) != text.casefold():
                id = f"{id}-{sha256(text.casefold().encode()).hexdigest()[:8]}"
            self._ids[text] = id
        return self._ids[text]


def moment(date: str) -> int:
    """Order of a version from its date to the day or month: 2025-11-27 is 202511270.

    Versions imported in any sequence are ordered by date; each day has room for ten.
    """
    year, month, day, *_ = (*map(int, date.split("-")), 0, 0)
    return year * 100_000 + month * 1000 + day * 10


def document(source: Source, format: str, date: str) -> Document:
    """Make the paper of a file: its name, size and SHA-256."""
    return Document(
        f"{identifier(source.name.partition('.')[0])}-{source.sha256[:8]}",
        date,
        "data",
        f"sha256:{source.sha256}",
        source.name,
        note=f"{source.size} bytes, read as {format}",
    )


LOST_LETTER = re.compile("\\w[?\N{REPLACEMENT CHARACTER}]\\w")
"""A replacement for a letter lost in conversion, as in "Financi?n"."""

ByYear = Mapping[int, str]
Named = TypeVar("Named", Fund, Line)


def settle_names(extract: Extract) -> Extract:
    """Copy in which funds and lines have their latest names, with a note on lost letters."""
    settled = extract._replace(
        funds={id: _named(fund, extract.fund_names.get(id, {})) for id, fund in extract.funds.items()},
        lines={id: _named(line, extract.line_names.get(id, {})) for id, line in extract.lines.items()},
    )
    all_names = (*extract.fund_names.values(), *extract.line_names.values())
    lost = sorted(filter(LOST_LETTER.search, {name for names in all_names for name in names.values()}))
    if not lost:
        return settled
    return settled.noting(
        said("A letter is lost in names of the file, which are not mended: {names}.", names=", ".join(lost))
    )


def _named(row: Named, names: ByYear) -> Named:
    """Give a row its latest undamaged name; other names go into its note."""
    if not names:
        return row
    different = set(names.values())
    whole = {name for name in different if not LOST_LETTER.search(name)} or different
    latest = names[max(year for year, name in names.items() if name in whole)]
    others = [f"{name} ({years})" for name, years in _runs(names) if name != latest] if len(different) > 1 else []
    called = f"Called otherwise: {'; '.join(others)}." if others else ""
    return row._replace(
        name=latest if row.name in different else row.name,
        name_nl=latest if row.name_nl in different else row.name_nl,
        note=" ".join(filter(None, (row.note, called))),
    )


def _runs(names: ByYear) -> Iterator[tuple[str, str]]:
    """Each name with the years it holds for."""
    for name, run in groupby(sorted(names.items()), itemgetter(1)):
        years = [year for year, _ in run]
        yield name, str(years[0]) if len(years) == 1 else f"{years[0]} to {years[-1]}"
