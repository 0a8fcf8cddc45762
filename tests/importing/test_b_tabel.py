"""The Dutch budget tables: an extract in their layout with all their dirt, and the official files against pandas."""

import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from test_kinds import openpyxl

import ukraine_budget
from corpus import CORPUS, needs
from importing import amounts, assert_valid, left, write
from ukraine_budget import LossError, SourceError
from ukraine_budget.report.importresult import ImportResult

FORMAT = "nl-b-tabel"
HEADER = (
    "Begrotingsjaar,Begrotings hoofdstuk,Verantwoordelijke minister,Naam Begroting,Type Begroting (zie rbv),"
    "Begrotingsfase OWB=ontwerpbegroting,Artikel nummer zoals in het witte stuk,% Juridisch verplicht,"
    "Omschrijving artikel,Type Artikel,Indicatie grote uitvoerende dienst,Programma of Apparaat,"
    "V/U/O (Verplichtingen/Uitgaven/Ontvangsten),Indicatie totaal regel J/N,Nr. onderverdeling,"
    "Beleidsmatige clustering,Financieel instrument/Apparaat,Uitsplitsing fin.instrument,Nadere omschrijving,"
    "Bedrag t-2,Bedrag t-1,Bedrag t,Bedrag t+1,Bedrag t+2,Bedrag t+3,Bedrag t+4,,\n"
)


def line(
    basis: str,
    total: str,
    said: str,
    amounts: str,
    *,
    article: str = "6,,Investeringen",
    chapter: str = "2017,X,,Defensie,B,OWB",
    programme: str = "Programma",
    after: str = ",",
) -> str:
    """A row of a budget table: `said` is its number and four labels, `amounts` are seven."""
    return f"{chapter},{article},Beleidsartikel,N,{programme},{basis},{total},{said},{amounts},{after}\n"


NONE = ",,,,,,"
TABLE = [
    HEADER,
    line("U", "J", ",,,,", NONE),
    line("V", "J", ",,,,", "1,2,3,4,5,6,7"),
    line("U", "J", ",,,,", '10,20,"6,528",40,50,60,70'),
    line("U", "N", ",,Opdrachten,,", "9,10,20,,,,"),
    line("U", "N", ",,Opdrachten,Materieel,", "5,5,20,,,,"),
    line("U", "N", ",,,waarvan RVB,", "1,1,1,1,1,1,1"),
    line("U", "N", ",,Opdrachten,#REF!,", "1,1,1,1,1,1,1"),
    line("U", "J", ",,,,", "9,9,9,9,9,9,9", programme="Apparaat"),
    line("O", "J", ",,,Ontvangsten,", "3,3,3,3,3,3,3"),
    line("U", "J", ",,,,", '10,20,"6,528",40,50,60,70'),
    "," * 27 + "\n",
    line("", "N", ",,,Waarvan juridisch verplicht,", ",,96%,,,,"),
    line("V/U/O (Verplichtingen/Uitgaven/Ontvangsten)", "N", ",,,,", NONE),
    line("U", "J", ",,,,", "1,1,1,1,1,1,1", chapter="2015,X,,Defensie,B,OWB"),
    line("U", "J", ",,,,", "1,1,1,1,1,1,1", chapter="2017,,,,,"),
    line("U", "J", ",,,,", "1,1,1,1,1,1,1", chapter="2017,X,,Defensie,B,VB"),
    line("U", "N", ",,x,,", "1,1,1,1,1,1,1", article=",,Investeringen"),
    line("U", "J", ",,,Uitgaven,", " pm , -   ,131.869,o,-00,waarvan SMP,8", article="7,,Ondersteuning"),
    line("U", "J", ",,,,", "1,1,1,1,1,1,1", article="8,,Dienst", after="14,"),
    line("U", "N", ",,Opdrachten,,", "1,1,1,1,1,1,", article="8,,Dienst"),
    line("V", "J", ",,,,", "3,3,3,3,3,3,3", article="9,,Twee keer"),
    line("V", "J", ",,,Verplichtingen,", "3,3,4,3,3,3,3", article="9,,Twee keer"),
    line("V", "N", "9,Investeren in land,Opdrachten,,", "1,1,1,1,1,1,1", article="9,,Twee keer"),
    line("U", "N", "1,,Groot,,", "2,1,1,1,1,1,1", article="10,,Delen"),
    line("U", "N", "1.2,,Klein,,", "1,1,1,1,1,1,1", article="10,,Delen"),
    line("U", "N", "2,,Ander,,", "5,5,5,5,5,5,5", article="10,,Delen"),
    line("U", "N", "2.1,,Te groot,,", "9,9,9,9,9,9,9", article="10,,Delen"),
    line("U", "J", ",,,,", "10,10,10,10,10,10,10", article="11,,Geheel"),
    line("U", "N", ",,Te groot,,", "11,12,10,,,,", article="11,,Geheel"),
    line("U", "N", ",,Twee keer,,", "1,1,,,,,", article="11,,Geheel"),
    line("U", "N", ",,Twee keer,,", "1,2,,,,,", article="11,,Geheel", programme="Apparaat"),
    line("U", "N", "A.1,,Twee keer,,", "7,,,,,,", article="11,,Geheel"),
    line("U", "J", ",,,Programma-uitgaven,", "4,4,4,4,4,4,4", article="12,,Helft"),
    line("U", "J", ",,,,", "34,36,44,54,64,74,92", article=",,"),
    line("U", "N", ",,,,", "7,7,7,7,7,7,7", article="1,,Andere", chapter="2017,X,,Deltafonds,B,OWB"),
]


