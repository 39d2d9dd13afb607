"""A Parameter, Items or Header Object of Swagger 2.0 goes in; the same with a schema, as OpenAPI 3.0 has it, comes out."""

from __future__ import annotations

from typing import Any

from generator.jsonvalues import is_object
from generator.load.swagger.schemas import Schemas

SCHEMA = frozenset(
    (
        *("type", "format", "items", "default", "enum", "multipleOf", "pattern"),
        *("maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum"),
        *("maxLength", "minLength", "maxItems", "minItems", "uniqueItems"),
        *("properties", "additionalProperties", "allOf", "anyOf", "oneOf", "not"),
        *("title", "x-nullable", "x-isnullable", "x-is-nullable"),
    )
)
"""Keys that belong into the schema now; those that Swagger 2.0 does not have here are written all the same."""

FORMAT = "collectionFormat"
_EXAMPLE = "x-example"
_IN_QUERY: dict[str, dict[str, Any]] = {
    "csv": {"style": "form", "explode": False},
    "ssv": {"style": "spaceDelimited", "explode": False},
    "pipes": {"style": "pipeDelimited", "explode": False},
    "multi": {"style": "form", "explode": True},
}
_BODIES = ("body", "formData")
UNSAID = "collection-format"


def is_body(value: Any) -> bool:
    """Tell whether a parameter is a body or a field of a form, which OpenAPI 3.0 has no parameters for."""
    return is_object(value) and value.get("in") in _BODIES


def parameter(schemas: Schemas, value: Any) -> tuple[Any, str]:
    """Give the parameter, and the name of a collection format that OpenAPI 3.0 cannot say, "" where there is none."""
    if not is_object(value):
        return value, ""
    made, schema = apart(value)
    unsaid = ""
    if value.get("type") == "array":
        written = str(value.get(FORMAT, "csv"))
        if value.get("in") == "query":
            made |= _IN_QUERY.get(written, _IN_QUERY["csv"])
            unsaid = "" if written in _IN_QUERY else written
        elif written != "csv":
            unsaid = written
    if schema or "schema" not in made:
        made["schema"] = schemas.schema(schema)
    else:
        made["schema"] = schemas.schema(made["schema"])
    return made, unsaid


def header(schemas: Schemas, value: Any) -> Any:
    """Give the header of a response."""
    return parameter(schemas, value)[0]


def field(schemas: Schemas, value: dict[str, Any]) -> Any:
    """Give the schema of a field of a form, with what its parameter says of it."""
    made, schema = apart(value)
    kept = {
        key: member
        for key, member in made.items()
        if key == "description" or key == "example" or key.startswith("x-")
    }
    return {**schemas.schema(schema), **kept}


def encoding(value: dict[str, Any]) -> dict[str, Any] | None:
    """Say how the field of a form writes its items; None where OpenAPI 3.0 means the same without a word."""
    written = str(value.get(FORMAT, "csv"))
    if value.get("type") != "array" or written == "multi":
        return None
    said: dict[str, Any] = _IN_QUERY.get(written, _IN_QUERY["csv"])
    return said


def apart(value: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Part what a parameter says of itself from what it says of its values."""
    own: dict[str, Any] = {}
    schema: dict[str, Any] = {}
    for key, member in value.items():
        if key == FORMAT:
            continue
        if key in SCHEMA:
            schema[key] = member
        elif key == _EXAMPLE:
            own.setdefault("example", member)
        else:
            own[key] = member
    return own, schema
