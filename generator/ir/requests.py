"""An API goes in; the types that its requests are made of come out."""

from __future__ import annotations

from collections.abc import Iterator

from generator.ir.model import Api, Operation, Pointer, Type
from generator.ir.walk import mentioned


def requested(api: Api) -> frozenset[Pointer]:
    """The named types of which a server reads values; all of them where nobody calls anything."""
    if not api.operations:
        return frozenset(api.types)
    found: set[Pointer] = set()
    waiting = [one for operation in api.operations for one in sent(operation)]
    while waiting:
        new = {id for id in mentioned(waiting.pop()) if id in api.types} - found
        found |= new
        waiting += [api.types[id].type for id in new]
    return frozenset(found)


def sent(operation: Operation) -> Iterator[Type]:
    """The types of what a request has: its parameters and its body."""
    for parameter in operation.parameters:
        yield parameter.type
    for content in operation.body.contents if operation.body else ():
        yield content.type
        if content.item is not None:
            yield content.item
