"""What holds between the rows of a ledger: names that are there, orders, no circles, money of one fund."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from ukraine_budget.errors import Problem, nearest
from ukraine_budget.language import joined, said, word
from ukraine_budget.read.gate import ValidatedTable
from ukraine_budget.read.package import Package
from ukraine_budget.read.paths import DESCRIPTOR
from ukraine_budget.read.problems import problem, quoted
from ukraine_budget.read.schema import IDS

Files = Mapping[str, ValidatedTable | None]
"""The files of a ledger by name: None is one that cannot be read."""
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
"""The fields of each file that refer to rows of a file, or to the bases of the descriptor."""
CHAINS = {
    "lines": ("parent", "successor"),
    "documents": ("supersedes",),
    "versions": ("follows", "supersedes"),
}
"""The fields of each file that refer to another of its own rows."""
RIGHT_FIGURES = ("right_basis", "right_lines", "right_years", "right_version")


class Known(NamedTuple):
    """The names that may be referred to. `home` is the file that has them, `word` what each is."""

    word: str
    home: str
    names: frozenset[str]


def check_references(files: Files, package: Package, descriptor: str) -> Iterator[Problem]:
    """What is wrong between the files, and between their rows. `descriptor` is datapackage.json in messages."""
    yield from unknown_names(files, package.bases)
    for name, chains in CHAINS.items():
        if checked := files.get(name):
            for field in chains:
                yield from _circles(checked, IDS[name], field)
    if versions := files.get("versions"):
        yield from _same_order(versions)
        yield from _out_of_order(versions)
    if lines := files.get("lines"):
        yield from _other_fund(lines, "parent")
        yield from _other_fund(lines, "successor")
    if claims := files.get("claims"):
        yield from _two_right_sides(claims)
    if funds := files.get("funds"):
        yield from _unknown_default_funds(funds, package.default_funds, descriptor)


def unknown_names(files: Files, bases: Collection[str]) -> Iterator[Problem]:
    """The names in any file that nothing has. A file that is broken or not whole is not held against others."""
    known = {home: _known(files, home) for home in IDS}
    known[BASES] = Known("basis", DESCRIPTOR, frozenset(bases))
    for name, fields in FIELDS.items():
        checked = files.get(name)
        for field, home in fields.items():
            names = known[home]
            if checked and names:
                yield from _unknown(checked, field, names)


def known_names(files: Files, home: str, bases: Collection[str]) -> Collection[str] | None:
    """The names in a file, or among the bases; None for a file that is broken or not whole."""
    if home == BASES:
        return frozenset(bases)
    known = _known(files, home)
    return known.names if known else None


def _known(files: Files, home: str) -> Known | None:
    checked = files.get(home)
    if home not in files:
        return Known(IDS[home], f"{home}.csv", frozenset())
    if checked is None or not checked.sheet.whole:
        return None
    return Known(IDS[home], f"{home}.csv", frozenset(checked.columns[IDS[home]]))


def _unknown(checked: ValidatedTable, field: str, known: Known) -> Iterator[Problem]:
    column = checked.columns[field]
    strange = {cell for cell in set(column) if not known.names.issuperset(_names(cell))}
    for row, cell in enumerate(column) if strange else ():
        if cell in strange:
            for name in _names(cell):
                if name not in known.names:
                    help = nearest(name, filter(None, known.names)) or said("see {file}", file=known.home)
                    message = said("there is no {what} {name}", what=word(known.word, "thing"), name=quoted(name))
                    yield checked.problem(f"unknown-{known.word}", row, field, message, help)


def _names(cell: str | tuple[str, ...] | None) -> tuple[str, ...]:
    """The names in a checked cell: of a list all, of a blank or refused one none."""
    return cell if isinstance(cell, tuple) else (cell,) if cell else ()


def _unknown_default_funds(funds: ValidatedTable, default_funds: Collection[str], descriptor: str) -> Iterator[Problem]:
    known = funds.columns["fund"]
    for fund in default_funds:
        if fund not in known and funds.sheet.whole:
            message = said("default_funds: there is no fund {fund}", fund=quoted(fund))
            yield problem("unknown-fund", descriptor, message, nearest(fund, filter(None, known)))


def _circles(checked: ValidatedTable, key: str, field: str) -> Iterator[Problem]:
    """The circles that a field of a file makes, each once, where its first row stands.

    The parent of a line is the line that carries that number today: where neither parents nor successors make a
    circle of their own, the two together still can.
    """
    targets = _targets(checked, key, field)
    problems = list(_circles_of(checked, key, field, targets))
    if field == "parent" and not problems:
        successors = _targets(checked, key, "successor")
        if not list(_circles_of(checked, key, "successor", successors)):
            problems = list(_circles_of(checked, key, field, targets | successors))
    yield from problems


def _targets(checked: ValidatedTable, key: str, field: str) -> dict[str, str]:
    """The name that each name of a file refers to in a field."""
    pairs = zip(checked.columns[key], checked.columns[field], strict=True)
    return {name: other for name, other in pairs if name and other}


def _circles_of(checked: ValidatedTable, key: str, field: str, targets: Mapping[str, str]) -> Iterator[Problem]:
    names = checked.columns[key]
    done: set[str] = set()
    for start in names:
        name = start
        path: dict[str, None] = {}
        while name in targets and name not in done and name not in path:
            path[name] = None
            name = targets[name]
        if name in path:
            circle = list(path)[list(path).index(name) :]
            message = said("'{field}' runs in a circle: {names}", field=field, names=joined([*circle, name], " > "))
            yield checked.problem("circle", names.index(name), field, message, said("take one of them out"))
        done.update(path)


def _is_in_circle(targets: Mapping[str, str], name: str) -> bool:
    """Whether the references from a name on lead back to it."""
    seen = {""}
    other = targets.get(name, "")
    while other not in {*seen, name}:
        seen.add(other)
        other = targets.get(other, "")
    return other == name


def _same_order(versions: ValidatedTable) -> Iterator[Problem]:
    """The versions that have the order of an earlier one."""
    first: dict[int | None, int] = {None: -1}
    for row, order in enumerate(versions.columns["order"]):
        twin = first.setdefault(order, row)
        if order is not None and twin != row:
            message = said(
                "line {line} has the order {order} already", line=versions.sheet.line_numbers[twin], order=order
            )
            help = said("give each version a number of its own")
            yield versions.problem("duplicate-order", row, "order", message, help)


def _out_of_order(versions: ValidatedTable) -> Iterator[Problem]:
    """The versions that supersede, or follow, one that comes after them, and are in no circle."""
    names, orders = versions.columns["version"], versions.columns["order"]
    order = dict(zip(names, orders, strict=True))
    for field in ("supersedes", "follows"):
        targets = _targets(versions, "version", field)
        for row, (own, other) in enumerate(zip(orders, versions.columns[field], strict=True)):
            theirs = order.get(other) if other else None
            if own is not None and theirs is not None and theirs > own and not _is_in_circle(targets, names[row]):
                what = {"version": quoted(names[row]), "other": quoted(other)}
                message = (
                    said("{version} supersedes {other}, which comes after it", **what)
                    if field == "supersedes"
                    else said("{version} follows {other}, which comes after it", **what)
                )
                yield versions.problem(f"{field}-later", row, field, message, said("mend the order of the two"))


def _other_fund(lines: ValidatedTable, field: str) -> Iterator[Problem]:
    """The lines whose parent or successor belongs to another fund."""
    fund = dict(zip(lines.columns["line"], lines.columns["fund"], strict=True))
    for row, (own, other) in enumerate(zip(lines.columns["fund"], lines.columns[field], strict=True)):
        theirs = fund.get(other) if other else None
        if own and theirs and own != theirs:
            message = said(
                "the {field} {other} is of the fund {theirs}, the line of {own}",
                field=field,
                other=quoted(other),
                theirs=quoted(theirs),
                own=quoted(own),
            )
            help = said("name a line of the same fund: money of two funds is never added")
            yield lines.problem("other-fund", row, field, message, help)


def _two_right_sides(claims: ValidatedTable) -> Iterator[Problem]:
    """The claims that are compared with an amount and with figures at once."""
    for row, amount in enumerate(claims.columns["right_amount"]):
        if amount and any(claims.columns[field][row] for field in RIGHT_FIGURES):
            message = said("the claim has both a right_amount and right figures")
            help = said("leave one of the two blank")
            yield claims.problem("two-right-sides", row, "right_amount", message, help)
