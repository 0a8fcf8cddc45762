"""What is measured against what, and the bounds that the ratios are held to."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import data
import ukraine_budget

PEERS = Path(__file__).parent / "peers"
SCRIPTS = Path(sys.executable).parent
CHANGED = 0.05
"""The share of cells that differ between the two sides of a diff."""
OFFICIAL = Path(os.environ.get("BUDGET_CORPUS") or Path(__file__).parents[2] / "shared" / "corpus")
"""Official data files; without them their imports are left out."""
BUDGET = [sys.executable, "-m", "ukraine_budget"]


class Case(NamedTuple):
    """A measurement: ours against a peer, and the bounds the ratios are held to ("" for none).

    `needs` is the package or program that the peer is of.
    """

    name: str
    ours: Sequence[str]
    peer: Sequence[str]
    cpu_bound: str = ""
    memory_bound: str = ""
    runs: int = 7
    needs: str = ""


def _script(name: str, *words: object) -> list[str]:
    return [sys.executable, str(PEERS / name), *map(str, words)]


def _show(ledger: Path) -> list[str]:
    return [*BUDGET, "show", "2026", "--ledger", str(ledger)]


def _diff(old: Path, new: Path) -> list[str]:
    return [*BUDGET, "diff", str(old), str(new)]


def show(folder: Path) -> Iterator[Case]:
    """Start-up, and one year of a hundred thousand rows."""
    name = "show 2026 / typer and a rich table"
    yield Case(name, [*BUDGET, "show", "2026"], _script("typer_table.py", 2026), "1.5")
    for versions in (10, 1):
        rows = data.write(folder / f"show-{versions}.csv", 100_000, versions=versions)
        name = f"show, 100,000 rows in {versions} versions / pandas read_csv and pivot"
        yield Case(name, _show(rows), _script("pandas_pivot.py", rows), "1.0", "1.0")


def diff(folder: Path) -> Iterator[Case]:
    """Two states of a hundred thousand rows, and of two hundred."""
    old, new = (data.write(folder / f"diff-{n}.csv", 100_000, changed=n * CHANGED) for n in (0, 1))
    merge = _script("pandas_merge.py", old, new)
    yield Case("diff, 2 x 100,000 rows / pandas outer merge", _diff(old, new), merge, "1.2")
    keyed = [data.write(folder / f"keyed-{n}.csv", 100_000, changed=n * CHANGED, keyed=True) for n in (0, 1)]
    csv_diff = [str(SCRIPTS / "csv-diff"), *map(str, keyed), "--key", "key"]
    yield Case("diff, 2 x 100,000 rows / csv-diff", _diff(old, new), csv_diff, "1.0", needs="csv_diff")
    daff = [str(SCRIPTS / "daff.py"), str(old), str(new)]
    yield Case("diff, 2 x 100,000 rows / daff", _diff(old, new), daff, "1.0", runs=1, needs="daff")
    one, other = (data.write(folder / f"small-{n}.csv", 200, changed=n * CHANGED) for n in (0, 1))
    yield Case("diff, 2 x 200 rows / show, 200 rows", _diff(one, other), _show(one), "1.3")


def export(folder: Path) -> Iterator[Case]:
    """The workbook of the ledger that comes with the program."""
    book, sheets = str(folder / "book.xlsx"), len(ukraine_budget.export(ukraine_budget.open_ledger()).tables)
    name = "export to xlsx / a bare script with one cell per sheet"
    yield Case(
        name,
        [*BUDGET, "export", book, "--force"],
        _script("xlsx_cells.py", folder / "bare.xlsx", sheets),
        "1.5",
        runs=11,
    )


def million(folder: Path) -> Iterator[Case]:
    """One year of a ledger folder of a million rows, as CSV and as Parquet, and two states of such a folder.

    Of the states one cell in a hundred differs, then one in twenty; both sides print all that do. The bounds are for
    the peer that also checks every cell and adds up; the one that only joins tells what that costs it.
    """
    for versions in (20, 2):
        rows = data.write_folder(folder / f"million-{versions}", 1_000_000, versions=versions)
        stored = folder / f"million-{versions}-parquet"
        ukraine_budget.convert(stored, to="parquet", ledger=rows)
        peer = _script("duckdb_show.py", rows, 2026)
        name = f"show, 1,000,000 rows in {versions} versions / duckdb, with the same checks"
        yield Case(name, _show(rows), peer, "0.8", "1.0", needs="duckdb")
        name = f"the same from Parquet / duckdb from CSV, {versions} versions"
        yield Case(name, _show(stored), peer, "0.4" if versions == 20 else "0.6", needs="duckdb")
    for share, bound in ((0.01, "1.0"), (CHANGED, "1.5")):
        old, new = (
            data.write_folder(folder / f"{share}-{n}", 1_000_000, versions=1, changed=share, earlier=n) for n in (0, 1)
        )
        name = f"diff, 2 x 1,000,000 rows, {share:.0%} changed / duckdb full join, with the same checks"
        yield Case(name, _diff(old, new), _script("duckdb_diff.py", old, new), bound, "1.0", runs=5, needs="duckdb")
        name = "the same / duckdb full join alone, unchecked"
        yield Case(name, _diff(old, new), _script("duckdb_join.py", old, new), runs=3, needs="duckdb")


def twenty(folder: Path) -> Iterator[Case]:
    """One year of twenty million figures in Parquet, and two of their versions, against the same as one statement."""
    rows, stored = data.write_folder(folder / "twenty", 20_000_000, versions=20), folder / "twenty-parquet"
    subprocess.run([*BUDGET, "convert", str(stored), "--to", "parquet", "--ledger", str(rows)], check=True)
    for words, bound in ((["show", "2026"], "2.0"), (["diff", "v18", "v19"], "1.5")):
        statement = folder / f"{words[0]}.sql"
        asked = subprocess.run([*BUDGET, "sql", *words, "--ledger", str(stored)], check=True, stdout=subprocess.PIPE)
        statement.write_bytes(asked.stdout)
        name = f"{' '.join(words)}, 20,000,000 figures in Parquet / the statement of budget sql on duckdb"
        peer = _script("duckdb_statement.py", stored, statement)
        yield Case(name, [*BUDGET, *words, "--ledger", str(stored)], peer, bound, runs=3, needs="duckdb")


def workbook(folder: Path) -> Iterator[Case]:
    """A workbook of a hundred thousand rows of eight columns to a ledger."""
    book = data.write_workbook(folder / "book.xlsx", 100_000)
    words = ["import", "--map", str(book.with_suffix(".toml")), str(book), "--into"]
    ours, peer = _script("in_new_folder.py", *BUDGET, *words), _script("openpyxl_cells.py", book)
    yield Case("import of an xlsx, 100,000 x 8 cells / openpyxl that only reads it", ours, peer, "1.0", runs=5)


def guess(folder: Path) -> Iterator[Case]:
    """A map guessed from all rows of a CSV file of 100 MB."""
    rows = data.write(folder / "guess.csv", 3_000_000)
    name = f"import --guess, a CSV of {rows.stat().st_size / 1e6:.0f} MB / csv.reader that only reads it"
    yield Case(name, [*BUDGET, "import", "--guess", str(rows)], _script("csv_cells.py", rows), "6", runs=3)


def journals(folder: Path) -> Iterator[Case]:
    """One year of a hundred thousand rows against plain-text accounting on the equivalent journal."""
    rows, journal = data.write(folder / "rows.csv", 100_000), data.write_journal(folder / "rows.journal", 100_000)
    hledger = ["hledger", "-f", str(journal), "balance", "-p", "2026", "--flat"]
    ledger = ["ledger", "-f", str(journal), "--begin", "2026-01-01", "--end", "2027-01-01", "balance", "--flat"]
    for peer in (hledger, ledger):
        yield Case(f"show, 100,000 rows / {peer[0]}", _show(rows), peer, "0.1", runs=3, needs=peer[0])


class Import(NamedTuple):
    """An import that is measured alone, and how many CPU seconds it may take."""

    name: str
    command: Sequence[str]
    bound: str


def imports(folder: Path) -> Iterator[Import]:
    """An edition of every account of a government, a budget table, and a workbook; each into a new ledger."""
    edition = [str(OFFICIAL / "us-omb" / f"omb_2020_{name}.csv") for name in ("budauth", "outlays")]
    table = str(OFFICIAL / "nl-b-tabel" / "owb-2016-original.csv")
    book = data.write_workbook(folder / "book.xlsx", 100_000)
    into = _script("in_new_folder.py", *BUDGET, "import")
    if OFFICIAL.is_dir():
        yield Import("us-omb, an edition of 526,771 figures", [*into, "us-omb", *edition, "--into"], "3")
        yield Import("nl-b-tabel, 6,520 rows", [*into, "nl-b-tabel", table, "--accept-loss", "--into"], "2")
    yield Import(
        "a workbook of 100,000 x 8", [*into, "--map", str(book.with_suffix(".toml")), str(book), "--into"], "4"
    )


GROUPS: Mapping[str, Callable[[Path], Iterator[Case]]] = {
    "show": show,
    "diff": diff,
    "export": export,
    "million": million,
    "twenty": twenty,
    "workbook": workbook,
    "guess": guess,
    "journals": journals,
}
