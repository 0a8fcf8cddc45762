"""The words of the program, as a table."""

from itertools import groupby

from ukraine_budget.analysis.glossary import GlossaryResult, Group, Term
from ukraine_budget.report.table import Block, Column, Records, Row, Table

TITLES: dict[Group, str] = {
    "word": "Words",
    "kind": "Kinds of mutations",
    "phase": "Phases of versions",
    "qualifier": "Qualifiers of figures",
    "status": "Statuses in a diff",
}
COLUMNS = (Column("Term"), Column("Dutch"), Column("Meaning"))


def glossary_table(result: GlossaryResult) -> Table:
    """A block per group of words."""
    return Table(
        "glossary/1",
        "Glossary",
        {"term": result.asked or None},
        Records(Term._fields, result.rows, Term),
        blocks=tuple(
            Block(TITLES[group], COLUMNS, tuple(Row(term[1:]) for term in terms))
            for group, terms in groupby(result.rows, key=lambda term: term.group)
        ),
    )
