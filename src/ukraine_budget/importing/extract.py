"""What a reader of a format hands over: an `Extract`, which each later step of an import takes and returns."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from ukraine_budget.errors import harmless
from ukraine_budget.importing.rejects import Loss, Scope, loss
from ukraine_budget.language import Text, said
from ukraine_budget.model.records import Document, Fund, Line, Version
from ukraine_budget.report.importresult import Compared, LeftOut
from ukraine_budget.report.names import runs

Cell = tuple[str, str, int, str]
"""A version, line, year and basis."""
NamesByYear = Mapping[str, Mapping[int, str]]
"""What the files call each line, or fund, in each budget year."""


class ImportedFigures(NamedTuple):
    """What a row of a file states of a line on one basis: an amount for each of some years, in rising order.

    Amounts are plain decimals in the unit of the extract, each from one of the `columns`; if some were added, from all
    of `rows`. What is done year by year is done with figures of one year, as `single` gives them.
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
        """The first year."""
        return self.years[0]

    @property
    def amount(self) -> str:
        """The amount of the first year."""
        return self.amounts[0]

    @property
    def column(self) -> str:
        """The column of the first year."""
        return self.columns[0]

    @property
    def cell(self) -> Cell:
        """What the amount of the first year is of."""
        return self.version, self.line, self.years[0], self.basis

    @property
    def locator(self) -> str:
        """Where the amount of the first year stands in the file, as "row 3, 2020" or "rows 3 to 5 and 8, 2020"."""
        return located(self.rows, self.columns[0])

    def single(self) -> Iterator["ImportedFigures"]:
        """The figure of each year alone."""
        if len(self.years) == 1:
            yield self
            return
        version, line, basis, years, amounts, rounding, qualifier, document, rows, columns, note = self
        more = (rounding, qualifier, document, rows)
        for year, amount, column in zip(years, amounts, columns, strict=True):
            yield ImportedFigures(version, line, basis, (year,), (amount,), *more, (column,), note)


def singles(figures: Iterable[ImportedFigures]) -> Iterator[ImportedFigures]:
    """Figures, those of each year alone."""
    return chain.from_iterable(one.single() for one in figures)


def located(rows: Sequence[int], column: str = "") -> str:
    """Where in a file an amount stands: "row 3, 2020" or "rows 3 to 5; row 8, 2020"."""
    if len(rows) == 1:
        place = f"row {rows[0]}"
    else:
        place = "; ".join(f"row {one}" if one == last else f"rows {one} to {last}" for one, last in runs(rows))
    return f"{place}, {column}" if column else place


DATED = said("give --date YYYY-MM-DD: the file does not say when this was the state of the budget")
NAMED = said("give --version ID: the file does not say which version its figures are")
DATE = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9](?![0-9])")
"""A date in the name of a file."""


class Wanted(NamedTuple):
    """What the user asks of an import. Blank or empty: what the files say, and all of it."""

    version: str = ""
    date: str = ""
    chapters: Collection[str] = ()
    articles: Collection[str] = ()
    years: Collection[int] = ()
    receipts: bool = False
    sheet: str = ""
    basis: str = ""

    def includes(self, chapter: str, article: str) -> bool:
        """Whether a chapter and article are asked for, in whatever case their letters are."""
        return _among(chapter, self.chapters) and _among(article, self.articles)

    def includes_year(self, year: int) -> bool:
        """Whether a budget year is."""
        return not self.years or year in self.years


def _among(text: str, wanted: Collection[str]) -> bool:
    return not wanted or text.casefold() in {word.casefold() for word in wanted}


class RowCounts(NamedTuple):
    """Rows that were read; those that were of use without stating a figure; and those that nobody asks for."""

    read: int = 0
    used: int = 0
    unwanted: int = 0


class Extract(NamedTuple):
    """What some files say, in one currency and unit; `title` is for a new ledger. Funds, lines, versions go by id.

    The `order` of a version is its place in time, by `moment`; the ledger gives twins the next number. `rejects` are
    the rows and cells that are left out, `losses` the amounts that went with them. `incomplete` are cells of which a
    part could not be read, and why. `totals` are printed sums beside those of what was taken.
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
        """A copy whose figures are of one year each."""
        return self._replace(figures=list(singles(self.figures)))

    def noting(self, *notes: Text) -> "Extract":
        """A copy with further notes."""
        return self._replace(notes=(*self.notes, *notes))

    def rejecting(self, rejected: Sequence["RejectedFigure"]) -> "Extract":
        """A copy without some of its figures, which turn out to be unusable; they are among its rejects and losses."""
        if not rejected:
            return self
        gone = {id(one.figure) for one in rejected}
        return self._replace(
            figures=[figure for figure in self.figures if id(figure) not in gone],
            rejects=[*self.rejects, *(one.left_out(self.documents) for one in rejected)],
            losses=[*self.losses, *(lost for one in rejected for lost in one.losses)],
        )


def together(extracts: Sequence[Extract]) -> Extract:
    """Several extracts as one. What lines and funds are called is as the first has it that has them."""
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
    """A copy of the names that can be added to."""
    return {id: dict(by_year) for id, by_year in names.items()}


def nothing_yet(currency: str | None, unit: str | None, title: str) -> Extract:
    """The extract of no file."""
    return Extract(currency, unit, title, {}, {}, {}, {}, {}, {}, {})


class RejectedFigure(NamedTuple):
    """A figure of one year that is left out after it was read, and why."""

    figure: ImportedFigures
    reason: str
    message: Text

    def left_out(self, documents: Mapping[str, Document]) -> LeftOut:
        """The cell of the file that is left out with it."""
        file, figure = documents[self.figure.document].title, self.figure
        return LeftOut(file, figure.rows[0], figure.column, self.reason, harmless(self.message))

    @property
    def losses(self) -> tuple[Loss, ...]:
        """What is lost with it."""
        figure = self.figure
        scope = Scope(figure.version, figure.basis, figure.year)
        return loss(self.reason, scope, figure.amount, len(figure.rows))
