"""A type goes in; what it demands of a value beside its kind comes out as words."""

from __future__ import annotations

from collections.abc import Iterator

from generator.ir.model import (
    Anything,
    Checked,
    Const,
    ListOf,
    MapOf,
    Never,
    Scalar,
    Type,
    Union,
)
from generator.ir.walk import is_tuple
from generator.jsonvalues import is_object
from generator.targets.docs import words
from generator.targets.docs.site import Site
from generator.targets.docs.types import (
    MOST_VALUES,
    TYPES,
    Place,
    enum_of,
    scalar_of,
    type_words,
    value_words,
)
from generator.targets.docs.words import Words

SPANS = (
    ("value", "minimum", "maximum"),
    ("length", "minLength", "maxLength"),
    ("items", "minItems", "maxItems"),
    ("keys", "minProperties", "maxProperties"),
)
SINGLE = ("exclusiveMinimum", "exclusiveMaximum", "multipleOf", "pattern")


def limits(type: Type, place: Place) -> tuple[Words, ...]:
    """What a type demands beside being of its kind, in words; of an array and a map also what each member has to be."""
    if isinstance(type, Scalar):
        return ()
    site, said = place.site, checks_of(type, place)
    found = [*simple(said, site), *keys(said, place)]
    found += contained(said, place)
    refused = said.get("not")
    if isinstance(refused, TYPES):
        found += unlike(refused, place)
    *_, inner = scalar_of(type, place)
    if isinstance(inner, ListOf | MapOf):
        member = inner.item if isinstance(inner, ListOf) else inner.value
        own = simple(checks_of(member, place), site)
        found += [site.phrase("limit_each", one) for one in own]
    if isinstance(inner, Union):
        found += of_members(inner, place)
    return tuple(found)


def contained(said: dict[str, object], place: Place) -> Iterator[Words]:
    """What some members of an array have to be, and how many."""
    found = said.get("contains")
    if not is_tuple(found):
        return
    type, low, high = found
    if not isinstance(type, TYPES):
        return
    asked = words.joined(in_words(type, place) or [type_words(type, place)], ", ")
    told = place.site.phrase("limit_contains", asked)
    if high is not None or low not in (None, 1):
        many = span(place.site, "items", low or None, high)
        told = words.joined([told, many], ": ")
    yield told


def of_members(union: Union, place: Place) -> Iterator[Words]:
    """The limits of the members of a union that are each of another kind, so that a limit tells whose it is."""
    kinds: list[str] = []
    members: list[Type] = []
    for variant in union.variants:
        *_, inner = scalar_of(variant, place)
        match inner:
            case Scalar(kind):
                kinds.append("number" if kind == "integer" else kind)
            case ListOf():
                kinds.append("array")
            case _:
                continue
        members.append(variant)
    if len(kinds) == len({*kinds}):
        for member in members:
            yield from limits(member, place)


def unlike(refused: Type, place: Place) -> Iterator[Words]:
    """What a value must not be: one limit or some values; of several limits a value may break any, which no list of them tells."""
    site = place.site
    *around, inner = scalar_of(refused, place)
    checks = [c for one in around if isinstance(one, Checked) for c in one.checks]
    pattern = checks[0].value if checks and checks[0].keyword == "pattern" else None
    if len(checks) > 1 or (checks and not is_plain(inner)):
        return
    if isinstance(pattern, str):
        yield site.phrase("limit_not_pattern", words.code(pattern))
        return
    for one in in_words(refused, place):
        yield site.phrase("limit_not", one)


def is_plain(type: Type) -> bool:
    """Whether a type says no more than of which kind a value is."""
    match type:
        case Scalar():
            return not type.format
        case ListOf(inner) | MapOf(inner):
            return isinstance(inner, Anything)
        case _:
            return isinstance(type, Anything)


def checks_of(type: Type, place: Place) -> dict[str, object]:
    """What is checked of a type beside its kind: keyword -> value."""
    said: dict[str, object] = {}
    for one in scalar_of(type, place):
        if isinstance(one, Checked):
            for check in one.checks:
                said.setdefault(check.keyword, check.value)
    return said


def simple(said: dict[str, object], site: Site) -> Iterator[Words]:
    """Limits of numbers, texts, and how many there are of something."""
    for unit, low, high in SPANS:
        if low in said or high in said:
            yield span(site, unit, said.get(low), said.get(high))
    for keyword in SINGLE:
        value = said.get(keyword)
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            yield site.phrase(f"limit_{keyword}", words.code(str(value)))
    if said.get("uniqueItems") is True:
        yield site.label("limit_uniqueItems")


def keys(said: dict[str, object], place: Place) -> Iterator[Words]:
    """What is demanded of the keys of an object."""
    site = place.site
    named = said.get("propertyNames")
    if isinstance(named, TYPES):
        for one in in_words(named, place):
            yield site.phrase("limit_propertyNames", one)
    patterns = said.get("patternProperties")
    if is_object(patterns):
        for pattern, type in patterns.items():
            held = type_words(type, place)
            yield site.phrase("limit_patternProperties", words.code(pattern), held)
    others = said.get("additionalProperties")
    if is_tuple(others) and isinstance(others[-1], Never):
        yield site.label("limit_additionalProperties")
    needed = said.get("dependentRequired")
    if is_object(needed):
        for name, many in needed.items():
            if many:
                listed = words.joined([words.code(str(one)) for one in many], ", ")
                yield site.phrase("limit_dependentRequired", words.code(name), listed)


def in_words(type: Type, place: Place) -> tuple[Words, ...]:
    """A type by its values or its simple limits; nothing where it has none of both."""
    among = enum_of(type, place)
    if among is not None:
        shown = [value_words(one) for one in among.values[:MOST_VALUES]]
        return (words.joined(shown, ", "),)
    *_, inner = scalar_of(type, place)
    if isinstance(inner, Const):
        return (value_words(inner.value),)
    return tuple(simple(checks_of(type, place), place.site))


def span(site: Site, unit: str, low: object, high: object) -> Words:
    """A lower limit, an upper one, or both."""
    lowest, highest = (words.code(str(value)) for value in (low, high))
    if low is None:
        return site.phrase(f"{unit}_at_most", highest)
    if high is None and low == 1 and unit != "value":
        return site.label("not_empty")
    if high is None:
        return site.phrase(f"{unit}_at_least", lowest)
    if low == high:
        return site.phrase(f"{unit}_exactly", lowest)
    return site.phrase(f"{unit}_between", lowest, highest)
