"""Ledger folders and single files with odd cells, rows and names, asked any question."""

import csv
import io
import json
from pathlib import Path
from random import Random

import ukraine_budget
from fuzz.asking import ask, read
from fuzz.family import Family
from fuzz.texts import changed, text
from problem_cases import GOOD

TABLES = {name: list(csv.reader(io.StringIO(content))) for name, content in GOOD.items() if name.endswith(".csv")}
COLUMNS = (
    *("line", "year", "basis", "amount", "fund", "support", "version", "date", "coverage", "unit"),
    *("currency", "rounding", "qualifier", "note"),
)
DESCRIPTOR = json.loads(GOOD["datapackage.json"])


def run(chosen: Random, folder: Path) -> None:
    """Ask a changed good ledger; about half of them remain valid."""
    for name, table in TABLES.items():
        if name not in ("texts.csv", "claims.csv", "mutations.csv") or chosen.random() < 0.8:
            rows = _grown(chosen, name, table) if chosen.random() < 0.7 else table
            data = _written(rows if chosen.random() < 0.7 else _odd(chosen, rows))
            (folder / name).write_bytes(changed(chosen, data) if chosen.random() < 0.05 else data)
    (folder / "datapackage.json").write_text(GOOD["datapackage.json"], encoding="utf-8")
    _judge(chosen, folder)


def single(chosen: Random, folder: Path) -> None:
    """Ask one CSV file, long or wide, with any of the known columns."""
    kept = [name for name in COLUMNS if chosen.random() < 0.6] or ["line"]
    if chosen.random() < 0.4:
        kept = [name for name in kept if name not in ("year", "amount")] + [
            *chosen.sample(["2024", "2025", "cash", "Total"], 2)
        ]
    rows = [kept, *([_cell(chosen, name) for name in kept] for _ in range(chosen.randrange(8)))]
    delimiter = chosen.choice(",,,;\t")
    data = _written(rows if chosen.random() < 0.6 else _odd(chosen, rows), delimiter)
    path = folder / "my.csv"
    path.write_bytes(changed(chosen, data) if chosen.random() < 0.1 else data)
    _judge(chosen, path)


def descriptor(chosen: Random, folder: Path) -> None:
    """Read a datapackage.json with odd values; if it passes, import and convert too."""
    for name, content in GOOD.items():
        (folder / name).write_text(content, encoding="utf-8")
    made = _odd_json(chosen, {**DESCRIPTOR, "resources": _resources(chosen)}, 0)
    data = json.dumps(made, ensure_ascii=chosen.random() < 0.5).encode("utf-8", "surrogatepass")
    (folder / "datapackage.json").write_bytes(changed(chosen, data) if chosen.random() < 0.2 else data)
    _judge(chosen, folder)
    file = folder.parent / f"{folder.name}-in.csv"
    file.write_text("line,year,amount\nguns,2027,5\n", encoding="utf-8")
    plan = folder.parent / f"{folder.name}-m.toml"
    plan.write_text(PLAN, encoding="utf-8")
    try:
        before = ukraine_budget.check(folder).result.passes()
        try:
            ukraine_budget.import_file(file, map=plan, into=folder, accept_loss=True)
        except ukraine_budget.BudgetError:
            assert ukraine_budget.check(folder).result.passes() == before
        else:
            assert ukraine_budget.check(folder).result.passes()
    finally:
        file.unlink()
        plan.unlink()


PLAN = """
currency = "EUR"
unit = "million"
[numbers]
decimal = "."
[fund]
id = "support"
[line]
id = "{line}"
[version]
id = "v"
date = "2026-01-02"
coverage = "partial"
[figure]
year = "{year}"
basis = "cash"
[[amounts]]
column = "amount"
"""


def _judge(chosen: Random, path: Path) -> None:
    checked = ukraine_budget.check(path, claims=True)
    assert checked.render(chosen.choice(("table", "json", "csv")), chosen.choice(("en", "nl")))
    ledger = read(chosen, path)
    if ledger:
        ask(chosen, ledger)


def _resources(chosen: Random) -> list[object]:
    fields = [{"name": chosen.choice(("basis", "kind", "note", text(chosen))), "constraints": {"enum": ["cash"]}}]
    schema = {"fields": fields, "primaryKey": ["version"]}
    dialect = {"delimiter": chosen.choice((",", ";")), "decimalChar": chosen.choice((".", ","))}
    names = chosen.sample(["amounts", "lines", "documents", "x"], 2)
    return [
        {"name": n, "path": f"{n}.csv", "schema": schema} | ({"dialect": dialect} if chosen.random() < 0.3 else {})
        for n in names
    ]


