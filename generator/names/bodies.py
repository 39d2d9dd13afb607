"""The body of an operation goes in; the media type that clients send and the record that becomes arguments come out."""

from __future__ import annotations

from typing import NamedTuple

from generator.ir.media import is_sequence
from generator.ir.model import (
    Api,
    Body,
    Checked,
    Content,
    Field,
    Named,
    Operation,
    Record,
    Type,
    TypeDef,
    Union,
)
from generator.ir.xml import is_structured


class BodyRecord(NamedTuple):
    """A body whose fields are passed as arguments.

    Attributes:
        content: the media type that is sent.
        record: its fields; those that are read-only are never sent.
        definition: the type that defines the record; None where it stands in the content itself.
    """

    content: Content
    record: Record
    definition: TypeDef | None

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields that can be sent, in the author's order."""
        return tuple(field for field in self.record.fields if field.access != "read")


def chosen_content(body: Body) -> Content | None:
    """Return the media type that a client sends where a body has several: JSON, else a form, else the first."""
    return min(body.contents, key=_preference, default=None)


def is_text(media_type: str) -> bool:
    """Return whether a media type is text, XML and YAML included."""
    kind = media_type.split(";", 1)[0].strip().lower()
    ends = ("/xml", "+xml", "/yaml", "+yaml", "/x-yaml")
    return (kind.startswith("text/") and kind != "text/json") or kind.endswith(ends)


def _preference(content: Content) -> int:
    media_type = content.media_type.split(";", 1)[0].strip().lower()
    if media_type == "application/json":
        return 0
    if media_type.endswith("+json"):
        return 1
    forms = ("multipart/form-data", "application/x-www-form-urlencoded")
    return 2 + forms.index(media_type) if media_type in forms else 4


def body_record(api: Api, operation: Operation) -> BodyRecord | None:
    """Return the record whose fields are arguments of an operation, or None where its body is passed whole.

    Text is passed whole, and so are streams, and XML whose type says nothing of what is in it.

    A record counts when the schema is one, through references and with further assertions; one that may be null as
    well, or that is one of several variants, is passed whole, and so is one without a field that can be sent.
    """
    content = chosen_content(operation.body) if operation.body else None
    if content is None:
        return None
    if is_text(content.media_type) and not is_structured(api, content):
        return None
    if is_sequence(content.media_type):
        return None
    record, definition = record_of(api, content.type)
    if record is None:
        return None
    found = BodyRecord(content, record, definition)
    return found if found.fields else None


def variants_of(api: Api, type: Type) -> tuple[Type, ...]:
    """The members of a union, through names and the unions inside; a type that is none by itself."""
    found: list[Type] = []
    pending, seen = [type], set[str]()
    while pending:
        one = pending.pop()
        inner = one
        if isinstance(one, Named) and one.id in api.types:
            if one.id in seen:
                continue
            seen.add(one.id)
            inner = api.types[one.id].type
        if isinstance(inner, Named) and inner is not one:
            pending.append(inner)
        elif isinstance(inner, Union):
            pending += inner.variants[::-1]
        else:
            found.append(one)
    return tuple(found)


def record_of(api: Api, type: Type) -> tuple[Record | None, TypeDef | None]:
    """Return the record that a type is, through references and assertions, and the definition that it stands in."""
    definition: TypeDef | None = None
    seen: set[str] = set()
    while True:
        match type:
            case Record():
                return type, definition
            case Checked():
                type = type.type
            case Named(id) if id not in seen and id in api.types:
                seen.add(id)
                definition = api.types[id]
                type = definition.type
            case _:
                return None, None
