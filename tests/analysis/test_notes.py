"""Every kind of note and finding has its words in both languages; a note says which lines and years it is about."""

import re
from decimal import Decimal
from importlib import import_module
from pkgutil import walk_packages

import pytest

from build import make
from ukraine_budget import analysis
from ukraine_budget.analysis.checks.findings import (
    CashAboveCommitments,
    ChildAboveParent,
    Finding,
    IncompleteVersion,
    OneSidedShift,
    PartsAboveParent,
    ScaleSlip,
    ScaleSlipOfParent,
    ScaleSlips,
    TotalNotReached,
    UnknownGroup,
    Untied,
)
from ukraine_budget.analysis.notes import (
    Assumed,
    Carried,
    ChangeNotIncluded,
    Decided,
    FundRemark,
    FundsNotShown,
    LineNotStated,
    NoFigures,
    Note,
    NothingOnBases,
    NothingStated,
    NoTotal,
    NotWhole,
    OutstandingNotStated,
    Overtaken,
    PartialTotal,
    PartsStandIn,
    PossibleConflict,
    Renumbered,
    TakenAsDropped,
    note_lines,
    note_years,
)
from ukraine_budget.analysis.notes_on_changes import (
    DifferentSeries,
    ElsewhereAsPrinted,
    InOtherFunds,
    NoLineInCommon,
    NotCompared,
    NotInOneChain,
    NoTotalOnOneSide,
    OtherBasisUnchanged,
    ReadBackwards,
    TotalsNotCompared,
    UnderOtherParents,
    UnitTaken,
)
from ukraine_budget.analysis.sides import (
    CountDifferently,
    NoFigure,
    NoLabel,
    NoMutation,
    NoSize,
    NotNamed,
    OnlyBound,
    TooCoarse,
    VersionsPerTable,
)
from ukraine_budget.catalogues import language
from ukraine_budget.model.missing import Missing
from ukraine_budget.model.records import Fund, Year
from ukraine_budget.report import claims, notes, problems

DUTCH = language("nl")
LEDGER = make(
    """
    spring x 2026 cash 3100 100 assumed
    letter x 2026 cash 2100 100 provisional
    letter y 2025 cash 5 - at-least
    letter all 2026 cash 1000
    """,
    """
    letter x 2026 cash 0 cash-shift forward at-most
    letter x 2025 cash 0 cash-shift forward at-least
    letter x 2026 cash 5 technical part - row group
    letter y 2026 cash 6 technical group - total
    """,
    funds=[
        Fund("f", "Fund", "Fonds"),
        Fund("kept", "Kept", "Bewaard", note="X pays K.", note_nl="X betaalt K.", total=False),
    ],
)
SPRING, LETTER, BOUND, ALL = LEDGER.stated()
LEAVES, REACHES, PART, GROUP = LEDGER.mutations
X, Y = ("x", "cash", 2026), ("y", "cash", 2025)
MANY = tuple(f"c{n}" for n in range(13))
FIRST = ", ".join(MANY[:12])
MOVING = ("x", "cash", 2026, 2025)

