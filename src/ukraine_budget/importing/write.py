"""Writing of new rows into a ledger folder and its datapackage.json."""

import csv
import json
import shutil
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from heapq import merge
from itertools import chain, islice
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from ukraine_budget.atomic_write import put
from ukraine_budget.errors import LedgerError
from ukraine_budget.importing.extract import Extract, ImportedFigures, located, singles
from ukraine_budget.importing.folder import copy
from ukraine_budget.importing.merge import Changes, LedgerUpdate
from ukraine_budget.importing.ordering import By, Record, is_sorted
from ukraine_budget.read import find, read
from ukraine_budget.read.paths import DEFAULT, DESCRIPTOR
from ukraine_budget.read.schema import AMOUNTS, IDS
from ukraine_budget.scaffold import package
from ukraine_budget.write.csv import quoted, rows_to
from ukraine_budget.write.figures import write_descriptor

BASES = ("commitment", "cash")
MORE = {
    "after": "Version that it follows once the ledger has that",
    "missing": "Amounts lost at the import: basis, year, how many of how many, and what percent of the money",
}
"""Columns of versions.csv that are written only when used, and their descriptions."""


def fresh(name: str, title: str, currency: str | None, unit: str | None) -> dict[str, Any]:
    """Make the descriptor of a new ledger, with the columns of the one that comes with the program."""
    model = json.loads((find(DEFAULT) / DESCRIPTOR).read_text(encoding="utf-8"))
    descriptor = package(name, model) | {"currency": currency, "unit": unit, "bases": []}
    if title:
        descriptor["title"] = title
    return {key: value for key, value in descriptor.items() if value is not None}


def columns(descriptor: Mapping[str, Any], resource: str, but: Collection[str] = ()) -> list[str]:
    """Column names of a file in the descriptor of a new ledger."""
    return [field["name"] for field in _fields(descriptor, resource) if field["name"] not in but]


def declare(descriptor: dict[str, Any], resource: str, header: Collection[str]) -> None:
    """Declare the optional columns that the header of a file has."""
    fields = _fields(descriptor, resource)
    fields[:] = [field for field in fields if field["name"] not in MORE]
    fields += [
        {"name": name, "type": "string", "description": MORE[name]} for name in header if fields and name in MORE
    ]


def widen(descriptor: dict[str, Any], bases: Collection[str], kinds: Iterable[str]) -> None:
    """Declare bases, and allow them and kinds of papers in every column with an enum."""
    known = descriptor.get("bases", list(BASES))
    new = sorted(set(bases) - set(known), key=_rank)
    own = known != sorted(known, key=_rank) or not set(known) <= set(bases)  # listed by a person
    descriptor["bases"] = [*known, *new] if own else sorted([*known, *new], key=_rank)
    for resource in descriptor.get("resources", ()):
        for field in _fields(descriptor, resource["name"]):
            if field["name"].endswith("basis"):
                _allow(field, descriptor["bases"])
            if (resource["name"], field["name"]) == ("documents", "kind"):
                _allow(field, kinds)


def _rank(basis: str) -> tuple[int, str]:
    return (BASES.index(basis) if basis in BASES else len(BASES), basis)


