"""Charts as values: every figure with its text and exact amount, what is not stated as absent."""

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ukraine_budget
from build import make, values
from charts import chart, marked, moved
from ukraine_budget import LedgerAt, Plot, UsageError, open_ledger
from ukraine_budget.model.amount import ZERO
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Fund, Line, Version
from ukraine_budget.report.charts.chart import Key, Panel, Section, in_full, interval, keys, position, ticks

PARTS = ("1.3", "2.2", "4.1", "4.3", "5.1", "5.2")
AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**30), max_value=10**30, places=15)


def sections(plot: Plot) -> dict[str, Section]:
    return {section.title: section for section in plot.chart.sections}


def panels(section: Section) -> dict[str, Panel]:
    return {panel.title: panel for panel in section.panels}


def told(panel: Panel) -> list[str]:
    return [f"{place} {in_full(mark)}" for place, mark in zip(panel.places, panel.marks, strict=True)]


def outlook(ledger: Ledger, **asked: Any) -> Plot:
    return ukraine_budget.plot(ukraine_budget.outlook(ledger, **asked))


def diff(ledger: Ledger, old: str, new: str) -> Plot:
    return ukraine_budget.plot(ukraine_budget.diff(LedgerAt(ledger, old), LedgerAt(ledger, new)))


def test_an_outlook_of_the_shipped_ledger() -> None:
    view = ukraine_budget.outlook(open_ledger())
    plot = ukraine_budget.plot(view)
    assert plot.chart.title == "Outlook (EUR million; figures to 12 Dec 2025, statements to 5 March 2026)"
    assert [(section.group.partition(":")[0], section.title.rpartition(" ")[2]) for section in plot.chart.sections] == [
        ("Support for Ukraine", "[support-total]"),
        ("Support for Ukraine", "[x-military]"),
        ("Support for Ukraine", "[xvii-support]"),
        ("Materiel fund", "[k-replacement]"),
    ]
    military = panels(sections(plot)["Military support for Ukraine on the defence budget [x-military]"])
    assert told(military["Decided by cabinet, spring 2025"]) == [
        "2024 not stated",
        "2025 not stated",
        "2026 3,100 ±50 (decision, last stated) [1]",
        "2027 not stated",
    ]
    assert told(military["Cash"]) == [
        "2024 not stated",
        "2025 4,300 ±50 (circa) [1]",
        "2026 2,100 ±50 (for now, gap: -53 to -49 %) [1]",
        "2027 750 ±5 (reserved) [1]",
    ]
    assert [(mark.end, mark.low, mark.high, mark.look) for mark in military["Cash"].marks] == [
        (None, None, None, "plain"),
        (4300, 4250, 4350, "about"),
        (2100, 2050, 2150, "about"),
        (750, 745, 755, "about"),
    ]
    decided = military["Decided by cabinet, spring 2025"]
    assert [mark.look for mark in decided.marks if mark.end] == ["decision"]
    assert {mark.tone for mark in military["Cash"].marks if mark.end} == {"cash"}
    said = ("2026 -> 2025: size not stated", "declared", "[1]")
    assert military["Cash"].arrows == (moved(2, 1, *said, look="assumed", tone="cash"),)
    assert decided.arrows == ()
    assert plot.chart.notes[0] == view.table.notes[0], "the gap"
    assert [note for note in plot.chart.notes if note.startswith(("Not drawn", "Arrows"))] == [
        f"Not drawn, being parts of lines that are: {', '.join(f'xvii-art{n}' for n in PARTS)}.",
        "Not drawn, since nothing is stated: commitment of Materiel fund: replacing what the Dutch forces gave away.",
        "Arrows are shifts that the papers of these figures state.",
    ]
    assert [source.split(",")[0] for source in plot.chart.sources] == ["[1] letter-2025-11-27", "[2] jv-2024-xvii"]


