"""The synchronous engine: carries out what an `Exchange` says with a transport, and gives typed values."""

from __future__ import annotations

import copy
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
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
from .streams import Stream, members
from .transport import Response, Transport, TransportError

T = TypeVar("T")


class SyncEngine:
    """Calls operations.

    Args:
        transport: makes the transport when the first request goes out.
        sleep: waits for a number of seconds.
    """

    def __init__(
        self,
        api: Api,
        settings: Settings,
        transport: Callable[[], Transport],
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.api = api
        self.settings = settings
        self.sleep = sleep
        self.record = False
        self.last: RawResponse[Any] | None = None
        self._shared = _Shared(transport)

    def with_settings(self, settings: Settings) -> SyncEngine:
        """An engine with other settings over the same connections."""
        other = copy.copy(self)
        other.settings = settings
        return other

    def recording(self) -> SyncEngine:
        """An engine over the same connections for one call, whose success is found in `last`."""
        other = copy.copy(self)
        other.record = True
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
        if self.record:
            self.last = response
        return response.data

    def respond(
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
                response = self._send(exchange)
                reply = exchange.stream(response.status, response.headers)
                if reply is not None:
                    return self._streamed(exchange, reply, response)
                answer = Answer(
                    response.status, response.headers, _read(exchange, response)
                )
            except TransportError as error:
                wait = exchange.failed(error)
            else:
                pause = exchange.received(answer)
                if pause is None:
                    return raw_response(operation, exchange, answer)
                wait = pause
            self.sleep(wait)

    def download(self, url: str, target: Target) -> None:
        """Save what stands at an address; credentials go to the client's own origin only.

        Raises:
            APIError: it could not be had.
            OSError: it could not be written.
        """
        exchange = download_exchange(self.api, self.settings, url)
        while True:
            try:
                response = self._send(exchange)
                if response.status == 200:
                    with target.open(response.headers) as file, closing(response):
                        for piece in response.iter_bytes():
                            file.write(piece)
                            exchange.check()
                    return
                answer = Answer(
                    response.status, response.headers, _read(exchange, response)
                )
            except TransportError as error:
                wait = exchange.failed(error)
            else:
                wait = exchange.received(answer) or 0.0
            self.sleep(wait)

    def _send(self, exchange: Exchange) -> Response:
        credentials = (
            self._credentials(exchange) if exchange.needs_credentials else Applied()
        )
        request = exchange.request(credentials)
        try:
            return self._shared.get().send(request)
        except TransportError:
            raise
        except Exception as error:
            # A transport that does not say whether the request left is taken for one that may have sent it.
            raise TransportError(f"{type(error).__name__}: {error}") from error

    def _streamed(
        self, exchange: Exchange, reply: Reply, response: Response
    ) -> RawResponse[Any]:
        exchange.received(Answer(response.status, response.headers, b""))

        def run() -> Iterator[object]:
            try:
                yield from members(reply, response.iter_bytes())
            except (TransportError, ValueError) as error:
                raise stream_error(
                    exchange, response.status, response.headers, error
                ) from error
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
        now = self.settings.clock.now
        key = (name, given, scopes if given.scopes is None else given.scopes)
        with self._shared.lock:
            token = self._shared.tokens.get(key)
            if token is None or exchange.renew or not token.good(now()):
                request = token_request(scheme, given, scopes, self.settings.timeout)
                try:
                    response = self._shared.get().send(request)
                    content = _read(exchange, response)
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

    def __init__(self, make: Callable[[], Transport]) -> None:
        self.make = make
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

    def close(self) -> None:
        with self.lock:
            transport, self._transport, self._closed = self._transport, None, True
        if transport is not None:
            transport.close()


def _read(exchange: Exchange, response: Response) -> bytes:
    """A whole body; the time for the whole call is looked at after every piece."""
    pieces: list[bytes] = []
    try:
        for piece in response.iter_bytes():
            pieces.append(piece)
            exchange.check()
    finally:
        with suppress(TransportError):
            response.close()
    return b"".join(pieces)


def _text(secret: object) -> str:
    if not isinstance(secret, str):
        raise TypeError(
            "a token source of a synchronous client gives the token itself, as str"
        )
    return secret
