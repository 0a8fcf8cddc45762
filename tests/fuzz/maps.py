"""Maps with odd words, values, templates and patterns."""

from pathlib import Path
from random import Random

import ukraine_budget
from fuzz.family import Family
from fuzz.texts import changed, text
from importing import MAP
from ukraine_budget import BudgetError
from ukraine_budget.importing.maps import parse_map

TABLE = "line,year,amount,amount 2025,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\nguns,2025,1234.5,3,4\ntanks,2026,-3,,x\n"
PARTS = {
    "": ("title", "currency", "unit", "same"),
    "file": ("kind", "delimiter", "encoding", "sheet", "header"),
    "numbers": ("decimal", "thousands", "nothing", "zero", "round"),
    "fund": ("id", "name", "name_nl", "support", "total", "note"),
    "line": ("id", "parent", "chapter", "article", "name", "note"),
    "version": ("id", "date", "moment", "phase", "coverage", "name", "follows", "note"),
    "figure": ("year", "basis", "rounding", "qualifier", "note"),
    "values.line": ("guns", "tanks"),
    "values.year": ("2025",),
}
TEMPLATES = (
    *(
        "{line}",
        "{year}",
        "{amount}",
        "{column}",
        "{column.1}",
        "{column.9}",
        "{line:.2}",
        "{line:.99}",
        "{year:+1}",
        "{year:-9999}",
    ),
    *(
        "{year:+9999}",
        "{line:01}",
        "{line:0/01/02}",
        "{line:05}",
        "{",
        "}",
        "{}",
        "{{}}",
        "{line}{year}",
        "{line.1}",
        "{no such}",
        "x {line} y",
    ),
)
PATTERNS = (
    *(
        "amount.*",
        "(.*) (20..)",
        "a{99999999999999999999}",
        "(a+)+$",
        "(" * 300 + ")" * 300,
        "[",
        "(?P<x>a)",
        "(a|aa)+$",
        ".*" * 30 + "x",
    ),
    *(
        "(?i)AMOUNT",
        "a{1,65536}b",
        "(((a{1,50}){1,50}){1,50})",
        "\\\\1",
        "(a)(?(1)b|c)",
        "(?<=a+)b",
        "\\\\p{L}",
        "[[:alpha:]]",
        "(?:)*",
        "(x*)*y",
    ),
)
SPLITS = (
    *(
        "(?P<code>.)(?P<what>.*)",
        "(?P<line>.*)",
        "(?P<year>x)",
        "(?P<column>.*)",
        "(?P<code>a|(?P<what>.*))",
        "(?P<c>)*",
    ),
    *(
        "(?P<amount>[0-9]*).*",
        "(?P<code>.{1,1000})+",
        "(?P<a>(?P<b>(?P<c>.*)))",
        "(?P<code>.*)(?P<code>.*)",
        "(?P<1>.)",
    ),
)
VALUES = (
    *(
        "true",
        "false",
        "0",
        "1",
        "-1",
        "2025",
        "1.5",
        "1e400",
        "nan",
        "inf",
        "9" * 30,
        "9" * 5000,
        "2025-01-02",
        "[]",
        "{}",
        '["a"]',
    ),
    *(
        '["", "-", "x"]',
        "[[[1]]]",
        '{a = "b"}',
        "[" * 200 + "]" * 200,
        '"utf-8"',
        '"utf-16"',
        '"utf-7"',
        '"idna"',
        '"cp1252"',
        '"base64"',
    ),
    *(
        '"csv"',
        '"json"',
        '"xlsx"',
        '"full"',
        '"partial"',
        '"cash"',
        '"one"',
        '"sum"',
        '"first"',
        '"0.01"',
        '"1"',
        '","',
        '"."',
    ),
)


def run(chosen: Random, folder: Path) -> None:
    """Import a small table by an odd map."""
    words = MAP
    for _ in range(chosen.randrange(4) + 1):
        words = _said(chosen, words)
    data = words.encode("utf-8", "surrogatepass")
    data = changed(chosen, data) if chosen.random() < 0.2 else data
    (folder / "m.toml").write_bytes(data)
    (folder / "t.csv").write_text(TABLE, encoding="utf-8")
    into = folder / "into"
    try:
        parse_map(data.decode("utf-8", "replace"), "m.toml")
        ukraine_budget.import_file(
            folder / "t.csv", map=folder / "m.toml", into=into, accept_loss=chosen.random() < 0.7
        )
    except BudgetError:
        assert not into.exists()
    else:
        assert not into.exists() or ukraine_budget.check(into).result.passes()


def _said(chosen: Random, words: str) -> str:
    """Return a map with one entry added or changed."""
    lines = words.split("\n")
    if chosen.random() < 0.5:
        at = chosen.randrange(len(lines))
        name, equals, _ = lines[at].partition(" = ")
        lines[at] = (
            f"{name} = {_value(chosen)}" if equals else chosen.choice((lines[at], "", "[[skip]]", "[[amounts]]"))
        )
        return "\n".join(lines)
    part, names = chosen.choice(list(PARTS.items()))
    said = f"{chosen.choice(names)} = {_value(chosen)}"
    if chosen.random() < 0.2:
        rule = f'[[skip]]\ncolumn = "line"\nreason = "x"\npattern = {_quoted(chosen.choice(PATTERNS))}'
        return f"{words}\n{rule}\n"
    if chosen.random() < 0.2:
        return f"{words}\n{_rule(chosen)}\n"
    if chosen.random() < 0.2:
        return f"{words}\n[[amounts]]\ncolumns = {_quoted(chosen.choice(PATTERNS))}\n{said}\n"
    head = f"[{part}]"
    if not part:
        return f"{said}\n{words}"
    return words.replace(head, f"{head}\n{said}", 1) if head in words else f"{words}\n{head}\n{said}\n"


def _rule(chosen: Random) -> str:
    """Make a rule that splits a column or finds totals."""
    column = chosen.choice(("line", "year", "amount", "code", "line.1", text(chosen)))
    if chosen.random() < 0.5:
        return f"[[split]]\ncolumn = {_quoted(column)}\npattern = {_quoted(chosen.choice(SPLITS))}"
    over = chosen.choice(("[]", '["year"]', '["line", "line"]', '["no such"]', '["code"]', "1"))
    what = chosen.choice((f"values = [{_value(chosen)}]", f"pattern = {_quoted(chosen.choice(PATTERNS))}", ""))
    return f"[[totals]]\ncolumn = {_quoted(column)}\nover = {over}\n{what}"


def _value(chosen: Random) -> str:
    what = chosen.random()
    if what < 0.4:
        return _quoted(chosen.choice(TEMPLATES))
    return chosen.choice(VALUES) if what < 0.8 else _quoted(text(chosen))


def _quoted(said: str) -> str:
    return '"' + said.replace('"', "").replace("\n", "\\n").replace("\0", "\\u0000") + '"'


FAMILY = Family("maps", run, 60, weight=20)
