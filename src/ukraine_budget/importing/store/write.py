"""New rows written into a ledger folder."""

import csv
import json
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any, NamedTuple

from ukraine_budget.errors import LedgerError
from ukraine_budget.importing.found import Found
from ukraine_budget.importing.store.descriptor import MORE, columns, declare, fresh, widen
from ukraine_budget.importing.store.folder import copy, put
from ukraine_budget.importing.store.merge import Changes, LedgerUpdate
from ukraine_budget.importing.store.placing import By, is_sorted, merged
from ukraine_budget.read import read
from ukraine_budget.read.places import DESCRIPTOR
from ukraine_budget.read.schema import IDS
from ukraine_budget.write.csv import rows_to
from ukraine_budget.write.figures import write_descriptor

NAMES = (*IDS, "amounts", "mutations", "claims")

WORDS = {True: "yes", False: "no"}
Record = Mapping[str, str]


def write(folder: Path, draft: Path, ledger_update: LedgerUpdate, found: Found) -> None:
    """Add what is new to the ledger in a folder, or make one there. `draft` is what was claimed of the folder.

    All is written and read back there before anything of the ledger is replaced; `ledger_update` is used up. Raises
    LedgerError with what is wrong with the result, OSError where it cannot write; the ledger is then as it was.
    """
    copy(folder, draft)
    descriptor = _descriptor(draft, folder.resolve().name, found)
    kinds = {row.kind for row in ledger_update.new["documents"]}
    for name in NAMES:
        rows = ledger_update.new.get(name, [])
        _add(draft / f"{name}.csv", columns(descriptor, name, but=MORE), rows, _change(ledger_update, name))
        rows.clear()  # they may take more room than all else
    widen(descriptor, ledger_update.bases, kinds)
    declare(descriptor, "versions", _header(draft / "versions.csv"))
    write_descriptor(descriptor, draft)
    _read_back(draft, folder)
    put(draft, folder)


def _descriptor(draft: Path, name: str, found: Found) -> dict[str, Any]:
    old = draft / DESCRIPTOR
    if not old.exists():
        return fresh(name, found.title, found.currency, found.unit)
    descriptor: dict[str, Any] = json.loads(old.read_text(encoding="utf-8-sig"))
    return descriptor


def _record(row: Any) -> Record:
    """A row as texts by column."""
    return _texts(row._asdict())


def _texts(row: Mapping[str, Any]) -> Record:
    return {name: WORDS[cell] if isinstance(cell, bool) else str(cell) for name, cell in row.items()}


class Change(NamedTuple):
    """How a file changes beside new rows: rows that are there, by their `key`; and by what all stand, and stood."""

    key: str
    rows: Changes
    before: By | None
    after: By | None
    moved: bool

    def made(self, row: Record) -> Record:
        """A row with what changes in it."""
        if (found := self.rows.get(row.get(self.key, ""))) is None:
            return row
        return {**_texts(found.found), **{name: cell for name, cell in row.items() if cell}, **_texts(found.cells)}


def _change(ledger_update: LedgerUpdate, name: str) -> Change:
    return Change(
        IDS.get(name, ""),
        ledger_update.changed.get(name, {}),
        ledger_update.before.keys.get(name),
        ledger_update.after.keys.get(name),
        ledger_update.moved,
    )


def _add(path: Path, columns: Sequence[str], rows: Sequence[Any], change: Change) -> None:
    """Add rows to a file at their place, and change cells of those that are there; all else stays."""
    if path.exists() and not rows and not change.rows and not (change.after and change.moved):
        return
    with path.with_suffix(".new").open("w", encoding="utf-8", newline="") as file:
        found: Iterable[Record] = _in_place(path, rows, change)
        if change.key:
            found = list(found)
        header = [name for name in _header(path) or columns if name not in MORE]
        used = _used(rows, found) if isinstance(found, list) else _used(rows, ())
        header += sorted((name for name in used if name not in header), key=lambda name: (name in MORE, name))
        writer = rows_to(file)
        writer.writerow(header)
        for row in found:
            writer.writerow([row.get(name, "") for name in header])
    if path.exists():
        shutil.copymode(path, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)


def _in_place(path: Path, rows: Sequence[Any], change: Change) -> Iterator[Record]:
    """The rows of a file, and new ones at their place; at the end where a person has placed those that are there."""
    old, new = map(change.made, _old_rows(path)), map(_record, rows)
    if change.before is None or change.after is None or not is_sorted(_old_rows(path), change.before):
        return chain(old, new)
    if change.key or change.moved:  # they may stand elsewhere now
        return iter(sorted(chain(old, new), key=change.after))
    return merged(old, list(new), change.after)


def _lines(path: Path) -> Iterator[list[str]]:
    if path.exists():
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from filter(None, csv.reader(file))


def _header(path: Path) -> list[str]:
    return next(_lines(path), [])


def _old_rows(path: Path) -> Iterator[Record]:
    header = _header(path)
    return (dict(zip(header, row, strict=False)) for row in islice(_lines(path), 1, None))


def _used(rows: Sequence[Any], records: Sequence[Record]) -> list[str]:
    """The columns in which any of some rows says something."""
    names = rows[0]._fields if rows else ()
    used = [name for name in names if any(getattr(row, name) != "" for row in rows)]
    return list(dict.fromkeys((*used, *(name for row in records for name, text in row.items() if text))))


def _read_back(draft: Path, folder: Path) -> None:
    ledger, problems = read(draft)
    if ledger is None:
        raise LedgerError([p._replace(file=p.file.replace(str(draft), str(folder))) for p in problems])
