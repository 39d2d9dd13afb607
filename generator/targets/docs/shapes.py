"""A type goes in; the object that its values are, or hold, comes out."""

from __future__ import annotations

from generator.ir.model import (
    Anything,
    Binary,
    Checked,
    Const,
    Enum,
    Held,
    ListOf,
    MapOf,
    Named,
    Never,
    Record,
    Scalar,
    Tuple,
    Type,
    Union,
)
from generator.records import dataclass
from generator.targets.docs import judged
from generator.targets.docs.types import Place, is_new

PLAIN = (Scalar, Enum, Const, Binary, Anything, Never)

TEXT = "~"
"""The sign for a text that holds a value."""
DEEPEST = 12
"""Inline objects, which have no page, are opened so deep."""


@dataclass(frozen=True, slots=True)
class Unwrapped:
    """The object below arrays, maps, checks and names.

    Attributes:
        wrapped: the arrays and maps around it ("[]", ".*"), and texts.
        inner: the type, without checks; `whole` is it with them.
        pointer: id of its name, if it has one.
    """

    wrapped: str
    inner: Type
    whole: Type
    pointer: str


def unwrapped(type: Type, place: Place) -> Unwrapped:
    """The object that a value is, or that the items of an array or the values of a map are; found once for each type."""
    made = place.site.made.unwrapped
    found = made.get(id(type))
    if found is None:
        # The type is kept, so that no other can have its identity.
        found = made[id(type)] = (type, _unwrapped(type, place))
    return found[1]


def _unwrapped(type: Type, place: Place) -> Unwrapped:
    wrapped, pointer, whole = "", "", type
    types = place.site.api.types
    seen: set[str] = set()
    while True:
        match type:
            case Checked():
                record = judged.record_of(type)
                if record is not None:
                    return Unwrapped(wrapped, record, whole, pointer)
                held = judged.values(type)
                type = type.type if held is None else MapOf(held)
            case ListOf():
                wrapped, pointer = f"{wrapped}[]", ""
                type = whole = type.item
            case MapOf():
                wrapped, pointer = f"{wrapped}.*", ""
                type = whole = type.value
            case Named(id) if id in types and is_new(id, seen):
                pointer, type = id, types[id].type
                whole = type
            case Scalar(held=Held(type=inner)) if inner is not None:
                wrapped, pointer = f"{wrapped}{TEXT}", ""
                type = whole = inner
            case Union():
                opened = [v for v in type.variants if is_object_type(v, place)]
                if len(opened) != 1:
                    return Unwrapped(wrapped, type, whole, pointer)
                type = whole = opened[0]
            case _:
                return Unwrapped(wrapped, type, whole, pointer)


def members(union: Union, place: Place) -> list[tuple[int, Type]]:
    """The members of a union, each with its number; those of a member that is nothing but several objects, or arrays or maps of such, in its
    place, where it has no page."""
    return [
        (at, one)
        for at, variant in enumerate(union.variants)
        for one in objects(variant, place) or (variant,)
    ]


def objects(type: Type, place: Place, seen: set[str] | None = None) -> list[Type]:
    """The objects that a value is, or holds, one of; empty where it may be anything else, or has a page that lists them.

    Args:
        seen: named types that were looked into: each is once, as a few can lead to each other in very many ways.
    """
    seen = set() if seen is None else seen
    inner = within(type)
    if isinstance(inner, Named):
        definition = place.site.api.types.get(inner.id)
        found = None if definition is None else within(definition.type)
        if isinstance(found, Record):
            return [type] if found.fields else []
        if found is None or place.schema(inner.id) or not is_new(inner.id, seen):
            return []
        return objects(found, place, seen)
    if isinstance(inner, Union):
        each = [objects(one, place, seen) for one in inner.variants]
        return [one for many in each for one in many] if all(each) else []
    return [type] if isinstance(inner, Record) and inner.fields else []


def is_plain(type: Type) -> bool:
    """Whether a value can be told at once to hold no object, as most cannot."""
    while isinstance(type, Checked):
        type = type.type
    if isinstance(type, Scalar) and type.held is not None:
        return type.held.type is None
    return isinstance(type, PLAIN)


def within(type: Type) -> Type:
    """What a value is, or what it holds below arrays and maps, without checks."""
    while True:
        match type:
            case Checked():
                type = type.type
            case ListOf():
                type = type.item
            case MapOf():
                type = type.value
            case _:
                return type


def is_named(type: Type) -> bool:
    """Whether a value is of a named type, or an array or a map of such values."""
    return isinstance(within(type), Named)


def is_open(inner: Type, place: Place) -> bool:
    """Whether there is something to open: an object with properties, or several."""
    if isinstance(inner, Union):
        return sum(is_object_type(v, place) for v in inner.variants) > 1
    if isinstance(inner, Tuple):
        return any(is_object_type(one, place) for one in (*inner.items, inner.rest))
    record = record_in(inner)
    return record is not None and bool(record.fields)


def is_object_type(type: Type, place: Place) -> bool:
    """Whether a value of a type is, or holds, an object with declared properties; each named type is looked into once."""
    types = place.site.api.types
    seen: set[str] = set()
    waiting = [type]
    while waiting:
        match within(waiting.pop()):
            case Named(id) if id in types and is_new(id, seen):
                waiting.append(types[id].type)
            case Union(variants):
                waiting += variants
            case Tuple(items, rest):
                waiting += (*items, rest)
            case Scalar(held=Held(type=inner)) if inner is not None:
                waiting.append(inner)
            case Record(fields) if fields:
                return True
            case _:
                continue
    return False


def is_opened(type: Type, place: Place) -> bool:
    """Whether a value is, or holds, an object that can be opened."""
    return is_open(unwrapped(type, place).inner, place)


def record_in(type: Type) -> Record | None:
    """The object that a type is."""
    return type if isinstance(type, Record) else None
