"""What an import does to a ledger: it gets all that is new, or stays as it was; and nothing outside it is touched."""

import hashlib
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

import ukraine_budget
from build import column
from importing import MAP, amounts, assert_valid, take, write
from problem_cases import Case
from ukraine_budget import LedgerError, OutputError, UsageError, atomic_write, lock_folder

BUDGET = str(Path(sys.executable).with_name("budget"))
LONG = "line,year,amount\nguns,2025,1234.5\ntanks,2026,-3\n"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, with its bytes."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def fields(descriptor: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The columns that a descriptor has for a file."""
    (found,) = (file["schema"]["fields"] for file in descriptor["resources"] if file["name"] == name)
    return list(found)


@pytest.fixture
def into(tmp_path: Path) -> Iterator[Path]:
    """A ledger that figures were imported into."""
    take(tmp_path, LONG)
    yield tmp_path / "into"
    assert_valid(tmp_path / "into")


def test_where_figures_come_from(tmp_path: Path, into: Path) -> None:
    digest = hashlib.sha256(LONG.encode()).hexdigest()
    (paper,) = ukraine_budget.open_ledger(into).documents.values()
    assert tuple(paper) == (
        f"table-{digest[:8]}",
        *("", "data", f"sha256:{digest}", "table.csv", "", "", f"{len(LONG)} bytes, read as map.toml", "", ""),
    )
    assert {figure.document for figure in ukraine_budget.open_ledger(into).stated()} == {paper.document}


def test_the_same_file_again_changes_nothing_and_says_so(tmp_path: Path, into: Path) -> None:
    before = contents(into), {path.name: path.stat().st_mtime_ns for path in into.iterdir()}
    result = take(tmp_path, LONG)
    assert not result.written
    assert result.counts[4:] == (2, 1, 2, 0, 0, 0)
    assert (contents(into), {path.name: path.stat().st_mtime_ns for path in into.iterdir()}) == before


def test_a_new_edition_adds_versions_and_leaves_the_old(tmp_path: Path, into: Path) -> None:
    old = {name: text.splitlines() for name, text in contents(into).items() if name.endswith(".csv")}
    result = take(tmp_path, LONG + "guns,2027,9\n", version="2026", name="new.csv")
    assert result.counts[7:] == (3, 1, 0)
    assert amounts(into) == [
        *("2026-v guns 2025 cash 1234.5", "2026-v tanks 2026 cash -3", "2026-v guns 2027 cash 9"),
        *("v guns 2025 cash 1234.5", "v tanks 2026 cash -3"),
    ]
    new = {name: text.splitlines() for name, text in contents(into).items()}
    assert all(set(lines) <= set(new[name]) for name, lines in old.items() if name != "versions.csv")
    versions = ukraine_budget.open_ledger(into).versions
    orders = {id: version.order for id, version in versions.items()}
    assert orders == {"2026-v": 202501020, "v": 202501021}, "each has a place of its own, by name where of one day"


def test_a_further_file_of_a_version_adds_to_it(tmp_path: Path, into: Path) -> None:
    take(tmp_path, "line,year,amount\nguns,2025,1234.50\nships,2025,4\n", name="more.csv")
    assert amounts(into) == ["v guns 2025 cash 1234.5", "v ships 2025 cash 4", "v tanks 2026 cash -3"]
    assert len(ukraine_budget.open_ledger(into).documents) == 2


def test_other_amounts_for_the_same_figures_are_refused(tmp_path: Path, into: Path) -> None:
    before = contents(into)
    with pytest.raises(UsageError) as caught:
        take(tmp_path, LONG.replace("1234.5", "1").replace("-3", "3"))
    assert str(caught.value) == (
        "into has other amounts for 2 of the figures: guns cash 2025 at v is 1,234.5 there, and 1 in row 2, amount; "
        "if this is a new edition, name it with --version ID, and both are kept"
    )
    assert contents(into) == before


