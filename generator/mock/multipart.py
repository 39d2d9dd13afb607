"""The bytes of a multipart body go in; its parts come out (RFC 2046, section 5.1; RFC 7578)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.mock.styles import Unreadable
from generator.records import dataclass

_NAME = re.compile(r';\s*(name|filename)="((?:[^"\\]|\\.)*)"')
_BARE = re.compile(r";\s*(name|filename)=([^\s;\"]+)")
_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Part:
    """One part: `name` and `filename` as its Content-Disposition has them, None where it has none."""

    headers: Mapping[str, str]
    body: bytes
    name: str | None = None
    filename: str | None = None

    @property
    def media_type(self) -> str:
        """The part's own media type; "" where it says none."""
        return self.headers.get("content-type", "")


def parts_of(body: bytes, boundary: str) -> list[Part]:
    """The parts of a body.

    Raises:
        Unreadable: there is no boundary, or the body does not keep to it.
    """
    if not boundary:
        raise Unreadable("the media type names no boundary")
    mark = b"\r\n--" + boundary.encode("latin-1", "replace")
    pieces = (b"\r\n" + body).split(mark)
    if len(pieces) < 2 or not pieces[-1].startswith(b"--"):
        raise Unreadable("the body has no closing boundary")
    if len(pieces) > _MOST:
        raise Unreadable("the body has too many parts")
    return [_part(piece) for piece in pieces[1:-1]]


def _part(piece: bytes) -> Part:
    _, _, rest = piece.partition(b"\r\n")  # Padding may follow the boundary.
    head, blank, content = (b"\r\n" + rest).partition(b"\r\n\r\n")
    if not blank:
        raise Unreadable("a part has no empty line behind its headers")
    headers: dict[str, str] = {}
    for line in head.decode("utf-8", "replace").split("\r\n"):
        name, colon, value = line.partition(":")
        if colon:
            headers[name.strip().lower()] = value.strip()
    named = _named(headers.get("content-disposition", ""))
    return Part(headers, content, named.get("name"), named.get("filename"))


def _named(disposition: str) -> dict[str, str]:
    found = dict[str, str](_BARE.findall(disposition))
    for name, value in _NAME.findall(disposition):
        plain = value.replace('\\"', '"').replace("\\\\", "\\")
        found[name] = (
            plain.replace("%22", '"').replace("%0D", "\r").replace("%0A", "\n")
        )
    return found
