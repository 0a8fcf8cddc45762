"""The gallery: every view of the shipped ledger in every format, and every picture.

python tests/gallery.py     rewrites docs/gallery, to be looked at before it is committed
"""

import shutil
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import ukraine_budget
from browser import CHROMIUM, browser, shown
from transcript import ROOT
from ukraine_budget import LedgerAt, View, open_ledger
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.views import VIEWS as DECLARED
from ukraine_budget.write import SUFFIXES

FOLDER = ROOT / "docs" / "gallery"
PICTURES = ("svg", "png", "pdf")
LETTER = "letter-2025-11-27"


def _letter(ledger: Ledger) -> View[Any]:
    return ukraine_budget.diff(LedgerAt(ledger, "spring-2025"), LedgerAt(ledger, LETTER))


VIEWS: Mapping[str, Callable[[Ledger], View[Any]]] = {
    "show 2026": lambda ledger: ukraine_budget.show(ledger, 2026),
    "outlook": ukraine_budget.outlook,
    f"diff spring-2025 {LETTER}": _letter,
    f"shifts spring-2025 {LETTER}": lambda ledger: ukraine_budget.shifts(_letter(ledger)),
    "history x-military": lambda ledger: ukraine_budget.history(ledger, "x-military"),
    "explain x-military 2026": lambda ledger: ukraine_budget.explain(ledger, "x-military", 2026),
    "check --claims": lambda ledger: ukraine_budget.check(claims=True),
    "list versions": lambda ledger: ukraine_budget.listing(ledger, "versions"),
    "glossary": lambda ledger: ukraine_budget.glossary(),
}
"""Views by the arguments of `budget` that show them."""

HEAD = """\
# Every view in every format

This folder is made by `python tests/gallery.py` from the ledger that comes with the program. Each file is what the
command above it writes with `-o FILE`; a test holds them to what the program writes today.
"""

OTHERS = """
## `budget report report.html`

[report.html](report.html)

## `budget export workbook.xlsx`

[workbook.xlsx](workbook.xlsx)
"""


def files() -> Iterator[tuple[str, bytes]]:
    """Yield the files of the gallery: name and contents."""
    ledger = open_ledger()
    views = {arguments: make(ledger) for arguments, make in VIEWS.items()}
    yield "README.md", _page().encode()
    for arguments, view in views.items():
        for suffix, format in SUFFIXES.items():
            yield f"{_name(arguments)}{suffix}", view.to_bytes(format)
        for format in PICTURES if _drawn(arguments) else ():
            yield f"{_name(arguments)}.{format}", ukraine_budget.plot(view).to_bytes(format)
    yield "report.html", ukraine_budget.page(ledger).to_html().encode()
    yield "workbook.xlsx", ukraine_budget.export(ledger).to_xlsx()


def _name(arguments: str) -> str:
    return arguments.split(maxsplit=1)[0]


def _drawn(arguments: str) -> bool:
    declared = DECLARED.get(_name(arguments))
    return bool(declared and declared.chart)


def _page() -> str:
    return HEAD + "".join(map(_section, VIEWS)) + OTHERS


def _section(arguments: str) -> str:
    name = _name(arguments)
    links = ", ".join(f"[{name}{suffix}]({name}{suffix})" for suffix in SUFFIXES)
    text = f"\n## `budget {arguments}`\n\n{links}\n"
    if _drawn(arguments):
        pictures = ", ".join(f"[{name}.{format}]({name}.{format})" for format in PICTURES)
        text += f"\nAs a picture, by `budget plot {arguments}`: {pictures}\n\n![{name}]({name}.svg)\n"
    return text


def _take_picture() -> None:
    """Take the screenshot of the page for the README, if there is a browser."""
    if CHROMIUM:
        with (
            browser() as chromium,
            shown(chromium, FOLDER / "report.html", viewport={"width": 1280, "height": 800}) as page,
        ):
            page.screenshot(path=FOLDER.parent / "report.png")


if __name__ == "__main__":
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir()
    for name, data in files():
        (FOLDER / name).write_bytes(data)
    _take_picture()
