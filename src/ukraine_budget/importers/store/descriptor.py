"""datapackage.json of a ledger that figures are imported into."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from ukraine_budget.readers import find
from ukraine_budget.readers.places import DEFAULT, DESCRIPTOR
from ukraine_budget.scaffold import package

BASES = ("commitment", "cash")


def fresh(name: str, title: str, currency: str | None, unit: str | None) -> dict[str, Any]:
    """The descriptor of a new ledger, with the columns of the one that comes with the program."""
    model = json.loads((find(DEFAULT) / DESCRIPTOR).read_text(encoding="utf-8"))
    found = package(name, model) | {"currency": currency, "unit": unit, "bases": []}
    if title:
        found["title"] = title
    return {key: value for key, value in found.items() if value is not None}


def columns(descriptor: Mapping[str, Any], resource: str) -> list[str]:
    """The columns that the descriptor of a new ledger has for a file."""
    return [field["name"] for field in _fields(descriptor, resource)]


def widen(descriptor: dict[str, Any], bases: Iterable[str], kinds: Iterable[str]) -> None:
    """Declare bases, and allow them and kinds of papers in every column that lists what it may hold."""
    known = descriptor.get("bases", list(BASES))
    ranks = {basis: rank for rank, basis in enumerate(BASES)}
    new = sorted(set(bases) - set(known), key=lambda basis: (ranks.get(basis, len(ranks)), basis))
    descriptor["bases"] = [*known, *new]
    for resource in descriptor.get("resources", ()):
        for field in _fields(descriptor, resource["name"]):
            if field["name"].endswith("basis"):
                _allow(field, descriptor["bases"])
            if (resource["name"], field["name"]) == ("documents", "kind"):
                _allow(field, kinds)


def _fields(descriptor: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    found = (one for one in descriptor.get("resources", ()) if one["name"] == name)
    resource: dict[str, Any] = next(found, {})
    fields: list[dict[str, Any]] = resource.get("schema", {}).get("fields", [])
    return fields


def _allow(field: dict[str, Any], words: Iterable[str]) -> None:
    allowed = field.get("constraints", {}).get("enum")
    if allowed is not None:
        allowed += [word for word in words if word not in allowed]
