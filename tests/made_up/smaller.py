"""A document with a fault goes in; the smallest one that still has it comes out."""

from __future__ import annotations

import copy
import json
import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import jsonschema_rs
from openapi_spec_validator import OpenAPIV30SpecValidator, OpenAPIV31SpecValidator

from made_up.meanings import latest
from made_up.parts import Json

KEPT = (("openapi",), ("info",), ("paths",), ("components",), ("components", "schemas"))


def is_valid(document: Json) -> bool:
    """Whether a document is one of OpenAPI."""
    old = document["openapi"].startswith("3.0")
    kind: Any = OpenAPIV30SpecValidator if old else OpenAPIV31SpecValidator
    version = "3.0.3" if old else "3.1.0"
    try:
        return bool(kind({**document, "openapi": version}).is_valid())
    except RecursionError:
        return True  # The library follows rings of lists and unions without end.
    except Exception:
        return False


def is_sound(document: Json) -> bool:
    """Whether the schemas of a document are, and what they refer to is there; quicker than all that is to be said."""
    schemas = latest(document)["components"]["schemas"]
    if not all(map(jsonschema_rs.meta.is_valid, schemas.values())):
        return False
    for found in re.findall(r'"#/([^"]*)"', json.dumps(document)):
        try:
            part_at(document, tuple(found.split("/")))
        except (LookupError, TypeError):
            return False
    return True


def reached(document: Json, name: str) -> Json:
    """The document with only those schemas that one of them leads to, and without operations."""
    schemas = document["components"]["schemas"]
    found, waiting = {name}, [name]
    while waiting:
        text = json.dumps(schemas[waiting.pop()])
        for other in schemas:
            whole = f'"#/components/schemas/{other}'
            if (
                other not in found and (whole + '"' in text or whole + "/" in text)
            ) or (other not in found and f'"{other}"' in text and "mapping" in text):
                found.add(other)
                waiting.append(other)
    own = {other: schema for other, schema in schemas.items() if other in found}
    return {**document, "paths": {}, "components": {"schemas": own}}


def spots(value: Json, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of every part of a value, the outer ones first."""
    found = [at] if at else []
    level = [at]
    for path in level:
        one = part_at(value, path)
        keys: Any = ()
        if isinstance(one, dict):
            keys = one
        elif isinstance(one, list):
            keys = range(len(one))
        level += [(*path, key) for key in keys]
    return found + [path for path in level if path]


def part_at(value: Json, path: tuple[Any, ...]) -> Json:
    for step in path:
        value = value[step]
    return value


def plans(document: Json) -> list[tuple[tuple[Any, ...], int]]:
    """(path, way) of all that can be made smaller, what promises most first."""
    schemas = [
        ("components", "schemas", name) for name in document["components"]["schemas"]
    ]
    found = [(path, way) for way in (3, 0) for path in schemas]
    found += [
        (path, way)
        for path in spots(document)
        if path not in KEPT and path[:1] != ("info",) and len(path) > 3
        for way in (0, 1, 2)
    ]
    return found


def stepped(document: Json, path: tuple[Any, ...], way: int) -> Json | None:
    """The document, one step smaller, if there is such a step."""
    made = copy.deepcopy(document)
    return made if shrunk(made, part_at(made, path[:-1]), path[-1], way) else None


def shrunk(document: Json, holder: Any, key: Any, way: int) -> bool:
    """Make one part smaller in one of several ways; whether there was such a way."""
    part = holder[key]
    if way == 0:
        del holder[key]
        return True
    if way == 3:
        holder[key] = {}
        return bool(part != {})
    if not isinstance(part, dict):
        return False
    if way == 1 and "$ref" in part:
        name = part["$ref"].rsplit("/", 1)[-1]
        target = document["components"]["schemas"].get(name)
        if not isinstance(target, dict) or "$ref" in target:
            return False
        holder[key] = copy.deepcopy(target)
        return True
    for union in ("allOf", "anyOf", "oneOf"):
        if way == 2 and len(part) == 1 and len(part.get(union, ())) == 1:
            holder[key] = part[union][0]
            return True
    return False


def smallest(
    document: Json, value: Json, fails: Callable[[Json, Json], bool], seconds: float
) -> tuple[Json, Json]:
    """The smallest document and value that still fail, or what was reached in the time."""
    until = time.monotonic() + seconds
    changed = True
    while changed and time.monotonic() < until:
        changed = False
        for one in of_value(value):
            if time.monotonic() < until and fails(document, one):
                value, changed = one, True
                break
        at = 0
        while at < len(known := plans(document)) and time.monotonic() < until:
            made = stepped(document, *known[at])
            if made is not None and fails(made, value):
                document, changed = made, True
            else:
                at += 1
    return document, value


def of_value(value: Json) -> Iterator[Json]:
    """Values that are one step smaller."""
    for path in spots(value):
        made = copy.deepcopy(value)
        del part_at(made, path[:-1])[path[-1]]
        yield made
