"""Ids from the texts that a file has."""

from hashlib import sha256

from ukraine_budget.importers.found import identifier


class Ids:
    """The ids of texts, one for each: of two texts that would have the same id, the later gets a digest with it."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}
        self._texts: dict[str, str] = {}

    def of(self, text: str) -> str:
        """The id of a text; empty of an empty one."""
        if text not in self._ids:
            id = identifier(text)
            if self._texts.setdefault(id, text.casefold()) != text.casefold():
                id = f"{id}-{sha256(text.casefold().encode()).hexdigest()[:8]}"
            self._ids[text] = id
        return self._ids[text]
