"""Answers packed to cost more than they say: every step of unpacking can be the last, and others have their turn."""

from __future__ import annotations

import asyncio
import gzip
import zlib
from collections.abc import AsyncIterator
from itertools import count
from typing import Any

import pytest
from _runtime import errors
from _runtime.async_engine import AsyncEngine
from _runtime.codings import PIECE, unpacked, unpacked_async
from _runtime.engine import SyncEngine
from _runtime.operation import Operation, Reply
from _runtime.settings import Clock, Settings
from _runtime.transport import AsyncResponse, Request, Response, TransportError

from .engines import api

GET: Operation[Any] = Operation("GET", "/x", replies={"200": Reply(lambda: object)})
TWICE = "gzip, gzip"


def nothing(blocks: int) -> bytes:
    """Packed twice: so many blocks of five bytes, each of which stands for no byte at all."""
    head = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
    return gzip.compress(head + b"\x00\x00\x00\xff\xff" * blocks)


async def arriving(data: bytes) -> AsyncIterator[bytes]:
    """Bytes that are there at once."""
    yield data


class Packing:
    """A transport whose answers stand for nothing."""

    def send(self, _: Request, /) -> Response:
        return Response(200, (), unpacked(TWICE, [nothing(1_000_000)]))

    def close(self) -> None:
        """There is nothing to close."""


class AsyncPacking:
    """The asynchronous twin of `Packing`."""

    async def send(self, _: Request, /) -> AsyncResponse:
        return AsyncResponse(
            200, (), unpacked_async(TWICE, arriving(nothing(1_000_000))), self.close
        )

    async def close(self) -> None:
        """There is nothing to close."""


def test_what_stands_for_nothing_can_be_left_at_every_step() -> None:
    steps = unpacked(TWICE, [nothing(5 * PIECE)])
    assert [next(steps) for _ in range(20)] == [b""] * 20
    with pytest.raises(TransportError, match="breaks off"):
        list(steps)


def test_the_time_for_a_call_ends_what_stands_for_nothing() -> None:
    times = count()
    clock = Clock(lambda: float(next(times)), lambda: 0.0, lambda: 0.0)
    told = Settings("https://acme.example", True, clock=clock, retries=0)
    engine = SyncEngine(api(), told, Packing)
    with pytest.raises(errors.RequestTimeout) as caught:
        engine.call(GET, {"timeout": 20})
    assert caught.value.phase == "total"


def test_it_ends_in_the_other_client_too_and_others_have_their_turn() -> None:
    turns = 0

    async def run() -> None:
        nonlocal turns

        async def other() -> None:
            nonlocal turns
            while True:
                turns += 1
                await asyncio.sleep(0)

        beside = asyncio.create_task(other())
        told = Settings("https://acme.example", True, retries=0)
        engine = AsyncEngine(api(), told, AsyncPacking)
        with pytest.raises(errors.ConnectionFailed, match="breaks off"):
            await engine.call(GET, None)
        beside.cancel()

    asyncio.run(run())
    assert turns >= 50


def test_so_have_they_where_it_stands_for_much() -> None:
    async def run() -> int:
        turns = 0

        async def other() -> None:
            nonlocal turns
            while True:
                turns += 1
                await asyncio.sleep(0)

        beside = asyncio.create_task(other())
        packed = zlib.compress(b" " * 100 * PIECE)
        pieces = [one async for one in unpacked_async("deflate", arriving(packed))]
        beside.cancel()
        assert b"".join(pieces) == b" " * 100 * PIECE
        return turns

    assert asyncio.run(run()) >= 50


def test_more_than_two_codings_are_refused() -> None:
    body = gzip.compress(gzip.compress(gzip.compress(b"x")))
    with pytest.raises(TransportError, match="too many"):
        list(unpacked("gzip, gzip, gzip", [body]))
