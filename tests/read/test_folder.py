import json
from decimal import Decimal
from pathlib import Path

import pytest

from build import column
from problem_cases import GOOD, Case
from ukraine_budget.atomic_write import LOCK_FOLDER
from ukraine_budget.errors import LedgerError
from ukraine_budget.lock_folder import JOURNAL
from ukraine_budget.model.ledger import Ledger
from ukraine_budget.read import find, open_ledger, paths, read

REPOSITORY = Path(__file__).parents[2]


def ledger_of(folder: Path, **files: str | bytes | None) -> Ledger:
    Case("", "", {name.replace("_", "."): content for name, content in files.items()}).write(folder)
    ledger, problems = read(folder)
    assert problems == ()
    assert ledger
    return ledger


def test_a_ledger_says_what_its_files_say(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path)
    assert (ledger.name, ledger.title, ledger.currency, ledger.unit) == ("small", "A small ledger", "EUR", "million")
    assert (ledger.bases, ledger.default_funds) == (("commitment", "cash"), ("support",))
    assert [(fund.name, fund.support) for fund in ledger.funds.values()] == [("Support", True), ("materiel", False)]
    assert (ledger.lines["guns"].parent, ledger.versions["letter"].follows) == ("all", "spring")
    assert ledger.versions["letter"].order == 20
    assert ledger.documents["letter"].title == "A letter"
    assert list(ledger.figures.line_numbers) == [2, 3, 4, 6]
    assert ledger.figures.file == str(tmp_path / "amounts.csv")
    figure = ledger.stated()[2]
    assert (figure.amount.value, figure.amount.low, figure.qualifier) == (
        Decimal(2100),
        Decimal(2050),
        ("provisional",),
    )


def test_mutations_and_claims_are_typed(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path)
    shift, later = ledger.mutations
    assert (shift.year, shift.amount.low, shift.size_stated, shift.row) == (2026, None, False, 2)
    assert (later.year, later.amount.value, later.amount.high) == ("beyond", Decimal("1.5"), Decimal("1.55"))
    less, shifted, vague = ledger.claims
    assert (less.left.lines, less.left.years, less.relation) == (("guns", "tanks"), (2024, 2025, 2026), "<")
    assert (less.left.tables, less.right_amount, less.row) == (("amounts",), "3100", 2)
    assert (shifted.left.tables, shifted.left.labels) == (("amounts", "mutations"), ("Brought forward", "Other"))
    assert shifted.left.versions == ("letter", "spring")
    assert (vague.relation, vague.left.lines, vague.right.basis) == ("", (), "")


def test_versions_come_in_their_order(tmp_path: Path) -> None:
    rows = GOOD["versions.csv"].splitlines()
    ledger = ledger_of(tmp_path, versions_csv="\n".join([rows[0], rows[2], rows[1]]))
    assert list(ledger.versions) == ["spring", "letter"]


def test_a_ledger_needs_none_of_our_own_keys(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path, datapackage_json="{}")
    assert (ledger.name, ledger.title) == (tmp_path.name, tmp_path.name)
    assert (ledger.currency, ledger.unit, ledger.default_funds) == (None, None, ())
    assert ledger.bases == ("commitment", "cash")


def test_a_ledger_may_be_empty_and_lack_optional_files(tmp_path: Path) -> None:
    headers = {f"{name}_csv": GOOD[f"{name}.csv"].partition("\n")[0] for name in ("lines", "versions", "amounts")}
    gone = dict.fromkeys(("documents_csv", "mutations_csv", "claims_csv"))
    ledger = ledger_of(tmp_path, **headers, **gone)
    assert (len(ledger.figures), ledger.lines, ledger.documents) == (0, {}, {})


@pytest.mark.parametrize("dialect", [{"delimiter": ";"}, {"csv": {"delimiter": ";"}}, {}])
@pytest.mark.parametrize("signs", [{"decimalChar": ","}, {"groupChar": "."}])
def test_the_descriptor_says_the_dialect(tmp_path: Path, dialect: dict[str, object], signs: dict[str, str]) -> None:
    resource = {
        "name": "amounts",
        "path": "data/stated.csv",
        "dialect": dialect,
        "schema": {"fields": [{"name": "amount", **signs}]},
    }
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "stated.csv").write_text("version;line;year;basis;amount\nletter;guns;2026;cash;1.234,5\n")
    ledger = ledger_of(tmp_path, datapackage_json=json.dumps({"resources": [resource]}), amounts_csv=None)
    assert list(column(ledger, "amount")) == ["1234.5"]


