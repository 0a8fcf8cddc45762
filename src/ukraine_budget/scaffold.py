"""A new, empty ledger: every file with its header, and a page that says what goes in each column."""

import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ukraine_budget.errors import OutputError, UsageError
from ukraine_budget.model.message import said

KEPT = ("profile", "currency", "unit", "bases", "resources")
"""What of the descriptor of another ledger holds for any ledger."""

INTRODUCTION = """# {name}: a ledger of budget figures

Every file here is a plain table: fill in rows with a spreadsheet program or a text editor and save as CSV, UTF-8.
`datapackage.json` says in which currency and unit all amounts are, which bases are counted, and what each column
holds; change `name`, `title`, `currency`, `unit` and `bases` there. Start with a fund in `funds.csv`, a line in
`lines.csv`, a paper in `documents.csv` and a version in `versions.csv`; then `amounts.csv` takes what the paper states.
Nothing stated is no row: a blank or a zero would say something else. `budget check FOLDER` tells what is wrong.
"""


def scaffold(folder: Path, descriptor: Mapping[str, Any]) -> list[Path]:
    """Make a folder with an empty ledger, with the columns that the descriptor of another ledger declares.

    Returns the files made. Raises UsageError where something is there already, OutputError where it cannot write.
    """
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise UsageError(said("{path} exists and is not empty; name a new folder", path=str(folder)))
        files = dict(_files(folder.resolve().name, descriptor))
        folder.parent.mkdir(parents=True, exist_ok=True)
        _make(folder, files)
    except OSError as error:
        raise OutputError(
            said("{path}: {reason}; nothing was made", path=str(folder), reason=error.strerror or str(error))
        ) from error
    return [folder / file for file in files]


def _make(folder: Path, files: Mapping[str, str]) -> None:
    """Write all files beside their place, then move them there. A folder that is there stays the same folder."""
    there = folder.exists()
    with tempfile.TemporaryDirectory(dir=folder if there else folder.parent) as name:
        draft = Path(name) / "ledger"
        draft.mkdir()
        for file, text in files.items():
            (draft / file).write_text(text, encoding="utf-8", newline="")
        if there:
            for file in files:
                (draft / file).replace(folder / file)
        else:
            draft.replace(folder)


def _files(name: str, descriptor: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    name = re.sub(r"[^a-z0-9._-]+", "-", name.lower()).strip("-") or "ledger"
    package = {key: descriptor[key] for key in KEPT} | {"name": name, "title": name}
    yield "datapackage.json", json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    yield "README.md", "\n".join([INTRODUCTION.format(name=name), *_pages(package["resources"])])
    for resource in package["resources"]:
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
    said = str(field.get("description", "")).replace("|", "\\|")
    return said + (f" ({', '.join(words)})" if words else "")
