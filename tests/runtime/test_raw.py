"""Methods that give status and headers beside the data, over real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

import pytest
from _runtime.answered import Header
from _runtime.async_engine import AsyncEngine
from _runtime.client import AsyncResource, SyncResource
from _runtime.engine import SyncEngine
from _runtime.headers import Headers
from _runtime.httpx_transport import AsyncHttpTransport, HttpTransport
from _runtime.model import Model
from _runtime.operation import Operation, Reply
from _runtime.raw import AsyncRaw, AsyncRawMethod, RawMethod, SyncRaw
from _runtime.results import RawResponse
from _runtime.settings import Settings
from _runtime.transport import Timeout

from .conftest import Play, Seen, Server, reply
from .engines import api

Serve = Callable[[Play], Server]


class Place(Model):
    x: int
    name: str = ""


class GetHeaders(Headers):
    """What the document declares."""

    left: Header[int] = Header("X-Left", lambda: int)
    few: Header[int] = Header("X-Few", lambda: int)
    tags: Header[list[str]] = Header("X-Tags", lambda: list[str])
    place: Header[Place] = Header("X-Place", lambda: Place, explode=True)
    missing: Header[str] = Header("X-Missing", lambda: str)


GET: Operation[list[int]] = Operation(
    "GET", "/x", replies={"200": Reply(lambda: list[int])}
)


class Things(SyncResource):
    def get(self) -> list[int]:
        """Call the operation."""
        return self._call(GET, {})


class AsyncThings(AsyncResource):
    async def get(self) -> list[int]:
        """Call the operation."""
        return await self._call(GET, {})


class RawThings(SyncRaw):
    get = RawMethod(Things, Things.get, GetHeaders)
    plain = RawMethod(Things, Things.get)


class AsyncRawThings(AsyncRaw):
    get = AsyncRawMethod(AsyncThings, AsyncThings.get, GetHeaders)
    plain = AsyncRawMethod(AsyncThings, AsyncThings.get)


def play(handler: BaseHTTPRequestHandler, _: Seen) -> None:
    fields = {
        "Content_Type": "application/json",
        "X_LEFT": "3",
        "X_Few": "a few",
        "X_Tags": "a, b",
        "X_Place": "x=1,name=2",
    }
    reply(handler, 200, b"[1]", **fields)


def settings(url: str) -> Settings:
    return Settings(
        base_url=url,
        own_base_url=True,
        credentials={"token": "sk-1"},
        timeout=Timeout(),
        retries=0,
    )


def sync(url: str) -> tuple[RawResponse[list[int], GetHeaders], Headers]:
    engine = SyncEngine(api(), settings(url), HttpTransport)
    try:
        things = RawThings(engine)
        return things.get(), things.plain().headers
    finally:
        engine.close()


def asynchronous(url: str) -> tuple[RawResponse[list[int], GetHeaders], Headers]:
    async def run() -> tuple[RawResponse[list[int], GetHeaders], Headers]:
        engine = AsyncEngine(api(), settings(url), AsyncHttpTransport)
        try:
            things = AsyncRawThings(engine)
            return await things.get(), (await things.plain()).headers
        finally:
            await engine.close()

    return asyncio.run(run())


@pytest.mark.parametrize("call", [sync, asynchronous])
def test_declared_headers_are_typed(
    call: Callable[[str], tuple[RawResponse[list[int], GetHeaders], Headers]],
    serve: Serve,
) -> None:
    raw, plain = call(serve(play).url)
    assert (raw.status, raw.data, raw.content) == (200, [1], b"[1]")
    assert raw.headers.left == 3
    assert raw.headers.tags == ["a", "b"]
    assert raw.headers.place == Place(x=1, name="2")
    assert raw.headers.few is None
    assert raw.headers["x-few"] == "a few"
    assert raw.headers.missing is None
    assert plain["X-Left"] == "3"
    assert not hasattr(plain, "left")
