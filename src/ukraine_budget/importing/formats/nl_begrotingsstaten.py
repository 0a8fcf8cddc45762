"""The Dutch budget states, as published by the Ministry of Finance, and two lists that belong to them.

V is commitments, U is cash. O, receipts, are left out or become lines of their own.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import permutations
from typing import TypeVar

from ukraine_budget.errors import UsageError
from ukraine_budget.importing.extract import Extract, RowCounts, Wanted, singles, together
from ukraine_budget.importing.formats.nl_begrotingsstaten_older import READER, adapted, is_older, settle_totals
from ukraine_budget.importing.kinds import Shape, header, is_text, rows
from ukraine_budget.importing.maps import Map
from ukraine_budget.importing.maps.read import builtin, read_mapped, read_settled
from ukraine_budget.importing.names import identifier, settle_names
from ukraine_budget.importing.rejects import Refused, fitted, left_out
from ukraine_budget.importing.settle import settle_duplicates
from ukraine_budget.importing.source import Source
from ukraine_budget.language import joined, said

NAME = "nl-begrotingsstaten"
RECEIPT = "receipt"

Orders = Mapping[str, Sequence[int]]
"""Orders of the versions that state a non-zero amount, by basis."""
Stated = Mapping[tuple[str, int], Orders]
"""Orders by line and year."""
Record = Mapping[str, str]
Use = TypeVar("Use")


def read(sources: Sequence[Source], wanted: Wanted) -> Extract:
    """Read budget states, and apply the lists among the files to their lines."""
    shape = Shape(sheet=wanted.sheet)
    lists = {source: LISTS[kind] for source in sources for kind in LISTS if kind <= _header(source, shape)}
    states = [source for source in sources if source not in lists]
    if not states:
        raise UsageError(said("name the file with the budget states too, not only its lists"))
    map = builtin(NAME)
    if wanted.receipts:
        map = map.model_copy(update={"skip": ()})
    older = [source for source in states if is_older(_header(source, shape))]
    newer = [source for source in states if source not in older]
    read = [read_settled(map, newer, wanted, NAME)] if newer else []
    extract = together([_follow_renumbered(one) for one in (*read, *_older(map, older, wanted))])
    for source, use in lists.items():
        extract = use(source, shape, extract)
    return _part_receipts(extract)


def _older(map: Map, sources: Sequence[Source], wanted: Wanted) -> Iterator[Extract]:
    """Read files of the older layout, if there are any."""
    if sources:
        mapped = [(source, adapted(map)) for source in sources]
        extract = settle_totals(read_mapped(mapped, wanted, NAME, READER))
        yield settle_names(settle_duplicates(extract, map.same))


def _header(source: Source, shape: Shape) -> frozenset[str]:
    return frozenset(header(source, shape))


def _part_receipts(extract: Extract) -> Extract:
    """Copy with receipts on lines of their own."""
    figures = [
        figure._replace(line=_receipts(figure.line)) if figure.basis == RECEIPT else figure
        for figure in extract.figures
    ]
    used = {figure.line for figure in figures}
    lines = {}
    for line in extract.lines.values():
        id, successor = _receipts(line.line), _receipts(line.successor)
        if id in used:
            lines[id] = line._replace(
                line=id,
                name=f"{line.name}: receipts",
                name_nl=f"{line.name_nl}: ontvangsten",
                successor=successor if successor in used else "",
            )
    return extract._replace(figures=figures, lines={**extract.lines, **lines})


def _receipts(line: str) -> str:
    return f"{line}-receipts"


# Renumbered lines: the figures under one number end where those under the other begin.


def _follow_renumbered(extract: Extract) -> Extract:
    """Copy in which lines that were renumbered within a budget year have successors."""
    successors = _renumbered(extract)
    if not successors:
        return extract
    now = joined(said("{old} is now {new}", old=old, new=new) for old, new in sorted(successors.items()))
    return _with_successors(extract, successors).noting(
        said(
            "Renumbered within a year, by zeros under the one number beside figures under the other: {lines}.",
            lines=now,
        )
    )


def _with_successors(extract: Extract, successors: Mapping[str, str]) -> Extract:
    followed = {old: extract.lines[old]._replace(successor=new) for old, new in successors.items()}
    return extract._replace(lines={**extract.lines, **followed})


def _renumbered(extract: Extract) -> Mapping[str, str]:
    """Lines that were renumbered within a budget year, and their successors.

    In one fund and year two lines have the same name, and on each basis every version with a non-zero amount for the
    old one precedes all those for the new one. Ambiguous pairs are ignored.
    """
    stated = _stated(extract)
    numbers: defaultdict[str, set[str]] = defaultdict(set)
    for year, lines in _namesakes(extract):
        for old, new in permutations(lines, 2):
            if _follows(stated.get((old, year), {}), stated.get((new, year), {})):
                numbers[old].add(new)
    return {old: next(iter(new)) for old, new in numbers.items() if len(new) == 1 and not new & numbers.keys()}


def _stated(extract: Extract) -> Stated:
    orders: defaultdict[tuple[str, int], dict[str, list[int]]] = defaultdict(dict)
    for figure in singles(extract.figures):
        if Decimal(figure.amount):
            bases = orders[figure.line, figure.year]
            bases.setdefault(figure.basis, []).append(extract.versions[figure.version].order)
    return orders


def _namesakes(extract: Extract) -> Iterator[tuple[int, list[str]]]:
    """Pairs of lines of one fund that have the same name in a year."""
    groups: defaultdict[tuple[int, str, str], list[str]] = defaultdict(list)
    for line, names in extract.line_names.items():
        for year, name in names.items():
            groups[year, extract.lines[line].fund, name.casefold()].append(line)
    return ((year, lines) for (year, _, _), lines in groups.items() if len(lines) == 2)


def _follows(old: Orders, new: Orders) -> bool:
    """Whether, on every basis, the figures of one line end before those of the other begin, and both have some."""
    return bool(old and new) and all(max(old[basis]) < min(new[basis]) for basis in old.keys() & new.keys())


def _at_once(stated: Stated, old: str, new: str) -> bool:
    """Whether any version has non-zero amounts for both lines in one year, so that they are different lines."""
    years = {year for line, year in stated if line in (old, new)}
    return any(
        set(stated.get((old, year), {}).get(basis, ())) & set(orders)
        for year in years
        for basis, orders in stated.get((new, year), {}).items()
    )


# The lists: renumbered articles, and English names.


def _renamed(source: Source, shape: Shape, extract: Extract) -> Extract:
    """Copy in which renumbered articles have successors, by artikel_was_wordt.csv.

    Only rows of type "name" with both numbers in one chapter make an article another's successor. Rows of type "budget"
    say that some money moved; both articles may remain.
    """
    stated = _stated(extract)
    read, pairs = _used(source, shape, extract, lambda row: _successor(row, extract, stated))
    return _with_successors(read, dict(pairs))


def _successor(row: Record, extract: Extract, stated: Stated) -> tuple[str, str]:
    """An article and its successor; Refused if the row states none."""
    old, new = (_article(row[f"{when}_begroting"], row[f"{when}_artikelnr"]) for when in ("was", "wordt"))
    lines = extract.lines
    if row["type_wijziging"] != "name":
        message = said(
            "money moved from {old} to {new}, which does not make the one the other's successor", old=old, new=new
        )
        raise Refused("money-moved", message, expected=True)
    if "*" in row["was_artikelnr"]:
        message = said("a chapter was given another name, and its articles have no other numbers")
        raise Refused("chapter-renamed", message, expected=True)
    if old not in lines or new not in lines:
        message = said("{old} or {new} is not among the figures that were taken", old=old, new=new)
        raise Refused("no-such-article", message, expected=True)
    if lines[old].fund != lines[new].fund:
        message = said("{old} and {new} are of two chapters, whose money is never added", old=old, new=new)
        raise Refused("other-chapter", message, expected=True)
    if _at_once(stated, old, new):
        message = said("{old} and {new} have figures in one version: they are not one article", old=old, new=new)
        raise Refused("both-at-once", message, expected=True)
    return old, new


def _article(chapter: str, number: str) -> str:
    """The line of an article in a chapter written as "X, Defensie"."""
    return f"{identifier(chapter.partition(',')[0])}-art{identifier(number)}"


def _translated(source: Source, shape: Shape, extract: Extract) -> Extract:
    """Copy with English names of chapters and articles, by suppletoire_begroting.translations.csv."""
    names = {fund.fund: identifier(fund.name_nl) for fund in extract.funds.values()}
    chapters: defaultdict[str, list[str]] = defaultdict(list)
    articles: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for fund, name in names.items():
        chapters[name].append(fund)
    for line in extract.lines.values():
        articles[names[line.fund], identifier(line.name_nl)].append(line.line)
    funds = dict(extract.funds)

    def english(row: Record) -> Mapping[str, str]:
        chapter, article = identifier(row["begrotingNL"]), identifier(row["artikelNL"])
        for fund in chapters[chapter]:
            funds[fund] = funds[fund]._replace(name=row["begrotingEN"])
        if not articles[chapter, article] or not row["artikelEN"]:
            message = said(
                "no article of the chapter '{chapter}' is called '{name}'",
                chapter=row["begrotingNL"],
                name=row["artikelNL"],
            )
            raise Refused("no-such-name", message, expected=True)
        return dict.fromkeys(articles[chapter, article], row["artikelEN"])

    read, translations = _used(source, shape, extract, english)
    lines = {id: extract.lines[id]._replace(name=name) for names in translations for id, name in names.items()}
    return read._replace(funds=funds, lines={**extract.lines, **lines})


def _used(
    source: Source, shape: Shape, extract: Extract, use: Callable[[Record], Use]
) -> tuple[Extract, Sequence[Use]]:
    """Apply a function to each row of a list, by column name; rows that it refuses are left out."""
    table = rows(source, shape)
    header = next(table).cells
    uses, rejects = [], []
    for row in table:
        try:
            uses.append(use(dict(zip(header, fitted(row, header, text=is_text(source, shape)), strict=True))))
        except Refused as refused:
            rejects.append(left_out(source, row.number, refused))
    read, used, unwanted = extract.counts
    counts = RowCounts(read + len(uses) + len(rejects), used + len(uses), unwanted)
    return extract._replace(rejects=[*extract.rejects, *rejects], counts=counts), uses


LISTS: Mapping[frozenset[str], Callable[[Source, Shape, Extract], Extract]] = {
    frozenset(f"{when}_{what}" for when in ("was", "wordt") for what in ("jaar", "begroting", "artikelnr"))
    | {"type_wijziging"}: _renamed,
    frozenset({"begrotingNL", "begrotingEN", "artikelnr", "artikelNL", "artikelEN"}): _translated,
}
"""Steps that apply a list, by the columns it has."""
