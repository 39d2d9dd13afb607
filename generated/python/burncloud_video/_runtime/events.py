"""A server-sent event and the type of a member of its stream in; the member out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic_core import from_json, to_json

from .decoding import adapter
from .forms import property_names
from .jsons import is_object
from .operation import Reply

MESSAGE = "message"
"""The kind of an event that names none."""
_FIELDS = frozenset({"data", "event", "id", "retry"})
_LONGEST = 100
"""Digits of an id that is tried as a number."""


@dataclass(frozen=True, slots=True)
class ServerSentEvent:
    """An event of a `text/event-stream` (WHATWG HTML, "Server-sent events")."""

    data: str
    event: str = MESSAGE
    id: str | None = None
    retry: int | None = None


def named(event: ServerSentEvent) -> ServerSentEvent:
    """An event that names no kind is a message."""
    return event if event.event else replace(event, event=MESSAGE)


def event_decoder(reply: Reply) -> Callable[[ServerSentEvent], Any]:
    """Read events by the type of a member: the event as an object (OpenAPI 3.2, "Sequential Media Types"), whose data may be
    described as what its JSON is, or the data as JSON."""
    assert reply.item is not None
    wanted = adapter(reply.item)

    def data(event: ServerSentEvent) -> Any:
        return wanted.validate_json(event.data)

    def whole(event: ServerSentEvent) -> Any:
        return _read(wanted.validate_python, _fields(event))

    def opened(event: ServerSentEvent) -> Any:
        fields = _fields(event) | {"data": from_json(event.data)}
        return _read(lambda one: wanted.validate_json(to_json(one)), fields)

    told = speaks_of_events(reply.item())

    def read(event: ServerSentEvent) -> Any:
        ways: tuple[Callable[[ServerSentEvent], Any], ...] = (data, whole)
        if told:
            rest = (data, opened) if _is_event(event.data) else (opened, data)
            ways = (whole, *rest)
        failure: ValueError | None = None
        for way in ways:
            try:
                return way(event)
            except ValueError as error:
                failure = failure or error
        assert failure is not None
        raise failure

    return read


def _is_event(text: str) -> bool:
    """Whether data are an event in JSON themselves, all of it or but for what names it."""
    try:
        found = from_json(text)
    except ValueError:
        return False
    return is_object(found) and "data" in found and found.keys() <= _FIELDS


def _fields(event: ServerSentEvent) -> dict[str, Any]:
    fields = {
        "data": event.data,
        "event": event.event or None,
        "id": event.id,
        "retry": event.retry,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _read(read: Callable[[dict[str, Any]], Any], fields: dict[str, Any]) -> Any:
    """Read the fields of an event in the first way that fits."""
    failure: ValueError | None = None
    for one in _ways(fields):
        try:
            return read(one)
        except ValueError as error:
            failure = failure or error
    assert failure is not None
    raise failure


def _ways(fields: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """An event's fields as they came; with an id that is a number (huma in Go); with the kind that an event without one has, for
    those who require it (TypeSpec)."""
    yield fields
    id = fields.get("id", "")
    if id.isascii() and id.isdecimal() and len(id) < _LONGEST:
        yield fields | {"id": int(id)}
    if "event" not in fields:
        yield from _ways(fields | {"event": MESSAGE})


def speaks_of_events(kind: Any) -> bool:
    """Whether each object that a type may be has the fields of an event, the data among them, and no others."""
    if isinstance(kind, type):
        return "data" in (known := property_names(kind)) and known <= _FIELDS
    origin = get_origin(kind)
    if origin not in (Annotated, Union, UnionType):
        return False
    inner = get_args(kind)[: 1 if origin is Annotated else None]
    return all(map(speaks_of_events, inner))
