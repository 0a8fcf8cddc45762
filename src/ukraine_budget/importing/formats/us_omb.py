"""The Public Budget Database of the United States: budget authority and outlays of every account.

Budget authority is what may be bound (commitment), outlays are what is paid (cash). Offsetting receipts stand among
both as amounts below zero, without which the published totals are not reached: they are parts of a line of their own.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.errors import UsageError
from ukraine_budget.importing.extract import Extract, Wanted
from ukraine_budget.importing.kinds import Row, Shape, key, rows
from ukraine_budget.importing.maps import AmountsPart, Map, SpecialFigure
from ukraine_budget.importing.maps.read import builtin, read_mapped
from ukraine_budget.importing.names import settle_names
from ukraine_budget.importing.settle import settle_duplicates
from ukraine_budget.importing.source import Source
from ukraine_budget.language import Text, joined, said
from ukraine_budget.model.records import Line
from ukraine_budget.read.cells import YEAR
from ukraine_budget.report.importresult import runs

NAME = "us-omb"
SPLIT, AGENCY = "grant/non-grant split", "agency code"
"""The column that the file with outlays has, and that with budget authority has not; and that of a code."""
MILLION, THOUSANDS = 1000, "000"
"""A million in thousands of dollars, and what whole ones end in."""
MANY = 10
"""Of so many amounts it is no chance that all are whole millions."""
RECEIPTS = Line("receipts", "federal-budget", name="Offsetting receipts", name_nl="Ontvangsten")
AGENCY_DIGITS, ACCOUNT_DIGITS = 3, 4
"""How many digits codes have. That of a receipt has more than that of an account, or is not there."""


class FileFacts(NamedTuple):
    """What a file has: its basis, its last year, and how many rows lost leading zeros of their codes.

    `coarse` are the columns whose amounts are all whole millions.
    """

    basis: str
    last: str
    without_zeros: int
    coarse: tuple[str, ...]


def read(sources: Sequence[Source], wanted: Wanted) -> Extract:
    """The figures of the one or two files of an edition."""
    facts = [_facts(source, wanted.sheet) for source in sources]
    if len({file.basis for file in facts}) < len(facts) or len({file.last for file in facts}) > 1:
        raise UsageError(said("give the files of one edition at a time: one with budget authority, one with outlays"))
    map = builtin(NAME)
    mapped = [(source, _as_printed(map, file)) for source, file in zip(sources, facts, strict=True)]
    notes = [note for source, file in zip(sources, facts, strict=True) for note in _notes(source, file)]
    extract = read_mapped(mapped, wanted, NAME).noting(*notes)
    return _part_receipts(settle_names(settle_duplicates(extract, map.same)))


def _as_printed(map: Map, facts: FileFacts) -> Map:
    """The map for a file: with its basis, and the rounding that its amounts are printed in."""
    if not facts.coarse:
        return map.with_basis(facts.basis)
    years, quarter = map.amounts
    coarse = AmountsPart(columns="|".join(facts.coarse), figure=SpecialFigure(rounding=str(MILLION)))
    fine = years.model_copy(update={"columns": f"(?!{coarse.columns}){years.columns}", "optional": True})
    return map.with_basis(facts.basis).model_copy(update={"amounts": (fine, coarse, quarter)})


def _notes(source: Source, facts: FileFacts) -> Iterator[Text]:
    if facts.without_zeros:
        yield said(
            "{file}: codes of {n} rows had lost leading zeros, which they have again.",
            file=source.name,
            n=facts.without_zeros,
        )
    if facts.coarse:
        years = joined(said("{one} to {other}", one=one, other=last) for one, last in runs(map(int, facts.coarse)))
        yield said("{file}: amounts of {years} are printed in whole millions.", file=source.name, years=years)


def _facts(source: Source, sheet: str) -> FileFacts:
    table = rows(source, Shape(sheet=sheet))
    header = [key(name) for name in next(table, Row(0, ())).cells]
    agency = header.index(AGENCY) if AGENCY in header else len(header)
    coarse = {index: 0 for index, name in enumerate(header) if YEAR.fullmatch(name)}
    short = 0
    for _, cells in table:
        short += 0 < len("".join(cells[agency : agency + 1]).strip()) < AGENCY_DIGITS
        for index in [*coarse]:
            amount = "".join(cells[index : index + 1]).strip()
            if amount.endswith(THOUSANDS):
                coarse[index] += 1
            elif amount not in ("", "0"):
                del coarse[index]
    printed = tuple(header[index] for index, amounts in coarse.items() if amounts >= MANY)
    return FileFacts("cash" if SPLIT in header else "commitment", "".join(header[-1:]), short, printed)


def _part_receipts(extract: Extract) -> Extract:
    """A copy with receipts as parts of one line, apart from what is spent."""
    receipts = {id: line for id, line in extract.lines.items() if len(line.article) != ACCOUNT_DIGITS}
    if not receipts:
        return extract
    parts = {id: line._replace(parent=RECEIPTS.line) for id, line in receipts.items()}
    return extract._replace(lines={**extract.lines, **parts, RECEIPTS.line: RECEIPTS}).noting(
        said(
            "Lines of receipts, which are amounts below zero, made parts of the line 'receipts': {n}.",
            n=Decimal(len(receipts)),
        )
    )
