"""A document and the name of a schema go in; values that most likely fit come out, and others that most likely do not."""

from __future__ import annotations

import copy
import random
from collections.abc import Iterator
from typing import Any, Literal

from made_up.parts import Json

Mode = Literal["least", "all", "any"]

OF_PATTERNS = {
    "^[a-z]+$": ("abc", "z"),
    "^[A-Z]{3}$": ("EUR",),
    "^\\d{2,4}$": ("12", "2024"),
    "^#[0-9a-fA-F]{6}$": ("#00ffAA",),
    "^a|b$": ("a", "xb"),
    "\\.x$": ("a.x",),
    "^[^/]+$": ("a b",),
    "^x-": ("x-a", "x-"),
    "^(foo|bar)(-[0-9]+)?$": ("foo", "bar-12"),
    "^\\S+@\\S+$": ("a@b",),
    "^[\\w.-]*$": ("a.b-c", ""),
    "^S_": ("S_1",),
    "_at$": ("x_at",),
    "^\\d+$": ("7", "007"),
}
OF_FORMATS = {
    "date-time": ("2024-02-29T12:30:45Z", "2024-02-29T12:30:45.5+02:00"),
    "date": ("2024-02-29",),
    "uuid": ("123e4567-e89b-42d3-a456-426614174000",),
    "uri": ("https://example.com/a?b=c",),
    "email": ("a.b@example.com",),
    "byte": ("aGVsbG8=",),
    "hostname": ("example.com",),
    "ipv4": ("192.0.2.1",),
    "time": ("12:30:45Z",),
    "duration": ("P1DT2H",),
    "decimal": ("12.50",),
}
TEXTS = ("abc", "x", "Ünïcode 日本", "a longer text", "", "null", "1", 'quo"te\n')
KINDS = ("string", "integer", "number", "boolean", "object", "array", "null")
DEEPEST = 5


class Lost(Exception):
    """No value could be made."""


