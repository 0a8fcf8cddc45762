"""The budget of the European Union: nothing counted twice, and no number where none is printed."""

from decimal import Decimal
from pathlib import Path

import pytest

from transcript import ROOT
from ukraine_budget import LossError, SourceError, import_file, open_ledger
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.importresult import ImportResult

FILES = ROOT / "tests" / "functional" / "files" / "eu-budget"


def imported(into: Path, *editions: int, chapters: tuple[str, ...] = ()) -> tuple[Ledger, ImportResult]:
    """Editions taken into a new ledger at once."""
    files = [FILES / f"edition-{edition}.csv" for edition in editions]
    result = import_file(*files, into=into / "eu", format="eu-budget", chapters=chapters).result
    return open_ledger(into / "eu"), result


def amounts(ledger: Ledger, line: str) -> dict[tuple[str, int], Decimal]:
    return {(figure.cell.basis, figure.cell.year): figure.amount.value for figure in ledger.stated(lines=[line])}


def test_what_is_not_differentiated_counts_on_both_bases(tmp_path: Path) -> None:
    ledger, _ = imported(tmp_path, 2010)
    assert ledger.bases == ("commitment", "cash")
    assert amounts(ledger, "19-01-02-11") == {
        (basis, year): amount
        for basis in ("commitment", "cash")
        for year, amount in ((2010, Decimal(1_000_000)), (2008, Decimal("950000.5")))
    }


def test_commitment_and_payment_appropriations(tmp_path: Path) -> None:
    ledger, _ = imported(tmp_path, 2010)
    assert amounts(ledger, "19-08-01") == {
        ("commitment", 2010): 700_000_000,
        ("commitment", 2009): 650_000_000,
        ("commitment", 2008): 0,
        ("cash", 2010): 500_000_000,
    }


def test_every_row_that_is_not_taken_is_reported(tmp_path: Path) -> None:
    _, result = imported(tmp_path, 2010)
    assert {row.line: row.reason for row in result.left_out} == {
        **dict.fromkeys((2, 3, 4, 17, 18), "horizontal"),
        6: "reserve",
        7: "pro-memorie",
        12: "no-appropriation",
        14: "nothing-stated",
    }
    assert result.faults == []
    assert (result.counts.rows, result.counts.taken) == (20, 11)


def test_rows_that_repeat_money_are_compared_with_where_it_was_taken(tmp_path: Path) -> None:
    """The article of direct research, of another kind than the item of all titles beside it, is not in any."""
    _, result = imported(tmp_path, 2010)
    found = {(total.line, total.total, total.basis, total.year): total.difference for total in result.totals}
    assert found == {
        (row, name, basis, 2010): difference
        for row, name, difference in ((2, "xx-01-02-11", 0), (6, "40-01-40", 10_000), (17, "a3", 0))
        for basis in ("commitment", "cash")
    }


def test_an_edition_is_a_version_that_follows_the_one_before(tmp_path: Path) -> None:
    ledger, _ = imported(tmp_path, 2011, 2010)
    first, second = ledger.versions.values()
    assert (first.version, first.follows) == ("edition-2010", "")
    assert (second.version, second.follows) == ("edition-2011", "edition-2010")
    assert first.note == "Appropriations of 2010, those of 2009 as amended by then, and the outturn of 2008."
    assert ledger.lines["19-08-01"].name == "European Neighbourhood and Partnership for Ukraine"


def test_one_title_alone(tmp_path: Path) -> None:
    ledger, result = imported(tmp_path, 2010, chapters=("19",))
    assert list(ledger.lines) == ["19-01-02-11", "19-08-01"]
    assert result.totals == ()


def test_a_kind_of_appropriation_that_is_not_known_is_left_out(tmp_path: Path) -> None:
    text = (FILES / "edition-2011.csv").read_text(encoding="utf-8").replace("2011,pay", "2011,paid")
    (tmp_path / "eu.csv").write_text(text, encoding="utf-8")
    result = import_file(tmp_path / "eu.csv", into=tmp_path / "eu", format="eu-budget", accept_loss=True).result
    assert [(row.line, row.reason) for row in result.faults] == [(3, "unknown-basis")]


def test_what_is_lost_of_both_bases_is_told_of_both(tmp_path: Path) -> None:
    text = (FILES / "edition-2010.csv").read_text(encoding="utf-8")
    rows = "".join(
        f"2010,subitem,,99 0{n},x,2010,nondiff,line,,{said},\n" for n, said in enumerate(["12x", "7", "13x"])
    )
    (tmp_path / "eu.csv").write_text(text + rows, encoding="utf-8")
    with pytest.raises(LossError) as caught:
        import_file(tmp_path / "eu.csv", into=tmp_path / "eu", format="eu-budget")
    shares = caught.value.view.result.shares
    assert {share.basis: share.amounts - share.taken for share in shares if share.year == 2010} == {
        "cash": 2,
        "commitment": 2,
    }


def test_another_layout_is_refused(tmp_path: Path) -> None:
    (tmp_path / "eu.csv").write_text("edition,alias,amount\n2010,01 01,1\n", encoding="utf-8")
    with pytest.raises(SourceError, match="no single column"):
        import_file(tmp_path / "eu.csv", into=tmp_path / "eu", format="eu-budget")
