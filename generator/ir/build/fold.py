"""Folds a schema, and all that `allOf` and references add to it, into one `Shape`."""

from __future__ import annotations

from typing import Any

from generator.ir.build import bounds
from generator.ir.build.gather import GATHERERS
from generator.ir.build.shape import Group, Shape
from generator.ir.build.spots import Spot, Workshop
from generator.ir.model import Pointer
from generator.jsonvalues import is_object, sequence
from generator.load import refs
from generator.validate.nulls import NOTES

_OBJECT = frozenset({"object"})


def fold(
    shop: Workshop, spots: list[Spot], skip: frozenset[Pointer] = frozenset()
) -> Shape:
    """One shape for the conjunction of `spots`.

    `skip` names groups (pointer of an anyOf or oneOf) that are already dealt with.
    """
    shape = gathered(shop, spots)
    if len(shape.sources) > 1:
        bounds.count(shop, len(shape.sources) - 1, spots[0].pointer)
    shape.groups = [
        group
        for group in shape.groups
        if group.pointer not in skip and not around(shop, group, shape)
    ]
    shape.never = shape.never or contradicts(shop, shape)
    return shape


def around(shop: Workshop, group: Group, shape: Shape) -> bool:
    """Whether a group lists, among its variants, a schema of the shape that includes the group itself by `allOf`.

    Interfaces of Java are written so: `Payment` is one of `Card` and others, and a `Card` is a `Payment`. Whoever judges that never
    comes to an end. It says what is beside the group in `Payment`, and adds nothing that a `Card` has not fulfilled by being one.
    """
    if len(shape.sources) < 2:
        return False
    owner = group.pointer.rpartition("/")[0]
    heirs = {
        spot.pointer
        for spot in shape.sources
        if spot.pointer != owner and owner in closure(shop, spot.pointer)
    }
    listed = (one for one in group.variants if refs.reference(one.schema) is not None)
    return bool(heirs) and any(
        end is not None and end.pointer in heirs for end in map(shop.target, listed)
    )


def gathered(shop: Workshop, spots: list[Spot]) -> Shape:
    """What `spots` say, with all that `allOf` and references add; each place counts once, so rings and diamonds end."""
    shape = Shape()
    seen: set[tuple[Pointer, bool]] = set()
    stack = [(spot, False) for spot in reversed(spots)]
    while stack:
        spot, beside = stack.pop()
        if (spot.pointer, beside) in seen:
            continue
        seen.add((spot.pointer, beside))
        schema = spot.schema
        if schema is False:
            shape.never = True
        if not is_object(schema):
            continue
        if refs.reference(schema) is not None:
            target = beyond(shop, spot)
            if not shop.legacy and assertive(schema):
                stack.append((Spot(refs.siblings(schema), spot.pointer), True))
            if target is not None:
                stack.append((target, False))
            continue
        shape.sources.append(spot)
        gather(shop, shape, spot)
        parts = sequence(schema.get("allOf"))
        stack.extend(
            (spot.sub("allOf", str(i)), False) for i in reversed(range(len(parts)))
        )
    return shape


def contradicts(shop: Workshop, shape: Shape) -> bool:
    """Whether an object must have a property for which no listed value is left.

    Two schemas of objects that are told apart by a word cannot hold at once. It is seen here, before their properties
    are looked at: where blocks hold blocks, the pairs that are not would be without end.
    """
    if shape.kinds != _OBJECT or len(shape.sources) < 2:
        return False
    several = (shape.properties.get(name, ()) for name in shape.required)
    return any(
        len(spots) > 1 and gathered(shop, spots).values == [] for spots in several
    )


def beyond(shop: Workshop, spot: Spot) -> Spot | None:
    """What the reference at `spot` leads to, over references beside which nothing stands; a long chain is walked once."""
    passed: list[Pointer] = []
    here = shop.target(spot)
    while here is not None and here.pointer not in passed[:1]:
        known = shop.bare.get(here.pointer)
        if known is not None:
            here = known
            break
        if not is_object(here.schema) or len(here.schema) > 1:
            break
        if refs.reference(here.schema) is None or len(passed) > LONGEST:
            break
        passed.append(here.pointer)
        here = shop.target(here)
    if here is not None:
        shop.bare.update(dict.fromkeys(passed, here))
    return here


LONGEST = 10_000
"""References one behind the other that are followed at once; rings that are entered from outside end here too."""


def assertive(schema: dict[str, Any]) -> bool:
    """Whether keys beside a `$ref` assert anything (JSON Schema 2020-12, section 8.2.3.1 lets them)."""
    return any(
        key not in NOTES and not key.startswith("x-") and key in GATHERERS
        for key in refs.siblings(schema)
    )


def gather(shop: Workshop, shape: Shape, spot: Spot) -> None:
    """Adds what one schema asserts, `allOf` and references aside."""
    for key, value in spot.schema.items():
        gatherer = GATHERERS.get(key)
        if gatherer is not None:
            gatherer(shop, shape, spot, value)


def closure(shop: Workshop, pointer: Pointer) -> frozenset[Pointer]:
    """Every place that must hold where the schema at `pointer` holds."""
    if pointer not in shop.closures:
        reached: set[Pointer] = set()
        stack = [pointer]
        while stack:
            here = stack.pop()
            if here in reached:
                continue
            reached.add(here)
            spot = Spot(shop.document.at(here), here)
            schema = spot.schema
            if not is_object(schema):
                continue
            if refs.reference(schema) is not None:
                target = shop.target(spot)
                if target is not None:
                    stack.append(target.pointer)
                continue
            for i in range(len(sequence(schema.get("allOf")))):
                stack.append(spot.sub("allOf", str(i)).pointer)
        shop.closures[pointer] = frozenset(reached)
    return shop.closures[pointer]
