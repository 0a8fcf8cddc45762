"""Writing of a map: certain guesses with their reason; doubtful or missing ones commented out."""

import json
from collections.abc import Iterator, Mapping, Sequence

from ukraine_budget.errors import printable
from ukraine_budget.importing.kinds import key, layout
from ukraine_budget.importing.maps.guess import words
from ukraine_budget.importing.maps.guess.amounts import Amount
from ukraine_budget.importing.maps.guess.money import currencies, says_currency, unit_of, unit_of_row
from ukraine_budget.importing.maps.guess.named import Named, field
from ukraine_budget.importing.maps.guess.numbers import Figures, figures
from ukraine_budget.importing.maps.guess.roles import Roles
from ukraine_budget.importing.maps.guess.table import Column, Table
from ukraine_budget.importing.maps.guess.words import bases_in, years_in

CHAPTERS = ("chapter", "hoofdstuk", "begrotingshoofdstuk", "begrotingsnummer", "einzelplan", "chapitre", "capítulo")
ARTICLES = ("article", "artikel", "artikelnummer", "artikel nummer", "kapitel", "artículo", "articolo", "artigo")
YEARS = "(19|20|21)[0-9]{2}"
SUPPORT = "# support = true  # nothing says it: take off the first # if all of it is support for Ukraine"
SAID = "is said for each column of amounts"


def written(table: Table, parts: Roles) -> Iterator[str]:
    """Write the lines of a map."""
    unit = unit_of(table, parts)
    columns = [one.column for one in parts.amounts]
    how = figures([text for one in columns for text in one.said], [text for one in columns for text in one.words])
    yield f"# A map for {printable(table.source.name)}, guessed from its {_rows(table.rows)}. Look at every line."
    yield "# What stands behind a # is doubtful, or for you to say: mend it, and take off the first #."
    if format := layout(table.header.names):
        yield f"# The file is laid out as {format}: budget import {format} reads it, and knows what this map does not."
    yield from _money(table, parts, unit, how.signs)
    yield from _same(parts)
    yield from _file(table)
    yield from _numbers(how)
    yield from _fund(parts)
    yield from _line(table, parts)
    yield from _version(parts)
    yield from _figure(table, parts, _steps(parts, how) if unit else [""])
    yield from _values(parts)
    yield from _amounts(table, parts)
    yield from _left(parts)
    yield from _units(table)
    yield from _repeating(parts)


def _rows(number: int) -> str:
    return "1 row" if number == 1 else f"{number:,} rows"


def _is(word: str, value: str | Sequence[str], reason: str) -> str:
    """A line of the map."""
    return f"{word} = {_quoted(value)}  # {printable(reason)}"


def _not(word: str, value: str, reason: str) -> str:
    """A line of the map, commented out."""
    return f"# {_is(word, value, reason)}"


def _quoted(value: str | Sequence[str]) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _money(table: Table, parts: Roles, unit: str, signs: Sequence[str]) -> Iterator[str]:
    known = currencies(table, parts, signs)
    if len(known) == 1:
        yield _is("currency", known.pop(), "the name of the file, a title, a column or its name, or a sign says so")
    elif known:
        yield _not("currency", "", f"there are several: {', '.join(sorted(known))}; import the rows of each alone")
    else:
        yield _not("currency", "", "nothing says it: three capitals, such as EUR")
    if unit and parts.unit and len(parts.unit.column.words) > 1:
        yield _is("unit", unit, f"of the ledger: the smallest of those in {parts.unit.column.name}")
    elif unit:
        yield _is("unit", unit, "the name of the file, a title, or a column or its name says so")
    elif says_currency(table):
        yield _not("unit", "one", "a title says the currency, and no unit")
    else:
        yield _not("unit", "", "nothing says it: one, thousand, million or billion")


