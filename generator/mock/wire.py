"""Requests as they arrived and replies as they are to be sent, both as frozen values."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Literal, TypeAlias
from urllib.parse import unquote

from generator.records import dataclass

Headers: TypeAlias = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Incoming:
    """A request.

    Attributes:
        target: path and query as they came, with all their escapes.
        headers: names in lower case, in their order.
        origin: scheme, host and port by which the client reached the mock.
    """

    method: str
    target: str
    headers: Headers
    body: bytes
    origin: str

    @property
    def path(self) -> str:
        """The path, escaped."""
        return self.target.partition("?")[0]

    @property
    def query(self) -> str:
        """The query, escaped, without its question mark."""
        return self.target.partition("?")[2]

    def all(self, name: str) -> list[str]:
        """Every value of a header field, in order."""
        return [value for key, value in self.headers if key == name.lower()]

    def get(self, name: str) -> str:
        """The values of a header field as one (RFC 9110, section 5.3); "" where it is missing."""
        return ", ".join(self.all(name))

    def cookies(self) -> list[tuple[str, str]]:
        """Names and values of all cookies, as they came (RFC 6265, section 5.4)."""
        pieces = [piece for text in self.all("cookie") for piece in text.split(";")]
        pairs = (piece.strip().partition("=") for piece in pieces)
        return [(name, value) for name, _, value in pairs if name]

    @property
    def json(self) -> Any:
        """The body as JSON.

        Raises:
            ValueError: it is none.
        """
        return json.loads(self.body)

    @property
    def plain_path(self) -> str:
        """The path without escapes, for messages."""
        return unquote(self.path)


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply.

    Attributes:
        pieces: the body; more than one piece is sent in chunks, with `pause` seconds between them.
        delay: seconds before the first byte.
        cut: where the connection breaks: before the first byte, or in the middle of the body.
    """

    status: int
    headers: Headers = ()
    pieces: tuple[bytes, ...] = ()
    pause: float = 0.0
    delay: float = 0.0
    cut: Literal["", "before", "within"] = ""

    def header(self, name: str) -> str:
        """A header field's value; "" where it is missing."""
        return next((v for key, v in self.headers if key.lower() == name.lower()), "")


def json_reply(
    status: int, value: object, headers: Iterable[tuple[str, str]] = ()
) -> Reply:
    """A reply in JSON."""
    body = json.dumps(value, ensure_ascii=False, indent=2).encode() + b"\n"
    return Reply(status, (("content-type", "application/json"), *headers), (body,))
