"""The integrity of a ledger's rows: names exist, versions are in order, no circles, one fund per tree."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import NamedTuple

from ukraine_budget.errors import LISTED, Problem, nearest
from ukraine_budget.language import NOTHING, Text, joined, said, word
from ukraine_budget.read.gate import ValidatedTable
from ukraine_budget.read.package import Package
from ukraine_budget.read.paths import DESCRIPTOR
from ukraine_budget.read.problems import problem, quoted
from ukraine_budget.read.schema import IDS

Files = Mapping[str, ValidatedTable | None]
"""The files of a ledger by name: None if unreadable."""
BASES = "bases"
FIELDS = {
    "lines": {"fund": "funds", "parent": "lines", "successor": "lines"},
    "documents": {"supersedes": "documents"},
    "versions": {"document": "documents", "follows": "versions", "supersedes": "versions"},
    "amounts": {"version": "versions", "line": "lines", "basis": BASES, "document": "documents"},
    "mutations": {"version": "versions", "line": "lines", "basis": BASES, "document": "documents"},
    "claims": {
        "source": "documents",
        "left_basis": BASES,
        "left_lines": "lines",
        "left_version": "versions",
        "right_basis": BASES,
        "right_lines": "lines",
        "right_version": "versions",
    },
}
"""The foreign keys of each file: to rows of a file, or to the bases of the descriptor."""
CHAINS = {
    "lines": ("parent", "successor"),
    "documents": ("supersedes",),
    "versions": ("follows", "supersedes"),
}
"""The fields of each file that refer to its own rows."""
EARLIER: Mapping[str, Callable[..., Text]] = {
    "supersedes": lambda **names: said("{version} supersedes {other}, which comes after it", **names),
    "follows": lambda **names: said("{version} follows {other}, which comes after it", **names),
}
"""The fields of a version that refer to an earlier one, and the message if it is later."""
DEEPEST = 100
"""The most levels of lines: budgets have five or six."""
HELPED = 20
"""The most unknown names of a column with suggestions."""
RIGHT_FIGURES = ("right_basis", "right_lines", "right_years", "right_version")


class Known(NamedTuple):
    """The known names of a kind. `home` is their file, `word` their kind."""

    word: str
    home: str
    names: frozenset[str]


def check_references(files: Files, package: Package, descriptor: str) -> Iterator[Problem]:
    """Check files against each other, and their rows. `descriptor` is datapackage.json in messages."""
    yield from unknown_names(files, package.bases)
    for name, chains in CHAINS.items():
        if checked := files.get(name):
            for field in chains:
                yield from _circles(checked, IDS[name], field)
    if versions := files.get("versions"):
        yield from _same_order(versions)
        yield from _out_of_order(versions)
    if lines := files.get("lines"):
        yield from _too_deep(lines)
        yield from _other_fund(lines, "parent")
        yield from _other_fund(lines, "successor")
    if claims := files.get("claims"):
        yield from _two_right_sides(claims)
    if funds := files.get("funds"):
        yield from _unknown_default_funds(funds, package.default_funds, descriptor)


def unknown_names(files: Files, bases: Collection[str]) -> Iterator[Problem]:
    """A problem per unknown name in any file. A broken or partial file is not held against others."""
    known = {home: _known(files, home, bases) for home in (*IDS, BASES)}
    for name, fields in FIELDS.items():
        checked = files.get(name)
        for field, home in fields.items():
            names = known[home]
            if checked and names:
                yield from _unknown(checked, field, names)


def known_names(files: Files, home: str, bases: Collection[str]) -> Collection[str] | None:
    """The names in a file, or the bases; None for a broken or partial file."""
    known = _known(files, home, bases)
    return known.names if known else None


def _known(files: Files, home: str, bases: Collection[str]) -> Known | None:
    if home == BASES:
        return Known("basis", DESCRIPTOR, frozenset(bases))
    checked = files.get(home)
    if home not in files:
        return Known(IDS[home], f"{home}.csv", frozenset())
    if checked is None or not checked.sheet.whole:
        return None
    return Known(IDS[home], f"{home}.csv", frozenset(checked.columns[IDS[home]]))


def _unknown(checked: ValidatedTable, field: str, known: Known) -> Iterator[Problem]:
    column = checked.columns[field]
    strange = {cell for cell in set(column) if not known.names.issuperset(_names(cell))}
    rows = enumerate(column) if strange else ()
    named = [(row, name) for row, cell in rows if cell in strange for name in _names(cell)]
    unknown = [(row, name) for row, name in named if name not in known.names]
    helped = set(islice(dict.fromkeys(name for _, name in unknown), HELPED))

    def worded(name: str) -> tuple[Text, Text]:
        near = nearest(name, filter(None, known.names)) if name in helped else NOTHING
        message = said("there is no {what} {name}", what=word(known.word, "thing"), name=quoted(name))
        return message, near or said("see {file}", file=known.home)

    yield from checked.problems(f"unknown-{known.word}", field, unknown, worded)


def _names(cell: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """The names in a checked cell: all of a list, none of a blank or refused one."""
    return cell if isinstance(cell, tuple) else (cell,) if cell else ()


def _unknown_default_funds(funds: ValidatedTable, default_funds: Collection[str], descriptor: str) -> Iterator[Problem]:
    known = funds.columns["fund"]
    for fund in default_funds:
        if fund not in known and funds.sheet.whole:
            message = said("default_funds: there is no fund {fund}", fund=quoted(fund))
            yield problem("unknown-fund", descriptor, message, nearest(fund, filter(None, known)))


def _circles(checked: ValidatedTable, key: str, field: str) -> Iterator[Problem]:
    """A problem per circle that a field makes, at its first row.

    Parents are taken by current number: parents and successors can make a circle together.
    """
    targets = _targets(checked, key, field)
    every = circles(targets)
    if field == "parent" and not every:
        successors = _targets(checked, key, "successor")
        every = [] if circles(successors) else circles(targets | successors)
    first = {name: row for row, name in reversed(list(enumerate(checked.columns[key])))}

    def worded(circle: Sequence[str]) -> tuple[Text, Text]:
        names = circle if len(circle) <= LISTED else (*circle[:LISTED], "...")
        message = said("'{field}' runs in a circle: {names}", field=field, names=joined([*names, circle[0]], " > "))
        return message, said("take one of them out")

    yield from checked.problems("circle", field, [(first[circle[0]], circle) for circle in every], worded)


def _targets(checked: ValidatedTable, key: str, field: str) -> dict[str, str]:
    """Map each name of a file to the name it refers to in a field."""
    pairs = zip(checked.columns[key], checked.columns[field], strict=True)
    return {name: other for name, other in pairs if name and other}


def circles(targets: Mapping[str, str]) -> list[list[str]]:
    """The distinct circles among references."""
    every: list[list[str]] = []
    done: set[str] = set()
    for start in targets:
        name = start
        path: dict[str, None] = {}
        while name in targets and name not in done and name not in path:
            path[name] = None
            name = targets[name]
        if name in path:
            names = list(path)
            every.append(names[names.index(name) :])
        done.update(path)
    return every


def _too_deep(lines: ValidatedTable) -> Iterator[Problem]:
    """A problem per line nested too deep."""
    parents, successors = (_targets(lines, "line", field) for field in ("parent", "successor"))
    depth: dict[str, int] = {}
    for start in () if circles(parents | successors) else parents:
        path, name = [], start
        while name not in depth and (name in parents or name in successors):
            path.append(name)
            name = successors.get(name) or parents[name]
        for below in reversed(path):
            depth[below] = depth.get(successors.get(below) or parents[below], 0) + (below not in successors)
    deep = [(row, NOTHING) for row, line in enumerate(lines.columns["line"]) if depth.get(line, 0) > DEEPEST]
    texts = said("more than {n} lines stand above this one", n=DEEPEST), said("give it a parent further up")
    yield from lines.problems("deep-line", "parent", deep, lambda _: texts)


def _same_order(versions: ValidatedTable) -> Iterator[Problem]:
    """A problem per version with the order of an earlier one."""
    first: dict[int | None, int] = {None: -1}
    orders = enumerate(versions.columns["order"])
    pairs = ((row, (first.setdefault(order, row), order)) for row, order in orders if order is not None)

    def worded(twin: tuple[int, int]) -> tuple[Text, Text]:
        line = versions.sheet.line_numbers[twin[0]]
        message = said("line {line} has the order {order} already", line=line, order=twin[1])
        return message, said("give each version a number of its own")

    same = [(row, twin) for row, twin in pairs if twin[0] != row]
    yield from versions.problems("duplicate-order", "order", same, worded)


def _out_of_order(versions: ValidatedTable) -> Iterator[Problem]:
    """A problem per version that supersedes or follows a later one, outside circles."""
    for field, message in EARLIER.items():
        yield from versions.problems(f"{field}-later", field, _later(versions, field), partial(_out_of, message))


def _out_of(message: Callable[..., Text], names: tuple[str, str]) -> tuple[Text, Text]:
    return message(version=quoted(names[0]), other=quoted(names[1])), said("mend the order of the two")


def _later(versions: ValidatedTable, field: str) -> list[tuple[int, tuple[str, str]]]:
    """The versions that refer to a later one: row, and both names."""
    targets = _targets(versions, "version", field)
    order = dict(zip(versions.columns["version"], versions.columns["order"], strict=True))
    within = {name for circle in circles(targets) for name in circle}
    later = []
    for row, (name, own) in enumerate(zip(versions.columns["version"], versions.columns["order"], strict=True)):
        theirs = order.get(other) if (other := versions.columns[field][row]) else None
        if name and own is not None and theirs is not None and theirs > own and name not in within:
            later.append((row, (name, other)))
    return later


def _other_fund(lines: ValidatedTable, field: str) -> Iterator[Problem]:
    """A problem per line whose parent or successor is of another fund."""
    fund = dict(zip(lines.columns["line"], lines.columns["fund"], strict=True))
    pairs = enumerate(zip(lines.columns["fund"], lines.columns[field], strict=True))
    names = ((row, (own or "", other or "", fund.get(other) or "")) for row, (own, other) in pairs)

    def worded(three: tuple[str, str, str]) -> tuple[Text, Text]:
        own, other, theirs = map(quoted, three)
        facts = {"field": field, "other": other, "theirs": theirs, "own": own}
        message = said("the {field} {other} is of the fund {theirs}, the line of {own}", **facts)
        return message, said("name a line of the same fund: money of two funds is never added")

    elsewhere = [(row, three) for row, three in names if three[0] and three[2] and three[0] != three[2]]
    yield from lines.problems("other-fund", field, elsewhere, worded)


def _two_right_sides(claims: ValidatedTable) -> Iterator[Problem]:
    """A problem per claim with both an amount and figures on the right."""
    texts = said("the claim has both a right_amount and right figures"), said("leave one of the two blank")
    amounts = enumerate(claims.columns["right_amount"])
    both = [(row, texts) for row, amount in amounts if amount and any(claims.columns[f][row] for f in RIGHT_FIGURES)]
    yield from claims.problems("two-right-sides", "right_amount", both, lambda texts: texts)
