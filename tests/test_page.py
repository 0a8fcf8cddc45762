"""What a page says: the answer to its question, and its data, from the results of the library and nothing else."""

import base64
import hashlib
import json
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import ukraine_budget
from build import make, with_columns
from hostile import ACTING, worst
from transcript import ROOT, run
from ukraine_budget import UsageError, open_ledger
from ukraine_budget.languages import language
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Fund, Line, Version
from ukraine_budget.report.answer import Answer
from ukraine_budget.report.display import Cited
from ukraine_budget.report.page import Edition
from ukraine_budget.write.json import machine

LEDGER = open_ledger("ukraine-nl")
DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)
COLOUR = re.compile(r"--([a-z]+): (#[0-9a-f]{6});")


def answer(ledger: Ledger, **asked: Any) -> Answer:
    return ukraine_budget.page(ledger, **asked).page.asked.answer


def embedded(ledger: Ledger = LEDGER, **asked: Any) -> Any:
    (found,) = DATA.findall(ukraine_budget.page(ledger, **asked).to_html())
    return json.loads(found)


def test_the_answer_of_the_letter() -> None:
    found = answer(LEDGER)
    assert (found.question, found.verdict) == ("Is there a gap in 2026?", "yes")
    (limit, lead), (moved,) = found.lead, found.moved
    assert limit == "A gap is counted here as a fall in cash of more than 20 %."
    assert lead == (
        "In 2026, cash for Military support for Ukraine on the defence budget falls from 4,300 (circa) to 2,100 "
        "(for now): by 2,200 (49 to 53 %)."
    )
    assert moved == (
        "Letter of 27 Nov 2025 says that cash for Military support for Ukraine on the defence budget was shifted from "
        "2026 to 2025; the papers read do not say how much."
    )
    assert found.committed == (
        "Decided by cabinet for Military support for Ukraine on the defence budget in 2026: 3,100 (decision).",
        "What is committed for Military support for Ukraine on the defence budget in 2026 is not stated.",
    )
    assert found.others == (), "2027 is only reserved, and the materiel fund is no support"


@pytest.mark.parametrize(
    ("amounts", "asked", "verdict", "lead"),
    [
        ("", {}, "unknown", ["Nothing can be compared: no line has stated cash of two years in a row."]),
        ("v l 2025 commitment 9\nv l 2026 commitment 1", {"year": 2026}, "unknown", [
            "Nothing can be compared: no line has stated cash of both 2025 and 2026."
        ]),
        ("v l 2025 cash 10\nv l 2026 cash 9", {}, "no", [
            "No stated cash falls by more than 20 % of the year before."
        ]),
        ("v l 2025 cash 10\nv l 2026 cash 9", {"gap": 5}, "yes", [
            "A gap is counted here as a fall in cash of more than 5 %.",
            "In 2026, cash for l falls from 10 to 9: by 1 (10 %)."
        ]),
        ("v l 2025 cash 10\nv l 2026 cash 9", {"year": 2026}, "no", [
            "No stated cash falls by more than 20 % of the year before.",
            "In 2026, cash for l is 9 after 10: a change of -1 (-10 %).",
        ]),
        ("v l 2025 cash 0\nv l 2026 cash 9", {"year": 2026}, "no", [
            "No stated cash falls by more than 20 % of the year before.",
            "In 2026, cash for l is 9 after 0: a change of +9.",
        ]),
        ("v l 2025 cash 10\nv l 2026 cash 9", {"year": 2027}, "unknown", [
            "Nothing can be compared: no line has stated cash of both 2026 and 2027."
        ]),
        ("v l 2025 cash 10 9\nv l 2026 cash 7 9", {"year": 2026}, "unknown", [
            "A gap is counted here as a fall in cash of more than 20 %.",
            "2026 may show a gap: cash for l falls from 10 to 7, by 3 (-83 to +110 %).",
        ]),
        ("v l 2025 cash 10\nv m 2025 cash 10\nv l 2026 cash 9\nv m 2026 cash 4", {}, "yes", [
            "A gap is counted here as a fall in cash of more than 20 %.",
            "In 2026, cash for m falls from 10 to 4: by 6 (60 %).",
        ]),
    ],
)  # fmt: skip
def test_the_answers_of_other_ledgers(amounts: str, asked: dict[str, Any], verdict: str, lead: list[str]) -> None:
    found = answer(make(amounts, lines=[Line("l", "f")]), **asked)
    assert (found.verdict, list(found.lead)) == (verdict, lead)


NOTHING = ("Nothing can be compared: no line has stated cash of both 2025 and 2026.",)


def test_years_of_different_series_make_no_gap() -> None:
    versions = [Version("a", 1), Version("b", 2), Version("c", 3, follows="b")]
    ledger = make("a l 2025 cash 10\nb l 2026 cash 4", versions=versions)
    found = answer(ledger, year=2026)
    assert (found.verdict, found.lead) == ("unknown", NOTHING)
    assert answer(ledger).question == "Is there a gap ahead?"


