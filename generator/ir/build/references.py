"""Schemas that are, notes aside, nothing but references go in; the type that they name comes out."""

from __future__ import annotations

from typing import Any

from generator.ir.build.fold import NOTES, fold
from generator.ir.build.shape import Shape
from generator.ir.build.spots import Spot, Workshop
from generator.ir.model import Anything, Pointer, Scalar, Type, Union
from generator.jsonvalues import is_object, sequence
from generator.load import refs
from generator.load.pointer import join


def sole_reference(
    shop: Workshop, spots: list[Spot], skip: frozenset[Pointer] = frozenset()
) -> Type | None:
    """A `Named` where `spots` are, notes aside, nothing but references of which one covers all others.

    Args:
        skip: groups that are already dealt with; a schema that has nothing else says no more.
    """
    targets: dict[Pointer, None] = {}
    spent: set[Pointer] = set()
    null = False
    stack = list(reversed(spots))
    while stack:
        schema = stack[-1].schema
        spot = stack.pop()
        if schema is True:
            continue
        if not is_object(schema):
            return None
        if refs.reference(schema) is not None:
            if not shop.legacy and asserts(refs.siblings(schema)):
                return None
            target = shop.target(spot)
            if target is None:
                return Anything()
            if target.pointer in spent:
                continue
            if skip and is_object(target.schema) and only(skip, target):
                spent.add(target.pointer)
                stack.append(target)
                continue
            targets[target.pointer] = None
            null = null or refs.siblings(schema).get("nullable") is True
            continue
        if asserts(schema) and not only(skip, spot):
            return None
        null = null or schema.get("nullable") is True
        count = len(sequence(schema.get("allOf")))
        stack.extend(spot.sub("allOf", str(i)) for i in reversed(range(count)))
    left = uncovered(shop, list(targets))
    if len(left) != 1:
        return None
    named = shop.name(left[0])
    if (null and shop.legacy) or nullable_record(shop, left[0]):
        return Union((named, Scalar("null")))
    return named


def nullable_record(shop: Workshop, pointer: Pointer) -> bool:
    """Whether the schema at `pointer` is a record or null: its name is then the record's, and each use says null."""
    have = shop.nullable.get(pointer)
    if have is None:
        shop.nullable[pointer] = False  # A ring of references adds nothing.
        shape = fold(shop, [Spot(shop.document.at(pointer), pointer)])
        kinds = shape.kinds or implied(shape) or frozenset()
        have = shop.nullable[pointer] = (
            kinds - {"null"} == frozenset({"object"})
            and ("null" in kinds or shape.null)
            and bool(shape.properties or shape.required)
            and not (shape.groups or shape.values is not None or shape.never)
        )
    return have


def asserts(schema: dict[str, Any]) -> bool:
    """Whether a schema says more than notes, `nullable` and `allOf`."""
    return any(
        key not in NOTES
        and key not in ("allOf", "nullable")
        and not key.startswith("x-")
        for key in schema
    )


def only(skip: frozenset[Pointer], spot: Spot) -> bool:
    """Whether a schema says nothing, notes aside, but groups that are already dealt with."""
    rest = {
        key: value
        for key, value in spot.schema.items()
        if join(spot.pointer, key) not in skip
    }
    return len(rest) < len(spot.schema) and not asserts(rest)


def uncovered(shop: Workshop, targets: list[Pointer]) -> list[Pointer]:
    """The targets that no other target includes through `allOf`."""
    if len(targets) < 2:
        return targets
    closures = {t: closure(shop, t) for t in targets}
    left: list[Pointer] = []
    for t in targets:
        covered = any(
            t in closures[o] and (o not in closures[t] or o in left)
            for o in targets
            if o != t
        )
        if not covered:
            left.append(t)
    return left


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


def implied(shape: Shape) -> frozenset[str] | None:
    """The kind that a schema without `type` means, where it speaks of one kind of container."""
    if shape.properties or shape.extras or shape.pattern_properties:
        return frozenset({"object"})
    if shape.items:
        return frozenset({"array"})
    return None
