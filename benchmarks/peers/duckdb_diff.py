"""Reads two ledger folders of one version with DuckDB, checks every cell, and compares them by a full outer join.

Prints the cells that differ with their deltas, and the totals of both sides by fund, basis and year.
"""

import sys

import duckdb_folder

base = duckdb_folder.connect()
for schema, folder in zip(("old", "new"), sys.argv[1:3], strict=True):
    duckdb_folder.load(base, folder, schema)
base.execute(
    """
    CREATE TABLE cells AS
    SELECT line, basis, year, o.amount AS before, n.amount AS after,
        coalesce(n.amount, 0) - coalesce(o.amount, 0) AS delta
    FROM old.amounts o FULL JOIN new.amounts n USING (line, basis, year)
    """
)
print(base.execute("SELECT * FROM cells WHERE before IS DISTINCT FROM after ORDER BY ALL").fetchall())
totals = """
    SELECT fund, basis, year, sum(before), sum(after), sum(delta)
    FROM cells JOIN lines USING (line) GROUP BY ALL ORDER BY ALL
"""
print(base.execute(totals).fetchall())
