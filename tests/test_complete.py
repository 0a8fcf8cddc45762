"""What a shell is offered to complete a word with, by the protocol that it asks in."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ended import Command
from hostile import HOSTILE
from transcript import ROOT
from ukraine_budget import cli
from ukraine_budget.cli import complete

Offers = Callable[[str], list[str]]


@pytest.fixture
def bash(budget: Command, monkeypatch: pytest.MonkeyPatch) -> Offers:
    """What bash is offered at the end of a line, where the cursor is."""

    def offers(line: str) -> list[str]:
        words = line.split(" ")
        monkeypatch.setenv("COMP_WORDS", line)
        monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
        monkeypatch.setenv("_BUDGET_COMPLETE", "complete_bash")
        ended = budget()
        assert (ended.code, ended.err) == (0, "")
        return ended.out.split()

    return offers


@pytest.mark.parametrize(
    ("line", "some"),
    [
        ("budget sh", "show shifts"),
        ("budget diff --as", ""),
        ("budget show --as", "--as-of"),
        ("budget show ", "2024 2025 2026 2027"),
        ("budget diff spr", "spring-2025"),
        ("budget diff spring-2025 let", "letter-2025-11-27"),
        ("budget shifts spring-2025 let", "letter-2025-11-27"),
        ("budget show 2026 --as-of let", "letter-2025-11-27"),
        ("budget show --as-of=let", "letter-2025-11-27"),
        ("budget explain x-mil", "x-military"),
        ("budget explain x-military 2027", "2027"),
        ("budget history x-military --year 2027", "2027"),
        ("budget show 2026 --fund ", "ukraine-support materiel-fund all"),
        ("budget show 2026 --basis c", "commitment cash"),
        ("budget show 2026 --basis ", "commitment cash receipt outstanding"),
        ("budget explain mil", "military"),
        ("budget diff x y --sort ", "change percent line year"),
        ("budget show 2026 --sort ", "change percent line"),
        ("budget explain Vervang", ""),
        ("budget explain vervang", "vervanging"),
        ("budget show 2026 --unit ", "one thousand million billion"),
        ("budget show 2026 --lang ", "en nl"),
        ("budget show 2026 --format ", "table csv json markdown html latex xlsx parquet"),
        ("budget plot outlook --format ", "text svg png pdf"),
        ("budget plot o", "outlook"),
        ("budget sql ", "show diff"),
        ("budget sql show ", "2024 2025 2026 2027"),
        ("budget sql diff spring-2025 let", "letter-2025-11-27"),
        ("budget report x.html --year ", "2025 2026"),
        ("budget import nl", "nl-b-tabel nl-begrotingsstaten"),
        ("budget import nl-b-tabel nl", ""),
        ("budget import --guess nl", ""),
        ("budget convert x --to p", "parquet"),
        ("budget list ", "versions lines funds documents"),
        ("budget glossary kas", "kasschuif"),
        ("budget show 2026 --ledger ", ""),
        ("budget show 2026 -o ", ""),
    ],
)
def test_every_name_that_is_typed_is_completed(bash: Offers, line: str, some: str) -> None:
    offered = bash(line)
    assert set(some.split()) <= set(offered)
    assert bool(offered) == bool(some)


def test_the_names_are_those_of_the_ledger_on_the_line(
    bash: Offers, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bash("budget show --ledger good 2026 --as-of ") == ["spring", "letter"]
    assert bash("budget explain --ledger good ") == ["all", "guns", "tanks"]
    assert bash("budget show 2026 --ledger good --fund ") == ["support", "materiel", "all"]
    assert bash("budget show --ledger good ") == ["2026"]
    (small / "budget.toml").write_text('ledger = "good"\n')
    assert bash("budget explain ") == ["all", "guns", "tanks"]
    monkeypatch.setenv("BUDGET_LEDGER", "ukraine-nl")
    assert "x-military" in bash("budget explain ")
    (small / "my.csv").write_text("line;year;cash\nx;2031;1.500\n")
    assert bash("budget show --ledger my.csv ") == [], "it can be read in two ways"
    assert bash("budget show --ledger my.csv --decimal , ") == ["2031"]


def test_a_ledger_that_cannot_be_read_offers_nothing_and_says_nothing(
    bash: Offers, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bash("budget show --ledger nowhere ") == []
    (small / "good" / "lines.csv").write_text("line\nx\n")
    assert bash("budget explain --ledger good ") == []
    (small / "budget.toml").write_text("ledger =")
    assert bash("budget explain ") == []
    (small / "budget.toml").unlink()
    assert bash("budget explain ") != []
    monkeypatch.setattr(complete, "MOST_BYTES", 1000)
    assert bash("budget explain ") == [], "too large to be read between two keys"


def test_only_names_are_offered_that_no_shell_acts_on(bash: Offers, small: Path) -> None:
    names = ["plain", "two words", "$(touch x)", "`touch x`", r"\$(touch x)", "a;b", "-n", "a:b", "é-1", "it's"]
    quoted = "".join(f'"{name}",2026,1\n' for name in [*names, HOSTILE.replace('"', '""')])
    (small / "my.csv").write_text(f"line,year,cash\n{quoted}", encoding="utf-8", newline="")
    assert bash("budget explain --ledger my.csv ") == ["plain", "é-1"]


def test_zsh_and_fish_also_get_what_the_names_mean(
    budget: Command, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = small / "good" / "lines.csv"
    lines.write_text(lines.read_text().replace(",Guns,", r",Guns $(x) `y` [z] \$(w) 'q' it: a,"))
    monkeypatch.setenv("_TYPER_COMPLETE_ARGS", "budget explain --ledger good g")
    monkeypatch.setenv("_BUDGET_COMPLETE", "complete_zsh")
    assert budget().out == """_arguments '*: :(("guns":"Guns (x) y z (w) q it a"))'\n"""
    monkeypatch.setenv("_BUDGET_COMPLETE", "complete_fish")
    monkeypatch.setenv("_TYPER_COMPLETE_FISH_ACTION", "get-args")
    assert budget().out == "guns\tGuns (x) y z (w) q it a\n"


def test_a_shell_that_asks_badly_gets_no_traceback(budget: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_BUDGET_COMPLETE", "complete_bash")
    assert budget() == (1, "", "")


def test_an_error_of_the_program_itself_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(**_: str) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("ukraine_budget.cli.app.app", broken)
    with pytest.raises(ZeroDivisionError):
        cli._run()


def test_bash_completes_a_word_with_what_is_shown_for_it() -> None:
    script = """
        source <(budget --show-completion)
        COMP_WORDS=(budget diff spring-2025 letter-2) COMP_CWORD=3
        _budget_completion budget
        printf '%s\\n' "${COMPREPLY[@]}"
    """
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    done = subprocess.run(
        ["bash", "-c", script], cwd=ROOT, env={"PATH": path}, capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("letter-2025-11-27\n", "")


def test_completion_is_installed_for_the_shell_it_is_asked_in(tmp_path: Path) -> None:
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    command = ["bash", "-c", "budget --install-completion; true"]
    done = subprocess.run(
        command, env={"PATH": path, "HOME": str(tmp_path)}, capture_output=True, text=True, check=True
    )
    assert "bash completion installed in" in done.stdout
    installed = tmp_path / ".bash_completions" / "budget.sh"
    assert f"source '{installed}'" in (tmp_path / ".bashrc").read_text()
    assert "_BUDGET_COMPLETE=complete_bash" in installed.read_text()
