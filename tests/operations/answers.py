"""A declared response goes in; what a server could answer, and what a client has to make of it, come out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .document import Call, Document, Media, Response
from .instances import Impossible, Maker
from .markup import is_structured, is_xml, kinds, written
from .reading import essence, is_json
from .server import EMPTY, Answer
from .tally import Tally

LINES = ("application/jsonl", "application/x-ndjson", "application/json-seq")
EVENTS = "text/event-stream"
FIELDS = frozenset({"data", "event", "id", "retry"})
"""Fields of a server-sent event (HTML, "Interpreting an event stream")."""
TEXT = "Grüße,\nWelt"
OCTETS = b"\x00\x01\xff\r\n"
RANGES = {"1": (), "2": (250, 299), "3": (399,), "4": (418, 499), "5": (599, 555)}
"""Statuses for a range that hardly any document declares by themselves."""


@dataclass(frozen=True)
class Planned:
    """An answer and its value.

    Attributes:
        schema: what `value` is an instance of; None where it is none.
        members: the client gives a stream, whose members are the list `value`.
    """

    answer: Answer
    value: Any = None
    schema: Any = None
    members: bool = False

    @property
    def success(self) -> bool:
        """The client returns."""
        return 200 <= self.answer.status < 300


def planned(document: Document, call: Call, full: bool, tally: Tally) -> list[Planned]:
    """An answer for every status and media type of an operation."""
    declared = {response.status for response in call.responses}
    made: list[Planned] = []
    for response in call.responses:
        statuses = [*statuses_of(response, declared)]
        if not statuses:
            tally.leave("a status that ends no exchange")
        for status in statuses:
            try:
                made.extend(of_status(document, call, response, status, full))
            except Impossible as why:
                tally.leave(f"no instance: {why}"[:60])
    return made


def statuses_of(response: Response, declared: set[str]) -> Iterator[int]:
    """Statuses that a response speaks of."""
    key = response.status.upper()
    if key == "DEFAULT":
        if not any(one.startswith("2") for one in declared):
            yield 200
        free = [
            one for one in ("4", "5") if f"{one}XX" not in {d.upper() for d in declared}
        ]
        if free:
            yield next(one for one in RANGES[free[0]] if str(one) not in declared)
    elif key.endswith("XX") and key[0] in RANGES:
        yield from [one for one in RANGES[key[0]] if str(one) not in declared][:1]
    elif key.isascii() and key.isdigit() and 200 <= int(key) <= 599:
        yield int(key)


def of_status(
    document: Document, call: Call, response: Response, status: int, full: bool
) -> Iterator[Planned]:
    """An answer for every media type of one status that a client asks for."""
    bare = status in EMPTY or call.method == "head" or not response.contents
    if bare:
        yield Planned(Answer(status))
        return
    for media in asked_for(response, status):
        maker = Maker(document, "response", full)
        yield of_media(maker, media, status)


PAGES = ("text/html", "application/xhtml+xml")
SCALARS = ("string", "number", "integer", "boolean")


def asked_for(response: Response, status: int) -> list[Media]:
    """What a client asks for: where a success may come as JSON, no other form of the same schema, and no page for people."""
    if not 200 <= status < 300 and response.status != "default":
        return [*response.contents]
    told = [
        plain(one.schema)
        for one in response.contents
        if is_json(essence(one.name)) and not one.item
    ]
    data = any(map(holds_parts, told))
    return [
        one
        for one in response.contents
        if not (data and is_page(one))
        if is_json(kind := essence(one.name))
        or "*" in kind
        or kind in (*LINES, EVENTS)
        or one.item is not None
        or not one.schema
        or plain(one.schema) not in told
    ]


def is_page(media: Media) -> bool:
    """Whether a media type is that of pages, of which nothing is told but that they are text."""
    return essence(media.name) in PAGES and not holds_parts(media.schema)


def holds_parts(schema: Any) -> bool:
    """Whether a schema speaks of more than one text, number or truth value."""
    return bool(schema) and schema is not True and schema.get("type") not in SCALARS


def plain(schema: Any) -> Any:
    """A schema without its identifier and what it says of its form in XML."""
    if isinstance(schema, dict):
        kept = schema.keys() - {"xml", "$id"}
        return {key: plain(schema[key]) for key in kept}
    return [plain(one) for one in schema] if isinstance(schema, list) else schema


def of_media(maker: Maker, media: Media, status: int) -> Planned:
    """An answer of one media type."""
    kind = essence(media.name)
    sequential = kind in LINES or kind == EVENTS
    if 200 <= status < 300 and (media.item is not None or sequential):
        return stream(maker, media, kind, status)
    # OpenAPI 3.0 calls a whole body binary that is sent as it is, of whatever media type authors say that it is;
    # Spring says "byte" of any.
    free = kind == "*/*" or (maker.document.old and is_json(kind))
    file = maker.flat(media.schema)
    spring = kind == "*/*" and isinstance(file, dict) and file.get("format") == "byte"
    if (free and is_file(file)) or spring:
        return Planned(Answer(status, "application/pdf", OCTETS), OCTETS)
    if is_json(kind) or kind == "*/*":
        value = maker.make(media.schema)
        name = "application/json" if kind == "*/*" else media.name
        body = json.dumps(value, ensure_ascii=False).encode()
        return Planned(Answer(status, name, body), value, media.schema)
    name = media.name.replace("text/*", "text/plain").replace("*/*", "application/x")
    name = name.replace("image/*", "image/png").replace("/*", "/octet-stream")
    if is_xml(kind) and is_structured(maker, media.schema):
        value = maker.make(media.schema)
        made = written(maker, media.schema, value)
        return Planned(Answer(status, name, made), value, media.schema)
    if is_text(kind):
        return Planned(
            Answer(status, f"{name.partition(';')[0]}; charset=utf-8", TEXT.encode()),
            TEXT,
        )
    return Planned(Answer(status, name, OCTETS), OCTETS)


def is_file(schema: Any) -> bool:
    """Whether a schema is that of bytes as they are."""
    return isinstance(schema, dict) and schema.get("format") == "binary"


def is_text(kind: str) -> bool:
    """Whether a media type is text."""
    ends = ("/xml", "+xml", "/yaml", "+yaml", "/x-yaml", "x-www-form-urlencoded")
    return kind.startswith("text/") or kind.endswith(ends)


def stream(maker: Maker, media: Media, kind: str, status: int) -> Planned:
    """Two members of a sequential media type (OpenAPI 3.2, "Sequential Media Types")."""
    if kind == EVENTS and media.item is None:
        body = b"data: one\n\ndata: two\n\n"
        return Planned(Answer(status, media.name, body), ["one", "two"], members=True)
    value = [maker.make({} if media.item is None else media.item) for _ in range(2)]
    if kind == EVENTS:
        told = speaks_of_events(maker, media.item)
        text = "".join(event(one, told) for one in value)
    elif kind.endswith("json-seq"):
        text = "".join(f"\x1e{json.dumps(one)}\n" for one in value)
    else:
        text = "".join(f"{json.dumps(one)}\n" for one in value)
    schema = {"type": "array", "items": media.item or {}}
    return Planned(Answer(status, media.name, text.encode()), value, schema, True)


def event(value: Any, told: bool) -> str:
    """A server-sent event that a value is; or whose data it is, where it is no event."""
    if told and isinstance(value, dict) and "data" in value:
        texts = {
            name: one if isinstance(one, str) else json.dumps(one)
            for name, one in value.items()
        }
        return "".join(f"{name}: {one}\n" for name, one in texts.items()) + "\n"
    return f"data: {json.dumps(value)}\n\n"


def speaks_of_events(maker: Maker, schema: Any) -> bool:
    """Whether all objects of a schema have data, and no other fields than an event's."""
    flat = maker.flat(schema)
    if not isinstance(flat, dict):
        return False
    if variants := [*flat.get("oneOf", ()), *flat.get("anyOf", ())]:
        return all(speaks_of_events(maker, one) for one in variants)
    return "data" in (known := flat.get("properties", {})) and known.keys() <= FIELDS


def read_event(maker: Maker, schema: Any, fields: dict[str, str]) -> Any:
    """The member that the fields of an event mean: the event, whose data may be of any schema, or its data."""
    if not speaks_of_events(maker, schema):
        return json.loads(fields["data"])
    told = [*_properties(maker, schema, fields.get("event"))]
    return {
        name: _field(maker, [one[name] for one in told if name in one], text)
        for name, text in fields.items()
    }


def _properties(maker: Maker, schema: Any, event: str | None) -> Iterator[Any]:
    """The properties of each schema of an event that may be called so."""
    flat = maker.flat(schema)
    for one in (*flat.get("oneOf", ()), *flat.get("anyOf", ())):
        yield from _properties(maker, one, event)
    found = flat.get("properties", {})
    named = maker.flat(found.get("event", {}))
    words = [named["const"]] if "const" in named else named.get("enum", [event])
    if found and event in words:
        yield found


def _field(maker: Maker, told: list[Any], text: str) -> Any:
    """A field of an event: text, or JSON that its schemas speak of."""
    if any("string" in kinds(maker, one, 0) for one in told):
        return text
    try:
        return json.loads(text)
    except ValueError:
        return text
