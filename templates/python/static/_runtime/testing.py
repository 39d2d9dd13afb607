"""A transport for tests: prepared answers in, the requests that were sent out; no socket is opened."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias
from urllib.parse import urlsplit

from .headers import Headers
from .judging import plain
from .transport import AsyncResponse, Request, Response, TransportError

__all__ = ["FakeTransport", "Prepared", "TransportError", "body_of", "target_of"]


@dataclass(frozen=True, slots=True)
class Prepared:
    """An answer: `json` is written as JSON, models in it too; `content` goes out as it is."""

    status: int = 200
    json: object = None
    content: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict[str, str])

    def body(self) -> bytes:
        """The bytes of the body."""
        return self.content or (
            b""
            if self.json is None
            else json.dumps(self.json, default=_written).encode()
        )

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The header fields, with a media type for JSON."""
        given = Headers(self.headers.items())
        if self.json is not None and "content-type" not in given:
            return (*given.pairs(), ("Content-Type", "application/json"))
        return given.pairs()


def _written(value: object) -> object:
    (found,) = plain([value])
    return found


Handler: TypeAlias = Callable[[Request], Prepared | TransportError]


class FakeTransport:
    """Answers from a list, one after the other, or by a function; serves both kinds of client.

    Attributes:
        requests: every request that was sent, credentials included.
    """

    def __init__(
        self, *answers: Prepared | TransportError, handler: Handler | None = None
    ) -> None:
        self.requests: list[Request] = []
        self._answers = list(answers)
        self._handler = handler

    def answer(self, request: Request) -> Prepared:
        """Record a request and give its answer.

        Raises:
            TransportError: one was prepared.
            AssertionError: nothing is left to answer with.
        """
        self.requests.append(request)
        if self._handler is not None:
            prepared = self._handler(request)
        elif self._answers:
            prepared = self._answers.pop(0)
        else:
            raise AssertionError(f"no answer is prepared for {request!r}")
        if isinstance(prepared, TransportError):
            raise prepared
        return prepared

    def sync(self) -> FakeSyncTransport:
        """For a synchronous client."""
        return FakeSyncTransport(self)

    def asynchronous(self) -> FakeAsyncTransport:
        """For an asynchronous client."""
        return FakeAsyncTransport(self)


class FakeSyncTransport:
    """The synchronous side of a `FakeTransport`."""

    def __init__(self, fake: FakeTransport) -> None:
        self._fake = fake

    def send(self, request: Request, /) -> Response:
        prepared = self._fake.answer(request)
        return Response(prepared.status, prepared.pairs(), [prepared.body()])

    def close(self) -> None:
        """There is nothing to close."""


class FakeAsyncTransport:
    """The asynchronous side of a `FakeTransport`."""

    def __init__(self, fake: FakeTransport) -> None:
        self._fake = fake

    async def send(self, request: Request, /) -> AsyncResponse:
        prepared = self._fake.answer(request)

        async def stream() -> AsyncIterator[bytes]:
            yield prepared.body()

        async def close() -> None:
            """There is nothing to close."""

        return AsyncResponse(prepared.status, prepared.pairs(), stream(), close)

    async def close(self) -> None:
        """There is nothing to close."""


def body_of(request: Request) -> bytes:
    """The whole body of a request, streamed or not."""
    content = request.content
    return content if isinstance(content, bytes) else b"".join(content.chunks())


def target_of(request: Request) -> str:
    """Path and query of a request, as they are on the wire."""
    split = urlsplit(request.url)
    return split.path + (f"?{split.query}" if split.query else "")
