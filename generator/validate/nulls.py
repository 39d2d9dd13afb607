"""A schema goes in; whether it says null in a place where, by the letter, it could not be valid, comes out.

Authors mean it there: models take it, and so do the judges of examples and of the mock.
"""

from __future__ import annotations

from typing import Any

from generator.jsonvalues import broad_kind, is_array, is_object, kind_of
from generator.load import refs
from generator.validate.plain import read_as

NOTES = frozenset(
    {
        "title",
        "description",
        "default",
        "example",
        "examples",
        "deprecated",
        "readOnly",
        "writeOnly",
        "externalDocs",
        "xml",
        "$comment",
        "$id",
        "$schema",
        "$anchor",
        "$dynamicAnchor",
        "$defs",
        "definitions",
        "$vocabulary",
        "contentMediaType",
        "contentEncoding",
        "contentSchema",
        "discriminator",
        "summary",
    }
)
"""Keywords that assert nothing."""
_COMPOSED = frozenset({"allOf", "anyOf", "oneOf"})
_NULL = ["null"]


def asserts(schema: dict[str, Any]) -> bool:
    """Whether a schema says more than notes, `nullable` and `allOf`."""
    return any(
        key not in NOTES
        and key not in ("allOf", "nullable")
        and not key.startswith("x-")
        for key in schema
    )


def only_type(schema: dict[str, Any]) -> bool:
    """Whether a schema asserts, references aside, a type and nothing else."""
    rest = {key: value for key, value in schema.items() if key != "type"}
    return (
        len(rest) < len(schema) and bool(read_as(schema["type"])) and not asserts(rest)
    )


def alone(schema: dict[str, Any]) -> bool:
    """Whether the type is null and nothing else, beside schemas that are made to take other values."""
    return (
        not _COMPOSED.isdisjoint(schema)
        and "type" in schema
        and read_as(schema["type"]) == _NULL
    )


def typed(schema: dict[str, Any]) -> bool:
    """Whether a schema asserts, references aside, nothing but a type with null among what it names."""
    return "type" in schema and "null" in read_as(schema["type"]) and only_type(schema)


def wraps(schema: dict[str, Any]) -> bool:
    """Whether a schema is a type with null beside `allOf` of one reference."""
    parts = schema.get("allOf")
    if not is_array(parts) or not typed(schema):
        return False
    linked = [one for one in parts if not is_object(one) or asserts(one)]
    return len(linked) == 1 and is_object(linked[0]) and _bare(linked[0])


def _bare(schema: dict[str, Any]) -> bool:
    return refs.reference(schema) is not None and not asserts(refs.siblings(schema))


def among(schema: dict[str, Any]) -> bool:
    """Whether a schema asserts nothing but a type with null and the members of one `anyOf` or `oneOf`."""
    group = "oneOf" if "oneOf" in schema else "anyOf"
    if group not in schema or "type" not in schema or "allOf" in schema:
        return False
    return typed({key: value for key, value in schema.items() if key != group})


def listed(schema: dict[str, Any]) -> bool:
    """Whether null is among listed values of which others are of the type, and only the type does not take it."""
    values = schema.get("enum")
    if not is_array(values) or None not in values or "nullable" in schema:
        return False
    kinds = read_as(schema.get("type"))
    return "null" not in kinds and any(
        one is not None and not {kind_of(one), broad_kind(one)}.isdisjoint(kinds)
        for one in values
    )


def takes(schema: object) -> bool:
    """Whether a schema without a reference names null among its own values."""
    if not is_object(schema):
        return False
    values = schema.get("enum")
    return (
        schema.get("nullable") is True
        or ("type" in schema and "null" in read_as(schema["type"]))
        or (is_array(values) and None in values and "type" not in schema)
        or listed(schema)
        or ("const" in schema and schema["const"] is None)
    )
