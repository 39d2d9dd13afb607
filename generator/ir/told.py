"""An API goes in; the notes that its document has on things come out, with the type that each belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from generator.ir.model import Api, Doc, Operation, TypeDef
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
    """The notes on a type and its properties."""
    yield definition.doc
    record = record_of(definition.type)
    for field in record.fields if record else ():
        yield field.doc


def docs_of_operation(operation: Operation) -> Iterator[Doc]:
    """The notes on an operation, its parameters, its body and its answers."""
    yield operation.doc
    for parameter in operation.parameters:
        yield parameter.doc
    if operation.body is not None:
        yield operation.body.doc
    for response in operation.responses:
        yield response.doc