FUND = make(
    "v a 2025 cash 1\nv a 2026 cash 2\nv b 2026 cash 3\nv part 2026 cash 2\nv later 2026 cash 7 - assumed\n"
    "v a 2026 receipt 9\nv elsewhere 2026 cash 1",
    lines=[
        Line("a", "f"),
        Line("part", "f", parent="a"),
        Line("b", "f"),
        Line("later", "f", parent="silent"),
        Line("silent", "f"),
        Line("dumb", "f"),
        Line("elsewhere", "g"),
    ],
    funds=[Fund("f", "F"), Fund("g", "G", total=False)],
    bases=("commitment", "cash", "receipt"),
)


def test_what_of_a_fund_is_drawn_are_the_lines_that_its_total_is_made_of() -> None:
    view = ukraine_budget.outlook(FUND)
    plot = ukraine_budget.plot(view)
    assert [(section.group, section.title) for section in plot.chart.sections] == [
        ("F", "a"),
        ("F", "b"),
        ("F", "later"),
        ("F", "Stated lines together"),
        ("G", "elsewhere"),
    ]
    total = panels(sections(plot)["Stated lines together"])
    assert told(total["Cash"]) == ["2025 not stated", "2026 12 (assumed)"], "one line alone is no sum"
    assert [mark.look for mark in total["Cash"].marks] == ["plain", "assumed"]
    assert list(total) == ["Cash"], "one line has receipts: their total says no more"
    assert list(panels(sections(plot)["a"])) == ["Cash", "Receipt"]
    assert {mark.tone for mark in panels(sections(plot)["a"])["Receipt"].marks} == {"outstanding"}
    assert list(plot.chart.notes[:4]) == [
        view.table.notes[0],
        "Not drawn, being parts of lines that are: part.",
        "Not drawn, since nothing is stated: silent.",
        "Not drawn, since nothing is stated: commitment of F.",
    ]


def test_some_lines_of_a_picture() -> None:
    view = ukraine_budget.outlook(FUND)
    plot = ukraine_budget.plot(view, lines=["a", "part"])
    assert [section.title for section in plot.chart.sections] == ["a", "part"]
    ledger = open_ledger()
    changed = ukraine_budget.diff(LedgerAt(ledger, "spring-2025"), LedgerAt(ledger, "letter-2025-11-27"))
    only = ukraine_budget.plot(changed, lines=["k-replacement"])
    assert [section.title.partition(" [")[2] for section in only.chart.sections] == ["k-replacement], cash"]
    declared = ukraine_budget.plot(ukraine_budget.shifts(ledger), lines=["x-military"])
    assert len(declared.chart.sections) == len(declared.chart.sections[0].panels[0].arrows) == 1
    with pytest.raises(UsageError, match=r"unknown line 'x-militray': did you mean x-military"):
        ukraine_budget.plot(changed, lines=["x-militray"])


def test_years_of_papers_of_different_series_are_parted() -> None:
    ledger = make(
        "v a 2025 cash 5\nw a 2026 cash 1",
        versions=[Version("u", 1), Version("v", 2), Version("w", 3, coverage="partial", follows="u")],
    )
    plot = outlook(ledger)
    (panel,) = plot.chart.panels
    assert [mark.joined for mark in panel.marks] == [True, False]
    assert told(panel) == ["2025 5 (last stated)", "2026 1"], "a fall between them is not called a gap"
    assert [name for name, _ in keys(plot.chart)] == ["plain", Key.SERIES]


@pytest.mark.parametrize(
    ("before", "now", "words"),
    [
        ("100", "40", "40 (gap: -60 %)"),
        ("100", "40 - at-most", "40 (at most, gap)"),
        ("100 10", "80 10", "80 ±5 (possible gap: -29 to -10 %)"),
        ("100 - at-most", "70", "70 (possible gap)"),
    ],
)
def test_a_gap_is_told_with_its_size_and_whether_it_is_certain(before: str, now: str, words: str) -> None:
    (panel,) = outlook(make(f"v a 2025 cash {before}\nv a 2026 cash {now}"), bases=["cash"]).chart.panels
    assert told(panel)[1] == f"2026 {words}"


