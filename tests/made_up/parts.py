"""A source of chance goes in; names, words, and schemas without parts of their own come out."""

from __future__ import annotations

import random
from typing import Any

Json = Any

NOUNS = (
    *("Pet", "Order", "User", "Address", "LineItem", "Invoice", "Event", "Tag"),
    *("Page", "Account", "Card", "Shipment", "Error", "Status", "Filter", "Money"),
    *("Job", "File", "Region", "Node", "Team", "Rule", "Metric", "Plan", "Token"),
)
ODD = (
    *("pet", "PET", "Pet_", "pet-list", "Pet.List", "2fast", "class", "None", "str"),
    *("Any", "Model", "list", "dict", "Field", "Literal", "datetime", "UUID", "Omit"),
    *("PetRequest", "OrderInput", "io.acme.v1.Pet", "User_1", "User1", "Checks"),
    *(
        "BaseModel",
        "Self",
        "_",
        "-",
        "Union",
        "Mapping",
        "annotations",
        "Client",
        "Optional",
    ),
)
"""Names of schemas that meet each other, or something of the target's."""

PROPERTIES = (
    *("id", "name", "status", "created_at", "amount", "currency", "email", "owner"),
    *("items", "count", "total", "note", "parent", "children", "meta", "labels", "url"),
    *("active", "size", "code", "title", "kind_of", "first-name", "lastName", "data"),
)
ODD_PROPERTIES = (
    *("class", "from", "model_config", "model_fields", "copy", "json", "self", "Id"),
    *("ID", "$id", "@type", "a b", "ünï", "2nd", "schema", "dict", "validate", "_x"),
    *("__x__", "first_name", "last-name", "x.y", "a/b", "~", "str", "int", "list"),
    *("date", "datetime", "None", "", "Field", "body", "client", "type"),
)
WORDS = (
    *("new", "open", "closed", "in_progress", "IN_PROGRESS", "a-b", "a b", "1st", ""),
    *("none", "null", "true", "EUR", "USD", "é", "class", "asc", "desc", "+", "-"),
)
PATTERNS = (
    *("^[a-z]+$", "^[A-Z]{3}$", "^\\d{2,4}$", "^#[0-9a-fA-F]{6}$", "^a|b$", "\\.x$"),
    *("^[^/]+$", "^x-", "^(foo|bar)(-[0-9]+)?$", "^\\S+@\\S+$", "^[\\w.-]*$"),
)
FORMATS = (
    *("date-time", "date", "uuid", "uri", "email", "byte", "binary", "hostname"),
    *("password", "ipv4", "time", "duration", "decimal", "date-time", "uuid", "date"),
)
KEY_PATTERNS = ("^x-", "^[a-z]+$", "^S_", "_at$", "^\\d+$")


class Parts:
    """Makes what needs no other schema.

    Attributes:
        old: the document is one of OpenAPI 3.0.
    """

    def __init__(self, rng: random.Random, *, old: bool) -> None:
        self.rng = rng
        self.old = old

    def chance(self, share: float) -> bool:
        return self.rng.random() < share

    def some(self, known: tuple[str, ...], most: int, odd: float = 0.0) -> list[str]:
        """One to `most` different words, each an odd name of a property where chance has it."""
        number = self.rng.randint(1, most)
        found = [
            self.rng.choice(ODD_PROPERTIES if self.chance(odd) else known)
            for _ in range(number)
        ]
        return list(dict.fromkeys(found))

    def text(self) -> Json:
        """A string, with what documents say of strings."""
        schema: Json = {"type": "string"}
        match self.rng.randrange(8):
            case 0 | 1:
                schema["format"] = self.rng.choice(FORMATS)
            case 2:
                schema |= {"minLength": self.rng.choice((0, 1, 1, 2))}
                if self.chance(0.5):
                    schema["maxLength"] = self.rng.choice((2, 5, 64, 255))
            case 3:
                schema["pattern"] = self.rng.choice(PATTERNS)
            case _:
                pass
        return schema

    def words(self) -> Json:
        """An enum of strings, or a single word."""
        if self.chance(0.2):
            return self.constant(self.rng.choice(WORDS))
        return {"type": "string", "enum": self.some(WORDS, 5)}

    def constant(self, value: Json) -> Json:
        """A schema for one value, as the version spells it."""
        kind = "string" if isinstance(value, str) else "integer"
        if not self.old and self.chance(0.6):
            typed: Json = {"type": kind} if self.chance(0.5) else {}
            return {**typed, "const": value}
        return {"type": kind, "enum": [value]}

    def number(self) -> Json:
        """An integer or number, with limits now and then."""
        kind = self.rng.choice(("integer", "integer", "number"))
        schema: Json = {"type": kind}
        match self.rng.randrange(8):
            case 0:
                schema["format"] = "int64" if kind == "integer" else "double"
            case 1 | 2:
                schema["minimum"] = self.rng.choice((0, 1, -5))
                if self.chance(0.5):
                    schema["maximum"] = self.rng.choice((5, 100, 1000))
                if self.chance(0.3):
                    self.exclusive(schema)
            case 3:
                schema["multipleOf"] = 5 if kind == "integer" else 0.5
            case 4 if kind == "integer":
                schema["enum"] = self.rng.sample((0, 1, 2, 3, 10, -1), 3)
            case _:
                pass
        return schema

    def exclusive(self, schema: Json) -> None:
        """Leave the least value out."""
        if self.old:
            schema["exclusiveMinimum"] = True
        else:
            schema["exclusiveMinimum"] = schema.pop("minimum")

    def mixed(self) -> Json:
        """Values of several kinds."""
        return {"enum": self.rng.sample(("a", "b", 1, 2.5, True, False, 0), 3)}

    def scalar(self) -> Json:
        """A string, number, truth value, or list of words."""
        makers = (self.text, self.text, self.words, self.number, self.number)
        match self.rng.randrange(12):
            case 0 | 1:
                return {"type": "boolean"}
            case 2 if self.chance(0.3):
                return self.mixed()
            case _:
                return self.rng.choice(makers)()

    def free(self) -> Json:
        """A schema that takes much or everything."""
        kinds: list[Json] = [{}, {"type": "object"}, {"description": "Anything."}]
        if not self.old:
            kinds += [True, {"type": ["string", "integer"]}]
        return self.rng.choice(kinds)

    def nullable(self, schema: Json) -> Json:
        """The same, or null, in one of the ways of the version."""
        if schema is True or not isinstance(schema, dict):
            return schema
        if self.old:
            if "type" not in schema:
                return schema
            values = schema.get("enum")
            also = {"enum": [*values, None]} if values else {}
            return {**schema, "nullable": True, **also}
        kind = schema.get("type")
        if isinstance(kind, str) and "const" not in schema and self.chance(0.6):
            values = schema.get("enum")
            also = {"enum": [*values, None]} if values else {}
            return {**schema, "type": [kind, "null"], **also}
        key = self.rng.choice(("anyOf", "anyOf", "oneOf"))
        return {key: [schema, {"type": "null"}]}

    def noted(self, schema: Json) -> Json:
        """The same with what is said to people, or to one side only."""
        if not isinstance(schema, dict) or (self.old and "$ref" in schema):
            return schema
        said: Json = {}
        if self.chance(0.15):
            said["description"] = "What it is.\n\nMore of it."
        if self.chance(0.04):
            said["deprecated"] = True
        if self.chance(0.03):
            said["title"] = self.rng.choice(NOUNS)
        return {**schema, **said}
