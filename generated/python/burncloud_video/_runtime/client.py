"""What the generated clients and resources are made of: settings in, an engine behind typed methods out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from types import TracebackType
from typing import Any, ClassVar, Generic, Self, TypeVar

from .auth import Credential
from .calls import Resource
from .headers import checked, merged
from .omit import Omit, omit
from .operation import Api
from .prepare import base_url as base_url_of
from .settings import RequestHook, ResponseHook, Settings, named, timeout_of
from .transport import AsyncTransport, Timeout, Transport
from .ways import Async, AsyncPieces, AsyncRaw, Sync, SyncPieces, SyncRaw

Raw = TypeVar("Raw")
Pieces = TypeVar("Pieces")


def settings_of(
    api: Api,
    *,
    base_url: str | None,
    variables: Mapping[str, str | None],
    credentials: Mapping[str, Credential | None],
    timeout: float | Timeout | Omit | None,
    retries: int,
    headers: Mapping[str, str] | None,
    on_request: Sequence[RequestHook],
    on_response: Sequence[ResponseHook],
    max_response_bytes: int | Omit | None,
) -> Settings:
    """The arguments of a client's constructor in their final form.

    Raises:
        ValueError: there is no base address, or a header field cannot be sent.
    """
    address, own = base_url_of(api, base_url, variables)
    return Settings(
        base_url=address,
        own_base_url=own,
        credentials={
            name: given for name, given in credentials.items() if given is not None
        },
        headers=checked((headers or {}).items()),
        timeout=(
            Timeout() if isinstance(timeout, Omit) else timeout_of(timeout, Timeout())
        ),
        retries=retries,
        on_request=tuple(on_request),
        on_response=tuple(on_response),
        max_response_bytes=max_response_bytes,
    )


def changed(
    settings: Settings,
    timeout: float | Timeout | Omit | None,
    retries: int | None,
    headers: Mapping[str, str] | None,
    max_response_bytes: int | Omit | None,
) -> Settings:
    """Settings with some of them changed; header fields are added to those that are there."""
    if not isinstance(timeout, Omit):
        settings = replace(settings, timeout=timeout_of(timeout, settings.timeout))
    if retries is not None:
        settings = replace(settings, retries=retries)
    if not isinstance(max_response_bytes, Omit):
        settings = replace(settings, max_response_bytes=max_response_bytes)
    if headers:
        added = checked(headers.items())
        settings = replace(settings, headers=merged(settings.headers, added))
    return settings


class SyncClient(Resource[Sync], Generic[Raw, Pieces]):
    """The part of a client that is the same for every document."""

    _resources: ClassVar[Any]
    """The class of all operations."""

    @cached_property
    def raw(self) -> Raw:
        """The same operations, giving status and headers beside the data."""
        resources: Raw = self._resources(SyncRaw(self._engine))
        return resources

    @cached_property
    def in_pieces(self) -> Pieces:
        """The same operations, giving the bytes of the body in pieces, as they arrive."""
        resources: Pieces = self._resources(SyncPieces(self._engine))
        return resources

    def __init__(
        self,
        api: Api,
        settings: Settings,
        transport: Transport | None,
        max_concurrent: int | None = None,
    ) -> None:
        from .engine import SyncEngine

        def default() -> Transport:
            from .httpx_transport import HttpTransport

            return HttpTransport()

        given = transport
        self._engine = SyncEngine(
            api,
            settings,
            default if given is None else lambda: given,
            max_concurrent=max_concurrent,
        )
        super().__init__(Sync(self._engine))

    def with_options(
        self,
        *,
        timeout: float | Timeout | Omit | None = omit,
        retries: int | None = None,
        headers: Mapping[str, str] | None = None,
        max_response_bytes: int | Omit | None = omit,
    ) -> Self:
        """The same client over the same connections, with other settings.

        Args:
            timeout: seconds for a whole call, or limits for its parts; None for no limit.
            retries: how often a call is repeated at most where it may be.
            headers: header fields beside those that the client sends already.
            max_response_bytes: the most bytes of an answer, unpacked, or of one member of a stream; None for no limit.
        """
        other = type(self).__new__(type(self))
        other._engine = self._engine.with_settings(
            changed(
                self._engine.settings, timeout, retries, headers, max_response_bytes
            )
        )
        other._way = Sync(other._engine)
        return other

    def warm(self) -> None:
        """Build now what is otherwise built when it is first used: every model, and what reads the answers.

        A service that would rather start later than answer its first caller late calls this when it starts.
        """
        from .warming import warm

        warm(self, self._engine.api)

    def close(self) -> None:
        """Close every connection; a transport of one's own is closed too."""
        self._engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return named(self, self._engine.settings)

    def __reduce__(self) -> str:
        raise TypeError("a client has connections: make one in each process")

    def __copy__(self) -> Self:
        return self.with_options()


class AsyncClientCore(Resource[Async], Generic[Raw, Pieces]):
    """The part of an asynchronous client that is the same for every document."""

    _resources: ClassVar[Any]
    """The class of all operations."""

    @cached_property
    def raw(self) -> Raw:
        """The same operations, giving status and headers beside the data."""
        resources: Raw = self._resources(AsyncRaw(self._engine))
        return resources

    @cached_property
    def in_pieces(self) -> Pieces:
        """The same operations, giving the bytes of the body in pieces, as they arrive."""
        resources: Pieces = self._resources(AsyncPieces(self._engine))
        return resources

    def __init__(
        self,
        api: Api,
        settings: Settings,
        transport: AsyncTransport | None,
        max_concurrent: int | None = None,
    ) -> None:
        from .async_engine import AsyncEngine

        def default() -> AsyncTransport:
            from .httpx_transport import AsyncHttpTransport

            return AsyncHttpTransport()

        given = transport
        self._engine = AsyncEngine(
            api,
            settings,
            default if given is None else lambda: given,
            max_concurrent=max_concurrent,
        )
        super().__init__(Async(self._engine))

    def with_options(
        self,
        *,
        timeout: float | Timeout | Omit | None = omit,
        retries: int | None = None,
        headers: Mapping[str, str] | None = None,
        max_response_bytes: int | Omit | None = omit,
    ) -> Self:
        """The same client over the same connections, with other settings.

        Args:
            timeout: seconds for a whole call, or limits for its parts; None for no limit.
            retries: how often a call is repeated at most where it may be.
            headers: header fields beside those that the client sends already.
            max_response_bytes: the most bytes of an answer, unpacked, or of one member of a stream; None for no limit.
        """
        other = type(self).__new__(type(self))
        other._engine = self._engine.with_settings(
            changed(
                self._engine.settings, timeout, retries, headers, max_response_bytes
            )
        )
        other._way = Async(other._engine)
        return other

    def warm(self) -> None:
        """Build now what is otherwise built when it is first used: every model, and what reads the answers.

        A service that would rather start later than answer its first caller late calls this when it starts.
        """
        from .warming import warm

        warm(self, self._engine.api)

    async def close(self) -> None:
        """Close every connection; a transport of one's own is closed too."""
        await self._engine.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()

    def __repr__(self) -> str:
        return named(self, self._engine.settings)

    def __reduce__(self) -> str:
        raise TypeError("a client has connections: make one in each process")

    def __copy__(self) -> Self:
        return self.with_options()
