"""Calls of one client together: a server's rest is everybody's, few at a time, bounded answers, secrets kept."""

from __future__ import annotations

import asyncio
import gzip
import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from _runtime import errors
from _runtime.async_engine import AsyncEngine
from _runtime.client import changed
from _runtime.engine import SyncEngine
from _runtime.httpx_transport import AsyncHttpTransport, HttpTransport
from _runtime.omit import omit
from _runtime.operation import Body, Operation, PageSpec, Reply, Retry
from _runtime.pages import AsyncPages, Pages
from _runtime.settings import Settings
from _runtime.streams import members
from _runtime.testing import FakeTransport, Prepared
from _runtime.transport import Request, Response
from pydantic import BaseModel

from .conftest import Play, Seen, Server, reply
from .engines import Time, api

Serve = Callable[[Play], Server]
GET: Operation[Any] = Operation("GET", "/x", replies={"200": Reply(lambda: dict)})
GOOD = Prepared(json={"a": 1})


def settings(url: str = "https://acme.example", **changes: Any) -> Settings:
    return replace(Settings(url, True, {"token": "sk-secret"}, retries=0), **changes)


def test_a_rest_that_one_call_is_asked_for_is_everybodys() -> None:
    held = Time()
    fake = FakeTransport(Prepared(429, headers={"Retry-After": "7"}), GOOD, GOOD)
    told = settings(clock=held.clock())
    engine = SyncEngine(api(), told, fake.sync, held.sleep)
    with pytest.raises(errors.RateLimitError):
        engine.call(GET, None)
    assert engine.with_settings(told).call(GET, None) == {"a": 1}
    assert held.slept == pytest.approx([7.7])
    assert engine.call(GET, None) == {"a": 1}
    assert len(held.slept) == 1


def test_a_rest_is_everybodys_in_the_other_client_too() -> None:
    held = Time()
    fake = FakeTransport(Prepared(429, headers={"Retry-After": "7"}), GOOD)
    told = settings(clock=held.clock())

    async def run() -> None:
        engine = AsyncEngine(api(), told, fake.asynchronous, held.sleep_async)
        with pytest.raises(errors.RateLimitError):
            await engine.call(GET, None)
        assert await engine.call(GET, None) == {"a": 1}

    asyncio.run(run())
    assert held.slept == pytest.approx([7.7])


def test_who_has_no_time_for_the_rest_is_told_at_once() -> None:
    held = Time()
    fake = FakeTransport(Prepared(429, headers={"Retry-After": "7"}))
    engine = SyncEngine(api(), settings(clock=held.clock()), fake.sync, held.sleep)
    with pytest.raises(errors.RateLimitError):
        engine.call(GET, None)
    with pytest.raises(errors.RequestTimeout) as caught:
        engine.call(GET, {"timeout": 3})
    assert (caught.value.sent, caught.value.phase) == ("no", "total")
    assert held.slept == []


class Crowd:
    """Counts how many requests are with a server at once."""

    def __init__(self) -> None:
        self.now = self.most = 0
        self.lock = threading.Lock()

    def __call__(self, handler: BaseHTTPRequestHandler, _: Seen) -> None:
        with self.lock:
            self.now += 1
            self.most = max(self.most, self.now)
        time.sleep(0.03)
        with self.lock:
            self.now -= 1
        reply(handler, 200, b'{"a": 1}', Content_Type="application/json")