def _same(parts: Roles) -> Iterator[str]:
    if parts.moments.month and not parts.alike:
        yield _is("same", "add", f"months, as {parts.moments.month.column.name} says, are added up to years")
    elif parts.alike:
        rows = f"{_rows(parts.alike)} {'has' if parts.alike == 1 else 'have'}"
        same = "repeat" if parts.repeats else "add"
        which = f", {parts.repeats:,} of them to the letter" if parts.repeats else ""
        yield _not(
            "same", same, f"{rows} the line, year and basis of another{which}: repeat, add or refuse (none is taken)"
        )


def _file(table: Table) -> Iterator[str]:
    yield from ("", "[file]")
    if table.shape.delimiter:
        yield _is("delimiter", table.shape.delimiter, "stands as often in nearly every row")
    if table.shape.encoding:
        yield _is("encoding", table.shape.encoding, "it is not UTF-8")
    if table.shape.sheet:
        yield _is("sheet", table.shape.sheet, "as asked for")
    if len(table.header.rows) > 1:
        yield f"header = {list(table.header.rows)}  # the last full row above the first amounts, and names above it"
    elif table.header.rows[0]:
        yield f"header = {table.header.rows[0]}  # the last full row above the first amounts"


def _numbers(how: Figures) -> Iterator[str]:
    yield from ("", "[numbers]")
    if how.sure:
        other = f"; but {len(how.others):,} only otherwise: {how.others[0]}" if how.others else ""
        reason = f"{len(how.sure):,} of the amounts can be read only so: {how.sure[0]}{other}"
        yield _is("decimal", how.decimal, reason)
    elif how.decimal:
        yield _is("decimal", how.decimal, "blanks stand between thousands, and no amount has a fraction")
    elif how.unsure:
        yield _not("decimal", ".", f"{how.unsure[0]} can be read in two ways, and nothing tells")
    elif how.numbers:
        yield "# decimal: the file holds its amounts as numbers; a text that can be read in two ways would not be taken"
    else:
        yield "# decimal: no amount has a fraction; one that can be read in two ways would not be taken"
    yield from _signs(how)


def _signs(how: Figures) -> Iterator[str]:
    """Marks in and beside amounts, and texts in their place."""
    if how.lacking:
        some = f"{len(how.lacking):,} of the amounts, such as {how.lacking[0]}, may lack digits and are not taken"
        yield f"# {some}: in the program that wrote the file, show them in full and save it again"
    if how.parentheses:
        example = printable(how.parentheses[0])
        yield f"# parentheses = true  # some are as {example}: take off the first # if these are below zero"
    if how.thousands:
        yield _is("thousands", how.thousands, f"as in {how.separated}")
    if how.nothing:
        yield _is("nothing", how.nothing, "stands where amounts do: it states none; or is it zero?")
    if how.signs:
        yield _is("marks", how.signs, "stands beside amounts, and is no part of them")
    if how.marks:
        yield f"# marks: {', '.join(how.marks)} too; an amount is not taken until its mark is named, and then loses it"


def _steps(parts: Roles, how: Figures) -> list[str]:
    """Rounding of amounts in the unit of their row, for each unit."""
    if not parts.unit:
        return [how.step]
    texts = [pair for one in parts.amounts for pair in zip(parts.unit.column.cells, one.column.cells, strict=True)]
    units = dict.fromkeys(unit for unit, _ in texts)
    return sorted({figures([text for unit, text in texts if unit == own]).step for own in units})


def _fund(parts: Roles) -> Iterator[str]:
    yield from ("", "[fund]", SUPPORT)
    if any(one.part and not one.summed and not one.doubt for one in parts.amounts):
        yield "total = false  # several columns may count the same money: take this line away if all may be added"
    elif parts.sums:
        some = f"{_rows(len(parts.sums))} {'is' if len(parts.sums) == 1 else 'are'} the sum of rows above or below"
        yield f"total = false  # {some}, such as {printable(parts.sums[0])}: skip them, then take this line away"


