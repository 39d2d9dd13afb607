"""Dice go in; schemas with what makes values of them come out."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

Json = Any
Make = Callable[[], Json]
Kind = tuple[Json, Make]
"""A schema, and what makes values of it."""

WORDS = (
    *("a", "", "two words", "Ünï 日本", 'quo"te', "a&b=c", "50%+", "x/y?#z", "null"),
    *("true", "1", "1.0", "-0", "01", "[1]", "{}", "%41", "a;b", "'", "~*", "\t"),
    *("\U0001f40d", "2024-02-29", "a\nb", "<b>", "\\", "$x", "@:", "a|b", "[]"),
)
SPLIT = (",", "a,b", ".", "a.b", "..", "=", "a=b", ";", " a ", "a b", "|", "+")
"""Texts with what separates in one style or another."""
PLAIN = ("a", "b1", "two-words", "null", "true", "1", "x_y", "Z")
NAMES = (
    *(
        "id",
        "name",
        "class",
        "self",
        "body",
        "q-1",
        "filter",
        "X",
        "x",
        "x_",
        "x-",
        "_x",
    ),
    *(
        "request_options",
        "limit",
        "2nd",
        "größe",
        "a.b",
        "type",
        "from",
        "model",
        "data",
    ),
    *("json", "copy", "call", "async", "print", "headers", "query", "cursor", "list"),
    *(
        "model_config",
        "__init__",
        "$top",
        "a b",
        "status",
        "client",
        "content",
        "value",
    ),
)


@dataclass
class Kinds:
    """Draws schemas, and what makes values of them.

    Attributes:
        version: "3.0.3", "3.1.0" or "3.2.0".
        sending: values are of requests, which have nothing that is read-only.
        kept: schemas of the components that may be used again.
    """

    dice: random.Random
    version: str
    schemas: dict[str, Json] = field(default_factory=dict[str, Json])
    named: int = 0
    told: int = 0
    sending: bool = False
    kept: list[Kind] = field(default_factory=list[Kind])

    def one(self, *options: Any) -> Any:
        return self.dice.choice(options)

    def chance(self, of: float) -> bool:
        return self.dice.random() < of

    # ------------------------------------------------------------------------------------------------------ values

    def scalar(self, words: tuple[str, ...]) -> Kind:
        """A scalar schema."""
        dice = self.dice
        kinds: tuple[Callable[[], Kind], ...] = (
            lambda: ({"type": "string"}, lambda: dice.choice(words)),
            lambda: ({"type": "string"}, lambda: dice.choice(words)),
            lambda: (
                {"type": "integer"},
                lambda: dice.choice((0, -1, 7, 2**63, 10**20)),
            ),
            lambda: (
                {"type": "number"},
                lambda: dice.choice((0.5, -1.25, 1e21, 3, 1e-7)),
            ),
            lambda: ({"type": "boolean"}, lambda: dice.random() < 0.5),
            lambda: self.enumerated(words),
            lambda: (
                {"type": "string", "format": "date-time"},
                lambda: dice.choice(
                    ("2024-02-29T12:30:45Z", "2024-01-01T00:00:00+02:00")
                ),
            ),
            lambda: ({"type": "string", "format": "date"}, lambda: "2024-02-29"),
            lambda: (
                {"type": "string", "format": "uuid"},
                lambda: "123e4567-e89b-42d3-a456-426614174000",
            ),
            lambda: ({"type": "string", "format": "byte"}, lambda: "aGVsbG8="),
            lambda: ({"type": "integer", "format": "int64", "minimum": 1}, lambda: 5),
        )
        schema, make = dice.choice(kinds)()
        return self.nullable(schema, make)

    def enumerated(self, words: tuple[str, ...]) -> Kind:
        if self.chance(0.3):
            return {"type": "integer", "enum": [1, 2, 10]}, lambda: self.one(1, 2, 10)
        found = self.dice.sample(words, min(len(words), self.dice.randint(1, 4)))
        return {"type": "string", "enum": found}, lambda: self.dice.choice(found)

    def nullable(self, schema: Json, make: Make, of: float = 0.0) -> Kind:
        """A schema that may take null as well."""
        if not self.chance(of):
            return schema, make
        made = lambda: None if self.chance(0.3) else make()  # noqa: E731
        if self.version == "3.0.3":
            words = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
            return {**schema, "nullable": True, **words}, made
        if "enum" in schema:
            return {"anyOf": [schema, {"type": "null"}]}, made
        return {**schema, "type": [schema["type"], "null"]}, made

    def array(self, item: Kind, least: int = 0) -> Kind:
        schema: Json = {"type": "array", "items": item[0]}
        if least:
            schema["minItems"] = least
        return schema, lambda: [item[1]() for _ in range(self.dice.randint(least, 3))]

    def record(
        self, kinds: Mapping[str, Kind], required: float = 0.4, more: bool = False
    ) -> Kind:
        """An object of given properties."""
        needed = [name for name in kinds if self.chance(required)]
        properties = {name: kind[0] for name, kind in kinds.items()}
        schema: Json = {"type": "object", "properties": properties}
        if more:
            self.flag(properties, kinds)
        if needed:
            schema["required"] = needed
        if not more:
            schema["additionalProperties"] = False

        def make() -> Json:
            hidden = "readOnly" if self.sending else "writeOnly"
            return {
                name: kind[1]()
                for name, kind in kinds.items()
                if not properties[name].get(hidden)
                and (name in needed or self.chance(0.6))
            }

        return schema, make

    def flag(self, properties: Json, kinds: Mapping[str, Kind]) -> None:
        """Say of some properties who sends them, and what they are where nothing is said."""
        for name, (schema, make) in kinds.items():
            if "$ref" in schema or not self.chance(0.2):
                continue
            if self.chance(0.5) and "default" not in schema:
                properties[name] = {**schema, "default": make()}
            elif "enum" not in schema and "anyOf" not in schema:
                # A constant tells variants apart, and both sides send it.
                flag = self.one("readOnly", "writeOnly", "deprecated")
                properties[name] = {**schema, flag: True}

    def names(self, least: int, most: int, of: tuple[str, ...] = NAMES) -> list[str]:
        return self.dice.sample(of, self.dice.randint(least, most))

    def json(self, depth: int = 0) -> Kind:
        """Any schema of JSON."""
        words = (*WORDS, *SPLIT)
        roll = self.dice.random()
        if depth > 2 or roll < 0.4:
            return self.nullable(*self.scalar(words), 0.2)
        if roll < 0.55:
            return self.nullable(*self.array(self.json(depth + 1)), 0.1)
        if roll < 0.65:
            return self.mapping(depth)
        if roll < 0.75:
            return self.union(depth)
        if roll < 0.82:
            return self.composed(depth)
        kinds = {name: self.json(depth + 1) for name in self.names(1, 5)}
        return self.nullable(*self.record(kinds, more=self.chance(0.5)), 0.1)

    def composed(self, depth: int) -> Kind:
        """A schema in which others have a part."""
        return self.mapping(depth)

    def mapping(self, depth: int) -> Kind:
        schema, make = self.json(depth + 1)

        def made() -> Json:
            return {name: make() for name in self.names(0, 3)}

        return {"type": "object", "additionalProperties": schema}, made

    def union(self, depth: int) -> Kind:
        """Members that a value of one cannot be taken for another."""
        if self.chance(0.5):
            text: Kind = {"type": "string"}, lambda: self.dice.choice(WORDS)
            number: Kind = {"type": "integer"}, lambda: self.dice.randint(-9, 9)
            other = self.array(({"type": "boolean"}, lambda: self.chance(0.5)))
            members: list[Kind] = [text, number, other]
        else:
            members = [
                self.record(
                    {
                        "kind": self.word_of(f"k{number}"),
                        **{n: self.json(depth + 1) for n in ("value", f"own{number}")},
                    },
                    1,
                )
                for number in range(self.dice.randint(2, 3))
            ]
        key = self.one("oneOf", "anyOf")
        makers = [make for _, make in members]
        return {key: [schema for schema, _ in members]}, lambda: self.dice.choice(
            makers
        )()

    def word_of(self, word: str) -> Kind:
        return {"type": "string", "enum": [word]}, lambda: word
