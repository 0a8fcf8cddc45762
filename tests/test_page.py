"""What a page says: the answers of the views at each moment, every figure with its paper, and nothing that acts."""

import base64
import hashlib
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import ukraine_budget
from build import make, with_columns
from corpus import CORPUS, needs
from hostile import ACTING, worst
from transcript import run
from ukraine_budget import UsageError, open_ledger
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Fund, Line, Version
from ukraine_budget.report.page import Moment, Page
from ukraine_budget.report.values import number

LEDGER = open_ledger("ukraine-nl")
LETTER = "letter-2025-11-27"
NO_SUPPORT = [Fund("f", "f", support=False)]


def page(ledger: Ledger = LEDGER, **asked: Any) -> Page:
    return ukraine_budget.page(ledger, **asked).page


def asked(ledger: Ledger = LEDGER, **words: Any) -> Moment:
    return page(ledger, **words).asked


def facts(ledger: Ledger, **words: Any) -> dict[str, str]:
    return {str(fact.heading): str(fact.text) for fact in asked(ledger, **words).facts}


def cells(moment: Moment, column: int) -> list[str]:
    """A column of the figures one by one."""
    return [str(row.cells[column]) for row in moment.figures.rows]


def test_the_answer_is_that_of_the_outlook_with_three_facts() -> None:
    found = asked()
    assert found.question == "Is there a gap in 2026?"
    answer = ukraine_budget.outlook(LEDGER).table.answer
    assert answer is not None
    assert found.answer.text == answer.text
    assert found.date == "Newest paper read: 23 Dec 2025. Tables in EUR million."
    assert facts(LEDGER) == {
        "Moved": answer.sentences[1],
        "Decided": "Military, defence: €3.1 billion for 2026, decided by cabinet in spring 2025.",
        "Not support": "Materiel fund: circa €700 million in 2025, circa €500 million in 2026, circa €400 million in "
        "2027, assumed here. Never added to support.",
    }
    assert 0 < len(found.caveats) <= 3
    assert not any("--full" in text for text in found.caveats)
    assert not any(f"{line} cash" in note for line in LEDGER.lines for note in found.notes), "names, never ids"


@pytest.mark.parametrize(
    ("amounts", "words", "question"),
    [
        ("", {}, "Is there a gap ahead?"),
        ("v l 2025 cash 10\nv l 2026 cash 9", {}, "Is there a gap ahead?"),
        ("v l 2025 cash 10\nv l 2026 cash 9", {"gap": 5}, "Is there a gap in 2026?"),
        ("v l 2025 cash 10\nv l 2026 cash 9", {"years": 2025}, "Is there a gap in 2025?"),
    ],
)
def test_the_question_names_the_year(amounts: str, words: dict[str, Any], question: str) -> None:
    assert asked(make(amounts, funds=[Fund("f", "f")]), **words).question == question


def test_where_no_fund_is_support_nothing_is_said_of_support() -> None:
    ledger = make("v l 2025 cash 10\nv l 2026 cash 1\nv m 2025 cash 4\nv m 2026 cash 4", funds=NO_SUPPORT)
    assert asked(ledger).question == "What falls most from one year to the next?"
    assert facts(ledger) == {"In all": "f: €14 million in cash for 2025, over 2 lines."}
    assert "support" not in ukraine_budget.page(ledger).to_html().partition("<body>")[2].partition("<script")[0]
    assert facts(make("v l 2025 cash 10\nv m 2026 cash 1", funds=NO_SUPPORT)) == {}, "not over all lines"


