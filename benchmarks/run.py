"""Measures the program against peers in one run and prints tables of ratios with medians.

    python benchmarks/run.py                     all of it but `ten` and `twenty`
    python benchmarks/run.py show diff           only these groups
    python benchmarks/run.py ten                 ten million rows
    python benchmarks/run.py twenty              twenty million figures in Parquet: a quarter of an hour

The groups are show, diff, export, million, twenty, workbook, guess, journals, imports, formats, growth and ten.
Times are CPU seconds of whole processes. A peer that is not installed is left out, and the table says so: `pip install
csv-diff daff duckdb` and `apt-get install hledger ledger` bring them all.

Modules are compiled once, in the warm-up, as those of an installed program are. How long formats take is measured
within one process, before anything else has run there: only the writing, without start-up and without the making of
the table.
"""

import csv
import gc
import importlib.util
import io
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.table import Table

import data
import measure
import ukraine_budget
from cases import BUDGET, GROUPS, Case, imports


def main(*asked: str) -> None:
    """Run what is asked for and print it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ |= {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}
        sizes = {"growth": (10_000, 100_000, 1_000_000), "ten": (10_000_000,)}
        usual = [group for group in GROUPS if group != "twenty"]
        for group in asked or (*usual, "imports", "growth", "formats"):
            if group in GROUPS:
                table = Table("case", "ours s", "peer s", "ratio", "bound", "ours MiB", "peer MiB", "ratio", "bound")
                for case in GROUPS[group](folder):
                    table.add_row(*_row(case))
            elif group == "imports":
                table = _imports(folder)
            else:
                table = _formats(folder) if group == "formats" else _growth(folder, sizes[group])
            Console(width=160).print(table)


def _row(case: Case) -> list[str]:
    if case.needs and not (shutil.which(case.needs) or importlib.util.find_spec(case.needs)):
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


def _imports(folder: Path) -> Table:
    table = Table("import", "CPU s", "bound", "MiB")
    for case in imports(folder):
        found = measure.alone(case.command)
        table.add_row(case.name, f"{found.cpu:.2f}", case.bound, f"{found.memory:.0f}")
    return table


def _growth(folder: Path, sizes: Sequence[int]) -> Table:
    table = Table("show, rows", "CPU s", "MiB")
    for rows in sizes:
        path = data.write(folder / f"growth-{rows}.csv", rows)
        found = measure.alone([*BUDGET, "show", "2026", "--ledger", str(path)])
        table.add_row(f"{rows:,}", f"{found.cpu:.2f}", f"{found.memory:.0f}")
    return table


if __name__ == "__main__":
    main(*sys.argv[1:])
