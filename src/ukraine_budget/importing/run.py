"""From what was found to a ledger, and to what there is to say of it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from ukraine_budget.errors import UsageError
from ukraine_budget.importing.found import Found, prune
from ukraine_budget.importing.shares import mark_missing, reasons, shares, taken, too_much
from ukraine_budget.importing.source import Source
from ukraine_budget.importing.store.folder import claimed, open_into, takes_figures
from ukraine_budget.importing.store.merge import LedgerUpdate, ledger_update
from ukraine_budget.importing.store.write import write
from ukraine_budget.language import Text, listed, said
from ukraine_budget.report.importresult import Counts, ImportResult

NOTHING_ASKED_FOR = said("nothing in the files is of the chapters, articles and years that are asked for")


def take(
    found: Found,
    folder: Path,
    format: str,
    sources: Sequence[Source],
    *,
    strict: bool = False,
    accept_loss: bool = False,
    by_map: bool = False,
) -> ImportResult:
    """Put what was found into the ledger in a folder, unless that has it all; what came of it.

    Nothing is written where no figure was taken, or more was left out than may be for reasons that no map or format
    tells: unless that is accepted, and the versions say so. With `strict` nothing is where anything was left out
    through a fault of the files.
    """
    prune(found)
    sums = taken(found)
    lost = reasons(found.losses.unknown) if too_much(found, sums) else ()
    if accept_loss and lost:
        mark_missing(found, sums)
    if found.unwanted and not found.figures:
        raise UsageError(NOTHING_ASKED_FOR)
    takes_figures(folder)  # or nothing is made there, not even for a moment
    with claimed(folder) as draft:  # from before the ledger is read until it is written
        new = ledger_update(found, open_into(folder))
        faulty = strict and not all(row.expected for row in found.left_out)
        refused = faulty or not found.figures or bool(lost and not accept_loss)
        written = new.any and not refused
        counts, notes = _counts(found, new), (*found.notes, *(() if refused else _named(new)))
        if written:
            write(folder, draft, new, found)
    return ImportResult(
        str(folder),
        format,
        tuple(source.name for source in sources),
        found.currency,
        found.unit,
        counts,
        tuple(sorted(found.left_out)),
        tuple(found.totals),
        notes,
        written,
        refused,
        shares(found, sums),
        lost,
        by_map,
    )


def _named(new: LedgerUpdate) -> Iterator[Text]:
    """What the new versions are called, by which every view may be asked for."""
    if names := [version.version for version in new.new["versions"]]:
        yield said("New versions: {names}.", names=listed(names))


def _counts(found: Found, new: LedgerUpdate) -> Counts:
    taken = found.taken + len({(figure.document, row) for figure in found.figures for row in figure.rows})
    return Counts(
        found.rows,
        taken,
        found.rows - taken,
        found.unwanted,
        len(found.figures),
        len(found.versions),
        len(found.lines),
        *(len(new.new[name]) for name in ("amounts", "versions", "lines")),
    )
