"""Schemas of properties go in; what they say beside types comes out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.ir.build.docs import doc_of, examples_of, nearest_doc, text
from generator.ir.build.spots import Spot, Workshop
from generator.ir.model import Access, Anything, Field, Scalar
from generator.jsonvalues import mapping
from generator.load import refs

SAID = frozenset(
    [
        "title",
        "summary",
        "description",
        "default",
        "deprecated",
        "readOnly",
        "writeOnly",
        "example",
        "examples",
        "externalDocs",
    ]
)
"""Keywords that say something of a property beside its type."""
_NO_NOTE: Mapping[str, Any] = {}


def said(shop: Workshop, found: Mapping[str, list[Spot]]) -> dict[str, Field]:
    """What is said of properties beside their types, of those of which something is."""
    made: dict[str, Field] = {}
    for name, spots in found.items():
        notes = [mapping(spot.schema) for spot in spots]
        told = any(refs.reference(note) is not None for note in notes)
        if not told and SAID.isdisjoint(key for note in notes for key in note):
            continue
        note = next((one for one in notes if "default" in one), _NO_NOTE)
        shown = [found for found in map(examples_of, notes) if found]
        made[name] = Field(
            id=spots[0].pointer,
            wire=name,
            type=Anything(),
            default=note.get("default"),
            has_default="default" in note,
            access=access(shop, spots),
            deprecated=any(one.get("deprecated") is True for one in notes),
            doc=nearest_doc(notes),
            examples=shown[0] if shown else (),
        )
    return made


def said_of_names(spot: Spot) -> dict[str, Field]:
    """What is said of the names of properties, which are texts, beside what is checked of them: under the empty name."""
    own = mapping(spot.schema)
    type = Scalar("string", text(own.get("format")))
    return {"": Field(spot.pointer, "", type, doc=doc_of(own))}


def access(shop: Workshop, spots: list[Spot]) -> Access:
    """readOnly or writeOnly, also where the schema referred to says so."""
    for spot in spots:
        schema = mapping(spot.schema)
        if schema.get("readOnly") is True:
            return "read"
        if schema.get("writeOnly") is True:
            return "write"
        target = shop.follow(spot) if refs.reference(schema) is not None else None
        found = access(shop, [target]) if target is not None else "both"
        if found != "both":
            return found
    return "both"
