"""Reads two long CSV files with DuckDB and prints the cells of a full outer join that differ, with their deltas."""

import sys

import duckdb  # type: ignore[import-not-found,unused-ignore]  # a peer that need not be installed

COLUMNS = {"line": "VARCHAR", "year": "INTEGER", "basis": "VARCHAR", "amount": "DECIMAL(18, 3)"}
old, new = (f"read_csv('{path}', header = true, columns = {COLUMNS})" for path in sys.argv[1:3])
found = duckdb.connect().execute(
    f"""
    SELECT line, year, basis, o.amount, n.amount, coalesce(n.amount, 0) - coalesce(o.amount, 0) AS delta
    FROM {old} o FULL JOIN {new} n USING (line, year, basis)
    WHERE o.amount IS DISTINCT FROM n.amount ORDER BY ALL
    """
)
print(found.fetchall())
