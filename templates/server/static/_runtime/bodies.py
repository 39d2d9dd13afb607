"""A request and what the document says of its body in; the arguments that the body becomes out."""

from __future__ import annotations

from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass
from io import BytesIO
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import Any, BinaryIO, cast

from fastapi import Request, UploadFile
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers

from .._client import codec
from .faults import fault, is_broken, malformed, missing, too_large, unfit
from .forms import field_arguments, multipart, one_of, urlencoded
from .judging import judge
from .media import (
    EVENTS,
    FORM,
    agreement,
    charset,
    essence,
    fits,
    is_json,
    is_lines,
    is_text,
)
from .route import Body, Content
from .shape import value
from .uploads import keep

PLACE = ("body",)
IN_MEMORY = 1024 * 1024
"""Bytes of a file that are not worth a place on the disk."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How large a request may be, in bytes: a body that is held in memory, and files that are kept on disk."""

    body: int = 64 * 1024 * 1024
    upload: int = 4 * 1024 * 1024 * 1024


DEFAULT_LIMITS = Limits()


async def body_arguments(
    body: Body | None, request: Request, limits: Limits
) -> dict[str, Any]:
    """Read the body.

    Raises:
        Fault: it is missing, too large, of a media type that is not declared, or not of its type.
    """
    if body is None:
        return {}
    actual = request.headers.get("content-type", "")
    stream = Stream(request)
    if await stream.empty() and not (body.required and can_be_empty(actual)):
        if body.required:
            raise missing(PLACE)
        absent = {field.argument: None for field in body.fields}
        return absent or {body.argument: None}
    content = declared(body, actual)
    actual = actual or content.media_type
    if body.fields:
        form = await multipart(request, stream.chunks(limits.upload), limits.body)
        return await field_arguments(body.fields, form)
    return {body.argument: await read(content, actual, request, stream, limits)}


def can_be_empty(actual: str) -> bool:
    """Whether nothing at all is a value of a media type: a form without fields, a text without letters."""
    return essence(actual) in (FORM, "text/plain")


def declared(body: Body, actual: str) -> Content:
    """The declared media type that a request's is; the only one where the request names none.

    Raises:
        Fault: there is none.
    """
    if not actual and len(body.contents) == 1:
        return body.contents[0]
    found = max(
        body.contents,
        key=lambda one: (
            fits(one.media_type, actual),
            agreement(one.media_type, actual),
        ),
    )
    if not fits(found.media_type, actual):
        known = ", ".join(one.media_type for one in body.contents)
        message = f"The media type has to be one of: {known}"
        raise fault(("header", "Content-Type"), "media_type", message, 415, 400, 422)
    return found


async def read(
    content: Content, actual: str, request: Request, stream: Stream, limits: Limits
) -> Any:
    """The value of a body that is one argument."""
    kind = essence(actual)
    if content.item is not None or is_lines(kind) or kind == EVENTS:
        return members(content, kind, await stream.whole(limits.body))
    if is_json(kind) and content.type is not None:
        return of_json(content, await stream.whole(limits.body))
    if content.markup is not None and content.type is not None:
        return of_markup(content, actual, await stream.whole(limits.body))
    if kind == FORM:
        text = (await stream.whole(limits.body)).decode("utf-8", "replace")
        return urlencoded(content, text)
    if kind.startswith("multipart/") and content.named:
        form = await multipart(request, stream.chunks(limits.upload), limits.body)
        return await one_of(content, form)
    if is_text(kind) and content.media_type != "*/*":
        return of_text(content, actual, await stream.whole(limits.body))
    file = await upload(actual, stream.chunks(limits.upload))
    keep(request, [file])
    return file


def of_json(content: Content, data: bytes) -> Any:
    """A body as JSON."""
    if content.type is None:
        raise malformed(PLACE, "The document describes no such body")
    try:
        return judge(content.type).validate_json(data)
    except ValidationError as error:
        if is_broken(error):
            raise malformed(PLACE, "The body is no JSON") from None
        raise unfit(PLACE, error) from None


