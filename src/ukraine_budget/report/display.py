"""How values, lines, qualifiers and sources are shown to people, whatever the view and format."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.analysis.history import HistoryRow
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.language import ENGLISH, Date, Language, Text, Word, joined, phrase, said, word
from ukraine_budget.model.amount import half_width
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.names import name_of
from ukraine_budget.report.table import Kind, Qualified, Value, written

NOT_STATED = said("not stated")


def shown(value: Value, kind: Kind, language: Language = ENGLISH) -> str:
    """A value as text. An amount that is not there is "not stated"; a change that cannot be made is blank."""
    if value is None:
        return language.say(NOT_STATED) if kind == "amount" else ""
    return written([value], kind, language)[0] if isinstance(value, Decimal) else language.say(value)


class Shown(NamedTuple):
    """A value within a sentence, shown as in a column of its kind."""

    value: Value
    kind: Kind

    def spoken(self, language: Language) -> str:
        """The value as it is shown in a language."""
        return shown(self.value, self.kind, language)


class Share(NamedTuple):
    """A percentage within a sentence, without a sign."""

    value: Decimal

    def spoken(self, language: Language) -> str:
        """The percentage as a language writes it."""
        return f"{language.percent(self.value)} %"


def line_name(ledger: Ledger, line: str) -> str:
    """What a line is called, with the id that commands take."""
    found = ledger.lines[line]
    if not found.name or found.name == line:
        return line
    return joined((name_of(found), f"[{line}]"), " ")


def spread(amount: Decimal | None, low: Decimal | None, high: Decimal | None) -> Decimal | None:
    """Half the width of a closed interval; None where an end is open or nothing is stated."""
    return None if amount is None else half_width(low, high)


def qualified(amount: Decimal | None, words: Iterable[str], *more: Text, kind: Kind = "amount") -> Qualified | None:
    """An amount with the words that qualify it, and more; None where it is not stated."""
    return None if amount is None else Qualified(amount, (*qualifiers(words), *more), kind)


def figure(row: FigureRow | HistoryRow) -> Qualified | None:
    """What stands, and whether it is carried from an earlier version; None where it is not stated."""
    return qualified(row.amount, row.qualifier, *([said("carried")] if row.carried else []))


def qualifiers(words: Iterable[str]) -> tuple[Word, ...]:
    """The words that qualify a figure."""
    return tuple(phrase(text, "qualifier") for text in words)


def basis_heading(basis: str) -> Text:
    """A basis as the heading of what is counted on it."""
    return word(basis.capitalize(), "heading")


def row_name(ledger: Ledger, line: str, basis: str) -> str:
    """What the row of a line is called, or that of a total, which has none."""
    return line_name(ledger, line) if line else said("Total {basis}", basis=word(basis, "basis"))


def measure(ledger: Ledger) -> Text:
    """The currency and unit of every amount of a view."""
    if ledger.unit is None and ledger.currency:
        return said("{currency}, unit not stated", currency=word(ledger.currency, "currency"))
    if ledger.unit is None:
        return said("currency and unit not stated")
    unit = word("" if ledger.unit == "one" else ledger.unit, "unit")
    currency = word(ledger.currency or "", "currency")
    return said("{currency} {unit}", currency=currency, unit=unit) if unit and currency else unit or currency


def moment(as_of: str) -> Text:
    """The version or date that a view is as of."""
    return Text(as_of) if as_of else said("no version")


def head(ledger: Ledger, as_of: str | None) -> dict[str, object]:
    """The facts at the top of every answer."""
    return {"ledger": ledger.name, "as_of": as_of, "currency": ledger.currency, "unit": ledger.unit}


class Sources(NamedTuple):
    """The numbered sources of a view: the mark of each paper, and the list below the tables."""

    marks: Mapping[str, str]
    lines: tuple[Text, ...]

    def place(self, document: str, locator: str = "") -> str:
        """The mark of a paper and the place in it; empty where no paper is named."""
        return f"{self.marks[document]} {locator}".rstrip() if document else locator

    def marked(self, *documents: str) -> str:
        """The marks of some papers, each once."""
        return " ".join(self.marks[document] for document in dict.fromkeys(filter(None, documents)))


def sources(ledger: Ledger, documents: Iterable[str]) -> Sources:
    """Numbers papers in the order in which they come."""
    marks = {document: f"[{n}]" for n, document in enumerate(dict.fromkeys(filter(None, documents)), 1)}
    return Sources(marks, tuple(joined((mark, _cited(ledger, document)), " ") for document, mark in marks.items()))


def _cited(ledger: Ledger, document: str) -> Text:
    """All that is known of a paper; the title once where it is what the paper is known by."""
    paper = ledger.documents.get(document)
    if paper is None:
        return Text(document)
    title = "" if paper.title == document else paper.title
    return joined((document, title, paper.reference, Date(paper.date), paper.url))
