"""A map for a file, guessed from its first rows: to be looked at and edited, with the reason for every guess."""

import json
import re
from collections.abc import Iterator, Sequence

from ukraine_budget.errors import printable
from ukraine_budget.importers.found import identifier
from ukraine_budget.importers.maps.roles import YEAR_IN_NAME, Named, Roles, roles
from ukraine_budget.importers.maps.sample import NOTHING, Sample, sample
from ukraine_budget.importers.maps.template import key
from ukraine_budget.importers.rows import AS_IT_SEEMS, Shape
from ukraine_budget.importers.source import Source
from ukraine_budget.readers.single import READS_LIKE_A_TOTAL
from ukraine_budget.readers.synonyms import BASIS_WORDS

UNITS = {
    "thousand": re.compile(r"(?i)\b(thousands?|duizend(en)?)\b|[x*] ?(€ ?)?1[.,]?000\b(?![.,]?000)"),
    "million": re.compile(r"(?i)\b(millions?|miljoen(en)?|mln)\b|1[.,]000[.,]000\b"),
    "billion": re.compile(r"(?i)\b(billions?|miljard(en)?|mld|bn)\b"),
}
CURRENCIES = {"EUR": re.compile(r"€|(?i:\beur(os?)?\b)"), "USD": re.compile(r"\$|(?i:\bUSD\b|dollars?)")}
DECIMALS = {
    ",": re.compile(
        r"[-+]?(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+),(?:[0-9]{1,2}|[0-9]{4,})|[-+]?[0-9]{1,3}(?:\.[0-9]{3}){2,}"
    ),
    ".": re.compile(
        r"[-+]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)\.(?:[0-9]{1,2}|[0-9]{4,})|[-+]?[0-9]{1,3}(?:,[0-9]{3}){2,}"
    ),
}
"""Numbers that can be read in one way only, by their decimal sign."""
SEPARATED = {
    ",": re.compile(r"[0-9],[0-9]{3}(?![0-9])"),
    ".": re.compile(r"[0-9]\.[0-9]{3}(?![0-9])"),
    " ": re.compile(r"[0-9] [0-9]{3}"),
}


def guess_map(source: Source, shape: Shape = AS_IT_SEEMS) -> str:
    """The TOML of a map for a file, with the reason for every guess; SourceError where the file cannot be read."""
    found = sample(source, shape)
    return "".join(f"{line}\n" for line in _map(found, roles(found)))


def _map(found: Sample, parts: Roles) -> Iterator[str]:
    yield f"# A map for {printable(found.source.name)}, guessed from its first rows. Look at every line, and mend it."
    yield from _money(found)
    yield from _file(found)
    yield from _numbers([text for named in parts.amounts for text in named.column.said])
    yield from _line(parts.lines)
    yield from _version(parts)
    yield from _figure(parts)
    yield from _amounts(parts)
    yield from _skips(parts.lines)


def _is(word: str, value: str | Sequence[str], reason: str) -> str:
    """A line of the map."""
    said = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    return f"{word} = {said}  # {printable(reason)}"


def _money(found: Sample) -> Iterator[str]:
    said = " ".join([found.source.name, found.titles, *(column.name for column in found.columns)])
    for word, known in (("currency", CURRENCIES), ("unit", UNITS)):
        guess = next((value for value, form in known.items() if form.search(said)), "")
        if guess:
            yield _is(word, guess, "the name of the file, a title or the name of a column says so")
        else:
            yield f"# {_is(word, next(iter(known)), 'nothing says it: mend it, and take off the first #')}"


def _file(found: Sample) -> Iterator[str]:
    yield from ("", "[file]")
    if found.shape.encoding:
        yield _is("encoding", found.shape.encoding, "it is not UTF-8")
    if found.shape.sheet:
        yield _is("sheet", found.shape.sheet, "as asked for")
    if found.header:
        yield f"header = {found.header}  # the first row that is nearly as full as any"


