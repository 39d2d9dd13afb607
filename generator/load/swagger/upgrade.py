"""The root object of Swagger 2.0 goes in; that of OpenAPI 3.0 comes out, with where each part of it comes from.

Nothing of the author's is changed: what differs is copied, and everything else is shared.
"""

from __future__ import annotations

from typing import Any

from generator.diagnostics import Diagnostic
from generator.jsonvalues import is_object, mapping
from generator.load import pointer, refs
from generator.load.document import value_at
from generator.load.earlier import Earlier, Move, Tokens
from generator.load.swagger.contents import body, response
from generator.load.swagger.context import Context, put, stands
from generator.load.swagger.discriminators import map_words
from generator.load.swagger.operations import (
    Types,
    one_parameter,
    path_item,
    types_of,
)
from generator.load.swagger.parameters import is_body
from generator.load.swagger.security import scheme
from generator.load.swagger.servers import servers

VERSION = "3.0.4"
_PARTS = {
    "definitions": "schemas",
    "parameters": "parameters",
    "responses": "responses",
    "securityDefinitions": "securitySchemes",
}
_NAMED = tuple(_PARTS)
_QUERIED = "x-ms-paths"
_SAID = (
    *("swagger", "host", "basePath", "schemes", "consumes", "produces"),
    *("paths", _QUERIED),
)
_NOWHERE = Types((), ())


def upgraded(
    data: dict[str, Any],
) -> tuple[dict[str, Any], Earlier, tuple[Diagnostic, ...]]:
    """Bring a document of Swagger 2.0 to OpenAPI 3.0.

    Args:
        data: the root object, in which every reference is a pointer into it.

    Returns:
        The new root object; the old one with what moved; and what could not be said as it was.
    """
    context = Context(data)
    types = types_of(data, _NOWHERE)
    made: dict[str, Any] = {"openapi": VERSION}
    if "info" in data:
        made["info"] = data["info"]
    if found := servers(data, data.get("schemes")):
        made["servers"] = found
    components = _components(context, types)
    made["paths"] = _paths(context, data, types)
    made |= {
        key: member for key, member in data.items() if key not in (*_SAID, *_NAMED)
    }
    if context.credentials:
        components.setdefault("securitySchemes", {}).update(context.credentials)
    if components:
        made["components"] = components
    _elsewhere(context, made, types)
    context.settle()
    map_words(context.data, components)
    return made, context.earlier, tuple(context.found)


def _paths(context: Context, data: dict[str, Any], types: Types) -> Any:
    """Give the Paths Object, with the paths that an extension has because a query is part of them."""
    paths = data.get("paths", {})
    if not is_object(paths):
        return paths
    made: dict[str, Any] = {}
    for address, item in paths.items():
        at = ("paths", address)
        own = address.startswith("x-")
        made[address] = item if own else path_item(context, item, Move(at, at), types)
    for address, item in mapping(data.get(_QUERIED)).items():
        if address not in made:
            move = Move((_QUERIED, address), ("paths", address))
            context.earlier.moved(move)
            made[address] = path_item(context, item, move, types)
    return made


def _components(context: Context, types: Types) -> dict[str, Any]:
    data = context.data
    parts: dict[str, dict[str, Any]] = {
        "schemas": {},
        "responses": {},
        "parameters": {},
        "requestBodies": {},
        "securitySchemes": {},
    }
    for name, value in mapping(data.get("definitions")).items():
        _moved(context, "definitions", "schemas", name)
        parts["schemas"][name] = context.schemas.schema(value)
    for name, value in mapping(data.get("responses")).items():
        move = Move(("responses", name), ("components", "responses", name))
        parts["responses"][name] = response(context, value, types.produces, move)
    for name, value in mapping(data.get("parameters")).items():
        old = ("parameters", name)
        if not is_body(value):
            move = Move(old, ("components", "parameters", name))
            parts["parameters"][name] = one_parameter(context, value, move)
        elif value["in"] == "body":
            move = Move(old, ("components", "requestBodies", name))
            parts["requestBodies"][name] = body(context, value, types.consumes, move)
    for name, value in mapping(data.get("securityDefinitions")).items():
        _moved(context, "securityDefinitions", "securitySchemes", name)
        parts["securitySchemes"][name] = scheme(value)
    for before, after in _PARTS.items():
        if parts[after]:
            context.earlier.moved(Move((before,), ("components", after)))
    if parts["requestBodies"]:
        context.earlier.origins["components", "requestBodies"] = ("parameters",)
    return {name: part for name, part in parts.items() if part}


def _moved(context: Context, old: str, new: str, name: str) -> None:
    context.earlier.moved(Move((old, name), ("components", new, name)))


def _elsewhere(context: Context, made: dict[str, Any], types: Types) -> None:
    """Convert in its place what references lead to and what lies in no part of its own: other files, above all."""
    done: set[str] = set()
    own: set[int] = {id(made)}
    while left := [at for at in context.targets if at not in done]:
        converted: list[tuple[Tokens, Any]] = []
        for at in left:
            done.add(at)
            where = pointer.parse(at)
            if (
                where[:1] in (("paths",), (_QUERIED,), *((name,) for name in _NAMED))
                or not where
            ):
                continue
            value = value_at(context.data, at)
            converted.append(
                (where, _as(context, context.targets[at], (value, where), types))
            )
        for where, value in sorted(converted, key=lambda one: len(one[0])):
            if context.earlier.after(where) == where and stands(made, where):
                put(made, where, value, own)


def _as(context: Context, kind: str, found: tuple[Any, Tokens], types: Types) -> Any:
    """Convert what a reference of some kind leads to."""
    value, at = found
    if kind == "schema":
        return context.schemas.schema(value)
    if kind == "item":
        return path_item(context, value, Move(at, at), types)
    if kind == "response":
        if refs.reference(value) is not None:
            made = dict(value)
            context.referring(made, kind)
            return made
        return response(context, value, types.produces, Move(at, at))
    return value if is_body(value) else one_parameter(context, value, Move(at, at))
