"""The page of all problems: for each code the smallest text that provokes it, and what the program prints.

python tests/errors_page.py     writes docs/errors.md anew
"""

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
from ukraine_budget.analysis import checks
from ukraine_budget.analysis.checked import CheckResult
from ukraine_budget.readers import codes

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
whole file is meant there is no line either. In this case the question is settled on the command line:

```console
{mended}```

An **error** is a fault that makes some figure wrong or unreadable. One that [prevents reading](#reading-a-ledger)
stops every command, which then prints the same messages. A **warning** is something that looks wrong and may be right,
because papers do not always add up: compare the figure with its paper. Where the paper says so, leave it as it is.

## Exit codes

| code | means |
| --- | --- |
| 0 | done; of `budget check`: no error was found |
| 1 | the answer is no: `budget check` found an error; with `--strict` also a warning, or with `--claims` a claim that fails |
| 2 | the command was used wrongly: an unknown command, option, version, line, fund, basis, unit or format |
| 3 | a ledger cannot be read, or a result cannot be written |
| 130 | interrupted from the keyboard |

`budget check` is asked what is wrong, so a ledger that cannot be read ends it with 1; every other command then ends
with 3. Results go to standard output, messages of failure to standard error. `budget check --format json` gives the
same problems to machines ([json.md](json.md)).
"""
READING = """
## Reading a ledger

Each of these prevents reading. Where a text is shown, it is a file `my.csv`, or one of the files of
[the small ledger](#the-small-ledger) below, of which only the header and the lines that differ are shown, with their
numbers.
"""
FIGURES = """
## Figures against each other

These are found in ledgers that can be read. Only one of them is an error.
"""
LEDGER = """
## The small ledger

There is nothing wrong with this one. [ledger.md](ledger.md) says what its files hold.
"""


def problems(case: Case) -> View[CheckResult]:
    """What `budget check` finds in the ledger of a case."""
    with TemporaryDirectory() as folder, chdir(folder):
        case.write(Path())
        with patch.object(Path, "read_bytes", side_effect=case.fails) if case.fails else patch.dict({}):
            return ukraine_budget.check(case.path)


def page() -> str:
    """The page, with one heading for each code in the order of the codes."""
    introduction = INTRODUCTION.format(example=run(EXAMPLE), mended=run(MENDED))
    return "".join(
        [
            introduction,
            READING,
            *_sections(codes.CODES, problem_cases.CASES),
            FIGURES,
            *_sections(checks.CODES, figure_cases.CASES),
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
    shown = f"\n{case.how}\n" if case.how else "".join(_shown(case.files))
    return f"\n### {case.code}\n\n{row.severity.capitalize()}. {meaning}\n{shown}\n```text\n{line.cells[0]}\n```\n"


def _shown(files: Mapping[str, str | bytes | None]) -> Iterator[str]:
    for name, text in files.items():
        assert isinstance(text, str), f"say in words how {name} is broken"
        yield _fenced(name, list(_numbered(text, GOOD.get(name, ""))))


def _fenced(name: str, lines: Sequence[str]) -> str:
    return "\n".join(("", f"`{name}`", "", "```text", *lines, "```", ""))


def _numbered(text: str, good: str) -> Iterator[str]:
    """The lines of a text that are not in the good one, and its first, each with its number."""
    lines, known = text.splitlines(), good.splitlines()
    changes = SequenceMatcher(None, known, lines, autojunk=False).get_opcodes()
    new = {number for tag, _, _, start, end in changes if tag != "equal" for number in range(start, end)}
    yield from (f"{number + 1}  {lines[number]}" for number in sorted(new | {0}))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
