"""Figures of one cell that are added: where they stand, how far they are rounded, and what could not be read."""

from pathlib import Path

import pytest

from build import column
from importing import MAP, amounts, take
from ukraine_budget import open_ledger

ADD = 'same = "add"\n' + MAP


def test_several_columns_are_added_with_the_place_of_each(tmp_path: Path) -> None:
    both = ADD.replace('column = "amount"', 'columns = "amount|more"')
    result = take(tmp_path, "line,year,amount,more\na,2025,1,0.5\n", both)
    assert amounts(tmp_path / "into") == ["v a 2025 cash 1.5"]
    assert column(open_ledger(tmp_path / "into"), "locator") == ["row 2, amount; more"]
    assert result.counts.taken == 1


def test_a_run_of_rows_is_named_by_its_ends(tmp_path: Path) -> None:
    result = take(tmp_path, "line,year,amount\na,2025,1\na,2025,2\nb,2025,5\na,2025,4\n", ADD)
    assert amounts(tmp_path / "into") == ["v a 2025 cash 7", "v b 2025 cash 5"]
    assert column(open_ledger(tmp_path / "into"), "locator") == ["rows 2 to 3; row 5, amount", "row 4, amount"]
    assert result.counts.taken == 4


@pytest.mark.parametrize(("rounding", "sum_of_both"), [("0.1", "0.2"), ("", "")])
def test_a_sum_is_as_far_rounded_as_all_of_it(tmp_path: Path, rounding: str, sum_of_both: str) -> None:
    rounded = ADD.replace('basis = "cash"', f'basis = "cash"\nrounding = "{rounding}"')
    take(tmp_path, "line,year,amount\na,2025,1\na,2025,2\nb,2025,5\n", rounded)
    assert column(open_ledger(tmp_path / "into"), "rounding") == [sum_of_both, rounding]


def test_a_sum_of_which_a_part_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    table = "line,year,amount\na,2025,1\na,2025,x\nb,2025,5\nb,?,x\n"
    result = take(tmp_path, table, ADD)
    assert amounts(tmp_path / "into") == ["v b 2025 cash 5"]
    assert [(row.line, row.reason) for row in result.faults] == [
        *((2, "incomplete-sum"), (3, "bad-number"), (5, "bad-number"))
    ]


def test_what_is_not_asked_for_spoils_no_sum(tmp_path: Path) -> None:
    result = take(tmp_path, "line,year,amount\na,2025,1\na,2024,x\n", ADD, years=[2025])
    assert amounts(tmp_path / "into") == ["v a 2025 cash 1"]
    assert [row.reason for row in result.faults] == ["bad-number"]


def test_where_nothing_is_added_an_amount_that_cannot_be_read_spoils_no_other(tmp_path: Path) -> None:
    take(tmp_path, "line,year,amount\na,2025,1\na,2025,x\n", MAP)
    assert amounts(tmp_path / "into") == ["v a 2025 cash 1"]


def test_columns_that_some_files_do_not_have_and_columns_that_are_left_out(tmp_path: Path) -> None:
    more = '\n[[amounts]]\ncolumn = "more"\noptional = true\nleft_out = "transition-quarter"\n'
    result = take(tmp_path, "line,year,amount\na,2025,1\n", MAP + more)
    assert result.left_out == ()
    result = take(tmp_path, "line,year,amount,more\na,2025,1,7\nb,2025,2,\nc,2025,,3\n", MAP + more)
    assert amounts(tmp_path / "into") == ["v a 2025 cash 1", "v b 2025 cash 2"]
    assert [(row.line, row.column, row.reason, row.expected) for row in result.left_out] == [
        *((2, "more", "transition-quarter", True), (4, "more", "transition-quarter", True))
    ]
