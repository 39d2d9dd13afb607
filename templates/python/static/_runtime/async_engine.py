"""The asynchronous engine, the twin of `engine`: only what has to be awaited is said anew."""

from __future__ import annotations

import asyncio
import copy
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, nullcontext, suppress
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from .auth import Applied, Basic, ClientCredentials, applied, together
from .decoding import Answer
from .errors import StatusError
from .exchange import Exchange
from .failures import stream_error
from .omit import omit
from .operation import Api, Operation, Reply, Scheme
from .pace import Pace
from .prepare import prepare
from .results import RawResponse, raw_response, stream_response
from .settings import RequestOptions, Settings
from .transport import (
    AsyncResponse,
    AsyncTransport,
    Timeout,
    TransportError,
    untold,
)

if TYPE_CHECKING:
    from .downloads import Saving, Target
    from .oauth import Token

T = TypeVar("T")


class AsyncEngine:
    """Calls operations.

    Args:
        transport: makes the transport when the first request goes out.
        sleep: waits for a number of seconds.
        max_concurrent: the most calls that are under way at one time; an open stream is none of them.
    """

    def __init__(
        self,
        api: Api,
        settings: Settings,
        transport: Callable[[], AsyncTransport],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        max_concurrent: int | None = None,
    ) -> None:
        self.api = api
        self.settings = settings
        self.sleep = sleep
        self._shared = _Shared(transport, max_concurrent)

    def with_settings(self, settings: Settings) -> AsyncEngine:
        """An engine with other settings over the same connections."""
        other = copy.copy(self)
        other.settings = settings
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
        return response.data

    async def respond(
        self,
        operation: Operation[T],
        options: RequestOptions | None,
        *arguments: object,
        body: object = omit,
        link: str = "",
        pieces: bool = False,
    ) -> RawResponse[T]:
        """Call an operation and give the whole success: status, headers and data. Raises like `call`.

        Args:
            link: where the server says to call it, in place of the operation's own address and query.
            pieces: the data is a stream of the bytes of the body, whatever the document says of them.
        """
        prepared = prepare(
            self.api, self.settings, operation, arguments, body, options, link
        )
        exchange = Exchange(
            self.api, self.settings, operation, prepared, self._shared.pace
        )
        try:
            return await self._responded(operation, exchange, pieces)
        except BaseException as error:
            exchange.interrupted(error)
            raise

    async def _responded(
        self, operation: Operation[T], exchange: Exchange, pieces: bool
    ) -> RawResponse[T]:
        while True:
            try:
                async with _limit(exchange), self._shared.turns:
                    response = await self._send(exchange)
                    if pieces and exchange.succeeds(response.status):
                        return self._streamed(exchange, None, response)
                    reply = exchange.stream(response.status, response.headers)
                    if reply is not None:
                        return self._streamed(exchange, reply, response)
                    content = await _read(exchange, response)
                answer = Answer(response.status, response.headers, content)
            except TransportError as error:
                wait = exchange.failed(error)
            else:
                pause = exchange.received(answer)
                if pause is None:
                    return raw_response(operation, exchange, answer)
                wait = pause
            await self.sleep(wait)

    async def download(
        self, url: str, target: Target, timeout: Timeout | None = None
    ) -> None:
        """Save what stands at an address; credentials go to the client's own origin only.

        Raises:
            APIError: it could not be had.
            OSError: it could not be written.
        """
        from .downloads import Saving, download_exchange

        exchange = download_exchange(
            self.api, self.settings, url, timeout, self._shared.pace
        )
        with Saving(exchange, target) as saving:
            while True:
                try:
                    saving.ask()
                    async with _limit(exchange), self._shared.turns:
                        answer = await self._saved(exchange, saving)
                    if answer is None or saving.complete(answer):
                        return
                except TransportError as error:
                    saving.broke()
                    wait = exchange.failed(error)
                else:
                    try:
                        wait = exchange.received(answer) or 0.0
                    except StatusError as error:
                        raise saving.failure(error) from error.__cause__
                await self.sleep(wait)

    async def _saved(self, exchange: Exchange, saving: Saving) -> Answer | None:
        """One try of a download: None where it has come to its end, else the answer that is none of it."""
        response = await self._send(exchange)
        try:
            if not saving.takes(response.status, response.headers):
                content = await _read(exchange, response)
                return Answer(response.status, response.headers, content)
            async for piece in response.iter_bytes():
                saving.write(piece)
        finally:
            await response.close()
        exchange.received(Answer(response.status, response.headers, b""))
        saving.finish()
        return None

    async def _send(self, exchange: Exchange) -> AsyncResponse:
        # Asked by whoever has a turn: while it waited for one, other calls may have learned that the server needs rest.
        while wait := exchange.held():
            await self.sleep(wait)
        exchange.begin()
        needed = exchange.needs_credentials
        credentials = await self._credentials(exchange) if needed else Applied()
        transport = self._shared.get()
        request = exchange.request(credentials)
        try:
            return await transport.send(request)
        except (TransportError, AssertionError):
            raise  # What a test of the caller's asserts is no answer of a server.
        except Exception as error:
            raise untold(error) from error

    def _streamed(
        self, exchange: Exchange, reply: Reply | None, response: AsyncResponse
    ) -> RawResponse[Any]:
        from .streams import AsyncStream, async_members

        exchange.received(Answer(response.status, response.headers, b""))

        async def run() -> AsyncGenerator[object, None]:
            try:
                limit = self.settings.most_of_member
                pieces = _timed(exchange, response)
                if reply is None:
                    async for piece in pieces:
                        if piece:
                            yield piece
                    return
                async for member in async_members(reply, pieces, limit):
                    yield member
            except (TransportError, ValueError) as error:
                failure = stream_error(
                    exchange, response.status, response.headers, error
                )
                raise failure from failure.__cause__
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
        from .oauth import not_fetched, token_of, token_request

        now = self.settings.clock.now
        key = (name, given, scopes if given.scopes is None else given.scopes)
        async with self._shared.lock:
            token = self._shared.tokens.get(key)
            if token is None or exchange.renew or not token.good(now()):
                limits = exchange.limits()
                request = token_request(
                    scheme, given, scopes, limits, self.settings.base_url
                )
                try:
                    response = await self._shared.get().send(request)
                    content = await _read(exchange, response)
                except TransportError as error:
                    failure = not_fetched(error, request)
                    raise failure from failure.__cause__
                answer = Answer(response.status, response.headers, content)
                token = token_of(answer, now(), request)
                self._shared.tokens[key] = token
            return token.value


