"""How much of what is read there is room for."""

import os
import sys

BYTES = 1500
"""What a figure takes on its way into a ledger, at most."""


def room() -> int:
    """How many figures the memory has room for that this machine has, and lets a program have."""
    try:
        from resource import RLIM_INFINITY, RLIMIT_AS, getrlimit  # noqa: PLC0415  # not every system has it

        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ImportError, AttributeError, ValueError, OSError):  # or tells
        return sys.maxsize
    most, _ = getrlimit(RLIMIT_AS)
    return (memory if most == RLIM_INFINITY else min(most, memory)) // BYTES
