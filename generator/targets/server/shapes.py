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
MOST = 100
"""Types in one parameter that are read at any depth."""
ORDER = ("any", "string", "number", "boolean", "null", "file", "array", "object")


@dataclass(frozen=True, slots=True)
class Shape:
    """What the runtime's class of the same name holds; `rest` is None where no further properties are allowed."""

    kinds: frozenset[str]
    item: Shape | None = None
    fields: Mapping[str, Shape] = field(default_factory=dict[str, "Shape"])
    rest: Shape | None = None
    again: str = ""
    types: Mapping[str, Shape] = field(default_factory=dict[str, "Shape"])

    @property
    def nested(self) -> bool:
        """Whether it is of something that has parts."""
        return bool(self.item or self.fields or self.rest)


TEXT = Shape(frozenset({"string"}))
ANY = Shape(frozenset({"any"}))


def deep_shape(type: Type, api: Api) -> Shape:
    """The shape of a type whose values have a form at any depth: types that have parts stand in `types`, by id."""
    table: dict[str, Shape] = {}
    found = shape_of(type, api, table=table)
    if len(table) > MOST:
        return shape_of(type, api)
    found = _spelt_out(found, table)
    numbers = {id: str(number) for number, id in enumerate(_reached(found, table), 1)}
    types = {number: _numbered(table[id], numbers) for id, number in numbers.items()}
    return replace(_numbered(found, numbers), types=types)


def shape_of(
    type: Type, api: Api, depth: int = DEEPEST, table: dict[str, Shape] | None = None
) -> Shape:
    """The shape of a type.

    Args:
        table: takes the shapes of types with parts by their ids, which shapes refer to then.
    """
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
            return _object(type, api, depth, table)
        case MapOf():
            value = shape_of(type.value, api, depth - 1, table) if depth else ANY
            return Shape(frozenset({"object"}), rest=value)
        case ListOf():
            item = shape_of(type.item, api, depth - 1, table) if depth else ANY
            return Shape(frozenset({"array"}), item)
        case Tuple():
            return _tuple(type, api, depth, table)
        case Union():
            return merged(
                (shape_of(one, api, depth, table) for one in type.variants), table
            )
        case Named():
            known = api.types.get(type.id)
            if known is None or not depth:
                return ANY
            if table is None:
                found = shape_of(known.type, api, depth - 1)
            else:
                found = _tabled(type.id, known.type, api, table)
            return with_null(found) if known.nullable else found
        case Anything():
            return ANY
        case Never():
            return TEXT
        case Checked():
            return shape_of(type.type, api, depth, table)
        case _:
            assert_never(type)


def _object(
    type: Record, api: Api, depth: int, table: dict[str, Shape] | None
) -> Shape:
    fields: dict[str, Shape] = {}
    for one in type.fields if depth else ():
        shape = shape_of(one.type, api, depth - 1, table)
        fields[one.wire] = with_null(shape) if one.nullable else shape
    closed = isinstance(type.extra, Never)
    rest = None if closed else shape_of(type.extra, api, max(0, depth - 1), table)
    return Shape(frozenset({"object"}), None, fields, rest)


def _tuple(type: Tuple, api: Api, depth: int, table: dict[str, Shape] | None) -> Shape:
    members = (*type.items, *(() if isinstance(type.rest, Never) else (type.rest,)))
    if not depth:
        return Shape(frozenset({"array"}), ANY)
    inner = (shape_of(one, api, depth - 1, table) for one in members)
    return Shape(frozenset({"array"}), merged(inner, table))


def _tabled(id: str, type: Type, api: Api, table: dict[str, Shape]) -> Shape:
    """A type's shape, which stands in the table where it has parts; a type that is within itself is found there."""
    if id not in table:
        table[id] = ANY
        table[id] = shape_of(type, api, table=table)
    elif table[id] is ANY:
        return Shape(frozenset(), again=id)
    found = table[id]
    return Shape(frozenset(), again=id) if found.nested else found


def _spelt_out(shape: Shape, table: Mapping[str, Shape]) -> Shape:
    """The shape itself, where it is that of a type in the table."""
    if not shape.again:
        return shape
    found = table[shape.again]
    return replace(found, kinds=found.kinds | shape.kinds)


def _reached(shape: Shape, table: Mapping[str, Shape]) -> dict[str, None]:
    """The ids that a shape refers to, in order, those of types within types too."""
    found: dict[str, None] = {}
    pending = [shape]
    while pending:
        one = pending.pop(0)
        if one.again and one.again not in found:
            found[one.again] = None
            pending.append(table[one.again])
        parts = (one.item, *one.fields.values(), one.rest)
        pending += [part for part in parts if part is not None]
    return found


def _numbered(shape: Shape, numbers: Mapping[str, str]) -> Shape:
    """The same shape, which refers to numbers in place of ids."""
    return replace(
        shape,
        item=shape.item and _numbered(shape.item, numbers),
        fields={name: _numbered(one, numbers) for name, one in shape.fields.items()},
        rest=shape.rest and _numbered(shape.rest, numbers),
        again=numbers.get(shape.again, ""),
    )


def with_null(shape: Shape) -> Shape:
    """The same shape of a value that may be null as well."""
    return replace(shape, kinds=shape.kinds | {"null"})


def merged(shapes: Iterable[Shape], table: dict[str, Shape] | None = None) -> Shape:
    """The shape of a value that is of one of several."""
    found = list(shapes)
    if found and all(one == found[0] for one in found):
        return found[0]
    kinds = frozenset[str]().union(*(one.kinds for one in found))
    again = {one.again for one in found if one.again}
    if len(again) == 1 and not any(one.nested for one in found):
        return Shape(kinds, again=again.pop())
    if table is not None:
        found = [_spelt_out(one, table) for one in found]
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
        merged(items, table) if items else None,
        {
            name: alike[0] if len(alike) == 1 else merged(alike, table)
            for name, alike in fields.items()
        },
        merged(rests, table) if rests else None,
    )


def shape_code(shape: Shape) -> Code:
    """The shape as generated code says it."""
    kinds = [kind for kind in ORDER if kind in shape.kinds]
    kinds = kinds or ([] if shape.again else ["any"])
    parts = [str(string(" ".join(kinds)))]
    if shape.item is not None and shape.item != ANY:
        parts.append(str(shape_code(shape.item)))
    if shape.fields:
        fields = (f"{string(n)}: {shape_code(s)}" for n, s in shape.fields.items())
        parts.append(f"fields={{{', '.join(fields)}}}")
    if shape.rest is not None:
        parts.append(f"rest={shape_code(shape.rest)}")
    if shape.again:
        parts.append(f"again={string(shape.again)}")
    if shape.types:
        types = (f"{string(n)}: {shape_code(s)}" for n, s in shape.types.items())
        parts.append(f"types={{{', '.join(types)}}}")
    made = ", ".join(parts)
    return Code("Shape()" if made == '"string"' else f"Shape({made})")
