"""An answer that comes piece by piece in; its members one by one out: JSON Lines, JSON sequences, server-sent events."""

from __future__ import annotations

import codecs
import re
from collections.abc import (
    AsyncGenerator,
    AsyncIterator,
    Awaitable,
    Callable,
    Generator,
    Iterator,
)
from contextlib import suppress
from types import TracebackType
from typing import Any, Generic, Protocol, Self, TypeVar

from pydantic_core import from_json

from .bodies import essence
from .decoding import adapter, of_member
from .events import ServerSentEvent as ServerSentEvent
from .events import event_decoder, named, speaks_of_events
from .operation import Reply
from .settings import MEMBER

T = TypeVar("T")

TRIED = 1024 * 1024
"""Characters of a text that is tried for being whole before the next one begins."""

TRIES = 64
"""How often a text is tried at every line; one of more lines is tried whenever it has doubled."""

_RETRY = re.compile(r"[0-9]{1,18}")
"""Nobody waits for a number of milliseconds with more digits, and Python reads no number of thousands of them."""

LAST = "[DONE]"
"""Data of an event that ends a stream of JSON, though it is no JSON itself: a custom that many servers follow."""


class Splitter(Protocol):
    """Takes text as it arrives and gives the members that are whole, one by one."""

    ended: bool
    """The stream has said that nothing follows."""

    def feed(self, text: str) -> Iterator[Any]:
        """The members that this text completes; they have to be taken before more is fed."""
        ...

    def end(self) -> Iterator[Any]:
        """The member that the end of the answer completes."""
        ...


class Rest:
    """Text whose line has not ended yet; a member that is too long is refused.

    Args:
        limit: the most characters of one member; None for no limit.
    """

    def __init__(self, limit: int | None) -> None:
        self._limit = limit
        self._parts: list[str] = []
        self._size = 0

    def add(self, text: str, held: int = 0) -> None:
        """Keep more text; `held` counts characters of the same member that are kept elsewhere. Raises ValueError."""
        if text:
            self._parts.append(text)
        self._size += len(text)
        if self._limit is not None and self._size + held > self._limit:
            raise ValueError(
                f"a member of the stream has more than {self._limit} characters"
            )

    def __len__(self) -> int:
        return self._size

    def text(self) -> str:
        """All of it."""
        return "".join(self._parts)

    def take(self) -> str:
        """All of it, which begins anew then."""
        text = self.text()
        self._parts, self._size = [], 0
        return text


class Lines:
    """JSON Lines, or what else has a separator after each member."""

    def __init__(
        self,
        decode: Callable[[str], Any],
        separator: str = "\n",
        limit: int | None = MEMBER,
    ) -> None:
        self.ended = False
        self._decode = decode
        self._separator = separator
        self._rest = Rest(limit)

    def feed(self, text: str) -> Iterator[Any]:
        *whole, rest = text.split(self._separator)
        for line in whole:
            self._rest.add(line)
            member = self._rest.take().strip()
            if member:
                yield of_member(self._decode, member, member)
        self._rest.add(rest)

    def end(self) -> Iterator[Any]:
        last = self._rest.take().strip()
        if last:
            yield of_member(self._decode, last, last)


class Texts(Lines):
    """JSON text sequences (RFC 7464): a record separator begins a text, and a line feed ends it.

    A text may have line feeds within, so that it is known to be whole when it is JSON, or when the next one begins.
    """

    def __init__(
        self, decode: Callable[[str], Any], limit: int | None = MEMBER
    ) -> None:
        super().__init__(decode, "\x1e", limit)
        self._tries = self._tried = 0

    def feed(self, text: str) -> Iterator[Any]:
        yield from super().feed(text)
        size = len(self._rest)
        if size < self._tried:
            self._tries = self._tried = 0
        worth = self._tries < TRIES or size >= 2 * self._tried
        if text.endswith("\n") and size <= TRIED and worth:
            self._tries, self._tried = self._tries + 1, size
            member = self._rest.text().strip()
            if member and _is_json(member):
                self._rest.take()
                self._tries = self._tried = 0
                yield of_member(self._decode, member, member)


