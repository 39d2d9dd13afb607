"""A pass: defaults of a kind that their own schema does not take are left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from generator.ir.kinds import ALL, kind_of, kinds_of
from generator.ir.model import (
    Api,
    Checked,
    Field,
    Json,
    Named,
    Operation,
    Parameter,
    Record,
    Scalar,
    Type,
    TypeDef,
)

_WithDefault = TypeVar("_WithDefault", Field, Parameter, TypeDef)


def drop_defaults(api: Api) -> Api:
    """The API without defaults that no value of their type can be, such as text for a number.

    A default is a note (JSON Schema validation, section 9.2), which documents are full of wrong ones of; that one is
    left out is said while the document is validated.
    """
    types = {key: in_definition(d, api) for key, d in api.types.items()}
    return replace(
        api,
        types=types,
        operations=tuple(in_operation(one, api) for one in api.operations),
        webhooks=tuple(in_operation(one, api) for one in api.webhooks),
    )


def in_definition(definition: TypeDef, api: Api) -> TypeDef:
    """A definition whose default, and those of its fields, are of a kind that their types take."""
    made = in_record(definition.type, api)
    if made is not definition.type:
        definition = replace(definition, type=made)
    loose = definition.others or definition.nullable
    return definition if loose else kept(definition, api)


def in_record(type: Type, api: Api) -> Type:
    """A record, below its checks, with the defaults that are kept; any other type as it is."""
    match type:
        case Checked():
            inner = in_record(type.type, api)
            return type if inner is type.type else Checked(inner, type.checks)
        case Record():
            fields = tuple(kept(field, api) for field in type.fields)
            same = all(a is b for a, b in zip(fields, type.fields, strict=True))
            return type if same else Record(fields, type.extra)
        case _:
            return type


def in_operation(operation: Operation, api: Api) -> Operation:
    """An operation whose parameters have the defaults that are kept."""
    parameters = tuple(kept(one, api) for one in operation.parameters)
    same = all(a is b for a, b in zip(parameters, operation.parameters, strict=True))
    return operation if same else replace(operation, parameters=parameters)


def kept(owner: _WithDefault, api: Api) -> _WithDefault:
    """What has a default, without it where it is of a wrong kind."""
    if not owner.has_default or possible(owner.default, owner.type, api):
        return owner
    if owner.default is None and isinstance(owner, Field) and owner.nullable:
        return owner
    return replace(owner, default=None, has_default=False)


def possible(value: Json, type: Type, api: Api) -> bool:
    """Whether a value is of a kind that a type takes; a fraction is no integer."""
    kinds = kinds_of(type, api) or ALL
    if not kind_of(value) <= kinds:
        return False
    fraction = isinstance(value, float) and not value.is_integer()
    return not (fraction and whole(type, api))


def whole(type: Type, api: Api) -> bool:
    """Whether a type is an integer, below its checks and behind its name."""
    while isinstance(type, Checked | Named):
        type = type.type if isinstance(type, Checked) else api.types[type.id].type
    return isinstance(type, Scalar) and type.kind == "integer"
