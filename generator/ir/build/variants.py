"""The members of a union go in; words that tell each from the others come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.ir.build.shape import Group
from generator.ir.build.spots import Spot, Workshop, own_token
from generator.jsonvalues import is_array, mapping
from generator.load import refs
from generator.load.pointer import parse
from generator.records import dataclass

KINDS = {"object": "object", "array": "list"}
"""What a member is called that alone is of its kind; the others have no names."""
DEEPEST = 4
"""`allOf` within each other that are looked into for a name."""


def variant_words(shop: Workshop, group: Group) -> list[tuple[str, ...]]:
    """Words that tell each variant from the others.

    They are its title, the name referred to, the value that a property has; else its kind, or the first property that it alone
    requires or has; else its number.
    """
    own = [given_words(shop, variant) for variant in group.variants]
    if None not in own:
        return [words for words in own if words is not None]
    found = [seen(shop, variant) for variant in group.variants]
    return [
        (alone(found, index),) if words is None else words
        for index, words in enumerate(own)
    ]


def given_words(shop: Workshop, variant: Spot) -> tuple[str, ...] | None:
    """What a variant is called by itself; None where it has no name."""
    schema = mapping(variant.schema)
    title = schema.get("title")
    if isinstance(title, str) and title.strip():
        return (title,)
    if refs.reference(schema) is not None:
        target = shop.target(variant)
        if target is not None:
            tokens = parse(shop.component(target.pointer))
            return (own_token(tokens),) if tokens else ()
    for prop in mapping(schema.get("properties")).values():
        if value := only_value(mapping(prop)):
            return (told(value),)
    return None


def only_value(prop: Mapping[str, Any]) -> str:
    """The one text that a property may be; "" where it may be more."""
    value, one = prop.get("const"), prop.get("enum")
    if is_array(one) and len(one) == 1:
        value = one[0]
    return value if isinstance(value, str) else ""


def told(value: str) -> str:
    """What a value is called: an address by its last step, `not-found` of https://acme.example/errors/not-found."""
    if not value.startswith(("http://", "https://")):
        return value
    step = value.rstrip("/#").replace("#", "/").rpartition("/")[2]
    named = any(letter.isalpha() for letter in step)
    return step if named and "?" not in step and "&" not in step else value


@dataclass(frozen=True, slots=True)
class Seen:
    """What a member of a union says of itself and by `allOf`, in the author's order.

    Attributes:
        kinds: what `type` names; an object where there are properties.
        values: properties that may be one text only, with it.
    """

    kinds: frozenset[str]
    required: tuple[str, ...]
    properties: tuple[str, ...]
    values: tuple[tuple[str, str], ...]


def seen(shop: Workshop, variant: Spot) -> Seen:
    """What is seen of a member."""
    kinds: set[str] = set()
    required: list[str] = []
    properties: dict[str, str] = {}
    for schema in parts(shop, variant, DEEPEST):
        kind, names = schema.get("type"), schema.get("required")
        kinds |= {kind} if isinstance(kind, str) else set()
        if is_array(names):
            required += [name for name in names if isinstance(name, str)]
        for name, prop in mapping(schema.get("properties")).items():
            properties[name] = only_value(mapping(prop)) or properties.get(name, "")
    if properties:
        kinds.add("object")
    values = tuple((name, value) for name, value in properties.items() if value)
    return Seen(frozenset(kinds), tuple(required), tuple(properties), values)


def parts(shop: Workshop, spot: Spot, depth: int) -> Iterator[Mapping[str, Any]]:
    """A schema and those that it is made of by `allOf`."""
    end = shop.follow(spot)
    if end is None:
        return
    schema = mapping(end.schema)
    yield schema
    several = schema.get("allOf")
    if depth and is_array(several):
        for index in range(len(several)):
            yield from parts(shop, end.sub("allOf", str(index)), depth - 1)


def alone(found: list[Seen], index: int) -> str:
    """What a member has that no other has, best first; else its number."""
    own = found[index]
    others = found[:index] + found[index + 1 :]
    for value in own.values:
        if not any(value in other.values for other in others):
            return told(value[1])
    for kind, word in KINDS.items():
        if own.kinds == frozenset((kind,)) and all(
            other.kinds and kind not in other.kinds for other in others
        ):
            return word
    required = {name for other in others for name in other.required}
    known = {name for other in others for name in other.properties}
    for names, theirs in ((own.required, required), (own.properties, known)):
        for name in names:
            if name not in theirs:
                return f"with {name}"
    return f"option{index + 1}"
