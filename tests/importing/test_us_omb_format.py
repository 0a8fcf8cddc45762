"""The Public Budget Database: two bases in two files, codes without zeros, rows that share a key, receipts, TQ."""

from decimal import Decimal
from pathlib import Path

import pytest

from build import column
from transcript import ROOT
from ukraine_budget import SourceError, UsageError, diff, import_file, ledgers_at, open_ledger, shifts, show
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.importresult import ImportResult

FILES = ROOT / "tests" / "functional" / "files" / "us-omb"
EDITION = ("budauth-2020.csv", "outlays-2020.csv")


def imported(into: Path, *files: str, chapters: tuple[str, ...] = ()) -> tuple[Ledger, ImportResult]:
    """Files of the edition of 2020 taken into a new ledger."""
    paths = [FILES / name for name in files]
    result = import_file(
        *paths, into=into / "us", format="us-omb", version="fy2020", date="2019-03-11", chapters=chapters
    ).result
    return open_ledger(into / "us"), result


def test_authority_is_commitment_outlays_are_cash_and_receipts_count_below_zero(tmp_path: Path) -> None:
    ledger, _ = imported(tmp_path, *EDITION)
    totals = {row.basis: row.amount for row in show(ledger, 2018).rows if row.row_type == "total"}
    assert totals == {"commitment": Decimal(19000 - 28 - 15 + 250000), "cash": Decimal(18950 - 28 + 251000)}


def test_receipts_are_parts_of_a_line_of_their_own(tmp_path: Path) -> None:
    ledger, result = imported(tmp_path, *EDITION)
    assert {line: row.article for line, row in ledger.lines.items() if row.parent} == {
        "001-00-receipts-central-fiscal-operations-803-mandatory-on-budget": "",
        "012-00-16-813110-504-mandatory-on-budget": "813110",
        "014-00-19-083200-153-mandatory-on-budget": "083200",
    }
    assert ledger.lines["receipts"].name == "Offsetting receipts"
    assert "Lines of receipts, which are amounts below zero, made parts of the line 'receipts': 3." in result.notes


def test_rows_that_share_a_key_are_added_and_the_output_says_so(tmp_path: Path) -> None:
    ledger, result = imported(tmp_path, *EDITION)
    (authority, outlays) = (
        ledger.stated(lines=[line], years=[2018], bases=[basis])[0]
        for line, basis in (
            ("012-00-16-813110-504-mandatory-on-budget", "commitment"),
            ("184-15-72-0402-151-discretionary-on-budget", "cash"),
        )
    )
    assert (authority.amount.value, authority.locator) == (Decimal(-28), "rows 4 to 5, 2018")
    assert (outlays.amount.value, outlays.amount.high, outlays.locator) == (
        Decimal(251000),
        Decimal(251001),
        "rows 6 to 7, 2018",
    )
    assert result.notes[0] == "22 figures share a line, year and basis with another, and were added to it."


def test_the_transition_quarter_is_left_out_of_every_row(tmp_path: Path) -> None:
    ledger, result = imported(tmp_path, *EDITION)
    assert ledger.years == (1976, 1977, 2018, 2020)
    left = [(row.file, row.line) for row in result.left_out]
    assert left == [(name, line) for name in EDITION for line in range(2, 8)]
    assert {(row.column, row.reason, row.expected) for row in result.left_out} == {("TQ", "transition-quarter", True)}


def test_a_blank_amount_is_not_stated(tmp_path: Path) -> None:
    ledger, _ = imported(tmp_path, *EDITION)
    (figure,) = ledger.stated(lines=["184-15-72-0402-151-discretionary-on-budget"], years=[2020], bases=["cash"])
    assert (figure.amount.value, figure.locator) == (Decimal(40000), "row 6, 2020")


