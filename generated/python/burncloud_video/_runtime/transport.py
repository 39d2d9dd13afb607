"""What carries a request: the protocol of a transport, its request, its response and its error."""

from __future__ import annotations

from collections.abc import (
    AsyncIterable,
    AsyncIterator,
    Awaitable,
    Callable,
    Iterable,
    Iterator,
)
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from .headers import HeaderPairs, Headers
from .hiding import redacted, shown
from .values import Value

Sent = Literal["no", "maybe"]

_LIFETIME = 1e9
"""Seconds."""


class Timeout(Value):
    """Seconds that each part of a call may take; None sets no limit.

    Attributes:
        connect: to open a connection.
        read: between two pieces of an answer.
        write: to send one piece of the request.
        pool: to get a free connection.
        total: for the whole call, its repetitions and its pauses included; for a transport, what is left of it.
    """

    connect: float | None = 10.0
    read: float | None = 60.0
    write: float | None = 60.0
    pool: float | None = 60.0
    total: float | None = None

    def __post_init__(self) -> None:
        """Take what nobody lives to see for no limit: sockets take no such numbers."""
        for name, seconds in vars(self).items():
            if seconds is not None and seconds > _LIFETIME:
                self.__dict__[name] = None


class Upload(Protocol):
    """A request body that is not held in memory as one piece of bytes."""

    @property
    def length(self) -> int | None:
        """Number of bytes, None where it is not known beforehand."""
        ...

    @property
    def replayable(self) -> bool:
        """`chunks` may be called once more, after a try that failed."""
        ...

    def chunks(self) -> Iterator[bytes]:
        """The body from its beginning, piece by piece."""
        ...


@dataclass(frozen=True, slots=True)
class Request:
    """A request that is ready to go: everything is encoded, `url` holds its query.

    Attributes:
        secret: names of the header fields and the pairs of the query that are credentials.
    """

    method: str
    url: str
    headers: HeaderPairs = ()
    content: bytes | Upload = b""
    timeout: Timeout = Timeout()
    secret: tuple[str, ...] = ()

    def __repr__(self) -> str:
        place = shown(self.url)
        return f"Request({self.method} {place}, headers={redacted(self.headers, self.secret)!r})"


class TransportError(Exception):
    """A request got no whole answer.

    Attributes:
        sent: "no" where nothing can have reached the server, "maybe" in every other case. A transport that does not
            say is taken for "maybe".
        timeout: which time limit ran out, or "" if none did.
    """

    def __init__(
        self, message: str, *, sent: Sent = "maybe", timeout: str = ""
    ) -> None:
        super().__init__(message)
        self.sent: Sent = sent
        self.timeout = timeout

    def __reduce__(self) -> tuple[Any, ...]:
        return _transport_error, (type(self), str(self), self.sent, self.timeout)


class TooLarge(TransportError):
    """An answer has more bytes than the caller wants; it was not read further."""


def untold(error: Exception) -> TransportError:
    """What a transport's own exception means: it does not say whether the request left, so that it may have."""
    return TransportError(f"{type(error).__name__}: {error}")


def _transport_error(
    kind: type[TransportError], message: str, sent: Sent, timeout: str
) -> TransportError:
    return kind(message, sent=sent, timeout=timeout)


def _nothing() -> None:
    """Close what needs no closing."""


class Response:
    """An answer whose body is still to be read; content codings are already undone."""

    __slots__ = ("_close", "_stream", "headers", "status")

    def __init__(
        self,
        status: int,
        headers: Iterable[tuple[str, str]] = (),
        stream: Iterable[bytes] = (),
        close: Callable[[], None] = _nothing,
    ) -> None:
        self.status = status
        self.headers = Headers(headers)
        self._stream = stream
        self._close = close

    def iter_bytes(self) -> Iterator[bytes]:
        """The body piece by piece. Raises TransportError."""
        try:
            yield from self._stream
        except TransportError:
            raise
        except Exception as error:
            raise untold(error) from error

    def close(self) -> None:
        """Give the connection back; safe to call more than once."""
        self._close()


class AsyncResponse:
    """The asynchronous twin of `Response`."""

    __slots__ = ("_close", "_stream", "headers", "status")

    def __init__(
        self,
        status: int,
        headers: Iterable[tuple[str, str]],
        stream: AsyncIterable[bytes],
        close: Callable[[], Awaitable[None]],
    ) -> None:
        self.status = status
        self.headers = Headers(headers)
        self._stream = stream
        self._close = close

    async def iter_bytes(self) -> AsyncIterator[bytes]:
        """The body piece by piece. Raises TransportError."""
        try:
            async for chunk in self._stream:
                yield chunk
        except TransportError:
            raise
        except Exception as error:
            raise untold(error) from error

    async def close(self) -> None:
        """Give the connection back; safe to call more than once."""
        await self._close()


class Transport(Protocol):
    """Sends requests; it neither repeats them nor follows redirects."""

    def send(self, request: Request, /) -> Response:
        """Send one request and return as soon as the head of the answer is there. Raises TransportError."""
        ...

    def close(self) -> None:
        """Close every connection."""
        ...


class AsyncTransport(Protocol):
    """The asynchronous twin of `Transport`."""

    async def send(self, request: Request, /) -> AsyncResponse:
        """Send one request and return as soon as the head of the answer is there. Raises TransportError."""
        ...

    async def close(self) -> None:
        """Close every connection."""
        ...
