"""An API goes in; the notes that its document has on things come out, with the type that each belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from generator.ir.model import (
    Api,
    Checked,
    Doc,
    ListOf,
    MapOf,
    Operation,
    Tuple,
    Type,
    TypeDef,
    Union,
)
from generator.ir.recursion import record_of


def docs(api: Api) -> Iterator[tuple[Doc, TypeDef | None]]:
    """The notes on the API, its types, properties and operations, with the type around them, if it is one."""
    yield api.info.doc, None
    for tag in api.tags:
        yield tag.doc, None
    for one in (*api.operations, *api.webhooks):
        for doc in docs_of_operation(one):
            yield doc, None
    for definition in api.types.values():
        for doc in docs_of_type(definition):
            yield doc, definition


def docs_of_type(definition: TypeDef) -> Iterator[Doc]:
    """The notes on a type, on its properties, and on what these hold."""
    yield definition.doc
    record = record_of(definition.type)
    for field in record.fields if record else ():
        yield field.doc
        yield from docs_within(field.type)
    if record is not None:
        yield record.said
        yield from docs_within(record.extra)
    else:
        yield from docs_within(definition.type)


def docs_within(type: Type) -> Iterator[Doc]:
    """The notes on members of lists, on values of keys and on variants that have no name."""
    match type:
        case ListOf(item, said) | MapOf(item, said):
            yield said
            yield from docs_within(item)
        case Tuple(items, rest, notes):
            yield from notes
            for one in (*items, rest):
                yield from docs_within(one)
        case Union(variants=variants, said=notes):
            yield from notes
            for one in variants:
                yield from docs_within(one)
        case Checked():
            yield from docs_within(type.type)
        case _:
            return


def docs_of_operation(operation: Operation) -> Iterator[Doc]:
    """The notes on an operation, its parameters, its body and its answers."""
    yield operation.doc
    for parameter in operation.parameters:
        yield parameter.doc
        yield from docs_within(parameter.type)
    contents = [*operation.body.contents] if operation.body else []
    if operation.body is not None:
        yield operation.body.doc
    for response in operation.responses:
        yield response.doc
        contents += response.contents
    for content in contents:
        yield content.doc
        yield from docs_within(content.type)
