"""The Public Budget Database of the United States: budget authority and outlays of every account.

Budget authority is what may be bound (commitment), outlays are what is paid (cash). Offsetting receipts stand among
both as amounts below zero, without which the published totals are not reached: they are parts of a line of their own.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from ukraine_budget.errors import UsageError
from ukraine_budget.importing.extract import Extract, Wanted
from ukraine_budget.importing.kinds import Row, Shape, rows
from ukraine_budget.importing.maps.read import builtin, read_mapped
from ukraine_budget.importing.names import settle_names
from ukraine_budget.importing.settle import settle_duplicates
from ukraine_budget.importing.source import Source
from ukraine_budget.language import Text, said
from ukraine_budget.model.records import Line

NAME = "us-omb"
SPLIT = "Grant/non-grant split"
"""The column that the file with outlays has, and that with budget authority has not."""
RECEIPTS = Line("receipts", "federal-budget", name="Offsetting receipts", name_nl="Ontvangsten")
AGENCY_DIGITS, ACCOUNT_DIGITS = 3, 4
"""How many digits codes have. That of a receipt has more than that of an account, or is not there."""


class FileFacts(NamedTuple):
    """What a file has: its basis, its last year, and how many rows lost leading zeros of their codes."""

    basis: str
    last: str
    without_zeros: int


def read(sources: Sequence[Source], wanted: Wanted) -> Extract:
    """The figures of the one or two files of an edition."""
    facts = [_facts(source, wanted.sheet) for source in sources]
    if len({file.basis for file in facts}) < len(facts) or len({file.last for file in facts}) > 1:
        raise UsageError(said("give the files of one edition at a time: one with budget authority, one with outlays"))
    map = builtin(NAME)
    mapped = [(source, map.with_basis(file.basis)) for source, file in zip(sources, facts, strict=True)]
    extract = read_mapped(mapped, wanted, NAME).noting(*_mended(sources, facts))
    return _part_receipts(settle_names(settle_duplicates(extract, map.same)))


def _mended(sources: Sequence[Source], facts: Sequence[FileFacts]) -> Iterator[Text]:
    for source, file in zip(sources, facts, strict=True):
        if file.without_zeros:
            yield said(
                "{file}: codes of {n} rows had lost leading zeros, which they have again.",
                file=source.name,
                n=file.without_zeros,
            )


def _facts(source: Source, sheet: str) -> FileFacts:
    table = rows(source, Shape(sheet=sheet))
    header = next(table, Row(0, ())).cells
    codes = (dict(zip(header, row.cells, strict=False)).get("Agency Code", "") for row in table)
    short = sum(0 < len(code.strip()) < AGENCY_DIGITS for code in codes)
    return FileFacts("cash" if SPLIT in header else "commitment", "".join(header[-1:]), short)


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
