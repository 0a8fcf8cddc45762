"""Official files: the map that is guessed for each, with what it asks for, takes what the file itself adds up to."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from test_kinds import openpyxl

import ukraine_budget
from corpus import CORPUS, needs
from importing import write
from ukraine_budget import LossError, UsageError
from ukraine_budget.report.importresult import ImportResult

Sums = dict[tuple[Any, ...], Decimal]
Row = dict[str, str]


def rows(file: str) -> list[Row]:
    with (CORPUS / file).open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def added(amounts: Iterable[tuple[tuple[Any, ...], str]]) -> Sums:
    """Sums by what they are of, without those that are zero."""
    sums: defaultdict[tuple[Any, ...], Decimal] = defaultdict(Decimal)
    for of, amount in amounts:
        sums[of] += Decimal(amount or 0)
    return {of: money for of, money in sums.items() if money}


def imported(folder: Path, file: str, *answers: tuple[str, str], **asked: Any) -> ImportResult:
    """What comes of a file by the map that is guessed for it, some lines of which are answered."""
    map = ukraine_budget.guess_map(CORPUS / file)
    for question, answer in answers:
        assert question in map
        map = map.replace(question, answer)
    plan = write(folder / "map.toml", map)
    asked = {"version": "v", "date": "2020", "strict": True, **asked}
    return ukraine_budget.import_file(CORPUS / file, map=plan, into=folder / "into", **asked).result


def figures(folder: Path) -> list[Row]:
    """The rows of amounts.csv."""
    with (folder / "into" / "amounts.csv").open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def taken(folder: Path, *by: str) -> Sums:
    """The sums of what was taken, by some columns of amounts.csv."""
    return added((tuple(figure[field] for field in by), figure["amount"]) for figure in figures(folder))


@needs("tables")
def test_madrid_needs_its_basis_only(tmp_path: Path) -> None:
    file = "tables/madrid_2012_2015.csv"
    imported(tmp_path, file, basis="cash")
    assert taken(tmp_path, "year") == added(((row["AÑO"],), row["IMPORTE"]) for row in rows(file))
    assert taken(tmp_path, "year")["2012",] == 4_942_020_428


@needs("tables")
def test_puebla_needs_nothing_and_all_its_own_totals_are_met(tmp_path: Path) -> None:
    file = "tables/puebla_q1_2016.xlsx"
    result = imported(tmp_path, file)
    assert len(result.totals) == 1050
    assert not [total for total in result.totals if total.difference]
    book = openpyxl.load_workbook(CORPUS / file, read_only=True, data_only=True)
    own: defaultdict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row in book.active.iter_rows(min_row=12, values_only=True):
        if row[16] == "TOTAL DEL PROGRAMA PRESUPUESTARIO" and row[20] != "N/R":
            own["commitment", str(row[5])] += Decimal(str(row[20]))
            own["cash", str(row[5])] += Decimal(str(row[23]))
    book.close()
    assert taken(tmp_path, "basis", "year") == {of: money for of, money in own.items() if money}


@pytest.mark.parametrize("edition", ["2018_budauth", "2018_outlays", "2020_budauth", "2020_outlays"])
@needs("us-omb")
def test_us_omb_needs_its_basis_only(tmp_path: Path, edition: str) -> None:
    file = f"us-omb/omb_{edition}.csv"
    imported(tmp_path, file, basis="cash")
    years = (((name,), text.replace(",", "")) for row in rows(file) for name, text in row.items() if name[:2].isdigit())
    assert taken(tmp_path, "year") == added(years)


@pytest.mark.parametrize("edition", ["2010", "2011"])
@needs("eu-budget")
def test_the_eu_budget_needs_the_meaning_of_two_words(tmp_path: Path, edition: str) -> None:
    file = f"eu-budget/eu_sec3_{edition}.csv"
    answers = [('# "comm"', '"comm"'), ('# "pay"', '"pay"'), ('# "nondiff" = ""', '"nondiff" = "nondiff"')]
    imported(tmp_path, file, *answers)
    words = {"comm": "commitment", "pay": "cash", "nondiff": "nondiff"}
    own = added(((words[row["commpay"]], row["year"]), row["amount"]) for row in rows(file))
    assert taken(tmp_path, "basis", "year") == own


KINDS = ("total", "financial", "humanitarian", "military")


@pytest.mark.parametrize("publication", [1, 2, 3])
@needs("kiel")
def test_the_tracker_needs_a_basis_for_what_are_no_commitments(tmp_path: Path, publication: int) -> None:
    file = f"kiel/data_explorer-{publication}.csv"
    map = ukraine_budget.guess_map(CORPUS / file)
    if publication > 1:  # the columns of which nothing says what they count are put in force
        map = re.sub(r"^# (?=\[\[amounts|column|figure|line)", "", map, flags=re.MULTILINE)
        map = map.replace('basis = ""  # write', 'basis = "allocation"  # write')
    plan = write(tmp_path / "map.toml", map)
    asked: dict[str, Any] = {"basis": "" if publication > 1 else "allocation", "version": "v", "date": "2026"}
    ukraine_budget.import_file(CORPUS / file, map=plan, into=tmp_path / "into", strict=True, **asked)
    own = added(((row["year"],), row[kind]) for row in rows(file) for kind in KINDS)
    pledged = added(((row["year"],), row.get("commitments", "")) for row in rows(file))
    by_basis = taken(tmp_path, "basis", "year")
    assert {of[1:]: money for of, money in by_basis.items() if of[0] == "allocation"} == own
    assert {of[1:]: money for of, money in by_basis.items() if of[0] == "commitment"} == pledged
    ledger = ukraine_budget.open_ledger(tmp_path / "into")
    assert ledger.lines["aus-military"].parent == "aus", "the kinds are parts of the total"


@needs("nl-begrotingsstaten")
def test_the_dutch_budget_states_need_nothing(tmp_path: Path) -> None:
    file = "nl-begrotingsstaten/begrotingsstaten_rijksfinancien_nl_20200914.csv"
    imported(tmp_path, file)
    chain = {id: version.follows for id, version in ukraine_budget.open_ledger(tmp_path / "into").versions.items()}
    assert [*chain.values()] == ["", *[*chain][:-1]], "each stand follows the one before it"
    bases = {"V": "commitment", "U": "cash", "O": "receipt"}
    versions = [name for name in rows(file)[0] if name.startswith("Stand") or name == "Realisatie"]
    own = added(
        (
            (
                f"v-{name.lower().replace(' ', '-')}",
                bases[row["Uitgaven Ontvangsten Verplichtingen"]],
                row["Begrotingsjaar"],
            ),
            row[name],
        )
        for row in rows(file)
        for name in versions
    )
    assert taken(tmp_path, "version", "basis", "year") == own


@pytest.mark.parametrize("edition", ["2016", "2017"])
@needs("nl-b-tabel")
def test_the_dutch_budget_tables_need_their_format_and_lose_nothing_without_a_word(
    tmp_path: Path, edition: str
) -> None:
    file = f"nl-b-tabel/owb-{edition}-original.csv"
    assert "# The file is laid out as nl-b-tabel: budget import nl-b-tabel reads it" in ukraine_budget.guess_map(
        CORPUS / file
    )
    with pytest.raises(LossError, match="Left out as lone-total"):
        imported(tmp_path, file, ("# same", "same"), strict=False)
    result = imported(tmp_path, file, ("# same", "same"), strict=False, accept_loss=True)
    lost = {(share.basis, share.year): share.money - share.taken_money for share in result.shares}
    size = added(((fig["basis"], int(fig["year"])), fig["amount"].lstrip("-")) for fig in figures(tmp_path))
    seen = {(share.basis, share.year): share.money for share in result.shares if share.taken_money}
    assert {of: money + lost[of] for of, money in size.items()} == seen
    commitments = [share for share in result.shares if share.basis == "commitment"]
    assert all(share.taken_money < share.money / 2 for share in commitments), "most are stated as totals only"


@pytest.mark.parametrize("name", ["artikel_was_wordt.csv", "suppletoire_begroting.translations.csv"])
@needs("nl-begrotingsstaten")
def test_a_table_without_amounts_is_not_given_any(tmp_path: Path, name: str) -> None:
    file = f"nl-begrotingsstaten/{name}"
    map = ukraine_budget.guess_map(CORPUS / file)
    assert 'column = ""  # no column was found that holds amounts for certain' in map
    plan = write(tmp_path / "map.toml", map.replace('\nyear = ""', '\nyear = "2020"'))
    asked: dict[str, Any] = {"version": "v", "date": "2020", "basis": "cash"}
    with pytest.raises(UsageError, match="say which column holds amounts"):
        ukraine_budget.import_file(CORPUS / file, map=plan, into=tmp_path / "into", **asked)
