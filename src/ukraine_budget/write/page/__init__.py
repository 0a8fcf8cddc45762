"""A page in one HTML file: its data, the script that shows them, and its first state for readers without script."""

import base64
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Any, get_args

from ukraine_budget.analysis.scope import placed
from ukraine_budget.analysis.shifts import Shift
from ukraine_budget.analysis.versions import date_of
from ukraine_budget.errors import printable
from ukraine_budget.language import Language, Message, Value, dated, said
from ukraine_budget.model.records import Qualifier
from ukraine_budget.report.display import Cited, Moved, qualifiers, spread
from ukraine_budget.report.names import measure, name_of, remark_on
from ukraine_budget.report.page import Edition, Number, Page, words
from ukraine_budget.report.sizes import percent, without_sign
from ukraine_budget.write import html
from ukraine_budget.write.json import machine

FOLDER = Path(__file__).resolve().parent
SCRIPTS = ("words", "numbers", "tips", "tables", "scale", "chart", "funds", "controls", "page")
"""Parts of the script, in order."""


def write(page: Page, languages: Sequence[Language]) -> str:
    """The page in the first of some languages, with a switch to the others."""
    style, script = _own("page.css"), "\n".join(_own(f"{name}.js") for name in SCRIPTS)
    first = languages[0]
    texts = words(first)
    return Template(_own("page.html")).substitute(
        language=first.code,
        title=html.escaped(first.say(page.ledger.title or page.ledger.name)),
        policy=_policy(style, script),
        style=style,
        script=script,
        skip=html.escaped(texts["skip"]),
        answer=_answer(page, first),
        no_script=html.escaped(texts["no_script"]),
        content="\n".join(_content(page, first)),
        data=_embedded(page, languages),
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
    headings = words(language)
    for title, sentences in page.asked.answer.points:
        yield from html.bullets(headings[title], "notes", map(language.say, sentences))
    for table in page.tables:
        yield f"<h2>{html.escaped(language.say(table.title))}</h2>"
        yield from html.body(table, language)


def _embedded(page: Page, languages: Sequence[Language]) -> str:
    """The data of a page as JSON that is safe in a script element, whatever the texts of a ledger."""
    data = _literal(_Data(page, languages).whole())
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _literal(value: Any) -> Any:
    """The value with every text made printable."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {_literal(name): _literal(item) for name, item in value.items()}
    return [_literal(item) for item in value] if isinstance(value, list) else value


class _Data:
    """The numbers, shifts and texts of a page, each once, in pools by the order in which they first occur."""

    def __init__(self, page: Page, languages: Sequence[Language]) -> None:
        self.page, self.ledger, self.languages = page, page.ledger, languages
        self.pools: dict[str, dict[str, int]] = {name: {} for name in ("numbers", "shifts", "texts")}
        self.places = {
            (number.row, edition.as_of): self.pooled("numbers", self.number(number))
            for edition in page.editions
            for number in edition.numbers
        }

    def whole(self) -> dict[str, Any]:
        """All data of the page."""
        editions = list(self.editions())
        return {
            "ledger": self.ledger.name,
            "title": self.said(self.ledger.title or self.ledger.name),
            "measure": self.said(measure(self.ledger)) if self.ledger.unit else None,
            "languages": [self.tongue(language) for language in self.languages],
            **self.named(),
            **{name: [json.loads(text) for text in pool] for name, pool in self.pools.items()},
            "editions": editions,
        }

    def editions(self) -> Iterator[dict[str, Any]]:
        """What is known at each moment; `news` where that differs from the moment before."""
        before: object = None
        for edition in self.page.editions:
            now = (edition.numbers, edition.shifts)
            yield self.edition(edition) | {"news": now != before and any(now)}
            before = now

    def edition(self, edition: Edition) -> dict[str, Any]:
        """What is known at a moment, as indexes into the pools."""
        answer = edition.answer
        return {
            "as_of": edition.as_of,
            "date": "" if edition.as_of in self.ledger.versions else self.said(dated(edition.as_of)),
            "years": list(edition.years),
            "numbers": [self.places[number.row, edition.as_of] for number in edition.numbers],
            "shifts": [self.shift(shift) for shift in edition.shifts],
            "question": self.text(answer.question, edition),
            "verdict": answer.verdict,
            "lead": [self.text(message, edition) for message in answer.lead],
            "points": [[title, [self.text(text, edition) for text in texts]] for title, texts in answer.points],
            "notes": [self.text(note, edition) for note in edition.notes],
        }

    def pooled(self, name: str, thing: Any) -> int:
        """Index of an item in its pool."""
        pool = self.pools[name]
        return pool.setdefault(json.dumps(thing), len(pool))

    def number(self, number: Number) -> dict[str, Any]:
        """A figure by the names of the JSON contract, with what the page shows of it besides."""
        row, size = number.row, percent(number.row)
        shares = {"percent": self.said(size), "fall": self.said(without_sign(size))} if size else {}
        half = spread(row.amount, row.low, row.high) or None
        return _said_only(row._asdict() | {"spread": half, "sources": number.sources, "gap": number.gap}) | shares

    def shift(self, shift: Shift) -> int:
        """Index of a shift."""
        half = spread(shift.amount, shift.low, shift.high) or None
        return self.pooled("shifts", _said_only(shift._asdict() | {"spread": half}))

    def text(self, text: str, edition: Edition) -> int:
        """Index of a sentence: its text or, where it cites numbers, its template and values."""
        if not isinstance(text, Message) or not any(isinstance(value, Cited | Moved) for value in text.values.values()):
            return self.pooled("texts", self.said(text))
        template = self.spoken(lambda language: language.texts.get(text.template, text.template))
        values = {name: self.value(value, edition) for name, value in text.values.items()}
        return self.pooled("texts", {"template": template, "values": values})

    def value(self, value: Value, edition: Edition) -> Any:
        """A value of a sentence: a cited number or shift, or a text."""
        if isinstance(value, Cited):
            return {"number": self.places[value.row, edition.as_of], "part": value.part}
        return {"shift": self.shift(value.shift)} if isinstance(value, Moved) else self.said(value)

    def said(self, value: Value) -> Any:
        """A text in every language: one text where they all say the same."""
        return self.spoken(lambda language: language.say(value))

    def spoken(self, say: Callable[[Language], str]) -> Any:
        """What each language says, by its code."""
        texts = {language.code: say(language) for language in self.languages}
        return texts if len(set(texts.values())) > 1 else next(iter(texts.values()))

    def tongue(self, language: Language) -> dict[str, Any]:
        """A language with its separators and words."""
        return {
            "code": language.code,
            "name": language.name,
            "decimal": language.decimal,
            "thousands": language.thousands,
            "words": words(language),
            "basis": dict(language.words.get("basis", {})),
            "qualifier": {name: language.say(qualifiers([name])[0]) for name in get_args(Qualifier)},
        }

    def named(self) -> dict[str, Any]:
        """The funds, lines, versions and papers that the page names."""
        ledger = self.ledger
        numbers = [number for edition in self.page.editions for number in edition.numbers]
        shifts = [shift for edition in self.page.editions for shift in edition.shifts]
        funds = dict.fromkeys([*(number.row.fund for number in numbers), *(shift.fund for shift in shifts)])
        cited = dict.fromkeys(
            [*(source for number in numbers for source in number.sources), *(s.document for s in shifts)]
        )
        return {
            "funds": {fund: self.fund(fund) for fund in funds},
            "lines": {line: self.line(line, level) for fund in funds for line, level in placed(ledger, fund)},
            "versions": {name: self.version(name) for name in ledger.versions},
            "papers": {paper: self.paper(paper) for paper in cited if paper in ledger.documents},
        }

    def fund(self, fund: str) -> dict[str, Any]:
        """A fund by its names."""
        row = self.ledger.funds[fund]
        return {"name": self.said(name_of(row)), "support": row.support, "note": self.said(remark_on(row))}

    def line(self, line: str, level: int) -> dict[str, Any]:
        """A line by its names, and how deep it stands under its fund."""
        return {"name": self.said(name_of(self.ledger.lines[line])), "level": level}

    def version(self, version: str) -> dict[str, Any]:
        """A version by its names and its date, else that of the paper it was read in, which may be a later one."""
        row = self.ledger.versions[version]
        read = date_of(self.ledger, row)
        date = dated(read) if row.date or not read else said("in a paper of {date}", date=dated(read))
        return {"name": self.said(name_of(row)), "date": self.said(date)}

    def paper(self, paper: str) -> dict[str, Any]:
        """A paper as it is cited."""
        row = self.ledger.documents[paper]
        return {
            "title": row.title,
            "reference": row.reference,
            "date": self.said(dated(row.date)),
            "url": row.url,
        }


def _said_only(record: Mapping[str, object]) -> dict[str, Any]:
    """A record by the names of the JSON contract, without blanks."""
    values = {name: machine(value) for name, value in record.items()}
    return {name: value for name, value in values.items() if value not in (None, "", False, [])}