def take(folder: Path, *files: Path, **asked: Any) -> ImportResult:
    return ukraine_budget.import_file(*files, format=FORMAT, into=folder / "into", accept_loss=True, **asked).result


@pytest.fixture
def result(tmp_path: Path) -> ImportResult:
    return take(tmp_path, write(tmp_path / "owb.csv", "".join(TABLE)))


def test_totals_of_articles_are_what_stands_for_them(tmp_path: Path, result: ImportResult) -> None:
    found = [row for row in amounts(tmp_path / "into") if re.match(r"owb-2017 x-art\d+ ", row)]
    assert sorted(found[:14], key=lambda row: "cash" in row) == [
        *(f"owb-2017 x-art6 {2015 + n} commitment {n + 1}" for n in range(7)),
        *(f"owb-2017 x-art6 {2015 + n} cash {amount}" for n, amount in enumerate([10, 20, 6528, 40, 50, 60, 70])),
    ]
    assert found[14:] == [
        "owb-2017 x-art7 2021 cash 8",
        *(f"owb-2017 x-art11 {year} cash 10" for year in range(2015, 2022)),
        *(f"owb-2017 x-art12 {year} cash 4" for year in range(2015, 2022)),
    ]
    assert_valid(tmp_path / "into")
    ledger = ukraine_budget.open_ledger(tmp_path / "into")
    assert (ledger.currency, ledger.unit) == ("EUR", "thousand")
    assert [tuple(v)[:6] for v in ledger.versions.values()] == [
        ("owb-2017", 201609000, "", "proposed", "partial", "Draft budget 2017")
    ], "of some cells nobody can tell what they state"
    assert result.counts[0] == len(TABLE) - 1


