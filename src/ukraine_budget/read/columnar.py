"""Large CSV files as arrays, where nothing is to be said of any cell.

This reader only ever says yes. A file in which anything is out of the ordinary, be it wrong or only rare, is left to
the one that reads cell by cell and knows what to say of it: so the rules and the messages are in one place, and a file
that is as it should be, as nearly every large one is, costs a fraction.
"""

import csv
import importlib.util
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from ukraine_budget.figures.amounts import DIGITS, Amounts, largest
from ukraine_budget.figures.column import Coded, Integers, Texts, grouped, joint
from ukraine_budget.figures.stated import WORDS, Figures
from ukraine_budget.read.gate import are_stripped, fields, is_free, value_of
from ukraine_budget.read.numbers import MOST_DIGITS, Grammar
from ukraine_budget.read.schema import AMOUNTS, KEYS, Row
from ukraine_budget.read.sheet import MOST_COLUMNS, Sheet, delimiter_of

if TYPE_CHECKING:
    import pyarrow as pa


LARGE = 10 << 20
"""From how many bytes on a file is worth the time that importing pyarrow takes."""
BLOCK = 1 << 16
"""How many bytes are looked at together: as many as the processor keeps at hand."""
MOST_BYTES = (1 << 31) - 1
"""Of the texts of a column, with what tells where they end, that Arrow holds in one piece."""
TEXTS = ("amount", "locator", "note")
"""The fields whose cells are mostly different from each other."""
KEY = KEYS[AMOUNTS]
PLAIN, PLAIN_WHOLE = r"^-?[0-9]{1,15}(\.[0-9]{1,15})?$", r"^-?[0-9]{1,15}$"
MINUS_ZERO = r"^-[0.]*$"

NONE: Mapping[str, Any] = MappingProxyType({})
Column = Coded[Any] | Texts | Amounts
Places = Mapping[str, int]
"""The number of the column of each field."""


def is_large(path: Path) -> bool:
    """Whether a file is large, and there is what reads it as arrays."""
    return path.is_file() and path.stat().st_size >= LARGE and importlib.util.find_spec("pyarrow") is not None


def head(path: Path, meanings: Mapping[str, str], delimiter: str = "") -> tuple[Sheet, Places] | None:
    """The header of a CSV file as a sheet without rows, and the column of each field; None where it is unusual."""
    with path.open("rb") as file:
        line = file.readline(BLOCK)
    if not line.endswith(b"\n"):
        return None
    try:
        text = line.decode("utf-8-sig").rstrip("\r\n")
    except UnicodeDecodeError:
        return None
    delimiter = delimiter or delimiter_of(text)
    names = [name.strip() for name in text.split(delimiter)]
    if '"' in text or "\r" in text or not all(names) or len(names) > MOST_COLUMNS:
        return None
    sheet = Sheet(str(path), text, delimiter, names, [()] * len(names), [1])
    places, problems = fields(sheet, meanings)
    return None if problems else (sheet, places)


def columns(
    path: Path,
    shown: str,
    header: tuple[Sheet, Places],
    model: type[Row],
    grammar: Grammar,
    *,
    names: Mapping[str, Collection[str] | None] = NONE,
    defaults: Mapping[str, str] = NONE,
) -> Figures | None:
    """The figures of a CSV file whose columns mean fields of a model; None where it is to be read cell by cell.

    `shown` is the file in messages; `names` are those that a field may name, where it names something; `defaults` what
    fields are in every row that have no column.
    """
    sheet, places = header
    needed = {"amount", *(field for field, rule in model.model_fields.items() if rule.is_required())}
    if not needed <= {*places, *defaults}:
        return None
    lines = _lines(path, sheet.delimiter.encode())
    table = _table(path, sheet, places) if lines else None
    if table is None or table.num_rows + 1 != lines or not is_plain(table.column(places["amount"]), grammar):
        return None
    found: dict[str, Any] = {}
    for field in model.model_fields:
        if field in places:
            column = column_of(table.column(places[field]), model, field, grammar)
        else:
            value = defaults.get(field, model.model_fields[field].get_default())
            column = Coded.constant(value, table.num_rows)
        if column is None or not is_known(column, names.get(field)):
            return None
        found[field] = column
    if not is_key([found[field] for field in KEY]):
        return None
    blank: dict[str, Any] = {name: Coded.constant("", table.num_rows) for name in WORDS if name not in found}
    blank |= {name: Texts.blank(table.num_rows) for name in TEXTS if name not in found}
    return Figures(**blank, **found, file=shown, line_numbers=range(2, table.num_rows + 2))


