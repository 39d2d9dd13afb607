"""A parameter goes in; how an array or an object is written in its place, as an example, comes out."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

from generator.ir.model import (
    Checked,
    Const,
    Enum,
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
from generator.targets.docs import words
from generator.targets.docs.forms import flat, styled
from generator.targets.docs.types import DEEP, Place
from generator.targets.docs.words import Words

LONGEST = 120
"""Letters beyond which an example of the document is too long to show how something is written."""

SHOWN = 2
"""Members of an array or an object, which show what stands between them."""


def written(one: Parameter, place: Place) -> Words | None:
    """How a parameter is written; None where it is nothing but its value."""
    known = [e.value for e in one.examples if isinstance(e.value, list | Mapping)]
    made = shape(one.type, place)
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
    if one.style != "simple":
        return ""
    if isinstance(value, Mapping) and one.explode:
        return ",".join(f"{name}={flat(item)}" for name, item in value.items())
    return "".join(text for _, text in styled(one.wire, value, "simple", False))


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
