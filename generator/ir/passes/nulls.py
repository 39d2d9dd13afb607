"""A pass: properties whose types have names that may mean null say so themselves."""

from __future__ import annotations

from dataclasses import replace

from generator.ir.kinds import kinds_of
from generator.ir.model import (
    Anything,
    Api,
    Checked,
    Field,
    Named,
    Type,
    Union,
)
from generator.ir.retype import definition


def say_nulls(api: Api) -> Api:
    """The API in which `Field.nullable` is true also where it is another schema, referred to by name, that allows null."""

    def change(field: Field) -> Field:
        return in_field(field, api)

    types = {key: definition(one, change) for key, one in api.types.items()}
    return replace(api, types=types)


def in_field(field: Field, api: Api) -> Field:
    """A field that tells of null."""
    if field.nullable or not by_name(field.type, api):
        return field
    return replace(field, nullable=True)


def by_name(type: Type, api: Api) -> bool:
    """Whether a type takes null because of a name in it; free-form types take it anyway."""
    match type:
        case Named():
            return not free(api.types[type.id].type) and "null" in kinds_of(type, api)
        case Union():
            return any(by_name(variant, api) for variant in type.variants)
        case Checked():
            return by_name(type.type, api)
        case _:
            return False


def free(type: Type) -> bool:
    """Whether a type is free-form, below its checks, which then judge null as they judge any other value."""
    while isinstance(type, Checked):
        type = type.type
    return isinstance(type, Anything)