def test_amounts_are_put_into_the_unit_of_the_ledger(tmp_path: Path, into: Path) -> None:
    plan = MAP.replace("thousand", "million").replace('"v"', '"w"').replace('"cash"', '"cash"\nrounding = "0.1"')
    take(tmp_path, LONG, plan)
    assert amounts(into)[2:] == ["w guns 2025 cash 1234500", "w tanks 2026 cash -3000"]
    assert set(column(ukraine_budget.open_ledger(into), "rounding")) == {"", "100"}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("EUR", "USD"), "the file is in USD, into in EUR: name another folder with --into"),
        (('currency = "EUR"', ""), "the file is in no stated currency, into in EUR: name another"),
        (('unit = "thousand"', ""), "of the file and the ledger only one says its unit"),
        (("[line]", '[fund]\nid = "x"\n[line]'), "into has the line guns in the fund all, the file in x: name another"),
    ],
)
def test_what_does_not_go_together_is_refused(tmp_path: Path, into: Path, change: tuple[str, str], said: str) -> None:
    before = contents(into)
    with pytest.raises(UsageError, match=said):
        take(tmp_path, LONG, MAP.replace(*change).replace('"v"', '"w"'))
    assert contents(into) == before


def test_blank_cells_are_filled_with_what_is_known_now_and_no_other(tmp_path: Path) -> None:
    take(tmp_path, LONG)
    into, lines = tmp_path / "into", "line,fund,name\nguns,all,Mine\ntanks,all,\n"
    write(into / "lines.csv", lines)
    write(into / "funds.csv", "name,fund,support,total\n,all,no,yes\n")
    plan = MAP.replace('"{line}"', '"{line}"\nname = "Theirs"\nname_nl = "Van hen"')
    result = take(tmp_path, LONG, plan)
    assert result.written
    assert result.counts[7:] == (0, 0, 0)
    assert (into / "lines.csv").read_text() == (
        "line,fund,name,name_nl\nguns,all,Mine,Van hen\ntanks,all,Theirs,Van hen\n"
    )
    assert (
        into / "funds.csv"
    ).read_text() == "name,fund,support,total,name_nl\nThe whole table,all,no,yes,De hele tabel\n"
    assert not take(tmp_path, LONG, plan).written


def test_a_ledger_of_ones_own_keeps_what_it_has(tmp_path: Path) -> None:
    (into := tmp_path / "into").mkdir()
    Case("", "").write(into)
    before, old = contents(into), amounts(into)
    plan = MAP.replace('"cash"', '"receipt"').replace("[line]", '[fund]\nid = "support"\n[line]')
    take(tmp_path, "line,year,amount\nships,2025,4000\n", plan)
    after = contents(into)
    assert amounts(into) == [*old, "v ships 2025 receipt 4"]
    assert json.loads(after["datapackage.json"])["bases"] == ["commitment", "cash", "receipt"]
    for name in ("mutations.csv", "claims.csv", "funds.csv"):
        assert after[name] == before[name]
    assert ukraine_budget.check(into).result.passes()


def test_words_that_a_descriptor_lists_are_allowed(tmp_path: Path) -> None:
    ukraine_budget.init(tmp_path / "into")
    take(tmp_path, LONG.replace("guns", "g"), MAP.replace('"cash"', '"allocation"').replace("thousand", "million"))
    descriptor = json.loads((tmp_path / "into" / "datapackage.json").read_text())
    fields = {(r["name"], f["name"]): f for r in descriptor["resources"] for f in r["schema"]["fields"]}
    assert "allocation" in fields["amounts", "basis"]["constraints"]["enum"]
    assert "data" in fields["documents", "kind"]["constraints"]["enum"]
    assert descriptor["bases"] == ["commitment", "cash", "receipt", "allocation"]
    assert_valid(tmp_path / "into")


