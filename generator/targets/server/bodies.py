"""A body goes in; the arguments of a handler that it becomes, and the descriptor that it is read by, come out."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Set

from generator.ir.media import essence, is_part_file
from generator.ir.model import Body, Content, Operation
from generator.languages.code import Code
from generator.languages.python import string
from generator.names import BodyRecord, body_record, chosen_content
from generator.records import dataclass
from generator.targets.server.contents import content_code, whole
from generator.targets.server.fields import field_code, field_type
from generator.targets.server.forms import Forms
from generator.targets.server.printing import Printers, call, or_none, row


@dataclass(frozen=True, slots=True)
class Argument:
    """An argument of a handler; `doc` is the document's text, still tainted."""

    name: Code
    annotation: Code
    doc: str

    def declared(self) -> str:
        """The argument in a signature."""
        return f"{self.name}: {self.annotation}"


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
    files = any(
        is_part_file(printers.api, record.content, field) for field in record.fields
    )
    return record if files else None


def body_arguments(
    operation: Operation, printers: Printers, forms: Forms
) -> Iterator[Argument]:
    """The argument that a body is, or those that the fields of a form with files are."""
    body = operation.body
    if body is None:
        return
    own = printers.names.arguments[operation.id]
    record = form_with_files(operation, printers)
    if record is None:
        parts = dict.fromkeys(
            part
            for content in _contents(body)
            for part in alternatives(whole(content, printers, forms))
        )
        annotation = Code("Any" if "Any" in parts else " | ".join(parts) or "Any")
        given = annotation if body.required else or_none(annotation)
        said = body.doc.description or body.doc.summary
        yield Argument(body_name(operation, printers), given, said)
        return
    for field in record.fields:
        given = field_type(record.content, field, printers, body.required)
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


def body_code(operation: Operation, printers: Printers, forms: Forms) -> Code | None:
    """The descriptor of the body; None without one."""
    body = operation.body
    if body is None:
        return None
    record = form_with_files(operation, printers)
    contents = [
        content_code(one, printers, forms, record is None) for one in _contents(body)
    ]
    parts = [str(row([str(one) for one in contents]))]
    name = body_name(operation, printers)
    if name != "body":
        parts.append(f"argument={string(name)}")
    if body.required:
        parts.append("required=True")
    if record is not None:
        own = printers.names.arguments[operation.id]
        fields = [
            str(field_code(record.content, one, own["body", one.wire], printers))
            for one in record.fields
        ]
        parts.append(f"fields={row(fields)}")
    return call("Body", parts)
