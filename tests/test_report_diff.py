"""How a diff, its shifts and a history are shown."""

from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from build import make
from ukraine_budget import LedgerAt, LedgerError, UsageError, View, diff, history, ledgers_at, open_ledger, shifts, show
from ukraine_budget.language import ENGLISH, Text
from ukraine_budget.model.records import Document, Line, Version
from ukraine_budget.report.charts.changes import diff_chart
from ukraine_budget.report.table import Noted
from ukraine_budget.write import render

MOVED = make("old x 2025 cash 10\nold x 2026 cash 20\nnew x 2025 cash 15\nnew x 2026 cash 12")

STEPS = ((1, "", "old"), (2, "old", "mid"), (3, "mid", "new"))


def lines(view: View[Any]) -> list[str]:
    """The lines of the whole view with single blanks."""
    return [" ".join(line.split()) for line in str(render(view.table, "table", ENGLISH)).splitlines()]


def noted(note: Text) -> tuple[object, ...]:
    """The kind of a note, and the lines and years that it is about."""
    assert isinstance(note, Noted)
    return note.kind, note.lines, note.years


def test_what_moved_and_what_was_cut_stand_apart() -> None:
    view = diff(LedgerAt(MOVED, "old"), LedgerAt(MOVED, "new"))
    shown = lines(view)
    assert "x 2025 10 15 +5 +5 changed old new" in shown
    assert "x 2026 20 12 -8 -5 -3 changed old new" in shown
    assert any(line.startswith("What is inferred to have moved is what the figures allow") for line in shown)
    assert "x cash 2026 -> 2025 5 inferred, consistent with the figures" in shown
    assert "x cash 2026 -> 2025 5 inferred, consistent with the figures" in lines(shifts(view))


def test_sides_of_one_date_are_told_apart_by_name(tmp_path: Path) -> None:
    path = tmp_path / "my.csv"
    for date, heads in (("16", ["old", "new"]), ("17", ["16 Sept 2025", "17 Sept 2025"])):
        rows = f"old,2025-09-16,A,2026,5\nnew,2025-09-{date},A,2026,7\n"
        path.write_text(f"version,date,line,year,cash\n{rows}", "utf-8")
        ledger = open_ledger(path)
        brief = diff(LedgerAt(ledger, "old"), LedgerAt(ledger, "new")).render("table")
        head = next(line for line in brief.splitlines() if "Change" in line)
        assert head.split("  ")[-1].strip() == "Change"
        assert [cell.strip() for cell in head.split("  ") if cell.strip()][-3:-1] == heads


def test_shifts_of_a_line_and_of_its_parts_are_said_not_to_be_added() -> None:
    said = "Shifts of a line and of its parts are both listed: they may be the same money, and are not to be added."
    years = "\n".join(
        f"{version} {line} {year} {basis} {amount}"
        for version, amounts in (("old", (10, 20)), ("new", (15, 15)))
        for line, basis in (("whole", "cash"), ("part", "cash"), ("other", "cash"), ("far", "commitment"))
        for year, amount in zip((2025, 2026), amounts, strict=True)
    )

    def shown(part: str, above: str) -> list[str]:
        of = {"whole": "", "part": "", "other": "", "far": "", part: above}
        ledger = make(years, lines=[Line(name, "f", parent=parent) for name, parent in of.items()])
        view = diff(LedgerAt(ledger, "old"), LedgerAt(ledger, "new"))
        assert (said in lines(view)) is (said in lines(shifts(view)))
        return lines(view)

    assert said in shown("part", "whole")
    assert said not in shown("far", "whole")
    assert said not in shown("part", "")
    legs = "\n".join(
        f"new {x} {year} cash {n} cash-shift s" for x in ("whole", "part") for year, n in ((2025, 5), (2026, -5))
    )
    of_parts = make("old whole 2026 cash 20", legs, lines=[Line("whole", "f"), Line("part", "f", parent="whole")])
    assert said in lines(show(of_parts, 2026))


def test_the_way_from_the_old_stand_to_the_new_names_every_part() -> None:
    ledger = make(
        "old x 2025 cash 10\nold x 2026 cash 20\nnew x 2025 cash 16\nnew x 2026 cash 12",
        "mid x 2025 cash 1 decision Extra\nmid x 2026 cash 0 technical Other",
        versions=[Version(name, n, coverage="partial", follows=before) for n, before, name in STEPS],
    )
    shown = lines(diff(LedgerAt(ledger, "old"), LedgerAt(ledger, "new")))
    start = shown.index("x, cash: from the old version to the new")
    assert shown[start + 3 : start + 9] == [
        "Old version 10 20",
        "decision Extra +1",
        "technical Other 0",
        "Moved between years, inferred +5 -5",
        "Added or cut -3",
        "New version 16 12",
    ]


