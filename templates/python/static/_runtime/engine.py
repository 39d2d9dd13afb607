"""The synchronous engine: carries out what an `Exchange` says with a transport, and gives typed values."""

from __future__ import annotations

import copy
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, closing, nullcontext, suppress
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
from .transport import Response, Timeout, Transport, TransportError, untold

if TYPE_CHECKING:
    from .downloads import Saving, Target
    from .oauth import Token

T = TypeVar("T")


class SyncEngine:
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
        transport: Callable[[], Transport],
        sleep: Callable[[float], None] = time.sleep,
        max_concurrent: int | None = None,
    ) -> None:
        self.api = api
        self.settings = settings
        self.sleep = sleep
        self._shared = _Shared(transport, max_concurrent)

    def with_settings(self, settings: Settings) -> SyncEngine:
        """An engine with other settings over the same connections."""
        other = copy.copy(self)
        other.settings = settings
        return other

    def close(self) -> None:
        """Close every connection."""
        self._shared.close()

    def call(
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
        response = self.respond(operation, options, *arguments, body=body)
        return response.data

    def respond(
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
            return self._responded(operation, exchange, pieces)
        except BaseException as error:
            exchange.interrupted(error)
            raise

    def _responded(
        self, operation: Operation[T], exchange: Exchange, pieces: bool
    ) -> RawResponse[T]:
        while True:
            try:
                with self._shared.turn(exchange):
                    response = self._send(exchange)
                    if pieces and exchange.succeeds(response.status):
                        return self._streamed(exchange, None, response)
                    reply = exchange.stream(response.status, response.headers)
                    if reply is not None:
                        return self._streamed(exchange, reply, response)
                    content = _read(exchange, response)
                answer = Answer(response.status, response.headers, content)
            except TransportError as error:
                wait = exchange.failed(error)
            else:
                pause = exchange.received(answer)
                if pause is None:
                    return raw_response(operation, exchange, answer)
                wait = pause
            self.sleep(wait)

    def download(
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
                    with self._shared.turn(exchange):
                        answer = self._saved(exchange, saving)
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
                self.sleep(wait)

    def _saved(self, exchange: Exchange, saving: Saving) -> Answer | None:
        """One try of a download: None where it has come to its end, else the answer that is none of it."""
        response = self._send(exchange)
        with closing(response):
            if not saving.takes(response.status, response.headers):
                content = _read(exchange, response)
                return Answer(response.status, response.headers, content)
            for piece in response.iter_bytes():
                saving.write(piece)
                exchange.check()
        exchange.received(Answer(response.status, response.headers, b""))
        saving.finish()
        return None

    def _send(self, exchange: Exchange) -> Response:
        # Asked by whoever has a turn: while it waited for one, other calls may have learned that the server needs rest.
        while wait := exchange.held():
            self.sleep(wait)
        exchange.begin()
        credentials = (
            self._credentials(exchange) if exchange.needs_credentials else Applied()
        )
        transport = self._shared.get()
        request = exchange.request(credentials)
        try:
            return transport.send(request)
        except (TransportError, AssertionError):
            raise  # What a test of the caller's asserts is no answer of a server.
        except Exception as error:
            raise untold(error) from error

    def _streamed(
        self, exchange: Exchange, reply: Reply | None, response: Response
    ) -> RawResponse[Any]:
        from .streams import Stream, members

        exchange.received(Answer(response.status, response.headers, b""))

        def pieces() -> Iterator[bytes]:
            for piece in response.iter_bytes():
                exchange.check()
                yield piece

        def run() -> Generator[object, None, None]:
            try:
                limit = self.settings.most_of_member
                if reply is None:
                    yield from filter(None, pieces())
                else:
                    yield from members(reply, pieces(), limit)
            except (TransportError, ValueError) as error:
                failure = stream_error(
                    exchange, response.status, response.headers, error
                )
                raise failure from failure.__cause__
            finally:
                response.close()

        stream = Stream(run(), response.close)
        return stream_response(response.status, response.headers, stream)

    # ------------------------------------------------------------------------------------------------- credentials

    def _credentials(self, exchange: Exchange) -> Applied:
        parts: list[Applied] = []
        for name, scopes in exchange.requirement.items():
            scheme = self.api.schemes.get(name)
            given = self.settings.credentials.get(name)
            if scheme is None or given is None:
                continue
            if isinstance(given, ClientCredentials):
                secret: str | Basic = self._token(exchange, name, scheme, given, scopes)
            elif isinstance(given, str | Basic):
                secret = given
            else:
                secret = _text(given())
            parts.append(applied(scheme, secret))
        exchange.renew = False
        return together(parts)

    def _token(
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
        with self._shared.lock:
            token = self._shared.tokens.get(key)
            if token is None or exchange.renew or not token.good(now()):
                limits = exchange.limits()
                request = token_request(
                    scheme, given, scopes, limits, self.settings.base_url
                )
                try:
                    response = self._shared.get().send(request)
                    content = _read(exchange, response)
                except TransportError as error:
                    failure = not_fetched(error, request)
                    raise failure from failure.__cause__
                answer = Answer(response.status, response.headers, content)
                token = token_of(answer, now(), request)
                self._shared.tokens[key] = token
            return token.value


class _Shared:
    """What engines over the same connections share: the transport, the tokens, the pace."""

    def __init__(self, make: Callable[[], Transport], most: int | None) -> None:
        self.make = make
        self.pace = Pace()
        self._turns = None if most is None else threading.BoundedSemaphore(most)
        self.lock = threading.RLock()
        self.tokens: dict[tuple[str, ClientCredentials, tuple[str, ...]], Token] = {}
        self._transport: Transport | None = None
        self._closed = False

    def get(self) -> Transport:
        """The transport, made when it is needed for the first time."""
        if self._transport is None:
            with self.lock:
                if self._closed:
                    raise RuntimeError("the client is closed")
                self._transport = self._transport or self.make()
        return self._transport

    def turn(self, exchange: Exchange) -> AbstractContextManager[object]:
        """A turn to send, for as long as it is held. Raises TransportError where the time for the call is over."""
        if self._turns is None:
            return _FREE
        if not self._turns.acquire(timeout=exchange.left()):
            raise exchange.over()
        return _Turn(self._turns)

    def close(self) -> None:
        with self.lock:
            transport, self._transport, self._closed = self._transport, None, True
        if transport is not None:
            transport.close()


_FREE = nullcontext()


class _Turn:
    """A turn that was got, to be given back."""

    def __init__(self, turns: threading.BoundedSemaphore) -> None:
        self._turns = turns

    def __enter__(self) -> None:
        """The turn is there already."""

    def __exit__(self, *_: object) -> None:
        self._turns.release()


def _read(exchange: Exchange, response: Response) -> bytes:
    """A whole body; the time for the whole call, and the size, are looked at after every piece."""
    pieces: list[bytes] = []
    left = exchange.settings.most_of_whole
    try:
        for piece in response.iter_bytes():
            if piece:
                pieces.append(piece)
            exchange.check()
            if left is not None:
                left = exchange.bounded(left - len(piece))
    finally:
        with suppress(TransportError):
            response.close()
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def _text(secret: object) -> str:
    if not isinstance(secret, str):
        raise TypeError(
            "a token source of a synchronous client gives the token itself, as str"
        )
    return secret
