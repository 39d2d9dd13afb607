"""The asynchronous engine, the twin of `engine`: only what has to be awaited is said anew."""

from __future__ import annotations

import asyncio
import copy
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any, TypeVar

from .auth import Applied, Basic, ClientCredentials, applied, together
from .decoding import Answer
from .downloads import Target, download_exchange
from .exchange import Exchange
from .failures import stream_error
from .oauth import Token, token_of, token_request
from .omit import omit
from .operation import Api, Operation, Reply, Scheme
from .prepare import prepare
from .results import RawResponse, raw_response, stream_response
from .settings import RequestOptions, Settings
from .streams import AsyncStream, async_members
from .transport import AsyncResponse, AsyncTransport, TransportError

T = TypeVar("T")


class AsyncEngine:
    """Calls operations.

    Args:
        transport: makes the transport when the first request goes out.
        sleep: waits for a number of seconds.
    """

    def __init__(
        self,
        api: Api,
        settings: Settings,
        transport: Callable[[], AsyncTransport],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.api = api
        self.settings = settings
        self.sleep = sleep
        self.record = False
        self.last: RawResponse[Any] | None = None
        self._shared = _Shared(transport)

    def with_settings(self, settings: Settings) -> AsyncEngine:
        """An engine with other settings over the same connections."""
        other = copy.copy(self)
        other.settings = settings
        return other

    def recording(self) -> AsyncEngine:
        """An engine over the same connections for one call, whose success is found in `last`."""
        other = copy.copy(self)
        other.record = True
        return other

    async def close(self) -> None:
        """Close every connection."""
        await self._shared.close()

    async def call(
        self,
        operation: Operation[T],
        options: RequestOptions | None,
        *arguments: object,
        body: object = omit,
    ) -> T:
        """Call an operation and give what its success holds.

        Raises:
            APIError: whatever went wrong on the way; see `errors`.
            ValueError, TypeError: an argument cannot be sent.
        """
        response = await self.respond(operation, options, *arguments, body=body)
        if self.record:
            self.last = response
        return response.data

    async def respond(
        self,
        operation: Operation[T],
        options: RequestOptions | None,
        *arguments: object,
        body: object = omit,
    ) -> RawResponse[T]:
        """Call an operation and give the whole success: status, headers and data. Raises like `call`."""
        prepared = prepare(self.api, self.settings, operation, arguments, body, options)
        exchange = Exchange(self.api, self.settings, operation, prepared)
        while True:
            try:
                async with _limit(exchange):
                    response = await self._send(exchange)
                    reply = exchange.stream(response.status, response.headers)
                    if reply is not None:
                        return self._streamed(exchange, reply, response)
                    content = await _read(response)
                answer = Answer(response.status, response.headers, content)
            except TransportError as error:
                wait = exchange.failed(error)
            else:
                pause = exchange.received(answer)
                if pause is None:
                    return raw_response(operation, exchange, answer)
                wait = pause
            await self.sleep(wait)

    async def download(self, url: str, target: Target) -> None:
        """Save what stands at an address; credentials go to the client's own origin only.

        Raises:
            APIError: it could not be had.
            OSError: it could not be written.
        """
        exchange = download_exchange(self.api, self.settings, url)
        while True:
            try:
                async with _limit(exchange):
                    response = await self._send(exchange)
                    if response.status == 200:
                        await _save(response, target)
                        return
                    content = await _read(response)
                answer = Answer(response.status, response.headers, content)
            except TransportError as error:
                wait = exchange.failed(error)
            else:
                wait = exchange.received(answer) or 0.0
            await self.sleep(wait)

    async def _send(self, exchange: Exchange) -> AsyncResponse:
        needed = exchange.needs_credentials
        credentials = await self._credentials(exchange) if needed else Applied()
        request = exchange.request(credentials)
        try:
            return await self._shared.get().send(request)
        except TransportError:
            raise
        except Exception as error:
            # A transport that does not say whether the request left is taken for one that may have sent it.
            raise TransportError(f"{type(error).__name__}: {error}") from error

    def _streamed(
        self, exchange: Exchange, reply: Reply, response: AsyncResponse
    ) -> RawResponse[Any]:
        exchange.received(Answer(response.status, response.headers, b""))

        async def run() -> AsyncIterator[object]:
            try:
                async for member in async_members(reply, response.iter_bytes()):
                    yield member
            except (TransportError, ValueError) as error:
                raise stream_error(
                    exchange, response.status, response.headers, error
                ) from error
            finally:
                await response.close()

        stream = AsyncStream(run(), response.close)
        return stream_response(response.status, response.headers, stream)

    # ------------------------------------------------------------------------------------------------- credentials

    async def _credentials(self, exchange: Exchange) -> Applied:
        parts: list[Applied] = []
        for name, scopes in exchange.requirement.items():
            scheme = self.api.schemes.get(name)
            given = self.settings.credentials.get(name)
            if scheme is None or given is None:
                continue
            if isinstance(given, ClientCredentials):
                secret: str | Basic = await self._token(
                    exchange, name, scheme, given, scopes
                )
            elif isinstance(given, str | Basic):
                secret = given
            else:
                token = given()
                secret = token if isinstance(token, str) else await token
            parts.append(applied(scheme, secret))
        exchange.renew = False
        return together(parts)

    async def _token(
        self,
        exchange: Exchange,
        name: str,
        scheme: Scheme,
        given: ClientCredentials,
        scopes: tuple[str, ...],
    ) -> str:
        now = self.settings.clock.now
        key = (name, given, scopes if given.scopes is None else given.scopes)
        async with self._shared.lock:
            token = self._shared.tokens.get(key)
            if token is None or exchange.renew or not token.good(now()):
                request = token_request(scheme, given, scopes, self.settings.timeout)
                try:
                    response = await self._shared.get().send(request)
                    content = await _read(response)
                except TransportError as error:
                    # The operation's own request has not left yet.
                    raise TransportError(
                        str(error), sent="no", timeout=error.timeout
                    ) from error
                token = token_of(
                    Answer(response.status, response.headers, content), now()
                )
                self._shared.tokens[key] = token
            return token.value


class _Shared:
    """What engines over the same connections share: the transport and the tokens."""

    def __init__(self, make: Callable[[], AsyncTransport]) -> None:
        self.lock = asyncio.Lock()
        self.tokens: dict[tuple[str, ClientCredentials, tuple[str, ...]], Token] = {}
        self._make = make
        self._transport: AsyncTransport | None = None
        self._closed = False

    def get(self) -> AsyncTransport:
        """The transport, made when it is needed for the first time."""
        if self._closed:
            raise RuntimeError("the client is closed")
        if self._transport is None:
            self._transport = self._make()
        return self._transport

    async def close(self) -> None:
        """Close the transport."""
        transport, self._transport, self._closed = self._transport, None, True
        if transport is not None:
            await transport.close()


@asynccontextmanager
async def _limit(exchange: Exchange) -> AsyncGenerator[None, None]:
    """End what runs inside when the time for the whole call is over. Raises TransportError."""
    scope = asyncio.timeout(exchange.left())
    try:
        async with scope:
            yield
    except TimeoutError:
        if not scope.expired():
            raise
        raise TransportError(
            "the time for the whole call is over", timeout="total"
        ) from None


async def _read(response: AsyncResponse) -> bytes:
    """A whole body."""
    try:
        return b"".join([piece async for piece in response.iter_bytes()])
    finally:
        with suppress(TransportError):
            await response.close()


async def _save(response: AsyncResponse, target: Target) -> None:
    try:
        with target.open(response.headers) as file:
            async for piece in response.iter_bytes():
                file.write(piece)
    finally:
        await response.close()
