"""Responses of an operation go in; what its handler gives, and the descriptors that answers are written by, come out."""

from __future__ import annotations

from collections.abc import Iterator

from generator.ir.media import (
    EVENTS,
    contents,
    essence,
    is_json,
    is_plain_json,
    is_sequence,
    is_text,
)
from generator.ir.model import Api, Binary, Content, Header, Operation, Response
from generator.ir.xml import is_structured, of_content
from generator.languages.code import Code
from generator.languages.python import string
from generator.languages.python.types import Printer
from generator.languages.python.xml import in_xml
from generator.names import successes
from generator.targets.server.printing import Printers, call, row


def good(operation: Operation) -> list[Response]:
    """The responses that are no errors, the usual one first: successes by number, redirections, ranges, the default."""
    found = [*successes(operation)]
    found += [one for one in operation.responses if one.status[0] == "3"]
    return sorted(
        found,
        key=lambda one: (not one.status.isdigit(), one.status[0] != "2", one.status),
    )


def result(operation: Operation, printers: Printers) -> Code:
    """The type of what a handler gives."""
    if operation.method == "HEAD":
        return Code("None")
    responses = good(operation)
    if not responses:
        return Code("Any")
    members = dict.fromkeys(
        one for response in responses for one in _members(response, printers.signature)
    )
    if "Any" in members:
        return Code("Any")
    null = members.pop("None", "absent") != "absent"
    return Code(" | ".join([*members, *(["None"] if null else [])]) or "None")


def _members(response: Response, printer: Printer) -> Iterator[str]:
    """What a handler gives for one response, by media type."""
    found = contents(response)
    if not found:
        yield "None"
    for content in found:
        item = member(content, printer)
        if item is not None:
            yield f"Members[{item}]"
        else:
            yield from _whole(content, printer).split(" | ")


def member(content: Content, printer: Printer) -> Code | None:
    """The type of one member of a stream; None for what is written whole."""
    kind = essence(content.media_type)
    if content.item is not None:
        return printer.annotation(content.item)
    if kind == EVENTS:
        return Code("ServerSentEvent")
    streamed = is_sequence(kind)
    return Code("Any") if streamed else None


def _whole(content: Content, printer: Printer) -> Code:
    if is_typed(content, printer.api):
        return printer.annotation(content.type)
    return Code("str" if is_text(content.media_type) else "Binary")


def is_typed(content: Content, api: Api) -> bool:
    """Whether what is answered is a value of the document's type: JSON, what may be JSON, or XML of which it says what is in it."""
    if essence(content.media_type) == "*/*":
        return not isinstance(content.type, Binary)
    return is_json(content.media_type) or is_structured(api, content)


def answers_code(operation: Operation, printers: Printers) -> Code:
    """The table of answers; empty where nothing is declared."""
    entries = [
        f"{string(one.status)}: {_answers(one, printers)}" for one in good(operation)
    ]
    return Code(f"{{{', '.join(entries)}}}") if entries else Code("")


def _answers(response: Response, printers: Printers) -> Code:
    parts: list[str] = []
    replies = [str(_reply(one, printers)) for one in contents(response)]
    if replies:
        parts.append(str(row(replies)))
    headers = [
        str(_header(one))
        for one in response.headers
        if one.wire.lower() != "content-type"
    ]
    if headers:
        parts.append(f"headers={row(headers)}")
    return call("Answers", parts)


def _reply(content: Content, printers: Printers) -> Code:
    parts: list[str] = []
    if not is_plain_json(content.media_type):
        parts.append(f"media_type={string(content.media_type)}")
    item = member(content, printers.runtime)
    if item is not None and content.item is not None:
        parts.append(f"item=lambda: {item}")
    elif item is None and is_typed(content, printers.api):
        parts.insert(0, str(printers.lazy(content.type)))
        if is_structured(printers.api, content):
            parts.append(in_xml(of_content(printers.api, content), set()))
    return call("Reply", parts)


def _header(header: Header) -> Code:
    parts = [str(string(header.wire))]
    if header.explode:
        parts.append("explode=True")
    if header.content:
        parts.append(f"content={string(header.content)}")
    if header.required:
        parts.append("required=True")
    return call("HeaderField", parts)
