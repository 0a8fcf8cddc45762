"""Charts in characters: what is sure, what is not, and what is absent, told apart without colour."""

from typing import Any

import pytest

from charts import chart, everywhere, marked, moved, plots
from hostile import ACTING, HOSTILE, SEEN
from ukraine_budget.catalogues import language
from ukraine_budget.language import ENGLISH, Text
from ukraine_budget.report.charts.chart import Chart, Look, Mark
from ukraine_budget.report.palette import PALETTE
from ukraine_budget.write.chart import WIDTH, write
from ukraine_budget.write.terminal import write_chart

CROSS = "\N{MULTIPLICATION SIGN}"
MARK = marked("50", 50)


def drawn(*marks: Mark, **more: Any) -> list[str]:
    """The lines of the marks of a chart."""
    return write(chart(*marks, **more)).splitlines()[9 : 9 + len(marks)]


def displayed(asked: Chart, width: int, *, colour: bool = False) -> str:
    return write_chart(asked, ENGLISH, width, colour=colour)


def test_the_parts_of_a_chart() -> None:
    arrow = moved(1, 0, "b -> a: 5", "declared")
    mark = marked("50 ±20", 50, "circa", source="[1]", low=30, high=70, look="about", tone="cash")
    assert write(chart(mark, marked("not stated"), arrows=(arrow,)), width=60).splitlines() == [
        "Answer.",
        "",
        "Title",
        "",
        "Fund",
        "",
        "Line",
        "  Cash",
        f"       0{' ' * 25}100",
        f"    a  {'▓' * 9}├{'─' * 10}┤{' ' * 14}50 ±20 (circa) [1]",
        f"    b  {CROSS}{' ' * 34}not stated",
        "    a  b",
        "    ◀──●     b -> a: 5  declared",
        "",
        "Key",
        "▓ circa, for now, an open end, or a total over the stated lines only",
        f"{CROSS} not stated, or of no stated size: no amount is drawn",
        "├┤ the interval that rounding, or an open end, leaves",
        "",
        "Notes",
        "A note.",
        "",
        "Sources",
        "[1] p",
    ]


@pytest.mark.parametrize(
    ("look", "bar", "point"),
    [("plain", "█", "●"), ("about", "▓", "◆"), ("assumed", "▒", "◇"), ("decision", "░", "□"), ("carried", "█", "○")],
)
def test_each_look_has_a_shape_of_its_own(look: Look, bar: str, point: str) -> None:
    mark = MARK._replace(look=look)
    assert drawn(mark) == [f"    a  {bar * 30}{' ' * 36}50"]
    assert drawn(mark, kind="points") == [f"    a  {'·' * 30}{point}{' ' * 35}50"]
    for kind, shape in (("bars", bar), ("points", point)):
        assert f"\nKey\n{shape} " in write(chart(mark, kind=kind))  # type: ignore[arg-type]  # the kinds as words


@pytest.mark.parametrize(
    ("mark", "row"),
    [
        (marked("0", 0), "                              ▏"),
        (marked("1", 1), "                              ▏"),
        (marked("100", 100), "                              ██████████████████████████████"),
        (marked("-100", -100), "██████████████████████████████│"),
        (marked("-50", 50, start=100), "                              │              ███████████████"),
        (marked("x"), " " * 30 + CROSS),
        (marked("1", 0, low=0, high_open=True), "                              ├──▶"),
        (marked("1", 0, high=0, low_open=True), "                            ◀──┤"),
        (marked("1", -100, high=-100, low_open=True), f"◀┤{'█' * 28}│"),
        (marked("1", 100, low=100, high_open=True), f"{' ' * 30}{'█' * 30}├──▶"),
        (marked("1", 50, low=0, high=100), f"{' ' * 30}├{'─' * 29}┤"),
    ],
)
def test_bars_on_both_sides_of_zero(mark: Mark, row: str) -> None:
    (found,) = drawn(mark, ticks=(-100, 0, 100))
    assert found == f"    a  {row:<64}  {mark.text}"