def test_parts_stand_below_the_rows_that_they_are_parts_of(tmp_path: Path, result: ImportResult) -> None:
    assert result.written
    lines = ukraine_budget.open_ledger(tmp_path / "into").lines
    assert {id: line.parent for id, line in lines.items() if line.parent} == {
        "x-art6-opdrachten": "x-art6",
        "x-art6-opdrachten-materieel": "x-art6-opdrachten",
        "x-art10-groot": "x-art10",
        "x-art10-klein": "x-art10-groot",
        "x-art10-ander": "x-art10",
        "x-art10-te-groot": "x-art10",
        "x-art11-te-groot": "x-art11",
        "x-art11-twee-keer": "x-art11",
        "x-art11-a.1-twee-keer": "x-art11",
    }
    funds = ukraine_budget.open_ledger(tmp_path / "into").funds
    assert funds["x"].total is False
    assert funds["x"].note == "Of x-art10 some figures are only stated in parts, which need not be all."
    assert funds["x-deltafonds"].name == "Deltafonds", "a second chapter of the same code"


def test_what_is_left_out_and_why(result: ImportResult) -> None:
    rows = {(line, column): reason for line, column, reason in left(result)}
    assert {line: reason for (line, column), reason in rows.items() if not column} == {
        2: "nothing-stated",
        7: "of-which",
        8: "lost-label",
        9: "subtotal",
        10: "receipts",
        11: "repeated-row",
        12: "blank-row",
        13: "no-basis",
        14: "no-basis",
        15: "other-year",
        16: "no-chapter",
        17: "other-phase",
        18: "no-article",
        20: "shifted",
        21: "shifted",
        **dict.fromkeys((22, 23, 24), "conflicting-totals"),
        35: "total-of-chapter",
    }
    assert {cell: reason for cell, reason in rows.items() if cell[1]} == {
        (19, "Bedrag t-2"): "pro-memorie",
        (19, "Bedrag t-1"): "dash",
        **{(19, f"Bedrag t{n}"): "bad-number" for n in ("", "+1", "+2", "+3")},
        (30, "Bedrag t-1"): "larger-than-whole",
        (32, "Bedrag t-2"): "repeated-figure",
        (31, "Bedrag t-1"): "conflicting-figures",
        (32, "Bedrag t-1"): "conflicting-figures",
    }
    said = {(row.line, row.column): row.message for row in result.left_out}
    assert said[11, ""] == "repeats row 4 to the letter"
    assert said[20, ""] == "an amount stands beyond the last year, so nothing says of which years the amounts are"
    assert said[21, ""].startswith("amounts of other rows of the article stand beyond the last year")
    assert said[24, ""] == "the total of the article stands in rows 22 and 23, and not alike"
    assert said[30, "Bedrag t-1"] == "12 is more than the 10 of x-art11 in row 29, Bedrag t-1, of which it is a part"


def test_printed_totals_are_set_beside_the_sums_of_what_was_taken(result: ImportResult) -> None:
    totals = {(row.total, row.year): f"{row.printed} {row.taken} {row.line}" for row in result.totals}
    assert totals["x-art6", 2015] == "10 9 4"
    assert totals["x-art10-groot", 2016] == "1 1 25"
    assert totals["x", 2021] == "92 92 35"
    assert ("x-art6", 2018) not in totals, "no part is stated"


def test_a_subtotal_is_set_beside_the_rows_with_its_labels(tmp_path: Path) -> None:
    table = [
        *TABLE[:4],
        line("U", "J", "6.1,Land,,,", "3,3,3,3,3,3,3"),
        line("U", "N", "6.1,Land,Opdrachten,,", "1,1,1,1,1,1,1"),
        line("U", "N", "6.1,Land,Subsidies,,", "2,1,2,2,2,2,2"),
        line("U", "N", "6.2,Land,Andere,,", "9,9,9,9,9,9,9"),
    ]
    found = take(tmp_path, write(tmp_path / "owb.csv", "".join(table))).totals
    said = [" ".join(map(str, (t.total, t.year, t.printed, t.taken, t.difference))) for t in found]
    assert [text for text in said if "Land" in text][:2] == ["x-art6 / Land 2015 3 3 0", "x-art6 / Land 2016 3 2 -1"]


