"""A schema object goes in; what contradicts itself in it comes out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.jsonvalues import is_array, is_object
from generator.load import Document, refs
from generator.validate.explain import shown
from generator.validate.finding import Finding
from generator.validate.plain import near
from generator.validate.trails import Trail, place_of

_RANGES = (
    ("minimum", "maximum"),
    ("minLength", "maxLength"),
    ("minItems", "maxItems"),
    ("minProperties", "maxProperties"),
)
_TELLING = frozenset(["enum", "required", "nullable", *(low for low, _ in _RANGES)])
"""Without one of them a schema cannot contradict itself."""
_GUESSED = 100
"""Beyond so many properties or names nobody is helped by a guess at what was meant."""
_ELSEWHERE = frozenset(
    [
        "allOf",
        "anyOf",
        "oneOf",
        "not",
        "if",
        "additionalProperties",
        "patternProperties",
        "discriminator",
    ]
)


def silent(schema: dict[str, Any]) -> bool:
    """Tell at a glance that `schema_faults` has nothing to say of a schema, as of most."""
    return _TELLING.isdisjoint(schema) and schema.get("type") != "array"


def schema_faults(
    document: Document, schema: dict[str, Any], trail: Trail
) -> Iterator[Finding]:
    """Check one schema by itself; its values are checked elsewhere."""
    if schema.get("nullable") is True and not document.version.startswith("3.0"):
        yield Finding(
            "old-keyword",
            "info",
            "'nullable' is a word of OpenAPI 3.0; it is obeyed here, and other tools ignore it",
            place_of((trail, "nullable")),
            f"Write {_with_null(schema)} in its place.",
        )
    if "enum" in schema:
        yield from _enum(schema["enum"], trail)
    if "required" in schema and "properties" in schema:
        yield from _required(schema, trail)
    for low, high in _RANGES:
        if low in schema and high in schema:
            yield from _range(schema, low, high, trail)
    if (
        schema.get("type") == "array"
        and "items" not in schema
        and "prefixItems" not in schema
    ):
        yield Finding(
            "untyped-items",
            "info",
            "the array does not say what its items are; any value is accepted",
            place_of(trail),
        )


def _with_null(schema: dict[str, Any]) -> str:
    if refs.reference(schema) is not None:
        return f"anyOf: [{{{refs.WORD}: …}}, {{type: 'null'}}]"
    if "const" in schema:
        return "enum: […, null]"
    kind = schema.get("type")
    name = kind if isinstance(kind, str) else "…"
    return f"type: [{name}, 'null']"


def _key(value: Any) -> tuple[str, str]:
    """What equal JSON values share: 1.0 is 1, true is not (JSON Schema core, section 4.2.2)."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    kind = type(value).__name__
    return kind, value if isinstance(value, str) else repr(value)


def _enum(values: Any, trail: Trail) -> Iterator[Finding]:
    if not is_array(values):
        return
    at = place_of((trail, "enum"))
    if not values:
        yield Finding(
            "bad-enum",
            "warning",
            "the enum has no member, so no value would be valid",
            at,
            "Leave 'enum' out, or list the values.",
        )
    places: dict[tuple[str, str], list[int]] = {}
    for index, value in enumerate(values):
        places.setdefault(_key(value), []).append(index)
    for _, *again in places.values():
        if again:
            often = "twice" if len(again) == 1 else f"{len(again) + 1} times"
            yield Finding(
                "bad-enum",
                "warning",
                f"enum member {shown(values[again[0]])} stands there {often}",
                place_of(((trail, "enum"), str(again[0]))),
                "It counts once.",
            )


def _required(schema: dict[str, Any], trail: Trail) -> Iterator[Finding]:
    required, properties = schema["required"], schema["properties"]
    if (
        not is_array(required)
        or not is_object(properties)
        or schema.keys() & _ELSEWHERE
    ):
        return
    missing = [
        index
        for index, name in enumerate(required)
        if isinstance(name, str) and name not in properties
    ]
    if not missing:
        return
    free = _others(properties, required)
    for number, index in enumerate(missing):
        name = required[index]
        meant = near(name, free) if number < _GUESSED else None
        hint = (
            f"Did you mean {meant!r}?" if meant else "It must be there, with any value."
        )
        message = f"required property {name!r} is not among the properties"
        at = place_of(((trail, "required"), str(index)))
        yield Finding("required-undeclared", "info", message, at, hint)


def _others(properties: dict[str, Any], required: list[Any]) -> list[str]:
    """Give the properties that a misspelt name may have meant, where there are few."""
    if len(properties) > _GUESSED:
        return []
    taken = {name for name in required if isinstance(name, str)}
    return [name for name in properties if name not in taken]


def _range(
    schema: dict[str, Any], low: str, high: str, trail: Trail
) -> Iterator[Finding]:
    least, most = schema[low], schema[high]
    if (
        isinstance(least, int | float)
        and isinstance(most, int | float)
        and least > most
    ):
        message = f"{low!r} is {shown(least)} and {high!r} is {shown(most)}, so no value would be valid"
        yield Finding("empty-range", "warning", message, place_of((trail, low)))
