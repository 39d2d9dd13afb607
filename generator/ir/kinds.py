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


def kinds_of(type: Type, api: Api) -> frozenset[str]:
    """The kinds, "null boolean number string array object", of which a value of `type` can be; an integer is a number.

    A named type counts as what its definition says, a ring of names as nothing more.
    """
    found: set[str] = set()
    seen: set[Pointer] = set()
    waiting: list[Type] = [type]
    while waiting:
        one = waiting.pop()
        match one:
            case Union():
                waiting += one.variants
            case Checked():
                waiting.append(one.type)
            case Named():
                definition = api.types.get(one.id)
                if definition is not None and one.id not in seen:
                    seen.add(one.id)
                    waiting.append(definition.type)
            case _:
                found |= _own(one)
    return frozenset(found)


def _own(
    type: (
        Scalar
        | Enum
        | Const
        | Binary
        | Record
        | MapOf
        | ListOf
        | Tuple
        | Anything
        | Never
    ),
) -> frozenset[str]:
    """The kinds of a type that is made of no others."""
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
        case Anything():
            return ALL
        case Never():
            return frozenset()
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
