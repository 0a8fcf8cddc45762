"""The languages of the program, each a file in `locale`; English needs none."""

import json
from functools import cache
from pathlib import Path

from ukraine_budget.errors import unknown
from ukraine_budget.language import ENGLISH, Language

LOCALE = Path(__file__).resolve().parent / "locale"


@cache
def language(code: str) -> Language:
    """The language of a code such as "nl"; UsageError for one that is not there."""
    if code == ENGLISH.code:
        return ENGLISH
    if code not in languages():
        raise unknown("language", code, languages())
    return Language(code, **json.loads((LOCALE / f"{code}.json").read_text(encoding="utf-8")))


def meant(word: str, kind: str) -> str:
    """The word of the data that a word means: itself, or that of which it is the name in a language."""
    for code in languages():
        for own, name in language(code).words.get(kind, {}).items():
            if name.casefold() == word.casefold():
                return own
    return word


def languages() -> tuple[str, ...]:
    """The codes of all languages."""
    return (ENGLISH.code, *sorted(path.stem for path in LOCALE.glob("*.json")))
