"""A type goes in; a value comes out that is equal for types that say the same, in whatever order their keys stand."""

from __future__ import annotations

import json
from collections.abc import Hashable, Mapping
from typing import TypeAlias

from generator.ir.model import (
    NO_DOC,
    Anything,
    Binary,
    Checked,
    Const,
    Doc,
    Enum,
    Field,
    Json,
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
from generator.ir.walk import is_tuple
from generator.jsonvalues import is_array, is_object

Same: TypeAlias = Mapping[Pointer, Pointer]
"""Id of a type -> id under which all that are like it are mentioned."""


def likeness(definition: TypeDef, same: Same) -> Hashable:
    """What a definition says, its place and the text on it aside, and the name that the author gave it there."""
    extensions = definition.extensions
    return (
        shape(definition.type, same),
        definition.own_name,
        definition.deprecated,
        definition.nullable,
        definition.others,
        json_key(definition.default) if definition.has_default else None,
        json_key(dict(extensions)) if extensions else None,
        definition.xml,
    )


def shape(type: Type, same: Same) -> Hashable:
    """What a type says."""
    match type:
        case Scalar() | Binary() | Anything() | Never():
            return type
        case Named(id):
            return same.get(id, id)
        case ListOf(item):
            return ("list", shape(item, same))
        case MapOf(value):
            return ("map", shape(value, same))
        case Record(fields, extra):
            # The order of properties tells nothing.
            return (frozenset([field(f, same) for f in fields]), shape(extra, same))
        case Enum(values, is_open):
            return ("enum", json_key(list(values)), is_open)
        case Const(value):
            return ("const", json_key(value))
        case Tuple(items, rest):
            return ("tuple", *(shape(one, same) for one in items), shape(rest, same))
        case Union():
            return union(type, same)
        case Checked(inner, checks):
            said = tuple((c.keyword, argument(c.value, same)) for c in checks)
            return ("checked", shape(inner, same), said)


def union(type: Union, same: Same) -> Hashable:
    """What a union says."""
    tag = type.discriminator
    told = tag and (
        tag.property,
        frozenset(tag.mapping.items()),
        tag.default,
        tag.inherited,
        tag.implied,
    )
    variants = tuple(shape(one, same) for one in type.variants)
    return ("union", variants, type.exclusive, told)


def field(one: Field, same: Same) -> Hashable:
    """What a property says, with its text and how it is written in XML."""
    return (
        one.wire,
        shape(one.type, same),
        one.required,
        one.nullable,
        json_key(one.default) if one.has_default else None,
        one.access,
        one.deprecated,
        one.xml,
        text(one.doc),
    )


def text(doc: Doc) -> Hashable:
    """What a text says, its translations too."""
    if doc is NO_DOC:
        return None
    others = frozenset((tag, text(one)) for tag, one in doc.translations.items())
    more = (doc.external_docs, doc.external_docs_about)
    return (doc.title, doc.summary, doc.description, more, others)


def argument(value: object, same: Same) -> Hashable:
    """What the value of a check says."""
    if isinstance(value, Type):
        return shape(value, same)
    if is_tuple(value) or is_array(value):
        return tuple(argument(one, same) for one in value)
    if is_object(value):
        return frozenset((key, argument(one, same)) for key, one in value.items())
    return (value.__class__.__name__, repr(value))


def json_key(value: Json) -> str:
    """A JSON value as text; 1, 1.0 and true differ."""
    return json.dumps(value, sort_keys=True, default=dict)


def in_error(place: Pointer) -> bool:
    """Whether a place is below the answer of an operation that is no success.

    What calls give is no class of errors, though it may say the same.
    """
    begin, _, status = place.partition("/responses/")
    return begin.startswith("#/paths/") and status.startswith(("4", "5", "default/"))
