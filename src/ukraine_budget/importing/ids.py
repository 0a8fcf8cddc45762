"""Ids, and places in time, from the texts that a file has."""

import re
import unicodedata
from hashlib import sha256

ID = re.compile(r"[a-z0-9][a-z0-9.-]*")


def identifier(*parts: str) -> str:
    """An id of lower-case letters, digits and hyphens from some texts.

    What has no such letters, such as a Cyrillic name, goes by a digest of it, so that two of them stay apart.
    """
    return "-".join(filter(None, map(_identifier, parts)))


def _identifier(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    id = re.sub(r"[^a-z0-9.]+", "-", bare).strip("-.")
    if id or not text.strip():
        return id
    return sha256(text.strip().encode()).hexdigest()[:8]


def plain_id(text: str) -> str:
    """The id of a text; one that is an id, as those of a ledger are, stays as it is."""
    return text if ID.fullmatch(text) else identifier(text)


class Ids:
    """The ids of texts, one for each: of two texts that would have the same id, the later gets a digest with it."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}
        self._texts: dict[str, str] = {}

    def of(self, text: str) -> str:
        """The id of a text; empty of an empty one."""
        if text not in self._ids:
            id = plain_id(text)
            if self._texts.setdefault(id, text.casefold()) != text.casefold():
                id = f"{id}-{sha256(text.casefold().encode()).hexdigest()[:8]}"
            self._ids[text] = id
        return self._ids[text]


def moment(date: str) -> int:
    """The place in the order of versions that a date to the day or month has: 2025-11-27 is 202511270.

    Versions that are read in any sequence then stand in that of their dates; there is room for ten of a day.
    """
    year, month, day, *_ = (*map(int, date.split("-")), 0, 0)
    return year * 100_000 + month * 1000 + day * 10
