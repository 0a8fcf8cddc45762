"""The glossary has every word that the program uses, and finds it in both languages."""

from typing import get_args

import pytest

import ukraine_budget
from contract import words_of
from ukraine_budget import UsageError
from ukraine_budget.model.records import QUALIFIERS, Kind, Phase
from ukraine_budget.report.glossary import TERMS


@pytest.mark.parametrize(
    ("group", "words"),
    [
        ("kind", get_args(Kind)),
        ("phase", get_args(Phase)),
        ("qualifier", QUALIFIERS),
        ("status", words_of("diff", "status")),
    ],
)
def test_every_word_of_the_model_is_there_once(group: str, words: tuple[str, ...]) -> None:
    found = [term.term for term in TERMS if term.group == group]
    assert sorted(found) == sorted(words)


def test_every_word_has_its_dutch_and_one_sentence_in_each_language() -> None:
    for term in TERMS:
        assert term.nl.strip() == term.nl != ""
        for meaning in (term.meaning, term.meaning_nl):
            assert meaning[0].isupper()
            assert meaning.count(".") == 1
            assert meaning.endswith(".")


@pytest.mark.parametrize("asked", ["shift", "Kasschuif "])
def test_a_word_in_either_language(asked: str) -> None:
    found = ukraine_budget.glossary(asked)
    assert ("shift", "kasschuif") in [(row.term, row.nl) for row in found.rows]
    assert found.table.head == {"term": asked}


def test_a_word_that_is_none_has_the_nearest() -> None:
    with pytest.raises(UsageError, match="unknown term 'KASCHUIF': did you mean kasschuif"):
        ukraine_budget.glossary("KASCHUIF")


def test_a_word_that_means_two_things_has_both() -> None:
    assert [row.group for row in ukraine_budget.glossary("decision").rows] == ["kind", "qualifier"]


def test_all_words_by_group() -> None:
    text = str(ukraine_budget.glossary())
    titles = ("Words", "Kinds of mutations", "Phases of versions", "Qualifiers of figures", "Statuses in a diff")
    assert [line for line in text.splitlines() if line in titles] == list(titles)
    assert ukraine_budget.glossary().rows == TERMS
