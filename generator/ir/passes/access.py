"""A pass: records with properties that only one side sends get a variant for the other side, where the two differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Literal

from generator.ir import retype
from generator.ir.model import (
    Access,
    Api,
    Check,
    Checked,
    Const,
    Content,
    Field,
    ListOf,
    MapOf,
    Named,
    Never,
    Operation,
    Pointer,
    Record,
    Type,
    TypeDef,
    Union,
)
from generator.ir.walk import is_tuple, mentioned, renamed
from generator.jsonvalues import mapping

Side = Literal["request", "response"]
FOREIGN: dict[Side, Access] = {"request": "read", "response": "write"}
"""Properties that a side does not carry: readOnly ones in a request, writeOnly ones in a response."""
OTHER: dict[Side, Side] = {"request": "response", "response": "request"}


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
    less = frozenset(id for id in different if foreign(api.types[id].type, side))
    used: dict[Pointer, None] = {}

    def new(pointer: Pointer) -> Pointer:
        if pointer not in different:
            return pointer
        used[pointer] = None
        return f"{pointer}/{side}"

    def change(type: Type) -> Type:
        return renamed(eased(type, side, less, api), new)

    operations = tuple(carrying(one, side, change) for one in api.operations)
    webhooks = tuple(carrying(one, side, change, True) for one in api.webhooks)
    types = dict(api.types)
    done: set[Pointer] = set()
    while waiting := [pointer for pointer in used if pointer not in done]:
        for pointer in waiting:
            done.add(pointer)
            own = carried(api.types[pointer].type, side)
            own = renamed(eased(own, side, less, api), new)
            made = variant(api.types[pointer], side, own)
            types[made.id] = made
    api = replace(api, operations=operations, webhooks=webhooks, types=types)
    return without_bases(api, side, done)


def without_bases(api: Api, side: Side, parted: set[Pointer]) -> Api:
    """The API in which an inline type that only one side has is what that side has of it, without a variant.

    Args:
        parted: ids of the types that got a variant.
    """
    lone = {id for id in parted if not api.types[id].schema_name} - reached(api)
    if not lone:
        return api
    variants = {f"{id}/{side}": id for id in lone}

    def change(type: Type) -> Type:
        return renamed(type, lambda id: variants.get(id, id))

    types: dict[Pointer, TypeDef] = {}
    for id, one in api.types.items():
        if id not in variants:
            kept = api.types[f"{id}/{side}"].type if id in lone else one.type
            types[id] = replace(one, type=change(kept))
    operations = tuple(retype.operation(one, change) for one in api.operations)
    webhooks = tuple(retype.operation(one, change) for one in api.webhooks)
    return replace(api, operations=operations, webhooks=webhooks, types=types)


def reached(api: Api) -> set[Pointer]:
    """Ids of the types that operations, or types with a name in the document, lead to."""
    roots = [one.type for one in api.types.values() if one.schema_name]
    for operation in (*api.operations, *api.webhooks):
        roots += retype.types_of(operation)
    found: set[Pointer] = set()
    while roots:
        new = {*mentioned(roots.pop())} - found
        found |= new
        inline = (api.types[id] for id in new if id in api.types)
        roots += [one.type for one in inline if not one.schema_name]
    return found


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
    """Whether a type is a record that requires what the side does not carry, always or where a condition holds."""
    checks: tuple[Check, ...] = ()
    while isinstance(type, Checked):
        checks, type = (*checks, *type.checks), type.type
    if not isinstance(type, Record):
        return False
    gone = foreign_names(type, side)
    required = any(field.required and field.wire in gone for field in type.fields)
    return required or bool(gone and checks and relieved(checks, gone) != checks)


def foreign_names(type: Record, side: Side) -> frozenset[str]:
    """The properties of a record that a side does not carry."""
    return frozenset(field.wire for field in type.fields if is_foreign(field, side))


def is_foreign(field: Field, side: Side) -> bool:
    """Whether a side does not carry a property; a constant tells variants apart and is carried by both."""
    return field.access == FOREIGN[side] and not isinstance(field.type, Const)


def carrying(
    operation: Operation,
    side: Side,
    change: Callable[[Type], Type],
    called: bool = False,
) -> Operation:
    """An operation with the variants of a side, and what it calls back.

    Args:
        called: it is a webhook or a callback, whose request has what answers have, as the API itself sends it.
    """
    callbacks = (
        replace(
            callback,
            operations=tuple(
                carrying(one, side, change, True) for one in callback.operations
            ),
        )
        for callback in operation.callbacks
    )
    own = sided(operation, OTHER[side] if called else side, change)
    return replace(own, callbacks=tuple(callbacks))


def sided(
    operation: Operation,
    side: Side,
    change: Callable[[Type], Type],
) -> Operation:
    """An operation whose parameters and bodies, or answers, mention the variants."""

    def content(one: Content) -> Content:
        item = change(one.item) if one.item else None
        return replace(one, type=change(one.type), item=item)

    def contents(many: Iterable[Content]) -> tuple[Content, ...]:
        return tuple(map(content, many))

    if side == "response":
        responses = (
            replace(
                one,
                contents=contents(one.contents),
                headers=tuple(replace(h, type=change(h.type)) for h in one.headers),
            )
            for one in operation.responses
        )
        return replace(operation, responses=tuple(responses))
    body = operation.body
    return replace(
        operation,
        parameters=tuple(
            replace(one, type=change(one.type)) for one in operation.parameters
        ),
        body=body and replace(body, contents=contents(body.contents)),
    )


def variant(definition: TypeDef, side: Side, type: Type) -> TypeDef:
    """The variant of a definition for a side; it is not the schema's own type."""
    return replace(
        definition,
        id=f"{definition.id}/{side}",
        type=type,
        schema_name="",
        hint=(*definition.hint, side),
    )


