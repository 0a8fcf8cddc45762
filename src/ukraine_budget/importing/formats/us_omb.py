"""The Public Budget Database of the United States: budget authority and outlays by account.

Budget authority is what may be obligated (commitment), outlays are payments (cash). Offsetting receipts are negative
amounts among both, without which the published totals are not reached: they become parts of one line.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ukraine_budget.errors import UsageError
from ukraine_budget.importing.extract import Extract, Wanted, together
from ukraine_budget.importing.kinds import Row, Shape, key, rows
from ukraine_budget.importing.maps import Map, SpecialFigure
from ukraine_budget.importing.maps.read import builtin, read_mapped
from ukraine_budget.importing.names import settle_names
from ukraine_budget.importing.settle import settle_duplicates
from ukraine_budget.importing.source import Source
from ukraine_budget.language import Text, joined, said
from ukraine_budget.model.records import Line
from ukraine_budget.read.cells import YEAR
from ukraine_budget.report.years import runs

NAME = "us-omb"
SPLIT, AGENCY = "grant/non-grant split", "agency code"
"""A column that only the file of outlays has; and the column of the agency code."""
MILLION, THOUSANDS = 1000, "000"
"""A million in thousands of dollars, and the last digits of whole millions."""
YEARS_AHEAD = 4
"""Years that an edition looks beyond its fiscal year; it appears in the February before that."""
MANY = 10
"""Number of whole millions that is no coincidence."""
RECEIPTS = Line("receipts", "federal-budget", name="Offsetting receipts", name_nl="Ontvangsten")
AGENCY_DIGITS, ACCOUNT_DIGITS = 3, 4
"""Digits of codes. The account code of a receipt has more, or is missing."""


class FileFacts(NamedTuple):
    """Facts about a file: basis, last year, and number of rows whose codes lost leading zeros.

    `coarse` are the columns whose amounts are all whole millions, `fine` the other years.
    """

    basis: str
    last: str
    without_zeros: int
    fine: tuple[str, ...]
    coarse: tuple[str, ...]


def read(sources: Sequence[Source], wanted: Wanted) -> Extract:
    """Read editions of one or two files each."""
    editions: defaultdict[str, list[tuple[Source, FileFacts]]] = defaultdict(list)
    for source in sources:
        facts = _facts(source, wanted.sheet)
        editions[facts.last].append((source, facts))
    one_each = all(len({facts.basis for _, facts in files}) == len(files) for files in editions.values())
    if not one_each or (len(editions) > 1 and (wanted.date or wanted.version)):
        raise UsageError(said("give the files of one edition at a time: one with budget authority, one with outlays"))
    return together([_edition(last, files, wanted) for last, files in sorted(editions.items())])


def _edition(last: str, files: Sequence[tuple[Source, FileFacts]], wanted: Wanted) -> Extract:
    """Read an edition. Without its own version or date, those of its fiscal year are used."""
    map, notes = builtin(NAME), [note for source, facts in files for note in _notes(source, facts)]
    if YEAR.fullmatch(last) and not (wanted.version and wanted.date):
        year = int(last) - YEARS_AHEAD
        moment = "" if wanted.date else f"{year - 1}-02"
        map = map.model_copy(update={"version": map.version.model_copy(update={"moment": moment})})
        wanted = wanted._replace(version=wanted.version or f"fy{year}")
        notes.append(said("The edition up to {last} is taken for that of fiscal year {year}.", last=last, year=year))
    extract = read_mapped([(source, _as_printed(map, facts)) for source, facts in files], wanted, NAME).noting(*notes)
    return _part_receipts(settle_names(settle_duplicates(extract, map.same)))


def _as_printed(map: Map, facts: FileFacts) -> Map:
    """The map for a file, with its basis and the rounding of its columns."""
    years, *others = map.with_basis(facts.basis).amounts
    parts = [
        years.model_copy(update={"columns": "|".join(columns), "figure": SpecialFigure(rounding=rounding)})
        for columns, rounding in ((facts.fine, map.figure.rounding), (facts.coarse, str(MILLION)))
        if columns
    ]
    return map.with_basis(facts.basis).model_copy(update={"amounts": (*(parts or [years]), *others)})


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
    millions = tuple(header[index] for index, amounts in coarse.items() if amounts >= MANY)
    others = tuple(name for name in header if YEAR.fullmatch(name) and name not in millions)
    return FileFacts("cash" if SPLIT in header else "commitment", "".join(header[-1:]), short, others, millions)


def _part_receipts(extract: Extract) -> Extract:
    """Copy with receipts as parts of one line, apart from expenditure."""
    receipts = {id: line for id, line in extract.lines.items() if len(line.article) != ACCOUNT_DIGITS}
    if not receipts:
        return extract
    parts = {id: line._replace(parent=RECEIPTS.line) for id, line in receipts.items()}
    return extract._replace(lines={**extract.lines, **parts, RECEIPTS.line: RECEIPTS}).noting(
        said(
            "Lines of receipts, which are amounts below zero, made parts of the line 'receipts': {n}.",
            n=len(receipts),
        )
    )
