"""The Ukraine Support Tracker: months added up, and no year of which a month is in doubt."""

from decimal import Decimal
from pathlib import Path

import pytest

from build import column
from transcript import ROOT
from ukraine_budget import SourceError, UsageError, import_file, open_ledger
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.importresult import ImportResult

FILES = ROOT / "tests" / "functional" / "files" / "kiel"
DATE = "2026-07-08"


def imported(into: Path, text: str) -> tuple[Ledger, ImportResult]:
    """A publication taken into a new ledger."""
    file = into / "tracker.csv"
    file.write_text(text, encoding="utf-8")
    result = import_file(file, into=into / "tracker", format="kiel", date=DATE, accept_loss=True).result
    return open_ledger(into / "tracker"), result


def publication(number: int) -> str:
    return (FILES / f"tracker-{number}.csv").read_text(encoding="utf-8")


def test_months_are_added_up_exactly_and_their_rounding_too(tmp_path: Path) -> None:
    ledger, _ = imported(tmp_path, publication(2))
    (figure,) = ledger.stated(lines=["nld"], years=[2026], bases=["allocation"])
    assert figure.amount.value == Decimal("0.7578")
    assert (figure.amount.low, figure.amount.high) == (Decimal("0.757798"), Decimal("0.757802"))
    assert (figure.version, figure.locator, figure.note) == (f"tracker-{DATE}", "rows 7 to 10, total", "")


def test_commitments_are_stated_of_countries_and_allocations_of_kinds_of_aid(tmp_path: Path) -> None:
    ledger, _ = imported(tmp_path, publication(2))
    assert ledger.bases == ("commitment", "allocation")
    stated = set(zip(column(ledger, "line"), column(ledger, "basis"), strict=True))
    assert {line for line, basis in stated if basis == "commitment"} == {"ind", "lva", "nld"}
    assert {line for line, basis in stated if basis == "allocation"} == set(ledger.lines)
    assert ledger.lines["nld-military"].parent == "nld"
    assert list(ledger.lines)[:4] == ["ind", "ind-financial", "ind-humanitarian", "ind-military"]


def test_the_first_publications_state_no_commitments(tmp_path: Path) -> None:
    ledger, _ = imported(tmp_path, publication(1))
    assert ledger.bases == ("allocation",)


def test_a_year_of_which_a_month_cannot_be_read_is_not_stated(tmp_path: Path) -> None:
    ledger, result = imported(tmp_path, publication(2).replace("0.248,0,856", "n/a,0,856"))
    assert not ledger.stated(lines=["nld-military"], years=[2026])
    assert ledger.stated(lines=["nld-military"], years=[2025])
    assert ledger.stated(lines=["nld-humanitarian"], years=[2026])
    left = {(row.line, row.column): (row.reason, str(row.message)) for row in result.left_out}
    assert left[8, "military"][0] == "bad-number"
    assert left[7, "military"] == ("incomplete-sum", "row 8, military could not be read, and would be added")
    assert set(left) == {(row, "military") for row in (7, 8, 9, 10)}
    assert not any(row.expected for row in result.left_out)


def test_a_month_that_stands_twice_is_not_added_twice(tmp_path: Path) -> None:
    text = publication(2)
    ledger, result = imported(tmp_path, text + text.splitlines(keepends=True)[-1])
    assert not ledger.stated(lines=["nld"], years=[2026])
    assert {str(row.message) for row in result.left_out} == {"month 6 is stated in rows 10 and 11"}


def test_one_country_alone(tmp_path: Path) -> None:
    import_file(FILES / "tracker-2.csv", into=tmp_path / "nl", format="kiel", date=DATE, chapters=["NLD"])
    assert set(open_ledger(tmp_path / "nl").lines) == {"nld", "nld-financial", "nld-humanitarian", "nld-military"}


def test_a_version_may_be_named(tmp_path: Path) -> None:
    import_file(FILES / "tracker-2.csv", into=tmp_path / "t", format="kiel", date=DATE, version="release-29")
    assert list(open_ledger(tmp_path / "t").versions) == ["release-29"]


@pytest.mark.parametrize(
    ("files", "date", "said"),
    [
        (["tracker-2.csv"], "", "give --date"),
        (["tracker-2.csv", "tracker-3.csv"], DATE, "one publication at a time"),
    ],
)
def test_what_a_publication_must_be_told(tmp_path: Path, files: list[str], date: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        import_file(*(FILES / name for name in files), into=tmp_path / "t", format="kiel", date=date)
    assert not (tmp_path / "t").exists()


def test_another_layout_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    file.write_text("country,iso,year\nNetherlands,NLD,2026\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"other-layout .*'total'"):
        import_file(file, into=tmp_path / "t", format="kiel", date=DATE)
