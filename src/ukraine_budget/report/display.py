"""How values, lines, qualifiers and sources are shown to people, whatever the view and format."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.model.amount import EXACT, TWO, ZERO
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.text import grouped
from ukraine_budget.report.table import Kind, Qualified, Value

NOT_STATED = "not stated"
WORDED = (str, Qualified)


def shown(value: Value, kind: Kind) -> str:
    """A value as text. An amount that is not there is "not stated"; a change that cannot be made is blank."""
    if value is None:
        return NOT_STATED if kind == "amount" else ""
    if isinstance(value, WORDED):
        return str(value)
    match kind:
        case "change":
            return f"+{grouped(value)}" if value > 0 else grouped(value)
        case "percent":
            return f"+{value} %" if value > 0 else f"{value} %"
        case "spread":
            return f"±{grouped(value)}" if value else ""
        case _:
            return grouped(value)


def line_name(ledger: Ledger, line: str) -> str:
    """What a line is called, with the id that commands take."""
    name = ledger.lines[line].name
    return f"{name} [{line}]" if name and name != line else line


def spread(amount: Decimal | None, low: Decimal | None, high: Decimal | None) -> Decimal | None:
    """Half the width of a closed interval; None where an end is open or nothing is stated."""
    if amount is None or low is None or high is None:
        return None
    return ZERO if low is high else EXACT.divide(EXACT.subtract(high, low), TWO)


def qualified(amount: Decimal | None, words: Sequence[str]) -> Qualified | None:
    """An amount with the words that qualify it; None where it is not stated."""
    return None if amount is None else Qualified(amount, tuple(words))


def measure(ledger: Ledger) -> str:
    """The currency and unit of every amount of a view."""
    if ledger.unit is None:
        return "currency and unit not stated"
    return " ".join(filter(None, (ledger.currency, "" if ledger.unit == "one" else ledger.unit)))


def head(ledger: Ledger, as_of: str | None) -> dict[str, object]:
    """The facts at the top of every answer."""
    return {"ledger": ledger.name, "as_of": as_of, "currency": ledger.currency, "unit": ledger.unit}


class Sources(NamedTuple):
    """The numbered sources of a view: the mark of each paper, and the list below the tables."""

    marks: Mapping[str, str]
    lines: tuple[str, ...]

    def place(self, document: str, locator: str = "") -> str:
        """The mark of a paper and the place in it; empty where no paper is named."""
        return f"{self.marks[document]} {locator}".rstrip() if document else locator


def sources(ledger: Ledger, documents: Iterable[str]) -> Sources:
    """Numbers papers in the order in which they come."""
    marks = {document: f"[{n}]" for n, document in enumerate(dict.fromkeys(filter(None, documents)), 1)}
    return Sources(marks, tuple(f"{mark} {_cited(ledger, document)}" for document, mark in marks.items()))


def _cited(ledger: Ledger, document: str) -> str:
    paper = ledger.documents.get(document)
    said = (paper.title, paper.reference, paper.date, paper.url) if paper else ()
    return ", ".join(filter(None, (document, *said)))
