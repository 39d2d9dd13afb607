"""An operation goes in; the arguments of its handler, and the descriptors that a request is read by, come out."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Set
from dataclasses import replace

from generator.ir.media import (
    EVENTS,
    essence,
    is_file,
    is_form,
    is_json,
    is_sequence,
    parts_without_names,
    strip,
)
from generator.ir.media import is_text as textual
from generator.ir.model import (
    Anything,
    Api,
    Body,
    Content,
    Encoding,
    Enum,
    Field,
    ListOf,
    Operation,
    Parameter,
    Scalar,
    Type,
)
from generator.languages.code import Code
from generator.languages.python import literal, string
from generator.languages.python.types import CLASSES
from generator.names import BodyRecord, body_record, chosen_content, record_of
from generator.records import dataclass
from generator.targets.server.printing import Printers, call, or_none, row
from generator.targets.server.shapes import (
    TEXT,
    Shape,
    deep_shape,
    shape_code,
    shape_of,
    with_null,
)

STYLES = {
    "path": ("simple", False),
    "query": ("form", True),
    "header": ("simple", False),
    "cookie": ("form", True),
    "querystring": ("form", True),
}
"""Style and explode of a parameter that names none (OpenAPI 3.2, "Parameter Object")."""


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a handler; `doc` is the document's text, still tainted."""

    name: Code
    annotation: Code
    doc: str

    def declared(self) -> str:
        """The argument in a signature."""
        return f"{self.name}: {self.annotation}"


def arguments(operation: Operation, printers: Printers) -> tuple[Argument, ...]:
    """The arguments of a handler: parameters in the document's order, those of the path first, then the body."""
    found = sorted(operation.parameters, key=lambda one: one.location != "path")
    return (
        *(_argument(operation, one, printers) for one in found),
        *_body(operation, printers),
    )


def _argument(
    operation: Operation, parameter: Parameter, printers: Printers
) -> Argument:
    annotation = printers.signature.annotation(parameter.type)
    absent = not parameter.required and default_of(parameter, printers) is None
    if absent or _bare(parameter, printers):
        annotation = or_none(annotation)
    name = printers.names.arguments[operation.id][parameter.id]
    return Argument(
        name, annotation, parameter.doc.description or parameter.doc.summary
    )


def _bare(parameter: Parameter, printers: Printers) -> bool:
    """Whether the name alone may stand in a query, for a value that is no text."""
    kinds = shape_of(parameter.type, printers.api).kinds
    return parameter.allow_empty_value and kinds.isdisjoint({"string", "any"})


def default_of(parameter: Parameter, printers: Printers) -> Code | None:
    """What a handler gets where a request has no such parameter; None where it gets None.

    Only what is in JSON what it is in Python stands for itself.
    """
    if not parameter.has_default or parameter.required or parameter.default is None:
        return None
    type = strip(printers.api, parameter.type)
    if isinstance(type, ListOf):
        type = strip(printers.api, type.item)
    plain = isinstance(type, Scalar) and type.format not in CLASSES
    value = parameter.default
    fit = plain or isinstance(type, Enum)
    return literal(value) if fit and isinstance(value, str | int | float) else None


# ------------------------------------------------------------------------------------------------------- parameters


def parameter_code(
    operation: Operation, parameter: Parameter, printers: Printers
) -> Code:
    """The descriptor of a parameter."""
    name = printers.names.arguments[operation.id][parameter.id]
    parts = [
        str(string(name)),
        str(string(parameter.wire)),
        str(string(parameter.location)),
        str(printers.lazy(parameter.type)),
    ]
    deep = parameter.style == "deepObject"
    shape = (deep_shape if deep else shape_of)(parameter.type, printers.api)
    structured = is_json(parameter.content) if parameter.content else False
    if shape != TEXT and not structured:
        parts.append(str(shape_code(shape)))
    style, explode = STYLES[parameter.location]
    if parameter.style != style:
        parts.append(f"style={string(parameter.style)}")
    if parameter.explode != explode:
        parts.append(f"explode={parameter.explode}")
    if parameter.content:
        parts.append(f"content={string(parameter.content)}")
    if parameter.required and parameter.location != "path":
        parts.append("required=True")
    default = default_of(parameter, printers)
    if default is not None:
        parts.append(f"default={default}")
    if parameter.allow_empty_value and parameter.location == "query":
        parts.append("empty=True")
    return call("Parameter", parts)


# ------------------------------------------------------------------------------------------------------------- body


def form_with_files(operation: Operation, printers: Printers) -> BodyRecord | None:
    """The record of a body that is nothing but a form with files; its fields are arguments one by one.

    A file is no value that a model could hold without reading it.
    """
    body = operation.body
    if body is None or len(body.contents) != 1:
        return None
    record = body_record(printers.api, operation)
    multipart = essence(body.contents[0].media_type).startswith("multipart/")
    if record is None or not multipart:
        return None
    files = any(is_file(printers.api, field.type) for field in record.fields)
    return record if files else None


