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
    Record,
    Type,
    TypeDef,
    Union,
)


def say_nulls(api: Api) -> Api:
    """The API in which `Field.nullable` is true also where it is another schema, referred to by name, that allows null."""
    types = {key: in_definition(d, api) for key, d in api.types.items()}
    return replace(api, types=types)


def in_definition(definition: TypeDef, api: Api) -> TypeDef:
    """A definition whose fields tell of null."""
    made = in_record(definition.type, api)
    return definition if made is definition.type else replace(definition, type=made)


def in_record(type: Type, api: Api) -> Type:
    """A record, below its checks, whose fields tell of null; any other type as it is."""
    match type:
        case Checked():
            inner = in_record(type.type, api)
            return type if inner is type.type else Checked(inner, type.checks)
        case Record():
            fields = tuple(in_field(field, api) for field in type.fields)
            same = all(a is b for a, b in zip(fields, type.fields, strict=True))
            return type if same else Record(fields, type.extra)
        case _:
            return type


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