def of_markup(content: Content, actual: str, data: bytes) -> Any:
    """A body of XML as its type."""
    assert content.markup is not None and content.type is not None
    try:
        made = content.markup.read(content.type(), data, actual)
    except ValueError as error:
        raise malformed(PLACE, str(error)) from None
    return of_json(content, made)


def of_text(content: Content, actual: str, data: bytes) -> str:
    """A body as text; what the schema says of plain text is held against it."""
    known = codec(charset(actual))
    if known is None:
        raise malformed(PLACE, "The character set of the body is not known")
    try:
        text = data.decode(known)
    except ValueError:
        raise malformed(PLACE, "The body is no text in its character set") from None
    if content.type is not None and essence(actual) == "text/plain":
        try:
            judge(content.type).validate_python(value(text, content.shape))
        except ValidationError as error:
            raise unfit(PLACE, error) from None
    return text


def members(content: Content, kind: str, data: bytes) -> list[Any]:
    """A stream of members, JSON in lines or behind record separators, or the data of events."""
    text = data.decode("utf-8", "replace")
    if kind == EVENTS:
        blocks = text.replace("\r\n", "\n").replace("\r", "\n").split("\n\n")
        parts = [event_data(block) for block in blocks if block.strip()]
    else:
        mark = "\x1e" if kind.endswith("json-seq") else "\n"
        parts = [part for part in text.split(mark) if part.strip()]
    made = Content("application/json", content.item or content.type)
    if made.type is None:
        return [*parts]
    return [of_json(made, part.encode()) for part in parts]


def event_data(block: str) -> str:
    """The data of one event (WHATWG HTML, "Server-sent events")."""
    lines = [line.partition(":") for line in block.split("\n")]
    return "\n".join(
        text.removeprefix(" ") for name, _, text in lines if name == "data"
    )


async def upload(media_type: str, chunks: AsyncIterator[bytes]) -> UploadFile:
    """A body that is neither text nor JSON, kept on disk where it is large."""
    file: BinaryIO = BytesIO()
    size = 0
    async for chunk in chunks:
        if size <= IN_MEMORY < size + len(chunk):
            file = await run_in_threadpool(on_disk, file)
        if size + len(chunk) > IN_MEMORY:
            await run_in_threadpool(file.write, chunk)
        else:
            file.write(chunk)
        size += len(chunk)
    file.seek(0)
    return UploadFile(file, size=size, headers=Headers({"content-type": media_type}))


def on_disk(file: BinaryIO) -> BinaryIO:
    """The same content in a file that is gone when it is closed."""
    found = cast(BinaryIO, TemporaryFile())
    file.seek(0)
    copyfileobj(file, found)
    return found


class Stream:
    """The body of a request as it arrives."""

    def __init__(self, request: Request) -> None:
        self._chunks = request.stream()
        self._length = request.headers.get("content-length", "")
        self._first = b""

    async def empty(self) -> bool:
        """Whether there is no body at all."""
        async for chunk in self._chunks:
            if chunk:
                self._first = chunk
                return False
        return True

    async def chunks(self, limit: int) -> AsyncGenerator[bytes, None]:
        """The body in pieces.

        Raises:
            Fault: it is larger than `limit` bytes.
        """
        if self._length.isascii() and self._length.isdigit():
            _bounded(int(self._length[:20]), limit)
        size = len(self._first)
        _bounded(size, limit)
        yield self._first
        async for chunk in self._chunks:
            size += len(chunk)
            _bounded(size, limit)
            yield chunk

    async def whole(self, limit: int) -> bytes:
        """The body in one piece.

        Raises:
            Fault: it is larger than `limit` bytes.
        """
        return b"".join([chunk async for chunk in self.chunks(limit)])


def _bounded(size: int, limit: int) -> None:
    if size > limit:
        raise too_large(limit)