def _lines(path: Path, delimiter: bytes) -> int | None:
    """The number of lines of a file; None where it has a NUL, or quotes that are not around whole cells.

    Where there are as many rows as lines, no cell is of several.
    """
    found, block = 0, b"\n"
    with path.open("rb") as file:
        while more := file.read(BLOCK):
            block = more + file.readline()
            if b"\0" in block or (b'"' in block and not _is_well_quoted(block, delimiter)):
                return None
            found += int(np.count_nonzero(np.frombuffer(block, np.uint8) == ord("\n")))
            if b"\r" in block:
                found += block.count(b"\r") - block.count(b"\r\n")
    return found if block.endswith((b"\n", b"\r")) else found + 1


def _is_well_quoted(lines: bytes, delimiter: bytes) -> bool:
    text = np.frombuffer(b"\n" + lines + b"\n", np.uint8)
    quotes = np.flatnonzero(text == ord('"'))
    if len(quotes) % 2:
        return False
    around = np.zeros(256, np.bool_)
    around[[*delimiter, *b"\r\n"]] = True
    begins, ends = quotes[0::2], quotes[1::2]
    doubled = begins[1:] - ends[:-1] == 1
    before, after = around[text[begins - 1]], around[text[ends + 1]]
    before[1:] |= doubled
    after[:-1] |= doubled
    return bool(before.all() and after.all())


def _table(path: Path, sheet: Sheet, places: Places) -> "pa.Table | None":
    """The cells of a file by the numbers of its columns, few distinct ones coded; None where its rows are unequal."""
    import pyarrow as pa  # noqa: PLC0415  # for large files only
    import pyarrow.csv  # noqa: PLC0415  # likewise

    names = [str(number) for number in range(len(sheet.header))]
    texts = {str(places[field]) for field in TEXTS if field in places}
    kinds = {name: pa.string() if name in texts else pa.dictionary(pa.int32(), pa.string()) for name in names}
    try:
        return pa.csv.read_csv(
            path,
            pa.csv.ReadOptions(use_threads=False, block_size=16 * BLOCK, skip_rows=1, column_names=names),
            pa.csv.ParseOptions(delimiter=sheet.delimiter, ignore_empty_lines=False),
            pa.csv.ConvertOptions(column_types=kinds, strings_can_be_null=False),
        )
    except pa.ArrowInvalid:
        return None


def is_plain(amounts: "pa.ChunkedArray", grammar: Grammar) -> bool:
    """Whether all amounts are numbers as they are kept: what Grammar.all_plain says, for a million at once."""
    import pyarrow.compute as pc  # noqa: PLC0415  # for large files only

    form = PLAIN if grammar.has_points else PLAIN_WHOLE
    if not pc.all(pc.match_substring_regex(amounts, form), min_count=0).as_py():
        return False
    negative = amounts.filter(pc.starts_with(amounts, "-"))
    return not pc.any(pc.match_substring_regex(negative, MINUS_ZERO)).as_py()


