"""Views of a ledger whose every text is hostile."""

from dataclasses import replace
from typing import Any

import ukraine_budget
from build import make, with_columns
from ukraine_budget import View
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Document, Fund, Line, Version

HOSTILE = "\x1b[31mred\x1b[0m [bold]x[/bold] \u202eevil\u202c \u200b|a|\u2028b\x07\x85 <i>&amp;</i> *_`~$#{}\\"
SEEN = r"\x1b[31mred\x1b[0m [bold]x[/bold] \u202eevil\u202c \u200b|a|\u2028b\x07\x85 <i>&amp;</i> *_`~$#{}" + "\\"
ACTING = "\x1b\x07\x85\u202e\u202c\u200b\u2028"


def worst(text: str = HOSTILE) -> Ledger:
    """Make a ledger whose every text is this one."""
    ledger = make(
        "v l 2026 cash 1 2 assumed\nv l 2025 cash 1",
        "v l 2026 cash -1 cash-shift L\nv l 2025 cash 1 cash-shift L",
        lines=[Line("l", "f", name=text)],
        funds=[Fund("f", text, support=False, total=False, note=text)],
        versions=[Version("v", 1, name=text)],
    )
    ledger = with_columns(ledger, document=["d", "d"], locator=[text] * 2, note=[text] * 2)
    mutations = tuple(mutation._replace(label=text) for mutation in ledger.mutations)
    documents = {"d": Document("d", title=text, url=text)}
    return replace(ledger, title=text, mutations=mutations, documents=documents)


def hostile() -> View[Any]:
    """Show a ledger whose every text is hostile."""
    return ukraine_budget.show(worst(), 2026)