def test_a_fact_is_told_only_of_what_is_stated() -> None:
    funds = [Fund("f", "f"), Fund("g", "Other", support=False)]
    lines = [Line("l", "f", name="L"), Line("g1", "g")]
    nothing = {"Moved": "No shift of support between years is declared in the papers read."}
    assert facts(make("v l 2025 cash 1", funds=funds, lines=lines)) == nothing
    other = "v g1 2025 cash -1 cash-shift s\nv g1 2026 cash 1 cash-shift s"
    assert facts(make("v l 2025 cash 1", other, funds=funds, lines=lines)) == nothing, "not of support"
    assert facts(make("v l 2025 commitment 1 - decision", funds=funds, lines=lines))["Decided"] == (
        "L: €1 million for 2025, decided by cabinet in v."
    )
    decided = "v l 2025 commitment 1 - decision\nv m 2025 commitment 2 - decision\nv n 2025 cash 3"
    assert facts(make(decided))["Decided"] == "m: €2 million for 2025, decided by cabinet in v.", "and not their total"
    assert facts(make("v g1 2025 cash 7\nv l 2025 cash 1", funds=funds, lines=lines))["Not support"] == (
        "Other: €7 million in 2025. Never added to support."
    )


def test_the_moments_are_those_that_say_something_new() -> None:
    found = page()
    assert [moment.as_of for moment in found.moments] == [
        *("spring-2025", "jv-2024-xvii", "notice-2025-09-11", LETTER, "njn-2025-erratum"),
    ]
    assert [moment.name for moment in found.moments] == [
        "Spring decision of 2025, 18 April 2025",
        "Annual report 2024 (XVII), 21 May 2025",
        "Official notice on military support of 11 September 2025",
        "Letter of 27 Nov 2025",
        "Autumn memorandum 2025, rectified table, 12 Dec 2025",
    ]
    assert found.moments[3].date == "As it stood at: Letter of 27 Nov 2025. Tables in EUR million."
    assert found.moments[3].answer.text == ukraine_budget.outlook(LEDGER, as_of=LETTER).answer
    dated = page(as_of="2025-12-01").moments[-1]
    assert (dated.as_of, dated.name) == ("2025-12-01", "As known on 1 Dec 2025")
    assert [moment.as_of for moment in page(as_of=LETTER).moments][-2:] == ["notice-2025-09-11", LETTER]
    assert [moment.name for moment in page(make()).moments] == ["No version"]
    assert (len(found.moments), found.has_earlier) == (5, False)
    whole = ukraine_budget.page(LEDGER, funds=["all"])
    assert (len(whole.page.moments), whole.page.has_earlier) == (3, True), "of large tables only the newest are there"
    assert whole.to_html().count("<option disabled>Earlier ones are not on this page</option>") == 1


def test_of_very_many_moments_the_newest_are_there() -> None:
    many = make("\n".join(f"v{n} l 2026 cash {n}" for n in range(9)))
    assert [moment.as_of for moment in page(many).moments] == [f"v{n}" for n in range(2, 9)]
    assert page(many).has_earlier


def test_the_changes_are_between_versions_that_differ() -> None:
    found = page()
    assert found.chosen == ("spring-2025", LETTER)
    assert [(change.old, change.new) for change in found.changes] == [
        ("spring-2025", "jv-2024-xvii"),
        ("spring-2025", LETTER),
        ("jv-2024-xvii", LETTER),
    ]
    change = found.changes[1]
    assert change.answer.text == ukraine_budget.diff(LEDGER, "spring-2025", LETTER).answer
    assert change.number == 6
    assert [row.cells[1] for row in change.first.rows if len(row.cells) > 1] == ["2025", "2026", "2027"]
    same = make("a l 2026 cash 1\nb l 2026 cash 1")
    assert page(same).changes == ()


VIEWS: list[dict[str, Any]] = [
    {},
    {"funds": ["all"]},
    {"bases": ["outstanding"]},
    {"unit": "one"},
    {"as_of": "2025-12-01"},
    {"lines": ["x-military"]},
    {"years": [2026, 2027]},
]


@pytest.mark.parametrize("words", VIEWS)
def test_every_stated_figure_of_every_moment_is_that_of_the_library(words: dict[str, Any]) -> None:
    for moment in page(**words).moments:
        view = ukraine_budget.outlook(LEDGER, **{**words, "as_of": moment.as_of})
        stated = [row for row in view.rows if row.amount is not None]
        assert list(moment.rows) == stated
        assert [number(row.cells[3]) for row in moment.figures.rows] == [row.amount for row in stated]
        (table,) = moment.tables or [None]
        shown = (
            {} if table is None else {key: table.block.rows[at.row].cells[at.column] for at, key in table.cells.items()}
        )
        assert {key: number(value) for key, value in shown.items()} == {
            (row.fund, row.line, row.counts_as, row.year): row.amount for row in stated
        }
        for row, text in zip(stated, cells(moment, 6), strict=True):
            assert re.match(r"\[\d+\]", text), row
            assert row.locator in text


