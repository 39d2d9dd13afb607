"""A seed goes in; a valid OpenAPI document comes out whose schemas combine what those of real documents combine."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from made_up.composed import composed
from made_up.parts import KEY_PATTERNS, NOUNS, ODD, PROPERTIES, Json, Parts

RECORDS = ("record", "record", "record", "heir", "conditional")
KINDS = (
    *("record",) * 9,
    *("heir",) * 4,
    *("tagged", "tagged", "base", "untagged", "untagged", "scalars", "nullable"),
    *("words", "words", "scalar", "list", "list", "map", "map", "conditional"),
    *("tuple", "negated", "dynamic", "alias", "free"),
)
MEMBERS = (*RECORDS, "variant", "tagged", "words", "scalar", "list", "map")
"""Kinds of what is a member of a union: the others take so much that a value fits several."""
MOST = 24
"""Schemas of a document, about."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A schema that is going to be made.

    Attributes:
        parts: names of other schemas that it has to speak of, with their words.
        tag: the name of the property that tells it from its siblings, and its word.
        base: the schema that it inherits from.
    """

    name: str
    kind: str
    parts: tuple[tuple[str, str], ...] = ()
    tag: tuple[str, str] | None = None
    base: str = ""


class Author:
    """Writes one document.

    Attributes:
        at: the number of the schema that is being written. What it requires is further down, so that values end.
    """

    def __init__(self, seed: int | str) -> None:
        self.rng = random.Random(seed)
        self.version = self.rng.choice(("3.0.3", "3.1.0", "3.1.1", "3.2.0"))
        self.old = self.version.startswith("3.0")
        self.make = Parts(self.rng, old=self.old)
        self.slots: list[Slot] = []
        self.at = 0

    # ------------------------------------------------------------------------------------------------ plan

    def name(self) -> str:
        """A name that no schema has yet."""
        taken = {slot.name for slot in self.slots}
        while True:
            name = self.rng.choice(ODD if self.make.chance(0.15) else NOUNS)
            if self.make.chance(0.3):
                name += self.rng.choice(("Input", "Response", "Item", "2", "Details"))
            if name not in taken:
                return name

    def plan(self) -> None:
        """Choose names and kinds of all schemas."""
        while len(self.slots) < MOST:
            kind = self.rng.choice(KINDS)
            if self.old and kind in ("tuple", "dynamic"):
                continue
            match kind:
                case "tagged" | "base":
                    self.plan_family(kind)
                case _:
                    self.slots.append(Slot(self.name(), kind))

    def plan_family(self, kind: str) -> None:
        """A union with its variants, or a schema with its heirs."""
        own = self.name()
        self.slots.append(Slot(own, kind))
        place = len(self.slots) - 1
        tag = self.rng.choice(("type", "kind", "object", "@type"))
        parts: list[tuple[str, str]] = []
        for number in range(self.rng.randint(2, 4)):
            name = self.name()
            word = self.rng.choice((name, f"w{number}", f"W-{number}"))
            base = own if kind == "base" else ""
            self.slots.append(Slot(name, "variant", tag=(tag, word), base=base))
            parts.append((name, word))
        self.slots[place] = Slot(own, kind, tuple(parts), (tag, ""))

    def reference(self, *kinds: str, later: bool) -> Json | None:
        """A reference to a schema of a kind, if there is one."""
        known = self.slots[self.at + 1 :] if later else self.slots
        names = [slot.name for slot in known if not kinds or slot.kind in kinds]
        if not names:
            return None
        return {"$ref": f"#/components/schemas/{self.rng.choice(names)}"}

    # --------------------------------------------------------------------------------------------- schemas

    def schema(self, depth: int, *, needed: bool) -> Json:
        """A schema for a property, an item or a value of a map.

        Args:
            needed: a value has to have it, so that it may not lead back here.
        """
        made = self.bare(depth, needed=needed)
        if self.make.chance(0.12):
            made = self.beside_null(made)
        return self.make.noted(made)

    def bare(self, depth: int, *, needed: bool) -> Json:
        """A schema without notes."""
        roll = self.rng.random()
        if roll < 0.28 and (found := self.reference(later=needed)):
            return self.dressed(found)
        if depth > 2 or roll < 0.68:
            return self.make.scalar()
        below: tuple[Callable[[int], Json], ...] = (
            *(self.array, self.array, self.object, self.object, self.map),
            *(self.union, self.union, self.scalars),
        )
        if roll < 0.97:
            return self.rng.choice(below)(depth + 1)
        return self.make.free()

    def dressed(self, found: Json) -> Json:
        """A reference, at times in an `allOf` or with words beside it, as people write."""
        if self.make.chance(0.15):
            return {"allOf": [found], "description": "As it was."}
        if not self.old and self.make.chance(0.1):
            return {**found, "description": "Beside a reference."}
        return found

    def beside_null(self, schema: Json) -> Json:
        """A schema or null."""
        if not isinstance(schema, dict) or "type" in schema:
            return self.make.nullable(schema)
        if self.old:
            if "$ref" in schema:
                return {"allOf": [schema], "nullable": True}
            return schema
        # What is referred to may be null by itself, which `oneOf` would refuse.
        return {"anyOf": [schema, {"type": "null"}]}

    def array(self, depth: int) -> Json:
        items = self.schema(depth, needed=False)
        schema: Json = {"type": "array", "items": items}
        if self.make.chance(0.15):
            schema["maxItems"] = self.rng.choice((2, 10))
        if self.make.chance(0.1):
            schema["uniqueItems"] = True
        scalar = isinstance(items, dict) and isinstance(items.get("type"), str)
        if scalar and self.make.chance(0.15) and "enum" not in items:
            schema["minItems"] = 1
        if scalar and not self.old and self.make.chance(0.08):
            schema["contains"] = self.make.scalar() if self.make.chance(0.3) else items
        return schema

    def map(self, depth: int) -> Json:
        schema: Json = {"type": "object"}
        schema["additionalProperties"] = self.schema(depth, needed=False)
        if self.make.chance(0.1):
            schema["maxProperties"] = 3
        if self.make.chance(0.1):
            schema["minProperties"] = 1
        if not self.old and self.make.chance(0.12):
            names = {"pattern": self.rng.choice(KEY_PATTERNS)}
            schema["propertyNames"] = self.rng.choice((names, {"maxLength": 4}))
        return schema

    def object(self, depth: int) -> Json:
        """An object with properties, some of them required."""
        # Objects that are parts of the same one seldom speak of the same property, as they hardly ever agree on it.
        own = PROPERTIES[self.at % 4 :: 4]
        wires = self.make.some(own, 6, odd=0.1 if depth == 0 else 0.05)
        required = [wire for wire in wires if self.make.chance(0.35)]
        properties = {
            wire: self.sided(self.schema(depth + 1, needed=wire in required))
            for wire in wires
        }
        schema: Json = {"type": "object", "properties": properties}
        if required:
            schema["required"] = required
        if self.make.chance(0.04):
            schema.setdefault("required", []).append("undeclared")
        self.others(schema, depth)
        return schema

    def sided(self, schema: Json) -> Json:
        """A property, that only one side sends now and then, or that has a default."""
        if not isinstance(schema, dict) or (self.old and "$ref" in schema):
            return schema
        if self.make.chance(0.06):
            return {**schema, self.rng.choice(("readOnly", "writeOnly")): True}
        match schema:
            case {"type": "boolean"} if self.make.chance(0.3):
                return {**schema, "default": False}
            case {"enum": [first, *_]} if self.make.chance(0.2):
                return {**schema, "default": first}
            case _:
                return schema

    def others(self, schema: Json, depth: int) -> None:
        """Say what other keys an object may have."""
        match self.rng.randrange(14):
            case 0 | 1:
                schema["additionalProperties"] = False
            case 2:
                schema["additionalProperties"] = True
            case 3:
                schema["additionalProperties"] = self.schema(depth + 1, needed=False)
            case 4 if not self.old:
                pattern = self.rng.choice(KEY_PATTERNS[:1])
                schema["patternProperties"] = {pattern: self.make.scalar()}
                if self.make.chance(0.5):
                    schema["additionalProperties"] = False
            case 5:
                schema["minProperties"] = 1
            case 6 if not self.old:
                schema["unevaluatedProperties"] = False
            case _:
                pass

    def union(self, depth: int) -> Json:
        """Members of any sort."""
        members: list[Json] = []
        for _ in range(self.rng.randint(2, 3)):
            kinds = MEMBERS if self.make.chance(0.9) else ()
            found = (
                self.reference(*kinds, later=True) if self.make.chance(0.6) else None
            )
            members.append(found or self.schema(depth + 1, needed=True))
        return self.together(members)

    def together(self, members: list[Json]) -> Json:
        """A union of members, each said once."""
        different: list[Json] = []
        for one in members:
            if one not in different and one not in (True, {}):
                different.append(one)
        if not different:
            return {}
        if not self.old and self.make.chance(0.15):
            different.append({"type": "null"})
        texts = sum(one.get("type") == "string" for one in different)
        keys = ("anyOf", "anyOf", "oneOf") if texts < 2 else ("anyOf",)
        return {self.rng.choice(keys): different}

    def scalars(self, _: int) -> Json:
        """Members without parts, mostly of different kinds."""
        makers = self.rng.sample((self.make.text, self.make.number, self.make.words), 2)
        members = [maker() for maker in makers]
        if self.make.chance(0.3):
            members.append({"type": "array", "items": self.make.scalar()})
        return self.together(members)

    # ------------------------------------------------------------------------------------------- components

    def component(self, slot: Slot) -> Json:
        """The schema that was planned."""
        match slot.kind:
            case "record":
                made = self.object(0)
            case "words":
                made = self.make.words()
                if self.make.chance(0.15):
                    made = self.make.nullable(made)
            case "scalar":
                made = self.make.scalar()
            case "list":
                made = self.array(1)
            case "map":
                made = self.map(1)
            case "scalars":
                made = self.scalars(1)
            case "untagged":
                made = self.union(1)
            case "free":
                made = self.make.free()
            case "nullable":
                made = self.beside_null(self.schema(1, needed=True))
            case "alias":
                made = self.reference(later=True) or self.make.scalar()
            case _:
                made = composed(self, slot)
        return self.make.noted(made)

    def write(self) -> Json:
        """The whole document."""
        self.plan()
        schemas: dict[str, Json] = {}
        for number, slot in enumerate(self.slots):
            self.at = number
            schemas[slot.name] = self.component(slot)
        self.at = len(self.slots)
        return {
            "openapi": self.version,
            "info": {"title": "Made up", "version": "1"},
            "paths": {
                f"/things/{number}": self.item(number, slot.name)
                for number, slot in enumerate(self.slots)
            },
            "components": {"schemas": schemas},
        }

    def item(self, number: int, name: str) -> Json:
        """Operations: one that takes and gives a schema, and one of which all is said in place."""
        whole = as_json({"$ref": f"#/components/schemas/{name}"})
        item = {"post": operation(f"things{number}.send", whole, whole)}
        if self.make.chance(0.4):
            made = operation(
                f"things{number}.put",
                as_json(self.in_place()),
                as_json(self.in_place()),
            )
            wires = self.make.some(PROPERTIES, 3, odd=0.1)
            made["parameters"] = [self.parameter(wire) for wire in wires if wire]
            wrong = {"description": "Not.", **as_json(self.in_place())}
            made["responses"]["400"] = wrong
            item["put"] = made
        return item

    def in_place(self) -> Json:
        """A schema that has no name."""
        return self.schema(self.rng.choice((0, 1, 2)), needed=False)

    def parameter(self, wire: str) -> Json:
        """A parameter of a query."""
        schema = self.make.scalar()
        if self.make.chance(0.2):
            schema = {"type": "array", "items": schema}
        elif self.make.chance(0.3):
            schema = self.make.nullable(schema)
        required = self.make.chance(0.3)
        return {"name": wire, "in": "query", "required": required, "schema": schema}


def operation(name: str, taken: Json, given: Json) -> Json:
    """An operation with a body and an answer."""
    return {
        "operationId": name,
        "requestBody": {"required": True, **taken},
        "responses": {"200": {"description": "It.", **given}},
    }


def as_json(schema: Json) -> Json:
    """The content of a body."""
    return {"content": {"application/json": {"schema": schema}}}


def document(seed: int | str) -> Json:
    """The document of a seed, the same one each time."""
    return Author(seed).write()
