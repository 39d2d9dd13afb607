"""A recorded request goes in; the value of its body comes out.

Written from OpenAPI 3.2, "Encoding Object", RFC 7578, RFC 2046 and WHATWG URL alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote_plus

from .document import Media, Parameter
from .queries import from_query, pairs_of
from .reading import Leaf, Unreadable, essence, is_json, leaves, same
from .server import Request


def body(media: Media, request: Request, given: Any) -> Any:
    """The body of a request, read by its own media type.

    Raises:
        Unreadable, ValueError: it cannot be read.
    """
    media_type = request.get("content-type")
    kind = essence(media_type)
    if isinstance(given, bytes):
        if kind.startswith("multipart/") and "boundary=" not in media_type:
            raise Unreadable(f"{media_type} names no boundary")
        return request.body
    if media.item is not None and isinstance(given, list):
        return members(kind, request.body.decode("utf-8"))
    if is_json(kind):
        return json.loads(request.body)
    if kind == "application/x-www-form-urlencoded":
        return form(request.body.decode("ascii"), media.encoding, given)
    if kind.startswith("multipart/"):
        return multipart(media_type, request.body, given)
    return (
        request.body.decode("utf-8")
        if isinstance(given, str)
        else json.loads(request.body)
    )


def members(kind: str, text: str) -> list[Any]:
    """The values of JSON Lines, or of a JSON text sequence (RFC 7464), whose every value ends with a line feed."""
    begin = "\x1e" if kind.endswith("json-seq") else ""
    found: list[Any] = []
    for line in text.splitlines(keepends=True):
        if not line.startswith(begin) or not line.endswith("\n"):
            raise Unreadable(f"{line!r} is no member of {kind}")
        found.append(json.loads(line.removeprefix(begin)))
    return found


def form(text: str, encoding: Mapping[str, Any], given: Any = None) -> Any:
    """A form: fields with `style` are those of a query, others text or JSON (OpenAPI 3.2, "Encoding Object")."""
    values: dict[str, list[str]] = {}
    for part in text.split("&") if text else []:
        name, _, value = part.partition("=")
        values.setdefault(unquote_plus(name), []).append(value)
    styled = {
        name
        for name, one in encoding.items()
        if {"style", "explode", "allowReserved"} & one.keys()
    }
    made: dict[str, Any] = {}
    used: set[str] = set()
    expected = given if isinstance(given, dict) else {}
    for name in styled & expected.keys():
        style = encoding[name].get("style", "form")
        explode = encoding[name].get("explode", style == "form")
        spec = Parameter(name, "query", {}, style, explode)
        made[name] = from_query(spec, pairs_of(text), expected[name], used)
        used.add(name)
    for name, found in values.items():
        if name not in used:
            made[name] = several(
                [unquote_plus(one) for one in found], expected.get(name)
            )
    return made


def several(texts: list[str], given: Any) -> Any:
    """A field that is there once or, for an array, once for each member."""
    if isinstance(given, list) and not (
        len(texts) == 1 and same(_json(texts[0]), given)
    ):
        return [
            _nested(text, member) for text, member in zip(texts, given, strict=False)
        ] + [Leaf(text) for text in texts[len(given) :]]
    if len(texts) > 1:
        return leaves(texts, False)
    return _nested(texts[0], given)


def _nested(text: str, given: Any) -> Any:
    return _json(text) if isinstance(given, dict | list) else Leaf(text)


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return Leaf(text)


@dataclass(frozen=True)
class Part:
    """A part of a multipart body."""

    name: str
    filename: str | None
    media_type: str
    content: bytes


def multipart(media_type: str, content: bytes, given: Any) -> dict[str, Any]:
    """A multipart body (RFC 7578) as an object."""
    values: dict[str, list[Any]] = {}
    expected = given if isinstance(given, dict) else {}
    for part in parts_of(media_type, content):
        value = expected.get(part.name)
        values.setdefault(part.name, []).append(_part(part, value))
    return {
        name: (
            found[0]
            if len(found) == 1
            and (not isinstance(expected.get(name), list) or isinstance(found[0], list))
            else found
        )
        for name, found in values.items()
    }


def _part(part: Part, given: Any) -> Any:
    binary = isinstance(given, bytes) or (
        isinstance(given, list) and any(isinstance(one, bytes) for one in given)
    )
    if binary:
        if part.filename is None:
            raise Unreadable(f"file {part.name!r} has no file name")
        return part.content
    text = part.content.decode("utf-8")
    return json.loads(text) if is_json(part.media_type) else Leaf(text)


def parts_of(media_type: str, content: bytes) -> list[Part]:
    """The parts between the boundaries (RFC 2046, section 5.1.1)."""
    match = re.search(r'boundary="?([^";]+)"?', media_type)
    if match is None:
        raise Unreadable(f"{media_type} names no boundary")
    mark = b"\r\n--" + match[1].encode()
    pieces = (b"\r\n" + content).split(mark)
    if len(pieces) < 2 or not pieces[-1].startswith(b"--"):
        raise Unreadable("the multipart body has no end")
    return [_read_part(piece) for piece in pieces[1:-1]]


def _read_part(piece: bytes) -> Part:
    head, sign, content = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
    if not sign:
        raise Unreadable("a part has no header")
    fields: dict[str, str] = {}
    for line in head.decode("utf-8").split("\r\n"):
        key, _, value = line.partition(":")
        fields[key.strip().lower()] = value.strip()
    disposition = fields.get("content-disposition", "")
    found = dict(re.findall(r'(name|filename)="([^"]*)"', disposition))
    names = {
        key: value.replace("%22", '"').replace("%0D", "\r").replace("%0A", "\n")
        for key, value in found.items()
    }
    if "name" not in names:
        raise Unreadable("a part has no name")
    kind = fields.get("content-type", "text/plain")
    return Part(names["name"], names.get("filename"), kind, content)
