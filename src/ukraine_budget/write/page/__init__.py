"""A page in one HTML file: its data, the script that shows them, and its first state for readers without script."""

import base64
import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from string import Template

from ukraine_budget.language import Language
from ukraine_budget.report.page import Page, words
from ukraine_budget.write import html
from ukraine_budget.write.page.data import embedded

FOLDER = Path(__file__).resolve().parent
SCRIPTS = ("words", "numbers", "tips", "tables", "scale", "chart", "funds", "controls", "page")
"""Parts of the script, in order."""


def write(page: Page, languages: Sequence[Language]) -> str:
    """The page in the first of some languages, with a switch to the others."""
    style, script = _own("page.css"), "\n".join(_own(f"{name}.js") for name in SCRIPTS)
    first = languages[0]
    said = words(first)
    return Template(_own("page.html")).substitute(
        language=first.code,
        title=html.escaped(first.say(page.ledger.title or page.ledger.name)),
        policy=_policy(style, script),
        style=style,
        script=script,
        skip=html.escaped(said["skip"]),
        answer=_answer(page, first),
        no_script=html.escaped(said["no_script"]),
        content="\n".join(_content(page, first)),
        data=embedded(page, languages),
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


def _answer(page: Page, language: Language) -> str:
    answer = page.asked.answer
    lead = " ".join((words(language)[answer.verdict], *map(language.say, answer.lead)))
    return f'<h1>{html.escaped(language.say(answer.question))}</h1>\n<p class="lead">{html.escaped(lead)}</p>'


def _content(page: Page, language: Language) -> Iterator[str]:
    """The tables of what is shown first, for readers without script."""
    said = words(language)
    for title, sentences in page.asked.answer.points:
        yield from html.bullets(said[title], "notes", map(language.say, sentences))
    for table in page.tables:
        yield f"<h2>{html.escaped(language.say(table.title))}</h2>"
        yield from html.body(table, language)
