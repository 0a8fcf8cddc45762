"""A map for a file, guessed from its first rows: to be looked at and edited, with the reason for every guess."""

import json
import re
from collections.abc import Iterator, Sequence

from ukraine_budget.errors import printable
from ukraine_budget.importing.kinds import AS_IT_SEEMS, Shape, key, layout
from ukraine_budget.importing.maps.roles import Named, Roles, bases_in, roles, years_in
from ukraine_budget.importing.maps.sample import Figures, Sample, figures, sample
from ukraine_budget.importing.names import identifier
from ukraine_budget.importing.source import Source
from ukraine_budget.importing.units import says_units, unit_in
from ukraine_budget.read.notation import BASIS_WORDS, TOTAL_WORDS

CURRENCIES = {"EUR": re.compile(r"€|(?i:\beur(os?)?\b)"), "USD": re.compile(r"\$|(?i:\bUSD\b|dollars?)")}
CHAPTERS = ("chapter", "hoofdstuk", "begrotingshoofdstuk", "begrotingsnummer")
ARTICLES = ("article", "artikel", "artikelnummer", "artikel nummer")
TOTAL = re.compile(
    r"(?is)\W*(?:{words})(?!\w).*|.*(?<!\w)(?:{words})".format(words="|".join(map(re.escape, TOTAL_WORDS)))
)
"""Texts that begin or end like the name of a total, or of a part of another line."""
SUPPORT = "# support = true  # nothing says it: take off the first # if all of it is support for Ukraine"
SAID = "is said for each column of amounts"


def guess_map(source: Source, shape: Shape = AS_IT_SEEMS) -> str:
    """The TOML of a map for a file, with the reason for every guess; SourceError where the file cannot be read."""
    table = sample(source, shape)
    return "".join(f"{line}\n" for line in _map(table, roles(table)))


def _map(table: Sample, parts: Roles) -> Iterator[str]:
    written = figures([text for named in parts.amounts for text in named.column.said])
    yield f"# A map for {printable(table.source.name)}, guessed from its first rows. Look at every line, and mend it."
    if format := layout(table.source, table.shape):
        yield f"# The file is laid out as {format}: budget import {format} reads it, and knows what this map does not."
    unit = _unit(table)
    yield from _money(table, unit)
    yield from _same(parts)
    yield from _file(table)
    yield from _numbers(written)
    yield from ("", "[fund]", SUPPORT)
    yield from _line(table, parts.lines)
    yield from _version(parts)
    yield from _figure(table, parts, written.step if unit else "")
    yield from _amounts(parts)
    yield from _skips(parts.lines)


def _is(word: str, value: str | Sequence[str], reason: str) -> str:
    """A line of the map."""
    text = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return f"{word} = {text}  # {printable(reason)}"


def _not(word: str, value: str, reason: str) -> str:
    """A line that is not in force yet."""
    return f"# {_is(word, value, f'{reason}: mend it, and take off the first #')}"


def _titles(table: Sample) -> str:
    return " ".join([table.source.name, table.titles, *(column.label for column in table.columns)])


def _unit(table: Sample) -> str:
    """The unit that a column of units says throughout, or a title or the name of a column."""
    hints = [column.words[0] for column in table.columns if says_units(column.name) and len(column.words) == 1]
    return next(filter(None, map(unit_in, [*hints, _titles(table)])), "")


def _money(table: Sample, unit: str) -> Iterator[str]:
    currency = next((money for money, form in CURRENCIES.items() if form.search(_titles(table))), "")
    for word, guess, usual in (("currency", currency, "EUR"), ("unit", unit, "thousand")):
        if guess:
            yield _is(word, guess, "the name of the file, a title, or a column or its name says so")
        else:
            yield _not(word, usual, "nothing says it")
    for column in table.columns:
        if says_units(column.name) and len(column.words) > 1:
            several = printable(", ".join(column.words[:3]))
            yield f"# {printable(column.name)} changes from row to row ({several}): an import refuses that"


def _same(parts: Roles) -> Iterator[str]:
    if parts.alike and parts.month:
        yield _is("same", "add", f"months, as {parts.month.column.name} says, are added up to years")
    elif parts.alike:
        rows = "1 row has" if parts.alike == 1 else f"{parts.alike} rows have"
        yield _not("same", "add", f"{rows} the line, year and basis of another, and none is taken")


def _file(table: Sample) -> Iterator[str]:
    yield from ("", "[file]")
    if table.shape.delimiter:
        yield _is("delimiter", table.shape.delimiter, "stands as often in nearly every row")
    if table.shape.encoding:
        yield _is("encoding", table.shape.encoding, "it is not UTF-8")
    if table.shape.sheet:
        yield _is("sheet", table.shape.sheet, "as asked for")
    if table.header:
        yield f"header = {table.header}  # the last full row above the first amounts"


