"""Reads a ledger folder with DuckDB, checks every cell as the ledger format has it, and adds up two years by fund.

    python duckdb_show.py FOLDER YEAR

What stands for a line is what the last version states. Prints the lines of the year, and the totals.
"""

import sys

import duckdb  # type: ignore[import-not-found,unused-ignore]  # a peer that need not be installed

folder, year = sys.argv[1], int(sys.argv[2])
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
base = duckdb.connect()
for name in ("funds", "lines", "documents", "versions"):
    base.execute(f"CREATE TABLE {name} AS SELECT * FROM read_csv('{folder}/{name}.csv', header = true)")
if folder.endswith("parquet"):
    source = f"read_parquet('{folder}/amounts.parquet')"
    base.execute(f"CREATE VIEW amounts AS SELECT * FROM {source}")
else:
    source = f"read_csv('{folder}/amounts.csv', header = true, columns = {AMOUNTS})"
    base.execute(f"CREATE TABLE amounts AS SELECT * FROM {source}")
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
stands = f"""
    SELECT fund, line, basis, year, arg_max(amount, "order") AS amount, arg_max(version, "order") AS version
    FROM amounts JOIN versions USING (version) JOIN lines USING (line)
    WHERE year IN ({year - 1}, {year}) GROUP BY fund, line, basis, year
"""
print(base.execute(f"SELECT * FROM ({stands}) ORDER BY fund, basis, line, year").fetchall())
print(base.execute(f"SELECT fund, basis, year, sum(amount) FROM ({stands}) GROUP BY ALL ORDER BY ALL").fetchall())
