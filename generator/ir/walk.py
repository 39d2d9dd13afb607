"""Walks over types: the named types that one mentions, and the same type with other names in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeGuard

from generator.ir.model import (
    Anything,
    Binary,
    Check,
    Checked,
    Const,
    Enum,
    Field,
    Held,
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
from generator.jsonvalues import is_array, is_object

TYPES = (Named, ListOf, MapOf, Tuple, Union, Checked, Record)


def mentioned(type: Type) -> Iterator[Pointer]:
    """The named types that a type mentions, those in its checks too."""
    pending: list[object] = [type]
    while pending:
        match pending.pop():
            case Scalar() | Enum() | Const() | Binary() | Anything() | Never():
                continue
            case Named(id):
                yield id
            case ListOf(item) | MapOf(item):
                pending.append(item)
            case Record(fields, extra):
                pending.append(extra)
                pending += [field.type for field in fields[::-1]]
            case Checked(checked, checks):
                pending += [check.value for check in checks[::-1]]
                pending.append(checked)
            case Union(variants):
                pending += variants[::-1]
            case Tuple(items, rest):
                pending += [rest, *items[::-1]]
            case value:
                pending += [*parts(value)][::-1]


def parts(value: object) -> Iterable[object]:
    """The members of the value of a check that is a tuple, a list or a mapping; none of any other."""
    if is_tuple(value) or is_array(value):
        return value
    return value.values() if is_object(value) else ()


def is_tuple(value: object) -> TypeGuard[tuple[object, ...]]:
    """Whether the value of a check is a tuple."""
    return isinstance(value, tuple)


def renamed(type: Type, new: Callable[[Pointer], Pointer]) -> Type:
    """A type with every name replaced by what `new` says, those in its checks too; itself where nothing changes."""
    match type:
        case Named():
            id = new(type.id)
            return type if id == type.id else Named(id)
        case ListOf():
            item = renamed(type.item, new)
            return type if item is type.item else ListOf(item, type.said)
        case MapOf():
            value = renamed(type.value, new)
            return type if value is type.value else replace(type, value=value)
        case Tuple():
            items = tuple([renamed(one, new) for one in type.items])
            return Tuple(items, renamed(type.rest, new), type.said)
        case Union():
            variants = tuple([renamed(one, new) for one in type.variants])
            same = all(a is b for a, b in zip(variants, type.variants, strict=True))
            return type if same else replace(type, variants=variants)
        case Checked():
            checks = tuple(
                Check(check.keyword, renamed_value(check.value, new), check.said)
                for check in type.checks
            )
            return Checked(renamed(type.type, new), checks)
        case Record():
            return renamed_record(type, new)
        case Scalar(held=Held(type=inner) as held) if inner is not None:
            return replace(type, held=replace(held, type=renamed(inner, new)))
        case Scalar() | Enum() | Const() | Binary() | Anything() | Never():
            return type


def renamed_record(type: Record, new: Callable[[Pointer], Pointer]) -> Record:
    """A record with every name replaced by what `new` says; itself where nothing changes."""
    changed = False
    fields: list[Field] = []
    for field in type.fields:
        made = renamed(field.type, new)
        changed = changed or made is not field.type
        fields.append(field if made is field.type else replace(field, type=made))
    extra = renamed(type.extra, new)
    changed = changed or extra is not type.extra
    return replace(type, fields=tuple(fields), extra=extra) if changed else type


def renamed_value(value: object, new: Callable[[Pointer], Pointer]) -> object:
    """The value of a check with every name in it replaced."""
    if isinstance(value, TYPES):
        return renamed(value, new)
    if is_tuple(value):
        return tuple(renamed_value(one, new) for one in value)
    if is_object(value):
        return {key: renamed_value(one, new) for key, one in value.items()}
    return value
