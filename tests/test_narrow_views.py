"""What a person sees of a view: narrow tables, caveats, papers, and what is left for `--full`."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import ukraine_budget
from build import make
from ukraine_budget import LedgerAt, UsageError, open_ledger
from ukraine_budget.catalogues import language
from ukraine_budget.errors import Problem
from ukraine_budget.language import ENGLISH, Text
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Claim, ClaimKind, ClaimSide, Document, Fund, Line, Version
from ukraine_budget.report.check import check_brief, checked
from ukraine_budget.report.table import Block, Column, Noted, Row
from ukraine_budget.report.values import Hanging
from ukraine_budget.write.plain import block_lines
from ukraine_budget.write.width import padded, wrapped

DUTCH = language("nl")
PAPERS = {
    "p": Document("p", "2025-11-27", "letter", "nr. 1", "Letter on aid"),
    "q": Document("q", "2025-12-12", "memorandum", "nr. 2", "Memorandum"),
    "n": Document("n", "2025-12-08", "press", "", "ANP: more aid"),
}
VERSIONS = [
    Version("one", 1, "2025-09-16", "proposed", "partial", "Draft budget 2026", document="p"),
    Version("two", 2, "2025-11-27", "announced", "partial", "Letter", document="p", follows="one"),
]


def ledger(amounts: str, mutations: str = "", **parts: Any) -> Ledger:
    """A ledger of two versions of one paper."""
    made = make(amounts, mutations, **{"versions": VERSIONS, **parts})
    return replace(made, documents=PAPERS)


def lines(view: ukraine_budget.View[Any], lang: str = "en") -> list[str]:
    """The lines of a view as a person sees it."""
    return view.render("table", lang).splitlines()


def full_lines(view: ukraine_budget.View[Any]) -> list[str]:
    """The lines of all of a view."""
    return view.render("table", full=True).splitlines()


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_the_model_case_fits_a_screen_of_80_columns(lang: str) -> None:
    shipped = open_ledger()
    views: list[ukraine_budget.View[Any]] = [
        ukraine_budget.show(shipped, 2026),
        ukraine_budget.outlook(shipped),
        ukraine_budget.diff(LedgerAt(shipped, "spring-2025"), LedgerAt(shipped, "letter-2025-11-27")),
    ]
    for view in views:
        text = lines(view, lang)
        assert len(text) <= 44
        assert [line for line in text[1:] if len(line) > 92] == []


def test_words_hang_to_the_right_of_digits_that_align() -> None:
    columns = (Column(Text("")), Column(Text("2026"), "amount"), Column(Text("Change"), "change"))
    rows = (
        Row((Text("Support"),), "heading"),
        Row(("Aid", Hanging(_d(2100), (Text("for now"),)), Hanging(_d(-5), (Text("±1"),), "change")), level=1),
        Row(("Guns", Hanging(_d(30)), "first stated"), level=1),
        Row(("Boots", Text("not stated"), _d(7))),
    )
    drawn = list(block_lines(Block(Text(), columns, rows, is_narrow=True), ENGLISH))
    assert [line for line, _ in drawn] == [
        "        2026             Change",
        "Support",
        " Aid   2,100 for now         -5 ±1",
        " Guns     30          first stated",
        "Boots     not stated         +7",
    ]
    assert [look for _, look in drawn] == ["columns", "heading", "line", "line", "line"]
    assert str(Hanging(_d(4), (Text("circa"),)).spoken(DUTCH)) == "4 circa"


def _d(value: int) -> Any:
    from decimal import Decimal

    return Decimal(value)


def test_texts_of_one_width_and_lines_that_wrap() -> None:
    assert padded(["a", "bcd"], str.rjust) == ["  a", "bcd"]
    assert padded(["日本", "abc"], str.ljust) == ["日本", "abc "]
    assert wrapped("circa €4.3 billion of 2025", 16) == ["circa", "€4.3 billion of", "2025"]
    assert wrapped("van de € 2,1 miljard", 17, "  ") == ["van de", "  € 2,1 miljard"]


def test_years_stand_across_where_they_are_few_and_down_where_they_are_many() -> None:
    few = ledger("two a 2025 cash 10\ntwo a 2026 cash 5\ntwo a 2027 cash 6")
    assert any("2025" in line and "2027" in line for line in lines(ukraine_budget.outlook(few)))
    many = ledger("\n".join(f"two a {year} cash {year - 2000}" for year in range(2025, 2031)))
    text = lines(ukraine_budget.outlook(many))
    assert any(line.split()[:3] == ["a", "2025", "25"] for line in text)
    assert any(line.split()[:3] == ["2026", "26", "+1"] for line in text)
    empty = ukraine_budget.outlook(ledger(""))
    title, _, answer, *_ = lines(empty)
    assert title.startswith("Test: EUR million")
    assert answer == empty.answer


def test_many_lines_are_cut_to_the_largest() -> None:
    many = ledger("\n".join(f"two l{n} 2026 cash {n + 1}" for n in range(30)))
    text = lines(ukraine_budget.show(many, 2026, top=5))
    assert any("26 more lines, all smaller: --all shows them." in line for line in text)
    assert not any("more lines, all smaller" in line for line in lines(ukraine_budget.show(many, 2026, top=None)))
    changed = "\n".join(f"one l{n} 2026 cash 1\ntwo l{n} 2026 cash {n + 2}" for n in range(30))
    two = ledger(changed)
    sides = LedgerAt(two, "one"), LedgerAt(two, "two")
    text = lines(ukraine_budget.diff(*sides, top=5))
    assert "25 more changes: --all shows them." in text
    assert "25 more" not in "\n".join(lines(ukraine_budget.diff(*sides, top=None)))
    assert any("more lines" in line for line in lines(ukraine_budget.outlook(many, top=5)))


def test_a_diff_says_that_both_sides_rest_on_one_paper() -> None:
    shipped = open_ledger()
    text = lines(ukraine_budget.diff(LedgerAt(shipped, "spring-2025"), LedgerAt(shipped, "letter-2025-11-27")))
    assert any(line.startswith("! Both columns rest on one paper. [1]") for line in text)


def _claim(kind: ClaimKind, *named: str, year: int = 2026, date: str = "2026-01-05") -> Claim:
    side = ClaimSide(lines=named, years=(year,))
    return Claim(
        f"c{kind}{date}", f"It is said on {date}.", "n", "", side, "", ClaimSide(), "", "", "", 2,
        kind=kind, date=date, source_kind="press",
    )  # fmt: skip


def test_caveats_are_other_coverage_then_what_was_said_since_then_papers_not_read() -> None:
    funds = [Fund("f", "Support"), Fund("g", "Everywhere")]
    named = [Line("a", "f", name="Aid"), Line("part", "f", parent="a"), Line("wide", "g", name="All budgets")]
    one = ledger("two a 2026 cash 5", lines=named, funds=funds)
    unread = {f"u{n}": Document(f"u{n}", f"2025-0{n}-01", "memorandum", "", f"Memo {n}", read="no") for n in (1, 2, 3)}
    said = replace(
        one,
        claims=(
            _claim("conflict", "a", "wide", date="2025-12-01"),
            _claim("conflict", "a", date="2025-12-02"),
            _claim("later", "a", date="2026-01-05"),
            _claim("later", "a", year=2030),
        ),
        documents=PAPERS | unread,
    )
    caveats = [line for line in lines(ukraine_budget.show(said, 2026)) if line.startswith("! ")]
    assert [line.split(".")[0] for line in caveats] == [
        "! It is said on 2025-12-01",
        "! Said since: 5 Jan 2026, press: It is said on 2026-01-05",
        "! Not read, may hold more: Memo 3 and 2 more",
    ]
    fewer = replace(said, claims=(), documents=PAPERS | {"u1": unread["u1"]})
    assert "! Not read, may hold more: Memo 1." in lines(ukraine_budget.show(fewer, 2026))


def test_papers_are_cited_by_kind_and_date_and_packed() -> None:
    shipped = open_ledger()
    text = lines(ukraine_budget.explain(shipped, "x-military", 2026))
    assert "[1] letter of 27 Nov 2025, 2025Z20069   [2] official notice of 11 Sept 2025" in text
    made = make("two a 2026 cash 5", versions=VERSIONS)
    assert lines(ukraine_budget.explain(made, "a", 2026))[0] == "a, 2026: EUR million"


def test_a_line_is_found_by_words_of_its_name() -> None:
    named = [
        Line("a", "f", name="Aid to schools", name_nl="Hulp"),
        Line("b", "f", name="Aid to roads"),
        Line("c", "f", short="Roads"),
    ]
    one = ledger("two a 2026 cash 5\ntwo b 2026 cash 6", lines=named)
    assert {row.line for row in ukraine_budget.show(one, 2026, lines="schools").rows} == {"a"}
    assert {row.line for row in ukraine_budget.show(one, 2026, lines=["HULP"]).rows} == {"a"}
    assert ukraine_budget.history(one, "to roads").result.line == "b"
    with pytest.raises(UsageError, match=r"'aid' is in the names of 2 lines: a .Aid to schools.; b .Aid to roads"):
        ukraine_budget.show(one, 2026, lines=["aid"])
    with pytest.raises(UsageError, match=r"'roads' is in the names of 2 lines: b .Aid to roads.; c$"):
        ukraine_budget.show(one, 2026, lines=["roads"])
    with pytest.raises(UsageError, match="did you mean Aid to roads"):
        ukraine_budget.show(one, 2026, lines=["Aid to rods"])
    with pytest.raises(UsageError, match="unknown line 'rods': there are: a, b"):
        ukraine_budget.show(one, 2026, lines=["rods"])
    many = ledger(
        "\n".join(f"two l{n} 2026 cash 1" for n in range(12)), lines=[Line(f"l{n}", "f", name="Aid") for n in range(12)]
    )
    with pytest.raises(UsageError, match=r"12 lines: .*; \.\.\."):
        ukraine_budget.outlook(many, lines=["aid"])


def test_lines_that_are_asked_for_bring_their_funds_and_parts() -> None:
    funds = [Fund("f", "Support"), Fund("g", "Everywhere")]
    tree = [Line("a", "f"), Line("all", "g", name="Everything"), Line("part", "g", parent="all")]
    figures = "two a 2026 cash 1\ntwo all 2026 cash 5\ntwo part 2026 cash 2\ntwo all 2025 cash 50\ntwo part 2025 cash 2"
    one = replace(ledger(figures, lines=tree, funds=funds), default_funds=("f",))
    assert {row.line for row in ukraine_budget.show(one, 2026, lines=["everything"]).rows} == {"all", "part"}
    ahead = ukraine_budget.outlook(one, lines=["all"])
    assert {row.line for row in ahead.rows} == {"all", "part"}
    assert {fall.line for fall in ahead.result.gaps} == {"all"}


def test_conflicts_are_those_that_the_ledger_names_then_those_of_its_figures() -> None:
    apart = [
        Version("one", 1, "2025-09-16", "proposed", "partial", document="p"),
        Version("two", 2, "2025-11-27", "announced", "partial", document="q"),
        Version("old", 3, "2020-11-27", "announced", "partial"),
        Version("last", 4, "", "announced", "partial", follows="two"),
    ]
    figures = "one a 2026 cash 5\ntwo a 2026 cash 7\nold a 2026 cash 9\nlast a 2026 cash 8"
    figures += "\none b 2026 commitment 1\ntwo b 2026 commitment 2"
    one = replace(ledger(figures, versions=apart), claims=(_claim("conflict", "a"),))
    view = ukraine_budget.conflicts(one)
    assert [(row.line, row.year, row.one, row.other) for row in view.rows] == [
        ("a", 2026, None, None),
        ("a", 2026, 5, 7),
        ("b", 2026, 1, 2),
    ]
    text = lines(view)
    assert " ".join(text[2:4]) == (
        "Differences between papers: 1 named by the ledger, 2 shown by its figures. "
        "Which of the latter are updates, the ledger does not say."
    )
    assert any(line.split()[:6] == ["a", "2026", "16", "Sept", "2025", "5"] for line in text)
    assert any("Committed" in line for line in text)
    budgets = [
        Version("plan", 1, "2022-09-20", "proposed", "partial"),
        Version("draft", 2, "2023-09-19", "proposed", "partial", document="q"),
        Version("spring", 3, "2023-09-30", "adjusted", "partial", follows="draft"),
        Version("said", 4, "2023-09-01", "announced", "partial"),
        Version("undated", 5, "", "proposed", "partial"),
    ]
    planned = ukraine_budget.conflicts(
        ledger(
            "plan a 2024 cash 5\ndraft a 2024 cash 7\nspring a 2024 cash 9\nsaid a 2024 cash 8\nundated a 2024 cash 4",
            versions=budgets,
        )
    )
    assert [(row.one_version, row.other_version) for row in planned.rows] == [
        ("plan", "said"),
        ("draft", "said"),
        ("spring", "said"),
    ], "what an earlier budget planned is no conflict with one that was drafted since"
    none = ukraine_budget.conflicts(ledger("two a 2026 cash 5"))
    assert lines(none)[2] == "No two papers of one year differ on a figure that neither of them revises."


def test_the_figure_of_the_year_before_names_its_own_paper() -> None:
    text = lines(ukraine_budget.show(open_ledger(), 2025))
    marks = {line.strip().split("  ")[0]: line.split()[-1] for line in text if line.endswith("]")}
    assert marks["Military, defence"] == "[1]"
    assert marks["Foreign trade, aid"] == "[2]"
    assert any(line.startswith("[2] annual report of 21 May 2025") for line in text)


def test_a_check_folds_warnings_that_are_alike_and_lists_what_fails() -> None:
    text = lines(ukraine_budget.check("ukraine-nl", claims=True))
    assert text[0] == "Check of ukraine-nl"
    assert any("6 warnings of untied; the first:" in line for line in text)
    assert "These statements fail:" in text
    assert text[-1].startswith("--full")
    whole = ukraine_budget.check("ukraine-nl", claims=True).render("table", full=True)
    assert len(whole.splitlines()) > 100


def test_a_title_names_one_year_once_and_the_moment_that_was_asked_for() -> None:
    shipped = open_ledger()
    title = "Support for Ukraine in 2026: EUR million, ±50 (as of {moment})"
    assert lines(ukraine_budget.show(shipped, 2026, as_of="spring-2025"))[0] == title.format(moment="spring 2025")
    assert lines(ukraine_budget.outlook(shipped, as_of="spring-2025"))[0] == title.format(moment="spring 2025")
    assert lines(ukraine_budget.show(shipped, 2026, as_of="2025-06-01"))[0] == title.format(moment="1 June 2025")


SHIFT = "two a 2026 cash 0 cash-shift moved at-most\ntwo a 2025 cash 0 cash-shift moved at-least"


def test_papers_that_may_hold_the_size_of_a_shift_are_named_before_others() -> None:
    unread = {
        "old": Document(
            "old", "2025-01-01", "memorandum", "nr. 3", "Spring", note="The shift of 2025 and 2026.", read="no"
        ),
        "new": Document("new", "2025-12-01", "memorandum", "nr. 4", "Autumn", note="Only 2026.", read="no"),
    }
    one = replace(ledger("two a 2026 cash 5\ntwo a 2025 cash 6", SHIFT), documents=PAPERS | unread)
    assert "! Not read, may hold the size: Spring (+1)." in lines(ukraine_budget.show(one, 2026))
    only = replace(one, documents=PAPERS | {"old": unread["old"]})
    assert "! Not read, may hold the size: Spring." in lines(ukraine_budget.show(only, 2026))
    whole = ukraine_budget.show(one, 2026).render("table", full=True).splitlines()
    assert "Not read: Spring, 1 Jan 2025. The shift of 2025 and 2026." in whole
    dutch = replace(one, documents=PAPERS | {"old": unread["old"]._replace(note_nl="De verschuiving.")})
    assert "Niet gelezen: Spring, 1 jan. 2025. De verschuiving." in ukraine_budget.outlook(dutch).render(
        "table", "nl", full=True
    )


def test_all_that_was_said_since_is_counted_and_stands_in_the_whole_view() -> None:
    said = replace(
        ledger("two a 2026 cash 5"),
        claims=tuple(_claim("later", "a", date=f"2026-01-0{n}") for n in (1, 2, 3, 4)),
        documents=PAPERS,
    )
    view = ukraine_budget.show(said, 2026)
    assert "2 more." in " ".join(lines(view))
    whole = view.render("table", full=True)
    assert [f"Later: {n} Jan 2026, press: It is said on 2026-01-0{n}." in whole for n in (1, 2, 3, 4)] == [True] * 4
    assert {note.kind for note in view.table.notes if isinstance(note, Noted) and "Later" in note} == {"later"}


def test_the_title_of_the_whole_view_says_until_when_it_knows() -> None:
    def title(one: Ledger, as_of: str | None = None) -> str:
        return ukraine_budget.outlook(one, as_of=as_of).render("table", full=True).splitlines()[0]

    assert title(ledger("two a 2026 cash 5")) == "Outlook (EUR million; figures to 27 Nov 2025)"
    assert title(make("two a 2026 cash 5")) == "Outlook (EUR million)"
    shipped = open_ledger()
    assert title(shipped, "spring-2025") == "Outlook (EUR million; as of Spring decision of 2025)"
    assert title(shipped, "2025-06-01") == "Outlook (EUR million; as of 1 June 2025)"


def test_a_path_that_is_not_there_is_said_to_be_so_and_many_alike_problems_are_one_line(tmp_path: Path) -> None:
    one = ukraine_budget.check(str(tmp_path / "nowhere"))
    assert one.answer == "1 path does not exist: nothing is checked there."
    two = ukraine_budget.check(str(tmp_path / "nowhere"), str(tmp_path / "neither"), "ukraine-nl")
    assert two.answer.startswith("2 paths do not exist: nothing is checked there. No errors; 7 warnings")
    found = [Problem("a.csv", n, 0, "bad-row", Text("is bad"), Text("mend it")) for n in range(2, 4002)]
    shown = check_brief(checked(["a.csv"], [*found, Problem("a.csv", 1, 0, "odd", Text("is odd"), severity="warning")]))
    assert [str(row.cells[0]) for row in shown.blocks[0].rows] == [
        "a.csv:2-4001: 4,000 errors of bad-row; the first: is bad; mend it",
        "a.csv:1: odd is odd (warning)",
    ]
    assert [row.style for row in shown.blocks[0].rows] == ["alert", "line"]


def test_a_history_has_each_revision_by_date_and_says_why_there_is_no_change() -> None:
    cells = """
    one aid 2025 cash 10 2
    one aid 2025 commitment 8 - decision
    two aid 2025 cash 12 2 circa
    two aid 2025 commitment 8
    three aid 2025 cash 12 - provisional
    three aid 2026 cash 7
    four aid 2025 commitment 9
    five aid 2026 cash 6
    six more 2026 cash 6
    """
    versions = [
        *VERSIONS,
        Version("three", 3, "2025-12-01", "proposed", "partial", "Memo of 1 Dec 2025", follows="two"),
        Version("four", 4, "", "proposed", "full", "Bill", follows="three"),
        Version("five", 5, "2026-01", "proposed", "full", "Other"),
        Version("six", 6, "2026-02", "proposed", "full", "Last", follows="five"),
    ]
    view = ukraine_budget.history(ledger(cells, versions=versions), "aid")
    assert "one" not in view.render("table").split()
    assert lines(view)[6:-1] == [
        "Year  Version                          Amount                   Change",
        "Decided or committed",
        "2025  Draft budget 2026, 16 Sept 2025       8 decided",
        "      Letter, 27 Nov 2025                   8 committed      not compared",
        "      Bill                                  9 committed             +1",
        "Cash",
        "2025  Draft budget 2026, 16 Sept 2025      10",
        "      Letter, 27 Nov 2025                  12 circa                 +2 ±2",
        "      Memo of 1 Dec 2025                   12 for now           unchanged",
        "      Bill                             no longer stated",
        "2026  Memo of 1 Dec 2025                    7",
        "      Other, Jan 2026                       6            different series",
        "      Last, Feb 2026                   no longer stated",
    ]
    assert any(line.split()[:5] == ["two", "2025-11-27", "8", "not", "compared"] for line in full_lines(view))
    assert any("Mutatie" in line for line in lines(view, "nl"))


def test_a_history_marks_what_newer_parts_contradict() -> None:
    shown = lines(ukraine_budget.history(open_ledger(), "gw-support", years=[2025]))
    assert any(" ".join(line.split()).endswith("15 April 2024 3,023 overtaken +2,353 ±1") for line in shown)


def test_the_lines_of_an_outlook_come_in_the_order_asked_for() -> None:
    cells = "".join(
        f"two {line} {year} cash {amount}\n"
        for line, amounts in {"b": (50, 60, 55), "a": (900, 880, 890), "c": (2, 5, 5), "d": (8, 8, 8)}.items()
        for year, amount in zip((2025, 2026, 2027), amounts, strict=True)
    )

    def order(**asked: Any) -> list[str]:
        shown = lines(ukraine_budget.outlook(ledger(cells), **asked))
        return [line.split()[0] for line in shown if line.split()[:1] and line.split()[0] in "abcd"]

    assert order() == ["b", "a", "c", "d"]
    assert order(sort="change") == ["a", "b", "c", "d"]
    assert order(sort="percent") == ["c", "b", "a", "d"]
    assert order(sort="line") == ["a", "b", "c", "d"]
    assert order(sort="percent", top=2) == ["c", "b"]
    with pytest.raises(UsageError, match=r"outlook cannot be sorted by 'year': sort by change or percent or line"):
        order(sort="year")
