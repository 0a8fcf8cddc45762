"""New rows written into a ledger folder."""

import csv
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from ukraine_budget.errors import LedgerError
from ukraine_budget.importers.found import Found
from ukraine_budget.importers.store.descriptor import columns, fresh, widen
from ukraine_budget.importers.store.folder import drafted
from ukraine_budget.importers.store.merge import News
from ukraine_budget.readers import read
from ukraine_budget.readers.places import DESCRIPTOR
from ukraine_budget.readers.references import IDS
from ukraine_budget.writers.figures import write_descriptor

NAMES = (*IDS, "amounts", "mutations", "claims")

WORDS = {True: "yes", False: "no"}
Record = Mapping[str, str]


def write(folder: Path, news: News, found: Found) -> None:
    """Add what is new to the ledger in a folder, or make one there.

    All is written and read back beside the ledger before anything of it is replaced; `news` is used up. Raises
    LedgerError with what is wrong with the result, OutputError where it cannot write; the ledger is then as it was.
    """
    with drafted(folder) as draft:
        descriptor = _descriptor(draft, folder.resolve().name, found)
        bases, kinds = {row.basis for row in news.new["amounts"]}, {row.kind for row in news.new["documents"]}
        for name in NAMES:
            more = {getattr(row, IDS[name]): _record(row) for row in news.fuller.get(name, ())}
            rows = news.new.get(name, [])
            _add(draft / f"{name}.csv", columns(descriptor, name), rows, Fuller(IDS.get(name, ""), more))
            rows.clear()  # they may take more room than all else
        widen(descriptor, bases, kinds)
        write_descriptor(descriptor, draft)
        _read_back(draft, folder)


def _descriptor(draft: Path, name: str, found: Found) -> dict[str, Any]:
    old = draft / DESCRIPTOR
    if not old.exists():
        return fresh(name, found.title, found.currency, found.unit)
    descriptor: dict[str, Any] = json.loads(old.read_text(encoding="utf-8-sig"))
    return descriptor


def _record(row: Any) -> Record:
    """A row as texts by column."""
    return {name: WORDS[cell] if isinstance(cell, bool) else str(cell) for name, cell in row._asdict().items()}


class Fuller(NamedTuple):
    """What is known of rows that a file has, by the column that tells them apart."""

    key: str
    rows: Mapping[str, Record]

    def fill(self, row: Record) -> Record:
        """A row with what is known of it in its blank cells."""
        known = self.rows.get(row.get(self.key, ""), {})
        return {**known, **{name: cell for name, cell in row.items() if cell}}


def _add(path: Path, columns: Sequence[str], rows: Sequence[Any], more: Fuller) -> None:
    """Add rows to a file, and fill blank cells of those that are there; all else stays."""
    if path.exists() and not rows and not more.rows:
        return
    with path.with_suffix(".new").open("w", encoding="utf-8", newline="") as file:
        old = _old_rows(path)
        header = next(old, list(columns))
        header += [name for name in _used(rows, more) if name not in header]
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for row in old:
            filled = more.fill(dict(zip(header, row, strict=False)))
            writer.writerow([filled.get(name, "") for name in header])
        writer.writerows(_cells(rows, header))
    if path.exists():
        shutil.copymode(path, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)


def _cells(rows: Sequence[Any], header: Sequence[str]) -> Iterator[list[object]]:
    """The cells of new rows in the columns of a file, of which there may be millions."""
    names = rows[0]._fields if rows else ()
    places = [names.index(name) if name in names else len(names) for name in header]
    for row in rows:
        cells = (*row, "")
        yield [WORDS[cell] if isinstance(cell := cells[place], bool) else cell for place in places]


def _old_rows(path: Path) -> Iterator[list[str]]:
    if path.exists():
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from filter(None, csv.reader(file))


def _used(rows: Sequence[Any], more: Fuller) -> list[str]:
    """The columns in which any of some rows says something."""
    names = rows[0]._fields if rows else ()
    used = [name for name in names if any(getattr(row, name) != "" for row in rows)]
    known = (name for row in more.rows.values() for name, text in row.items() if text)
    return list(dict.fromkeys((*used, *known)))


def _read_back(draft: Path, folder: Path) -> None:
    ledger, problems = read(draft)
    if ledger is None:
        raise LedgerError([p._replace(file=p.file.replace(str(draft), str(folder))) for p in problems])
