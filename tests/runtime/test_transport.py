"""The default transport by itself: time limits that reach the sockets, unpacking that stops early, proxies."""

from __future__ import annotations

import asyncio
import gzip
import math
import socket
import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from _runtime import errors
from _runtime.codings import PIECE, unpacked
from _runtime.httpx_transport import AsyncHttpTransport, HttpTransport
from _runtime.operation import Body, Operation, Reply
from _runtime.transport import Request, Response, Timeout, TransportError

from .conftest import Play, Seen, Server, reply
from .engines import Caller

Serve = Callable[[Play], Server]

GET: Operation[Any] = Operation("GET", "/x", replies={"200": Reply(lambda: dict)})
POST: Operation[Any] = Operation(
    "POST", "/x", bodies=(Body(),), replies={"200": Reply(lambda: dict)}
)


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def caller(request: pytest.FixtureRequest) -> Caller:
    return Caller(request.param)


def fetch(
    request: Request, asynchronous: bool = False, **options: Any
) -> tuple[int, bytes]:
    """Send one request and read the whole answer."""
    if not asynchronous:
        transport = HttpTransport(**options)
        try:
            response = transport.send(request)
            return response.status, b"".join(response.iter_bytes())
        finally:
            transport.close()

    async def run() -> tuple[int, bytes]:
        transport = AsyncHttpTransport(**options)
        try:
            response = await transport.send(request)
            return response.status, b"".join(
                [one async for one in response.iter_bytes()]
            )
        finally:
            await transport.close()

    return asyncio.run(run())


# ------------------------------------------------------------------------------------------------------- time limits


def drips(head: bytes, more: bytes) -> Play:
    """Write the beginning of an answer, and then byte after byte."""

    def play(handler: BaseHTTPRequestHandler, _: Seen) -> None:
        handler.close_connection = True
        try:
            handler.wfile.write(head)
            for byte in more:
                handler.wfile.write(bytes([byte]))
                time.sleep(0.05)
        except OSError:
            return

    return play


@pytest.mark.parametrize(
    ("head", "more"),
    [
        (b"HTTP/1.1 ", b"200 OK\r\nX-Long: " + b"a" * 200),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 200\r\n\r\n", b"a" * 200),
        (b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 20),
    ],
    ids=["headers", "body", "interim"],
)
def test_the_total_ends_what_drips(
    caller: Caller, serve: Serve, head: bytes, more: bytes
) -> None:
    server = serve(drips(head, more))
    before = threading.active_count()
    began = time.monotonic()
    with pytest.raises(errors.RequestTimeout) as caught:
        caller.call(GET, url=server.url, options={"timeout": 0.4}, real_time=True)
    assert caught.value.phase == "total"
    assert caught.value.sent == "maybe"
    assert 0.3 < time.monotonic() - began < 1.5
    assert len(server.seen) == 1
    assert threading.active_count() <= before + 1  # The server's own, which drips on.


def test_the_total_ends_an_upload_that_nobody_reads(caller: Caller) -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        url = f"http://127.0.0.1:{deaf.getsockname()[1]}"
        operation: Operation[Any] = Operation(
            "PUT", "/x", bodies=(Body("application/octet-stream"),), replies={"204": ()}
        )
        began = time.monotonic()
        with pytest.raises(errors.RequestTimeout) as caught:
            caller.call(
                operation,
                url=url,
                body=b"a" * 50_000_000,
                options={"timeout": 0.4},
                real_time=True,
            )
    assert caught.value.phase == "total"
    assert time.monotonic() - began < 3


def test_a_call_that_is_billed_and_runs_out_of_time_is_unknown(
    caller: Caller, serve: Serve
) -> None:
    from _runtime.operation import Retry

    server = serve(drips(b"HTTP/1.1 ", b"2" * 100))
    billed: Operation[Any] = Operation(
        "POST", "/x", bodies=(Body(),), retry=Retry(billed=True, refused=(429,))
    )
    with pytest.raises(errors.OutcomeUnknown) as caught:
        caller.call(
            billed, url=server.url, body={}, options={"timeout": 0.3}, real_time=True
        )
    assert isinstance(caught.value.__cause__, errors.RequestTimeout)
    assert len(server.seen) == 1