class Maker:
    """Makes values for the schemas of one document."""

    def __init__(self, document: Json, rng: random.Random) -> None:
        self.document = document
        self.rng = rng
        self.steps = 0

    def target(self, reference: str) -> Json:
        """What a reference of the document leads to."""
        found = self.document
        if reference.startswith("#node"):
            found = found["components"]["schemas"]
            return next(
                one
                for one in found.values()
                if isinstance(one, dict) and one.get("$dynamicAnchor") == reference[1:]
            )
        for step in reference.removeprefix("#/").split("/"):
            found = found[step.replace("~1", "/").replace("~0", "~")]
        return found

    def flat(self, schema: Json, found: list[Json]) -> None:
        """Collect what a value has to fit at once: parts, targets of references, and one member of each union."""
        self.steps += 1
        if schema is False or self.steps > 3000:
            raise Lost
        if schema is True:
            return
        for key in ("$ref", "$dynamicRef"):
            if key in schema:
                self.flat(self.target(schema[key]), found)
        if "$ref" in schema and self.document["openapi"].startswith("3.0"):
            return
        found.append(schema)
        for part in schema.get("allOf", ()):
            self.flat(part, found)
        for key in ("anyOf", "oneOf"):
            if key in schema:
                self.member(schema, key, found)
        if "if" in schema:
            held = self.rng.random() < 0.6
            both = ("if", "then") if held else ("else",)
            for key in both:
                self.flat(schema.get(key, True), found)

    def member(self, schema: Json, key: str, found: list[Json]) -> None:
        """Collect one member of a union, with the word by which its discriminator knows it."""
        one = self.rng.choice(schema[key])
        self.flat(one, found)
        said = schema.get("discriminator")
        if said and "$ref" in one:
            name = one["$ref"].rsplit("/", 1)[-1]
            words = [
                word
                for word, whole in said.get("mapping", {}).items()
                if whole.rsplit("/", 1)[-1] == name
            ]
            word = words[0] if words else name
            wire = said["propertyName"]
            found.append({"properties": {wire: {"const": word}}, "required": [wire]})

    def make(self, schemas: list[Json], mode: Mode, depth: int) -> Json:
        """A value that fits all of some schemas, as far as one sees."""
        flat: list[Json] = []
        for one in schemas:
            self.flat(one, flat)
        listed = [
            [one["const"]] if "const" in one else one["enum"]
            for one in flat
            if "const" in one or "enum" in one
        ]
        if listed:
            values = [v for v in listed[0] if all(v in more for more in listed[1:])]
            if not values:
                raise Lost
            return copy.deepcopy(self.rng.choice(values))
        kind = self.kind(flat, mode, depth)
        match kind:
            case "null":
                return None
            case "boolean":
                return self.rng.random() < 0.5
            case "integer" | "number":
                return self.number(flat, kind)
            case "string":
                return self.text(flat)
            case "array":
                return self.array(flat, mode, depth)
            case _:
                return self.object(flat, mode, depth)

    def kind(self, flat: list[Json], mode: Mode, depth: int) -> str:
        """A kind of JSON that all of some schemas take."""
        left = set(KINDS)
        for one in flat:
            said = one.get("type", KINDS)
            kinds = {said} if isinstance(said, str) else set(said)
            if one.get("nullable"):
                kinds.add("null")
            if "number" in kinds:
                kinds.add("integer")
            left &= kinds
        if not left:
            raise Lost
        if "null" in left and left != {"null"} and self.rng.random() < 0.7:
            left.remove("null")
        keys = {key for one in flat for key in one}
        wished = "object" if keys & {"properties", "required"} else None
        wished = "array" if keys & {"items", "prefixItems"} else wished
        if wished in left and self.rng.random() < 0.9:
            return wished
        if depth > DEEPEST or mode == "least":
            left -= {"array", "object"} if left - {"array", "object"} else set()
        return self.rng.choice(sorted(left))

    def number(self, flat: list[Json], kind: str) -> Json:
        least = [one["minimum"] for one in flat if "minimum" in one]
        above = [one["exclusiveMinimum"] for one in flat if "exclusiveMinimum" in one]
        step = [one["multipleOf"] for one in flat if "multipleOf" in one]
        low = max([*least, *(1 + one for one in above)], default=0)
        if step:
            return step[0] * self.rng.randint(0, 9)
        if kind == "number":
            return self.rng.choice((low + 0.5, low + 1, low + 2.0))
        return self.rng.choice((low, low + 1, low + 3, float(low + 1)))

    def text(self, flat: list[Json]) -> str:
        patterns = [one["pattern"] for one in flat if "pattern" in one]
        if patterns:
            return self.rng.choice(OF_PATTERNS[patterns[0]])
        formats = [one["format"] for one in flat if "format" in one]
        known = OF_FORMATS.get(formats[0], TEXTS) if formats else TEXTS
        found = self.rng.choice(known)
        least = max((one.get("minLength", 0) for one in flat), default=0)
        most = min((one.get("maxLength", 99) for one in flat), default=99)
        return (found + "abc"[: max(0, least - len(found))])[:most]

    def array(self, flat: list[Json], mode: Mode, depth: int) -> Json:
        least = max((one.get("minItems", 0) for one in flat), default=0)
        most = min((one.get("maxItems", 9) for one in flat), default=9)
        wanted = 0 if mode == "least" or depth > DEEPEST else self.rng.randint(0, 3)
        found = []
        for index in range(min(max(least, wanted), most)):
            own: list[Json] = []
            for one in flat:
                first = one.get("prefixItems", ())
                own.append(first[index] if index < len(first) else one.get("items", {}))
            try:
                found.append(self.make(own, mode, depth + 1))
            except Lost:
                if index < least:
                    raise
                break
        return found

    def object(self, flat: list[Json], mode: Mode, depth: int) -> Json:
        required = {wire for one in flat for wire in one.get("required", ())}
        declared = {wire for one in flat for wire in one.get("properties", {})}
        share = {"least": 0.0, "all": 1.0, "any": 0.5}[mode]
        if depth > DEEPEST:
            share = 0.0
        wires = [
            wire
            for wire in sorted(declared | required)
            if wire in required or self.rng.random() < share
        ]
        others = self.others(flat) if self.rng.random() < share * 0.5 else []
        if not wires and any(one.get("minProperties") for one in flat):
            wires, others = sorted(declared)[:1], others or self.others(flat)
        found: dict[str, Json] = {}
        for wire in [*wires, *others]:
            own = [part for one in flat for part in speaking(one, wire)]
            try:
                found[wire] = self.make(own, mode, depth + 1)
            except Lost:
                if wire in required:
                    raise
        return found

    def others(self, flat: list[Json]) -> list[str]:
        """Names that no property has."""
        names = [one["propertyNames"] for one in flat if "propertyNames" in one]
        found = [self.make([*names, {"type": "string"}], "any", 9)] if names else []
        found += [name for one in flat for name in keys_of(one)]
        return found or [self.rng.choice(("other", "x-other", "more keys", "zz"))]