def test_the_interval_of_a_figure_and_what_it_is_computed_from() -> None:
    lines = [Line("p", "f"), Line("c", "f", parent="p"), Line("q", "f"), Line("r", "f", name="R")]
    amounts = (
        "a p 2026 cash 3 1\na c 2026 cash 1 - at-least\nb q 2026 cash 2 - at-most\nb r 2027 cash 2 - at-least,at-most"
    )
    ledger = make(amounts, lines=lines)
    found = asked(with_columns(ledger, document=["one", "two", "three", "four"]))
    assert dict(zip(cells(found, 0), cells(found, 4), strict=True)) == {
        "Stated lines together": "5.5 or less",
        "p": "2.5 to 3.5",
        "c": "1 or more",
        "q": "2 or less",
        "R": "",
    }
    told = dict(zip(cells(found, 0), zip(cells(found, 5), cells(found, 6), strict=True), strict=True))
    assert told["Stated lines together"] == ("sum of the stated lines; not stated: R", "[1] [3]")
    assert told["p"] == ("a", "[1]")
    whole = asked(make("a l 2026 cash 1\na m 2026 cash 2", funds=NO_SUPPORT))
    assert "sum of the lines" in cells(whole, 5)
    carried = asked(make("a l 2026 cash 1\nb l 2025 cash 2"))
    assert "last stated by a" in cells(carried, 5)
    balance = asked(with_columns(make("a l 2025 commitment 5\nb l 2025 cash 2"), document=["one", "two"]))
    assert ("computed from stated commitments and cash", "[1] [2]") in zip(
        cells(balance, 5), cells(balance, 6), strict=True
    )


@pytest.mark.parametrize(("silent", "said"), [(1, "1 more line"), (2, "2 more lines")])
def test_lines_with_nothing_stated_are_one_line(silent: int, said: str) -> None:
    others = "\n".join(f"a m{n} 2024 cash 1" for n in range(silent))
    (table,) = asked(make(f"a l 2026 cash 1\n{others}"), years=[2026]).tables
    assert table.remark == f"{said}, with nothing stated"


def test_of_many_lines_the_largest_come_first() -> None:
    ledger = make("\n".join(f"a l{n} {year} cash {n}" for n in range(60) for year in (2026, 2027)))
    (table,) = asked(ledger, top=55).tables
    bodies = [row for row in table.block.rows if row.style in ("line", "total")]
    assert [str(row.cells[0]) for row in bodies] == ["Total", *(f"l{n}" for n in range(59, 5, -1))]
    assert table.remark == "6 more lines, all smaller"
    assert len(asked(ledger, top=55).rows) == 50 * 2, "those that are shown at first are told one by one"
    assert asked(ledger, top=None).tables[0].remark == ""


def test_a_ledger_of_very_many_lines_is_shown_ahead() -> None:
    many = [Line(f"silent {n}", "f") for n in range(500)]
    versions = [Version("a", 1, "2025-04-01"), Version("b", 2, "2026-04-01")]
    ledger = make(
        "a l 2024 cash 1\na l 2025 cash 1\nb l 2026 cash 1\nb m 2027 commitment 1", lines=many, versions=versions
    )
    assert [moment.outlook.years for moment in page(ledger).moments] == [(2025,), (2026, 2027)]
    assert {row.basis for row in asked(ledger).rows} == {"commitment", "cash"}
    assert asked(ledger, years=[2025]).outlook.years == (2025,)
    later = make("a l 2024 cash 1\na m 2025 cash 1", lines=many, versions=[Version("a", 1, "2030")])
    assert asked(later).outlook.years == (2025,)
    undated = make("\n".join(f"a l {year} cash 1\na m {year} cash 1" for year in range(2010, 2026)), lines=many)
    assert asked(undated).outlook.years == tuple(range(2019, 2026)), "the last seven"