def _line(table: Table, parts: Roles) -> Iterator[str]:
    yield from ("", "[line]")
    reasons = "; ".join(f"{named.column.name or named.field}: {named.reason}" for named in parts.lines)
    yield _is("id", _line_id(parts), reasons or "no column was found that names lines")
    for word, names in (("chapter", CHAPTERS), ("article", ARTICLES)):
        columns = (one for one in table.columns if key(one.name) in names and one not in _of_amounts(parts))
        if column := next(columns, None):
            yield _is(word, f"{{{field(table, column)}}}", "by its name")
    if parts.names:
        yield _is("name", ", ".join(map(_field, parts.names)), "what these are called")


def _line_id(parts: Roles) -> str:
    return "-".join(map(_field, parts.lines))


def _of_amounts(parts: Roles) -> list[Column]:
    return [one.column for one in parts.amounts]


def _field(named: Named) -> str:
    return f"{{{named.field}}}"


def _version(parts: Roles) -> Iterator[str]:
    yield from ("", "[version]")
    when = parts.moments
    if columns := when.versions or (when.date and (when.date,)):
        reason = "; ".join(dict.fromkeys(column.reason for column in columns))
        yield _is("id", "-".join(map(_field, columns)), reason)
    elif any(one.version and not one.doubt for one in parts.amounts):
        yield _is("id", "", SAID)
    else:
        yield "# id: nothing says it, so --version ID must"
    if parts.moments.date:
        yield _is("date", _field(parts.moments.date), parts.moments.date.reason)
    else:
        yield "# date: nothing says it, so --date YYYY-MM-DD must"
    if when.phased and when.phases:
        line = _is("phase", _field(when.phased), "its words say which")
        yield line if all(when.phases.values()) else f"# {line}"


def _figure(table: Table, parts: Roles, steps: Sequence[str]) -> Iterator[str]:
    sure = [one for one in parts.amounts if not one.doubt]
    years, bases = years_in(table.header.titles), bases_in(table.header.titles)
    yield from ("", "[figure]")
    if sure and all(_year(one, parts) for one in sure):
        yield _is("year", "", SAID)
    elif parts.moments.year:
        yield _is("year", _field(parts.moments.year), parts.moments.year.reason)
    elif len(years) == 1:
        yield _is("year", years.pop(), "a title says it")
    else:
        yield _is("year", "", "nothing says it: write it here, as 2026")
    if sure and all(one.hints.basis for one in sure):
        yield _is("basis", "", SAID)
    elif parts.basis:
        yield _is("basis", _field(parts.basis.named), parts.basis.named.reason)
    elif len(bases) == 1:
        yield _is("basis", bases.pop(), "a title says it")
    else:
        yield _is("basis", "", "nothing says it: write commitment or cash, or give --basis")
    if parts.unit and len(parts.unit.column.words) > 1:
        yield _is("unit", _field(parts.unit), "it changes from row to row")
    if len(steps) > 1:
        yield _not("rounding", steps[-1], f"as far as it is the same in every unit: amounts end at {', '.join(steps)}")
    elif steps[0]:
        yield _is("rounding", steps[0], "no amount has further digits; empty if they are exact")


def _values(parts: Roles) -> Iterator[str]:
    phases = parts.moments.phases
    if all(phases.values()):
        yield from _meanings("phase", phases, {}) if phases else ()
    else:
        yield from ("", "# [values.phase]")
        yield from (
            _not(_quoted(text), phase, "a known word" if phase else "no known word") for text, phase in phases.items()
        )
    if parts.basis:
        yield from _meanings("basis", parts.basis.sure, parts.basis.unsure)
    if parts.unit and len(parts.unit.column.words) > 1:
        units = {text: unit_of_row(text) for text in parts.unit.column.words}
        sure = {text: unit for text, unit in units.items() if unit}
        yield from _meanings("unit", sure, {text: "" for text in units if text not in sure})


def _meanings(field: str, sure: Mapping[str, str], unsure: Mapping[str, str]) -> Iterator[str]:
    yield from ("", f"[values.{field}]")
    for text, meaning in sure.items():
        yield _is(_quoted(text), meaning, "a known word")
    for text, meaning in unsure.items():
        yield _not(_quoted(text), meaning, _doubt(text, meaning))


