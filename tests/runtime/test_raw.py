"""Methods that give status and headers beside the data, over real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any, Unpack

import pytest
from _runtime import http
from _runtime.answered import Header
from _runtime.async_engine import AsyncEngine
from _runtime.calls import Call, Resource, Way
from _runtime.engine import SyncEngine
from _runtime.headers import Headers
from _runtime.httpx_transport import AsyncHttpTransport, HttpTransport
from _runtime.model import Model
from _runtime.options import Options
from _runtime.results import RawResponse
from _runtime.settings import Settings
from _runtime.transport import Timeout
from _runtime.ways import Async, AsyncRaw, Sync, SyncRaw

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


class Things(Resource[Way]):
    """A resource as generated code writes it."""

    @http.get("/x")
    def get(self, **options: Unpack[Options]) -> Call[list[int], GetHeaders]:
        """Call the operation."""
        return Call(options)

    @http.get("/x")
    def plain(self, **options: Unpack[Options]) -> Call[list[int]]:
        """Call it without a word on header fields."""
        return Call(options)


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
        things = Things(SyncRaw(engine))
        return things.get(), things.plain().headers
    finally:
        engine.close()


def asynchronous(url: str) -> tuple[RawResponse[list[int], GetHeaders], Headers]:
    async def run() -> tuple[RawResponse[list[int], GetHeaders], Headers]:
        engine = AsyncEngine(api(), settings(url), AsyncHttpTransport)
        try:
            things = Things(AsyncRaw(engine))
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


def test_a_method_answers_in_the_way_of_its_client(serve: Serve) -> None:
    url = serve(play).url
    engine = SyncEngine(api(), settings(url), HttpTransport)
    things = Things(Sync(engine))
    assert things.get() == [1]
    assert things.get.__doc__ == "Call the operation."
    engine.close()

    async def run() -> list[int]:
        other = AsyncEngine(api(), settings(url), AsyncHttpTransport)
        try:
            return await asyncio.create_task(Things(Async(other)).get())
        finally:
            await other.close()

    assert asyncio.run(run()) == [1]


def test_a_method_refuses_what_it_does_not_know(serve: Serve) -> None:
    engine = SyncEngine(api(), settings(serve(play).url), HttpTransport)
    unknown: dict[str, Any] = {"page": 1}
    with pytest.raises(TypeError, match="unexpected keyword argument 'page'"):
        Things(Sync(engine)).get(**unknown)
    engine.close()


def test_an_operation_is_put_together_once() -> None:
    operation = Things.get.operation
    assert operation is Things.get.operation
    assert (operation.method, operation.path, [*operation.replies]) == (
        "GET",
        "/x",
        ["200"],
    )