def keys_of(schema: Json) -> Iterator[str]:
    """Names that patterns of a schema speak of."""
    for pattern in schema.get("patternProperties", ()):
        yield OF_PATTERNS[pattern][0]


def speaking(schema: Json, wire: str) -> Iterator[Json]:
    """What one schema says of a property."""
    if wire in schema.get("properties", {}):
        yield schema["properties"][wire]
        return
    spoken = False
    for pattern, own in schema.get("patternProperties", {}).items():
        if wire in OF_PATTERNS[pattern]:
            yield own
            spoken = True
    if not spoken and "additionalProperties" in schema:
        yield schema["additionalProperties"]
    if not spoken and schema.get("unevaluatedProperties") not in (None, False):
        yield schema["unevaluatedProperties"]


# ------------------------------------------------------------------------------------------------- near misses


def spots(value: Json, at: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of every part of a value."""
    yield at
    pairs: Any = ()
    if isinstance(value, dict):
        pairs = value.items()
    elif isinstance(value, list):
        pairs = enumerate(value)
    for key, part in pairs:
        yield from spots(part, (*at, key))


def missed(rng: random.Random, value: Json) -> Json:
    """The same value with one part gone, another, or more than there was."""
    path = rng.choice([*spots(value)])
    whole = [copy.deepcopy(value)]
    holder: Any = whole
    key: Any = 0
    for step in path:
        holder, key = holder[key], step
    if path and isinstance(holder, dict) and rng.random() < 0.25:
        del holder[key]
    else:
        holder[key] = other(rng, holder[key])
    return whole[0]


def other(rng: random.Random, value: Json) -> Json:
    """A value near another one."""
    if isinstance(value, dict) and rng.random() < 0.5:
        return {**value, rng.choice(("unknown", "x-new")): 1}
    if isinstance(value, list) and rng.random() < 0.5:
        return [*value, *value[:1]] if value else [None]
    if isinstance(value, str) and rng.random() < 0.5:
        return rng.choice((value.upper(), value + "x", "", value * 30))
    if type(value) in (int, float) and rng.random() < 0.5:
        return rng.choice((-value - 1, value + 0.5, 10**20, str(value), float(value)))
    known: tuple[Json, ...] = (None, True, 0, 1.5, "text", "", [], {}, [1], {"a": "b"})
    return copy.deepcopy(rng.choice(known))


def values(document: Json, name: str, rng: random.Random) -> list[Json]:
    """Different values to hold against a schema."""
    found: list[Json] = []
    schema = document["components"]["schemas"][name]
    modes: tuple[Mode, ...] = ("least", "all", "all", "any", "any", "any")
    for mode in modes:
        try:
            found.append(Maker(document, rng).make([schema], mode, 0))
        except (Lost, RecursionError):
            continue
    for value in [*found]:
        found += [missed(rng, value), missed(rng, value)]
    return found