def _doubt(text: str, meaning: str) -> str:
    if not meaning:
        return "not a known word: its rows are not taken"
    return (
        "costs are cash only where they are what is paid"
        if words.folded(text) in words.COSTS
        else "a known word begins so"
    )


def _year(one: Amount, parts: Roles) -> str:
    """Template for the year of a column of amounts, from its name."""
    if one.hints.distance and parts.moments.year:
        bare = one.hints.distance[1] == "0"
        return _field(parts.moments.year) if bare else f"{{{parts.moments.year.field}:{one.hints.distance}}}"
    return one.hints.year


def _amounts(table: Table, parts: Roles) -> Iterator[str]:
    bases = {one.hints.basis for one in parts.amounts}
    if len(bases) == 1 and all(one.column.name == one.hints.year and not one.version for one in parts.amounts):
        yield from ("", "[[amounts]]")
        yield _is("columns", YEARS, "the names of these columns are years")
        yield 'figure.year = "{column}"'
        if basis := bases.pop():
            yield _is("figure.basis", basis, "in a row above these names")
        return
    for one in parts.amounts:
        lines = ["[[amounts]]", *_column(table, parts, one)]
        yield from ("", *(f"# {line}" if one.doubt else line for line in lines))
        if one.follows and not one.because:
            yield _not("version.follows", one.follows, "does this follow that? Nothing else tells which is the newer")
    if all(one.doubt for one in parts.amounts):
        yield from ("", "[[amounts]]", _is("column", "", "no column was found that holds amounts for certain: name it"))


def _column(table: Table, parts: Roles, one: Amount) -> Iterator[str]:
    name, hints = one.column.name, one.hints
    yield _is("column", field(table, one.column), one.doubt or one.reason)
    if year := _year(one, parts):
        yield _is("figure.year", year, f"in its name: {name}")
    elif hints.distance:
        yield _is("figure.year", "", f"{name}: write which year that is, as 2026")
    if hints.basis:
        yield _is("figure.basis", hints.basis, f"in its name: {name}")
    elif one.doubt:
        yield _is("figure.basis", "", "write commitment or cash")
    if one.version:
        yield _is("version.id", one.version, "its name: each of these columns may be a version")
    if one.version and one.phase:
        yield _is("version.phase", one.phase, f"in its name: {name}" if hints.phase else "that of the column beside it")
    if one.because:
        yield _is("version.follows", one.follows, one.because)
    if one.part:
        yield _is("line.id", f"{_line_id(parts)}-{one.part}", "its name: each of these columns may be a line")
        yield _is("line.name", ", ".join([*map(_field, parts.names), name]), "and is called so")
        if one.summed:
            yield _is("line.parent", _line_id(parts), "the amounts of these columns add up to those of another")


def _left(parts: Roles) -> Iterator[str]:
    """Comment on numeric columns that are not taken, with the reasons."""
    if parts.left:
        reasons = "; ".join(f"{column.name or f'#{column.index + 1}'} ({reason})" for column, reason in parts.left)
        yield from ("", f"# Numbers that are not taken: {printable(reasons)}.")


def _units(table: Table) -> Iterator[str]:
    """Skip rule for the row of units below the header."""
    if table.header.units:
        index, text = next((n, cell.strip()) for n, cell in enumerate(table.header.units.cells) if cell.strip())
        yield from ("", "[[skip]]")
        yield _is("column", field(table, table.columns[index]), "the row below the header says nothing but units")
        yield _is("values", [text], "what it says there")
        yield _is("reason", "unit", "it is no row of amounts")


def _repeating(parts: Roles) -> Iterator[str]:
    """Rules for rows that are totals, or parts of others."""
    for one in parts.repeating:
        yield from ("", "[[skip]]" if one.reason else "[[totals]]")
        yield _is("column", one.named.field, one.named.reason)
        counted = "no amounts of their own" if one.reason == "difference" else "their money would count twice"
        yield _is("values", one.texts, counted)
        if one.reason:
            yield f'reason = "{one.reason}"'
        elif one.over:
            yield _is("over", [named.field for named in one.over], "their parts say the same in these columns")
