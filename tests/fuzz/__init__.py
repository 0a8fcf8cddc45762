"""Random and hostile cases in families: short in the suite, long by `python -m tests.fuzz --minutes 60 --seed 1`."""
