"""Measures the program against peers in one run and prints a table of ratios with medians.

    python benchmarks/run.py            all of it
    python benchmarks/run.py show       only what starts so

Times are CPU seconds of whole processes. A peer that is not installed is left out, and the table says so:
`pip install csv-diff daff` brings those of `diff`.

Modules are compiled once, in the warm-up, as those of an installed program are. How long formats take is measured
within one process: only the writing, without start-up and without the making of the table.
"""

import csv
import gc
import importlib.util
import io
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

from rich.console import Console
from rich.table import Table

import data
import measure
import ukraine_budget

PEERS = Path(__file__).parent / "peers"
SCRIPTS = Path(sys.executable).parent
CHANGED = 0.05
"""The share of cells that differ between the two sides of a diff."""
BUDGET = [sys.executable, "-m", "ukraine_budget"]


class Case(NamedTuple):
    """A measurement: ours against a peer, and the bounds the ratios are held to ("" for none)."""

    name: str
    ours: Sequence[str]
    peer: Sequence[str]
    cpu_bound: str = ""
    memory_bound: str = ""
    runs: int = 7
    needs: str = ""


def cases(folder: Path) -> Iterator[Case]:
    """Every comparison, its files written to a folder."""
    typer_table = [sys.executable, str(PEERS / "typer_table.py"), "2026"]
    yield Case("show 2026 / typer and a rich table", [*BUDGET, "show", "2026"], typer_table, "1.3")
    for versions in (10, 1):
        hundred = data.write(folder / f"hundred-{versions}.csv", 100_000, versions=versions)
        show = [*BUDGET, "show", "2026", "--ledger", str(hundred)]
        pivot = [sys.executable, str(PEERS / "pandas_pivot.py"), str(hundred)]
        name = f"show, 100,000 rows in {versions} versions / pandas read_csv and pivot"
        yield Case(name, show, pivot, "1.0", "1.0")
    changed = data.write(folder / "changed.csv", 100_000, changed=CHANGED)
    diff = [*BUDGET, "diff", str(hundred), str(changed)]
    merge = [sys.executable, str(PEERS / "pandas_merge.py"), str(hundred), str(changed)]
    yield Case("diff, 2 x 100,000 rows / pandas outer merge", diff, merge, "1.5")
    keyed = [data.write(folder / f"{n}.csv", 100_000, changed=n * CHANGED, keyed=True) for n in (0, 1)]
    csv_diff = [str(SCRIPTS / "csv-diff"), *map(str, keyed), "--key", "key"]
    yield Case("diff, 2 x 100,000 rows / csv-diff", diff, csv_diff, "1.0", runs=3, needs="csv_diff")
    daff = [str(SCRIPTS / "daff.py"), str(hundred), str(changed)]
    yield Case("diff, 2 x 100,000 rows / daff", diff, daff, "1.0", runs=1, needs="daff")
    small = [data.write(folder / f"small-{n}.csv", 200, changed=n * CHANGED) for n in (0, 1)]
    small_show = [*BUDGET, "show", "2026", "--ledger", str(small[0])]
    yield Case("diff, 2 x 200 rows / show, 200 rows", [*BUDGET, "diff", *map(str, small)], small_show, "1.3")

    book, sheets = str(folder / "book.xlsx"), str(len(ukraine_budget.export(ukraine_budget.open_ledger()).tables))
    bare = [sys.executable, str(PEERS / "xlsx_cells.py"), str(folder / "bare.xlsx"), sheets]
    name = "export to xlsx / a bare script with one cell per sheet"
    yield Case(name, [*BUDGET, "export", book, "--force"], bare, "1.5", runs=11)


def main(only: str = "") -> None:
    """Run what is asked for and print it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ |= {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}
        table = Table("case", "ours s", "peer s", "ratio", "bound", "ours MiB", "peer MiB", "ratio", "bound")
        for case in cases(folder):
            if case.name.startswith(only):
                table.add_row(*_row(case))
        Console(width=160).print(table)
        if "formats".startswith(only) or only == "formats":
            Console(width=160).print(_formats(folder))
        if "growth".startswith(only) or only == "growth":
            Console().print(_growth(folder))


def _row(case: Case) -> list[str]:
    if case.needs and importlib.util.find_spec(case.needs) is None:
        return [case.name, f"{case.needs} is not installed"]
    pair = measure.compare(case.ours, case.peer, case.runs)
    return [
        case.name,
        f"{pair.ours.cpu:.3f}",
        f"{pair.peer.cpu:.3f}",
        f"{pair.cpu_ratio:.2f}",
        case.cpu_bound,
        f"{pair.ours.memory:.0f}",
        f"{pair.peer.memory:.0f}",
        f"{pair.memory_ratio:.2f}",
        case.memory_bound,
    ]


def _formats(folder: Path) -> Table:
    """What it takes to write a table of 10,000 rows, against the csv module writing the same rows."""
    ledger = ukraine_budget.open_ledger(data.write(folder / "rows.csv", 100_000))
    found = ukraine_budget.show(ledger, 2026)
    cells = [row.cells for block in found.table.blocks for row in block.rows]
    table = Table(f"{len(found.rows):,} rows / the csv module", "ours s", "peer s", "ratio", "bound")
    gc.disable()  # as the command has it
    for format, rows, bound in (("csv", found.rows, "2"), ("markdown", cells, "2"), ("table", cells, "5")):
        ours, peer, ratio = measure.in_turn(partial(found.to_bytes, format), partial(_csv, rows))
        table.add_row(format, f"{ours:.3f}", f"{peer:.3f}", f"{ratio:.2f}", bound)
    gc.enable()
    return table


def _csv(rows: Sequence[Sequence[object]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue().encode()


def _growth(folder: Path) -> Table:
    table = Table("show, rows", "CPU s", "MiB")
    for rows in (10_000, 100_000, 1_000_000):
        path = data.write(folder / f"growth-{rows}.csv", rows)
        found = measure.alone([*BUDGET, "show", "2026", "--ledger", str(path)])
        table.add_row(f"{rows:,}", f"{found.cpu:.2f}", f"{found.memory:.0f}")
    return table


if __name__ == "__main__":
    main(*sys.argv[1:2])