NOTES: list[tuple[Note, str, tuple[str, ...], tuple[Year, ...]]] = [
    (
        Carried((X, Y), "spring"),
        "Last stated in spring; a later version gives no new amount: x cash 2026, y cash 2025.",
        ("x", "y"),
        (2026, 2025),
    ),
    (
        TakenAsDropped((X, Y), "letter", "spring"),
        (
            "Taken as dropped, since spring states it and letter does not: x cash 2026, y cash 2025. If letter "
            "restates only a part of the budget, write 'partial' in a column 'coverage' of the file."
        ),
        ("x", "y"),
        (2026, 2025),
    ),
    (
        NotWhole("letter", (Missing("cash", 2026, 3, 40, Decimal("7.5")), Missing("cash", 2027, 1, 2, Decimal(0)))),
        (
            "letter is not whole, since amounts were lost when it was imported: 3 of 40 amounts of cash 2026 (7.5 % of "
            "the money), 1 of 2 amounts of cash 2027."
        ),
        (),
        (2026, 2027),
    ),
    (
        NotWhole("letter", (Missing("", 0, 2, 2, Decimal(0)),)),
        (
            "letter is not whole, since amounts were lost when it was imported: amounts of which basis or year is not "
            "known: 2."
        ),
        (),
        (),
    ),
    (Decided((X,)), "Decided by cabinet, not legally committed: x 2026.", ("x",), (2026,)),
    (Assumed(X, ""), "x cash 2026 is assumed, not printed as such.", ("x",), (2026,)),
    (Assumed(X, "We do."), "x cash 2026 is assumed, not printed as such: We do.", ("x",), (2026,)),
    (
        Assumed(X, "", Decimal(3100), "spring"),
        "x cash 2026: 3,100 of spring is assumed, not printed as such.",
        ("x",),
        (2026,),
    ),
    (
        Overtaken(X, "spring"),
        (
            "x cash 2026, of spring, is overtaken by newer figures of its parts: totals take these, and no change is "
            "computed from it."
        ),
        ("x",),
        (2026,),
    ),
    (
        ChangeNotIncluded(X, "a", "b", "up", Decimal(-20)),
        "x cash 2026: b states a change that this figure, of a, does not include: up, -20.",
        ("x",),
        (2026,),
    ),
    (
        ChangeNotIncluded(X, "a", "b", "up", None),
        "x cash 2026: b states a change that this figure, of a, does not include: up, size not stated.",
        ("x",),
        (2026,),
    ),
    (
        Renumbered((("new", ("new", "old")),), ("v", "w"), added=True),
        "Renumbered, printed under both numbers by v, w, and added: new as new and old.",
        ("new",),
        (),
    ),
    (
        Renumbered((("a", ("b",)), ("c", ("d",))), ("v",), added=False),
        "Renumbered, printed under another number by v: a as b, c as d.",
        ("a", "c"),
        (),
    ),
    (NoFigures("mine"), "mine states no figure.", (), ()),
    (NothingStated("f", (), ()), "Fund: nothing is stated.", (), ()),
    (NothingStated("f", ("x",), ()), "Fund: nothing is stated for x.", ("x",), ()),
    (NothingStated("f", (), (2026,)), "Fund: nothing is stated for 2026.", (), (2026,)),
    (
        NothingStated("f", MANY, (2025, 2026)),
        f"Fund: nothing is stated for 2025 to 2026 of {FIRST} and 1 more.",
        MANY,
        (2025, 2026),
    ),
    (
        NothingOnBases("f", 2026, ("receipt", "cash")),
        "Fund: nothing is stated for 2026 on receipt or cash.",
        (),
        (2026,),
    ),
    (NoTotal("f"), "Fund has no total: its lines overlap.", (), ()),
    (NoTotal("kept"), "Kept has no total: X pays K.", (), ()),
    (FundRemark("kept"), "Kept: X pays K.", (), ()),
    (FundsNotShown(("g", "h")), "Figures of other funds are stated too, but not shown: g, h.", (), ()),
    (
        PartialTotal("f", "cash", (2024, 2026), ("x",), ("y", "z")),
        "Fund, cash 2024, 2026: the total is over the stated lines only (x); not stated: y, z.",
        ("y", "z"),
        (2024, 2026),
    ),
    (
        PartsStandIn("f", "cash", (2026,), "all"),
        "Fund, cash 2026: all is not stated, its stated parts stand in.",
        ("all",),
        (2026,),
    ),
    (
        OutstandingNotStated(("x", "y")),
        ("Outstanding commitments are not stated for x, y: the papers read give no opening balance."),
        ("x", "y"),
        (),
    ),
    (LineNotStated("x", 2026, (), (), ()), "Nothing is stated for x 2026.", ("x",), (2026,)),
    (
        LineNotStated("x", 2026, ("commitment", "cash"), (2024, 2027), ()),
        "Nothing is stated for x commitment or cash 2026; stated for 2024, 2027.",
        ("x",),
        (2026,),
    ),
    (
        LineNotStated("x", 2026, ("receipt",), (), (2025,)),
        (
            "Nothing is stated for x receipt 2026 or another year within the versions, funds and bases asked for; "
            "outside them for 2025."
        ),
        ("x",),
        (2026,),
    ),
    (
        PossibleConflict(X, "letter", Decimal(4300), (("memo", Decimal(4822)), ("bill", Decimal(5)))),
        (
            "Possible conflict, x cash 2026: letter states 4,300, and of other series memo 4,822 and bill 5; "
            "the later may be an update, or count something else."
        ),
        ("x",),
        (2026,),
    ),
    (
        OtherBasisUnchanged(*MOVING, "declared", "commitment", 2026, Decimal(3100), restated=False),
        (
            "x: cash was shifted from 2026 to 2025; "
            "no new amount is given of the commitment of 2026: 3,100 is the last stated."
        ),
        ("x",),
        (2026, 2025),
    ),
    (
        OtherBasisUnchanged(*MOVING, "inferred", "commitment", 2025, Decimal(7), restated=True),
        ("x: cash may have moved (inferred) from 2026 to 2025, but the commitment of 2025 is restated unchanged: 7."),
        ("x",),
        (2026, 2025),
    ),
    (
        OtherBasisUnchanged(*MOVING, "declared", "decided", 2026, Decimal(3100), restated=False),
        (
            "x: cash was shifted from 2026 to 2025; "
            "no new amount is given of what was decided for 2026: 3,100 is the last stated."
        ),
        ("x",),
        (2026, 2025),
    ),
    (
        OtherBasisUnchanged(*MOVING, "declared", "decided", 2026, Decimal(3100), restated=True),
        "x: cash was shifted from 2026 to 2025, but what was decided for 2026 is restated unchanged: 3,100.",
        ("x",),
        (2026, 2025),
    ),
    (
        NotCompared((X, Y), "decided"),
        "No change is computed of x cash 2026, y cash 2025: what cabinet decides is not yet committed.",
        ("x", "y"),
        (2026, 2025),
    ),
    (
        NotCompared((X,), "overtaken"),
        "No change is computed of x cash 2026: newer figures of parts contradict one of the two.",
        ("x",),
        (2026,),
    ),
    (
        DifferentSeries((X, Y), "a", "b"),
        (
            "b does not follow a, and papers of different series may count different things: "
            "no change is computed of x cash 2026, y cash 2025."
        ),
        ("x", "y"),
        (2026, 2025),
    ),
    (
        TotalsNotCompared("f", "cash", (2025, "beyond"), ("a", "b"), ("c",), ("d",)),
        (
            "Fund, cash 2025, beyond: the totals are not compared: only the old one counts a, b; only the new one "
            "counts c; versions of another chain restate d."
        ),
        ("a", "b", "c", "d"),
        (2025, "beyond"),
    ),
    (
        ReadBackwards("b", "a"),
        (
            "b is later than a: all changes have the opposite sign, and all shifts the opposite direction, of what the "
            "papers print."
        ),
        (),
        (),
    ),
    (ElsewhereAsPrinted(), "What is declared elsewhere has the sign that the papers print.", (), ()),
    (
        NotInOneChain("a", "b"),
        "b does not follow a: what other papers declared in between is listed apart and not counted.",
        (),
        (),
    ),
    (
        UnitTaken("mine", "test", "million"),
        "mine does not say its unit: it is taken to be in million, as test is.",
        (),
        (),
    ),
    (NoTotalOnOneSide("f", "old"), "Fund: no total is shown, since the old ledger has none.", (), ()),
    (NoTotalOnOneSide("kept", "new"), "Kept: no total is shown, since the new ledger has none.", (), ()),
    (
        InOtherFunds((("x", "f", "kept"), ("y", "kept", "f"))),
        (
            "The two ledgers have lines in different funds: x (in the old one in Fund, in the new one in Kept), "
            "y (in the old one in Kept, in the new one in Fund)."
        ),
        ("x", "y"),
        (),
    ),
    (
        UnderOtherParents((("x", "", "all"), ("y", "all", ""), ("z", "all", "x"))),
        (
            "The two ledgers have lines under different parents, so that their totals may count other lines: "
            "x (part of all in the new one only), y (part of all in the old one only), "
            "z (part of all in the old one, of x in the new one)."
        ),
        ("x", "y", "z"),
        (),
    ),
    (
        NoLineInCommon("x", "y"),
        "x and y have no line in common, so that nothing is compared: lines are matched by their ids.",
        (),
        (),
    ),
]
MISSING: list[tuple[Note, str]] = [
    (CountDifferently(), "that both count the same"),
    (NotNamed("basis"), "no basis named"),
    (NotNamed("lines"), "no lines named"),
    (NotNamed("years"), "no years named"),
    (NotNamed("mutations-version"), "no version named whose mutations are meant"),
    (NotNamed("two-versions"), "no two versions named"),
    (NotNamed("relation"), "no relation named"),
    (NotNamed("right-side"), "nothing named to compare with"),
    (VersionsPerTable(2, 1), "2 versions named for 1 table(s)"),
    (NoFigure(X), "no figure for x cash 2026"),
    (NoFigure(X, "letter"), "no figure for x cash 2026 at letter"),
    (NoMutation(X, "letter"), "no mutation of x cash 2026 at letter"),
    (NoLabel("back", "letter"), "no mutation 'back' at letter"),
    (NoSize(LEAVES), "no size of 'forward' of x cash 2026 at letter"),
    (OnlyBound(BOUND), "of y cash 2025 at letter only a bound is known: at least what is stated"),
    (TooCoarse(), "figures fine enough to tell the two sides apart"),
]
AT = ("amounts.csv", 3)
SAY_BOTH = "compare with the paper; where it prints both, keep both and say so in the note"
SLIP = ScaleSlip(*AT, BOUND, -1000, (SPRING,))
FINDINGS: list[tuple[Finding, str, str]] = [
    (
        IncompleteVersion(*AT, "letter", (Missing("cash", 2026, 3, 40, Decimal("7.5")),)),
        (
            "letter is not whole, since amounts were lost when it was imported: 3 of 40 amounts of cash 2026 (7.5 % of "
            "the money)"
        ),
        "import a mended copy of the file, or state what is missing by hand",
    ),
    (
        ChildAboveParent(*AT, part=LETTER, parent=ALL),
        "x cash 2026 at letter: 2,100 is more than all, of which it is a part: 1,000",
        "mend the amount that is wrong, or the parent in lines.csv",
    ),
    (
        PartsAboveParent(*AT, ALL, ("x", "y"), Decimal(1200)),
        "all cash 2026 at letter: 1,000 is less than its parts together: 1,200",
        "compare the parts with the paper: x, y",
    ),
    (
        SLIP,
        "y cash 2025 at letter: 5 is about a thousandth of x cash 2026 at spring: 3,100",
        "compare with the paper: a digit or the decimal point may have slipped, or the unit be another",
    ),
    (
        ScaleSlip(*AT, ALL, 10, (BOUND, SPRING)),
        "all cash 2026 at letter: 1,000 is about ten times y cash 2025 at letter: 5 and x cash 2026 at spring: 3,100",
        "compare with the paper: a digit or the decimal point may have slipped, or the unit be another",
    ),
    (
        ScaleSlips(*AT, SLIP, "letter", None, 3, 4),
        (
            "3 of the 4 figures of letter that can be compared with other versions are off by one factor: "
            "y cash 2025 at letter: 5 is about a thousandth of x cash 2026 at spring: 3,100"
        ),
        "compare with the paper: the unit may be another",
    ),
    (
        ScaleSlips(*AT, SLIP, "letter", "paper", 3, 4),
        (
            "3 of the 4 figures of letter from paper that can be compared with other versions are off by one factor: "
            "y cash 2025 at letter: 5 is about a thousandth of x cash 2026 at spring: 3,100"
        ),
        "compare with the paper: the unit may be another",
    ),
    (
        ScaleSlipOfParent(*AT, ALL, 1_000_000, ("x", "y"), Decimal("0.001")),
        "all cash 2026 at letter: 1,000 is about a million times its parts together: 0.001",
        "compare the parts with the paper: x, y",
    ),
    (
        CashAboveCommitments(*AT, LETTER, Decimal(-16), BOUND),
        "x cash 2026 at letter: 2,100 leaves -16 outstanding, rolled forward from y cash 2025 at letter: 5",
        "more is paid than the balance and the commitments allow: compare all three with the papers",
    ),
    (
        TotalNotReached(*AT, GROUP, Decimal(5)),
        "'group' of y cash 2026 at letter is printed as 6, its rows add up to 5",
        SAY_BOTH,
    ),
    (
        UnknownGroup(*AT, PART, frozenset(["groups"])),
        "'part' is part of 'group', and letter has no total of that label for x cash",
        "did you mean groups?",
    ),
    (
        UnknownGroup(*AT, PART, frozenset()),
        "'part' is part of 'group', and letter has no total of that label for x cash",
        "write the label of the total as it is printed",
    ),
    (
        Untied(*AT, LETTER, "spring", Decimal("5478.3")),
        "x cash 2026 at letter is printed as 2,100, spring and the rows of mutations add up to 5,478.3",
        SAY_BOTH,
    ),
    (
        OneSidedShift(*AT, LEAVES),
        "'forward', of no stated size, leaves x cash 2026 and reaches no year",
        "add a row for the year that it reaches: 0, at-least; if the paper names none, say so in the note",
    ),
    (
        OneSidedShift(*AT, REACHES),
        "'forward', of no stated size, reaches x cash 2025 and leaves no year",
        "add a row for the year that it leaves: 0, at-most; if the paper names none, say so in the note",
    ),
]


