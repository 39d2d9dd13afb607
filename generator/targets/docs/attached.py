"""A body goes in; which of it is sent from files, and what these are called in samples, comes out."""

from __future__ import annotations

import re

from generator.ir.media import (
    contents,
    essence,
    is_form,
    is_json,
    is_part_file,
    is_read_as_object,
    is_sequence,
    is_streamed,
    is_text,
    is_untold,
    strip,
)
from generator.ir.model import Api, Content, Json, ListOf, Operation
from generator.names import record_of, successes
from generator.records import dataclass

ENDINGS = {
    "application/gzip": "gz",
    "application/json": "json",
    "application/pdf": "pdf",
    "application/yaml": "yaml",
    "application/xml": "xml",
    "application/zip": "zip",
    "audio/mpeg": "mp3",
    "audio/ogg": "ogg",
    "audio/wav": "wav",
    "audio/x-wav": "wav",
    "image/gif": "gif",
    "image/jpeg": "jpg",
    "image/jpg": "jpg",
    "image/png": "png",
    "image/svg+xml": "svg",
    "image/webp": "webp",
    "text/csv": "csv",
    "text/html": "html",
    "text/plain": "txt",
    "video/mp4": "mp4",
    "video/webm": "webm",
}
"""How the name of a file of a media type ends."""
_FILE = re.compile(r"[A-Za-z0-9_][\w .-]{0,60}\.[A-Za-z0-9]{1,5}", re.ASCII)
_LETTERS = re.compile(r"[^A-Za-z0-9]+")
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Attached:
    """A field of a form that is sent from a file.

    Attributes:
        media_type: what the document says that the file is; empty where it says nothing.
        listed: the field takes several files.
    """

    wire: str
    file: str
    media_type: str
    listed: bool


def attached(content: Content, body: Json, api: Api) -> dict[str, Attached]:
    """The fields of a body that are files, by their names."""
    record, _ = record_of(api, content.type)
    if record is None or not is_form(content.media_type) or not isinstance(body, dict):
        return {}
    found: dict[str, Attached] = {}
    for field in record.fields:
        if field.wire not in body or not is_part_file(api, content, field):
            continue
        encoding = content.encodings.get(field.wire)
        told = essence(encoding.content_type) if encoding else ""
        kind = told if _MEDIA_TYPE.fullmatch(told) else ""
        listed = isinstance(strip(api, field.type), ListOf)
        file = file_name(field.wire, body[field.wire], kind)
        found[field.wire] = Attached(field.wire, file, kind, listed)
    return found


def file_name(wire: str, value: Json, media_type: str) -> str:
    """What a file is called: as an example says, else as the field."""
    first = value[0] if isinstance(value, list) and value else value
    if isinstance(first, str) and _FILE.fullmatch(first):
        return first
    name = _LETTERS.sub("-", wire).strip("-") or "file"
    return f"{name}.{ENDINGS.get(media_type, 'bin')}"


def source(content: Content, body: Json) -> str:
    """The name of the file that is the whole body; empty where the body is written in the sample."""
    kind = essence(content.media_type)
    if "*" in kind or is_json(kind) or is_form(kind) or is_sequence(kind):
        return ""
    if content.item is not None or (is_text(kind) and isinstance(body, str) and body):
        return ""
    default = "txt" if is_text(kind) else "bin"
    if kind.endswith(("/xml", "+xml")):
        default = "xml"
    return f"body.{ENDINGS.get(kind, default)}"


def output(operation: Operation, api: Api) -> str:
    """The name of the file that takes the answer, where that is always bytes."""
    good = [one for one in operation.responses if one.status.startswith("2")]
    held = [content for response in good for content in response.contents]
    if not held or any(not response.contents for response in good):
        return ""
    if not all(is_bytes(one, api) for one in held):
        return ""
    kinds = [essence(one.media_type) for one in held]
    return f"answer.{ENDINGS.get(kinds[0], 'bin')}"


def is_empty(operation: Operation) -> bool:
    """Whether a call of generated clients gives nothing."""
    good = successes(operation)
    held = any(contents(response) or is_untold(response) for response in good)
    return operation.method == "HEAD" or (bool(good) and not held)


def gives_stream(operation: Operation) -> bool:
    """Whether a call of generated clients always gives a stream, whose members are read one by one."""
    good = successes(operation)
    if operation.method == "HEAD" or not all(map(contents, good)):
        return False
    held = [content for response in good for content in contents(response)]
    return bool(held) and all(map(is_streamed, held))


def is_bytes(content: Content, api: Api) -> bool:
    """Whether an answer of a media type is given as bytes by generated clients."""
    kind = essence(content.media_type)
    told = kind == "*/*" or is_json(kind) or is_text(kind) or is_sequence(kind)
    return not told and content.item is None and not is_read_as_object(api, content)
