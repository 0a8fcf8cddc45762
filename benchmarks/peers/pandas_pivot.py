"""Reads a long CSV with pandas and pivots it; checks nothing, prints nothing."""

import sys

import pandas as pd

frame = pd.read_csv(sys.argv[1])
frame.pivot_table(index="line", columns=["year", "basis"], values="amount", aggfunc="last")
