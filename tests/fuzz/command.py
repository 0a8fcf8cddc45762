"""The long run: families take turns until time is up; each failure is printed with the command that repeats it."""

import argparse
import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from time import monotonic

from fuzz.families import FAMILIES
from fuzz.family import Failure, Family, attempt

MEMORY = Path("/dev/shm")  # each case gets its own folder there
"""A folder in memory, on systems that have it."""
SHORTEST = 10
"""Seconds until progress is first printed."""


def main() -> int:
    """Run the cases asked for; return 1 if any failed."""
    asked = _parser().parse_args()
    for name in ("XDG_CONFIG_HOME", "BUDGET_LEDGER", "BUDGET_PAGER", "BUDGET_LANG", "PAGER"):
        os.environ.pop(name, None)
    if MEMORY.is_dir():
        tempfile.tempdir = str(MEMORY)
    if asked.case:
        name, _, case = asked.case.partition(":")
        failure = attempt(FAMILIES[name], case, _empty(asked.keep))
        print(failure or "no fault")
        return bool(failure)
    chosen = [FAMILIES[name] for name in asked.family or FAMILIES]
    return bool(_long(chosen, asked.seed, 60 * asked.minutes))


def _empty(folder: Path | None) -> Path | None:
    if folder:
        folder.mkdir(parents=True)
    return folder


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m tests.fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=1.0, help="how long to go on")
    parser.add_argument("--seed", default="1", help="where the cases begin: the same seed makes the same cases")
    parser.add_argument("--family", action="append", choices=list(FAMILIES), help="only this one; may be repeated")
    parser.add_argument("--case", help="one case as a failure names it, FAMILY:SEED/NUMBER")
    parser.add_argument("--keep", type=Path, help="with --case: a new folder for the files of the case")
    return parser


def _long(families: Sequence[Family], seed: str, seconds: float) -> int:
    """Run cases until time is up; return the number of failures."""
    done, failed, begin, tell = Counter[str](), Counter[str](), monotonic(), SHORTEST
    for family, case in turns(families, seed):
        if monotonic() - begin > seconds:
            break
        done[family.name] += family.times
        if failure := attempt(family, case):
            failed[family.name] += 1
            print(failure, flush=True)
        if monotonic() - begin > tell:
            tell *= 2
            _tell(done, failed, monotonic() - begin)
    _tell(done, failed, monotonic() - begin)
    return failed.total()


def turns(families: Sequence[Family], seed: str) -> Iterator[tuple[Family, str]]:
    """Yield families in turn, each with the name of its next case, endlessly."""
    for number in count():
        for family in families:
            for turn in range(family.weight):
                yield family, f"{seed}/{number * family.weight + turn}"


def _tell(done: Counter[str], failed: Counter[str], seconds: float) -> None:
    each = ", ".join(f"{name} {n}" + (f" ({failed[name]} failed)" if failed[name] else "") for name, n in done.items())
    print(f"{done.total()} cases in {seconds:.0f} s, {failed.total()} failed: {each}", flush=True)


__all__ = ["Failure", "main"]
