"""The words of the program, as a table."""

from itertools import groupby

from ukraine_budget.language import Text, named, said
from ukraine_budget.report.table import Block, Column, Records, Row, Table
from ukraine_budget.report.terms import GlossaryResult, Group, Term

TITLES: dict[Group, Text] = {
    "word": said("Words"),
    "kind": said("Kinds of mutations"),
    "phase": said("Phases of versions"),
    "qualifier": said("Qualifiers of figures"),
    "status": said("Statuses in a diff"),
}
COLUMNS = (Column(said("Term")), Column(said("Dutch")), Column(said("Meaning")))


def glossary_table(result: GlossaryResult) -> Table:
    """A block per group of words."""
    return Table(
        "glossary/1",
        said("Glossary"),
        {"term": result.asked or None},
        Records(Term._fields, result.rows, Term),
        blocks=tuple(
            Block(
                TITLES[group],
                COLUMNS,
                tuple(Row((term.term, term.nl, named(term.meaning, nl=term.meaning_nl))) for term in terms),
            )
            for group, terms in groupby(result.rows, key=lambda term: term.group)
        ),
    )
