"""A parameter or a form goes in; how an array or an object is written in its place, as an example, comes out."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from generator.ir.media import is_form, is_part_file
from generator.ir.model import (
    Checked,
    Const,
    Content,
    Encoding,
    Enum,
    Field,
    Json,
    ListOf,
    MapOf,
    Named,
    Parameter,
    Record,
    Scalar,
    Tuple,
    Type,
    Union,
)
from generator.languages.json_text import dense
from generator.names import record_of
from generator.targets.docs import words
from generator.targets.docs.forms import flat, form, styled
from generator.targets.docs.types import DEEP, Place
from generator.targets.docs.words import Words

LONGEST = 120
"""Letters beyond which an example of the document is too long to show how something is written."""

MARKED = {"label": ".", "matrix": ";"}
"""Styles of steps of an address, and the sign that each begins with."""

MOST = 8
"""Ways of writing that are shown of one form."""

SHOWN = 2
"""Members of an array or an object, which show what stands between them."""


def written(one: Parameter, place: Place) -> Words | None:
    """How a parameter is written; None where it is nothing but its value."""
    known: list[Json] = [
        e.value for e in one.examples if isinstance(e.value, list | Mapping)
    ]
    made = shape(one.type, place)
    if made is None and one.style in MARKED:
        # Here a single value has signs before it too.
        known = [e.value for e in one.examples]
        made = member(one.type, 0, place)
    for value in (*known, made):
        text = spelled(one, value) if value and is_told(one, value) else ""
        if 0 < len(text) <= LONGEST:
            return words.code(text)
    return None


def is_told(one: Parameter, value: Json) -> bool:
    """Whether OpenAPI says how a value is written: of arrays within brackets and of objects in arrays it does not."""
    if one.content or not isinstance(value, list):
        return True
    inner = any(isinstance(item, list | Mapping) for item in value)
    return one.style != "deepObject" and not inner


def spelled(one: Parameter, value: Json) -> str:
    """A value in the style of its parameter (OpenAPI 3.2, "Style Values"); nothing for styles of addresses alone."""
    if one.content:
        value = dense(value)
    if one.location in ("query", "cookie"):
        pairs = styled(one.wire, value, one.style, one.explode)
        between = "&" if one.location == "query" else "; "
        return between.join(f"{name}={quoted(text)}" for name, text in pairs)
    if one.style in MARKED:
        return marked(one, value)
    if one.style != "simple":
        return ""
    if isinstance(value, Mapping) and one.explode:
        return ",".join(f"{name}={flat(item)}" for name, item in value.items())
    return "".join(text for _, text in styled(one.wire, value, "simple", False))


def marked(one: Parameter, value: Json) -> str:
    """A value in a step of an address that begins with a sign."""
    name, between = one.wire, MARKED[one.style] if one.explode else ","
    start = MARKED[one.style] + (f"{name}=" if one.style == "matrix" else "")
    match value:
        case Mapping() if one.explode:
            pairs = between.join(f"{key}={flat(item)}" for key, item in value.items())
            return MARKED[one.style] + pairs
        case Mapping():
            return start + ",".join(flat(x) for pair in value.items() for x in pair)
        case list() if one.explode and one.style == "matrix":
            return "".join(f"{start}{flat(item)}" for item in value)
        case list():
            return start + between.join(map(flat, value))
        case _:
            return start + flat(value)


def form_written(content: Content, place: Place) -> tuple[Words, ...]:
    """How arrays and objects in the fields of a form are written, one for each way, and what media types and signs its parts have."""
    record, _ = record_of(place.site.api, content.type)
    if record is None or not is_form(content.media_type):
        return ()
    found: dict[tuple[object, ...], Words] = {}
    for one in record.fields:
        if one.access == "read":
            continue
        own = content.encodings.get(one.wire, Encoding())
        known = [e for e in one.examples if isinstance(e, list | Mapping) and e]
        value = next(iter(known), None) or shape(one.type, place)
        key: tuple[object, ...] = (one.wire,)
        if value and not is_part_file(place.site.api, content, one):
            key = (isinstance(value, list), own.style, own.explode, own.content_type)
            told = None if key in found else pairs_written(content, one, value)
        else:
            told = kind_written(one, own, place)
        if told is not None:
            found[key] = told
        if own.allow_reserved:
            name = words.code(one.wire)
            found[one.wire, "reserved"] = place.site.phrase("part_reserved", name)
    return tuple(found.values())[:MOST]


def pairs_written(content: Content, one: Field, value: Json) -> Words | None:
    """A property of a form with an array or an object, as it is sent; None where OpenAPI does not say how, or it is long."""
    own = content.encodings.get(one.wire, Encoding())
    if own.style == "deepObject" and is_nested(value):
        return None
    pairs = [*form(content, {one.wire: value})]
    if sum(len(name) + len(text) + 2 for name, text in pairs) > LONGEST:
        return None
    if content.media_type.lower().startswith("multipart/"):
        parts = [words.code(f"{name}={text}") for name, text in pairs]
        return words.joined(parts, " ") if parts else None
    return words.code(
        "&".join(f"{name}={quoted(text)}" for name, text in pairs).replace("%20", " ")
    )


def is_nested(value: Json) -> bool:
    """Whether a value is an array, or holds arrays or objects."""
    if not isinstance(value, Mapping):
        return isinstance(value, list)
    return any(isinstance(item, list | Mapping) for item in value.values())


def kind_written(one: Field, own: Encoding, place: Place) -> Words | None:
    """The media types that a part of a form may have, where the document says them."""
    if not own.content_type:
        return None
    shown = words.code(own.content_type)
    return place.site.phrase("part_is", words.code(one.wire), shown)


def quoted(text: str) -> str:
    """A value in an address, its signs left as they are where people write them so."""
    return quote(text, safe="/:,|[]{}\"'@!$*()")


def shape(type: Type, place: Place, depth: int = 0) -> Json:
    """An array or an object that a type takes, with few members; None where it takes none."""
    types = place.site.api.types
    if depth > DEEP:
        return None
    match type:
        case Checked(inner):
            return shape(inner, place, depth + 1)
        case Named(id) if id in types:
            return shape(types[id].type, place, depth + 1)
        case Union(variants):
            found = (shape(one, place, depth + 1) for one in variants)
            return next((one for one in found if one), None)
        case ListOf(item):
            return [member(item, at, place) for at in range(SHOWN)]
        case Tuple(items):
            return [member(one, at, place) for at, one in enumerate(items)]
        case Record(fields):
            return {f.wire: member(f.type, 0, place) for f in fields[:SHOWN]}
        case MapOf(value):
            return {f"key{at + 1}": member(value, at, place) for at in range(SHOWN)}
        case _:
            return None


def member(type: Type, at: int, place: Place, depth: int = 0) -> Json:
    """One value in an array or an object; `at` tells it from others."""
    types = place.site.api.types
    match type:
        case Checked(inner) if depth < DEEP:
            return member(inner, at, place, depth + 1)
        case Named(id) if id in types and depth < DEEP:
            return member(types[id].type, at, place, depth + 1)
        case Union(variants) if variants and depth < DEEP:
            return member(variants[0], at, place, depth + 1)
        case Enum(values) if values:
            return values[at % len(values)]
        case Const(value):
            return value
        case Scalar("integer" | "number"):
            return at + 1
        case Scalar("boolean"):
            return True
        case ListOf(item) if depth < DEEP:
            return [member(item, one, place, depth + 1) for one in range(SHOWN)]
        case Record(fields) if depth < DEEP:
            few = fields[:SHOWN]
            return {f.wire: member(f.type, 0, place, depth + 1) for f in few}
        case _:
            return "ab"[at % 2]
