"""Rules on types: an Api goes in, pointers with messages come out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, TypeAlias

from generator.ir.model import Api, Check, Checked, Doc, Named, Record, Type
from generator.ir.walk import parts

if TYPE_CHECKING:
    from generator.names import Names

Found: TypeAlias = Iterator[tuple[str, str]]


def _silent(doc: Doc) -> bool:
    return not (doc.description.strip() or doc.summary.strip() or doc.title.strip())


def _plain(kind: Type) -> Type:
    return kind.type if isinstance(kind, Checked) else kind


def without_description(api: Api, _: Names | None) -> Found:
    """Find component schemas that say nothing about themselves."""
    for definition in api.types.values():
        if definition.schema_name and _silent(definition.doc):
            yield definition.id, f"schema {definition.schema_name!r} has no description"


def with_undescribed_field(api: Api, _: Names | None) -> Found:
    """Find properties that say nothing about themselves; one that is a named type is described there."""
    for definition in api.types.values():
        kind = _plain(definition.type)
        for field in kind.fields if isinstance(kind, Record) else ():
            if _silent(field.doc) and not isinstance(_plain(field.type), Named):
                yield field.id, f"property {field.wire!r} has no description"


def unused(api: Api, _: Names | None) -> Found:
    """Find component schemas that nothing leads to, in a document that has operations."""
    if not (api.operations or api.webhooks):
        return
    used: set[str] = set()
    pending: list[object] = [api.operations, api.webhooks]
    while pending:
        value = pending.pop()
        if isinstance(value, Named):
            if value.id not in used:
                used.add(value.id)
                pending.append(api.types.get(value.id))
        else:
            pending.extend(_parts(value))
    for definition in api.types.values():
        if definition.schema_name and definition.id not in used:
            yield definition.id, f"schema {definition.schema_name!r} is not used"


def _parts(value: object) -> list[object]:
    """Give what a value of the model is made of."""
    if isinstance(value, Check):
        return [value.value]
    if is_dataclass(value) and not isinstance(value, Doc):
        return [getattr(value, part.name) for part in fields(value)]
    return list(parts(value))