def test_totals_that_all_agree_are_told_in_one_note(tmp_path: Path) -> None:
    table = [
        HEADER,
        line("U", "J", ",,,,", "3,3,3,3,3,3,3"),
        line("U", "J", "6.1,Land,,,", "3,3,3,3,3,3,3"),
        line("U", "N", "6.1,Land,Opdrachten,,", "1,1,1,1,1,1,1"),
        line("U", "N", "6.1,Land,Subsidies,,", "2,2,2,2,2,2,2"),
    ]
    file = write(tmp_path / "owb.csv", "".join(table))
    view = ukraine_budget.import_file(file, format=FORMAT, into=tmp_path / "into")
    every = len(view.result.totals)
    assert every >= 7
    assert f"Totals of the files: all {every} are what the taken figures add up to." in view.table.notes


def test_parts_whose_long_labels_begin_alike_are_lines_of_their_own(tmp_path: Path) -> None:
    long = "bijdrage aan de internationale organisaties voor vrede en veiligheid in de wereld"
    table = [*TABLE[:4], *(line("U", "N", f",,{long} {end},,", "1,1,1,1,1,1,1") for end in ("buiten", "binnen"))]
    take(tmp_path, write(tmp_path / "owb.csv", "".join(table)))
    lines = {row.split()[1] for row in amounts(tmp_path / "into")} - {"x-art6"}
    assert len(lines) == 2
    assert {name[:-9] for name in lines} == {"x-art6-bijdrage-aan-de-internationale-organisaties-voor-vrede-en-ve"}


def test_what_the_user_asks_for(tmp_path: Path) -> None:
    file = write(tmp_path / "owb.csv", "".join(TABLE))
    asked = {"chapters": ["x"], "articles": ["6"], "years": [2017], "receipts": True, "version": "mine"}
    result = take(tmp_path, file, date="2016-09-20", **asked)
    assert sorted(amounts(tmp_path / "into")) == [
        "mine-owb-2017 x-art6 2017 cash 6528",
        "mine-owb-2017 x-art6 2017 commitment 3",
        "mine-owb-2017 x-art6-opdrachten 2017 cash 20",
        "mine-owb-2017 x-art6-opdrachten-materieel 2017 cash 20",
        "mine-owb-2017 x-art6-receipts 2017 receipt 3",
    ]
    assert result.counts.unwanted == 16
    (version,) = ukraine_budget.open_ledger(tmp_path / "into").versions.values()
    assert (version.date, version.order, version.coverage) == ("", 201609000, "partial")
    (paper,) = ukraine_budget.open_ledger(tmp_path / "into").documents.values()
    assert paper.date == "2016-09-20"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n1,2\n", r"owb\.csv:1: other-layout is no budget table: no column begins with 'begrotingsjaar'"),
        (HEADER.replace("Bedrag t+4", "x"), "no column begins with 'bedrag t\\+4'"),
        (HEADER + "," * 27 + "\n", "other-layout '' is not the year of a budget"),
        ("", "other-layout is no budget table"),
    ],
)
def test_a_file_of_another_layout(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SourceError, match=said):
        take(tmp_path, write(tmp_path / "owb.csv", text))


FOLDER = CORPUS / FORMAT
BASES = {"V": "commitment", "U": "cash"}
YEARS = {f"Bedrag t{n}": d for n, d in (("-2", -2), ("-1", -1), ("", 0), ("+1", 1), ("+2", 2), ("+3", 3), ("+4", 4))}


def official(year: int) -> pd.DataFrame:
    """The rows of an official file, once each, computed without the program; short names for the columns."""
    frame = pd.read_csv(FOLDER / f"owb-{year}-original.csv", dtype=str, keep_default_na=False)
    frame.columns = pd.Index([*range(19), *YEARS, *range(26, len(frame.columns))], dtype=object)
    return frame.assign(line=frame.index + 2).drop_duplicates(subset=list(frame.columns))


