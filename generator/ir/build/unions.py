"""Types for `anyOf` and `oneOf`, with and without a discriminator."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from generator.ir.build import bounds
from generator.ir.build import schema as schemas
from generator.ir.build.discriminators import discriminate
from generator.ir.build.docs import doc_of
from generator.ir.build.fold import closure, fold
from generator.ir.build.references import implied
from generator.ir.build.scalars import fits, of_values
from generator.ir.build.shape import Group, Shape
from generator.ir.build.spots import Spot, Workshop
from generator.ir.build.variants import variant_words
from generator.ir.kinds import blurred
from generator.ir.model import (
    NO_DOC,
    Anything,
    Const,
    Discriminator,
    Doc,
    Enum,
    Named,
    Never,
    Pointer,
    Scalar,
    Type,
    Union,
)
from generator.jsonvalues import is_object, mapping
from generator.load import refs
from generator.load.pointer import join
from generator.validate import within
from generator.validate.plain import read_as

STRUCTURE = ("properties", "allOf", "anyOf", "oneOf", "items", "prefixItems")


def spread(
    shop: Workshop,
    shape: Shape,
    spots: list[Spot],
    hint: tuple[str, ...],
    place: Pointer,
    judge: bool,
    skip: frozenset[Pointer],
) -> Type | None:
    """A union over the first group that a union can say; None where the group is better kept as a check."""
    group = next((g for g in shape.groups if worth(shop, shape, g)), None)
    if group is None or (len(skip) > 2):
        return None
    if hopeless(shop, group):
        return Never()
    rest = skip | {group.pointer}
    bare = len(shape.groups) == 1 and (shape.plain or repeats(shop, shape, group))
    variants: list[Type] = []
    # Variants that say the same stay apart, as their number matters.
    alone = shop.twins.repeated([variant.schema for variant in group.variants])
    told = variant_words(shop, group)
    for index, variant in enumerate(group.variants):
        shop.twins.apart += alone
        words = (*hint, *told[index])
        where = join(place, group.keyword, str(index))
        if includes(shop, variant, spots) or (
            bare and same_kinds(shop, shape, variant)
        ):
            # What else a union has may close the words of a variant: it is shared with the whole union alone.
            at = variant.pointer
            made = schemas.anew(shop, [variant], words, at, judge=judge)
        elif bare and shape.kinds is not None:
            base = Spot({"type": sorted(shape.kinds)}, join(place, "type"))
            made = schemas.of(
                shop, [base, variant], words, where, judge=judge, skip=rest
            )
        else:
            made = schemas.of(
                shop, [*spots, variant], words, where, judge=judge, skip=rest
            )
        shop.twins.apart -= alone
        variants.append(made)
    if sum(map(inline, variants)) > 1:
        # Those of them that turn out to be alike stay apart wherever they stand.
        shop.twins.told += 1
    discriminator = discriminate(shop, group, variants)
    exclusive = group.keyword == "oneOf"
    if exclusive and not (judge or discriminator):
        exclusive = not meant_as_any(shop, group, variants)
    docs = [doc_of(mapping(one.schema)) for one in group.variants]
    made = told_by(
        unite(variants, exclusive, discriminator, strict=judge), variants, docs
    )
    bounds.check_union(made, group.pointer)
    null = shape.kinds is not None and "null" in shape.kinds
    return schemas.with_null(made) if null and bare else made


def told_by(made: Type, variants: list[Type], docs: list[Doc]) -> Type:
    """A union with the text on each of its variants, where there is any."""
    if not isinstance(made, Union) or all(doc is NO_DOC for doc in docs):
        return made
    known = {id(one): doc for one, doc in zip(variants, docs, strict=True)}
    found = tuple(known.get(id(one), NO_DOC) for one in made.variants)
    return replace(made, said=found) if any(d is not NO_DOC for d in found) else made


def meant_as_any(shop: Workshop, group: Group, variants: list[Type]) -> bool:
    """Whether a `oneOf` is to be read as `anyOf`, as nothing fits one of its members alone, which nobody can have meant.

    That it does not mean what it says is noted; so it is of members that are the same, and become one.
    """

    def behind(schema: Any) -> Any:
        found = shop.follow(Spot(schema, group.pointer)) if schema else None
        return found.schema if found else schema

    if len(unique(variants)) < len(variants):
        shop.say(
            "repeated-variant",
            "Two members of this oneOf are the same, so that what fits them is never valid; they are read as one.",
            group.pointer,
            "Remove the repetition.",
        )
    elif blurred(variants):
        shop.say(
            "repeated-variant",
            "Members of this oneOf differ in their format alone, which is no rule, so that no text fits exactly one; it is read as anyOf.",
            group.pointer,
            "Write anyOf in its place.",
        )
    elif within.swallows([one.schema for one in group.variants], behind):
        shop.say(
            "repeated-variant",
            "One member of this oneOf takes all that another one takes, so that what fits the other is never valid; it is read as anyOf.",
            group.pointer,
            "Write anyOf in its place.",
        )
        return True
    return False


def hopeless(shop: Workshop, group: Group) -> bool:
    """Whether no value fits exactly one member of a `oneOf`, as several take all that there is."""
    if group.keyword != "oneOf" or [v.schema for v in group.variants].count(True) < 2:
        return False
    shop.say(
        "repeated-variant",
        "Several members of this oneOf take any value, so that none is valid.",
        group.pointer,
        "Remove the repetition.",
    )
    return True


def inline(made: Type) -> bool:
    """Whether a type has a name that is none of the document's schemas."""
    component = "#/components/schemas/"
    return isinstance(made, Named) and not (
        made.id.startswith(component) and made.id.count("/") == component.count("/")
    )


