"""Builds bodies, responses, headers and their media types."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generator.ir.build import bounds
from generator.ir.build import schema as schemas
from generator.ir.build.docs import (
    doc_beside,
    doc_of,
    examples_elsewhere,
    named_examples,
    referred,
    schema_examples,
    text,
    xml_of,
)
from generator.ir.build.events import note_data
from generator.ir.build.parts import with_parts
from generator.ir.build.spots import Spot, Workshop
from generator.ir.media import (
    EVENTS,
    essence,
    is_bytes,
    is_form,
    is_json,
    is_sequence,
)
from generator.ir.model import (
    Anything,
    Binary,
    Body,
    Content,
    Encoding,
    Header,
    Link,
    ListOf,
    Never,
    Response,
    Scalar,
    Style,
    Type,
)
from generator.jsonvalues import is_object, mapping

STYLES: tuple[Style, ...] = (
    "simple",
    "label",
    "matrix",
    "form",
    "spaceDelimited",
    "pipeDelimited",
    "deepObject",
    "cookie",
)
_SUCCESSFUL = "Successful"
STATUS = re.compile(r"[1-9][0-9]{2}|[1-5]XX|default")
"""Keys of responses that mean something; codes above 599 are none of HTTP's, and some servers send them."""


def contents(shop: Workshop, owner: Spot, hint: tuple[str, ...]) -> tuple[Content, ...]:
    """The media types under `content` of a body, response, parameter or header.

    Those of what several places refer to are the same at each of them.
    """
    known = shop.contents.get(owner.pointer)
    if known is None:
        known = shop.contents[owner.pointer] = _contents(shop, owner, hint)
    return known


def _contents(
    shop: Workshop, owner: Spot, hint: tuple[str, ...]
) -> tuple[Content, ...]:
    found: list[Content] = []
    many = mapping(owner.schema.get("content"))
    for media_type in many:
        spot = shop.follow(owner.sub("content", media_type))
        if spot is None or not is_object(spot.schema):
            continue
        words = hint if len(many) == 1 else (*hint, media_words(media_type, many))
        found.append(content(shop, spot, media_type, words))
    return tuple(found)


def files(shop: Workshop, found: tuple[Content, ...]) -> tuple[Content, ...]:
    """The media types of an answer; a file that is declared as JSON is one of any media type.

    OpenAPI 3.0 calls a whole body binary that is sent as it is (3.0.4, section 4.7.14.2). Django's frameworks describe every file so,
    as JSON is what they declare of all answers. Later versions know no such format, and frameworks that follow them send JSON there.
    """
    return tuple([_as_file(shop, one) for one in found])


def _as_file(shop: Workshop, one: Content) -> Content:
    said = shop.legacy and is_json(one.media_type) and not is_sequence(one.media_type)
    if not (
        said and isinstance(one.type, Scalar) and is_binary(one.type, one.media_type)
    ):
        return one
    shop.say(
        "file-as-json",
        f"A file is declared as {one.media_type}; the answer is read as bytes, whatever its media type is.",
        one.id,
        "Name the media type that it is sent with.",
        severity="info",
    )
    return replace(one, media_type="*/*", type=Binary("raw", "*/*"))


def media_words(media_type: str, many: Any) -> str:
    """Words for a media type among several; none for JSON, which is what one means without a word.

    They are its suffix, where no other has the same (`hal+json` beside `ld+json`).
    """
    main = essence(media_type)
    if main == "application/json":
        return ""
    whole = main.rpartition("/")[2]
    suffix = whole.rpartition("+")[2]
    mains = {essence(one) for one in many if isinstance(one, str)}
    same = [one for one in mains if "+" in one and one.endswith(f"+{suffix}")]
    return whole if len(same) > 1 else suffix


