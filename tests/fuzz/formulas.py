"""Read and recalculate a workbook: as much of a spreadsheet as the program's formulas need."""

import io
import math
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from ukraine_budget.write.csv import FORMULA

Value = float | str | bool | None
Cells = Mapping[tuple[str, int, int], Value]
"""Values by sheet name, row and column."""
TOKEN = re.compile(
    r"\s*(?:(?P<text>\"(?:[^\"]|\"\")*\")|(?P<sheet>'(?:[^']|'')*'!)|(?P<cell>\$?[A-Z]{1,3}\$?[0-9]+)(?!\()"
    r"|(?P<number>[0-9]+(?:\.[0-9]+)?(?:E[+-]?[0-9]+)?)|(?P<name>[A-Z]+)(?=\()|(?P<sign><>|<=|>=|[-+*/&=<>(),:]))"
)
COMPARED: Mapping[str, Callable[[int], bool]] = {
    "=": lambda way: way == 0,
    "<>": lambda way: way != 0,
    "<": lambda way: way < 0,
    ">": lambda way: way > 0,
    "<=": lambda way: way <= 0,
    ">=": lambda way: way >= 0,
}


class Read(NamedTuple):
    """The cells of a workbook, and its formulas."""

    cells: dict[tuple[str, int, int], Value]
    formulas: dict[tuple[str, int, int], str]


def check_workbook(data: bytes) -> None:
    """Assert that each formula gives its cached value, and that text like a formula is marked as text."""
    found = read(data)
    for at, formula in found.formulas.items():
        written = found.cells[at]
        if written is not None:  # None: data of a chart
            value = computed(formula, at[0], found.cells)
            assert same(value, written), (at, formula, value, written)


def same(value: Value, written: Value) -> bool:
    """Whether two values are equal, numbers to floating-point precision."""
    if isinstance(value, str) or isinstance(written, str) or value is None or written is None:
        return (value or "") == (written or "")
    return math.isclose(value, written, rel_tol=1e-9, abs_tol=1e-9)


def read(data: bytes) -> Read:
    """Read all sheets of a workbook."""
    found = Read({}, {})
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        parts = {name: _parsed(book.read(name)) for name in book.namelist() if name.endswith((".xml", ".rels"))}
    texts = ["".join(t.text or "" for t in si.iter("t")) for si in parts.get("xl/sharedStrings.xml", Element("x"))]
    for chart in (part for name, part in parts.items() if "/charts/" in name):
        assert chart.find(".//title//strRef") is None, "the title of a chart is a formula"
        assert chart.find(".//ser/tx/strRef") is None, "the name of a series is a formula"
    styles = [xf.get("quotePrefix") == "1" for xf in parts["xl/styles.xml"].find("cellXfs") or ()]
    for number, sheet in enumerate(parts["xl/workbook.xml"].find("sheets") or (), 1):
        name = sheet.get("name") or ""
        for at, cell in _cells(parts[f"xl/worksheets/sheet{number}.xml"]):
            key = (name, *at)
            kind, formula, value = cell.get("t", "n"), cell.findtext("f"), cell.findtext("v")
            if kind == "inlineStr":
                value, kind = "".join(t.text or "" for t in cell.iter("t")), "str"
            found.cells[key] = _value(kind, value, texts)
            if formula is not None:
                found.formulas[key] = formula
            elif isinstance(found.cells[key], str) and FORMULA.match(str(found.cells[key])):
                assert styles[int(cell.get("s", "0"))], (key, found.cells[key])
    return found


def _parsed(data: bytes) -> Element:
    """Parse XML and drop its namespaces."""
    root = ElementTree.fromstring(data)  # written by us
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
    return root


def _cells(sheet: Element) -> Iterator[tuple[tuple[int, int], Element]]:
    """Yield the cells of a sheet by row and column; one without a reference follows the one before."""
    row = 0
    for line in sheet.iter("row"):
        row, column = int(line.get("r", row + 1)), 0
        for cell in line.iter("c"):
            row, column = row_and_column(cell.get("r", "")) if cell.get("r") else (row, column + 1)
            yield (row, column), cell