def article_totals(year: int, chapter: str) -> "pd.Series[int]":
    """The first total row with amounts of each article and basis of a chapter, without labels, by line, basis, year."""
    frame = official(year)
    frame = frame[(frame[1] == chapter) & (frame[13] == "J") & frame[12].isin(BASES)]
    frame = frame[(frame[[14, 15, 16, 17, 18]] == "").all(axis=1) & (frame[list(YEARS)] != "").any(axis=1)]
    frame = frame.groupby([6, 12]).first().reset_index()
    frame = frame.assign(line=chapter.lower() + "-art" + frame[6], basis=frame[12].map(BASES))
    long = frame.melt(["line", "basis"], list(YEARS), "column", "amount").query("amount != ''")
    long = long.assign(
        year=long["column"].map(YEARS) + year, amount=long["amount"].str.replace(",", "").astype("int64")
    )
    return long.set_index(["line", "basis", "year"])["amount"].sort_index()


@needs(FORMAT)
@pytest.mark.parametrize(
    ("year", "counts", "reasons"),
    [
        (
            2016,
            (6520, 1700),
            {"repeated-row": 2359, "blank-row": 487, "other-year": 412, "lost-label": 112, "shifted": 29},
        ),
        (2017, (3089, 1702), {"repeated-row": 2, "shifted": 208, "no-basis": 11, "bad-number": 19}),
    ],
)
def test_every_row_of_an_official_file_is_taken_or_reported(
    tmp_path: Path, year: int, counts: tuple[int, int], reasons: dict[str, int]
) -> None:
    result = take(tmp_path, FOLDER / f"owb-{year}-original.csv")
    assert result.counts[:2] == counts
    assert {reason: result.reasons[reason] for reason in reasons} == reasons
    assert_valid(tmp_path / "into")
    frame = pd.read_csv(tmp_path / "into" / "amounts.csv", dtype=str)
    taken = set(frame["locator"].str.extract(r"row (\d+),")[0].astype(int))
    reported = {row.line for row in result.left_out}
    assert taken | reported == set(range(2, counts[0] + 2))
    assert len(taken) == counts[1]


@needs(FORMAT)
def test_twice_2845_rows_of_2016_stand_there_to_the_letter(tmp_path: Path) -> None:
    whole = pd.read_csv(FOLDER / "owb-2016-original.csv", dtype=str, keep_default_na=False)
    assert int(whole.duplicated().sum()) == 2845
    result = take(tmp_path, FOLDER / "owb-2016-original.csv", chapters=["X"])
    assert result.reasons["repeated-row"] + result.reasons["blank-row"] - 1 == 2845


@needs(FORMAT)
@pytest.mark.parametrize("year", [2016, 2017])
@pytest.mark.parametrize("chapter", ["X", "IV", "VII"])
def test_the_articles_of_a_chapter_are_as_the_file_has_them(tmp_path: Path, year: int, chapter: str) -> None:
    take(tmp_path, FOLDER / f"owb-{year}-original.csv", chapters=[chapter])
    frame = pd.read_csv(tmp_path / "into" / "amounts.csv", dtype=str)
    frame = frame[frame["line"].str.fullmatch(r"[a-z]+-art\d+")].astype({"amount": "int64", "year": "int64"})
    expected = article_totals(year, chapter)
    pd.testing.assert_series_equal(frame.set_index(["line", "basis", "year"])["amount"].sort_index(), expected)
    assert set(frame["version"]) == {f"owb-{year}"}


