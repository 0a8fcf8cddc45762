"""Reads two long CSV files with pandas and merges them with a delta column."""

import sys

import pandas as pd

keys = ["line", "year", "basis"]
old, new = (pd.read_csv(path) for path in sys.argv[1:3])
both = old.merge(new, how="outer", on=keys, suffixes=("_old", "_new"))
both["delta"] = both["amount_new"] - both["amount_old"]
print(both[both["delta"] != 0].to_csv(index=False))