def test_codes_get_back_the_zeros_that_they_lost(tmp_path: Path) -> None:
    whole, result = imported(tmp_path, "budauth-2020.csv")
    (tmp_path / "other").mkdir()
    short, said = imported(tmp_path / "other", "without-zeros-2020.csv")
    assert [column(short, "line"), column(short, "amount")] == [column(whole, "line"), column(whole, "amount")]
    assert [line._replace(note="") for line in short.lines.values()] == list(whole.lines.values())
    lost = "without-zeros-2020.csv: codes of 5 rows had lost leading zeros, which they have again."
    assert [note for note in said.notes if note not in result.notes] == [lost]


def test_one_agency_alone(tmp_path: Path) -> None:
    ledger, result = imported(tmp_path, *EDITION, chapters=("184",))
    assert list(ledger.lines) == ["184-15-72-0402-151-discretionary-on-budget"]
    assert not any("receipts" in note for note in result.notes)


@pytest.mark.parametrize(
    "files",
    [
        ("budauth-2018.csv", "budauth-2020.csv"),
        ("budauth-2018.csv", "outlays-2020.csv"),
        ("budauth-2020.csv", "budauth-2020.csv"),
    ],
)
def test_files_of_two_editions_are_never_added(tmp_path: Path, files: tuple[str, ...]) -> None:
    with pytest.raises(UsageError, match="the files of one edition at a time"):
        imported(tmp_path, *files)
    assert not (tmp_path / "us").exists()


def test_another_layout_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.csv"
    file.write_text("Source Category Code,1976,TQ\n1,2,3\n", encoding="utf-8")
    with pytest.raises(SourceError, match="no single column"):
        import_file(file, into=tmp_path / "us", format="us-omb", version="x", date="2019")


HEAD = "Agency Code,Agency Name,Bureau Code,Bureau Name,Account Code,Account Name,Treasury Agency Code,Subfunction Code"
ACCOUNTS = range(1001, 1013)


def edition(path: Path, amounts: dict[int, tuple[int, int]]) -> Path:
    """An edition of twelve accounts: 1976 in thousands, 2019 and 2020 in whole millions, of some accounts as given."""
    rows = [
        f"007,Defense,05,Army,{code},Account {code},21,051,Military,Discretionary,On-budget,{code},9,{old},{new}"
        for code in ACCOUNTS
        for old, new in [amounts.get(code, (code * 1000, code * 1000))]
    ]
    head = f"{HEAD},Subfunction Title,BEA Category,On- or off-budget,1976,TQ,2019,2020"
    path.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
    return path


def test_a_column_of_whole_millions_is_rounded_to_millions(tmp_path: Path) -> None:
    into = tmp_path / "into"
    result = import_file(
        edition(tmp_path / "a.csv", {}), into=into, format="us-omb", version="a", date="2019-03-11"
    ).result
    ledger = open_ledger(into)
    roundings = {
        f"{year} {rounding}" for year, rounding in zip(column(ledger, "year"), column(ledger, "rounding"), strict=True)
    }
    assert roundings == {"1976 1", "2019 1000", "2020 1000"}
    assert "a.csv: amounts of 2019 to 2020 are printed in whole millions." in result.notes


def test_no_shift_is_inferred_from_changes_of_the_last_unit_printed(tmp_path: Path) -> None:
    code, into = ACCOUNTS[0], tmp_path / "into"
    for name, by in (("a", 0), ("b", 1000), ("c", 5000)):
        file = edition(tmp_path / f"{name}.csv", {code: (code * 1000 + by, code * 1000 - by)})
        import_file(file, into=into, format="us-omb", version=name, date=f"2019-03-1{ord(name) - ord('a')}")
    changes = {new: diff(*ledgers_at("a", new, ledger=into)) for new in ("b", "c")}
    inferred = {new: bool(shifts(view).rows) for new, view in changes.items()}
    assert inferred == {"b": False, "c": True}


def test_the_workbook_as_published_says_what_its_text_says(tmp_path: Path) -> None:
    text, _ = imported(tmp_path, *EDITION)
    (tmp_path / "other").mkdir()
    book, _ = imported(tmp_path / "other", "budauth-2020.xls", EDITION[1])
    for name in ("version", "line", "year", "basis", "amount", "rounding", "locator"):
        assert column(book, name) == column(text, name)
    assert book.lines == text.lines
