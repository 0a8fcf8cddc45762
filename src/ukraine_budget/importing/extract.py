"""What a reader of a format hands over: an `Extract`, which each later step of an import takes and returns."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any, NamedTuple

from ukraine_budget.errors import harmless
from ukraine_budget.importing.rejects import Loss, Scope, loss
from ukraine_budget.language import Text
from ukraine_budget.model.records import Document, Fund, Line, Version
from ukraine_budget.report.importresult import Compared, LeftOut, runs

Cell = tuple[str, str, int, str]
"""A version, line, year and basis: what a figure begins with."""
NamesByYear = Mapping[str, Mapping[int, str]]
"""What the files call each line, or fund, in each budget year."""


class ImportedFigure(NamedTuple):
    """A figure for amounts.csv: the amount a plain decimal in the unit of the file.

    `cells` are the row and column of each cell that it was read from: several where amounts were added.
    """

    version: str
    line: str
    year: int
    basis: str
    amount: str
    rounding: str
    qualifier: str
    document: str
    cells: tuple[tuple[int, str], ...]
    note: str = ""

    @property
    def row(self) -> int:
        """The first row that it was read from."""
        return self.cells[0][0]

    @property
    def column(self) -> str:
        """The column of that row."""
        return self.cells[0][1]

    @property
    def locator(self) -> str:
        """Where it stands in the file."""
        return located(self.cells)


figure_of: Callable[[tuple[Any, ...]], ImportedFigure] = partial(tuple.__new__, ImportedFigure)
"""A figure of all its fields: of half a million of them, calling the class takes twice as long."""


def located(cells: Sequence[tuple[int, str]]) -> str:
    """Where in a file some cells stand, by row and column: "row 3, 2020" or "rows 3 to 5; row 8, 2020"."""
    (row, column), *more = cells
    if not more:
        return f"row {row}, {column}" if column else f"row {row}"
    if any(other != column for _, other in more):
        return "; ".join(located([cell]) for cell in cells)
    spans = runs(row for row, _ in cells)
    named = [f"row {first}" if first == last else f"rows {first} to {last}" for first, last in spans]
    return f"{'; '.join(named)}, {column}"


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
    the rows and cells that are left out, `losses` the amounts that went with them, but for `known_faults` of the
    format. `incomplete` are cells of which a part could not be read, and why. `totals` are printed sums beside those
    of what was taken.
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
    figures: Sequence[ImportedFigure] = ()
    rejects: Sequence[LeftOut] = ()
    losses: Sequence[Loss] = ()
    counts: RowCounts = RowCounts()
    totals: Sequence[Compared] = ()
    notes: Sequence[Text] = ()
    known_faults: Collection[str] = ()

    @property
    def unknown_losses(self) -> list[Loss]:
        """The losses that are no known fault of the format's files."""
        return [one for one in self.losses if one.reason not in self.known_faults]

    def noting(self, *notes: Text) -> "Extract":
        """A copy with further notes."""
        return self._replace(notes=(*self.notes, *notes))

    def rejecting(self, rejected: Sequence["RejectedFigure"]) -> "Extract":
        """A copy without figures that turn out to be unusable; they are among its rejects and losses."""
        if not rejected:
            return self
        gone = {id(one.figure) for one in rejected}
        return self._replace(
            figures=[figure for figure in self.figures if id(figure) not in gone],
            rejects=[*self.rejects, *(one.left_out(self.documents) for one in rejected)],
            losses=[*self.losses, *(lost for one in rejected for lost in one.losses)],
        )


def copied(names: NamesByYear) -> dict[str, dict[int, str]]:
    """A copy of the names that can be added to."""
    return {id: dict(by_year) for id, by_year in names.items()}


def nothing_yet(currency: str | None, unit: str | None, title: str) -> Extract:
    """The extract of no file."""
    return Extract(currency, unit, title, {}, {}, {}, {}, {}, {}, {})


class RejectedFigure(NamedTuple):
    """A figure that is left out after it was read, and why."""

    figure: ImportedFigure
    reason: str
    message: Text

    def left_out(self, documents: Mapping[str, Document]) -> LeftOut:
        """The cell of the file that is left out with it."""
        file, figure = documents[self.figure.document].title, self.figure
        return LeftOut(file, figure.row, figure.column, self.reason, harmless(self.message))

    @property
    def losses(self) -> tuple[Loss, ...]:
        """What is lost with it."""
        figure = self.figure
        scope = Scope(figure.version, figure.basis, figure.year)
        return loss(self.reason, scope, figure.amount, len(figure.cells))
