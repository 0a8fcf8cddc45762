"""The JSON Schema of maps takes every map that is one, and none that is not."""

import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import ukraine_budget
from importing import MAP

EXAMPLES = Path(__file__).parents[2] / "examples"
FORMATS = files("ukraine_budget.importing.formats")


def errors(text: str) -> list[str]:
    schema = ukraine_budget.schema("map")
    jsonschema.Draft202012Validator.check_schema(schema)
    found: Any = jsonschema.Draft202012Validator(schema).iter_errors(tomllib.loads(text))
    return [error.json_path for error in found]


@pytest.mark.parametrize("path", [*EXAMPLES.glob("*.toml"), *(Path(str(one)) for one in FORMATS.iterdir())])
def test_maps_that_come_with_the_program(path: Path) -> None:
    if path.suffix == ".toml":
        assert errors(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ("", []),
        ("[file]\nheader = [10, 11]\n", []),
        ("[file]\nheader = 3\n", []),
        ('[file]\nheader = "x"\n', ["$.file.header"]),
        ("[[totals]]\ncolumn = 3\n", ["$.totals[0].column"]),
        ("[[split]]\ncolumn = 'a'\n", ["$.split[0]"]),
        ("[fond]\n", ["$"]),
        ("[values.colour]\nred = 'x'\n", ["$.values"]),
    ],
)
def test_a_map_is_checked(more: str, where: list[str]) -> None:
    assert errors(MAP + more) == where
