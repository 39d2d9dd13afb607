"""Types and checks for JSON arrays."""

from __future__ import annotations

from generator.ir.build import schema as schemas
from generator.ir.build import unevaluated
from generator.ir.build.docs import nearest_doc
from generator.ir.build.shape import Shape
from generator.ir.build.spots import Spot, Workshop
from generator.ir.model import (
    Anything,
    Check,
    Checked,
    Doc,
    ListOf,
    Pointer,
    Tuple,
    Type,
)
from generator.jsonvalues import mapping
from generator.load.pointer import join


def build(
    shop: Workshop,
    shape: Shape,
    hint: tuple[str, ...],
    place: Pointer,
    judge: bool,
) -> Type:
    """The type of an array: a list, or a tuple where the first members have schemas of their own."""
    items, rest = members(shop, shape, hint, place, judge)
    docs = texts(shape)
    made: Type = Tuple(items, rest, docs) if items else ListOf(rest, docs[-1])
    found = checks(shop, shape, hint, place, whole=False)
    return Checked(made, found) if found else made


def texts(shape: Shape) -> tuple[Doc, ...]:
    """The text on each of the first members, then on the rest."""
    found: list[Doc] = []
    for index in range(max((len(i.prefix) for i in shape.items), default=0)):
        spots = [one.prefix[index] for one in shape.items if index < len(one.prefix)]
        found.append(nearest_doc([mapping(spot.schema) for spot in spots]))
    rests = [mapping(i.rest.schema) for i in shape.items if i.rest is not None]
    return (*found, nearest_doc(rests))


def members(
    shop: Workshop,
    shape: Shape,
    hint: tuple[str, ...],
    place: Pointer,
    judge: bool,
) -> tuple[tuple[Type, ...], Type]:
    """(types of the first members, type of the rest), every `items` of the shape taken together."""
    count = max((len(i.prefix) for i in shape.items), default=0)

    def member(index: int) -> Type:
        spots: list[Spot] = []
        for one in shape.items:
            if index < len(one.prefix):
                spots.append(one.prefix[index])
            elif one.rest is not None:
                spots.append(one.rest)
        if not spots:
            return Anything()
        where = shop.place(spots, join(place, "items", str(index)))
        word = "item" if index >= count else f"item{index + 1}"
        return schemas.of(shop, spots, (*hint, word), where, judge=judge)

    return tuple(member(i) for i in range(count)), member(count)


def checks(
    shop: Workshop,
    shape: Shape,
    hint: tuple[str, ...],
    place: Pointer,
    *,
    whole: bool,
) -> tuple[Check, ...]:
    """The checks of arrays; `whole` adds those for the members, for a type that is no list itself."""
    limits = shape.limits
    found = [
        Check(key, limits[key])
        for key in ("minItems", "maxItems")
        if key in limits and not (key == "minItems" and not limits[key])
    ]
    if shape.unique:
        found.append(Check("uniqueItems", True))
    for spot, low, high in shape.contains:
        made = schemas.of(shop, [spot], (*hint, "check"), spot.pointer, judge=True)
        found.append(Check("contains", (made, low, high)))
    if whole and shape.items:
        items, rest = members(shop, shape, hint, place, judge=True)
        if items or not isinstance(rest, Anything):
            found.append(Check("prefixItems", (items, rest)))
    return (*found, *unevaluated.items(shop, shape, hint))