def test_only_its_own_style_and_script_may_act() -> None:
    text = ukraine_budget.page(LEDGER).to_html()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="(.*?)"', text)
    assert policy.startswith("default-src 'none'; base-uri 'none'; form-action 'none'; script-src 'sha256-")
    for kind, tag in (("script-src", '<script type="module">'), ("style-src-elem", "<style>")):
        own = text.partition(tag)[2].partition(f"</{tag[1:].split()[0].rstrip('>')}>")[0]
        code = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
        assert f"{kind} 'sha256-{code}'" in policy
    assert "url(" not in text
    assert not re.search(r"\ssrc=|@import|fetch\(|XMLHttpRequest|import\(", text)
    assert len(text.encode()) < 1_500_000


def test_every_name_in_a_page_is_there_once_and_every_link_leads_somewhere() -> None:
    text = ukraine_budget.page(LEDGER).to_html()
    names = re.findall(r'\sid="(.*?)"', text)
    assert len(names) == len(set(names))
    assert set(re.findall(r'href="#(.*?)"', text.partition("<script")[0])) <= set(names)


def test_what_is_left_out_is_told() -> None:
    amounts = "\n".join(f"a l{n} 2026 cash {n}\nb l{n} 2026 cash {2 * n + 5}" for n in range(60))
    text = ukraine_budget.page(make(amounts), top=55).to_html()
    assert "The 50 largest of 60 changes" in text
    assert "The figures of the largest lines, with their rounding and papers" in text
    assert "<p>6 more lines, all smaller</p>" in text


def test_a_title_of_a_paper_says_its_language() -> None:
    text = ukraine_budget.page(LEDGER).to_html()
    assert '<cite lang="nl">Beantwoording schriftelijke vragen over een gat in de steun aan Oekraïne</cite>' in text
    ledger = with_columns(make("v l 2026 cash 1"), document=["d"])
    assert '<li id="en-paper-1" tabindex="-1">[1] d <a' in ukraine_budget.page(ledger).to_html()


def test_hostile_texts_stay_texts() -> None:
    text = ukraine_budget.page(worst("</script><!--<script>&amp;\u2028\x1b")).to_html()
    assert text.count("<script") == text.count("</script>") == 1
    assert not any(character in text for character in ACTING)


def test_two_runs_write_the_same_bytes() -> None:
    program = "import ukraine_budget as b; print(b.page(b.open_ledger(), funds=['all']).to_html())"
    first, second = (
        subprocess.run([sys.executable, "-c", program], env={"PYTHONHASHSEED": seed}, capture_output=True, check=True)
        for seed in ("1", "2")
    )
    assert first.stdout == second.stdout
    assert len(first.stdout) > 100_000


def test_a_language_that_is_not_there_is_told() -> None:
    with pytest.raises(UsageError, match="unknown language 'xx'"):
        ukraine_budget.page(LEDGER).to_html("xx")


def test_a_page_is_written_to_a_pipe_too(tmp_path: Path) -> None:
    step = run("budget report /dev/stdout | tail -1", tmp_path)
    assert (step.code, step.output) == (0, "</html>\n")


@needs("us-omb")
def test_a_page_of_a_whole_budget_is_small(tmp_path: Path) -> None:
    files = [CORPUS / "us-omb" / f"omb_2018_{what}.csv" for what in ("budauth", "outlays")]
    ukraine_budget.import_file(*files, into=tmp_path / "us", format="us-omb", version="fy2018", date="2017-05-23")
    found = ukraine_budget.page(open_ledger(tmp_path / "us"))
    assert {len(table.lines) for table in found.page.asked.tables} == {1000}
    assert len(found.to_html().encode()) < 3_000_000


def test_a_page_of_a_ledger_of_which_nothing_is_to_be_noted_has_no_notes() -> None:
    ledger = make("v a 2026 cash 1\nv a 2026 outstanding 1", bases=["cash", "outstanding"])
    assert 'class="notes"' not in ukraine_budget.page(ledger).to_html()
