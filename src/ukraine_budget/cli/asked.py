"""What commands ask of the library for a table and for a picture alike."""

import shlex
from decimal import Decimal
from typing import TYPE_CHECKING

import ukraine_budget
from ukraine_budget.cli.options import Part, Request
from ukraine_budget.errors import NoFigures, UsageError
from ukraine_budget.language import joined, said

if TYPE_CHECKING:
    from ukraine_budget import View
    from ukraine_budget.analysis.diff import DiffResult
    from ukraine_budget.analysis.moved import ShiftsResult


def diff(
    request: Part, old: str, new: str, *, everything: bool = False, tolerance: Decimal = Decimal(0)
) -> "View[DiffResult]":
    """What changed between two versions or ledgers."""
    sides = ukraine_budget.stands(old, new, ledger=request.ledger, decimal=request.decimal, total=request.total)
    filters = Part.filters(request)  # of a Request too: as of when each side is, its own name says
    try:
        return ukraine_budget.diff(*sides, all=everything, tolerance=tolerance, **filters)
    except NoFigures as error:
        raise UsageError(joined((error.message, _command(error.instead, request.ledger)), "\n")) from None


def _command(instead: tuple[str, str] | None, ledger: str | None) -> str:
    """The command that compares two other versions, on a line of its own."""
    where = ("--ledger", ledger) if ledger else ()
    return f"  {shlex.join(('budget', 'diff', *instead, *where))}" if instead else ""


def shifts(request: Request, old: str | None, new: str | None) -> "View[ShiftsResult]":
    """What moved between two versions or ledgers, or all that is declared in one; UsageError for half a question."""
    if old is None:
        return ukraine_budget.shifts(request.open(), **request.filters())
    if new is None or request.as_of:
        raise UsageError(said("name two versions or ledgers, without --as-of; or none for all that is declared"))
    return ukraine_budget.shifts(diff(request, old, new))
