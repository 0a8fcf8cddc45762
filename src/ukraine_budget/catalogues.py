"""The languages of the program: a catalogue of texts for each in `locale`, but for English, which needs none."""

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


def languages() -> tuple[str, ...]:
    """The codes of all languages."""
    return (ENGLISH.code, *sorted(path.stem for path in LOCALE.glob("*.json")))
