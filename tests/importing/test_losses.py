"""Imports that would lose amounts: that they write nothing, and what is said where that is accepted."""

import csv
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import ukraine_budget
from importing import MAP, amounts, assert_valid, take, write
from ukraine_budget import LossError, View
from ukraine_budget.catalogues import language
from ukraine_budget.cli.app import app
from ukraine_budget.importing.rejects import roughly
from ukraine_budget.report.importresult import ImportResult, Share

HEADER = "line,year,amount\n"
GOOD = "".join(f"l{n},2026,{1000 + n}\n" for n in range(97))
LOST = "x,2026,90k\ny,2026,5000k\nz,2025,\n"
THOUSANDS = Path(__file__).parents[1] / "functional" / "files" / "us-omb" / "budauth-2018.csv"


def refused(folder: Path, text: str, map: str = MAP, **asked: Any) -> View[ImportResult]:
    """What an import comes to that is refused, and of which nothing is written."""
    with pytest.raises(LossError) as caught:
        take(folder, text, map, accept_loss=False, **asked)
    assert caught.value.exit_code == 1
    assert not (folder / "into").exists()
    view: View[ImportResult] = caught.value.view
    assert view.result.refused
    assert not view.result.written
    return view


def test_an_import_says_that_all_was_taken(tmp_path: Path) -> None:
    result = take(tmp_path, HEADER + GOOD, accept_loss=False)
    assert [(share.basis, share.year, share.amounts, share.taken) for share in result.shares] == [
        ("cash", 2026, 97, 97)
    ]
    assert result.shares[0].money == result.shares[0].taken_money == sum(range(1000, 1097))
    assert result.lost == ()


def test_more_than_one_in_a_hundred_amounts_is_too_much(tmp_path: Path) -> None:
    assert refused(tmp_path, HEADER + GOOD + "x,2026,n.b.\n").result.lost == (("bad-number", 1),)
    more = "".join(f"m{n},2026,1\n" for n in range(3))
    assert take(tmp_path, HEADER + GOOD + more + "x,2026,n.b.\n", accept_loss=False).lost == ()
    assert "partial" not in (tmp_path / "into" / "versions.csv").read_text()


def test_more_than_one_in_a_hundred_of_the_money_is_too_much(tmp_path: Path) -> None:
    many = "".join(f"m{n},2026,1\n" for n in range(300))
    (share,) = refused(tmp_path, HEADER + many + 'x,2026,"1,000"\n').result.shares
    assert (share.money, share.taken_money) == (Decimal(1300), Decimal(300))


def test_a_year_of_which_all_is_lost_is_too_much_whatever_the_others_hold(tmp_path: Path) -> None:
    many = "".join(f"m{n},2026,1000\n" for n in range(500))
    assert refused(tmp_path, HEADER + many + "x,2027,1x\n").result.lost == (("bad-number", 1),)


def test_amounts_of_no_known_year_are_set_against_all(tmp_path: Path) -> None:
    result = take(tmp_path, HEADER + GOOD + GOOD.replace("l", "m") + "x,26,7\n", accept_loss=False)
    assert result.shares[-1] == Share("cash", None, 1, Decimal(7), 0, Decimal(0))
    (more := tmp_path / "more").mkdir()
    assert refused(more, HEADER + GOOD + "x,26,7\n").result.lost == (("bad-year", 1),)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ("x,2026\n", ""),
        (",2026,7\n", "no-line"),
        ("x,2026,7,8\n", "long-row"),
        ("x,2026,7\nx,2026,8\n", "conflicting-figures"),
    ],
)
def test_rows_that_are_left_out_lose_their_amounts(tmp_path: Path, rows: str, reason: str) -> None:
    text = HEADER + GOOD[: GOOD.index("l9,")] + rows
    if not reason:  # a row without a cell for an amount has none to lose
        assert take(tmp_path, text, accept_loss=False).lost == ()
    else:
        assert refused(tmp_path, text).result.lost == ((reason, rows.count("\n")),)


@pytest.mark.parametrize(
    ("rows", "more"),
    [
        ("line,year,amount\n", ""),
        ("l1,2026,1001\n", 'same = "repeat"\n'),
        ("Total,2026,999999\n", '[[skip]]\ncolumn = "line"\nvalues = ["Total"]\nreason = "total"\nfault = true\n'),
        ("x,2026,n.b.\n", '[numbers]\ndecimal = "."\nnothing = ["n.b."]\n'),
    ],
)
def test_what_the_map_leaves_out_or_stands_elsewhere_is_not_lost(tmp_path: Path, rows: str, more: str) -> None:
    map = more + MAP if more.startswith("same") else MAP.replace('[numbers]\ndecimal = "."\n', more)
    map = map if more.startswith(("same", "[numbers")) or not more else MAP + more
    result = take(tmp_path, HEADER + GOOD + rows, map if more else MAP, accept_loss=False)
    assert result.lost == ()
    assert all(share.whole for share in result.shares)


