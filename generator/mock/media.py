"""Names of media types: which of those that a document declares is meant, and what family it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

from generator.ir.build.media import json_like, textual
from generator.ir.media import LINES
from generator.ir.model import Binary, Content

Family: TypeAlias = Literal[
    "json", "events", "lines", "sequence", "form", "multipart", "xml", "text", "binary"
]

_LINES = (*LINES, "application/x-json-stream", "application/stream+json")
_UNTELLING = ("", "boundary", "charset", "q")


def essence(media_type: str) -> str:
    """A media type without its parameters, in lower case."""
    return media_type.partition(";")[0].strip().lower()


def details(media_type: str) -> frozenset[tuple[str, str]]:
    """The parameters of a media type that tell what it is, such as a version, not how it is written or wanted."""
    pairs = (part.partition("=") for part in media_type.split(";")[1:])
    found = {
        (name.strip().lower(), word.strip().strip("\"'")) for name, _, word in pairs
    }
    return frozenset(one for one in found if one[0] not in _UNTELLING)


def agreement(declared: str, came: str) -> int:
    """How many parameters of a declared media type another one has; below zero where it lacks one."""
    wanted = details(declared)
    return len(wanted) if wanted <= details(came) else -1


def family(media_type: str) -> Family:
    """How bodies of a media type are written."""
    main = essence(media_type)
    if main == "text/event-stream":
        return "events"
    if main.endswith(("/json-seq", "+json-seq")):
        return "sequence"
    if main in _LINES:
        return "lines"
    if json_like(main):
        return "json"
    if main == "application/x-www-form-urlencoded":
        return "form"
    if main.startswith("multipart/"):
        return "multipart"
    if main.endswith(("/xml", "+xml")):
        return "xml"
    return "text" if textual(main) else "binary"


def sent_as(media_type: str) -> str:
    """A media type that stands for a range, as one that can be sent."""
    main = essence(media_type)
    if main == "*/*":
        return "application/json"
    known = {
        "text": "text/plain",
        "image": "image/png",
        "audio": "audio/mpeg",
        "video": "video/mp4",
    }
    kind, _, sub = main.partition("/")
    return known.get(kind, "application/octet-stream") if sub == "*" else media_type


def answered_as(content: Content) -> str:
    """The media type in which the mock sends what a content describes."""
    whatever = essence(content.media_type) == "*/*"
    if whatever and isinstance(content.type, Binary):
        return "application/octet-stream"
    return sent_as(content.media_type)


def covers(declared: str, came: str) -> bool:
    """Whether a declared media type or range takes what came (RFC 9110, section 12.5.1)."""
    declared, came = essence(declared), essence(came)
    kind = declared.partition("/")[0]
    return declared in ("*/*", came) or (
        declared.endswith("/*") and came.startswith(f"{kind}/")
    )


def declared(contents: Sequence[Content], came: str) -> Content | None:
    """The declared media type that a body has: the same one before a range, by its parameters too."""
    fitting = [one for one in contents if covers(one.media_type, came)]
    fitting.sort(
        key=lambda one: (one.media_type.count("*"), -agreement(one.media_type, came))
    )
    return fitting[0] if fitting else None


def wanted(contents: Sequence[Content], accept: str) -> Content | None:
    """The declared media type that the client likes best; the first where it likes none or says nothing."""
    if not contents:
        return None
    for name in liked(accept):
        fitting = [one for one in contents if covers(name, answered_as(one))]
        if fitting:
            return max(fitting, key=lambda one: agreement(one.media_type, name))
    return contents[0]


def liked(accept: str) -> list[str]:
    """The media types and ranges of an Accept header, the best first (RFC 9110, section 12.5.1)."""
    likes: list[tuple[float, int, str]] = []
    for piece in accept.split(","):
        name, _, rest = piece.partition(";")
        weight = rest.replace(" ", "").partition("q=")[2].partition(";")[0]
        try:
            quality = float(weight) if weight else 1.0
        except ValueError:
            quality = 1.0
        if quality > 0 and name.strip():
            likes.append((-quality, name.count("*"), piece.strip().lower()))
    likes.sort(key=lambda one: one[:2])
    return [name for _, _, name in likes]


def charset(media_type: str) -> str:
    """The charset of a media type, utf-8 where it names none."""
    for piece in media_type.split(";")[1:]:
        name, _, value = piece.strip().partition("=")
        if name.lower() == "charset":
            return value.strip('" ').lower() or "utf-8"
    return "utf-8"


def boundary(media_type: str) -> str:
    """The boundary of a multipart media type, "" where it names none."""
    for piece in media_type.split(";")[1:]:
        name, _, value = piece.strip().partition("=")
        if name.lower() == "boundary":
            return value.strip().strip('"')
    return ""
