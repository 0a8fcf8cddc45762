"""A sign of life on standard error while a command takes longer than a second; at a terminal only."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from threading import Event, Thread
from time import monotonic
from typing import TextIO

from ukraine_budget.cli.screen import is_live

PATIENCE = 1.0
"""After how many seconds the bar appears."""
STEP = 0.1
"""How many seconds the bar stands still."""
ROOM, BLOCK = 20, 5
"""How wide the bar is, and that which moves in it: how much is left to do is not known, and not pretended."""


@contextmanager
def progress() -> Iterator[None]:
    """Shows a moving bar while what is within takes long, and leaves nothing of it behind."""
    if not is_live(sys.stderr):
        yield
        return
    done = Event()
    bar = Thread(target=_move, args=(done, sys.stderr), daemon=True)
    bar.start()
    try:
        yield
    finally:
        done.set()
        bar.join()


def _move(done: Event, stream: TextIO) -> None:
    begin, wait, steps = monotonic(), PATIENCE, count()
    while not done.wait(wait):
        stream.write(f"\r{_drawn(next(steps))} working, {monotonic() - begin:.0f} s")
        stream.flush()
        wait = STEP
    if next(steps):
        stream.write("\r\x1b[K")
        stream.flush()


def _drawn(step: int) -> str:
    """The bar with its block moving right and back again."""
    way = ROOM - BLOCK
    left = way - abs(way - step % (2 * way))
    return f"[{' ' * left}{'=' * BLOCK}{' ' * (way - left)}]"
