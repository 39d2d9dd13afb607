"""What a handler gave and what the document says of its answers in; a response out."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Mapping
from typing import Any, TypeGuard

from fastapi import Response
from pydantic import BaseModel
from starlette.concurrency import iterate_in_threadpool
from starlette.responses import StreamingResponse

from .._client import ServerSentEvent, json_text, plain, speaks_of_events, text
from .handling import Answer
from .jsons import is_array, is_awaited, is_object, is_stream
from .judging import judge
from .media import (
    EVENTS,
    accepted,
    agreement,
    essence,
    fits,
    is_json,
    is_lines,
    is_text,
    with_charset,
)
from .route import Answers, HeaderField, Reply, Route

UNFRAMED = (204, 205, 304)
"""Statuses whose answers have no content (RFC 9110, section 15)."""
FREE = Answers((Reply(media_type="*/*"),))
"""What is known of an operation's success where the document describes none: any, or none."""
EVENT = frozenset({"data", "event", "id", "retry"})


class Undeclared(Exception):
    """A handler gave what the document does not describe."""


async def response(route: Route, given: Any, accept: str, checked: bool) -> Response:
    """The response of a handler's answer.

    Args:
        accept: the request's Accept header.
        checked: bodies and header fields are held against the document.

    Raises:
        Undeclared: the document describes no such answer.
        ValueError: the body is not of its type.
    """
    answer: Answer[Any] = given if is_answer(given) else Answer(given)
    status = usual(route) if answer.status is None else answer.status
    known = declared(route.answers, status) if route.answers else FREE
    if known is None:
        raise Undeclared(f"the document declares no success {status}")
    headers = fields(known.headers, answer.headers, checked)
    bare = status in UNFRAMED or not known.contents or route.method == "HEAD"
    if bare or (known is FREE and answer.body is None):
        if answer.body is not None:
            raise Undeclared(f"an answer {status} has no body")
        return Response(None, status, headers)
    reply = chosen(known.contents, answer, accept)
    media_type = concrete(reply, answer)
    if reply.item is not None or is_lines(media_type) or essence(media_type) == EVENTS:
        stream = await begun(members(reply, media_type, answer.body, checked))
        return StreamingResponse(stream, status, headers, with_charset(media_type))
    raw = reply.markup is None and not is_json(media_type)
    if raw and is_stream(answer.body):
        stream = await begun(pieces(answer.body))
        return StreamingResponse(stream, status, headers, media_type)
    content = written(reply, media_type, answer.body, checked)
    headers["content-type"] = with_charset(media_type)
    return Response(content, status, headers)


def is_answer(given: Any) -> TypeGuard[Answer[Any]]:
    """Tell whether a handler gave status or header fields too."""
    return isinstance(given, Answer)


def usual(route: Route) -> int:
    """The status of an answer that names none: the first success that is declared."""
    for status in route.answers:
        if status.isdigit():
            return int(status)
    return 200


def declared(table: Mapping[str, Any], status: int) -> Any:
    """What the document says of a status (OpenAPI 3.2, "Responses Object"): the code, its range, then the default."""
    for key in (str(status), f"{status // 100}XX", "default"):
        if key in table:
            return table[key]
    return None


# --------------------------------------------------------------------------------------------------------- bodies


def chosen(contents: tuple[Reply, ...], answer: Answer[Any], accept: str) -> Reply:
    """The media type of an answer: the one that it names, else the one that fits its body and that the client wants."""
    named = answer.media_type
    if named:
        found = max(
            contents,
            key=lambda reply: (
                fits(reply.media_type, named),
                agreement(reply.media_type, named),
            ),
        )
        if not fits(found.media_type, named):
            raise Undeclared(f"the document declares no {named}")
        return found
    fitting = [reply for reply in contents if suits(reply, answer.body)] or [*contents]
    return max(fitting, key=lambda reply: accepted(reply.media_type, accept))


def suits(reply: Reply, body: Any) -> bool:
    """Whether a body can be written in a media type, as far as its Python type tells."""
    kind = essence(reply.media_type)
    if reply.item is not None or is_lines(kind) or kind == EVENTS:
        return is_stream(body)
    if is_json(kind):
        return not isinstance(body, bytes) and (
            reply.type is None or is_typed(reply, body)
        )
    if reply.markup is not None:
        return isinstance(body, str) or is_typed(reply, body)
    if is_text(kind):
        return isinstance(body, str)
    return isinstance(body, bytes) or is_stream(body) or kind == "*/*"


def is_typed(reply: Reply, body: Any) -> bool:
    """Whether a body is of a reply's type."""
    if isinstance(body, str | BaseModel):
        try:
            written(reply, "application/json", body, True)
        except (ValueError, TypeError):
            return False
    return True


def concrete(reply: Reply, answer: Answer[Any]) -> str:
    """The media type that is sent where the document leaves it open."""
    if answer.media_type:
        return answer.media_type
    if "*" not in reply.media_type:
        return reply.media_type
    if isinstance(answer.body, str):
        return "text/plain"
    raw = isinstance(answer.body, bytes) or is_stream(answer.body)
    return "application/octet-stream" if raw else "application/json"


