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
    Parameter,
    Scalar,
    Type,
    TypeDef,
)
from generator.ir.retype import definition, taking

_WithDefault = TypeVar("_WithDefault", Field, Parameter, TypeDef)


def drop_defaults(api: Api) -> Api:
    """The API without defaults that no value of their type can be, such as text for a number.

    A default is a note (JSON Schema validation, section 9.2), which documents are full of wrong ones of; that one is
    left out is said while the document is validated.
    """

    def in_parameter(one: Parameter) -> Parameter:
        return kept(one, api)

    types = {key: in_definition(d, api) for key, d in api.types.items()}
    return replace(
        api,
        types=types,
        operations=tuple(taking(one, in_parameter) for one in api.operations),
        webhooks=tuple(taking(one, in_parameter) for one in api.webhooks),
    )


def in_definition(one: TypeDef, api: Api) -> TypeDef:
    """A definition whose default, and those of its fields, are of a kind that their types take."""
    made = definition(one, lambda field: kept(field, api))
    return made if made.others or made.nullable else kept(made, api)


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
