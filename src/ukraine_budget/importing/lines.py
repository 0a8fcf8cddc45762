"""Lines and funds: what they are called over the years, and the lines that they are parts of."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple, TypeVar

from ukraine_budget.importing.extract import Cell, Extract, ImportedFigure, RejectedFigure
from ukraine_budget.language import Text, said
from ukraine_budget.model.amount import Amount, Pot, exact_sum, exceeds, stated
from ukraine_budget.model.records import Fund, Line
from ukraine_budget.report.importresult import Compared

LOST_LETTER = re.compile("\\w[?\N{REPLACEMENT CHARACTER}]\\w")
"""What stands for a letter that was lost on the way, as in "Financi?n"."""

ByYear = Mapping[int, str]
Named = TypeVar("Named", Fund, Line)


def settle_names(extract: Extract) -> Extract:
    """The same with every fund and line called as the file does in its latest year, and a note on lost letters."""
    settled = extract._replace(
        funds={id: _named(fund, extract.fund_names.get(id, {})) for id, fund in extract.funds.items()},
        lines={id: _named(line, extract.line_names.get(id, {})) for id, line in extract.lines.items()},
    )
    all_names = (*extract.fund_names.values(), *extract.line_names.values())
    lost = sorted(filter(LOST_LETTER.search, {name for names in all_names for name in names.values()}))
    if not lost:
        return settled
    return settled.noting(
        said("A letter is lost in names of the file, which are not mended: {names}.", names=", ".join(lost))
    )


def _named(row: Named, names: ByYear) -> Named:
    """A row with its latest whole name in each place that had one, the others in its note."""
    if not names:
        return row
    different = set(names.values())
    whole = {name for name in different if not LOST_LETTER.search(name)} or different
    latest = names[max(year for year, name in names.items() if name in whole)]
    others = [f"{name} ({years})" for name, years in _runs(names) if name != latest] if len(different) > 1 else []
    said = f"Called otherwise: {'; '.join(others)}." if others else ""
    return row._replace(
        name=latest if row.name in different else row.name,
        name_nl=latest if row.name_nl in different else row.name_nl,
        note=" ".join(filter(None, (row.note, said))),
    )


def _runs(names: ByYear) -> Iterator[tuple[str, str]]:
    """Each name with the years in which it stands."""
    for name, run in groupby(sorted(names.items()), itemgetter(1)):
        years = [year for year, _ in run]
        yield name, str(years[0]) if len(years) == 1 else f"{years[0]} to {years[-1]}"


Families = Mapping[Cell, Sequence[ImportedFigure]]
"""The figures of parts by the cell of the line that they are parts of."""


def leave_out_larger_parts(extract: Extract) -> Extract:
    """The same without figures of parts that are larger than the whole, beyond their rounding. One of the two is wrong.

    Where any part or the whole is below zero, another part may be larger.
    """
    known = {figure[:4]: figure for figure in extract.figures}
    wrong: dict[Cell, ImportedFigure] = {}
    for cell, parts in _families(extract).items():
        whole = known.get(cell)
        if whole and all(Decimal(figure.amount) >= 0 for figure in (whole, *parts)):
            wrong |= {part[:4]: whole for part in parts if exceeds(_amount(part), _amount(whole))}
    return extract.rejecting(
        [
            RejectedFigure(known[cell], "larger-than-whole", _larger_than(whole, known[cell]))
            for cell, whole in wrong.items()
        ]
    )


def _amount(figure: ImportedFigure) -> Amount:
    return stated(Pot("", figure.basis), Decimal(figure.amount), Decimal(figure.rounding or 0))


def _larger_than(whole: ImportedFigure, part: ImportedFigure) -> Text:
    return said(
        "{amount} is more than the {whole} of {line} in {locator}, of which it is a part",
        amount=part.amount,
        whole=whole.amount,
        line=whole.line,
        locator=whole.locator,
    )


class Total(NamedTuple):
    """What a file prints as the total of some cells, and what it calls it."""

    called: str
    figure: ImportedFigure
    parts: Collection[Cell]


def compare_totals(extract: Extract, totals: Iterable[Total] = ()) -> Extract:
    """The same with `totals`, and those of lines of which parts are stated, beside sums of what was taken."""
    known = {figure[:4]: figure for figure in extract.figures}
    own = (
        Total(whole.line, whole, [part[:4] for part in parts])
        for cell, parts in _families(extract).items()
        if (whole := known.get(cell))
    )
    compared = []
    for total in (*own, *totals):
        parts = [Decimal(known[cell].amount) for cell in total.parts if cell in known]
        if parts:
            compared.append(_compared(extract, total, exact_sum(parts)))
    return extract._replace(totals=(*extract.totals, *compared))


def _compared(extract: Extract, total: Total, taken: Decimal) -> Compared:
    figure = total.figure
    file = extract.documents[figure.document].title
    return Compared(file, figure.row, total.called, figure.basis, figure.year, Decimal(figure.amount), taken)


def mark_funds_without_a_total(extract: Extract) -> Extract:
    """The same, saying of funds that they have no total where parts are stated of a line that is not.

    These parts need not be all of it.
    """
    known = {figure[:4] for figure in extract.figures}
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
    families: defaultdict[Cell, list[ImportedFigure]] = defaultdict(list)
    for figure in extract.figures:
        if parent := extract.lines[figure.line].parent:
            families[figure.version, parent, figure.year, figure.basis].append(figure)
    return families
