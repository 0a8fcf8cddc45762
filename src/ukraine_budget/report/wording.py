"""The facts of notes, gaps and findings in words, by name or else by type."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ukraine_budget.language import NOTHING, Text, Value, both, either, joined, listed, said, word
from ukraine_budget.model.missing import Missing
from ukraine_budget.model.records import Figure, Mutation
from ukraine_budget.report.display import SIZE_NOT_STATED
from ukraine_budget.report.names import cell_name
from ukraine_budget.report.years import any_year, printed_year

Facts = Mapping[str, Value]


def facts(own: Mapping[str, Any]) -> Facts:
    """Facts in words, by their names."""
    return {name: _in_words(name, fact) for name, fact in own.items()}


def _in_words(name: str, fact: Any) -> Value:
    if name in BY_NAME:
        return BY_NAME[name](fact)
    if type(fact) is tuple:
        return listed([_in_words("", one) for one in fact])
    return BY_TYPE[type(fact)](fact) if type(fact) in BY_TYPE else fact


def figure_text(figure: Figure) -> Text:
    """A figure by its cell, version and amount."""
    amount = figure.amount.value
    return said("{cell} at {version}: {amount}", cell=cell_name(figure.cell), version=figure.version, amount=amount)


def mutation_facts(row: Mutation) -> Facts:
    """A declared change by its label, cell, version and amount."""
    cell = cell_name((row.line, row.basis, row.year))
    return {"label": row.label, "cell": cell, "version": row.version, "amount": row.amount.value}


def _term(term: Figure | Mutation) -> Text:
    """A term of a claim."""
    if isinstance(term, Figure):
        return said("{cell} at {version}", cell=cell_name(term.cell), version=term.version)
    return said("{label!r} of {cell} at {version}", **mutation_facts(term))


def part_text(part: Missing) -> Text:
    """How much is missing of a basis and year of a version."""
    what = joined((word(part.basis, "basis"), part.year or ""), " ")
    if not part.basis or not part.year:
        return said("amounts of which basis or year is not known: {n}", n=part.missing)
    if not part.percent:  # amounts of which the size cannot be read
        return said("{n} of {all} amounts of {what}", n=part.missing, all=part.amounts, what=what)
    return said(
        "{n} of {all} amounts of {what} ({percent} % of the money)",
        n=part.missing,
        all=part.amounts,
        what=what,
        percent=part.percent,
    )


def not_whole(it: Facts) -> Text:
    """What is missing of a version; without a full stop."""
    return said("{version} is not whole, since amounts were lost when it was imported: {parts}", **it)


def _printed_as(lines: Iterable[tuple[str, tuple[str, ...]]]) -> Text:
    return joined(said("{line} as {printed}", line=line, printed=both(printed)) for line, printed in lines)


def _basis(basis: str) -> Text:
    return word(basis, "basis")


BY_NAME: Mapping[str, Callable[[Any], Value]] = {
    "amount": lambda amount: SIZE_NOT_STATED if amount is None else amount,
    "bases": lambda bases: either(map(_basis, bases)) if bases else NOTHING,
    "basis": _basis,
    "beside": lambda figures: both(map(figure_text, figures)),
    "cell": cell_name,
    "cells": lambda cells: listed(list(map(cell_name, cells))),
    "from_year": printed_year,
    "other_basis": _basis,
    "others": lambda others: both(joined(other, " ") for other in others),
    "printed_as": _printed_as,
    "term": _term,
    "to_year": printed_year,
    "unit": lambda unit: word(unit, "unit"),
    "year": any_year,
    "years": joined,
}
BY_TYPE: Mapping[type, Callable[[Any], Value]] = {Figure: figure_text, Missing: part_text}
"""How facts of each type are said; of many ids the first are listed. Others are said as they are."""
