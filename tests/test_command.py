"""The command within this process: the same as in a shell, and cheap enough to try much of it."""

import io
import json
import os
import re
import select
import shutil
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest

import ukraine_budget
from ended import Command, Ended
from importing import MAP
from transcript import ROOT
from ukraine_budget import cli
from ukraine_budget.read import find


def test_every_view_of_figures_takes_the_same_options(budget: Command) -> None:
    asked = ("--as-of", "spring-2025", "--fund", "ukraine-support", "--basis", "cash", "--unit", "billion")
    for view in (("show", "2026"), ("outlook",), ("explain", "x-military", "2026")):
        ended = budget(*view, *asked, "--format", "json")
        assert (ended.code, ended.err) == (0, "")
        answer = json.loads(ended.out)
        assert (answer["as_of"], answer["unit"]) == ("spring-2025", "billion")
        rows = [row for row in answer["rows"] if row["line"] == "x-military" and row["year"] == 2026]
        assert [(row["basis"], row["amount"], row["low"]) for row in rows] == [("cash", "3.1", "3.05")]


@pytest.mark.parametrize("words", ["show 2026", "outlook", "explain x-military 2026", "list lines", "check --claims"])
@pytest.mark.parametrize("format", ["table", "csv", "json", "markdown", "html", "latex"])
def test_every_view_in_every_format_to_the_screen_or_a_file(
    budget: Command, tmp_path: Path, words: str, format: str
) -> None:
    suffix = {"table": "txt", "markdown": "md", "latex": "tex"}.get(format, format)
    printed = budget(*words.split(), "--format", format)
    assert (printed.code, printed.err) == (0, "")
    file = tmp_path / f"out.{suffix}"
    assert budget(*words.split(), "-o", str(file)) == (0, "", f"made {file}\n")
    assert file.read_bytes().decode() == printed.out


@pytest.mark.parametrize("format", ["xlsx", "parquet"])
def test_what_is_not_text_goes_to_a_file_or_a_pipe_but_not_to_a_screen(
    budget: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str
) -> None:
    file = tmp_path / f"out.{format}"
    assert budget("list", "funds", "-o", str(file)) == (0, "", f"made {file}\n")
    piped = io.BytesIO()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", io.TextIOWrapper(piped))
        assert budget("list", "funds", "--format", format).code == 0
        assert piped.getvalue() == (tmp_path / f"out.{format}").read_bytes()
        patch.setattr(sys.stdout, "isatty", lambda: True)
        ended = budget("list", "funds", "--format", format)
    assert (ended.code, ended.err) == (2, f"{format} is not for a screen; name a file with -o FILE\n")