def test_the_total_counts_the_time_to_connect(caller: Caller) -> None:
    # A full queue of connections: the kernel answers no more handshakes.
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        address = full.getsockname()
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.setblocking(False)
            one.connect_ex(address)
        time.sleep(0.1)
        began = time.monotonic()
        with pytest.raises(errors.RequestTimeout) as caught:
            caller.call(
                GET,
                url=f"http://127.0.0.1:{address[1]}",
                options={"timeout": 0.3},
                real_time=True,
            )
        for one in waiting:
            one.close()
    assert caught.value.phase == "total"
    assert time.monotonic() - began < 2


# --------------------------------------------------------------------------------------------------------- unpacking


def packed(coding: str, body: bytes) -> bytes:
    """A body in a content coding."""
    match coding:
        case "gzip":
            return gzip.compress(body)
        case "deflate":
            return zlib.compress(body)
        case "raw":
            return zlib.compress(body)[2:-4]
        case _:
            return gzip.compress(body[:9]) + gzip.compress(body[9:])


@pytest.mark.parametrize("coding", ["gzip", "deflate", "raw", "members"])
def test_codings_are_undone(caller: Caller, serve: Serve, coding: str) -> None:
    body = b'{"a": "%s"}' % (b"x" * 300_000)
    named = {"raw": "deflate", "members": "x-gzip"}.get(coding, coding)

    def play(handler: BaseHTTPRequestHandler, seen: Seen) -> None:
        assert seen.headers["accept-encoding"] == "gzip, deflate"
        reply(
            handler,
            200,
            packed(coding, body),
            Content_Type="application/json",
            Content_Encoding=named,
        )

    assert caller.call(GET, url=serve(play).url) == {"a": "x" * 300_000}


def test_codings_on_top_of_each_other(serve: Serve) -> None:
    body = gzip.compress(zlib.compress(b"moon"))
    server = serve(lambda h, _: reply(h, 200, body, Content_Encoding="deflate, gzip"))
    for asynchronous in (False, True):
        assert fetch(Request("GET", server.url), asynchronous) == (200, b"moon")


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(b'{"a": 1}')[:-9]),
        ("gzip", b'{"a": 1}'),
        ("br", b'{"a": 1}'),
    ],
    ids=["broken off", "no gzip", "unasked"],
)
def test_what_cannot_be_unpacked_is_a_broken_answer(
    caller: Caller, serve: Serve, coding: str, body: bytes
) -> None:
    server = serve(lambda h, _: reply(h, 200, body, Content_Encoding=coding))
    with pytest.raises(errors.ConnectionFailed):
        caller.call(GET, url=server.url, retries=0)


def test_an_empty_body_needs_no_unpacking(caller: Caller, serve: Serve) -> None:
    server = serve(lambda h, _: reply(h, 204, Content_Encoding="gzip"))
    none: Operation[Any] = Operation("GET", "/x", replies={"204": ()})
    assert caller.call(none, url=server.url) is None


def test_a_bomb_is_unpacked_no_faster_than_it_is_read() -> None:
    inner = gzip.compress(b"\0" * 200_000_000, 1)
    arriving = [inner[at : at + PIECE] for at in range(0, len(inner), PIECE)]
    tracemalloc.start()
    try:
        pieces = unpacked("gzip", arriving)
        assert all(len(next(pieces)) <= PIECE for _ in range(100))
        assert tracemalloc.get_traced_memory()[1] < 20 * PIECE
    finally:
        tracemalloc.stop()


# ----------------------------------------------------------------------------------------------------------- proxies


