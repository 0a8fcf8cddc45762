"""Asks DuckDB a question of the figures of a Parquet ledger, as they lie there and unchecked, and prints the rows.

    python duckdb_statement.py FOLDER STATEMENT

The statement is a file with what `budget sql` prints.
"""

import sys
from pathlib import Path

import duckdb_folder

folder, statement = sys.argv[1:]
base = duckdb_folder.connect()
base.execute(f"CREATE VIEW amounts AS SELECT * FROM read_parquet('{folder}/amounts.parquet')")
print(base.execute(Path(statement).read_text(encoding="utf-8")).fetchall())
