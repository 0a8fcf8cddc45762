"""The page in a real browser: it shows what the library says, to everybody, and asks nothing of any network."""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

import ukraine_budget
from browser import browser, needs_chromium, shown
from build import make
from hostile import ACTING, HOSTILE, SEEN, worst
from ukraine_budget import open_ledger
from ukraine_budget.analysis.rows import FigureRow
from ukraine_budget.language import Language, phrase
from ukraine_budget.languages import language
from ukraine_budget.report.display import spread

pytestmark = needs_chromium

LEDGER = open_ledger("ukraine-nl")
LETTER = "letter-2025-11-27"
TABLE = """(table) => [...table.tBodies[0].rows].map((row) => [...row.cells].map((cell) => cell.innerText))"""
FIGURES = """(table) => [...table.tBodies[0].rows].map((row) => [...row.cells].slice(1).map((cell) => [
  cell.querySelector(".value span")?.textContent ?? cell.textContent, cell.querySelector(".words")?.textContent ?? ""
]))"""

PARTED = """() => [...document.querySelectorAll("td .value, li .value, .lead .value")].filter((value) => {
  const [text, mark] = value.childNodes;
  const parts = text.textContent.split(" ").map((part) => {
    const range = document.createRange();
    range.setStart(text.firstChild, text.textContent.indexOf(part));
    range.setEnd(text.firstChild, text.textContent.indexOf(part) + part.length);
    return range.getClientRects();
  });
  const last = parts.at(-1)[0];
  return parts.some((rects) => rects.length > 1) || mark.getBoundingClientRect().left < last.right - 1;
}).map((value) => value.textContent)"""
"""The numbers that are broken within an amount, or before the mark of their source."""


