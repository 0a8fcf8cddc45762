"""From what was found to a ledger, and to what there is to say of it."""

from collections.abc import Sequence
from pathlib import Path

from ukraine_budget.analysis.imported import Counts, ImportResult
from ukraine_budget.importers.found import Found, prune
from ukraine_budget.importers.source import Source
from ukraine_budget.importers.store.folder import open_into
from ukraine_budget.importers.store.merge import News, news
from ukraine_budget.importers.store.write import write


def take(found: Found, folder: Path, format: str, sources: Sequence[Source], *, strict: bool = False) -> ImportResult:
    """Put what was found into the ledger in a folder, unless that has it all; what came of it.

    With `strict` nothing is written where anything was left out through a fault of the files.
    """
    prune(found)
    new = news(found, open_into(folder))
    counts = _counts(found, new)
    refused = strict and not all(row.expected for row in found.left_out)
    written = new.any and not refused
    if written:
        write(folder, new, found)
    return ImportResult(
        str(folder),
        format,
        tuple(source.name for source in sources),
        found.currency,
        found.unit,
        counts,
        tuple(sorted(found.left_out)),
        tuple(found.totals),
        tuple(found.notes),
        written,
        refused,
    )


def _counts(found: Found, new: News) -> Counts:
    stated = {figure.version for figure in found.figures}, {figure.line for figure in found.figures}
    taken = found.taken + len({(figure.document, row) for figure in found.figures for row in figure.rows})
    return Counts(
        found.rows,
        taken,
        found.rows - taken,
        found.unwanted,
        len(found.figures),
        *map(len, stated),
        *(len(new.new[name]) for name in ("amounts", "versions", "lines")),
    )