def written(reply: Reply, media_type: str, body: Any, checked: bool) -> bytes:
    """A whole body.

    Raises:
        ValueError: it is not of its type.
        TypeError: it has no form in this media type.
    """
    if isinstance(body, bytes) and not is_json(media_type):
        return body
    if isinstance(body, str) and not is_json(media_type):
        return body.encode()
    content = json_text(body).encode()
    told = is_json(media_type) or reply.markup is not None
    if checked and reply.type is not None and told:
        judge(reply.type).validate_json(content)
    if reply.markup is None or reply.type is None or is_json(media_type):
        return content
    return reply.markup.write(reply.type(), body)


async def pieces(body: Any) -> AsyncIterator[Any]:
    """The pieces of a body, whether they are awaited or not."""
    if is_awaited(body):
        async for piece in body:
            yield piece
    else:
        async for piece in iterate_in_threadpool(body):
            yield piece


async def begun(stream: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The stream with its first piece made, so that what fails before it is still answered by an error."""
    first = [piece async for piece in _one(stream)]

    async def rest() -> AsyncIterator[bytes]:
        for piece in first:
            yield piece
        async for piece in stream:
            yield piece

    return rest()


async def _one(stream: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    try:
        yield await anext(stream)
    except StopAsyncIteration:
        return


async def members(
    reply: Reply, media_type: str, body: Any, checked: bool
) -> AsyncIterator[bytes]:
    """The members of a stream as their media type writes them."""
    events = essence(media_type) == EVENTS
    told = events and reply.item is not None and speaks_of_events(reply.item())
    mark = "\x1e" if essence(media_type).endswith("json-seq") else ""
    async for member in pieces(body):
        if checked and reply.item is not None and not is_event(member):
            judge(reply.item).validate_json(json_text(member))
        line = event(member, told) if events else f"{mark}{json_text(member)}\n"
        yield line.encode()


def is_event(member: Any) -> TypeGuard[ServerSentEvent]:
    """Tell whether a member is an event in its final form."""
    return isinstance(member, ServerSentEvent)


def event(member: Any, told: bool) -> str:
    """An event of a `text/event-stream` (WHATWG HTML): an event as it is, an object with an event's fields, else data.

    Args:
        told: members are described as events, whose data may be any JSON.
    """
    if is_event(member):
        named = member.event if member.event != "message" else None
        return block(member.data, named, member.id, member.retry)
    value = plain(member)
    if is_object(value) and "data" in value and value.keys() <= EVENT:
        data, *others = (value.get(name) for name in ("data", "event", "id", "retry"))
        if told or isinstance(data, str):
            return block(data if isinstance(data, str) else json_text(data), *others)
    return block(json_text(value), None, None, None)


def block(data: Any, name: Any, id: Any, retry: Any) -> str:
    """The lines of one event."""
    lines = [
        f"{key}: {str(word).translate({10: ' ', 13: ' '})}"
        for key, word in (("event", name), ("id", id), ("retry", retry))
        if word is not None
    ]
    parts = str(data).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join([*lines, *(f"data: {part}" for part in parts), "", ""])


# -------------------------------------------------------------------------------------------------------- headers


def fields(
    known: tuple[HeaderField, ...], given: Mapping[str, object], checked: bool
) -> dict[str, str]:
    """The header fields of an answer.

    Raises:
        Undeclared: one that the document requires is missing.
        ValueError: one would break its line.
    """
    described = {one.wire.lower(): one for one in known}
    found: dict[str, str] = {}
    for name, value in given.items():
        if value is not None:
            one = described.get(name.lower(), HeaderField(name))
            found[name.lower()] = field_text(one, value)
    absent = [k for k, one in described.items() if one.required and k not in found]
    if checked and absent and "content-type" not in absent:
        raise Undeclared(f"the header {absent[0]!r} is missing")
    return found


def is_nested(value: object) -> bool:
    """Whether a value is deeper than the style simple can say."""
    inner: Iterable[object] = ()
    if is_object(value):
        inner = value.values()
    elif is_array(value):
        inner = value
    return any(isinstance(item, dict | list) for item in inner)


def field_text(field: HeaderField, value: object) -> str:
    """A header field in style simple, or as content of its media type."""
    simple = plain(value)
    if field.content:
        line = (
            simple
            if isinstance(simple, str) and not is_json(field.content)
            else json_text(simple, only_ascii=True)
        )
    elif is_nested(simple):
        line = json_text(simple, only_ascii=True)
    elif isinstance(simple, dict):
        mark = "=" if field.explode else ","
        line = ",".join(f"{key}{mark}{text(item)}" for key, item in simple.items())
    elif isinstance(simple, list):
        line = ",".join(text(item) for item in simple)
    else:
        line = text(simple)
    if any(ord(c) < 32 and c != "\t" for c in line) or "\x7f" in line:
        raise ValueError(f"the header {field.wire!r} must not hold control characters")
    # Header fields are sent as bytes; those of UTF-8 pass through this character set unharmed.
    return line.encode().decode("latin-1")