def test_a_figure_that_newer_parts_contradict_looks_so() -> None:
    lines = [Line("all", "f"), Line("part", "f", "all")]
    plot = outlook(make("v all 2026 cash 10\nw part 2026 cash 12", lines=lines), bases=["cash"])
    assert [(section.title, *(mark.look for mark in section.panels[0].marks)) for section in plot.chart.sections] == [
        ("all", "overtaken"),
        ("part", "plain"),
    ]


def test_arrows_of_an_outlook_are_those_that_led_to_its_figures() -> None:
    ledger = make(
        "v a 2025 cash 5\nv a 2026 cash 5\nw a 2025 cash 6\nw a 2026 cash 4\nw b 2026 cash 1",
        "v a 2025 cash -3 cash-shift old\nv a 2026 cash 3 cash-shift old\n"
        "w a 2025 cash 1 cash-shift new\nw a 2026 cash -1 cash-shift new\n"
        "w a 2025 cash 2 cash-shift away\nw a 2020 cash -2 cash-shift away\n"
        "w a 2026 cash -4 cash-shift beyond\nw a beyond cash 4 cash-shift beyond\n"
        "w b 2026 cash -4 cash-shift open",
        lines=[Line("a", "f"), Line("b", "f")],
    )
    (first, second, _) = outlook(ledger, bases=["cash"]).chart.sections
    assert [(arrow.start, arrow.end, arrow.text, arrow.look) for arrow in first.panels[0].arrows] == [
        (1, 0, "2026 -> 2025: 1", "plain"),
        (-1, 0, "2020 -> 2025: 2", "plain"),
        (1, 2, "2026 -> beyond: 4", "plain"),
    ]
    (arrow,) = second.panels[0].arrows
    assert (arrow.start, arrow.end, arrow.text) == (1, 2, "2026 -> not printed: 4")


def test_a_history_of_the_shipped_ledger() -> None:
    plot = ukraine_budget.plot(ukraine_budget.history(open_ledger(), "gw-military"))
    (section,) = plot.chart.sections
    assert (section.group, section.title) == ("Ukraine in the tables over all budgets", "Cash")
    assert told(panels(section)["2025"]) == [
        "mn-2024 536 ±0.5 [1]",
        "vjn-2024 2,284 ±0.5 [1]",
        "mn-2026 4,822 ±0.5 [2]",
        "njn-2025-erratum 4,822 ±0.5 [2]",
    ]
    assert [mark.joined for mark in panels(section)["2025"].marks] == [True, True, False, True]
    assert [mark.look for mark in panels(section)["2026"].marks] == ["plain", "plain", "carried", "carried"]
    assert section.ticks[0] == -1000
    assert {panel.kind for panel in section.panels} == {"points"}


def test_a_figure_that_came_late_changed_within_rounding_or_ended() -> None:
    ledger = make(
        "u l 2025 cash 9 2 circa\nv l 2025 cash 10 4\nv l 2026 cash 5\nw m 2025 cash 1",
        lines=[Line("l", "f"), Line("m", "f")],
        versions=[Version("u", 1), Version("v", 2, follows="u"), Version("w", 3, follows="v")],
    )
    (section,) = ukraine_budget.plot(ukraine_budget.history(ledger, "l")).chart.sections
    assert told(panels(section)["2025"]) == ["u 9 ±1 (circa)", "v 10 ±2 (within rounding)", "w no longer stated"]
    assert told(panels(section)["2026"]) == ["u not stated", "v 5", "w 5 (last stated)"]


