"""Ledgers from a few rows of text, without a folder."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from ukraine_budget.figures.stated import COLUMNS, Figures
from ukraine_budget.model.amount import Pot, stated
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Figure, Fund, Line, Mutation, Version


def make(
    amounts: str = "",
    mutations: str = "",
    *,
    lines: Iterable[Line] = (),
    versions: Iterable[Version] = (),
    funds: Iterable[Fund] = (),
    bases: Iterable[str] = ("commitment", "cash"),
) -> Ledger:
    """Make a ledger from rows of words.

    Amounts: `version line year basis amount [rounding [qualifier,qualifier]]`, "-" for no rounding.

    Mutations: `version line year basis amount[~rounding] kind label [qualifier[,..] [role [part_of]]]`, "-" for none,
    "_" for a blank in a label.

    Missing lines, versions and the fund "f" are made from the rows; versions are partial and each follows the one
    before.
    """
    rows = [row.split() for row in amounts.splitlines() if row.strip()]
    changes = [row.split() for row in mutations.splitlines() if row.strip()]
    all_versions = {version.version: version for version in versions}
    previous = ""
    for name in dict.fromkeys(row[0] for row in rows + changes):
        all_versions.setdefault(name, Version(name, 10 * len(all_versions) + 10, coverage="partial", follows=previous))
        previous = name
    all_lines = {line.line: line for line in lines}
    for row in rows + changes:
        all_lines.setdefault(row[1], Line(row[1], "f"))
    all_funds = {fund.fund: fund for fund in funds}
    for line in all_lines.values():
        all_funds.setdefault(line.fund, Fund(line.fund, line.fund))
    ledger = Ledger(
        name="test",
        title="Test",
        currency="EUR",
        unit="million",
        bases=tuple(bases),
        funds=all_funds,
        lines=all_lines,
        versions=dict(sorted(all_versions.items(), key=lambda item: item[1].order)),
        figures=figures(rows),
    )
    return replace(ledger, mutations=tuple(_mutation(ledger, n, row) for n, row in enumerate(changes)))


def figures(rows: Iterable[list[str]]) -> Figures:
    """Make figures from rows of words as in `make`."""
    full = [([*row, "-", "-"])[:7] for row in rows]
    columns = [list(column) for column in zip(*full, strict=True)] or [[] for _ in range(7)]
    version, line, year, basis, amount, rounding, qualifier = columns
    blank = [""] * len(full)
    return Figures.of(
        version=version,
        line=line,
        year=[int(text) for text in year],
        basis=basis,
        amount=amount,
        rounding=[text.replace("-", "") for text in rounding],
        qualifier=[text.replace("-", "") if text == "-" else text.replace(",", " ") for text in qualifier],
        document=blank,
        locator=blank,
        note=blank,
        line_numbers=range(2, len(full) + 2),
    )


def column(ledger: Ledger, name: str) -> list[Any]:
    """Return a column of the figures of a ledger as text, as in its file."""
    return ledger.figures.texts(name, ledger.figures.rows)


def with_columns(ledger: Ledger, **cells: Sequence[Any]) -> Ledger:
    """Return the ledger with other cells in some columns of its figures."""
    columns: dict[str, Any] = {name: column(ledger, name) for name in COLUMNS} | cells
    columns |= {"file": ledger.figures.file, "line_numbers": ledger.figures.line_numbers}
    return replace(ledger, figures=Figures.of(**columns))


def figure(ledger: Ledger, row: int) -> Figure:
    """Return the figure of a row."""
    return next(ledger.figures_at([row]))


def _mutation(ledger: Ledger, number: int, row: list[str]) -> Mutation:
    version, line, year, basis, amount, kind, label, *rest = row
    amount, _, rounding = amount.partition("~")
    qualifier, role, part_of = (*rest, *["-"] * (3 - len(rest)))
    qualifiers = () if qualifier == "-" else tuple(qualifier.split(","))
    return Mutation(
        version=version,
        line=line,
        basis=basis,
        year="beyond" if year == "beyond" else int(year),
        label=label.replace("_", " "),
        kind=kind,  # type: ignore[arg-type]  # tests write the kinds as words
        role="row" if role == "-" else role,  # type: ignore[arg-type]  # tests write roles as words
        part_of="" if part_of == "-" else part_of.replace("_", " "),
        amount=stated(Pot(ledger.lines[line].fund, basis), Decimal(amount), Decimal(rounding or 0), qualifiers),
        qualifier=qualifiers,
        document="",
        locator="",
        note="",
        row=number,
    )


def values(row: object, names: str) -> tuple[object, ...]:
    """Return attributes of a row, given their names separated by blanks."""
    return tuple(getattr(row, name) for name in names.split())
