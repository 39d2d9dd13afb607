"""A group of variants with a discriminator goes in; which variant each of its words names comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from generator.ir.build.fold import closure, fold
from generator.ir.build.scalars import fits
from generator.ir.build.shape import Group
from generator.ir.build.spots import Workshop
from generator.ir.model import Discriminator, Never, Pointer, Scalar, Type
from generator.ir.tag_words import word_of
from generator.jsonvalues import mapping
from generator.letters import letters
from generator.load import refs
from generator.load.document import FILES
from generator.load.pointer import join, parse
from generator.records import dataclass

SCALARS = ("string", "integer", "number", "boolean")


@dataclass(frozen=True, slots=True)
class Variant:
    """One variant of a group.

    Attributes:
        place: pointer of the schema that it refers to; empty where it stands in the group itself.
        words: what the property may be in it; None where that may be anything.
    """

    place: Pointer
    words: tuple[str, ...] | None


def discriminate(
    shop: Workshop, group: Group, variants: list[Type]
) -> Discriminator | None:
    """The discriminator of a group: mapped names, then the names of the schemas (OpenAPI 3.2, section 4.25).

    What a variant lists as the only words of its property counts as well: no other word fits it, whatever its schema is
    called. None comes back where not every variant has a word.
    """
    own: Mapping[str, Any] = mapping(group.discriminator)
    data = own or inherited(shop, group)
    name = data.get("propertyName")
    if not isinstance(name, str) or any(isinstance(v, Never) for v in variants):
        return None
    told = [variant(shop, group, index, name) for index in range(len(variants))]
    # Null has no property; in the union it stands last, whatever its place here.
    tellable = [index for index, v in enumerate(variants) if v != Scalar("null")]
    places: dict[Pointer, int] = {}
    for index, one in enumerate(told):
        if one is None:
            return None
        if one.place and index in tellable:
            places.setdefault(one.place, index)
    found: dict[str, int] = {}
    for value, reference in mapping(data.get("mapping")).items():
        place = mapped(shop, reference, places)
        if place:
            found[value] = places[place]
    named = set(found.values())
    known = [one for one in told if one is not None]
    for place, index in places.items():
        if index not in named and (word := own_word(place, known[index].words)):
            found.setdefault(word, index)
    counted = Counter(word for one in known for word in set(one.words or ()))
    for index, one in enumerate(known):
        for word in one.words or ():
            if counted[word] == 1:
                found.setdefault(word, index)
    if set(found.values()) != set(tellable):
        return None
    found = {word: tellable.index(index) for word, index in found.items()}
    other = data.get("defaultMapping")
    default = places.get(mapped(shop, other, places) or "")
    return Discriminator(
        name,
        found,
        None if default is None else tellable.index(default),
        implied=not own
        or unsaid(data, [known[index].words for index in places.values()]),
    )


def inherited(shop: Workshop, group: Group) -> Mapping[str, Any]:
    """The discriminator of what all variants of a `oneOf` include by `allOf`; empty where there is none.

    springdoc lists the heirs of a schema in place of it, and leaves the discriminator where it was. None of them has the word of
    another, so that what fits several is the one that it names. Of `anyOf` a value whose word is none of theirs is valid all the same.
    """
    if group.keyword != "oneOf":
        return {}
    targets = [
        shop.target(one)
        for one in group.variants
        if refs.reference(one.schema) is not None
    ]
    ends = [end.pointer for end in targets if end is not None]
    if len(ends) < len(group.variants):
        return {}
    common = set(closure(shop, ends[0])) if ends else set[Pointer]()
    for end in ends[1:]:
        common &= closure(shop, end)
    for place in sorted(common - {*ends}):
        schema = mapping(shop.document.at(place))
        told = mapping(schema.get("discriminator"))
        if "propertyName" in told and not ("oneOf" in schema or "anyOf" in schema):
            return told
    return {}


def unsaid(
    discriminator: Mapping[str, Any], listed: Iterable[tuple[str, ...] | None]
) -> bool:
    """Whether nothing but the names of schemas says what the property may be: neither a mapping, nor what these list."""
    told = discriminator.get("mapping") or discriminator.get("defaultMapping")
    return not told and all(words is None for words in listed)


def variant(shop: Workshop, group: Group, index: int, name: str) -> Variant | None:
    """A variant by its index, with what it says of the property; None where that is no scalar."""
    spot = group.variants[index]
    target = shop.target(spot) if refs.reference(spot.schema) is not None else None
    place = shop.component(target.pointer) if target else ""
    spots = fold(shop, [spot]).properties.get(name)
    if not spots:
        return Variant(place, None)
    shape = fold(shop, spots)
    if shape.values is None:
        scalar = any(fits(kind, shape.kinds) for kind in SCALARS)
        return Variant(place, None) if scalar else None
    words = tuple(told for one in shape.values if (told := word_of(one)))
    return Variant(place, words or None) if words or not shape.values else None


def own_word(place: Pointer, words: tuple[str, ...] | None) -> str:
    """The name of a schema, as the words that it lists spell it; empty where it is none of them, or a file."""
    *around, name = ("", *parse(place))
    if around[1:] == [FILES]:
        return ""
    if words is None or name in words:
        return name
    alike = [word for word in words if letters(word) == letters(name)]
    return alike[0] if len(alike) == 1 else ""


def mapped(shop: Workshop, told: Any, places: Iterable[Pointer]) -> Pointer | None:
    """The one of the variants' places that a word is mapped to, by the name of a schema or a reference.

    A name is first that of a component; in another file, or below `$defs`, it is that of the one variant called so.
    """
    if not isinstance(told, str):
        return None
    schemas_here = mapping(mapping(shop.document.data.get("components")).get("schemas"))
    known = set(places)
    if told in schemas_here:
        component = join("#", "components", "schemas", told)
        if component in known:
            return component
    else:
        try:
            place = refs.canonical(shop.document.data, told)
        except refs.Unresolved:
            place = ""
        if place:
            place = shop.component(place)
            return place if place in known else None
    alike = [place for place in known if parse(place)[-1:] == (told,)]
    return alike[0] if len(alike) == 1 else None
