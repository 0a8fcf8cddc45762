"""A ledger folder: read whole, or only recognised, so that nothing is written over a ledger."""

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any

from ukraine_budget.atomic_write import current
from ukraine_budget.errors import Problem
from ukraine_budget.figures.stated import Figures
from ukraine_budget.language import named, said
from ukraine_budget.model.amount import Pot, stated
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Claim, ClaimSide, Document, Fund, Line, Mutation, Version
from ukraine_budget.read.columnar import columns, head, is_large
from ukraine_budget.read.files import checked_text, is_expected, read_file
from ukraine_budget.read.gate import ValidatedTable
from ukraine_budget.read.notation import Grammar
from ukraine_budget.read.package import Package, parse_package
from ukraine_budget.read.paths import DESCRIPTOR, load
from ukraine_budget.read.references import FIELDS, Files, check_references, known_names, unknown_names
from ukraine_budget.read.schema import AMOUNTS, MODELS, AmountRow

SHARED = ("versions", "claims", "texts")
"""The files that other data packages may have too, such as an export of views."""
OWN = tuple(name for name in MODELS if name not in SHARED)
PARQUET = ".parquet"


def read_folder(folder: Path, shown: Path, decimal: str, *, lazily: bool) -> tuple[Ledger | None, list[Problem]]:
    """Read the ledger in a folder: None if anything is wrong, and all problems. `shown` is the folder in messages.

    With `lazily`, figures kept as Parquet are read and checked when they are asked for, and raise LedgerError then.
    """
    text = load(current(folder, DESCRIPTOR), str(shown / DESCRIPTOR))
    if isinstance(text, Problem):
        return None, [text]
    package = parse_package(text, str(shown / DESCRIPTOR))
    if isinstance(package, list):
        return None, package
    problems: list[Problem] = []
    files: dict[str, ValidatedTable | None] = {}
    figures: Figures | None = None
    for name in MODELS:
        if name == AMOUNTS and package.resource(AMOUNTS).path.endswith(PARQUET):
            figures, wrong = _stored_figures(package, folder, shown, files, lazily=lazily and not problems)
        elif name == AMOUNTS and not problems and (figures := _large_figures(package, folder, shown, decimal, files)):
            wrong = []
        elif is_expected(name, package, folder):
            files[name], wrong = read_file(name, package, folder, shown, decimal)
        else:
            continue
        problems.extend(wrong)
    problems.extend(check_references(files, package, str(shown / DESCRIPTOR)))
    whole = {name: checked for name, checked in files.items() if checked}
    return (None if problems else build(package, folder.resolve().name, whole, figures)), problems


def ledger_around(folder: Path, but: Collection[str] = ()) -> Path | None:
    """The ledger that a folder is, or is within, or the remains of one in it; else None.

    Files named in `but` do not make a ledger.
    """
    if _has_files(folder, but) or _is_ledger(folder):
        return folder
    return next(filter(_is_ledger, folder.resolve().parents), None)


def _is_ledger(folder: Path) -> bool:
    package = package_in(folder)
    if package is None:
        return False
    return _has_files(folder) or any(resource.name in OWN for resource in package.resources)


def _has_files(folder: Path, but: Collection[str] = ()) -> bool:
    names = {f"{name}{suffix}" for name in OWN for suffix in (".csv", PARQUET)}.difference(but)
    return any(os.path.lexists(current(folder, name)) for name in names)


def package_in(folder: Path) -> Package | None:
    """The data package in a folder, a blank one if unreadable."""
    descriptor = current(folder, DESCRIPTOR)
    if not descriptor.is_file():
        return None
    package = parse_package(descriptor.read_text(encoding="utf-8-sig", errors="replace"), str(descriptor))
    return package if isinstance(package, Package) else Package()


Texts = Mapping[str, str]
"""The Dutch of notes, locators and labels."""


def build(package: Package, name: str, files: Mapping[str, ValidatedTable], figures: Figures | None) -> Ledger:
    """The ledger of a folder. `name` is the folder's, for a ledger that has none of its own.

    `figures` are given if they are not among the files.
    """
    name = package.name or name
    lines = {row["line"]: Line(**row) for row in _rows(files["lines"])}
    texts = {row["text"]: row["text_nl"] for row in _rows(files.get("texts"))}
    return Ledger(
        name=name,
        title=named(package.title or name, nl=package.title_nl),
        language=package.language or "",
        currency=package.currency,
        unit=package.unit,
        bases=tuple(dict.fromkeys(package.bases)),
        funds={row["fund"]: _fund(row) for row in _rows(files["funds"])},
        lines=lines,
        versions=_versions(files["versions"]),
        documents={row["document"]: Document(**row) for row in _rows(files.get("documents"))},
        figures=_figures(files[AMOUNTS]) if figures is None else figures,
        mutations=tuple(_mutations(files.get("mutations"), lines, texts)),
        claims=tuple(_claims(files.get("claims"), texts)),
        default_funds=tuple(dict.fromkeys(package.default_funds)),
        texts=texts,
    )


