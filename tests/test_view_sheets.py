"""The sheets of single views: their formulas give what the program says, of few lines and of very many."""

import io
from collections.abc import Callable
from decimal import Decimal
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import ukraine_budget
from build import make
from office import assert_same_anew, needs_office
from test_export import parts
from ukraine_budget import LedgerAt, UsageError, View, open_ledger
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Fund, Line, Version
from ukraine_budget.report.sheets.changes import LINES as CHANGES
from ukraine_budget.report.sheets.show import show_sheet
from ukraine_budget.report.sheets.years import LINES
from ukraine_budget.write import encoded, xlsx
from ukraine_budget.write.xlsx import HEADER

openpyxl = import_module("openpyxl")
TREE = [Line("all", "f"), Line("a", "f", parent="all"), Line("b", "f", parent="all"), Line("other", "f")]


def many(count: int, *, total: bool = True) -> Ledger:
    """A fund of many lines, of which two versions state two years; one figure is open, another rounded."""
    rows = [
        f"{version} l{n} {year} cash {n * by}"
        for n in range(1, count + 1)
        for version, year, by in (("v", 2025, 2), ("v", 2026, 3), ("w", 2026, 4))
    ]
    return make("\n".join([*rows, "v few 2025 cash 1 1", "w few 2026 cash 1"]), funds=[Fund("f", "F", total=total)])


def overtaken() -> Ledger:
    """A line that newer parts contradict, in both years and in one."""
    amounts = "old all 2025 cash 100\nold all 2026 cash 100\nold other 2025 cash 1 1\nold other 2026 cash 2"
    return make(f"{amounts}\nnew a 2025 cash 60\nnew b 2025 cash 60\nnew a 2026 cash 80\nnew b 2026 cash 5", lines=TREE)


def sheet(view: View[Any]) -> Any:
    """The sheet of a view, with the formulas of its cells."""
    return openpyxl.load_workbook(io.BytesIO(data(view))).active


def data(view: View[Any]) -> bytes:
    return encoded(view.laid_out("xlsx", full=False), "xlsx")


def cells(view: View[Any], columns: int) -> list[list[object]]:
    """The first cells of each row below the header."""
    return [[cell.value for cell in row[:columns]] for row in sheet(view).iter_rows(min_row=HEADER + 2)]


VIEWS: dict[str, Callable[[], View[Any]]] = {
    "show": lambda: ukraine_budget.show(open_ledger(), 2026, funds=["all"]),
    "show of parts": lambda: ukraine_budget.show(parts(), 2026),
    "show of overtaken lines": lambda: ukraine_budget.show(overtaken(), 2026),
    "outlook of overtaken lines": lambda: ukraine_budget.outlook(overtaken()),
    "outlook of many lines": lambda: ukraine_budget.outlook(many(LINES + 50)),
    "outlook without a total": lambda: ukraine_budget.outlook(many(LINES + 50, total=False)),
    "diff": lambda: ukraine_budget.diff(*ukraine_budget.ledgers_at("spring-2025", "letter-2025-11-27")),
}


@needs_office
@pytest.mark.parametrize("which", VIEWS)
def test_libreoffice_computes_the_same(which: str, tmp_path: Path) -> None:
    assert assert_same_anew(data(VIEWS[which]()), tmp_path) > 20


def named(rows: list[list[object]], name: str) -> list[list[object]]:
    return [row for row in rows if str(row[0]).startswith(name)]


def test_lines_that_are_not_on_the_sheet_are_one_row_where_they_may_be_added() -> None:
    total, apart = (cells(ukraine_budget.outlook(many(LINES + 50, total=added)), 6) for added in (True, False))
    assert named(total, "Other lines") == [["Other lines together: 52", 2653, 0.5, None, 5305, None]]
    assert [row[0] for row in named(apart, "Other lines")] == ["Other lines, all smaller: 51"]
    assert len(named(apart, "l")) == LINES


def test_a_total_that_no_formula_can_hold_is_a_number_with_all_that_follows_from_it() -> None:
    """Else a number that is typed would change one and not the other."""
    lines = [Line(f"l{n}", "f", parent=f"l{n - n % 2}" if n % 2 else "") for n in range(1, LINES)]
    rows = "\n".join(f"v l{n} {year} cash {n}" for n in range(1, LINES) for year in (2025, 2026))
    found = cells(ukraine_budget.outlook(make(rows, lines=[Line("l0", "f"), *lines])), 4)
    at = [row[0] for row in found].index("Total")
    assert found[at][1:] == [9901, None, 9901]
    assert found[at + 1] == ["change from the year before", None, None, 0]


