"""What a budget.toml says, what goes before what, and every fault that it may have."""

import json
from pathlib import Path

import pytest

import ukraine_budget
from ended import Command
from terminals import at_terminal
from ukraine_budget import UsageError

LEDGER = ("list", "funds", "--format", "json")


def ledger(budget: Command, *words: str) -> object:
    """The name of the ledger that a command reads."""
    ended = budget(*LEDGER, *words)
    assert ended.err == ""
    return json.loads(ended.out)["ledger"]


def test_an_option_goes_before_the_environment_before_the_folder_before_ones_own(
    budget: Command, small: Path, own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ledger(budget) == "ukraine-nl"
    csv = "line,year,cash\na,2026,1\n"
    (own_folder / "mine.csv").write_text(csv)
    (own_folder / "budget.toml").write_text('ledger = "mine.csv"\n')
    assert ledger(budget) == "mine"
    (small / "budget.toml").write_text('unit = "one"\n')
    assert ledger(budget) == "mine", "what the folder leaves out, one's own file says"
    (small / "budget.toml").write_text('ledger = "good"\n')
    assert ledger(budget) == "small"
    (small / "other.csv").write_text(csv)
    monkeypatch.setenv("BUDGET_LEDGER", "other.csv")
    assert ledger(budget) == "other"
    assert ledger(budget, "--ledger", "ukraine-nl") == "ukraine-nl"


def test_a_ledger_is_found_from_the_folder_of_the_file(
    budget: Command, small: Path, own_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(small))
    for path in ("~/good", str(small / "good"), str(small / "good" / "datapackage.json")):
        (own_folder / "budget.toml").write_text(f'ledger = "{path}"\n')
        assert ledger(budget) == "small"
    (own_folder / "budget.toml").write_text('ledger = "ukraine-nl"\n')
    assert ledger(budget) == "ukraine-nl", "the name of one that comes with the program"
    for path, missing in (("good/x", own_folder / "good/x"), ("~nobody-of-that-name/x", "~nobody-of-that-name/x")):
        (own_folder / "budget.toml").write_text(f'ledger = "{path}"\n')
        ended = budget(*LEDGER)
        assert (ended.code, f"{missing}: missing-path does not exist" in ended.err) == (2, True), ended.err
        assert ended.err.startswith(f"{own_folder / 'budget.toml'}:1: ")


def test_a_ledger_that_is_not_there_is_only_missed_where_it_is_asked(budget: Command, small: Path) -> None:
    (small / "budget.toml").write_text('lang = "en"\nledger = "mine"\n')
    ended = budget("outlook")
    assert (ended.code, ended.err[:43]) == (2, "budget.toml:2: mine: missing-path does not ")
    assert budget("outlook", "--ledger", "good").code == 0
    assert budget("glossary").code == 0
    assert budget("init", "mine").code == 0
    assert budget("outlook").code == 0


def test_a_unit_and_a_language_may_be_preferred(budget: Command, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (small / "budget.toml").write_text('unit = "billion"\nlang = "nl"\n', encoding="utf-8-sig")
    assert ": miljard euro" in budget("show", "2026").out
    assert "(miljard euro" in budget("show", "2026", "--full").out
    assert "EUR thousand" in budget("show", "2026", "--unit", "thousand", "--lang", "en").out
    monkeypatch.setenv("BUDGET_LANG", "en")
    assert "EUR billion" in budget("show", "2026").out
    assert "EUR billion" in budget("diff", "spring-2025", "letter-2025-11-27").out


def test_a_report_and_a_plot_are_made_as_preferred(budget: Command, small: Path) -> None:
    (small / "budget.toml").write_text('ledger = "good"\nlang = "nl"\nunit = "billion"\n')
    assert budget("report", "x.html") == (0, "x.html gemaakt\n", "")
    page = (small / "x.html").read_text(encoding="utf-8")
    assert '<html lang="nl">' in page
    assert "miljard euro" in page
    assert "(miljard euro" in budget("plot", "outlook").out
    assert budget("export", "x.xlsx") == (0, "x.xlsx gemaakt\n", "")
    assert budget("convert", "package", "--to", "parquet").out.startswith("package/")
    assert budget("convert", "plain", "--to", "csv").out.splitlines()[0] == "plain/amounts.csv gemaakt"
    assert budget("convert", "plain", "--to", "csv").err.startswith("plain bestaat al")
    assert budget("init", "empty").out.splitlines()[0] == "empty/datapackage.json gemaakt"
    with pytest.raises(UsageError) as caught:
        ukraine_budget.init("empty")
    assert budget("init", "empty", "--lang", "en").err == f"{caught.value}\n"
    assert '"name": "small"' in (small / "package" / "datapackage.json").read_text(encoding="utf-8")


def test_a_preferred_unit_is_no_reason_to_refuse_a_ledger_without_one(budget: Command, small: Path) -> None:
    (small / "my.csv").write_text("line,year,cash\na,2026,1500\n")
    (small / "budget.toml").write_text('unit = "billion"\nledger = "my.csv"\n')
    ended = budget("show", "2026")
    assert (ended.code, "currency and unit not stated" in ended.out, "1,500" in ended.out) == (0, True, True)
    ended = budget("show", "2026", "--unit", "billion")
    assert (ended.code, ended.err[:27]) == (2, "my does not say its unit, s")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b'ledger = "x"\nunits = "one"\n', ":2: unknown key 'units': did you mean unit?"),
        (b"[show]\nyear = 2026\n", ":1: unknown key 'show': there are: lang, ledger, pager, unit"),
        (b'"un\\u0069ts" = "one"\n', ": unknown key 'units': did you mean unit?"),
        (b"unit = 6\n", ':1: unit is a text: write it in quotes, unit = "..."'),
        (b'pager = ["less"]\n', ':1: pager is a text: write it in quotes, pager = "..."'),
        (b'# mine\n\nunit = "milion"\n', ":3: unknown unit 'milion': did you mean million or billion?"),
        (b'lang = "de"\n', ":1: unknown language 'de': there are: en, nl"),
        (b'ledger = "x\n', ":1:12: is not TOML: Illegal character '\\n'"),
        (b"ledger", ": is not TOML: Expected '=' after a key"),
        (b'unit = "one"\nunit = "one"\n', ":2:13: is not TOML: Cannot overwrite a value"),
        (b'ledger = "\xff"\n', ": is not UTF-8; save it as UTF-8"),
        (b'pager = "less"\n', ":1: a pager is a program to run, which only "),
    ],
)
def test_a_fault_is_told_with_its_place(budget: Command, small: Path, text: bytes, said: str) -> None:
    (small / "budget.toml").write_bytes(text)
    for words in (("show", "2026"), ("glossary",)):
        ended = budget(*words)
        assert (ended.code, ended.out) == (2, "")
        assert ended.err.startswith(f"budget.toml{said}"), ended.err
        assert ended.err.count("\n") == 1
    assert budget("show", "--help").code == 0, "help reads no preferences"
    assert budget("--version").code == 0