def _numbers(written: Figures) -> Iterator[str]:
    yield from ("", "[numbers]")
    if written.sure:
        other = f"; but {len(written.others)} only otherwise: {written.others[0]}" if written.others else ""
        reason = f"{len(written.sure)} of the amounts can be read only so: {written.sure[0]}{other}"
        yield _is("decimal", written.decimal, reason)
    elif written.decimal:
        yield _is("decimal", written.decimal, "blanks stand between thousands, and no amount has a fraction")
    elif written.unsure:
        yield _not("decimal", ".", f"{written.unsure[0]} can be read in two ways, and nothing tells")
    elif written.numbers:
        yield "# decimal: the file holds its amounts as numbers; a text that can be read in two ways would not be taken"
    else:
        yield "# decimal: no amount has a fraction; one that can be read in two ways would not be taken"
    if written.thousands:
        yield _is("thousands", written.thousands, f"as in {written.separated}")
    if written.nothing:
        yield _is("nothing", written.nothing, "stands where amounts do: it states none; or is it zero?")


def _line(table: Sample, lines: Sequence[Named]) -> Iterator[str]:
    yield from ("", "[line]")
    reasons = "; ".join(f"{named.column.name or named.field}: {named.reason}" for named in lines)
    yield _is("id", "-".join(map(_field, lines)), reasons or "no column was found that names lines")
    for word, names in (("chapter", CHAPTERS), ("article", ARTICLES)):
        if column := next((column.name for column in table.columns if key(column.name) in names), ""):
            yield _is(word, f"{{{column}}}", "by its name")
    if lines:
        name = max(lines, key=lambda named: sum(map(len, named.column.words[:100])))
        yield _is("name", _field(name), "the longest texts of these")


def _field(named: Named) -> str:
    return f"{{{named.field}}}"


def _version(parts: Roles) -> Iterator[str]:
    yield from ("", "[version]")
    column = parts.version or parts.date
    if column:
        yield _is("id", _field(column), column.reason)
    elif any(_special(parts)):
        yield _is("id", "", SAID)
    else:
        yield "# id: nothing says it, so --version ID must"
    if parts.date:
        yield _is("date", _field(parts.date), parts.date.reason)
    else:
        yield "# date: nothing says it, so --date YYYY-MM-DD must"


def _figure(table: Sample, parts: Roles, step: str) -> Iterator[str]:
    years, bases = years_in(table.titles), bases_in(table.titles)
    yield from ("", "[figure]")
    if parts.amounts and all(_year(named, parts) for named in parts.amounts):
        yield _is("year", "", SAID)
    elif parts.year:
        yield _is("year", _field(parts.year), parts.year.reason)
    elif len(years) == 1:
        yield _is("year", years.pop(), "a title says it")
    else:
        yield _is("year", "", "nothing says it: write it here, as 2026")
    if parts.amounts and all(named.hints.basis for named in parts.amounts):
        yield _is("basis", "", SAID)
    elif parts.basis:
        yield _is("basis", _field(parts.basis), parts.basis.reason)
    elif len(bases) == 1:
        yield _is("basis", bases.pop(), "a title says it")
    else:
        yield _is("basis", "", "nothing says it: write commitment or cash, or give --basis")
    if step:
        yield _is("rounding", step, "no amount has further digits; empty if they are exact")
    if parts.basis:
        yield from ("", "[values.basis]")
        for word in parts.basis.column.words:
            yield _is(json.dumps(word, ensure_ascii=False), BASIS_WORDS[word.casefold()], "a known word")


def _year(named: Named, parts: Roles) -> str:
    """The template for the year of a column of amounts, as its name tells it."""
    hints = named.hints
    if hints.distance and parts.year:
        return _field(parts.year) if hints.distance[1] == "0" else f"{{{parts.year.field}:{hints.distance}}}"
    return hints.year


def _special(parts: Roles) -> list[str]:
    """The version of each column of amounts, where year and basis do not tell these apart."""
    hints = [(_year(named, parts), named.hints.distance, named.hints.basis) for named in parts.amounts]
    if len(set(hints)) == len(hints):
        return [""] * len(hints)
    rests = [identifier(named.hints.rest) for named in parts.amounts]
    apart = all(rests) and len({(*one, rest) for one, rest in zip(hints, rests, strict=True)}) == len(hints)
    return rests if apart else [identifier(named.column.label) or identifier(named.field) for named in parts.amounts]


def _amounts(parts: Roles) -> Iterator[str]:
    if parts.amounts and all(named.column.label == named.field == named.hints.year for named in parts.amounts):
        yield from ("", "[[amounts]]")
        yield _is("columns", "(19|20|21)[0-9]{2}", "the names of these columns are years")
        yield 'figure.year = "{column}"'
        return
    for named, version in zip(parts.amounts, _special(parts), strict=True):
        yield from ("", "[[amounts]]")
        yield _is("column", named.field, named.reason)
        if year := _year(named, parts):
            yield _is("figure.year", year, f"in its name: {named.column.label}")
        elif named.hints.distance:
            yield _is("figure.year", "", f"{named.column.label}: write which year that is, as 2026")
        if named.hints.basis:
            yield _is("figure.basis", named.hints.basis, f"in its name: {named.column.label}")
        if version:
            yield _is("version.id", version, "its name: each may be a version; or is it a year, or a basis?")
    if not parts.amounts:
        yield from ("", "[[amounts]]", _is("column", "", "no column of numbers was found: name it"))


def _skips(lines: Sequence[Named]) -> Iterator[str]:
    for named in lines:
        totals = [word for word in named.column.words if TOTAL.fullmatch(word)]
        if totals:
            yield from ("", "[[skip]]", _is("column", named.field, "some of its texts are called like totals"))
            yield _is("values", totals, "their money would count twice")
            yield 'reason = "total"'
