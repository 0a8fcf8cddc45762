"""Which figures the one that stands may contradict."""

import ukraine_budget
from build import make
from ukraine_budget.analysis.notes import PossibleConflict
from ukraine_budget.model.records import Version


def version(name: str, order: int, follows: str = "", supersedes: str = "") -> Version:
    return Version(name, order, follows=follows, supersedes=supersedes)


VERSIONS = (
    version("memo", 1),
    version("spring", 2, "memo"),
    version("letter", 3),
    version("autumn", 4, "spring"),
    version("erratum", 5, "memo", "autumn"),
)


def pairs(amounts: str) -> list[tuple[str, str]]:
    """For every figure that stands, its version and those that it may contradict."""
    ledger = make(amounts, versions=VERSIONS)
    years = dict.fromkeys((figure.cell.line, figure.cell.year) for figure in ledger.stated())
    notes = [note for line, year in years for note in ukraine_budget.explain(ledger, line, year).result.notes]
    conflicts = [note for note in notes if isinstance(note, PossibleConflict)]
    return [(note.version, other) for note in conflicts for other, _ in note.others]


def test_a_revision_is_not_a_conflict_however_far_back() -> None:
    assert pairs("memo x 2025 cash 1\nspring x 2025 cash 20\nautumn x 2025 cash 3\nerratum x 2025 cash 400") == []
    assert pairs("erratum x 2025 cash 4\nspring x 2025 cash 2") == []


def test_papers_of_different_series_conflict_beyond_rounding() -> None:
    assert pairs("autumn x 2025 cash 4822 1\nletter x 2025 cash 4300 100") == [("autumn", "letter")]
    assert pairs("spring x 2025 cash 4822 1\nletter x 2025 cash 4300 100") == [("letter", "spring")]
    assert pairs("autumn x 2025 cash 4822 1\nletter x 2025 cash 4800 100") == []
    assert pairs("autumn x 2025 cash 4822 1\nletter x 2025 cash 4300 100 at-least") == []


def test_other_cells_do_not_conflict() -> None:
    assert pairs("autumn x 2025 cash 5\nletter x 2026 cash 4\nletter x 2025 commitment 4\nletter y 2025 cash 4") == []


def test_a_version_does_not_conflict_with_itself() -> None:
    assert pairs("letter x 2025 cash 5\nletter x 2025 cash 4") == []
