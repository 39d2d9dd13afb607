"""What a caller gives as a file: bytes, a path, an open file or pieces; an upload that can be sent comes out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from io import SEEK_END
from typing import Any, Protocol, TypeAlias, TypeGuard, runtime_checkable

from .jsons import is_row
from .transport import Upload
from .values import Value

PIECE = 65_536
OCTETS = "application/octet-stream"


@runtime_checkable
class Readable(Protocol):
    """A file that is open for reading bytes."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes, none at the end."""
        ...


FileContent: TypeAlias = (
    "bytes | bytearray | os.PathLike[str] | Readable | Iterable[bytes]"
)
PartInput: TypeAlias = "tuple[str | None, FileContent, str, Mapping[str, str]]"
"""(name, content, media type, header fields) of a file that is part of a form."""
FileInput: TypeAlias = (
    "FileContent | tuple[str | None, FileContent] | tuple[str | None, FileContent, str] | PartInput"
)
"""A file's content, or (name, content), or (name, content, media type), or what `PartInput` is."""


class File(Value):
    """A file that is going to be sent."""

    name: str | None
    content: Upload
    media_type: str
    headers: Mapping[str, str] = field(default_factory=dict[str, str])


class Pieces(Value):
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


def as_file(value: FileInput, declared: str = "") -> File:
    """Name, content and media type of what a caller gives as a file; `declared` is what the document says of the last."""
    media_type = media_type_of(value, declared)
    match value:
        case (None | str() as name, content) | (None | str() as name, content, str()):
            return File(name, upload(_content(content)), media_type)
        case (None | str() as name, content, str(), headers):
            fields = _fields(headers)
            return File(name, upload(_content(content)), media_type, fields)
        case _:
            return File(_name(value), upload(_content(value)), media_type)


def media_type_of(value: FileInput, declared: str) -> str:
    """The media type of a file that a caller gives: the one given with it, else the declared one.

    Args:
        declared: media types and ranges with commas between. Among several, and within a range such as ``image/*`` or ``*/*``,
            the ending of the file's name chooses.
    """
    match value:
        case (None | str(), _, str() as given) | (None | str(), _, str() as given, _):
            return given
        case (None | str() as name, _):
            pass
        case _:
            name = _name(value)
    options = [one.strip() for one in declared.split(",")]
    if len(options) > 1 or options[0].endswith("/*"):
        # It reads tables of the system, which most calls do not need.
        from mimetypes import guess_type

        guessed = guess_type(name or "")[0] or ""
        begins = f"{guessed.partition('/')[0]}/*"
        if guessed and not {guessed, begins, "*/*"}.isdisjoint(options):
            return guessed
    return OCTETS if "*" in options[0] else options[0] or OCTETS


def is_file(value: object) -> bool:
    """Tell whether a value is given as a file, not as JSON."""
    if is_row(value):
        named = isinstance(value, tuple) and 2 <= len(value) <= 4
        return named and not isinstance(value[0], bytes) and _is_content(value[1])
    return _is_content(value)


def _is_path(value: object) -> TypeGuard[os.PathLike[str]]:
    return isinstance(value, os.PathLike)


def _is_content(value: object) -> bool:
    return isinstance(value, bytes | bytearray | os.PathLike | Readable | Iterator)


def _content(value: Any) -> FileContent:
    content: FileContent = value
    return content


def _fields(value: Any) -> Mapping[str, str]:
    fields: Mapping[str, str] = value
    return fields


def _name(value: Any) -> str | None:
    place: object = getattr(value, "name", None)
    if _is_path(value):
        return os.path.basename(os.fspath(value))
    return os.path.basename(place) if isinstance(place, str) else None


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