def test_few_at_a_time(serve: Serve) -> None:
    crowd = Crowd()
    told = settings(serve(crowd).url)
    engine = SyncEngine(api(), told, HttpTransport, max_concurrent=2)
    threads = [threading.Thread(target=engine.call, args=(GET, None)) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    engine.close()
    assert crowd.most == 2

    async def run() -> None:
        other = AsyncEngine(api(), told, AsyncHttpTransport, max_concurrent=3)
        await asyncio.gather(*(other.call(GET, None) for _ in range(12)))
        await other.close()

    crowd.most = 0
    asyncio.run(run())
    assert crowd.most == 3


class Busy:
    """Has had enough at once, and says for how long."""

    def __init__(self) -> None:
        self.at: list[float] = []

    def __call__(self, handler: BaseHTTPRequestHandler, _: Seen) -> None:
        self.at.append(time.monotonic())
        time.sleep(0.1)
        if len(self.at) == 1:
            reply(handler, 429, Retry_After="0.4")
        else:
            reply(handler, 200, b'{"a": 1}', Content_Type="application/json")

    def rests(self) -> bool:
        """Nobody has asked while it wanted to rest."""
        return all(one - self.at[0] > 0.45 for one in self.at[1:])


def test_who_waits_for_a_turn_keeps_the_rest_too(serve: Serve) -> None:
    busy = Busy()
    told = settings(serve(busy).url, retries=1)
    engine = SyncEngine(api(), told, HttpTransport, max_concurrent=1)
    threads = [threading.Thread(target=engine.call, args=(GET, None)) for _ in range(3)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    engine.close()
    assert len(busy.at) == 4
    assert busy.rests()

    async def run() -> None:
        other = AsyncEngine(api(), told, AsyncHttpTransport, max_concurrent=1)
        await asyncio.gather(*(other.call(GET, None) for _ in range(3)))
        await other.close()

    busy.at.clear()
    asyncio.run(run())
    assert len(busy.at) == 4
    assert busy.rests()


def test_closing_a_client_ends_what_waits_for_bytes(serve: Serve) -> None:
    """Of a call that may be billed too, which is unknown then."""
    answering = threading.Event()
    billed: Operation[Any] = replace(GET, method="POST", retry=Retry(billed=True))

    def late(handler: BaseHTTPRequestHandler, _: Seen) -> None:
        answering.wait(10)
        reply(handler, 200)

    engine = SyncEngine(api(), settings(serve(late).url), HttpTransport)
    threading.Timer(0.1, engine.close).start()
    begun = time.monotonic()
    with pytest.raises(errors.OutcomeUnknown):
        engine.call(billed, None)
    assert time.monotonic() - begun < 5

    async def run() -> None:
        other = AsyncEngine(api(), engine.settings, AsyncHttpTransport)
        call = asyncio.create_task(other.call(billed, None))
        await asyncio.sleep(0.1)
        await other.close()
        with pytest.raises(errors.OutcomeUnknown):
            await call

    asyncio.run(run())
    answering.set()


class Failing:
    """A transport of one's own, which raises what it likes while it is read."""

    def send(self, request: Request, /) -> Response:
        def pieces() -> Iterator[bytes]:
            yield b'{"a"'
            raise OSError("gone")

        return Response(200, [("Content-Type", "application/json")], pieces())

    def close(self) -> None:
        """There is nothing to close."""


def test_what_a_transport_of_ones_own_raises_in_a_body_may_have_been_sent() -> None:
    billed: Operation[Any] = replace(GET, method="POST", retry=Retry(billed=True))
    engine = SyncEngine(api(), settings(), Failing)
    with pytest.raises(errors.OutcomeUnknown, match="gone"):
        engine.call(billed, None)
    with pytest.raises(errors.ConnectionFailed, match="gone"):
        engine.call(GET, None)


@pytest.mark.parametrize("packed", [False, True])
def test_an_answer_has_no_more_bytes_than_the_caller_wants(
    serve: Serve, packed: bool
) -> None:
    body = b'{"a": "%s"}' % (b" " * 50_000_000 if packed else b" " * 50_000)

    def play(handler: BaseHTTPRequestHandler, _: Seen) -> None:
        if packed:
            small = gzip.compress(body)
            reply(handler, 200, small, Content_Encoding="gzip")
        else:
            reply(handler, 200, body)

    server = serve(play)
    told = settings(server.url, max_response_bytes=10_000, retries=3)
    engine = SyncEngine(api(), told, HttpTransport)
    with pytest.raises(errors.ResponseTooLarge, match="more than 10000"):
        engine.call(GET, None)
    engine.close()

    async def run() -> None:
        other = AsyncEngine(api(), told, AsyncHttpTransport)
        with pytest.raises(errors.ResponseTooLarge):
            await other.call(GET, None)
        await other.close()

    asyncio.run(run())
    assert len(server.seen) == 2


def test_secrets_are_neither_logged_nor_shown(caplog: pytest.LogCaptureFixture) -> None:
    echo = Prepared(401, json={"message": "the token sk-secret is wrong"})
    engine = SyncEngine(api(), settings(), FakeTransport(echo).sync)
    with (
        caplog.at_level(logging.DEBUG),
        pytest.raises(errors.AuthenticationError) as caught,
    ):
        engine.call(GET, {"query": {"api_key": "sk-query"}})
    shown = [caplog.text, str(caught.value), repr(caught.value), caught.value.text]
    shown += [caught.value.url, repr(engine.settings)]
    assert "***" in caplog.text
    assert not [one for one in shown if "sk-" in one]


def test_a_hook_sees_and_changes_what_goes_out_and_nothing_of_it_goes_abroad(
    serve: Serve,
) -> None:
    other = serve(lambda h, _: reply(h, 200, b"{}", Content_Type="application/json"))
    server = serve(lambda h, _: reply(h, 302, Location=f"{other.url}/y"))
    statuses: list[int] = []

    def sign(request: Request) -> Request:
        return replace(request, headers=(*request.headers, ("X-Sign", "mine")))

    told = settings(
        server.url,
        on_request=(sign,),
        on_response=(lambda _, status, __: statuses.append(status),),
    )
    engine = SyncEngine(api(), told, HttpTransport)
    assert engine.call(GET, None) == {}
    engine.close()
    assert statuses == [302, 200]
    assert server.seen[0].headers["x-sign"] == "mine"
    assert "x-sign" not in other.seen[0].headers


class Page(BaseModel):
    """A page that names the next one."""

    data: list[int]
    next: str = ""


@pytest.mark.parametrize("body", [{"q": "private"}, omit])
def test_the_body_of_a_paged_call_goes_to_no_other_server(body: object) -> None:
    search: Operation[Any] = Operation(
        "POST", "/x", bodies=(Body(),), replies={"200": Reply(lambda: Page)}
    )
    spec: PageSpec[Any] = PageSpec(("/data",), "link", next=("/next",))
    pages = (
        Prepared(json={"data": [1], "next": "/more"}),
        Prepared(json={"data": [2], "next": "https://far.example/steal"}),
        Prepared(json={"data": [3]}),
    )
    fake, other = FakeTransport(*pages), FakeTransport(*pages)
    engine = SyncEngine(api(), settings(), fake.sync)
    awaited = AsyncEngine(api(), settings(), other.asynchronous)
    found: list[int] = []

    async def run() -> None:
        found.clear()
        async for one in AsyncPages(awaited, spec, search, None, (), body):
            found.append(one)

    if body is omit:
        assert list(Pages(engine, spec, search, None, (), body)) == [1, 2, 3]
        asyncio.run(run())
        assert found == [1, 2, 3]
        return
    with pytest.raises(errors.UnexpectedResponse, match="another server"):
        found.extend(Pages(engine, spec, search, None, (), body))
    assert found == [1, 2]
    with pytest.raises(errors.UnexpectedResponse, match="another server"):
        asyncio.run(run())
    assert found == [1, 2]
    for one in (fake, other):
        assert "far.example" not in str([request.url for request in one.requests])


def test_an_answer_has_a_limit_of_its_own_that_can_be_lifted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert settings().most_of_whole == 256 * 1024 * 1024
    assert settings().most_of_member == 64 * 1024 * 1024
    monkeypatch.setattr("_runtime.settings.WHOLE", 5)
    lifted = settings(max_response_bytes=None)
    assert lifted.most_of_whole is lifted.most_of_member is None
    long = Prepared(json={"a": "long"})
    fake = FakeTransport(long, long, long, long)
    with pytest.raises(errors.ResponseTooLarge, match=r"more than 5 .*max_response"):
        SyncEngine(api(), settings(), fake.sync).call(GET, None)
    assert SyncEngine(api(), lifted, fake.sync).call(GET, None) == {"a": "long"}
    with pytest.raises(errors.ResponseTooLarge, match="more than 5 "):
        asyncio.run(AsyncEngine(api(), settings(), fake.asynchronous).call(GET, None))
    engine = AsyncEngine(api(), lifted, fake.asynchronous)
    assert asyncio.run(engine.call(GET, None)) == {"a": "long"}


def test_a_client_with_other_options_has_another_limit() -> None:
    told = settings(max_response_bytes=7)
    assert changed(told, omit, None, None, omit).most_of_whole == 7
    assert changed(told, omit, None, None, None).most_of_whole is None
    assert changed(told, omit, None, None, 9).most_of_member == 9


def test_a_member_of_a_stream_has_no_limit_where_it_is_lifted() -> None:
    reply = Reply(media_type="application/jsonl", item=lambda: str)
    line = b'"' + b"x" * 99 + b'"\n'
    with pytest.raises(ValueError, match="more than 9 "):
        list(members(reply, iter([line]), 9))
    assert list(members(reply, iter([line]), None)) == ["x" * 99]
