"""A type that is only said by checks goes in; the object that they describe comes out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.ir.kinds import bare_of
from generator.ir.model import (
    Anything,
    Check,
    Checked,
    Field,
    MapOf,
    Record,
    Scalar,
    Type,
    Union,
)
from generator.ir.walk import is_tuple
from generator.jsonvalues import is_object
from generator.targets.docs.types import TYPES

_NULL = Scalar("null")
_NOTHING = Field("", "", Anything())


def checks_in(type: Type) -> Iterator[Check]:
    """Every check of a type itself."""
    while isinstance(type, Checked):
        yield from type.checks
        type = type.type


def required(type: Type) -> dict[str, None]:
    """The names that checks require."""
    return {
        name: None
        for check in checks_in(type)
        if check.keyword == "required" and is_tuple(check.value)
        for name in check.value
        if isinstance(name, str)
    }


def fields(type: Type) -> dict[str, Field]:
    """The properties that a type, or the checks of it, speaks of."""
    found: dict[str, Field] = {}
    needed = required(type)
    for check in checks_in(type):
        if check.keyword != "properties" or not is_object(check.value):
            continue
        for name, one in check.value.items():
            if isinstance(one, TYPES):
                said = check.said.get(name, _NOTHING)
                found[name] = field(said, name, one, name in needed)
    inner = bare_of(type)
    if isinstance(inner, Record):
        found |= {one.wire: one for one in inner.fields}
    return found


def field(said: Field, name: str, type: Type, required: bool) -> Field:
    """A property of a type with what is said of it besides."""
    nullable = isinstance(type, Union) and type.variants[-1:] == (_NULL,)
    if nullable and isinstance(type, Union):
        rest = type.variants[:-1]
        type = rest[0] if len(rest) == 1 else replace(type, variants=rest)
    return replace(said, wire=name, type=type, required=required, nullable=nullable)


def record_of(type: Checked) -> Record | None:
    """The object that the checks of a type describe; None where they describe none, or there is one without them."""
    inner = bare_of(type)
    if not isinstance(inner, Anything | MapOf):
        return None
    if not any(check.keyword == "properties" for check in checks_in(type)):
        return None
    found = fields(type)
    return Record(tuple(found.values()), Anything()) if found else None


def values(type: Checked) -> Type | None:
    """What the values of a map are by the patterns of its keys; None where it is none, or has a type for all of them."""
    inner = bare_of(type)
    if not isinstance(inner, MapOf) or not isinstance(inner.value, Anything):
        return None
    found = [one for check in checks_in(type) for _, one in patterns(check)]
    if len(found) < 2:
        return found[0] if found else None
    return Union(tuple(found))


def patterns(check: Check) -> Iterator[tuple[str, Type]]:
    """The patterns of keys, with what their values are."""
    if check.keyword == "patternProperties" and is_object(check.value):
        for pattern, type in check.value.items():
            if isinstance(type, TYPES):
                yield pattern, type
