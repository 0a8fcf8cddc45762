"""The languages of the program: a catalogue of texts in `locale` for each but English."""

import json
from functools import cache
from pathlib import Path

from ukraine_budget.errors import unknown
from ukraine_budget.language import ENGLISH, Language

LOCALE = Path(__file__).resolve().parent / "locale"


@cache
def language(code: str) -> Language:
    """Load the language of a code such as "nl". Raises UsageError for an unknown code."""
    if code == ENGLISH.code:
        return ENGLISH
    if code not in languages():
        raise unknown("language", code, languages())
    return Language(code, **json.loads((LOCALE / f"{code}.json").read_text(encoding="utf-8")))


def languages() -> tuple[str, ...]:
    """Return the codes of all languages, English first."""
    return (ENGLISH.code, *sorted(path.stem for path in LOCALE.glob("*.json")))
