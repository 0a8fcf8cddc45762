"""Small ledgers in memory from the rows of a random case: plain, or with odd ids and texts."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from random import Random
from typing import Any, NamedTuple

from fuzz.texts import text
from naive import AMOUNTS, LINES, Case, Row, random_case
from ukraine_budget.figures.stated import Figures
from ukraine_budget.model.amount import Pot, stated
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.model.records import Claim, ClaimSide, Document, Fund, Line, Mutation, Version

FUNDS, BASES, PAPERS = ("f", "g"), ("cash", "commitment"), ("p", "q")
ODD_IDS = (
    *("<script>", "</script>", "=1+1", "@x", "+1", "-", "__proto__", "constructor", "a|b", "'", '"', "&amp;", "[bold]"),
    *(
        "%s",
        "{x}",
        "{",
        "\\",
        "$&",
        "2026",
        "total",
        "Total",
        "null",
        "a#b",
        "a@b",
        "../x",
        "\u202fx".strip(),
        "한",
        "~",
    ),
    *("decided", "carried", "all", "beyond", "x" * 90),
)
LARGE = ("123456789012345678", "9" * 38, "0.001", "-123456789012345.25", "1000000")
KINDS = ("decision", "cash-shift", "transfer", "offset", "unspecified", "windfall", "technical", "outside-ceiling")
SHORT = 24


def ledger_of(case: Case, title: str = "Test") -> Ledger:
    """Return a case as a ledger."""
    return _Odd(case, {}, lambda: "").ledger(title)


def odd_ledger(chosen: Random) -> Ledger:
    """Make a ledger with odd ids and texts, declared changes and claims."""
    case = random_case(chosen, LINES, (*AMOUNTS, *LARGE) if chosen.random() < 0.2 else AMOUNTS)
    decided = [row._replace(qualifier=row.qualifier.replace("provisional", "decision")) for row in case.rows]
    case = case._replace(rows=decided)
    own = (*case.lines, *FUNDS, *case.versions, *PAPERS, "commitment")
    ids = {name: _id(chosen, n) if chosen.random() < 0.4 else name for n, name in enumerate(own)}
    odd = _Odd(case, ids, lambda: text(chosen) if chosen.random() < 0.5 else "")
    made = odd.ledger(text(chosen), chosen)
    return _with(made, mutations=tuple(odd.mutations(chosen)), claims=tuple(odd.claims(chosen)))


def _id(chosen: Random, number: int) -> str:
    return f"{chosen.choice(ODD_IDS)}{chosen.choice(('', number))}{number}"


def _with(ledger: Ledger, **parts: object) -> Ledger:
    from dataclasses import replace

    return replace(ledger, **parts)  # type: ignore[arg-type]  # by name


class _Odd(NamedTuple):
    """A case with other ids, and a function that makes texts."""

    case: Case
    ids: Mapping[str, str]
    tell: Callable[[], str]

    def id(self, name: str) -> str:
        return self.ids.get(name, name)

    def ledger(self, title: str, chosen: Random | None = None) -> Ledger:
        unit: str | None = "million"
        currency: str | None = "EUR"
        if chosen:
            unit, currency = chosen.choice(("million", "one", "billion", None)), chosen.choice(("EUR", "USD", None))
        return Ledger(
            name="test",
            title=title,
            currency=currency,
            unit=unit,
            bases=tuple(map(self.id, BASES)),
            funds={self.id(fund): self.fund(fund, chosen) for fund in FUNDS},
            lines={self.id(line): self.line(line) for line in self.case.lines},
            versions=self.versions(),
            documents={self.id(paper): self.paper(paper) for paper in PAPERS},
            figures=self.figures(),
            texts={self.tell(): self.tell()},
        )

    def fund(self, name: str, chosen: Random | None) -> Fund:
        id, tell = self.id(name), self.tell
        support, total = (chosen.random() < 0.8, chosen.random() < 0.8) if chosen else (True, True)
        return Fund(id, tell() or id, tell(), support, total, tell(), tell(), tell()[:SHORT], tell()[:SHORT])

    def line(self, name: str) -> Line:
        at, tell = self.case.lines[name], self.tell
        successor = self.id(at.current) if at.current != name else ""
        place = (self.id(name), self.id(at.fund), at.parent and self.id(at.parent))
        texts = (tell(), tell(), tell(), tell(), successor, tell(), tell(), tell()[:SHORT], tell()[:SHORT])
        return Line(*place, *texts)

    def paper(self, name: str) -> Document:
        tell = self.tell
        return Document(self.id(name), "2025-01", tell(), tell(), tell(), tell(), note=tell(), note_nl=tell())

    def versions(self) -> dict[str, Version]:
        found, before, tell = {}, "", self.tell
        for order, (name, is_full) in enumerate(self.case.versions.items(), 1):
            found[self.id(name)] = Version(
                self.id(name),
                order,
                f"2025-0{order}",
                coverage="full" if is_full else "partial",
                name=tell(),
                name_nl=tell(),
                document=self.id(PAPERS[order % 2]) if tell() else "",
                follows=before,
                note=tell(),
                note_nl=tell(),
            )
            before = self.id(name)
        return found

    def figures(self) -> Figures:
        columns: dict[str, Any] = {name: [getattr(row, name) for row in self.case.rows] for name in Row._fields}
        named = {
            name: [cell and self.id(cell) for cell in columns[name]]
            for name in ("version", "line", "basis", "document")
        }
        texts = {name: [self.tell() for _ in self.case.rows] for name in ("locator", "note")}
        return Figures.of(**{**columns, **named, **texts}, line_numbers=range(2, len(self.case.rows) + 2))

    def mutations(self, chosen: Random) -> list[Mutation]:
        return [self.mutation(chosen, number) for number in range(chosen.randrange(6))]

    def mutation(self, chosen: Random, number: int) -> Mutation:
        line, basis = chosen.choice(list(self.case.lines)), chosen.choice(BASES)
        qualifier = chosen.choice(((), (), ("circa",), ("at-least",), ("at-most",)))
        rounding = chosen.choice((None, Decimal(1), Decimal("0.1")))
        return Mutation(
            self.id(chosen.choice(list(self.case.versions))),
            self.id(line),
            self.id(basis),
            chosen.choice((2024, 2025, 2026, 2027, "beyond")),
            self.tell() or "Brought forward",
            chosen.choice(KINDS),  # type: ignore[arg-type]  # one of them
            "row",
            "",
            stated(
                Pot(self.id(self.case.lines[line].fund), self.id(basis)),
                Decimal(chosen.choice(AMOUNTS)),
                rounding,
                qualifier,
            ),
            qualifier,
            self.id(chosen.choice(PAPERS)),
            self.tell(),
            self.tell(),
            number + 2,
        )

    def claims(self, chosen: Random) -> list[Claim]:
        return [self.claim(chosen, number) for number in range(chosen.randrange(4))]

    def claim(self, chosen: Random, number: int) -> Claim:
        left, right = self.side(chosen), self.side(chosen) if chosen.random() < 0.5 else ClaimSide()
        return Claim(
            f"c{number}",
            self.tell() or "x",
            self.id(chosen.choice(PAPERS)),
            self.tell(),
            left,
            chosen.choice(("=", "<", ">", "<=", ">=", "unchanged", "")),
            right,
            chosen.choice(("", "1", "1200")),
            chosen.choice(("", "1")),
            self.tell(),
            number + 2,
            chosen.choice(("statement", "printed-total", "conflict", "later")),
            source_kind=chosen.choice(("paper", "press", "member")),
            clause=self.tell(),
        )

    def side(self, chosen: Random) -> ClaimSide:
        lines = chosen.sample(list(self.case.lines), chosen.randrange(3))
        versions = chosen.sample(list(self.case.versions), chosen.randrange(2))
        years = tuple(chosen.sample((2024, 2025, 2026), chosen.randrange(3)))
        return ClaimSide(
            self.id(chosen.choice(BASES)), tuple(map(self.id, lines)), years, tuple(map(self.id, versions))
        )
