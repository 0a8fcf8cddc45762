"""The page of a ledger in one HTML file, in every language; a script shows the part that is asked for."""

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path
from string import Template

from ukraine_budget.language import Language, said
from ukraine_budget.report.page import Page
from ukraine_budget.report.palette import RULES
from ukraine_budget.write import html
from ukraine_budget.write.html import escaped
from ukraine_budget.write.page.language_page import LanguagePage

FOLDER = Path(__file__).resolve().parent


def write(page: Page, languages: Sequence[Language]) -> str:
    """Write a page in the first of some languages, with a switch to the others."""
    style, script = html.style() + RULES + "\n" + _own("page.css"), _own("page.js")
    first = languages[0]
    return Template(_own("page.html")).substitute(
        language=first.code,
        title=escaped(first.say(page.ledger.title or page.ledger.name)),
        policy=_policy(style, script),
        style=style,
        script=script,
        contents="\n".join(_language_page(page, language, languages) for language in languages),
    )


def _own(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """Return the content security policy: only this style and script, and no network."""
    return (
        "default-src 'none'; base-uri 'none'; form-action 'none'; "
        f"script-src '{_hash(script)}'; style-src-elem '{_hash(style)}'; style-src-attr 'unsafe-inline'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(f"\n{text}".encode()).digest()).decode("ascii")


def _language_page(page: Page, language: Language, languages: Sequence[Language]) -> str:
    """Return the whole page in a language, hidden unless it is the first."""
    content = LanguagePage(page, language)
    say = content.say
    made = said(
        "Made by budget from the ledger {ledger}. A figure that is not stated is not zero.", ledger=page.ledger.name
    )
    return Template(_own("language_page.html")).substitute(
        code=language.code,
        hidden="" if language is languages[0] else " hidden",
        title=escaped(language.say(page.ledger.title or page.ledger.name)),
        close=say(said("Close")),
        skip=say(said("Skip to the answer")),
        as_of=say(said("As it stood at")),
        language=say(said("Language")),
        languages="".join(_button(other, language) for other in languages),
        moments="".join(content.moments()),
        answers="\n".join(content.answers()),
        changes="\n".join(content.changes()),
        tables="\n".join(content.tables()),
        sources=say(said("Sources")),
        papers="\n".join(content.papers()),
        footer=say(made),
    )


def _button(other: Language, language: Language) -> str:
    pressed = "true" if other is language else "false"
    known = f'data-speak="{other.code}" lang="{other.code}" aria-pressed="{pressed}"'
    return f'<button type="button" class="speak" {known}>{escaped(other.name)}</button>'
