"""Which words of a discriminator mean which schema, where extensions say it, is written as OpenAPI 3.0 has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.jsonvalues import is_array, is_object, mapping
from generator.load import pointer, refs

_WORD = "x-ms-discriminator-value"


def map_words(data: dict[str, Any], components: dict[str, Any]) -> None:
    """Add mappings to the discriminators of schemas from which others with a word of their own are made.

    Args:
        data: the document of Swagger 2.0.
        components: those of the document of OpenAPI 3.0; their discriminators are changed.
    """
    definitions = mapping(data.get("definitions"))
    schemas = mapping(components.get("schemas"))
    for name, value in definitions.items():
        word = mapping(value).get(_WORD)
        if not isinstance(word, str):
            continue
        at = pointer.join(pointer.ROOT, "components", "schemas", name)
        for above in _above(definitions, name):
            told = mapping(schemas.get(above)).get("discriminator")
            if is_object(told):
                told.setdefault("mapping", {})[word] = at


def _above(definitions: Mapping[str, Any], name: str) -> Iterator[str]:
    """Give the names of a schema and of all that it is made from."""
    seen: set[str] = set()
    left = [name]
    while left:
        here = left.pop()
        if here in seen or here not in definitions:
            continue
        seen.add(here)
        yield here
        parts = mapping(definitions[here]).get("allOf")
        for part in parts if is_array(parts) else ():
            at = refs.reference(part) or ""
            if at.startswith("#/definitions/"):
                left.append(pointer.parse(at)[-1])
