"""Says which kinds of JSON value a type may be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
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
    TypeDef,
    Union,
)
from generator.jsonvalues import broad_kind
from generator.records import dataclass

ALL = frozenset({"null", "boolean", "number", "string", "array", "object"})


APART = frozenset({"date", "date-time", "uuid"})
"""Formats of which no text has two."""


def bare_of(type: Type) -> Type:
    """A type without the checks of its values."""
    while isinstance(type, Checked):
        type = type.type
    return type


def blurred(members: Iterable[Type]) -> bool:
    """Whether members of a union are texts that their formats alone tell apart, which are no rules (JSON Schema 2020-12, Validation,
    section 7)."""
    formats = {
        one.format
        for one in members
        if isinstance(one, Scalar) and one.kind == "string"
    }
    return len(formats) > 1 and not formats <= APART


def kinds_of(type: Type, api: Api) -> frozenset[str]:
    """The kinds, "null boolean number string array object", of which a value of `type` can be; an integer is a number.

    A named type counts as what its definition says, a ring of names as nothing more.
    """
    own, names = _direct(type)
    if names:
        known = _named(_Same(api.types))
        own = own.union(*(known.get(name, frozenset()) for name in names))
    return own


@dataclass(frozen=True, slots=True, eq=False)
class _Same:
    """The types of one `Api`, which equal themselves alone, so that what is known of them can be looked up."""

    types: Mapping[Pointer, TypeDef]

    def __hash__(self) -> int:
        return id(self.types)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.types is self.types


@lru_cache(maxsize=2)
def _named(all: _Same) -> Mapping[Pointer, frozenset[str]]:
    """The kinds of every named type, told from one to the next for as long as anything new is learnt."""
    known: dict[Pointer, frozenset[str]] = {}
    users: dict[Pointer, list[Pointer]] = {}
    for key, definition in all.types.items():
        known[key], names = _direct(definition.type)
        for name in names:
            users.setdefault(name, []).append(key)
    waiting = list(users.keys() & known.keys())
    while waiting:
        one = waiting.pop()
        for user in users.get(one, ()):
            if not known[one] <= known[user]:
                known[user] |= known[one]
                waiting.append(user)
    return known


def _direct(type: Type) -> tuple[frozenset[str], list[Pointer]]:
    """The kinds that a type says itself, and the names that it may be besides."""
    found: frozenset[str] = frozenset()
    names: list[Pointer] = []
    waiting: list[Type] = [type]
    while waiting:
        one = waiting.pop()
        match one:
            case Union():
                waiting += one.variants
            case Checked():
                waiting.append(one.type)
            case Named():
                names.append(one.id)
            case _:
                found |= _own(one)
    return found, names


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
    return frozenset({broad_kind(value)})
