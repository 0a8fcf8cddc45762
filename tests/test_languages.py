"""Everything that people are told is there in Dutch; what machines read is the same in every language."""

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any, get_args

import pytest

import errors_page
import figure_cases
import problem_cases
import ukraine_budget
from build import column
from messages import WORDS, groups, places, templates
from problem_cases import GOOD, Case
from ukraine_budget import LedgerAt, UsageError, View, open_ledger
from ukraine_budget.catalogues import language, languages
from ukraine_budget.language import ENGLISH, Language
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import ClaimKind
from ukraine_budget.read.notation import COLUMN_WORDS
from ukraine_budget.report.glossary import TERMS
from ukraine_budget.report.listing import SHOWN
from ukraine_budget.report.table import Table
from ukraine_budget.report.views import loaded
from ukraine_budget.write import FORMATS, ONE_LANGUAGE, charted, encoded, render

DUTCH = language("nl")
TEMPLATES = dict(templates())
WORD = re.compile(r"[^\W\d_]+")
ESCAPE = re.compile(r"[\\0][xu][0-9a-f]+")
GIVEN = (
    *GOOD,
    *GOOD.values(),
    *COLUMN_WORDS,
    *get_args(ClaimKind),
    *(word for words in WORDS.values() for word in words),
)
"""The small ledger of the problem cases, and the words that may stand in any."""
LIBRARY = ("bad-json", "bad-descriptor", "unreadable")
"""The codes of problems that a library or the system puts into words."""


class Emptied(dict[str, str]):
    """The texts of a language that has none: of a sentence only the values are left."""

    def get(self, key: str, default: str | None = None) -> str:  # type: ignore[override]  # all that is asked of it
        return " ".join(f"{{{name}{'!r' if conversion else ''}}}" for name, conversion in places(key)) or " "


class Unsaid(dict[str, str]):
    """The words of a language that has none: those that are to be translated are blank."""

    def __init__(self, group: str) -> None:
        super().__init__(dict.fromkeys(WORDS[group], " "))


SILENT = Language("nl", texts=Emptied(), words={group: Unsaid(group) for group in WORDS})
"""In it nothing is left of what we say: what is still there comes from the ledger, or was not marked as ours."""


@cache
def views() -> Mapping[str, View[Any]]:
    """Every view of the ledger that comes with the program, with all that it can say of it."""
    ledger = open_ledger("ukraine-nl")
    versions = list(ledger.versions)
    found: dict[str, View[Any]] = {
        "outlook": ukraine_budget.outlook(ledger, funds=["all"]),
        "shifts": ukraine_budget.shifts(ledger),
        "glossary": ukraine_budget.glossary(),
        "check": ukraine_budget.check("ukraine-nl", claims=True),
    }
    found |= {f"list {what}": ukraine_budget.listing(ledger, what) for what in SHOWN}
    found |= {f"show {year}": ukraine_budget.show(ledger, year, funds=["all"]) for year in (*ledger.years, 2050)}
    found |= {f"history {line}": ukraine_budget.history(ledger, line) for line in ledger.lines}
    found |= {f"explain {line}": ukraine_budget.explain(ledger, line, 2026) for line in ledger.lines}
    stating = {version for (version,) in ledger.figures.together("version")}
    for old, new in pairwise(version for version in versions if version in stating):
        found[f"diff {old} {new}"] = ukraine_budget.diff(LedgerAt(ledger, old), LedgerAt(ledger, new), all=True)
    return found


@cache
def tables() -> Mapping[str, Table]:
    """The whole table of every view, and those of an export."""
    exported = ukraine_budget.export(open_ledger("ukraine-nl")).tables
    return {name: view.table for name, view in views().items()} | {
        f"export {name}": exported[name] for name in exported
    }


def data(ledger: Ledger) -> Iterator[str]:
    """Every text of a ledger, but for the words that are ours."""
    for rows in (ledger.funds, ledger.lines, ledger.versions, ledger.documents):
        for name, row in rows.items():
            yield from (str(value) for field, value in row._asdict().items() if field not in ("phase", "coverage"))
            yield name
    for version in ledger.versions.values():  # within a sentence
        yield from (name[:1].lower() + name[1:] for name in (version.name, version.name_nl))
    yield from (*column(ledger, "note"), *column(ledger, "locator"), DUTCH.say(ledger.title), ledger.name)
    yield from (*ledger.texts, *ledger.texts.values())
    for mutation in ledger.mutations:
        yield from (mutation.label, repr(mutation.label), mutation.locator, mutation.note)
    for claim in ledger.claims:
        yield from (claim.claim, claim.source)
        for text in (claim.text, claim.clause, claim.locator, claim.note):
            yield from (text, DUTCH.say(text))


def left_over(text: str, known: Iterable[str]) -> list[str]:
    """The words of a text that are in none of some texts, the longest of which are taken out first.

    A name may begin with a small letter within a sentence, and a sentence may run over several lines.
    """
    text = " ".join(text.split()).casefold()
    for other in sorted({other.casefold() for other in known if WORD.search(other)}, key=len, reverse=True):
        if other in text:
            text = re.sub(rf"(?<!\w){re.escape(other)}(?!\w)", " ", text)
    return WORD.findall(text)


def test_every_message_is_there_in_dutch_with_the_same_values() -> None:
    assert {template: places(text) for template, text in DUTCH.texts.items()} == {
        template: places(template) for template in TEMPLATES
    }


