"""A new, empty ledger: files with headers, and a README that describes each column."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from ukraine_budget.atomic_write import claimed, is_new, put_all
from ukraine_budget.errors import UsageError
from ukraine_budget.language import said

KEPT = ("profile", "currency", "unit", "bases", "resources")
"""The descriptor keys that any ledger can share."""

INTRODUCTION = """# {name}: a ledger of budget figures

Every file here is a plain table: fill in rows with a spreadsheet program or a text editor and save as CSV, UTF-8.
`datapackage.json` says in which currency and unit all amounts are, which bases are counted, and what each column
holds; change `name`, `title`, `currency`, `unit` and `bases` there. Start with a fund in `funds.csv`, a line in
`lines.csv`, a paper in `documents.csv` and a version in `versions.csv`; then `amounts.csv` takes what the paper states.
Nothing stated is no row: a blank or a zero would say something else. `budget check FOLDER` tells what is wrong.
"""


def scaffold(folder: Path, descriptor: Mapping[str, Any]) -> list[Path]:
    """Make an empty ledger in a folder, with the columns that another ledger's descriptor declares.

    Returns the paths of its files. Raises UsageError if the folder is not empty, OutputError if it cannot be written.
    """
    files = dict(_files(folder.resolve().name, descriptor))
    with claimed(folder, partial(check_new, folder)) as draft:
        put_all({file: text.encode() for file, text in files.items()}, draft, folder)
    return [folder / file for file in files]


def check_new(folder: Path) -> None:
    """Raise UsageError unless the path is free or an empty folder."""
    if not is_new(folder):
        raise UsageError(said("{path} exists and is not empty; name a new folder", path=str(folder)))


def package(name: str, descriptor: Mapping[str, Any]) -> dict[str, Any]:
    """Make the descriptor of a new ledger, named after its folder, with the columns of another."""
    name = re.sub(r"[^a-z0-9._-]+", "-", name.lower()).strip("-") or "ledger"
    return {key: descriptor[key] for key in KEPT} | {"name": name, "title": name}


def _files(name: str, descriptor: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    described = package(name, descriptor)
    yield "datapackage.json", json.dumps(described, ensure_ascii=False, indent=2) + "\n"
    yield "README.md", "\n".join([INTRODUCTION.format(name=described["name"]), *_pages(described["resources"])])
    for resource in described["resources"]:
        yield resource["path"], ",".join(field["name"] for field in resource["schema"]["fields"]) + "\n"


def _pages(resources: list[dict[str, Any]]) -> Iterator[str]:
    for resource in resources:
        yield f"## {resource['path']}: {resource['title'][0].lower()}{resource['title'][1:]}\n"
        yield "| column | required | what it holds |\n| --- | --- | --- |"
        for field in resource["schema"]["fields"]:
            required = "yes" if field.get("constraints", {}).get("required") else ""
            yield f"| {field['name']} | {required} | {_described(field)} |"
        yield ""


def _described(field: dict[str, Any]) -> str:
    words = field.get("constraints", {}).get("enum", [])
    description = str(field.get("description", "")).replace("|", "\\|")
    return description + (f" ({', '.join(words)})" if words else "")
