"""datapackage.json of a ledger that figures are imported into."""

import json
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from ukraine_budget.read import find
from ukraine_budget.read.places import DEFAULT, DESCRIPTOR
from ukraine_budget.scaffold import package

BASES = ("commitment", "cash")
MORE = {
    "after": "Version that it follows once the ledger has that",
    "missing": "Amounts lost at the import: basis, year, how many of how many, and what percent of the money",
}
"""The columns of versions.csv that are there only where they say something, and what they say."""


def fresh(name: str, title: str, currency: str | None, unit: str | None) -> dict[str, Any]:
    """The descriptor of a new ledger, with the columns of the one that comes with the program."""
    model = json.loads((find(DEFAULT) / DESCRIPTOR).read_text(encoding="utf-8"))
    descriptor = package(name, model) | {"currency": currency, "unit": unit, "bases": []}
    if title:
        descriptor["title"] = title
    return {key: value for key, value in descriptor.items() if value is not None}


def columns(descriptor: Mapping[str, Any], resource: str, but: Collection[str] = ()) -> list[str]:
    """The columns that the descriptor of a new ledger has for a file."""
    return [field["name"] for field in _fields(descriptor, resource) if field["name"] not in but]


def declare(descriptor: dict[str, Any], resource: str, header: Collection[str]) -> None:
    """Have the descriptor name those columns beyond the usual ones that the header of a file has."""
    fields = _fields(descriptor, resource)
    fields[:] = [field for field in fields if field["name"] not in MORE]
    fields += [
        {"name": name, "type": "string", "description": MORE[name]} for name in header if fields and name in MORE
    ]


def widen(descriptor: dict[str, Any], bases: Collection[str], kinds: Iterable[str]) -> None:
    """Declare bases that are stated, and allow them and kinds of papers in every column that lists what it may hold."""
    known = descriptor.get("bases", list(BASES))
    new = sorted(set(bases) - set(known), key=_rank)
    own = known != sorted(known, key=_rank) or not set(known) <= set(bases)  # a person has listed them
    descriptor["bases"] = [*known, *new] if own else sorted([*known, *new], key=_rank)
    for resource in descriptor.get("resources", ()):
        for field in _fields(descriptor, resource["name"]):
            if field["name"].endswith("basis"):
                _allow(field, descriptor["bases"])
            if (resource["name"], field["name"]) == ("documents", "kind"):
                _allow(field, kinds)


def _rank(basis: str) -> tuple[int, str]:
    return (BASES.index(basis) if basis in BASES else len(BASES), basis)


def _fields(descriptor: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    resources = (one for one in descriptor.get("resources", ()) if one["name"] == name)
    resource: dict[str, Any] = next(resources, {})
    fields: list[dict[str, Any]] = resource.get("schema", {}).get("fields", [])
    return fields


def _allow(field: dict[str, Any], words: Iterable[str]) -> None:
    allowed = field.get("constraints", {}).get("enum")
    if allowed is not None:
        allowed += [word for word in words if word not in allowed]
