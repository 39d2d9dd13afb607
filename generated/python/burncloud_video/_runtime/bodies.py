"""The body that a caller gives and the media types that an operation takes in; content and its media type out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from os import urandom
from typing import Any, TypeAlias
from urllib.parse import quote_plus

from pydantic import BaseModel

from .encoding import query_parts
from .files import (
    File,
    Pieces,
    Readable,
    as_file,
    is_file,
    media_type_of,
    upload,
)
from .headers import checked
from .jsons import is_array, is_iterable, is_mapping, is_row
from .omit import Omit
from .operation import Body, Parameter, Part
from .transport import Upload
from .wire import json_text, plain, text

LINES = (
    "application/jsonl",
    "application/x-jsonl",
    "application/x-jsonlines",
    "application/x-ndjson",
    "application/ndjson",
)
"""Media types of JSON values that stand one in a line."""

Written: TypeAlias = tuple[bytes | Upload, str]
"""Content and its media type; the media type of no content is empty."""


@lru_cache
def essence(media_type: str) -> str:
    """A media type without its parameters, in lower case."""
    return media_type.partition(";")[0].strip().lower()


@lru_cache
def details(media_type: str) -> frozenset[tuple[str, str]]:
    """The parameters of a media type that tell what it is, such as a version, not how it is written."""
    pairs = (part.partition("=") for part in media_type.split(";")[1:])
    found = {
        (name.strip().lower(), word.strip().strip("\"'")) for name, _, word in pairs
    }
    return frozenset(one for one in found if one[0] not in ("", "boundary", "charset"))


def agreement(declared: str, actual: str) -> int:
    """How many parameters of a declared media type another one has; below zero where it lacks one."""
    wanted = details(declared)
    return len(wanted) if wanted <= details(actual) else -1


def is_json(media_type: str) -> bool:
    """Tell whether a media type is JSON or made of it (RFC 6839)."""
    return essence(media_type).endswith(("/json", "+json"))


def is_text(media_type: str) -> bool:
    """Tell whether a media type is text, XML and YAML included."""
    kind = essence(media_type)
    return kind.startswith("text/") or kind.endswith(
        ("/xml", "+xml", "/yaml", "+yaml", "/x-yaml")
    )


def write_body(
    bodies: tuple[Body, ...],
    value: object,
    extra: Mapping[str, object] | bytes | None,
    content_type: str,
) -> Written:
    """Write the body of a call.

    Args:
        bodies: what the operation takes, the preferred media type first.
        value: the caller's body, or its fields by name; `omit` among them is left out.
        extra: further fields, or the whole body as bytes.
        content_type: what the caller asks for, "" for the preferred one.

    Raises:
        TypeError: the value has no form in this media type.
    """
    body = _chosen(bodies, content_type)
    if isinstance(extra, bytes):
        chosen = content_type or _concrete(body.media_type, extra)
        return extra, _bounded(chosen, extra)
    given = _given(value, extra, body.required)
    if len(bodies) > 1 and not content_type and is_mapping(given):
        body = _with_files(bodies, given)
    if isinstance(given, Omit):
        return b"", ""
    media_type = content_type or _concrete(body.media_type, given)
    if isinstance(given, bytes | bytearray):
        return bytes(given), _bounded(media_type, given)
    kind = essence(media_type)
    if is_json(kind):
        return json_text(given).encode(), media_type
    if body.markup is not None and body.type is not None:
        if not isinstance(given, str) and not is_file(given):
            return body.markup.write(body.type(), given), media_type
    if kind == "application/x-www-form-urlencoded":
        return form(_fields(given), body.parts).encode("ascii"), media_type
    if kind.startswith("multipart/"):
        return multipart(kind, _fields(given), body.parts)
    return _other(given, media_type)


def _chosen(bodies: tuple[Body, ...], content_type: str) -> Body:
    """The declared media type that the caller's is, else the preferred one."""
    wanted = essence(content_type)
    default = bodies[0] if bodies else Body("application/octet-stream", required=False)
    same = (body for body in bodies if wanted and essence(body.media_type) == wanted)
    return max(
        same,
        key=lambda body: agreement(body.media_type, content_type),
        default=default,
    )


