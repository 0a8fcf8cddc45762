"""The JSON Schema of each view, made from its row types."""

from collections.abc import Mapping
from decimal import Decimal
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from ukraine_budget.model.records import Year
from ukraine_budget.report.views import AS_TEXT, VERSION, Picked, declared, loaded

DIALECT = "https://json-schema.org/draft/2020-12/schema"
AMOUNT = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}
SIMPLE: dict[Any, dict[str, Any]] = {
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    str: {"type": "string"},
    Decimal: AMOUNT,
    NoneType: {"type": "null"},
    "Decimal": AMOUNT,
}
NOTE = {"kind": str, "text": str, "lines": tuple[str, ...], "years": tuple[Year, ...]}


def json_schema(view: str) -> dict[str, Any]:
    """Return the JSON Schema of a view, by its name in `schema`. Raises UsageError for an unknown one."""
    form = declared(view)
    schemas = _Schemas()
    rows = [schemas.row(loaded(name), as_text=view in AS_TEXT) for name in form.rows]
    properties = {
        "schema": {"const": f"budget/{view}/{VERSION}"},
        **{name: schemas.of(type_) for name, type_ in form.head.items()},
        "answer": schemas.answer(form.facts),
        "rows": _list(rows[0] if len(rows) == 1 else {"anyOf": rows}),
        **{name: _list(schemas.row(loaded(row))) for name, row in form.lists.items()},
        "notes": _list(_object({name: schemas.of(type_) for name, type_ in NOTE.items()})),
    }
    title = f"budget {view}"
    return {"$schema": DIALECT, "title": title, **_object(properties), "$defs": schemas.named}


def _object(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": dict(properties), "required": list(properties)}


def _list(items: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _or_null(schema: Mapping[str, Any]) -> dict[str, Any]:
    options = schema.get("anyOf", [schema])
    return {"anyOf": [option for option in options if option != SIMPLE[NoneType]] + [SIMPLE[NoneType]]}


class _Schemas:
    """Schemas of types; those of rows are named, so that each is defined once."""

    def __init__(self) -> None:
        self.named: dict[str, Any] = {}

    def of(self, type_: Any) -> dict[str, Any]:
        """Return the schema of a type."""
        if type_ in SIMPLE:
            return SIMPLE[type_]
        origin, inner = get_origin(type_), get_args(type_)
        if origin is Literal:
            return {"enum": list(inner)}
        if origin in (Union, UnionType):
            return {"anyOf": list(map(self.of, inner))}
        if origin is tuple:
            return _list(self.of(inner[0]))
        if hasattr(type_, "_fields"):
            return self.row(type_)
        return SIMPLE[str]  # a text that can be translated

    def row(self, type_: Any, *, as_text: bool = False) -> dict[str, Any]:
        """Return a reference to the schema of a row type."""
        name = type_.__name__
        if name not in self.named:
            hints = get_type_hints(type_)
            fields = {field: SIMPLE[str] if as_text else self.of(hints[field]) for field in type_._fields}
            described = {"description": type_.__doc__.partition("\n")[0]}
            self.named[name] = described | _object(fields)
        return {"$ref": f"#/$defs/{name}"}

    def answer(self, facts: Mapping[str, Any] | Picked) -> dict[str, Any]:
        """Return the schema of an answer: a text, and facts that may each be null."""
        if not facts:
            return SIMPLE[NoneType]
        return _object({"text": SIMPLE[str], **self.facts(facts)})

    def facts(self, facts: Mapping[str, Any] | Picked) -> dict[str, Any]:
        """Return the schemas of facts by name."""
        if isinstance(facts, Picked):
            hints = get_type_hints(loaded(facts.row))
            return {name: _or_null(self.of(hints[name])) for name in facts.names}
        return {name: _or_null(self.fact(type_)) for name, type_ in facts.items()}

    def fact(self, type_: Any) -> dict[str, Any]:
        """Return the schema of a fact, which may hold others."""
        return _object(self.facts(type_)) if isinstance(type_, Picked) else self.of(type_)
