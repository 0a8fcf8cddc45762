"""Tables of known amounts in any layout, notation and kind of file, which imports must take exactly."""

import csv
import gzip
import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from random import Random
from typing import NamedTuple

import ukraine_budget
from fuzz.family import Family
from ukraine_budget.report.importresult import Compared

YEARS = range(2024, 2028)
LINES = ("guns", "tanks", "ships", "x-1", "10")
BASES = ("cash", "commitment")
NUMBERS = tuple(
    map(Decimal, ("0", "1", "-1", "0.5", "-0.25", "12", "1234", "-9876.5", "1234567.125", "999999999999999"))
)

NOTATIONS = ((".", ""), (".", ","), (".", "'"), (".", " "), (",", ""), (",", "."), (",", " "))


class Notation(NamedTuple):
    """A number notation: decimal sign and thousands separator, which may be empty."""

    decimal: str
    thousands: str

    def write(self, amount: Decimal) -> str:
        whole, _, part = f"{amount.copy_abs():f}".partition(".")
        if self.thousands:
            whole = f"{int(whole):,}".replace(",", self.thousands)
        return ("-" if amount < 0 else "") + whole + (self.decimal + part if part else "")


class Table(NamedTuple):
    """Amounts by line, year and basis, one per row, and totals by year and basis."""

    rows: Sequence[tuple[str, int, str, Decimal]]
    totals: Sequence[tuple[int, str, Decimal]]

    def sums(self) -> dict[tuple[str, int, str], Decimal]:
        found = defaultdict[tuple[str, int, str], Decimal](Decimal)
        for line, year, basis, amount in self.rows:
            found[line, year, basis] += amount
        return dict(found)


def run(chosen: Random, folder: Path) -> None:
    """Import a table by its map and compare the ledger."""
    table, notation = _table(chosen), Notation(*chosen.choice(NOTATIONS))
    is_wide = chosen.random() < 0.4 and len({row[:3] for row in table.rows}) == len(table.rows)
    is_split = chosen.random() < 0.3
    cells = (_wide if is_wide else _long)(table, notation, is_split=is_split)
    unit = chosen.choice(("one", "thousand", "million"))
    map = _map(table, notation, unit, is_wide=is_wide, is_split=is_split)
    (folder / "map.toml").write_text(map, encoding="utf-8")
    file = _written(chosen, cells, folder)
    result = ukraine_budget.import_file(file, map=folder / "map.toml", into=folder / "into", accept_loss=True).result
    assert not [row for row in result.left_out if row.reason not in ("subtotal", "lone-total")], result.left_out
    with (folder / "into" / "amounts.csv").open(encoding="utf-8", newline="") as stated:
        rows = list(csv.DictReader(stated, strict=True))
    found = {(row["line"], int(row["year"]), row["basis"]): Decimal(row["amount"]) for row in rows}
    sums = table.sums()
    assert found == sums
    assert len(rows) == len(sums)
    _check_totals(table, sums, result.totals)


def _check_totals(table: Table, sums: Mapping[tuple[str, int, str], Decimal], compared: Sequence[Compared]) -> None:
    """Check that each printed total is compared with the sum of its year and basis; several are added first."""
    printed = defaultdict[tuple[int, str], Decimal](Decimal)
    for year, basis, amount in table.totals:
        printed[year, basis] += amount
    own = {
        (year, basis): (amount, sum((each for cell, each in sums.items() if cell[1:] == (year, basis)), Decimal(0)))
        for (year, basis), amount in printed.items()
    }
    assert {(one.year, one.basis): (one.printed, one.taken) for one in compared} == own


def _table(chosen: Random) -> Table:
    rows = []
    for _ in range(chosen.randrange(1, 9)):
        cell = (chosen.choice(LINES), chosen.choice(YEARS), chosen.choice(BASES))
        rows.append((*cell, chosen.choice(NUMBERS)))
    totals = [
        (chosen.choice(YEARS), chosen.choice(BASES), chosen.choice(NUMBERS)) for _ in range(chosen.choice((0, 0, 1, 3)))
    ]
    return Table(rows, totals)


TOTAL = "Total, all"


def _named(line: str, *, is_split: bool) -> str:
    return f"7 {line}" if is_split and line != TOTAL else line


