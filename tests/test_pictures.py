"""Pictures in their formats: the same texts in each, the same bytes from run to run; the palette; widths of texts."""

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from importlib import import_module
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import ukraine_budget
from hostile import ACTING, worst
from scenes import views
from ukraine_budget import Plot, UsageError
from ukraine_budget.report.palette import PALETTE, RULES, Tone, properties, tone
from ukraine_budget.report.pictures.lettering import ASCII, OTHERS, width_of, wrapped
from ukraine_budget.report.pictures.scene import Scene
from ukraine_budget.report.pictures.sheet import spread
from ukraine_budget.write import DRAWINGS, drawn
from ukraine_budget.write.pictures import svg

image: Any = import_module("PIL.Image")
SVG = "{http://www.w3.org/2000/svg}"
SEEN: tuple[Tone, ...] = ("cash", "commitment", "outstanding", "other", "rise", "fall")
"""What a figure or change is drawn in."""


def plots() -> list[Plot]:
    """A picture of every kind."""
    names = ("outlook", "diff spring-2025 letter-2025-11-27", "history x-military", "shifts all")
    return [ukraine_budget.plot(views()[name]) for name in names]


def texts(picture: str | bytes) -> list[str]:
    return [text.text or "" for text in ElementTree.fromstring(picture).iter(f"{SVG}text")]


def test_an_svg_holds_the_texts_of_the_scene_and_says_it_all() -> None:
    for plot in plots():
        for lang in ("en", "nl"):
            scene = plot.scene(lang)
            root = ElementTree.fromstring(svg(scene, "first"))
            assert texts(svg(scene)) == [words.text for words in scene.words]
            named = {part.get("id"): part.text for part in root if part.tag in (f"{SVG}title", f"{SVG}desc")}
            assert named == {"first-title": scene.title, "first-description": scene.description}
            assert (root.get("role"), root.get("lang")) == ("img", lang)
            assert (root.get("aria-labelledby"), root.get("aria-describedby")) == tuple(named)
            assert plot.description(lang) == scene.description


def test_an_svg_asks_nothing_of_any_network_and_runs_nothing() -> None:
    for plot in (*plots(), ukraine_budget.plot(ukraine_budget.outlook(worst("<script>alert(1)</script>")))):
        root = ElementTree.fromstring(svg(plot.scene()))
        assert {part.tag for part in root.iter()} <= {
            f"{SVG}{tag}" for tag in ["svg", "title", "desc", "rect", "line", "path", "text"]
        }
        assert not any(name.endswith(("href", "style")) for part in root.iter() for name in part.attrib)


def test_a_png_and_a_pdf_say_it_all() -> None:
    for plot in plots():
        scene = plot.scene()
        picture = image.open(io.BytesIO(plot.to_bytes("png")))
        assert picture.text == {"Title": scene.title, "Description": scene.description}
        assert picture.size == pytest.approx((2 * scene.width, 2 * scene.height), abs=1)
        pdf = plot.to_bytes("pdf")
        assert pdf.startswith(b"%PDF-")
        assert b"/Subject" in pdf
        assert b"/CreationDate" not in pdf


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="no pdftotext")
def test_a_pdf_holds_the_texts_of_the_scene(tmp_path: Path) -> None:
    for plot in plots():
        (tmp_path / "p.pdf").write_bytes(plot.to_bytes("pdf", "nl", narrow=True))
        command = ["pdftotext", "-raw", str(tmp_path / "p.pdf"), "-"]
        told = subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout
        letters = re.sub(r"\s", "", told)
        assert all(re.sub(r"\s", "", words.text) in letters for words in plot.scene("nl", narrow=True).words)


RUN = """
import hashlib, json, sys
sys.path.insert(0, {tests!r})
from test_pictures import hashes
print(json.dumps(hashes()))
"""


def hashes() -> list[str]:
    formats = (*DRAWINGS.values(), "text")
    return [hashlib.sha256(plot.to_bytes(format)).hexdigest() for plot in plots() for format in formats]