@needs(FORMAT)
@needs("nl-begrotingsstaten")
@pytest.mark.parametrize(
    ("year", "others"),
    [(2016, {"iii-art1-o"}), (2017, {"c-art1 commitment", "c-art1 cash", "iii-art1"})],
)
def test_the_budget_year_is_as_the_budget_states_have_it(tmp_path: Path, year: int, others: set[str]) -> None:
    """The draft budget of the year itself in another official file: no year is taken for another."""
    take(tmp_path, FOLDER / f"owb-{year}-original.csv")
    frame = pd.read_csv(tmp_path / "into" / "amounts.csv", dtype=str)
    frame = frame[(frame["year"] == str(year)) & frame["line"].str.fullmatch(r"[a-z]+-art\d+")]
    ours = frame.set_index(frame["line"] + " " + frame["basis"])["amount"].astype("int64")
    states = pd.read_csv(next((CORPUS / "nl-begrotingsstaten").glob("begr*.csv")), dtype=str, keep_default_na=False)
    states = states[(states["Begrotingsjaar"] == str(year)) & states["Uitgaven Ontvangsten Verplichtingen"].isin(BASES)]
    key = states["Begrotingsnummer"].str.lower() + "-art" + states["Artikel nummer"]
    key += " " + states["Uitgaven Ontvangsten Verplichtingen"].map(BASES)
    theirs = states.set_index(key)["Stand ontwerpbegroting"].astype("int64")
    both = pd.concat({"ours": ours, "theirs": theirs}, axis=1).dropna()
    both = both[both["theirs"] != 0]  # an article that had another number in the draft
    assert len(both) > 150
    assert set(both.index[both["ours"] != both["theirs"]]) == {name for name in others if " " in name}


@needs(FORMAT)
def test_commitments_and_cash_of_investments_move_in_opposite_directions(tmp_path: Path) -> None:
    """Article 6 of chapter X between the draft budgets of 2016 and 2017."""
    for year in (2017, 2016):
        take(tmp_path, FOLDER / f"owb-{year}-original.csv", chapters=["X"])
    ledger = ukraine_budget.open_ledger(tmp_path / "into")
    sides = (ukraine_budget.LedgerAt(ledger, f"owb-{year}") for year in (2016, 2017))
    rows = {(r.basis, r.year): r for r in ukraine_budget.diff(*sides, funds=["x"]).rows if r.line == "x-art6"}
    old, new = (article_totals(year, "X").to_dict() for year in (2016, 2017))
    for (basis, year), row in rows.items():
        assert (row.old, row.new) == (old.get(("x-art6", basis, year)), new["x-art6", basis, year])
    change = {cell: row.change for cell, row in rows.items() if row.change is not None}
    assert [change["commitment", year] > 0 for year in range(2015, 2021)] == [True] * 3 + [False] * 3
    assert [change["cash", year] > 0 for year in range(2015, 2021)] == [False] * 3 + [True] * 3
    assert (change["commitment", 2017], change["cash", 2017]) == (1151251, -96782)


def test_a_row_that_states_other_years_only_is_not_wanted(tmp_path: Path) -> None:
    file = write(tmp_path / "owb.csv", "".join(TABLE))
    some = take(tmp_path, file, years=[2015, 2021], articles=["6"])
    assert "owb-2017 x-art6-opdrachten 2015 cash 9" in amounts(tmp_path / "into")
    (tmp_path / "other").mkdir()
    none = take(tmp_path / "other", file, years=[2021], articles=["6"])
    (tmp_path / "third").mkdir()
    assert {share.year for share in take(tmp_path / "third", file, years=[2021]).shares} <= {2021, None}
    assert "opdrachten" not in "".join(amounts(tmp_path / "other" / "into"))
    assert none.counts.unwanted == some.counts.unwanted + 2


def test_computed_fractions_are_rounded_and_told(tmp_path: Path) -> None:
    table = [
        HEADER,
        line("U", "J", ",,,,", "1599770.66666667,-3.5,0.18,-7.27595761418343E-012,43.059,131.869,7"),
        line("U", "J", ",,,,", "131.869,1,2,3,4,5,6", article="7,,Punten"),
    ]
    result = take(tmp_path, write(tmp_path / "owb.csv", "".join(table)))
    assert [row.split(" ", 1)[1] for row in amounts(tmp_path / "into") if "art6" in row] == [
        "x-art6 2015 cash 1599771",
        "x-art6 2016 cash -4",
        "x-art6 2017 cash 0",
        "x-art6 2018 cash 0",
        "x-art6 2019 cash 43",
        "x-art6 2020 cash 132",
        "x-art6 2021 cash 7",
    ]
    assert left(result) == [(3, "Bedrag t-2", "bad-number")], "may be thousands, where no other amount is a fraction"
    note = "owb.csv: rounded to whole thousands, since they were computed and never rounded: 6 of the amounts."
    assert note in result.notes