def _value(kind: str, value: str | None, texts: Sequence[str]) -> Value:
    if value is None or kind == "e" or (kind == "n" and not value):  # charts leave out errors
        return None
    match kind:
        case "s":
            return texts[int(value)]
        case "n":
            return float(value)
        case "b":
            return value == "1"
        case "str":
            return value
    raise AssertionError((kind, value))


def row_and_column(name: str) -> tuple[int, int]:
    """Return the row and column of a cell from its A1 reference."""
    letters = re.sub(r"[^A-Z]", "", name)
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(re.sub(r"[^0-9]", "", name)), column


def computed(formula: str, sheet: str, cells: Cells) -> Value:
    """Evaluate a formula."""
    return _Formula(formula.removeprefix("="), sheet, cells).value()


class Span(NamedTuple):
    """The values of a range of cells."""

    values: tuple[Value, ...]


class _Formula:
    """A recursive-descent parser that returns functions, so that unused branches are not evaluated."""

    def __init__(self, formula: str, sheet: str, cells: Cells) -> None:
        self.tokens = list(self._tokens(formula))
        self.at, self.sheet, self.cells = 0, sheet, cells

    @staticmethod
    def _tokens(formula: str) -> Iterator[tuple[str, str]]:
        at = 0
        while at < len(formula):
            found = TOKEN.match(formula, at)
            assert found, formula[at:]
            at = found.end()
            yield str(found.lastgroup), str(found[str(found.lastgroup)])

    def value(self) -> Value:
        found = self.compared()
        assert self.at == len(self.tokens), self.tokens[self.at :]
        return _one(found())

    def next(self, *signs: str) -> str:
        """Consume and return the next sign if it is one of these; else return an empty string."""
        if self.at < len(self.tokens) and self.tokens[self.at][0] == "sign" and self.tokens[self.at][1] in signs:
            self.at += 1
            return self.tokens[self.at - 1][1]
        return ""

    def compared(self) -> Callable[[], object]:
        left = self.joined()
        while sign := self.next(*COMPARED):
            left = self._pairs(left, self.joined(), partial(_compared, sign))
        return left

    def joined(self) -> Callable[[], object]:
        left = self.added()
        while self.next("&"):
            left = self._pairs(left, self.added(), lambda a, b: f"{a or ''}{b or ''}")
        return left

    def added(self) -> Callable[[], object]:
        left = self.multiplied()
        while sign := self.next("+", "-"):
            left = self._pairs(left, self.multiplied(), partial(_added, 1 if sign == "+" else -1))
        return left

    def multiplied(self) -> Callable[[], object]:
        left = self.single()
        while sign := self.next("*", "/"):
            left = self._pairs(left, self.single(), partial(_multiplied, 1 if sign == "*" else -1))
        return left

    def _pairs(
        self, left: Callable[[], object], right: Callable[[], object], do: Callable[[Value, Value], Value]
    ) -> Callable[[], object]:
        def both() -> object:
            one, two = left(), right()
            if isinstance(one, Span) or isinstance(two, Span):
                values = [side.values if isinstance(side, Span) else None for side in (one, two)]
                size = len(next(side for side in values if side is not None))
                sides = [
                    side if side is not None else (value,) * size
                    for side, value in zip(values, (one, two), strict=True)
                ]
                return Span(tuple(do(a, b) for a, b in zip(*sides, strict=True)))
            return do(one, two)  # type: ignore[arg-type]  # likewise

        return both

    def single(self) -> Callable[[], object]:
        if self.next("-"):
            return self._pairs(lambda: 0.0, self.single(), partial(_added, -1))
        if self.next("("):
            inner = self.compared()
            assert self.next(")")
            return inner
        kind, word = self.tokens[self.at]
        if kind == "cell":
            return self.reference(self.sheet)
        self.at += 1
        if kind == "sheet":
            return self.reference(word[1:-2].replace("''", "'"))
        if kind == "name":
            return self.function(word)
        assert kind in ("text", "number"), word
        return lambda: word[1:-1].replace('""', '"') if kind == "text" else float(word)

    def reference(self, sheet: str) -> Callable[[], object]:
        first = last = row_and_column(self.tokens[self.at][1])
        self.at += 1
        is_span = bool(self.next(":"))
        if is_span:
            last = row_and_column(self.tokens[self.at][1])
            self.at += 1
        names = [
            (sheet, row, column) for row in range(first[0], last[0] + 1) for column in range(first[1], last[1] + 1)
        ]
        return lambda: Span(tuple(map(self.cells.get, names))) if is_span else self.cells.get(names[0])

    def function(self, name: str) -> Callable[[], object]:
        assert self.next("(")
        if self.next(")"):
            return FUNCTIONS[name]
        given = [self.compared()]
        while self.next(","):
            given.append(self.compared())
        assert self.next(")")
        return lambda: FUNCTIONS[name](*given)


