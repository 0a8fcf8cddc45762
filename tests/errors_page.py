"""The page of all problems: for each code the smallest text that provokes it, and the output.

python tests/errors_page.py     rewrites docs/errors.md
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir
from difflib import SequenceMatcher
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import figure_cases
import problem_cases
import ukraine_budget
from problem_cases import GOOD, Case
from transcript import ROOT, run
from ukraine_budget import View
from ukraine_budget.read.problems import CODES
from ukraine_budget.report import problems as figure_problems
from ukraine_budget.report.check import CheckResult, CheckRow

NAMED_LINE = re.compile(r"\blines? ([0-9]+)")
PAGE = ROOT / "docs" / "errors.md"
EXAMPLE = "budget check examples/defensie-2026.csv"
MENDED = "budget check examples/defensie-2026.csv --decimal ,"

INTRODUCTION = """\
# What can be wrong with a ledger

This page is made by the tests: each message below is what the program printed for the text above it.

`budget check` reads ledgers and tells all that is wrong with them, in one run:

```console
{example}```

A message names the file, the line, the column, a code, what is wrong, and after a semicolon how to mend it. Lines are
those of a text editor, and columns count characters from 1; where a whole row is meant there is no column, and where a
whole file is meant there is no line either. These five are mended by an option of the command:

```console
{mended}```

An **error** is a fault of the ledger. One that [prevents reading](#reading-a-ledger) stops every command, which then
prints the same messages. A **warning** is something that looks wrong and may be right, because papers do not always add
up: compare the figure with its paper. Where the paper says so, leave it as it is, and say so in the row's note.

## Exit codes

| code | means |
| --- | --- |
| 0 | done; of `budget check`: no error was found |
| 1 | the answer is no: `budget check` found an error (with `--strict` also: a warning, or a claim that fails); \
`budget diff --exit-code` found a change |
| 2 | the request cannot be met as it is worded: an unknown option, version, line, fund, basis, unit or format; \
a file or ledger that is not there; a file that exists, without `--force`; a fault in a `budget.toml` |
| 3 | a ledger cannot be read, or a result cannot be written |
| 130 | interrupted from the keyboard, or ended from outside (SIGTERM, SIGHUP) |

`budget check` is asked what is wrong, so a ledger that cannot be read ends it with 1; every other command then ends
with 3. Where there is no such file, every command ends with 2. Results go to standard output, messages of failure to
standard error. `budget check --format json` gives the
same problems to machines ([json.md](json.md)).
"""
READING = """
## Reading a ledger

Each of these prevents reading. The text shown is that of a single file `my.csv`, or of a changed file of
[the small ledger](#the-small-ledger) at the end of this page: its header, the lines that were changed or added, and
those that the message speaks of, with their numbers.
"""
FIGURES = """
## Figures against each other

These are found in ledgers that can be read.
"""
LEDGER = """
## The small ledger

There is nothing wrong with this one. [ledger.md](ledger.md) says what its files hold.
"""


def problems(case: Case) -> View[CheckResult]:
    """Run `budget check` on the ledger of a case."""
    with TemporaryDirectory() as folder, chdir(folder):
        case.write(Path())
        with patch.object(Path, "read_bytes", side_effect=case.fails) if case.fails else patch.dict({}):
            return ukraine_budget.check(case.path)


def page() -> str:
    """Return the page, with a heading per code, in their order."""
    introduction = INTRODUCTION.format(example=run(EXAMPLE), mended=run(MENDED))
    return "".join(
        [
            introduction,
            READING,
            *_sections(CODES, problem_cases.CASES),
            FIGURES,
            *_sections(figure_problems.CODES, figure_cases.CASES),
            LEDGER,
            *(_fenced(name, text.splitlines()) for name, text in GOOD.items()),
        ]
    )


def _sections(meanings: Mapping[str, str], cases: Sequence[Case]) -> Iterator[str]:
    for code, meaning in meanings.items():
        yield _section(meaning, next(case for case in cases if case.code == code))


def _section(meaning: str, case: Case) -> str:
    found = problems(case)
    (row,), (line,) = found.rows, found.table.blocks[0].rows
    shown = f"\n{case.how}\n" if case.how else "".join(_shown(case.files, row))
    return f"\n### {case.code}\n\n{row.severity.capitalize()}. {meaning}\n{shown}\n```text\n{line.cells[0]}\n```\n"


def _shown(files: Mapping[str, str | bytes | None], problem: CheckRow) -> Iterator[str]:
    for name, text in files.items():
        assert isinstance(text, str), f"say in words how {name} is broken"
        named = {problem.line, *map(int, NAMED_LINE.findall(problem.message))} if name == problem.file else set()
        lines = text.splitlines()
        numbers = sorted((_differing(GOOD.get(name, ""), text) | named | {1}) - {0})
        yield _fenced(name, [f"{number:{len(str(numbers[-1]))}}  {lines[number - 1]}" for number in numbers])


def _fenced(name: str, lines: Sequence[str]) -> str:
    return "\n".join(("", f"`{name}`", "", "```text", *lines, "```", ""))


def _differing(good: str, text: str) -> set[int]:
    """Return the numbers of the lines of `text` that differ from `good`."""
    changes = SequenceMatcher(None, good.splitlines(), text.splitlines(), autojunk=False).get_opcodes()
    return {number + 1 for tag, _, _, start, end in changes if tag != "equal" for number in range(start, end)}


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
