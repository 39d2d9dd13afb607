"""An operation goes in; values for its parameters and its body, by the names of the generated method, come out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from generator.ir.media import sendable
from generator.ir.model import Operation
from generator.names import body_record, chosen_content

from .answers import LINES, OCTETS, TEXT, is_text
from .document import Call, Document, Media, Parameter
from .instances import PLAIN, WORDS, Impossible, Maker, is_file, kind_of
from .markup import is_structured, is_xml
from .package import Package
from .reading import essence, is_json

NO_BODY: Any = object()
PARTS = (
    b"--mark\r\nContent-Type: application/json\r\n\r\n{}\r\n"
    b"--mark\r\nContent-Type: image/png\r\n\r\n\x89PNG\r\n--mark--\r\n"
)
"""A multipart body whose parts have no names (RFC 2046, section 5.1)."""
FRAMING = ("content-length", "transfer-encoding", "host", "connection", "expect")
"""Fields that say how a message is sent; a wrong one breaks the connection (RFC 9112)."""
TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""What names a header field (RFC 9110, section 5.6.2)."""


@dataclass
class Given:
    """What a call is given.

    Attributes:
        arguments: by the names of the method.
        parameters: parameter -> value.
        body: NO_BODY where there is none.
        missing: parameters that the method does not take.
        left: why parameters were not given.
    """

    arguments: dict[str, Any] = field(default_factory=dict[str, Any])
    parameters: dict[tuple[str, str], Any] = field(
        default_factory=dict[tuple[str, str], Any]
    )
    media: Media | None = None
    body: Any = NO_BODY
    missing: list[str] = field(default_factory=list[str])
    left: list[str] = field(default_factory=list[str])


def given(
    document: Document, package: Package, operation: Operation, call: Call, full: bool
) -> Given:
    """Arguments of a call, all of them or only what is required.

    Raises:
        Impossible, Unresolved: none can be made.
    """
    names = package.names.arguments[operation.id]
    ids = {(one.wire, one.location): one.id for one in operation.parameters}
    made = Given()
    declared = {(one.name, one.location) for one in call.parameters}
    for wire, location in ids.keys() - declared:
        if location == "path":
            made.arguments[names[ids[wire, location]]] = "undeclared"
    if "}{" in call.path:
        made.left.append("path parameters with nothing between them")
    for parameter in call.parameters:
        key = parameter.name, parameter.location
        if not (full or parameter.required):
            continue
        if key[1] == "header" and key[0].lower() in FRAMING and not parameter.required:
            made.left.append("a header that HTTP itself sets")
            continue
        if not sendable(*key):
            made.left.append("a name that nothing can have")
            continue
        if key not in ids:
            made.missing.append(parameter.name)
            continue
        value = parameter_value(document, parameter, full)
        made.arguments[names[ids[key]]] = made.parameters[key] = value
    if call.bodies and (full or call.body_required):
        _body(document, package, operation, call, full, made)
    return made


def _body(
    document: Document,
    package: Package,
    operation: Operation,
    call: Call,
    full: bool,
    made: Given,
) -> None:
    """Add a body, or its fields, to the arguments."""
    names = package.names.arguments[operation.id]
    assert operation.body is not None
    chosen = chosen_content(operation.body)
    assert chosen is not None
    media = next(one for one in call.bodies if one.name == chosen.media_type)
    value = body_value(document, media, full)
    record = body_record(package.api, operation)
    if record is None:
        made.media, made.body = media, value
        made.arguments[names["body",]] = value
        return
    if not isinstance(value, dict):
        raise Impossible("fields of what is no object")
    fields = {one.wire: names["body", one.wire] for one in record.fields}
    extra = {key: one for key, one in value.items() if key not in fields}
    made.arguments |= {fields[key]: value[key] for key in value.keys() & fields.keys()}
    if extra:
        made.arguments["request_options"] = {"body": extra}
    if value or call.body_required:
        made.media, made.body = media, value


def parameter_value(document: Document, parameter: Parameter, full: bool) -> Any:
    """A value of a parameter that its style has a form for."""
    bare = (
        parameter.location == "header"
        or parameter.style in ("spaceDelimited", "pipeDelimited", "cookie")
        or (parameter.location == "querystring" and not is_json(parameter.content))
    )
    if parameter.location == "header" and not TOKEN.fullmatch(parameter.name):
        raise Impossible("a header whose name is none")
    words = PLAIN if bare else WORDS
    value = Maker(document, "request", full, words).make(parameter.schema)
    if parameter.location == "path" and value in ({}, []):
        value = Maker(document, "request", True, words).make(parameter.schema)
    if parameter.location == "path" and value in ("", ".", "..", {}, [], None):
        raise Impossible("a path segment that a client refuses")
    return value


def body_value(document: Document, media: Media, full: bool) -> Any:
    """A body of a media type."""
    kind = essence(media.name)
    if media.item is not None and kind in LINES:
        maker = Maker(document, "request", full)
        return [maker.make(media.item) for _ in range(2)]
    if is_json(kind):
        return Maker(document, "request", full).make(media.schema)
    if kind == "application/x-www-form-urlencoded" or kind.startswith("multipart/"):
        files = kind.startswith("multipart/")
        flat = Maker(document, "request", full).flat(media.schema)
        if files and (media.item is not None or kind_of(flat) == "array"):
            # Parts that have no names are given as they are sent.
            return PARTS
        if files and is_file(Maker(document, "request", full).flat(media.schema)):
            # What is no object has no parts: it is passed as it is.
            return OCTETS
        made = Maker(document, "request", full, files=files).make(media.schema)
        return {"field": made} if isinstance(made, str) else made
    maker = Maker(document, "request", full)
    if is_xml(kind) and is_structured(maker, media.schema):
        return maker.make(media.schema)
    if is_text(kind):
        return TEXT
    if "*" in kind and kind_of(maker.flat(media.schema)) in ("object", "array"):
        return maker.make(media.schema)
    return OCTETS
