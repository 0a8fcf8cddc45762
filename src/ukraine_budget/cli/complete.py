"""Shell completion: names of the ledger, and the words that options take.

A ledger that cannot be read, or is too large to read between two keystrokes, completes nothing.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from ukraine_budget.errors import BudgetError

if TYPE_CHECKING:
    from ukraine_budget.model.ledger import Ledger
    from ukraine_budget.model.records import Line

MOST_BYTES = 10_000_000
"""The largest ledger that is read, all files together: half a second."""
MOST_WORDS = 50
"""The most words of names that are tried."""
PLAIN = re.compile(r"\w[\w.@-]*")
"""A word that no shell needs to quote. Others are not offered: shells execute parts of what they complete."""
OTHERS = re.compile(r"[^\w .,;%()-]+")
"""Characters removed from explanations, which shells may execute too."""

Offer = tuple[str, str]
"""A completion and its explanation."""


def versions(ctx: typer.Context) -> list[Offer]:
    """Versions of the ledger, with their dates."""
    return _offers((name, version.date) for ledger in _ledger(ctx) for name, version in ledger.versions.items())


def lines(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Lines of the ledger; after a first letter also words that occur in the name of one line only."""
    from ukraine_budget.analysis.scope import named_line  # noqa: PLC0415

    offers = [(name, line.name) for ledger in _ledger(ctx) for name, line in ledger.lines.items()]
    for ledger in _ledger(ctx) if incomplete else ():
        words = {word for line in ledger.lines.values() for word in _words_of(line, incomplete)}
        for word in sorted(words - ledger.lines.keys())[:MOST_WORDS]:
            with suppress(BudgetError):
                offers.append((word, ledger.lines[named_line(ledger, word)].name))
    return _offers(offers)


def _words_of(line: "Line", incomplete: str) -> Iterator[str]:
    """The words in the names of a line that begin with a prefix."""
    for name in (line.name, line.name_nl, line.short, line.short_nl):
        words = (word.strip(",.:;()").lower() for word in name.split())
        yield from (word for word in words if word.startswith(incomplete.lower()))


def funds(ctx: typer.Context) -> list[Offer]:
    """Funds of the ledger, and the word for all of them."""
    named = [(name, fund.name) for ledger in _ledger(ctx) for name, fund in ledger.funds.items()]
    return _offers([*named, ("all", "every fund")])


def bases(ctx: typer.Context) -> list[Offer]:
    """Bases of the ledger, and `outstanding`."""
    from ukraine_budget.model.amount import OUTSTANDING  # noqa: PLC0415

    return _offers((basis, "") for ledger in _ledger(ctx) for basis in (*ledger.bases, OUTSTANDING))


def years(ctx: typer.Context) -> list[Offer]:
    """Years for which the ledger states figures."""
    return _offers((str(year), "") for ledger in _ledger(ctx) for year in ledger.years)


def drawings() -> list[Offer]:
    """Formats of charts and pictures."""
    from ukraine_budget.write import DRAWINGS  # noqa: PLC0415

    return _offers((format, "") for format in DRAWINGS.values())


def languages() -> list[Offer]:
    """Languages of answers."""
    from ukraine_budget.catalogues import languages as known  # noqa: PLC0415

    return _offers((code, "") for code in known())


def imports(ctx: typer.Context) -> list[Offer]:
    """Formats that an import reads; none once a file is named."""
    from ukraine_budget.importing.formats import FORMATS  # noqa: PLC0415

    files = ctx.params.get("words") or ctx.params.get("map") or ctx.params.get("guess")
    return [] if files else _offers((format, "") for format in FORMATS)


def orders(ctx: typer.Context) -> list[Offer]:
    """Sort orders of the command's view."""
    from ukraine_budget.report.views import VIEWS  # noqa: PLC0415

    return _offers((order, "") for order in VIEWS[str(ctx.info_name)].orders)


def terms() -> list[Offer]:
    """Words of the glossary, in English and Dutch."""
    from ukraine_budget.report.glossary import TERMS  # noqa: PLC0415

    return _offers((word, term.term) for term in TERMS for word in (term.term, *term.nl.split(", ")))


def _offers(named: Iterable[Offer]) -> list[Offer]:
    return [(name, " ".join(OTHERS.sub(" ", said).split())) for name, said in named if PLAIN.fullmatch(name)]


def _ledger(ctx: typer.Context) -> tuple["Ledger", ...]:
    """The ledger that the earlier words name, in a tuple; empty if it cannot be read."""
    from ukraine_budget.cli.config import read_config  # noqa: PLC0415
    from ukraine_budget.read import find, open_ledger  # noqa: PLC0415

    try:
        path = find(ctx.params.get("ledger") or read_config().ledger)
        return (open_ledger(path, decimal=ctx.params.get("decimal")),) if _bytes(path) <= MOST_BYTES else ()
    except (BudgetError, OSError):
        return ()


def _bytes(path: Path) -> int:
    """Size of the files of a ledger."""
    return sum(file.stat().st_size for file in (path.glob("*.csv") if path.is_dir() else [path]))


def _words(module: str, name: str) -> Callable[[], list[Offer]]:
    """Completion by the words of a constant, whose module is imported on use."""
    return lambda: _offers((word, "") for word in getattr(import_module(f"ukraine_budget.{module}"), name))


formats, forms = _words("write", "FORMATS"), _words("api.ledgers", "FORMS")
units, lists = _words("model.ledger", "UNITS"), _words("report.listing", "LISTS")
views = _words("report.views", "VIEWS")
