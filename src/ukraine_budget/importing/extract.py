"""`Extract`: the rows read from some files, which each step of an import takes and returns."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from ukraine_budget.errors import harmless
from ukraine_budget.importing.rejects import Loss, Scope, loss
from ukraine_budget.language import Text, said
from ukraine_budget.model.records import Document, Fund, Line, Version
from ukraine_budget.report.importresult import Compared, LeftOut
from ukraine_budget.report.years import runs

Cell = tuple[str, str, int, str]
"""A version, line, year and basis."""
NamesByYear = Mapping[str, Mapping[int, str]]
"""Names of each line, or fund, by budget year."""


class ImportedFigures(NamedTuple):
    """The amounts of one row for a line and basis, by year in rising order.

    Amounts are plain decimals in the unit of the extract, each from one of `columns`, and from all of `rows` if some
    were added. Steps that work year by year use the figures of one year that `single` gives.
    """

    version: str
    line: str
    basis: str
    years: tuple[int, ...]
    amounts: tuple[str, ...]
    rounding: str
    qualifier: str
    document: str
    rows: tuple[int, ...]
    columns: tuple[str, ...]
    note: str = ""

    @property
    def year(self) -> int:
        """First year."""
        return self.years[0]

    @property
    def amount(self) -> str:
        """Amount of the first year."""
        return self.amounts[0]

    @property
    def column(self) -> str:
        """Column of the first year."""
        return self.columns[0]

    @property
    def cell(self) -> Cell:
        """Cell of the first year."""
        return self.version, self.line, self.years[0], self.basis

    @property
    def locator(self) -> str:
        """Locator of the first amount: "row 3, 2020" or "rows 3 to 5; row 8, 2020"."""
        return located(self.rows, self.columns[0])

    def single(self) -> Iterator["ImportedFigures"]:
        """Split the figures by year."""
        if len(self.years) == 1:
            yield self
            return
        version, line, basis, years, amounts, rounding, qualifier, document, rows, columns, note = self
        more = (rounding, qualifier, document, rows)
        for year, amount, column in zip(years, amounts, columns, strict=True):
            yield ImportedFigures(version, line, basis, (year,), (amount,), *more, (column,), note)


def singles(figures: Iterable[ImportedFigures]) -> Iterator[ImportedFigures]:
    """Split figures by year."""
    return chain.from_iterable(one.single() for one in figures)


def located(rows: Sequence[int], column: str = "") -> str:
    """Locator of rows and a column in a file: "row 3, 2020" or "rows 3 to 5; row 8, 2020"."""
    if len(rows) == 1:
        locator = f"row {rows[0]}"
    else:
        locator = "; ".join(f"row {one}" if one == last else f"rows {one} to {last}" for one, last in runs(rows))
    return f"{locator}, {column}" if column else locator


DATED = said("give --date YYYY-MM-DD: the file does not say when this was the state of the budget")
NAMED = said("give --version ID: the file does not say which version its figures are")
DATE = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9](?![0-9])")
"""A date in a file name."""


class Wanted(NamedTuple):
    """Options of an import. Blank or empty: as the files say, and all of it."""

    version: str = ""
    date: str = ""
    chapters: Collection[str] = ()
    articles: Collection[str] = ()
    years: Collection[int] = ()
    receipts: bool = False
    sheet: str = ""
    basis: str = ""

    def includes(self, chapter: str, article: str) -> bool:
        """Whether to take a chapter and article, ignoring case."""
        return _among(chapter, self.chapters) and _among(article, self.articles)

    def includes_year(self, year: int) -> bool:
        """Whether to take a budget year."""
        return not self.years or year in self.years


def _among(text: str, wanted: Collection[str]) -> bool:
    return not wanted or text.casefold() in {word.casefold() for word in wanted}


class RowCounts(NamedTuple):
    """Numbers of rows read, of rows used without stating a figure, and of rows outside the selection."""

    read: int = 0
    used: int = 0
    unwanted: int = 0


class Extract(NamedTuple):
    """Rows and figures of some files, in one currency and unit; `title` is for a new ledger. Mappings are by id.

    The `order` of a version is its `moment`; the ledger gives the next number to versions of one moment. `rejects` are
    rows and cells left out, `losses` the amounts in them. `incomplete` are cells with a part that could not be read,
    and the reason. `totals` are printed sums beside the computed ones.
    """

    currency: str | None
    unit: str | None
    title: str
    funds: Mapping[str, Fund]
    lines: Mapping[str, Line]
    versions: Mapping[str, Version]
    documents: Mapping[str, Document]
    fund_names: NamesByYear
    line_names: NamesByYear
    incomplete: Mapping[Cell, Text]
    figures: Sequence[ImportedFigures] = ()
    rejects: Sequence[LeftOut] = ()
    losses: Sequence[Loss] = ()
    counts: RowCounts = RowCounts()
    totals: Sequence[Compared] = ()
    notes: Sequence[Text] = ()

    def by_year(self) -> "Extract":
        """Copy with figures of one year each."""
        return self._replace(figures=list(singles(self.figures)))

    def noting(self, *notes: Text) -> "Extract":
        """Copy with further notes."""
        return self._replace(notes=(*self.notes, *notes))

    def rejecting(self, rejected: Sequence["RejectedFigure"]) -> "Extract":
        """Copy without unusable figures, which become rejects and losses."""
        if not rejected:
            return self
        gone = {id(one.figure) for one in rejected}
        return self._replace(
            figures=[figure for figure in self.figures if id(figure) not in gone],
            rejects=[*self.rejects, *(one.left_out(self.documents) for one in rejected)],
            losses=[*self.losses, *(lost for one in rejected for lost in one.losses)],
        )


def together(extracts: Sequence[Extract]) -> Extract:
    """Concatenate extracts. Lines, funds, versions and documents are those of the first that has them."""
    first, *others = extracts
    for other in others:
        first = first._replace(
            funds={**first.funds, **other.funds, **first.funds},
            lines={**first.lines, **other.lines, **first.lines},
            versions={**first.versions, **other.versions, **first.versions},
            documents={**first.documents, **other.documents, **first.documents},
            figures=[*first.figures, *other.figures],
            rejects=[*first.rejects, *other.rejects],
            losses=[*first.losses, *other.losses],
            counts=RowCounts(*map(sum, zip(first.counts, other.counts, strict=True))),
            totals=[*first.totals, *other.totals],
            notes=[*first.notes, *other.notes],
        )
    return first


def copied(names: NamesByYear) -> dict[str, dict[int, str]]:
    """Mutable copy of names."""
    return {id: dict(by_year) for id, by_year in names.items()}


def nothing_yet(currency: str | None, unit: str | None, title: str) -> Extract:
    """Empty extract."""
    return Extract(currency, unit, title, {}, {}, {}, {}, {}, {}, {})


class RejectedFigure(NamedTuple):
    """A figure of one year that is left out after it was read, and the reason."""

    figure: ImportedFigures
    reason: str
    message: Text

    def left_out(self, documents: Mapping[str, Document]) -> LeftOut:
        """The cell of the file that is left out."""
        file, figure = documents[self.figure.document].title, self.figure
        return LeftOut(file, figure.rows[0], figure.column, self.reason, harmless(self.message))

    @property
    def losses(self) -> tuple[Loss, ...]:
        """The amounts that are lost."""
        figure = self.figure
        scope = Scope(figure.version, figure.basis, figure.year)
        return loss(self.reason, scope, figure.amount, len(figure.rows))
