"""Types and checks for JSON objects: records, maps, and what beside them must hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.ir.build import bounds, unevaluated
from generator.ir.build import schema as schemas
from generator.ir.build.docs import doc_of, examples_of, first_doc, nearest_doc, xml_of
from generator.ir.build.notes import access, said, said_of_names
from generator.ir.build.shape import Extra, Shape
from generator.ir.build.spots import Spot, Workshop
from generator.ir.model import (
    Anything,
    Check,
    Checked,
    Const,
    Doc,
    Field,
    MapOf,
    Named,
    Never,
    Pointer,
    Record,
    Scalar,
    Type,
    TypeDef,
    Union,
)
from generator.jsonvalues import mapping
from generator.load.pointer import join
from generator.validate.patterns import found_in

_NULL = Scalar("null")
_NO_NOTE: Mapping[str, Any] = {}


def build(
    shop: Workshop,
    shape: Shape,
    hint: tuple[str, ...],
    place: Pointer,
    judge: bool,
) -> Type:
    """The type of an object: a record where it has properties, which gets a definition, else a map."""
    if judge:
        found = checks(shop, shape, hint, place, whole=True)
        made: Type = MapOf(Anything())
        return Checked(made, found) if found else made
    found = checks(shop, shape, hint, place, whole=False)
    if not shape.properties and not shape.required:
        bare = shape.plain and not shape.groups
        made = MapOf(extra_type(shop, shape, hint, place), extra_doc(shape), bare)
        return Checked(made, found) if found else made
    define_record(shop, shape, hint, place, found)
    return Named(place)


def define_record(
    shop: Workshop,
    shape: Shape,
    hint: tuple[str, ...],
    place: Pointer,
    found: tuple[Check, ...],
) -> None:
    """Puts the definition of a record at `place`, unless it is there."""
    if place in shop.types:
        return
    shop.known.add(place)
    shop.twins.defined += 1
    first = shape.sources[0] if shape.sources else Spot({}, place)
    own = mapping(own_schema(shop, place, first))
    head = TypeDef(
        id=place,
        type=Anything(),
        hint=hint,
        doc=doc_of(own),
        deprecated=own.get("deprecated") is True,
        default=own.get("default"),
        has_default="default" in own,
        examples=examples_of(own),
        extensions={k: v for k, v in own.items() if k.startswith("x-")},
        xml=xml_of(own),
    )
    # The place is taken before the fields are built, since these may lead back here.
    shop.types[place] = head
    own_fields = fields(shop, shape, hint, place)
    extra = extra_type(shop, shape, hint, place)
    record = Record(own_fields, extra, extra_doc(shape))
    made: Type = Checked(record, found) if found else record
    shop.types[place] = TypeDef(
        id=head.id,
        type=made,
        hint=head.hint,
        doc=head.doc,
        deprecated=head.deprecated,
        default=head.default,
        has_default=head.has_default,
        examples=head.examples,
        extensions=head.extensions,
        xml=head.xml,
    )


def own_schema(shop: Workshop, place: Pointer, first: Spot) -> Any:
    """The schema whose notes describe the record: the one at its place, else the first that was folded into it."""
    try:
        return shop.document.at(place)
    except LookupError:
        return first.schema


def fields(
    shop: Workshop, shape: Shape, hint: tuple[str, ...], place: Pointer
) -> tuple[Field, ...]:
    """The declared properties, and those that are only required."""
    names = dict.fromkeys((*shape.properties, *shape.required))
    extras = (pattern for extra in shape.extras for pattern in extra.patterns)
    patterns = {pattern for pattern, _ in shape.pattern_properties}.union(extras)
    tried = len(names) * len(patterns) // bounds.TRIES
    bounds.count(shop, bounds.TYPE + len(names) + tried, place)
    fits = {pattern: found_in(pattern, names) for pattern in patterns}
    return tuple(field(shop, shape, name, hint, place, fits) for name in names)


def field(
    shop: Workshop,
    shape: Shape,
    name: str,
    hint: tuple[str, ...],
    place: Pointer,
    fits: Mapping[str, frozenset[str]],
) -> Field:
    """One property, everything that the shape says of its name taken together; `fits` has the names of each pattern."""
    own = shape.properties.get(name, [])
    spots = own + [s for p, s in shape.pattern_properties if name in fits[p]]
    where = shop.place(spots, join(place, "properties", name))
    made: Type = schemas.of(shop, spots, (*hint, name), where) if spots else Anything()
    more = [
        e.spot
        for e in shape.extras
        if e.spot.schema not in (True, False)
        and name not in e.names
        and not any(name in fits[p] for p in e.patterns)
    ]
    if more:
        both = schemas.of(
            shop, spots + more, (*hint, name), join(place, "properties", name)
        )
        made = made if isinstance(both, Never) else both
    notes = [mapping(spot.schema) for spot in own]
    note: Mapping[str, Any] = next((one for one in notes if "default" in one), _NO_NOTE)
    if isinstance(made, Never):
        say_nothing_fits(shop, name, spots, place)
    shown = [found for found in map(examples_of, notes) if found]
    nullable, bare = strip_null(made)
    if len(notes) > 1 and isinstance(bare, Const) and note.get("default") != bare.value:
        note = _NO_NOTE  # The other part's default, which this one rules out.
    return Field(
        id=own[0].pointer if own else join(place, "required", name),
        wire=name,
        type=bare,
        required=name in shape.required,
        nullable=nullable,
        default=note.get("default"),
        has_default="default" in note,
        access=access(shop, own),
        deprecated=any(one.get("deprecated") is True for one in notes),
        doc=doc_of(notes[0]) if len(notes) == 1 else nearest_doc(notes),
        examples=shown[0] if shown else (),
        xml=xml_of(*notes),
    )


def say_nothing_fits(
    shop: Workshop, name: str, spots: list[Spot], place: Pointer
) -> None:
    """Notes that no value is left for a property, unless that is what a schema of it says."""
    inside = (spot for spot in spots if f"{spot.pointer}/".startswith(f"{place}/"))
    if len(spots) > 1 and not any(spot.schema is False for spot in spots):
        shop.say(
            "no-value-fits",
            f"What is said of property {name!r} in several places contradicts itself, so that no value of it is valid.",
            next(inside, spots[0]).pointer,
            "Let the parts of allOf agree, or say it in one of them.",
        )


def strip_null(made: Type) -> tuple[bool, Type]:
    """(whether null is among the variants, the type without it)."""
    if isinstance(made, Union) and _NULL in made.variants:
        rest = tuple(v for v in made.variants if v != _NULL)
        if len(rest) == 1:
            return True, rest[0]
        return True, Union(
            rest, made.exclusive, made.discriminator, made.said[: len(rest)]
        )
    return False, made


def extra_type(
    shop: Workshop, shape: Shape, hint: tuple[str, ...], place: Pointer
) -> Type:
    """The type of the properties that are not declared; where patterns matter a check speaks instead."""
    if any(beside(shape, extra) for extra in shape.extras):
        return Anything()
    spots = [e.spot for e in shape.extras if e.spot.schema is not True]
    if not spots:
        return Anything()
    where = shop.place(spots, join(place, "additionalProperties"))
    return schemas.of(shop, spots, (*hint, "value"), where)


def extra_doc(shape: Shape) -> Doc:
    """The text on the properties that are not declared."""
    return first_doc(doc_of(mapping(extra.spot.schema)) for extra in shape.extras)


def beside(shape: Shape, extra: Extra) -> bool:
    """Whether an `additionalProperties` passes over names that are no fields, or speaks of some that are, so that only
    a check can say it."""
    fields = shape.properties.keys() | shape.required.keys()
    return bool(
        extra.patterns
        or shape.pattern_properties
        or not extra.names <= fields
        or (extra.whole and not fields <= extra.names)
    )


def checks(
    shop: Workshop,
    shape: Shape,
    hint: tuple[str, ...],
    place: Pointer,
    *,
    whole: bool,
) -> tuple[Check, ...]:
    """The checks of objects; `whole` adds those that a record carries by itself."""

    def judged(spot: Spot) -> Type:
        return schemas.of(shop, [spot], (*hint, "check"), spot.pointer, judge=True)

    limits = shape.limits
    found = [
        Check(key, limits[key])
        for key in ("minProperties", "maxProperties")
        if key in limits and not (key == "minProperties" and not limits[key])
    ]
    if whole and shape.properties:
        made = judged_properties(shop, shape, hint, place)
        found.append(Check("properties", made, said(shop, shape.properties)))
    if whole and shape.required:
        found.append(Check("required", tuple(shape.required)))
    found += [
        Check("propertyNames", judged(spot), said_of_names(spot))
        for spot in shape.names
    ]
    if shape.pattern_properties:
        several = by_pattern(shape)
        bounds.count_patterns(shop, several, place)
        made = judged_apart(shop, several, hint, join(place, "patternProperties"))
        found.append(Check("patternProperties", made, said(shop, several)))
    for extra in extras_to_check(shape, whole):
        rest = judged(extra.spot)
        if not isinstance(rest, Anything):
            value = (tuple(sorted(extra.names)), extra.patterns, rest)
            found.append(Check("additionalProperties", value))
    found += [
        Check("dependentRequired", needs) for needs in shape.dependent_required if needs
    ]
    for name, spots in shape.dependent_schemas.items():
        found += [Check("dependentSchemas", {name: judged(s)}) for s in spots]
    found += unevaluated.properties(shop, shape, hint)
    return tuple(found)


def judged_properties(
    shop: Workshop, shape: Shape, hint: tuple[str, ...], place: Pointer
) -> dict[str, Type]:
    """Types of the properties, for a check."""
    return judged_apart(shop, shape.properties, hint, join(place, "properties"))


def by_pattern(shape: Shape) -> dict[str, list[Spot]]:
    """The schemas of each pattern; several may have the same."""
    spots: dict[str, list[Spot]] = {}
    for pattern, spot in shape.pattern_properties:
        spots.setdefault(pattern, []).append(spot)
    return spots


def judged_apart(
    shop: Workshop,
    found: Mapping[str, list[Spot]],
    hint: tuple[str, ...],
    place: Pointer,
) -> dict[str, Type]:
    """For each key the type of what all its schemas take."""
    return {
        key: schemas.of(
            shop,
            spots,
            (*hint, "check"),
            spots[0].pointer if len(spots) == 1 else join(place, key),
            judge=True,
        )
        for key, spots in found.items()
    }


def extras_to_check(shape: Shape, whole: bool) -> list[Extra]:
    """The `additionalProperties` that no record and no map says by itself."""
    single = any(beside(shape, extra) for extra in shape.extras)
    return [e for e in shape.extras if e.spot.schema is not True and (whole or single)]
