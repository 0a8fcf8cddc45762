"""An import from end to end: read files to an extract, compare it with a ledger, write the update."""

import gc
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from ukraine_budget.atomic_write import claimed
from ukraine_budget.errors import UsageError
from ukraine_budget.importing.extract import Extract, Wanted
from ukraine_budget.importing.folder import open_into, takes_figures
from ukraine_budget.importing.formats import read_format
from ukraine_budget.importing.maps.read import read_by_map
from ukraine_budget.importing.merge import LedgerUpdate, ledger_update
from ukraine_budget.importing.ordering import check_order
from ukraine_budget.importing.settle import prune
from ukraine_budget.importing.shares import mark_missing, reasons, shares, taken, too_much
from ukraine_budget.importing.source import Source
from ukraine_budget.importing.write import write
from ukraine_budget.language import Text, listed, said
from ukraine_budget.report.importresult import Counts, ImportResult


@contextmanager
def _without_collection() -> Iterator[None]:
    """Disable garbage collection: scanning millions of tuples takes a fifth of the time."""
    before = gc.get_threshold()
    gc.set_threshold(0)
    try:
        yield
    finally:
        gc.set_threshold(*before)


@_without_collection()
def run(
    sources: Sequence[Source],
    folder: Path,
    format: str | Path,
    wanted: Wanted,
    *,
    strict: bool = False,
    accept_loss: bool = False,
) -> ImportResult:
    """Import files of a format, or by the map at a path, into the ledger in a folder.

    Nothing is written if no figure was taken, or too much was lost for undeclared reasons, unless `accept_loss`: the
    versions then say so. With `strict` nothing is written either if anything was left out through a fault of the files.
    """
    extract = _read(sources, format, wanted)
    sums = taken(extract)
    lost = reasons(extract.losses) if too_much(extract, sums) else ()
    if accept_loss and lost:
        extract = mark_missing(extract, sums)
    faulty = strict and not all(row.expected for row in extract.rejects)
    refused = faulty or not extract.figures or bool(lost and not accept_loss)
    update, written = _update(extract, folder, write_it=not refused)
    return ImportResult(
        into=str(folder),
        format=format.name if isinstance(format, Path) else format,
        files=tuple(source.name for source in sources),
        currency=extract.currency,
        unit=extract.unit,
        counts=_counts(extract, update),
        left_out=tuple(sorted(extract.rejects)),
        totals=tuple(extract.totals),
        notes=(*extract.notes, *(() if refused else _new_versions(update))),
        written=written,
        refused=refused,
        shares=shares(extract, sums),
        lost=lost,
        by_map=isinstance(format, Path),
    )


def _read(sources: Sequence[Source], format: str | Path, wanted: Wanted) -> Extract:
    extract = read_by_map(format, sources, wanted) if isinstance(format, Path) else read_format(format, sources, wanted)
    extract = prune(extract)
    check_order(extract)
    if extract.counts.unwanted and not extract.figures:
        raise UsageError(said("the files hold nothing of the chapters, articles and years asked for"))
    return extract


def _update(extract: Extract, folder: Path, *, write_it: bool) -> tuple[LedgerUpdate, bool]:
    """Compute the update of the ledger in a folder, and write it if wanted; returns whether it was written."""
    with claimed(folder, partial(takes_figures, folder)) as draft:  # locked from reading the ledger until it is written
        update = ledger_update(extract, open_into(folder))
        written = update.any and write_it
        if written:
            write(folder, draft, update, extract)
    return update, written


def _new_versions(update: LedgerUpdate) -> Iterator[Text]:
    """Note that names the new versions, by which views can be queried."""
    if names := [version.version for version in update.new["versions"]]:
        yield said("New versions: {names}.", names=listed(names))


def _counts(extract: Extract, update: LedgerUpdate) -> Counts:
    rows, used, unwanted = extract.counts
    stating: defaultdict[str, set[int]] = defaultdict(set)
    for figure in extract.figures:
        stating[figure.document].update(figure.rows)
    taken = used + sum(map(len, stating.values()))
    return Counts(
        rows=rows,
        taken=taken,
        left_out=rows - taken,
        unwanted=unwanted,
        figures=sum(len(figure.years) for figure in extract.figures),
        versions=len(extract.versions),
        lines=len(extract.lines),
        new_figures=sum(len(figure.years) for figure in update.new["amounts"]),
        new_versions=len(update.new["versions"]),
        new_lines=len(update.new["lines"]),
    )
