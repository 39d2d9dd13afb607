"""What a caller may set: for a client, and for one call."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from typing import TypedDict

from .auth import Credential
from .headers import HeaderPairs, Headers
from .hiding import shown
from .omit import Omit, omit
from .transport import Request, Timeout
from .values import Value


class RequestOptions(TypedDict, total=False):
    """What one call does differently.

    Attributes:
        timeout: seconds for the whole call, or limits for its parts; None for no limit.
        headers: header fields beside those of the operation; a field of the same name is replaced.
        query: pairs beside those of the operation.
        body: properties beside those of the operation, or the whole body as bytes.
        retries: how often the call is repeated at most where it may be.
        idempotency_key: value of the document's idempotency header, in place of a random one.
    """

    timeout: float | Timeout | None
    headers: Mapping[str, str]
    query: Mapping[str, object]
    body: Mapping[str, object] | bytes
    retries: int
    idempotency_key: str


WHOLE = 256 * 1024 * 1024
"""Bytes of an answer that is read as a whole, where the caller sets no limit; files are written without one."""

MEMBER = 64 * 1024 * 1024
"""Characters of one member of a stream, where the caller sets no limit."""

OPTIONS = frozenset(RequestOptions.__annotations__)
"""What one call may be told."""


class Backoff(Value):
    """How long to wait before a call is repeated, in seconds.

    The n-th pause is a random part (between a half and the whole) of `first` times two to the n, at most `longest`.
    A server's Retry-After is obeyed up to `longest_asked`; what asks for more is not repeated.
    """

    first: float = 0.5
    longest: float = 8.0
    longest_asked: float = 60.0


class Clock(Value):
    """Time and chance, so that a test can hold both."""

    now: Callable[[], float] = time.monotonic
    date: Callable[[], float] = time.time
    chance: Callable[[], float] = random.random


RequestHook = Callable[[Request], Request | None]
ResponseHook = Callable[[Request, int, Headers], None]


class Settings(Value):
    """Everything that a client was told, in its final form.

    Attributes:
        max_response_bytes: the most bytes of an answer, unpacked, or of one member of a stream; None for no limit.
    """

    base_url: str = field(repr=False)
    own_base_url: bool
    credentials: Mapping[str, Credential] = field(
        default_factory=dict[str, Credential], repr=False
    )
    headers: HeaderPairs = field(default=(), repr=False)
    timeout: Timeout = field(default_factory=Timeout)
    retries: int = 2
    backoff: Backoff = Backoff()
    clock: Clock = Clock()
    on_request: Sequence[RequestHook] = ()
    on_response: Sequence[ResponseHook] = ()
    max_response_bytes: int | Omit | None = omit

    @property
    def most_of_whole(self) -> int | None:
        """The most bytes of an answer that is read as a whole; None for no limit."""
        most = self.max_response_bytes
        return WHOLE if isinstance(most, Omit) else most

    @property
    def most_of_member(self) -> int | None:
        """The most characters of one member of a stream; None for no limit."""
        most = self.max_response_bytes
        return MEMBER if isinstance(most, Omit) else most


def named(value: object, settings: Settings) -> str:
    """A client, or a part of one, as it is shown: with its address, in whose query there may be a key."""
    return f"{type(value).__name__}(base_url={shown(settings.base_url)!r})"


def timeout_of(value: float | Timeout | None, default: Timeout) -> Timeout:
    """A number of seconds is a limit for the whole call; None lifts every limit."""
    match value:
        case None:
            return Timeout(None, None, None, None, None)
        case Timeout():
            return value
        case _:
            return Timeout(
                default.connect, default.read, default.write, default.pool, float(value)
            )
