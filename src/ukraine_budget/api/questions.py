"""Questions to a ledger: each a public function that returns a `View`."""

from collections.abc import Collection, Iterable
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ukraine_budget.analysis.falls import GAP
from ukraine_budget.analysis.scope import named_line, restricted, with_parts
from ukraine_budget.api.arguments import FORMS, checked, in_unit, sides_in_unit
from ukraine_budget.api.view import View
from ukraine_budget.errors import Problem, UsageError
from ukraine_budget.language import said
from ukraine_budget.model.amount import ZERO
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.read import find, read
from ukraine_budget.report.views import VIEWS, loaded

if TYPE_CHECKING:
    from ukraine_budget.analysis.claims import ClaimsResult
    from ukraine_budget.analysis.conflicts import ConflictsResult
    from ukraine_budget.analysis.diff import DiffResult
    from ukraine_budget.analysis.explain import ExplainResult
    from ukraine_budget.analysis.history import HistoryResult
    from ukraine_budget.analysis.listing import ListResult
    from ukraine_budget.analysis.outlook import OutlookResult
    from ukraine_budget.analysis.shifts import ShiftsResult
    from ukraine_budget.analysis.show import ShowResult
    from ukraine_budget.analysis.versions import LedgerAt
    from ukraine_budget.report.check import CheckResult
    from ukraine_budget.report.glossary import GlossaryResult

Years = int | str | Iterable[int | str | Iterable[int]] | None
"""A year or several, as integers, digits or ranges."""
TOP = 20
"""Default number of rows of a narrow table."""


def _view(name: str, *given: object, **wanted: object) -> View[Any]:
    """Answer the question of a declared view."""
    declared = VIEWS[name]
    return View(loaded(declared.result)(*given, **wanted), declared)


def _view_of(
    name: str,
    ledger: Ledger,
    lines: str | Iterable[str],
    top: int | None,
    *given: object,
    sort: str | None = None,
    only_years: Collection[int] = (),
    **wanted: Any,
) -> View[Any]:
    """Answer for some years and for lines with their parts, by id or words of names; a narrow table has `top` rows."""
    declared = VIEWS[name]
    if sort is not None:
        loaded("report.narrow:check_order")(sort, name, declared.orders)
    only = [named_line(ledger, line) for line in lines]
    wanted["funds"] = wanted["funds"] or tuple(dict.fromkeys(ledger.lines[line].fund for line in only))
    result = loaded(declared.result)(*given, **wanted)
    if only or only_years:
        result = restricted(result, with_parts(ledger, only), only_years)
    return View(result, declared, {"top": top, "sort": sort} if declared.orders else {"top": top})


@checked
def show(
    ledger: Ledger,
    year: int | str,
    *,
    as_of: str | None = None,
    funds: str | Iterable[str] = (),
    lines: str | Iterable[str] = (),
    top: int | None = TOP,
    bases: str | Iterable[str] = (),
    unit: str | None = None,
    sort: str | None = None,
) -> "View[ShowResult]":
    """The figures of a budget year at a version or date, beside the year before, and the shifts that touch it.

    Without `funds`, those that the ledger shows first; "all" for every fund. Raises UsageError for a name that the
    ledger does not have.
    """
    ledger = in_unit(ledger, unit)
    return _view_of("show", ledger, lines, top, ledger, year, as_of=as_of, funds=funds, bases=bases, sort=sort)


@checked
def outlook(
    ledger: Ledger,
    *,
    as_of: str | None = None,
    funds: str | Iterable[str] = (),
    lines: str | Iterable[str] = (),
    top: int | None = TOP,
    bases: str | Iterable[str] = (),
    unit: str | None = None,
    years: Years = (),
    gap: Decimal | int | str = GAP,
    sort: str | None = None,
) -> "View[OutlookResult]":
    """Years side by side: committed, cash, outstanding; and the years in which cash falls by more than `gap` percent.

    The narrow table is sorted by `sort`: "change" or "percent" for the largest of any year first, or "line".
    """
    ledger = in_unit(ledger, unit)
    filters: dict[str, Any] = {"as_of": as_of, "funds": funds, "bases": bases, "years": years, "limit": gap}
    return _view_of("outlook", ledger, lines, top, ledger, sort=sort, **filters)


@checked
def explain(
    ledger: Ledger,
    line: str,
    year: int | str,
    *,
    as_of: str | None = None,
    funds: str | Iterable[str] = (),
    bases: str | Iterable[str] = (),
    unit: str | None = None,
) -> "View[ExplainResult]":
    """Every figure stated for a line and year, with its paper, and the figures that disagree."""
    line = named_line(ledger, line)
    return _view("explain", in_unit(ledger, unit), line, year, as_of=as_of, funds=funds, bases=bases)


@checked
def history(
    ledger: Ledger,
    line: str,
    *,
    as_of: str | None = None,
    years: Years = (),
    funds: str | Iterable[str] = (),
    bases: str | Iterable[str] = (),
    unit: str | None = None,
) -> "View[HistoryResult]":
    """The figures of a line by version and year, up to a version or date; each revision with its change.

    Raises UsageError for a line, version or basis that the ledger does not have.
    """
    line = named_line(ledger, line)
    return _view("history", in_unit(ledger, unit), line, as_of=as_of, years=years or None, funds=funds, bases=bases)


