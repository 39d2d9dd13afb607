"""The bytes of an answer as they came in; the same bytes without their content codings (RFC 9110, section 8.4) out.

Nothing is unpacked ahead of its reader: a small answer that stands for an enormous one costs what is read of it. Every
step gives a piece, if it be an empty one, so that whoever reads can stop, and others have their turn.
"""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator

from .transport import TransportError

ACCEPTED = "gzip, deflate"
"""What requests say in Accept-Encoding."""

PIECE = 65_536
"""The most bytes that one step of unpacking gives."""

MOST = 2
"""Codings on top of each other; each further one multiplies what an answer can become."""

_GZIP, _ZLIB, _RAW = 31, 15, -15
"""Window sizes by which zlib tells the formats apart."""


class Unpacker:
    """Undoes one coding, step by step.

    Args:
        coding: "gzip" or "deflate".
    """

    def __init__(self, coding: str) -> None:
        self._window = _GZIP if coding == "gzip" else _ZLIB
        self._engine = zlib.decompressobj(self._window)
        self._begun = False

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What these bytes stand for, a piece of a bounded size for each step, even an empty one. Raises TransportError."""
        pending = True
        while data or pending:
            if self._engine.eof:
                if self._window != _GZIP or not data.startswith(b"\x1f\x8b"):
                    return
                self._engine = zlib.decompressobj(self._window)
            piece = self._step(data)
            data = self._engine.unconsumed_tail or self._engine.unused_data
            pending = len(piece) == PIECE
            yield piece

    def _step(self, data: bytes) -> bytes:
        begun, self._begun = self._begun, self._begun or bool(data)
        try:
            return self._engine.decompress(data, PIECE)
        except zlib.error as error:
            if begun or self._window != _ZLIB:
                raise TransportError(
                    f"the answer cannot be unpacked: {error}"
                ) from None
        # Some servers leave the envelope of zlib away, against RFC 9110, section 8.4.1.2.
        self._window = _RAW
        self._engine = zlib.decompressobj(_RAW)
        return self._step(data)

    def end(self) -> None:
        """The last byte has come. Raises TransportError where it cannot be the last."""
        if self._begun and not self._engine.eof:
            raise TransportError("the answer breaks off")


def unpackers(coding: str) -> list[Unpacker]:
    """What undoes the codings that Content-Encoding names, the last one first.

    Raises:
        TransportError: a coding that was not asked for, or more of them than anybody needs.
    """
    found: list[Unpacker] = []
    for word in reversed(coding.lower().split(",")):
        name = word.strip().removeprefix("x-")
        if name in ("gzip", "deflate"):
            found.append(Unpacker(name))
            if len(found) > MOST:
                raise TransportError("the answer has too many content codings")
        elif name not in ("", "identity"):
            raise TransportError(
                f"the answer has the content coding {name!r}, which was not asked for"
            )
    return found


def unpacked(coding: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Bytes without their codings; `coding` is what Content-Encoding says."""
    for unpacker in unpackers(coding):
        pieces = _one(unpacker, pieces)
    yield from pieces


def _one(unpacker: Unpacker, pieces: Iterable[bytes]) -> Iterator[bytes]:
    for piece in pieces:
        yield from unpacker.feed(piece)
    unpacker.end()


async def unpacked_async(
    coding: str, pieces: AsyncIterable[bytes]
) -> AsyncIterator[bytes]:
    """The asynchronous twin of `unpacked`."""
    for unpacker in unpackers(coding):
        pieces = _one_async(unpacker, pieces)
    async for piece in pieces:
        yield piece


async def _one_async(
    unpacker: Unpacker, pieces: AsyncIterable[bytes]
) -> AsyncIterator[bytes]:
    # Imported here: what never awaits does without it.
    from asyncio import sleep

    async for piece in pieces:
        for steps, part in enumerate(unpacker.feed(piece)):
            if steps:
                await sleep(0)
            yield part
    unpacker.end()
