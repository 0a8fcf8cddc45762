"""A ledger folder in DuckDB, every cell of it checked as the ledger format has it."""

import sys
from typing import Any

import duckdb

AMOUNTS = {
    "version": "VARCHAR",
    "line": "VARCHAR",
    "year": "INTEGER",
    "basis": "VARCHAR",
    "amount": "DECIMAL(18, 3)",
    "rounding": "DECIMAL(18, 3)",
    "qualifier": "VARCHAR",
    "document": "VARCHAR",
    "locator": "VARCHAR",
    "note": "VARCHAR",
}


def figures(folder: str) -> str:
    """What reads the figures of a folder, in SQL."""
    return f"read_csv('{folder}/amounts.csv', header = true, columns = {AMOUNTS})"


def load(base: Any, folder: str, schema: str = "main") -> None:
    """Read a folder into tables of a schema. Ends the process where a cell is not as it should be."""
    base.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
    base.execute(f"USE {schema}")
    for name in ("funds", "lines", "documents", "versions"):
        base.execute(f"CREATE TABLE {name} AS SELECT * FROM read_csv('{folder}/{name}.csv', header = true)")
    base.execute(f"CREATE TABLE amounts AS SELECT * FROM {figures(folder)}")
    wrong = base.execute(
        """
        SELECT
            (SELECT count(*) FROM amounts WHERE year NOT BETWEEN 1900 AND 2199 OR year IS NULL OR amount IS NULL
                OR basis NOT IN ('commitment', 'cash') OR rounding <= 0
                OR coalesce(qualifier, '') NOT IN ('', 'circa', 'provisional', 'at-least', 'at-most', 'decision')),
            (SELECT count(*) FROM amounts ANTI JOIN lines USING (line)),
            (SELECT count(*) FROM amounts ANTI JOIN versions USING (version)),
            (SELECT count(*) FROM amounts a WHERE document IS NOT NULL
                AND document NOT IN (SELECT document FROM documents)),
            (SELECT count(*) FROM (
                SELECT 1 FROM amounts GROUP BY version, line, year, basis HAVING count(*) > 1))
        """
    ).fetchone()
    if wrong != (0, 0, 0, 0, 0):
        sys.exit(str(wrong))


def connect() -> Any:
    """An empty base in memory, as DuckDB makes it: on all processors, for up to a sixth more CPU than on one."""
    return duckdb.connect()