def test_what_a_paper_does_not_tie_stands_apart() -> None:
    ledger = make(
        "old x 2025 cash 10\nold x 2026 cash 20 10\nold x 2027 cash 0\nnew x 2025 cash 16\nnew x 2026 cash 21 10",
        "new x 2025 cash 1 decision Extra\nnew x 2026 cash 0 decision Extra\nnew x 2027 cash 0 decision Extra",
    )
    shown = lines(diff(LedgerAt(ledger, "old"), LedgerAt(ledger, "new")))
    assert "Untied: what the paper prints does not add up +5 +1" in shown
    assert "New version 16 21 not stated" in shown, "nothing is not zero"
    assert "Old version 10 20 0" in shown, "and zero is not nothing"
    ledger = make("old x 2026 cash 20 10\nnew x 2026 cash 21 10", "new x 2026 cash 0 decision Extra")
    shown = lines(diff(LedgerAt(ledger, "old"), LedgerAt(ledger, "new")))
    assert "Untied: what the paper prints does not add up (within rounding) +1" in shown


def test_a_size_that_is_not_stated_is_never_shown_as_nothing() -> None:
    ledger = make(
        "new x 2025 cash 16", "new x 2025 cash 0 cash-shift s at-least\nnew x 2026 cash 0 cash-shift s at-most"
    )
    same = diff(LedgerAt(ledger, "new"), LedgerAt(ledger, "new"))
    title = "From new to new (EUR million): nothing is restated with another amount"
    assert lines(same) == [title, "", same.answer]
    (found,) = shifts(ledger).rows
    assert found.amount is None
    how = "declared, size not stated"
    assert f"x cash 2026 -> 2025 not stated {how} s new" in lines(shifts(ledger))


def test_what_has_no_size_or_is_of_another_series_is_marked_where_the_numbers_are() -> None:
    versions = [Version("a", 1), Version("b", 2), Version("c", 3, follows="b")]
    ledger = make(
        "a x 2025 cash 10\na x 2026 cash 10\nc x 2025 cash 12\nc x 2026 cash 14",
        "c x 2025 cash 1 decision d\nc x 2026 cash 0 cash-shift s at-most",
        versions=versions,
    )
    shown = lines(diff(LedgerAt(ledger, "a"), LedgerAt(ledger, "c")))
    assert "x 2025 10 12 +1 different series a c" in shown
    assert "x 2026 10 14 different series, size of what is declared not stated a c" in shown


def test_a_renumbered_line_and_changes_within_rounding_are_named() -> None:
    ledger = make("old a 2025 cash 10 10\nnew b 2025 cash 11 10", lines=[Line("a", "f", successor="b"), Line("b", "f")])
    assert "b 2025 10 11 +1 ±10 +1 changed, within rounding, renumbered old new" in lines(
        diff(LedgerAt(ledger, "old"), LedgerAt(ledger, "new"))
    )


def test_what_is_tolerated_is_not_said_to_be_within_rounding() -> None:
    ledger = make(
        "a x 2025 cash 10\na x 2026 cash 10\nb x 2025 cash 13\nb x 2026 cash 30", "b x 2026 cash 18 decision d"
    )
    found = diff(LedgerAt(ledger, "a"), LedgerAt(ledger, "b"), tolerance=Decimal(5))
    shown = lines(found)
    assert "x 2025 10 13 +3 +3 changed, within rounding or tolerance a b" in shown
    assert "x 2026 10 30 +20 +18 +2 changed, rest within rounding or tolerance a b" in shown
    assert "Untied: what the paper prints does not add up (within rounding or tolerance) +2" in shown
    drawn = diff_chart(found.result).sections[0].panels
    assert [panel.title for panel in drawn] == ["2025: +3, within rounding or tolerance", "2026: +20"]
    assert any("within rounding or tolerance" in mark.words for mark in drawn[1].marks)


