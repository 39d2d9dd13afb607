"""The types of a document go in; for each, the words of its place come out, whatever route led the builder there.

A type that stands inside another takes the other's words and those of the way from there to it, or the name that the
author gave it there. Hints are used for what begins a way alone, since the builder meets a type first by one route or
another as the keys happen to lie.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.ir.model import (
    Api,
    Check,
    Checked,
    ListOf,
    MapOf,
    Named,
    Pointer,
    Record,
    Scalar,
    Tuple,
    Type,
    TypeDef,
    Union,
)
from generator.ir.walk import parts
from generator.letters import letters
from generator.names.failures import ERROR, common_error
from generator.names.places import ENUM, Owner

Words = tuple[str, ...]

ANY = "any"
"""What the name of a union of a schema's heirs begins with: `AnyPet`."""

DEEPEST = 64
"""Steps up from a type in which the type around it is looked for."""


def type_words(
    api: Api,
    places: Mapping[Pointer, Owner],
    short: Mapping[str, str],
    functions: Mapping[str, str],
) -> dict[Pointer, Words]:
    """Return the words of every type's place, outermost first; at least one.

    Args:
        short: what schemas are called in place of their names.
        functions: what operations are called in place of their operationIds.
    """
    parents = {id: _parent(id, api.types) for id in api.types}
    ways: dict[Pointer, Words] = {}
    for id, definition in api.types.items():
        for child, way in _ways(definition.type, api.types):
            if parents.get(child) == id:
                known = ways.get(child)
                ways[child] = min(known, way, key=_order) if known else way
    words: dict[Pointer, Words] = {}
    failure = common_error(api)
    for id in sorted(
        api.types, key=len
    ):  # What stands around a type has a shorter pointer.
        parent, definition = parents[id], api.types[id]
        if definition.schema_name:
            name = definition.schema_name
            words[id] = (short.get(name, name),)
        elif id == failure:
            words[id] = (ERROR,)
        elif parent and _of_heirs(definition):
            words[id] = (ANY, *words[parent])
        elif parent:
            own = definition.own_name
            way = () if places[id].kind == ENUM else ways.get(id, ())
            words[id] = (
                *words[parent],
                *((own,) if own else way or definition.hint[-1:]),
            )
        else:
            first, *rest = _root(definition, places[id])
            words[id] = (functions.get(first, first), *rest)
    return words


def _of_heirs(definition: TypeDef) -> bool:
    """Tell whether a type is a schema or any that is made from it."""
    union = definition.type
    tag = union.discriminator if isinstance(union, Union) else None
    return tag is not None and tag.inherited


def _order(way: Words) -> tuple[int, Words]:
    return (len(way), way)


def _root(definition: TypeDef, place: Owner) -> Words:
    match place.kind:
        case "operation" | "enum":
            words = definition.hint
        case "paths":
            words = (*place.words, *definition.hint[-1:])
        case "schemas" if definition.id != place.id:
            words = (*place.words[-1:], *definition.hint[-1:])
        case _:
            words = place.words[-1:]
    return words or definition.hint or (definition.id,)


def _parent(id: Pointer, types: Mapping[Pointer, TypeDef]) -> Pointer:
    """Return the nearest type around a type, or nothing."""
    for _ in range(DEEPEST):
        id = id[: max(id.rfind("/"), 0)]
        if not id or id in types:
            break
    return id if id in types else ""


def _ways(
    type: Type, types: Mapping[Pointer, TypeDef]
) -> Iterator[tuple[Pointer, Words]]:
    """Yield what a type names, with the words of the way there."""
    waiting: list[tuple[Type, Words]] = [(type, ())]
    while waiting:
        here, way = waiting.pop()
        match here:
            case Named(id):
                yield id, way
            case Record(fields, extra):
                waiting.extend((field.type, (*way, field.wire)) for field in fields)
                waiting.append((extra, (*way, "value")))
            case ListOf(item):
                waiting.append((item, (*way, "item")))
            case Tuple(items, rest):
                waiting.extend((item, (*way, "item")) for item in (*items, rest))
            case MapOf(value):
                waiting.append((value, (*way, "value")))
            case Union(variants):
                waiting.extend(_variants(variants, way, types))
            case Checked(inner, checks):
                waiting.append((inner, way))
                waiting.extend(_checked(checks, (*way, "check")))
            case _:
                pass


def _variants(
    variants: tuple[Type, ...], way: Words, types: Mapping[Pointer, TypeDef]
) -> Iterator[tuple[Type, Words]]:
    several = [kind for kind in variants if kind != Scalar("null")]
    for variant in several:
        definition = types.get(variant.id) if isinstance(variant, Named) else None
        if definition is None or len(several) == 1:
            yield variant, way
        else:
            yield variant, _behind(way, _told_apart(definition))


def _behind(way: Words, told: Words) -> Words:
    """Return a way on to a variant; where that is called like the way and more, its last word is not said twice."""
    twice = way and told and letters(told[0]).startswith(letters(way[-1]))
    return (*way[:-1], *told) if twice else (*way, *told)


def _told_apart(definition: TypeDef) -> Words:
    """Return what tells a variant from the others."""
    return (definition.doc.title,) if definition.doc.title else definition.hint[-1:]


def _checked(checks: Iterable[Check], way: Words) -> Iterator[tuple[Type, Words]]:
    """Yield the types that assertions speak of."""
    waiting: list[object] = [check.value for check in checks]
    while waiting:
        value = waiting.pop()
        match value:
            case (
                Named() | Record() | ListOf() | MapOf() | Tuple() | Union() | Checked()
            ):
                yield value, way
            case _:
                waiting.extend(parts(value))
