"""Schemas that are, notes aside, nothing but references go in; the type that they name comes out."""

from __future__ import annotations

from generator.ir.build.fold import closure, fold
from generator.ir.build.scalars import fits
from generator.ir.build.shape import Items, Shape
from generator.ir.build.spots import Spot, Workshop, own_name, words_of
from generator.ir.model import Anything, Pointer, Scalar, Type, Union
from generator.jsonvalues import is_object, kind_of, mapping, sequence
from generator.load import refs
from generator.load.pointer import join
from generator.validate.nulls import NOTES, asserts, only_type
from generator.validate.plain import read_as

ANCHORS = frozenset({"$anchor", "$dynamicAnchor"})


def sole_reference(
    shop: Workshop, spots: list[Spot], skip: frozenset[Pointer] = frozenset()
) -> Type | None:
    """A `Named` where `spots` are, notes aside, nothing but references of which one covers all others.

    Args:
        skip: groups that are already dealt with; a schema that has nothing else says no more.
    """
    targets: dict[Pointer, None] = {}
    spent: set[Pointer] = set()
    beside: list[Spot] = []
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
                if not only_type(refs.siblings(schema)):
                    return None
                beside.append(spot)
            target = shop.target(spot)
            if target is None:
                return Anything()
            if target.pointer in spent:
                continue
            if is_parameter(target) or (
                skip and is_object(target.schema) and only(skip, target)
            ):
                spent.add(target.pointer)
                stack.append(target)
                continue
            targets[target.pointer] = None
            null = null or refs.siblings(schema).get("nullable") is True
            continue
        if asserts(schema) and not only(skip, spot):
            if not wraps(spot):
                return None
            beside.append(spot)
        null = null or schema.get("nullable") is True
        count = len(sequence(schema.get("allOf")))
        stack.extend(spot.sub("allOf", str(i)) for i in reversed(range(count)))
    for spot in spots:
        targets.pop(spot.pointer, None)  # What includes itself says no more by it.
    left = uncovered(shop, list(targets))
    if len(left) != 1 or not all(covers(shop, spot, left[0]) for spot in beside):
        return None
    if heir(shop, spots, left[0]):
        return None
    null = null or any("null" in read_as(spot.schema["type"]) for spot in beside)
    named = shop.name(left[0])
    if null or nullable_record(shop, left[0]):
        return Union((named, Scalar("null")))
    return named


def is_parameter(spot: Spot) -> bool:
    """Whether a schema below `$defs` only hands on, under a name for its uses, a reference: `item` of a page of pets."""
    if not own_name(spot.pointer) or refs.reference(spot.schema) is None:
        return False
    return refs.siblings(spot.schema).keys() <= ANCHORS


def wraps(spot: Spot) -> bool:
    """Whether a schema without a name says, of itself, nothing but a type beside `allOf`."""
    if not spot.schema.get("allOf") or not only_type(spot.schema):
        return False
    return not (words_of(spot.pointer)[0] or own_name(spot.pointer))


def heir(shop: Workshop, spots: list[Spot], pointer: Pointer) -> bool:
    """Whether a schema with a name inherits, by `allOf`, from one whose discriminator tells its heirs apart.

    It is a type of its own then, though it says nothing more (OpenAPI 3.0.4, section 4.7.25).
    """
    target = mapping(shop.document.at(pointer))
    if not is_object(target.get("discriminator")) or "oneOf" in target:
        return False
    own = (mapping(spot.schema) for spot in spots if words_of(spot.pointer)[0])
    return any("allOf" in schema and "nullable" not in schema for schema in own)


def covers(shop: Workshop, spot: Spot, pointer: Pointer) -> bool:
    """Whether the type beside a reference says no more than the schema that is referred to, but for null.

    Null that stands there is meant, although by the letter the other schema would have to take it too.
    """
    shape = fold(shop, [Spot(shop.document.at(pointer), pointer)])
    have = shape.kinds or implied(shape)
    if have is None and shape.values:
        have = frozenset(map(kind_of, shape.values))
    own = frozenset(read_as(spot.schema["type"]))
    null = own == frozenset({"null"})
    if have is None or (null and not have - {"null"}):
        return False
    if not null and not all(fits(kind, own) for kind in have):
        return False
    if "null" in own and "null" not in have and not shop.legacy:
        shop.say(
            "null-beside-reference",
            "The type says null, and the schema that is referred to does not take it, so that it would never be valid;"
            " it is read as one or the other.",
            join(spot.pointer, "type"),
            "Write anyOf: [{$ref: …}, {type: 'null'}] in its place.",
        )
    return True


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


def implied(shape: Shape) -> frozenset[str] | None:
    """The kind that a schema without `type` means, where it speaks of one kind of container."""
    if shape.properties or shape.extras or shape.pattern_properties:
        return frozenset({"object"})
    if shape.items and not all(map(of_alternatives, shape.items)):
        return frozenset({"array"})
    return None


def of_alternatives(items: Items) -> bool:
    """Whether items are a list of schemas, or said by alternatives and nothing else.

    Programs that bring Swagger 2.0 to 3.0 write `items: [A, B]` as `anyOf`, and authors who gave no type meant one of
    A and B as often as an array of them, so that the letter counts: what is no array is a value too.
    """
    if items.early and len(items.prefix) > 1:
        return items.rest is None
    schema = mapping(items.rest.schema if items.rest and not items.prefix else None)
    said = {key for key in schema.keys() - NOTES if not key.startswith("x-")}
    return bool(said) and said <= {"anyOf", "oneOf"}