def content(
    shop: Workshop, spot: Spot, media_type: str, hint: tuple[str, ...]
) -> Content:
    """One media type object (OpenAPI 3.2, section 4.14).

    JSON is one value and no sequence of them, so that what `itemSchema` speaks of there are the items of an array.
    """
    if essence(media_type) == EVENTS:
        for key in ("schema", "itemSchema"):
            if key in spot.schema:
                note_data(shop, spot.sub(key), frozenset())
    made = content_type(shop, spot, media_type, hint)
    item: Type | None = None
    if "itemSchema" in spot.schema:
        place = spot.sub("itemSchema")
        item = schemas.of(shop, [place], (*hint, "item"), place.pointer)
        if is_json(media_type) and not is_sequence(media_type):
            shop.say(
                "item-schema",
                f"'itemSchema' speaks of members of a sequence, and {media_type} is one value",
                place.pointer,
                (
                    "It is ignored."
                    if "schema" in spot.schema
                    else "It is read as that of an array's items. A stream of values is application/jsonl."
                ),
            )
            made = made if "schema" in spot.schema else ListOf(item)
            item = None
    return Content(
        id=spot.pointer,
        media_type=media_type,
        type=made,
        item=item,
        encodings=with_parts(
            shop,
            spot,
            media_type,
            {
                name: encoding(shop, spot.sub("encoding", name), (*hint, name))
                for name in mapping(spot.schema.get("encoding"))
                if isinstance(spot.schema["encoding"][name], dict)
            },
        ),
        examples=named_examples(shop, spot.schema, spot.pointer)
        or schema_examples(spot.schema.get("schema"), f"{spot.pointer}/schema"),
        elsewhere=examples_elsewhere(shop, spot.schema, spot.pointer),
        doc=doc_of(
            mapping(spot.schema.get("schema" if item is None else "itemSchema"))
        ),
        xml=xml_of(mapping(spot.schema.get("schema"))),
    )


def content_type(
    shop: Workshop, spot: Spot, media_type: str, hint: tuple[str, ...]
) -> Type:
    """The type of a body of this media type; bytes where the body is no text that a schema describes."""
    if "schema" not in spot.schema:
        return raw_type(media_type)
    schema = spot.sub("schema")
    made = schemas.of(shop, [schema], hint, schema.pointer)
    if is_form(media_type) or is_json(media_type) or is_sequence(media_type):
        return made
    raw = is_binary(made, media_type)
    free = isinstance(made, Anything) and not json_like(media_type)
    if raw or (free and not textual(media_type)):
        return Binary("raw", media_type)
    return made


def is_binary(made: Type, media_type: str) -> bool:
    """Whether a body is bytes: a string that OpenAPI 3.0 calls binary, or any other in a media type that is no text.

    Authors write `type: string` for a picture, and frameworks `format: byte` for what they send as it is, Spring of any media type.
    """
    if not isinstance(made, Scalar) or made.kind != "string":
        return False
    if made.format == "binary" or (made.format == "byte" and media_type == "*/*"):
        return True
    return is_bytes(media_type) and made.format in ("", "byte", "base64", "base64url")


def raw_type(media_type: str) -> Type:
    """The type of a body without a schema."""
    if json_like(media_type):
        return Anything()
    if textual(media_type):
        return Scalar("string")
    return Binary("raw", media_type)


def json_like(media_type: str) -> bool:
    """Whether a media type is JSON or one built on it, one value or many, or may be."""
    main = media_type.split(";")[0].strip().lower()
    return is_json(main) or main == "*/*" or is_sequence(main)


def textual(media_type: str) -> bool:
    """Whether a body of this media type is read as text."""
    main = media_type.split(";")[0].strip().lower()
    return main.startswith("text/") or main.endswith(("/xml", "+xml", "/yaml", "+yaml"))


def style_of(value: object) -> Style | None:
    """One of OpenAPI's styles, or nothing."""
    return next((style for style in STYLES if style == value), None)


def encoding(shop: Workshop, spot: Spot, hint: tuple[str, ...]) -> Encoding:
    """One encoding object (OpenAPI 3.2, section 4.15)."""
    explode = spot.schema.get("explode")
    return Encoding(
        content_type=text(spot.schema.get("contentType")),
        style=style_of(spot.schema.get("style")),
        explode=explode if isinstance(explode, bool) else None,
        allow_reserved=spot.schema.get("allowReserved") is True,
        headers=headers(shop, spot, hint),
    )


def headers(shop: Workshop, owner: Spot, hint: tuple[str, ...]) -> tuple[Header, ...]:
    """The headers of a response or a part; Content-Type is described elsewhere (OpenAPI 3.2, section 4.17)."""
    found: list[Header] = []
    for name in mapping(owner.schema.get("headers")):
        spot = shop.follow(owner.sub("headers", name))
        if spot is None or not is_object(spot.schema):
            continue
        if name.lower() == "content-type":
            continue
        kinds = contents(shop, spot, (*hint, name))
        made: Type = kinds[0].type if kinds else Scalar("string")
        shown = named_examples(shop, spot.schema, spot.pointer)
        schema: Mapping[str, Any] = {}
        if "schema" in spot.schema:
            place = spot.sub("schema")
            made = schemas.of(shop, [place], (*hint, name), place.pointer)
            schema = mapping(place.schema)
            shown = shown or schema_examples(schema, place.pointer)
        found.append(
            Header(
                id=spot.pointer,
                wire=name,
                type=made,
                required=spot.schema.get("required") is True,
                explode=spot.schema.get("explode") is True,
                content=kinds[0].media_type if kinds else "",
                deprecated=spot.schema.get("deprecated") is True,
                doc=referred(
                    owner.sub("headers", name).schema, doc_beside(spot.schema, schema)
                ),
                examples=shown,
            )
        )
    return tuple(found)