def test_what_is_not_asked_for_is_not_lost(tmp_path: Path) -> None:
    result = take(tmp_path, HEADER + GOOD + "x,2027,1x\n", accept_loss=False, years=[2026])
    assert all(share.whole for share in result.shares)


def test_columns_that_say_their_year_lose_only_what_is_at_fault(tmp_path: Path) -> None:
    map = MAP.replace('"{year}"', '"{column}"').replace('column = "amount"', 'columns = "20.."')
    text = "line,2025,2026\na,1,2\nb,3,x\n"
    assert [share[:3] for share in refused(tmp_path, text, map).result.shares] == [("cash", 2025, 2), ("cash", 2026, 2)]
    taken = take(tmp_path, text, map)
    assert taken.lost == (("bad-number", 1),)


def test_no_share_of_the_money_is_given_where_a_lost_amount_has_no_size(tmp_path: Path) -> None:
    view = refused(tmp_path, HEADER + GOOD + "x,2026,n.b.\ny,2026,5000k\n")
    (share,) = view.result.shares
    assert share.unsized == 1
    (table,) = [block for block in view.table.blocks if block.title.startswith("What share")]
    assert [str(row.cells[-1]) for row in table.rows] == ["not known"]
    take(tmp_path, HEADER + GOOD + "x,2026,n.b.\ny,2026,5000k\n")
    (version,) = ukraine_budget.open_ledger(tmp_path / "into").versions.values()
    assert version.missing == "cash 2026 2/99 0%"


def test_a_refusal_names_reasons_three_rows_and_what_mends_it(tmp_path: Path) -> None:
    view = refused(tmp_path, HEADER + GOOD + LOST + "w,2026,1x\nv,2026,2x\n")
    assert view.table.title == f"table.csv: not imported, since amounts are lost; {tmp_path / 'into'} is as it was"
    notes = list(map(str, view.table.notes))
    assert notes[0] == (
        "Left out as bad-number: 4. To mend it, say in the map how amounts are written: decimal, thousands, nothing "
        "and zero in [numbers]. Such as:"
    )
    assert [note.partition(":")[2].partition(":")[0] for note in notes[1:4]] == [
        "99 amount",
        "100 amount",
        "102 amount",
    ]
    assert not notes[4].startswith("table.csv")
    assert "--accept-loss takes the rest, into partial versions that say what is missing." in notes
    dutch = view.render("table", "nl")
    assert "Left out as" not in dutch
    assert "accept-loss takes" not in dutch
    found = json.loads(view.to_json())
    assert found["lost"] == [{"reason": "bad-number", "amounts": 4}]
    assert found["shares"][0]["taken"] == 97


def test_strict_refuses_a_fault_by_which_little_is_lost(tmp_path: Path) -> None:
    text = HEADER + GOOD + GOOD.replace("l", "m") + "x,2026,n.b.\n"
    view = ukraine_budget.import_file(
        write(tmp_path / "t.csv", text), map=write(tmp_path / "m.toml", MAP), into=tmp_path / "into", strict=True
    )
    assert view.result.refused
    assert view.table.title.startswith("t.csv: not imported, for the faults below; ")
    assert not (tmp_path / "into").exists()


