"""Says which kinds of JSON value a type may be."""

from __future__ import annotations

from typing import assert_never

from generator.ir.model import (
    Anything,
    Api,
    Binary,
    Checked,
    Const,
    Enum,
    ListOf,
    MapOf,
    Named,
    Never,
    Pointer,
    Record,
    Scalar,
    Tuple,
    Type,
    Union,
)

ALL = frozenset({"null", "boolean", "number", "string", "array", "object"})


def kinds_of(
    type: Type, api: Api, seen: frozenset[Pointer] = frozenset()
) -> frozenset[str]:
    """The kinds, "null boolean number string array object", of which a value of `type` can be; an integer is a number.

    A named type counts as what its definition says, a ring of names as nothing more.
    """
    match type:
        case Scalar():
            return frozenset({"number" if type.kind == "integer" else type.kind})
        case Enum():
            return frozenset[str]().union(*(kind_of(v) for v in type.values))
        case Const():
            return kind_of(type.value)
        case Binary():
            return frozenset({"string"})
        case Record() | MapOf():
            return frozenset({"object"})
        case ListOf() | Tuple():
            return frozenset({"array"})
        case Union():
            return frozenset[str]().union(
                *(kinds_of(v, api, seen) for v in type.variants)
            )
        case Named():
            definition = api.types.get(type.id)
            if definition is None or type.id in seen:
                return frozenset()
            return kinds_of(definition.type, api, seen | {type.id})
        case Anything():
            return ALL
        case Never():
            return frozenset()
        case Checked():
            return kinds_of(type.type, api, seen)
        case _:
            assert_never(type)


def kind_of(value: object) -> frozenset[str]:
    """The kind of one JSON value."""
    match value:
        case None:
            return frozenset({"null"})
        case bool():
            return frozenset({"boolean"})
        case int() | float():
            return frozenset({"number"})
        case str():
            return frozenset({"string"})
        case list():
            return frozenset({"array"})
        case _:
            return frozenset({"object"})
