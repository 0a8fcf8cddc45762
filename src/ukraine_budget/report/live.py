"""Blocks whose totals and changes a spreadsheet computes again."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import partial

from ukraine_budget.language import Text
from ukraine_budget.model.amount import EXACT, exact_sum, percent
from ukraine_budget.report.table import Block, Column, Formula, Place, Row, block, number


def live(title: Text, columns: Sequence[Column], rows: Sequence[Row], formulas: Iterable[Formula]) -> Block:
    """A block with those of the formulas that give, to the last digit, the amount in their cell.

    A total that counts what the block does not show, and a change that the program does not make, have none.
    """
    return Block(title, tuple(columns), tuple(rows), tuple(found for found in formulas if _gives(rows, found)))


def _gives(rows: Sequence[Row], formula: Formula) -> bool:
    at, plus, minus, per = formula
    added, taken = _sum(rows, plus), _sum(rows, minus)
    if not plus or added is None or taken is None:
        return False
    found: Decimal | None = EXACT.subtract(added, taken)
    if per and found is not None:
        whole = _amount(rows, per)
        found = percent(found, whole) if whole is not None else None
    return found is not None and found == _amount(rows, at)


def _amount(rows: Sequence[Row], place: Place) -> Decimal | None:
    return number(rows[place.row].cells[place.column])


def _sum(rows: Sequence[Row], places: Iterable[Place]) -> Decimal | None:
    """The sum of some cells; None where one of them shows no amount."""
    terms: list[Decimal] = []
    for place in places:
        amount = _amount(rows, place)
        if amount is None:
            return None
        terms.append(amount)
    return exact_sum(terms)


def stacked(columns: Sequence[Column], sections: Iterable[Block]) -> tuple[Block, ...]:
    """Sections with the same columns as one block under one header, each below a blank row and its heading."""
    rows: list[Row] = []
    formulas: list[Formula] = []
    for section in sections:
        rows += [Row(("",), "heading")] if rows else []
        rows.append(Row((section.title,), "heading"))
        formulas += map(partial(_down, len(rows)), section.formulas)
        rows += section.rows
    return (block(Text(), columns, rows, formulas),) if rows else ()


def _down(by: int, formula: Formula) -> Formula:
    return formula.moved(lambda place: place._replace(row=place.row + by))