def whole(text: str) -> str:
    """A text in which no amount is parted from its margin or its sign."""
    return re.sub(" (?=[±%])|(?<=±) ", "\N{NO-BREAK SPACE}", text)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with browser() as found:
        yield found


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Writes a page of the ledger that comes with the program, or of another."""
    folder = tmp_path_factory.mktemp("pages")

    def write(ledger: Any = LEDGER, lang: str = "en", **asked: Any) -> Path:
        path = folder / f"{len(list(folder.iterdir()))}.html"
        path.write_text(ukraine_budget.page(ledger, **asked).to_html(lang), encoding="utf-8")
        return path

    return write


@pytest.fixture(scope="module")
def default(written: Callable[..., Path]) -> Path:
    return written()


def choose(page: Page, version: str) -> None:
    """Choose a version as a reader does, by its name."""
    option = page.locator("#as-of option", has_text=f"({version})")
    page.select_option("#as-of", option.get_attribute("value"))


def speak(page: Page, code: str) -> None:
    page.click(f"#language-{code}")


def table(page: Page, name: str) -> Locator:
    return page.locator(f"#table-{name}")


def cell(row: FigureRow | None, spoken: Language) -> list[str]:
    """The number and the words that a figure is to be shown with."""
    texts = (("last stated", "laatst vermeld"), ("overtaken", "achterhaald"))
    carried, overtaken = (text[spoken.code == "nl"] for text in texts)
    if row is None or row.amount is None:
        return [("not stated", "niet vermeld")[spoken.code == "nl"], ""]
    words = [
        *(spoken.say(phrase(text, "qualifier")) for text in row.qualifier),
        *([overtaken] if row.overtaken else [carried] if row.carried else []),
    ]
    return [spoken.number(row.amount), ", ".join(words)]


def across(rows: Sequence[FigureRow], years: Sequence[int], spoken: Language) -> list[list[list[str]]]:
    """The figures of a fund on a basis, a row per line, the years across."""
    lines = [{row.year: row for row in line} for _, line in groupby(rows, key=lambda row: row.line)]
    return [[cell(line.get(year), spoken) for year in years] for line in lines]


VIEWS: list[dict[str, Any]] = [
    {},
    {"funds": ["all"]},
    {"bases": ["cash", "outstanding"], "unit": "thousand"},
    {"unit": "billion", "funds": ["budget-articles"]},
]
VERSIONS = ("njn-2025-erratum", LETTER, "jv-2024-xvii", "spring-2025", "vjn-2024", "owb-2022-k")


@pytest.mark.parametrize("asked", VIEWS)
def test_every_version_shows_the_figures_of_the_library_in_both_languages(
    chromium: Browser, written: Callable[..., Path], asked: dict[str, Any]
) -> None:
    compared = 0
    with shown(chromium, written(**asked)) as page:
        for version in VERSIONS:
            choose(page, version)
            result = ukraine_budget.outlook(LEDGER, as_of=version, **asked).result
            for code in ("nl", "en"):
                speak(page, code)
                for n, (_, of_fund) in enumerate(groupby(result.rows, key=lambda row: row.fund)):
                    for basis, of_basis in groupby(of_fund, key=lambda row: row.counts_as):
                        rows = list(of_basis)
                        found = table(page, f"fund-{n}-{basis}")
                        if any(row.amount is not None for row in rows):
                            assert found.evaluate(FIGURES) == across(rows, result.years, language(code)), (
                                version,
                                code,
                                basis,
                            )
                            compared += 1
                        else:
                            assert found.count() == 0
    assert compared >= 8


def test_a_version_that_states_nothing_says_so(chromium: Browser, default: Path) -> None:
    with shown(chromium, default) as page:
        choose(page, "owb-2022-k")
        assert "Nothing is stated for these funds at this version." in page.inner_text("main")
        assert "That cannot be said. Nothing can be compared: no line has stated cash of both 2025 and 2026." in (
            page.inner_text("#answer")
        )


def test_the_question_is_answered_at_the_top(chromium: Browser, default: Path) -> None:
    with shown(chromium, default) as page:
        assert page.inner_text("h1") == "Is there a gap in 2026?"
        assert page.locator(".lead").evaluate(BARE) == (
            "Yes. A gap is counted here as a fall in cash of more than 20 %. In 2026, cash for Military support for "
            "Ukraine on the defence budget falls from 4,300 circa to 2,100 for now: by 2,200 (49 to 53 %)."
        )
        moved, committed = page.locator(".point li").all()[:2]
        assert moved.evaluate(BARE) == (
            "Letter of 27 Nov 2025 says that cash for Military support for Ukraine on the "
            "defence budget was shifted from 2026 to 2025; the papers read do not say how much."
        )
        assert committed.evaluate(BARE) == (
            "Decided by cabinet for Military support for Ukraine on the defence budget in 2026: 3,100 decision, "
            "last stated."
        )
        choose(page, "spring-2025")
        assert page.inner_text("h1") == "Is there a gap in 2026?"
        assert page.locator(".lead").evaluate(BARE).startswith("That cannot be said. Nothing can be compared:")
        assert "The papers read up to then state no shift to or from 2026." in page.inner_text("#answer")
        choose(page, LETTER)
        speak(page, "nl")
        assert page.locator(".lead").evaluate(BARE) == (
            "Ja. Een gat is hier een daling van de kasuitgaven met meer dan 20 %. In 2026 dalen de kasuitgaven voor "
            "Militaire steun aan Oekraïne op de defensiebegroting van 4.300 circa naar 2.100 vooralsnog: met 2.200 "
            "(49 tot 53 %)."
        )


BARE = """(node) => { const copy = node.cloneNode(true); copy.querySelectorAll("sup").forEach((sup) => sup.remove());
  return copy.innerText.replace(/\\s+/g, " ").trim(); }"""
"""The text without the marks of its sources."""


def test_the_numbered_sources_are_those_of_the_numbers(chromium: Browser, default: Path) -> None:
    with shown(chromium, default) as page:
        sources = page.locator("#sources li").all_inner_texts()
        assert [text[:3] for text in sources] == [f"[{n + 1}]" for n in range(len(sources))]
        rows = [row for row in ukraine_budget.outlook(LEDGER).result.rows if row.fund == "ukraine-support"]
        stated = [row for row in rows if row.amount is not None and row.basis == "cash" and row.line]
        links = table(page, "fund-0-cash").locator("tbody tr:not(.total) a.number")
        assert links.count() == len(stated)
        for n, row in enumerate(stated):
            link = links.nth(n)
            target = page.inner_text(str(link.get_attribute("href")))
            paper = LEDGER.documents[row.document]
            assert paper.title in target
            assert row.locator in target
            assert link.locator("sup").inner_text() == target[:3]
        assert page.locator("#sources a").first.get_attribute("href") == LEDGER.documents["jv-2024-xvii"].url


def test_a_number_tells_its_source_on_hover_and_on_focus(chromium: Browser, default: Path) -> None:
    with shown(chromium, default) as page:
        number = table(page, "fund-0-cash").locator("a.number", has_text="2,100").first
        tip = page.locator("#tip")
        assert tip.is_hidden()
        number.hover()
        said = tip.inner_text()
        assert whole("Military support for Ukraine on the defence budget, cash 2026: 2,100 ± 50 (for now)") in said
        assert "between 2,050 and 2,150" in said
        assert f"Stated by Letter of 27 Nov 2025 ({LETTER})." in said
        assert said.endswith("een gat in de steun aan Oekraïne, 2025Z20069, 27 Nov 2025, answer 3")
        page.keyboard.press("Escape")
        assert tip.is_hidden()
        page.mouse.move(1, 1)
        number.focus()
        assert tip.inner_text() == said
        assert number.get_attribute("aria-describedby") == "tip"
        page.keyboard.press("Tab")
        assert tip.inner_text() != said
        assert number.get_attribute("aria-describedby") is None
        balance = table(page, "fund-0-outstanding").locator("a.number").first
        balance.focus()
        assert "3.817 or more" in tip.inner_text()
        assert "Computed from stated commitments and cash." in tip.inner_text()
        assert table(page, "shifts").locator("a.number").count() == 0, "no size is stated"
        table(page, "fund-0-cash-years").locator("a.number", has_text="-2,200").focus()
        assert whole("Computed: 2,100 ± 50 of 2026 less 4,300 ± 50 of the year before.") in tip.inner_text()
        number.click()
        assert page.evaluate("location.hash") == number.get_attribute("href")


TWO_LINES = make("v a 2026 cash 4\nv b 2026 cash 5\nv c 2027 cash 1")


def test_a_total_tells_how_it_is_computed(chromium: Browser, written: Callable[..., Path]) -> None:
    with shown(chromium, written(TWO_LINES)) as page:
        table(page, "fund-0-cash").locator("tr.total a.number", has_text="9").first.focus()
        said = page.locator("#tip").inner_text()
        assert "Computed: the total of the stated lines." in said
        assert "Not stated, and not in it: c" in said


def test_what_a_number_tells_is_there_when_focus_has_scrolled_to_it(chromium: Browser, default: Path) -> None:
    with shown(chromium, default, viewport={"width": 390, "height": 700}) as page:
        number = table(page, "fund-0-cash").locator("a.number", has_text="750").first
        number.focus()
        page.wait_for_function("document.querySelector('#tip').getBoundingClientRect().top > 0")
        box, tip = number.bounding_box(), page.locator("#tip").bounding_box()
        assert box
        assert tip
        assert tip["x"] >= 0
        assert tip["x"] + tip["width"] <= 390
        assert abs(tip["y"] - box["y"]) < 400


def test_a_chart_has_a_bar_for_every_figure_and_an_arrow_for_the_shift(chromium: Browser, default: Path) -> None:
    with shown(chromium, default) as page:
        commitment, cash = page.locator("#fund-0 .chart").all()
        heights = [float(str(bar.get_attribute("height"))) for bar in cash.locator("rect.bar:not([fill])").all()]
        amounts = [4300, 2100, 750]
        assert [round(height / heights[0] * 4300) for height in heights] == amounts
        (bar,) = commitment.locator("rect.bar:not([fill])").all()
        assert float(str(bar.get_attribute("height"))) / heights[0] == pytest.approx(3100 / 4300)
        assert cash.locator("rect.pale").count() == 3
        assert cash.locator("path.whisker").count() == 3
        interval = cash.locator("path.whisker").first.evaluate("(path) => path.getBBox().height")
        assert interval / heights[0] == pytest.approx(100 / 4300, rel=0.01)
        ends = cash.locator("rect.reach").evaluate_all(
            "(all) => all.map((each) => each.x.baseVal.value + each.width.baseVal.value)"
        )
        assert 0 < ends[0] < ends[-1] <= cash.evaluate("(chart) => chart.viewBox.baseVal.width")
        assert cash.locator("text.absent").all_text_contents() == ["not stated"]
        assert cash.locator("text.fall").all_text_contents() == [whole("-53 to -49 % gap")]
        arrow = cash.locator("g.shift")
        assert arrow.count() == 1
        assert "2026 → 2025" in str(arrow.get_attribute("aria-label"))
        assert "Declared, size not stated" in str(arrow.get_attribute("aria-label"))
        assert commitment.locator("g.shift").count() == 0
        start, end = arrow.locator("path").evaluate(
            "(path) => [0, path.getTotalLength()].map((at) => path.getPointAtLength(at).x)"
        )
        centres = {
            label.text_content(): label.evaluate("(text) => Number(text.getAttribute('x'))")
            for label in cash.locator("text.year").all()
        }
        assert (start, end) == pytest.approx((centres["2026"], centres["2025"]))


def test_a_chart_is_walked_by_the_arrow_keys(chromium: Browser, default: Path) -> None:
    with shown(chromium, default) as page:
        chart = page.locator("#fund-0 .chart").nth(1)
        marks = chart.locator("[role=img]")
        assert [mark.get_attribute("tabindex") for mark in marks.all()] == ["0", "-1", "-1", "-1", "-1"]
        marks.first.focus()
        page.keyboard.press("ArrowLeft")
        assert "cash 2024: not stated" in page.inner_text("#tip")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        assert whole("2,100 ± 50 (for now)") in page.inner_text("#tip")
        assert whole("Change from the year before: -2,200 (-53 to -49 %), gap") in page.inner_text("#tip")
        page.keyboard.press("End")
        assert "Brought forward from 2026 to 2025" in page.inner_text("#tip")
        page.keyboard.press("Home")
        assert "cash 2024: not stated" in page.inner_text("#tip")
        page.keyboard.press("a")


def test_the_line_of_a_chart_is_chosen_and_kept(chromium: Browser, default: Path) -> None:
    with shown(chromium, default) as page:
        page.locator("#fund-0-line").focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        captions = page.locator("#fund-0 .basis caption").all_inner_texts()
        assert all("Private sector and labour market" in caption for caption in captions)
        assert table(page, "fund-0-commitment-years").evaluate(FIGURES)[0][0] == [whole("35 ± 0.0005"), ""]
        choose(page, "jv-2024-xvii")
        assert "Private sector" in page.locator("#fund-0 .basis caption").first.inner_text()
        choose(page, "spring-2025")
        assert "Private sector" not in page.inner_text("#fund-0 .bases")


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("lang", ["en", "nl"])
def test_no_amount_is_broken_over_lines(chromium: Browser, written: Callable[..., Path], width: int, lang: str) -> None:
    with shown(chromium, written(lang=lang), viewport={"width": width, "height": 900}) as page:
        assert page.locator("td .value").count() > 10
        assert page.evaluate(PARTED) == []
        assert whole("-37 tot 0 %" if lang == "nl" else "-37 to 0 %") in page.inner_text("#fund-1")


@pytest.mark.parametrize("width", [1280, 390])
def test_the_values_of_an_axis_are_in_the_chart(chromium: Browser, written: Callable[..., Path], width: int) -> None:
    with shown(chromium, written(unit="one"), viewport={"width": width, "height": 900}) as page:
        assert "6,000,000,000" in page.locator("#fund-0 .grid text").all_text_contents()
        lefts = page.locator(".grid text").evaluate_all(
            "(texts) => texts.map((t) => t.getBoundingClientRect().x - t.closest('svg').getBoundingClientRect().x)"
        )
        assert min(lefts) >= 0


def test_an_exact_figure_has_no_margin(chromium: Browser, written: Callable[..., Path]) -> None:
    exact = make("v l 2025 cash 1000\nv l 2026 cash 33000.5")
    with shown(chromium, written(exact)) as page:
        figures = table(page, "fund-0-cash-years").evaluate(FIGURES)
        assert figures[0][0] == ["1,000", ""]
        assert figures[1][:2] == [["33,000.5", ""], ["+32,000.5", ""]]
        assert "±" not in page.inner_text("main")


def test_the_title_is_that_of_the_language(chromium: Browser, default: Path) -> None:
    with shown(chromium, default) as page:
        page.get_by_role("button", name="Nederlands").click()
        assert page.title() == page.inner_text("#title") == "Nederlandse begrotingscijfers over steun aan Oekraïne"
        assert "vervangt materieel dat de krijgsmacht eerder heeft weggegeven." in page.inner_text("#fund-1")
        page.get_by_role("button", name="English").click()
        assert page.title() == page.inner_text("#title") == "Dutch budget figures on support for Ukraine"


def test_the_version_is_switched_by_keyboard(chromium: Browser, default: Path) -> None:
    with shown(chromium, default) as page:
        page.focus("#as-of")
        page.keyboard.press("Home")
        assert f"({LETTER})" in page.inner_text("#status")
        assert page.evaluate("document.activeElement.id") == "as-of"
        page.focus("#earlier")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "earlier"
        assert "(nvw-2026-k)" in page.inner_text("#answer")
        assert "4,300" not in page.inner_text("main")
        page.focus("#later")
        for _ in range(3):
            page.keyboard.press("Enter")
        assert "(njn-2025-erratum)" in page.inner_text("#answer")
        assert page.locator("#later").is_disabled()
        assert page.evaluate("document.activeElement.id") == "as-of"
        groups = page.locator("#as-of optgroup")
        assert [group.get_attribute("label") for group in groups.all()] == [
            "Versions that change what is shown here",
            "Versions that change nothing here",
        ]
        assert groups.first.locator("option").count() == 4
        assert page.locator("#as-of option").count() == len(LEDGER.versions)


def test_the_language_is_switched_by_keyboard(chromium: Browser, default: Path) -> None:
    with shown(chromium, default) as page:
        page.focus("#language-nl")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "language-nl"
        assert page.get_attribute("html", "lang") == "nl"
        assert page.get_attribute("#language-nl", "aria-pressed") == "true"
        assert page.inner_text("h1") == "Valt er een gat in 2026?"
        assert "12 december 2025" in page.inner_text("#answer")
        assert "niet vermeld" in page.inner_text("main")
        assert "not stated" not in page.inner_text("main")
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")
        assert page.get_attribute("html", "lang") == "en"
        assert page.inner_text("h1") == "Is there a gap in 2026?"


def test_the_first_language_can_be_dutch(chromium: Browser, written: Callable[..., Path]) -> None:
    with shown(chromium, written(lang="nl")) as page:
        assert page.get_attribute("html", "lang") == "nl"
        assert page.inner_text("h1") == "Valt er een gat in 2026?"
        assert page.locator("#controls button[lang]").all_inner_texts() == ["Nederlands", "English"]


def test_tables_are_sorted_upwards_downwards_and_back(chromium: Browser, default: Path) -> None:
    with shown(chromium, default) as page:
        found = table(page, "fund-0-commitment")
        head = found.locator("thead th").nth(1)
        before = found.evaluate(TABLE)
        head.locator("button").click()
        assert head.get_attribute("aria-sort") == "ascending"
        assert page.inner_text("#status") == "2024: sorted upwards"
        up = numbers(found)
        assert up == sorted(up)
        assert [row[1] for row in found.evaluate(TABLE)[-2:]] == ["not stated"] * 2
        page.keyboard.press("Enter")
        assert head.get_attribute("aria-sort") == "descending"
        assert numbers(found) == up[::-1]
        assert [row[1] for row in found.evaluate(TABLE)[-2:]] == ["not stated"] * 2
        speak(page, "nl")
        head = found.locator("thead th").nth(1)
        assert head.get_attribute("aria-sort") == "descending"
        speak(page, "en")
        found.locator("thead th").nth(1).locator("button").focus()
        page.keyboard.press("Space")
        assert found.evaluate(TABLE) == before
        assert found.locator("[aria-sort]").count() == 0
        found.locator("thead button").first.click()
        names = [row[0] for row in found.evaluate(TABLE)]
        assert names == sorted(names)


def numbers(found: Locator) -> list[Decimal]:
    texts = found.locator("tbody tr:not(.total) td:nth-child(2) .value span").all_inner_texts()
    return [Decimal(text.replace(",", "")) for text in texts]


def test_the_shifts_are_those_of_the_library(chromium: Browser, written: Callable[..., Path]) -> None:
    shifts = ukraine_budget.shifts(LEDGER).result.rows
    with shown(chromium, written(funds=["all"])) as page:
        rows = table(page, "shifts").evaluate(TABLE)
        assert len(rows) == len(shifts) > 30
        for row, shift in zip(rows, shifts, strict=True):
            half = spread(shift.amount, shift.low, shift.high) if shift.amount is not None else None
            amount = "not stated" if shift.amount is None else language("en").number(shift.amount)
            told = whole(f"{amount} ± {language('en').number(half)}") if half else amount
            assert row[4].startswith(told), row
            assert row[2:4] == [str(year or "not printed") for year in (shift.from_year, shift.to_year)]
            assert row[6] == shift.label
        page.select_option("#fund-3-line", "x-total")
        arrows = page.locator("#fund-3 g.shift")
        assert arrows.count() == 6
        assert "Not every declared shift is drawn; the table of shifts has them all." in page.inner_text("#fund-3")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_nobody_is_kept_out(chromium: Browser, default: Path, scheme: Any, width: int) -> None:
    view = {"width": width, "height": 900}
    with shown(chromium, default, color_scheme=scheme, viewport=view) as page:
        for code in ("en", "nl"):
            page.emulate_media(media="screen")
            speak(page, code)
            page.locator("svg.chart").first.wait_for()
            assert page.evaluate("document.documentElement.scrollWidth") == width
            for media in ("screen", "print"):
                page.emulate_media(media=media)
                found = Axe().run(page)
                assert found.violations_count == 0, found.generate_report()


def test_what_is_printed_has_no_controls_and_says_of_when_it_is(chromium: Browser, default: Path) -> None:
    with shown(chromium, default) as page:
        page.emulate_media(media="print")
        assert page.locator("#controls").is_hidden()
        moment = "Autumn memorandum 2025, rectified table (njn-2025-erratum), 12 Dec 2025"
        assert f"The figures as they stood at {moment}. Amounts in EUR million." in page.inner_text("#answer")
        assert page.pdf().startswith(b"%PDF")
        head = page.locator("#table-fund-0-cash thead button").first
        assert head.evaluate("(button) => getComputedStyle(button).display") == "contents", "else it is printed once"
        kept = page.locator("#table-fund-0-cash-years").evaluate("(table) => getComputedStyle(table).breakInside")
        assert kept == "avoid"


def test_without_script_the_page_shows_the_tables_of_its_version(chromium: Browser, default: Path) -> None:
    with shown(chromium, default, java_script_enabled=False) as page:
        text = page.inner_text("main")
        assert "Is there a gap in 2026?" in text
        assert (
            "In 2026, cash for Military support for Ukraine on the defence budget falls from 4,300 (circa) to 2,100"
            in text
        )
        assert "Outlook, as it stands at njn-2025-erratum (EUR million)" in text
        assert "2,100 (for now)" in page.locator("table").first.inner_text()
        assert "The charts, the other versions and the other language need JavaScript." in text
        assert page.locator("#controls").is_hidden()
        assert page.locator(".sources li").count() == 5


def test_hostile_names_are_shown_and_do_nothing(chromium: Browser, written: Callable[..., Path]) -> None:
    more = "</script><script>document.title = 'run'</script> =HYPERLINK(\"x\") \\input{x} " + "x" * 10_000
    with shown(chromium, written(worst(HOSTILE + more)), viewport={"width": 390, "height": 900}) as page:
        for part in ("#fund-0 h2", "#table-fund-0-cash tbody th", "caption", "#notes", "#sources", "#fund-0-line"):
            assert SEEN + more in page.locator(part).first.inner_text(), part
        assert not any(character in page.content() for character in ACTING)
        assert page.title() == SEEN + more
        assert page.locator("script").count() == 2
        assert page.locator("main i, main script, main img").count() == 0
        assert page.locator("#sources a").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        assert Axe().run(page).violations_count == 0


def test_a_ledger_with_no_more_than_a_few_figures(chromium: Browser, written: Callable[..., Path]) -> None:
    few = make(
        "a l 2026 cash 5 10 at-most\na l 2025 cash -3 2 at-least\na m 2026 allocation 123456789012345678901234.5\n"
        "b l 2025 cash -4\nb l 2026 cash 6 - at-least\nb l 2027 cash 7 - at-least,at-most",
        "b l 2026 cash -1 cash-shift gone\nb l 2026 cash 0 cash-shift some at-most\n"
        "b l beyond cash 0 cash-shift some at-least",
        bases=("commitment", "cash", "allocation"),
    )
    with shown(chromium, written(few)) as page:
        assert page.inner_text("h1") == "Is there a gap ahead?"
        assert table(page, "fund-0-allocation").evaluate(FIGURES)[1] == [
            ["not stated", ""],
            ["123,456,789,012,345,678,901,234.5", ""],
            ["not stated", ""],
        ]
        page.select_option("#fund-0-line", "l")
        whisker = page.locator("path.whisker.open")
        expect(whisker).to_have_count(1)
        highest = page.locator("#fund-0 .grid line").evaluate_all(
            "(all) => Math.min(...all.map((each) => each.y1.baseVal.value))"
        )
        assert whisker.evaluate("(path) => path.getBBox().y") == pytest.approx(highest)
        labels = [str(arrow.get_attribute("aria-label")) for arrow in page.locator("g.shift").all()]
        assert "2026 → not printed" in labels[0]
        assert "2026 → later years" in labels[1]
        assert "not stated" in labels[1]
        assert page.inner_text("#sources").splitlines()[1:] == ["[1] b", "[2] a"]
        page.select_option("#as-of", "0")
        assert page.locator("#earlier").is_disabled()
        page.select_option("#fund-0-line", "m")
        page.locator(".holder rect.bar").first.wait_for()
        assert page.locator(".holder rect.bar").count() == 1


def test_a_ledger_without_a_version_says_that_nothing_is_stated(
    chromium: Browser, written: Callable[..., Path]
) -> None:
    with shown(chromium, written(make())) as page:
        assert "Nothing is stated for these funds at this version." in page.inner_text("main")
        assert "The figures as they stood at No version." in page.inner_text("#answer")


def test_a_version_without_a_date_is_not_given_that_of_its_paper_as_its_own(chromium: Browser, default: Path) -> None:
    with shown(chromium, default) as page:
        choose(page, "owb-2025-x")
        assert "Draft budget 2025 (X) (owb-2025-x), in a paper of 16 Sept 2025." in page.inner_text("#answer")
        speak(page, "nl")
        assert "in een stuk van 16 september 2025" in page.inner_text("#answer")


@pytest.mark.parametrize(("asked", "told"), [({}, 0), ({"funds": ["all"]}, 1)])
def test_what_no_printed_year_shows_of_a_shift_has_a_column_only_where_there_is_any(
    chromium: Browser, written: Callable[..., Path], asked: dict[str, Any], told: int
) -> None:
    with shown(chromium, written(**asked)) as page:
        heads = table(page, "shifts").locator("thead th").all_inner_texts()
        assert heads.count("Counterpart not printed") == told
        assert {len(row) for row in table(page, "shifts").evaluate(TABLE)} == {len(heads)}


def test_a_date_is_a_moment_of_its_own(chromium: Browser, written: Callable[..., Path]) -> None:
    with shown(chromium, written(as_of="2025-12-01")) as page:
        assert "The figures as they stood at As known on 1 Dec 2025." in page.inner_text("#answer")
        assert "njn-2025-erratum" not in page.inner_text("#controls")
        speak(page, "nl")
        assert "1 december 2025" in page.inner_text("#answer")


def test_every_function_of_the_script_has_been_called(chromium: Browser, written: Callable[..., Path]) -> None:
    """A walk over the page: a function that nothing here reaches is dead, or not tested."""
    with shown(chromium, written(funds=["all"]), viewport={"width": 390, "height": 900}) as page:
        client = page.context.new_cdp_session(page)
        client.send("Profiler.enable")
        client.send("Profiler.startPreciseCoverage", {"callCount": True, "detailed": True})
        page.reload()
        page.locator("svg.chart").first.wait_for()
        page.set_viewport_size({"width": 1280, "height": 900})
        page.locator("#table-fund-0-commitment thead button").nth(1).click()
        page.evaluate("document.querySelectorAll('a.number').forEach((number) => number.focus())")
        page.locator("svg [role=img]").first.focus()
        page.keyboard.press("ArrowRight")
        page.locator("#as-of").focus()
        page.keyboard.press("ArrowDown")
        page.select_option("#fund-3-line", "x-total")
        page.locator("#fund-3 g.shift").first.wait_for()
        page.click("#earlier")
        choose(page, LETTER)
        speak(page, "nl")
        found = client.send("Profiler.takePreciseCoverage")["result"]
        functions = [
            function
            for script in found
            if script["url"]
            for function in script["functions"]
            if function["functionName"]
        ]
        assert len(functions) > 60
        assert {each["functionName"] for each in functions if each["ranges"][0]["count"] == 0} == {"totalOf"}, (
            "tested apart"
        )
