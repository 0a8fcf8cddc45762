"""The words of the program in English and Dutch, from terms.csv."""

import csv
from importlib.resources import files
from itertools import groupby
from typing import Literal, NamedTuple, cast

from ukraine_budget.errors import unknown
from ukraine_budget.language import Text, named, said
from ukraine_budget.report.table import Block, Column, Columns, Records, Table

TermGroup = Literal["word", "kind", "phase", "qualifier", "status"]
TITLES: dict[TermGroup, Text] = {
    "word": said("Words"),
    "kind": said("Kinds of mutations"),
    "phase": said("Phases of versions"),
    "qualifier": said("Qualifiers of figures"),
    "status": said("Statuses in a diff"),
}


class Term(NamedTuple):
    """A word with its Dutch, separated by commas where there are several, and its meaning."""

    group: TermGroup
    term: str
    nl: str
    meaning: str
    meaning_nl: str


COLUMNS = Columns[Term](
    (Column(said("Term")), lambda term: term.term),
    (Column(said("Dutch")), lambda term: term.nl),
    (Column(said("Meaning")), lambda term: named(term.meaning, nl=term.meaning_nl)),
)


def _read_terms() -> tuple[Term, ...]:
    lines = (files(__package__) / "terms.csv").read_text(encoding="utf-8").splitlines()
    return tuple(Term(cast("TermGroup", group), *texts) for group, *texts in list(csv.reader(lines))[1:])


TERMS = _read_terms()


class GlossaryResult(NamedTuple):
    """The words found; `query` is empty for all."""

    query: str
    rows: tuple[Term, ...]


def glossary(query: str = "") -> GlossaryResult:
    """All words, or those of a `query` in English or Dutch; UsageError with the nearest where there are none."""
    sought = query.strip().lower()
    rows = tuple(term for term in TERMS if not sought or sought in _names(term))
    if not rows:
        raise unknown("term", query, (name for term in TERMS for name in _names(term)))
    return GlossaryResult(query, rows)


def _names(term: Term) -> set[str]:
    return {term.term, *term.nl.split(", ")}


def glossary_table(result: GlossaryResult) -> Table:
    """A block per group of words."""
    return Table(
        "glossary",
        said("Glossary"),
        {"term": result.query or None},
        Records.of(Term, result.rows),
        blocks=tuple(
            Block(TITLES[group], COLUMNS.heads, COLUMNS.rows(terms))
            for group, terms in groupby(result.rows, key=lambda term: term.group)
        ),
    )
