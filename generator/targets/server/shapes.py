"""A type goes in; the kinds of JSON value that a text may stand for, as the server's runtime reads it, come out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from typing import assert_never

from generator.ir.kinds import kind_of
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
    Record,
    Scalar,
    Tuple,
    Type,
    Union,
)
from generator.languages.code import Code
from generator.languages.python import string
from generator.records import dataclass

DEEPEST = 4
"""Objects and arrays inside each other that have a form outside of JSON; what is deeper is JSON."""
ORDER = ("any", "string", "number", "boolean", "null", "file", "array", "object")


@dataclass(frozen=True, slots=True)
class Shape:
    """What the runtime's class of the same name holds; `rest` is None where no further properties are allowed."""

    kinds: frozenset[str]
    item: Shape | None = None
    fields: Mapping[str, Shape] = field(default_factory=dict[str, "Shape"])
    rest: Shape | None = None


TEXT = Shape(frozenset({"string"}))
ANY = Shape(frozenset({"any"}))


def shape_of(type: Type, api: Api, depth: int = DEEPEST) -> Shape:
    """The shape of a type."""
    match type:
        case Scalar():
            return Shape(frozenset({"number" if type.kind == "integer" else type.kind}))
        case Enum():
            kinds = (kind_of(value) for value in type.values)
            return Shape(frozenset[str]().union(*kinds))
        case Const():
            return Shape(kind_of(type.value))
        case Binary():
            return Shape(frozenset({"file" if type.encoding == "raw" else "string"}))
        case Record():
            return _object(type, api, depth)
        case MapOf():
            value = shape_of(type.value, api, depth - 1) if depth else ANY
            return Shape(frozenset({"object"}), rest=value)
        case ListOf():
            item = shape_of(type.item, api, depth - 1) if depth else ANY
            return Shape(frozenset({"array"}), item)
        case Tuple():
            return _tuple(type, api, depth)
        case Union():
            return merged(shape_of(one, api, depth) for one in type.variants)
        case Named():
            known = api.types.get(type.id)
            if known is None or not depth:
                return ANY
            found = shape_of(known.type, api, depth - 1)
            return with_null(found) if known.nullable else found
        case Anything():
            return ANY
        case Never():
            return TEXT
        case Checked():
            return shape_of(type.type, api, depth)
        case _:
            assert_never(type)


def _object(type: Record, api: Api, depth: int) -> Shape:
    fields: dict[str, Shape] = {}
    for one in type.fields if depth else ():
        shape = shape_of(one.type, api, depth - 1)
        fields[one.wire] = with_null(shape) if one.nullable else shape
    closed = isinstance(type.extra, Never)
    rest = None if closed else shape_of(type.extra, api, max(0, depth - 1))
    return Shape(frozenset({"object"}), None, fields, rest)


def _tuple(type: Tuple, api: Api, depth: int) -> Shape:
    members = (*type.items, *(() if isinstance(type.rest, Never) else (type.rest,)))
    item = merged(shape_of(one, api, depth - 1) for one in members) if depth else ANY
    return Shape(frozenset({"array"}), item)


def with_null(shape: Shape) -> Shape:
    """The same shape of a value that may be null as well."""
    return replace(shape, kinds=shape.kinds | {"null"})


def merged(shapes: Iterable[Shape]) -> Shape:
    """The shape of a value that is of one of several."""
    found = list(shapes)
    if not found:
        return ANY
    items = [one.item for one in found if one.item]
    rests = [one.rest for one in found if one.rest]
    fields: dict[str, list[Shape]] = {}
    for one in found:
        for name, shape in one.fields.items():
            fields.setdefault(name, []).append(shape)
    return Shape(
        frozenset[str]().union(*(one.kinds for one in found)),
        merged(items) if items else None,
        {
            name: alike[0] if len(alike) == 1 else merged(alike)
            for name, alike in fields.items()
        },
        merged(rests) if rests else None,
    )


def shape_code(shape: Shape) -> Code:
    """The shape as generated code says it."""
    kinds = [kind for kind in ORDER if kind in shape.kinds] or ["any"]
    parts = [str(string(" ".join(kinds)))]
    if shape.item is not None and shape.item != ANY:
        parts.append(str(shape_code(shape.item)))
    if shape.fields:
        fields = (f"{string(n)}: {shape_code(s)}" for n, s in shape.fields.items())
        parts.append(f"fields={{{', '.join(fields)}}}")
    if shape.rest is not None:
        parts.append(f"rest={shape_code(shape.rest)}")
    made = ", ".join(parts)
    return Code("Shape()" if made == '"string"' else f"Shape({made})")