def test_a_format_whose_library_is_missing_leaves_no_file(
    budget: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    ended = budget("show", "2026", "-o", str(tmp_path / "out.xlsx"))
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("xlsx needs xlsxwriter, ")
    assert list(tmp_path.iterdir()) == []


PLOTS = ("outlook", "history x-military", "diff spring-2025 letter-2025-11-27", "shifts", "shifts mn-2024 vjn-2024")


@pytest.mark.parametrize("words", PLOTS)
def test_every_plot_as_text_to_a_pipe_or_a_file(budget: Command, tmp_path: Path, words: str) -> None:
    printed = budget("plot", *words.split())
    assert (printed.code, printed.err) == (0, "")
    assert "(EUR million" in printed.out
    file = tmp_path / "out.txt"
    assert budget("plot", *words.split(), "-o", str(file)) == (0, "", f"made {file}\n")
    assert (tmp_path / "out.txt").read_text(encoding="utf-8") == printed.out


@pytest.mark.parametrize(("format", "start"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")])
def test_a_picture_goes_to_a_file_or_a_pipe_but_not_to_a_screen(
    budget: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, format: str, start: bytes
) -> None:
    asked = ("plot", "outlook", "--line", "x-military")
    file = tmp_path / f"out.{format}"
    assert budget(*asked, "-o", str(file)) == (0, "", f"made {file}\n")
    assert file.read_bytes().startswith(start)
    assert budget(*asked, "-o", str(file)) == (2, "", f"{file} exists; --force replaces it\n")
    assert budget(*asked, "-o", str(file), "--force") == (0, "", f"made {file}\n")
    piped = io.BytesIO()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", io.TextIOWrapper(piped))
        assert budget(*asked, "--format", format).code == 0
        assert piped.getvalue() == file.read_bytes()
        patch.setattr(sys.stdout, "isatty", lambda: True)
        ended = budget(*asked, "--format", format)
    assert (ended.code, ended.err) == (2, f"{format} is not for a screen; name a file with -o FILE\n")
    assert list(tmp_path.iterdir()) == [file]


def test_a_terminal_gets_a_chart_as_wide_as_it_is(budget: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    bars = []
    for width in ("80", "120"):
        monkeypatch.setenv("COLUMNS", width)
        drawn = budget("plot", "outlook", "--line", "x-military", "--basis", "cash").out
        assert not re.search(r"\x1b\[[34][0-9]", drawn)
        assert max(map(len, drawn.splitlines())) <= int(width)
        bars.append(drawn.count("▓"))
    assert bars[0] < bars[1]


def test_plots_take_the_options_of_views(budget: Command) -> None:
    asked = ("--as-of", "spring-2025", "--fund", "ukraine-support", "--basis", "cash", "--unit", "billion")
    drawn = budget("plot", "outlook", *asked).out
    assert "(EUR billion; " in drawn
    assert "3.1 ±0.05 (assumed) [1]" in drawn
    assert "Commitment" not in drawn
    history = budget("plot", "history", "x-military", "--year", "2026", *asked).out
    assert "2026\n" in history
    assert "letter" not in history.partition("Sources")[0]
    changed = budget("plot", "diff", "spring-2025", "letter-2025-11-27", "--fund", "materiel-fund", "--unit", "one").out
    assert "700,000,000 (circa, assumed, letter-2025-11-27)" in changed
    assert "x-military" not in changed
    everything = ("plot", "diff", "spring-2025", "letter-2025-11-27", "--all", "--basis", "commitment")
    assert "not restated" in budget(*everything).out
    assert "within rounding" in budget("plot", "diff", "mn-2024", "vjn-2024", "--tolerance", "200").out
    only = budget("plot", "shifts", "--line", "x-military").out
    assert "[x-military]" in only
    assert "[k-total]" not in only
    assert "gap: -51.2 %" not in budget("plot", "outlook", "--gap", "60").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("outlook -o x.gif", "x.gif: no format is known by this suffix; use one of .txt, .svg, .png, .pdf, or name it"),
        ("outlook --format csv", "unknown format 'csv': did you mean svg?"),
        ("outlook -o nowhere/x.svg", "nowhere/x.svg: No such file or directory; nothing was written"),
        ("outlook -o . --format png", ". is a folder; name a file in it"),
        ("outlook --line x-militair", "unknown line 'x-militair': did you mean x-military"),
        ("diff spring-2025 letter", "'letter' is no version of ukraine-nl and no ledger"),
        ("shifts spring-2025", "name two versions or ledgers, without --as-of; or none for all that is declared"),
        ("history x-military --basis cahs", "unknown basis 'cahs': did you mean cash?"),
        ("nothing", "unknown command 'nothing'"),
    ],
)
def test_what_a_plot_cannot_do_is_said(budget: Command, words: str, said: str) -> None:
    ended = budget("plot", *words.split())
    assert ended.code == (3 if "nothing was written" in said else 2)
    assert said in ended.err
    assert ended.out == ""


def test_a_picture_whose_library_is_missing_leaves_no_file(
    budget: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    ended = budget("plot", "outlook", "-o", str(tmp_path / "out.png"))
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith("plot needs matplotlib, ")
    assert list(tmp_path.iterdir()) == []


def test_the_help_of_plots_names_them(budget: Command) -> None:
    ended = budget("plot")
    assert ended.code == 2
    assert all(name in ended.out + ended.err for name in ("outlook", "history", "diff", "shifts"))
    assert "--line" in budget("plot", "shifts", "--help").out


def test_the_glossary(budget: Command) -> None:
    assert "kasschuif" in budget("glossary", "shift").out
    ended = budget("glossary", "kaschuif")
    assert (ended.code, ended.err) == (2, "unknown term 'kaschuif': did you mean kasschuif or shift?\n")


def test_a_fund_or_basis_may_be_given_again(budget: Command) -> None:
    ended = budget("show", "2026", "--fund", "materiel-fund", "--fund", "ukraine-support", "--format", "json")
    assert {row["fund"] for row in json.loads(ended.out)["rows"]} == {"materiel-fund", "ukraine-support"}


def test_the_ledger_may_come_from_the_environment(
    budget: Command, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BUDGET_LEDGER", "good")
    assert json.loads(budget("list", "funds", "--format", "json").out)["ledger"] == "small"
    ended = budget("list", "funds", "--ledger", "ukraine-nl", "--format", "json")
    assert json.loads(ended.out)["ledger"] == "ukraine-nl", "what is said goes before the environment"


def test_the_limit_of_a_gap(budget: Command) -> None:
    for limit, certain in (("20", True), ("30.5", True), ("50", False), ("60", None)):
        answer = json.loads(budget("outlook", "--gap", limit, "--format", "json").out)["answer"]
        assert (answer["gap"] and answer["gap"]["certain"]) == certain
        assert f" {limit} %" in answer["text"]
    assert budget("outlook").out == budget("outlook", "--gap", "20").out
    for wrong in ("nan", "-1", "1e2", "1_0", "٣", "many"):
        ended = budget("outlook", f"--gap={wrong}")
        assert (ended.code, f"{wrong} is not a number" in ended.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("show 2026 --format jsn", "unknown format 'jsn': did you mean json?"),
        (
            "show 2026 -o x.xls",
            "x.xls: no format is known by this suffix; use one of .txt, .csv, .json, .md, .html, .tex, .xlsx, .parquet",
        ),
        ("show 2026 -o x", "x: no format is known by this suffix"),
        ("show 2026 -o . --format csv", ". is a folder; name a file in it"),
        ("show 2026 --unit euro", "unknown unit 'euro': there are: billion, million, one, thousand"),
        ("show 2026 --fund ukrain-support", "unknown fund 'ukrain-support': did you mean ukraine-support?"),
        ("show 2026 --basis cahs", "unknown basis 'cahs': did you mean cash?"),
        ("show 2026 --as-of letter-2025", "unknown version 'letter-2025': did you mean letter-2025-11-27?"),
        ("show 2026 --as-of 2025-02-30", "2025-02-30 is not a date"),
        ("show 2026 --as-of 2001", "no version was known at 2001: the first is of "),
        ("explain x-militair 2026", "unknown line 'x-militair': did you mean x-military"),
        ("list paper", "unknown list 'paper': there are: documents, funds, lines, versions"),
        ("show 2026 --unit one --ledger examples/letter.csv", "letter does not say its unit"),
        ("show 2026 --ledger examples/letter.csv --decimal ;", "the decimal sign is . or , and not ';'"),
    ],
)
def test_a_request_that_cannot_be_met(budget: Command, monkeypatch: pytest.MonkeyPatch, words: str, said: str) -> None:
    monkeypatch.chdir(ROOT)
    ended = budget(*words.split())
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(said)
    assert ended.err.count("\n") == 1


def test_a_ledger_that_cannot_be_read(budget: Command, small: Path) -> None:
    funds = small / "good" / "funds.csv"
    funds.write_text(funds.read_text().replace("materiel,,no", "materiel,,nay") + "support,Again,yes,yes,\n")
    ended = budget("show", "2026", "--ledger", "good")
    assert (ended.code, ended.out) == (3, "")
    assert [line.split()[:2] for line in ended.err.splitlines()] == [
        ["good/funds.csv:3:11:", "unknown-word"],
        ["good/funds.csv:4:1:", "duplicate-key"],
    ]


def test_check_ends_with_1_when_there_are_errors(budget: Command, small: Path) -> None:
    assert budget("check", "good").code == 0
    rows = (small / "good" / "amounts.csv").read_text()
    (small / "good" / "amounts.csv").write_text(rows.replace("guns,2026,cash,3100", "guns,2026,cash,3l00"))
    ended = budget("check", "good", "ukraine-nl")
    assert (ended.code, ended.err) == (1, "")
    assert ended.out.startswith(
        "Check of good, ukraine-nl\n\n1 error: these figures cannot be used until it is mended.\n"
    )
    assert "good/amounts.csv:3:23: bad-number" in ended.out
    answer = json.loads(budget("check", "good", "--format", "json").out)
    assert [(row["severity"], row["code"], row["line"], row["column"]) for row in answer["rows"]] == [
        ("error", "bad-number", 3, 23)
    ]


def test_verdicts_are_counted_from_what_holds_to_what_is_not_known(budget: Command) -> None:
    counted = json.loads(budget("check", "--claims", "--format", "json").out)["answer"]["text"]
    assert re.sub("[0-9]+", "n", counted) == (
        "No errors; n warnings of n kinds. "
        "Of n statements n hold (n of them within rounding), n fail, n cannot be tested and n can only be held "
        "against its own record. n pairs of papers do not agree, or count different things."
    )


def test_few_claims_are_told_in_few_words(budget: Command, small: Path) -> None:
    folder = small / "good"
    header, less, *_ = (folder / "claims.csv").read_text().splitlines()

    def told(*rows: str) -> str:
        (folder / "claims.csv").write_text("\n".join((f"{header},kind", *rows, "")))
        answer = json.loads(budget("check", "good", "--claims", "--format", "json").out)["answer"]
        return str(answer["text"]).partition(". ")[2]

    conflict = "{},Two papers.,letter,,,,,,,,,,conflict"
    assert told(f"{less},statement") == "The one statement: cannot be tested."
    assert told(f"{less},", f"other{less},") == (
        "Of 2 statements 0 hold (0 of them within rounding), 0 fail and 2 cannot be tested."
    )
    assert told(conflict.format("a")) == "One pair of papers does not agree, or counts different things."
    assert told(f"{less},", conflict.format("a"), conflict.format("b")) == (
        "The one statement: cannot be tested. 2 pairs of papers do not agree, or count different things."
    )


def test_what_repeats_its_claim_is_counted_and_what_fails_has_its_paper_by_name(budget: Command, small: Path) -> None:
    header = (
        "claim,text,source,left_basis,left_lines,left_years,relation,right_amount,right_basis,right_lines,right_years"
    )
    same, fails = "It is so.,letter,cash,guns,2026,=,,cash,guns,2026", "It is more.,letter,cash,guns,2026,>,31000,,,"
    (small / "good" / "claims.csv").write_text(f"{header}\na,{same}\nb,{same}\nc,{fails}\nd,{fails}\n")
    told = " ".join(budget("check", "good", "--claims").out.split())
    assert "2 fail, 0 cannot be tested and 2 can only be held against their own records." in told
    assert "These statements fail: It is more. The figures have 2,100 and 31,000 (27 Nov 2025). It is more." in told


def test_strict_counts_warnings_and_failed_claims(budget: Command, small: Path) -> None:
    assert budget("check").code == 0
    assert budget("check", "--strict").code == 1
    assert budget("check", "good", "--strict").code == 0
    assert budget("check", "good", "--claims", "--strict").code == 0
    claims = small / "good" / "claims.csv"
    claims.write_text(claims.read_text() + "more,More.,letter,cash,guns,2026,letter,,,>,31000,\n")
    assert budget("check", "good", "--claims").code == 0
    ended = budget("check", "good", "--claims", "--strict")
    assert (ended.code, "1 fail and" in ended.out) == (1, True)


def test_init_says_what_it_made(budget: Command, small: Path) -> None:
    ended = budget("init", "new/ledger")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.splitlines()[0] == "made new/ledger/datapackage.json"
    assert budget("check", "new/ledger").out == "Check of ledger\n\nNo errors.\n"
    assert budget("check", "new/ledger", "--full").out.startswith("Check of ledger: 0 errors, 0 warnings\n")
    again = budget("init", "new/ledger")
    assert (again.code, again.out) == (2, "")
    assert again.err.startswith("new/ledger ")


def test_an_empty_ledger_answers_every_question(budget: Command, small: Path) -> None:
    budget("init", "new")
    title = "Budget year 2026 (EUR million)"
    nothing = json.loads(budget("show", "2026", "--ledger", "new", "--format", "json").out)["answer"]["text"] + "\n"
    assert budget("show", "2026", "--ledger", "new", "--full").out.startswith(f"{title}\n\n{nothing}\nNotes\n")
    assert nothing in budget("show", "2026", "--ledger", "new").out
    assert budget("outlook", "--ledger", "new").code == 0
    assert budget("list", "funds", "--ledger", "new").out.endswith("Notes\nThe ledger has no funds.\n")
    assert json.loads(budget("list", "versions", "--ledger", "new", "--format", "json").out)["rows"] == []


@pytest.fixture
def screen(budget: Command, monkeypatch: pytest.MonkeyPatch) -> Command:
    """The command with a terminal of 60 columns and 20 lines before it."""
    for name, value in {"TERM": "xterm", "COLUMNS": "60", "LINES": "20", "NO_COLOR": "1"}.items():
        monkeypatch.setenv(name, value)

    def run(*words: str) -> Ended:
        for stream in (sys.stdout, sys.stderr):
            monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
        return budget(*words)

    return run


def test_a_terminal_gets_a_table_that_fits(screen: Command) -> None:
    drawn = screen("list", "funds", "--no-pager").out
    assert "\n   of the domestic lines of government-wide" in drawn, "the note hangs under its fund"
    assert max(map(len, drawn.splitlines())) <= 60
    assert "\x1b" not in drawn


def test_a_terminal_gets_messages_that_fit(screen: Command) -> None:
    ended = screen("show", "2026", "--as-of", "never")
    assert (ended.code, ended.out) == (2, "")
    assert max(map(len, ended.err.splitlines())) <= 60
    assert ended.err.splitlines()[1].startswith("  ")


def test_colour_may_be_forced_on_a_pipe(budget: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    plain = budget("list", "funds").out
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    coloured = budget("list", "funds").out
    assert coloured.startswith("\x1b[1m")
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
    assert "\x1b[1mOptions:\x1b[0m" in budget("show", "--help").out
    assert "\x1b" not in budget("list", "funds", "--format", "csv").out


def test_long_output_goes_through_a_pager(screen: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paged = tmp_path / "paged"
    monkeypatch.setenv("BUDGET_PAGER", f"cp /dev/stdin {paged}")
    assert screen("glossary", "shift").out.startswith("Glossary")
    assert not paged.exists()
    assert screen("show", "2026").out == ""
    assert paged.read_text(encoding="utf-8") == screen("show", "2026", "--no-pager").out
    assert screen("show", "2026", "--format", "json").out == ""
    assert json.loads(paged.read_text(encoding="utf-8"))["schema"] == "budget/show/2"


def test_an_interrupt_is_left_to_the_pager(screen: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    before = signal.getsignal(signal.SIGINT)
    monkeypatch.setenv("BUDGET_PAGER", "sh -c 'kill -INT $PPID; cat >/dev/null'")
    assert screen("show", "2026").code == 0
    assert signal.getsignal(signal.SIGINT) is before


@pytest.mark.parametrize("pager", ["", "no-such-pager", "'"])
def test_without_a_pager_all_is_printed(screen: Command, monkeypatch: pytest.MonkeyPatch, pager: str) -> None:
    monkeypatch.setenv("BUDGET_PAGER", pager)
    assert screen("show", "2026").out.startswith("Support for Ukraine in 2026")


def test_a_closed_pipe_is_no_error(budget: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    with os.fdopen(writes, "w", encoding="utf-8") as closed:
        monkeypatch.setattr(sys, "stdout", closed)
        ended = budget("show", "2026")
    assert (ended.code, ended.err) == (0, "")


@pytest.mark.parametrize("words", [("show", "2026"), ("--version",), ("init", "new")])
def test_a_full_disk_is_said(budget: Command, small: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str]) -> None:
    class Full(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, _: object) -> int:
            raise OSError(28, "No space left on device")

    full = io.TextIOWrapper(io.BufferedWriter(Full(), 1), write_through=True)
    monkeypatch.setattr(sys, "stdout", full)
    ended = budget(*words)
    assert (ended.code, ended.err.partition("; ")[0].strip()) == (3, "standard output: No space left on device")
    full.detach().detach()  # else it tries to write once more


@pytest.mark.parametrize("buffering", [-1, 0])
def test_a_pipe_that_does_not_wait_gets_all(budget: Command, monkeypatch: pytest.MonkeyPatch, buffering: int) -> None:
    whole = budget("check", "--claims", "--format", "json").out
    reads, writes = os.pipe()
    os.set_blocking(writes, False)
    pipe = io.TextIOWrapper(os.fdopen(writes, "wb", buffering), "utf-8", write_through=not buffering)
    monkeypatch.setattr(sys, "stdout", pipe)

    def late() -> bytes:
        select.select([output], [], [], 60)
        time.sleep(0.5)  # the pipe is full, and whoever writes waits
        return output.read()

    with os.fdopen(reads, "rb") as output, ThreadPoolExecutor() as other:
        read = other.submit(late)
        assert budget("check", "--claims", "--format", "json").code == 0
        sys.stdout.close()
        assert read.result().decode() == whole
    assert len(whole) > 1 << 16, "more than a pipe takes at once"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_a_full_standard_error_changes_no_exit_code(budget: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        monkeypatch.setattr(sys, "stderr", full)
        assert budget("show", "2026", "--unit", "x").code == 2


def test_closed_streams_are_as_if_nobody_reads(budget: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    assert budget("show", "2026").code == 0
    assert budget("show", "2026", "--unit", "x").code == 2
    sys.stdout.close()
    sys.stderr.close()


def test_an_interrupt_ends_with_130(budget: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ukraine_budget, "listing", interrupted, raising=False)
    assert budget("list", "funds").code == 130
    monkeypatch.setattr(cli, "_run", interrupted)
    assert budget("list", "funds") == (130, "", "")


def test_the_exit_code_of_a_command_that_only_returns(budget: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ukraine_budget.cli.app.app", lambda **_: None)
    assert budget().code == 0


def test_files_that_cannot_be_written(budget: Command, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    name = "n" * 300 + ".csv"
    assert budget("list", "funds", "-o", name) == (3, "", f"{name}: File name too long; nothing was written\n")
    assert budget("list", "funds", "-o", "nowhere/x.csv").err == (
        "nowhere/x.csv: No such file or directory; nothing was written\n"
    )
    Path("mine.csv").write_text("mine")
    assert budget("list", "funds", "-o", "mine.csv") == (2, "", "mine.csv exists; --force replaces it\n")

    def full_disk(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    ended = budget("list", "funds", "-o", "mine.csv", "--force")
    assert (ended.code, ended.err) == (3, "mine.csv: No space left on device; nothing was written\n")
    assert Path("mine.csv").read_bytes() == b"mine"
    assert sorted(path.name for path in small.iterdir()) == ["good", "mine.csv"]


def test_a_written_file_has_the_permissions_of_any_new_file(budget: Command, small: Path) -> None:
    old = os.umask(0o027)
    try:
        budget("list", "funds", "-o", "x.csv")
    finally:
        os.umask(old)
    assert (small / "x.csv").stat().st_mode & 0o777 == 0o640


def test_a_pipe_or_device_is_written_to_and_not_replaced(budget: Command, small: Path) -> None:
    os.mkfifo("pipe.json")
    reads = os.open("pipe.json", os.O_RDONLY | os.O_NONBLOCK)
    assert budget("list", "funds", "-o", "pipe.json").code == 0
    assert json.loads(os.read(reads, 100_000))["schema"] == "budget/list/2"
    os.close(reads)


def test_the_app_is_also_run_as_a_module(budget: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    import runpy

    monkeypatch.setattr(sys, "argv", ["budget", "--version"])
    with pytest.raises(SystemExit) as end:
        runpy.run_module("ukraine_budget", run_name="__main__")
    assert end.value.code == 0
    assert runpy.run_module("ukraine_budget.__main__", run_name="imported")["main"] is cli.main


def test_a_diff_ends_with_whether_there_is_one_when_asked(budget: Command) -> None:
    sides = ("spring-2025", "letter-2025-11-27", "--fund", "ukraine-support")
    assert json.loads(budget("diff", *sides, "--format", "json").out)["shifts"][-1]["size"] == "not-stated"
    assert budget("diff", *sides).code == 0
    assert budget("diff", *sides, "--exit-code", "--quiet") == Ended(1, "", "")
    assert budget("diff", "mn-2024", "mn-2024", "--exit-code", "-q", "--all") == Ended(0, "", "")
    assert budget("diff", "mn-2024", "vjn-2024", "--exit-code", "-q", "--tolerance", "9999").code == 0


def test_shifts_are_those_of_the_ledger_or_those_between_two_sides(budget: Command) -> None:
    assert "Kasschuif vastgoed" in budget("shifts", "--full").out
    between = budget("shifts", "spring-2025", "letter-2025-11-27", "--unit", "billion", "--full").out
    assert "2026 -> 2025" in between
    assert "Kasschuif" not in between
    for words in (["spring-2025"], ["spring-2025", "letter-2025-11-27", "--as-of", "spring-2025"]):
        said = "name two versions or ledgers, without --as-of; or none for all that is declared\n"
        assert budget("shifts", *words) == Ended(2, "", said)


def test_a_history_is_of_a_line_and_some_years(budget: Command) -> None:
    rows = json.loads(budget("history", "x-military", "--year", "2026", "--format", "json").out)["rows"]
    assert {row["year"] for row in rows} == {2026}
    assert budget("history", "x-militray").code == 2


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("page.html", 0, "made page.html\n"),
        ("page.html --lang nl --as-of 2025-12 --year 2026 --gap 5", 0, "page.html gemaakt\n"),
        ("page.html --unit one --fund all --basis cash", 0, "made page.html\n"),
        ("old.html", 2, "old.html exists; --force replaces it\n"),
        ("old.html --force", 0, "made old.html\n"),
        ("page.pdf", 2, "page.pdf: a report is a page; name a file that ends in .html\n"),
        ("old.txt --force", 2, "old.txt: a report is a page; name a file that ends in .html\n"),
        ("page --lang nl", 2, "page: een rapport is een pagina; noem een bestand dat op .html eindigt\n"),
        ("folder.html", 2, "folder.html is a folder; name a file in it\n"),
        ("nowhere/page.html", 3, "nowhere/page.html: No such file or directory; nothing was written\n"),
        ("/dev/full", 3, "/dev/full: No space left on device; not all was written\n"),
        ("page.html --as-of never", 2, "unknown version 'never': there are: "),
        ("page.html --ledger nowhere", 2, "nowhere: missing-path does not exist"),
        ("/dev/null", 0, ""),
        ("page.html --gap -5", 2, "-5 is not a number such as 20 or 0.5"),
        ("page.html --year 3000", 2, "3000 is not a year from 1900 to 2199, such as 2026"),
    ],
)
def test_a_report_is_written_whole_or_not_at_all(
    budget: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, words: str, code: int, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.html").write_text("mine")
    (tmp_path / "old.txt").write_text("mine")
    (tmp_path / "folder.html").mkdir()
    ended = budget("report", *words.split())
    assert (ended.code, said in ended.out + ended.err) == (code, True), ended
    made = {path.name for path in tmp_path.iterdir()} - {"old.html", "old.txt", "folder.html"}
    assert made == ({"page.html"} if not code and "page.html" in words else set())
    assert ((tmp_path / "old.html").read_text() == "mine") == ("old.html --force" not in words)
    assert (tmp_path / "old.txt").read_text() == "mine"


def test_a_report_is_the_page_of_the_library(budget: Command, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    asked = ("--as-of", "spring-2025", "--fund", "all", "--basis", "cash", "--unit", "one", "--year", "2026")
    assert budget("report", str(file), *asked, "--gap", "5", "--lang", "nl").code == 0
    page = ukraine_budget.page(
        ukraine_budget.open_ledger(),
        as_of="spring-2025",
        funds=["all"],
        bases=["cash"],
        unit="one",
        years=[2026],
        gap=Decimal(5),
    )
    assert file.read_text(encoding="utf-8") == page.to_html("nl")


def test_an_export_is_a_workbook_or_a_folder(budget: Command, small: Path) -> None:
    asked = ("--ledger", "good", "--unit", "thousand", "--decimal", ".")
    assert budget("export", "a.xlsx", *asked) == (0, "made a.xlsx\n", "")
    assert budget("export", "a.xlsx", *asked) == (2, "", "a.xlsx exists; --force replaces it\n")
    assert budget("export", "a.xlsx", *asked, "--force").code == 0
    made = budget("export", "folder", *asked).out.splitlines()
    assert sorted(made) == sorted(f"made {path.relative_to(small)}" for path in (small / "folder").iterdir())
    (small / "folder" / "mine").touch()
    assert budget("export", "folder", *asked) == (
        *(2, "", "folder is not empty; --force replaces the files of an export in it\n"),
    )
    (small / "folder" / "outlook.csv").write_text("")
    assert budget("export", "folder", *asked, "--force").code == 0
    assert (small / "folder" / "outlook.csv").read_text()
    assert (small / "folder" / "mine").exists()


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_an_export_is_never_written_into_a_ledger(budget: Command, small: Path, force: tuple[str, ...]) -> None:
    def contents() -> dict[Path, bytes]:
        return {path: path.read_bytes() for path in small.rglob("*") if path.is_file()}

    (small / "good" / "parts").mkdir()
    shutil.copytree("good", "nameless")
    (small / "nameless" / "datapackage.json").unlink()
    shutil.copytree("good", "broken")
    (small / "broken" / "datapackage.json").write_text("{")
    for name, text in {
        "other": '{"name": "other"}',
        "unread": "{",
        "own": '{"resources": [{"name": "lines", "path": "l"}]}',
    }.items():
        (small / name).mkdir()
        (small / name / "datapackage.json").write_text(text)
    (small / "link").symlink_to("good")
    shutil.copytree(find(), "shipped")
    before = contents()
    ledger = "{} holds a ledger, and no export is written into one; name another folder\n"
    for name in ("good", "link", "nameless", "broken", "own", "shipped"):
        assert budget("export", name, "--ledger", "good", *force) == (2, "", ledger.format(name))
    for name in ("good/new", "link/new", "good/parts", "good/parts/new", "shipped/new"):
        home = small.resolve() / name.partition("/")[0].replace("link", "good")
        assert budget("export", name, "--ledger", "good", *force) == (2, "", ledger.format(home))
    for name in ("other", "unread"):
        said = f"{name} holds a data package that is no export; name another folder\n"
        assert budget("export", name, "--ledger", "good", *force) == (2, "", said)
    assert contents() == before


def test_an_export_goes_into_an_empty_folder_whatever_its_name(budget: Command, small: Path) -> None:
    (small / "v1.xlsx").mkdir()
    assert budget("export", "v1.xlsx", "--ledger", "good").out.startswith("made v1.xlsx/outlook.csv\n")


def test_an_export_of_two_versions_named(budget: Command, small: Path) -> None:
    assert budget("export", "folder", "mn-2023", "vjn-2023", "--fund", "all").code == 0
    descriptor = json.loads((small / "folder" / "datapackage.json").read_text())
    titles = {resource["name"]: resource["title"] for resource in descriptor["resources"]}
    assert titles["diff"] == "From the budget memorandum 2023 (X) to the spring memorandum 2023 (X) (EUR million)"


def test_an_export_of_a_line(budget: Command, small: Path) -> None:
    made = budget("export", "out", "--ledger", "ukraine-nl", "--line", "military", "--year", "2026")
    assert made.code == 0
    rows = (small / "out" / "outlook.csv").read_text().splitlines()[1:]
    assert rows
    assert all(",x-military,support-total,2026," in row for row in rows)


def test_an_export_that_cannot_be(budget: Command, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (small / "file").touch()
    (small / "taken" / "diff.csv").mkdir(parents=True)
    cases = {
        ("a.pdf",): (2, "a.pdf: name a workbook (.xlsx), or a folder, without a suffix\n"),
        ("file",): (2, "file is a file; name a folder\n"),
        ("taken", "--force"): (2, "taken/diff.csv is no file; name another folder to write in\n"),
        ("a.xlsx", "mn-2023"): (2, "name two versions or ledgers, or none for the last version that follows another\n"),
        ("a.xlsx", "--fund", "nobody"): (2, "unknown fund 'nobody': there are: "),
        ("no/a.xlsx",): (3, "no/a.xlsx: No such file or directory; nothing was written\n"),
    }
    for words, (code, said) in cases.items():
        ended = budget("export", *words)
        assert (ended.code, ended.err[: len(said)]) == (code, said)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert budget("export", "a.xlsx").err == "a.xlsx: No space left on device; nothing was written\n"
    assert budget("export", "new").err == "new: No space left on device; nothing was written\n"
    assert sorted(path.name for path in small.iterdir()) == ["file", "good", "taken"]
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    assert budget("export", "a.xlsx").err.startswith("xlsx needs xlsxwriter, ")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_an_export_to_a_full_device(budget: Command, small: Path) -> None:
    (small / "full.xlsx").symlink_to("/dev/full")
    said = "full.xlsx: No space left on device; not all was written\n"
    assert budget("export", "full.xlsx") == (3, "", said)
    assert budget("export", "/dev/full") == (2, "", "/dev/full is a file; name a folder\n")


def test_an_export_that_cannot_be_moved_into_its_folder_leaves_it_as_it_was(
    budget: Command, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = small / "folder"
    folder.mkdir()
    (folder / "outlook.csv").write_text("mine")
    (folder / "history.csv").write_text("open elsewhere")
    replace = Path.replace

    def locked(path: Path, to: Path) -> Path:
        if path == Path("folder/history.csv"):
            raise PermissionError(13, "Permission denied")
        return replace(path, to)

    monkeypatch.setattr(Path, "replace", locked)
    said = "folder: Permission denied; nothing was written\n"
    assert budget("export", "folder", "--force") == (3, "", said)
    left = {path.name: path.read_text() for path in folder.iterdir()}
    assert left == {"outlook.csv": "mine", "history.csv": "open elsewhere"}


def test_an_export_takes_away_the_tables_of_an_earlier_one_that_it_has_not(budget: Command, small: Path) -> None:
    asked = ("export", "folder", "--ledger", "good")
    assert budget(*asked, "spring", "letter", "--unit", "thousand").code == 0
    (small / "folder" / "mine.csv").write_text("mine")
    descriptor = json.loads((small / "folder" / "datapackage.json").read_text())
    descriptor["resources"].append({"name": "mine", "path": "mine.csv"})
    (small / "folder" / "datapackage.json").write_text(json.dumps(descriptor))
    assert (small / "folder" / "diff.csv").exists()
    assert budget(*asked, "--as-of", "spring", "--force").code == 0
    assert not (small / "folder" / "diff.csv").exists()
    assert (small / "folder" / "mine.csv").read_text() == "mine"


@pytest.mark.parametrize("command", ["list funds -o", "export --ledger good", "report"])
def test_what_is_written_through_a_link_is_what_that_names(budget: Command, small: Path, command: str) -> None:
    name = {"list": "x.json", "export": "x.xlsx", "report": "x.html"}[command.split(maxsplit=1)[0]]
    (small / "home").mkdir()
    (small / "home" / name).write_text("mine")
    (small / "home" / name).chmod(0o604)
    (small / name).symlink_to(Path("home") / name)
    ended = budget(*command.split(), name)
    assert (ended.code, ended.err) == (2, f"{name} exists; --force replaces it\n")
    assert budget(*command.split(), name, "--force").code == 0
    assert (small / name).readlink() == Path("home") / name
    assert (small / "home" / name).read_bytes()[:4] in (b"{\n  ", b"PK\x03\x04", b"<!do")
    assert (small / "home" / name).stat().st_mode & 0o777 == 0o604
    (small / "home" / name).unlink()
    ended = budget(*command.split(), name, "--force")
    assert (ended.code, ended.err) == (2, f"{name} is a link to what is not there; name another file\n")
    assert list((small / "home").iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [
        "show 2026 --ledger good -o locked.csv",
        "export locked.csv",
        "report locked.csv",
        "init locked.csv",
        "convert locked.csv --to parquet --ledger good",
        "import --map locked.csv nl.csv --into new",
        "import us-omb nl.csv --into locked.csv",
    ],
)
def test_what_is_wrong_with_a_file_says_who_reads_or_writes_it(
    budget: Command, small: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    (small / "locked.csv").write_text("x")
    (small / "nl.csv").write_text("x")
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    ended = budget(*words.split())
    assert ended.code in (2, 3)
    assert "is not readable" not in ended.err


def test_a_dash_for_a_file_is_standard_output(budget: Command, small: Path) -> None:
    shown = budget("list", "lines", "--ledger", "good", "--format", "csv")
    assert budget("list", "lines", "--ledger", "good", "--format", "csv", "-o", "-") == shown
    assert [path.name for path in small.iterdir()] == ["good"]


OWB = (str(ROOT / "examples" / "owb-2017-x.csv"), str(ROOT / "examples" / "owb-2017-x.toml"))


def test_a_file_is_imported_by_a_map_and_again_changes_nothing(budget: Command, small: Path) -> None:
    table, plan = OWB
    first = budget("import", "--map", plan, table, "--into", "owb")
    assert (first.code, first.err) == (0, "")
    assert "Figures" in first.out
    again = budget("import", "--map", plan, table, "--into", "owb", "--format", "json")
    assert again.code == 0
    assert budget("check", "owb").code == 0
    made = budget("convert", "package", "--to", "parquet", "--ledger", "owb")
    assert (made.code, made.err) == (0, "")
    assert (small / "package" / "datapackage.json").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import", "kiel", "x.csv"), "--into"),
        (("import", "--guess", "one.csv", "two.csv"), "one file"),
        (("import", "--guess", OWB[0], "--format", "json"), "--format"),
        (("import", "kil", OWB[0], "--into", "d"), "kiel"),
    ],
)
def test_imports_that_cannot_be(budget: Command, small: Path, words: tuple[str, ...], said: str) -> None:
    ended = budget(*words)
    assert ended.code == 2
    assert said in ended.err
    assert [path.name for path in small.iterdir()] == ["good"]


def test_a_map_is_guessed_to_the_screen_or_a_file(budget: Command, small: Path) -> None:
    printed = budget("import", "--guess", OWB[0])
    assert (printed.code, printed.err) == (0, "")
    assert budget("import", "--guess", OWB[0], "-o", "map.toml") == (0, "", "made map.toml\n")
    assert (small / "map.toml").read_text(encoding="utf-8") == printed.out


@pytest.mark.parametrize("where", [(), ("--ledger", str(ROOT / "ledgers/ukraine-nl"))])
def test_a_version_without_figures_is_refused_with_the_command_to_ask_instead(
    budget: Command, where: tuple[str, ...]
) -> None:
    for command in (("diff",), ("shifts",), ("plot", "diff")):
        ended = budget(*command, "njn-2025", "njn-2025-erratum", *where)
        assert (ended.code, ended.out) == (2, "")
        *_, instead = ended.err.splitlines()
        assert instead == " ".join(("  budget diff mn-2026 njn-2025-erratum", *where))
        assert budget(*instead.split()[1:]).code == 0


def test_where_no_two_versions_of_a_series_are_near_no_command_is_told(budget: Command) -> None:
    ended = budget("diff", "1supp-2025", "sbs-2025-x")
    assert ended.code == 2
    assert ended.err.endswith("The nearest versions that state figures: 1supp-2025 and mn-2026.\n")


def test_a_format_has_the_short_name_of_its_suffix_and_does_not_disagree_with_the_file(
    budget: Command, tmp_path: Path
) -> None:
    assert budget("show", "2026", "--format", "md") == budget("show", "2026", "--format", "markdown")
    refused = budget("show", "2026", "--format", "md", "-o", str(tmp_path / "m.html"))
    assert (refused.code, refused.out) == (2, "")
    assert "m.html is named as html, and --format says markdown: leave --format out, or name another" in refused.err
    assert list(tmp_path.iterdir()) == []
    assert budget("show", "2026", "--format", "md", "-o", str(tmp_path / "m.md")).code == 0
    assert budget("show", "2026", "--format", "csv", "-o", str(tmp_path / "m.txt")).code == 0
    assert budget("show", "2026", "--format", "csv", "-o", str(tmp_path / "m.other")).code == 0


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("show 2026 --top 0", "--top: 0 is not a number of rows: give 1 or more, or --all for every one\n"),
        ("show 2027-2026", "YEAR: 2027-2026 is a range that runs backwards: write 2026-2027\n"),
        ("outlook --gap x", "--gap: x is not a number such as 20 or 0.5\n"),
        ("import --guess nowhere.csv", "nowhere.csv: missing-path does not exist; name a file\n"),
        ("show", "YEAR is missing: write budget show [OPTIONS] YEAR, such as budget show 2026\n"),
        (
            "convert x",
            "--to is missing: write budget convert [OPTIONS] DIR, such as budget convert fast --to parquet\n",
        ),
        ("show 1 2", "YEAR: 1 is not a year from 1900 to 2199, such as 2026\n"),
        ("show 2026 2027", "'2027' is too much: write budget show [OPTIONS] YEAR, such as budget show 2026\n"),
        ("show 2026 --unti one", "unknown option '--unti': did you mean --unit or --fund?\n"),
        ("--langs nl", "unknown option '--langs': did you mean --lang?\n"),
        ("plot shwo", "unknown command 'shwo': there are: diff, history, outlook, shifts\n"),
        ("show 2026 --fund", "--fund needs a value: write --fund FUND\n"),
        ("show 2026 --full=yes", "--full takes no value: write it alone\n"),
        ("import my.csv --into x", "name a format, as --help lists them, or a map with --map\n"),
        (
            "import kiel",
            """name the ledger folder with --into DIR; it is made if it is not there
name a file to import
give --date YYYY-MM-DD: the file does not say when this was the state of the budget
""",
        ),
    ],
)
def test_a_wrong_value_is_told_without_the_usage_and_all_that_is_missing_at_once(
    budget: Command, command: str, said: str
) -> None:
    assert budget(*command.split()) == (2, "", said)


def test_an_import_by_a_map_tells_at_once_that_version_and_date_are_missing(budget: Command, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("line,year,amount\nx,2026,1\n")
    (tmp_path / "map.toml").write_text(MAP.replace('id = "v"\ndate = "2025-01-02"\n', ""))
    words = ["import", "--map", str(tmp_path / "map.toml"), str(tmp_path / "t.csv"), "--into", str(tmp_path / "l")]
    said = ["give --version ID", "give --date YYYY-MM-DD"]
    assert [line.split(":")[0] for line in budget(*words).err.splitlines()] == said
    assert [line.split(":")[0] for line in budget(*words, "--date", "2026-01-01").err.splitlines()] == said[:1]


def test_check_of_a_missing_file_ends_as_every_command_does(budget: Command) -> None:
    ended = budget("check", "nowhere.csv")
    assert ended.code == 2
    assert "nowhere.csv: missing-path does not exist" in ended.out


def test_without_a_command_the_help_is_shown(budget: Command) -> None:
    for words in ((), ("plot",)):
        shown = budget(*words)
        assert shown.code == 2
        assert (shown.out + shown.err).startswith("Examples:\n")


def test_a_check_of_a_line_tells_of_its_figures_and_of_what_is_said_of_it(budget: Command) -> None:
    assert "No errors; 1 warning.\n" in budget("check", "--line", "k-art3").out
    assert "No errors; 7 warnings of 2 kinds.\n" in budget("check", "--line", "k-total").out
    asked = json.loads(budget("check", "--line", "military", "--claims", "--format", "json").out)
    assert asked["rows"] == []
    assert asked["claims"]
    assert all("x-military" in claim["lines"] for claim in asked["claims"])
    assert budget("check", "--line", "tank").err.startswith("unknown line 'tank'")


@pytest.mark.parametrize("command", ["diff spring-2025 letter-2025-11-27", "shifts spring-2025 letter-2025-11-27"])
def test_changes_of_some_years(budget: Command, command: str) -> None:
    def years(*options: str) -> set[int]:
        rows = json.loads(budget(*command.split(), *options, "--format", "json").out)["rows"]
        return {year for row in rows for year in ([row["year"]] if "year" in row else row["leaves"] + row["reaches"])}

    assert 2027 in years() or "shifts" in command
    assert years("--year", "2026") == ({2026} if "diff" in command else {2025, 2026})
    assert years("-y", "2025-2026") == {2025, 2026}
    assert years("--year", "2024") == set()


def test_shifts_of_some_years_are_told_from_those_that_are_not_there(budget: Command) -> None:
    assert "No such shift between years is declared" in budget("shifts", "--line", "xvii-support").out
    assert "8 shifts are declared." in budget("plot", "shifts", "--year", "2023").out
    drawn = budget("plot", "outlook", "--year", "2026").out
    assert " 2026  " in drawn
    assert " 2027  " not in drawn


def test_a_basis_may_be_named_in_dutch(budget: Command) -> None:
    assert budget("show", "2026", "--basis", "Kasuitgaven") == budget("show", "2026", "--basis", "cash")
    for word in ("kasuitgaven", "kas", "Kas"):
        assert budget("sql", "show", "2026", "--basis", word) == budget("sql", "show", "2026", "--basis", "cash")
    assert budget("show", "2026", "--basis", "nonsense").code == 2


def _years(shown: Ended) -> list[str]:
    """The years of the rows of a narrow diff, in their order."""
    assert (shown.code, shown.err) == (0, "")
    return re.findall(r"^ .{18,19} ?(20[0-9]{2})  ", shown.out, re.MULTILINE)


def test_rows_are_sorted_as_asked_for(budget: Command) -> None:
    asked = ["diff", "spring-2025", "letter-2025-11-27", "--sort"]
    assert _years(budget(*asked, "year"))[:3] == ["2025", "2026", "2027"]
    assert _years(budget(*asked, "change"))[0] == _years(budget(*asked, "percent"))[0] == "2026"
    assert _years(budget(*asked, "change", "--top", "1")) == ["2026"]
    assert budget("show", "2026", "--sort", "change").code == 0
    refused = budget("show", "2026", "--sort", "year")
    assert refused == (2, "", "show cannot be sorted by 'year': sort by change or percent or line\n")
    refused = budget(*asked, "size")
    assert refused == (2, "", "diff cannot be sorted by 'size': sort by change or percent or line or year\n")


def test_a_wrong_value_is_told_in_the_language_of_the_reader(budget: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BUDGET_LANG", "nl")
    assert budget("show", "2027-2026").err == "YEAR: 2027-2026 is een reeks die terugloopt: schrijf 2026-2027\n"
    assert budget("shw").err == "opdracht 'shw' is onbekend: bedoelt u show?\n"
    monkeypatch.setenv("BUDGET_LANG", "xx")
    assert budget("show", "x").err == "YEAR: x is not a year from 1900 to 2199, such as 2026\n"


def test_papers_stand_once_where_all_rows_rest_on_them_and_else_at_each_row(budget: Command) -> None:
    assert re.search(r"^\[1\] +2026 +2025", budget("show", "2026").out, re.MULTILINE)
    assert len(re.findall(r"  \[[0-9]+\]$", budget("show", "2025", "--fund", "all").out, re.MULTILINE)) > 2


def test_what_is_outstanding_is_answered_without_a_gap(budget: Command) -> None:
    asked = budget("outlook", "--basis", "outstanding").out.replace("\n", " ")
    assert "€3.8 million or more in outstanding commitments for 2024, as far as the papers read state them." in asked
    none = budget("outlook", "--basis", "outstanding", "--fund", "materiel-fund").out.replace("\n", " ")
    assert "Nothing is stated of what was asked for. This ledger has figures for 2022 to 2029." in none


def test_a_range_of_years_is_laid_out_as_the_outlook_of_these(budget: Command) -> None:
    shown = budget("show", "2025-2026", "--format", "json")
    assert (shown.code, shown.err) == (0, "")
    assert {row["year"] for row in json.loads(shown.out)["rows"]} == {2025, 2026}
    assert shown.out == budget("outlook", "--year", "2025-2026", "--format", "json").out
    backwards = budget("show", "2026-2025")
    assert backwards.code == 2
    assert "write 2025-2026" in backwards.err


def test_papers_that_do_not_agree_are_listed(budget: Command) -> None:
    found = budget("list", "conflicts", "--format", "json")
    assert (found.code, found.err) == (0, "")
    assert (
        json.loads(found.out)["rows"]
        == json.loads(ukraine_budget.conflicts(ukraine_budget.open_ledger()).to_json())["rows"]
        != []
    )
