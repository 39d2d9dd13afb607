"""The shapes of types, as far as XML has to know them, whatever types are: of the models of a client, or of a document."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NamedTuple, TypeAlias


class Xml(NamedTuple):
    """How a value is written.

    Attributes:
        name: of the element or the attribute, "" for what it has anyhow.
        node: "attribute", "text", "cdata", "none" for the content alone, or "element", which wraps the members of an array.
        item: how the members of an array are written.
    """

    name: str = ""
    namespace: str = ""
    prefix: str = ""
    node: str = ""
    item: Xml | None = None


class Scalar(NamedTuple):
    """A text, a number, a truth value or nothing: any of some kinds, or one of some words."""

    kinds: frozenset[str]
    words: tuple[Json, ...] = ()


class Array(NamedTuple):
    """Members of one type."""

    item: Any


class Property(NamedTuple):
    """A property by its name in JSON."""

    wire: str
    type: Any
    required: bool
    xml: Xml = Xml()


class Object(NamedTuple):
    """Properties, and the type of others."""

    properties: tuple[Property, ...]
    more: Any


class Variants(NamedTuple):
    """One of several types."""

    members: tuple[Any, ...]


class Free(NamedTuple):
    """Anything."""


Shape: TypeAlias = Scalar | Array | Object | Variants | Free
ShapeOf: TypeAlias = Callable[[Any], Shape]
"""The shape of a type, whatever types are to the caller; it is asked for what is there alone, so that types may be rings."""

PLAIN: Final = Xml()
"""Nothing is said."""

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

THERE: Final = object()
"""A value that is there, whatever it is."""


def joined(shapes: Iterable[Shape]) -> list[Shape]:
    """Shapes of which scalars are one: a text is read as a whole, whatever else it might be; null beside others is nothing of its own."""
    found = list(shapes)
    plain = [one for one in found if isinstance(one, Scalar)]
    others: list[Shape] = [one for one in found if not isinstance(one, Scalar)]
    if not plain:
        return others
    kinds = frozenset[str]().union(*(one.kinds for one in plain))
    words = tuple(word for one in plain for word in one.words)
    if others and not words and kinds <= {"null"}:
        return others
    return [Scalar(kinds, words), *others]


def bare(shape_of: ShapeOf, type: Any) -> Shape:
    """The shape of a type that may be null besides; `Variants` where it is one of several."""
    shape = Free() if type is None else shape_of(type)
    if not isinstance(shape, Variants):
        return shape
    found = joined(bare(shape_of, one) for one in shape.members)
    return found[0] if len(found) == 1 else shape


def chosen(shape_of: ShapeOf, type: Any, fit: Callable[[Shape], int]) -> Shape:
    """The shape of a type; of several variants the one that fits best."""
    shape = bare(shape_of, type)
    if not isinstance(shape, Variants):
        return shape
    shapes = joined(chosen(shape_of, one, fit) for one in shape.members)
    return max(shapes, key=fit, default=Free())


def takes(shape: Scalar, value: object) -> bool:
    """Whether a value is one of a type's, as far as its shape tells."""
    if any(type(word) is type(value) and word == value for word in shape.words):
        return True
    match value:
        case None:
            return "null" in shape.kinds
        case bool():
            return "boolean" in shape.kinds
        case int():
            return bool(shape.kinds & {"integer", "number"})
        case float():
            return "number" in shape.kinds
        case str():
            return "string" in shape.kinds
        case _:
            return False


def fit(
    shape_of: ShapeOf, shape: Object, there: Mapping[str, object], many: int
) -> int:
    """How well an object goes with a type; below zero where it does not.

    Args:
        there: the values of properties by their names; `THERE` for one that is not looked at.
        many: the properties that there are, whether they are declared or not.
    """
    declared = {one.wire: one for one in shape.properties}
    if any(one.required and one.wire not in there for one in shape.properties):
        return -1
    for name, value in there.items():
        if name in declared and value is not THERE:
            kind = bare(shape_of, declared[name].type)
            if isinstance(kind, Scalar) and not takes(kind, value):
                return -1
    return 2 + 2 * len(there.keys() & declared) - many


def wrapped(xml: Xml) -> bool:
    """Whether the members of an array have an element around them."""
    return xml.node == "element"


def members_called(one: Property) -> tuple[str, ...]:
    """What the elements of a property's members may be called, the name that is written first."""
    item = one.xml.item or PLAIN
    return tuple(dict.fromkeys(filter(None, (item.name, one.xml.name, one.wire))))


def called(one: Property) -> tuple[str, ...]:
    """What the element or the attribute of a property may be called, the name that is written first."""
    return tuple(dict.fromkeys(filter(None, (one.xml.name, one.wire))))


def text_of(value: Json) -> str:
    """A scalar as it is written."""
    return value if isinstance(value, str) else json.dumps(value)
