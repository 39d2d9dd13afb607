"""What a caller gives as a file: bytes, a path, an open file or pieces; an upload that can be sent comes out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import SEEK_END
from typing import Protocol, TypeAlias, runtime_checkable

from .transport import Upload

PIECE = 65_536


@runtime_checkable
class Readable(Protocol):
    """A file that is open for reading bytes."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes, none at the end."""


FileContent: TypeAlias = (
    "bytes | bytearray | os.PathLike[str] | Readable | Iterable[bytes]"
)
FileInput: TypeAlias = (
    "FileContent | tuple[str | None, FileContent] | tuple[str | None, FileContent, str]"
)
"""A file's content, or (name, content), or (name, content, media type)."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that is going to be sent."""

    name: str | None
    content: Upload
    media_type: str


@dataclass(frozen=True, slots=True)
class Pieces:
    """An upload made of pieces that are opened anew for each try."""

    open: Callable[[], Iterable[bytes]]
    length: int | None
    replayable: bool = True

    def chunks(self) -> Iterator[bytes]:
        """The pieces from the beginning."""
        yield from self.open()


def upload(content: FileContent) -> Upload:
    """Make an upload of whatever a caller may give.

    Raises:
        OSError: a path cannot be read.
        TypeError: it is nothing of what is allowed.
    """
    if isinstance(content, bytes | bytearray):
        whole = bytes(content)
        return Pieces(lambda: (whole,), len(whole))
    if isinstance(content, os.PathLike):
        place = os.fspath(content)
        return Pieces(lambda: _from_path(place), os.stat(place).st_size)
    if isinstance(content, Readable):
        return _from_file(content)
    if isinstance(content, str):
        raise TypeError(
            "a file is given as bytes, a pathlib.Path, an open file or pieces of bytes, not as str"
        )
    pieces = content
    return Pieces(lambda: pieces, None, replayable=isinstance(pieces, Sequence))


def as_file(value: FileInput, media_type: str = "") -> File:
    """Name, content and media type of what a caller gives as a file."""
    name: str | None = None
    content: FileContent
    if isinstance(value, tuple) and len(value) == 3 and isinstance(value[2], str):
        name, content, media_type = value
    elif (
        isinstance(value, tuple) and len(value) == 2 and not isinstance(value[0], bytes)
    ):
        name, content = value
    else:
        content = value
        name = _name(value)
    return File(name, upload(content), media_type or "application/octet-stream")


def is_file(value: object) -> bool:
    """Tell whether a value is given as a file, not as JSON."""
    if isinstance(value, tuple):
        return len(value) in (2, 3) and is_file(value[1])
    return isinstance(value, bytes | bytearray | os.PathLike | Readable | Iterator)


def _name(value: object) -> str | None:
    place: object = (
        value if isinstance(value, os.PathLike) else getattr(value, "name", None)
    )
    return (
        os.path.basename(os.fspath(place))
        if isinstance(place, str | os.PathLike)
        else None
    )


def _from_path(place: str) -> Iterator[bytes]:
    with open(place, "rb") as file:
        yield from _pieces(file)


def _pieces(file: Readable) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece


@runtime_checkable
class _Seekable(Readable, Protocol):
    def seek(self, offset: int, whence: int = 0, /) -> int: ...
    def tell(self) -> int: ...
    def seekable(self) -> bool: ...


def _from_file(file: Readable) -> Upload:
    if not isinstance(file, _Seekable) or not file.seekable():
        return Pieces(lambda: _pieces(file), None, replayable=False)
    seekable = file
    start = file.tell()
    length = file.seek(0, SEEK_END) - start
    file.seek(start)

    def again() -> Iterator[bytes]:
        seekable.seek(start)
        return _pieces(seekable)

    return Pieces(again, length)
