"""The questions of `show` and `diff` as SQL, and the table that it reads."""

from collections.abc import Sequence

from ukraine_budget.analysis.diff import LedgerAt
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.sql import diff_statement, show_statement
from ukraine_budget.write.figures import engine_table


def sql_show(
    ledger: Ledger, year: int, *, as_of: str | None = None, funds: Sequence[str] = (), bases: Sequence[str] = ()
) -> str:
    """The SQL statement that finds in a table `amounts` what stands for a year, as `show` finds it.

    It gives line, basis, year, amount and version, in the unit of the ledger and without totals. UsageError as for
    `show`, and for a name that engines read in different ways.
    """
    return show_statement(ledger, year, as_of=as_of, funds=funds, bases=bases)


def sql_diff(old: LedgerAt, new: LedgerAt, *, funds: Sequence[str] = (), bases: Sequence[str] = ()) -> str:
    """The SQL statement that finds in a table `amounts` what changed between two stands of one ledger.

    It gives line, basis, year, old, new, change and status: the cells whose stated amounts differ, as `diff` has them.
    What was declared, moved or cut is no part of it. UsageError as for `diff`, and for two ledgers.
    """
    return diff_statement(old, new, funds=funds, bases=bases)


def sql_tables(ledger: Ledger) -> dict[str, bytes]:
    """The files that such a statement is run on: amounts.parquet. UsageError without pyarrow."""
    return {"amounts.parquet": engine_table(ledger)}
