"""Text from a path, a query, a header, a cookie or a form in; the JSON value that it stands for out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pydantic_core import from_json

NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?")
"""A number as JSON writes it (RFC 8259, section 6)."""
DIGITS = 4000
"""Digits of the longest whole number that is read; Python itself refuses more than 4,300."""


@dataclass(frozen=True, slots=True)
class Shape:
    """Which kinds of JSON value a text may stand for; the type says the rest.

    Attributes:
        kinds: words of "string number boolean null array object", or "any"; whatever else is text stays text.
        item: of an array's members.
        fields, rest: of an object's properties, and of those that are not declared; no `rest`, no such properties.
        again: name of the shape among the whole value's `types` that this one is, with its own `kinds` beside.
    """

    kinds: str = "string"
    item: Shape | None = None
    fields: Mapping[str, Shape] = field(default_factory=dict[str, "Shape"])
    rest: Shape | None = None
    again: str = ""
    types: Mapping[str, Shape] = field(default_factory=dict[str, "Shape"])

    def may_be(self, *kinds: str) -> bool:
        """Whether a value may be of one of these kinds."""
        found = self.kinds.split()
        return any(kind in found for kind in kinds)

    @property
    def scalar(self) -> bool:
        """Whether a value may be something else than an array or an object."""
        return not set(self.kinds.split()) <= {"array", "object"}

    @property
    def text(self) -> bool:
        """Whether a value may be any text, and nothing that holds others: what looks like JSON is that text."""
        return self.may_be("string") and not self.may_be("any", "array", "object")

    def of(self, name: str) -> Shape:
        """The shape of a property."""
        return self.fields.get(name) or self.rest or ANY

    def inside(self, key: str) -> Shape:
        """The shape of what stands under a key in brackets: a property, or a member of an array by its number."""
        member = self.item if key.isdecimal() and self.may_be("array") else None
        return self.fields.get(key) or member or self.of(key)

    def among(self, types: Mapping[str, Shape]) -> Shape:
        """The shape itself, where it is named."""
        if not self.again:
            return self
        found = types[self.again]
        return replace(found, kinds=f"{found.kinds} {self.kinds}")


TEXT = Shape()
ANY = Shape("any")


def value(text: str, shape: Shape, wide: bool = False) -> Any:
    """The value of one text: the narrowest kind that the text can be, or text wherever that is allowed (`wide`)."""
    if not text:
        return _empty(shape, wide)
    if wide and shape.may_be("string"):
        return text
    if shape.may_be("boolean") and text in ("true", "false"):
        return text == "true"
    number = NUMBER.fullmatch(text) if shape.may_be("number") else None
    if number and len(text) <= DIGITS:
        return float(text) if number[1] or number[2] else int(text)
    if shape.may_be("array", "object") and text[0] in "[{":
        return parsed(text)
    return text


def _empty(shape: Shape, wide: bool) -> Any:
    """What no text at all stands for: null, an empty array or object, unless it can be text itself."""
    if shape.may_be("string", "any") and not (wide and shape.may_be("null")):
        return ""
    if shape.may_be("null"):
        return None
    if shape.may_be("array"):
        return []
    return {} if shape.may_be("object") else ""


def parsed(text: str) -> Any:
    """The value of JSON text; text that is none stays as it is, and so does what no body can hold: NaN, half of a pair of surrogates."""
    try:
        return from_json(text, allow_inf_nan=False)
    except ValueError:
        return text


def row(texts: Iterable[str], shape: Shape, wide: bool = False) -> list[Any]:
    """An array of the texts."""
    item = shape.item or ANY
    return [value(text, item, wide) for text in texts]


def numbered(found: dict[str, Any], shape: Shape) -> Any:
    """An array where the keys are the numbers of its members, from 0 on; else the object itself."""
    keys = [str(place) for place in range(len(found))]
    if not shape.may_be("array", "any") or found.keys() != set(keys):
        return found
    return found if shape.fields.keys() & keys else [found[key] for key in keys]


def undivided(parts: Iterable[str]) -> list[str]:
    """`name=value` of a label, whose value may have dots of its own: a part without a name belongs to the one before."""
    found: list[str] = []
    for part in parts:
        if found and "=" not in part:
            found[-1] += f".{part}"
        else:
            found.append(part)
    return found


def record(
    pairs: Iterable[tuple[str, str]], shape: Shape, wide: bool = False
) -> dict[str, Any]:
    """An object of names and texts; a name that comes again makes an array of its texts."""
    found: dict[str, list[str]] = {}
    for name, text in pairs:
        found.setdefault(name, []).append(text)
    return {name: several(texts, shape.of(name), wide) for name, texts in found.items()}


def several(texts: list[str], shape: Shape, wide: bool = False) -> Any:
    """A property whose name came once or more often."""
    lists = shape.may_be("array") and not shape.scalar
    if len(texts) > 1 or (lists and texts[0] and (shape.item or ANY).text):
        return row(texts, shape, wide)
    only = value(texts[0], shape, wide)
    # What is an object and can be none is the one member.
    opened = texts[0].lstrip().startswith("{") and not shape.may_be("object")
    one = only == texts[0] or opened
    return row(texts, shape, wide) if lists and one else only
