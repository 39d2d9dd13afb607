"""A method of a resource in; its twin that gives status and headers beside the data out."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable
from typing import (
    TYPE_CHECKING,
    Any,
    Concatenate,
    Generic,
    ParamSpec,
    Self,
    TypeVar,
    overload,
)

from .headers import Headers
from .results import H, RawResponse
from .settings import named

if TYPE_CHECKING:
    from .async_engine import AsyncEngine
    from .engine import SyncEngine

T = TypeVar("T")
R = TypeVar("R")
P = ParamSpec("P")


class SyncRaw:
    """A group of operations that give status and headers beside their data."""

    def __init__(self, engine: SyncEngine) -> None:
        self._engine = engine

    def __repr__(self) -> str:
        return named(self, self._engine.settings)

    @property
    def engine(self) -> SyncEngine:
        """An engine for one call."""
        return self._engine.recording()


class AsyncRaw:
    """A group of operations that give status and headers beside their data."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    def __repr__(self) -> str:
        return named(self, self._engine.settings)

    @property
    def engine(self) -> AsyncEngine:
        """An engine for one call."""
        return self._engine.recording()


class RawMethod(Generic[R, P, T, H]):
    """A method of a resource as one that gives status and headers beside the data; its arguments are the same."""

    def __init__(
        self,
        resource: Callable[[SyncEngine], R],
        method: Callable[Concatenate[R, P], T],
        headers: type[H] | None = None,
    ) -> None:
        self._resource = resource
        self._method = method
        self._headers: Any = headers or Headers
        self.__doc__ = method.__doc__

    @overload
    def __get__(self, instance: None, owner: type[SyncRaw]) -> Self: ...
    @overload
    def __get__(
        self, instance: SyncRaw, owner: type[SyncRaw]
    ) -> Callable[P, RawResponse[T, H]]: ...
    def __get__(
        self, instance: SyncRaw | None, owner: type[SyncRaw]
    ) -> Self | Callable[P, RawResponse[T, H]]:
        if instance is None:
            return self
        engine = instance.engine

        @functools.wraps(self._method)
        def run(*args: P.args, **kwargs: P.kwargs) -> RawResponse[T, H]:
            data = self._method(self._resource(engine), *args, **kwargs)
            return answered(engine.last, data, self._headers)

        return run


class AsyncRawMethod(Generic[R, P, T, H]):
    """The asynchronous twin of `RawMethod`."""

    def __init__(
        self,
        resource: Callable[[AsyncEngine], R],
        method: Callable[Concatenate[R, P], Awaitable[T]],
        headers: type[H] | None = None,
    ) -> None:
        self._resource = resource
        self._method = method
        self._headers: Any = headers or Headers
        self.__doc__ = method.__doc__

    @overload
    def __get__(self, instance: None, owner: type[AsyncRaw]) -> Self: ...
    @overload
    def __get__(
        self, instance: AsyncRaw, owner: type[AsyncRaw]
    ) -> Callable[P, Awaitable[RawResponse[T, H]]]: ...
    def __get__(
        self, instance: AsyncRaw | None, owner: type[AsyncRaw]
    ) -> Self | Callable[P, Awaitable[RawResponse[T, H]]]:
        if instance is None:
            return self
        engine = instance.engine

        @functools.wraps(self._method)
        async def run(*args: P.args, **kwargs: P.kwargs) -> RawResponse[T, H]:
            data = await self._method(self._resource(engine), *args, **kwargs)
            return answered(engine.last, data, self._headers)

        return run


def answered(
    last: RawResponse[object] | None, data: T, headers: type[H]
) -> RawResponse[T, H]:
    """The data of a call with the status and the headers that came with it."""
    if last is None:
        raise RuntimeError("the method has sent no request")
    declared = headers(last.headers.pairs())
    return RawResponse(last.status, declared, data, last.content)
