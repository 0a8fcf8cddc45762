"""The two sides of a diff from what a user writes: VERSION, DATE, PATH, or LEDGER@VERSION."""

from pathlib import Path

from ukraine_budget.analysis.diff import LedgerAt
from ukraine_budget.analysis.versions import DATE
from ukraine_budget.errors import UsageError, nearest
from ukraine_budget.language import said
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.read import find, open_ledger
from ukraine_budget.read.places import absent, ledgers_beside

PATHS = ("/", "\\", ".csv", ".json")
"""What only paths have in them or end with."""


def stands(
    old: str, new: str, *, ledger: str | Path | None = None, decimal: str | None = None, total: bool = False
) -> tuple[LedgerAt, LedgerAt]:
    """The sides that two words name: a version or date of `ledger` (by default the default one), or another ledger.

    A ledger is opened once, however often it is named; `decimal` and `total` are as for `open_ledger`. Raises
    UsageError for a word that names nothing, LedgerError for a ledger that cannot be read.
    """
    ledgers: dict[Path, Ledger] = {}

    def opened(path: Path) -> Ledger:
        place = path.resolve()
        if place not in ledgers:
            ledgers[place] = open_ledger(path, decimal=decimal, total=total)
        return ledgers[place]

    def side(word: str) -> LedgerAt:
        where, at, version = word.rpartition("@")
        if at:
            return LedgerAt(opened(find(where or ledger)), version)
        if any(part in word for part in PATHS):
            path = find(word)
            if not path.exists():
                raise UsageError(absent(path).text)
            return LedgerAt(opened(path))
        default = opened(find(ledger))
        if word in default.versions:
            return LedgerAt(default, word)
        if find(word).exists():
            return LedgerAt(opened(find(word)))
        if DATE.fullmatch(word):
            return LedgerAt(default, word)
        near = nearest(word, [*default.versions, *ledgers_beside(Path(word))])
        help = near or said("budget list versions names the versions")
        raise UsageError(
            said("{name!r} is no version of {ledger} and no ledger: {help}", name=word, ledger=default.name, help=help)
        )

    return side(old), side(new)
