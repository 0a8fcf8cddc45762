"""The latest revision: the last paper that says how it follows on from another, and can be compared with it."""

from collections.abc import Iterator, Sequence

from ukraine_budget.analysis.scope import scope
from ukraine_budget.analysis.silent import refusal
from ukraine_budget.analysis.versions import known_at
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Version


def latest(
    ledger: Ledger, *, as_of: str | None = None, funds: Sequence[str] = (), bases: Sequence[str] = ()
) -> tuple[str, str] | None:
    """The last version, up to a version or date, that follows another and says anything of some funds and bases.

    With it, and before it, the nearest one that it follows of which the ledger holds figures. None where there are no
    two. Raises UsageError for a version, fund or basis that the ledger does not have.
    """
    wanted = scope(ledger, funds, bases)
    changed = {(mutation.version, mutation.line, mutation.basis) for mutation in ledger.mutations}
    said = changed | ledger.figures.together("version", "line", "basis")
    speaking = {version for version, line, basis in said if wanted.holds(ledger, line, basis)}
    following = [v for v in known_at(ledger, as_of).versions if v.follows and v.version in speaking]
    latest_first = sorted(following, key=lambda version: -version.order)
    steps = ((old, new.version) for new in latest_first for old in _followed(ledger, new))
    return next((step for step in steps if not refusal((ledger, step[0]), (ledger, step[1]))), None)


def _followed(ledger: Ledger, version: Version) -> Iterator[str]:
    """The version that a version follows, the one that this follows, and so on."""
    seen: set[str] = set()
    while version.follows and version.follows not in seen:
        seen.add(version.follows)
        yield version.follows
        version = ledger.versions[version.follows]