def eased(type: Type, side: Side, less: frozenset[Pointer], api: Api) -> Type:
    """A type in which a value may fit several members of a `oneOf` that only the other side can tell apart.

    Args:
        less: ids of the records that require less on this side; members that are alike there are one.
    """
    match type:
        case Record():
            fields = (
                replace(f, type=eased(f.type, side, less, api)) for f in type.fields
            )
            return Record(tuple(fields), eased(type.extra, side, less, api), type.said)
        case ListOf():
            return ListOf(eased(type.item, side, less, api), type.said)
        case MapOf():
            return replace(type, value=eased(type.value, side, less, api))
        case Checked():
            return Checked(eased(type.type, side, less, api), type.checks)
        case Union():
            variants = [eased(one, side, less, api) for one in type.variants]
            asked = any(isinstance(one, Named) and one.id in less for one in variants)
            if not (asked and type.exclusive and type.discriminator is None):
                return replace(type, variants=tuple(variants))
            found: dict[int, Type] = {}
            said = [told(one, side, less, api) for one in variants]
            for one, own in zip(variants, said, strict=True):
                found.setdefault(said.index(own), one)
            left = tuple(found.values())
            return left[0] if len(left) == 1 else Union(left)
        case _:
            return type


def told(type: Type, side: Side, less: frozenset[Pointer], api: Api) -> object:
    """What a member of a union says on a side, its words for readers left out: equal for equal ones."""
    if not isinstance(type, Named) or type.id not in less:
        return type
    made, checks = carried(api.types[type.id].type, side), list[Check]()
    while isinstance(made, Checked):
        checks += made.checks
        made = made.type
    if not isinstance(made, Record):
        return type
    fields = [(f.wire, f.type, f.required, f.nullable) for f in made.fields]
    return fields, made.extra, checks


def carried(type: Type, side: Side) -> Type:
    """A type without the properties that a side does not carry; a closed record may have them all the same."""
    match type:
        case Checked():
            inner = type.type
            while isinstance(inner, Checked):
                inner = inner.type
            gone = foreign_names(inner, side) if isinstance(inner, Record) else None
            checks = relieved(type.checks, gone) if gone else type.checks
            made = carried(type.type, side)
            return Checked(made, checks) if checks else made
        case Record() if isinstance(type.extra, Never):
            fields = (
                replace(f, required=False) if is_foreign(f, side) else f
                for f in type.fields
            )
            return replace(type, fields=tuple(fields))
        case Record():
            fields = (f for f in type.fields if not is_foreign(f, side))
            return replace(type, fields=tuple(fields))
        case _:
            return type


def relieved(checks: tuple[Check, ...], gone: frozenset[str]) -> tuple[Check, ...]:
    """Checks that require none of these properties; what only asks whether they are there stays as it is."""
    made: list[Check] = []
    for check in checks:
        value = check.value
        match check.keyword:
            case "required" if is_tuple(value):
                value = tuple(name for name in value if name not in gone)
            case "dependentRequired":
                left = {
                    key: tuple(name for name in sequence_of(names) if name not in gone)
                    for key, names in mapping(value).items()
                }
                value = {key: names for key, names in left.items() if names}
            case "dependentSchemas":
                value = {k: unasked(t, gone) for k, t in mapping(value).items()}
            case "if" if is_tuple(value):
                value = (value[0], *(unasked(one, gone) for one in value[1:]))
            case "allOf" if is_tuple(value):
                value = tuple(unasked(one, gone) for one in value)
            case _:
                pass
        if value or value == check.value:
            made.append(
                check
                if value == check.value
                else Check(check.keyword, value, check.said)
            )
    return tuple(made)


def unasked(value: object, gone: frozenset[str]) -> object:
    """What stands in a check, without requiring these properties."""
    return unchecked(value, gone) if isinstance(value, Checked) else value


def unchecked(type: Checked, gone: frozenset[str]) -> Type:
    """A type that requires none of these properties."""
    inner = unchecked(type.type, gone) if isinstance(type.type, Checked) else type.type
    checks = relieved(type.checks, gone)
    if inner == type.type and checks == type.checks:
        return type
    return Checked(inner, checks) if checks else inner


def sequence_of(names: object) -> tuple[object, ...]:
    """The names of a check, in a tuple."""
    return names if is_tuple(names) else ()