def test_of_a_diff_shifts_tell_only_what_concerns_them() -> None:
    ledger = make(
        "a x 2025 cash 10 - assumed\na x 2026 cash 10\nb x 2025 cash 7\nb x 2026 cash 13\n"
        "a z 2025 cash 10 - assumed\nb z 2025 cash 7\nb y 2025 cash 1"
    )
    notes = shifts(diff(LedgerAt(ledger, "a"), LedgerAt(ledger, "b"))).table.notes
    assert str(notes[0]).startswith("What is inferred to have moved is what the figures allow")
    assert [noted(note) for note in notes[1:]] == [("assumed", ("x",), (2025,))]


def test_nothing_moved() -> None:
    assert "Nothing moved." in lines(shifts(make("v x 2025 cash 1")))
    one, other = (replace(make(f"v {line} 2025 cash 1"), name=line) for line in ("x", "y"))
    apart = shifts(diff(LedgerAt(one, "v"), LedgerAt(other, "v")))
    assert "Nothing moved." in lines(apart)
    assert [noted(note) for note in apart.table.notes[-1:]] == [("no-line-in-common", (), ())]


def test_a_history_says_what_ended_what_is_carried_and_how_it_was_revised() -> None:
    ledger = make(
        """
        a x 2025 cash 10
        a x 2026 cash 0
        a y 2025 cash 1
        b x 2025 cash 12 1 circa
        c y 2025 cash 1
        """,
        versions=[
            Version("a", 1, "2024-09", coverage="partial"),
            Version("b", 2, "2025-05", coverage="partial", follows="a"),
            Version("c", 3, coverage="full", follows="b"),
        ],
    )
    shown = lines(history(ledger, "x"))
    assert "a 2024-09 10 0 ▇▁" in shown
    assert "b 2025-05 12 (circa) +2 ±0.5 0 (last stated) █▁" in shown
    assert "c no longer stated 0 (last stated) ▁" in shown
    assert lines(history(ledger, "x", years=[2025]))[7:9] == [
        "a 2024-09 10 █████████████████",
        "b 2025-05 12 (circa) +2 ±0.5 ████████████████████",
    ]
    assert "Nothing is stated." in lines(history(ledger, "x", years=[2030]))
    assert "a 2024-09 0" in lines(history(ledger, "x", years=[2026]))
    legend = "Change: from the figure before it."
    assert legend in shown
    assert legend not in lines(history(ledger, "x", years=[2026])), "there is no column of that name"


def test_sides_are_versions_or_ledgers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("one.csv").write_text("line,year,cash\nx,2026,1\n", encoding="utf-8")
    Path("versions").write_text("version,line,year,cash\na,x,2026,1\nb,x,2026,2\n", encoding="utf-8")
    old, new = ledgers_at("spring-2025", "letter-2025-11-27")
    assert (old.ledger is new.ledger, old.as_of, new.as_of) == (True, "spring-2025", "letter-2025-11-27")
    old, new = ledgers_at("one.csv", "versions")
    assert (old.ledger.name, old.as_of, new.ledger.name, new.as_of) == ("one", None, "versions", None)
    old, new = ledgers_at("a", "versions@b", ledger="versions")
    assert (old.as_of, new.as_of) == ("a", "b")
    assert ledgers_at("@a", "@b", ledger="versions")[1].ledger.name == "versions"
    old, new = ledgers_at("versions@a", f"{tmp_path}/versions@b")
    assert old.ledger is new.ledger, "a ledger is one by whatever path it is named"
    old, new = ledgers_at("2025-04", "2025-11-27")
    assert (old.ledger is new.ledger, old.as_of, new.as_of) == (True, "2025-04", "2025-11-27")
    Path("2025").write_text("line,year,cash\nx,2026,1\n", encoding="utf-8")
    assert ledgers_at("2025", "2026")[0].ledger.name == "2025", "a file comes before a date, and a version before both"
    with pytest.raises(UsageError, match=r"'versoins' is no version of ukraine-nl and no ledger: did you mean ver"):
        ledgers_at("versoins", "one.csv")
    Path("versoin.png").touch()
    with pytest.raises(
        UsageError, match=r"'versoin' is no version of ukraine-nl and no ledger: did you mean versions\?$"
    ):
        ledgers_at("versoin", "one.csv")
    with pytest.raises(UsageError, match=r"'q' is no version of versions and no ledger: budget list versions names"):
        ledgers_at("q", "a", ledger="versions")
    with pytest.raises(UsageError, match=r"ones\.csv.*does not exist; did you mean one\.csv"):
        ledgers_at("ones.csv", "one.csv")
    with pytest.raises(LedgerError):
        ledgers_at("one.csv", "./")


