"""The command in its own process: what a shell sees of it. Every error is a message and an exit code."""

import fcntl
import os
import resource
import select
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hostile import ACTING, HOSTILE
from transcript import ROOT, run

BUDGET = str(Path(sys.executable).with_name("budget"))


def ends(command: str, folder: Path = ROOT) -> tuple[int, str]:
    """The exit code of a command and all that it prints; never a traceback."""
    step = run(command, folder)
    assert "Traceback" not in step.output
    assert "Exception ignored" not in step.output
    return step.code, step.output


@pytest.mark.parametrize(
    ("command", "code", "said"),
    [
        ("budget --version", 0, "budget 0."),
        ("python -m ukraine_budget --version", 0, "budget 0."),
        ("budget -h", 0, "What stands in the budget for Ukraine"),
        ("budget", 2, "Usage: budget"),
        ("budget shw", 2, "unknown command 'shw': did you mean show?"),
        ("budget show MMXXVI", 2, "YEAR: MMXXVI is not a year from 1900 to 2199"),
        ("budget show 3000", 2, "3000 is not a year from 1900 to 2199, such as 2026"),
        ("budget show $'2026\\e[31m\\n'", 2, r"2026\x1b[31m\n is not a year"),
        ("budget show 2026 --units one", 2, "unknown option '--units': did you mean --unit or "),
        ("budget show 2026 --unit milion", 2, "unknown unit 'milion': did you mean million or billion?"),
        ("budget show 2026 --ledger nowhere", 2, "nowhere: missing-path does not exist"),
        ("BUDGET_LEDGER=nowhere budget show 2026", 2, "nowhere: missing-path does not exist"),
        ("budget check nowhere", 2, "nowhere: missing-path does not exist"),
        ("budget check nowhere --full", 2, "Check of nowhere: 1 error, 0 warnings"),
        ("budget show 2026 >/dev/full", 3, "standard output: No space left on device; nothing more was written"),
        ("budget list funds >/dev/full", 3, "standard output: No space left on device"),
        ("budget --help >/dev/full", 3, "standard output: No space left on device"),
        ("budget --version >/dev/full", 3, "standard output: No space left on device"),
        ("budget show 2026 -o /dev/full --format csv", 3, "/dev/full: No space left on device; not all was written"),
        ("budget plot outlook >/dev/full", 3, "standard output: No space left on device; nothing more was written"),
        ("budget plot outlook -o /dev/full --format png", 3, "/dev/full: No space left on device; not all was written"),
        ("budget plot outlook | head -1", 0, "2026 shows a gap"),
        (
            "budget show 2026 | head -1",
            0,
            "Support for Ukraine in 2026: EUR million, ±50 (newest paper read: 23 Dec 2025)\n",
        ),
        (
            "budget show 2026 --full | head -1",
            0,
            "Budget year 2026 (EUR million; figures to 12 Dec 2025, statements to 5 March 2026)\n",
        ),
        ("budget show 2026 --format json | head -0", 0, ""),
        ("budget show 2026 >&-", 0, ""),
        ("budget show 1 2>&-", 2, ""),
        ("budget show 2026 --ledger - <&-", 3, "-: empty-file is empty"),
        ("budget show 2026 --format csv -o /dev/stdout | head -1", 0, "row_type,fund,line,"),
        ("budget show 2026 --ledger $'\\xff'", 2, "\\udcff: missing-path does not exist"),
        ("PYTHONIOENCODING=ascii budget show 2026 --full | tail -1", 0, "steun aan Oekraïne"),
    ],
)
def test_what_a_shell_sees(command: str, code: int, said: str) -> None:
    ended, output = ends(command)
    assert (ended, said in output) == (code, True), output


def test_messages_go_to_standard_error_and_results_to_standard_output() -> None:
    assert ends("budget show 2026 --as-of never 2>/dev/null") == (2, "")
    assert ends("budget check nowhere 2>/dev/null")[1].startswith("Check of nowhere")
    assert ends("budget show 2026 >/dev/null") == (0, "")


def test_two_runs_print_the_same_bytes() -> None:
    first, second = (ends(f"PYTHONHASHSEED={seed} budget show 2026 --fund all --format json") for seed in (1, 2))
    assert first == second


def test_an_interrupted_command_ends_with_130_and_without_a_traceback() -> None:
    reads, writes = os.pipe()
    fcntl.fcntl(writes, fcntl.F_SETPIPE_SZ, select.PIPE_BUF)  # much less than what will be printed
    with subprocess.Popen(
        [BUDGET, "check", "--claims", "--format", "json"], stdout=writes, stderr=subprocess.PIPE, cwd=ROOT
    ) as process:
        os.close(writes)
        with os.fdopen(reads, "rb") as output:
            select.select([output], [], [], 60)  # something is printed; the rest waits for this pipe to be read
            process.send_signal(signal.SIGINT)
            output.read()
        _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in errors


LONG = ("check", "--claims", "--format", "json")


def settings(*, buffered: bool) -> dict[str, str]:
    """The environment of a command, in which Python buffers what it writes, or does not as in most containers."""
    return {**os.environ, "PYTHONUNBUFFERED": "" if buffered else "1"}


