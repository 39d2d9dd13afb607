"""A document goes in; the names that a reader looks for on the page of each operation come out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from operations.document import Call, Document, Unresolved

INSIDE = {
    "prefixItems": "array",
    "properties": "object",
    "items": "array",
    "contains": "array",
    "additionalProperties": "object",
    "if": "",
    "dependentSchemas": "object",
    "patternProperties": "object",
    "then": "",
    "else": "",
}
"""Keywords with a schema, and the type of value that they say something about (JSON Schema, Core, section 7.6.1)."""

EACH_OF = ("dependentSchemas", "patternProperties")
EACH = ("allOf", "anyOf", "oneOf")
DEEPEST = 40


def request(document: Document, call: Call) -> Iterator[str]:
    """The names of all parameters, and of everything in them and in the bodies, however deep, that may be sent."""
    for parameter in call.parameters:
        yield parameter.name
        yield from names(document, parameter.schema, set(), "readOnly")
    for body in call.bodies:
        yield from names(document, body.schema, set(), "readOnly")


def answers(document: Document, call: Call) -> Iterator[str]:
    """The names of everything in what is answered."""
    for response in call.responses:
        for content in response.contents:
            yield from names(document, content.schema, set(), "writeOnly")
            if content.item is not None:
                yield from names(document, content.item, set(), "writeOnly")


def names(
    document: Document, schema: Any, seen: set[str], but: str = "", deep: int = 0
) -> Iterator[str]:
    """The names of a schema's properties and of theirs, but for those that a keyword leaves out; each named schema is entered once."""
    if not isinstance(schema, dict) or deep > DEEPEST:
        return
    reference = schema.get("$ref")
    if isinstance(reference, str):
        if reference in seen:
            return
        seen.add(reference)
        try:
            schema = document.resolve(schema)
        except Unresolved:
            return
        if not isinstance(schema, dict):
            return
    for keyword in EACH:
        for one in schema.get(keyword) or ():
            yield from names(document, one, seen, but, deep + 1)
    for keyword, kind in INSIDE.items():
        held = schema.get(keyword)
        if not held or (kind and kind not in (schema.get("type") or kind)):
            continue
        if keyword == "properties":
            held = {k: v for k, v in held.items() if not said(document, v, but)}
            yield from map(str, held)
            held = [*held.values()]
        elif keyword in EACH_OF and isinstance(held, dict):
            held = [*held.values()]
        for one in held if isinstance(held, list) else (held,):
            yield from names(document, one, seen, but, deep + 1)


def said(document: Document, schema: Any, keyword: str) -> bool:
    """Whether a schema, or the one that it refers to, says of itself what a keyword says."""
    try:
        found = document.resolve(schema)
    except Unresolved:
        return False
    return isinstance(found, dict) and found.get(keyword) is True
