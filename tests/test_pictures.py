"""Pictures: their words, their structure and their descriptions; the same bytes from run to run."""

import hashlib
import io
import json
import os
import re
import subprocess
import sys
from decimal import Decimal
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from ukraine_budget.write.pictures.layout import NOTES, page
from ukraine_budget.write.pictures.lettering import broadest, drawable, fitted, length

import ukraine_budget
from build import make
from charts import chart, everywhere, marked, moved, plots
from hostile import ACTING, HOSTILE, SEEN
from ukraine_budget import Plot, UsageError, open_ledger
from ukraine_budget.errors import printable
from ukraine_budget.language import Text
from ukraine_budget.languages import language
from ukraine_budget.report.charts.chart import Chart, Panel, Section
from ukraine_budget.report.charts.words import description
from ukraine_budget.write import drawn
from ukraine_budget.write.pictures import COLOURS, HATCHES, HOLLOW, SHAPES

image: Any = import_module("PIL.Image")
SVG = "{http://www.w3.org/2000/svg}"
MARK = marked("50", 50, tone="cash")


@cache
def tree(asked: Chart) -> ElementTree.Element:
    return ElementTree.fromstring(drawn(asked, "svg"))


def texts(asked: Chart) -> list[str]:
    """The words that a picture shows, without their description."""
    return [text.text or "" for text in tree(asked).iter(f"{SVG}text")]


def said(asked: Chart) -> dict[str, str]:
    """The name and description of a picture for those who do not see it."""
    root = tree(asked)
    assert root.get("role") == "img"
    parts = {part.get("id"): part.text or "" for part in root if part.tag in (f"{SVG}title", f"{SVG}desc")}
    return {name: parts[root.get(name)] for name in ("aria-labelledby", "aria-describedby")}


def test_a_picture_shows_what_its_chart_says() -> None:
    for plot in plots():
        shown = " ".join(texts(plot.chart))
        assert plot.chart.title in shown
        for panel in plot.chart.panels:
            assert panel.title in shown
            for mark in panel.marks:
                assert mark.text in shown
                assert mark.look == "carried" or all(word.split()[0] in shown for word in mark.words)
            for arrow in panel.arrows:
                assert arrow.text in shown
        assert all(source[:40] in shown for source in plot.chart.sources)


def test_every_format_carries_the_chart_in_words() -> None:
    for plot in plots():
        assert said(plot.chart) == {"aria-labelledby": plot.chart.title, "aria-describedby": plot.description()}
        picture = image.open(io.BytesIO(plot.to_bytes("png")))
        assert picture.text == {"Title": plot.chart.title, "Description": plot.description()}
        pdf = plot.to_bytes("pdf")
        assert pdf.startswith(b"%PDF-")
        assert b"/Subject" in pdf
        assert b"/Title" in pdf
        assert b"/CreationDate" not in pdf


def test_a_picture_asks_nothing_of_any_network_and_runs_nothing() -> None:
    for asked in (*(plot.chart for plot in plots()), everywhere("<script>alert(1)</script>")):
        root = tree(asked)
        assert {part.tag for part in root.iter()}.isdisjoint(
            f"{SVG}{tag}" for tag in ("script", "image", "a", "foreignObject")
        )
        assert set(re.findall(rb"url\((.)", drawn(asked, "svg"))) <= {b"#"}
        links = {value for part in root.iter() for name, value in part.attrib.items() if name.endswith("href")}
        assert all(link.startswith(("#", "http://purl.org/dc/")) for link in links)


RUN = """
import hashlib, json, sys
sys.path.insert(0, {tests!r})
from charts import everywhere, plots
from ukraine_budget.write import drawn
charts = [*(plot.chart for plot in plots()), everywhere("x")]
print(json.dumps([hashlib.sha256(drawn(c, f)).hexdigest() for c in charts for f in ("svg", "png", "pdf", "text")]))
"""