def _with_files(bodies: tuple[Body, ...], given: Mapping[str, object]) -> Body:
    """The media type that has parts for files, where there are any; else the preferred one."""
    for body in bodies[1:]:
        if any(name in given and _holds_file(given[name]) for name in body.files):
            return body
    return bodies[0]


def _holds_file(value: object) -> bool:
    return is_file(value) or (is_row(value) and any(map(is_file, value)))


def _concrete(media_type: str, value: object) -> str:
    """The media type that is sent where the document leaves it open: JSON for what is written as JSON."""
    if "*" not in media_type:
        return media_type
    if isinstance(value, str):
        return "text/plain; charset=utf-8"
    if is_file(value):
        return media_type_of(_as_any(value), media_type)
    structured = isinstance(value, BaseModel) or is_mapping(value) or is_array(value)
    return "application/json" if structured else "application/octet-stream"


def _bounded(media_type: str, content: bytes | bytearray) -> str:
    """The media type of a multipart body that is given as it is sent, with the boundary of its first line."""
    kind = essence(media_type)
    begin = bytes(content[:80]).partition(b"\r\n")[0]
    if not kind.startswith("multipart/") or "boundary=" in media_type:
        return media_type
    if not begin.startswith(b"--") or not begin.isascii():
        return media_type
    return f'{media_type}; boundary="{begin[2:].decode().strip()}"'


def _given(value: object, extra: Mapping[str, object] | None, required: bool) -> object:
    """The body with further fields in it; `omit` where there is nothing to send."""
    if isinstance(value, BaseModel) and extra:
        value = value.model_dump(by_alias=True, exclude_unset=True)
    if is_mapping(value):
        given = {
            name: item for name, item in value.items() if not isinstance(item, Omit)
        }
        # Fields that are all left out are no body; an empty object that a caller gives is one.
        if value and not given and not extra and not required:
            return Omit()
        value = given
    if not extra:
        return value
    if isinstance(value, Omit):
        return extra
    if is_mapping(value):
        return {**value, **extra}
    raise TypeError(
        "further properties can only be given beside a body that is an object"
    )


def _fields(value: object) -> Mapping[str, Any]:
    if isinstance(value, BaseModel):
        return value.model_dump(by_alias=True, exclude_unset=True)
    if is_mapping(value):
        return value
    raise TypeError(f"a form is given as an object, not as {type(value).__name__}")


def _other(value: object, media_type: str) -> Written:
    """Text as UTF-8, files as they are, members line by line; else what is neither is written as JSON."""
    members = _members(value, essence(media_type))
    if members is not None:
        return members, media_type
    if is_file(value):
        file = as_file(_as_any(value))
        if file.headers:
            raise TypeError(
                "header fields are given with a file that is part of a form"
            )
        return file.content, media_type
    if isinstance(value, str):
        return value.encode(), media_type
    structured = isinstance(value, BaseModel) or is_mapping(value) or is_array(value)
    if is_text(media_type) and structured:
        kind = type(value).__name__
        raise TypeError(
            f"a body of {media_type} is given as str or bytes, not as {kind}"
        )
    if is_text(media_type):
        return text(value).encode(), media_type
    if is_iterable(value) and not structured:
        return upload(value), media_type
    return json_text(value).encode(), media_type


def _members(value: object, kind: str) -> Upload | None:
    """The members of a sequence of JSON values, each written when it is sent; None for what is no such sequence."""
    marked = kind.endswith(("/json-seq", "+json-seq"))
    if not (marked or kind in LINES) or not is_iterable(value):
        return None
    if isinstance(value, str | bytes | bytearray | BaseModel | Readable):
        return None
    if is_mapping(value) or isinstance(value, tuple):
        return None
    begin = "\x1e" if marked else ""  # RFC 7464, section 2.2
    return Pieces(
        lambda: (_member(begin, one) for one in value),
        None,
        replayable=isinstance(value, Sequence),
    )


def _member(begin: str, value: object) -> bytes:
    return (
        value if isinstance(value, bytes) else f"{begin}{json_text(value)}\n".encode()
    )


def _as_any(value: object) -> Any:
    return value


# ----------------------------------------------------------------------------------------------------------- forms


