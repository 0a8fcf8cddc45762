"""The page on the ledger format says what the readers do: columns, words, numbers, and an example that is read."""

from pathlib import Path
from typing import get_args

import pytest

import ukraine_budget
from pages import files, page, tables
from ukraine_budget.model.records import Kind, Phase, Qualifier, Relation
from ukraine_budget.read.notation import BASES, COLUMNS, DESCRIBED, TOTAL_WORDS, Grammar, NotANumber, plain
from ukraine_budget.read.package import Package
from ukraine_budget.read.paths import DESCRIPTOR
from ukraine_budget.read.schema import MODELS, REQUIRED

PAGE = page("ledger.md")
TABLES = tables(PAGE)
GRAMMARS = {
    "commas": [Grammar("", ",")],
    "semicolons or tabs": [Grammar("", ";"), Grammar("", "\t")],
    "any, with --decimal .": [Grammar(".", delimiter) for delimiter in ",;\t"],
    "any, with --decimal ,": [Grammar(",", delimiter) for delimiter in ",;\t"],
}


def test_the_files() -> None:
    (table,) = TABLES["The ledger format"]
    assert {row[0] for row in table} == {DESCRIPTOR, *(f"{name}.csv" for name in MODELS)}
    assert {row[0] for row in table if row[2] == "yes"} == {DESCRIPTOR, *(f"{name}.csv" for name in REQUIRED)}


@pytest.mark.parametrize("name", MODELS)
def test_the_columns_of_a_file_and_which_must_be_there(name: str) -> None:
    (table,) = TABLES[f"{name}.csv"]
    rules = MODELS[name].model_fields.items()
    assert [(row[0], row[1] == "yes") for row in table] == [(field, rule.is_required()) for field, rule in rules]


def test_the_keys_of_the_descriptor() -> None:
    (table,) = TABLES["datapackage.json"]
    assert [row[0] for row in table] == list(Package.model_fields)


def test_the_words_of_columns() -> None:
    assert [row[0] for row in TABLES["Roundings and qualifiers"][0]] == list(get_args(Qualifier))
    assert [row[0] for row in TABLES["Mutations"][0]] == list(get_args(Kind))
    phase = next(row[2] for row in TABLES["versions.csv"][0] if row[0] == "phase")
    assert all(f"`{word}`" in phase for word in get_args(Phase))
    relation = next(row[2] for row in TABLES["claims.csv"][0] if row[0] == "relation")
    assert all(f"`{word}`" in relation for word in get_args(Relation))


def test_the_header_words_of_a_single_file() -> None:
    columns, bases = (
        {row[0]: tuple(word.strip("`") for word in row[1].split(", ")) for row in table}
        for table in TABLES["A single CSV file"]
    )
    assert columns == COLUMNS | DESCRIBED
    assert bases == BASES
    said = " ".join(PAGE.split("is called like a sum or a part of others:")[1].split(".\n\n")[0].split())
    assert said == ", ".join(f"`{word}`" for word in TOTAL_WORDS)


def test_the_numbers() -> None:
    header = next(line for line in PAGE.splitlines() if line.startswith("| separated by"))
    texts = [cell.strip(" `") for cell in header.split("|")[2:-1]]
    (table,) = TABLES["Numbers"]
    assert {row[0].replace("`", "") for row in table} == GRAMMARS.keys()
    for row in table:
        for grammar in GRAMMARS[row[0].replace("`", "")]:
            assert [read(text, grammar) for text in texts] == row[1:], grammar


def read(text: str, grammar: Grammar) -> str:
    try:
        return plain(text, grammar)
    except NotANumber:
        return "error"


def test_the_example(tmp_path: Path) -> None:
    for name, text in files(PAGE).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert {path.name for path in tmp_path.iterdir()} == {DESCRIPTOR, *(f"{name}.csv" for name in MODELS)}
    result = ukraine_budget.check(tmp_path, claims=True).result
    assert result.rows == ()
    assert [claim.verdict for claim in result.claims] == ["holds"]
