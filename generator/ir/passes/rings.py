"""A pass: names that mean only each other, through unions and assertions alone, lose the members that say nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from generator.ir.model import (
    Anything,
    Api,
    Checked,
    Named,
    Pointer,
    Type,
    TypeDef,
    Union,
)


def break_rings(api: Api) -> Api:
    """The API without aliases that contain themselves: of `X = X | string` remains string, of `X = X` anything.

    A value that X accepts only because X accepts it is told by nothing else, so that dropping the member changes no
    verdict (JSON Schema core, section 9.4.1, leaves such schemas undefined).
    """
    types = dict(api.types)
    for key in types:
        definition = types[key]
        made = without(definition.type, key, types, frozenset({key}))
        if made is not definition.type:
            types[key] = replace(definition, type=made or Anything())
    return replace(api, types=types)


def without(
    type: Type, start: Pointer, types: Mapping[Pointer, TypeDef], seen: frozenset[str]
) -> Type | None:
    """`type` without the members that lead back to `start`; None where nothing remains."""
    match type:
        case Named():
            return None if leads(type.id, start, types, seen) else type
        case Checked():
            made = without(type.type, start, types, seen)
            if made is type.type:
                return type
            return Checked(made or Anything(), type.checks)
        case Union():
            kept = [
                (v, made)
                for v in type.variants
                if (made := without(v, start, types, seen)) is not None
            ]
            if len(kept) == len(type.variants) and all(a is b for a, b in kept):
                return type
            rest = tuple(made for _, made in kept)
            if len(rest) < 2:
                return rest[0] if rest else None
            return Union(rest, type.exclusive)
        case _:
            return type


def leads(
    pointer: Pointer,
    start: Pointer,
    types: Mapping[Pointer, TypeDef],
    seen: frozenset[str],
) -> bool:
    """Whether the alias at `pointer` means `start`, by names, unions and assertions alone."""
    if pointer == start:
        return True
    stack, reached = [pointer], set(seen)
    while stack:
        here = stack.pop()
        if here == start:
            return True
        if here in reached or here not in types:
            continue
        reached.add(here)
        stack.extend(directly(types[here].type))
    return False


def directly(type: Type) -> list[Pointer]:
    """The names that a type may be, by unions and assertions alone."""
    match type:
        case Named():
            return [type.id]
        case Checked():
            return directly(type.type)
        case Union():
            return [p for v in type.variants for p in directly(v)]
        case _:
            return []
