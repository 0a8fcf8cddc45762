"""Columns that tell receipts from expenditure (E/A, O/U): both are printed as positive amounts and never added."""

import re
from collections.abc import Collection, Sequence

from ukraine_budget.errors import SourceError
from ukraine_budget.importing.kinds import Row, key
from ukraine_budget.importing.source import Source
from ukraine_budget.language import said
from ukraine_budget.read.notation import BASIS_WORDS, COST_WORDS
from ukraine_budget.read.problems import quoted

RECEIPTS = {word for word, basis in BASIS_WORDS.items() if basis == "receipt"} | {"e"}
SPENT = {word for word, basis in BASIS_WORDS.items() if basis in ("cash", "commitment")} | {"a", *COST_WORDS}
KINDS = {"art", "kennzeichen", "kind", "soort", "tipo", "titelart", "type", "typ"}
"""Names of such columns, other than the two words together."""


def tells_receipts(name: str) -> bool:
    """Whether the name of a column says that it tells receipts from expenditure."""
    words = set(re.findall(r"[^\W\d_]+", name.casefold()))
    return key(name) in KINDS or (bool(words & RECEIPTS and words & SPENT) and words <= RECEIPTS | SPENT)


class ReceiptColumns:
    """Columns of one file that tell receipts from expenditure and that the map does not use."""

    def __init__(self, source: Source, header: Sequence[str], heeded: Collection[str]) -> None:
        self.source = source
        self.columns = [
            (index, name.strip())
            for index, name in enumerate(header)
            if tells_receipts(name) and not {key(name), f"#{index + 1}"} & set(heeded)
        ]
        self._spent: dict[int, int] = {}
        self._received: dict[int, int] = {}

    def check(self, row: Row) -> None:
        """Raise SourceError once a column has said both receipts and expenditure."""
        for index, name in self.columns:
            text = key("".join(row.cells[index : index + 1]))
            if text in RECEIPTS:
                self._received.setdefault(index, row.number)
            elif text in SPENT:
                self._spent.setdefault(index, row.number)
            if index in self._received and index in self._spent:
                raise self._mixed(row, index, name)

    def _mixed(self, row: Row, index: int, name: str) -> SourceError:
        message = said(
            "the column {name} says receipts in row {received} and expenditure in row {spent}, which are never added",
            name=quoted(name),
            received=self._received[index],
            spent=self._spent[index],
        )
        help = said("have figure.basis in the map tell them apart, with [values.basis]; or leave one out, by [[skip]]")
        return self.source.error("mixed-receipts", message, help, (row.number, index + 1))
