"""The latest revision: the last paper that says how it follows on from another."""

from collections.abc import Sequence

from ukraine_budget.analysis.scope import scope
from ukraine_budget.analysis.standing import as_of
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.rows import Version


def latest(
    ledger: Ledger, *, asked: str | None = None, funds: Sequence[str] = (), bases: Sequence[str] = ()
) -> Version | None:
    """The last version, up to a version or date, that follows another and says anything of some funds and bases.

    None where no version does. Raises UsageError for a version, fund or basis that the ledger does not have.
    """
    wanted = scope(ledger, funds, bases)
    changed = {(mutation.version, mutation.line, mutation.basis) for mutation in ledger.mutations}
    said = changed | ledger.entries.spoken_of
    speaking = {version for version, line, basis in said if wanted.holds(ledger, line, basis)}
    following = [v for v in as_of(ledger, asked).versions if v.follows and v.version in speaking]
    return max(following, key=lambda version: version.order, default=None)