def body(shop: Workshop, owner: Spot, hint: tuple[str, ...]) -> Body | None:
    """The `requestBody` of an operation."""
    if not is_object(owner.schema.get("requestBody")):
        return None
    spot = shop.follow(owner.sub("requestBody"))
    if spot is None or not is_object(spot.schema):
        return None
    made = contents(shop, spot, (*hint, "request"))
    if not made:
        return None
    return Body(
        id=spot.pointer,
        contents=made,
        required=spot.schema.get("required") is True,
        doc=referred(owner.sub("requestBody").schema, doc_of(spot.schema)),
    )


def responses(
    shop: Workshop, owner: Spot, hint: tuple[str, ...], find: Any
) -> tuple[Response, ...]:
    """The `responses` of an operation, in the author's order.

    The status is part of a name only where there are several successes with bodies, or several errors.
    """
    declared = answers(shop, owner)
    wins = sum(
        "content" in one.schema for status, (_, one) in declared if _good(status)
    )
    fails = sum(not _good(status) for status, _ in declared)
    found: list[Response] = []
    for status, (written, spot) in declared:
        bounds.count(shop, 1 + len(mapping(spot.schema.get("headers"))), spot.pointer)
        words = (*hint, "response" if _good(status) else "error")
        if (wins if _good(status) else fails) > 1:
            words = (*words, status)
        held = contents(shop, spot, words)
        if unknown(status, spot):
            held = tuple(replace(one, type=Anything()) for one in held)
        found.append(
            Response(
                id=spot.pointer,
                status=status,
                contents=some(files(shop, held)),
                headers=headers(shop, spot, hint),
                links=links(shop, spot, find),
                doc=referred(
                    owner.sub("responses", written).schema, doc_of(spot.schema)
                ),
            )
        )
    return tuple(found)


def unknown(status: str, spot: Spot) -> bool:
    """Whether a response is what hapi-swagger writes of any answer that it knows nothing of: that it is a text."""
    media = mapping(spot.schema.get("content")).values()
    types = [mapping(one).get("schema") for one in media]
    said = status == "default" and spot.schema.get("description") == _SUCCESSFUL
    return said and bool(types) and all(one == {"type": "string"} for one in types)


def some(found: tuple[Content, ...]) -> tuple[Content, ...]:
    """Contents that there can be: where no value fits, documents mean that nothing is sent."""
    return tuple(
        one for one in found if one.item is not None or not isinstance(one.type, Never)
    )


def answers(shop: Workshop, owner: Spot) -> list[tuple[str, tuple[str, Spot]]]:
    """The statuses under `responses`, each with how it is written and the response object; what no server can send is left out.

    A range in small letters counts as if it were spelled right, unless that stands there too.
    """
    found: dict[str, tuple[str, Spot]] = {}
    declared = mapping(owner.schema.get("responses"))
    for key in declared:
        status = key if key == "default" else key.upper()
        if not STATUS.fullmatch(status) or (status != key and status in declared):
            continue
        spot = shop.follow(owner.sub("responses", key))
        if spot is not None and is_object(spot.schema):
            found.setdefault(status, (key, spot))
    return [*found.items()]


def _good(status: str) -> bool:
    return status.startswith("2")


def links(shop: Workshop, owner: Spot, find: Any) -> tuple[Link, ...]:
    """The links of a response that name an operation of this document."""
    found: list[Link] = []
    for name in mapping(owner.schema.get("links")):
        spot = shop.follow(owner.sub("links", name))
        if spot is None or not is_object(spot.schema):
            continue
        operation = find(
            spot.schema.get("operationId") or spot.schema.get("operationRef")
        )
        if operation is not None:
            found.append(
                Link(
                    id=spot.pointer,
                    name=name,
                    operation=operation,
                    parameters=dict(mapping(spot.schema.get("parameters"))),
                    doc=referred(owner.sub("links", name).schema, doc_of(spot.schema)),
                    body=spot.schema.get("requestBody"),
                    has_body="requestBody" in spot.schema,
                    server=text(mapping(spot.schema.get("server")).get("url")),
                )
            )
    return tuple(found)
