"""A page to hand on."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from ukraine_budget.analysis.moved import shifts
from ukraine_budget.analysis.outlook import GAP, outlook
from ukraine_budget.analysis.versions import known_at
from ukraine_budget.api.view import in_unit
from ukraine_budget.languages import language, languages
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.page import Page, State
from ukraine_budget.report.page import page as _page
from ukraine_budget.write import page as _writer


@dataclass(frozen=True)
class Report:
    """A page: what it says of each version as `page`, and the page itself."""

    page: Page = field(repr=False)

    def to_html(self, lang: str = "en") -> str:
        """One file that needs no other and asks nothing of any network, at first in a language; UsageError for another.

        Readers switch it to the other languages and to the earlier versions.
        """
        codes = dict.fromkeys((lang, *languages()))
        return _writer.write(self.page, [language(code) for code in codes])


def page(
    ledger: Ledger,
    *,
    as_of: str | None = None,
    funds: Sequence[str] = (),
    bases: Sequence[str] = (),
    unit: str | None = None,
    year: int | None = None,
    gap: Decimal = GAP,
) -> Report:
    """The figures as they stood at every version up to `as_of`, and whether there is a gap in `year`.

    Without `year`, the first in which the cash of what counts as support falls by more than `gap` percent. Without
    `funds`, those that the ledger shows first. Raises UsageError for a name that the ledger does not have.
    """
    ledger = in_unit(ledger, unit)

    def states() -> Iterator[State]:
        for moment in _moments(ledger, as_of):
            shown = outlook(ledger, as_of=moment, funds=funds, bases=bases, limit=gap)
            whole = outlook(ledger, as_of=moment, funds=funds) if bases else shown
            yield State(shown, shifts(ledger, as_of=moment, funds=funds or ledger.default_funds, bases=bases), whole)

    return Report(_page(list(states()), year))


def _moments(ledger: Ledger, asked: str | None) -> list[str | None]:
    """The versions known at a moment, oldest first, and the moment last."""
    known = known_at(ledger, asked)
    versions = sorted(known.versions, key=lambda version: version.order)
    return [*(version.version for version in versions if version.version != known.as_of), known.as_of or None]
