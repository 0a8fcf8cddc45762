"""The command at a terminal: its width, its colours, its pager and its sign of life, as somebody there sees them."""

import io
import re
import shutil
import sys
import time
from pathlib import Path

import pytest

from terminals import INTERRUPT, at_terminal
from transcript import run
from ukraine_budget.cli import terminal as sign
from ukraine_budget.cli.terminal import is_coloured, is_live

ESCAPE = "\x1b["
COMMANDS = ["budget glossary shift", "budget show --help", "budget show 1", "budget show 2026 --as-of never"]
EAGER = "import ukraine_budget.cli.terminal as p; p.PATIENCE = 0.01; import ukraine_budget.cli as c; c.main()"
"""The command with a sign of life that appears nearly at once."""


def screenful(command: str, columns: int = 80) -> str:
    """What a command shows at a terminal with many lines, so without a pager."""
    return at_terminal(command, columns=columns, lines=1000).text


def widest(text: str) -> int:
    return max(map(len, text.splitlines()))


def test_a_table_is_as_wide_as_the_terminal_or_as_columns_says() -> None:
    for columns in (60, 80, 132):
        assert columns - 8 < widest(screenful("TERM=dumb budget show 2026 --full", columns)) <= columns
    assert 90 < widest(screenful("TERM=dumb COLUMNS=100 budget show 2026 --full")) <= 100
    assert widest(screenful("TERM=dumb budget show 2026 --full", 20)) <= 24, "but for an id"
    assert screenful("budget show 2026 | cat") == run("budget show 2026").output


@pytest.mark.parametrize("columns", [60, 80])
@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_a_person_sees_fits_the_terminal(columns: int, language: str) -> None:
    views = ("show 2026", "outlook", "diff spring-2025 letter-2025-11-27", "explain military 2026", "list conflicts")
    for view in views:
        assert widest(screenful(f"TERM=dumb budget {view} --lang {language}", columns)) <= columns, view


def test_what_a_person_sees_grows_no_wider_than_eighty_columns() -> None:
    assert widest(screenful("TERM=dumb budget show 2026", 200)) <= 80


@pytest.mark.parametrize("command", COMMANDS)
def test_help_and_messages_are_readable_at_eighty_columns(command: str) -> None:
    assert widest(screenful(f"TERM=dumb {command}")) <= 80


@pytest.mark.parametrize("command", [COMMANDS[0], COMMANDS[1], COMMANDS[3]])
def test_help_and_messages_obey_columns(command: str) -> None:
    assert widest(screenful(f"TERM=dumb COLUMNS=70 {command}")) <= 70


@pytest.mark.parametrize("command", COMMANDS[:2])
def test_colour_is_shown_at_a_terminal_and_not_in_a_pipe_unless_told_otherwise(command: str) -> None:
    assert ESCAPE in screenful(command)
    assert ESCAPE not in screenful(f"{command} | cat")
    assert ESCAPE in screenful(f"FORCE_COLOR=1 {command} | cat")
    assert ESCAPE in screenful(f"NO_COLOR= FORCE_COLOR= {command}")


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("where", ["NO_COLOR=1", "NO_COLOR=1 FORCE_COLOR=1", "TERM=dumb", "env -u TERM"])
def test_nothing_is_coloured_where_that_is_not_wanted(command: str, where: str) -> None:
    assert ESCAPE not in screenful(f"{where} {command}")


def test_a_coloured_pipe_is_still_never_wrapped() -> None:
    coloured = screenful("FORCE_COLOR=1 budget show 2026 | cat")
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == run("budget show 2026").output


def test_the_terminal_of_windows_says_of_itself_that_it_shows_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.delenv("TERM", raising=False)
    assert not is_live(screen)
    monkeypatch.setenv("WT_SESSION", "1")
    assert is_live(screen)
    assert is_coloured(screen)


PAGER = "sed s/^/PAGED:/"


@pytest.mark.parametrize(
    ("command", "paged"),
    [
        ("budget show 2026", True),
        ("budget show 2026 --format json", True),
        ("budget check --claims", True),
        ("budget show 2026 --no-pager", False),
        ("budget glossary shift", False),
        ("budget show 2026 | cat", False),
        ("budget show 2026 -o /dev/stdout --format csv", False),
        ("TERM=dumb budget show 2026", False),
        ("LINES=1000 budget show 2026", False),
        ("BUDGET_PAGER= budget show 2026", False),
        ("BUDGET_PAGER='sed s/^/OTHER:/' budget show 2026", False),
        ("budget show --help", False),
        ("budget show 2026 --as-of never", False),
    ],
)
def test_long_output_goes_through_the_pager_at_a_terminal(command: str, paged: bool) -> None:
    assert ("PAGED:" in at_terminal(f"export PAGER='{PAGER}'; {command}").text) == paged