def worth(shop: Workshop, shape: Shape, group: Group) -> bool:
    """Whether a union says more than a check: always, except where variants only require or forbid."""
    if not shape.properties and not shape.items:
        return True
    if shape.kinds is None and other_kinds(shop, group, implied(shape)):
        return True
    for variant in group.variants:
        target = shop.follow(variant) if isinstance(variant.schema, dict) else None
        if target and any(k in mapping(target.schema) for k in STRUCTURE):
            return any(
                mapping(s.schema).get("properties") or "allOf" in mapping(s.schema)
                for s in (target,)
            ) or any(k in mapping(target.schema) for k in ("anyOf", "oneOf"))
    return False


def other_kinds(shop: Workshop, group: Group, meant: frozenset[str] | None) -> bool:
    """Whether a variant names a kind that is not the one of which what stands beside the group speaks.

    Properties and items say nothing of other kinds, so that a text or an object beside `items` is a value too.
    """
    targets = (shop.follow(one) for one in group.variants if is_object(one.schema))
    named = (read_as(mapping(one.schema).get("type")) for one in targets if one)
    return meant is not None and any(not meant.issuperset(kinds) for kinds in named)


def repeats(shop: Workshop, shape: Shape, group: Group) -> bool:
    """Whether all that is asserted beside a group is that properties are there which each of its variants requires itself.

    Ajv asks authors to say so beside a discriminator.
    """
    return replace(shape, required={}).plain and all(
        shape.required.keys() <= fold(shop, [variant]).required.keys()
        for variant in group.variants
    )


def includes(shop: Workshop, variant: Spot, spots: list[Spot]) -> bool:
    """Whether a variant is a schema that includes by `allOf` all that stands around its group, as an interface's classes do."""
    if refs.reference(variant.schema) is None or not spots:
        return False
    end = shop.target(variant)
    return end is not None and all(
        spot.pointer in closure(shop, end.pointer) for spot in spots
    )


def same_kinds(shop: Workshop, shape: Shape, variant: Spot) -> bool:
    """Whether the kinds beside the group add nothing to what the variant says of itself."""
    if shape.kinds is None:
        return True
    folded = fold(shop, [variant])
    if folded.never or folded.values is not None:
        return True
    if folded.kinds is None:
        meant = implied(folded)
        return meant is not None and meant <= shape.kinds and not folded.groups
    return all(fits(kind, shape.kinds) for kind in folded.kinds)


def unite(
    parts: list[Type],
    exclusive: bool = False,
    discriminator: Discriminator | None = None,
    *,
    strict: bool = False,
) -> Type:
    """One type for several: flat where that changes nothing, null last, enumerations joined, no duplicates.

    Args:
        strict: what repeats in an exclusive union is kept, so that a value that fits it is refused.
    """
    null = False
    flat: list[Type] = []
    for one in parts:
        if one == Scalar("null"):
            null = True
            continue
        if isinstance(one, Union) and Scalar("null") in one.variants:
            null = True
            rest = tuple(v for v in one.variants if v != Scalar("null"))
            one = (
                rest[0]
                if len(rest) == 1
                else Union(
                    rest, one.exclusive, one.discriminator, one.said[: len(rest)]
                )
            )
        opens = isinstance(one, Union) and not one.exclusive and not one.discriminator
        if opens and isinstance(one, Union) and not exclusive and not discriminator:
            flat.extend(one.variants)
        else:
            flat.append(one)
    kept: list[Type] = [v for v in flat if not isinstance(v, Never)]
    if not discriminator and not (strict and exclusive):
        kept = join_values(unique(kept))
    tail = [Scalar("null")] if null else []
    if not kept:
        return Scalar("null") if null else Never()
    if len(kept) == 1:
        if not null:
            return kept[0]
        if isinstance(kept[0], Anything):
            return kept[0]
        if isinstance(kept[0], Union):
            only = kept[0]
            return replace(only, variants=(*only.variants, *tail))
    return Union((*kept, *tail), exclusive and len(kept) > 1, discriminator)


def unique(parts: list[Type]) -> list[Type]:
    """The parts without repetitions."""
    names: set[Pointer] = set()
    kept: list[Type] = []
    for one in parts:
        if isinstance(one, Named):
            if one.id not in names:
                names.add(one.id)
                kept.append(one)
        elif len(kept) > 200 or one not in kept:
            kept.append(one)
    return kept


def join_values(parts: list[Type]) -> list[Type]:
    """Enumerations and constants of scalars become one enumeration, as authors list values by `const`."""
    values: list[Any] = []
    for one in parts:
        match one:
            case Enum():
                values.extend(one.values)
            case Const(value) if not isinstance(value, list | dict | None):
                values.append(value)
            case _:
                return parts
    if len(parts) < 2:
        return parts
    keys = {(type(v).__name__, v): v for v in values}
    return [of_values(list(keys.values()))]
