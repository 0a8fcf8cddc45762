"""The page in a real browser: the answer at first sight, everything else when asked for, for everybody."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

import ukraine_budget
from browser import browser, needs_chromium, shown
from build import make, with_columns
from hostile import ACTING, HOSTILE, SEEN, worst
from ukraine_budget import open_ledger
from ukraine_budget.catalogues import language
from ukraine_budget.model.records import Line
from ukraine_budget.report.display import shown as displayed
from ukraine_budget.report.table import Block

pytestmark = needs_chromium

LEDGER = open_ledger("ukraine-nl")
LETTER = "letter-2025-11-27"
PHONE = {"width": 390, "height": 844}
CELLS = """(table) => [...table.tBodies].flatMap((body) => [...body.rows]).map((row) => [...row.cells].map(
  (cell) => cell.textContent.replace(/[\\u2007\\u2008]/g, "").replace(/\\s+/g, " ").trim()))"""
"""The texts of a table, without the spaces that align decimals."""


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


def seen(page: Page, selector: str) -> Locator:
    """What is shown of some parts."""
    return page.locator(selector).locator("visible=true")


def part(page: Page, style: str) -> Locator:
    """What is closed at first, opened."""
    found = seen(page, f"details.{style}")
    found.evaluate("(node) => (node.open = true)")
    return found


def box(found: Locator) -> dict[str, float]:
    place = found.first.bounding_box()
    assert place
    sides = {name: float(place[name]) for name in ("x", "y", "width", "height")}
    return {**sides, "bottom": sides["y"] + sides["height"], "right": sides["x"] + sides["width"]}


def address(page: Page) -> str:
    return str(page.evaluate("location.hash"))


@pytest.mark.parametrize(("view", "least", "most"), [({"width": 1280, "height": 800}, 1, 800), (PHONE, 0, 500)])
def test_the_first_screen_has_the_question_the_answer_its_date_and_the_picture(
    chromium: Browser, default: Path, view: Any, least: float, most: float
) -> None:
    with shown(chromium, default, viewport=view) as page:
        places = [box(seen(page, selector)) for selector in ("h1", "p.answer", ".date")]
        picture = box(seen(page, ".picture svg"))
        assert [place["bottom"] <= most for place in places] == [True] * 3
        assert [place["y"] for place in (*places, picture)] == sorted(place["y"] for place in (*places, picture))
        assert picture["y"] + least * picture["height"] <= most
        assert page.evaluate("document.documentElement.scrollWidth") == view["width"]
        assert seen(page, "dt").all_inner_texts() == ["Moved", "Decided", "Not support"]
        assert seen(page, "h2").all_inner_texts()[0] == "What changed"
        assert page.locator("details[open]").count() == 0


def texts(block: Block, code: str) -> list[list[str]]:
    """The texts of the cells of a block in a language."""
    spoken = language(code)
    return [
        [
            " ".join(displayed(value, column.kind, spoken).split())
            for value, column in zip(row.cells, block.columns, strict=True)
        ]
        for row in block.rows
    ]


@pytest.mark.parametrize("asked", [{}, {"funds": ["all"], "unit": "thousand"}])
def test_every_moment_shows_its_figures_in_both_languages(
    chromium: Browser, written: Callable[..., Path], asked: dict[str, Any]
) -> None:
    with shown(chromium, written(**asked)) as page:
        for moment in ukraine_budget.page(LEDGER, **asked).page.moments:
            seen(page, ".as-of").select_option(moment.as_of)
            for code in ("nl", "en"):
                seen(page, f"[data-speak={code}]").click()
                assert part(page, "figures").locator("table").evaluate(CELLS) == texts(moment.figures, code)
                answer = seen(page, "p.answer").first.inner_text().replace("\N{NO-BREAK SPACE}", " ")
                assert answer == language(code).say(moment.answer.text)


def test_what_is_shown_stands_in_the_address(chromium: Browser, default: Path) -> None:
    with shown(chromium, default) as page:
        assert address(page) == ""
        seen(page, "[data-speak=nl]").click()
        assert page.evaluate("document.activeElement.dataset.speak") == "nl"
        seen(page, ".as-of").select_option("spring-2025")
        seen(page, ".from").select_option("jv-2024-xvii")
        assert address(page) == "#as-of=spring-2025&from=jv-2024-xvii&lang=nl"
        page.reload()
        assert seen(page, "h1").inner_text() == "Valt er een gat in de komende jaren?"
        assert (page.title(), page.get_attribute("html", "lang")) == (
            *("Nederlandse begrotingscijfers over steun aan Oekraïne", "nl"),
        )
        assert seen(page, ".change").get_attribute("data-from") == "jv-2024-xvii"
        seen(page, ".from").select_option("spring-2025")
        assert seen(page, ".to option:disabled").count() == 0
        seen(page, ".to").select_option("jv-2024-xvii")
        assert "to=jv-2024-xvii" in address(page)
        page.evaluate(f"location.hash = '#as-of={LETTER}&to={LETTER}'")
        expect(seen(page, "h1")).to_have_text("Is there a gap in 2026?")
        assert seen(page, ".date").first.inner_text().startswith("As it stood at: Letter of 27 Nov 2025.")
        page.evaluate("location.hash = '#as-of=__proto__&from=x&to=y&lang=xx&line=z'")
        assert seen(page, "h1").count() == 1
        assert not page.locator("#sheet").is_visible()


def test_a_number_tells_of_itself_and_of_its_line(chromium: Browser, default: Path) -> None:
    with shown(chromium, default) as page:
        figure = part(page, "years").locator("a.figure", has_text="2,100")
        tip, sheet = page.locator("#tip"), page.locator("#sheet")
        assert tip.is_hidden()
        figure.hover()
        said = " ".join(tip.inner_text().split())
        assert "Amount 2,100 for now Between 2,050 to 2,150 Stated by Letter of 27 Nov 2025" in said
        assert said.endswith("answer 3")
        assert figure.get_attribute("aria-describedby") == "tip"
        tip.hover()
        page.wait_for_timeout(400)
        assert tip.is_visible(), "it can be entered"
        page.keyboard.press("Escape")
        assert tip.is_hidden()
        page.mouse.move(1, 1)
        figure.focus()
        assert " ".join(tip.inner_text().split()) == said
        page.keyboard.press("Enter")
        assert tip.is_hidden()
        assert sheet.locator("h2").inner_text() == "Military support for Ukraine on the defence budget"
        assert [row[3] for row in sheet.locator("table").evaluate(CELLS)] == [
            *("3,100", "4,300 circa", "2,100 for now", "750 reserved"),
        ]
        assert sheet.locator(".picked").inner_text().count("2,100") == 1
        assert address(page) == "#line=x-military"
        assert Axe().run(page).violations_count == 0
        page.click("#close")
        assert (address(page), figure.evaluate("(node) => node === document.activeElement")) == ("", True)
        page.evaluate("location.hash = '#line=x-military&lang=nl'")
        expect(sheet).to_be_visible()
        assert page.inner_text("#close") == "Sluiten"
        page.mouse.click(5, 5)
        expect(sheet).to_be_hidden()


def test_a_bar_of_the_picture_tells_what_its_number_in_the_table_does(chromium: Browser, default: Path) -> None:
    with shown(chromium, default) as page:
        bars = seen(page, ".picture rect[data-figure]")
        heights = [float(str(bar.get_attribute("height"))) for bar in bars.all()[:2]]
        assert heights[1] / heights[0] == pytest.approx(2100 / 4300, abs=0.01)
        bars.nth(1).hover()
        assert "2,050 to 2,150" in page.inner_text("#tip")
        bars.nth(1).click()
        assert page.locator("#sheet .picked").inner_text().count("2,100") == 1
        page.keyboard.press("Escape")
        assert address(page) == ""
        bars.first.evaluate("(bar) => (bar.dataset.figure = 'none')")
        bars.first.hover()
        assert page.locator("#tip").is_hidden(), "there is nothing to tell of it"


def test_the_bars_of_the_picture_are_walked_by_arrow_keys(chromium: Browser, default: Path) -> None:
    with shown(chromium, default) as page:
        picture = seen(page, ".seen .picture")
        assert (picture.get_attribute("role"), str(picture.get_attribute("aria-label"))[:17]) == (
            *("group", "Military, defence"),
        )
        picture.focus()
        page.keyboard.press("ArrowLeft")
        assert page.locator("#tip").is_hidden(), "there is none before the first"
        for amount in ("4,300", "2,100"):
            page.keyboard.press("ArrowRight")
            assert amount in page.inner_text("#tip")
            assert amount in page.inner_text("#status")
        page.keyboard.press("ArrowLeft")
        assert "4,300" in page.inner_text("#tip")
        page.keyboard.press("Enter")
        assert page.locator("#sheet .picked").inner_text().count("4,300") == 1
        page.keyboard.press("Escape")
        assert Axe().run(page).violations_count == 0


def test_what_a_number_tells_goes_when_the_pointer_does(chromium: Browser, default: Path) -> None:
    with shown(chromium, default, viewport=PHONE) as page:
        figure = part(page, "years").locator("a.figure", has_text="750")
        figure.hover()
        place, about = box(page.locator("#tip")), box(figure)
        assert 0 <= place["x"] <= place["right"] <= 390
        assert min(abs(place["y"] - about["bottom"]), abs(place["bottom"] - about["y"])) < 2, "no gap to lose it in"
        page.mouse.wheel(0, 30)
        page.mouse.move(1, 1)
        expect(page.locator("#tip")).to_be_hidden()


def test_a_paper_is_told_in_a_sheet_and_leads_back(chromium: Browser, default: Path) -> None:
    with shown(chromium, default) as page:
        mark = seen(page, ".caveat a.mark").first
        mark.click()
        assert "Najaarsnota 2025, rectificatie" in page.inner_text("#sheet")
        assert str(page.locator("#sheet a").first.get_attribute("href")).startswith("https://")
        page.keyboard.press("Escape")
        papers = seen(page, "details.printed").last
        papers.evaluate("(node) => (node.open = true)")
        number = str(mark.get_attribute("href")).rpartition("-")[2]
        papers.get_by_label(f"Back to where it is cited [{number}]").click()
        assert page.evaluate("document.activeElement.textContent") == f"[{number}]"
        page.keyboard.press("Control+Home")
        page.locator(".skip").first.focus()
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "en-answer"


def test_a_paper_that_is_cited_at_another_moment_leads_back_to_the_answer(chromium: Browser, default: Path) -> None:
    with shown(chromium, default) as page:
        seen(page, ".as-of").select_option("spring-2025")
        seen(page, ".from").select_option("spring-2025")
        papers = seen(page, "details.printed").last
        papers.evaluate("(node) => (node.open = true)")
        papers.locator("a.back").last.click()
        assert page.evaluate("document.activeElement.id") == "en-answer"


EDGES = """(cells) => cells.map((cell) => {
  const node = [...cell.querySelectorAll("a, td")].concat(cell).flatMap((n) => [...n.childNodes])
    .find((child) => child.nodeType === 3 && child.textContent.trim());
  const text = node.textContent, at = text.search(/[.\\u2008]|$/);
  const range = document.createRange();
  range.setStart(node, 0);
  range.setEnd(node, /[.]/.test(text) ? at : text.trimEnd().length);
  return Math.round(range.getBoundingClientRect().right);
})"""
"""Where the whole part of each number ends."""


def test_decimals_align_and_headings_stay(chromium: Browser, default: Path) -> None:
    with shown(chromium, default, viewport={"width": 700, "height": 400}) as page:
        frame = part(page, "years").locator(".wide")
        edges = frame.locator("td:nth-child(2):has(a.figure)").evaluate_all(EDGES)
        assert len(edges) > 10
        assert max(edges) - min(edges) <= 1
        frame.evaluate("(node) => { node.scrollIntoView(); node.scrollTo(200, 200); }")
        outer = box(frame)
        assert box(frame.locator("thead th").nth(2))["y"] == pytest.approx(outer["y"], abs=1)
        assert box(frame.locator("tbody tr:nth-child(9) th"))["x"] == pytest.approx(outer["x"], abs=1)


def test_on_a_phone_years_without_a_figure_are_left_out_first(chromium: Browser, written: Callable[..., Path]) -> None:
    path = written(make("v l 2024 cash 1\nv l 2026 cash 1"))
    for width, years in ((1280, ["2024", "2025", "2026"]), (390, ["2024", "2026"])):
        with shown(chromium, path, viewport={"width": width, "height": 844}) as page:
            heads = part(page, "years").locator("thead th").locator("visible=true").all_inner_texts()
            assert heads == ["Line", *years, "Sources"]
    with shown(chromium, written(), viewport=PHONE) as page:
        page.locator("details").evaluate_all("(all) => all.forEach((each) => (each.open = true))")
        assert seen(page, "td").filter(has_text="size not stated").count() == 1, "no other column says how much"


@pytest.mark.parametrize(
    ("view", "lang", "scheme"), [({"width": 1280, "height": 800}, "en", "light"), (PHONE, "nl", "dark")]
)
def test_the_page_can_be_used_by_everybody(
    chromium: Browser, written: Callable[..., Path], view: Any, lang: str, scheme: Any
) -> None:
    with shown(chromium, written(lang=lang), viewport=view, color_scheme=scheme) as page:
        seen(page, "details").evaluate_all("(all) => all.forEach((each) => (each.open = true))")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
        sizes = seen(page, "button, select, summary, input, a.figure, a.mark, a.back").evaluate_all(
            "(all) => all.map((node) => node.getBoundingClientRect()).map((box) => Math.min(box.width, box.height))"
        )
        assert len(sizes) > 50
        assert min(sizes) >= 24
        assert page.evaluate("document.documentElement.scrollWidth") == view["width"]


def test_two_pages_are_printed(chromium: Browser, default: Path) -> None:
    with shown(chromium, default) as page:
        assert len(re.findall(rb"/Type /Page\b", page.pdf(format="A4"))) == 2
        page.emulate_media(media="print")
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        for selector in ("p.answer", ".picture svg", "details.years table", "ol.sources"):
            assert seen(page, selector).count() >= 1, selector
        assert seen(page, ".controls, details.figures, button").count() == 0
        assert Axe().run(page).violations_count == 0
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.locator("details[open]").count() == 0


def test_without_script_the_answer_the_picture_and_the_tables_are_there(chromium: Browser, default: Path) -> None:
    with shown(chromium, default, java_script_enabled=False) as page:
        assert seen(page, "h1").inner_text() == "Is there a gap in 2026?"
        assert seen(page, ".picture svg").count() == 2
        assert (
            seen(page, ".change .date").inner_text()
            == "From: Spring decision of 2025, 18 April 2025. To: Letter of 27 Nov 2025."
        )
        assert seen(page, ".controls, .find, .more").count() == 0
        seen(page, "summary").filter(has_text="Every year").click()
        figure = seen(page, "a.figure").filter(has_text="2,100")
        figure.click()
        assert seen(page, str(figure.get_attribute("href"))).inner_text().startswith("Military support")


def test_long_tables_are_searched_and_shown_by_fifty(chromium: Browser, written: Callable[..., Path]) -> None:
    lines = [Line(f"l{n}", "f", name=f"Roads of province {n}" if n % 2 else f"Schools {n}") for n in range(120)]
    amounts = "\n".join(f"a l{n} {year} cash {n + 1}.25" for n in range(120) for year in (2026, 2027))
    ledger = with_columns(make(amounts, lines=lines), document=["paper"] * 240)
    with shown(chromium, written(ledger)) as page:
        whole = part(page, "years")
        rows, more = whole.locator("tr[data-line]"), whole.locator("button.more")
        assert rows.count() == 50
        more.click()
        assert rows.count() == 100
        more.click()
        assert (rows.count(), more.is_hidden()) == (121, True)
        page.reload()
        part(page, "years").locator("input").fill("PROVINCE 1")
        assert page.inner_text("#status") == f"{sum(n % 2 and '1' in str(n) for n in range(120))} lines found"
        assert whole.locator("tr[data-line]:not([hidden]) th").first.inner_text() == "Roads of province 119"
        whole.locator("input").fill("")
        assert page.inner_text("#status") == ""
        assert whole.locator("tr[data-line]").locator("visible=true").count() == 121
        page.evaluate("location.hash = '#line=l1'")
        assert page.locator("#sheet").is_hidden(), "it is not among the first, and not told of one by one"


def test_hostile_names_are_shown_and_do_nothing(chromium: Browser, written: Callable[..., Path]) -> None:
    more = "</script><script>document.title = 'run'</script> =HYPERLINK(\"x\") \\input{x} " + "x" * 2_000
    with shown(chromium, written(worst(HOSTILE + more)), viewport=PHONE) as page:
        seen(page, "details").evaluate_all("(all) => all.forEach((each) => (each.open = true))")
        for selector in (".kicker", "details.years th[scope=rowgroup]", "details.figures tbody th", "ol.sources"):
            assert SEEN + more in seen(page, selector).first.inner_text(), selector
        assert not any(character in page.content() for character in ACTING)
        assert page.title() == SEEN + more
        assert page.locator("script").count() == 1
        assert page.locator("main i, main script, main img").count() == 0
        assert page.locator("ol.sources a[href^=http]").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        assert Axe().run(page).violations_count == 0


def test_names_that_scripts_have_themselves_are_names_like_others(
    chromium: Browser, written: Callable[..., Path]
) -> None:
    amounts = "a __proto__ 2026 __proto__ 5\nb __proto__ 2026 __proto__ 7\nb constructor 2026 cash 1"
    ledger = make(amounts, bases=("commitment", "cash", "__proto__"))
    with shown(chromium, written(ledger)) as page:
        part(page, "years").locator("a.figure", has_text="7").click()
        assert page.locator("#sheet h2").inner_text() == "__proto__"
        assert address(page) == "#line=__proto__"


def test_a_page_without_changes_or_figures(chromium: Browser, written: Callable[..., Path]) -> None:
    with shown(chromium, written(make())) as page:
        assert seen(page, "h2").all_inner_texts() == [
            "Every year",
            "Every figure, with its rounding and its paper",
            "Notes",
            "Sources",
        ]
        page.evaluate("location.hash = '#from=a'")
        assert seen(page, "h1").inner_text() == "What falls most from one year to the next?"
