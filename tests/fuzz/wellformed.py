"""For each format, a check that output is well-formed and that nothing in it is executed."""

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from html.parser import HTMLParser
from importlib import import_module
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import ukraine_budget
from fuzz.formulas import check_workbook
from ukraine_budget.write.csv import FORMULA

SOURCES = Path(ukraine_budget.__file__).parent / "write"
STYLED = re.compile("\x1b\\[[0-9;]*m")
"""Escape sequences of styles by rich."""
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
TAGS = {
    *(
        "html",
        "head",
        "meta",
        "title",
        "style",
        "body",
        "main",
        "h1",
        "h2",
        "h3",
        "p",
        "br",
        "div",
        "a",
        "span",
        "cite",
    ),
    *("table", "caption", "thead", "tbody", "tr", "th", "td", "template", "ul", "li", "ol", "dl", "dt", "dd", "dialog"),
    *("section", "details", "summary", "label", "select", "option", "input", "button", "header", "footer", "script"),
    *("svg", "desc", "rect", "line", "path", "text"),
}
UNSEEN = ("Cc", "Cf", "Zl", "Zp")
"""Unicode categories of control and invisible characters."""
SIGNS = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2"
"""Visible characters in these categories."""
ADDRESS = re.compile(r"#\S*|https?://\S+")


def check_lines(text: str) -> None:
    """Assert that text has no control or invisible characters."""
    assert text.endswith("\n")
    for line in text.split("\n"):
        assert line.isprintable() or all(map(_is_seen, line)), ascii(line)


def _is_seen(character: str) -> bool:
    return character.isprintable() or (
        character.isspace() and character not in "\r\t\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"
    )


def check_screen(text: str) -> None:
    """Assert that text has no control characters but those of styles."""
    check_lines(STYLED.sub("", text))


def check_csv(text: str) -> None:
    """Assert rows of equal length, without cells that a spreadsheet would run."""
    check_lines(text)
    header, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert len({*header}) == len(header), header
    for row in rows:
        assert len(row) == len(header), row
        for cell in row:
            assert not FORMULA.match(cell) or NUMBER.fullmatch(cell), row


def check_json(text: str) -> None:
    """Assert JSON without control or invisible characters."""
    assert not {each for each in text if unicodedata.category(each) in UNSEEN and each not in SIGNS} - {"\n"}
    assert json.loads(text)["schema"]


def check_markdown(text: str) -> None:
    """Assert tables whose rows match their header, and no tags."""
    check_lines(text)
    cells = 0
    for line in text.split("\n"):
        found = len(re.findall(r"(?<!\\)(?:\\\\)*\|", line)) if line.startswith("|") else 0
        assert not (cells and found) or cells == found, line
        cells = found
        assert not re.search(r"(?<!\\)(?:\\\\)*<", line), line


class _Page(HTMLParser):
    """Asserts that elements close and attributes are harmless, and collects scripts."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.scripts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS, tag
        for name, value in attrs:
            assert not name.startswith("on"), (tag, name)
            assert name not in ("src", "srcdoc", "action", "formaction", "background"), (tag, name)
            assert name != "href" or ADDRESS.fullmatch(value or ""), value
        names = [name for name, _ in attrs]
        assert len({*names}) == len(names), names
        if tag not in ("meta", "br", "input"):
            self.open.append(tag)
        if tag == "script":
            self.scripts.append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] == ["script"]:
            self.scripts[-1] += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def check_html(text: str, scripts: Iterable[str] = ()) -> None:
    """Assert a page whose elements close, with only the given scripts."""
    check_lines(text)
    page = _Page()
    page.feed(text)
    page.close()
    assert not page.open, page.open
    assert [script.strip() for script in page.scripts] == list(scripts)
    names = re.findall(r'\sid="(.*?)"', text)
    assert len({*names}) == len(names), "an id stands twice"


def check_page(text: str) -> None:
    """Assert the page of a ledger, with only the script of the package."""
    check_html(text, [(SOURCES / "page" / "page.js").read_text(encoding="utf-8").strip()])


@cache
def _commands() -> frozenset[str]:
    """Return the LaTeX commands that the program itself writes."""
    sources = "".join((SOURCES / f"{name}.py").read_text(encoding="utf-8") for name in ("latex", "latex_table"))
    return frozenset(re.findall(r"\\([A-Za-z]+)", sources))


def check_latex(text: str) -> None:
    """Assert balanced braces, and only LaTeX commands of the program."""
    check_lines(text)
    found = {*re.findall(r"\\([A-Za-z]+)", text.replace("\\\\", ""))}
    assert found <= _commands(), found - _commands()
    body = re.sub(r"\\.", "", text.partition("\\begin{document}")[2])
    depth = 0
    for brace in re.findall(r"[{}]", body):
        depth += 1 if brace == "{" else -1
        assert depth >= 0
    assert not depth
    assert not re.search(r"[$#^%`\"]", body), ascii(body)


def check_svg(data: bytes) -> None:
    """Assert XML of shapes and texts with finite coordinates."""
    tags = {"svg", "title", "desc", "rect", "line", "path", "text"}
    for element in ElementTree.fromstring(data).iter():  # written by us
        assert element.tag.rpartition("}")[2] in tags, element.tag
        assert not any(name.startswith("on") or "href" in name for name in element.attrib)
        assert "nan" not in "".join(element.attrib.get(name, "") for name in ("x", "y", "width", "height", "d"))
        assert "inf" not in "".join(element.attrib.get(name, "") for name in ("x", "y", "width", "height", "d"))
        assert float(element.attrib.get("width", 0)) >= 0, element.attrib
    check_lines(data.decode())


def check_parquet(data: bytes) -> None:
    """Assert a readable table."""
    import_module("pyarrow.parquet").read_table(io.BytesIO(data)).validate(full=True)


def of_text(check: Callable[[str], None]) -> Callable[[bytes], None]:
    return lambda data: check(data.decode())


JUDGES: Mapping[str, Callable[[bytes], Any]] = {
    "table": of_text(check_lines),
    "csv": of_text(check_csv),
    "json": of_text(check_json),
    "markdown": of_text(check_markdown),
    "html": of_text(check_html),
    "latex": of_text(check_latex),
    "xlsx": check_workbook,
    "parquet": check_parquet,
}
"""Checks by format of a view."""
