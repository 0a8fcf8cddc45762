"""Fiscal Data Packages: a ledger becomes one and stays a ledger; those of others, by both versions of the standard."""

import json
from pathlib import Path
from typing import Any

import pytest
from frictionless import Package, system

import ukraine_budget
from build import column
from importing import amounts, assert_valid, left, write
from problem_cases import Case
from ukraine_budget import LedgerAt, SourceError, UsageError, open_ledger
from ukraine_budget.report.importresult import ImportResult

FACTS = (
    "year,phase,dir,admin,admin name,econ,econ name,value\n"
    "2024,approved,expenditure,01,Defence,a,Wages,1.5\n"
    "2024,approved,expenditure,01,Defence,a,Wages,2\n"
    "2024,executed,expenditure,01,Defence,b,Arms,3\n"
    "2024,approved,revenue,02,Taxes,c,VAT,9\n"
)
TYPES = {
    "year": "date:fiscal-year",
    "phase": "phase:id",
    "dir": "direction",
    "admin": "administrative-classification:generic:level1:code:full",
    "admin name": "administrative-classification:generic:level1:label",
    "econ": "economic-classification:generic:code:full",
    "econ name": "economic-classification:generic:label",
    "value": "value",
}
MODEL: dict[str, Any] = {
    "measures": {"amount": {"source": "value", "currency": "EUR", "factor": 1000}},
    "dimensions": {
        "when": {"dimensionType": "datetime", "primaryKey": ["y"], "attributes": {"y": {"source": "year"}}},
        "phase": {"dimensionType": "other", "primaryKey": ["p"], "attributes": {"p": {"source": "phase"}}},
        "direction": {"dimensionType": "other", "primaryKey": ["d"], "attributes": {"d": {"source": "dir"}}},
        "who": {
            "dimensionType": "classification",
            "primaryKey": ["id"],
            "attributes": {"id": {"source": "admin"}, "name": {"source": "admin name", "labelfor": "id"}},
        },
        "what": {
            "dimensionType": "classification",
            "primaryKey": ["code"],
            "attributes": {"code": {"source": "econ"}, "label": {"source": "econ name", "labelfor": "code"}},
        },
        "elsewhere": {"dimensionType": "other", "primaryKey": ["x"], "attributes": {"x": {"source": "gone"}}},
    },
}


def package(folder: Path, *, types: bool = True, model: dict[str, Any] | None = None, facts: str = FACTS) -> Path:
    """The descriptor of a package of these facts."""
    fields = [{"name": name, **({"columnType": kind} if types else {})} for name, kind in TYPES.items()]
    described = {
        "name": "p",
        "title": "A budget",
        "resources": [{"name": "f", "path": "facts.csv", "schema": {"fields": fields}}],
    }
    write(folder / "facts.csv", facts)
    return write(folder / "datapackage.json", json.dumps(described | ({"model": model} if model else {})))


def take(folder: Path, descriptor: Path, **asked: Any) -> ImportResult:
    asked = {"basis": "cash", "date": "2024-01-02"} | asked
    asked |= {"format": "fiscal-data-package", "into": folder / "into", "accept_loss": True}
    return ukraine_budget.import_file(descriptor, **asked).result


@pytest.mark.parametrize("by", ["columnType", "model"])
def test_a_package_of_others(tmp_path: Path, by: str) -> None:
    descriptor = package(tmp_path, types=by == "columnType", model=MODEL)
    result = take(tmp_path, descriptor)
    assert amounts(tmp_path / "into") == ["approved 01-a 2024 cash 3.5", "executed 01-b 2024 cash 3"]
    assert left(result) == [(5, "", "receipts")]
    assert result.notes[0] == "2 figures share a line, year and basis with another, and were added to it."
    ledger = open_ledger(tmp_path / "into")
    assert (ledger.currency, ledger.unit, ledger.title) == ("EUR", "thousand", "A budget")
    assert (ledger.funds["01"].name, ledger.lines["01-a"].name) == ("Defence", "Wages")
    assert [(v.version, v.phase) for v in ledger.versions.values()] == [("approved",) * 2, ("executed",) * 2]
    assert_valid(tmp_path / "into")