def test_a_fault_is_told_in_the_language_that_is_asked_for(budget: Command, small: Path) -> None:
    (small / "budget.toml").write_text("unit = 6\n")
    assert "unit is een tekst" in budget("show", "2026", "--lang", "nl").err


def test_a_file_that_cannot_be_read(budget: Command, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> str:
        raise PermissionError(13, "Permission denied")

    (small / "budget.toml").write_text('unit = "one"\n')
    monkeypatch.setattr(Path, "read_text", refuse)
    assert budget("show", "2026") == (2, "", "budget.toml: cannot be read: Permission denied\n")


def test_a_folder_of_that_name_is_no_file(budget: Command, small: Path) -> None:
    (small / "budget.toml").mkdir()
    assert budget("show", "2026").code == 0


def test_only_ones_own_file_may_name_a_pager(small: Path, own_folder: Path) -> None:
    (own_folder / "budget.toml").write_text("pager = 'sed s/^/MINE:/'\n")
    assert at_terminal("budget show 2026", small).text.count("MINE:") > 24
    assert at_terminal("budget show 2026", own_folder).text.count("MINE:") > 24, "also where it is the current folder"
    assert "THEIRS:" in at_terminal("BUDGET_PAGER='sed s/^/THEIRS:/' budget show 2026", small).text
    (small / "budget.toml").write_text('pager = ""\n')
    assert "MINE:" not in at_terminal("budget show 2026", small).text
