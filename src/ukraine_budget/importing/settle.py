"""Steps from extract to extract: duplicate figures, parts and wholes, unused rows."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from ukraine_budget.importing.extract import Cell, Extract, ImportedFigures, RejectedFigure, singles
from ukraine_budget.language import Text, said, word
from ukraine_budget.model.amount import Amount, Pot, exact_sum, exceeds, stated
from ukraine_budget.model.records import Line
from ukraine_budget.model.text import plain
from ukraine_budget.report.importresult import Compared

Policy = Literal["refuse", "repeat", "add"]
"""Policy for several figures of one cell: refuse all, keep one of equal ones (repeat), or add them."""
Groups = Mapping[Cell, Sequence[ImportedFigures]]


def settle_duplicates(extract: Extract, policy: Policy) -> Extract:
    """Copy with one figure for each version, line, year and basis.

    By the policy, several figures are added, with a note; or the first is kept if all are equal; or all are rejected,
    as none is certain. Figures to be added to one that could not be read are rejected.
    """
    apart = _apart(extract, policy)
    if policy == "add":
        return _added(apart.rejecting(list(_incomplete(apart))))
    if apart is extract:
        return extract  # nearly always: each year of a line is in one row
    groups = _groups(apart.figures)
    return apart.rejecting([reject for group in groups.values() for reject in _rejected(group, policy)])


def _apart(extract: Extract, policy: Policy) -> Extract:
    """Copy with figures split by year for lines of which several rows state a year, or a row could not be read.

    The extract itself if there are none. Rows of the same years that will be added stay whole.
    """
    lines: defaultdict[tuple[str, str, str], list[ImportedFigures]] = defaultdict(list)
    for one in extract.figures:
        lines[one.version, one.line, one.basis].append(one)
    unread = {(version, line, basis) for version, line, _, basis in extract.incomplete}
    shared = {line for line, members in lines.items() if line in unread or _share_a_year(members, policy)}
    if not shared:
        return extract
    figures: list[ImportedFigures] = []
    for one in extract.figures:
        figures += one.single() if (one.version, one.line, one.basis) in shared else (one,)
    return extract._replace(figures=figures)


def _share_a_year(members: Sequence[ImportedFigures], policy: Policy) -> bool:
    if len(members) == 1:
        return False
    spans: Collection[tuple[tuple[int, ...], tuple[str, ...]]] = [(one.years, one.columns) for one in members]
    spans = set(spans) if policy == "add" else spans
    years = [year for span, _ in spans for year in span] if len(spans) > 1 else ()
    return len(years) > len(set(years))


def _incomplete(extract: Extract) -> Iterator[RejectedFigure]:
    """Reject figures that would be added to one that could not be read."""
    for figure in extract.figures if extract.incomplete else ():
        if why := extract.incomplete.get(figure.cell):
            yield RejectedFigure(figure, "incomplete-sum", why)


def _added(extract: Extract) -> Extract:
    groups = _groups(extract.figures).values()
    if not groups:
        return extract
    sums = {id(group[0]): _sum(group) for group in groups}
    added = {id(one) for group in groups for one in group[1:]}
    figures = [sums.get(id(one), one) for one in extract.figures if id(one) not in added]
    n = Decimal(sum(len(one.years) for group in groups for one in group))
    return extract._replace(figures=figures).noting(
        said("{n} figures share a line, year and basis with another, and were added to it.", n=n)
    )


def _groups(figures: Sequence[ImportedFigures]) -> Groups:
    """Figures of each cell that has several."""
    groups: defaultdict[Cell, list[ImportedFigures]] = defaultdict(list)
    for one in figures:
        groups[one.cell].append(one)
    return {cell: group for cell, group in groups.items() if len(group) > 1}


def _rejected(group: Sequence[ImportedFigures], policy: Policy) -> Iterator[RejectedFigure]:
    """Reject the figures of one cell, except one if all are equal."""
    if policy == "repeat" and len({figure.amount for figure in group}) == 1:
        for twin in group[1:]:
            yield RejectedFigure(twin, "repeated-figure", _twice(twin, group[0]))
    else:
        for figure in group:
            yield RejectedFigure(figure, "conflicting-figures", _twice(figure, _other(figure, group)))


def _sum(group: Sequence[ImportedFigures]) -> ImportedFigures:
    """Add figures of the same years, with their roundings and rows."""
    amounts = [plain(exact_sum(map(Decimal, year))) for year in zip(*(figure.amounts for figure in group), strict=True)]
    rounding = plain(exact_sum(Decimal(figure.rounding or 0) for figure in group))
    rows = sorted({row for figure in group for row in figure.rows})
    columns = ["; ".join(dict.fromkeys(year)) for year in zip(*(figure.columns for figure in group), strict=True)]
    return group[0]._replace(
        amounts=tuple(amounts),
        rounding="" if rounding == "0" else rounding,
        rows=tuple(rows),
        columns=tuple(columns),
    )


def _other(figure: ImportedFigures, group: Sequence[ImportedFigures]) -> ImportedFigures:
    """Another figure of the cell, preferably one that differs."""
    others = [other for other in group if other is not figure]
    return next((other for other in others if other.amount != figure.amount), others[0])


def _twice(figure: ImportedFigures, other: ImportedFigures) -> Text:
    return said(
        "{line} {basis} {year} at {version} is {amount} here, and {other} in {locator}",
        line=figure.line,
        basis=word(figure.basis, "basis"),
        year=figure.year,
        version=figure.version,
        amount=Decimal(figure.amount),
        other=Decimal(other.amount),
        locator=other.locator,
    )


Families = Mapping[Cell, Sequence[ImportedFigures]]
"""Figures of parts by the cell of their parent."""


def leave_out_larger_parts(extract: Extract) -> Extract:
    """Copy without figures of parts that exceed their whole by more than rounding: one of the two is wrong.

    If a part or the whole is negative, another part may exceed it.
    """
    extract = extract.by_year()
    known = {figure.cell: figure for figure in extract.figures}
    wrong: dict[Cell, ImportedFigures] = {}
    for cell, parts in _families(extract).items():
        whole = known.get(cell)
        if whole and all(Decimal(figure.amount) >= 0 for figure in (whole, *parts)):
            wrong |= {part.cell: whole for part in parts if exceeds(_amount(part), _amount(whole))}
    return extract.rejecting(
        [
            RejectedFigure(known[cell], "larger-than-whole", _larger_than(whole, known[cell]))
            for cell, whole in wrong.items()
        ]
    )


def _amount(figure: ImportedFigures) -> Amount:
    return stated(Pot("", figure.basis), Decimal(figure.amount), Decimal(figure.rounding or 0))


def _larger_than(whole: ImportedFigures, part: ImportedFigures) -> Text:
    return said(
        "{amount} is more than the {whole} of {line} in {locator}, of which it is a part",
        amount=part.amount,
        whole=whole.amount,
        line=whole.line,
        locator=whole.locator,
    )


class Total(NamedTuple):
    """A printed total, its name and the cells it adds up."""

    called: str
    figure: ImportedFigures
    parts: Collection[Cell]


def compare_totals(extract: Extract, totals: Iterable[Total] = ()) -> Extract:
    """Copy with `totals`, and lines whose parts are stated, compared with the sums of the figures taken."""
    families, totals = _families(extract), list(totals)
    if not (families or totals):
        return extract
    known = {figure.cell: figure for figure in singles(extract.figures)}
    own = (
        Total(whole.line, whole, [part.cell for part in parts])
        for cell, parts in families.items()
        if (whole := known.get(cell))
    )
    compared = []
    for total in (*own, *totals):
        parts = [known[cell] for cell in total.parts if cell in known]
        if parts:
            compared.append(_compared(extract, total, parts))
    return extract._replace(totals=(*extract.totals, *compared))


def _compared(extract: Extract, total: Total, parts: Sequence[ImportedFigures]) -> Compared:
    figure, file = total.figure, extract.documents[total.figure.document].title
    taken = exact_sum(Decimal(part.amount) for part in parts)
    roundings = [Decimal(one.rounding or 0) for one in (figure, *parts)]
    coarse = exact_sum(rounding for rounding in roundings if rounding > min(roundings))
    key = (file, figure.rows[0], total.called, figure.basis, figure.year)
    return Compared(*key, Decimal(figure.amount), taken, coarse)


def mark_funds_without_a_total(extract: Extract) -> Extract:
    """Copy in which a fund has no total if it has a line of which only parts are stated.

    The parts need not be complete.
    """
    known = {figure.cell for figure in singles(extract.figures)}
    lacking: defaultdict[str, set[str]] = defaultdict(set)
    for cell in _families(extract):
        if cell not in known:
            lacking[extract.lines[cell[1]].fund].add(cell[1])
    marked = {
        fund: extract.funds[fund]._replace(
            total=False,
            note=f"Of {', '.join(sorted(lines))} some figures are only stated in parts, which need not be all.",
        )
        for fund, lines in lacking.items()
    }
    return extract._replace(funds={**extract.funds, **marked})


def _families(extract: Extract) -> Families:
    families: defaultdict[Cell, list[ImportedFigures]] = defaultdict(list)
    parents = {id: line.parent for id, line in extract.lines.items() if line.parent}
    for figure in singles(figure for figure in extract.figures if figure.line in parents):
        families[figure.version, parents[figure.line], figure.year, figure.basis].append(figure)
    return families


def prune(extract: Extract) -> Extract:
    """Copy without lines, funds and versions that have no figure.

    Parents and successors of other lines stay.
    """
    lines = _with_relatives({figure.line for figure in extract.figures}, extract.lines)
    funds = {extract.lines[id].fund for id in lines}
    versions = {figure.version for figure in extract.figures}
    return extract._replace(
        lines={id: line for id, line in extract.lines.items() if id in lines},
        funds={id: fund for id, fund in extract.funds.items() if id in funds},
        versions={id: version for id, version in extract.versions.items() if id in versions},
    )


def _with_relatives(stated: Iterable[str], lines: Mapping[str, Line]) -> set[str]:
    known = set(stated)
    ahead = list(known)
    while ahead:
        line = lines[ahead.pop()]
        above = {line.parent, line.successor} - known - {""}
        ahead += above
        known |= above
    return known