def _odd_json(chosen: Random, value: object, depth: int) -> object:
    """Return a value with something odd somewhere in it."""
    odd: tuple[object, ...] = (
        None,
        True,
        0,
        -1.5,
        1e308,
        [],
        {},
        "",
        [[]],
        {"a": None},
        10**50,
        text(chosen),
        ["cash", "cash"],
        [None],
        "million",
    )
    if chosen.random() < 0.05:
        return chosen.choice(odd)
    if isinstance(value, dict):
        made = {name: _odd_json(chosen, each, depth + 1) for name, each in value.items() if chosen.random() > 0.02}
        return made | ({text(chosen): chosen.choice(odd)} if chosen.random() < 0.1 else {})
    if isinstance(value, list):
        return [_odd_json(chosen, each, depth + 1) for each in value]
    return value


def _cell(chosen: Random, name: str) -> str:
    known = {
        "line": ("guns", "tanks", "Total"),
        "year": ("2024", "2025", "2026"),
        "basis": ("cash", "commitment", "kas"),
        "amount": ("1", "2.5", "-3", "1000", ""),
        "version": ("a", "b", "c"),
        "date": ("2025", "2025-01", "2025-06-30"),
        "coverage": ("full", "partial"),
        "unit": ("million", "thousand"),
        "currency": ("EUR",),
        "rounding": ("", "1", "0.1"),
        "qualifier": ("", "circa", "at-least"),
        "support": ("yes", "no"),
        "fund": ("f", "g"),
    }.get(name, ("1", "", "2"))
    return chosen.choice(known)


def _grown(chosen: Random, name: str, table: list[list[str]]) -> list[list[str]]:
    """Return a table with more rows like its own."""
    head, *rows = table
    more = []
    for number in range(chosen.randrange(6)):
        row = list(chosen.choice(rows)) if rows else [""] * len(head)
        for column, cell in enumerate(row):
            if chosen.random() < 0.5:
                row[column] = _like(chosen, name, head[column], cell, number)
        more.append(row)
    grown = [*rows, *more]
    if chosen.random() < 0.3:
        chosen.shuffle(grown)
    return [head, *grown]


def _like(chosen: Random, name: str, column: str, cell: str, number: int) -> str:
    own = {
        "lines.csv": "line",
        "versions.csv": "version",
        "documents.csv": "document",
        "funds.csv": "fund",
        "claims.csv": "claim",
    }
    if column == own.get(name):
        return f"{column}{number}"
    known = {
        "line": ("all", "guns", "tanks", "line0", "line1", "line2"),
        "parent": ("", "all", "guns", "line0", "line1"),
        "successor": ("", "", "guns", "line0", "line2"),
        "version": ("spring", "letter", "version0", "version1"),
        "follows": ("", "spring", "letter", "version0"),
        "supersedes": ("", "", "spring", "version0"),
        "order": (str(number * 7), "15", "30"),
        "year": ("2024", "2025", "2026", "2027"),
        "basis": ("commitment", "cash"),
        "amount": ("0", "1", "-1", "3100", "0.5", "123456789012345678"),
        "rounding": ("", "1", "100", "0.01"),
        "qualifier": ("", "circa", "at-least", "at-most", "decision", "reserved", "assumed provisional"),
        "date": ("", "2024", "2025-11", "2025-11-27"),
        "coverage": ("full", "partial"),
        "fund": ("support", "materiel"),
        "kind": ("decision", "cash-shift", "transfer"),
        "role": ("row", "total"),
        "left_lines": ("guns", "guns tanks", "all", ""),
        "left_years": ("2026", "2024-2027", ""),
        "relation": ("<", "=", ">", ""),
    }.get(column, (cell, "", text(chosen)))
    return chosen.choice(known)


def _odd(chosen: Random, rows: list[list[str]]) -> list[list[str]]:
    """Return rows with odd cells, or too short, too long, doubled or blank."""
    made = [list(row) for row in rows]
    for _ in range(chosen.randrange(3) + 1):
        row = chosen.choice(made)
        what = chosen.random()
        if what < 0.7 and row:
            row[chosen.randrange(len(row))] = text(chosen)
        elif what < 0.8:
            made.append(list(chosen.choice(made)))
        elif what < 0.9 and row:
            row.pop()
        else:
            row.append(text(chosen))
    return made


def _written(rows: list[list[str]], delimiter: str = ",") -> bytes:
    made = io.StringIO()
    csv.writer(made, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return made.getvalue().encode("utf-8", "replace")


FOLDERS = Family("ledgers", run, 40, weight=4)
FILES = Family("files", single, 80, weight=30)
DESCRIPTORS = Family("descriptors", descriptor, 30, weight=2)
