"""A JSON value and a media type go in; the pieces of a body come out."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from generator.jsonvalues import is_array, is_object
from generator.mock.media import essence, family

_EVENT = frozenset({"data", "event", "id", "retry"})


class Unsupported(Exception):
    """The mock cannot make a body of this media type; says why."""


def encoded(value: Any, media_type: str) -> tuple[bytes, ...]:
    """A value as a body; a stream has a piece for each member.

    Raises:
        Unsupported: there is no way to write the value in that media type.
    """
    match family(media_type):
        case "json":
            return (compact(value).encode(),)
        case "events":
            return tuple(event(one) for one in members(value))
        case "lines":
            return tuple(f"{compact(one)}\n".encode() for one in members(value))
        case "sequence":
            return tuple(f"\x1e{compact(one)}\n".encode() for one in members(value))
        case "form" if is_object(value):
            pairs = [
                (name, one if isinstance(one, str) else compact(one))
                for name, one in value.items()
            ]
            return (urlencode(pairs).encode(),)
        case "text" | "xml":
            return ((value if isinstance(value, str) else compact(value)).encode(),)
        case "binary":
            return (value.encode() if isinstance(value, str) else octets(media_type),)
        case "form" | "multipart" as kind:
            raise Unsupported(
                f"the mock does not answer in {media_type}: a {kind} body has no examples here"
            )


def compact(value: Any) -> str:
    """JSON on one line."""
    return json.dumps(value, ensure_ascii=False)


def members(value: Any) -> list[Any]:
    """The members of a stream; a value that is no array is the only one."""
    return value if is_array(value) else [value]


def forms(value: Any) -> Iterator[Any]:
    """A value, and of an event with data that are no text what it is when these are, as it is sent."""
    yield value
    data = value.get("data", "") if is_object(value) else ""
    if not isinstance(data, str) and value.keys() <= _EVENT:
        yield {**value, "data": compact(data)}


def event(value: Any) -> bytes:
    """A server-sent event whose fields, or whose data alone, are a value (HTML, section 9.2); an id alone makes none."""
    if is_object(value) and {"data", "event"} & value.keys() and value.keys() <= _EVENT:
        lines = [
            f"{name}: {line}" for name, one in value.items() for line in _lines(one)
        ]
    else:
        lines = [f"data: {line}" for line in _lines(value)]
    return ("\n".join(lines) + "\n\n").encode()


def _lines(value: Any) -> list[str]:
    text = value if isinstance(value, str) else compact(value)
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def octets(media_type: str) -> bytes:
    """A small file; an image that is one where that costs little, else bytes that are no text."""
    if essence(media_type) == "image/png":
        return _png()
    return b"\x00\xff specloom mock\r\n"


def _png() -> bytes:
    """One grey pixel."""
    parts = {
        b"IHDR": struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0),
        b"IDAT": zlib.compress(b"\x00\x80"),
        b"IEND": b"",
    }
    chunks = (
        struct.pack(">I", len(data))
        + kind
        + data
        + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts.items()
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
