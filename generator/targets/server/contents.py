"""A media type of a body goes in; the type of what a handler gets, and the descriptor that it is read by, come out."""

from __future__ import annotations

from dataclasses import replace

from generator.ir.media import (
    EVENTS,
    essence,
    is_form,
    is_json,
    is_sequence,
    parts_without_names,
)
from generator.ir.media import is_text as textual
from generator.ir.model import Anything, Api, Content, Type
from generator.ir.xml import is_structured
from generator.languages.code import Code
from generator.languages.python import string
from generator.names import record_of
from generator.targets.server.fields import part_code
from generator.targets.server.forms import Forms, form_parts
from generator.targets.server.printing import Printers, call, row
from generator.targets.server.shapes import (
    Shape,
    deep_shape,
    shape_code,
    shape_of,
    with_null,
)


def whole(content: Content, printers: Printers, forms: Forms) -> Code:
    """The type of a body of one media type."""
    item = members_of(content)
    if item is not None:
        return Code(f"list[{printers.signature.annotation(item)}]")
    kind = essence(content.media_type)
    if parts_without_names(printers.api, content):
        return Code("UploadFile")
    if is_json(kind) or is_form(kind):
        return forms.annotation(content, printers)
    if is_structured(printers.api, content):
        return printers.signature.annotation(content.type)
    if structured(content, printers):
        return Code(f"{printers.signature.annotation(content.type)} | UploadFile")
    return Code("str") if textual(kind) else Code("UploadFile")


def structured(content: Content, printers: Printers) -> bool:
    """Whether a range of media types describes what is JSON, and a file where it is something else."""
    kinds = shape_of(content.type, printers.api).kinds
    return "*" in content.media_type and not kinds <= {"file", "string", "any"}


def members_of(content: Content) -> Type | None:
    """The type of one member of a body that is a stream of members; None for one that is read whole, as parts are."""
    kind = essence(content.media_type)
    if content.item is not None and not is_form(kind):
        return content.item
    streamed = is_sequence(kind) or kind == EVENTS
    return Anything() if streamed else None


def content_code(
    content: Content, printers: Printers, forms: Forms, described: bool
) -> Code:
    """The descriptor of one media type; `described` is false where the fields of a form stand beside it."""
    parts = [str(string(content.media_type))]
    kind = essence(content.media_type)
    item = members_of(content)
    if item is not None:
        return call("Content", [*parts, f"item={printers.lazy(item)}"])
    if not described or parts_without_names(printers.api, content):
        return call("Content", parts)
    variants = forms.variants(content, printers.api)
    if variants:
        return call(
            "Content", [*parts, *variants_code(content, variants, printers, forms)]
        )
    whole = is_json(kind) or is_form(kind) or kind == "text/plain"
    if whole or structured(content, printers):
        parts.append(str(printers.lazy(content.type)))
    if is_structured(printers.api, content):
        parts += [str(printers.lazy(content.type)), "markup=XML"]
    if is_form(kind) or kind == "text/plain":
        shape = shape_of(content.type, printers.api)
        parts.append(f"shape={shape_code(with_brackets(shape, content, printers.api))}")
    encodings = {
        name: part
        for name, encoding in content.encodings.items()
        if is_form(kind) and (part := part_code(encoding)) != "Part()"
    }
    if encodings:
        made = ", ".join(f"{string(n)}: {part}" for n, part in encodings.items())
        parts.append(f"parts={{{made}}}")
    return call("Content", parts)


def variants_code(
    content: Content, variants: tuple[Type, ...], printers: Printers, forms: Forms
) -> list[str]:
    """What the descriptor of a form with files says: its class and its fields, or what it may be one of."""
    made: list[str] = []
    for one in variants:
        known = forms.of(content, one)
        if known is None:
            plain = replace(content, type=one)
            made.append(str(content_code(plain, printers, Forms(), True)))
            continue
        parts = form_parts(content, known, printers)
        if len(variants) == 1:
            return parts
        made.append(str(call("Content", [str(string(content.media_type)), *parts])))
    return [f"variants={row(made)}"]


def with_brackets(shape: Shape, content: Content, api: Api) -> Shape:
    """The shape of a form, with that of any depth for what is written in brackets."""
    record, _ = record_of(api, content.type)
    fields = dict(shape.fields)
    for field in record.fields if record else ():
        encoding = content.encodings.get(field.wire)
        if encoding is not None and encoding.style == "deepObject":
            found = deep_shape(field.type, api)
            fields[field.wire] = with_null(found) if field.nullable else found
    return replace(shape, fields=fields)