def test_a_descriptor_can_be_named_itself(tmp_path: Path) -> None:
    ledger = ledger_of(tmp_path)
    found, problems = read(tmp_path / "datapackage.json")
    assert problems == ()
    assert found is not None
    assert (found.title, found.lines, found.stated()) == (ledger.title, ledger.lines, ledger.stated())


def test_the_ledger_that_comes_with_the_program_is_found_from_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("BUDGET_LEDGER", raising=False)
    (tmp_path / "ukraine-nl").mkdir()
    assert find() == REPOSITORY / "ledgers" / "ukraine-nl"
    assert find("ukraine-nl") == Path("ukraine-nl")
    assert open_ledger().name == "ukraine-nl"
    assert open_ledger().figures.file == "ukraine-nl/amounts.csv"


def test_a_ledger_is_found_by_name_or_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert open_ledger("ukraine-nl").name == "ukraine-nl"
    ledger_of(tmp_path)
    monkeypatch.setenv("BUDGET_LEDGER", str(tmp_path))
    assert open_ledger().name == "small"
    assert open_ledger("ukraine-nl").name == "ukraine-nl"


def test_a_program_without_its_ledger_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BUDGET_LEDGER", raising=False)
    monkeypatch.setattr(paths, "HOMES", ())
    with pytest.raises(LedgerError, match="ukraine-nl: missing-path"):
        open_ledger()


def test_a_path_that_is_not_there_is_answered_with_the_nearest_names(tmp_path: Path) -> None:
    (tmp_path / "budget.csv").touch()
    with pytest.raises(LedgerError, match=r"does not exist; did you mean budget\.csv\?") as caught:
        open_ledger(tmp_path / "buget.csv")
    assert caught.value.exit_code == 2
    with pytest.raises(LedgerError, match="did you mean ukraine-nl"):
        open_ledger("ukraine-nll")
    for name in ("budget.png", "budgets.txt"):
        (tmp_path / name).touch()
    for name in ("budget", "b"):
        with pytest.raises(LedgerError, match=r"did you mean budget\.csv\?$|does not exist; name a CSV file"):
            open_ledger(tmp_path / name)
    with pytest.raises(LedgerError, match=r"nowhere/x\.csv: missing-path does not exist; name a CSV file"):
        open_ledger("nowhere/x.csv")
    with pytest.raises(LedgerError, match="unreadable cannot be read"):
        open_ledger("n" * 300)


@pytest.mark.parametrize("name", ["mutations.csv", "claims.csv", "amounts.csv", "datapackage.json"])
def test_a_link_to_a_file_that_is_not_there_is_a_problem(tmp_path: Path, name: str) -> None:
    Case("", "").write(tmp_path)
    (tmp_path / name).unlink()
    (tmp_path / name).symlink_to("elsewhere.csv")
    (found,) = read(tmp_path).problems
    assert str(found) == (
        f"{tmp_path / name}: unreadable is a link to what is not there; put the file there, or take the link away"
    )


def test_a_ledger_is_read_through_its_journal(tmp_path: Path) -> None:
    Case("", "").write(tmp_path)
    whole = read(tmp_path)
    (tmp_path / LOCK_FOLDER / JOURNAL).mkdir(parents=True)
    for name in ("datapackage.json", "amounts.csv", "mutations.csv"):
        (tmp_path / name).rename(tmp_path / LOCK_FOLDER / JOURNAL / name)
    for path in (tmp_path, tmp_path / "datapackage.json"):
        found = read(path)
        assert not found.problems
        assert found.ledger
        assert whole.ledger
        assert [*found.ledger.stated()] == [*whole.ledger.stated()]
        assert found.ledger.mutations == whole.ledger.mutations
