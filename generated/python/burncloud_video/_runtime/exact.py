"""JSON's own idea of a kind of value, put in place of pydantic's: ``"1"`` and ``true`` are no integers, ``1.0`` is."""

from __future__ import annotations

import re
from typing import Any, cast

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema

from . import scalars
from .words import opened

_OWN_PATTERN = re.compile(r"\\[xpP]\{|&&")
_LIMITS = ("ge", "gt", "le", "lt", "multiple_of")


class Exact:
    """Marks a type outside a model whose numbers, truth values and times are read as models read theirs."""

    __slots__ = ()

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        """Give the schema of the type, made exact."""
        return cast(CoreSchema, exact(handler(source)))


def exact(schema: Any) -> Any:
    """A core schema in which every scalar is exact; what belongs to other models is theirs."""
    match schema["type"]:
        case "int":
            return scalars.integer(limits(schema))
        case "float":
            return scalars.number(limits(schema))
        case "str":
            return text(schema)
        case "bool":
            return {**schema, "strict": True}
        case "datetime":
            return scalars.date_time()
        case "date":
            return scalars.date_only()
        case "uuid":
            return scalars.uuid()
        case "literal":
            return scalars.literal(schema)
        case "model" | "definition-ref" | "any" | "none":
            return schema
        case "union":
            return union(schema)
        case "model-fields":
            return fields(schema)
        case _:
            return inside(schema)


def text(schema: Any) -> Any:
    """A string; in JSON Schema without a pattern that only pydantic's engine can read."""
    made: dict[str, Any] = {**schema, "strict": True}
    if _OWN_PATTERN.search(str(made.get("pattern", ""))):
        others = {k: v for k, v in made.items() if k not in ("pattern", "metadata")}
        told = scalars.told_as(cast(CoreSchema, others))
        made["metadata"] = {**made.get("metadata", {}), **told}
    return made


def limits(schema: Any) -> dict[str, Any]:
    """The limits that a schema of a number carries."""
    return {key: schema[key] for key in _LIMITS if key in schema}


def union(schema: Any) -> Any:
    """A union of exact members; an integer beside a number is a number."""
    if "exact" in schema.get("metadata", {}):
        return schema
    choices: list[Any] = [
        c[0] if isinstance(c, tuple) else c for c in schema["choices"]
    ]
    kinds = [c["type"] for c in choices]
    if "int" in kinds and "float" in kinds:
        merged = limits(choices[kinds.index("float")])
        choices = [c for c in choices if c["type"] not in ("int", "float")]
        number = scalars.number(merged)
        if not choices:
            return number
        return {**schema, "choices": [number, *_members(choices)]}
    return {**schema, "choices": _members(choices)}


def _members(choices: list[Any]) -> list[Any]:
    """The exact members of a union; errors call those that functions read by what they are."""
    found = opened([exact(one) for one in choices])
    names = [one.get("metadata", {}).get("called") for one in found]
    return [
        (one, name) if name else one for one, name in zip(found, names, strict=True)
    ]


def fields(schema: Any) -> Any:
    """The fields of a model, exact."""
    made: dict[str, Any] = {
        name: {**field, "schema": exact(field["schema"])}
        for name, field in schema["fields"].items()
    }
    extras: dict[str, Any] = {}
    if "extras_schema" in schema:
        extras["extras_schema"] = exact(schema["extras_schema"])
    return {**schema, "fields": made, **extras}


def inside(schema: Any) -> Any:
    """Any other schema, with what it holds made exact."""
    made: dict[str, Any] = dict(schema)
    for key in ("schema", "items_schema", "keys_schema", "values_schema"):
        if isinstance(made.get(key), dict):
            made[key] = exact(made[key])
        elif isinstance(made.get(key), list):
            made[key] = [exact(one) for one in made[key]]
    return made


def without_null(schema: Any) -> Any:
    """A core schema that takes no null; checks around it stay."""
    if schema["type"] == "nullable":
        return schema["schema"]
    if isinstance(schema.get("schema"), dict) and schema["type"].startswith("function"):
        return {**schema, "schema": without_null(schema["schema"])}
    return schema
