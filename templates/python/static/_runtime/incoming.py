"""A body that arrived by itself, with a webhook or a callback, in; its typed value out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from .decoding import Answer, decode, is_stream, matching, readable
from .errors import InvalidWebhook
from .headers import Headers
from .operation import Reply
from .signatures import verify
from .streams import members

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Incoming(Generic[T]):
    """What the document says of a webhook's or a callback's body; reading one gives `T`.

    Attributes:
        name: of the webhook or the callback in the document.
        replies: the media types that may come, the usual one first.
        required: a body must be there; else an empty one reads as None.
        tolerance: seconds by which the time of sending may differ, where requests are signed.
    """

    name: str
    replies: tuple[Reply, ...]
    required: bool = True
    tolerance: float | None = None


def parse_signed(
    incoming: Incoming[T],
    body: bytes | str,
    headers: Mapping[str, str],
    secret: str | Sequence[str],
    content_type: str = "",
) -> T:
    """Read a body that is signed, after its signature was verified.

    Args:
        headers: of the request.
        secret: the key that requests are signed with, or several while keys are being changed.
        content_type: as for `parse`.

    Raises:
        InvalidSignature: it is not signed by one of the keys, or too old.
        InvalidWebhook: the body is not what the document describes.
        ValueError: there is no key, or it is none.
    """
    content = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    tolerance = 300.0 if incoming.tolerance is None else incoming.tolerance
    verify(incoming.name, content, headers, secret, tolerance)
    return parse(incoming, content, content_type)


def parse(incoming: Incoming[T], body: bytes | str, content_type: str = "") -> T:
    """Read a body.

    Args:
        content_type: the request's Content-Type, which tells several media types apart; "" for the usual one.

    Raises:
        InvalidWebhook: the body is not what the document describes.
    """
    content = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    reply = matching(incoming.replies, content_type) or Reply()
    kind = content_type or reply.media_type
    try:
        value: T = _value(incoming, reply, content, kind)
    except ValueError as why:
        message = (
            f"{incoming.name}: the document describes another body: {str(why)[:500]}"
        )
        raw = readable(content, kind) if content else None
        text = content.decode("utf-8", "replace")
        raise InvalidWebhook(message, raw=raw, text=text, content=content) from why
    return value


def _value(incoming: Incoming[Any], reply: Reply, content: bytes, kind: str) -> Any:
    if not content and not incoming.required:
        return None
    if is_stream(reply):
        return list(members(reply, iter((content,))))
    answer = Answer(200, Headers([("content-type", kind)]), content)
    return decode(reply, answer, strict=True)
