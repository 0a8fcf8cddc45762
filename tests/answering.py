"""A line of support and two papers, of which small ledgers are made to ask what they answer."""

from typing import Any

from build import make
from ukraine_budget import View
from ukraine_budget.catalogues import language
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Fund, Line, Version

AID, GUNS = Line("aid", "f", name="Aid"), Line("guns", "f", name="Guns")
SUPPORT = Fund("f", "Support")
DRAFT = Version("draft", 1, "2025-09-16", "proposed", "partial", "Draft budget 2026")
LETTER = Version("letter", 2, "2025-11-27", "announced", "partial", "Letter of 27 Nov 2025", follows="draft")
APART = (
    DRAFT,
    LETTER._replace(follows=""),
    Version("last", 3, "2025-11-28", "announced", "partial", follows="letter"),
)
"""Two papers of which neither revises the other."""
FIGURES = "letter aid 2026 cash 5\nletter aid 2025 cash 4"


def ledger(amounts: str, mutations: str = "", **parts: Any) -> Ledger:
    """Make a ledger with the line "Aid" and two papers, unless given others."""
    return make(amounts, mutations, **{"lines": [AID], "versions": [DRAFT, LETTER], "funds": [SUPPORT], **parts})


def sentences(view: View[Any], lang: str = "en") -> list[str]:
    """Return the sentences of an answer."""
    assert view.table.answer is not None
    return [language(lang).say(sentence) for sentence in view.table.answer.sentences]
