"""A pass: types without a name in the document that say the same become one, however often they are written down."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import replace

from generator.ir.likeness import in_error, likeness
from generator.ir.model import (
    NO_DOC,
    Api,
    Checked,
    Doc,
    Named,
    Pointer,
    Record,
    Type,
    TypeDef,
)
from generator.ir.passes.tags import unions
from generator.ir.retype import operation, types_of
from generator.ir.walk import mentioned, renamed


def merge_alike(api: Api) -> Api:
    """The API in which inline types of one shape, with the same text on their properties, are one type.

    The one that stands for all is the outermost, and of these the first by pointer, so that the order of keys has no
    say. Its text is what all of them have in common. Variants of one union stay apart, as their number matters.
    """
    standing = alike(api)
    if not standing:
        return api

    def new(pointer: Pointer) -> Pointer:
        return standing.get(pointer, pointer)

    def change(type: Type) -> Type:
        return renamed(type, new)

    groups: dict[Pointer, list[TypeDef]] = {}
    for pointer, chosen in standing.items():
        groups.setdefault(chosen, []).append(api.types[pointer])
    types: dict[Pointer, TypeDef] = {}
    for pointer, one in api.types.items():
        if pointer not in standing:
            made = change(one.type)
            kept = one if made is one.type else replace(one, type=made)
            types[pointer] = common(kept, groups.get(pointer, ()))
    return replace(
        api,
        operations=tuple(operation(o, change) for o in api.operations),
        webhooks=tuple(operation(o, change) for o in api.webhooks),
        types=types,
        alike=joined(api.alike, {**standing, **field_ids(api.types, standing)}),
    )


def joined(
    before: Mapping[Pointer, Pointer], now: Mapping[Pointer, Pointer]
) -> dict[Pointer, Pointer]:
    """What falls away now, and what had fallen away before, each with what stands for it in the end."""
    return {**{id: now.get(chosen, chosen) for id, chosen in before.items()}, **now}


def alike(api: Api) -> dict[Pointer, Pointer]:
    """Id of a type that falls away -> id of the one that stands for it."""
    inline = [d for d in api.types.values() if not d.schema_name]
    order = sorted(inline, key=lambda d: (d.id.count("/"), d.id))
    needs = {d.id: [*mentioned(d.type)] for d in order}
    every = [*rivals(api)]
    apart: set[Pointer] = set()
    while True:
        found = _grouped(order, needs, apart)
        crowd = {
            pointer
            for variants in every
            if len({found.get(v, v) for v in variants}) < len(variants)
            for pointer in variants
        }
        if crowd <= apart:
            return found
        apart |= crowd


def rivals(api: Api) -> Iterator[tuple[Pointer, ...]]:
    """The named variants of each union that has several."""
    roots = [d.type for d in api.types.values()]
    for one in (*api.operations, *api.webhooks):
        roots += types_of(one)
    for root in roots:
        for union in unions(root):
            variants = tuple(v.id for v in union.variants if isinstance(v, Named))
            if len(variants) > 1:
                yield variants


def _grouped(
    order: list[TypeDef],
    needs: Mapping[Pointer, list[Pointer]],
    apart: set[Pointer],
) -> dict[Pointer, Pointer]:
    """Pointer -> what stands for it, of all but those that stand for themselves; innermost types come first."""
    by_id = {d.id: d for d in order}
    groups: dict[Hashable, list[Pointer]] = {}
    first: dict[Pointer, Pointer] = {}
    waiting: set[Pointer] = set()
    for root in order:
        stack = [root.id]
        while stack:
            here = stack[-1]
            inside = [
                one
                for one in needs[here]
                if one in by_id and one not in first and one not in waiting
            ]
            if here not in first and inside and here not in waiting:
                waiting.add(here)
                stack += inside
                continue
            stack.pop()
            waiting.discard(here)
            if here in first:
                continue
            said = likeness(by_id[here], first)
            key = here if here in apart else (said, in_error(here))
            group = groups.setdefault(key, [])
            group.append(here)
            first[here] = group[0]
    return {
        member: chosen
        for group in groups.values()
        if len(group) > 1
        for chosen in [min(group, key=lambda id: (id.count("/"), id))]
        for member in group
        if member != chosen
    }


def common(one: TypeDef, others: Iterable[TypeDef]) -> TypeDef:
    """A type with the text that it shares with others."""
    for other in others:
        if one.doc != other.doc:
            title = one.doc.title if one.doc.title == other.doc.title else ""
            one = replace(one, doc=Doc(title=title) if title else NO_DOC)
    return one


def field_ids(
    types: Mapping[Pointer, TypeDef], standing: Mapping[Pointer, Pointer]
) -> dict[Pointer, Pointer]:
    """Id of a property of a type that falls away -> id of the property that stands for it."""
    found: dict[Pointer, Pointer] = {}
    for pointer, chosen in standing.items():
        mine, theirs = record_of(types[pointer].type), record_of(types[chosen].type)
        if mine and theirs:
            ids = {field.wire: field.id for field in theirs.fields}
            found |= {field.id: ids[field.wire] for field in mine.fields}
    return found


def record_of(type: Type) -> Record | None:
    """The record below checks."""
    while isinstance(type, Checked):
        type = type.type
    return type if isinstance(type, Record) else None
