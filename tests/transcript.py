"""Readable transcripts: a command after `$ `, its output, and `[exit N]` unless N is 0.

python tests/transcript.py FILE...     rewrites the output, to be read before it is committed
"""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
FENCED = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
EXIT = re.compile(r"\[exit ([0-9]+)\]\n\Z")
SETTINGS = ("BUDGET_LANG", "BUDGET_LEDGER", "COLUMNS", "FORCE_COLOR", "NO_COLOR", "PYTHONUNBUFFERED")
"""Environment variables of a user that would change the output."""


class Step(NamedTuple):
    """A command, its output, and its exit code."""

    command: str
    output: str
    code: int

    def __str__(self) -> str:
        return f"$ {self.command}\n{self.output}" + (f"[exit {self.code}]\n" if self.code else "")


def steps(text: str) -> Iterator[Step]:
    """Parse the steps of a transcript."""
    for part in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        code = EXIT.search(output)
        yield Step(command, EXIT.sub("", output), int(code[1]) if code else 0)


def transcripts(path: Path) -> list[str]:
    """Return the transcripts in a file: a whole .test file, or the console blocks of a page."""
    text = path.read_text(encoding="utf-8")
    return FENCED.findall(text) if path.suffix == ".md" else [text]


def run(command: str, folder: Path = ROOT) -> Step:
    """Run a command by bash as a user would, with output and errors interleaved."""
    plain = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        cwd=folder,
        env=plain | {"PATH": path, "COLUMNS": "100"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    return Step(command, done.stdout, done.returncode)


def _again(text: str) -> str:
    head = re.split(r"^\$ ", text, maxsplit=1, flags=re.MULTILINE)[0]
    return head + "".join(str(run(step.command)) for step in steps(text))


def _write_again(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    again = FENCED.sub(lambda block: _again(block[0]), text) if path.suffix == ".md" else _again(text)
    path.write_text(again, encoding="utf-8")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        _write_again(Path(name))
