"""How much of what is read there is room for."""

import os
import sys

BYTES = 1500
"""What a figure takes on its way into a ledger, at most."""


def room() -> int:
    """How many figures there is memory for."""
    return memory() // BYTES


def memory() -> int:
    """How many bytes of memory this machine has, and lets a program have."""
    try:
        from resource import RLIM_INFINITY, RLIMIT_AS, getrlimit  # noqa: PLC0415  # not every system has it

        found = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ImportError, AttributeError, ValueError, OSError):  # or tells
        return sys.maxsize
    most, _ = getrlimit(RLIMIT_AS)
    return found if most == RLIM_INFINITY else min(most, found)
