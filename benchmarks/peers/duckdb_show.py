"""Reads a ledger folder with DuckDB, checks every cell as the ledger format has it, and adds up two years by fund.

    python duckdb_show.py FOLDER YEAR

What stands for a line is what the last version states. Prints the lines of the year, and the totals.
"""

import sys

import duckdb_folder

folder, year = sys.argv[1], int(sys.argv[2])
base = duckdb_folder.connect()
duckdb_folder.load(base, folder)
stands = f"""
    SELECT fund, line, basis, year, arg_max(amount, "order") AS amount, arg_max(version, "order") AS version
    FROM amounts JOIN versions USING (version) JOIN lines USING (line)
    WHERE year IN ({year - 1}, {year}) GROUP BY fund, line, basis, year
"""
print(base.execute(f"SELECT * FROM ({stands}) ORDER BY fund, basis, line, year").fetchall())
print(base.execute(f"SELECT fund, basis, year, sum(amount) FROM ({stands}) GROUP BY ALL ORDER BY ALL").fetchall())