def test_the_shape_of_a_point_is_seen_on_its_interval() -> None:
    mark = marked("50", 50, low=40, high=60, look="assumed")
    assert drawn(mark, kind="points")[0].startswith(f"    a  {'·' * 24}├{'─' * 5}◇{'─' * 5}┤ ")
    assert "◇" in drawn(marked("50", 50, low=49, high=60, look="assumed"), kind="points")[0]


def test_what_is_of_another_series_is_marked() -> None:
    text = write(chart(MARK, MARK._replace(joined=False)))
    assert "  ≠ 50\n" in text
    assert "≠ papers of different series" in text


def test_bars_of_one_chart_are_of_one_length_whatever_their_texts() -> None:
    plot = plots()[0]
    for width in (60, 100, 200):
        text = write(plot.chart, width=width)
        axes = {len(line) for line in text.splitlines() if line.startswith("          0 ")}
        assert len(axes) == 1
    assert max(map(len, write(plot.chart, width=100).splitlines()[:30])) <= WIDTH


def test_a_long_name_of_a_place_has_a_line_of_its_own() -> None:
    asked = chart(MARK, MARK)
    (section,) = asked.sections
    (panel,) = section.panels
    named = panel._replace(places=(Text("n" * 30), Text("b")))
    text = write(asked._replace(sections=(section._replace(panels=(named,)),)))
    assert f"\n    {'n' * 30}\n       ███" in text
    assert "\n    b  ███" in text


def test_arrows_both_ways_and_off_the_axis() -> None:
    arrows = (
        moved(0, 2, "a -> c"),
        moved(2, 0, "c -> a", look="assumed"),
        moved(-1, 3, "before -> after"),
    )
    assert write(chart(arrows=arrows)).splitlines()[8:12] == [
        "    a  b  c",
        "    ●─────▶     a -> c",
        "    ◀╌╌╌╌╌●     c -> a",
        "  ●──────────▶  before -> after",
    ]


def test_nothing_to_draw_is_said() -> None:
    empty = chart()._replace(sections=(), notes=(Text("Why."),), sources=())
    assert write(empty) == "Answer.\n\nTitle\n\nNotes\nThere is nothing to draw.\nWhy.\n"


@pytest.mark.parametrize("name", [HOSTILE, "n" * 10_000, "\udcff", "中文"])
def test_names_are_shown_literally_and_do_nothing(name: str) -> None:
    text = write(everywhere(name))
    assert not any(character in text for character in ACTING)
    shown = {HOSTILE: SEEN, "\udcff": r"\udcff"}.get(name, name)
    assert text.count(shown) >= 14


def test_a_screen_shows_the_same_with_colour_only_added() -> None:
    asked = plots()[0].chart
    plain = displayed(asked, 500)
    assert [line.rstrip() for line in plain.splitlines()] == write(asked, width=500).splitlines()
    coloured = displayed(asked, 500, colour=True)
    assert "\x1b[33m" in coloured
    assert "".join(part.partition("m")[2] if n else part for n, part in enumerate(coloured.split("\x1b["))) == plain
    names = [colour.terminal for colour in PALETTE.values() if colour.terminal]
    assert len(set(names)) == len(names)


def test_nothing_is_lost_on_a_narrow_screen() -> None:
    asked = plots()[0].chart
    narrow = displayed(asked, 40)
    assert max(map(len, displayed(asked, 60).splitlines())) <= 60
    assert "".join(narrow.split()) == "".join(write(asked, width=40).split())


def test_a_chart_in_dutch() -> None:
    text = write(plots()[0].chart, language("nl"))
    assert text.startswith("2026 laat een gat zien: hier een daling van de kasuitgaven met meer dan 20 %.")
    assert (
        "\n\nMeerjarenbeeld (miljoen euro; bedragen tot en met 12 dec. 2025, uitspraken tot en met 5 mrt. 2026)"
        "\n\nSteun aan Oekraïne\n"
    ) in text
    assert "4.300 ±50 (circa) [1]" in text
    assert "2.100 ±50 (vooralsnog, gat: -53 tot -49 %) [1]" in text
    assert "2026 -> 2025: omvang niet vermeld  gemeld, [1]" in text
    assert "\n          0                               5.000\n" in text
    assert "\nLegenda\n█ zoals vermeld\n" in text
    assert "\nToelichting\n2026 laat een gat zien: " in text
