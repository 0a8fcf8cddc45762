"""The rows of a ledger's own files, in its order."""

from typing import Any

import pytest

from build import make
from ukraine_budget import UsageError, listing, open_ledger
from ukraine_budget.model.records import Document, Fund, Line, Version


@pytest.mark.parametrize(
    ("what", "kind", "first"),
    [
        ("versions", Version, "owb-2022-k"),
        ("lines", Line, "support-total"),
        ("funds", Fund, "ukraine-support"),
        ("documents", Document, "owb-2023-k"),
    ],
)
def test_what_can_be_listed(what: str, kind: type, first: str) -> None:
    result = listing(open_ledger(), what).result
    assert {type(row) for row in result.rows} == {kind}
    assert result.rows[0][0] == first
    assert [row[0] for row in result.rows] == list(getattr(open_ledger(), what))


def test_nothing_else_can() -> None:
    with pytest.raises(UsageError, match="unknown list 'line': did you mean lines"):
        listing(make(), "line")
    with pytest.raises(UsageError, match="there are: documents, funds, lines, versions"):
        listing(make(), "_asdict")


def names(what: str, **as_of: Any) -> list[str]:
    return [row[0] for row in listing(open_ledger(), what, **as_of).rows]


def test_of_a_fund_is_listed_what_is_named_with_it() -> None:
    assert names("funds", funds=["materiel-fund"]) == ["materiel-fund"]
    assert names("lines", funds=["materiel-fund"]) == ["k-replacement"]
    assert "gw-domestic" in names("lines", funds=["government-wide"]), "also a line without figures"
    assert names("versions", funds=["materiel-fund"]) == ["letter-2025-11-27"]
    assert names("documents", funds=["materiel-fund"]) == ["letter-2025-11-27"]


def test_of_a_basis_is_listed_what_is_named_with_it() -> None:
    assert names("lines", funds="ukraine-support", bases="commitment")[:2] == ["support-total", "x-military"]
    assert names("funds", bases=["commitment"]) == ["ukraine-support", "budget-articles"]
    assert names("versions", bases=["outstanding"]) == []


def test_as_of_a_version_or_date_is_listed_what_was_known() -> None:
    assert names("versions", as_of="1supp-2022-x") == ["owb-2022-k", "adopted-2022-x", "1supp-2022-x"]
    assert names("versions", as_of="2025-11-28")[-1] == "njn-2025", "also one without figures"
    assert names("lines", as_of="adopted-2022-x") == ["x-total", "k-total"]
    assert listing(open_ledger(), "lines", as_of="2022").result.as_of == "2022"


@pytest.mark.parametrize("what", ["versions", "lines", "funds", "documents"])
def test_of_every_fund_and_basis_is_listed_everything(what: str) -> None:
    assert names(what, funds=["all"], bases=["all"]) == list(getattr(open_ledger(), what))


def test_where_nothing_is_listed_it_is_said_why() -> None:
    ledger = open_ledger()
    assert listing(ledger, "lines", bases=["outstanding"]).table.notes == (
        "The ledger has no lines within what is asked.",
    )
    assert listing(make(), "lines").table.notes == ("The ledger has no lines.",)


def test_what_is_asked_must_be_there() -> None:
    with pytest.raises(UsageError, match="unknown fund 'nope'"):
        names("lines", funds=["nope"])


def test_people_read_names_notes_and_kinds_of_papers_in_their_language() -> None:
    def told(what: str) -> str:
        return listing(open_ledger("ukraine-nl"), what).render("table", lang="nl")

    assert "Standen van Nederlandse begrotingscijfers over steun aan Oekraïne" in told("versions")
    assert "Miljoenennota 2024" in told("versions")
    assert "Budget memorandum" not in told("versions")
    assert "suppletoire begroting" in told("documents")
    note = "Het Defensiematerieelbegrotingsfonds (K) vervangt materieel dat de krijgsmacht eerder heeft weggegeven."
    assert note in told("funds")
    assert "Materiel fund: replacing what the Dutch forces gave away" in told("funds")
