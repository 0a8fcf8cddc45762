"""Receipts and expenditure, both printed as positive amounts in one table."""

from pathlib import Path

import pytest

import ukraine_budget
from importing import MAP, amounts, take
from ukraine_budget import SourceError

ROWS = "line,year,amount,{}\na,2025,5,{}\nb,2025,3,{}\n"


@pytest.mark.parametrize(
    ("heading", "received", "spent"),
    [("E/A", "E", "A"), ("O/U", "O", "U"), ("V/U/O", "O", "V"), ("Einnahmen/Ausgaben", "Einnahme", "Ausgabe")],
)
def test_they_are_never_added(tmp_path: Path, heading: str, received: str, spent: str) -> None:
    for kinds in ((received, spent), (spent, received)):
        with pytest.raises(SourceError, match=r"table\.csv:3:4: mixed-receipts .* figure\.basis"):
            take(tmp_path, ROWS.format(heading, *kinds))
    assert not (tmp_path / "into").exists()


def test_a_map_tells_them_apart(tmp_path: Path) -> None:
    map = MAP.replace('"cash"', '"{E/A}"') + '[values.basis]\nE = "receipt"\nA = "cash"\n'
    take(tmp_path, ROWS.format("E/A", "E", "A"), map)
    assert amounts(tmp_path / "into") == ["v a 2025 receipt 5", "v b 2025 cash 3"]
    ledger = ukraine_budget.open_ledger(tmp_path / "into")
    totals = {row.basis: row.amount for row in ukraine_budget.show(ledger, 2025).rows if row.row_type == "total"}
    assert 8 not in totals.values()


def test_one_kind_alone_needs_no_map(tmp_path: Path) -> None:
    skip = '[[skip]]\ncolumn = "E/A"\nvalues = ["E"]\nreason = "receipts"\n'
    assert take(tmp_path, ROWS.format("E/A", "E", "A"), MAP + skip).written
    assert take(tmp_path, "line,year,amount,E/A\nc,2025,5,A\nd,2025,3,?\n").written
    assert take(tmp_path, "line,year,amount,Grade\ne,2025,5,A\nf,2025,3,E\n").written