def _compared(sign: str, one: Value, other: Value) -> Value:
    return COMPARED[sign](_way(one, other))


def _added(factor: int, one: Value, other: Value) -> Value:
    return _number(one) + factor * _number(other)


def _multiplied(power: int, one: Value, other: Value) -> Value:
    return _number(one) * float(_number(other) ** power)


def _one(value: object) -> Value:
    assert not isinstance(value, Span)
    return value  # type: ignore[return-value]  # of these


def _number(value: Value) -> float:
    assert not isinstance(value, str), value
    return float(value or 0)


def _way(one: Value, other: Value) -> int:
    """Compare two values: numbers before text, a blank as 0 or empty text."""
    one = ("" if isinstance(other, str) else 0.0) if one is None else one
    other = ("" if isinstance(one, str) else 0.0) if other is None else other
    if isinstance(one, str) != isinstance(other, str):
        return 1 if isinstance(one, str) else -1
    first, second = (one.casefold(), str(other).casefold()) if isinstance(one, str) else (one, other)
    return (first > second) - (first < second)  # type: ignore[operator]  # of one kind


def _all(given: Sequence[Callable[[], object]]) -> list[Value]:
    found: list[Value] = []
    for each in given:
        value = each()
        found += value.values if isinstance(value, Span) else [_one(value)]
    return found


def _numbers(given: Sequence[Callable[[], object]]) -> list[float]:
    return [float(value) for value in _all(given) if isinstance(value, float | int)]


def _is_number(value: object) -> object:
    if isinstance(value, Span):
        return Span(tuple(bool(_is_number(one)) for one in value.values))
    return isinstance(value, float) and not isinstance(value, bool)


def _round(value: float, digits: float) -> float:
    """Round half away from zero, to fifteen digits."""
    scale = 10.0 ** int(digits)
    return math.copysign(math.floor(abs(value) * scale * (1 + 1e-15) + 0.5), value) / scale


FUNCTIONS: Mapping[str, Callable[..., object]] = {
    "IF": lambda test, yes, no: yes() if test() else no(),
    "AND": lambda *given: all(_all(given)),
    "OR": lambda *given: any(_all(given)),
    "ISNUMBER": lambda one: _is_number(one()),
    "ROUND": lambda one, digits: _round(_number(_one(one())), _number(_one(digits()))),
    "CHAR": lambda code: chr(int(_number(_one(code())))),
    "ABS": lambda one: abs(_number(_one(one()))),
    "INT": lambda one: float(math.floor(_number(_one(one())))),
    "MAX": lambda *given: max(_numbers(given), default=0.0),
    "NA": lambda: None,
    "N": lambda one: one() if _is_number(one()) else 0.0,
    "T": lambda one: one() if isinstance(one(), str) else "",
    "SUM": lambda *given: math.fsum(_numbers(given)),
    "SUMPRODUCT": lambda one: math.fsum(_numbers([one])),
}
