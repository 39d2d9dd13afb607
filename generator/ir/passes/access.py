"""A pass: records with properties that only one side sends get a variant for the other side, where the two differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Literal

from generator.ir.model import (
    Access,
    Api,
    Checked,
    Const,
    Content,
    Field,
    Never,
    Operation,
    Pointer,
    Record,
    Type,
    TypeDef,
)
from generator.ir.walk import mentioned, renamed

Side = Literal["request", "response"]
FOREIGN: dict[Side, Access] = {"request": "read", "response": "write"}
"""Properties that a side does not carry: readOnly ones in a request, writeOnly ones in a response."""


def split_access(api: Api) -> Api:
    """The API in which bodies do not ask for what their sender cannot or need not give.

    A record differs where a property is required that its side does not carry (OpenAPI 3.0.3, section 4.7.24.2: such
    a property's `required` speaks of the other side only), or where it mentions a record that differs. The schema's
    own type stays as it is.
    """
    for side in ("request", "response"):
        api = split(api, side)
    return api


def split(api: Api, side: Side) -> Api:
    """The API with the variants of one side."""
    different = differing(api, side)
    if not different:
        return api
    used: dict[Pointer, None] = {}

    def new(pointer: Pointer) -> Pointer:
        if pointer not in different:
            return pointer
        used[pointer] = None
        return f"{pointer}/{side}"

    operations = tuple(
        sided(operation, side, lambda t: renamed(t, new))
        for operation in api.operations
    )
    types = dict(api.types)
    done: set[Pointer] = set()
    while waiting := [pointer for pointer in used if pointer not in done]:
        for pointer in waiting:
            done.add(pointer)
            made = variant(api.types[pointer], side, new)
            types[made.id] = made
    return replace(api, operations=operations, types=types)


def differing(api: Api, side: Side) -> frozenset[Pointer]:
    """Ids of the types that differ on a side: those with a required foreign property, and all that mention them."""
    users: defaultdict[Pointer, set[Pointer]] = defaultdict(set)
    found = {d.id for d in api.types.values() if foreign(d.type, side)}
    if not found:
        return frozenset()
    for definition in api.types.values():
        for one in mentioned(definition.type):
            users[one].add(definition.id)
    stack = list(found)
    while stack:
        more = users[stack.pop()] - found
        found |= more
        stack.extend(more)
    return frozenset(found)


def foreign(type: Type, side: Side) -> bool:
    """Whether a type is a record that requires what the side does not carry."""
    while isinstance(type, Checked):
        type = type.type
    return isinstance(type, Record) and any(
        field.required and is_foreign(field, side) for field in type.fields
    )


def is_foreign(field: Field, side: Side) -> bool:
    """Whether a side does not carry a property; a constant tells variants apart and is carried by both."""
    return field.access == FOREIGN[side] and not isinstance(field.type, Const)


def sided(
    operation: Operation,
    side: Side,
    change: Callable[[Type], Type],
) -> Operation:
    """An operation whose bodies, or answers, mention the variants."""

    def content(one: Content) -> Content:
        item = change(one.item) if one.item else None
        return replace(one, type=change(one.type), item=item)

    def contents(many: Iterable[Content]) -> tuple[Content, ...]:
        return tuple(map(content, many))

    if side == "response":
        responses = (
            replace(r, contents=contents(r.contents)) for r in operation.responses
        )
        return replace(operation, responses=tuple(responses))
    body = operation.body
    if body is None:
        return operation
    return replace(operation, body=replace(body, contents=contents(body.contents)))


def variant(
    definition: TypeDef, side: Side, new: Callable[[Pointer], Pointer]
) -> TypeDef:
    """The variant of a definition for a side; it is not the schema's own type."""
    return replace(
        definition,
        id=f"{definition.id}/{side}",
        type=renamed(carried(definition.type, side), new),
        schema_name="",
        hint=(*definition.hint, side),
    )


def carried(type: Type, side: Side) -> Type:
    """A type without the properties that a side does not carry; a closed record may have them all the same."""
    match type:
        case Checked():
            return Checked(carried(type.type, side), type.checks)
        case Record() if isinstance(type.extra, Never):
            fields = (
                replace(f, required=False) if is_foreign(f, side) else f
                for f in type.fields
            )
            return Record(tuple(fields), type.extra)
        case Record():
            fields = (f for f in type.fields if not is_foreign(f, side))
            return Record(tuple(fields), type.extra)
        case _:
            return type
