"""The place of a reference to a definition goes in; the schemas around it that may have the definition come out.

Programs put the JSON Schema of a class into a document as it is, with its definitions: `#/$defs/Size` in it means a
definition of that schema, and by the letter leads from the root of the document to nothing.
"""

from __future__ import annotations

import re

from generator.diagnostics import Diagnostic
from generator.load import pointer

LOCAL = re.compile(r"/(?:\$defs|definitions)/")
"""How the pointers of such references begin."""


def around(where: tuple[str, ...], found: str) -> list[tuple[str, ...]]:
    """Give the ways to all that is around a place, the nearest first, where a pointer leads to a definition."""
    if not LOCAL.match(found):
        return []
    return [where[:length] for length in range(len(where), 0, -1)]


def told(found: str, way: tuple[str, ...]) -> Diagnostic:
    """Say how the reference is read."""
    meant = pointer.join(pointer.ROOT, *way)
    message = f"nothing stands at {found[:200]!r}; it is read as {meant!r}"
    hint = "Write that, or put the definition below components/schemas and refer to it there."
    return Diagnostic("inner-reference", "warning", message, "", None, hint)
