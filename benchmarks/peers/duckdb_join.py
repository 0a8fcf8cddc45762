"""Joins the figures of two ledger folders of one version with DuckDB, unchecked, and prints the deltas that there are.

What it needs not know of them it does not read.
"""

import sys

import duckdb_folder

old, new = map(duckdb_folder.figures, sys.argv[1:3])
found = duckdb_folder.connect().execute(
    f"""
    SELECT line, basis, year, o.amount, n.amount, coalesce(n.amount, 0) - coalesce(o.amount, 0) AS delta
    FROM {old} o FULL JOIN {new} n USING (line, basis, year)
    WHERE o.amount IS DISTINCT FROM n.amount ORDER BY ALL
    """
)
print(found.fetchall())