def _numbers(texts: Sequence[str]) -> Iterator[str]:
    yield from ("", "[numbers]")
    sure = {sign: [text for text in texts if form.fullmatch(text)] for sign, form in DECIMALS.items()}
    decimal = max(sure, key=lambda sign: (len(sure[sign]), sign))
    if sure[decimal]:
        yield _is("decimal", decimal, f"{len(sure[decimal])} amounts can be read only so, as {sure[decimal][0]}")
    else:
        yield _is("decimal", decimal, "no amount tells: look whether any has a fraction")
    for sign, form in SEPARATED.items():
        if sign != decimal and (example := next(filter(form.search, texts), "")):
            yield _is("thousands", sign, f"as in {example}")
            break
    if nothing := [word for word in NOTHING if word in {text.casefold() for text in texts}]:
        yield _is("nothing", nothing, "stands where amounts do: it states none; or is it zero?")


def _line(lines: Sequence[Named]) -> Iterator[str]:
    yield from ("", "[line]")
    reasons = "; ".join(f"{named.column.name or named.field}: {named.reason}" for named in lines)
    yield _is("id", "-".join(_field(named) for named in lines), reasons or "no column was found that names lines")
    if lines:
        name = max(lines, key=lambda named: sum(map(len, named.column.words[:100])))
        yield _is("name", _field(name), "the longest texts of these")


def _field(named: Named) -> str:
    return f"{{{named.field}}}"


def _version(parts: Roles) -> Iterator[str]:
    yield from ("", "[version]")
    if parts.version:
        yield _is("id", _field(parts.version), parts.version.reason)
    elif parts.kind == "version":
        yield _is("id", "{column}", "each column of amounts may be a version: or is it a year, or a basis?")
    else:
        yield "# id: nothing says it, so --version ID must"
    yield "# date: nothing says it, so --date YYYY-MM-DD must"


def _figure(parts: Roles) -> Iterator[str]:
    yield from ("", "[figure]")
    if parts.kind == "year":
        yield _is("year", "", "is said for each column of amounts")
    elif parts.year:
        yield _is("year", _field(parts.year), parts.year.reason)
    else:
        yield _is("year", "", "nothing says it: write it here, as 2026")
    if parts.kind == "basis":
        yield _is("basis", "", "is said for each column of amounts")
    elif parts.basis:
        yield _is("basis", _field(parts.basis), parts.basis.reason)
        yield from ("", "[values.basis]")
        for word in parts.basis.column.words:
            yield _is(json.dumps(word, ensure_ascii=False), BASIS_WORDS[word.casefold()], "a known word")
    else:
        yield _is("basis", "", "nothing says it: write commitment or cash")


def _amounts(parts: Roles) -> Iterator[str]:
    if parts.kind == "year" and all(
        named.column.name == named.field and named.field.isdigit() for named in parts.amounts
    ):
        yield from ("", "[[amounts]]")
        yield _is("columns", "(19|20|21)[0-9]{2}", "the names of these columns are years")
        yield 'figure.year = "{column}"'
        return
    for named in parts.amounts:
        yield from ("", "[[amounts]]")
        yield _is("column", named.field, named.reason)
        if parts.kind == "year" and (year := YEAR_IN_NAME.fullmatch(named.column.name)):
            yield _is("figure.year", year[1], "in its name")
        if parts.kind == "basis":
            yield _is("figure.basis", BASIS_WORDS[key(named.column.name)], "its name")
        if parts.kind == "version":
            yield _is("version.id", identifier(named.column.name), "its name")
    if not parts.amounts:
        yield from ("", "[[amounts]]", _is("column", "", "no column of numbers was found"))


def _skips(lines: Sequence[Named]) -> Iterator[str]:
    for named in lines:
        totals = [word for word in named.column.words if READS_LIKE_A_TOTAL.search(word)]
        if totals:
            yield from ("", "[[skip]]", _is("column", named.field, "some of its texts are called like totals"))
            yield _is("values", totals[:20], "their money would count twice")
            yield 'reason = "total"'
