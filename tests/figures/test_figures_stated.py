"""The simple questions, against the rows that figures are made of."""

from dataclasses import replace
from decimal import Decimal

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from naive import Case, Row, cases
from ukraine_budget.figures.stated import Figures, FileRow


def rows_of(figures: Figures) -> list[FileRow]:
    return list(figures.stated(np.arange(len(figures))))


def stated(row: Row, power: int = 0) -> FileRow:
    step = Decimal(row.rounding).scaleb(power) if row.rounding else None
    first = (row.version, row.line, row.year, row.basis, Decimal(row.amount).scaleb(power))
    return FileRow(*first, step, row.qualifier, row.document, "", "")


@given(cases(), st.sampled_from([-3, 0, 6]))
def test_every_row_is_stated_as_in_the_file(case: Case, power: int) -> None:
    figures = case.figures.in_unit(power)
    expected = [stated(row, power) for row in case.rows]
    assert rows_of(figures) == expected
    assert list(map(str, figures.values(np.arange(len(figures))))) == [str(row.amount) for row in expected]


@given(cases(), st.booleans(), st.booleans(), st.booleans(), st.booleans())
def test_rows_are_selected_in_the_order_of_the_file(
    case: Case, by_line: bool, by_year: bool, by_version: bool, by_basis: bool
) -> None:
    wanted = {
        "lines": ("all", "old") if by_line else None,
        "years": (2024, 2027) if by_year else None,
        "versions": ("a", "z") if by_version else None,
        "bases": ("cash",) if by_basis else None,
    }
    names = dict(zip(wanted, ("line", "year", "version", "basis"), strict=True))
    expected = [
        number
        for number, row in enumerate(case.rows)
        if all(values is None or getattr(row, names[name]) in values for name, values in wanted.items())
    ]
    assert case.figures.select(**wanted).tolist() == expected  # type: ignore[arg-type]  # each fits its own


@given(cases())
def test_what_is_stated_together(case: Case) -> None:
    figures = case.figures
    assert figures.years == tuple(sorted({row.year for row in case.rows}))
    assert figures.together("version", "line") == {(row.version, row.line) for row in case.rows}


@given(cases())
def test_some_figures_know_what_is_stated_elsewhere(case: Case) -> None:
    figures = case.figures
    part = replace(case._replace(rows=case.rows[::2]).figures, whole=figures).in_unit(3)
    assert rows_of(part) == [stated(row, 3) for row in case.rows[::2]]
    assert (part.years, part.together("line")) == (figures.years, figures.together("line"))
    assert part.restrict([2026], ["a"]) is part


def test_some_years_may_be_read_without_the_others() -> None:
    figures = {
        year: Figures.of(version="a", line="x", year=[year], basis=["cash"], amount=amount)
        for year, amount in ((2025, "1"), (2026, "2"))
    }
    stored = replace(figures[2025], part=lambda years, _: figures[max(years)])
    assert [row.amount for row in rows_of(stored.in_unit(3).restrict([2026], ["a"]))] == [2000]


def test_no_figures() -> None:
    none = Figures.none()
    assert (len(none), list(none.years), none.texts("amount", none.rows)) == (0, [], [])
