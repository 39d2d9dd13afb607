"""A schema goes in; JSON values that it accepts come out, a small one and a full one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from .document import Document, Unresolved
from .patterns import spelled, syntax

DEEP, DEEPEST, ENOUGH = 4, 30, 400
"""Levels and values after which an instance holds only what is required; levels after which there is none."""

FORMATS = {
    "date": "2024-02-29",
    "date-time": "2024-02-29T12:30:45Z",
    "time": "12:30:45Z",
    "duration": "P1DT2H",
    "uuid": "123e4567-e89b-42d3-a456-426614174000",
    "email": "a.b@example.com",
    "uri": "https://example.com/a?b=c",
    "url": "https://example.com/a?b=c",
    "hostname": "example.com",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "byte": "aGVsbG8=",
    "binary": "hello",
    "uri-reference": "/a",
    "decimal": "12.50",
    "json-pointer": "/a/b",
}
WORDS = ("q", "alpha", "two words", "Ünï 日本", 'quote"d', "a&b=c", "50%+", "x/y?#z")
PLAIN = ("q", "alpha", "beta")
"""Words for places where the specification gives other characters no escape."""

OBJECT = ("properties", "additionalProperties", "required", "patternProperties")
MERGED_MAX = ("minimum", "minLength", "minItems", "minProperties")
MERGED_MIN = ("maximum", "maxLength", "maxItems", "maxProperties")


class Impossible(Exception):
    """No instance can be made."""


@dataclass
class Maker:
    """Makes instances, always the same ones.

    Attributes:
        direction: what is read-only is not sent, what is write-only does not come.
        full: everything is there that may be.
        words: what strings are made of.
        files: properties of the outermost object that hold files are bytes.
    """

    document: Document
    direction: Literal["request", "response"]
    full: bool
    words: tuple[str, ...] = WORDS
    files: bool = False
    count: int = field(default=0)

    def make(self, schema: Any, depth: int = 0) -> Any:
        """A value of a schema.

        Raises:
            Impossible: none can be made.
        """
        self.count += 1
        try:
            flat = self.flat(schema)
        except Unresolved as why:
            raise Impossible(f"reference: {why}") from why
        if flat is False or depth > DEEPEST:
            raise Impossible("no value fits" if flat is False else "endless")
        if not isinstance(flat, dict) or not flat:
            return self.word()
        if "$dynamicRef" in flat:
            raise Impossible("a dynamic reference")
        if "const" in flat:
            return flat["const"]
        if isinstance(flat.get("enum"), list) and flat["enum"]:
            known = [one for one in flat["enum"] if one is not None] or [None]
            return known[-1 if self.full else 0]
        for key in ("oneOf", "anyOf"):
            if flat.get(key):
                return self.variant(flat, key, depth)
        return self.typed(flat, depth)

    def typed(self, flat: Mapping[str, Any], depth: int) -> Any:
        """A value by `type`, or by the keywords where there is none."""
        match kind_of(flat):
            case "object":
                return self.record(flat, depth)
            case "array":
                return self.row(flat, depth)
            case "integer":
                return self.number(flat, True)
            case "number":
                return self.number(flat, False)
            case "boolean":
                return self.full
            case "null":
                return None
            case _:
                return self.text(flat)

    # ------------------------------------------------------------------------------------------------ combinations

    def flat(self, schema: Any, depth: int = 0) -> Any:
        """A schema with its references followed and its `allOf` folded in."""
        found = self.document.resolve(schema)
        if not isinstance(found, dict) or depth > DEEPEST:
            return found
        if isinstance(schema, dict) and "$ref" in schema and not self.document.old:
            beside = {key: value for key, value in schema.items() if key != "$ref"}
            found = merged(found, beside)
        parts = found.get("allOf") or ()
        out = {key: value for key, value in found.items() if key != "allOf"}
        for part in parts:
            other = self.flat(part, depth + 1)
            if isinstance(other, dict):
                out = merged(out, other)
        return out

    def variant(self, flat: Mapping[str, Any], key: str, depth: int) -> Any:
        """A value of the first variant that has one, the last where everything is wanted."""
        base = {
            name: value
            for name, value in flat.items()
            if name not in (key, "discriminator", "nullable")
        }
        options = list(flat[key])
        for option in reversed(options) if self.full else options:
            try:
                inner = self.flat(option)
                if isinstance(inner, dict) and inner.get("type") == "null":
                    continue
                whole = merged(base, inner) if isinstance(inner, dict) else inner
                made = self.make(whole, depth + 1)
            except Impossible:
                continue
            return self.tagged(flat.get("discriminator"), option, made)
        raise Impossible("no variant")

    def tagged(self, discriminator: Any, option: Any, made: Any) -> Any:
        """A value with the discriminator's word for its variant."""
        reference = option.get("$ref") if isinstance(option, dict) else None
        if not discriminator or not isinstance(made, dict) or not reference:
            return made
        listed = (
            self.flat(option).get("properties", {}).get(discriminator["propertyName"])
        )
        if isinstance(listed, dict) and listed.keys() & {"const", "enum"}:
            return made
        name = reference.rpartition("/")[2]
        words = {
            target: word
            for word, target in (discriminator.get("mapping") or {}).items()
        }
        word = words.get(reference, words.get(name, name))
        return {**made, discriminator["propertyName"]: word}

    # ---------------------------------------------------------------------------------------------------- containers

    def record(self, flat: Mapping[str, Any], depth: int) -> dict[str, Any]:
        """An object."""
        required = {one for one in flat.get("required") or () if isinstance(one, str)}
        made: dict[str, Any] = {}
        properties = flat.get("properties") or {}
        hidden = "readOnly" if self.direction == "request" else "writeOnly"
        unseen: set[str] = set()
        for name, schema in properties.items():
            if self.says(schema, hidden):
                unseen.add(name)
            elif name in required or self.generous(depth):
                try:
                    made[name] = self.property(schema, depth)
                except Impossible:
                    if name in required:
                        raise
        extra = flat.get("additionalProperties", {})
        for name in sorted(required - made.keys() - unseen):
            made[name] = self.make(extra, depth + 1)
        free = isinstance(extra, dict) and extra and "propertyNames" not in flat
        if free and self.generous(depth):
            made["extra"] = self.make(extra, depth + 1)
        while len(made) < flat.get("minProperties", 0):
            made[f"more{len(made)}"] = self.make(extra, depth + 1)
        return made

    def property(self, schema: Any, depth: int) -> Any:
        """The value of a property; in a form, a file is bytes."""
        if self.files and depth == 0:
            flat = self.flat(schema)
            inner = flat.get("items", {}) if kind_of(flat) == "array" else flat
            if is_file(self.flat(inner)):
                content = b"\x00\xff file\r\n"
                return [content, b"second"] if inner is not flat else content
        return self.make(schema, depth + 1)

    def says(self, schema: Any, word: str) -> bool:
        """Whether a property's schema has a flag."""
        try:
            flat = self.flat(schema)
        except Unresolved:
            return False
        return isinstance(flat, dict) and flat.get(word) is True

    def generous(self, depth: int) -> bool:
        """Whether what need not be there is there."""
        return self.full and depth < DEEP and self.count < ENOUGH

    def row(self, flat: Mapping[str, Any], depth: int) -> list[Any]:
        """An array."""
        made = [self.make(one, depth + 1) for one in flat.get("prefixItems") or ()]
        least = flat.get("minItems", 0)
        wanted = max(least, 2 if self.generous(depth) and not made else 1)
        if depth > DEEP:
            wanted = least
        wanted = min(wanted, flat.get("maxItems", wanted))
        item = flat.get("items", {})
        while len(made) < wanted and item is not False:
            try:
                one = self.make(item, depth + 1)
            except Impossible:
                if len(made) < least:
                    raise
                break
            if flat.get("uniqueItems") and one in made:
                other = other_than(made, one, self.flat(item))
                if other is None:
                    break
                one = other
            made.append(one)
        return made

    # ------------------------------------------------------------------------------------------------------- scalars

    def word(self) -> str:
        """Any text."""
        return self.words[self.count % len(self.words)] if self.full else self.words[0]

    def text(self, flat: Mapping[str, Any]) -> str:
        """A string."""
        least, most = flat.get("minLength", 0), flat.get("maxLength")
        wanted = FORMATS.get(flat.get("format", ""))
        if flat.get("contentEncoding", "").startswith("base64"):
            wanted = FORMATS["byte"]
        pattern = flat.get("pattern")
        if isinstance(pattern, str):
            return self.matching(flat, pattern)
        made = wanted or self.word()
        if len(made) < least:
            made = (made * (least // len(made) + 1))[:least]
        return made if most is None else made[:most]

    def matching(self, flat: Mapping[str, Any], pattern: str) -> str:
        """A string that a pattern finds; an example of the document where it does."""
        least, most = flat.get("minLength", 0), flat.get("maxLength", 10**6)
        try:
            wanted = re.compile(pattern)
            made = [spelled(syntax.parse(pattern), more) for more in (0, 1, 8)]
        except (re.error, OverflowError, RecursionError) as why:
            raise Impossible(f"pattern: {why}") from why
        told = [flat.get("example"), flat.get("default"), *(flat.get("examples") or ())]
        for one in (*told, *made, *FORMATS.values()):
            fits = isinstance(one, str) and least <= len(one) <= most
            if fits and wanted.search(one):
                return str(one)
        raise Impossible(f"pattern: {pattern}")

    def number(self, flat: Mapping[str, Any], whole: bool) -> int | float:
        """A number, as small as allowed or a little larger."""
        gap = 1 if whole else 0.5
        low, high = flat.get("minimum"), flat.get("maximum")
        below, above = flat.get("exclusiveMinimum"), flat.get("exclusiveMaximum")
        if isinstance(below, bool):
            below, low = (low, None) if below else (None, low)
        if isinstance(above, bool):
            above, high = (high, None) if above else (None, high)
        least = below + gap if below is not None else low
        most = above - gap if above is not None else high
        start = least if least is not None else min(1, most if most is not None else 1)
        step = flat.get("multipleOf")
        if step:
            start = -(-start // step) * step
        elif self.full:
            larger = start + (1 if whole else 0.5)
            start = larger if most is None or larger <= most else start
        return int(start) if whole or float(start).is_integer() else start


def kind_of(flat: Any) -> str:
    """The type that an instance of a schema has, else what its keywords speak of."""
    if not isinstance(flat, dict):
        return ""
    kind = flat.get("type")
    if isinstance(kind, list):
        kind = next((one for one in kind if one != "null"), "null")
    if kind:
        return str(kind)
    if any(key in flat for key in OBJECT):
        return "object"
    return "array" if "items" in flat or "prefixItems" in flat else ""


def is_file(flat: Any) -> bool:
    """Whether a property of a form holds bytes as they are (OpenAPI 3.2, "Working with Binary Data")."""
    if not isinstance(flat, dict):
        return False
    if flat.get("format") == "binary":
        return True
    return "contentMediaType" in flat and "contentEncoding" not in flat


def merged(left: Mapping[str, Any], right: Mapping[str, Any]) -> dict[str, Any]:
    """Two schemas as one that asks for both, as far as instances go."""
    out = dict(left)
    for key, value in right.items():
        mine = out.get(key)
        match key:
            case "properties" if mine:
                both = {
                    name: {"allOf": [mine[name], one]} if name in mine else one
                    for name, one in value.items()
                }
                out[key] = {**mine, **both}
            case "required" if mine:
                out[key] = [*mine, *value]
            case "enum" if mine:
                out[key] = [one for one in mine if one in value] or mine
            case "oneOf" | "anyOf" if mine:
                out[key] = mine
            case _ if mine is not None and key in MERGED_MAX:
                out[key] = max(mine, value)
            case _ if mine is not None and key in MERGED_MIN:
                out[key] = min(mine, value)
            case "readOnly" | "writeOnly":
                out[key] = value
            case _:
                out.setdefault(key, value)
    return out


def other_than(made: list[Any], one: Any, flat: Any) -> Any:
    """A further member of an array without repetitions; None where none is known."""
    if isinstance(flat, dict) and flat.get("enum"):
        return next((word for word in flat["enum"] if word not in made), None)
    bound = isinstance(flat, dict) and {"pattern", "format", "maxLength"} & flat.keys()
    if isinstance(one, str) and not bound:
        return f"{one}{len(made)}"
    return one + len(made) if type(one) is int else None