def _fields(descriptor: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    resources = (one for one in descriptor.get("resources", ()) if one["name"] == name)
    resource: dict[str, Any] = next(resources, {})
    fields: list[dict[str, Any]] = resource.get("schema", {}).get("fields", [])
    return fields


def _allow(field: dict[str, Any], words: Iterable[str]) -> None:
    allowed = field.get("constraints", {}).get("enum")
    if allowed is not None:
        allowed += [word for word in words if word not in allowed]


NAMES = (*IDS, "amounts", "mutations", "claims", "texts")

FIGURE = ("version", "line", "year", "basis", "amount", "rounding", "qualifier", "document", "locator", "note")
"""Columns of amounts.csv that an imported figure fills."""
WORDS = {True: "yes", False: "no"}


def write(folder: Path, draft: Path, ledger_update: LedgerUpdate, extract: Extract) -> None:
    """Write an update into the ledger in a folder, or make a new one. `draft` is the draft folder claimed for it.

    The draft is written and read back before it replaces anything. Raises LedgerError if the result is invalid, OSError
    if it cannot be written; the ledger is then unchanged.
    """
    copy(folder, draft)
    descriptor = _descriptor(draft, folder.resolve().name, extract)
    kinds = {row.kind for row in ledger_update.new["documents"]}
    for name in NAMES:
        rows = ledger_update.new.get(name, [])
        _add(draft / f"{name}.csv", columns(descriptor, name, but=MORE), rows, _change(ledger_update, name))
    widen(descriptor, ledger_update.bases, kinds)
    declare(descriptor, "versions", _header(draft / "versions.csv"))
    write_descriptor(descriptor, draft)
    _read_back(draft, folder)
    put(draft, folder)


def _descriptor(draft: Path, name: str, extract: Extract) -> dict[str, Any]:
    old = draft / DESCRIPTOR
    if not old.exists():
        return fresh(name, extract.title, extract.currency, extract.unit)
    descriptor: dict[str, Any] = json.loads(old.read_text(encoding="utf-8-sig"))
    return descriptor


def _record(row: Any) -> Record:
    """A row as texts by column."""
    return _texts(row._asdict())


def _texts(row: Mapping[str, Any]) -> Record:
    return {name: WORDS[cell] if isinstance(cell, bool) else str(cell) for name, cell in row.items()}


class Change(NamedTuple):
    """Change of a file beside new rows: existing rows by `key`, and the sort keys before and after."""

    key: str
    rows: Changes
    before: By | None
    after: By | None
    moved: bool

    def made(self, row: Record) -> Record:
        """Apply the change to a row."""
        if (changed := self.rows.get(row.get(self.key, ""))) is None:
            return row
        own = {name: cell for name, cell in row.items() if cell}
        return {**_texts(changed.imported), **own, **_texts(changed.cells)}


def _change(ledger_update: LedgerUpdate, name: str) -> Change:
    return Change(
        IDS.get(name, ""),
        ledger_update.changed.get(name, {}),
        ledger_update.before.keys.get(name),
        ledger_update.after.keys.get(name),
        ledger_update.moved,
    )


def _add(path: Path, columns: Sequence[str], rows: Sequence[Any], change: Change) -> None:
    """Insert rows into a file in order and change cells of existing rows."""
    if path.exists() and not rows and not change.rows and not (change.after and change.moved):
        return
    records: Iterable[Record] = _in_place(path, rows, change)
    if change.key:
        records = list(records)
    header = [name for name in _header(path) or columns if name not in MORE]
    used = _used(rows, records if isinstance(records, list) else ())
    header += sorted((name for name in used if name not in header), key=lambda name: (name in MORE, name))
    with path.with_suffix(".new").open("w", encoding="utf-8", newline="") as file:
        writer = rows_to(file)
        writer.writerow(header)
        if not path.exists() and header == [*FIGURE]:
            file.writelines(_lines_of(figures) for figures in rows)  # fast path for new figures
        else:
            writer.writerows([row.get(name, "") for name in header] for row in records)
    if path.exists():
        shutil.copymode(path, path.with_suffix(".new"))
    path.with_suffix(".new").replace(path)


def _lines_of(figures: ImportedFigures) -> str:
    """Lines of amounts.csv for the figures of a row, quoted as the csv module does."""
    version, line, basis, years, amounts, rounding, qualifier, document, rows, columns, note = figures
    begin, more = f"{_quoted(version)},{quoted(line)}", _quoted(rounding, qualifier, document)
    basis, locator, note = _quoted(basis), located(rows), quoted(note)
    lines = ""
    for year, amount, (opens, closes) in zip(years, amounts, _around(columns), strict=True):
        lines += f"{begin},{year},{basis},{amount},{more},{opens}{locator}{closes},{note}\n"
    return lines


@cache
def _quoted(*cells: str) -> str:
    """Adjacent cells of a row; cached, for columns with few distinct texts."""
    return ",".join(map(quoted, cells))


@cache
def _around(columns: Sequence[str]) -> Sequence[tuple[str, str]]:
    """Text before and after the rows in a locator, by column: quoted, since it has a comma."""
    return [('"', quoted(f", {column}")[1:]) if column else ("", "") for column in columns]


def _figure(row: ImportedFigures) -> Record:
    """A figure of one year as texts by column."""
    own = {name: getattr(row, name) for name in FIGURE}
    return own | {"year": str(row.year)}


def _in_place(path: Path, rows: Sequence[Any], change: Change) -> Iterator[Record]:
    """Rows of a file with new ones in order; appended if a person has arranged the file."""
    own = map(_figure, singles(rows)) if path.stem == AMOUNTS else map(_record, rows)
    old, new = map(change.made, _old_rows(path)), own
    if change.before is None or change.after is None or not is_sorted(_old_rows(path), change.before):
        return chain(old, new)
    if change.key or change.moved:  # existing rows may move
        return iter(sorted(chain(old, new), key=change.after))
    return merge(old, new, key=change.after)


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
    """Columns that are not blank in every row."""
    names = () if not rows else FIGURE if isinstance(rows[0], ImportedFigures) else rows[0]._fields
    used = [name for name in names if any(text != "" for text in map(attrgetter(name), rows))]
    return list(dict.fromkeys((*used, *(name for row in records for name, text in row.items() if text))))


def _read_back(draft: Path, folder: Path) -> None:
    ledger, problems = read(draft)
    if ledger is None:
        raise LedgerError([p._replace(file=p.file.replace(str(draft), str(folder))) for p in problems])
