"""Totals that a file prints: left out, and compared with what was taken of their parts."""

from pathlib import Path

import pytest

from importing import MAP, amounts, left, take
from ukraine_budget import LossError
from ukraine_budget.report.importresult import Compared, ImportResult

TABLE = "line,chapter,year,amount\na,X,2025,1\nb,X,2025,2\nTotal,X,2025,{}\nc,Y,2025,4\nTotal,Y,2025,4\nAll,,2025,7\n"
TOTALS = """
[[totals]]
column = "line"
values = ["Total"]
over = ["chapter"]
[[totals]]
column = "line"
pattern = "A.*l"
"""


def compared(result: ImportResult) -> list[tuple[str, int, str, str]]:
    return [(total.total, total.line, str(total.printed), str(total.taken)) for total in result.totals]


def test_over_a_column_and_over_the_whole_file(tmp_path: Path) -> None:
    result = take(tmp_path, TABLE.format(5), MAP + TOTALS, strict=True)
    assert amounts(tmp_path / "into") == ["v a 2025 cash 1", "v b 2025 cash 2", "v c 2025 cash 4"]
    assert left(result) == [(4, "", "subtotal"), (6, "", "subtotal"), (7, "", "subtotal")]
    assert compared(result) == [("Total, X", 4, "5", "3"), ("Total, Y", 6, "4", "4"), ("All", 7, "7", "7")]
    assert [total.difference for total in result.totals if total.difference] == [-2]


def test_totals_of_one_place_are_added(tmp_path: Path) -> None:
    table = "line,chapter,year,amount\na,X,2025,1\nTotal,X,2025,1\nb,X,2025,2\nTotal,X,2025,2\n"
    assert compared(take(tmp_path, table, MAP + TOTALS)) == [("Total, X", 3, "3", "3")]


def test_a_total_of_nothing_that_was_taken(tmp_path: Path) -> None:
    table = "line,chapter,year,amount\na,X,2025,1\nTotal,Y,2025,2\n"
    assert compared(take(tmp_path, table, MAP + TOTALS)) == [("Total, Y", 3, "2", "0")]


def test_figures_that_are_added_are_parts_once(tmp_path: Path) -> None:
    table = "line,chapter,year,amount\na,X,2025,1\na,X,2025,2\nTotal,X,2025,3\n"
    assert compared(take(tmp_path, table, 'same = "add"\n' + MAP + TOTALS)) == [("Total, X", 4, "3", "3")]


def test_what_cannot_be_read_is_not_compared(tmp_path: Path) -> None:
    table = "line,chapter,year,amount\na,X,2025,1\nTotal,X,2025,\nTotal,X,25,1\nTotal,X,2025,one\n"
    assert compared(take(tmp_path, table, MAP + TOTALS)) == []


def test_only_what_is_asked_for_is_compared(tmp_path: Path) -> None:
    table = "line,chapter,year,amount\na,X,2025,1\nTotal,X,2025,1\na,X,2026,2\nTotal,X,2026,2\n"
    assert compared(take(tmp_path, table, MAP + TOTALS, years=[2026])) == [("Total, X", 5, "2", "2")]
    map = MAP.replace('id = "{line}"', 'id = "{line}"\nchapter = "{chapter}"') + TOTALS
    assert compared(take(tmp_path, table, map, chapters=["X"], version="other")) == [], "chapters may be a part"


def test_units_of_rows(tmp_path: Path) -> None:
    table = "line,chapter,year,amount,unit\na,X,2025,1000,thousand\nTotal,X,2025,1,million\n"
    map = MAP.replace('basis = "cash"', 'basis = "cash"\nunit = "{unit}"') + TOTALS
    assert compared(take(tmp_path, table, map)) == [("Total, X", 3, "1000", "1000")]


def test_a_column_that_is_left_out_has_no_totals(tmp_path: Path) -> None:
    table = "line,chapter,year,amount,other\na,X,2025,1,5\nTotal,X,2025,1,6\n"
    map = MAP + '[[amounts]]\ncolumn = "other"\nleft_out = "other"\n' + TOTALS
    assert compared(take(tmp_path, table, map)) == [("Total, X", 3, "1", "1")]


def test_lines_are_compared_with_their_parts_too(tmp_path: Path) -> None:
    map = MAP.replace('id = "{line}"', 'id = "{line}"\nparent = "{of}"')
    result = take(tmp_path, "line,of,year,amount\na,,2025,5\nb,a,2025,2\nc,a,2025,2\n", map)
    assert result.totals == (
        Compared("table.csv", 2, "a", "cash", 2025, result.totals[0].printed, result.totals[0].taken),
    )
    assert result.totals[0].difference == -1


def test_a_total_may_be_unlike_the_pattern_by_which_rows_are_split(tmp_path: Path) -> None:
    split = '[[split]]\ncolumn = "line"\npattern = "(?P<code>[0-9]+) (?P<what>.*)"\n'
    map = MAP.replace('id = "{line}"', 'id = "{code}"\nname = "{what}"') + split + TOTALS
    table = "line,chapter,year,amount\n12 Guns,X,2025,1\nTotal,X,2025,1\nButter,X,2025,1\n,X,2025,3\n"
    result = take(tmp_path, table, map)
    assert left(result) == [(3, "", "subtotal"), (4, "", "no-match"), (5, "", "no-line")]
    assert amounts(tmp_path / "into") == ["v 12 2025 cash 1"]


def test_a_total_without_parts_is_a_loss(tmp_path: Path) -> None:
    text = "line,year,amount,chapter\na,2025,5,X\nb,2025,7,X\nTotal,2025,12,X\nTotal,2025,30,Y\nTotal,2025,0,Z\n"
    with pytest.raises(LossError, match=r"Left out as lone-total: 1\..*over of \[\[totals\]\]") as raised:
        take(tmp_path, text, MAP + TOTALS, accept_loss=False)
    assert "table.csv:5 amount: no row was taken of which Total, Y is the total" in str(raised.value)
    assert take(tmp_path, text, MAP + TOTALS).lost == (("lone-total", 1),)


def test_what_is_blank_in_a_total_may_be_anything_in_its_parts(tmp_path: Path) -> None:
    text = "line,year,amount,chapter\na,2025,5,X\nb,2025,7,Y\nc,2026,9,Y\nTotal,2025,5,X\nTotal,2025,12,\n"
    assert compared(take(tmp_path, text, MAP + TOTALS, strict=True)) == [
        ("Total, X", 5, "5", "5"),
        ("Total", 6, "12", "12"),
    ]