def test_a_diff_of_the_shipped_ledger() -> None:
    plot = diff(open_ledger(), "spring-2025", "letter-2025-11-27")
    assert plot.chart.title == "From the spring decision of 2025 to the letter of 27 Nov 2025 (EUR million)"
    military, replacement = plot.chart.sections
    assert military.title == "Military support for Ukraine on the defence budget [x-military], cash"
    assert {panel.title: told(panel) for panel in military.panels if panel.marks} == {
        "2025: first stated": [
            "Old not stated",
            "cash shift size not stated",
            "New 4,300 (circa, letter-2025-11-27) [1]",
        ],
        "2026: -1,000 ±100": [
            "Old 3,100 (assumed, spring-2025) [1]",
            "cash shift size not stated",
            "Rest, with what is declared without a size -1,000",
            "New 2,100 (for now, letter-2025-11-27) [1]",
        ],
        "2027: first stated": ["Old not stated", "New 750 (reserved, letter-2025-11-27) [1]"],
    }
    step = military.panels[1].marks[2]
    assert values(step, "start end tone look") == (3100, 2100, "fall", "plain")
    shifts = panels(military)["Shifts"]
    assert (shifts.places, shifts.arrows[0].start, shifts.arrows[0].end) == (("2025", "2026"), 1, 0)
    assert replacement.group.startswith("Materiel fund")
    assert plot.chart.notes[0].startswith(
        "Brought forward from 2026 to 2025: size not stated. The figures show only: 2026:"
    )
    assert [source.split(",")[0] for source in plot.chart.sources] == [
        *("[1] letter-2025-11-27", "[2] rijksoverheid-2025-09-11", "[3] amendment-36600-x-7"),
    ]


STEPS = make(
    "v a 2025 cash 100\nv a 2026 cash 100\nv b 2025 cash 1 2\nv c 2025 cash 10\nv c 2026 cash 4\n"
    "w a 2025 cash 130\nw a 2026 cash 80\nw b 2025 cash 2 2\nw c 2025 cash 18\nw c 2026 cash 4",
    "w c 2025 cash 5 decision One\nw c 2025 cash 3 decision Two\nw c 2025 cash -2 transfer Out\n"
    "w c 2026 cash 0 technical Nil\nw c 2028 cash 7 windfall More",
)


def test_the_steps_from_the_old_stand_to_the_new() -> None:
    (first, second, third, total) = diff(STEPS, "v", "w").chart.sections
    assert told(panels(first)["2025: +30"]) == [
        "Old 100 (v)",
        "Moved +20 (inferred)",
        "Net +10",
        "New 130 (w)",
    ]
    assert [mark.look for mark in panels(first)["2025: +30"].marks] == ["plain", "assumed", "plain", "plain"]
    assert told(panels(first)["2026: -20"]) == ["Old 100 (v)", "Moved -20 (inferred)", "New 80 (w)"]
    (panel,) = second.panels
    assert panel.title == "2025: +1 ±2, within rounding"
    assert told(panel) == ["Old 1 (v)", "Net +1 (within rounding)", "New 2 (w)"]
    declared = panels(third)
    assert told(declared["2025: +8"]) == [
        "Old 10 (v)",
        "decision +8",
        "transfer -2",
        "Untied +2 (does not add up in the paper)",
        "New 18 (w)",
    ]
    assert [values(mark, "start end tone") for mark in declared["2025: +8"].marks] == [
        (0, 10, "cash"),
        (10, 18, "rise"),
        (18, 16, "fall"),
        (16, 18, "rise"),
        (0, 18, "cash"),
    ]
    assert told(declared["2028: declared only"]) == ["Old not stated", "windfall +7", "New not stated"]
    assert total.title == "Total cash"
    assert told(total.panels[0]) == [
        "Old 111 (v)",
        "decision +8",
        "transfer -2",
        "Moved +20 (inferred)",
        "Net +11",
        "Untied +2 (does not add up in the paper)",
        "New 150 (w)",
    ]


