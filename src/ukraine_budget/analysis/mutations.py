"""Declared changes, each counted once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import ASSUMED, BEYOND, Cell, Figure, Mutation


def declared(ledger: Ledger, versions: Collection[str]) -> list[Mutation]:
    """The mutations of some versions that count, under current lines, in file order.

    A printed total counts only if its rows are not printed: no row of its version, line, basis and year names it, and
    no row of its kind is without a total.
    """
    tables: defaultdict[tuple[str, str, str, int | str], list[Mutation]] = defaultdict(list)
    for mutation in ledger.mutations:
        if mutation.version in versions:
            tables[mutation.version, mutation.line, mutation.basis, mutation.year].append(mutation)
    chosen = [mutation for table in tables.values() for mutation in _countable(table)]
    chosen.sort(key=lambda mutation: mutation.row)
    return [mutation._replace(line=ledger.current[mutation.line]) for mutation in chosen]


def by_cell(ledger: Ledger, mutations: Iterable[Mutation]) -> Mapping[tuple[str, Cell], Sequence[Mutation]]:
    """Index mutations by version and cell, but for those beyond the printed years."""
    table: defaultdict[tuple[str, Cell], list[Mutation]] = defaultdict(list)
    for mutation in mutations:
        if mutation.year != BEYOND:
            cell = Cell(ledger.current[mutation.line], mutation.basis, mutation.year)
            table[mutation.version, cell].append(mutation)
    return table


def tied(ledger: Ledger, before: Figure | None, after: Figure | None, mutations: Sequence[Mutation]) -> bool:
    """Whether one paper prints the old figure of a cell, each change and the new figure.

    Without a named paper, the mutations of a version lead from its predecessor to itself.
    """
    if before is None or after is None or not mutations or not all(mutation.size_stated for mutation in mutations):
        return False
    if ASSUMED in before.qualifier + after.qualifier:
        return False
    entries: list[Figure | Mutation] = [before, after, *mutations]
    papers = {entry.document or ledger.versions[entry.version].document for entry in entries}
    if papers == {""}:
        step = {after.version, *(mutation.version for mutation in mutations)}
        return step == {after.version} and ledger.versions[after.version].follows == before.version
    return len(papers) == 1


def _countable(table: Sequence[Mutation]) -> list[Mutation]:
    rows = [mutation for mutation in table if mutation.role == "row"]
    named = {row.part_of for row in rows}
    loose = {row.kind for row in rows if not row.part_of}
    return [m for m in table if m.role == "row" or (m.label not in named and m.kind not in loose)]