def test_no_sentence_is_too_long_to_read() -> None:
    sentences = (re.split(r"(?<=[.;:]) ", text) for text in (*DUTCH.texts, *DUTCH.texts.values()))
    assert [sentence for every in sentences for sentence in every if len(sentence.split()) > 26] == []


def test_no_message_is_left_in_english() -> None:
    same = {template for template, text in DUTCH.texts.items() if template == text}
    assert {template for template in same if WORD.search(re.sub("{.*?}", "", template))} == {
        "--full: {rest}",
        "Status",
        "circa {amount}",
        "{amount} in {date}",
        "{amount} in {year}",
        "{what} in {year}: {measure}",
    }


def test_every_word_is_there_in_dutch() -> None:
    assert groups() <= set(WORDS)
    assert {group: set(words) for group, words in DUTCH.words.items()} == {
        group: set(words) for group, words in WORDS.items()
    }


@pytest.mark.parametrize("group", ["kind", "phase", "qualifier", "status"])
def test_the_glossary_has_the_words_that_are_shown(group: str) -> None:
    told = {term.term.replace("-", " "): term.nl.split(", ") for term in TERMS if term.group == group}
    for english, dutch in DUTCH.words[group].items():
        assert dutch in told[english.replace("-", " ")]


@pytest.mark.parametrize("name", tables())
def test_nothing_of_ours_is_shown_that_is_not_marked_as_a_message(name: str) -> None:
    known = [*data(open_ledger("ukraine-nl"))]
    if name == "glossary":
        known = [word for term in TERMS for word in (term.term, term.nl, term.meaning_nl)]
    if name == "check":
        known += ["amounts.csv", *(row.code for row in views()[name].rows)]
    assert left_over(render(tables()[name], "table", SILENT), known) == []


@pytest.mark.parametrize(
    "name", [name for name in views() if name.split()[0] in ("outlook", "shifts", "history", "diff")]
)
def test_nothing_of_ours_is_drawn_that_is_not_marked_as_a_message(name: str) -> None:
    view = views()[name]
    scene = loaded(view.declared.picture)(view.result, SILENT)
    for text in (charted(ukraine_budget.plot(view).chart, SILENT).decode(), scene.description):
        assert left_over(text, data(open_ledger("ukraine-nl"))) == []


@pytest.mark.parametrize("case", [*problem_cases.CASES, *figure_cases.CASES], ids=lambda case: case.code)
def test_every_problem_is_put_into_words_of_ours(case: Case) -> None:
    view = errors_page.problems(case)
    given = [*GIVEN, case.path, case.code, *(text for file in case.files.items() for text in map(str, file))]
    known = set(WORD.findall(" ".join(given).casefold()))
    shown = WORD.findall(ESCAPE.sub("", render(view.table, "table", SILENT)).casefold())
    assert case.code in LIBRARY or set(shown) <= known


@pytest.mark.parametrize("format", FORMATS)
def test_formats_for_machines_are_the_same_in_every_language_and_those_for_people_are_not(format: str) -> None:
    for name in ("show 2026", "outlook", "check", "history x-military", "list versions", "glossary"):
        table = views()[name].table
        same = encoded(table, format, DUTCH) == encoded(table, format)
        assert same is (format in ONE_LANGUAGE), name


def test_a_view_in_dutch() -> None:
    view = views()["show 2026"]
    text = view.render("markdown", lang="nl")
    assert text.startswith("## Steun aan Oekraïne in 2026: miljoen euro (gelezen stukken t/m 23 dec. 2025)\n")
    whole = view.render("markdown", lang="nl", full=True)
    assert whole.startswith(
        "## Begrotingsjaar 2026 (miljoen euro; bedragen tot en met 12 dec. 2025, uitspraken tot en met 5 mrt. 2026)\n"
    )
    assert "### Toelichting" in whole
    assert "### Bronnen" in whole
    assert '<html lang="nl">' in view.render("html", lang="nl")
    assert view.render("markdown") == view.render("markdown", lang="en") == view._repr_markdown_()
    assert view.to_bytes("markdown", lang="nl") == text.encode()


def test_a_language_that_is_not_there() -> None:
    assert languages() == ("en", "nl")
    with pytest.raises(UsageError, match="unknown language 'ln': there are: en, nl"):
        views()["glossary"].render("table", lang="ln")


def test_percentages_as_each_language_writes_them() -> None:
    share = Decimal("-12345.0")
    assert (ENGLISH.percent(share), DUTCH.percent(share)) == ("-12,345.0", "-12.345,0")
    assert (ENGLISH.percent(Decimal("0.0")), DUTCH.percent(Decimal("0.0"))) == ("0.0", "0,0")


@pytest.mark.parametrize(
    ("number", "english", "dutch"),
    [("3100.50", "3,100.5", "3.100,5"), ("-1234567", "-1,234,567", "-1.234.567"), ("0.05", "0.05", "0,05")],
)
def test_numbers_as_each_language_writes_them(number: str, english: str, dutch: str) -> None:
    assert (ENGLISH.number(Decimal(number)), DUTCH.number(Decimal(number))) == (english, dutch)


@pytest.mark.parametrize(
    ("date", "english", "dutch"),
    [
        ("2025-11-27", "27 Nov 2025", "27 november 2025"),
        ("2025-04-05", "5 April 2025", "5 april 2025"),
        ("2025-04", "April 2025", "april 2025"),
        ("2025", "2025", "2025"),
    ],
)
def test_dates_as_each_language_writes_them(date: str, english: str, dutch: str) -> None:
    assert (ENGLISH.date(date), DUTCH.date(date)) == (english, dutch)