def test_a_parent_that_newer_parts_contradict_makes_no_gap() -> None:
    lines = [Line("all", "f"), Line("part", "f", "all")]
    ledger = make("a all 2025 cash 10\na all 2026 cash 4\nb part 2026 cash 9", lines=lines)
    found = answer(ledger, year=2026)
    assert (found.verdict, found.lead) == ("unknown", NOTHING)


def test_a_fall_that_was_planned_long_ago_is_told_as_of_then() -> None:
    versions = [Version("a", 1, "2024-04"), Version("b", 2, "2026", coverage="partial")]
    found = answer(make("a l 2025 cash 10\na l 2026 cash 4\nb m 2025 cash 1", versions=versions))
    assert (found.verdict, found.others) == (
        "unknown",
        ("l: in April 2024 a fall to 4 was budgeted for 2026, from 10 for 2025.",),
    )


def test_what_is_said_of_shifts() -> None:
    amounts = "a l 2025 cash 10\na l 2026 cash 10\nb l 2026 cash 10"
    stated = "b l 2026 cash -3 cash-shift S\nb l 2025 cash 3 cash-shift S"
    unstated = "b l 2026 cash 0 cash-shift U at-most\nb l beyond cash 0 cash-shift U at-least"
    gone = "b l 2025 cash -1 cash-shift G"
    assert answer(make(amounts)).moved == ("The papers read up to then state no shift between years.",)
    assert answer(make(amounts, gone), year=2026).moved == (
        "The papers read up to then state no shift to or from 2026.",
    )
    assert answer(make(amounts, f"{stated}\n{unstated}\n{gone}")).moved == (
        "b says that 3 of cash for l was shifted from 2026 to 2025.",
        "b says that cash for l was shifted from 2026 to later years; the papers read do not say how much.",
        "b says that 1 of cash for l was shifted from 2025 to a year not printed.",
    )
    many = "\n".join(stated.replace("S", f"S{n}") for n in range(10))
    assert len(answer(make(amounts, many)).moved) == 9
    assert answer(make(amounts, many)).moved[-1] == "2 more, in the tables."


def test_what_is_committed_is_that_of_the_lines_in_question() -> None:
    amounts = "v l 2026 commitment 5\nv l 2025 cash 10\nv l 2026 cash 10"
    assert answer(make(amounts), year=2026).committed == ("Committed for l in 2026: 5.",)
    assert answer(make(amounts), year=2025).committed == ("What is committed for l in 2025 is not stated.",)
    assert answer(make(amounts), year=2026, bases=["cash"]).committed == ()
    assert answer(make(amounts)).committed == ()
    decided = f"u l 2026 commitment 7 - decision\n{amounts}"
    assert answer(make(decided), year=2026).committed == (
        "Decided by cabinet for l in 2026: 7 (decision).",
        "Committed for l in 2026: 5.",
    )


def test_where_no_fund_is_support_there_is_no_gap_to_tell_of() -> None:
    ledger = make("v l 2025 cash 10\nv l 2026 cash 1", funds=[Fund("f", "f", support=False)])
    assert answer(ledger).verdict == "unknown"


def test_a_number_in_a_sentence_says_itself_in_every_language() -> None:
    (row,) = (row for row in ukraine_budget.outlook(make("v l 2026 cash 1")).rows if row.basis == "cash")
    empty = row._replace(amount=None)
    assert [Cited(empty).spoken(language(code)) for code in ("en", "nl")] == ["not stated", "niet vermeld"]
    assert Cited(row, "fall").spoken(language("en")) == "1"
    assert Cited(row._replace(overtaken=True)).spoken(language("nl")) == "1 (achterhaald)"


VIEWS: list[dict[str, Any]] = [
    {},
    {"funds": ["all"]},
    {"bases": ["outstanding"]},
    {"unit": "one"},
    {"as_of": "2025-12-01"},
]


@pytest.mark.parametrize("asked", VIEWS)
def test_the_data_of_every_version_are_the_rows_of_the_library(asked: dict[str, Any]) -> None:
    data = embedded(**asked)
    for edition in data["editions"]:
        same = {**asked, "as_of": edition["as_of"]}
        rows = ukraine_budget.outlook(LEDGER, **same).rows
        assert [said(row._replace(basis=row.counts_as)) for row in rows] == [
            {name: value for name, value in data["numbers"][place].items() if name not in OF_THE_PAGE}
            for place in edition["numbers"]
        ]
        shifts = ukraine_budget.shifts(LEDGER, **{**same, "funds": asked.get("funds") or LEDGER.default_funds}).rows
        assert [said(shift) for shift in shifts] == [
            {name: value for name, value in data["shifts"][place].items() if name != "spread"}
            for place in edition["shifts"]
        ]
    moments = [edition["as_of"] for edition in data["editions"]]
    assert moments[-1] == asked.get("as_of", "njn-2025-erratum")
    assert set(moments[:-1]) < set(LEDGER.versions)


