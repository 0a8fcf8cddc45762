"""The views: each is declared once in `VIEWS`, and is a public function that asks a ledger and gives a `View`."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from importlib import import_module
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ukraine_budget import write
from ukraine_budget.analysis.additive import addable, kept
from ukraine_budget.analysis.falls import GAP
from ukraine_budget.analysis.scope import named_line, with_parts
from ukraine_budget.api.asked import FORMS, checked, fitted
from ukraine_budget.errors import Problem, UnitError, UsageError, unknown
from ukraine_budget.language import Text, said
from ukraine_budget.languages import language
from ukraine_budget.libraries import frame
from ukraine_budget.model.amount import ZERO
from ukraine_budget.model.ledger import UNITS, Ledger
from ukraine_budget.read import find, read
from ukraine_budget.report.table import Table

if TYPE_CHECKING:
    import pandas as pd

    from ukraine_budget.analysis.claims import ClaimsResult
    from ukraine_budget.analysis.conflicts import ConflictsResult
    from ukraine_budget.analysis.diff import DiffResult, LedgerAt
    from ukraine_budget.analysis.explain import ExplainResult
    from ukraine_budget.analysis.history import HistoryResult
    from ukraine_budget.analysis.listing import ListResult
    from ukraine_budget.analysis.moved import ShiftsResult
    from ukraine_budget.analysis.outlook import OutlookResult
    from ukraine_budget.analysis.show import ShowResult
    from ukraine_budget.report.check import CheckResult
    from ukraine_budget.report.glossary import GlossaryResult

R = TypeVar("R")
Years = int | str | Iterable[int | str] | None
"""A year, or several, as numbers or digits."""
ATTRS = ("ledger", "as_of", "currency", "unit")
"""The facts at the top of a view that its data frames keep."""
TOP = 20
"""The most rows of a narrow table, unless asked for more."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """What answers a view, the type of its rows, what lays it out in full and in brief, as a chart and as a picture.

    Each is "module:name", and loaded when it is used: an answer waits for no other view. A view without `brief` is
    always whole; `sheet` lays it out with formulas, for a spreadsheet; `title` is that of its sheet in a workbook;
    `records` lays out only what machines read, where the rest takes long.
    """

    answer: str
    row: str
    table: str
    brief: str = ""
    chart: str = ""
    picture: str = ""
    title: Text | None = None
    sheet: str = ""
    records: str = ""


SCHEMA = "write.schema:json_schema"
VIEWS = {
    "show": Declaration(
        "analysis.show:show",
        "analysis.rows:FigureRow",
        "report.show:show_table",
        "report.show:show_brief",
        sheet="report.sheets.show:show_sheet",
    ),
    "outlook": Declaration(
        "analysis.outlook:outlook",
        "analysis.rows:FigureRow",
        "report.outlook:outlook_table",
        "report.outlook:outlook_brief",
        "report.charts.figures:outlook_chart",
        "report.pictures.outlook:outlook_scene",
        said("Outlook"),
        "report.sheets.years:outlook_sheet",
        "report.outlook:outlook_records",
    ),
    "diff": Declaration(
        "analysis.diff:diff",
        "analysis.diffrows:DiffRow",
        "report.diff:diff_table",
        "report.changes:diff_brief",
        "report.charts.changes:diff_chart",
        "report.pictures.diff:diff_scene",
        said("Changes"),
        "report.sheets.changes:diff_sheet",
        "report.diff:diff_records",
    ),
    "history": Declaration(
        "analysis.history:history",
        "analysis.history:HistoryRow",
        "report.history:history_table",
        "report.history:history_brief",
        "report.charts.figures:history_chart",
        "report.pictures.history:history_scene",
        said("History"),
        "report.sheets.history:line_sheet",
    ),
    "shifts": Declaration(
        "analysis.moved:shifts",
        "analysis.shifts:Shift",
        "report.shifts:shifts_table",
        "report.shifts:shifts_brief",
        "report.charts.changes:shifts_chart",
        "report.pictures.shifts:shifts_scene",
        said("Shifts"),
    ),
    "explain": Declaration(
        "analysis.explain:explain",
        "analysis.explain:ExplainRow",
        "report.explain:explain_table",
        "report.explain:explain_brief",
    ),
    "check": Declaration(
        "report.check:checked", "report.check:CheckRow", "report.check:check_table", "report.check:check_brief"
    ),
    "listing": Declaration("analysis.listing:listing", "analysis.listing:ListedRow", "report.listing:list_table"),
    "conflicts": Declaration(
        "analysis.conflicts:conflicts", "analysis.conflicts:Conflict", "report.conflicts:conflicts_table"
    ),
    "glossary": Declaration("report.glossary:glossary", "report.glossary:Term", "report.glossary:glossary_table"),
}
"""The views by the names of their functions."""


def loaded(name: str) -> Any:
    """What a declaration names."""
    module, _, what = name.partition(":")
    return getattr(import_module(f"ukraine_budget.{module}"), what)


@dataclass(frozen=True)
class View(Generic[R]):
    """An answer: the typed `result`, and the ways to hand it on. It is laid out, whole or in brief, when it is used."""

    result: R
    _whole: Callable[[], Table]
    _brief: Callable[[], Table] | None = None
    _name: str = ""
    _records: Callable[[], Table] | None = None

    @cached_property
    def table(self) -> Table:
        """All of the view."""
        return self._whole()

    @cached_property
    def _for_machines(self) -> Table:
        """What machines read of it."""
        return self._records() if self._records else self.table

    @cached_property
    def brief(self) -> Table:
        """What a person sees of it unless asked for all."""
        return self._brief() if self._brief else self.table

    def laid_out(self, format: str, *, full: bool) -> Table:
        """All of the view for machines and spreadsheets, and where it is to be `full`; else in brief."""
        if format == "xlsx" and self.declared and self.declared.sheet:
            whole: Table = loaded(self.declared.sheet)(self.result)
            return whole
        if format in write.MACHINES:
            return self._for_machines
        return self.table if full or format in write.BINARIES else self.brief

    @property
    def declared(self) -> Declaration | None:
        """How the view is declared; None where it is not one of VIEWS."""
        return VIEWS.get(self._name)

    @property
    def answer(self) -> str:
        """The sentences that the view opens with, in English; empty where it answers no question."""
        answer = self._for_machines.answer
        return str(answer.text) if answer else ""

    @property
    def rows(self) -> Sequence[Any]:
        """The rows of the answer, by the names of the JSON contract."""
        return self._for_machines.records.rows

    @fitted
    def to_frame(
        self, name: str = "rows", *, parts: bool = False, totals: bool = False, floats: bool = False
    ) -> "pd.DataFrame":
        """The rows (or another list of the answer, such as "shifts") as a data frame; amounts are exact Decimals.

        Totals, and parts of a line that is stated too, are there only where they are wanted: within a fund, basis and
        year, `.amount.sum()` counts nothing twice. What is decided is no commitment, and has rows of its own. With
        `floats` amounts are floats, NaN where not stated: for plotting, not for sums. `attrs` has the ledger, currency
        and unit, and as `no_total` the funds whose lines overlap and cannot be added.
        """
        table = self._for_machines
        lists = {"rows": table.records, **table.lists}
        if name not in lists:
            raise unknown("list", name, lists)
        records, ledger = lists[name], table.ledger
        if ledger and addable(records.rows):
            own: Any = records.rows
            records = records._replace(rows=tuple(kept(ledger, own, parts=parts, totals=totals)))
        made = frame(records, floats=floats)
        made.attrs = {key: value for key, value in table.head.items() if key in ATTRS}
        if ledger:
            made.attrs["no_total"] = [fund for fund, row in ledger.funds.items() if not row.total]
        return made

    def to_json(self) -> str:
        """The answer by the JSON contract."""
        return self.render("json")

    @fitted
    def to_csv(self, lang: str = "en", columns: str | Sequence[str] = ()) -> str:
        """The rows as CSV with the names of lines, the unit and what each counts as; or only some `columns` of it.

        In Dutch ("nl") names and headings are Dutch. UsageError for a column that is not there.
        """
        wanted = (columns,) if isinstance(columns, str) else columns
        return write.encoded(self._for_machines, "csv", language(lang), wanted).decode()

    @fitted
    def to_markdown(self, lang: str = "en", *, full: bool = False) -> str:
        """The answer as Markdown, in brief or in full."""
        return self.render("markdown", lang, full=full)

    @fitted
    def render(self, format: str, lang: str = "en", *, full: bool = False) -> str:
        """The answer as text in one of `write.TEXTS`, for readers of English or Dutch ("nl").

        UsageError for another format or language. JSON is the same in both.
        """
        return write.render(self.laid_out(format, full=full), format, language(lang))

    @fitted
    def to_bytes(self, format: str, lang: str = "en", *, full: bool = False) -> bytes:
        """The answer as the bytes of a file in one of `write.FORMATS`, such as "xlsx"; likewise."""
        return write.encoded(self.laid_out(format, full=full), format, language(lang))

    def __str__(self) -> str:
        return self.render("table")

    __repr__ = __str__

    def _repr_markdown_(self) -> str:
        return self.render("markdown")


def in_unit(ledger: Ledger, unit: str | None) -> Ledger:
    """The ledger with its amounts in another unit, exactly.

    UsageError where that unit is not known, UnitError where the ledger's own is not.
    """
    if unit is None:
        return ledger
    if unit not in UNITS:
        raise unknown("unit", unit, UNITS)
    if ledger.unit is None:
        raise UnitError(
            said("{ledger} does not say its unit, so its amounts cannot be shown in another", ledger=ledger.name)
        )
    return ledger.in_unit(unit)


def _view(name: str, *given: object, **wanted: object) -> View[Any]:
    """The answer of a view that is declared under a name, and its table."""
    declared = VIEWS[name]
    return _laid_out(name, loaded(declared.answer)(*given, **wanted))


def _laid_out(name: str, result: Any, **wanted: object) -> View[Any]:
    """A result with the two ways to lay it out; what is `wanted` is for the narrow one."""
    declared, ledger = VIEWS[name], getattr(result, "ledger", None)
    return View(
        result,
        lambda: replace(loaded(declared.table)(result), ledger=ledger),
        (lambda: loaded(declared.brief)(result, **wanted)) if declared.brief else None,
        name,
        (lambda: replace(loaded(declared.records)(result), ledger=ledger)) if declared.records else None,
    )


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
    """The same, of some years and lines with their parts, by id or words of names; its narrow table has `top` rows."""
    declared = VIEWS[name]
    only = [named_line(ledger, line) for line in ((lines,) if isinstance(lines, str) else lines)]
    wanted["funds"] = wanted["funds"] or tuple(dict.fromkeys(ledger.lines[line].fund for line in only))
    result = loaded(declared.answer)(*given, **wanted)
    if only or only_years:
        result = restricted(result, with_parts(ledger, only), only_years)
    return _laid_out(name, result, top=top, **({"sort": sort} if sort else {}))


def _check_order(sort: str | None, view: str, possible: Sequence[str]) -> None:
    if sort is not None:
        loaded("report.narrow:check_order")(sort, view, possible)


def restricted(result: Any, lines: Collection[str] = (), years: Collection[int] = ()) -> Any:
    """An answer without what it says of other lines, and then of totals, or of other years."""
    parts = {
        name: _rows_of(getattr(result, name), lines, years) for name in ("rows", "shifts") if name in result._fields
    }
    if "falls" in result._fields:
        parts["falls"] = type(result.falls)(*(_rows_of(rows, lines, years) for rows in result.falls))
    return result._replace(**parts)


def _rows_of(rows: Iterable[Any], lines: Collection[str], years: Collection[int]) -> tuple[Any, ...]:
    """The rows of some lines and years, and the shifts that are told of another line for them too."""
    rows = iter(rows)
    first = list(islice(rows, 1))
    if not any(hasattr(row, "elsewhere") for row in first):
        every = chain(first, rows)
        return tuple(
            row for row in every if not (lines and row.line not in lines) and not (years and row.year not in years)
        )
    of_all = [row for row in (*first, *rows) if not years or {*row.leaves, *row.reaches} & {*years}]
    listed = {(row.line, row.label) for row in of_all}
    return tuple(row for row in of_all if not lines or row.line in lines or _is_told_of(row, lines, listed))


def _is_told_of(shift: Any, lines: Collection[str], listed: Collection[tuple[str, str]]) -> bool:
    """Whether a shift that is told of another line is printed for some lines too, and not listed there."""
    return any(place.line in lines and (place.line, place.label) not in listed for place in shift.elsewhere)


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
    """What stands for a budget year at a version or date, beside the year before, and the shifts that touch it.

    Without `funds`, those that the ledger shows first; "all" for every fund. Raises UsageError for a name that the
    ledger does not have.
    """
    _check_order(sort, "show", ("change", "percent", "line"))
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
    """Years side by side: committed, cash, outstanding; the years in which cash falls by more than `gap` percent.

    In brief its lines come by `sort`: "change" or "percent" for the largest of any of the years first, or "line".
    """
    _check_order(sort, "outlook", ("change", "percent", "line"))
    ledger = in_unit(ledger, unit)
    asked: dict[str, Any] = {"as_of": as_of, "funds": funds, "bases": bases, "years": years, "limit": gap}
    return _view_of("outlook", ledger, lines, top, ledger, sort=sort, **asked)


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
    """Every figure stated for a line and year, with its paper, and what disagrees."""
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
    """The figures of a line, versions down and years across, up to a version or date; each revision with its change.

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
    """What changed from one version of a ledger to another: what was declared, moved, added or cut, and is untied.

    The sides are a ledger and two versions or dates of it, `diff(ledger, "spring-2025", "letter-2025-11-27")`, or two
    ledgers, each as it stood then: `diff(LedgerAt(one, "spring-2025"), LedgerAt(other))`. With `all`, also what was not
    restated or did not change; a change of at most `tolerance` (in the unit shown) counts as within rounding. In brief
    its rows come by `sort`: "change", "percent", "line" or "year".
    Raises UsageError for a name that is not there, for a version of which the ledger holds no figures, and for ledgers
    of two currencies.
    """
    _check_order(sort, "diff", ("change", "percent", "line", "year"))
    old, new = sides_in_unit(*_two(sides), unit)
    asked: dict[str, Any] = {"funds": funds, "bases": bases, "all": all, "tolerance": tolerance, "only_years": years}
    return _view_of("diff", new.ledger, lines, top, old, new, sort=sort, **asked)


