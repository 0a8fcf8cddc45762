"""Odd command lines, budget.toml files and environments: each ends with a known exit code and a message."""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from random import Random
from unittest.mock import patch

from fuzz.family import Family
from fuzz.texts import changed, text
from problem_cases import GOOD
from ukraine_budget import cli

WORDS = (
    *(
        "show",
        "outlook",
        "explain",
        "diff",
        "shifts",
        "history",
        "list",
        "glossary",
        "check",
        "export",
        "report",
        "import",
    ),
    *("convert", "init", "help", "plot", "sql", "schema"),
)
GIVEN = (
    *(
        "2026",
        "2024-2027",
        "guns",
        "tanks",
        "spring",
        "letter",
        "good",
        "my.csv",
        "versions",
        "lines",
        "outlook",
        "new",
    ),
    *(
        "show",
        "page.html",
        "out.xlsx",
        "out",
        "good@letter",
        "@spring",
        ".",
        "..",
        "/dev/null",
        "nothing.csv",
        "-",
        "--",
    ),
)
OPTIONS = {
    "--ledger": ("good", "my.csv", "nowhere", "."),
    "--as-of": ("spring", "2025", "2025-11-27", "2025-02-30"),
    "--fund": ("support", "materiel"),
    "--line": ("guns", "all"),
    "--basis": ("cash", "commitment"),
    "--year": ("2026", "2024-2026"),
    "--unit": ("one", "billion"),
    "--top": ("0", "1", "-1", "99999999999999999999"),
    "--format": ("json", "csv", "table", "markdown", "html", "latex", "xlsx", "parquet", "svg"),
    "--lang": ("nl", "en"),
    "--columns": ("line,amount", ",,,"),
    "--gap": ("20", "0", "-1", "1e9"),
    "--tolerance": ("0", "5"),
    "--sort": ("change", "line"),
    "--decimal": (",", "."),
    "--map": ("m.toml",),
    "--into": ("into", "good"),
    "--to": ("csv", "parquet"),
    "-o": ("o.csv", "o.json", "o.md", "good", "/dev/null"),
    **dict.fromkeys(
        (
            "--full",
            "--all",
            "--force",
            "--claims",
            "--strict",
            "--guess",
            "--accept-loss",
            "--no-pager",
            "--help",
            "--total",
        ),
        ("",),
    ),
}
ENVIRONMENT = {
    "BUDGET_LANG": ("nl", "en"),
    "BUDGET_LEDGER": ("good", "my.csv"),
    "COLUMNS": ("80", "1", "0", "-5", "99999"),
    "FORCE_COLOR": ("1",),
    "NO_COLOR": ("1",),
    "TERM": ("dumb", "xterm"),
    "LINES": ("1", "0"),
    "BUDGET_PAGER": ("", "cat"),
    "XDG_CONFIG_HOME": ("own",),
    "HOME": ("own",),
}
PREFERENCES = (
    'ledger = "good"',
    'unit = "thousand"',
    'lang = "nl"',
    'pager = ""',
    'pager = "less"',
    "unit = 1",
    "a.b = 1",
    "[unit]",
    "x = []",
)

INTERRUPTED = 130


def run(chosen: Random, folder: Path) -> None:
    """Run one command in a folder with a ledger, a file, a map and preferences."""
    (folder / "good").mkdir()
    for name, content in GOOD.items():
        (folder / "good" / name).write_text(content, encoding="utf-8")
    (folder / "my.csv").write_text("line,year,cash\nguns,2026,1\n", encoding="utf-8")
    (folder / "m.toml").write_text("[line]\nid = 'x'\n", encoding="utf-8")
    if chosen.random() < 0.4:
        said = "\n".join(chosen.sample(PREFERENCES, chosen.randrange(3))).encode()
        (folder / "budget.toml").write_bytes(changed(chosen, said) if chosen.random() < 0.5 else said)
    words = _words(chosen)
    env = {"XDG_CONFIG_HOME": str(folder), "HOME": str(folder)}
    for name in chosen.sample(list(ENVIRONMENT), chosen.randrange(4)):
        env[name] = chosen.choice(ENVIRONMENT[name]) if chosen.random() < 0.7 else text(chosen).replace("\0", "")
    with chdir(folder):
        code, out, err = ended(words, env)
    if code == INTERRUPTED:  # by the user
        raise KeyboardInterrupt
    assert code in (0, 1, 2, 3), (code, words)
    assert out or err or code == 0, words
    assert "Traceback" not in err, err


def ended(words: list[str], env: dict[str, str]) -> tuple[object, str, str]:
    """Run a command in this process; return its exit code, output and errors."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    with ExitStack() as within:
        for context in (patch.dict(os.environ, env), patch.object(sys, "argv", ["budget", *words]), _quiet()):
            within.enter_context(context)
        within.enter_context(redirect_stdout(out))
        within.enter_context(redirect_stderr(err))
        try:
            cli.main()
        except SystemExit as end:
            code = end.code
    out.flush()
    return code, out.buffer.getvalue().decode("utf-8", "replace"), err.getvalue()


@contextmanager
def _quiet() -> Iterator[None]:
    """Undo what a command leaves behind in its process."""
    import gc

    with patch("atexit.register"):
        try:
            yield
        finally:
            gc.enable()


def _words(chosen: Random) -> list[str]:
    words = [chosen.choice(WORDS) if chosen.random() < 0.95 else text(chosen)]
    given = range(chosen.randrange(4))
    words += [chosen.choice(GIVEN) if chosen.random() < 0.85 else text(chosen) for _ in given]
    for option in chosen.sample(list(OPTIONS), chosen.randrange(4)):
        value = chosen.choice(OPTIONS[option])
        words.append(option)
        if value:
            words.append(value if chosen.random() < 0.75 else text(chosen))
    if chosen.random() < 0.6 and "--ledger" not in words:
        words += ["--ledger", "good"]
    return [word.replace("\0", "") for word in words]


FAMILY = Family("commands", run, 40, weight=8)
