"""A reference that leads to nothing goes in; where that stands what is meant by it comes out.

Programs put the JSON Schema of a class into a document as it is: `#/$defs/Size` in it means a definition of that schema, or
the component of that name, and by the letter leads from the root of the document to nothing. And authors who put a part of
a document into a file of its own leave `#/components/schemas/Pet` in it as it was.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from generator.diagnostics import Diagnostic
from generator.jsonvalues import JsonValue
from generator.load import pointer
from generator.load.document import value_of
from generator.load.identifiers import Spot

_LOCAL = re.compile(r"/(?:\$defs|definitions)/")
_LIFTED = "$defs"
"""Where programs looked that made components of definitions."""


def meant(
    data: Mapping[str, JsonValue], site: Spot, file: str, found: str
) -> Spot | None:
    """Give the spot that a pointer means which leads to nothing; None where there is none.

    Args:
        data: what each file holds, by its name.
        site: where the reference stands.
        file: the file that it names.
        found: the pointer, decoded.
    """
    try:
        tokens = pointer.parse(pointer.ROOT + found)
    except ValueError:
        return None
    if _LOCAL.match(found):
        around = site[1] if site[0] == file else ()
        way = _definition(data[file], around, tokens)
        return None if way is None else (file, way)
    if site[0] == file and found.startswith("/components/") and _has(data[""], tokens):
        return "", tokens
    return None


def _definition(
    data: JsonValue, where: tuple[str, ...], tokens: tuple[str, ...]
) -> tuple[str, ...] | None:
    """What stands nearest around the place goes before the component of that name."""
    ways = [(*where[:length], *tokens) for length in range(len(where), 0, -1)]
    if tokens[0] == _LIFTED:
        ways.append(("components", "schemas", *tokens[1:]))
    return next((way for way in ways if _has(data, way)), None)


def _has(data: JsonValue, way: tuple[str, ...]) -> bool:
    try:
        value_of(data, way)
    except LookupError:
        return False
    return True


def told(found: str, site: Spot, spot: Spot, main: str) -> Diagnostic:
    """Say how the reference is read.

    Args:
        site: where it stands.
        spot: what it is read as.
        main: the name of the document's own file.
    """
    way = pointer.join(pointer.ROOT, *spot[1])
    if site[0] != spot[0]:
        folder = PurePosixPath(site[0]).parent
        way = posixpath.relpath(main, folder) + way
    message = f"nothing stands at {found[:200]!r}; it is read as {way!r}"
    return Diagnostic(
        "inner-reference", "warning", message, "", None, f"Write {way!r}."
    )
