"""A document with streams: its generated clients read them as they come, from the mock and from its own server."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from mock.playing import playing
from operations.package import Package, imported
from server.running import served

DOCUMENT = Path(__file__).resolve().parents[1] / "mock" / "documents" / "streams.yaml"
SECONDS = 20

CALLS: dict[str, tuple[str, dict[str, Any], str]] = {
    "events.follow": ("text/event-stream", {"topic": "all"}, "Event"),
    "log.read": ("text/event-stream", {}, ""),
    "lines.ask": ("application/jsonl", {"prompt": "How are you?"}, "Word"),
    "records.read": ("application/json-seq", {}, "Word"),
}
"""Operation -> media type, arguments, and what a member is; "" is an event as it came."""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Package]:
    """The document's client and server."""
    with imported(DOCUMENT, tmp_path_factory.mktemp("s"), "ticker", True) as found:
        yield found


@pytest.fixture(params=[False, True], ids=["sync", "async"])
def asynchronous(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def read(
    package: Package,
    asynchronous: bool,
    url: str,
    name: str,
    seen: Callable[[Any], bool] = lambda _: True,
) -> list[Any]:
    """Members of a stream until its end, or until `seen` says that it is enough; what ended it, if that is an error."""
    found: list[Any] = []
    resource, method = name.split(".")
    arguments = CALLS[name][1]
    options = {"base_url": url, "retries": 0, "timeout": SECONDS}

    def synchronously() -> None:
        with (
            package.module.Client(**options) as client,
            getattr(getattr(client, resource), method)(**arguments) as stream,
        ):
            for member in stream:
                found.append(member)
                if not seen(member):
                    break

    async def run() -> None:
        async with package.module.AsyncClient(**options) as client:
            called = getattr(getattr(client, resource), method)
            async with await called(**arguments) as stream:
                async for member in stream:
                    found.append(member)
                    if not await asyncio.to_thread(seen, member):
                        break

    try:
        if asynchronous:
            asyncio.run(run())
        else:
            synchronously()
    except package.module.APIError as error:
        found.append(error)
    return found


@pytest.mark.parametrize("name", CALLS)
def test_the_mock_is_read_to_its_end(
    package: Package, name: str, asynchronous: bool
) -> None:
    with playing(DOCUMENT) as mock:
        found = read(package, asynchronous, mock.url, name)
        (seen,) = mock.requests
    kind = CALLS[name][2]
    wanted = package.part("models").SCHEMAS[kind] if kind else event(package)
    assert len(found) >= 2
    assert {type(one) for one in found} == {wanted}
    assert CALLS[name][0] in seen.incoming.get("accept")


@pytest.mark.parametrize("name", CALLS)
def test_raw_gives_status_and_header_fields_beside_the_stream(
    package: Package, name: str, asynchronous: bool
) -> None:
    resource, method = name.split(".")

    async def run(url: str) -> tuple[int, str, int]:
        if not asynchronous:
            with package.module.Client(base_url=url) as client:
                raw = getattr(getattr(client.raw, resource), method)(**CALLS[name][1])
                with raw.data as stream:
                    return raw.status, raw.headers["content-type"], len(list(stream))
        async with package.module.AsyncClient(base_url=url) as client:
            called = getattr(getattr(client.raw, resource), method)
            raw = await called(**CALLS[name][1])
            async with raw.data as stream:
                found = [one async for one in stream]
            return raw.status, raw.headers["content-type"], len(found)

    with playing(DOCUMENT) as mock:
        status, kind, members = asyncio.run(run(mock.url))
    assert (status, kind.partition(";")[0]) == (200, CALLS[name][0])
    assert members >= 2


@pytest.mark.parametrize("name", CALLS)
def test_a_stream_that_is_cut_off_is_no_whole_one(
    package: Package, name: str, asynchronous: bool
) -> None:
    with playing(DOCUMENT) as mock:
        mock.set("truncated")
        found = read(package, asynchronous, mock.url, name)
    assert isinstance(found[-1], package.module.APIError)


def test_a_wrong_request_is_an_error_before_any_member(
    package: Package, asynchronous: bool
) -> None:
    with playing(DOCUMENT) as mock:
        mock.set("400")
        (error,) = read(package, asynchronous, mock.url, "lines.ask")
    assert type(error).__name__ == "BadRequestError"


# ----------------------------------------------------------------------------------------------------- at the server


def event(package: Package) -> Any:
    """The class of an event as it came."""
    return package.module.ServerSentEvent


@dataclass
class Ticker:
    """Answers every operation with members, the second of which comes when the first has arrived."""

    package: Package
    arrived: threading.Event = field(default_factory=threading.Event)
    closed: threading.Event = field(default_factory=threading.Event)
    many: int = 3

    def members(self, name: str) -> list[Any]:
        """What a stream holds."""
        models, kind = self.package.part("models"), CALLS[name][2]
        if kind == "Event":
            texts = ["a price", "two\nlines", "", " ü ", "last"]
            made = [models.Event(event="price", data=text) for text in texts]
        elif kind == "Word":
            texts = ["How", "\n\u2028", "\x1e", "", "you?"]
            made = [models.Word(text=text) for text in texts]
        else:
            made = [
                event(self.package)("first\nlines", event="note", id="1"),
                event(self.package)("second", id="2", retry=100),
            ]
        return made

    async def sent(self, name: str) -> AsyncIterator[Any]:
        """The members, one by one."""
        try:
            for number, member in enumerate(self.members(name)):
                if number == 1:
                    assert await asyncio.to_thread(self.arrived.wait, SECONDS)
                yield member
        finally:
            self.closed.set()

    def follow(self, call: Any, /, *, topic: str) -> Any:
        return self.sent("events.follow")

    async def ask(self, call: Any, /, *, body: Any) -> Any:
        assert body.prompt == "How are you?"
        return self.sent("lines.ask")

    def load(self, call: Any, /) -> bytes:
        return b"\x89PNG"


@dataclass
class Reads:
    """The handler of a resource whose one method is called read."""

    ticker: Ticker
    name: str

    def read(self, call: Any, /) -> Any:
        return self.ticker.sent(self.name)


def application(ticker: Ticker) -> Any:
    """The document's server."""
    reads = {name: Reads(ticker, f"{name}.read") for name in ("log", "records")}
    made = import_module("ticker_server").create_app
    return made(events=ticker, lines=ticker, picture=ticker, **reads)


@pytest.mark.parametrize("name", CALLS)
def test_members_come_from_the_server_one_by_one(
    package: Package, name: str, asynchronous: bool
) -> None:
    ticker = Ticker(package)

    def seen(_: Any) -> bool:
        ticker.arrived.set()
        return True

    with served(application(ticker)) as url:
        found = read(package, asynchronous, url, name, seen)
    assert found == ticker.members(name)
    assert ticker.closed.is_set()


@pytest.mark.parametrize("name", CALLS)
def test_who_has_enough_gives_the_connection_back(
    package: Package, name: str, asynchronous: bool
) -> None:
    ticker = Ticker(package)
    with served(application(ticker)) as url:
        found = read(package, asynchronous, url, name, lambda _: False)
        ticker.arrived.set()
        assert ticker.closed.wait(SECONDS)
    assert found == ticker.members(name)[:1]
