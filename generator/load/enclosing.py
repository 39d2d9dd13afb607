"""The place of a reference to a definition goes in; where the definition stands that is meant there comes out.

Programs put the JSON Schema of a class into a document as it is: `#/$defs/Size` in it means a definition of that schema, or
the component of that name, and by the letter leads from the root of the document to nothing.
"""

from __future__ import annotations

import re

from generator.diagnostics import Diagnostic
from generator.jsonvalues import JsonValue
from generator.load import pointer
from generator.load.document import value_of

_LOCAL = re.compile(r"/(?:\$defs|definitions)/")
_LIFTED = "$defs"
"""Where programs looked that made components of definitions."""


def definition(
    data: JsonValue, where: tuple[str, ...], found: str
) -> tuple[str, ...] | None:
    """Give the tokens of the way to the definition that a pointer means at a place; None where there is none.

    What stands nearest around the place goes before the component of that name.
    """
    if not _LOCAL.match(found):
        return None
    try:
        tokens = pointer.parse(pointer.ROOT + found)
    except ValueError:
        return None
    ways = [(*where[:length], *tokens) for length in range(len(where), 0, -1)]
    if tokens[0] == _LIFTED:
        ways.append(("components", "schemas", *tokens[1:]))
    for way in ways:
        try:
            value_of(data, way)
        except LookupError:
            continue
        return way
    return None


def told(found: str, way: tuple[str, ...]) -> Diagnostic:
    """Say how the reference is read."""
    meant = pointer.join(pointer.ROOT, *way)
    message = f"nothing stands at {found[:200]!r}; it is read as {meant!r}"
    hint = f"Write {meant!r}."
    return Diagnostic("inner-reference", "warning", message, "", None, hint)
