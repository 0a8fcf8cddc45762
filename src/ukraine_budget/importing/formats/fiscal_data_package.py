"""Fiscal Data Packages, as version 0.3 of the standard describes them in `model`, and version 1 in `columnType`."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from pydantic import ValidationError

from ukraine_budget.errors import Problem, SourceError, UsageError
from ukraine_budget.importing.formats.fdp_of_ledger import ledger_of, restore
from ukraine_budget.importing.found import Found, Wanted
from ukraine_budget.importing.maps.mapped import read_all
from ukraine_budget.importing.maps.model import Map
from ukraine_budget.importing.source import Source, source
from ukraine_budget.language import said
from ukraine_budget.model.ledger import UNITS
from ukraine_budget.read.package import Package, Resource, parse_package
from ukraine_budget.read.synonyms import COLUMNS
from ukraine_budget.read.text import load

NAME = "fiscal-data-package"
TYPES = {
    "value": "measure",
    "date:fiscal-year": "year",
    "phase": "phase",
    "phase:id": "phase",
    "direction": "direction",
    "budget-line-id": "code",
}
"""What columns of some types are, by version 1 of the standard."""
KINDS = {"datetime": "year", "classification": "code"}
"""What the keys of dimensions are, by version 0.3; those of others are what the dimension is called."""
A_PACKAGE = said("give the datapackage.json of a Fiscal Data Package")
PLACE = "1900"
"""The place in time of versions until the ledger tells theirs."""
FACTORS = {10**power: unit for unit, power in UNITS.items()}


class Field(NamedTuple):
    """A column of the facts, and what it is: "measure", "year", "phase", "direction", "code" or "label".

    `of` is what a code or a label belongs to.
    """

    name: str
    kind: str
    of: str = ""


class Facts(NamedTuple):
    """The file of the facts, its columns, and what its amounts are in."""

    title: str
    resource: Resource
    fields: Sequence[Field]
    names: Sequence[str]
    currency: str | None
    unit: str | None

    def first(self, kind: str) -> str:
        """The column of a kind, empty where there is none."""
        return next((field.name for field in self.fields if field.kind == kind), "")

    def called(self, role: str) -> str:
        """The column whose name is a word for a role that the standard does not know, empty where there is none."""
        return next((name for name in self.names if name.casefold() in COLUMNS[role]), "")


def read(sources: Sequence[Source], wanted: Wanted) -> Found:
    """The facts of one package, of which `sources` is the datapackage.json."""
    if len(sources) != 1:
        raise UsageError(said("name one datapackage.json"))
    descriptor = sources[0]
    if descriptor.kind != "json":
        raise descriptor.error("other-layout", said("is no description of a package"), A_PACKAGE)
    try:
        facts = _facts(descriptor)
        map = Map.model_validate(_map(facts, wanted))
    except (AttributeError, KeyError, TypeError, ValidationError) as error:
        message = said("describes its columns otherwise than the standard")
        raise descriptor.error("other-layout", message, A_PACKAGE) from error
    home = descriptor.path.parent
    ledger = ledger_of(home) if facts.called("version") else None
    if ledger:
        map = map.model_copy(update={"version": map.version.model_copy(update={"moment": PLACE})})
    found = read_all(map, [source(home / facts.resource.path)], wanted, NAME)
    if ledger:
        restore(found, ledger, f"{wanted.version}-" if wanted.version else "")
    return found


def _facts(file: Source) -> Facts:
    text = load(file.path, str(file.path))
    if isinstance(text, Problem):
        raise SourceError([text])
    package = parse_package(text, str(file.path))
    if isinstance(package, list):
        raise SourceError(package)
    return _found(file, package, json.loads(text))


def _found(file: Source, package: Package, described: Mapping[str, Any]) -> Facts:
    """The first file of a package of whose columns one is said to hold the amounts."""
    model = described.get("model") or {}
    for resource, raw in zip(package.resources, described["resources"], strict=True):
        columns = raw.get("schema", {}).get("fields", [])
        names = [str(column.get("name", "")) for column in columns]
        typed, modelled = list(_typed(columns)), [f for f in _modelled(model, resource.name) if f.name in names]
        fields = typed if any(field.kind == "measure" for field in typed) else modelled
        if any(field.kind == "measure" for field in fields):
            measure: Mapping[str, Any] = next(iter(model.get("measures", {}).values()), {})
            unit = FACTORS[measure.get("factor", 1)] if measure.get("currency") else None
            return Facts(package.title, resource, fields, names, measure.get("currency"), unit)
    raise file.error("other-layout", said("says of no column that it holds the amounts"), A_PACKAGE)


def _typed(columns: Sequence[Mapping[str, Any]]) -> Iterator[Field]:
    """What version 1 of the standard says of the columns."""
    for column in columns:
        type_ = str(column.get("columnType", ""))
        if type_ in TYPES:
            yield Field(column["name"], TYPES[type_])
        elif type_.endswith(":label"):
            yield Field(column["name"], "label", type_.removesuffix(":label"))
        elif ":code" in type_:
            yield Field(column["name"], "code", type_.partition(":code")[0])


def _modelled(model: Mapping[str, Any], resource: str) -> Iterator[Field]:
    """What version 0.3 says of the columns of a file."""
    for measure in model.get("measures", {}).values():
        if measure.get("resource", resource) == resource:
            yield Field(measure["source"], "measure")
    for name, dimension in model.get("dimensions", {}).items():
        attributes = dimension.get("attributes", {})
        kind = KINDS.get(dimension.get("dimensionType", ""), name)
        for key in dimension.get("primaryKey", []):
            yield Field(attributes[key]["source"], kind, key)
        for attribute in attributes.values():
            if attribute.get("labelfor"):
                yield Field(attribute["source"], "label", attribute["labelfor"])


def _map(facts: Facts, wanted: Wanted) -> dict[str, Any]:
    """A map for the facts: the codes of a row together are its line, the first of them is its fund."""
    codes = [field for field in facts.fields if field.kind == "code"]
    if not codes or not facts.first("year"):
        name = facts.resource.name
        raise UsageError(said("{name}: no column is a fiscal year, or none says what the money is for", name=name))
    labels = {field.of: field.name for field in facts.fields if field.kind == "label"}
    own = [codes[-1]] if facts.called("version") else codes
    return {
        "title": facts.title,
        "currency": facts.currency,
        "unit": facts.unit,
        "same": "add",
        "file": {"delimiter": facts.resource.delimiter},
        "numbers": {"decimal": "".join(facts.resource.decimals) or "."},
        "fund": {"id": _field(codes[0].name), "name": _field(labels.get(codes[0].of, ""))},
        "line": {"id": "-".join(_field(code.name) for code in own), "name": _field(labels.get(codes[-1].of, ""))},
        "version": {
            "id": _field(facts.called("version") or facts.first("phase")),
            "phase": _field(facts.first("phase")) or "announced",
        },
        "amounts": [{"column": facts.first("measure")}],
    } | _counted(facts, wanted)


def _counted(facts: Facts, wanted: Wanted) -> dict[str, Any]:
    """What the amounts count: as a column of basis says, or as the user does; of receipts as the direction says."""
    year, direction = {"year": _field(facts.first("year"))}, facts.first("direction")
    if facts.called("basis"):
        more = {role: _field(facts.called(role)) for role in ("basis", "rounding", "qualifier", "note")}
        return {"figure": year | more}
    if not wanted.basis:
        raise UsageError(
            said("give --basis commitment or --basis cash: a Fiscal Data Package does not say which it is")
        )
    if not direction:
        return {"figure": year | {"basis": wanted.basis}}
    skipped = [] if wanted.receipts else [{"column": direction, "values": ["revenue"], "reason": "receipts"}]
    words = {"expenditure": wanted.basis, "revenue": "receipt"}
    return {"figure": year | {"basis": _field(direction)}, "values": {"basis": words}, "skip": skipped}


def _field(name: str) -> str:
    return f"{{{name}}}" if name else ""
