"""Amounts as text, of few digits and of many, to choose from at random."""

from decimal import Decimal

from hypothesis import strategies as st

short = st.tuples(st.integers(-(10**6), 10**6), st.integers(0, 4)).map(lambda of: f"{Decimal(of[0]).scaleb(-of[1]):f}")
long = st.tuples(st.integers(-(10**37), 10**37), st.integers(0, 20)).map(lambda of: f"{of[0]}.{of[1]}")
