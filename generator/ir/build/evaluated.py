"""Says what a schema with `unevaluatedProperties` or `unevaluatedItems` has evaluated, and under which conditions.

JSON Schema core, section 11, makes this depend on the value where branches do: those of `anyOf`, `oneOf`, `if` and
`dependentSchemas` count where they hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

from generator.ir.build.spots import Spot, Workshop
from generator.ir.model import Pointer
from generator.jsonvalues import is_object, mapping, sequence
from generator.load import refs

MOST = 50
"""Branches of one schema that are followed; references can multiply them, and each is written out for each other."""


class Condition(NamedTuple):
    """A schema that the value fits, or, without `holds`, does not fit; or a property that it has."""

    spot: Spot
    holds: bool = True
    name: str | None = None


Branch: TypeAlias = tuple[Spot, tuple[Condition, ...]]
"""A schema that is applied to the same value, and what must be so for it to count."""


def owner(shop: Workshop, spot: Spot) -> Spot:
    """The whole schema at a place of which `spot` may be only what stands beside a reference."""
    try:
        return Spot(shop.document.at(spot.pointer), spot.pointer)
    except LookupError:
        return spot


def branches(shop: Workshop, begin: Spot) -> list[Branch] | None:
    """`begin` and every schema that is applied to the same value through it; None where they are too many."""
    found: list[Branch] = []
    stack: list[tuple[Spot, tuple[Condition, ...], frozenset[Pointer]]] = [
        (begin, (), frozenset())
    ]
    while stack:
        spot, conditions, above = stack.pop()
        if spot.pointer in above or not is_object(spot.schema):
            continue
        if len(found) == MOST:
            return None
        found.append((spot, conditions))
        inside = above | {spot.pointer}
        for below, more in reversed([*applied(shop, spot)]):
            stack.append((below, (*conditions, *more), inside))
    return found


def applied(shop: Workshop, spot: Spot) -> Iterator[Branch]:
    """The schemas that one schema applies to the same value."""
    schema = spot.schema
    if refs.reference(schema) is not None:
        target = shop.target(spot)
        if target is not None:
            yield target, ()
    for part in parts(spot, "allOf"):
        yield part, ()
    for part in (*parts(spot, "anyOf"), *parts(spot, "oneOf")):
        yield part, (Condition(part),)
    if "if" in schema:
        condition = spot.sub("if")
        yield condition, (Condition(condition),)
        if "then" in schema:
            yield spot.sub("then"), (Condition(condition),)
        if "else" in schema:
            yield spot.sub("else"), (Condition(condition, holds=False),)
    for name in mapping(schema.get("dependentSchemas")):
        yield spot.sub("dependentSchemas", name), (Condition(spot, name=name),)


def parts(spot: Spot, key: str) -> list[Spot]:
    """The schemas in an array of schemas."""
    return [spot.sub(key, str(i)) for i in range(len(sequence(spot.schema.get(key))))]


def conditional(found: list[Branch]) -> bool:
    """Whether it depends on the value which branches count."""
    return any(conditions for _, conditions in found)


def branching(found: list[Branch]) -> bool:
    """Whether it depends on the value which members of an array are evaluated."""
    return conditional(found) or any("contains" in spot.schema for spot, _ in found)


def properties(
    found: list[Branch],
) -> tuple[frozenset[str], tuple[str, ...]] | None:
    """(names, patterns) of the properties that are evaluated if every branch counts; None where all are."""
    names: set[str] = set()
    patterns: dict[str, None] = {}
    for place, (spot, _) in enumerate(found):
        if every_property(spot, own=place == 0):
            return None
        names.update(mapping(spot.schema.get("properties")))
        patterns.update(dict.fromkeys(mapping(spot.schema.get("patternProperties"))))
    return frozenset(names), tuple(patterns)


def items(found: list[Branch]) -> int | None:
    """The number of first members that are evaluated if every branch counts; None where all may be."""
    count = 0
    for place, (spot, _) in enumerate(found):
        if "contains" in spot.schema or every_item(spot, own=place == 0):
            return None
        count = max(count, first_items(spot))
    return count


def every_property(spot: Spot, *, own: bool) -> bool:
    """Whether a schema evaluates all properties that are left; `own` is the one whose keyword asks."""
    return open_ended(spot.schema, "additionalProperties") or (
        not own and open_ended(spot.schema, "unevaluatedProperties")
    )


def every_item(spot: Spot, *, own: bool) -> bool:
    """Whether a schema evaluates all members that are left."""
    schema = spot.schema
    if isinstance(schema.get("items"), list):  # The tuple form of earlier drafts.
        return open_ended(schema, "additionalItems")
    return open_ended(schema, "items") or (
        not own and open_ended(schema, "unevaluatedItems")
    )


def first_items(spot: Spot) -> int:
    """How many first members have schemas of their own."""
    return len(
        sequence(spot.schema.get("items")) or sequence(spot.schema.get("prefixItems"))
    )


def open_ended(schema: dict[str, Any], key: str) -> bool:
    """Whether a keyword evaluates all that is left; `false` leaves nothing to evaluate."""
    return key in schema and schema[key] is not False
