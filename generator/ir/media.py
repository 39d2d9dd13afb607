"""Media types and the types of what they carry go in; how they are read and written is told."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.ir.kinds import ALL, kinds_of
from generator.ir.model import (
    Anything,
    Api,
    Binary,
    Checked,
    Content,
    Field,
    ListOf,
    Named,
    Response,
    Scalar,
    SecurityScheme,
    Type,
)

LINES = (
    "application/jsonl",
    "application/x-jsonl",
    "application/x-jsonlines",
    "application/x-ndjson",
    "application/ndjson",
    "application/json-seq",
)
"""Media types whose members stand one in a line or behind a separator (OpenAPI 3.2, "Sequential Media Types")."""

EVENTS = "text/event-stream"

_NAMES = {
    "header": re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+"),
    "cookie": re.compile(r"[!-+\--:<>-~]+"),
}
"""What header fields (RFC 9110, section 5.1) and cookies can be called. Cookies are called by more than RFC 6265 allows."""

BINARY = (
    "application/octet-stream",
    "application/pdf",
    "application/zip",
    "application/gzip",
    "application/x-gzip",
    "application/x-tar",
    "application/x-7z-compressed",
    "application/msword",
    "application/vnd.ms-excel",
    "application/vnd.ms-powerpoint",
    "application/wasm",
    "application/x-protobuf",
    "application/protobuf",
    "application/cbor",
    "application/msgpack",
    "application/parquet",
)
"""Media types beside those of pictures, sound and the like whose bytes are no text."""

EMPTY = ("204", "205", "304")
"""Statuses whose answers have no content (RFC 9110, section 15)."""
SAYS_NOTHING = ("Default Response",)
"""Descriptions by programs of answers that they know nothing of (Fastify)."""


@lru_cache(maxsize=4096)
def essence(media_type: str) -> str:
    """A media type without its parameters, in lower case."""
    return media_type.partition(";")[0].strip().lower()


def is_plain_json(media_type: str) -> bool:
    """Whether a media type is JSON itself, without parameters that tell it from other JSON, such as a version."""
    own, *parameters = media_type.lower().split(";")
    names = {one.partition("=")[0].strip() for one in parameters}
    return own.strip() == "application/json" and names <= {"", "charset"}


def is_sequence(media_type: str) -> bool:
    """Whether a media type is JSON values one behind the other, lines or marked ones."""
    kind = essence(media_type)
    return kind in LINES or kind.endswith("+json-seq")


def is_stream(media_type: str) -> bool:
    """Whether a media type is read member by member."""
    return essence(media_type) == EVENTS or is_sequence(media_type)


def is_streamed(content: Content) -> bool:
    """Whether a body is read member by member."""
    return content.item is not None or is_stream(content.media_type)


def is_json(media_type: str) -> bool:
    """Whether a media type is JSON or made of it (RFC 6839)."""
    return essence(media_type).endswith(("/json", "+json"))


def is_form(media_type: str) -> bool:
    """Whether a media type is a form."""
    kind = essence(media_type)
    return kind == "application/x-www-form-urlencoded" or kind.startswith("multipart/")


def is_text(media_type: str) -> bool:
    """Whether a media type is text, XML and YAML included."""
    kind = essence(media_type)
    ends = ("/xml", "+xml", "/yaml", "+yaml", "/x-yaml", "/x-www-form-urlencoded")
    return kind.startswith("text/") or kind.endswith(ends)


@lru_cache(maxsize=4096)
def is_bytes(media_type: str) -> bool:
    """Whether what has a media type is surely no text: reading it as one would spoil it."""
    kind = essence(media_type)
    if is_text(kind) or is_json(kind):
        return False
    families = ("image/", "audio/", "video/", "font/", "application/vnd.openxmlformats")
    return kind in BINARY or kind.startswith(families)


def contents(response: Response) -> tuple[Content, ...]:
    """What a response may hold; nothing where HTTP allows no content, whatever the document says."""
    return () if response.status in EMPTY else response.contents


def is_untold(response: Response) -> bool:
    """Whether nothing is said of a response, not even in words.

    A description is required, and programs that know nothing of an answer write an empty one (NestJS), the status (ts-rest) or always the same.
    """
    if response.contents or response.status in EMPTY:
        return False
    words = response.doc.description or response.doc.summary
    return not words or words.strip() in (*SAYS_NOTHING, response.status)


def is_file(api: Api, type: Type) -> bool:
    """Whether a field of a form is a file, or a list of files."""
    inner = strip(api, type)
    if isinstance(inner, ListOf):
        inner = strip(api, inner.item)
    raw = isinstance(inner, Binary) and inner.encoding == "raw"
    return raw or (isinstance(inner, Scalar) and inner.format == "binary")


def is_part_file(api: Api, content: Content, field: Field) -> bool:
    """Whether a field of a form is a file, or a list of files: by its type, or as its part is no text.

    Authors write `type: string` for a picture, and OpenAPI 3.1 nothing at all (3.1.1, section 4.3.1).
    """
    if is_file(api, field.type):
        return True
    own = content.encodings.get(field.wire)
    if own is None or own.style or not own.content_type:
        return False
    if not essence(content.media_type).startswith("multipart/"):
        return False
    inner = strip(api, field.type)
    if isinstance(inner, ListOf):
        inner = strip(api, inner.item)
    text = isinstance(inner, Scalar) and (inner.kind, inner.format) == ("string", "")
    bare = text or isinstance(inner, Anything)
    kinds = own.content_type.split(",")
    return bare and all(one.strip() == "*/*" or is_bytes(one) for one in kinds)


def strip(api: Api, type: Type) -> Type:
    """A type below its names and its checks."""
    seen: set[str] = set()
    while True:
        match type:
            case Checked():
                type = type.type
            case Named(id) if id in api.types and id not in seen:
                seen.add(id)
                type = api.types[id].type
            case _:
                return type


def is_read_as_object(api: Api, content: Content) -> bool:
    """Whether a form that arrives is an object whose fields the document names; files are no part of such a form."""
    if essence(content.media_type) != "application/x-www-form-urlencoded":
        return False
    kinds = kinds_of(content.type, api)
    return "object" in kinds and kinds != ALL


def parts_without_names(api: Api, content: Content) -> bool:
    """Whether a form has no fields, so that it can only be given as it is sent (OpenAPI 3.2, section 4.14.5)."""
    return is_form(content.media_type) and "object" not in kinds_of(content.type, api)


def sendable(name: str, location: str) -> bool:
    """Tell whether there can be a parameter or an API key of this name."""
    form = _NAMES.get(location)
    return form is None or form.fullmatch(name) is not None


def is_sendable(scheme: SecurityScheme) -> bool:
    """Tell whether a client can send what a security scheme asks for: an API key may have a name that nothing can have."""
    return scheme.kind != "apiKey" or sendable(scheme.parameter, scheme.location)


def is_xml(media_type: str) -> bool:
    """Whether a media type is XML or one built on it (RFC 7303)."""
    return essence(media_type).endswith(("/xml", "+xml"))


def speaks_xml(api: Api) -> bool:
    """Whether any operation sends or answers XML."""
    return any(
        is_xml(content.media_type)
        for one in (*api.operations, *api.webhooks)
        for held in (one.body, *one.responses)
        if held is not None
        for content in held.contents
    )