def test_what_is_no_ledger_is_not_touched(tmp_path: Path) -> None:
    (into := tmp_path / "into").mkdir()
    write(into / "mine.txt", "x")
    with pytest.raises(UsageError, match="into is no ledger and not empty"):
        take(tmp_path, LONG)
    write(into / "datapackage.json", "{")
    with pytest.raises(LedgerError, match="bad-json"):
        take(tmp_path, LONG)
    assert sorted(path.name for path in into.iterdir()) == ["datapackage.json", "mine.txt"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "datapackage.json",
            '{"currency": "EUR", "unit": "million", "resources": [{"name": "lines", "path": "l.csv"}]}',
        ),
        ("lines.csv", "line;fund\nguns;support\n"),
    ],
)
def test_a_ledger_that_is_laid_out_otherwise_is_refused(tmp_path: Path, name: str, text: str) -> None:
    (into := tmp_path / "into").mkdir()
    Case("", "").write(into)
    write(into / "l.csv", (into / "lines.csv").read_text())
    write(into / name, text if name != "lines.csv" else (into / "lines.csv").read_text().replace(",", ";"))
    with pytest.raises(UsageError, match="into is not laid out as budget init does it: give its files their usual"):
        take(tmp_path, LONG)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """An import waits for no other."""
    monkeypatch.setattr(lock_folder, "PATIENCE", 0)


@pytest.mark.usefixtures("impatient")
def test_while_another_import_is_at_work(tmp_path: Path, into: Path) -> None:
    (into / atomic_write.LOCK_FOLDER).mkdir()
    lock = lock_folder.lock_file(into / atomic_write.LOCK_FOLDER / "lock")
    with pytest.raises(UsageError, match=r"another command is writing to .*into: try again when it has ended"):
        take(tmp_path, LONG, version="w")
    os.close(lock)
    assert take(tmp_path, LONG, version="w").written
    assert not (into / atomic_write.LOCK_FOLDER).exists()


@pytest.mark.usefixtures("impatient")
def test_an_import_that_was_killed_leaves_nothing_to_wait_for(tmp_path: Path) -> None:
    killed = held("replace", tmp_path, "never", *importing(tmp_path, "USD"))
    killed.kill()
    killed.communicate()
    ledger = tmp_path / "new" / "ledger"
    assert list((ledger / atomic_write.LOCK_FOLDER / "draft").iterdir())
    subprocess.run([BUDGET, *importing(tmp_path, "EUR")], cwd=tmp_path, check=True, timeout=60, capture_output=True)
    assert amounts(ledger) == ["eur eur 2025 cash 1"]
    assert not (ledger / atomic_write.LOCK_FOLDER).exists()


def test_an_import_goes_on_when_the_other_has_ended(tmp_path: Path, into: Path) -> None:
    (into / atomic_write.LOCK_FOLDER).mkdir()
    ending = Timer(0.3, os.close, [lock_folder.lock_file(into / atomic_write.LOCK_FOLDER / "lock")])
    ending.start()
    assert take(tmp_path, LONG, version="w").written
    ending.join()


def test_what_is_converted_does_not_go_where_something_has_come_meanwhile(
    tmp_path: Path, into: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new, mkdir = tmp_path / "new", Path.mkdir

    def late(path: Path, *rest: Any, **more: Any) -> None:
        mkdir(path, *rest, **more)
        if path == new:
            write(new / "mine", "mine")

    monkeypatch.setattr(Path, "mkdir", late)
    with pytest.raises(UsageError, match=f"^{re.escape(str(new))} "):
        ukraine_budget.convert(new, to="csv", ledger=into)
    assert contents(new) == {"mine": b"mine"}


HELD = """
import sys, time
from pathlib import Path
import ukraine_budget.cli

name, reached, until = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
move = getattr(Path, name)

def held(path, *rest, **more):
    if not reached.exists():
        reached.touch()
        while not until.exists():
            time.sleep(0.01)
    return move(path, *rest, **more)

setattr(Path, name, held)
sys.argv[:] = ["budget", *sys.argv[4:]]
ukraine_budget.cli.main()
"""
"""The command, held up before it makes its first folder or puts its first file in place, until a file is there."""


def held(name: str, folder: Path, until: str, *words: str) -> subprocess.Popen[str]:
    """The command in a process of its own, once it is held up."""
    command = [sys.executable, "-c", HELD, name, "reached", until, *words]
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not (folder / "reached").exists():
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)
    return process