def test_computed_fractions_of_a_workbook_are_numbers(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    header, row = (text.rstrip("\n").split(",") for text in (HEADER, line("U", "J", ",,,,", "1,2,3,4,5,6,7")))
    book.active.append(header[:-2])
    book.active.append([*row[:19], 131.869, 1599770.6666666667, 3, 4, 5, 6, 7])
    book.save(tmp_path / "owb.xlsx")
    take(tmp_path, tmp_path / "owb.xlsx")
    assert [row.rsplit(" ", 1)[1] for row in amounts(tmp_path / "into")] == ["132", "1599771", "3", "4", "5", "6", "7"]


@pytest.mark.parametrize("year", ["2017-01-01", "2017-01-01T00:00:00", "2017-01-01 00:00:00.000"])
def test_a_year_that_became_a_date(tmp_path: Path, year: str) -> None:
    text = HEADER + line("U", "J", ",,,,", "1,2,3,4,5,6,7", chapter=f"{year},X,,Defensie,B,OWB")
    assert take(tmp_path, write(tmp_path / "owb.csv", text)).left_out == ()
    assert amounts(tmp_path / "into")[2] == "owb-2017 x-art6 2017 cash 3"


def test_a_row_that_its_parts_never_make_up_stands_beside_them(tmp_path: Path) -> None:
    table = [
        HEADER,
        line("U", "J", ",,,,", "9,9,9,9,9,9,9"),
        line("U", "N", ",Opdrachten,,,", "9,9,9,9,9,9,9"),
        line("U", "N", ",Opdrachten,nationale inzet,,", "5,6,5,5,5,5,5"),
        line("U", "N", ",,,overige inzet,", "4,3,4,4,4,4,4"),
    ]
    take(tmp_path, write(tmp_path / "owb.csv", "".join(table)))
    lines = ukraine_budget.open_ledger(tmp_path / "into").lines.values()
    assert {line.name: line.parent for line in lines} == {
        "Investeringen": "",
        "Opdrachten": "x-art6",
        "Opdrachten / nationale inzet": "x-art6-opdrachten",
        "overige inzet": "x-art6-opdrachten",
    }


def test_below_no_such_row_parts_stand_below_the_article(tmp_path: Path) -> None:
    table = [
        HEADER,
        line("U", "J", ",,,,", "9,9,9,9,9,9,9"),
        line("U", "N", ",,nationale inzet,,", "5,6,5,5,5,5,5"),
        line("U", "N", ",,,overige inzet,", "4,3,4,4,4,4,4"),
    ]
    take(tmp_path, write(tmp_path / "owb.csv", "".join(table)))
    lines = ukraine_budget.open_ledger(tmp_path / "into").lines.values()
    assert {line.parent for line in lines} == {"", "x-art6"}


@needs(FORMAT)
@pytest.mark.parametrize("year", [2016, 2017])
def test_what_an_official_file_loses_is_no_success_and_stays_with_its_version(tmp_path: Path, year: int) -> None:
    file = FOLDER / f"owb-{year}-original.csv"
    with pytest.raises(LossError):
        ukraine_budget.import_file(file, format=FORMAT, into=tmp_path / "into")
    take(tmp_path, file)
    (version,) = ukraine_budget.open_ledger(tmp_path / "into").versions.values()
    assert version.coverage == "partial"
    assert f"cash {year} " in version.missing
