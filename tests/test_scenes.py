"""Pictures: on any view no text meets another and none leaves the sheet; what they show of doubt, and what never."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

import ukraine_budget
from build import make
from corpus import CORPUS, needs
from ended import Command
from hostile import worst
from scenes import broken, faults, many, shown, views
from ukraine_budget import LedgerAt, Plot, View, open_ledger
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Fund, Line, Version
from ukraine_budget.report.pictures.bars import bar
from ukraine_budget.report.pictures.scene import Arrow, Box, Scene, Words
from ukraine_budget.report.pictures.scene import Line as Rule

LETTER = "diff spring-2025 letter-2025-11-27"


def plot(view: View[Any]) -> Plot:
    return ukraine_budget.plot(view)


def outlook(ledger: Ledger, **asked: Any) -> Plot:
    return plot(ukraine_budget.outlook(ledger, **asked))


def diff(ledger: Ledger, old: str = "v", new: str = "w") -> Plot:
    return plot(ukraine_budget.diff(LedgerAt(ledger, old), LedgerAt(ledger, new)))


def layouts(asked: Plot) -> Iterable[Scene]:
    return (asked.scene(lang, narrow=narrow) for lang in ("en", "nl") for narrow in (False, True))


def bars(scene: Scene, tone: str) -> list[Box]:
    """The solid figures in a colour."""
    return [box for box in bars_of_any_height(scene, tone) if box.height > 8]


def bars_of_any_height(scene: Scene, tone: str) -> list[Box]:
    """And the marks of a history."""
    return [shape for shape in scene.shapes if isinstance(shape, Box) and shape.fill == tone]


def where(scene: Scene, text: str) -> Words:
    """Where a text of a picture is that is there once."""
    (found,) = [words for words in scene.words if words.text == text]
    return found


def outline(scene: Scene, tone: str) -> Box:
    """What left a year."""
    (found,) = [box for box in scene.shapes if isinstance(box, Box) and box.stroke == tone and box.dash]
    return found


@pytest.mark.parametrize("name", views())
def test_no_text_of_a_picture_meets_another_or_leaves_it_or_is_broken(name: str) -> None:
    for scene in layouts(plot(views()[name])):
        assert faults(scene) == []
        assert broken(scene) == set()


HUGE = "9" * 37


@pytest.mark.parametrize(
    "ledger",
    [
        worst(),
        worst("x" * 300),
        worst("\u4e2d\u6587 " * 40),
        many(40),
        many(3, "A name that is longer than any column of a picture is wide, and then some more of it"),
        make(f"v a 2025 cash {HUGE}\nv a 2026 cash -{HUGE}\nw a 2025 cash 1\nw a 2026 cash 0.0000001"),
        make("\n".join(f"v a {year} cash {year}.25 10 circa,provisional" for year in range(1960, 2031))),
        make("v a 2025 cash -5\nv a 2026 cash -7\nw a 2025 cash -50\nw a 2026 cash 3"),
        make("v a 2025 cash 0\nw a 2025 cash 0"),
    ],
    ids=["worst", "long", "wide", "many", "names", "huge", "years", "below", "nothing"],
)
def test_whatever_a_ledger_holds(ledger: Ledger) -> None:
    first, last = next(iter(ledger.versions)), list(ledger.versions)[-1]
    asked = [outlook(ledger), plot(ukraine_budget.shifts(ledger)), diff(ledger, first, last)]
    asked += [plot(ukraine_budget.history(ledger, line)) for line in list(ledger.lines)[:2]]
    for one in asked:
        for scene in layouts(one):
            assert faults(scene) == []
            assert scene.title


@needs("nl-begrotingsstaten")
def test_an_imported_ledger_is_a_ranked_list(tmp_path: Any) -> None:
    path = CORPUS / "nl-begrotingsstaten" / "begrotingsstaten_rijksfinancien_nl_20200914.csv"
    ukraine_budget.import_file(path, format="nl-begrotingsstaten", into=tmp_path / "nl")
    ledger = open_ledger(tmp_path / "nl")
    for one in (outlook(ledger, bases="cash"), diff(ledger, "2020-draft", "2020-adopted")):
        for scene in layouts(one):
            assert faults(scene) == []
            assert "Ukraine" not in scene.description
            assert "support" not in scene.description
        drawn = [box for tone in ("cash", "rise", "fall") for box in bars(one.scene(), tone)]
        assert len(drawn) == 10


def test_the_outlook_of_the_shipped_ledger() -> None:
    scene = plot(views()["outlook"]).scene()
    assert scene.title == "Military, defence: €2.1 billion cash in 2026, €4.3 billion in 2025"
    assert scene.description.splitlines()[1:] == [
        "Support for Ukraine: € billion in cash per year, letter of 27 Nov 2025",
        "2025: 4.3 circa.",
        "2026: 2.1 for now; \N{MINUS SIGN}2.2, about half.",
        "2027: 0.75 reserved; not compared.",
        "brought forward to 2025. size not stated; outline: 3.1 decided.",
        "Decided by cabinet, spring 2025: 2025 not stated; 2026 3.1; 2027 not stated.",
        "Not support: Materiel fund",
        "same scale",
        "2025: 0.7 assumed.",
        "2026: 0.5 assumed; \N{MINUS SIGN}0.2 ±0.1.",
        "2027: 0.4 assumed; \N{MINUS SIGN}0.1 ±0.1.",
        "Outline: the 3.1 decided, if all of that was cash for 2026.",
        "Source: letter of 27 Nov 2025, 2025Z20069",
    ]
    assert len(bars(scene, "cash")) == 2, "what is only reserved is not solid"
    assert bars(scene, "other") == [], "nor what is assumed"


def test_figures_that_are_not_support_stand_on_the_same_scale() -> None:
    for narrow in (False, True):
        scene = plot(views()["outlook"]).scene(narrow=narrow)
        outlines = [shape for shape in scene.shapes if isinstance(shape, Box) and shape.stroke == "other"]
        (first, _) = bars(scene, "cash")
        assert outlines[0].height == pytest.approx(first.height * 0.7 / 4.3, abs=1)


def test_a_shift_without_a_size_has_no_number_at_its_arrow() -> None:
    for scene in layouts(plot(views()[LETTER])):
        (arrow,) = [shape for shape in scene.shapes if isinstance(shape, Arrow)]
        label = [words.text for words in scene.words if words.y < arrow.end[1] and words.size < 15 and words.x > 40]
        assert [re.sub(r"\b20\d\d\b", "", text) for text in label if re.search(r"forward|voren|size|omvang", text)]
        assert not re.search(r"\d", re.sub(r"\b20\d\d\b", "", " ".join(label[-2:])))
        assert "1.0 brought" not in scene.description
    shifts = shown(plot(views()["shifts"]))
    assert "size not stated" in shifts


def test_a_shift_of_a_stated_size_is_a_ghost_on_the_year_that_it_left() -> None:
    ledger = make(
        "v a 2025 cash 5\nv a 2026 cash 5\nw a 2025 cash 7\nw a 2026 cash 3",
        "w a 2025 cash 2 cash-shift A\nw a 2026 cash -2 cash-shift A",
        funds=[Fund("f", "F", total=True)],
    )
    assert {"2 brought forward to 2025", "3", "7"} <= {*shown(outlook(ledger))}
    scene = diff(ledger).scene()
    assert "2 brought forward to 2025" in [words.text for words in scene.words]
    (ghost,) = [shape for shape in scene.shapes if isinstance(shape, Box) and shape.stroke == "fall"]
    solid = min(bars(scene, "cash"), key=lambda box: box.height)
    assert ghost.height == pytest.approx(solid.height * 2 / 3, abs=1)
    back = diff(ledger, "w", "v").scene()
    assert not [shape for shape in back.shapes if isinstance(shape, Arrow)], "no paper moved it back"


MOVED = "w a 2025 cash 2 cash-shift A\nw a 2026 cash -2 cash-shift A"


def test_a_label_covers_nothing_of_what_left_a_year() -> None:
    """Its number is in the bar, or else in the outline; a word that is too wide for these is below the axis."""
    narrow = plot(views()[LETTER]).scene("nl", narrow=True)
    ghost = outline(narrow, "fall")
    grounds = bars_of_any_height(narrow, "ground")
    right, bottom = ghost.x + ghost.width, ghost.y + ghost.height
    assert grounds
    assert not [box for box in grounds if ghost.x - box.width < box.x < right and ghost.y - box.height < box.y < bottom]
    assert where(narrow, "2,1").y > bottom
    assert where(narrow, "vooralsnog").y > max(box.y + box.height for box in bars(narrow, "cash"))

    low = outlook(make("v a 2025 cash 50\nw a 2025 cash 52\nw a 2026 cash 2 - provisional", moved(30))).scene()
    assert where(low, "2").y > outline(low, "fall").y, "a bar that is too low for a number"
    small = outlook(make("w a 2025 cash 500\nw a 2026 cash 2", moved(5))).scene()
    assert where(small, "2").y < outline(small, "fall").y, "an outline that is too low as well"
    (arrow,) = [shape for shape in small.shapes if isinstance(shape, Arrow)]
    assert where(small, "5 brought forward to 2025").y < arrow.top - 3, "however steep the arrow is"
    under = make("w a 2025 cash 50\nw a 2026 cash -21 - provisional", moved(5))
    assert not [box for box in outlook(under).scene().shapes if isinstance(box, Box) and box.height < 0]
    crossing = outlook(make("w a 2025 cash 50\nw a 2026 cash -21 - provisional", moved(40))).scene()
    assert where(crossing, "\N{MINUS SIGN}21").y > outline(crossing, "fall").y


def moved(amount: int) -> str:
    return MOVED.replace("2 cash-shift", f"{amount} cash-shift")


def test_an_outline_of_a_figure_says_when_that_was_stated() -> None:
    unsized = "w a 2026 cash 0 cash-shift A at-most\nw a 2025 cash 0 cash-shift A at-least"
    dated = [Version("v", 10, date="2025-04-01"), Version("w", 20, date="2025-11-01", follows="v")]
    rows = "v a 2025 cash 5\nv a 2026 cash 6\nw a 2025 cash 7\nw a 2026 cash 3"
    assert "size not stated; outline: 6 in April 2025" in shown(outlook(make(rows, unsized, versions=dated)))
    assert "size not stated; outline: 6" in shown(outlook(make(rows, unsized)))


def test_shifts_beside_the_one_that_is_drawn_are_counted() -> None:
    rows = "v a 2025 cash 5\nv a 2026 cash 5\nw a 2025 cash 7\nw a 2026 cash 3"
    two = f"{MOVED}\n{MOVED.replace(' A', ' B')}"
    three = f"{two}\n{MOVED.replace(' A', ' C')}"
    for shifts, note in ((two, "1 more shift is not drawn."), (three, "2 more shifts are not drawn.")):
        ledger = make(rows, shifts)
        assert note in shown(outlook(ledger))
        assert note in shown(diff(ledger))
    assert not re.search("not drawn", outlook(make(rows, MOVED)).description())


def test_a_picture_has_two_footnotes_at_most() -> None:
    """How what is drawn must be read, and what is not drawn; and its sources."""
    for lang, source in (("en", "Source"), ("nl", "Bron")):
        scene = plot(views()["outlook all"]).scene(lang)
        *_, reading, omitted, sources = scene.description.splitlines()
        assert sources.startswith(source)
        assert omitted.count(". ") == 1, "two sentences, of years and of what is not support"
        assert reading.startswith(("Outline", "Omlijnd"))


def test_a_year_without_a_figure_before_it_has_no_change() -> None:
    text = outlook(make("v a 2025 cash 5\nv a 2027 cash 6")).description()
    assert text.splitlines()[2:5] == ["2025: 5.", "2026: not stated.", "2027: 6."]


def test_a_shift_that_is_put_off() -> None:
    later = make(
        "w a 2025 cash 3\nw a 2026 cash 7",
        "w a 2025 cash -2 cash-shift A\nw a 2026 cash 2 cash-shift A",
    )
    assert "2 put off to 2026" in shown(outlook(later))


def test_weak_figures_are_never_solid() -> None:
    ledger = make(
        "v a 2025 cash 5 - assumed\nv a 2026 cash 5 - reserved\nv a 2027 cash 5 - decision\nv a 2028 cash 5 - circa",
        versions=[Version("v", 10, date="2025-10-01", coverage="partial")],
    )
    assert len(bars(outlook(ledger).scene(), "cash")) == 1
    old = make(
        "v a 2025 cash 5\nw a 2026 cash 4",
        versions=[
            Version("v", 10, date="2022-10-01", coverage="partial"),
            Version("w", 20, date="2025-10-01", coverage="partial"),
        ],
    )
    assert len(bars(outlook(old).scene(), "cash")) == 1
    assert "Oct 2022" in shown(outlook(old))
    history = plot(ukraine_budget.history(old, "a")).scene()
    assert [mark.width for mark in bars_of_any_height(history, "cash")] == [7], "in a history, open marks"
    assert len([line for line in history.shapes if isinstance(line, Rule) and line.dash]) == 1, "and dashed lines"
    reserved = plot(ukraine_budget.history(make("v a 2025 cash 5 - reserved"), "a")).scene()
    assert bars_of_any_height(reserved, "cash") == []
    contradicted = make(
        "v all 2026 cash 10\nw part 2026 cash 12",
        lines=[Line("all", "f"), Line("part", "f", "all")],
    )
    assert "overtaken" in " ".join(shown(outlook(contradicted)))


def test_titles_keep_the_condition_of_an_assumed_figure() -> None:
    assert (
        "an assumed €5 million cash in 2026, an assumed €6 million in 2025"
        in outlook(make("v a 2025 cash 6 - assumed\nv a 2026 cash 5 - assumed")).scene().title
    )
    assert diff(make("v a 2025 cash 6 - assumed\nw a 2025 cash 5")).scene().title == (
        "a: 2025 is €1 million below the €6 million of v, if all of that was cash for 2025"
    )
    assert diff(make("v a 2025 cash 5 - assumed\nw a 2025 cash 6")).scene().title == (
        "a: 2025 is €1 million above the €5 million of v, if all of that was cash for 2025"
    )
    rows = "\n".join(f"v l{n} 2025 cash {n}\nw l{n} 2025 cash {2 * n} - assumed" for n in range(1, 9))
    assert diff(make(rows)).scene().title == (
        "8 lines change; most: l8, €8 million higher for 2025, if all of the new amount is cash for 2025"
    )
    assert outlook(make("v a 2026 cash 5 - reserved")).scene().title == "a: €5 million reserved so far for 2026"
    assert outlook(make("v a 2026 commitment 5 - decision")).scene().title == (
        "a: €5 million for 2026, decided by cabinet"
    )


def test_titles_of_changes() -> None:
    assert diff(make("v a 2025 cash 6\nw a 2025 cash 5")).scene().title == (
        "a: 2025 is €1 million lower in cash than in v"
    )
    assert diff(make("v a 2025 cash 5\nw a 2025 cash 6")).scene().title == (
        "a: 2025 is €1 million higher in cash than in v"
    )
    same = make("v a 2025 cash 5\nw a 2025 cash 5")
    assert diff(same).scene().title == ukraine_budget.diff(same, "v", "w").answer
    assert diff(make("v a 2025 cash 500 10\nw a 2025 cash 501 10")).scene().title.startswith("No figure changes beyond")


def test_sides_of_one_date_are_told_by_their_names() -> None:
    versions = [Version("v", 10, "2025-09-16", name="Draft"), Version("w", 20, "2025-09-16", name="Memorandum")]
    text = diff(make("v a 2025 cash 6\nw a 2025 cash 5", versions=versions)).description()
    assert "Draft (outline), Memorandum (solid)" in text
    other = diff(make("v a 2025 cash 6\nw a 2025 cash 5", versions=[versions[0], Version("w", 20, "2025-10-01")]))
    assert "16 Sept 2025 (outline), 1 Oct 2025 (solid)" in other.description()


def test_lines_that_only_one_side_states_are_sentences() -> None:
    assert "Not support: Replacement, first stated: 0.7 assumed in 2025, 0.5 assumed in 2026, 0.4 assumed in 2027." in (
        plot(views()[LETTER]).description()
    )
    ended = make(
        "v a 2025 cash 6\nv b 2025 cash 3\nw a 2025 cash 5",
        versions=[Version("v", 10, coverage="full"), Version("w", 20, coverage="full", follows="v")],
    )
    assert "b, no longer stated: 3 in 2025." in diff(ended).description()


def test_lines_far_apart_are_indexes() -> None:
    text = outlook(make("v a 2025 cash 100\nv a 2026 cash 50\nv b 2025 cash 2\nv b 2026 cash 1")).scene()
    note = "Bars: the first figure of each line is 100. Numbers: the figures themselves."
    assert note in text.description
    heights = [round(box.height) for box in bars(text, "cash")]
    assert heights == [heights[0], heights[0] // 2] * 3, "of both lines and of their total"
    near = outlook(make("v a 2025 cash 10\nv a 2026 cash 20\nv b 2025 cash 2\nv b 2026 cash 1"))
    assert note not in near.description()
    single = outlook(make("v a 2025 cash 100\nv b 2025 cash 2"))
    assert note not in single.description(), "of one figure each an index says nothing"


def test_an_index_below_zero_of_endless_decimals_is_drawn() -> None:
    ledger = make("v a 2025 cash 1200\nv a 2026 cash -0.1\nv b 2025 cash 30000000\nv b 2026 cash 30")
    scene = ukraine_budget.plot(ukraine_budget.outlook(ledger), lines=["a", "b"]).scene()
    assert "\N{MINUS SIGN}0.1" in {shape.text for shape in scene.shapes if isinstance(shape, Words)}


def test_a_ranked_list_has_ten_bars_and_the_rest() -> None:
    scene = outlook(many(40)).scene()
    assert "30 more" in [words.text for words in scene.words]
    assert len(bars(scene, "cash")) == 10
    assert len(bars(scene, "other")) == 1, "the rest may be added"
    apart = make("\n".join(f"v l{n} 2025 cash {n}" for n in range(1, 20)), funds=[Fund("f", "F", total=False)])
    assert {"9 more", "not added"} <= {*shown(outlook(apart))}
    rows = "\n".join(f"{version} l{n} 2025 cash {n * by}" for n in range(1, 20) for version, by in (("v", 1), ("w", 2)))
    changed = diff(make(rows, funds=[Fund("f", "F", total=False)])).scene()
    assert {"9 more", "none larger"} <= {words.text for words in changed.words}
    assert not bars(changed, "other"), "the rest may not be added"


def falling(count: int) -> Ledger:
    """A ledger without support, of many lines that fall."""
    rows = "\n".join(f"v l{n} 2025 cash {9 * n}\nv l{n} 2026 cash {8 * n}" for n in range(1, count + 1))
    return make(rows, funds=[Fund("f", "F", support=False)])


def test_of_many_lines_without_support_the_largest_falls_are_drawn() -> None:
    few = outlook(falling(8)).scene()
    assert few.title == "Largest fall: l8, 2026, from €72 million to €64 million."
    assert "F: largest falls from one year to the next, € million in cash, v" in few.description
    assert len(bars(few, "fall")) == 8
    for scene in layouts(outlook(falling(1200))):
        assert len(bars(scene, "fall")) == 10
        assert faults(scene) == []
    assert {"1,190 more", "none larger"} <= {*shown(outlook(falling(1200)))}


def test_an_outlook_of_very_many_lines_is_of_the_years_ahead(budget: Command, tmp_path: Path) -> None:
    def panels(count: int) -> str:
        rows = "".join(f"l{n},{year},cash,{n},v,2025\n" for n in range(1, count + 1) for year in (2024, 2026))
        (tmp_path / "many.csv").write_text(f"line,year,basis,amount,version,date\n{rows}")
        return budget("plot", "outlook", "--ledger", str(tmp_path / "many.csv"), "--format", "text", "--full").out

    assert "2024" in panels(500)
    many = panels(501)
    assert "2024" not in many
    assert "2026" in many


def test_an_interval_is_drawn_only_where_it_is_wider_than_a_hair() -> None:
    def ticks(ledger: Ledger) -> int:
        return sum(isinstance(shape, Rule) and shape.thickness == 1.2 for shape in outlook(ledger).scene().shapes)

    assert ticks(make("v a 2025 cash 100 50")) == 3
    assert ticks(make("v a 2025 cash 100 1")) == 0


def test_earlier_years_that_do_not_fit_are_said_to_be_left_out() -> None:
    years = make("\n".join(f"v a {year} cash {year}.25" for year in range(2000, 2031)))
    assert "Earlier years are not drawn." in outlook(years).description()
    assert "2030" in shown(outlook(years), narrow=True)


def test_a_unit_loses_no_digit() -> None:
    assert "4.822" in shown(outlook(make("v a 2025 cash 4822")))
    assert "21,415.2291" in shown(outlook(make("v a 2025 cash 21415.2291")))
    assert "820" in shown(outlook(make("v a 2025 cash 820")))


def test_a_history_steps_over_the_dates_of_its_papers() -> None:
    dated = make(
        "v a 2025 cash 5\nw a 2025 cash 7\nx a 2025 cash 6",
        versions=[Version(name, n, date=f"202{n}-01-01", coverage="partial") for n, name in enumerate("vwx", 1)],
    )
    scene = plot(ukraine_budget.history(dated, "a")).scene()
    assert "€ million, by the date of the paper" in scene.description
    undated = plot(ukraine_budget.history(make("v a 2025 cash 5\nw a 2025 cash 7"), "a")).scene()
    assert "in the order of the papers: not all have a date" in undated.description
    many_years = make("\n".join(f"v a {year} cash {year}" for year in range(2010, 2031)))
    assert "13 more years were revised less often." in plot(ukraine_budget.history(many_years, "a")).description()
    apart = make("v a 2025 cash 5\nv a 2026 cash 500")
    assert "Each year has a scale of its own." in shown(plot(ukraine_budget.history(apart, "a")))
    ended = make(
        "v a 2025 cash 5\nw b 2025 cash 1",
        versions=[Version("v", 1), Version("w", 2, follows="v")],
        lines=[Line("a", "f"), Line("b", "f")],
    )
    assert "not stated" in shown(plot(ukraine_budget.history(ended, "a")))
    for years, told in ((9, "1 more year was revised less often."), (10, "2 more years were revised less often.")):
        ledger = make("\n".join(f"v a {2020 + n} cash {n}" for n in range(years)))
        assert told in plot(ukraine_budget.history(ledger, "a")).description()


def test_arcs_are_as_wide_as_what_moved() -> None:
    ledger = make(
        "w a 2025 cash 7\nw a 2026 cash 3",
        "w a 2025 cash 4 cash-shift A\nw a 2026 cash -4 cash-shift A\n"
        "w a 2026 cash 2~1 cash-shift B\nw a 2027 cash -2~1 cash-shift B",
    )
    scene = plot(ukraine_budget.shifts(ledger)).scene()
    wide, thin = sorted((s.thickness for s in scene.shapes if isinstance(s, Arrow)), reverse=True)
    assert wide == 2 * thin
    assert "2 ±0.5" in [words.text for words in scene.words]
    paired = plot(views()["shifts all"]).description()
    assert "paired by us, nearest years first" in paired
    assert "more shifts are not drawn" in paired
    assert "13 more shifts, not of support, are not drawn." in plot(views()["shifts"]).description()
    beside = make(
        "w a 2025 cash 7\nw o 2025 cash 3",
        "w a 2025 cash 4 cash-shift A\nw a 2026 cash -4 cash-shift A\n"
        "w o 2025 cash 4 cash-shift B\nw o 2026 cash -4 cash-shift B",
        lines=[Line("a", "f"), Line("o", "g")],
        funds=[Fund("f", "F"), Fund("g", "G", support=False)],
    )
    assert "1 more shift, not of support, is not drawn." in plot(ukraine_budget.shifts(beside)).description()


def test_nothing_to_draw_is_the_answer() -> None:
    empty = make("v a 2025 cash 1")
    nothing = ukraine_budget.shifts(empty)
    assert plot(nothing).scene().title == nothing.answer
    assert outlook(empty, bases="commitment").scene().shapes
    assert plot(ukraine_budget.history(empty, "a", bases="commitment")).scene().shapes


def test_many_changes_are_a_ranked_list_of_one_basis() -> None:
    def rows(version: str, by: int) -> str:
        return "\n".join(f"{version} l{n} 2025 cash {n * by}\n{version} l{n} 2025 commitment 9" for n in range(1, 15))

    for by, way in ((2, "higher"), (1, "lower")):
        scene = diff(make(f"{rows('v', 3 - by)}\n{rows('w', by)}")).scene()
        assert scene.title == f"14 lines change; most: l14, €14 million {way} for 2025"
        assert "4 more" in [words.text for words in scene.words]
        assert len(bars(scene, "other")) == 1, "one fund, basis and year: the rest may be added"


@pytest.mark.parametrize(("others", "told"), [(1, "1 more change, not of support, is"), (2, "2 more changes, not")])
def test_changes_that_the_answer_does_not_count_are_not_drawn_but_told(others: int, told: str) -> None:
    lines = [*(Line(f"s{n}", "f") for n in range(6)), *(Line(f"o{n}", "g") for n in range(others))]
    rows = "\n".join(
        f"{version} {line.line} 2025 cash {size}" for line in lines for version, size in (("v", 3), ("w", 5))
    )
    near = "\nv s9 2025 cash 100 10\nw s9 2025 cash 101 10"
    scene = diff(make(rows + near, lines=lines, funds=[Fund("f", "F"), Fund("g", "G", support=False)])).scene()
    assert scene.title.startswith("6 lines change; ")
    assert told in scene.description


def test_changes_on_several_bases_are_all_drawn_or_counted_in_the_rest() -> None:
    cells = [f"l{n} 2025 {basis}" for n in range(6) for basis in ("commitment", "outstanding")]
    scene = diff(
        make("\n".join(f"{version} {cell} {size}" for cell in cells for version, size in (("v", 3), ("w", 5))))
    ).scene()
    assert scene.title.startswith("6 lines change; ")
    assert "2 more" in scene.description
    assert "not of support" not in scene.description


def test_an_outlook_of_what_is_outstanding() -> None:
    """The last year for which it is known leads; where it never is, the picture is the answer."""
    known = outlook(make("v a 2025 outstanding 5\nv a 2026 cash 3"), bases="outstanding")
    assert known.scene().title == "a: €5 million outstanding in 2025"
    unknown = outlook(make("v a 2025 cash 5"), bases="outstanding")
    assert unknown.scene().title.startswith("Nothing is stated of what was asked for.")


def test_an_outlook_whose_last_year_states_nothing_on_its_basis_is_of_the_year_before() -> None:
    ledger = make("v a 2025 cash 5\nv a 2027 receipt 3", bases=["cash", "receipt"])
    assert outlook(ledger).scene().title
    six = make("\n".join(f"v l{n} 2025 cash {n}" for n in range(1, 9)), funds=[Fund("f", "F", total=False)])
    assert "1 more" not in shown(outlook(six))


def test_an_outline_has_a_width_however_narrow_its_bar_is() -> None:
    outline, *_ = bar(0, 0, 0.9, 10, tone="cash", look="assumed")
    assert isinstance(outline, Box)
    assert outline.width > 0