OF_THE_PAGE = ("spread", "sources", "gap", "percent", "fall")


def said(row: Any) -> dict[str, Any]:
    """A row of the contract without what it leaves open."""
    values = {name: machine(value) for name, value in row._asdict().items()}
    return {name: value for name, value in values.items() if value not in (None, "", False, [])}


def test_what_is_new_at_a_version_is_told() -> None:
    editions = ukraine_budget.page(LEDGER).page.editions
    news = [edition["as_of"] for edition in embedded()["editions"] if edition["news"]]
    assert news == [now.as_of for before, now in pairwise(editions) if shown(now) != shown(before)]
    assert news == ["spring-2025", "jv-2024-xvii", "notice-2025-09-11", "letter-2025-11-27"]


def shown(edition: Edition) -> Any:
    return edition.numbers, edition.shifts


def test_every_stated_number_has_its_sources_and_a_total_those_of_its_terms() -> None:
    for edition in ukraine_budget.page(LEDGER, funds=["all"]).page.editions:
        for number in edition.numbers:
            assert bool(number.sources) == (number.row.amount is not None), number
    lines = [Line("p", "f"), Line("c", "f", parent="p"), Line("d", "f", parent="c"), Line("q", "f")]
    ledger = make("a p 2026 cash 3\na d 2026 cash 1\nb q 2026 cash 2\nb d 2025 cash 5", lines=lines)
    entries = ukraine_budget.page(with_papers(ledger)).page.asked.numbers
    balance = make("a l 2025 commitment 5\nb l 2025 cash 2\nb l 2024 cash 9")
    (found,) = [
        number
        for number in ukraine_budget.page(balance).page.asked.numbers
        if number.row.basis == "outstanding" and number.sources
    ]
    assert found.sources == ("a", "b")
    totals = {
        number.row.year: number.sources for number in entries if number.row.row_type == "total" and number.sources
    }
    assert totals == {2026: ("paper 0", "paper 2")}
    overtaken = make("a p 2026 cash 3\nb c 2026 cash 9\nc q 2026 cash 2", lines=lines)
    shown = ukraine_budget.page(with_papers(overtaken)).page.asked.numbers
    assert [n.sources for n in shown if n.row.row_type == "total"] == [("paper 1", "paper 2")]


def with_papers(ledger: Ledger) -> Ledger:
    papers = [f"paper {n}" for n in range(len(ledger.figures))]
    return with_columns(ledger, document=papers)


def test_only_its_own_style_and_script_may_act() -> None:
    page = ukraine_budget.page(LEDGER).to_html()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="(.*?)"', page)
    assert policy.startswith("default-src 'none'; base-uri 'none'; form-action 'none'; script-src 'sha256-")
    for kind, tag in (("script-src", '<script type="module">'), ("style-src-elem", "<style>")):
        text = page.partition(tag)[2].partition(f"</{tag[1:].split()[0].rstrip('>')}>")[0]
        code = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind} 'sha256-{code}'" in policy
    assert "url(" not in page.replace("url(#", "")
    assert not re.search(r"\ssrc=|@import|fetch\(|XMLHttpRequest|import\(", page)


def test_the_data_can_not_end_its_element() -> None:
    page = ukraine_budget.page(worst("</script><!--<script>&amp;\u2028\x1b")).to_html()
    (found,) = DATA.findall(page)
    assert not set("<>&") & set(found)
    assert not any(character in page for character in ACTING)
    assert json.loads(found)["title"] == "</script><!--<script>&amp;\\u2028\\x1b"


def test_two_runs_write_the_same_bytes() -> None:
    program = "import ukraine_budget as b; print(b.page(b.open_ledger(), funds=['all']).to_html())"
    first, second = (
        subprocess.run([sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True)
        for seed in ("1", "2")
    )
    assert first.stdout == second.stdout
    assert len(first.stdout) > 100_000


def test_the_colours_can_be_told_apart() -> None:
    style = (ROOT / "src/ukraine_budget/write/page/page.css").read_text()
    light, dark, printed = (dict(COLOUR.findall(block)) for block in re.split(r"@media \(prefers|@media print", style))
    for colours in (light, dark, printed):
        for name in ("ink", "muted", "link", "fall", "focus"):
            assert all(contrast(colours.get(name, "#000000"), colours[on]) >= 4.5 for on in ("paper", "panel")), name
        assert all(contrast(colours[name], colours["paper"]) >= 4.5 for name in ("cash", "commitment", "other"))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as the accessibility guidelines have it."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_a_language_that_is_not_there_is_told() -> None:
    with pytest.raises(UsageError, match="unknown language 'xx'"):
        ukraine_budget.page(LEDGER).to_html("xx")


def test_a_page_is_written_to_a_pipe_too(tmp_path: Path) -> None:
    step = run("budget report /dev/stdout | tail -1", tmp_path)
    assert (step.code, step.output) == (0, "</html>\n")