def test_a_finding_says_which_lines_it_is_about_and_none_where_it_is_about_a_version() -> None:
    lines = [(type(finding).__name__, "".join(sorted(line[0] for line in finding.lines))) for finding, *_ in FINDINGS]
    assert lines == [
        ("IncompleteVersion", ""),
        ("ChildAboveParent", "ax"),
        ("PartsAboveParent", "axy"),
        ("ScaleSlip", "xy"),
        ("ScaleSlip", "axy"),
        ("ScaleSlips", ""),
        ("ScaleSlips", ""),
        ("ScaleSlipOfParent", "axy"),
        ("CashAboveCommitments", "xy"),
        ("TotalNotReached", "y"),
        ("UnknownGroup", "x"),
        ("UnknownGroup", "x"),
        ("Untied", "x"),
        ("OneSidedShift", "x"),
        ("OneSidedShift", "x"),
    ]


def classes() -> set[type]:
    """Every class of the analyses."""
    modules = [import_module(found.name) for found in walk_packages(analysis.__path__, "ukraine_budget.analysis.")]
    found = {each for module in modules for each in vars(module).values() if isinstance(each, type)}
    return {each for each in found if each.__module__.startswith("ukraine_budget.analysis.")}


def note_kinds() -> dict[type, str]:
    """Every class of notes, with its kind."""
    defaults = {each: getattr(each, "_field_defaults", {}).get("kind") for each in classes()}
    return {each: kind for each, kind in defaults.items() if kind}


