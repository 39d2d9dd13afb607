"""Turns the schema at a place into a `Type`, and every named schema into a `TypeDef`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from generator.ir.build import arrays, bounds, objects, scalars, unions
from generator.ir.build.docs import doc_of, examples_of, xml_of
from generator.ir.build.fold import fold
from generator.ir.build.references import implied, sole_reference
from generator.ir.build.shape import Shape
from generator.ir.build.spots import Spot, Waiting, Workshop, own_name
from generator.ir.build.twins import Key, Place, Twin
from generator.ir.model import (
    Anything,
    Check,
    Checked,
    ListOf,
    MapOf,
    Named,
    Never,
    Pointer,
    Record,
    Scalar,
    Tuple,
    Type,
    TypeDef,
    Union,
)
from generator.jsonvalues import mapping
from generator.load import refs
from generator.load.pointer import join

ORDER = ("string", "integer", "number", "boolean", "array", "object")


def define_all(shop: Workshop) -> None:
    """Builds every definition that is referred to, until none is waiting."""
    while shop.waiting:
        define(shop, shop.waiting.pop())


def define(shop: Workshop, asked: Waiting) -> None:
    """Builds the definition of a schema that a reference names."""
    spot = Spot(shop.document.at(asked.pointer), asked.pointer)
    pointer, hint, schema_name = asked.id, asked.hint, asked.schema_name
    if refs.reference(spot.schema) is not None and rings(shop, spot):
        made: Type = Anything()
    else:
        made = anew(shop, [spot], hint, pointer)
    own = (Named(pointer), Union((Named(pointer), Scalar("null"))))
    if made in own and pointer not in shop.types:
        made = (
            Anything()
        )  # One member, which is the schema itself, leaves everything open.
    elif made in own:
        shop.types[pointer] = replace(
            shop.types[pointer],
            schema_name=schema_name,
            own_name=own_name(asked.pointer),
            nullable=isinstance(made, Union),
            others=untyped(shop, spot),
        )
        return
    schema = mapping(spot.schema)
    shop.types[pointer] = TypeDef(
        id=pointer,
        type=made,
        schema_name=schema_name,
        own_name=own_name(asked.pointer),
        hint=hint,
        doc=doc_of(schema),
        deprecated=schema.get("deprecated") is True,
        default=schema.get("default"),
        has_default="default" in schema,
        examples=examples_of(schema),
        others=container(made) and untyped(shop, spot),
        extensions={k: v for k, v in schema.items() if k.startswith("x-")},
        xml=xml_of(schema),
    )


def container(made: Type) -> bool:
    """Whether a type is a list, a tuple or a map, below its checks."""
    while isinstance(made, Checked):
        made = made.type
    return isinstance(made, ListOf | Tuple | MapOf)


def rings(shop: Workshop, spot: Spot) -> bool:
    """Whether the references that begin at `spot` lead nowhere; noted as a finding."""
    return shop.follow(spot) is None


def untyped(shop: Workshop, spot: Spot) -> bool:
    """Whether the schema speaks of objects or arrays without saying that a value must be one."""
    shape = fold(shop, [spot])
    return shape.kinds is None and not shape.groups and shape.values is None


def of(
    shop: Workshop,
    spots: list[Spot],
    hint: tuple[str, ...],
    place: Pointer,
    *,
    judge: bool = False,
    skip: frozenset[Pointer] = frozenset(),
) -> Type:
    """The type of a value that satisfies every schema of `spots`.

    Args:
        hint: words that a name may be made from if a class is needed.
        place: id of that class.
        judge: the type is only asked yes or no (below `not`, `if`, …), so no class is made.
        skip: groups that are already dealt with.
    """
    if len(spots) != 1 or skip or spots[0].pointer != place:
        return anew(shop, spots, hint, place, judge=judge, skip=skip)
    if not judge and place in shop.inline:
        return shop.inline[place]
    key = shop.twins.key(spots[0].schema, judge, place)
    if key is None:
        return anew(shop, spots, hint, place, judge=judge)
    twin = shop.twins.made.get(key)
    if twin is None or not bounds.again(shop, twin):
        return noted(shop, key, spots, Place(place, hint), judge)
    shop.twins.again(twin, Place(place, hint))
    if not judge:
        shop.inline[place] = twin.type
    return twin.type


def noted(
    shop: Workshop, key: Key, spots: list[Spot], place: Place, judge: bool
) -> Type:
    """The type of a schema, kept for the other places where it stands unless it depends on this one."""
    twins = shop.twins
    told, defined = twins.told, twins.defined
    outer, shop.deepest = shop.deepest, shop.depth
    made = anew(shop, spots, place.hint, place.pointer, judge=judge)
    if twins.told == told:
        twins.made[key] = Twin(
            made,
            place,
            defines=twins.defined > defined,
            depth=shop.deepest - shop.depth,
        )
    shop.deepest = max(outer, shop.deepest)
    return made


def anew(
    shop: Workshop,
    spots: list[Spot],
    hint: tuple[str, ...],
    place: Pointer,
    *,
    judge: bool = False,
    skip: frozenset[Pointer] = frozenset(),
) -> Type:
    """As `of`, whatever was made of the same schema elsewhere."""
    reference = sole_reference(shop, spots, skip)
    if reference is not None:
        return reference
    memo = len(spots) == 1 and not skip and not judge
    if memo and place in shop.inline:
        return shop.inline[place]
    origin = tuple(spot.pointer for spot in spots), skip, judge
    ring = shop.begun.get(origin)
    if ring is not None and place not in shop.types:
        shop.twins.told += 1
        shop.rings.add(ring)
        return Named(ring)
    shop.begun.setdefault(origin, join(place, "ring"))
    bounds.enter(shop, place)
    made = shaped(shop, fold(shop, spots, skip), spots, hint, place, judge, skip)
    bounds.leave(shop, made, place)
    if ring is None:
        made = ringed(shop, made, hint, shop.begun.pop(origin))
    if memo:
        shop.inline[place] = made
    return made


def ringed(shop: Workshop, made: Type, hint: tuple[str, ...], pointer: Pointer) -> Type:
    """`made`, by a name where it has itself inside without a model or another name in between."""
    if pointer not in shop.rings:
        return made
    shop.types[pointer] = TypeDef(id=pointer, type=made, hint=hint)
    return Named(pointer)


def shaped(
    shop: Workshop,
    shape: Shape,
    spots: list[Spot],
    hint: tuple[str, ...],
    place: Pointer,
    judge: bool,
    skip: frozenset[Pointer],
) -> Type:
    """The type for a shape: its groups first, then its values, then its kinds."""
    if shape.never:
        return Never()
    held = shape.content.get("contentSchema")
    if held is not None and held.pointer in shop.event_data:
        return of(shop, [held], hint, held.pointer, judge=judge)
    if shape.groups and shape.values is None:
        spread = unions.spread(shop, shape, spots, hint, place, judge, skip)
        if spread is not None:
            return with_null(spread) if shape.null else spread
    checks = common_checks(shop, shape, hint, place)
    if shape.values is not None:
        listed = scalars.enumeration(shop, shape, place, judge)
        if listed is not None:
            return checked(listed, checks)
    kinds = shape.kinds
    if kinds is None:
        kinds = implied(shape) if not judge else None
    if kinds is None:
        made = checked(Anything(), every_check(shop, shape, hint, place))
        return checked(made, checks)
    several = len(kinds - {"null"}) > 1
    parts = [
        part(shop, shape, kind, hint, place, judge, several)
        for kind in ORDER
        if kind in kinds
    ]
    made = unions.unite(parts) if parts else Scalar("null")
    made = with_checks(shop, made, checks)
    return with_null(made) if parts and ("null" in kinds or shape.null) else made


def with_checks(shop: Workshop, made: Type, checks: tuple[Check, ...]) -> Type:
    """`made` with checks; those of a record belong to its definition."""
    if isinstance(made, Named) and made.id in shop.types and checks:
        have = shop.types[made.id]
        shop.types[made.id] = replace(have, type=checked(have.type, checks))
        return made
    return checked(made, checks)


def part(
    shop: Workshop,
    shape: Shape,
    kind: str,
    hint: tuple[str, ...],
    place: Pointer,
    judge: bool,
    several: bool,
) -> Type:
    """The type of the values of one kind; `several` says that there are others, so that a record needs its own id."""
    match kind:
        case "object":
            if several:
                hint, place = (*hint, "object"), join(place, "object")
            return objects.build(shop, shape, hint, place, judge)
        case "array":
            return arrays.build(shop, shape, hint, place, judge)
        case "string":
            return scalars.string(shop, shape, place)
        case "integer" | "number":
            return scalars.number(shape, kind)
        case _:
            return Scalar("boolean")


def every_check(
    shop: Workshop, shape: Shape, hint: tuple[str, ...], place: Pointer
) -> tuple[Check, ...]:
    """The checks of every kind of value, for a type that takes all kinds."""
    return (
        *scalars.string_checks(shop, shape, place),
        *scalars.number_checks(shape),
        *arrays.checks(shop, shape, hint, place, whole=True),
        *objects.checks(shop, shape, hint, place, whole=True),
    )


def common_checks(
    shop: Workshop, shape: Shape, hint: tuple[str, ...], place: Pointer
) -> tuple[Check, ...]:
    """The checks that speak of any kind of value: not, if, and groups that no union could say."""

    def judged(spot: Spot) -> Type:
        return of(shop, [spot], (*hint, "check"), spot.pointer, judge=True)

    made = [Check("not", judged(spot)) for spot in shape.nots]
    for condition, then, otherwise in shape.ifs:
        branches = [judged(b) if b else None for b in (then, otherwise)]
        made.append(Check("if", (judged(condition), *branches)))
    for group in shape.groups:
        variants = tuple(judged(v) for v in group.variants)
        made.append(Check(group.keyword, variants))
    return tuple(made)


def checked(made: Type, checks: Iterable[Check]) -> Type:
    """`made` with checks; nested ones are joined, and a check on nothing stays away."""
    more = tuple(checks)
    if not more or isinstance(made, Never):
        return made
    if isinstance(made, Checked):
        return Checked(made.type, (*made.checks, *more))
    return Checked(made, more)


def with_null(made: Type) -> Type:
    """`made`, or null."""
    if isinstance(made, Anything):
        return made
    return unions.unite([made, Scalar("null")])


def record_of(made: Type) -> Record | None:
    """The record in `made`, looked for below checks."""
    while isinstance(made, Checked):
        made = made.type
    return made if isinstance(made, Record) else None
