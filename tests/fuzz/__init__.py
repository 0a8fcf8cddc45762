"""Random and hostile cases in families: few in the suite, many by `python -m tests.fuzz --minutes 60 --seed 1`."""
