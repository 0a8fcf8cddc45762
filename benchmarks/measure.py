"""Times whole processes in turn (A B A B ...) by the operating system's account, and compares them pair by pair."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import NamedTuple


class Run(NamedTuple):
    """One finished process: CPU seconds (user and system) and peak memory in MiB."""

    cpu: float
    memory: float


class Pair(NamedTuple):
    """Two commands run in turn: medians of each, and the median of the ratios pair by pair."""

    ours: Run
    peer: Run
    cpu_ratio: float
    memory_ratio: float


def run(command: Sequence[str]) -> Run:
    """Run a command to its end, its output thrown away; raises when it fails.

    A process is charged with the memory of the one that started it, so a small one does that: this file as a script.
    """
    starter = [sys.executable, "-I", "-S", __file__, *command]
    cpu, memory = subprocess.run(starter, check=True, stdout=subprocess.PIPE, text=True).stdout.split()
    return Run(float(cpu), float(memory))


def _started(command: Sequence[str]) -> Run:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(command))
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / scale)


def compare(ours: Sequence[str], peer: Sequence[str], runs: int = 7) -> Pair:
    """Medians over some runs of each in turn, after one warm-up of each."""
    run(ours)
    run(peer)
    pairs = [(run(ours), run(peer)) for _ in range(runs)]
    return Pair(
        _median([a for a, _ in pairs]),
        _median([b for _, b in pairs]),
        statistics.median(a.cpu / b.cpu for a, b in pairs),
        statistics.median(a.memory / b.memory for a, b in pairs),
    )


def alone(command: Sequence[str], runs: int = 3) -> Run:
    """Medians of one command over some runs, after a warm-up."""
    run(command)
    return _median([run(command) for _ in range(runs)])


def in_turn(ours: Callable[[], object], peer: Callable[[], object], runs: int = 15) -> tuple[float, float, float]:
    """CPU seconds of two functions of this process in turn: medians of each, and of the ratios pair by pair."""
    pairs = [(_seconds(ours), _seconds(peer)) for _ in range(runs)]
    one, other = zip(*pairs, strict=True)
    return statistics.median(one), statistics.median(other), statistics.median(a / b for a, b in pairs)


def _seconds(function: Callable[[], object]) -> float:
    started = time.process_time()
    function()
    return time.process_time() - started


def _median(runs: Sequence[Run]) -> Run:
    return Run(statistics.median(one.cpu for one in runs), statistics.median(one.memory for one in runs))


if __name__ == "__main__":
    print(*_started(sys.argv[1:]))
