"""Three publications of the Ukraine Support Tracker, every country and year of each."""

from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest
from direct import assert_cells, both, lines, stated

from corpus import CORPUS, needs
from ukraine_budget import LedgerAt, check, diff, import_file, open_ledger
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.importresult import ImportResult

FOLDER = CORPUS / "kiel"
pytestmark = needs("kiel")

PUBLICATIONS = {1: "2026-07-01", 2: "2026-07-08", 3: "2026-07-15"}
PLACES = 6
BASES = {"total": "allocation", "commitments": "commitment"}
KINDS = ("financial", "humanitarian", "military")


class Case(NamedTuple):
    folder: Path
    ledger: Ledger
    imported: dict[int, ImportResult]


def published(number: int) -> pd.DataFrame:
    """A file as it is published, all cells as text."""
    return pd.read_csv(FOLDER / f"data_explorer-{number}.csv", dtype=str, keep_default_na=False)


def directly(number: int) -> "pd.Series[int]":
    """What a publication states by line, basis and year in thousands of euros, made by pandas alone."""
    table = published(number)
    parts = []
    for column in (*BASES, *KINDS):
        if column in table:
            whole, _, rest = (table[column].str.partition(".")[n] for n in range(3))
            amount = (whole + rest.str.pad(PLACES, "right", "0")).astype("int64")
            line = table["iso"].str.lower() + ("" if column in BASES else f"-{column}")
            cells = {"line": line, "basis": BASES.get(column, "allocation"), "year": table["year"].astype(int)}
            parts.append(pd.DataFrame({**cells, "amount": amount}))
    return pd.concat(parts).groupby(["line", "basis", "year"])["amount"].sum()


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    into = tmp_path_factory.mktemp("kiel") / "tracker"
    imported = {
        number: import_file(FOLDER / f"data_explorer-{number}.csv", into=into, format="kiel", date=date).result
        for number, date in PUBLICATIONS.items()
    }
    return Case(into, open_ledger(into), imported)


def test_every_cell_of_a_publication_is_in_the_ledger(case: Case) -> None:
    for number, date in PUBLICATIONS.items():
        pd.testing.assert_series_equal(stated(case.ledger, f"tracker-{date}", PLACES), directly(number))


def test_every_row_is_taken_and_every_total_is_the_sum_of_its_kinds(case: Case) -> None:
    for number, result in case.imported.items():
        table = published(number)
        assert (result.counts.rows, result.counts.taken, result.left_out) == (len(table), len(table), ())
        assert len(result.totals) == len(table.groupby(["iso", "year"]))
        assert not any(total.difference for total in result.totals)


def test_the_sums_over_all_countries(case: Case) -> None:
    """The tracker's totals, in billions: allocations from the first publication, commitments from the second."""
    sums = {
        number: {
            basis: int(directly(number).xs(basis, level="basis").loc[list(case.ledger.tops["ukraine-support"])].sum())
            for basis in bases
        }
        for number, bases in ((1, ["allocation"]), (2, ["allocation", "commitment"]), (3, ["allocation", "commitment"]))
    }
    assert sums == {
        1: {"allocation": 366_690_732},
        2: {"allocation": 366_690_732, "commitment": 543_220_229},
        3: {"allocation": 350_884_644, "commitment": 541_731_320},
    }


def test_a_diff_of_two_publications_is_what_was_restated_removed_and_added(case: Case) -> None:
    for old, new in pairwise(PUBLICATIONS):
        difference = diff(*(LedgerAt(case.ledger, f"tracker-{PUBLICATIONS[number]}") for number in (old, new)))
        found = lines(difference, PLACES)
        assert_cells(found, both(directly(old), directly(new)))
        assert found["status"].isin(["changed", "first-stated", "no-longer-stated"]).all()


def test_the_ledger_passes_its_check(case: Case) -> None:
    assert not [row for row in check(case.folder).rows if row.severity == "error"]
