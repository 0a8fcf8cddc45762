"""The older layout of the Dutch budget states: conversion of rows to the later one, and printed totals.

A cell holds a chapter with or without its name, amounts have points between thousands, each row states its unit, and
totals (TOTAAL of a chapter, Rijk of all) are among the rows.
"""

import codecs
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from ukraine_budget.importing.extract import Cell, Extract, ImportedFigures, RejectedFigure
from ukraine_budget.importing.kinds import OLDER, Row, Shape, key
from ukraine_budget.importing.kinds import rows as rows_of
from ukraine_budget.importing.maps import Map, Numbers
from ukraine_budget.importing.maps.table import Reader
from ukraine_budget.importing.rejects import Refused
from ukraine_budget.importing.settle import Total, compare_totals
from ukraine_budget.importing.source import BROKEN, PIECE, Source
from ukraine_budget.language import Text, said
from ukraine_budget.read.problems import quoted

SINGLE_BYTE = "cp1252"
WHOLE, STATE = "totaal", "rijk"
"""Stand for a whole chapter in place of an article, and for all chapters in place of one."""
PHASES = {
    "ontwerpbegroting": "Stand ontwerpbegroting",
    "vastgestelde begroting": "Stand vastgestelde begroting",
    "1ste suppletoire begroting": "Stand eerste suppletoire",
    "2de suppletoire begroting": "Stand tweede suppletoire",
    "realisatie": "Realisatie",
}
"""Names of the columns of amounts, here and in the later layout."""
BASIS = "uitgaven (u) verplichtingen (v) ontvangsten (o)"
HEADER = (
    "Begrotingsjaar",
    "Uitgaven Ontvangsten Verplichtingen",
    "Begrotingsnummer",
    "Naam Begroting",
    "Artikel nummer",
    "Artikel",
    *PHASES.values(),
    "Valuta",
    "Grootte",
    "Daarna",
)
EURO = ("euro", "eur", "\N{EURO SIGN}", "")
ARTICLE = re.compile(r"[0-9]+")
AMOUNT = re.compile(r"-?[0-9][0-9.,]*")
BASES = ("U", "V", "O")


def is_older(header: Iterable[str]) -> bool:
    """Whether a header is of the older layout."""
    return {key(name) for name in header} >= OLDER


def adapted(map: Map) -> Map:
    """The map of the later layout, for rows converted from the older."""
    figure = map.figure.model_copy(update={"unit": "{Grootte}"})
    return map.model_copy(update={"numbers": Numbers(decimal=",", thousands="."), "figure": figure})


def rows(source: Source, shape: Shape) -> Iterator[Row]:
    """Read rows of the older layout in the columns of the later one. A chapter has its latest name."""
    table = rows_of(source, shape._replace(encoding="" if _is_utf_8(source) else SINGLE_BYTE))
    header = [key(name) for name in next(table).cells]
    names: dict[str, str] = {}
    yield Row(1, HEADER)
    for number, cells in table:
        words = [*map(str.strip, cells)]
        if not any(words) or len(words) < len(header):
            yield Row(number, cells)
        else:
            yield Row(number, _later(dict(zip(header, words, strict=False)), names, words[len(header) :]))