class _Shared:
    """What engines over the same connections share: the transport, the tokens, the pace."""

    def __init__(self, make: Callable[[], AsyncTransport], most: int | None) -> None:
        self.pace = Pace()
        self.tokens: dict[tuple[str, ClientCredentials, tuple[str, ...]], Token] = {}
        self._make, self._most = make, most
        self._loop: asyncio.AbstractEventLoop | None = None
        self._lock = asyncio.Lock()
        self._turns = (
            nullcontext[object](None) if most is None else asyncio.Semaphore(most)
        )
        self._transport: AsyncTransport | None = None
        self._closed = False

    @property
    def turns(self) -> AbstractAsyncContextManager[object]:
        """Waits until few enough calls are under way."""
        self._here()
        return self._turns

    @property
    def lock(self) -> asyncio.Lock:
        """Held while a token is fetched."""
        self._here()
        return self._lock

    def _here(self) -> None:
        """A lock belongs to the event loop in which it was waited for; whoever calls from a later one gets another."""
        loop = asyncio.get_running_loop()
        if loop is self._loop:
            return
        if self._loop is not None:
            self._lock = asyncio.Lock()
            if self._most is not None:
                self._turns = asyncio.Semaphore(self._most)
        self._loop = loop

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


class _Limit:
    """Ends what runs inside when the time for the whole call is over. Raises TransportError."""

    def __init__(self, exchange: Exchange, left: float) -> None:
        self._exchange = exchange
        self._scope = asyncio.timeout(left)

    async def __aenter__(self) -> None:
        await self._scope.__aenter__()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            await self._scope.__aexit__(kind, error, trace)
        except TimeoutError:
            raise self._exchange.over() from None


_UNLIMITED: AbstractAsyncContextManager[None] = nullcontext()


def _limit(exchange: Exchange) -> AbstractAsyncContextManager[None]:
    left = exchange.left()
    return _UNLIMITED if left is None else _Limit(exchange, left)


async def _read(exchange: Exchange, response: AsyncResponse) -> bytes:
    """A whole body; its size is looked at after every piece."""
    pieces: list[bytes] = []
    left = exchange.settings.most_of_whole
    try:
        async for piece in response.iter_bytes():
            if piece:
                pieces.append(piece)
            if left is not None:
                left = exchange.bounded(left - len(piece))
    finally:
        with suppress(TransportError):
            await response.close()
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


async def _timed(exchange: Exchange, response: AsyncResponse) -> AsyncIterator[bytes]:
    """The pieces of a body that is read while others wait; the time for the whole call is kept for each."""
    pieces = response.iter_bytes()
    while True:
        try:
            async with _limit(exchange):
                piece = await anext(pieces)
        except StopAsyncIteration:
            return
        yield piece
