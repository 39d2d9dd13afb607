"""A Schema Object of Swagger 2.0 goes in; the one of OpenAPI 3.0 that says the same comes out.

The two differ in little (Swagger 2.0, "Schema Object"; OpenAPI 3.0.4, section 4.7.24): a discriminator is the name of a
property alone, a file is a type, and what may be null is said by an extension.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from generator.jsonvalues import is_array, is_object
from generator.load import refs

_NAMED = ("properties", "patternProperties")
_SINGLE = ("items", "additionalProperties", "not")
_LISTED = ("allOf", "anyOf", "oneOf")
_MAY_BE_NULL = ("x-nullable", "x-isnullable", "x-is-nullable")
_FILES = ("binary", "file")
_PARTS = frozenset(("properties", "additionalProperties", *_LISTED))
FILE = {"type": "string", "format": "binary"}

Referring = Callable[[dict[str, Any], str], None]
"""Is told of each reference that was copied: the copy, and what kind of thing it leads to."""


class Schemas:
    """The schemas of one document, each copied once; what was shared stays shared."""

    def __init__(self, referring: Referring) -> None:
        self._referring = referring
        self._known: dict[int, tuple[Any, dict[str, Any]]] = {}

    def schema(self, value: Any) -> Any:
        """Give the schema that says in OpenAPI 3.0 what this one says; what is no schema comes back as it is."""
        if is_array(value):
            return [self.schema(item) for item in value]
        if not is_object(value):
            return value
        if id(value) in self._known:
            return self._known[id(value)][1]
        made: dict[str, Any] = {}
        # The value is held as well: the identity of one that is gone could be that of another.
        self._known[id(value)] = (value, made)
        if refs.reference(value) is not None:
            made |= value
            self._referring(made, "schema")
            return made
        for key, member in value.items():
            if key in _NAMED and is_object(member):
                made[key] = {name: self.schema(one) for name, one in member.items()}
            elif key in _SINGLE or key in _LISTED:
                made[key] = self.schema(member)
            elif key == "discriminator" and isinstance(member, str):
                made[key] = {"propertyName": member}
            elif key in _MAY_BE_NULL and isinstance(member, bool):
                made["nullable"] = member
            elif key != "collectionFormat":
                made[key] = member
        _typed(made)
        return made


def _typed(made: dict[str, Any]) -> None:
    """Say a file, and a type beside null, as OpenAPI 3.0 does."""
    kind = made.get("type")
    if is_file(made):
        made |= FILE
    elif is_array(kind) and "null" in kind and len(kind) == 2:
        made["type"] = next((one for one in kind if one != "null"), "null")
        made["nullable"] = True


def is_file(value: Any) -> bool:
    """Tell whether a schema of Swagger 2.0 is that of a file.

    Outside of forms and responses there is no such type, and bytes are said by a format, of a string or of an object
    without properties.
    """
    if not is_object(value):
        return False
    kind = value.get("type")
    if kind == "string" or (kind == "object" and not _PARTS.intersection(value)):
        return value.get("format") in _FILES
    return kind == "file"
