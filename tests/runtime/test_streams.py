"""Streams over real sockets: their ends, errors inside them, giving up, and members that are too long."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from _runtime import errors
from _runtime.async_engine import AsyncEngine
from _runtime.engine import SyncEngine
from _runtime.httpx_transport import AsyncHttpTransport, HttpTransport
from _runtime.operation import Operation, Reply, Retry
from _runtime.settings import Settings

from .conftest import Play, Seen, Server
from .engines import api

Serve = Callable[[Play], Server]
KINDS = {"events": "text/event-stream", "lines": "application/jsonl"}


def sends(kind: str, *pieces: bytes, length: int = 0) -> Play:
    """An answer in pieces; `length` announces more than comes."""

    def play(handler: BaseHTTPRequestHandler, _: Seen) -> None:
        handler.close_connection = True
        handler.send_response(200)
        handler.send_header("Content-Type", KINDS[kind])
        if length:
            handler.send_header("Content-Length", str(length))
        handler.end_headers()
        for piece in pieces:
            handler.wfile.write(piece)
            handler.wfile.flush()

    return play


def read(
    url: str,
    kind: str,
    asynchronous: bool,
    most: int | None = None,
    retry: Retry = Retry(),  # noqa: B008
) -> list[Any]:
    """All members, and what ended the stream if that was an error."""
    reply = Reply(media_type=KINDS[kind], item=lambda: int)
    operation: Operation[Any] = Operation(
        "POST" if retry.billed else "GET", "/x", replies={"200": reply}, retry=retry
    )
    told = Settings(url, True, max_response_bytes=most, retries=0)
    found: list[Any] = []

    async def run() -> None:
        engine = AsyncEngine(api(), told, AsyncHttpTransport)
        try:
            async with await engine.call(operation, None) as stream:
                async for member in stream:
                    found.append(member)
        except errors.APIError as error:
            found.append(type(error))
        await engine.close()

    if asynchronous:
        asyncio.run(run())
        return found
    engine = SyncEngine(api(), told, HttpTransport)
    try:
        with engine.call(operation, None) as stream:
            found.extend(stream)
    except errors.APIError as error:
        found.append(type(error))
    engine.close()
    return found


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize(
    ("kind", "pieces", "length", "expected"),
    [
        ("lines", [b"1\n2", b"3\n4"], 0, [1, 23, 4]),
        ("lines", [b'1\n"x"\n3\n'], 0, [1, errors.UnexpectedResponse]),
        ("lines", [b"1\n2\n"], 99, [1, 2, errors.ConnectionFailed]),
        ("lines", [b"1\n" + b"2" * 99], 0, [1, errors.UnexpectedResponse]),
        ("events", [b"data\n" * 99], 0, [errors.UnexpectedResponse]),
        ("events", [b"data:\n" * 9 + b"data: 1\n\n"], 0, [1]),
        ("events", [b"data: 1\r", b"\n\r\ndata: 2\n\n", b"data: 3\n"], 0, [1, 2]),
        ("events", [b"data: 1\r\r", b"data: 2\r", b"\r"], 0, [1, 2]),
        ("events", [b"data: 1\r", b"\n", b"\r", b"\ndata: 2\r\r"], 0, [1, 2]),
        ("events", [b"data: 1\n\ndata: [DONE]\n\ndata: 9\n\n"], 0, [1]),
        ("events", [b"data: 1\n\ndata: x\n\n"], 0, [1, errors.UnexpectedResponse]),
    ],
)
def test_ends(
    serve: Serve,
    kind: str,
    pieces: list[bytes],
    length: int,
    expected: list[Any],
    asynchronous: bool,
) -> None:
    server = serve(sends(kind, *pieces, length=length))
    assert read(server.url, kind, asynchronous, most=64) == expected
    assert len(server.seen) == 1


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize("pieces", [b"1\n2\n", b"1\nx\n"])
def test_a_stream_that_may_be_billed_and_breaks_off_is_unknown(
    serve: Serve, asynchronous: bool, pieces: bytes
) -> None:
    server = serve(sends("lines", pieces, length=99))
    found = read(server.url, "lines", asynchronous, retry=Retry(billed=True))
    assert found[-1] is errors.OutcomeUnknown
    assert len(server.seen) == 1
