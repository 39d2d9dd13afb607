"""A document goes in; what JSON Schema says of values comes out, by the letter and by what this project reads otherwise on purpose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import jsonschema_rs

from made_up.parts import Json

SIDES = ("readOnly", "writeOnly")
TURNED = frozenset({"not", "if"})


class Meaning:
    """Judges values by one reading of a document."""

    def __init__(self, document: Json, *, formats: bool = False) -> None:
        self.document = latest(document)
        self.formats = formats
        self.judges: dict[str, jsonschema_rs.Validator] = {}

    def judge(self, name: str) -> jsonschema_rs.Validator:
        if name not in self.judges:
            # Anchors are looked for below `$defs` and not below `components`.
            known = self.document["components"]
            parts = {"components": known, "$defs": known["schemas"]}
            self.judges[name] = jsonschema_rs.Draft202012Validator(
                {**parts, "$ref": f"#/components/schemas/{name}"},
                validate_formats=self.formats,
            )
        return self.judges[name]

    def accepts(self, name: str, value: Json) -> bool:
        return self.judge(name).is_valid(value)

    def why_not(self, name: str, value: Json) -> str:
        """The keywords that a value does not fit."""
        words: set[str] = set()
        for error in self.judge(name).iter_errors(value):
            words.add(str(error.schema_path[-1]))
        return " ".join(sorted(words))


class Meanings:
    """All readings of one document."""

    def __init__(self, document: Json) -> None:
        self.document = document
        self.letter = Meaning(document)

    @cached_property
    def formats(self) -> Meaning:
        """Formats are assertions."""
        return Meaning(self.document, formats=True)

    @cached_property
    def told(self) -> Meaning:
        """Tags are assertions."""
        return Meaning(changed(self.document, told_apart))

    @cached_property
    def loose(self) -> Meaning:
        """Lists of words are open, several members may fit, and what one side sends may be missing."""
        whole = unclosed(latest(self.document))
        return Meaning(changed(whole, Loosened(whole["components"]["schemas"])))


def latest(document: Json) -> Json:
    """A document whose schemas say in 2020-12 what they said in the dialect of OpenAPI 3.0."""
    if not document["openapi"].startswith("3.0"):
        return document
    schemas = changed(document["components"]["schemas"], brought)
    return {**document, "openapi": "3.1.0", "components": {"schemas": schemas}}


def brought(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema of OpenAPI 3.0 in 2020-12; maps of schemas stay as they are."""
    if isinstance(schema.get("$ref"), str):
        return {"$ref": schema["$ref"]}
    made = dict(schema)
    kind = made.get("type")
    if made.pop("nullable", None) is True:
        if isinstance(kind, str):
            made["type"] = [kind, "null"]
        else:
            made["x-null"] = True
    if made.get("exclusiveMinimum") is True:
        made["exclusiveMinimum"] = made.pop("minimum")
    return made


