"""An answer that comes piece by piece in; its members one by one out: JSON Lines, JSON sequences, server-sent events."""

from __future__ import annotations

import codecs
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Any, Generic, Protocol, Self, TypeVar

from .bodies import essence
from .decoding import adapter
from .operation import Reply

T = TypeVar("T")

EVENT_LIMIT = 64 * 1024 * 1024
"""Characters of one member; a server that sends more is not believed."""


@dataclass(frozen=True, slots=True)
class ServerSentEvent:
    """An event of a `text/event-stream` (WHATWG HTML, "Server-sent events")."""

    data: str
    event: str = "message"
    id: str | None = None
    retry: int | None = None


class Splitter(Protocol):
    """Takes text as it arrives and gives the members that are whole."""

    def feed(self, text: str) -> list[Any]:
        """The members that this text completes."""
        ...

    def end(self) -> list[Any]:
        """The member that the end of the answer completes."""
        ...


class Lines:
    """JSON Lines (`separator` is a line feed) and JSON text sequences (RFC 7464: a record separator)."""

    def __init__(self, decode: Callable[[str], Any], separator: str = "\n") -> None:
        self._decode = decode
        self._separator = separator
        self._rest: list[str] = []
        self._size = 0

    def feed(self, text: str) -> list[Any]:
        *whole, rest = text.split(self._separator)
        if whole:
            whole[0] = "".join(self._rest) + whole[0]
            self._rest, self._size = [], 0
        self._rest.append(rest)
        self._size += len(rest)
        _bounded(self._size)
        return [self._decode(line) for line in map(str.strip, whole) if line]

    def end(self) -> list[Any]:
        last = "".join(self._rest).strip()
        return [self._decode(last)] if last else []


class Events:
    """Server-sent events; an event that the end of the answer cuts off is dropped, as the standard says."""

    def __init__(self, decode: Callable[[ServerSentEvent], Any]) -> None:
        self._decode = decode
        self._rest = ""
        self._data: list[str] = []
        self._size = 0
        self._event = ""
        self._id: str | None = None
        self._retry: int | None = None
        self._begun = False

    def feed(self, text: str) -> list[Any]:
        if not self._begun and text:
            text, self._begun = text.removeprefix("\ufeff"), True
        found: list[Any] = []
        pending = self._rest + text
        # A carriage return at the end may be the first half of a line end whose line feed is still to come.
        held = "\r" if pending.endswith("\r") else ""
        pending = pending.removesuffix("\r") if held else pending
        *lines, rest = pending.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._rest = rest + held
        _bounded(self._size + len(self._rest))
        for line in lines:
            event = self._line(line)
            if event is not None:
                found.append(self._decode(event))
        return found

    def end(self) -> list[Any]:
        return []

    def _line(self, line: str) -> ServerSentEvent | None:
        if not line:
            return self._dispatch()
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        match name:
            case "data":
                self._data.append(value)
                self._size += len(value)
            case "event":
                self._event = value
            case "id" if "\0" not in value:
                self._id = value
            case "retry" if value.isascii() and value.isdigit():
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


def _bounded(size: int) -> None:
    if size > EVENT_LIMIT:
        raise ValueError(
            f"a member of the stream has more than {EVENT_LIMIT} characters"
        )


def splitter(reply: Reply) -> Splitter:
    """The way in which a reply's media type separates its members."""
    item = reply.item
    if essence(reply.media_type) == "text/event-stream":
        return Events(_named if item is None else _event_decoder(reply))
    separator = (
        "\x1e"
        if essence(reply.media_type).endswith(("json-seq", "+json-seq"))
        else "\n"
    )
    if item is None:
        return Lines(_same, separator)
    return Lines(adapter(item).validate_json, separator)


def _same(value: Any) -> Any:
    return value


def _named(event: ServerSentEvent) -> ServerSentEvent:
    """An event that names no kind is a message."""
    return event if event.event else replace(event, event="message")


def _event_decoder(reply: Reply) -> Callable[[ServerSentEvent], Any]:
    """Read events by `itemSchema`: the event as an object (OpenAPI 3.2, "Sequential Media Types"), or its data as JSON."""
    assert reply.item is not None
    wanted = adapter(reply.item)

    def read(event: ServerSentEvent) -> Any:
        fields = {
            "data": event.data,
            "event": event.event or None,
            "id": event.id,
            "retry": event.retry,
        }
        given = {name: value for name, value in fields.items() if value is not None}
        try:
            return wanted.validate_json(event.data)
        except ValueError as error:
            try:
                return wanted.validate_python(given)
            except ValueError:
                raise error from None

    return read


class Stream(Generic[T]):
    """Members of an answer as they arrive; close it, or use it in a `with` statement, to give the connection back."""

    def __init__(self, members: Iterator[T], close: Callable[[], None]) -> None:
        self._members = members
        self._close = close

    def __iter__(self) -> Iterator[T]:
        return self

    def __next__(self) -> T:
        return next(self._members)

    def close(self) -> None:
        """Give the connection back; what has not arrived yet is lost."""
        self._close()

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
        self, members: AsyncIterator[T], close: Callable[[], Awaitable[None]]
    ) -> None:
        self._members = members
        self._close = close

    def __aiter__(self) -> AsyncIterator[T]:
        return self

    async def __anext__(self) -> T:
        return await anext(self._members)

    async def close(self) -> None:
        """Give the connection back; what has not arrived yet is lost."""
        await self._close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.close()


def members(reply: Reply, chunks: Iterator[bytes]) -> Iterator[Any]:
    """The members of a stream whose bytes arrive in `chunks`."""
    split, text = splitter(reply), codecs.getincrementaldecoder("utf-8")("replace")
    for chunk in chunks:
        yield from split.feed(text.decode(chunk))
    yield from split.feed(text.decode(b"", True))
    yield from split.end()


async def async_members(
    reply: Reply, chunks: AsyncIterator[bytes]
) -> AsyncIterator[Any]:
    """The members of a stream whose bytes arrive in `chunks`."""
    split, text = splitter(reply), codecs.getincrementaldecoder("utf-8")("replace")
    async for chunk in chunks:
        for member in split.feed(text.decode(chunk)):
            yield member
    for member in (*split.feed(text.decode(b"", True)), *split.end()):
        yield member
