"""Methods that give the bytes of a body in pieces, over real sockets: what is asked for may be of any size."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Unpack

import pytest
from _runtime import http
from _runtime.async_engine import AsyncEngine
from _runtime.calls import Call, Resource, Way
from _runtime.engine import SyncEngine
from _runtime.errors import ConnectionFailed, NotFoundError
from _runtime.httpx_transport import AsyncHttpTransport, HttpTransport
from _runtime.operation import Reply
from _runtime.options import Options
from _runtime.settings import Settings
from _runtime.ways import AsyncPieces, SyncPieces

from .conftest import Play, Seen, Server, reply
from .engines import api
from .test_raw import settings

Serve = Callable[[Play], Server]
PIECE, PIECES = b"x" * 65_536, 64


class Files(Resource[Way]):
    """A resource as generated code writes it."""

    @http.get(
        "/file", replies={"200": Reply(lambda: bytes, "application/octet-stream")}
    )
    def get(self, **options: Unpack[Options]) -> Call[bytes]:
        """Call the operation."""
        return Call(options)

    @http.get("/empty", status="204")
    def nothing(self, **options: Unpack[Options]) -> Call[None]:
        """Call one that answers without a body."""
        return Call(options)


def play(handler: BaseHTTPRequestHandler, _: Seen) -> None:
    if handler.path.endswith("/empty"):
        reply(handler, 204, b"")
        return
    handler.send_response(200)
    handler.send_header("Content-Type", "application/octet-stream")
    handler.send_header("Content-Length", str(len(PIECE) * PIECES))
    handler.end_headers()
    for _piece in range(PIECES):
        handler.wfile.write(PIECE)


def gone(handler: BaseHTTPRequestHandler, _: Seen) -> None:
    reply(handler, 404, b'{"error": {"message": "gone"}}')


def broken(handler: BaseHTTPRequestHandler, _: Seen) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"abc")
    handler.close_connection = True


def small(url: str) -> Settings:
    """Settings by which no answer may be as large as the file."""
    return dataclasses.replace(settings(url), max_response_bytes=100)


def sync(url: str) -> tuple[int, bytes]:
    engine = SyncEngine(api(), small(url), HttpTransport)
    try:
        answer = Files(SyncPieces(engine)).get()
        with answer.data as pieces:
            return answer.status, b"".join(pieces)
    finally:
        engine.close()


def asynchronous(url: str) -> tuple[int, bytes]:
    async def run() -> tuple[int, bytes]:
        engine = AsyncEngine(api(), small(url), AsyncHttpTransport)
        try:
            answer = await Files(AsyncPieces(engine)).get()
            async with answer.data as pieces:
                return answer.status, b"".join([piece async for piece in pieces])
        finally:
            await engine.close()

    return asyncio.run(run())


@pytest.mark.parametrize("run", [sync, asynchronous])
def test_a_body_of_any_size(
    serve: Serve, run: Callable[[str], tuple[int, bytes]]
) -> None:
    assert run(serve(play).url) == (200, PIECE * PIECES)


@pytest.mark.parametrize("run", [sync, asynchronous])
def test_an_answer_that_is_no_success_is_read_as_ever(
    serve: Serve, run: Callable[[str], tuple[int, bytes]]
) -> None:
    with pytest.raises(NotFoundError, match="gone"):
        run(serve(gone).url)


@pytest.mark.parametrize("run", [sync, asynchronous])
def test_a_body_that_breaks_off(
    serve: Serve, run: Callable[[str], tuple[int, bytes]]
) -> None:
    with pytest.raises(ConnectionFailed):
        run(serve(broken).url)


def test_who_stops_reading_can_go_on_calling(serve: Serve) -> None:
    engine = SyncEngine(api(), small(serve(play).url), HttpTransport)
    try:
        files = Files(SyncPieces(engine))
        with files.get().data as pieces:
            assert next(pieces)
        assert list(pieces) == []
        assert list(files.nothing().data) == []
    finally:
        engine.close()
