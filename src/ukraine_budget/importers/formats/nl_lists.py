"""The lists that belong to the Dutch budget states: articles that were renumbered, and names in English."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from ukraine_budget.analysis.imported import LeftOut
from ukraine_budget.importers.found import Found, identifier
from ukraine_budget.importers.renumbered import at_once
from ukraine_budget.importers.rows import rows
from ukraine_budget.importers.source import Source
from ukraine_budget.model.message import Text, said

Record = Mapping[str, str]


def renamed(source: Source, found: Found) -> None:
    """Follow articles to their new numbers, as artikel_was_wordt.csv tells.

    Only rows of the kind "name" that give both numbers within one chapter say that an article is another's successor.
    Those of the kind "budget" say that some money moved; the articles may both remain.
    """
    for place, row in _records(source, found):
        old, new = (_article(row[f"{when}_begroting"], row[f"{when}_artikelnr"]) for when in ("was", "wordt"))
        reason = _not_a_successor(row, old, new, found)
        if reason:
            _leave(found, source, place, *reason)
        else:
            found.lines[old] = found.lines[old]._replace(successor=new)
            found.taken += 1


def _not_a_successor(row: Record, old: str, new: str, found: Found) -> tuple[str, Text] | None:
    if row["type_wijziging"] != "name":
        message = said(
            "money moved from {old} to {new}, which does not make the one the other's successor", old=old, new=new
        )
        return "money-moved", message
    if "*" in row["was_artikelnr"]:
        return "chapter-renamed", said("a chapter was given another name, and its articles have no other numbers")
    if old not in found.lines or new not in found.lines:
        return "no-such-article", said("{old} or {new} is not among the figures that were taken", old=old, new=new)
    if found.lines[old].fund != found.lines[new].fund:
        message = said("{old} and {new} are of two chapters, whose money is never added", old=old, new=new)
        return "other-chapter", message
    if at_once(found, old, new):
        message = said("{old} and {new} have figures in one version: they are not one article", old=old, new=new)
        return "both-at-once", message
    return None


def _article(chapter: str, number: str) -> str:
    """The line of an article, of a chapter written as "X, Defensie"."""
    return f"{identifier(chapter.partition(',')[0])}-art{identifier(number)}"


def translated(source: Source, found: Found) -> None:
    """Give chapters and articles the English names that suppletoire_begroting.translations.csv has for their own."""
    chapters = {fund.fund: identifier(fund.name_nl) for fund in found.funds.values()}
    articles: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for line in found.lines.values():
        articles[chapters[line.fund], identifier(line.name_nl)].append(line.line)
    for place, row in _records(source, found):
        chapter, article = identifier(row["begrotingNL"]), identifier(row["artikelNL"])
        _name_chapter(found, chapters, chapter, row["begrotingEN"])
        lines = articles[chapter, article]
        if not lines or not row["artikelEN"]:
            message = said(
                "no article of the chapter '{chapter}' is called '{name}'",
                chapter=row["begrotingNL"],
                name=row["artikelNL"],
            )
            _leave(found, source, place, "no-such-name", message)
            continue
        found.taken += 1
        found.lines |= {line: found.lines[line]._replace(name=row["artikelEN"]) for line in lines}


def _name_chapter(found: Found, chapters: Mapping[str, str], chapter: str, name: str) -> None:
    for fund, known in chapters.items():
        if known == chapter:
            found.funds[fund] = found.funds[fund]._replace(name=name)


def _records(source: Source, found: Found) -> Iterator[tuple[int, Record]]:
    """The rows of a list by its header, each with its line; they count as read."""
    table = rows(source)
    header = next(table).cells
    for row in table:
        found.rows += 1
        yield row.place, dict(zip(header, row.cells, strict=False))


def _leave(found: Found, source: Source, place: int, reason: str, message: Text) -> None:
    found.left_out.append(LeftOut(source.name, place, "", reason, message, expected=True))