def test_declared_shifts_are_told_beside_what_the_net_changes_could_explain() -> None:
    ledger = make(
        "a x 2025 cash 10 1\na x 2026 cash 10 1\nb x 2025 cash 7 1\nb x 2026 cash 16 1",
        "b x 2025 cash -4 cash-shift s\nb x 2026 cash 4 cash-shift s\nb x 2025 cash 2 windfall w",
    )
    shown = lines(diff(LedgerAt(ledger, "a"), LedgerAt(ledger, "b")))
    assert "x 2025 10 7 -3 ±1 -2 -1 changed, rest within rounding a b" in shown
    told = "x cash: the shifts that papers state take 4 out of years; the net changes alone could explain at most 3."
    assert told in shown


def test_the_mutations_of_a_total_are_those_of_its_lines_added_by_kind_and_label() -> None:
    ledger = make(
        "a x 2025 cash 10\na y 2025 cash 10\nb x 2025 cash 13\nb y 2025 cash 14",
        "b x 2025 cash 3 decision d\nb y 2025 cash 4 decision d",
    )
    total = diff(LedgerAt(ledger, "a"), LedgerAt(ledger, "b")).rows[-1]
    assert [tuple(by) for by in total.declared_by] == [("decision", "d", 7, "stated")]
    ledger = make(
        "a x 2025 cash 10\na y 2025 cash 10\nb x 2025 cash 13\nb y 2025 cash 10",
        "b x 2025 cash 3 decision d\nb y 2025 cash 0 decision d at-least",
    )
    total = diff(LedgerAt(ledger, "a"), LedgerAt(ledger, "b")).rows[-1]
    assert [tuple(by) for by in total.declared_by] == [("decision", "d", None, "not-stated")]


def test_each_figure_is_cited_from_its_own_paper_also_where_two_ledgers_call_a_version_alike(tmp_path: Path) -> None:
    for name, rows in (
        ("one", "x,2025,cash,10,same,bill\nx,2025,commitment,20,same,letter"),
        ("two", "x,2025,cash,9,same,memo\nx,2025,commitment,20,same,letter"),
    ):
        (tmp_path / f"{name}.csv").write_text(f"line,year,basis,amount,version,document\n{rows}\n", "utf-8")
    view = diff(*ledgers_at(str(tmp_path / "one.csv"), str(tmp_path / "two.csv")), all=True)
    shown = lines(view)
    assert "x 2025 20 20 0 unchanged same same [1]" in shown
    assert "x 2025 10 9 -1 -1 changed same same [2] [3]" in shown
    assert shown[-3:] == ["[1] letter", "[2] bill", "[3] memo"]
    marks = [mark.source for part in diff_chart(view.result).sections for panel in part.panels for mark in panel.marks]
    assert marks == ["[1]", "[1]", "[2]", "", "[3]"]


def test_of_a_paper_that_two_ledgers_know_differently_only_the_id_is_cited() -> None:
    old, new = (replace(MOVED, documents={"bill": Document("bill", title=title)}) for title in ("One", "Two"))
    assert diff(LedgerAt(old, "old"), LedgerAt(new, "new")).result.ledger.documents == {}
    assert diff(LedgerAt(old, "old"), LedgerAt(replace(old), "new")).result.ledger.documents == old.documents


def test_a_version_of_a_history_is_cited_for_all_that_it_states(tmp_path: Path) -> None:
    rows = "x,2025,cash,10,a,bill\nx,2026,cash,5,a,memo\nx,2025,cash,11,b,letter\nx,2026,cash,5,b,bill"
    (tmp_path / "l.csv").write_text(f"line,year,basis,amount,version,document\n{rows}\n", "utf-8")
    shown = lines(history(open_ledger(tmp_path / "l.csv"), "x"))
    assert [line[-7:] for line in shown if line[:2] in ("a ", "b ")] == ["[1] [2]", "[3] [1]"]


def test_a_history_of_commitments_says_where_some_are_only_decided() -> None:
    both = make("old x 2026 commitment 10 - decision\nnew x 2026 commitment 9")
    (heading,) = (part.title for part in history(both, "x").table.blocks)
    assert heading == "Decided or committed"
    decided = make("old x 2026 commitment 10 - decision\nnew x 2026 commitment 9 - decision")
    (heading,) = (part.title for part in history(decided, "x").table.blocks)
    assert heading == "Decided by cabinet, old and new"
