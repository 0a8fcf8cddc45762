"""The views: each public function asks a ledger and gives a `View`, which is declared once in `VIEWS`."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from ukraine_budget import frames, write
from ukraine_budget.analysis.outlook import GAP
from ukraine_budget.analysis.versions import DATE
from ukraine_budget.api.declarations import VIEWS, loaded
from ukraine_budget.errors import Problem, UnitError, UsageError, nearest, unknown
from ukraine_budget.language import said
from ukraine_budget.languages import language
from ukraine_budget.model.amount import ZERO
from ukraine_budget.model.ledger import UNITS, Ledger
from ukraine_budget.read import find, open_ledger, read
from ukraine_budget.read.paths import absent, ledgers_beside
from ukraine_budget.report.table import Table

if TYPE_CHECKING:
    import pandas as pd

    from ukraine_budget.analysis.claims import Verdict
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
PATHS = ("/", "\\", ".csv", ".json")
"""What only paths have in them or end with."""


@dataclass(frozen=True)
class View(Generic[R]):
    """An answer: the typed `result`, and the ways to hand it on."""

    result: R
    table: Table

    @property
    def rows(self) -> Sequence[Any]:
        """The rows of the answer, by the names of the JSON contract."""
        return self.table.records.rows

    def to_frame(self, name: str = "rows") -> "pd.DataFrame":
        """The rows (or another list of the answer, such as "shifts") as a data frame; amounts are exact Decimals."""
        lists = {"rows": self.table.records, **self.table.lists}
        if name not in lists:
            raise unknown("list", name, lists)
        return frames.frame(lists[name])

    def to_json(self) -> str:
        """The answer by the JSON contract."""
        return self.render("json")

    def render(self, format: str, lang: str = "en") -> str:
        """The answer as text in one of `write.TEXTS`, for readers of English or Dutch ("nl").

        UsageError for another format or language. CSV and JSON are the same in both.
        """
        return write.render(self.table, format, language(lang))

    def to_bytes(self, format: str, lang: str = "en") -> bytes:
        """The answer as the bytes of a file in one of `write.FORMATS`, such as "xlsx"; likewise."""
        return write.encoded(self.table, format, language(lang))

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
    result = loaded(declared.answer)(*given, **wanted)
    return View(result, loaded(declared.table)(result))


def show(
    ledger: Ledger,
    year: int,
    *,
    as_of: str | None = None,
    funds: Sequence[str] = (),
    bases: Sequence[str] = (),
    unit: str | None = None,
) -> "View[ShowResult]":
    """What stands for a budget year at a version or date, beside the year before, and the shifts that touch it.

    Without `funds`, those that the ledger shows first; "all" for every fund. Raises UsageError for a name that the
    ledger does not have.
    """
    return _view("show", in_unit(ledger, unit), year, as_of=as_of, funds=funds, bases=bases)


def outlook(
    ledger: Ledger,
    *,
    as_of: str | None = None,
    funds: Sequence[str] = (),
    bases: Sequence[str] = (),
    unit: str | None = None,
    years: Collection[int] = (),
    gap: Decimal = GAP,
) -> "View[OutlookResult]":
    """Years side by side: committed, cash, outstanding; the years in which cash falls by more than `gap` percent."""
    return _view("outlook", in_unit(ledger, unit), as_of=as_of, funds=funds, bases=bases, years=years, limit=gap)


def explain(
    ledger: Ledger,
    line: str,
    year: int,
    *,
    as_of: str | None = None,
    funds: Sequence[str] = (),
    bases: Sequence[str] = (),
    unit: str | None = None,
) -> "View[ExplainResult]":
    """Every figure stated for a line and year, with its paper, and what disagrees."""
    return _view("explain", in_unit(ledger, unit), line, year, as_of=as_of, funds=funds, bases=bases)


def history(
    ledger: Ledger,
    line: str,
    *,
    as_of: str | None = None,
    years: Collection[int] | None = None,
    funds: Sequence[str] = (),
    bases: Sequence[str] = (),
    unit: str | None = None,
) -> "View[HistoryResult]":
    """The figures of a line, versions down and years across, up to a version or date; each revision with its change.

    Raises UsageError for a line, version or basis that the ledger does not have.
    """
    return _view("history", in_unit(ledger, unit), line, as_of=as_of, years=years, funds=funds, bases=bases)


def diff(
    old: "LedgerAt",
    new: "LedgerAt",
    *,
    funds: Sequence[str] = (),
    bases: Sequence[str] = (),
    unit: str | None = None,
    all: bool = False,
    tolerance: Decimal = ZERO,
) -> "View[DiffResult]":
    """What changed from one stand of a ledger to another: what was declared, moved, added or cut, and is untied.

    `LedgerAt(ledger, "spring-2025")` is a ledger as it stood at a version or date. With `all`, also what was not
    restated or did not change; a change of at most `tolerance` (in the unit shown) counts as within rounding.
    Raises UsageError for a name that is not there, for a version of which the ledger holds no figures, and for ledgers
    of two currencies.
    """
    return _view("diff", *sides_in_unit(old, new, unit), funds=funds, bases=bases, all=all, tolerance=tolerance)


def sides_in_unit(old: "LedgerAt", new: "LedgerAt", unit: str | None) -> "tuple[LedgerAt, LedgerAt]":
    """The two sides with their amounts in another unit; one ledger stays one."""
    one = in_unit(old.ledger, unit)
    return old._replace(ledger=one), new._replace(ledger=one if new.ledger is old.ledger else in_unit(new.ledger, unit))


def shifts(
    of: "Ledger | View[DiffResult]",
    *,
    as_of: str | None = None,
    funds: Sequence[str] = (),
    bases: Sequence[str] = (),
    unit: str | None = None,
) -> "View[ShiftsResult]":
    """The shifts of a diff, or all that the versions of a ledger declare, up to a version or date.

    The filters are for a ledger; those of a diff were given to it. Raises UsageError for a name that is not there.
    """
    if not isinstance(of, View):
        return _view("shifts", in_unit(of, unit), as_of=as_of, funds=funds, bases=bases)
    result = loaded("analysis.moved:shifts_between")(of.result)
    return View(result, loaded(VIEWS["shifts"].table)(result))


def listing(
    ledger: Ledger,
    what: str,
    *,
    as_of: str | None = None,
    funds: Sequence[str] = (),
    bases: Sequence[str] = (),
    unit: str | None = None,
) -> "View[ListResult]":
    """The "versions", "lines", "funds" or "documents" of a ledger; of some funds or bases, those that belong to them.

    A list has no amounts: `unit` is only what the answer says of the ledger.
    """
    return _view("listing", in_unit(ledger, unit), what, as_of=as_of, funds=funds, bases=bases)


def glossary(term: str = "") -> "View[GlossaryResult]":
    """What the words mean; `term` in English or Dutch for one of them, UsageError with the nearest where unknown."""
    return _view("glossary", term)


def check(*paths: str | Path | None, decimal: str | None = None, claims: bool = False) -> "View[CheckResult]":
    """Every problem of some ledgers (None: the default one), and with `claims` the verdicts on what is said of them.

    A ledger that cannot be read is a result here, not an error.
    """
    names: list[str] = []
    problems: list[Problem] = []
    verdicts: list[Verdict] = []
    check_ledger, problem = loaded("analysis.checks:check"), loaded("report.problems:problem")
    for path in map(find, paths or (None,)):
        ledger, found = read(path, decimal)
        names.append(ledger.name if ledger else str(path))
        problems += found
        if ledger:
            problems += map(problem, check_ledger(ledger))
            verdicts += loaded("analysis.claims:claims")(ledger).rows if claims else ()
    declared = VIEWS["check"]
    result = loaded(declared.answer)(names, problems, verdicts)
    return View(result, loaded(declared.table)(result, claims=claims))


def stands(
    old: str, new: str, *, ledger: str | Path | None = None, decimal: str | None = None, total: bool = False
) -> "tuple[LedgerAt, LedgerAt]":
    """The sides that two words name: a version or date of `ledger` (by default the default one), or another ledger.

    A ledger is opened once, however often it is named; `decimal` and `total` are as for `open_ledger`. Raises
    UsageError for a word that names nothing, LedgerError for a ledger that cannot be read.
    """
    from ukraine_budget.analysis.diff import LedgerAt  # noqa: PLC0415  # a view of one ledger needs no diff

    ledgers: dict[Path, Ledger] = {}

    def opened(path: Path) -> Ledger:
        place = path.resolve()
        if place not in ledgers:
            ledgers[place] = open_ledger(path, decimal=decimal, total=total)
        return ledgers[place]

    def side(word: str) -> "LedgerAt":
        where, at, version = word.rpartition("@")
        if at:
            return LedgerAt(opened(find(where or ledger)), version)
        if any(part in word for part in PATHS):
            path = find(word)
            if not path.exists():
                raise UsageError(absent(path).text)
            return LedgerAt(opened(path))
        default = opened(find(ledger))
        if word in default.versions:
            return LedgerAt(default, word)
        if find(word).exists():
            return LedgerAt(opened(find(word)))
        if DATE.fullmatch(word):
            return LedgerAt(default, word)
        near = nearest(word, [*default.versions, *ledgers_beside(Path(word))])
        help = near or said("budget list versions names the versions")
        raise UsageError(
            said("{name!r} is no version of {ledger} and no ledger: {help}", name=word, ledger=default.name, help=help)
        )

    return side(old), side(new)
