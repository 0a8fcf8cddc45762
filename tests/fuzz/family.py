"""A family of cases, each made from its seed and limited in time and memory."""

import resource
import signal
import tempfile
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from types import FrameType
from typing import NamedTuple

SECONDS, MEGABYTES = 5, 500
"""Limits of a case."""


class Family(NamedTuple):
    """Cases of one kind, with their limits.

    `run` makes one from a random generator in an empty folder, and raises if the program fails: AssertionError, or any
    exception other than BudgetError. `short` is the number of cases in the suite, `weight` the number of turns in a
    long run, `seconds` the processor time per case, and `times` the runs per case.
    """

    name: str
    run: Callable[[Random, Path], None]
    short: int
    weight: int = 1
    seconds: float = SECONDS
    times: int = 1


class TooSlow(BaseException):
    """A case that exceeded its time. It is not an `Exception`, so that no case catches it."""


class Failure(NamedTuple):
    """A failed case, and how to repeat it."""

    family: str
    case: str
    message: str

    def __str__(self) -> str:
        return f"{self.message}\npython -m tests.fuzz --case {self.family}:{self.case}\n"


def attempt(family: Family, case: str, keep: Path | None = None) -> Failure | None:
    """Run one case, named by its seed, in the folder `keep` or a temporary one."""
    before = peak()
    with tempfile.TemporaryDirectory() as scratch:
        folder = keep or Path(scratch)
        try:
            with limited(family.seconds * family.times):
                chosen = Random(f"{family.name}:{case}")
                for _ in range(family.times):
                    family.run(chosen, folder)
        except KeyboardInterrupt:
            raise
        except BaseException:  # noqa: BLE001  # a panic of a library is one too
            return Failure(family.name, case, traceback.format_exc())
    grown = peak() - before
    return Failure(family.name, case, f"took {grown} MB") if grown > MEGABYTES else None


def peak() -> int:
    """Return the peak memory of this process in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise TooSlow in the body if it takes more processor time."""

    def stop(_: int, __: FrameType | None) -> None:
        raise TooSlow(f"more than {seconds} s")

    earlier = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, earlier)
