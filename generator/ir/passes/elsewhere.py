"""A pass: what is nothing but a reference to another place, or has no name but that of a component that is, is one type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.ir.model import NO_DOC, Api, Named, Pointer, Type, TypeDef
from generator.ir.passes.alike import joined
from generator.ir.retype import operation
from generator.ir.walk import renamed


def take_names(api: Api) -> Api:
    """The API in which types that stand in other files, or inside others, are those of the components that refer to them.

    Authors who keep each schema in a file of its own list the files as components, and refer to either.
    """
    named = dict(_moved(api.types))
    moved = {**named, **dict(_handed_on(api.types, named))}
    if not moved:
        return api

    def new(pointer: Pointer) -> Pointer:
        return moved.get(pointer, pointer)

    def change(type: Type) -> Type:
        return renamed(type, new)

    taken = {component: id for id, component in named.items()}
    types: dict[Pointer, TypeDef] = {}
    for id, one in api.types.items():
        if id in moved:
            continue
        if id in taken:
            one = _named(api.types[taken[id]], one)
        types[id] = replace(one, type=change(one.type))
    return replace(
        api,
        operations=tuple(operation(o, change) for o in api.operations),
        webhooks=tuple(operation(o, change) for o in api.webhooks),
        types=types,
        alike=joined(api.alike, moved),
    )


def _moved(types: Mapping[Pointer, TypeDef]) -> Iterator[tuple[Pointer, Pointer]]:
    """Id of a type without a name in the document -> the first component that refers to it; the end of references last."""
    seen: set[Pointer] = set()
    for id, one in types.items():
        if not one.schema_name or not isinstance(one.type, Named):
            continue
        chain = [*_chain(types, one.type.id)]
        if not chain or isinstance(types[chain[-1]].type, Named):
            continue
        if seen.isdisjoint(chain):
            yield from ((link, id) for link in chain)
        seen.update(chain)


def _handed_on(
    types: Mapping[Pointer, TypeDef], moved: Mapping[Pointer, Pointer]
) -> Iterator[tuple[Pointer, Pointer]]:
    """Id of what has no name and only refers to another place -> what it is in the end."""
    for id, one in types.items():
        if one.schema_name or one.own_name or id in moved:
            continue
        *_, end = _chain(types, id)
        made = types[end].type
        if isinstance(made, Named):
            end = made.id
        if end != id and not isinstance(types[end].type, Named):
            yield id, moved.get(end, end)


def _chain(types: Mapping[Pointer, TypeDef], id: Pointer) -> Iterator[Pointer]:
    """What references lead to one after the other, up to what is none or a component; each once."""
    passed: set[Pointer] = set()
    while id not in passed and not types[id].schema_name:
        passed.add(id)
        yield id
        made = types[id].type
        if not isinstance(made, Named):
            return
        id = made.id


def _named(one: TypeDef, component: TypeDef) -> TypeDef:
    """A type as a component, whose own text goes before the type's."""
    return replace(
        one,
        id=component.id,
        schema_name=component.schema_name,
        own_name="",
        hint=component.hint,
        doc=component.doc if component.doc != NO_DOC else one.doc,
        deprecated=one.deprecated or component.deprecated,
    )
