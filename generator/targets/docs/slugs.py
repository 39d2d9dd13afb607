"""Texts go in; names of files and anchors, unique on any disk, come out."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping

from generator.languages.code import Code

LONGEST = 80
DIGITS = 8
_OTHER = re.compile(r"[^A-Za-z0-9._-]+")
_APART = re.compile(r"[^a-z0-9]+")
_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?")
# Names that Windows keeps for itself, whatever their extension.
_TAKEN = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|index)(\.|$)", re.IGNORECASE)


def plain(value: str) -> str:
    """A text as a name of ASCII letters, digits, dots and hyphens; it may be empty, and others may have it too."""
    if _PLAIN.fullmatch(value):
        return value
    return _OTHER.sub("-", value).strip("-._")


def key(name: str) -> str:
    """A name as anchors spell it: in small letters, its other signs one hyphen; others may have the same."""
    return _APART.sub("-", name.lower()).strip("-")


def slugs(texts: Iterable[str]) -> dict[str, Code]:
    """A name for each text, whatever the order; those that would clash, also without case, end in a hash."""
    return keyed({one: one for one in texts})


def keyed(texts: Mapping[str, str]) -> dict[str, Code]:
    """A name for each key, made from its text as `slugs` does; where several have one text, the hash is of the key."""
    wished = {key: plain(text) for key, text in texts.items()}
    made = {
        key: (
            name
            if name and len(name) <= LONGEST and not _TAKEN.match(name)
            else hashed(texts[key], name, DIGITS)
        )
        for key, name in wished.items()
    }
    own = {key: key for key in texts}
    # Texts can be written so that their short hashes are the same, or so that one is another's name: no two whole ones are.
    for hashes, digits in ((texts, DIGITS), (own, DIGITS), (own, 64)):
        count = Counter(name.casefold() for name in made.values())
        for key, name in made.items():
            if count[name.casefold()] > 1:
                made[key] = hashed(hashes[key], wished[key], digits)
    return {key: Code(name) for key, name in made.items()}


def hashed(text: str, name: str, digits: int) -> str:
    """A name that ends in digits of the text's hash."""
    return f"{name[:LONGEST]}-{digest(text, digits)}".lstrip("-")


def digest(value: str, digits: int = DIGITS) -> str:
    """Digits, eight of them, that tell a text from others, unless somebody looked for two that have the same."""
    return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()[:digits]
