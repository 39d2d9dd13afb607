"""The schema of a stream's events goes in; where it says what the JSON in their data is, is noted."""

from __future__ import annotations

from generator.ir.build.docs import text
from generator.ir.build.spots import Spot, Workshop
from generator.ir.media import is_json
from generator.ir.model import Pointer
from generator.jsonvalues import is_object, mapping, sequence
from generator.load.pointer import join


def note_data(shop: Workshop, schema: Spot, seen: frozenset[Pointer]) -> None:
    """Note the `contentSchema` of an event's data (OpenAPI 3.2, "Server-Sent Event Streams").

    Elsewhere it is an annotation, and the value a text; data of an event are text by nature, and readers want what is in it.
    """
    spot = shop.follow(schema)
    if spot is None or not is_object(spot.schema) or spot.pointer in seen:
        return
    if "data" in mapping(spot.schema.get("properties")):
        data = shop.follow(spot.sub("properties", "data"))
        held = mapping(data and data.schema)
        kind = text(held.get("contentMediaType")) or "application/json"
        if data is not None and "contentSchema" in held and is_json(kind):
            shop.event_data.add(join(data.pointer, "contentSchema"))
    for key in ("allOf", "anyOf", "oneOf"):
        for number in range(len(sequence(spot.schema.get(key)))):
            note_data(shop, spot.sub(key, str(number)), seen | {spot.pointer})
