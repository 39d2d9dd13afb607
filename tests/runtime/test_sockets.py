"""The default transport over real sockets: faults, time limits, redirects, uploads."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from _runtime import errors
from _runtime.headers import Headers
from _runtime.operation import Body, Operation, Reply, cookie, header, path, query
from _runtime.transport import Timeout

from .conftest import Play, Seen, Server, reply
from .engines import Caller, api

Serve = Callable[[Play], Server]

GET: Operation[Any] = Operation("GET", "/x", replies={"200": Reply(lambda: dict)})
PUT: Operation[Any] = Operation(
    "PUT", "/x", bodies=(Body("text/plain"),), replies={"204": ()}
)


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def caller(request: pytest.FixtureRequest) -> Caller:
    return Caller(request.param)


def good(handler: BaseHTTPRequestHandler, _: Seen) -> None:
    reply(handler, 200, b'{"a": 1}', Content_Type="application/json")


def test_a_request_as_it_arrives(caller: Caller, serve: Serve) -> None:
    server = serve(good)
    operation: Operation[Any] = Operation(
        "POST",
        "/a/{id}",
        (path("id"), query("q"), header("X-H"), cookie("c")),
        (Body(),),
        {"200": Reply(lambda: dict)},
    )
    made = caller.call(
        operation, "x/ü", "a b", "h", "v", url=f"{server.url}/base/?k=1", body={"b": 2}
    )
    assert made == {"a": 1}
    (seen,) = server.seen
    assert (seen.method, seen.target, seen.body) == (
        "POST",
        "/base/a/x%2F%C3%BC?k=1&q=a%20b",
        b'{"b":2}',
    )
    assert seen.headers["x-h"] == "h"
    assert seen.headers["cookie"] == "c=v"
    assert seen.headers["content-type"] == "application/json"
    assert seen.headers["authorization"] == "Bearer sk-1"


def test_nobody_listens(caller: Caller) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(errors.ConnectionFailed) as caught:
            caller.call(GET, url=url)
    assert caught.value.sent == "no"
    assert len(caller.time.slept) == 2


def test_a_cut_connection_may_have_been_sent(caller: Caller, serve: Serve) -> None:
    def cut(handler: BaseHTTPRequestHandler, _: Seen) -> None:
        handler.connection.shutdown(socket.SHUT_RDWR)

    server = serve(cut)
    with pytest.raises(errors.ConnectionFailed) as caught:
        caller.call(GET, url=server.url)
    assert caught.value.sent == "maybe"
    assert len(server.seen) == 3


def test_a_body_that_breaks_off(caller: Caller, serve: Serve) -> None:
    def short(handler: BaseHTTPRequestHandler, _: Seen) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        handler.wfile.write(b'{"a": 1')
        handler.close_connection = True

    server = serve(short)
    with pytest.raises(errors.ConnectionFailed):
        caller.call(GET, url=server.url, retries=0)


def test_the_read_timeout(caller: Caller, serve: Serve) -> None:
    def slow(handler: BaseHTTPRequestHandler, _: Seen) -> None:
        time.sleep(0.4)
        reply(handler, 204)

    server = serve(slow)
    with pytest.raises(errors.RequestTimeout) as caught:
        caller.call(GET, url=server.url, timeout=Timeout(read=0.1), retries=0)
    assert caught.value.phase == "read"


def test_a_dripped_body_ends_with_the_total(caller: Caller, serve: Serve) -> None:
    def drip(handler: BaseHTTPRequestHandler, _: Seen) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "100")
        handler.end_headers()
        for _count in range(100):
            try:
                handler.wfile.write(b" ")
                time.sleep(0.05)
            except OSError:
                return

    server = serve(drip)
    started = time.monotonic()
    with pytest.raises(errors.RequestTimeout) as caught:
        caller.call(GET, url=server.url, options={"timeout": 0.3}, real_time=True)
    assert caught.value.phase in ("total", "read")
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_on_the_same_origin_keep_everything(
    caller: Caller, serve: Serve, status: int
) -> None:
    def play(handler: BaseHTTPRequestHandler, seen: Seen) -> None:
        if seen.target == "/x":
            reply(handler, status, Location="/y?z=1")
        else:
            good(handler, seen)

    server = serve(play)
    assert caller.call(GET, url=server.url) == {"a": 1}
    assert server.seen[1].target == "/y?z=1"
    assert server.seen[1].headers["authorization"] == "Bearer sk-1"


def test_no_credential_and_no_extra_header_follow_to_another_origin(
    caller: Caller, serve: Serve
) -> None:
    other = serve(good)
    server = serve(lambda handler, _: reply(handler, 302, Location=f"{other.url}/y"))
    shared = api(security=({"token": (), "key": (), "cookie": ()},))
    operation: Operation[Any] = Operation(
        "GET", "/x", (header("X-H"), cookie("c")), replies={"200": Reply(lambda: dict)}
    )
    given = {"token": "sk-1", "key": "sk-2", "cookie": "sk-3"}
    options = {"headers": {"X-Extra": "sk-4"}}
    caller.call(
        operation,
        "h",
        "v",
        url=server.url,
        shared=shared,
        credentials=given,
        options=options,
    )
    (first,) = server.seen
    assert first.headers["cookie"] == "c=v; session=sk-3"
    assert "api_key=sk-2" in first.target
    (seen,) = other.seen
    assert set(seen.headers) <= {
        "host",
        "accept",
        "user-agent",
        "connection",
        "accept-encoding",
    }
    assert "sk-" not in str(seen)


def test_a_post_and_a_body_are_not_redirected(caller: Caller, serve: Serve) -> None:
    other = serve(good)
    server = serve(lambda handler, _: reply(handler, 307, Location=f"{other.url}/y"))
    post: Operation[Any] = Operation("POST", "/x", bodies=(Body(),))
    for operation in (post, PUT):
        with pytest.raises(errors.StatusError) as caught:
            caller.call(operation, url=server.url, body="x")
        assert caught.value.status == 307
    assert other.seen == []


def test_a_ring_of_redirects_ends(caller: Caller, serve: Serve) -> None:
    server = serve(lambda handler, _: reply(handler, 302, Location="/x"))
    with pytest.raises(errors.StatusError):
        caller.call(GET, url=server.url)
    assert len(server.seen) == 11


def test_a_file_is_streamed_and_sent_again(
    caller: Caller, serve: Serve, tmp_path: Path
) -> None:
    place = tmp_path / "big"
    place.write_bytes(b"0123456789" * 50_000)

    def play(handler: BaseHTTPRequestHandler, _: Seen) -> None:
        reply(handler, 503 if len(server.seen) == 1 else 204)

    server = serve(play)
    operation: Operation[Any] = Operation(
        "PUT", "/x", bodies=(Body("application/octet-stream"),), replies={"204": ()}
    )
    assert caller.call(operation, url=server.url, body=place) is None
    assert [seen.body == place.read_bytes() for seen in server.seen] == [True, True]
    assert server.seen[0].headers["content-length"] == "500000"


def test_pieces_are_sent_in_chunks(caller: Caller, serve: Serve) -> None:
    server = serve(lambda handler, _: reply(handler, 204))
    operation: Operation[Any] = Operation(
        "PUT", "/x", bodies=(Body("application/octet-stream"),), replies={"204": ()}
    )
    caller.call(operation, url=server.url, body=iter([b"a", b"b"]))
    assert server.seen[0].body == b"ab"


def test_cookies_of_answers_are_not_kept(caller: Caller, serve: Serve) -> None:
    def play(handler: BaseHTTPRequestHandler, seen: Seen) -> None:
        if len(server.seen) == 1:
            reply(handler, 503, Set_Cookie="a=b")
        else:
            good(handler, seen)

    server = serve(play)
    caller.call(GET, url=server.url)
    assert "cookie" not in server.seen[1].headers


def test_headers_ignore_case() -> None:
    headers = Headers([("A-b", "1"), ("a-B", "2")])
    assert headers["a-b"] == "1, 2"
    assert headers.all("A-B") == ("1", "2")
    assert list(headers) == ["a-b"]
