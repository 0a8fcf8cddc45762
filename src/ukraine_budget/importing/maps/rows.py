"""Meaning of the words of a row: fund, line, version, basis and year of its figures."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple, cast, get_args

from ukraine_budget.errors import UsageError
from ukraine_budget.importing.extract import DATED, NAMED, Extract, Wanted, copied
from ukraine_budget.importing.kinds import FORMULA
from ukraine_budget.importing.maps import Map, Valued
from ukraine_budget.importing.maps.plan import Amounts, Band, Fillers
from ukraine_budget.importing.names import Ids, identifier, moment
from ukraine_budget.importing.rejects import Refused
from ukraine_budget.importing.units import power, scaled, unit_in
from ukraine_budget.language import joined, said, word
from ukraine_budget.model.ledger import UNITS
from ukraine_budget.model.records import Coverage, Fund, Line, Phase, Version
from ukraine_budget.read.cells import YEAR, is_date
from ukraine_budget.read.problems import quoted
from ukraine_budget.read.single import FUND, NAMES

Cells = Sequence[str]
PHASES = get_args(Phase)
"""Phases of a budget, in sequence: the order of versions of one date."""
MOST_MEANINGS = 1 << 16
"""Limit on cached meanings: every row of a table may have its own."""


class Meaning(NamedTuple):
    """Meaning of the amounts of a row in a group of columns, without their years."""

    line: str
    fund: str
    version: str
    basis: str
    power: int
    rounding: str
    qualifier: str


class Words:
    """Funds, lines and versions of the figures of a file, each described by the row of its first figure.

    Those of the files `before` it stay unchanged.
    """

    def __init__(self, map: Map, wanted: Wanted, paper: str, before: Extract) -> None:
        self.map, self.wanted, self.paper = map, wanted, paper
        self.funds, self.lines, self.versions = dict(before.funds), dict(before.lines), dict(before.versions)
        self.fund_names, self.line_names = copied(before.fund_names), copied(before.line_names)
        self._ids = {"fund": Ids(), "line": Ids(), "version": Ids()}
        self._parents: dict[str, Line] = {}
        self._fixed_years: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._noted: set[tuple[str, tuple[int, ...]]] = set()
        self._year_of, self._basis_of, self._power_of = cache(self._year), cache(self._basis), cache(self._power)
        self._meanings: dict[tuple[str, ...], Meaning] = {}

    @property
    def all_lines(self) -> dict[str, Line]:
        """All lines; first the parents that no row describes."""
        return {id: line for id, line in self._parents.items() if id not in self.lines} | self.lines

    def meaning(self, cells: Cells, column: Amounts, years: tuple[int, ...]) -> Meaning:
        """Meaning of the amounts of a row in some years, cached by the words of the row."""
        texts = tuple([fill(cells) for fill in column.meaning])
        meaning = self._meanings.get(texts)
        if meaning is None:
            if len(self._meanings) > MOST_MEANINGS:
                self._meanings.clear()
            meaning = self._meanings[texts] = self._meaning(cells, column)
        if (meaning.line, years) not in self._noted:
            self._noted.add((meaning.line, years))
            self._add_names(meaning.line, meaning.fund, cells, column, years)
        return meaning

    def _meaning(self, cells: Cells, column: Amounts) -> Meaning:
        line, fund = self.line(cells, column)
        figure, basis, power = column.figure, self.basis(cells, column), self.power(cells, column)
        rounding, qualifier = scaled(figure["rounding"](cells), power), figure["qualifier"](cells)
        return Meaning(line, fund, self.version(cells, column), basis, power, rounding, qualifier)

    def are_wanted(self, cells: Cells, column: Amounts, year: int) -> bool:
        """Whether the user wants the figures of a row in a year."""
        chapter, article = (column.line[name](cells) for name in ("chapter", "article"))
        return self.wanted.includes_year(year) and self.wanted.includes(chapter, article)

    def year(self, cells: Cells, column: Amounts) -> int:
        """Budget year of a figure."""
        return self._year_of(column.figure["year"](cells))

    def _year(self, text: str) -> int:
        word = self._word("year", text)
        if not YEAR.fullmatch(word):
            raise Refused("bad-year", said("{text} is not a year from 1900 to 2199", text=quoted(word)))
        return int(word)

    def years(self, cells: Cells, band: Band) -> tuple[int, ...]:
        """Budget years of the columns of a band."""
        years = self._fixed_years.get(band.indexes)
        if years is None:
            years = tuple([self.year(cells, column) for column in band.columns])
            if band.has_fixed_years:
                self._fixed_years[band.indexes] = years
        return years

    def basis(self, cells: Cells, column: Amounts) -> str:
        """Basis of a figure."""
        return self._basis_of(column.figure["basis"](cells))

    def _basis(self, text: str) -> str:
        basis = identifier(self._word("basis", text))
        if not basis:
            raise Refused("no-basis", said("nothing says what is counted: commitments or cash"))
        return basis

    def power(self, cells: Cells, column: Amounts) -> int:
        """Power of ten that converts amounts from the unit of the row into that of the map."""
        unit = column.figure.get("unit")
        return 0 if unit is None else self._power_of(unit(cells))

    def _power(self, text: str) -> int:
        if not self.map.unit:
            raise UsageError(said("unit: write in which unit the ledger is to be, since rows say units of their own"))
        unit = self._word("unit", text) if "unit" in self.map.values else unit_in(text) or text
        if unit not in UNITS:
            known = joined(UNITS)
            raise Refused(
                "unknown-unit", said("{text} is not one of the units {known}", text=quoted(unit), known=known)
            )
        return power(unit, self.map.unit)

    def _add_names(self, line: str, fund: str, cells: Cells, column: Amounts, years: Sequence[int]) -> None:
        """Add the names of a line and fund in some years; those of earlier rows stay."""
        for part, names in ((column.fund, self.fund_names[fund]), (column.line, self.line_names[line])):
            if new := [year for year in years if year not in names]:
                names.update(dict.fromkeys(new, _called(part, cells)))

    def line(self, cells: Cells, column: Amounts) -> tuple[str, str]:
        """Ids of the line and fund of a figure, which are added if they are new."""
        line = self._named_line(cells, column)
        if line.line not in self.lines:
            self.lines[line.line] = line
            if line.parent:  # a later row may describe it
                self._parents.setdefault(line.parent, Line(line.parent, line.fund, name=column.line["parent"](cells)))
        self.line_names.setdefault(line.line, {})
        self._add_fund(line.fund, cells, column)
        return line.line, line.fund

    def line_id(self, cells: Cells, column: Amounts) -> str:
        """Id of the line that a row names, which is not added: the row states no figure of it."""
        return self._named_line(cells, column).line

    def _named_line(self, cells: Cells, column: Amounts) -> Line:
        """The line that a row names, as its first figure describes it; without one, as this row does."""
        id, fund = self._id("line", column.line["id"](cells)), self._id("fund", column.fund["id"](cells))
        line = self.lines.get(id)
        if line is None:
            row = _filled(column.line, cells)
            parent = self._ids["line"].of(row["parent"])
            texts = (row["chapter"], row["article"], _name(row), row["name_nl"])
            return Line(id, fund, "" if parent == id else parent, *texts, note=row["note"])
        if line.fund != fund:
            raise Refused(
                "other-fund", said("the line '{line}' is of the fund '{fund}' elsewhere", line=id, fund=line.fund)
            )
        return line

    def _add_fund(self, id: str, cells: Cells, column: Amounts) -> None:
        if id not in self.funds:
            row, part = _filled(column.fund, cells), self.map.fund
            names = NAMES if id == FUND and _name(row) == row["id"] else (_name(row), row["name_nl"])
            self.funds[id] = Fund(id, *names, part.support, part.total, row["note"])
        self.fund_names.setdefault(id, {})

    def version(self, cells: Cells, column: Amounts) -> str:
        """Id of the version of a figure, which is added if it is new."""
        version = self._named_version(cells, column)
        self.versions.setdefault(version.version, version)
        return version.version

    def version_id(self, cells: Cells, column: Amounts) -> str:
        """Id of the version that a row names, which is not added: the row states no figure of it."""
        return self._named_version(cells, column).version

    def _named_version(self, cells: Cells, column: Amounts) -> Version:
        """The version that a row names, as its first figure describes it; without one, as this row does."""
        own = column.version["id"](cells)
        if not own and not self.wanted.version:
            raise UsageError(NAMED)
        id = self._id("version", "-".join(filter(None, (self.wanted.version, own))))
        return self.versions.get(id) or self._version(id, _filled(column.version, cells))

    def _version(self, id: str, row: dict[str, str]) -> Version:
        date = row["date"] and self._word("date", row["date"])
        date = date or ("" if row["moment"] else self.wanted.date)
        when = date or row["moment"]
        if not when:
            raise UsageError(DATED)
        if not is_date(when):
            raise Refused("bad-date", said("{text} is not a date such as 2025-11-27", text=quoted(when)))
        phase = self._word("phase", row["phase"])
        if phase not in PHASES:
            raise Refused(
                "unknown-phase", said("{text} is not one of {known}", text=quoted(phase), known=", ".join(PHASES))
            )
        follows = row["follows"] and self._word("follows", row["follows"])
        follows = "-".join(filter(None, (self.wanted.version, follows))) if follows else ""
        return Version(
            id,
            moment(when) + PHASES.index(phase),
            date,
            cast("Phase", phase),
            "partial" if self._part_of_fund() else cast("Coverage", row["coverage"]),
            row["name"] or id,
            row["name_nl"],
            self.paper,
            identifier(follows),
            note=row["note"],
        )

    def _part_of_fund(self) -> bool:
        """Whether the user wants parts of funds, so that versions are partial: other figures do not end."""
        by_chapter = self.map.fund.id == self.map.line.chapter
        return bool(self.wanted.articles or (self.wanted.chapters and not by_chapter))

    def _id(self, field: Valued, text: str) -> str:
        text = self._word(field, text)
        id = self._ids[field].of(text)
        if not id:
            raise Refused(f"no-{field}", said("nothing names the {field}", field=word(field, "column")))
        return id

    def _word(self, field: Valued, text: str) -> str:
        """Translate a word of the file by the map. Raises Refused for an unknown word, or a formula without value."""
        if text.startswith(FORMULA):
            raise Refused(
                "formula", said("the {field} is a formula whose value is not in the file", field=word(field, "column"))
            )
        known = self.map.values.get(field)
        if known is None:
            return text
        if text not in known:
            raise Refused(
                f"unknown-{field}",
                said("{text} is not one of the words of the map: {known}", text=quoted(text), known=", ".join(known)),
            )
        return known[text]


def _name(row: dict[str, str]) -> str:
    return row["name"] or row["name_nl"] or row["id"]


def _called(fillers: Fillers, cells: Cells) -> str:
    return fillers["name_nl"](cells) or fillers["name"](cells) or fillers["id"](cells)


def _filled(fillers: Fillers, cells: Cells) -> dict[str, str]:
    return {field: fill(cells) for field, fill in fillers.items()}
