"""A family of cases: each is made from its seed alone, and ends in time, in memory, and in an answer or a message."""

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
"""What a case may take."""


class Family(NamedTuple):
    """How cases of a kind are made and judged.

    `run` makes one from the choices of a random generator, in an empty folder, and raises where the program does not do
    what it should: AssertionError, or whatever the program itself raises that is no BudgetError. `short` is how many
    cases the suite runs, `weight` how often it has its turn in a long run. `seconds` is processor time per case.
    """

    name: str
    run: Callable[[Random, Path], None]
    short: int
    weight: int = 1
    seconds: float = SECONDS
    times: int = 1


class TooSlow(BaseException):
    """A case that has had its time. No `Exception`, so that nothing takes it for one of its own."""


class Failure(NamedTuple):
    """A case that failed, and how to run it again."""

    family: str
    case: str
    told: str

    def __str__(self) -> str:
        return f"{self.told}\npython -m tests.fuzz --case {self.family}:{self.case}\n"


def attempt(family: Family, case: str, keep: Path | None = None) -> Failure | None:
    """Run one case, named by its seed; what it wrote is kept in a folder or thrown away."""
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
    """The most megabytes that this process had so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raises TooSlow within, where it takes more processor time."""

    def stop(_: int, __: FrameType | None) -> None:
        raise TooSlow(f"more than {seconds} s")

    earlier = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, earlier)