def test_the_pager_of_the_program_goes_before_that_of_all_programs() -> None:
    shown = at_terminal(f"NO_COLOR=1 PAGER='{PAGER}' BUDGET_PAGER='sed s/^/OTHER:/' budget show 2026").text
    assert shown.startswith("OTHER:Support for Ukraine in 2026")


def test_a_text_that_just_fits_is_not_paged() -> None:
    command = f"PAGER='{PAGER}' budget glossary shift"
    height = at_terminal(f"{command} --no-pager").text.count("\n")
    assert "PAGED:" not in at_terminal(command, lines=height + 1).text
    assert "PAGED:" in at_terminal(command, lines=height).text


@pytest.mark.parametrize("pager", ["no-such-pager", "'", "/", "", "true", "head -1", "false"])
def test_a_pager_that_is_missing_or_left_early_is_no_error(pager: str) -> None:
    code, text = at_terminal(f'PAGER="{pager}" budget check --claims --full')
    assert code == 0
    assert "Traceback" not in text
    assert ("tie-njn-2025-education" in text) == (pager not in ("true", "head -1"))


def test_the_exit_code_is_that_of_the_command() -> None:
    assert at_terminal("PAGER=cat budget check --strict").code == 1


@pytest.mark.skipif(not shutil.which("less"), reason="less is not installed")
def test_less_is_the_pager_by_default() -> None:
    code, text = at_terminal("budget show 2026", typed=[("\n:", "G"), ("(END)", "q")])
    assert code == 0
    assert "--full: 22 notes, all lines, columns" in text


def test_ctrl_c_is_for_the_pager(tmp_path: Path) -> None:
    pager = tmp_path / "pager.sh"
    pager.write_text("trap 'cat; exit' INT\necho ready\nwhile :; do sleep 0.1; done\n")
    code, text = at_terminal(f"PAGER='bash {pager}' budget show 2026", typed=[("ready", INTERRUPT)])
    assert code == 0
    assert "--full: 22 notes, all lines, columns" in text
    assert "Traceback" not in text


def test_a_sign_of_life_is_shown_while_work_lasts_and_nothing_of_it_is_left() -> None:
    text = at_terminal(f'python -c "{EAGER}" show 2026 | tail -1').text
    assert "0:00:00" in text
    left = text.rpartition("\x1b[2K")[2]
    assert left == run("budget show 2026 | tail -1").output


def test_a_cursor_is_seen_while_work_lasts() -> None:
    text = at_terminal(f'python -c "{EAGER}" show 2026 | tail -1').text
    assert text.index("\x1b[?25h") < text.index("0:00:00")


@pytest.mark.parametrize("command", ["TERM=dumb {}", "{} 2>/dev/null"])
def test_no_sign_of_life_where_nothing_can_be_written_over(command: str) -> None:
    text = at_terminal(command.format(f'python -c "{EAGER}" show 2026') + " | tail -1").text
    assert text == run("budget show 2026 | tail -1").output


def test_ctrl_c_ends_the_sign_of_life_too(tmp_path: Path) -> None:
    rows = (f"line-{n},{year},cash,{n}\n" for n in range(30_000) for year in range(2020, 2030))
    (tmp_path / "large.csv").write_text("line,year,basis,amount\n" + "".join(rows))
    command = f'python -c "{EAGER}" show 2026 --ledger large.csv'
    code, text = at_terminal(command, tmp_path, typed=[("0:00:00", INTERRUPT)])
    assert code == 130
    assert text.endswith("\x1b[2K")
    assert "Traceback" not in text


def seen(monkeypatch: pytest.MonkeyPatch, patience: float) -> io.StringIO:
    """What is written for people at a terminal, where a sign of life comes after so many seconds."""
    screen = io.StringIO()
    monkeypatch.setattr(screen, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setattr(sign, "PATIENCE", patience)
    monkeypatch.setenv("TERM", "xterm")
    return screen


def test_short_work_shows_no_sign_of_life(monkeypatch: pytest.MonkeyPatch) -> None:
    screen = seen(monkeypatch, 3600)
    with sign.progress():
        pass
    assert screen.getvalue() == ""


def test_a_sign_of_life_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    screen, end = seen(monkeypatch, 0), time.monotonic() + 60
    with sign.progress():
        while "0:00:00" not in screen.getvalue():
            assert time.monotonic() < end
            time.sleep(0.01)
    assert screen.getvalue().endswith("\x1b[2K")
