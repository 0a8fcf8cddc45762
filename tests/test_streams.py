"""Large answers: what machines read of them is written some rows at a time, and is the same as of small ones."""

import csv
import io
import json
from decimal import Decimal

import pytest

import ukraine_budget
from ukraine_budget import open_ledger
from ukraine_budget.write import json as writer

VIEW = ukraine_budget.outlook(open_ledger("ukraine-nl"), funds="all")


def test_what_is_stated_in_neither_year_has_a_place_in_the_table_and_no_row() -> None:
    assert all(row.amount is not None or row.previous is not None for row in VIEW.rows)
    assert {row.line for row in VIEW.result.rows if row.basis == "commitment"} > {
        row.line for row in VIEW.rows if row.basis == "commitment"
    }


def test_json_of_many_rows_has_a_line_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = json.loads(VIEW.to_json())
    monkeypatch.setattr(writer, "AT_ONCE", 3)
    monkeypatch.setattr("ukraine_budget.report.flat.AT_ONCE", 3)
    text = VIEW.to_json()
    assert json.loads(text) == expected
    rows = [json.loads(line.rstrip(",")) for line in text.splitlines() if line.startswith('{"row_type"')]
    assert rows == expected["rows"]
    table = list(csv.DictReader(io.StringIO(VIEW.to_csv())))
    stated = [row["amount"] for row in table if row["amount"]]
    assert list(map(Decimal, stated)) == [row.amount for row in VIEW.rows if row.amount is not None]
