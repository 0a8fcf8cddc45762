"""Figures of support for Ukraine with their version, source and rounding: what stands, what moved, what was added."""

__version__ = "0.1.0"
