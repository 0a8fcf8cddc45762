"""The lists that belong to the Dutch budget states: articles that were renumbered, and names in English."""

from collections import defaultdict
from collections.abc import Callable, Mapping

from ukraine_budget.importing.fitted import fitted
from ukraine_budget.importing.found import Found
from ukraine_budget.importing.ids import identifier
from ukraine_budget.importing.refused import Refused
from ukraine_budget.importing.renumbered import at_once
from ukraine_budget.importing.rows import Shape, is_text, rows
from ukraine_budget.importing.source import Source
from ukraine_budget.language import said

Record = Mapping[str, str]


def renamed(source: Source, shape: Shape, found: Found) -> None:
    """Follow articles to their new numbers, as artikel_was_wordt.csv tells.

    Only rows of the kind "name" that give both numbers within one chapter say that an article is another's successor.
    Those of the kind "budget" say that some money moved; the articles may both remain.
    """
    _read(source, shape, found, _follow)


def _follow(row: Record, found: Found) -> None:
    old, new = (_article(row[f"{when}_begroting"], row[f"{when}_artikelnr"]) for when in ("was", "wordt"))
    if row["type_wijziging"] != "name":
        message = said(
            "money moved from {old} to {new}, which does not make the one the other's successor", old=old, new=new
        )
        raise Refused("money-moved", message, expected=True)
    if "*" in row["was_artikelnr"]:
        message = said("a chapter was given another name, and its articles have no other numbers")
        raise Refused("chapter-renamed", message, expected=True)
    if old not in found.lines or new not in found.lines:
        message = said("{old} or {new} is not among the figures that were taken", old=old, new=new)
        raise Refused("no-such-article", message, expected=True)
    if found.lines[old].fund != found.lines[new].fund:
        message = said("{old} and {new} are of two chapters, whose money is never added", old=old, new=new)
        raise Refused("other-chapter", message, expected=True)
    if at_once(found, old, new):
        message = said("{old} and {new} have figures in one version: they are not one article", old=old, new=new)
        raise Refused("both-at-once", message, expected=True)
    found.lines[old] = found.lines[old]._replace(successor=new)


def _article(chapter: str, number: str) -> str:
    """The line of an article, of a chapter written as "X, Defensie"."""
    return f"{identifier(chapter.partition(',')[0])}-art{identifier(number)}"


def translated(source: Source, shape: Shape, found: Found) -> None:
    """Give chapters and articles the English names that suppletoire_begroting.translations.csv has for their own."""
    names = {fund.fund: identifier(fund.name_nl) for fund in found.funds.values()}
    chapters: defaultdict[str, list[str]] = defaultdict(list)
    articles: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for fund, name in names.items():
        chapters[name].append(fund)
    for line in found.lines.values():
        articles[names[line.fund], identifier(line.name_nl)].append(line.line)

    def use(row: Record, found: Found) -> None:
        chapter, article = identifier(row["begrotingNL"]), identifier(row["artikelNL"])
        for fund in chapters[chapter]:
            found.funds[fund] = found.funds[fund]._replace(name=row["begrotingEN"])
        if not articles[chapter, article] or not row["artikelEN"]:
            message = said(
                "no article of the chapter '{chapter}' is called '{name}'",
                chapter=row["begrotingNL"],
                name=row["artikelNL"],
            )
            raise Refused("no-such-name", message, expected=True)
        for line in articles[chapter, article]:
            found.lines[line] = found.lines[line]._replace(name=row["artikelEN"])

    _read(source, shape, found, use)


def _read(source: Source, shape: Shape, found: Found, use: Callable[[Record, Found], None]) -> None:
    """Make use of the rows of a list, each by the names of its columns; those that are of none are left out."""
    table = rows(source, shape)
    header = next(table).cells
    for row in table:
        found.rows += 1
        try:
            use(dict(zip(header, fitted(row, header, text=is_text(source, shape)), strict=True)), found)
            found.taken += 1
        except Refused as refused:
            found.leave(source, row.place, refused)


LISTS: Mapping[frozenset[str], Callable[[Source, Shape, Found], None]] = {
    frozenset(f"{when}_{what}" for when in ("was", "wordt") for what in ("jaar", "begroting", "artikelnr"))
    | {"type_wijziging"}: renamed,
    frozenset({"begrotingNL", "begrotingEN", "artikelnr", "artikelNL", "artikelEN"}): translated,
}
"""What is done with a list, by the columns that it has."""
