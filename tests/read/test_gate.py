from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

import ukraine_budget
from problem_cases import Case as LedgerCase
from ukraine_budget.read.gate import MOST_REFUSED, check
from ukraine_budget.read.notation import Grammar
from ukraine_budget.read.problems import MOST
from ukraine_budget.read.schema import MODELS, Row, SingleRow
from ukraine_budget.read.sheet import Sheet

WORDS = (
    *("", " ", "a", "a b", "x-military", "\x1b[31m", "cash", "Kas", "2026", " 2026 ", "2026.0", "beyond", "2024-2026"),
    *("2025-11", "2025-02-30", "10", "-3", "-0", "1.234", "1,234", "12,5", "0.1", "0", "1e5", "yes", "no", "full"),
    *(
        "row",
        "total",
        "cash-shift",
        "circa decision",
        "circa circa",
        "at-least at-most",
        "amounts mutations",
        "<=",
        "=",
    ),
)
ROWS: tuple[type[Row], ...] = (*MODELS.values(), SingleRow)
WIDEST = max(len(model.model_fields) for model in ROWS)
GRAMMARS = st.sampled_from([Grammar("", ","), Grammar("", ";"), Grammar(",", ";"), Grammar(".", ",")])


def by_row(model: type[Row], cells: dict[str, str], grammar: Grammar) -> set[str]:
    """The fields that the model itself refuses."""
    said = {field: cell.strip() for field, cell in cells.items() if cell.strip()}
    try:
        model.model_validate(said, context=grammar)
    except ValidationError as error:
        return {str(details["loc"][0]) for details in error.errors()}
    return set()


@pytest.mark.parametrize("model", ROWS, ids=lambda model: model.__name__)
@given(rows=st.lists(st.lists(st.sampled_from(WORDS), min_size=WIDEST, max_size=WIDEST), max_size=4), grammar=GRAMMARS)
def test_columns_are_judged_as_the_models_judge_rows(
    model: type[Row], rows: Sequence[Sequence[str]], grammar: Grammar
) -> None:
    fields = list(model.model_fields)
    lines = ["|".join(f'"{cell}"' for cell in row[: len(fields)]) for row in rows]
    text = "\n".join(["|".join(fields), *lines, ""])
    cells = [[row[n] for row in rows] for n in range(len(fields))]
    sheet = Sheet("x.csv", text, "|", fields, cells, range(1, len(rows) + 2))
    checked, problems = check(sheet, {field: n for n, field in enumerate(fields)}, model, grammar)
    for number, row in enumerate(rows):
        refused = by_row(model, dict(zip(fields, row, strict=False)), grammar)
        assert {field for field in fields if checked.columns[field][number] is None} == refused
        assert sum(problem.line == number + 2 for problem in problems) == len(refused)


def test_values_are_those_of_the_model() -> None:
    cells = [["v"], [" l "], ["2026"], ["cash"], ["-1,50"], ["0,1"], ["circa  circa at-most"]]
    fields = ["version", "line", "year", "basis", "amount", "rounding", "qualifier"]
    sheet = Sheet("x.csv", "", ";", fields, cells, range(1, 3))
    checked, problems = check(sheet, {field: n for n, field in enumerate(fields)}, MODELS["amounts"], Grammar("", ";"))
    assert problems == []
    assert [column[0] for column in checked.columns.values()] == [
        *("v", "l", 2026, "cash", "-1.50", "0.1", "circa at-most", "", "", "")
    ]


def test_of_very_many_wrong_cells_the_rest_is_not_checked(tmp_path: Path) -> None:
    header = "version,line,basis,amount,year\n"
    amounts = header + "".join(f"spring,guns,cash,1,y{n}\n" for n in range(MOST_REFUSED + 5))
    LedgerCase("", "", {"amounts.csv": amounts}).write(tmp_path)
    *_, counted, last = (row for row in ukraine_budget.check(tmp_path).rows if row.code == "bad-year")
    assert (counted.line, last.line) == (MOST + 2, MOST_REFUSED + 2)
    assert counted.message == f"{MOST_REFUSED - MOST} more of these in the column, from here on"
    assert last.message == "the column is not checked from here on: too many of its cells are wrong"


def test_of_many_lines_that_are_described_in_two_ways_the_first_is_told(tmp_path: Path) -> None:
    file = tmp_path / "my.csv"
    rows = "".join(f"l{n},f{fund},{2025 + fund},1\n" for n in range(MOST + 5) for fund in (0, 1))
    file.write_text(f"line,fund,year,cash\n{rows}", encoding="utf-8")
    (told,) = ukraine_budget.check(file).rows
    assert (told.code, told.line) == ("conflicting-value", 3)
    assert "likewise more than 100 more" in told.message
