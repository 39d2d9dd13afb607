"""A server-sent event and the type of a member of its stream in; the member out."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Annotated, Any, get_args, get_origin

from pydantic_core import from_json, to_json

from .decoding import adapter
from .forms import property_names
from .operation import Reply

_FIELDS = frozenset({"data", "event", "id", "retry"})


@dataclass(frozen=True, slots=True)
class ServerSentEvent:
    """An event of a `text/event-stream` (WHATWG HTML, "Server-sent events")."""

    data: str
    event: str = "message"
    id: str | None = None
    retry: int | None = None


def named(event: ServerSentEvent) -> ServerSentEvent:
    """An event that names no kind is a message."""
    return event if event.event else replace(event, event="message")


def event_decoder(reply: Reply) -> Callable[[ServerSentEvent], Any]:
    """Read events by the type of a member: the event as an object (OpenAPI 3.2, "Sequential Media Types"), whose data may be
    described as what its JSON is, or the data as JSON."""
    assert reply.item is not None
    wanted = adapter(reply.item)

    def data(event: ServerSentEvent) -> Any:
        return wanted.validate_json(event.data)

    def whole(event: ServerSentEvent) -> Any:
        return wanted.validate_python(_fields(event))

    def opened(event: ServerSentEvent) -> Any:
        fields = _fields(event) | {"data": from_json(event.data)}
        return wanted.validate_json(to_json(fields))

    told = speaks_of_events(reply.item())
    likely, other = (whole, opened) if told else (data, whole)

    def read(event: ServerSentEvent) -> Any:
        try:
            return likely(event)
        except ValueError:
            with suppress(ValueError):
                return other(event)
            raise

    return read


def _fields(event: ServerSentEvent) -> dict[str, Any]:
    fields = {
        "data": event.data,
        "event": event.event or None,
        "id": event.id,
        "retry": event.retry,
    }
    return {name: value for name, value in fields.items() if value is not None}


def speaks_of_events(kind: Any) -> bool:
    """Whether each object that a type may be has the fields of an event, the data among them, and no others."""
    if isinstance(kind, type):
        return "data" in (known := property_names(kind)) and known <= _FIELDS
    inner = get_args(kind)[: 1 if get_origin(kind) is Annotated else None]
    return bool(inner) and all(map(speaks_of_events, inner))
