"""The budget of the European Union, section III: commitment and payment appropriations by budget line.

Rows that repeat money are left out: horizontal rows (lines across titles, XX, and annexes of offices), whose money the
titles hold, and parts of lines in reserve, whose money the title of reserves holds. Their sums are compared with the
lines that hold the money.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ukraine_budget.importing.extract import Extract, Wanted, singles
from ukraine_budget.importing.maps import LinePart, Map, SkipPart
from ukraine_budget.importing.maps.read import builtin, read_settled
from ukraine_budget.importing.settle import Total, compare_totals, settle_duplicates
from ukraine_budget.importing.source import Source

NAME = "eu-budget"
BASES: Mapping[str, Sequence[str]] = {"nondiff": ("commitment", "cash")}
"""Bases of appropriations that are not differentiated."""
HORIZONTAL, RESERVE = "horizontal", "reserve"
"""Reasons to leave out rows that repeat money, as the file calls them."""
RESEARCH, DIRECT = "01-05", "10"
"""The article for staff of indirect research; the title of the Joint Research Centre, whose research is direct."""
OFFICES = {
    "26-01-09-01": "a2",
    "24-01-06": "a3",
    "26-01-20": "a4",
    "26-01-21": "a5",
    "26-01-22-01": "a6",
    "26-01-23-01": "a7",
}
"""Budget lines of offices, and the annexes that detail them."""


def read(sources: Sequence[Source], wanted: Wanted) -> Extract:
    """Read editions of the budget, each as a version."""
    map = builtin(NAME)
    extract = _read(map, sources, wanted)
    return compare_totals(
        extract, [*_reserves(map, sources, wanted), *_horizontals(map, sources, wanted, extract.lines)]
    )


def _read(map: Map, sources: Sequence[Source], wanted: Wanted) -> Extract:
    return settle_duplicates(_on_their_bases(read_settled(map, sources, wanted, NAME)), map.same)


def _on_their_bases(extract: Extract) -> Extract:
    """Copy with non-differentiated appropriations on both bases."""
    return extract._replace(
        figures=[
            figure._replace(basis=basis)
            for figure in extract.figures
            for basis in BASES.get(figure.basis, [figure.basis])
        ],
        losses=[
            lost._replace(scope=lost.scope._replace(basis=basis))
            for lost in extract.losses
            for basis in BASES.get(lost.scope.basis, [lost.scope.basis])
        ],
    )


def _reserves(map: Map, sources: Sequence[Source], wanted: Wanted) -> Iterator[Total]:
    """Sums of the parts in reserve, by the line of title 40 that holds them."""
    skips = SkipPart(column="part", values=("line",), reason="other"), *_skips(map, RESERVE)
    repeated = _read(_adding(map, "{reserve_alias}", skips), sources, wanted)
    return (Total(figure.line, figure, [figure.cell]) for figure in singles(repeated.figures))


def _horizontals(map: Map, sources: Sequence[Source], wanted: Wanted, taken: Iterable[str]) -> Iterator[Total]:
    """Sums of horizontal rows, by item across titles or by office, over the lines `taken`."""
    skips = SkipPart(column="data_type", values=("", RESERVE), reason="other"), *_skips(map, HORIZONTAL)
    repeated = _read(_adding(map, "{alias}", skips), sources, wanted)
    shown = [figure._replace(line=_shown(figure.line)) for figure in repeated.figures]
    lines: defaultdict[str, list[str]] = defaultdict(list)
    for line in taken:
        lines[OFFICES.get(line) or _shown(line)].append(line)
    for figure in singles(settle_duplicates(repeated._replace(figures=shown), "add").figures):
        cells = [(figure.version, line, figure.year, figure.basis) for line in lines[figure.line]]
        yield Total(figure.line, figure, cells)


def _skips(map: Map, taken: str) -> list[SkipPart]:
    """Skip rules of the map, except the one with this reason."""
    return [rule for rule in map.skip if rule.reason != taken]


def _adding(map: Map, line: str, skips: Sequence[SkipPart]) -> Map:
    """Copy of the map with other skip rules, which adds the rows of a line."""
    return map.model_copy(update={"same": "add", "line": LinePart(id=line), "skip": tuple(skips)})


def _shown(line: str) -> str:
    """The horizontal line for a budget line: its item, or the only item of its article.

    For an annex of an office, its first part.
    """
    title, *numbers = line.split("-")
    if title in OFFICES.values() or (title == DIRECT and line.startswith(RESEARCH, 3)):
        return title
    return "-".join(("xx", *[*numbers, "01"][:3]))
