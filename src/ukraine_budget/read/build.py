"""From checked columns to a ledger. Nothing is checked here: what comes in has passed the gate."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ukraine_budget.figures.stated import Figures
from ukraine_budget.language import named
from ukraine_budget.model.amount import Pot, stated
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Claim, ClaimSide, Document, Fund, Line, Mutation, Version
from ukraine_budget.read.gate import ValidatedTable
from ukraine_budget.read.package import Package


def build(package: Package, name: str, files: Mapping[str, ValidatedTable], figures: Figures | None) -> Ledger:
    """The ledger of a folder. `name` is the folder's, for a ledger that has none of its own.

    `figures` are those that are not among the files, since they are many.
    """
    name = package.name or name
    lines = {row["line"]: Line(**row) for row in _rows(files["lines"])}
    return Ledger(
        name=name,
        title=named(package.title or name, nl=package.title_nl),
        currency=package.currency,
        unit=package.unit,
        bases=tuple(dict.fromkeys(package.bases)),
        funds={row["fund"]: _fund(row) for row in _rows(files["funds"])},
        lines=lines,
        versions=_versions(files["versions"]),
        documents={row["document"]: Document(**row) for row in _rows(files.get("documents"))},
        figures=_figures(files["amounts"]) if figures is None else figures,
        mutations=tuple(_mutations(files.get("mutations"), lines)),
        claims=tuple(_claims(files.get("claims"))),
        default_funds=tuple(dict.fromkeys(package.default_funds)),
        texts={row["text"]: row["text_nl"] for row in _rows(files.get("texts"))},
    )


def _rows(checked: ValidatedTable | None) -> Iterator[dict[str, Any]]:
    """The rows of a file by field; none of a file that is not there."""
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
    return Figures.of(**checked.columns, file=checked.sheet.file, line_numbers=checked.sheet.lines)


def _mutations(checked: ValidatedTable | None, lines: Mapping[str, Line]) -> Iterator[Mutation]:
    for place, row in zip(_lines(checked), _rows(checked), strict=True):
        rounding, qualifier = row.pop("rounding"), tuple(row.pop("qualifier").split())
        pot = Pot(lines[row["line"]].fund, row["basis"])
        amount = stated(pot, Decimal(row.pop("amount")), Decimal(rounding) if rounding else None, qualifier)
        yield Mutation(**row, amount=amount, qualifier=qualifier, row=place)


def _claims(checked: ValidatedTable | None) -> Iterator[Claim]:
    for place, row in zip(_lines(checked), _rows(checked), strict=True):
        left, right = _side(row, "left"), _side(row, "right")
        kept = {field: value for field, value in row.items() if field in Claim._fields}
        yield Claim(**kept, left=left, right=right, row=place)


def _lines(checked: ValidatedTable | None) -> Sequence[int]:
    return checked.sheet.lines if checked else ()


def _side(row: dict[str, Any], side: str) -> ClaimSide:
    fields = ("basis", "lines", "years", "version", "table", "label")
    return ClaimSide(*(row[f"{side}_{field}"] for field in fields))