@pytest.mark.parametrize(("note", "english", "lines", "years"), NOTES, ids=lambda value: getattr(value, "kind", ""))
def test_a_note_in_words(note: Note, english: str, lines: tuple[str, ...], years: tuple[Year, ...]) -> None:
    (text,) = notes.note_texts(LEDGER, [note])
    assert text == english
    assert DUTCH.say(text) != english
    assert (note_lines(note), note_years(note)) == (lines, years)


@pytest.mark.parametrize(("note", "english"), MISSING, ids=lambda value: getattr(value, "kind", ""))
def test_what_is_missing_in_words(note: Note, english: str) -> None:
    text = claims.missing_text((note, note))
    assert text == english, "and only once"
    assert DUTCH.say(text) != english


@pytest.mark.parametrize(("finding", "message", "help"), FINDINGS, ids=lambda value: getattr(value, "code", ""))
def test_a_finding_in_words(finding: Finding, message: str, help: str) -> None:
    found = problems.problem(finding)
    assert (found.message, found.help) == (message, help)
    assert (found.file, found.line, found.column) == (*AT, 0)
    assert (found.code, found.severity) == (finding.code, finding.severity)
    assert DUTCH.say(found.message) != message
    assert DUTCH.say(found.help) != help


def test_every_kind_of_note_has_words() -> None:
    found = note_kinds()
    assert found.keys() == {*notes.WORDS, *claims.WORDS} == {type(note) for note, *_ in (*NOTES, *MISSING)}
    assert not notes.WORDS.keys() & claims.WORDS.keys()
    assert len(set(found.values())) == len(found)
    assert all(re.fullmatch("[a-z]+(-[a-z]+)*", kind) for kind in found.values())


def test_every_kind_of_finding_has_words() -> None:
    found = {each for each in classes() if issubclass(each, Finding) and "code" in vars(each)}
    assert found == set(problems.WORDS) == {type(finding) for finding, *_ in FINDINGS}
    codes = {kind.code for kind in found}
    assert codes == set(problems.CODES)