def test_a_format_has_a_map_of_its_own(tmp_path: Path) -> None:
    with THOUSANDS.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    place = header.index("2018")
    with (tmp_path / "us.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *([*row[:place], f"{row[place]} k", *row[place + 1 :]] for row in rows)])
    asked: dict[str, Any] = {"format": "us-omb", "version": "v", "date": "2017"}
    with pytest.raises(LossError, match="write a map with budget import --guess FILE"):
        ukraine_budget.import_file(tmp_path / "us.csv", into=tmp_path / "into", **asked)


def test_thousands_separators_of_us_omb_are_read(tmp_path: Path) -> None:
    with THOUSANDS.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = csv.reader(file)
    years = [n for n, name in enumerate(header) if name.isdigit()]
    for row in rows:
        for n in years:
            row[n] = f"{int(row[n]):,}"
    with (tmp_path / "us.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
    asked: dict[str, Any] = {"format": "us-omb", "version": "v", "date": "2017"}
    ukraine_budget.import_file(tmp_path / "us.csv", into=tmp_path / "with", **asked)
    ukraine_budget.import_file(THOUSANDS, into=tmp_path / "without", **asked)
    assert amounts(tmp_path / "with") == amounts(tmp_path / "without")
    assert any(len(row.rsplit(" ", 1)[1]) > 4 for row in amounts(tmp_path / "with"))


def test_the_command_ends_with_1_and_writes_nothing_unless_the_loss_is_accepted(tmp_path: Path) -> None:
    file, map = write(tmp_path / "t.csv", HEADER + GOOD + LOST), write(tmp_path / "map.toml", MAP)
    words = ["import", "--map", str(map), str(file), "--into", str(tmp_path / "into")]
    found = CliRunner().invoke(app, words)
    assert found.exit_code == 1
    assert "not imported, since amounts are lost" in " ".join(found.stdout.split())
    assert not (tmp_path / "into").exists()
    assert CliRunner().invoke(app, [*words, "--strict", "--accept-loss"]).exit_code == 1
    found = CliRunner().invoke(app, [*words, "--accept-loss"])
    assert found.exit_code == 0
    assert "every view of them says it" in " ".join(found.stdout.split())


def on_loss(view: View[Any], lang: str = "en") -> str:
    """What a view notes of what was lost."""
    (note,) = (note for note in view.table.notes if getattr(note, "kind", "") == "not-whole")
    return language(lang).say(note)


@pytest.fixture
def lossy(tmp_path: Path) -> Path:
    """A ledger of which amounts were lost."""
    assert take(tmp_path, HEADER + GOOD + LOST).written
    return tmp_path / "into"


def test_what_is_missing_is_in_the_ledger(lossy: Path) -> None:
    with (lossy / "versions.csv").open(encoding="utf-8", newline="") as file:
        (version,) = csv.DictReader(file)
    assert (version["coverage"], version["missing"]) == ("partial", "cash 2026 2/99 4.7%")
    assert_valid(lossy)


def test_check_and_every_view_say_what_is_missing(lossy: Path, tmp_path: Path) -> None:
    ledger = ukraine_budget.open_ledger(lossy)
    assert [row.code for row in ukraine_budget.check(lossy).rows] == ["incomplete-version"]
    assert not ukraine_budget.check(lossy).result.passes(strict=True)
    write(tmp_path / "flat.csv", "line,year,cash\nl1,2026,1\n")
    other = ukraine_budget.open_ledger(tmp_path / "flat.csv")
    views: tuple[View[Any], ...] = (
        ukraine_budget.show(ledger, 2026, funds=["all"]),
        ukraine_budget.show(ledger, 2027, funds=["all"]),
        ukraine_budget.outlook(ledger, funds=["all"]),
        ukraine_budget.history(ledger, "l1"),
        ukraine_budget.history(ledger, "l1", years=[2026]),
        ukraine_budget.explain(ledger, "l1", 2026),
        ukraine_budget.diff(ukraine_budget.LedgerAt(ledger), ukraine_budget.LedgerAt(other)),
    )
    for view in views:
        start, _, missing = on_loss(view).partition(": ")
        assert missing.startswith("2 of 99 amounts")
        for format in ("table", "markdown", "html", "latex", "json"):
            assert start in " ".join(view.render(format).split()), format
        assert on_loss(view, "nl").partition(": ")[0] in " ".join(view.render("table", "nl").split())
    assert "missing" in ukraine_budget.listing(ledger, "versions").to_json()
    said = {
        "en": "2 of 99 amounts of cash 2026 (4.7 % of the money)",
        "nl": "2 van de 99 bedragen aan kasuitgaven 2026",
    }
    for lang, text in said.items():
        assert text in ukraine_budget.listing(ledger, "versions").render("markdown", lang)


def test_a_person_is_told_first_of_the_loss_and_of_its_money_only_where_that_is_known(tmp_path: Path) -> None:
    take(tmp_path, HEADER + "a,2026,1\nb,2026,x\n")
    view = ukraine_budget.show(ukraine_budget.open_ledger(tmp_path / "into"), 2026)
    assert "money" not in on_loss(view)
    text = view.render("table", "en")
    told = " ".join(text[text.index("! ") :].split())
    assert told.startswith(f"! {on_loss(view)} ")
    assert "[1] table.csv   --full" in text
    assert "sha256" not in text


def test_views_of_other_years_and_bases_need_not_say_it(lossy: Path) -> None:
    ledger = ukraine_budget.open_ledger(lossy)
    quiet: tuple[View[Any], ...] = (
        ukraine_budget.show(ledger, 2030, funds=["all"]),
        ukraine_budget.explain(ledger, "l1", 2025),
    )
    for view in quiet:
        assert "not-whole" not in [note["kind"] for note in json.loads(view.to_json())["notes"]]


def test_an_import_that_has_it_takes_it_back(lossy: Path, tmp_path: Path) -> None:
    mended = HEADER + GOOD + "x,2026,7\ny,2026,5000\n"
    assert take(tmp_path, mended, name="mended.csv", accept_loss=False).written
    (version,) = ukraine_budget.open_ledger(lossy).versions.values()
    assert (version.coverage, version.missing) == ("full", "")
    assert "missing" not in (lossy / "versions.csv").read_text()
    assert_valid(lossy)


def test_a_further_file_of_a_version_may_lose_more_or_nothing(lossy: Path, tmp_path: Path) -> None:
    take(tmp_path, "line,year,amount\nl1,2027,7\n", name="more.csv")
    (version,) = ukraine_budget.open_ledger(lossy).versions.values()
    assert (version.coverage, version.missing) == ("partial", "cash 2026 2/99 4.7%")
    take(tmp_path, "line,year,amount\nl1,2028,7\nl2,2028,x\n", name="most.csv")
    (version,) = ukraine_budget.open_ledger(lossy).versions.values()
    assert version.missing == "cash 2026 2/99 4.7%; cash 2028 1/2 0%"
    take(tmp_path, "line,year,amount\nl3,2028,7\nl2,2028,x\n", name="again.csv")
    (version,) = ukraine_budget.open_ledger(lossy).versions.values()
    assert version.missing == "cash 2026 2/99 4.7%; cash 2028 1/2 0%"


def test_a_part_of_a_version_makes_up_for_nothing(lossy: Path, tmp_path: Path) -> None:
    map = MAP.replace("[line]", '[line]\narticle = "{line}"')
    take(tmp_path, HEADER + "x,2026,7\n", map, name="part.csv", articles=["x"], accept_loss=False)
    (version,) = ukraine_budget.open_ledger(lossy).versions.values()
    assert version.missing == "cash 2026 2/99 4.7%"


def test_amounts_of_no_known_year_are_said_to_be_missing(tmp_path: Path) -> None:
    take(tmp_path, HEADER + "a,2026,1\nb,26,7\n")
    (version,) = ukraine_budget.open_ledger(tmp_path / "into").versions.values()
    assert version.missing == "cash ? 1/1 100%"
    assert [row.code for row in ukraine_budget.check(tmp_path / "into").rows] == ["incomplete-version"]


def test_a_version_of_which_all_was_taken_stays_full(tmp_path: Path) -> None:
    map = MAP.replace('id = "v"', 'id = "{v}"')
    take(tmp_path, "v,line,year,amount\na,x,2026,1\nb,z,2026,1\nb,y,2026,1k\n", map)
    versions = ukraine_budget.open_ledger(tmp_path / "into").versions
    assert {id: (version.coverage, version.missing) for id, version in versions.items()} == {
        "a": ("full", ""),
        "b": ("partial", "cash 2026 1/2 50%"),
    }


def test_a_full_version_that_follows_ends_what_is_missing(lossy: Path, tmp_path: Path) -> None:
    map = MAP.replace('id = "v"', 'id = "w"\nfollows = "v"').replace("2025-01-02", "2026-01-02")
    take(tmp_path, HEADER + GOOD, map, accept_loss=False)
    ledger = ukraine_budget.open_ledger(lossy)
    assert "not whole" not in str(ukraine_budget.show(ledger, 2026, funds=["all"]))
    assert "not whole" in str(ukraine_budget.show(ledger, 2026, funds=["all"], as_of="v"))


@pytest.mark.parametrize(
    ("text", "size"),
    [("1,234", 1234), ("1.234,5", "1234.5"), ("-12.5x", "12.5"), ("EUR 1 234", 1234), ("n.b.", None), ("=A1", None)]
    + [("≈ €4,72E+07", "4.72E+7"), ("1E99", None)]
    + [(text, None) for text in ("2 days, 0:00:00", "1:30", "PT48H00M00S", "-P3D", "2025-01-02", "2025-2026")],
)
def test_how_large_an_amount_may_be_that_cannot_be_read(text: str, size: int | str | None) -> None:
    assert str(roughly(text)) == str(size)
