from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from ukraine_budget.read.gate import check
from ukraine_budget.read.notation import Grammar
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
