"""What holds between the rows of a ledger beyond that the names exist: order, circles, funds."""

from collections.abc import Iterator, Mapping

from ukraine_budget.errors import Problem
from ukraine_budget.language import joined, said
from ukraine_budget.read.codes import quoted
from ukraine_budget.read.gate import ValidatedTable

CHAINS = {
    "lines": ("parent", "successor"),
    "documents": ("supersedes",),
    "versions": ("follows", "supersedes"),
}
"""The fields of each file that lead from a row of it to another."""
RIGHT_FIGURES = ("right_basis", "right_lines", "right_years", "right_version")


def circles(checked: ValidatedTable, key: str, field: str) -> Iterator[Problem]:
    """The circles that a field of a file makes, each told once, where its first row stands.

    The parent of a line is the line that carries that number today: without a circle of their own, the parents and
    the successors can make one together.
    """
    steps = _steps(checked, key, field)
    found = list(_circles(checked, key, field, steps))
    if field == "parent" and not found:
        successors = _steps(checked, key, "successor")
        if not list(_circles(checked, key, "successor", successors)):
            found = list(_circles(checked, key, field, steps | successors))
    yield from found


def _steps(checked: ValidatedTable, key: str, field: str) -> dict[str, str]:
    """The name that each name of a file refers to in a field."""
    pairs = zip(checked.columns[key], checked.columns[field], strict=True)
    return {name: other for name, other in pairs if name and other}


def _circles(checked: ValidatedTable, key: str, field: str, steps: Mapping[str, str]) -> Iterator[Problem]:
    names = checked.columns[key]
    done: set[str] = set()
    for start in names:
        name = start
        path: dict[str, None] = {}
        while name in steps and name not in done and name not in path:
            path[name] = None
            name = steps[name]
        if name in path:
            circle = list(path)[list(path).index(name) :]
            message = said("'{field}' runs in a circle: {names}", field=field, names=joined([*circle, name], " > "))
            yield checked.problem("circle", names.index(name), field, message, said("take one of them out"))
        done.update(path)


def _returns(steps: Mapping[str, str], name: str) -> bool:
    """Whether the way from a name leads back to it."""
    seen = {""}
    there = steps.get(name, "")
    while there not in {*seen, name}:
        seen.add(there)
        there = steps.get(there, "")
    return there == name


def same_order(versions: ValidatedTable) -> Iterator[Problem]:
    """The versions that have the place of an earlier one."""
    first: dict[int | None, int] = {None: -1}
    for row, order in enumerate(versions.columns["order"]):
        twin = first.setdefault(order, row)
        if order is not None and twin != row:
            message = said("line {line} has the order {order} already", line=versions.sheet.lines[twin], order=order)
            help = said("give each version a number of its own")
            yield versions.problem("duplicate-order", row, "order", message, help)


def out_of_order(versions: ValidatedTable) -> Iterator[Problem]:
    """The versions that supersede, or follow, one that comes after them, and are in no circle."""
    names, orders = versions.columns["version"], versions.columns["order"]
    order = dict(zip(names, orders, strict=True))
    for field in ("supersedes", "follows"):
        steps = _steps(versions, "version", field)
        for row, (own, other) in enumerate(zip(orders, versions.columns[field], strict=True)):
            later = order.get(other) if other else None
            if own is not None and later is not None and later > own and not _returns(steps, names[row]):
                what = {"version": quoted(names[row]), "other": quoted(other)}
                message = (
                    said("{version} supersedes {other}, which comes after it", **what)
                    if field == "supersedes"
                    else said("{version} follows {other}, which comes after it", **what)
                )
                yield versions.problem(f"{field}-later", row, field, message, said("mend the order of the two"))


def other_fund(lines: ValidatedTable, field: str) -> Iterator[Problem]:
    """The lines whose parent or successor is of another fund than they are."""
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
            yield lines.problem(
                "other-fund",
                row,
                field,
                message,
                said("name a line of the same fund: money of two funds is never added"),
            )


def two_right_sides(claims: ValidatedTable) -> Iterator[Problem]:
    """The claims that are compared with an amount and with figures at once."""
    for row, amount in enumerate(claims.columns["right_amount"]):
        if amount and any(claims.columns[field][row] for field in RIGHT_FIGURES):
            message, help = (
                said("the claim has both a right_amount and right figures"),
                said("leave one of the two blank"),
            )
            yield claims.problem("two-right-sides", row, "right_amount", message, help)
