"""Output of ledgers with odd ids and texts: complete and well-formed in every format and language."""

import contextlib
import csv
import io
import json
from pathlib import Path
from random import Random
from typing import Any

import ukraine_budget
from fuzz.asking import QUESTIONS
from fuzz.family import Family
from fuzz.formulas import check_workbook
from fuzz.small import odd_ledger
from fuzz.wellformed import JUDGES, check_csv, check_lines, check_page, check_screen, check_svg
from ukraine_budget import BudgetError, View
from ukraine_budget.catalogues import language
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.text import plain
from ukraine_budget.write import terminal

LANGUAGES = ("en", "nl")
WIDTHS = (20, 40, 80, 120, None)


def views(chosen: Random, _: Path) -> None:
    """Write one answer in a few formats."""
    ledger = odd_ledger(chosen)
    try:
        view = chosen.choice(QUESTIONS[:8])(chosen, ledger)
    except BudgetError as error:
        check_lines(f"{error}\n" if "\n" not in str(error) else "\n")
        return
    assert isinstance(view, View)
    lang, full = chosen.choice(LANGUAGES), chosen.random() < 0.5
    for format in chosen.sample(list(JUDGES), 3):
        try:
            JUDGES[format](view.to_bytes(format, lang, full=full))
        except BudgetError:  # too many digits for Parquet
            assert format == "parquet"
    laid_out = view.laid_out("table", full=full)
    check_screen(terminal.write(laid_out, language(lang), chosen.choice(WIDTHS), colour=chosen.random() < 0.5))
    check_machines(view)


def check_machines(view: View[Any]) -> None:
    """Assert that formats for machines have the exact amounts of the rows."""
    amounts = [getattr(row, "amount", None) for row in view.rows]
    own = [None if amount is None else plain(amount) for amount in amounts]
    assert [row.get("amount") for row in json.loads(view.to_json())["rows"]] == own
    found = list(csv.DictReader(io.StringIO(view.to_csv(), newline="")))
    if found and "amount" in found[0]:
        assert [row["amount"] or None for row in found] == own


def documents(chosen: Random, _: Path) -> None:
    """Write a page, a workbook, a package or a picture."""
    ledger = odd_ledger(chosen)
    with contextlib.suppress(BudgetError):
        chosen.choice(DOCUMENTS)(chosen, ledger)


def _page(chosen: Random, ledger: Ledger) -> None:
    check_page(ukraine_budget.page(ledger).to_html(chosen.choice(LANGUAGES)))


def _workbook(chosen: Random, ledger: Ledger) -> None:
    check_workbook(ukraine_budget.export(ledger, funds=chosen.choice(((), ("all",)))).to_xlsx(chosen.choice(LANGUAGES)))


def _package(_: Random, ledger: Ledger) -> None:
    for name, data in ukraine_budget.export(ledger).to_package().items():
        check_csv(data.decode()) if name.endswith(".csv") else json.loads(data)


def _picture(chosen: Random, ledger: Ledger) -> None:
    view = chosen.choice((QUESTIONS[1], QUESTIONS[3], QUESTIONS[4], QUESTIONS[5]))(chosen, ledger)
    assert isinstance(view, View)
    plot = ukraine_budget.plot(view)
    check_lines(str(plot))
    check_svg(plot.to_bytes("svg", chosen.choice(LANGUAGES), narrow=chosen.random() < 0.5))


DOCUMENTS = (_page, _workbook, _package, _picture, _picture, _picture)
VIEWS = Family("views", views, 6, weight=4, times=10)
DOCUMENTS_FAMILY = Family("documents", documents, 20, weight=6)
