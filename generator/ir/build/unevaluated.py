"""Checks of `unevaluatedProperties` and `unevaluatedItems` where it depends on the value what is evaluated."""

from __future__ import annotations

from collections.abc import Iterator

from generator.ir.build import bounds
from generator.ir.build import schema as schemas
from generator.ir.build.evaluated import (
    Branch,
    Condition,
    every_item,
    every_property,
    first_items,
)
from generator.ir.build.shape import Shape
from generator.ir.build.spots import Spot, Workshop
from generator.ir.model import Anything, Check, Checked, Pointer, Type
from generator.jsonvalues import is_object, mapping
from generator.load import refs


def properties(shop: Workshop, shape: Shape, hint: tuple[str, ...]) -> list[Check]:
    """The checks of properties that no branch has evaluated."""
    found: list[Check] = []
    for one in shape.unevaluated_properties:
        branches: list[object] = []
        for place, (spot, conditions) in enumerate(asked(shop, shape, one.branches)):
            names = tuple(mapping(spot.schema.get("properties")))
            patterns = tuple(mapping(spot.schema.get("patternProperties")))
            every = every_property(spot, own=place == 0)
            if names or patterns or every:
                when = needed(shop, conditions, hint)
                branches.append((when, names, patterns, every))
        value = tuple(branches), judged(shop, one.spot, hint)
        found.append(Check("unevaluatedProperties", value))
    return found


def items(shop: Workshop, shape: Shape, hint: tuple[str, ...]) -> list[Check]:
    """The checks of members that no branch has evaluated."""
    found: list[Check] = []
    for one in shape.unevaluated_items:
        branches: list[object] = []
        for place, branch in enumerate(one.branches):
            seen = seen_items(shop, branch, hint, own=place == 0)
            if any(seen):
                branches.append((needed(shop, branch[1], hint), *seen))
        value = tuple(branches), judged(shop, one.spot, hint)
        found.append(Check("unevaluatedItems", value))
    return found


def asked(
    shop: Workshop, shape: Shape, branches: tuple[Branch, ...]
) -> Iterator[Branch]:
    """The branches that may count for what a shape takes, each with the conditions that are left to ask.

    The shape may be that of one member of a union. That member counts, and what is wrong with it is told by its fields;
    of a `oneOf` no other one does.
    """
    own = {spot.pointer for spot in shape.sources}
    every = [one for _, conditions in branches for one in conditions]
    met = {place_of(one) for one in every if is_met(shop, one, own)}
    groups = {group_of(one) for one in every if place_of(one) in met}
    for spot, conditions in branches:
        left = tuple(one for one in conditions if place_of(one) not in met)
        if not any(one.holds and group_of(one) in groups for one in left):
            yield spot, left


def is_met(shop: Workshop, one: Condition, own: set[Pointer]) -> bool:
    """Whether a condition is one of the schemas that a shape was gathered from, itself or by its reference."""
    if not one.holds or one.name is not None or not is_object(one.spot.schema):
        return False
    referring = refs.reference(one.spot.schema) is not None
    target = shop.target(one.spot) if referring else one.spot
    return target is not None and target.pointer in own


def place_of(one: Condition) -> tuple[Pointer, bool, str | None]:
    """What tells a condition from others."""
    return one.spot.pointer, one.holds, one.name


def group_of(one: Condition) -> Pointer:
    """The place of the `oneOf` that a schema is a member of; its own where it is of none."""
    place = one.spot.pointer.rpartition("/")[0]
    return place if place.endswith("/oneOf") else one.spot.pointer


def seen_items(
    shop: Workshop, branch: Branch, hint: tuple[str, ...], *, own: bool
) -> tuple[int, tuple[Type, ...], bool]:
    """(number of first members, types of members, whether all) that a branch evaluates."""
    spot = branch[0]
    types: tuple[Type, ...] = ()
    if "contains" in spot.schema:
        types = (judged(shop, spot.sub("contains"), hint),)
    return first_items(spot), types, every_item(spot, own=own)


def needed(
    shop: Workshop, conditions: tuple[Condition, ...], hint: tuple[str, ...]
) -> tuple[Type, ...]:
    """The types that a value fits where all conditions hold."""
    return tuple(condition_type(shop, one, hint) for one in conditions)


def condition_type(shop: Workshop, one: Condition, hint: tuple[str, ...]) -> Type:
    """The type that a value fits where one condition holds."""
    if one.name is not None:
        return Checked(Anything(), (Check("required", (one.name,)),))
    made = judged(shop, one.spot, hint)
    return made if one.holds else Checked(Anything(), (Check("not", made),))


def judged(shop: Workshop, spot: Spot, hint: tuple[str, ...]) -> Type:
    """The type of a schema that is only asked yes or no."""
    bounds.count(shop, bounds.ASKED, spot.pointer)
    return schemas.of(shop, [spot], (*hint, "check"), spot.pointer, judge=True)
