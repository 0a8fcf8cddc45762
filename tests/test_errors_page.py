"""Every code has a case that provokes it, and the page of all problems shows them as they are."""

import pytest

import figure_cases
import problem_cases
from errors_page import PAGE, page, problems
from problem_cases import Case
from ukraine_budget.read.problems import CODES
from ukraine_budget.report import problems as figure_problems


def test_every_code_has_a_case() -> None:
    assert {case.code for case in problem_cases.CASES} == set(CODES)
    assert {case.code for case in figure_cases.CASES} == set(figure_problems.CODES)


def test_no_code_has_two_meanings() -> None:
    assert not CODES.keys() & figure_problems.CODES.keys()


@pytest.mark.parametrize("case", figure_cases.CASES, ids=lambda case: case.expected)
def test_figures_against_each_other_have_the_one_problem_they_should(case: Case) -> None:
    (row,) = problems(case).rows
    assert f"{row.file}:{row.line}: {row.code}" == case.expected
    assert (row.column, row.severity) == (0, "error" if case.code == "child-above-parent" else "warning")


def test_the_page_is_what_the_program_prints() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "write it anew with python tests/errors_page.py"