def _is_utf_8(source: Source) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    try:
        with source.open() as file:
            while piece := file.read(PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    except BROKEN:  # reported when its rows are read
        return True
    return True


def _later(row: Mapping[str, str], names: dict[str, str], beyond: Sequence[str]) -> tuple[str, ...]:
    """Convert a row to the columns of HEADER. Adds the name of its chapter to `names`."""
    chapter, _, name = map(str.strip, row["begrotingsstaat"].partition(","))
    article, called = row["onderdeel"], row["omschrijving"]
    if STATE in (chapter.casefold(), article.casefold(), called.casefold()):
        chapter, article = STATE, WHOLE
    elif called.casefold() == WHOLE:
        article = WHOLE
    name = names[chapter.casefold()] = name or names.get(chapter.casefold(), "")
    said_once = [row.get(name, "") for name in ("begrotingsjaar", BASIS)]
    amounts = [row.get(name, "") for name in PHASES]
    money = (row.get("valuta", ""), row.get("eenheid", ""))
    after = " ".join(filter(None, (row.get("url", ""), *beyond)))
    return (*said_once, chapter, name, article, called, *amounts, *money, after)


def check(cells: Sequence[str]) -> None:
    """Raise Refused for a row that is unidentified, or whose cells are shifted."""
    _, basis, chapter, _, article, called, *stated, currency, _, after = cells
    if not any((*stated, after)):
        return
    if AMOUNT.fullmatch(after) or AMOUNT.fullmatch(called) or (chapter in BASES and basis == chapter):
        raise Refused("shifted", said("the cells stand in other columns than they should, and are not moved"))
    if currency.casefold() not in EURO:
        raise Refused("unknown-unit", said("{text} is not the euro", text=quoted(currency)))
    if article != WHOLE and not ARTICLE.fullmatch(article):
        raise Refused("no-article", said("nothing says of which article the row is"))


READER = Reader(rows, check)


# Totals of a chapter, and of all chapters.


def settle_totals(extract: Extract) -> Extract:
    """Copy without printed totals, which are compared with the sums of their parts.

    The total of a chapter without articles stays, as a line.
    """
    extract = _without_contradictions(extract.by_year())
    articles: defaultdict[Scope, list[Cell]] = defaultdict(list)
    for figure in extract.figures:
        if not _is_total(extract, figure):
            articles[_scope(extract, figure)].append(figure.cell)
    printed = [figure for figure in extract.figures if _is_total(extract, figure)]
    alone = [one for one in printed if not _of_state(extract, one) and not articles[_scope(extract, one)]]
    totals = [_total(extract, one, articles, alone) for one in printed if one not in alone]
    gone = {id(total.figure) for total in totals}
    rejects = [RejectedFigure(total.figure, "total-of-chapter", Text()).left_out(extract.documents) for total in totals]
    kept = extract._replace(
        figures=[figure for figure in extract.figures if id(figure) not in gone],
        rejects=[*extract.rejects, *(row._replace(expected=True) for row in rejects)],
    )
    return _named(compare_totals(kept, totals))


Scope = tuple[str, str, int, str]
"""Version, fund, year and basis."""


def _is_total(extract: Extract, figure: ImportedFigures) -> bool:
    return extract.lines[figure.line].article == WHOLE


def _of_state(extract: Extract, figure: ImportedFigures) -> bool:
    return extract.lines[figure.line].fund == STATE


def _scope(extract: Extract, figure: ImportedFigures) -> Scope:
    return figure.version, extract.lines[figure.line].fund, figure.year, figure.basis


def _total(
    extract: Extract,
    figure: ImportedFigures,
    articles: Mapping[Scope, Sequence[Cell]],
    alone: Sequence[ImportedFigures],
) -> Total:
    """A printed total with its parts: for the state, all articles and chapters without articles."""
    version, fund, year, basis = _scope(extract, figure)
    parts = [*articles.get((version, fund, year, basis), ())]
    if fund == STATE:
        of_all = [cells for scope, cells in articles.items() if (scope[0], *scope[2:]) == (version, year, basis)]
        chapters = [one.cell for one in alone if (one.version, one.year, one.basis) == (version, year, basis)]
        parts = [*chain.from_iterable(of_all), *chapters]
    return Total(fund, figure, parts)


def _without_contradictions(extract: Extract) -> Extract:
    """Copy without figures of chapters that have two different totals."""
    totals: defaultdict[Scope, list[ImportedFigures]] = defaultdict(list)
    for figure in extract.figures:
        if _is_total(extract, figure):
            totals[_scope(extract, figure)].append(figure)
    twice = {scope: both for scope, both in totals.items() if len({one.amount for one in both}) > 1}
    rejected = [
        RejectedFigure(figure, "conflicting-totals", _contradiction(twice[scope]))
        for figure in extract.figures
        if (scope := _scope(extract, figure)) in twice
    ]
    return extract.rejecting(rejected)


def _contradiction(totals: Sequence[ImportedFigures]) -> Text:
    rows = " and ".join(str(one.rows[0]) for one in totals)
    return said("the total of the chapter stands in rows {rows}, and not alike", rows=rows)


def _named(extract: Extract) -> Extract:
    """Copy in which chapters without articles are named as totals."""
    lines = {
        id: line._replace(article="", name=f"{line.fund}: total", name_nl=f"{line.fund}: totaal")
        if line.article == WHOLE
        else line
        for id, line in extract.lines.items()
    }
    names = {id: names for id, names in extract.line_names.items() if extract.lines[id].article != WHOLE}
    return extract._replace(lines=lines, line_names=names)