def test_what_does_not_add_up_in_a_paper_is_a_step() -> None:
    plot = diff(open_ledger(), "mn-2024", "vjn-2024")
    support = panels(sections(plot)["International support for Ukraine over all budgets [gw-support], cash"])
    assert told(support["2025: +2,353 ±1"])[1:3] == [
        "decision +2,352",
        "Untied +1 (does not add up in the paper, within rounding)",
    ]
    assert "Total cash" not in sections(plot), "it is no more than the one line at the top"


def test_totals_over_other_lines_are_not_compared() -> None:
    ledger = make("v a 2025 cash 1\nv b 2025 cash 1\nw a 2025 cash 3\nw c 2025 cash 3")
    total = diff(ledger, "v", "w").chart.sections[-1]
    assert total.title == "Total cash"
    assert told(total.panels[0]) == ["Old 2 (v)", "New 7"]


REST = "Rest, with what is declared without a size +4"


def test_what_some_lines_of_a_total_declare_under_a_name_without_a_size_is_in_the_rest() -> None:
    ledger = make(
        "v a 2025 cash 10\nv b 2025 cash 10\nw a 2025 cash 14\nw b 2025 cash 10",
        "w a 2025 cash 4 cash-shift S\nw b 2025 cash 0 cash-shift S at-least",
    )
    total = diff(ledger, "v", "w").chart.sections[-1]
    (panel,) = (panel for panel in total.panels if panel.marks)
    assert told(panel) == ["Old 20 (v)", "cash shift size not stated", REST, "New 24 (w)"]


def test_papers_of_different_series_and_a_line_that_was_renumbered_are_said_in_the_title() -> None:
    ledger = make(
        "v a 2025 cash 1\nw b 2025 cash 3",
        lines=[Line("a", "f", successor="b"), Line("b", "f")],
        versions=[Version("u", 1), Version("v", 2), Version("w", 3, follows="u")],
    )
    (section,) = diff(ledger, "v", "w").chart.sections
    assert [panel.title for panel in section.panels] == ["2025: different series, renumbered"]
    assert [mark.joined for mark in section.panels[0].marks] == [True, False]


def test_what_is_inferred_or_declared_elsewhere_is_noted() -> None:
    ledger = make(
        "u a 2025 cash 10\nu a 2026 cash 10\nw a 2025 cash 12\nw a 2026 cash 8",
        "v a 2025 cash 1 decision D",
        versions=[
            Version("u", 1, coverage="partial"),
            Version("v", 2, coverage="partial"),
            Version("w", 3, coverage="partial", follows="u"),
        ],
    )
    plot = diff(ledger, "u", "w")
    assert plot.chart.notes[0].startswith("What is inferred to have moved is what the figures allow")
    assert plot.chart.notes[-1].startswith("Declared in between, but not on the way, and not drawn: 1;")
    (panel,) = (panel for panel in plot.chart.panels if panel.arrows)
    assert [(arrow.text, arrow.words, arrow.look) for arrow in panel.arrows] == [
        ("2026 -> 2025: 2", ("inferred, consistent with the figures",), "assumed")
    ]


def test_one_kind_with_and_without_sizes() -> None:
    ledger = make(
        "v a 2025 cash 10\nw a 2025 cash 14",
        "w a 2025 cash 1 cash-shift One\nw a 2025 cash 0 cash-shift Two at-most",
    )
    (section,) = diff(ledger, "v", "w").chart.sections
    (panel,) = (panel for panel in section.panels if panel.marks)
    assert told(panel) == ["Old 10 (v)", "cash shift +1 (size not stated)", REST.replace("4", "3"), "New 14 (w)"]


def test_every_way_from_an_old_stand_leads_to_the_new_one() -> None:
    ledger = open_ledger()
    found = 0
    stating = set(ledger.figures.version.used)
    for old, new in pairwise(version for version in ledger.versions if version in stating):
        for panel in diff(ledger, old, new).chart.panels:
            first, *steps, last = panel.marks or (marked(""), marked(""))
            drawn = [step for step in steps if step.end is not None]
            if first.end is not None and last.end is not None and steps:
                assert [step.start for step in drawn] == [first.end, *(step.end for step in drawn[:-1])]
                assert drawn[-1].end == last.end
                found += 1
    assert found > 50