def importing(folder: Path, currency: str) -> tuple[str, ...]:
    """The words that import a file in a currency, with a line and a version called as it is."""
    write(folder / f"{currency}.csv", f"line,year,amount\n{currency.lower()},2025,1\n")
    write(folder / f"{currency}.toml", MAP.replace("EUR", currency).replace('"v"', f'"{currency.lower()}"'))
    return ("import", "--map", f"{currency}.toml", f"{currency}.csv", "--into", "new/ledger")


def test_of_two_imports_into_one_new_folder_the_later_sees_what_the_earlier_wrote(tmp_path: Path) -> None:
    dollars, euros = importing(tmp_path, "USD"), importing(tmp_path, "EUR")
    later = held("mkdir", tmp_path, "new/ledger/amounts.csv", *dollars)
    earlier = subprocess.run([BUDGET, *euros], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (earlier.returncode, earlier.stderr) == (0, "")
    _, said = later.communicate(timeout=60)
    assert (later.returncode, said) == (2, "the file is in USD, ledger in EUR: name another folder with --into\n")
    assert amounts(tmp_path / "new" / "ledger") == ["eur eur 2025 cash 1"]
    assert not (tmp_path / "new" / "ledger" / atomic_write.LOCK_FOLDER).exists()


def test_an_import_waits_for_another_that_is_writing(tmp_path: Path) -> None:
    first, second = importing(tmp_path, "EUR"), importing(tmp_path, "UAH")
    write(tmp_path / "UAH.toml", (tmp_path / "UAH.toml").read_text().replace('"UAH"', '"EUR"'))
    writing = held("replace", tmp_path, "go", *first)
    with subprocess.Popen([BUDGET, *second], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as waiting:
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(2)
        (tmp_path / "go").touch()
        assert (waiting.wait(60), writing.wait(60)) == (0, 0), waiting.communicate()
    writing.communicate()
    assert amounts(tmp_path / "new" / "ledger") == ["eur eur 2025 cash 1", "uah uah 2025 cash 1"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_an_import_that_is_ended_leaves_nothing(tmp_path: Path, number: signal.Signals) -> None:
    ended = held("replace", tmp_path, "never", *importing(tmp_path, "EUR"))
    ended.send_signal(number)
    _, said = ended.communicate(timeout=60)
    assert (ended.returncode, "Traceback" in said) == (130, False), said
    assert not (tmp_path / "new").exists()


def test_an_import_goes_on_where_the_end_of_its_terminal_is_to_be_ignored(tmp_path: Path) -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        going = held("replace", tmp_path, "go", *importing(tmp_path, "EUR"))
    finally:
        signal.signal(signal.SIGHUP, before)
    going.send_signal(signal.SIGHUP)
    (tmp_path / "go").touch()
    assert (going.wait(60), going.communicate()[1]) == (0, "")


def test_imports_all_at_once_keep_to_one_currency(tmp_path: Path) -> None:
    every = [importing(tmp_path, currency) for currency in ("EUR", "USD", "UAH", "GBP")]
    processes = [
        subprocess.Popen([BUDGET, *words], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for words in every
    ]
    ends = [(process.communicate(timeout=120)[1], process.returncode) for process in processes]
    assert sorted(code for _, code in ends) == [0, 2, 2, 2], ends
    (ours,) = (words[2].removesuffix(".toml") for words, (_, code) in zip(every, ends, strict=True) if code == 0)
    assert amounts(tmp_path / "new" / "ledger") == [f"{ours.lower()} {ours.lower()} 2025 cash 1"]
    assert ukraine_budget.open_ledger(tmp_path / "new" / "ledger").currency == ours


def test_an_import_that_writes_nothing_leaves_no_folder(tmp_path: Path) -> None:
    result = take(tmp_path, LONG + "ships,2026,many\n", strict=True)
    assert result.refused
    words = importing(tmp_path, "EUR")
    write(tmp_path / "EUR.toml", (tmp_path / "EUR.toml").read_text().replace('"cash"', '"cash"\nqualifier = "perhaps"'))
    assert subprocess.run([BUDGET, *words], cwd=tmp_path, capture_output=True, check=False).returncode == 3
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_dir()) == []


def test_a_file_keeps_who_may_read_it(tmp_path: Path, into: Path) -> None:
    (into / "amounts.csv").chmod(0o600)
    take(tmp_path, LONG, version="w")
    assert (into / "amounts.csv").stat().st_mode & 0o777 == 0o600


def test_a_result_that_is_not_valid_is_not_kept(tmp_path: Path, into: Path) -> None:
    before = contents(into)
    with pytest.raises(LedgerError, match=r"into/amounts\.csv:4:\d+: bad-qualifier"):
        take(tmp_path, LONG, MAP.replace('"v"', '"w"').replace('"cash"', '"cash"\nqualifier = "at-least at-most"'))
    assert contents(into) == before
    (tmp_path / "b").mkdir()
    with pytest.raises(LedgerError, match="unknown-word"):
        take(tmp_path / "b", LONG, MAP.replace('"cash"', '"cash"\nqualifier = "perhaps"'))
    assert not (tmp_path / "b" / "into").exists()


@pytest.mark.parametrize("at", range(5))
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()], ids=["disk", "user"])
def test_a_failure_at_any_step_leaves_the_ledger_as_it_was(
    tmp_path: Path, into: Path, monkeypatch: pytest.MonkeyPatch, at: int, error: BaseException
) -> None:
    before, replace, calls = contents(into), Path.replace, iter(range(99))

    def failing(path: Path, to: Path) -> Path:
        if to.parent == into and next(calls) == at:
            raise error
        return replace(path, to)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(OutputError if isinstance(error, OSError) else KeyboardInterrupt):
        take(tmp_path, LONG + "ships,2027,1\n", version="w")
    assert contents(into) == before


def test_a_new_ledger_that_fails_leaves_no_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(OutputError, match="into: No space left on device"):
        take(tmp_path, LONG)
    assert not (tmp_path / "into").exists()
    write(tmp_path / "file", "")
    with pytest.raises(OutputError, match="Not a directory"):
        ukraine_budget.import_file(tmp_path / "table.csv", map=tmp_path / "map.toml", into=tmp_path / "file" / "into")


def test_nothing_outside_the_folder_is_written(tmp_path: Path, into: Path) -> None:
    outside = write(tmp_path / "outside.csv", (into / "amounts.csv").read_text())
    (into / "amounts.csv").unlink()
    (into / "amounts.csv").symlink_to(outside)
    before = contents(tmp_path)
    with pytest.raises(UsageError, match=r"into/amounts\.csv is a link: put there what it names, or write"):
        take(tmp_path, LONG, version="w")
    assert contents(tmp_path) == before
    assert not take(tmp_path, LONG).written


def test_words_are_allowed_only_where_some_are_named(tmp_path: Path, into: Path) -> None:
    old = json.loads((into / "datapackage.json").read_text())
    (free,) = (field for field in fields(old, "amounts") if field["name"] == "basis")
    del free["constraints"]
    write(into / "datapackage.json", json.dumps(old))
    take(tmp_path, LONG, MAP.replace('"cash"', '"allocation"'))
    new = json.loads((into / "datapackage.json").read_text())
    assert free in fields(new, "amounts")
    (listed,) = (field for field in fields(new, "mutations") if field["name"] == "basis")
    assert "allocation" in listed["constraints"]["enum"]
