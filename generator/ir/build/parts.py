"""The schema of a multipart body goes in; the media types that it names for its parts come out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.ir.build.spots import Spot, Workshop
from generator.ir.media import essence, is_bytes
from generator.ir.model import Encoding
from generator.jsonvalues import is_array, is_object, mapping

BYTES = "application/octet-stream"
"""The media type of a file of which any is allowed."""


def with_parts(
    shop: Workshop, spot: Spot, media_type: str, encodings: Mapping[str, Encoding]
) -> dict[str, Encoding]:
    """The encodings of a form, with the media types of files that only their schemas name.

    `contentMediaType` without `type` is how OpenAPI 3.1 describes a file (3.1.1, section 4.3.1), and there is no other
    trace of it in the type, which may be anything.
    """
    found = dict(encodings)
    if not essence(media_type).startswith("multipart/") or "schema" not in spot.schema:
        return found
    for name, kind in _named(shop, spot.sub("schema"), set()):
        own = found.get(name, Encoding())
        if not (own.content_type or own.style):
            found[name] = replace(own, content_type=kind)
    return found


def _named(shop: Workshop, schema: Spot, seen: set[str]) -> Iterator[tuple[str, str]]:
    """Names of properties, each with the media type of the bytes that it, or a member of it, is."""
    spot = shop.follow(schema)
    if spot is None or not is_object(spot.schema) or spot.pointer in seen:
        return
    seen.add(spot.pointer)
    for name in mapping(spot.schema.get("properties")):
        kind = _bytes_of(shop, spot.sub("properties", name))
        if kind:
            yield name, kind
    for key in ("allOf", "anyOf", "oneOf"):
        members = spot.schema.get(key)
        for number in range(len(members)) if is_array(members) else ():
            yield from _named(shop, spot.sub(key, str(number)), seen)


def _bytes_of(shop: Workshop, schema: Spot) -> str:
    """The media type of a property that is described by nothing else; empty where there is none."""
    spot = shop.follow(schema)
    if spot is not None and is_object(spot.schema) and "items" in spot.schema:
        spot = shop.follow(spot.sub("items"))
    if spot is None or not is_object(spot.schema):
        return ""
    kind = spot.schema.get("contentMediaType")
    plain = "contentEncoding" not in spot.schema and "type" not in spot.schema
    if not plain or not isinstance(kind, str):
        return ""
    return BYTES if kind == "*/*" else kind if is_bytes(kind) else ""
