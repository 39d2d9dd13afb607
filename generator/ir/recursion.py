"""The types of an API go in; which of them lead back to themselves comes out."""

from __future__ import annotations

from generator.ir.graphs import rings
from generator.ir.model import Api, Checked, Pointer, Record, Type
from generator.ir.walk import mentioned


def record_of(type: Type) -> Record | None:
    """The record that a definition is, below its checks."""
    while isinstance(type, Checked):
        type = type.type
    return type if isinstance(type, Record) else None


def recursive_aliases(api: Api) -> frozenset[Pointer]:
    """Ids of the aliases whose meaning leads back to them without passing through a model."""
    edges = {
        d.id: {p for p in mentioned(d.type) if not is_model(api, p)}
        for d in api.types.values()
        if not record_of(d.type)
    }
    return frozenset(one for ring in rings(edges) for one in ring)


def is_model(api: Api, pointer: Pointer) -> bool:
    """Whether a named type is a model."""
    return record_of(api.types[pointer].type) is not None