def _long(table: Table, notation: Notation, *, is_split: bool) -> list[list[str]]:
    lines = [
        [_named(line, is_split=is_split), str(year), basis, notation.write(amount)]
        for line, year, basis, amount in (*table.rows, *((TOTAL, *total) for total in table.totals))
    ]
    return [["what", "year", "basis", "amount"], *lines]


def _wide(table: Table, notation: Notation, *, is_split: bool) -> list[list[str]]:
    """Return a row per line and basis, and per total."""
    keys = dict.fromkeys((line, basis) for line, _, basis, _ in table.rows)
    stated = table.sums()
    body = []
    for line, basis in keys:
        amounts = [stated.get((line, year, basis)) for year in YEARS]
        body.append(
            [_named(line, is_split=is_split), basis, *("" if a is None else notation.write(a) for a in amounts)]
        )
    for year, basis, amount in table.totals:
        body.append([TOTAL, basis, *(notation.write(amount) if one == year else "" for one in YEARS)])
    return [["what", "basis", *(f"Year {year}" for year in YEARS)], *body]


def _map(table: Table, notation: Notation, unit: str, *, is_wide: bool, is_split: bool) -> str:
    parts = [
        f'currency = "EUR"\nunit = "{unit}"\nsame = "add"',
        f'[numbers]\ndecimal = "{notation.decimal}"\nthousands = "{notation.thousands}"',
        '[line]\nid = "{part}"' if is_split else '[line]\nid = "{what}"',
        '[version]\nid = "v"\ndate = "2025-01-02"',
        f'[figure]\nyear = "{"{column.1}" if is_wide else "{year}"}"\nbasis = "{{basis}}"',
        '[[amounts]]\ncolumns = "Year (20..)"' if is_wide else '[[amounts]]\ncolumn = "amount"',
    ]
    if is_split:
        parts.append('[[split]]\ncolumn = "what"\npattern = "[0-9]+ (?P<part>.*)"')
    if table.totals:
        parts.append(f'[[totals]]\ncolumn = "what"\nvalues = ["{TOTAL}"]')
    return "\n".join(parts) + "\n"


def _written(chosen: Random, cells: list[list[str]], folder: Path) -> Path:
    """Write the table to a file of any kind, alone or in an archive or a folder."""
    kind, data = _made(chosen, cells)
    what = chosen.random()
    if what < 0.1:
        path = folder / f"t.{kind}.gz"
        path.write_bytes(gzip.compress(data, 1))
    elif what < 0.2:
        path = folder / "t.zip"
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr(f"x/t.{kind}", data)
            packed.writestr("README.md", "no table")
    elif what < 0.3:
        path = folder / "tables"
        path.mkdir()
        (path / f"t.{kind}").write_bytes(data)
    else:
        path = folder / f"t.{kind}"
        path.write_bytes(data)
    return path


def _made(chosen: Random, cells: list[list[str]]) -> tuple[str, bytes]:
    kind = chosen.choice(("csv", "csv", "csv", "tsv", "json", "jsonl", "parquet", "xlsx"))
    if kind in ("csv", "tsv"):
        buffer = io.StringIO()
        sign = "\t" if kind == "tsv" else chosen.choice(",;|\t")
        csv.writer(buffer, delimiter=sign, lineterminator=chosen.choice(("\n", "\r\n"))).writerows(cells)
        return kind, buffer.getvalue().encode(chosen.choice(("utf-8", "utf-8-sig", "utf-16")))
    header, *body = cells
    if kind in ("json", "jsonl"):
        records = [dict(zip(header, row, strict=True)) for row in body]
        return kind, ("\n".join(map(json.dumps, records)) if kind == "jsonl" else json.dumps(records)).encode()
    if kind == "parquet":
        pa, buffer_ = import_module("pyarrow"), io.BytesIO()
        columns = {name: pa.array([row[n] or None for row in body], pa.string()) for n, name in enumerate(header)}
        import_module("pyarrow.parquet").write_table(pa.table(columns), buffer_)
        return kind, buffer_.getvalue()
    buffer_ = io.BytesIO()
    book = import_module("xlsxwriter").Workbook(buffer_, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(cells):
        for column, cell in enumerate(row):
            sheet.write_string(number, column, cell)
    book.close()
    return kind, buffer_.getvalue()


FAMILY = Family("taken", run, 20, weight=8)