class Events:
    """Server-sent events; an event that the end of the answer cuts off is dropped, as the standard says.

    Args:
        last: data of an event with which the stream says that nothing follows; None where nothing says so.
        filled: data are JSON, which an event without any, such as one that keeps a connection open, is none of.
    """

    def __init__(
        self,
        decode: Callable[[ServerSentEvent], Any],
        last: str | None = None,
        limit: int | None = MEMBER,
        filled: bool = False,
    ) -> None:
        self.ended = False
        self._decode = decode
        self._last, self._filled = last, filled
        self._rest = Rest(limit)
        self._returned = False
        self._data: list[str] = []
        self._size = 0
        self._event = ""
        self._id: str | None = None
        self._retry: int | None = None
        self._begun = False

    def feed(self, text: str) -> Iterator[Any]:
        if not self._begun and text:
            text, self._begun = text.removeprefix("\ufeff"), True
        if self._returned and text:
            # The carriage return before has ended its line already, and this is the second half of that line end.
            text = text.removeprefix("\n")
        self._returned = text.endswith("\r") or (self._returned and not text)
        *lines, rest = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        for line in lines:
            self._rest.add(line, self._size)
            event = self._line(self._rest.take())
            if event is None:
                continue
            if event.data == self._last:
                self.ended = True
                return
            if event.data or not self._filled:
                yield of_member(self._decode, event, event.data)
        self._rest.add(rest, self._size)

    def end(self) -> Iterator[Any]:
        yield from ()

    def _line(self, line: str) -> ServerSentEvent | None:
        if not line:
            return self._dispatch()
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        match name:
            case "data":
                self._data.append(value)
                self._size += len(value) + 1
            case "event":
                self._event = value
            case "id" if "\0" not in value:
                self._id = value
            case "retry" if _RETRY.fullmatch(value):
                self._retry = int(value)
            case _:
                pass
        return None

    def _dispatch(self) -> ServerSentEvent | None:
        data, event = self._data, self._event
        self._data, self._event, self._size = [], "", 0
        if not data:
            return None
        return ServerSentEvent("\n".join(data), event, self._id, self._retry)


def splitter(reply: Reply, most: int | None = MEMBER) -> Splitter:
    """The way in which a reply's media type separates its members; `most` is the most characters of one."""
    item = reply.item
    kind = essence(reply.media_type)
    if kind == "text/event-stream":
        if item is None:
            return Events(named, None, most)
        filled = not speaks_of_events(item())
        return Events(event_decoder(reply), LAST, most, filled)
    decode = _same if item is None else adapter(item).validate_json
    return (
        Texts(decode, most) if kind.endswith("json-seq") else Lines(decode, limit=most)
    )


def _is_json(text: str) -> bool:
    try:
        from_json(text)
    except ValueError:
        return False
    return True


def _same(value: Any) -> Any:
    return value


class Stream(Generic[T]):
    """Members of an answer as they arrive; close it, or use it in a `with` statement, to give the connection back."""

    def __init__(
        self, members: Generator[T, None, None], close: Callable[[], None]
    ) -> None:
        self._members = members
        self._close = close

    def __iter__(self) -> Iterator[T]:
        return self

    def __next__(self) -> T:
        return next(self._members)

    def close(self) -> None:
        """Give the connection back; what has not arrived yet is lost, and the stream is at its end."""
        self._close()
        # Not where a member is being read at this moment, by another thread: that read ends with the connection.
        with suppress(ValueError):
            self._members.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


class AsyncStream(Generic[T]):
    """The asynchronous twin of `Stream`."""

    def __init__(
        self, members: AsyncGenerator[T, None], close: Callable[[], Awaitable[None]]
    ) -> None:
        self._members = members
        self._close = close

    def __aiter__(self) -> AsyncIterator[T]:
        return self

    async def __anext__(self) -> T:
        return await anext(self._members)

    async def close(self) -> None:
        """Give the connection back; what has not arrived yet is lost, and the stream is at its end."""
        await self._close()
        # Not where a member is being read at this moment, by another task: that read ends with the connection.
        with suppress(RuntimeError):
            await self._members.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()


def members(
    reply: Reply, chunks: Iterator[bytes], limit: int | None = MEMBER
) -> Generator[Any, None, None]:
    """The members of a stream whose bytes arrive in `chunks`; `limit` is the most characters of one."""
    split = splitter(reply, limit)
    text = codecs.getincrementaldecoder("utf-8")("replace")
    for chunk in chunks:
        yield from split.feed(text.decode(chunk))
        if split.ended:
            return
    yield from split.feed(text.decode(b"", True))
    yield from split.end()


async def async_members(
    reply: Reply, chunks: AsyncIterator[bytes], limit: int | None = MEMBER
) -> AsyncGenerator[Any, None]:
    """The members of a stream whose bytes arrive in `chunks`; `limit` is the most characters of one."""
    split = splitter(reply, limit)
    text = codecs.getincrementaldecoder("utf-8")("replace")
    async for chunk in chunks:
        for member in split.feed(text.decode(chunk)):
            yield member
        if split.ended:
            return
    for member in split.feed(text.decode(b"", True)):
        yield member
    for member in split.end():
        yield member