def test_a_total_that_counts_parts_of_a_contradicted_line_is_a_number_with_its_change() -> None:
    before = "old all 2025 cash 100\nold other 2025 cash 1\nold other 2026 cash 2\nnew a 2025 cash 120"
    rows = cells(ukraine_budget.show(make(f"{before}\nnew a 2026 cash 80", lines=TREE), 2026), 8)
    assert [[cell for cell in row[1:] if cell is not None] for row in named(rows, "Stated lines")] == [[82, 121, -39]]


def test_the_others_of_a_year_without_a_total_are_blank() -> None:
    ledger = many(LINES + 50)
    rows = "".join(f"v l{n} {year} cash {n}\n" for n in range(1, LINES + 50) for year in (2024, 2026))
    found = cells(ukraine_budget.outlook(make(rows, lines=ledger.lines.values())), 6)
    assert named(found, "Other lines") == [["Other lines together: 50", 1275, None, None, None, 1275]]


def test_of_very_many_changes_the_largest() -> None:
    view = ukraine_budget.diff(*(LedgerAt(many(CHANGES + 50), version) for version in ("v", "w")))
    found = cells(view, 1)
    assert len(named(found, "l")) == CHANGES
    assert [row for (row,) in named(found, "Other")] == ["Other changes, all smaller: 52"]


SERIES = [Version("a", 1), Version("b", 2, follows="a"), Version("other", 3, "2025-01-01")]


def test_figures_of_two_series_are_not_compared_on_any_sheet() -> None:
    ledger = make("a x 2025 cash 100\nother x 2026 cash 90", versions=SERIES)
    row = named(cells(ukraine_budget.show(ledger, 2026), 12), "x")[-1]
    assert row[7:12] == [None, None, "different series", None, None]
    assert ["change from the year before", "different series"] in [
        [row[0], row[-1]] for row in cells(ukraine_budget.outlook(ledger), 5)
    ]
    ledger = make("a x 2025 cash 100\na y 2025 cash 1\nother x 2026 cash 90\nother y 2026 cash 1", versions=SERIES)
    found = cells(ukraine_budget.outlook(ledger), 5)
    at = [row[0] for row in found].index("Total")
    assert [found[at][3], found[at + 1][3:]] == ["=SUM(D7,D9)", [None, "different series"]]
    ledger = make("a x 2025 cash 100\nother x 2025 cash 90", versions=SERIES)
    assert not named(cells(ukraine_budget.history(ledger, "x"), 4), "change")


def test_no_bounds_are_computed_of_a_figure_without_bounds() -> None:
    ledger = make("a x 2025 cash 100\nb x 2025 cash 90 1 at-least\na x 2026 cash 90 1 at-least")
    revised = named(cells(ukraine_budget.history(ledger, "x"), 4), "change")[0]
    assert revised[1:] == ['=IF(AND(ISNUMBER(B6),ISNUMBER(B5)),B6-B5,"")', None, None]
    assert named(cells(ukraine_budget.show(ledger, 2026), 12), "x")[-1][8:12] == [None] * 4
    found = named(cells(ukraine_budget.outlook(ledger), 5), "change")
    assert found == [["change from the year before", None, None, '=IF(AND(ISNUMBER(D7),ISNUMBER(B7)),D7-B7,"")', None]]


OTHER_LINES = make("a x 2025 cash 100\na y 2025 cash 1\na x 2026 cash 90\na z 2026 cash 80")


def test_a_total_has_no_change_from_one_over_other_lines() -> None:
    found = cells(ukraine_budget.outlook(OTHER_LINES), 4)
    assert named(found, "Stated") == [["Stated lines together", "=SUM(B7,B10:B11)", None, "=SUM(D7,D10:D11)"]]
    (total,) = named(cells(ukraine_budget.show(OTHER_LINES, 2026), 8), "Stated")
    assert total == ["Stated lines together", "=SUM(B10:B12)", *[None] * 6]


def test_a_total_that_is_no_sum_of_the_sheet_is_a_number() -> None:
    view = ukraine_budget.show(OTHER_LINES, 2026)
    rows = tuple(row._replace(amount=Decimal(1000)) if row.row_type == "total" else row for row in view.result.rows)
    blocks = show_sheet(view.result._replace(rows=rows)).blocks
    assert [row.cells[1] for block in blocks for row in block.rows if row.style == "total"] == [1000]
    totals = [n for block in blocks for n, row in enumerate(block.rows) if row.style == "total"]
    assert not [one for block in blocks for one in block.formulas if one.at.row in totals]


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "ROWS", 5)
    with pytest.raises(UsageError, match="this is more than the sheet of a workbook can hold, 5 rows"):
        data(ukraine_budget.show(OTHER_LINES, 2026))