@pytest.fixture
def clean(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment that names no proxy."""
    for scheme in ("http", "https", "all", "no"):
        for name in (f"{scheme}_proxy", f"{scheme}_proxy".upper()):
            monkeypatch.delenv(name, raising=False)
    return monkeypatch


def forwards(handler: BaseHTTPRequestHandler, seen: Seen) -> None:
    reply(handler, 200, seen.target.encode())


@pytest.mark.parametrize("asynchronous", [False, True])
def test_a_proxy_of_ones_own(serve: Serve, asynchronous: bool) -> None:
    proxy = serve(forwards)
    address = proxy.url.replace("//", "//user:p%40ss@")
    request = Request("GET", "http://acme.example/x?y=1")
    got = fetch(request, asynchronous, proxy=address)
    assert got == (200, b"http://acme.example/x?y=1")
    assert proxy.seen[0].headers["proxy-authorization"] == "Basic dXNlcjpwQHNz"
    assert proxy.seen[0].headers["host"] == "acme.example"


@pytest.mark.parametrize("asynchronous", [False, True])
def test_proxies_of_the_environment(
    serve: Serve, clean: pytest.MonkeyPatch, asynchronous: bool
) -> None:
    proxy, server = serve(forwards), serve(lambda h, _: reply(h, 200, b"direct"))
    clean.setenv("HTTP_PROXY", proxy.url)
    request = Request("GET", f"{server.url}/x")
    assert fetch(request, asynchronous)[1] == f"{server.url}/x".encode()
    clean.setenv("NO_PROXY", "127.0.0.1")
    assert fetch(request, asynchronous)[1] == b"direct"


@pytest.mark.parametrize("asynchronous", [False, True])
def test_a_proxy_that_is_not_there_leaves_the_request_at_home(
    clean: pytest.MonkeyPatch, asynchronous: bool
) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        clean.setenv("ALL_PROXY", f"http://127.0.0.1:{taken.getsockname()[1]}")
        with pytest.raises(TransportError) as caught:
            fetch(Request("GET", "http://acme.example/"), asynchronous)
    assert caught.value.sent == "no"


# ------------------------------------------------------------------------------------------------------------ addresses


@pytest.mark.parametrize("url", ["http://", "ftp://a/", "http://a:99999/", "nonsense"])
@pytest.mark.parametrize("asynchronous", [False, True])
def test_no_address(url: str, asynchronous: bool) -> None:
    with pytest.raises(TransportError) as caught:
        fetch(Request("GET", url), asynchronous)
    assert caught.value.sent == "no"


@pytest.mark.parametrize("url", ["http://a..b/", f"http://{'a' * 64}.example/"])
@pytest.mark.parametrize("asynchronous", [False, True])
def test_a_name_that_no_host_has(url: str, asynchronous: bool) -> None:
    with pytest.raises(TransportError) as caught:
        fetch(Request("GET", url), asynchronous)
    assert caught.value.sent == "no"


@pytest.mark.parametrize("asynchronous", [False, True])
def test_a_field_that_cannot_be_sent_stays_at_home(
    serve: Serve, asynchronous: bool
) -> None:
    server = serve(lambda h, _: reply(h, 204))
    with pytest.raises(TransportError) as caught:
        fetch(Request("GET", server.url, (("X", "a\r\nY: b"),)), asynchronous)
    assert caught.value.sent == "no"
    assert server.seen == []


def test_how_long_a_body_is_is_said_by_the_transport(
    caller: Caller, serve: Serve
) -> None:
    """But for pieces, of which the caller may know more."""
    server = serve(lambda h, _: reply(h, 200, b"{}"))
    wrong = {"Content-Length": "500", "Transfer-Encoding": "gzip"}
    caller.call(POST, url=server.url, body={}, options={"headers": wrong})
    file: Operation[Any] = Operation(
        "POST",
        "/x",
        bodies=(Body("application/octet-stream"),),
        replies={"200": Reply(lambda: dict)},
    )
    told = {"headers": {"Content-Length": "2"}}
    caller.call(file, url=server.url, body=iter([b"a", b"b"]), options=told)
    for seen in server.seen:
        assert seen.headers["content-length"] == "2"
        assert "transfer-encoding" not in seen.headers


@pytest.mark.parametrize("seconds", [math.inf, 1e12])
def test_a_limit_that_nobody_lives_to_see_is_none(
    caller: Caller, serve: Serve, seconds: float
) -> None:
    server = serve(lambda h, _: reply(h, 200, b"{}"))
    limits = Timeout(seconds, seconds, seconds, seconds, seconds)
    assert caller.call(GET, url=server.url, timeout=limits, real_time=True) == {}


def test_connections_are_used_again_and_closed(serve: Serve) -> None:
    ports: set[int] = set()

    def play(handler: BaseHTTPRequestHandler, _: Seen) -> None:
        ports.add(handler.client_address[1])
        reply(handler, 200, b"x")

    server = serve(play)
    transport = HttpTransport()
    for _ in range(3):
        response = transport.send(Request("GET", server.url))
        assert list(response.iter_bytes()) == [b"x"]
        response.close()
    transport.close()
    assert len(ports) == 1


def test_a_transport_of_ones_own_may_be_plain() -> None:
    class Mine:
        def send(self, request: Request, /) -> Response:
            assert request.timeout == Timeout()
            return Response(200, [("A", "b")], [b"x"])

        def close(self) -> None:
            """There is nothing to close."""

    assert list(Mine().send(Request("GET", "http://a")).iter_bytes()) == [b"x"]