def test_pictures_are_the_same_from_run_to_run_whatever_the_settings_of_the_user(tmp_path: Path) -> None:
    (tmp_path / "matplotlibrc").write_text("font.size: 30\nsvg.fonttype: path\nsavefig.facecolor: red\n")
    done = subprocess.run(
        [sys.executable, "-c", RUN.format(tests=str(Path(__file__).parent))],
        cwd=tmp_path,
        env={**os.environ, "PYTHONHASHSEED": "7", "SOURCE_DATE_EPOCH": "86400", "TZ": "Asia/Tokyo"},
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert json.loads(done.stdout) == hashes()


@pytest.mark.parametrize(
    "name", ["$x^2$ a_1 \\alpha", r"\input{/etc/passwd}", "<b>&amp;</b>", "\u4e2d\u6587", "\udcff"]
)
def test_names_are_drawn_literally_and_do_nothing(name: str) -> None:
    plot = ukraine_budget.plot(ukraine_budget.outlook(worst(name)))
    for format in DRAWINGS.values():
        made = plot.to_bytes(format)
        assert made
        assert not any(sign.encode() in made for sign in ACTING) or format != "svg"
    said = name.encode("unicode_escape").decode() if name == "\udcff" else name
    assert said in plot.scene().title


def test_a_picture_in_a_notebook_and_as_text() -> None:
    plot = plots()[0]
    assert plot._repr_svg_().encode() == plot.to_bytes("svg")
    assert str(plot).encode() == plot.to_bytes("text")
    assert str(plot).startswith("2026 shows a gap")


def test_formats_languages_and_views_that_are_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    plot = plots()[0]
    with pytest.raises(UsageError, match="unknown format 'pgn': did you mean png"):
        drawn(plot.scene(), "pgn")
    with pytest.raises(UsageError, match="unknown language 'fr'"):
        plot.scene("fr")
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(UsageError, match=r"^plot needs matplotlib, "):
        plot.to_bytes("png")
    assert plot.to_bytes("svg"), "an SVG needs no library"


def luminance(colour: str) -> float:
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_palette_stands_out_from_both_grounds_and_its_texts_can_be_read() -> None:
    for name in SEEN:
        assert contrast(PALETTE[name].light, PALETTE["ground"].light) >= 3
        assert contrast(PALETTE[name].dark, PALETTE["ground"].dark) >= 3
    texts: tuple[Tone, ...] = ("ink", "soft")
    for name in texts:
        assert contrast(PALETTE[name].light, PALETTE["ground"].light) >= 7
        assert contrast(PALETTE[name].dark, PALETTE["ground"].dark) >= 7


DEUTERAN = ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969))
PROTAN = ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052))
"""What is left of colours to eyes without one kind of cones (Machado, Oliveira and Fernandes, 2009)."""


def as_seen(colour: str, eyes: tuple[tuple[float, ...], ...]) -> tuple[float, ...]:
    parts = [int(colour[n : n + 2], 16) for n in (1, 3, 5)]
    return tuple(sum(share * part for share, part in zip(row, parts, strict=True)) for row in eyes)


@pytest.mark.parametrize("eyes", [DEUTERAN, PROTAN])
def test_what_counts_differently_is_told_apart_by_colour_blind_eyes_and_in_grey(eyes: Any) -> None:
    for one, other in combinations(SEEN[:3], 2):
        first, second = PALETTE[one].light, PALETTE[other].light
        pairs = zip(as_seen(first, eyes), as_seen(second, eyes), strict=True)
        assert sum((a - b) ** 2 for a, b in pairs) ** 0.5 > 60
        assert contrast(first, second) > 1.25, "and in grey"


def test_a_page_and_a_terminal_have_the_same_palette() -> None:
    assert "--cash: #1d5fa8;" in properties()
    assert "--cash: #7db2ec;" in properties(dark=True)
    assert ".fill-cash { fill: var(--cash); }" in RULES
    shown = [PALETTE[name].terminal for name in SEEN]
    assert len({*shown}) == len(SEEN)
    assert [tone(basis) for basis in ("cash", "commitment", "decided", "outstanding", "own")] == [
        "cash",
        "commitment",
        "commitment",
        "outstanding",
        "outstanding",
    ]


@pytest.mark.parametrize("bold", [False, True])
def test_widths_are_those_of_the_font(bold: bool) -> None:
    fonts, faces = import_module("matplotlib.font_manager"), import_module("matplotlib.ft2font")
    weight = "bold" if bold else "normal"
    face = faces.FT2Font(fonts.findfont(fonts.FontProperties(family="DejaVu Sans", weight=weight)))

    def measured(letter: str) -> float:
        glyph = face.load_char(ord(letter), faces.LoadFlags.NO_SCALE)
        return float(glyph.horiAdvance / face.units_per_EM * 1000)

    for letter in ASCII:
        assert width_of(letter, 1000, bold=bold) == pytest.approx(measured(letter), abs=1)
    for letter in (*OTHERS, *"éïëüöàçñÉ"):
        assert width_of(letter, 1000, bold=bold) >= measured(letter) - 1
    assert width_of("e\u0301", 10) == width_of("e", 10)


def test_texts_are_broken_between_words_and_cut_where_they_are_too_long() -> None:
    assert wrapped("one two three", 1000, 12) == ["one two three"]
    assert wrapped("one two three", 60, 12) == ["one two", "three"]
    assert wrapped("€ 4,3 miljard en meer", 85, 12) == ["€ 4,3 miljard", "en meer"]
    assert wrapped("€ 4,3 miljard", 50, 12) == ["€ 4,3", "miljard"]
    assert all(width_of(line, 12) <= 40 for line in wrapped("x" * 50, 40, 12))
    assert wrapped("one two three four", 60, 12, most=1) == ["one tw…"]
    assert wrapped("", 60, 12) == []


def test_scenes_are_plain_values() -> None:
    scene = plots()[0].scene()
    assert isinstance(scene, Scene)
    assert scene == plots()[0].scene()


def test_columns_that_need_more_than_there_is_each_have_their_share() -> None:
    assert spread([300, 30], 220) == pytest.approx([200, 20])
    assert spread([300, 30], 350) == [310, 40]
    assert spread([30, 30], 100) == [50, 50]