@checked
def diff(
    *sides: "Ledger | LedgerAt | str",
    funds: str | Iterable[str] = (),
    lines: str | Iterable[str] = (),
    top: int | None = TOP,
    bases: str | Iterable[str] = (),
    unit: str | None = None,
    years: Years = (),
    all: bool = False,
    tolerance: Decimal | int | str = ZERO,
    sort: str | None = None,
) -> "View[DiffResult]":
    """The changes from one version of a ledger to another: declared, moved, added or cut, and unexplained.

    The sides are a ledger and two versions or dates, `diff(ledger, "spring-2025", "letter-2025-11-27")`, or two ledgers
    at a moment each: `diff(LedgerAt(one, "spring-2025"), LedgerAt(other))`. With `all`, also cells that were not
    restated or did not change; a change of at most `tolerance` (in the unit shown) counts as within rounding. The
    narrow table is sorted by `sort`: "change", "percent", "line" or "year". Raises UsageError for an unknown name, a
    version without figures, and ledgers of two currencies.
    """
    old, new = sides_in_unit(*_sides(sides), unit)
    filters: dict[str, Any] = {"funds": funds, "bases": bases, "all": all, "tolerance": tolerance, "only_years": years}
    return _view_of("diff", new.ledger, lines, top, old, new, sort=sort, **filters)


def _sides(sides: tuple[object, ...]) -> "tuple[LedgerAt, LedgerAt]":
    """The two sides of a comparison; UsageError for anything else."""
    at: type[LedgerAt] = loaded("analysis.versions:LedgerAt")
    match sides:
        case (Ledger() as ledger, str(old), str(new)):
            return at(ledger, old), at(ledger, new)
        case (old, new) if isinstance(old, at) and isinstance(new, at):
            return old, new
    raise UsageError(
        said('diff compares two versions of a ledger, diff(ledger, "old", "new"), or two sides that are LedgerAt')
    )


@checked
def shifts(
    of: "Ledger | View[DiffResult]",
    *,
    as_of: str | None = None,
    funds: str | Iterable[str] = (),
    lines: str | Iterable[str] = (),
    top: int | None = TOP,
    bases: str | Iterable[str] = (),
    unit: str | None = None,
    years: Years = (),
) -> "View[ShiftsResult]":
    """The shifts of a diff, or all that the versions of a ledger declare, up to a version or date.

    The filters apply to a ledger, not to a diff. Raises UsageError for an unknown name.
    """
    if not isinstance(of, View):
        ledger = in_unit(FORMS["ledger"]("of", of), unit)
        filters: dict[str, Any] = {"as_of": as_of, "funds": funds, "bases": bases, "only_years": years}
        return _view_of("shifts", ledger, lines, top, ledger, **filters)
    result = loaded("analysis.shifts:shifts_between")(of.result)
    return View(result, VIEWS["shifts"], {"top": top})


@checked
def listing(
    ledger: Ledger,
    what: str,
    *,
    as_of: str | None = None,
    funds: str | Iterable[str] = (),
    bases: str | Iterable[str] = (),
    unit: str | None = None,
) -> "View[ListResult]":
    """The "versions", "lines", "funds" or "documents" of a ledger; filtered by funds or bases.

    A list has no amounts: `unit` is only what the answer says of the ledger.
    """
    return _view("list", in_unit(ledger, unit), what, as_of=as_of, funds=funds, bases=bases)


@checked
def conflicts(
    ledger: Ledger,
    *,
    as_of: str | None = None,
    funds: str | Iterable[str] = (),
    bases: str | Iterable[str] = (),
    unit: str | None = None,
) -> "View[ConflictsResult]":
    """Papers that disagree: conflicts that the ledger names, then unequal figures of one year that no paper revises."""
    return _view("conflicts", in_unit(ledger, unit), as_of=as_of, funds=funds, bases=bases)


@checked
def glossary(term: str = "") -> "View[GlossaryResult]":
    """The words and their meanings, or that of one `term` in English or Dutch. UsageError for an unknown one."""
    return _view("glossary", term)


@checked
def check(
    *paths: str | Path | None, decimal: str | None = None, claims: bool = False, lines: str | Iterable[str] = ()
) -> "View[CheckResult]":
    """Every problem of some ledgers (None: the default one), and with `claims` the verdicts on claims about them.

    Of some `lines` with their parts, by id or words of their names, or of all; problems of a whole file or version are
    always included. A ledger that cannot be read is a result here, not an error. Raises UsageError for a line that a
    ledger does not have.
    """
    names: list[str] = []
    problems: list[Problem] = []
    tested: list[ClaimsResult] = []
    check_ledger, problem = loaded("analysis.checks:check"), loaded("report.problems:problem")
    for path in map(find, paths or (None,)):
        ledger, wrong = read(path, decimal)
        names.append(ledger.name if ledger else str(path))
        problems += wrong
        if ledger:
            only = with_parts(ledger, [named_line(ledger, line) for line in lines])
            findings = (one for one in check_ledger(ledger) if not only or not one.lines or one.lines & only)
            problems += map(problem, findings)
            tested += [loaded("analysis.claims:claims")(ledger, lines=only)] if claims else []
    return _view("check", names, problems, tested if claims else None)


@checked
def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of `View.to_json()` for a view, or of a "map" for `budget import`.

    Raises UsageError for another name.
    """
    schema: dict[str, Any] = (
        loaded("importing.maps:json_schema")() if name == "map" else loaded("write.schema:json_schema")(name)
    )
    return schema
