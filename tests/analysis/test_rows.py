"""The rows of views, against a walk through the figures one by one."""

from collections.abc import Iterator, Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from build import make
from naive import comparison
from ukraine_budget.analysis.result_row import stated_columns
from ukraine_budget.analysis.rows import FigureRow, line_rows
from ukraine_budget.analysis.snapshot import LedgerSnapshot, snapshot_after
from ukraine_budget.analysis.versions import known_at
from ukraine_budget.model.records import DECISION, RESERVED, Cell, Figure, Key, Line, Version

LINES = (Line("all", "f"), Line("part", "f", parent="all"), Line("old", "f", successor="new"), Line("new", "f"))
WORDS = ("", "", "", " 1", " - circa", " 1 at-least", " 0.1 at-most", " - reserved", " 1 assumed", " - decision")
VERSIONS = (
    Version("a", 10, coverage="partial"),
    Version("b", 20, coverage="full", follows="a"),
    Version("c", 30, coverage="partial"),
)
"""A paper, a full one that follows it, and one of another series."""


def apart(snapshot: LedgerSnapshot, *, decided: bool) -> dict[Key, Figure]:
    """Of the cells for which anything stands the last decision, or of those that have one the last commitment."""
    ledger, order = snapshot.ledger, list(snapshot.cells.order)
    words = ledger.figures.qualifier.take(ledger.figures.rows)
    figures = ledger.figures_of([n for n, own in enumerate(words) if (DECISION in own.split()) == decided])
    in_time = sorted(figures, key=lambda figure: order.index(figure.version))
    return {figure.cell: figure for figure in in_time if figure.cell in snapshot}


def rows(snapshot: LedgerSnapshot, basis: str) -> Iterator[FigureRow]:
    """The row of each decision, then the row of each cell for what binds."""
    cells = [Cell(line, basis, year) for line in ("all", "part", "new") for year in (2025, 2026)]
    decisions, commitments = apart(snapshot, decided=True), apart(snapshot, decided=False)
    for cell in cells:
        if cell in decisions:
            yield row(snapshot, cell, decisions)
    binding = {cell: figure for cell, figure in snapshot.stated.items() if cell not in decisions}
    binding |= {cell: figure for cell, figure in commitments.items() if cell in decisions}
    for cell in cells:
        yield row(snapshot, cell, binding)


def row(snapshot: LedgerSnapshot, cell: Cell, figures: Mapping[Key, Figure]) -> FigureRow:
    """The row of a cell, made of its figure and that of the year before."""
    earlier = cell._replace(year=cell.year - 1)
    now, before = figures.get(cell), figures.get(earlier)
    is_overtaken = now is not None and cell in snapshot.overtaken
    was_overtaken = before is not None and earlier in snapshot.overtaken
    is_of_series = not (now and before) or now.version == before.version or "c" not in (now.version, before.version)
    is_reserved = any(figure and RESERVED in figure.qualifier for figure in (now, before))
    comparable = is_of_series and not (is_reserved or is_overtaken or was_overtaken)
    columns: dict[str, Any] = stated_columns(snapshot.ledger, (cell.line, cell.basis, cell.year), now)
    return FigureRow(
        **columns,
        **comparison(now and now.amount, before and before.amount, comparable=comparable),
        carried=now is not None and (cell in snapshot.carried or now.version != snapshot.cells.version(cell)),
        overtaken=is_overtaken,
        previous=before and before.amount.value,
        previous_overtaken=was_overtaken,
        previous_qualifier=before.qualifier if before else (),
        previous_version=before.version if before else "",
        comparable=is_of_series,
    )


@given(
    st.sampled_from(["commitment", "cash"]),
    st.lists(
        st.tuples(
            st.sampled_from("abc"),
            st.sampled_from([line.line for line in LINES]),
            st.sampled_from([2024, 2025, 2026]),
            st.integers(-20, 20),
            st.sampled_from(WORDS),
        ),
        unique_by=lambda row: row[:3],
    ),
)
def test_the_rows_of_lines_column_by_column(basis: str, stated: list[tuple[str, str, int, int, str]]) -> None:
    text = "\n".join(
        f"{version} {line} {year} {basis} {amount}{words}" for version, line, year, amount, words in stated
    )
    ledger = make(text, lines=LINES, versions=VERSIONS)
    snapshot = snapshot_after(ledger, known_at(ledger).versions)
    expected = list(rows(snapshot, basis))
    assert list(line_rows(snapshot, ["all", "part", "new"], basis, [2025, 2026])) == expected
    made = line_rows(snapshot, ["all", "part", "new"], basis, [2025, 2026], stated=True)
    assert list(made) == [row for row in expected if row.amount is not None or row.previous is not None]
