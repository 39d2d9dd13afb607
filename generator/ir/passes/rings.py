"""A pass: names that mean only each other, through unions and assertions alone, lose the members that say nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from generator.ir.graphs import rings
from generator.ir.model import (
    Anything,
    Api,
    Checked,
    Named,
    Pointer,
    Scalar,
    Type,
    TypeDef,
    Union,
)


def break_rings(api: Api) -> Api:
    """The API without aliases that contain themselves: of `X = X | string` remains string, of `X = X` anything.

    A value that X accepts only because X accepts it is told by nothing else, so that dropping the member changes no
    verdict (JSON Schema core, section 9.4.1, leaves such schemas undefined). Of several names in a ring, one in its
    middle loses the members that lead back to it, in place of which it has what else these may be, and so on in what
    is left; begun at an end, a ring with many ways back would have to be looked through once for each of its names.
    """
    types = dict(api.types)
    edges = {key: set(directly(types[key].type)) for key in sorted(types)}
    waiting = rings({key: names for key, names in edges.items() if names})
    while waiting:
        ring = waiting.pop()
        chosen = ring[len(ring) // 2]
        definition = types[chosen]
        made = without(opened(chosen, ring, api.types), frozenset(ring))
        types[chosen] = replace(definition, type=made or Anything())
        rest = set(ring) - {chosen}
        waiting += rings({key: edges[key] & rest for key in sorted(rest)})
    return replace(api, types=types)


def opened(
    chosen: Pointer, ring: Sequence[Pointer], types: Mapping[Pointer, TypeDef]
) -> Type:
    """The type of a name of a ring; what other names of the ring may be besides is among the members of a union."""
    own = types[chosen].type
    if not loose(own):
        return own
    members = frozenset(ring)
    reached = {chosen}
    waiting = [own]
    found: list[Type] = []
    while waiting:
        one = waiting.pop(0)
        match one:
            case Named(id) if id in members:
                if id not in reached:
                    reached.add(id)
                    waiting.append(types[id].type)
            case Union(variants) if loose(one):
                waiting += variants
            case _:
                found += [] if one in found else [one]
    found.sort(key=lambda one: one == Scalar("null"))
    if len(found) > 1:
        return Union(tuple(found))
    return found[0] if found else own


def loose(type: Type) -> bool:
    """Whether a type is a union that may be flattened."""
    return isinstance(type, Union) and not (type.exclusive or type.discriminator)


def without(type: Type, ring: frozenset[Pointer]) -> Type | None:
    """`type` without the members that are a name of the ring; None where nothing remains."""
    match type:
        case Named():
            return None if type.id in ring else type
        case Checked():
            made = without(type.type, ring)
            return (
                type if made is type.type else Checked(made or Anything(), type.checks)
            )
        case Union():
            kept = [
                (v, made)
                for v in type.variants
                if (made := without(v, ring)) is not None
            ]
            if len(kept) == len(type.variants) and all(a is b for a, b in kept):
                return type
            rest = tuple(made for _, made in kept)
            if len(rest) < 2:
                return rest[0] if rest else None
            return Union(rest, type.exclusive)
        case _:
            return type


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