def test_receipts_and_what_is_not_said(tmp_path: Path) -> None:
    descriptor = package(tmp_path)
    take(tmp_path, descriptor, receipts=True)
    assert "approved 02-c 2024 receipt 9" in amounts(tmp_path / "into")
    assert open_ledger(tmp_path / "into").unit is None
    with pytest.raises(UsageError, match="give --basis commitment or --basis cash"):
        take(tmp_path, descriptor, basis="")
    (other := tmp_path / "other").mkdir()
    plain = package(other, facts=FACTS.replace(",dir,", ",direction,"))
    text = plain.read_text().replace('"dir", "columnType": "direction"', '"direction"')
    take(other, write(plain, text.replace('"phase", "columnType": "phase:id"', '"phase"')), version="v")
    assert amounts(other / "into")[-1] == "v 02-c 2024 cash 9", "without a direction all of it counts"
    (version,) = open_ledger(other / "into").versions.values()
    assert version.phase == "announced"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (('"columnType": "value"', '"columnType": "x"'), "other-layout says of no column that it holds the amounts"),
        (('"path": "facts.csv"', '"path": "../facts.csv"'), "bad-descriptor"),
        (('"path": "facts.csv"', '"path": "none.csv"'), "missing-path"),
        (("{", "", 1), "bad-json"),
        (('"schema": {', '"schema": [], "x": {'), "bad-descriptor"),
        (('"name": "value"', '"nam": "value"'), "other-layout describes its columns otherwise"),
    ],
)
def test_packages_that_cannot_be_read(tmp_path: Path, change: tuple[Any, ...], said: str) -> None:
    descriptor = package(tmp_path)
    write(descriptor, descriptor.read_text().replace(*change))
    with pytest.raises(SourceError, match=said):
        take(tmp_path, descriptor)


@pytest.mark.parametrize("wrong", [{"factor": 7}, {"currency": "euro"}, {"source": None, "factor": []}])
def test_models_that_are_not_of_the_standard(tmp_path: Path, wrong: dict[str, Any]) -> None:
    model = MODEL | {"measures": {"amount": MODEL["measures"]["amount"] | wrong}}
    with pytest.raises(SourceError, match="other-layout"):
        take(tmp_path, package(tmp_path, types=False, model=model))


def test_packages_that_say_too_little(tmp_path: Path) -> None:
    descriptor = package(tmp_path)
    text = descriptor.read_text()
    for gone in ("date:fiscal-year", ":code"):
        with pytest.raises(UsageError, match="f: no column is a fiscal year, or none says what the money is for"):
            take(tmp_path, write(descriptor, text.replace(gone, "x")))
    with pytest.raises(UsageError, match="name one"):
        ukraine_budget.import_file(descriptor, descriptor, format="fiscal-data-package", into=tmp_path / "into")
    descriptor.write_bytes(b"\xff")
    with pytest.raises(SourceError, match="not-utf8"):
        take(tmp_path, descriptor)


def test_a_ledger_as_a_package_is_the_same_ledger(tmp_path: Path) -> None:
    made = ukraine_budget.convert(tmp_path / "fdp", to="fiscal-data-package")
    assert sorted(path.name for path in (tmp_path / "fdp").iterdir()) == [path.name for path in made]
    described = json.loads((tmp_path / "fdp" / "datapackage.json").read_text(encoding="utf-8"))
    assert described["profile"] == "fiscal-data-package"
    assert described["model"]["measures"]["amount"] == {
        "source": "amount",
        "resource": "figures",
        "currency": "EUR",
        "factor": 1000000,
    }
    ledger, other = open_ledger(), open_ledger(tmp_path / "fdp")
    assert column(other, "amount") == column(ledger, "amount")
    assert not ukraine_budget.diff(LedgerAt(ledger, ""), LedgerAt(other, "")).result.differs
    with system.use_context(trusted=True):  # its own profile is fetched from the network
        tabular = Package.from_descriptor(
            described | {"profile": "tabular-data-package"}, basepath=str(tmp_path / "fdp")
        )
        assert tabular.validate().valid


