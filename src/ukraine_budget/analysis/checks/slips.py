"""Figures off by a factor: a digit or a decimal point slipped, or a whole version or file is in another unit."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import chain
from operator import attrgetter

from ukraine_budget.analysis.checks.factors import FACTORS, ROUGHLY, SURE, agree, measure, tied_factor
from ukraine_budget.analysis.checks.findings import Finding, ScaleSlip, ScaleSlipOfParent, ScaleSlips, at_figure
from ukraine_budget.analysis.checks.sums import Family
from ukraine_budget.analysis.checks.wholesale import Slip, SlipGroup, Suspicion, wholesale
from ukraine_budget.analysis.snapshot import coverage
from ukraine_budget.figures.suspects import scale_suspects, steady
from ukraine_budget.model.amount import EXACT, ZERO, total
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Cell, Figure

ByCell = Mapping[Cell, Sequence[Figure]]


def slips(ledger: Ledger, families: Iterable[Family]) -> Iterator[Finding]:
    """A warning for each figure, version or file that is off by a factor.

    A figure is compared with the same cell in the versions beside it, only where no other version states the cell with
    the years beside it, and only without these with its parts. Neighbours must agree with each other. A figure whose
    neighbours are all on one side may as well have been revised: the years beside it must speak against it too.
    """
    order = coverage(ledger.versions.values())
    bounds = (float(ROUGHLY[0]), float(ROUGHLY[1]))
    rows = scale_suspects(ledger.figures, ledger.structure, order, FACTORS, bounds)
    by_cell = _by_cell(ledger, ledger.figures_of(rows.tolist()))
    suspicions = list(chain.from_iterable(map(_suspicions, by_cell.values())))
    agreeing = steady(ledger.figures, ledger.structure, order) if len(suspicions) > 1 else {}
    groups, rest = wholesale(suspicions, agreeing, list(ledger.versions))
    yield from (_of_group(ledger, group) for group in groups)
    against_versions = (_blamed(by_cell, suspicion) for suspicion in rest)
    against_years = (_beside_years(by_cell, row[0]) for row in by_cell.values() if len(row) == 1)
    yield from (_of_figure(ledger, slip) for slip in chain(against_versions, against_years) if slip)
    yield from filter(None, (_of_family(ledger, family) for family in families))


def _by_cell(ledger: Ledger, figures: Iterable[Figure]) -> ByCell:
    """The figures of each cell by version."""
    order = {version: n for n, version in enumerate(ledger.versions)}
    by_cell: defaultdict[Cell, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_cell[figure.cell].append(figure)
    for row in by_cell.values():
        row.sort(key=lambda figure: order[figure.version])
    return by_cell


def _suspicions(row: Sequence[Figure]) -> Iterator[Suspicion]:
    """The suspects among the versions of one cell; of two that differ the later first."""
    if len(row) == 2:
        later, earlier = _slip(row[1], row[0]), _slip(row[0], row[1])
        if later and earlier:
            yield later, earlier
    elif len(row) > 2:
        slips = [_slip(row[0], *row[1:3]), _slip(row[-1], *row[-3:-1])]
        for before, now, after in zip(row, row[1:], row[2:], strict=False):
            slips.append(_slip(now, before, after, is_between=True))
        yield from ((slip,) for slip in slips if slip)


def _slip(figure: Figure, *beside: Figure, is_between: bool = False) -> Slip | None:
    measures = [measure(figure.amount, other.amount) for other in beside]
    factor = measures[0].factor
    if not factor or any(other.factor != factor for other in measures) or not agree([f.amount for f in beside]):
        return None
    clear = (other.is_clear for other in measures)
    return Slip(figure, beside, factor, is_between, any(clear) if is_between else all(clear))


def _blamed(by_cell: ByCell, suspicion: Suspicion) -> Slip | None:
    """The suspect that is off: between its neighbours, else contradicted by adjacent years."""
    first = suspicion[0]
    if first.is_between or not first.is_clear:
        return first if first.is_clear else None
    verdicts = [_years_contradict(by_cell, slip) for slip in suspicion]
    for verdict in (True, None):
        if verdict in verdicts:
            return suspicion[verdicts.index(verdict)]
    return first if abs(first.factor) >= SURE else None


def _years_contradict(by_cell: ByCell, slip: Slip) -> bool | None:
    """Whether adjacent years of its version are all nearer to its neighbour; None without any."""
    other = slip.beside[0].amount.value
    beside = _years_beside(by_cell, slip.figure)
    return all(_is_nearer(year.amount.value, other, slip.figure.amount.value) for year in beside) if beside else None


def _is_nearer(value: Decimal, one: Decimal, other: Decimal) -> bool:
    """Whether a value is nearer to one of two of its sign than to the other, in proportion."""
    is_below = EXACT.multiply(value, value) < EXACT.multiply(one, other)
    return EXACT.multiply(value, one) > ZERO and is_below == (abs(one) < abs(other))


def _years_beside(by_cell: ByCell, figure: Figure) -> Sequence[Figure]:
    """The figures of the adjacent years in the same version."""
    line, basis, year = figure.cell
    rows = (by_cell.get(Cell(line, basis, other), ()) for other in (year - 1, year + 1))
    return [other for row in rows for other in row if other.version == figure.version]


def _beside_years(by_cell: ByCell, figure: Figure) -> Slip | None:
    """The slip of a figure stated by one version only, between two stated years."""
    beside = _years_beside(by_cell, figure)
    slip = _slip(figure, *beside, is_between=True) if len(beside) == 2 else None
    return slip if slip and slip.is_clear else None


def _of_figure(ledger: Ledger, slip: Slip) -> ScaleSlip:
    clear = tuple(other for other in slip.beside if measure(slip.figure.amount, other.amount).is_clear)
    return ScaleSlip(*at_figure(ledger, slip.figure), slip.figure, slip.factor, clear)


def _of_group(ledger: Ledger, group: SlipGroup) -> ScaleSlips:
    first = min(filter(attrgetter("is_clear"), group.slips), key=lambda slip: slip.figure.row)
    return ScaleSlips(
        *at_figure(ledger, first.figure),
        first=_of_figure(ledger, first),
        version=group.source.version,
        document=None if group.source.is_whole else group.source.document,
        slips=len(group.slips),
        of=group.size,
    )


def _of_family(ledger: Ledger, family: Family) -> ScaleSlipOfParent | None:
    """The slip of a line with all parts stated, where no neighbour can tell."""
    parent, parts = family
    together = total(parent.amount.pot, (part.amount for part in parts))
    factor = tied_factor(parent.amount, together)
    lines = tuple(part.cell.line for part in parts)
    is_whole = len(parts) > 1 and set(lines).issuperset(ledger.parts[parent.cell.line])
    if not factor or not is_whole or _has_neighbours(ledger, parent):
        return None
    return ScaleSlipOfParent(*at_figure(ledger, parent), parent, factor, lines, together.value)


def _has_neighbours(ledger: Ledger, figure: Figure) -> bool:
    """Whether another version states the cell of a figure, or its own version both years beside it."""
    line, basis, year = figure.cell
    beside = ledger.stated(lines=(line,), bases=(basis,), years=(year - 1, year, year + 1))
    years = {other.cell.year for other in beside if other.version == figure.version}
    return len(years) == 3 or any(other.cell.year == year and other.version != figure.version for other in beside)
