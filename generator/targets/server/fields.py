"""A field of a form goes in; its type as a handler gets it, and the descriptor that it is read by, come out."""

from __future__ import annotations

from generator.ir.media import is_part_file, strip
from generator.ir.model import Content, Encoding, Field, ListOf
from generator.languages.code import Code
from generator.languages.python import string
from generator.targets.server.printing import Printers, call, or_none
from generator.targets.server.shapes import TEXT, shape_code, shape_of


def field_type(content: Content, field: Field, printers: Printers, sent: bool) -> Code:
    """The type of a field of a form with files.

    Args:
        sent: whether there is such a form in every request.
    """
    annotation = printers.signature.annotation(field.type)
    if is_part_file(printers.api, content, field):
        many = isinstance(strip(printers.api, field.type), ListOf)
        annotation = Code("list[UploadFile]" if many else "UploadFile")
    absent = not (field.required and sent)
    return or_none(annotation) if absent or field.nullable else annotation


def part_code(encoding: Encoding | None) -> Code:
    """The descriptor of how a property of a form is written."""
    parts: list[str] = []
    if encoding is None:
        return Code("Part()")
    if encoding.content_type:
        parts.append(str(string(encoding.content_type)))
    styled = encoding.style or encoding.explode is not None or encoding.allow_reserved
    if styled:
        parts.append(f"style={string(encoding.style or 'form')}")
    if encoding.explode is not None:
        parts.append(f"explode={encoding.explode}")
    return call("Part", parts)


def field_code(content: Content, field: Field, name: Code, printers: Printers) -> Code:
    """The descriptor of a field of a form with files."""
    parts = [str(string(name)), str(string(field.wire))]
    file = is_part_file(printers.api, content, field)
    shape = shape_of(field.type, printers.api)
    if not file:
        parts.append(str(printers.lazy(field.type)))
        if shape != TEXT:
            parts.append(str(shape_code(shape)))
        part = part_code(content.encodings.get(field.wire))
        if part != "Part()":
            parts.append(f"part={part}")
    elif isinstance(strip(printers.api, field.type), ListOf):
        parts.append("many=True")
    if field.required:
        parts.append("required=True")
    if field.nullable:
        parts.append("null=True")
    return call("FormField", parts)
