"""Texts go in; names of files and anchors, unique on any disk, come out."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable

from generator.languages.code import Code

LONGEST = 80
_OTHER = re.compile(r"[^A-Za-z0-9._-]+")
# Names that Windows keeps for itself, whatever their extension.
_TAKEN = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|index)(\.|$)", re.IGNORECASE)


def plain(value: str) -> str:
    """A text as a name of ASCII letters, digits, dots and hyphens; it may be empty, and others may have it too."""
    return _OTHER.sub("-", value).strip("-._")


def slugs(texts: Iterable[str]) -> dict[str, Code]:
    """A name for each text, whatever the order; those that would clash, also without case, end in a hash."""
    found = dict.fromkeys(texts)
    wished = {one: plain(one) for one in found}
    count = Counter(name.casefold() for name in wished.values())
    return {
        one: (
            Code(name)
            if name
            and len(name) <= LONGEST
            and count[name.casefold()] == 1
            and not _TAKEN.match(name)
            else Code(f"{name[:LONGEST]}-{digest(one)}".lstrip("-"))
        )
        for one, name in wished.items()
    }


def digest(value: str) -> str:
    """Eight digits that tell a text from others."""
    return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:8]
