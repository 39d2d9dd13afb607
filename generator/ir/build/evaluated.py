"""Says what a schema with `unevaluatedProperties` or `unevaluatedItems` may already have evaluated.

JSON Schema core, section 11, makes this depend on the value; what is said here is the most that any value can have
evaluated, so that nothing valid is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.ir.build.spots import Spot, Workshop
from generator.jsonvalues import is_object, mapping, sequence
from generator.load import refs

BRANCHES = ("allOf", "anyOf", "oneOf")
SINGLE = ("if", "then", "else")


def branches(shop: Workshop, owner: Spot) -> Iterator[Spot]:
    """`owner` and every schema that is applied to the same value through it."""
    seen: set[str] = set()
    stack = [owner]
    while stack:
        spot = stack.pop()
        if spot.pointer in seen or not is_object(spot.schema):
            continue
        seen.add(spot.pointer)
        yield spot
        if refs.reference(spot.schema) is not None:
            target = shop.target(spot)
            stack += [target] if target else []
        for key in BRANCHES:
            parts = sequence(spot.schema.get(key))
            stack += [spot.sub(key, str(i)) for i in range(len(parts))]
        stack += [spot.sub(key) for key in SINGLE if key in spot.schema]
        dependent = mapping(spot.schema.get("dependentSchemas"))
        stack += [spot.sub("dependentSchemas", name) for name in dependent]


def branching(shop: Workshop, owner: Spot) -> bool:
    """Whether it depends on the value what is evaluated."""
    keys = ("anyOf", "oneOf", "if", "dependentSchemas", "contains")
    return any(key in spot.schema for spot in branches(shop, owner) for key in keys)


def properties(
    shop: Workshop, owner: Spot
) -> tuple[frozenset[str], tuple[str, ...]] | None:
    """(names, patterns) of the properties that may be evaluated; None where all may be."""
    names: set[str] = set()
    patterns: dict[str, None] = {}
    for spot in branches(shop, owner):
        if open_ended(spot.schema, "additionalProperties"):
            return None
        if spot is not owner and open_ended(spot.schema, "unevaluatedProperties"):
            return None
        names.update(mapping(spot.schema.get("properties")))
        patterns.update(dict.fromkeys(mapping(spot.schema.get("patternProperties"))))
    return frozenset(names), tuple(patterns)


def items(shop: Workshop, owner: Spot) -> int | None:
    """The number of first members that may be evaluated; None where all may be."""
    count = 0
    for spot in branches(shop, owner):
        schema = spot.schema
        if "contains" in schema or open_ended(schema, "items"):
            return None
        if spot is not owner and open_ended(schema, "unevaluatedItems"):
            return None
        count = max(count, len(sequence(schema.get("prefixItems"))))
    return count


def open_ended(schema: dict[str, Any], key: str) -> bool:
    """Whether a keyword evaluates all that is left; `false` leaves nothing to evaluate."""
    return key in schema and schema[key] is not False
