"""A body's bytes and the media type that the document declares for it go in; its JSON value comes out."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote_plus

from generator.ir.kinds import kinds_of
from generator.ir.model import Api, Binary, Content, Encoding, Json, Parameter, Type
from generator.ir.xml import is_structured
from generator.jsonvalues import is_array, is_object
from generator.mock.media import boundary, charset, essence, family
from generator.mock.multipart import Part, parts_of
from generator.mock.styles import Unreadable, json_value, pairs_of, query_value
from generator.mock.texts import array, fields, is_null, items, scalar, shape, values
from generator.records import dataclass


@dataclass(frozen=True, slots=True)
class Read:
    """A body as a value.

    Attributes:
        value: what the schema speaks of.
        members: the members of a stream, each of which `itemSchema` speaks of; None where the body is no stream.
        judged: whether schemas speak of it at all; what the mock cannot read is taken as it is.
    """

    value: Any = None
    members: tuple[Any, ...] | None = None
    judged: bool = True


def read(content: Content, media_type: str, body: bytes, api: Api) -> Read:
    """Read a body.

    Args:
        content: what the document declares.
        media_type: what the request says, parameters included.

    Raises:
        Unreadable: the bytes are not of that media type.
    """
    if isinstance(content.type, Binary):
        return Read(judged=False)
    match family(media_type):
        case "json":
            return Read(json_value(body))
        case "events" | "lines" | "sequence" as kind:
            members = tuple(stream_members(kind, body))
            return Read(list(members), members)
        case "form":
            return Read(form(content, body, api))
        case "multipart":
            return multipart(content, media_type, body, api)
        case "text":
            text = decoded(body, charset(media_type))
            return Read(scalar(content.type, text, api))
        case "xml" if is_structured(api, content):
            return Read(_from_xml(content, media_type, body, api))
        case "xml" | "binary":
            return Read(judged=False)


def _from_xml(content: Content, media_type: str, body: bytes, api: Api) -> Any:
    from generator.ir.shapes import from_xml

    told = "charset" in media_type.lower()
    try:
        return from_xml(
            api, content, decoded(body, charset(media_type)) if told else body
        )
    except ValueError as error:
        raise Unreadable(str(error)) from None


def decoded(body: bytes, encoding: str) -> str:
    """Bytes as text.

    Raises:
        Unreadable: they are not in that encoding.
    """
    try:
        return body.decode(encoding)
    except (UnicodeDecodeError, LookupError) as error:
        raise Unreadable(f"the body is no text in {encoding}: {error}") from None


def stream_members(kind: str, body: bytes) -> list[Any]:
    """The members of a sequential media type (OpenAPI 3.2, "Sequential Media Types")."""
    text = decoded(body, "utf-8")
    if kind == "events":
        return [
            event
            for block in text.replace("\r\n", "\n").split("\n\n")
            if (event := _event(block))
        ]
    lines = text.split("\x1e") if kind == "sequence" else text.splitlines()
    return [json_value(line) for line in lines if line.strip()]


def _event(block: str) -> dict[str, Any]:
    found: dict[str, list[str]] = {}
    for line in block.split("\n"):
        name, _, value = line.partition(":")
        if name:
            found.setdefault(name, []).append(value.removeprefix(" "))
    return {name: "\n".join(texts) for name, texts in found.items()}


def form(content: Content, body: bytes, api: Api) -> Json:
    """An urlencoded form as an object (OpenAPI 3.2, section 4.15.1)."""
    pairs = pairs_of(decoded(body, "utf-8"))
    found: dict[str, Json] = {}
    known = fields(content.type, api)
    taken: set[str] = set()
    for name in [*known, *(one for one, _ in pairs)]:
        if name in found or name in taken or name.partition("[")[0] in taken:
            continue
        own = known[name].type if name in known else values(content.type, api)
        encoding = content.encodings.get(name, Encoding())
        given = pairs
        spread = own is not None and _is_spread(own, encoding, api)
        if own is not None and spread:
            others = known.keys() - {name, *fields(own, api)}
            given = [pair for pair in pairs if pair[0] not in others]
        came, value = _field(name, own, encoding, given, api)
        if came:
            found[name] = None if is_null(known.get(name), value, api) else value
            taken.add(name)
            if own is not None and spread:
                taken |= {*fields(own, api), *(value if is_object(value) else ())}
    return found


def _is_spread(own: Type, encoding: Encoding, api: Api) -> bool:
    """Whether a property is an object whose own properties stand in the form as fields."""
    style = encoding.style or ("form" if encoding.explode else "")
    exploded = style == "form" and encoding.explode is not False
    return exploded and shape(own, api) == "object"


def _field(
    name: str,
    own: Type | None,
    encoding: Encoding,
    pairs: list[tuple[str, str]],
    api: Api,
) -> tuple[bool, Json]:
    texts = [unquote_plus(text) for key, text in pairs if key == name]
    if own is None:
        return bool(texts), texts[0] if len(texts) == 1 else list(texts)
    by_style = encoding.style or encoding.explode is not None
    if not by_style and (
        shape(own, api) == "object" or "json" in encoding.content_type
    ):
        return bool(texts), json_value(texts[0]) if texts else None
    if not by_style and shape(own, api) == "scalar" and texts:
        return True, (
            scalar(own, texts[0], api) if len(texts) == 1 else array(own, texts, api)
        )
    parameter = Parameter(
        "",
        name,
        "query",
        own,
        style=encoding.style or "form",
        explode=encoding.explode is not False,
    )
    return query_value(parameter, pairs, api, frozenset())


def multipart(content: Content, media_type: str, body: bytes, api: Api) -> Read:
    """A multipart body: named parts as an object, other parts as what they are."""
    parts = parts_of(body, boundary(media_type))
    if essence(media_type) != "multipart/form-data":
        return Read(judged=False)
    found: dict[str, Any] = {}
    known = fields(content.type, api)
    for part in parts:
        if part.name is None:
            raise Unreadable("a part has no name in its Content-Disposition")
        own = known[part.name].type if part.name in known else values(content.type, api)
        many = own is not None and shape(own, api) == "array"
        inner = items(own, api) if many and own is not None else own
        value = _part_value(part, inner, api)
        if is_null(known.get(part.name), value, api):
            value = None
        if many and is_array(value) and _is_json(part) and not _is_row(inner, api):
            found[part.name] = value
            continue
        if part.name in found or many:
            before = found.get(part.name, [])
            found[part.name] = [
                *(before if isinstance(before, list) else [before]),
                value,
            ]
        else:
            found[part.name] = value
    return Read(found)


def _is_row(type: Type | None, api: Api) -> bool:
    return type is not None and shape(type, api) == "array"


def _is_json(part: Part) -> bool:
    return bool(part.media_type) and family(part.media_type) == "json"


def _part_value(part: Part, own: Type | None, api: Api) -> Any:
    if _is_json(part):
        return json_value(part.body)
    try:
        text = part.body.decode("utf-8")
    except UnicodeDecodeError:
        # A file's schema is a string that says nothing about characters; each byte counts as one.
        return part.body.decode("latin-1")
    if own is None or part.filename is not None:
        return text
    if kinds_of(own, api) == frozenset({"object"}):
        return json_value(text)
    return scalar(own, text, api)