def _rows(checked: ValidatedTable | None) -> Iterator[dict[str, Any]]:
    """The rows of a file by field; none of an absent file."""
    if checked:
        for values in zip(*checked.columns.values(), strict=True):
            yield dict(zip(checked.columns, values, strict=True))


def _fund(row: dict[str, Any]) -> Fund:
    fund = Fund(**row)
    return fund if fund.name else fund._replace(name=fund.fund)


def _versions(checked: ValidatedTable) -> dict[str, Version]:
    versions = [Version(**row) for row in _rows(checked)]
    return {version.version: version for version in sorted(versions, key=lambda version: version.order)}


def _figures(checked: ValidatedTable) -> Figures:
    return Figures.of(**checked.columns, file=checked.sheet.file, line_numbers=checked.sheet.line_numbers)


def _mutations(checked: ValidatedTable | None, lines: Mapping[str, Line], texts: Texts) -> Iterator[Mutation]:
    for line_number, row in zip(_line_numbers(checked), _rows(checked), strict=True):
        rounding, qualifier = row.pop("rounding"), tuple(row.pop("qualifier").split())
        pot = Pot(lines[row["line"]].fund, row["basis"])
        amount = stated(pot, Decimal(row.pop("amount")), Decimal(rounding) if rounding else None, qualifier)
        row |= {field: named(row[field], nl=texts.get(row[field], "")) for field in ("label", "locator", "note")}
        yield Mutation(**row, amount=amount, qualifier=qualifier, row=line_number)


def _claims(checked: ValidatedTable | None, texts: Texts) -> Iterator[Claim]:
    for line_number, row in zip(_line_numbers(checked), _rows(checked), strict=True):
        left, right = _side(row, "left"), _side(row, "right")
        kept = {field: value for field, value in row.items() if field in Claim._fields}
        kept |= {field: named(row[field], nl=row[f"{field}_nl"]) for field in ("text", "clause", "note")}
        kept["locator"] = named(row["locator"], nl=texts.get(row["locator"], ""))
        yield Claim(**kept, left=left, right=right, row=line_number)


def _line_numbers(checked: ValidatedTable | None) -> Sequence[int]:
    return checked.sheet.line_numbers if checked else ()


def _side(row: dict[str, Any], side: str) -> ClaimSide:
    fields = ("basis", "lines", "years", "version", "table", "label")
    return ClaimSide(*(row[f"{side}_{field}"] for field in fields))


AS_NUMBER = said("keep it as a number, not as a text")


def _stored_figures(
    package: Package, folder: Path, shown: Path, files: Files, *, lazily: bool
) -> tuple[Figures | None, list[Problem]]:
    """Read the figures of a Parquet file, given the files before it; and their problems.

    Read lazily, an invalid column raises LedgerError on access. Raises UsageError without the library for Parquet.
    """
    from ukraine_budget.read.stored import FiguresFile  # noqa: PLC0415  # loads pyarrow

    path = package.resource(AMOUNTS).path
    problems_of = partial(_problems_of, shown=str(shown / path), files=files, package=package)
    file = FiguresFile(current(folder, path), str(shown / path), _names(package, files), problems_of)
    if wrong := file.refused() or ([] if lazily else file.problems()):
        return None, wrong
    return file.figures(), []


def _problems_of(text: str, shown: str, files: Files, package: Package) -> list[Problem]:
    """The problems of a text of figures, and of the names in it."""
    checked, problems = checked_text(text, shown, AMOUNTS, ",")
    names = unknown_names({**files, AMOUNTS: checked}, package.bases)
    problems += [problem for problem in names if problem.file == shown]
    return [each._replace(help=AS_NUMBER) if each.code == "ambiguous-number" else each for each in problems]


def _large_figures(package: Package, folder: Path, shown: Path, decimal: str, files: Files) -> Figures | None:
    """Read the figures of a large valid CSV file, given the files before it; None of any other."""
    resource = package.resource(AMOUNTS)
    path, signs = current(folder, resource.path), resource.decimals
    if not is_large(path) or (not decimal and len(signs) > 1):
        return None
    header = head(path, {field: field for field in AmountRow.model_fields}, resource.delimiter)
    if header is None:
        return None
    grammar = Grammar(decimal or "".join(signs), header[0].delimiter)
    return columns(path, str(shown / resource.path), header, AmountRow, grammar, names=_names(package, files))


def _names(package: Package, files: Files) -> dict[str, Collection[str] | None]:
    """The names that fields of figures may have; None where their file is broken."""
    return {field: known_names(files, home, package.bases) for field, home in FIELDS[AMOUNTS].items()}