def test_pictures_are_the_same_from_run_to_run_whatever_the_settings_of_the_user(tmp_path: Path) -> None:
    (tmp_path / "matplotlibrc").write_text("font.size: 30\nsvg.fonttype: path\nsavefig.facecolor: red\n")
    charts = [*(plot.chart for plot in plots()), everywhere("x")]
    here = [hashlib.sha256(drawn(c, f)).hexdigest() for c in charts for f in ("svg", "png", "pdf", "text")]
    done = subprocess.run(
        [sys.executable, "-c", RUN.format(tests=str(Path(__file__).parent))],
        cwd=tmp_path,
        env={**os.environ, "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "86400", "TZ": "Asia/Tokyo"},
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert json.loads(done.stdout) == here


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("$x^2$ a_1 \\alpha", "$x^2$ a_1 \\alpha"),
        (r"\input{/etc/passwd}", r"\input{/etc/passwd}"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("\x1b[31mred \u202eevil", r"\x1b[31mred \u202eevil"),
        (
            "\u4e2d\u6587 \N{LATIN SMALL LETTER I WITH DIAERESIS}",
            "\\u4e2d\\u6587 \N{LATIN SMALL LETTER I WITH DIAERESIS}",
        ),
        ("\udcff", r"\udcff"),
        (HOSTILE, SEEN[:30]),
    ],
)
def test_names_are_drawn_literally(name: str, shown: str) -> None:
    asked = everywhere(name)
    words = texts(asked)
    assert not any(character in word for character in ACTING for word in words)
    assert words[0].startswith(shown[:40])
    assert said(asked)["aria-labelledby"] == printable(name)
    assert set(said(asked)["aria-describedby"]).isdisjoint(ACTING)
    for format in ("png", "pdf"):
        assert drawn(asked, format)


def test_a_long_name_is_shortened_on_the_page_and_whole_in_the_description() -> None:
    asked = everywhere("n" * 10_000)
    assert max(map(len, texts(asked))) < 200
    assert any(text.endswith("\N{HORIZONTAL ELLIPSIS}") for text in texts(asked))
    assert said(asked)["aria-describedby"].count("n" * 10_000) >= 14
    assert image.open(io.BytesIO(drawn(asked, "png"))).text["Description"] == description(asked)


def test_texts_stay_within_their_width() -> None:
    for text in ("W" * 500, "i" * 500, "a word " * 100, "$x$", "WiWi " * 50):
        lines = fitted(text, 3.0, 8.0, 2)
        assert 1 <= len(lines) <= 2
        assert max(length(line, 8.0) for line in lines) <= 3.0
        assert length(lines[0], 8.0) >= 2.0 or len(lines) == 1
    assert fitted("", 1.0, 8.0, 2) == []
    assert drawable("a\u0378") == r"a\u0378"


def test_a_text_is_broken_between_words_and_an_amount_with_its_sign_never() -> None:
    assert fitted("falls by 1,350 ±50 or 64.3 %.", 0.9, 8.0, 9) == ["falls by", "1,350 ±50 or", "64.3 %."]
    assert fitted("a 1,000,000,000 ±50,000", 0.9, 8.0, 9) == ["a", "1,000,000,000", "±50,000"]
    assert fitted("njn-2025-erratum", 0.8, 8.0, 9) == ["njn-2025-", "erratum"]
    assert fitted("njn-2025-erratum", 3.0, 8.0, 9) == ["njn-2025-erratum"]
    assert fitted("WWW", 0.06, 8.0, 9) == ["W", "W", "W"]
    assert broadest(["a 1,000 ±50", "-1,000"], 8.0, 9) == length("-1,000", 8.0)
    assert broadest(["W" * 10_000], 8.0, 1.1) == 1.1


def test_bold_letters_are_broader() -> None:
    text = "(telt niet mee als steun aan Oekraïne) " * 3
    assert length(text, 11.0, bold=True) > 1.1 * length(text, 11.0)
    assert 4 < max(length(line, 11.0, bold=True) for line in fitted(text, 5.0, 11.0, 9, bold=True)) <= 5
    title = next(letters for letters in page(everywhere("W" * 200)).letters if letters.bold)
    assert length(title.lines[0], title.size, bold=True) <= 11.0


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_every_amount_word_and_value_of_an_axis_is_whole_whatever_the_unit(lang: str) -> None:
    ledger = open_ledger()
    for unit in ("one", "billion"):
        shown = ukraine_budget.outlook(ledger, unit=unit), ukraine_budget.history(ledger, "gw-military", unit=unit)
        for view in shown:
            plot, spoken = ukraine_budget.plot(view), language(lang)
            root = ElementTree.fromstring(plot.to_bytes("svg", lang=lang))
            words = " ".join(text.text or "" for text in root.iter(f"{SVG}text")).split()
            for section in plot.chart.sections:
                assert {spoken.number(tick) for tick in section.ticks} <= {*words}
                for mark in (mark for panel in section.panels for mark in panel.marks if mark.look != "carried"):
                    said = " ".join(map(spoken.say, (mark.text, *mark.words, mark.source)))
                    assert {*said.split()} <= {*words}


def test_what_is_not_stated_is_a_cross_and_no_bar() -> None:
    def shapes(asked: Chart) -> int:
        return len([part for part in tree(asked).iter(f"{SVG}g") if (part.get("id") or "").startswith("patch_")])

    bars = shapes(chart(MARK, MARK, MARK))
    assert shapes(chart(MARK, MARK, marked("not stated"))) == bars - 1
    assert texts(chart(MARK, marked("not stated"))).count("not stated") == 1
    points = texts(chart(MARK, marked("not stated"), marked("77", 50, look="carried"), kind="points"))
    assert "not stated" in points
    assert "77" not in points


def test_each_look_is_told_apart_without_colour() -> None:
    assert len({*HATCHES.values()}) == 5
    shapes = {(SHAPES[look], look in HOLLOW) for look in SHAPES}
    assert len(shapes) == len(SHAPES) == len(HATCHES) == 6


def luminance(colour: str) -> float:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return (0.299 * red + 0.587 * green + 0.114 * blue) / 255


def test_what_stands_side_by_side_is_told_apart_in_grey() -> None:
    grey = {tone: luminance(colour) for tone, colour in COLOURS.items()}
    assert abs(grey["commitment"] - grey["cash"]) > 0.2
    assert abs(grey["rise"] - grey["fall"]) > 0.1


def test_a_page_without_anything_to_draw() -> None:
    empty = chart()._replace(sections=(), sources=())
    assert texts(empty) == ["Title", "There is nothing to draw.", "A note."]
    assert drawn(empty, "pdf")


def test_more_notes_than_a_page_should_hold_are_in_the_description() -> None:
    asked = chart(MARK)._replace(notes=tuple(Text(f"Note {n}.") for n in range(NOTES + 2)))
    shown = texts(asked)
    assert f"Note {NOTES - 1}." in shown
    assert f"Note {NOTES}." not in shown
    assert "2 more notes are in the description of this file." in shown
    assert f"Note {NOTES + 1}." in said(asked)["aria-describedby"]


def test_open_ends_intervals_series_steps_and_arrows_are_drawn() -> None:
    step = marked("-20", 30, start=50, tone="fall")
    asked = chart(
        marked("50", 50, low=20, high=80),
        step,
        MARK._replace(low_open=True, high_open=True, joined=False, look="assumed"),
        marked("x"),
        arrows=(moved(-1, 4, "in and out"), moved(2, 0, "back", look="assumed")),
    )
    root = tree(asked)
    plain = tree(chart(MARK, MARK, MARK, MARK))
    assert len(list(root.iter(f"{SVG}path"))) > len(list(plain.iter(f"{SVG}path"))) + 10
    assert {"the interval that rounding, or an open end, leaves", "in and out", "back"} <= set(texts(asked))
    points = chart(MARK, MARK, marked("x"), MARK._replace(joined=False), kind="points")
    assert "papers of different series, which may count different things" in texts(points)


def test_places_that_are_too_narrow_have_upright_texts() -> None:
    amounts = "\n".join(f"v l {year} cash {year} 2 circa" for year in range(1990, 2040))
    plot = ukraine_budget.plot(ukraine_budget.outlook(make(amounts), bases=["cash"]))
    words = texts(plot.chart)
    assert "2039" in words
    assert "2,039 ±1 (circa)" in words
    turned = {text.get("transform", "") for text in tree(plot.chart).iter(f"{SVG}text") if text.text == "2039"}
    assert all("rotate(-90" in way for way in turned)


def test_places_that_are_narrow_but_broad_enough_have_not() -> None:
    arrows = Panel(Text("Shifts"), "arrows", tuple(map(Text, range(2022, 2029))), arrows=(moved(0, 6, "x"),))
    section = Section(Text("F"), Text("L"), (arrows,), (Decimal(0), Decimal(1)))
    assert [box.upright for box in page(chart()._replace(sections=(section,))).boxes] == [False]


def many(count: int, places: int) -> Chart:
    panel = Panel(Text("Cash"), "bars", tuple(map(Text, range(places))), (MARK,) * places)
    section = Section(Text("F"), Text("L"), (panel,) * count, (Decimal(0), Decimal(100)))
    return Chart(Text("T"), (section,), (), ())


def test_a_page_grows_with_what_is_on_it_up_to_what_a_file_can_hold() -> None:
    assert page(many(1, 4)).width == page(many(9, 4)).width == 11
    assert page(many(9, 4)).height > 2 * page(many(1, 4)).height
    assert page(many(1, 200)).width > 20
    for asked in (many(1000, 4), many(1, 2000), many(80, 500)):
        with pytest.raises(UsageError, match=r"the picture would be \d+ by \d+ inches; ask for fewer lines, funds or"):
            page(asked)
    assert Plot(many(1000, 4)).to_bytes("text")


def test_a_picture_in_a_notebook_and_as_text() -> None:
    plot = plots()[0]
    assert plot._repr_svg_().encode() == plot.to_bytes("svg")
    assert str(plot).encode() == plot.to_bytes("text")


def test_a_picture_in_dutch() -> None:
    plot = plots()[2]
    root = ElementTree.fromstring(plot.to_bytes("svg", lang="nl"))
    shown = {text.text for text in root.iter(f"{SVG}text")}
    assert root.get("lang") == "nl"
    assert {"Van spring-2025 naar letter-2025-11-27 (miljoen euro)", "Oud", "kasschuif", "-1.000", "5.000"} <= shown
    assert {"kabinetsbesluit", "verondersteld", "vooralsnog", "circa"} & shown == {
        "verondersteld",
        "vooralsnog",
        "circa",
    }
    assert "zoals vermeld" in shown
    assert (
        "2026: -1.000 ±100: Oud 3.100 (verondersteld, spring-2025) [1]; kasschuif omvang niet vermeld"
        in plot.description("nl")
    )
    assert plot.to_bytes("svg") == plot.to_bytes("svg", lang="en") != plot.to_bytes("svg", lang="nl")
    with pytest.raises(UsageError, match="unknown language 'fr'"):
        plot.to_bytes("svg", lang="fr")


def test_formats_of_pictures() -> None:
    with pytest.raises(UsageError, match="unknown format 'pgn': did you mean png"):
        drawn(chart(MARK), "pgn")


def test_a_picture_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    told = "plot needs matplotlib, which is not installed: pip install 'ukraine-budget[plot]'"
    with pytest.raises(UsageError, match=re.escape(told)):
        drawn(chart(MARK), "svg")
    assert drawn(chart(MARK), "text")
