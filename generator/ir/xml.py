"""What a document says of XML goes in; which bodies are read and written by it, and how, comes out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from generator.ir.kinds import ALL, kinds_of
from generator.ir.media import is_xml, strip
from generator.ir.model import (
    Api,
    Checked,
    Content,
    Field,
    ListOf,
    MapOf,
    Named,
    Pointer,
    Record,
    Type,
    TypeDef,
    Xml,
)
from generator.ir.walk import mentioned

PLAIN = Xml()
"""Nothing is said."""
_DEEPEST = 8
"""Lists within lists; one that is a list of itself has no end."""


def is_structured(api: Api, content: Content) -> bool:
    """Whether a body is XML whose type says what is in it; a text, and what may be one, is the XML itself."""
    if not is_xml(content.media_type) or content.item is not None:
        return False
    kinds = kinds_of(content.type, api)
    return kinds not in (ALL, frozenset()) and "string" not in kinds


def is_spoken(api: Api) -> bool:
    """Whether any body is XML whose type says what is in it."""
    return any(is_structured(api, content) for content in _contents(api))


def _contents(api: Api) -> Iterator[Content]:
    waiting = [*api.operations, *api.webhooks]
    seen: set[Pointer] = set()
    while waiting:
        one = waiting.pop()
        if one.id in seen:
            continue
        seen.add(one.id)
        waiting += [o for callback in one.callbacks for o in callback.operations]
        for held in (one.body, *one.responses):
            if held is not None:
                yield from held.contents


def models_in(api: Api) -> frozenset[Pointer]:
    """The named types of which values are in XML."""
    waiting = [one.type for one in _contents(api) if is_structured(api, one)]
    found: set[Pointer] = set()
    while waiting:
        new = {id for id in mentioned(waiting.pop()) if id in api.types} - found
        found |= new
        waiting += [api.types[id].type for id in new]
    return frozenset(found)


def of_field(api: Api, field: Field) -> Xml:
    """How a property is written, with what the schema that it refers to says.

    An object is called as the property is: its own name is that of a document, as serializers have it.
    """
    found = _of(api, field.type, field.xml)
    if isinstance(strip(api, field.type), Record):
        return replace(found, name=field.xml.name if field.xml else "")
    return found


def of_content(api: Api, content: Content) -> Xml:
    """How a body is written; by the schema's name where that is all there is.

    A document has one root. An object without any name whose one property is an object stands for that (`node` is "none").
    """
    found = _of(api, content.type, content.xml)
    if found.name:
        return found
    for one in _definitions(api, content.type):
        if one.schema_name:
            return replace(found, name=one.schema_name)
    inner = strip(api, content.type)
    fields = inner.fields if isinstance(inner, Record) else ()
    inside = strip(api, fields[0].type) if len(fields) == 1 else None
    alone = isinstance(inside, Record | MapOf)
    return replace(found, node="none") if alone and not found.node else found


def _of(api: Api, type: Type, own: Xml | None, depth: int = 0) -> Xml:
    parts = [own, *(one.xml for one in _definitions(api, type))]
    said = [one for one in parts if one is not None]
    first = next((one for one in said if one != Xml(item=one.item)), PLAIN)
    inner = strip(api, type)
    if not isinstance(inner, ListOf) or depth > _DEEPEST:
        return replace(first, item=None)
    given = next((one.item for one in said if one.item is not None), None)
    item = _of(api, inner.item, given, depth + 1)
    if isinstance(strip(api, inner.item), ListOf):
        item = replace(item, node="element")
    return replace(first, item=None if item == PLAIN else item)


def _definitions(api: Api, type: Type) -> list[TypeDef]:
    """The definitions that a type goes through by its names."""
    found: dict[str, TypeDef] = {}
    while True:
        match type:
            case Checked():
                type = type.type
            case Named(id) if id in api.types and id not in found:
                found[id] = api.types[id]
                type = found[id].type
            case _:
                return list(found.values())