def test_shifts_of_the_shipped_ledger() -> None:
    plot = ukraine_budget.plot(ukraine_budget.shifts(open_ledger()))
    assert (
        plot.chart.title
        == "Money moved between years (EUR million; figures to 12 Dec 2025, statements to 5 March 2026)"
    )
    fund = sections(plot)["Materiel fund (K), total [k-total]"].panels[0]
    assert (fund.title, fund.places[0], fund.places[-1], fund.marks) == ("Cash", "2022", "not printed", ())
    assert (fund.arrows[0].start, fund.arrows[0].end, fund.arrows[0].look) == (0, 2, "plain")
    assert ", ".join((fund.arrows[3].text, *fund.arrows[3].words)) == (
        "2022 -> 2023: 22.8 ±0.05, declared, 1.e Kasschuif n.a.v. meerjarig munitieplan voor opleiding en training, "
        "paired by us: nearest years first, counterpart not printed: +24.6, owb-2023-k, [1]"
    )


def test_a_shift_whose_size_nobody_knows() -> None:
    ledger = make("", "v a 2025 cash 0 cash-shift S at-most\nv a 2026 cash 0 cash-shift S at-least")
    (panel,) = ukraine_budget.plot(ukraine_budget.shifts(ledger)).chart.panels
    assert [(arrow.text, arrow.look) for arrow in panel.arrows] == [("2025 -> 2026: size not stated", "assumed")]


def test_only_some_views_have_a_picture() -> None:
    with pytest.raises(UsageError, match="only an outlook, a history, a diff and shifts can be drawn"):
        ukraine_budget.plot(ukraine_budget.show(open_ledger(), 2026))


def test_nothing_to_draw() -> None:
    empty = make("")
    for view in (ukraine_budget.outlook(empty), ukraine_budget.shifts(empty)):
        assert ukraine_budget.plot(view).chart.sections == ()


@given(st.lists(AMOUNTS))
def test_every_amount_lies_between_round_ticks(amounts: list[Decimal]) -> None:
    along = ticks(amounts)
    assert 2 <= len(along) <= 8
    assert along[0] <= min([ZERO, *amounts])
    assert along[-1] >= max([ZERO, *amounts])
    steps = {after - before for before, after in pairwise(along)}
    assert len(steps) == 1
    assert steps.pop().normalize().as_tuple().digits in {(1,), (2,), (5,)}
    assert ZERO in along
    assert all(0 <= position(amount, along) <= 1 for amount in amounts)


def test_ticks_and_positions() -> None:
    assert list(ticks([Decimal(4350)])) == list(range(0, 5001, 1000))
    assert ticks([Decimal("-0.3"), Decimal("0.1")]) == tuple(map(Decimal, ("-0.3", "-0.2", "-0.1", "0", "0.1")))
    assert list(ticks([])) == [0, 1]
    along = (Decimal(-100), Decimal(300))
    assert [position(Decimal(value), along) for value in (-100, 0, 300)] == [0, 0.25, 1]


def test_only_an_interval_that_can_be_seen_is_drawn() -> None:
    along = (Decimal(0), Decimal(100))
    wide = marked("", 50, low=40, high=60)
    assert interval(wide, along) == (0.4, 0.6)
    assert interval(wide._replace(low=Decimal("49.9"), high=Decimal(50)), along) is None
    assert interval(wide._replace(low=Decimal(50), high=None, high_open=True), along) == (0.5, 0.5)
    assert interval(marked(""), along) is None
    assert [name for name, _ in keys(chart(wide, marked("x")))] == ["plain", Key.ABSENCE, Key.INTERVAL]