def _present(
    fields: Mapping[str, object], parts: Mapping[str, Part]
) -> Iterator[tuple[str, object, Part]]:
    """The properties that are written: a form has no null, so that one which need not be there is left out for it."""
    for name, value in fields.items():
        part = parts.get(name, Part())
        if value is not None or part.null or is_json(part.content_type):
            yield name, value, part


def form(fields: Mapping[str, object], parts: Mapping[str, Part]) -> str:
    """An object as `application/x-www-form-urlencoded` (OpenAPI 3.2, "Encoding Object")."""
    written: list[str] = []
    for name, value, part in _present(fields, parts):
        if part.style is not None or part.explode is not None or part.reserved:
            style = part.style or "form"
            explode = style == "form" if part.explode is None else part.explode
            spec = Parameter(name, "query", style, explode, reserved=part.reserved)
            written.extend(query_parts(spec, value))
        else:
            written.extend(
                f"{quote_plus(name)}={quote_plus(each)}"
                for each in _values(value, part)
            )
    return "&".join(written)


def _values(value: object, part: Part) -> Iterator[str]:
    """A property as text: once, or once for each member of a list."""
    simple = plain(value)
    if part.content_type and is_json(part.content_type):
        yield json_text(simple)
        return
    for each in simple if isinstance(simple, list) else [simple]:
        yield json_text(each) if isinstance(each, list | dict) else text(each)


def multipart(
    kind: str, fields: Mapping[str, object], parts: Mapping[str, Part]
) -> Written:
    """An object as a multipart body (RFC 7578); files are streamed."""
    boundary = urandom(16).hex()
    pieces: list[tuple[bytes, Upload]] = []
    for name, value, part in _present(fields, parts):
        for file in _files(value, part):
            pieces.append((_part_head(boundary, name, file), file.content))
    end = f"--{boundary}--\r\n".encode()
    lengths = [upload.length for _, upload in pieces]
    known = [length for length in lengths if length is not None]
    total = sum(known) + sum(len(head) + 2 for head, _ in pieces) + len(end)
    body = Pieces(
        _joined(pieces, end),
        total if len(known) == len(lengths) else None,
        replayable=all(upload.replayable for _, upload in pieces),
    )
    return body, f"{kind}; boundary={boundary}"


def _joined(
    pieces: list[tuple[bytes, Upload]], end: bytes
) -> Callable[[], Iterator[bytes]]:
    def run() -> Iterator[bytes]:
        for head, content in pieces:
            yield head
            yield from content.chunks()
            yield b"\r\n"
        yield end

    return run


def _files(value: object, part: Part) -> Iterator[File]:
    """A property as parts: a list gives one part for each member."""
    chosen = part.content_type.partition(",")[0].strip()
    declared = "" if "*" in chosen else chosen
    if is_file(value):
        # Nothing said is any file: servers look at what it is, as browsers tell by the name.
        file = as_file(_as_any(value), part.content_type or "*/*")
        # A part without a file name is taken for a form field by servers (RFC 7578, section 4.2).
        named = file.name or "upload"
        yield File(named, file.content, file.media_type, file.headers)
        return
    if is_row(value) and not is_json(declared):
        for each in value:
            yield from _files(each, part)
        return
    simple = plain(value)
    structured = isinstance(simple, list | dict) or is_json(declared)
    written = json_text(simple) if structured else text(simple)
    media_type = declared or ("application/json" if structured else "")
    yield File(None, upload(written.encode()), media_type)


def _part_head(boundary: str, name: str, file: File) -> bytes:
    lines = [f"--{boundary}", f'Content-Disposition: form-data; name="{_quoted(name)}"']
    if file.name is not None:
        lines[1] += f'; filename="{_quoted(file.name)}"'
    if file.media_type:
        lines.append(
            "Content-Type: " + file.media_type.replace("\r", "").replace("\n", "")
        )
    for field, value in checked(file.headers.items()):
        if field.lower() in ("content-disposition", "content-type"):
            raise ValueError(f"{field} of a part is said by its name and media type")
        lines.append(f"{field}: {value}")
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def _quoted(name: str) -> str:
    """A name between quotes as browsers write it (WHATWG HTML, multipart/form-data)."""
    return name.replace("\r", "%0D").replace("\n", "%0A").replace('"', "%22")
