"""The rows of a ledger's own files, in its order."""

import pytest

from build import make
from ukraine_budget import listing as listed
from ukraine_budget import open_ledger
from ukraine_budget.analysis.listing import listing
from ukraine_budget.errors import UsageError
from ukraine_budget.model.rows import Document, Fund, Line, Version


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
    result = listing(open_ledger(), what)
    assert {type(row) for row in result.rows} == {kind}
    assert result.rows[0][0] == first
    assert [row[0] for row in result.rows] == list(getattr(open_ledger(), what))


def test_nothing_else_can() -> None:
    with pytest.raises(UsageError, match="unknown list 'line': did you mean lines"):
        listing(make(), "line")
    with pytest.raises(UsageError, match="there are: documents, funds, lines, versions"):
        listing(make(), "_asdict")


def test_people_read_names_notes_and_kinds_of_papers_in_their_language() -> None:
    def told(what: str) -> str:
        return listed(open_ledger("ukraine-nl"), what).render("table", lang="nl")

    assert "Standen van Nederlandse begrotingscijfers over steun aan Oekraïne" in told("versions")
    assert "Stand Miljoenennota 2024" in told("versions")
    assert "Budget memorandum" not in told("versions")
    assert "suppletoire begroting" in told("documents")
    assert "Vervangt materieel dat eerder is weggegeven." in told("funds")
    assert "Materiel fund: replacement for the own forces" in told("funds")
