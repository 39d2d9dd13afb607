"""The default transport: our requests in, httpx2's connections, our answers and errors out.

httpx2 sends through `httpcore2`, which comes with it and is used here directly: a time limit for a whole request has to
reach the sockets, answers are unpacked no faster than they are read, and nothing of what httpx2 adds on top (cookies,
redirects, authentication, a second model of addresses) is wanted.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import AsyncIterable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

import httpcore2

from .codings import unpacked, unpacked_async
from .transport import AsyncResponse, Request, Response
from .connections import (
    ERRORS,
    Place,
    Verify,
    coding_of,
    context_of,
    core_request,
    pieces_of,
    place_of,
    proxy_address,
    proxy_of,
    reading,
    reading_async,
    text_headers,
    timeouts_of,
    translated,
)

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop

_CONNECTIONS, _IDLE, _EXPIRY = 1000, 100, 5.0
"""Connections at most, of which so many may idle, for so many seconds."""


class HttpTransport:
    """Sends over httpx2's connections: nothing is repeated, no redirect followed, no cookie kept.

    Proxies are those of the environment (HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY).

    Args:
        verify: False trusts any server; a context of one's own may hold a client certificate.
        proxy: address of a proxy, in place of those of the environment.
        http2: speak HTTP/2 where the server does; needs the package `h2`.
    """

    def __init__(
        self, *, verify: Verify = True, proxy: str | None = None, http2: bool = False
    ) -> None:
        self._verify, self._proxy, self._http2 = verify, proxy, http2
        self._process = os.getpid()
        self._lock = threading.Lock()
        self._pools: dict[tuple[bytes, str], httpcore2.ConnectionPool] = {}
        self._places: dict[Place, httpcore2.ConnectionPool] = {}
        self._others: list[object] = []

    def send(self, request: Request, /) -> Response:
        if self._process != os.getpid():
            self._begin_anew()
        place, total = place_of(request.url), request.timeout.total
        end = None if total is None else time.monotonic() + total
        content = request.content
        body = content if isinstance(content, bytes) else content.chunks()
        timeouts = timeouts_of(request.timeout, end)
        core = core_request(request, place, body, timeouts)
        try:
            pool = self._places.get(place) or self._pool(place)
            answer = pool.handle_request(core)
        except ERRORS as error:
            raise translated(error, end) from error
        stream = answer.stream
        assert isinstance(stream, Iterable)
        pieces, coding = reading(stream, end), coding_of(answer.headers)
        if coding:
            pieces = unpacked(coding, pieces)
        return Response(
            answer.status, text_headers(answer.headers), pieces, answer.close
        )

    def _pool(self, place: Place) -> httpcore2.ConnectionPool:
        """The connections to a server, which are those of all servers that are reached in the same way."""
        from .deadlines import Backend

        proxy = proxy_address(place, self._proxy)
        key = place[0], proxy
        with self._lock:
            if key not in self._pools:
                self._pools[key] = httpcore2.ConnectionPool(
                    ssl_context=context_of(place, self._verify),
                    proxy=proxy_of(proxy),
                    http2=self._http2,
                    max_connections=_CONNECTIONS,
                    max_keepalive_connections=_IDLE,
                    keepalive_expiry=_EXPIRY,
                    network_backend=Backend(),
                )
            self._places[place] = self._pools[key]
            return self._pools[key]

    def _begin_anew(self) -> None:
        """After a fork, leave the connections to the process that opened them: two would read each other's answers."""
        self._others.append(self._pools)
        self._lock, self._process = threading.Lock(), os.getpid()
        self._pools, self._places = {}, {}

    def close(self) -> None:
        with self._lock:
            pools, self._pools, self._places = self._pools, {}, {}
        for pool in pools.values():
            pool.close()

    def __del__(self) -> None:
        # Whoever never closes a client keeps no connection open for longer than the client lasts.
        with suppress(Exception):
            if self._process == os.getpid():
                self.close()


class AsyncHttpTransport:
    """The asynchronous twin of `HttpTransport`; the time for a whole request is kept by whoever awaits it.

    Connections belong to the event loop that opened them; in another one, new ones are opened.
    """

    def __init__(
        self, *, verify: Verify = True, proxy: str | None = None, http2: bool = False
    ) -> None:
        self._verify, self._proxy, self._http2 = verify, proxy, http2
        self._loop: AbstractEventLoop | None = None
        self._pools: dict[tuple[bytes, str], httpcore2.AsyncConnectionPool] = {}
        self._places: dict[Place, httpcore2.AsyncConnectionPool] = {}

    async def send(self, request: Request, /) -> AsyncResponse:
        # Imported here: what never awaits does without it, and it takes longer than the rest of this package.
        from asyncio import get_running_loop

        loop = get_running_loop()
        if loop is not self._loop:
            self._loop, self._pools, self._places = loop, {}, {}
        place = place_of(request.url)
        content = request.content
        body = content if isinstance(content, bytes) else pieces_of(content)
        core = core_request(request, place, body, timeouts_of(request.timeout))
        try:
            pool = self._places.get(place) or self._pool(place)
            answer = await pool.handle_async_request(core)
        except ERRORS as error:
            raise translated(error) from error
        stream = answer.stream
        assert isinstance(stream, AsyncIterable)
        pieces, coding = reading_async(stream), coding_of(answer.headers)
        if coding:
            pieces = unpacked_async(coding, pieces)
        return AsyncResponse(
            answer.status, text_headers(answer.headers), pieces, answer.aclose
        )

    def _pool(self, place: Place) -> httpcore2.AsyncConnectionPool:
        """The connections to a server, which are those of all servers that are reached in the same way."""
        proxy = proxy_address(place, self._proxy)
        key = place[0], proxy
        if key not in self._pools:
            self._pools[key] = httpcore2.AsyncConnectionPool(
                ssl_context=context_of(place, self._verify),
                proxy=proxy_of(proxy),
                http2=self._http2,
                max_connections=_CONNECTIONS,
                max_keepalive_connections=_IDLE,
                keepalive_expiry=_EXPIRY,
            )
        self._places[place] = self._pools[key]
        return self._pools[key]

    async def close(self) -> None:
        from asyncio import get_running_loop

        pools, self._pools, self._places = self._pools, {}, {}
        if self._loop is get_running_loop():
            for pool in pools.values():
                await pool.aclose()
