"""How values, qualifiers and sources are shown to people, whatever the view and format."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ukraine_budget.analysis.history import HistoryRow
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.language import ENGLISH, Language, Text, dated, joined, phrase, said, word
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.names import in_words
from ukraine_budget.report.table import Column
from ukraine_budget.report.values import Kind, Qualified, Value, written
from ukraine_budget.report.versions import month_of

if TYPE_CHECKING:
    from ukraine_budget.analysis.diffrows import DiffRow

LINE, BASIS, YEAR, VERSION, KIND, LABEL, NOTE, STATUS, SOURCE, STATED_BY, DECLARED_BY, AS_STATED = map(
    Column,
    (
        *(said("Line"), said("Basis"), said("Year"), said("Version"), said("Kind"), said("Label"), said("Note")),
        *(said("Status"), said("Source"), said("Stated by"), said("Declared by"), said("As stated")),
    ),
)
"""Columns of several views."""
AMOUNT = Column(said("Amount"), "amount")
CHANGE = Column(word("Change", "heading"), "change")
"""The change from one version to another."""
DIFFERENCE = Column(said("Change"), "change")
"""The change from one year to another."""
NOT_STATED = said("not stated")
SIZE_NOT_STATED = said("size not stated")
CARRIED = said("last stated")
OVERTAKEN = said("overtaken")
DIFFERENT_SERIES = said("different series")
NOT_COMPARED = said("not compared")
WITHIN_ROUNDING = said("within rounding")
SIGN = re.compile(r"(?<=[€$]) (?=\d)|(?<=\d) (?=%)")
"""The space between a number and its sign, where no line ends."""


def shown(value: Value, kind: Kind, language: Language = ENGLISH) -> str:
    """A value as text: an amount of None is "not stated", any other None is blank."""
    if value is None:
        return language.say(NOT_STATED) if kind == "amount" else ""
    return written([value], kind, language)[0] if isinstance(value, Decimal) else language.say(value)


def qualified(amount: Decimal | None, words: tuple[str, ...], *more: Text, kind: Kind = "amount") -> Qualified | None:
    """An amount with its qualifiers and other words; None where it is not stated."""
    return None if amount is None else Qualified(amount, (*qualifiers(words), *more), kind)


def figure(ledger: Ledger, row: FigureRow) -> Qualified | None:
    """A figure with its qualifiers and marks; None where it is not stated."""
    return qualified(row.amount, row.qualifier, *state(ledger, row))


def state(ledger: Ledger, row: FigureRow) -> list[Text]:
    """The mark of a figure: overtaken, with its month, or last stated by an earlier version."""
    if row.overtaken:
        return [overtaken(ledger, row.version)]
    return [CARRIED] if row.carried else []


def overtaken(ledger: Ledger, version: str) -> Text:
    """That newer parts contradict a figure, with the month of its version."""
    return joined((OVERTAKEN, month_of(ledger, version)))


def change(row: FigureRow | HistoryRow, *more: Text) -> Qualified | None:
    """A change with its marks; None where there is none."""
    marks = [*more]
    if row.within_rounding and row.change:
        marks.append(WITHIN_ROUNDING)
    return qualified(row.change, (), *marks, kind="change")


def why_not(row: "FigureRow | HistoryRow | DiffRow") -> Text:
    """Why two stated figures have no change."""
    return NOT_COMPARED if row.comparable else DIFFERENT_SERIES


@cache
def qualifiers(words: tuple[str, ...]) -> tuple[Text, ...]:
    """The words that qualify a figure."""
    return tuple(said("for now") if text == "provisional" else phrase(text, "qualifier") for text in words)


def head(ledger: Ledger, as_of: str | None) -> dict[str, object]:
    """The facts at the top of every view."""
    return {"ledger": ledger.name, "as_of": as_of, "currency": ledger.currency, "unit": ledger.unit}


class Sources(NamedTuple):
    """The numbered sources of a view: the mark of each paper, and the list below the tables."""

    marks: Mapping[str, str]
    lines: tuple[Text, ...]
    ledger: Ledger

    def citation(self, document: str, locator: str = "") -> Text:
        """The mark of a paper and the place in it; empty where no paper is named."""
        return joined((self.marks[document] if document else "", in_words(self.ledger, locator)), " ")

    def marked(self, *documents: str) -> str:
        """The marks of some papers, each once."""
        return " ".join(self.marks[document] for document in dict.fromkeys(filter(None, documents)))


def sources(ledger: Ledger, documents: Iterable[str]) -> Sources:
    """Numbers papers in their order."""
    marks = {document: f"[{n}]" for n, document in enumerate(dict.fromkeys(filter(None, documents)), 1)}
    lines = tuple(joined((mark, _cited(ledger, document)), " ") for document, mark in marks.items())
    return Sources(marks, lines, ledger)


def _cited(ledger: Ledger, document: str) -> Text:
    """A paper in full; its title is left out where it repeats the id."""
    paper = ledger.documents.get(document)
    if paper is None:
        return Text(document)
    title = "" if paper.title == document else paper.title
    return joined((document, title, paper.reference, dated(paper.date), paper.url))