def column_of(array: "pa.ChunkedArray", model: type[Row], field: str, grammar: Grammar) -> "Column | None":
    """The checked column of a field; None where a cell is refused or longer than the csv module takes."""
    if field in TEXTS:
        text = texts_of((array.cast("large_string") if array.nbytes > MOST_BYTES else array).combine_chunks())
        most = csv.field_size_limit()
        if int((text.ends - text.begins).max(initial=0)) > most and max(map(len, text.take(rows_of(text)))) > most:
            return None
        return amounts_of(array, text) if field == "amount" else text
    coded = array.unify_dictionaries().combine_chunks()
    words = coded.dictionary.to_pylist()
    codes: Integers = np.frombuffer(coded.indices.buffers()[1], np.int32)[: len(coded)]
    used = np.flatnonzero(np.bincount(codes, minlength=len(words)))  # other programs keep words that no row has
    if len(used) < len(words):
        codes, words = np.searchsorted(used, codes), [words[number] for number in used]
    found = list(values(words, model, field, grammar))
    return _coded(codes, found) if len(found) == len(words) else None


def _coded(codes: Integers, values: Sequence[Any]) -> Coded[Any]:
    """A column of which several texts may mean the same value."""
    numbers = {value: number for number, value in enumerate(dict.fromkeys(values))}
    own = np.array([numbers[value] for value in values], np.min_scalar_type(-max(len(numbers), 1)))
    return Coded(own[codes], tuple(numbers))


def rows_of(column: Texts) -> Integers:
    """The numbers of all rows."""
    return np.arange(len(column))


def texts_of(array: "pa.StringArray | pa.LargeStringArray") -> Texts:
    """An Arrow column of texts, whose bytes stay where they are."""
    _, bounds, data = array.buffers()
    width: type[np.integer[Any]] = np.int64 if array.type == "large_string" else np.int32
    ends = np.frombuffer(bounds, width)[array.offset : array.offset + len(array) + 1]
    return Texts(memoryview(data or b""), ends[:-1], ends[1:])


def amounts_of(array: "pa.ChunkedArray", text: Texts) -> Amounts:
    """An Arrow column of plain decimals, also given as `text`: by Arrow's own reader where 18 digits suffice."""
    import pyarrow as pa  # noqa: PLC0415  # for large files only
    import pyarrow.compute as pc  # noqa: PLC0415  # likewise

    points = pc.find_substring(array, ".").combine_chunks().cast(pa.int64())
    at = np.frombuffer(points.buffers()[1], np.int64)[points.offset : points.offset + len(points)]
    decimals = np.where(at < 0, 0, text.ends - text.begins - at - 1).astype(np.int8)
    scale = int(decimals.max(initial=0))
    cast = array.cast(pa.decimal128(MOST_DIGITS, scale)).combine_chunks()  # plain ones have at most 15 digits twice
    low, high = np.frombuffer(cast.buffers()[1], np.int64).reshape(-1, 2)[cast.offset : cast.offset + len(cast)].T
    if largest(low) >= 10**DIGITS or not np.array_equal(high, low >> 63):
        return Amounts.of(list(text.take(rows_of(text))))
    return Amounts(np.ascontiguousarray(low), decimals, scale)


def values(words: Collection[str], model: type[Row], field: str, grammar: Grammar) -> Iterator[Any]:
    """What distinct texts are as a field, up to the first that is refused."""
    row, rule = model.model_construct(), model.model_fields[field]
    as_is = is_free(rule) or are_stripped(rule, words)
    for word in words:
        value, reason = (word, None) if as_is else value_of(word.strip(), row, field, grammar)
        if reason or len(word) > csv.field_size_limit():
            return
        yield value


def is_known(column: "Column", names: Collection[str] | None) -> bool:
    """Whether what a column names is there; one that names nothing has no `names`."""
    return names is None or set(getattr(column, "values", ())) <= {"", *names}


def is_key(key: "Sequence[Column]") -> bool:
    """Whether no two rows have the same values in some columns."""
    numbers, size = joint(*(column for column in key if isinstance(column, Coded)))
    there, _ = grouped(numbers, size)
    return len(there) == len(numbers)