def changed(value: Json, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Json:
    """A copy of a document with every object changed, the inner ones first; below what turns a schema round, none is."""
    if isinstance(value, list):
        return [changed(one, change) for one in value]
    if not isinstance(value, dict):
        return value
    made = {
        key: (
            one
            if key in TURNED and isinstance(change, Loosened)
            else changed(one, change)
        )
        for key, one in value.items()
    }
    return change(made)


@dataclass(frozen=True)
class Loosened:
    """Gives schemas that take what several members of a `oneOf` take, and what one side does not send may be absent from."""

    schemas: Json

    def __call__(self, schema: dict[str, Any]) -> dict[str, Any]:
        if "x-null" in schema:
            without = {key: one for key, one in schema.items() if key != "x-null"}
            sides: Json = {key: True for key in SIDES if key in schema}
            return {"anyOf": [self(without), {"type": "null"}], **sides}
        gone = self.sided(schema)
        made: dict[str, Any] = relieved(schema, gone)
        if isinstance(made.get("allOf"), list):
            made["allOf"] = [relieved(one, gone) for one in made["allOf"]]
        words = made.get("enum")
        if isinstance(words, list) and is_open(words):
            del made["enum"]
            kinds = ["string", "null"] if None in words else ["string"]
            made["allOf"] = [*made.get("allOf", ()), {"type": kinds}]
        if isinstance(made.get("oneOf"), list):
            members = made.pop("oneOf")
            made["allOf"] = [*made.get("allOf", ()), {"anyOf": members}]
        return made

    def sided(self, schema: Json, deep: int = 0) -> set[str]:
        """The properties that only one side sends, as a schema or a part of it declares them."""
        if not isinstance(schema, dict) or deep > 9:
            return set()
        own = schema.get("properties")
        found = (
            {wire for wire, one in own.items() if self.is_sided(one)}
            if isinstance(own, dict)
            else set[str]()
        )
        for part in (*schema.get("allOf", ()), self.named(schema)):
            found |= self.sided(part, deep + 1)
        return found

    def is_sided(self, schema: Json) -> bool:
        """Whether only one side sends a property."""
        return any(
            isinstance(one, dict) and any(one.get(key) for key in SIDES)
            for one in (schema, self.named(schema))
        )

    def named(self, schema: Json) -> Json:
        """The schema that one refers to."""
        reference = schema.get("$ref") if isinstance(schema, dict) else None
        if not isinstance(reference, str):
            return None
        return self.schemas.get(reference.rpartition("/")[2])


def relieved(schema: Json, gone: set[str]) -> Json:
    """A schema that requires none of these properties."""
    if not isinstance(schema, dict) or not gone:
        return dict(schema) if isinstance(schema, dict) else schema
    made = {key: one for key, one in schema.items() if key != "dependentRequired"}
    if isinstance(made.get("required"), list):
        made["required"] = [wire for wire in made["required"] if wire not in gone]
    return made


def unclosed(document: Json) -> Json:
    """A document in which no part of an `allOf` says what the others may not add: no author means that."""
    parts: set[str] = set()

    def opened(schema: dict[str, Any]) -> dict[str, Any]:
        inline = []
        for one in schema.get("allOf", ()):
            parts.add(one.get("$ref", "") if isinstance(one, dict) else "")
            inline.append(without_others(one))
        return {**schema, "allOf": inline} if inline else schema

    made = changed(document, opened)
    schemas = made["components"]["schemas"]
    count = 0
    while count != len(parts):
        count = len(parts)
        for name, one in schemas.items():
            if f"#/components/schemas/{name}" in parts:
                schemas[name] = without_others(one)
                parts.add(one.get("$ref", "") if isinstance(one, dict) else "")
    return made


def without_others(schema: Json) -> Json:
    """A schema that does not speak of properties which it does not declare."""
    if not isinstance(schema, dict):
        return schema
    left = ("additionalProperties", "unevaluatedProperties", "propertyNames")
    return {key: one for key, one in schema.items() if key not in left or one is True}


def is_open(words: list[Json]) -> bool:
    """Whether an enum lists several words, with or without null."""
    left = [word for word in words if word is not None]
    return len(left) > 1 and all(isinstance(word, str) for word in left)


def told_apart(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema whose discriminator is an assertion."""
    said = schema.get("discriminator")
    members = schema.get("oneOf", schema.get("anyOf"))
    if not isinstance(said, dict) or not isinstance(members, list):
        return schema
    wire = said["propertyName"]
    choices: list[Json] = [{"not": {"type": "object"}}]
    for one in members:
        if "$ref" not in one:
            continue
        name = one["$ref"].rsplit("/", 1)[-1]
        mapping = said.get("mapping", {})
        words = [word for word, to in mapping.items() if to.rsplit("/", 1)[-1] == name]
        tag = {"required": [wire], "properties": {wire: {"enum": [*words, name]}}}
        choices.append({"allOf": [one, tag]})
    return {**schema, "allOf": [*schema.get("allOf", ()), {"anyOf": choices}]}
