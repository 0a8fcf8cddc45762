"""A view as rows that need no context: each with the name and unit of its line, and what it counts as."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import repeat

from ukraine_budget.errors import unknown
from ukraine_budget.language import ENGLISH, Language, Text, phrase, word
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.report.names import in_words, name_of
from ukraine_budget.report.table import Records, Table

WORDS: Mapping[str, Callable[[str], Text]] = {
    "basis": lambda basis: word(basis, "basis"),
    "row_type": lambda row: word(row, "row"),
    **dict.fromkeys(
        ("qualifier", "previous_qualifier", "old_qualifier", "new_qualifier"), partial(phrase, group="qualifier")
    ),
    **{group: partial(phrase, group=group) for group in ("kind", "status")},
    **{group: partial(word, group=group) for group in ("verdict", "phase", "coverage")},
}
"""The columns that hold words of ours."""
TEXTS = ("locator", "label", "note")
"""The columns that hold texts of the ledger, which may have them in other languages too."""
AT_ONCE = 10_000
"""How many rows are made at a time."""


def flat(table: Table, language: Language = ENGLISH, only: Sequence[str] = ()) -> Iterator[Records]:
    """The rows of a view in a language, with `line_name`, `unit` and `kind` last; or `only` some columns of them.

    They come some at a time, as they are made. In English the columns have their ids. UsageError for a column that is
    not there.
    """
    return (_flat(table.ledger, records, language, only) for records in table.one_list.batches(AT_ONCE))


def _flat(ledger: Ledger | None, records: Records, language: Language, only: Sequence[str]) -> Records:
    columns: dict[str, Sequence[object]] = dict(
        zip(records.fields, zip(*records.rows, strict=True) if records.rows else repeat(()), strict=False)
    )
    columns |= dict(_of_lines(ledger, columns, len(records.rows))) if ledger else {}
    for name in only:
        if name not in columns:
            raise unknown("column", name, columns)
    kept = {name: columns[name] for name in only or columns}
    if language is ENGLISH:
        return Records(tuple(kept), list(zip(*kept.values(), strict=True)), records.row)
    if ledger:
        for name in kept.keys() & set(TEXTS):
            kept[name] = [in_words(ledger, str(text)) for text in kept[name]]
    spoken = {name: [_spoken(name, value, language) for value in values] for name, values in kept.items()}
    return Records(
        tuple(language.say(word(name, "field")) for name in spoken), list(zip(*spoken.values(), strict=True))
    )


def _of_lines(ledger: Ledger, columns: Mapping[str, Sequence[object]], n: int) -> Iterator[tuple[str, list[object]]]:
    """The columns added to a list of figures; none to other lists."""
    if {"line", "basis"} <= columns.keys():
        lines = list(map(str, columns["line"]))
        names = {line: name_of(ledger.lines[line]) if line else "" for line in {*lines}}
        yield "line_name", [names[line] for line in lines]
        yield "unit", [word(ledger.unit or "", "unit")] * n
    if {"line", "basis", "row_type"} <= columns.keys():
        parts = {name for name, line in ledger.lines.items() if line.parent}
        yield "kind", [word(_kind(line, parts), "row") for line in lines]


def _kind(line: str, parts: Collection[str]) -> str:
    if not line:
        return "total"
    return "part" if line in parts else "line"


def _spoken(name: str, value: object, language: Language) -> object:
    """A value in a language; ids and numbers are the same in all."""
    if isinstance(value, bool):
        return language.say(word("yes" if value else "no", "answer"))
    if isinstance(value, tuple):
        return tuple(_spoken(name, item, language) for item in value)
    if isinstance(value, Text):
        return language.say(value)
    return language.say(WORDS[name](value)) if name in WORDS and isinstance(value, str) else value