@pytest.mark.parametrize("buffered", [True, False])
@pytest.mark.parametrize("words", [LONG, ("--help",), ("list", "funds")], ids=" ".join)
def test_an_answer_that_does_not_fit_ends_with_3(tmp_path: Path, words: tuple[str, ...], buffered: bool) -> None:
    whole = subprocess.run([BUDGET, *words], cwd=tmp_path, capture_output=True, check=True).stdout
    room = len(whole) // 2

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))

    with (tmp_path / "out").open("wb") as file:
        ended = subprocess.run(
            [BUDGET, *words],
            cwd=tmp_path,
            stdout=file,
            stderr=subprocess.PIPE,
            env=settings(buffered=buffered),
            preexec_fn=limited,
            check=False,
        )
    assert ended.returncode == 3
    assert ended.stderr.startswith(b"standard output: File too large")
    assert (tmp_path / "out").read_bytes() == whole[:room]


@pytest.mark.parametrize("buffered", [True, False])
@pytest.mark.parametrize("words", [LONG, ("--help",), ("glossary",)], ids=" ".join)
def test_an_answer_to_a_pipe_that_does_not_wait_arrives_whole(words: tuple[str, ...], buffered: bool) -> None:
    whole = subprocess.run([BUDGET, *words], cwd=ROOT, capture_output=True, check=True).stdout
    reads, writes = os.pipe()
    os.set_blocking(writes, False)
    fcntl.fcntl(writes, fcntl.F_SETPIPE_SZ, select.PIPE_BUF)
    with (
        subprocess.Popen([BUDGET, *words], stdout=writes, cwd=ROOT, env=settings(buffered=buffered)) as process,
        os.fdopen(reads, "rb", buffering=0) as output,
    ):
        os.close(writes)
        read = b""
        while piece := output.read(1000):
            read += piece
            time.sleep(0.001)
    assert (process.returncode, read) == (0, whole)


@pytest.mark.parametrize(
    ("command", "code"), [("show 2026", 0), ("show 2026 --unit x", 2), ("check nowhere", 2), ("list funds -o x.csv", 0)]
)
def test_what_cannot_be_said_on_standard_error_changes_nothing(tmp_path: Path, command: str, code: int) -> None:
    words = [BUDGET, *command.split()]
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(words, stdout=subprocess.PIPE, stderr=full, cwd=tmp_path, check=False)
    shutil.rmtree(tmp_path)
    tmp_path.mkdir()
    whole = subprocess.run(words, capture_output=True, cwd=tmp_path, check=False)
    assert (ended.returncode, ended.stdout) == (code, whole.stdout)


@pytest.mark.parametrize("buffered", [True, False])
def test_a_full_device(buffered: bool) -> None:
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(
            [BUDGET, *LONG], stdout=full, stderr=subprocess.PIPE, env=settings(buffered=buffered), check=False
        )
    said = b"standard output: No space left on device; nothing more was written\n"
    assert (ended.returncode, ended.stderr) == (3, said)


MORTAL = "" if os.geteuid() else "setpriv --inh-caps=-all --bounding-set=-all "
"""What takes from root the right to read and write whatever the permissions say."""


@pytest.mark.skipif(bool(MORTAL) and not shutil.which("setpriv"), reason="root may read and write everything here")
def test_a_place_where_nothing_may_be_read_or_written(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0)
    for command, said in (
        ("show 2026 -o closed/x.csv", "closed/x.csv: Permission denied"),
        ("show 2026 --ledger closed/x.csv", "closed/x.csv: no-permission may not be read"),
        ("init closed/ledger", "closed/ledger: Permission denied"),
    ):
        code, output = ends(f"{MORTAL}budget {command}", tmp_path)
        assert (code, said in output) == (3, True), output
    closed.chmod(0o700)
    assert list(closed.iterdir()) == []


def test_a_file_is_written_whole_and_only_where_none_is(tmp_path: Path) -> None:
    assert ends("budget show 2026 -o out.json", tmp_path) == (0, "made out.json\n")
    (out,) = tmp_path.iterdir()
    assert out.read_text(encoding="utf-8") == ends("budget show 2026 --format json")[1]
    assert stat.S_IMODE(out.stat().st_mode) & 0o600 == 0o600
    out.write_text("mine")
    assert ends("budget show 2026 -o out.json", tmp_path) == (2, "out.json exists; --force replaces it\n")
    assert out.read_text() == "mine"
    assert ends("budget show 2026 -o out.json --force", tmp_path) == (0, "made out.json\n")
    assert out.read_text(encoding="utf-8").startswith('{\n  "schema": "budget/show/2"')
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_nothing_in_a_file_acts_on_the_terminal(tmp_path: Path) -> None:
    text = f'line,year,cash\n"{HOSTILE}",2026,1\n'
    (tmp_path / "my.csv").write_text(text, encoding="utf-8", newline="")
    for command in ("show 2026", "check", "list lines", "explain x 2026", "show 2026 --fund x"):
        code, output = ends(f"budget {command} --ledger my.csv", tmp_path)
        assert code in (0, 1, 2, 3)
        assert not any(character in output for character in ACTING)
    code, output = ends("budget show 2026 --as-of \"$(printf '\\033[31mred')\"")
    assert code == 2
    assert "\x1b" not in output


@pytest.mark.parametrize("name", ["letter", "memoranda-2024", "defensie-2023", "defensie-2026 --decimal ,"])
def test_the_examples_are_shown(name: str) -> None:
    file, *options = name.split()
    code, output = ends(f"budget show 2026 --full --ledger examples/{file}.csv {' '.join(options)}")
    assert code == 0
    assert output.startswith("Budget year 2026 (")
    assert ends(f"budget check examples/{file}.csv {' '.join(options)}")[0] == 0