def _body(operation: Operation, printers: Printers) -> Iterator[Argument]:
    body = operation.body
    if body is None:
        return
    own = printers.names.arguments[operation.id]
    record = form_with_files(operation, printers)
    if record is None:
        parts = dict.fromkeys(
            part
            for content in _contents(body)
            for part in alternatives(whole(content, printers))
        )
        annotation = Code("Any" if "Any" in parts else " | ".join(parts) or "Any")
        given = annotation if body.required else or_none(annotation)
        said = body.doc.description or body.doc.summary
        yield Argument(body_name(operation, printers), given, said)
        return
    for field in record.fields:
        annotation = _field(field, printers)
        absent = not (field.required and body.required)
        given = or_none(annotation) if absent or field.nullable else annotation
        yield Argument(own["body", field.wire], given, field.doc.description)


def alternatives(annotation: Code) -> list[str]:
    """The members of a union, whatever unions and texts are within them."""
    if " | " not in annotation:
        return [annotation]
    node, found = ast.parse(annotation, mode="eval").body, list[str]()
    while isinstance(node, ast.BinOp):
        found.append(ast.get_source_segment(annotation, node.right) or "")
        node = node.left
    return [ast.get_source_segment(annotation, node) or "", *reversed(found)]


def body_name(operation: Operation, printers: Printers) -> Code:
    """What the body is called: "body", unless a parameter is."""
    own = printers.names.arguments[operation.id]
    return apart("body", {own[parameter.id] for parameter in operation.parameters})


def apart(name: str, taken: Set[Code]) -> Code:
    """A name of ours that is none of those of the document: it gives way."""
    while name in taken:
        name += "_"
    return Code(name)


def _contents(body: Body) -> list[Content]:
    """The media types, the one that is usual first."""
    chosen = chosen_content(body)
    return sorted(body.contents, key=lambda content: content is not chosen)


def whole(content: Content, printers: Printers) -> Code:
    """The type of a body of one media type."""
    item = members_of(content)
    if item is not None:
        return Code(f"list[{printers.signature.annotation(item)}]")
    kind = essence(content.media_type)
    if parts_without_names(printers.api, content):
        return Code("UploadFile")
    if is_json(kind) or is_form(kind):
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


def _field(field: Field, printers: Printers) -> Code:
    """The type of a field of a form with files."""
    if not is_file(printers.api, field.type):
        return printers.signature.annotation(field.type)
    many = isinstance(strip(printers.api, field.type), ListOf)
    return Code("list[UploadFile]" if many else "UploadFile")


def body_code(operation: Operation, printers: Printers) -> Code | None:
    """The descriptor of the body; None without one."""
    body = operation.body
    if body is None:
        return None
    record = form_with_files(operation, printers)
    contents = [content_code(c, printers, record is None) for c in _contents(body)]
    parts = [str(row([str(one) for one in contents]))]
    name = body_name(operation, printers)
    if name != "body":
        parts.append(f"argument={string(name)}")
    if body.required:
        parts.append("required=True")
    if record is not None:
        encodings = record.content.encodings
        own = printers.names.arguments[operation.id]
        fields = [
            str(_form_field(f, own["body", f.wire], encodings.get(f.wire), printers))
            for f in record.fields
        ]
        parts.append(f"fields={row(fields)}")
    return call("Body", parts)


def content_code(content: Content, printers: Printers, described: bool) -> Code:
    """The descriptor of one media type."""
    parts = [str(string(content.media_type))]
    kind = essence(content.media_type)
    item = members_of(content)
    if item is not None:
        return call("Content", [*parts, f"item={printers.lazy(item)}"])
    if not described or parts_without_names(printers.api, content):
        return call("Content", parts)
    whole = is_json(kind) or is_form(kind) or kind == "text/plain"
    if whole or structured(content, printers):
        parts.append(str(printers.lazy(content.type)))
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


def _form_field(
    field: Field, name: Code, encoding: Encoding | None, printers: Printers
) -> Code:
    parts = [str(string(name)), str(string(field.wire))]
    file = is_file(printers.api, field.type)
    shape = shape_of(field.type, printers.api)
    if not file:
        parts.append(str(printers.lazy(field.type)))
        if shape != TEXT:
            parts.append(str(shape_code(shape)))
        part = part_code(encoding)
        if part != "Part()":
            parts.append(f"part={part}")
    elif isinstance(strip(printers.api, field.type), ListOf):
        parts.append("many=True")
    if field.required:
        parts.append("required=True")
    if field.nullable:
        parts.append("null=True")
    return call("FormField", parts)