def _two(sides: tuple[object, ...]) -> "tuple[LedgerAt, LedgerAt]":
    """Two versions of ledgers; UsageError for anything else."""
    at: type[LedgerAt] = loaded("analysis.diff:LedgerAt")
    match sides:
        case (Ledger() as ledger, str(old), str(new)):
            return at(ledger, old), at(ledger, new)
        case (old, new) if isinstance(old, at) and isinstance(new, at):
            return old, new
    raise UsageError(
        said('diff compares two versions of a ledger, diff(ledger, "old", "new"), or two sides that are LedgerAt')
    )


def sides_in_unit(old: "LedgerAt", new: "LedgerAt", unit: str | None) -> "tuple[LedgerAt, LedgerAt]":
    """The two sides with their amounts in another unit; one ledger stays one."""
    one = in_unit(old.ledger, unit)
    return old._replace(ledger=one), new._replace(ledger=one if new.ledger is old.ledger else in_unit(new.ledger, unit))


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

    The filters are for a ledger; those of a diff were given to it. Raises UsageError for a name that is not there.
    """
    if not isinstance(of, View):
        ledger = in_unit(FORMS["ledger"]("of", of), unit)
        asked: dict[str, Any] = {"as_of": as_of, "funds": funds, "bases": bases, "only_years": years}
        return _view_of("shifts", ledger, lines, top, ledger, **asked)
    result = loaded("analysis.moved:shifts_between")(of.result)
    return _laid_out("shifts", result, top=top)


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
    """The "versions", "lines", "funds" or "documents" of a ledger; of some funds or bases, those that belong to them.

    A list has no amounts: `unit` is only what the answer says of the ledger.
    """
    return _view("listing", in_unit(ledger, unit), what, as_of=as_of, funds=funds, bases=bases)


@checked
def conflicts(
    ledger: Ledger,
    *,
    as_of: str | None = None,
    funds: str | Iterable[str] = (),
    bases: str | Iterable[str] = (),
    unit: str | None = None,
) -> "View[ConflictsResult]":
    """The papers that do not agree: those that the ledger names, then figures within a year that no paper revises."""
    return _view("conflicts", in_unit(ledger, unit), as_of=as_of, funds=funds, bases=bases)


@checked
def glossary(term: str = "") -> "View[GlossaryResult]":
    """What the words mean; `term` in English or Dutch for one of them, UsageError with the nearest where unknown."""
    return _view("glossary", term)


@checked
def check(
    *paths: str | Path | None, decimal: str | None = None, claims: bool = False, lines: str | Iterable[str] = ()
) -> "View[CheckResult]":
    """Every problem of some ledgers (None: the default one), and with `claims` the verdicts on what is said of them.

    Of some `lines` with their parts, by id or words of their names, or of all; what is wrong with a whole file or
    version is told in any case. A ledger that cannot be read is a result here, not an error. Raises UsageError for a
    line that a ledger does not have.
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
            found = (one for one in check_ledger(ledger) if not only or not one.lines or one.lines & only)
            problems += map(problem, found)
            tested += [loaded("analysis.claims:claims")(ledger, lines=only)] if claims else []
    declared = VIEWS["check"]
    result = loaded(declared.answer)(names, problems, tested)
    return View(
        result,
        lambda: loaded(declared.table)(result, claims=claims),
        lambda: loaded(declared.brief)(result),
    )


@checked
def schema(name: str) -> dict[str, Any]:
    """The JSON Schema of what `View.to_json()` gives, by the name of the view, or of a "map" for `budget import`.

    UsageError for another name.
    """
    made: dict[str, Any] = loaded("importing.maps:json_schema")() if name == "map" else loaded(SCHEMA)(name)
    return made
