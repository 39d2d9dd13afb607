"""Text of a parameter or of a form's field, and its type, go in; the JSON value that was meant comes out."""

from __future__ import annotations

import json
import re

from generator.ir.kinds import kinds_of
from generator.ir.model import (
    Api,
    Checked,
    Enum,
    Field,
    Json,
    ListOf,
    MapOf,
    Named,
    Record,
    Tuple,
    Type,
    Union,
)
from generator.ir.walk import is_tuple

_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
_WORDS: dict[str, Json] = {"true": True, "false": False}
_BRACKETS = (("{", "}"), ("[", "]"))
_LONGEST = 4000
"""Digits beyond which a number stays text: Python refuses to read much longer integers."""


def scalar(type: Type, text: str, api: Api) -> Json:
    """A text as the number, truth value or null that the type wants, or as the object or array that it spells in JSON where no text is
    wanted; text where it wants none of these.

    Args:
        text: without escapes.
    """
    kinds = kinds_of(type, api)
    if len(kinds) == 6:  # The schema says nothing.
        return text
    if "number" in kinds and len(text) < _LONGEST and _NUMBER.fullmatch(text):
        number: Json = json.loads(text)
        return number
    if "boolean" in kinds and text in _WORDS:
        return _WORDS[text]
    if "null" in kinds and (text == "null" or (not text and "string" not in kinds)):
        return None
    return text if "string" in kinds else _spelled(kinds, text)


def _spelled(kinds: frozenset[str], text: str) -> Json:
    """The object or array that a text spells in JSON: no style writes those that stand in others; else the text."""
    if (text[:1], text[-1:]) not in _BRACKETS or kinds.isdisjoint(("object", "array")):
        return text
    try:
        value: Json = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return value


def shape(type: Type, api: Api) -> str:
    """How a parameter of a type is written: as "object", "array" or "scalar"."""
    kinds = kinds_of(type, api)
    if len(kinds) == 6:
        return "scalar"
    for kind in ("object", "array"):
        if kind in kinds:
            return kind
    return "scalar"


def items(type: Type, api: Api) -> Type | None:
    """The type of an array's members, where all have the same; None where nothing is known."""
    for one in alternatives(type, api):
        if isinstance(one, ListOf):
            return one.item
        if isinstance(one, Tuple) and one.items:
            return one.items[0]
    return None


def fields(type: Type, api: Api) -> dict[str, Field]:
    """The declared properties of an object, of all its alternatives together."""
    found: dict[str, Field] = {}
    for one in alternatives(type, api):
        if isinstance(one, Record):
            found |= {
                field.wire: field for field in one.fields if field.wire not in found
            }
    return found


def values(type: Type, api: Api) -> Type | None:
    """The type of properties that are not declared; None where nothing is known."""
    for one in alternatives(type, api):
        if isinstance(one, MapOf):
            return one.value
        if isinstance(one, Record):
            return one.extra
    return None


def alternatives(
    type: Type, api: Api, seen: frozenset[str] = frozenset()
) -> list[Type]:
    """The types that a value may have, without names, checks and unions around them."""
    match type:
        case Named():
            definition = api.types.get(type.id)
            if definition is None or type.id in seen:
                return []
            return alternatives(definition.type, api, seen | {type.id})
        case Checked():
            beside = [
                one
                for check in type.checks
                for one in (check.value if is_tuple(check.value) else ())
                if isinstance(one, Record | MapOf | Named | Union | Checked)
            ]
            inner = alternatives(type.type, api, seen)
            return inner + [
                found for one in beside for found in alternatives(one, api, seen)
            ]
        case Union():
            return [one for v in type.variants for one in alternatives(v, api, seen)]
        case _:
            return [type]


def array(type: Type, texts: list[str], api: Api) -> Json:
    """Texts as the members of an array, or the array that the only one spells in JSON where members are neither arrays nor texts; an empty
    text alone is no member where none may be empty."""
    item = items(type, api)
    if texts == [""] and item is not None and not _may_be_empty(item, api):
        return []
    if len(texts) == 1 and item is not None:
        whole = _spelled(frozenset(("array",)), texts[0])
        if isinstance(whole, list) and kinds_of(item, api).isdisjoint(
            ("array", "string")
        ):
            return whole
    return [text if item is None else scalar(item, text, api) for text in texts]


def _may_be_empty(type: Type, api: Api) -> bool:
    """Whether an empty text is a value of the type, or null is, which is written as one."""
    if "null" in kinds_of(type, api):
        return True
    return any(
        "" in one.values if isinstance(one, Enum) else "string" in kinds_of(one, api)
        for one in alternatives(type, api)
    )


def record(type: Type, pairs: list[tuple[str, str]], api: Api) -> Json:
    """Names and texts as the properties of an object; a name that comes twice gives an array."""
    many: dict[str, list[str]] = {}
    for name, text in pairs:
        many.setdefault(name, []).append(text)
    return {name: member(type, name, texts, api) for name, texts in many.items()}


def is_null(field: Field | None, value: Json, api: Api) -> bool:
    """Whether a property that came as an empty text is null: it may be, and text it may not."""
    if field is None or value != "" or not field.nullable:
        return False
    return "string" not in kinds_of(field.type, api)


def member(type: Type, name: str, texts: list[str], api: Api) -> Json:
    """A property of an object: an array where its type is one or where there are several texts."""
    known = fields(type, api).get(name)
    own = known.type if known else values(type, api)
    if own is None:
        return texts[0] if len(texts) == 1 else list(texts)
    if shape(own, api) == "array" or len(texts) > 1:
        return array(own, texts, api)
    if (
        known
        and known.nullable
        and (texts[0] == "null" or is_null(known, texts[0], api))
    ):
        return None
    return scalar(own, texts[0], api)