def test_its_facts_are_read_back(tmp_path: Path) -> None:
    ukraine_budget.convert(tmp_path / "fdp", to="fiscal-data-package")
    result = take(tmp_path, tmp_path / "fdp" / "datapackage.json", basis="")
    assert result.counts[:3] == (250, 250, 0)
    ours, theirs = open_ledger(), open_ledger(tmp_path / "into")
    for name in ("version", "line", "year", "basis", "amount", "rounding", "qualifier", "note"):
        assert column(theirs, name) == column(ours, name)
    assert theirs.lines.items() <= ours.lines.items(), "with the lines that they are parts of"
    assert theirs.funds == ours.funds, "some of which have no total"
    for id, own in theirs.versions.items():
        assert own._replace(document="", supersedes="") == ours.versions[id]._replace(document="", supersedes="")
    assert result.notes[0].startswith("The package is a ledger that declares ")
    assert_valid(tmp_path / "into")


def test_its_versions_may_be_given_a_name_of_their_own(tmp_path: Path) -> None:
    (home := tmp_path / "good").mkdir()
    Case("", "").write(home)
    for name in ("mutations", "claims"):
        (home / f"{name}.csv").unlink(missing_ok=True)
    for name in ("lines", "amounts"):
        file = home / f"{name}.csv"
        write(file, file.read_text(encoding="utf-8").replace("guns", "Guns_1"))
    ukraine_budget.convert(tmp_path / "fdp", to="fiscal-data-package", ledger=home)
    result = take(tmp_path, tmp_path / "fdp" / "datapackage.json", basis="", version="old")
    ours, theirs = open_ledger(home), open_ledger(tmp_path / "into")
    named = [(f"old-{id}", own.order, f"old-{own.follows}" if own.follows else "") for id, own in ours.versions.items()]
    assert {(id, own.order, own.follows) for id, own in theirs.versions.items()} <= set(named)
    assert "guns-1" in theirs.lines, "an id has the letters and signs that ids have here"
    assert result.counts.figures == len(column(ours, "amount"))
    assert not any("stay there" in note for note in result.notes)


def test_a_ledger_without_a_unit_or_described_files_is_a_package_too(tmp_path: Path) -> None:
    (home := tmp_path / "good").mkdir()
    Case("", "").write(home)
    write(home / "datapackage.json", '{"bases": ["commitment", "cash"]}')
    ukraine_budget.convert(tmp_path / "fdp", to="fiscal-data-package", ledger=home / "datapackage.json")
    described = json.loads((tmp_path / "fdp" / "datapackage.json").read_text(encoding="utf-8"))
    assert described["model"]["measures"]["amount"] == {"source": "amount", "resource": "figures"}
    assert (tmp_path / "fdp" / "figures.csv").read_text().splitlines()[1] == (
        "spring,announced,support,Support,guns,Guns,2026,commitment,expenditure,3100,100,decision,"
    )
    assert ukraine_budget.check(tmp_path / "fdp").result.passes()


def test_what_cannot_be_converted(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="unknown form 'parquets': did you mean parquet"):
        ukraine_budget.convert(tmp_path / "x", to="parquets")
    single = write(tmp_path / "one.csv", "line,year,cash\na,2025,1\n")
    with pytest.raises(UsageError, match="is one file: only a ledger folder has what a data package needs"):
        ukraine_budget.convert(tmp_path / "x", to="fiscal-data-package", ledger=single)
    for place in (tmp_path, single):
        with pytest.raises(UsageError, match="exists and is not empty; name a new folder"):
            ukraine_budget.convert(place, to="fiscal-data-package")
