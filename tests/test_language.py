"""Messages are their English, and say themselves in another language whatever they are made of."""

import pickle
from decimal import Decimal

import pytest

from ukraine_budget.errors import harmless
from ukraine_budget.language import ENGLISH, Language, Text, Value, both, dated, either, joined, named, said, word
from ukraine_budget.model.records import Line
from ukraine_budget.report.names import name_of

DUTCH = Language(
    "nl",
    ",",
    ".",
    ("januari",),
    (),
    {
        "{line} has {amount} in {year}": "in {year} heeft {line} {amount}",
        "{one} or {other}": "{one} of {other}",
        "{one} and {other}": "{one} en {other}",
        "nothing": "niets",
    },
    {"basis": {"cash": "kas"}, "kind": {"decision": "besluitvorming"}, "qualifier": {"decision": "toezegging"}},
)
SUM = said("{line} has {amount} in {year}", line="x", amount=Decimal("3100.50"), year=2026)


@pytest.mark.parametrize(
    ("value", "english", "dutch"),
    [
        ("plain", "plain", "plain"),
        (2026, "2026", "2026"),
        (said("{n} lines since {year}", n=4786, year=2026), "4,786 lines since 2026", "4.786 lines since 2026"),
        (Decimal("-1234.5"), "-1,234.5", "-1.234,5"),
        (Text("{as} it stands"), "{as} it stands", "{as} it stands"),
        (dated("2025-01-09"), "9 Jan 2025", "9 januari 2025"),
        (named("Support", nl="Steun"), "Support", "Steun"),
        (named("Support", nl=""), "Support", "Support"),
        (name_of(Line("x", "support")), "x", "x"),
        (name_of(Line("x", "support", name_nl="Wapens")), "x", "Wapens"),
        (word("cash", "basis"), "cash", "kas"),
        (word("grants", "basis"), "grants", "grants"),
        (word("decision", "kind"), "decision", "besluitvorming"),
        (word("decision", "qualifier"), "decision", "toezegging"),
        (SUM, "x has 3,100.5 in 2026", "in 2026 heeft x 3.100,5"),
        (said("nothing"), "nothing", "niets"),
        (said("{text}, unknown", text=said("nothing")), "nothing, unknown", "niets, unknown"),
        (said("{label!r}", label="it's"), '"it\'s"', '"it\'s"'),
        (joined((SUM, "", 5, word("cash", "basis"))), f"{SUM}, 5, cash", "in 2026 heeft x 3.100,5, 5, kas"),
        (joined(("(", said("nothing"), ")"), ""), "(nothing)", "(niets)"),
        (either(["a", said("nothing"), "c"]), "a or nothing or c", "a of niets of c"),
        (both(["a"]), "a", "a"),
        (both(["a", "b"]), "a and b", "a en b"),
    ],
)
def test_in_english_and_in_dutch(value: Value, english: str, dutch: str) -> None:
    assert (ENGLISH.say(value), DUTCH.say(value)) == (english, dutch)
    if isinstance(value, str):
        assert value == english
    again = pickle.loads(pickle.dumps(value))
    assert DUTCH.say(again) == dutch


def test_a_value_is_never_taken_for_a_template() -> None:
    assert said("{label}", label="{amount} {") == "{amount} {"


@pytest.mark.parametrize(
    ("text", "english", "dutch"),
    [
        (said("nothing"), "nothing", "niets"),
        (Text("a\x1bb"), r"a\x1bb", r"a\x1bb"),
        (said("{line} has {amount} in {year}", line="\x07", amount=Decimal(5), year=1), r"\x07 has 5 in 1", ""),
        (said("{one} and {other}", one=Text("\x07"), other=said("nothing")), r"\x07 and nothing", r"\x07 en niets"),
        (joined((said("nothing"), "\x07", 5)), r"nothing, \x07, 5", r"niets, \x07, 5"),
    ],
)
def test_what_a_message_takes_from_a_file_is_made_harmless(text: Text, english: str, dutch: str) -> None:
    made = harmless(text)
    assert made == english
    assert DUTCH.say(made) == (dutch or r"in 1 heeft \x07 5")
