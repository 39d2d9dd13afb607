"""Builds the parameters of an operation, those of its path item included."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from generator.ir.build import bounds
from generator.ir.build import schema as schemas
from generator.ir.build.docs import (
    doc_beside,
    examples_elsewhere,
    named_examples,
    referred,
    schema_examples,
    text,
)
from generator.ir.build.media import contents, style_of
from generator.ir.build.objects import strip_null
from generator.ir.build.spots import Spot, Workshop
from generator.ir.media import sendable
from generator.ir.model import Location, Parameter, Scalar, Style, Type
from generator.jsonvalues import is_object, mapping, sequence
from generator.load.pointer import join

LOCATIONS: dict[str, Location] = {
    "path": "path",
    "query": "query",
    "querystring": "querystring",
    "header": "header",
    "cookie": "cookie",
}
STYLES: dict[Location, Style] = {
    "path": "simple",
    "query": "form",
    "querystring": "form",
    "header": "simple",
    "cookie": "form",
}
UNSENT = frozenset({"accept", "content-type", "authorization"})
"""Header parameters that OpenAPI 3.2, section 4.12, says to ignore."""


def parameters(
    shop: Workshop, item: Spot, operation: Spot, hint: tuple[str, ...]
) -> tuple[Parameter, ...]:
    """The parameters of an operation; its own override those of the path item by name and location.

    Names of headers are told without case (RFC 9110, section 5.1).
    """
    found: dict[tuple[str, str], Parameter] = {}
    for owner in (item, operation):
        for index in range(len(sequence(mapping(owner.schema).get("parameters")))):
            start = owner.sub("parameters", str(index))
            spot = shop.follow(start)
            if spot is None or not is_object(spot.schema):
                continue
            bounds.count(shop, 1, spot.pointer)
            made = shop.parameters.get(spot.pointer) or parameter(shop, spot, hint)
            if made is not None:
                shop.parameters[spot.pointer] = made
                doc = referred(start.schema, made.doc)
                made = made if doc is made.doc else replace(made, doc=doc)
                header = made.location == "header"
                name = made.wire.lower() if header else made.wire
                found[name, made.location] = made
    return tuple(found.values())


def parameter(shop: Workshop, spot: Spot, hint: tuple[str, ...]) -> Parameter | None:
    """One parameter; None for what is none, or for a header that the specification says to ignore."""
    data = spot.schema
    name, location = text(data.get("name")), LOCATIONS.get(str(data.get("in")))
    nameless = "name" not in data
    if nameless and location == "querystring":
        # The name of a whole query is sent nowhere, and often left out.
        name, nameless = str(location), False
    if nameless or location is None:
        shop.say(
            "parameter",
            "A parameter needs a `name` and an `in` of path, query, querystring, header or cookie.",
            spot.pointer,
            severity="error",
        )
        return None
    if location == "header" and name.lower() in UNSENT:
        shop.say(
            "ignored-header",
            f"A header parameter {name!r} is ignored, as OpenAPI says.",
            spot.pointer,
            "Describe it by a security scheme or by the media types.",
            severity="info",
        )
        return None
    if not sendable(name, location):
        unsendable(shop, name, location, spot, "the parameter is left out")
        return None
    kinds = contents(shop, spot, (*hint, name))
    made: Type = kinds[0].type if kinds else Scalar("string")
    schema: Mapping[str, Any] = {}
    examples = named_examples(shop, data, spot.pointer)
    elsewhere = examples_elsewhere(shop, data, spot.pointer)
    if "schema" in data:
        place = spot.sub("schema")
        made = schemas.of(shop, [place], (*hint, name), place.pointer)
        schema = mapping(place.schema)
        if location == "path":
            # What nothing can be sent for is never null, though schemas for all places say so (`z.coerce.number()`).
            _, made = strip_null(made)
        examples = examples or schema_examples(schema, place.pointer)
    style = style_of(data.get("style")) or STYLES[location]
    explode = data.get("explode")
    return Parameter(
        id=spot.pointer,
        wire=name,
        location=location,
        type=made,
        required=data.get("required") is True or location == "path",
        style=style,
        explode=explode if isinstance(explode, bool) else style in ("form", "cookie"),
        allow_reserved=data.get("allowReserved") is True,
        allow_empty_value=data.get("allowEmptyValue") is True,
        content=kinds[0].media_type if kinds else "",
        default=schema.get("default"),
        has_default="default" in schema,
        deprecated=data.get("deprecated") is True,
        doc=doc_beside(data, schema),
        examples=examples,
        elsewhere=elsewhere,
    )


def unsendable(
    shop: Workshop, name: str, location: str, spot: Spot, result: str
) -> None:
    """Say that nothing can be sent under a name, and what comes of that."""
    word = "header field" if location == "header" else "cookie"
    shop.say(
        "unsendable-name",
        f"No {word} can be called {name!r}; {result}.",
        join(spot.pointer, "name"),
        "Write the name as it stands in requests, without spaces.",
    )
