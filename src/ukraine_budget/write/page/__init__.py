"""A page in one HTML file: everything is in it, in every language, and a script shows what is asked for."""

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
from ukraine_budget.write.page.edition import Edition

FOLDER = Path(__file__).resolve().parent


def write(page: Page, languages: Sequence[Language]) -> str:
    """The page in the first of some languages, with a switch to the others."""
    style, script = html.style() + RULES + "\n" + _own("page.css"), _own("page.js")
    first = languages[0]
    return Template(_own("page.html")).substitute(
        language=first.code,
        title=escaped(first.say(page.ledger.title or page.ledger.name)),
        policy=_policy(style, script),
        style=style,
        script=script,
        editions="\n".join(_edition(page, language, languages) for language in languages),
    )


def _own(name: str) -> str:
    return (FOLDER / name).read_text(encoding="utf-8")


def _policy(style: str, script: str) -> str:
    """The content security policy: only this style and this script, and no network."""
    return (
        "default-src 'none'; base-uri 'none'; form-action 'none'; "
        f"script-src '{_hash(script)}'; style-src-elem '{_hash(style)}'; style-src-attr 'unsafe-inline'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(f"\n{text}".encode()).digest()).decode("ascii")


def _edition(page: Page, language: Language, languages: Sequence[Language]) -> str:
    """All of the page in a language; but for the first it is hidden until it is asked for."""
    edition = Edition(page, language)
    say = edition.say
    made = said(
        "Made by budget from the ledger {ledger}. A figure that is not stated is not zero.", ledger=page.ledger.name
    )
    return Template(_own("edition.html")).substitute(
        code=language.code,
        hidden="" if language is languages[0] else " hidden",
        title=escaped(language.say(page.ledger.title or page.ledger.name)),
        close=say(said("Close")),
        skip=say(said("Skip to the answer")),
        as_of=say(said("As it stood at")),
        language=say(said("Language")),
        languages="".join(_button(other, language) for other in languages),
        moments="".join(edition.moments()),
        answers="\n".join(edition.answers()),
        changes="\n".join(edition.changes()),
        tables="\n".join(edition.tables()),
        sources=say(said("Sources")),
        papers="\n".join(edition.papers()),
        footer=say(made),
    )


def _button(other: Language, language: Language) -> str:
    pressed = "true" if other is language else "false"
    known = f'data-speak="{other.code}" lang="{other.code}" aria-pressed="{pressed}"'
    return f'<button type="button" class="speak" {known}>{escaped(other.name)}</button>'
