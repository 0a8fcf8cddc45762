"""The outcome of an import as a table: a summary for people, every row left out for machines."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import PurePath
from typing import NamedTuple

from ukraine_budget.language import Text, joined, said, word
from ukraine_budget.model.amount import EXACT
from ukraine_budget.report.display import BASIS, YEAR
from ukraine_budget.report.importresult import Compared, Counts, ImportResult, LeftOut, Lost, Share
from ukraine_budget.report.table import Block, Column, Columns, Records, Row, Table, block
from ukraine_budget.report.years import runs


class TotalRow(NamedTuple):
    """A printed total beside the sum of its parts that were taken, by the names of the contract."""

    file: str
    line: int
    total: str
    basis: str
    year: int
    printed: Decimal
    taken: Decimal
    difference: Decimal


COUNT = Column(said("Count"), "amount")
LEFT_OUT = (Column(said("Reason")), COUNT, Column(said("Of")), Column(said("File")), Column(said("Rows")))
EXAMPLES = 3
NUMBERS = said("say in the map how amounts are written: decimal, thousands, nothing and zero in [numbers]")
COLUMNS = said("say in the map which column tells it, or what its words mean in [values]")
ROWS = said("mend these rows in a copy of the file: each must have a cell for every column")
MENDS: Mapping[str, Text] = {
    "ambiguous-number": NUMBERS,
    "bad-number": NUMBERS,
    "conflicting-figures": said('have line.id in the map tell the rows apart, or have them added: same = "add"'),
    "formula": said("open the workbook in a spreadsheet program and save it: its formulas then have values"),
    "incomplete-sum": said("mend the row that the message names: what it would be added to is left out with it"),
    "inexact-number": said("say in the map to which step such amounts are rounded: round in [numbers]"),
    "lone-total": said("name in over of [[totals]] the columns in which its parts say the same; or take these rows"),
    "long-row": ROWS,
    "lost-digits": said("in the program that wrote the file, show these numbers in full and save the file again"),
    "other-pages": said("get all records at once, or join the lists of all pages into one"),
    "no-match": said("have the pattern of [[split]] match these texts too, or leave their rows out by [[skip]]"),
    "short-row": ROWS,
    "year-or-amount": said(
        "leave the row out by [[skip]] if it is a header; if it is an amount, write it with a fraction: 2025.0"
    ),
    "bad-year": said(
        "say in the map which column names the year; of a fiscal year such as 2025/26 take the first four characters: "
        "{example}",
        example="{YEAR:.4}",
    ),
    **dict.fromkeys(("bad-date", "no-basis", "no-fund", "no-line", "no-version", "other-fund"), COLUMNS),
    **dict.fromkeys((f"unknown-{word}" for word in ("basis", "fund", "line", "phase", "version", "year")), COLUMNS),
}
OTHER = said("mend these rows in a copy of the file; or leave them out in a map, by [[skip]] with a reason")
"""What mends an import for any other reason."""
OWN_MAP = said("a format has a map of its own: mend a copy of the file, or write a map with budget import --guess FILE")


def import_table(result: ImportResult) -> Table:
    """Counts, reasons, and totals that differ; the records are the rows left out."""
    totals = [TotalRow(*total[:-1], total.difference) for total in result.totals]
    return Table(
        view="import",
        title=_title(result),
        head={
            "ledger": PurePath(result.into).name,
            "into": result.into,
            "format": result.format,
            "files": result.files,
            "currency": result.currency,
            "unit": result.unit,
            "written": result.written,
            "refused": result.refused,
            "row_count": result.counts.rows,  # the contract has rows for something else
            **dict(zip(Counts._fields[1:], result.counts[1:], strict=True)),
        },
        records=Records.of(LeftOut, result.left_out),
        lists={
            "totals": Records.of(TotalRow, totals),
            "shares": Records.of(Share, result.shares),
            "lost": Records.of(Lost, result.lost),
        },
        blocks=tuple(_blocks(result)),
        notes=tuple(_notes(result)),
    )


def _notes(result: ImportResult) -> Iterator[Text]:
    yield from _losses(result)
    yield from result.notes
    if result.shares and all(share.whole for share in result.shares):
        yield said("Taken: all amounts, and all of the money of every basis and year.")
    if result.totals and not any(total.differs for total in result.totals):
        every = Decimal(len(result.totals))
        yield said("Totals of the files: all {n} are what the taken figures add up to.", n=every)


def _losses(result: ImportResult) -> Iterator[Text]:
    """Why nothing was written, or versions are partial: the reasons, with examples and remedies."""
    lost = result.lost or (
        [Lost(*one) for one in Counter(row.reason for row in result.faults).items()] if result.refused else ()
    )
    for reason, n in lost:
        mend = MENDS.get(reason, OTHER) if result.by_map else OWN_MAP
        yield said(
            "Left out as {reason}: {n}. To mend it, {mend}. Such as:", reason=word(reason, "reason"), n=n, mend=mend
        )
        yield from map(_example, [row for row in result.left_out if row.reason == reason][:EXAMPLES])
    if result.refused and result.lost and result.counts.figures:
        yield said("--accept-loss takes the rest, into partial versions that say what is missing.")
    if result.lost and not result.refused:
        yield said("What is missing makes the versions partial, and every view of them says it.")


def _example(row: LeftOut) -> Text:
    cell = joined((f"{row.file}:{row.line}" if row.line else row.file, row.column), " ")
    return joined((cell, row.message), ": ")


def _title(result: ImportResult) -> Text:
    files = joined(result.files)
    if not result.counts.figures:
        return said("{files}: no figure was taken, and nothing is written to {into}", files=files, into=result.into)
    if result.refused and result.lost:
        return said("{files}: not imported, since amounts are lost; {into} is as it was", files=files, into=result.into)
    if result.refused:
        return said("{files}: not imported, for the faults below; {into} is as it was", files=files, into=result.into)
    if not result.written:
        return said("{files}: nothing new; {into} is as it was", files=files, into=result.into)
    return said("{files} into {into}", files=files, into=result.into)


def _blocks(result: ImportResult) -> Iterator[Block]:
    yield _counts(result.counts)
    if not all(share.whole for share in result.shares):
        yield _shares([share for share in result.shares if not share.whole])
    if result.left_out:
        yield _left_out(result.left_out)
    if any(total.differs for total in result.totals):
        yield _totals(result.totals)


def _counts(counts: Counts) -> Block:
    rows = (
        (said("Rows read"), counts.rows, None),
        (said("Rows taken"), counts.taken, None),
        (said("Rows left out"), counts.left_out, None),
        *(((said("of these not asked for"), counts.unwanted, None),) if counts.unwanted else ()),
        (said("Figures"), counts.figures, counts.new_figures),
        (said("Versions"), counts.versions, counts.new_versions),
        (said("Lines"), counts.lines, counts.new_lines),
    )
    columns = (Column(Text()), COUNT, Column(said("New"), "change"))
    lines = [Row((name, Decimal(count), None if new is None else Decimal(new))) for name, count, new in rows]
    return block(Text(), columns, lines)


def _shares(shares: Sequence[Share]) -> Block:
    """What was taken of each basis and year that was not taken whole."""
    columns = Columns[Share](
        (BASIS, lambda share: word(share.basis, "basis") or said("not known")),
        (YEAR, lambda share: str(share.year) if share.year else said("not known")),
        (Column(said("Amounts"), "amount"), lambda share: Decimal(share.amounts)),
        (Column(said("Taken"), "amount"), lambda share: Decimal(share.taken)),
        (Column(said("%"), "amount"), lambda share: _percent(Decimal(share.taken), Decimal(share.amounts))),
        (
            Column(said("% of the money"), "amount"),
            lambda share: said("not known") if share.unsized else _percent(share.taken_money, share.money),
        ),
    )
    return block(said("What share was taken, where it is not all"), columns.heads, columns.rows(shares))


def _percent(part: Decimal, whole: Decimal) -> Decimal:
    """A share in percent, rounded down, so that only the whole is 100."""
    tenths = EXACT.multiply(part, Decimal(1000)) // whole if whole else Decimal(0)
    return EXACT.scaleb(tenths, -1)


def _left_out(rows: Sequence[LeftOut]) -> Block:
    """What was left out by reason; faults first, with their lines."""
    groups: defaultdict[tuple[bool, str, str, str], list[LeftOut]] = defaultdict(list)
    for row in rows:
        groups[row.expected, row.reason, row.file, _part(row)].append(row)
    lines = [
        Row(
            (
                word(reason, "reason"),
                Decimal(len(group)),
                word(what, "part"),
                file,
                "" if expected else spans(row.line for row in group if row.line),
            )
        )
        for (expected, reason, file, what), group in sorted(groups.items())
    ]
    return block(said("Left out"), LEFT_OUT, lines)


def _part(row: LeftOut) -> str:
    if row.column:
        return "cells"
    return "rows" if row.line else "files"


def spans(lines: Iterable[int]) -> Text:
    """Line numbers with runs of them as spans: "3, 7 to 9"."""
    return joined(
        first if first == last else said("{one} to {other}", one=first, other=last) for first, last in runs(lines)
    )


def _totals(totals: Sequence[Compared]) -> Block:
    """The totals that the taken figures do not add up to."""
    columns = Columns[Compared](
        (Column(said("Total")), lambda total: total.total),
        (BASIS, lambda total: word(total.basis, "basis")),
        (YEAR, lambda total: str(total.year)),
        (Column(said("Printed"), "amount"), lambda total: total.printed),
        (Column(said("Taken"), "amount"), lambda total: total.taken),
        (Column(said("Difference"), "change"), lambda total: total.difference),
        (Column(said("Row")), lambda total: f"{total.file}:{total.line}"),
    )
    rows = columns.rows(total for total in totals if total.differs)
    n, every = Decimal(len(totals) - len(rows)), Decimal(len(totals))
    title = said("Totals of the files: {n} of {all} are what the taken figures add up to", n=n, all=every)
    return Block(title, columns.heads, rows)
