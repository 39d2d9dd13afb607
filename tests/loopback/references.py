"""A drawn document goes in; the same document comes out in which parts are referred to from where they stood."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from loopback.kinds import Json

KEYS = ("Part", "part-1", "a.b", "Class", "x_y")


@dataclass
class Moving:
    """Moves parts of a document.

    Attributes:
        found: what was moved, by the place below the components.
    """

    dice: random.Random
    old: bool
    found: dict[str, dict[str, Json]] = field(
        default_factory=dict[str, dict[str, Json]]
    )
    count: int = 0

    def chance(self, of: float) -> bool:
        return self.dice.random() < of

    def moved(self, place: str, value: Json) -> Json:
        """A reference to a value that stands among the components from now on."""
        if "$ref" in value or not self.chance(0.3):
            return value
        self.count += 1
        key = f"{self.dice.choice(KEYS)}{self.count}"
        self.found.setdefault(place, {})[key] = value
        return {"$ref": f"#/components/{place}/{key}"}

    def hidden(self, schema: Json) -> Json:
        """A reference to a schema that stands somewhere inside another part."""
        if "$ref" in schema or "$id" in schema or not self.chance(0.2):
            return schema
        self.count += 1
        key = f"Hidden{self.count}"
        name = self.dice.choice(("inner", "a~b", "a/b", "50%", "größe", "a b"))
        schemas = self.found.setdefault("schemas", {})
        told = name.replace("~", "~0").replace("/", "~1").replace("%", "%25")
        told = told.replace(" ", "%20")
        where = f"#/components/schemas/{key}"
        match self.dice.randrange(4):
            case 0:
                schemas[key] = {"type": "object", "properties": {name: schema}}
                return {"$ref": f"{where}/properties/{told}"}
            case 1:
                schemas[key] = {"type": "array", "items": schema}
                return {"$ref": f"{where}/items"}
            case 2:
                schemas[key] = {"allOf": [{"description": "First."}, schema]}
                return {"$ref": f"{where}/allOf/1"}
            case _:
                answers = self.found.setdefault("responses", {})
                content = {"application/json": {"schema": schema}}
                answers[key] = {"description": "Hidden.", "content": content}
                inside = "content/application~1json/schema"
                return {"$ref": f"#/components/responses/{key}/{inside}"}

    def media(self, holder: Json) -> None:
        """Move schemas and examples of media types."""
        for media in holder.get("content", {}).values():
            if "schema" in media:
                media["schema"] = self.hidden(media["schema"])
            for name, one in media.get("examples", {}).items():
                media["examples"][name] = self.moved("examples", one)

    def operation(self, operation: Json) -> None:
        """Move parts of an operation, and of what it calls back."""
        parameters = operation.get("parameters", [])
        for number, one in enumerate(parameters):
            if one.get("in") != "querystring":
                parameters[number] = self.moved("parameters", one)
        if "requestBody" in operation:
            self.media(operation["requestBody"])
            operation["requestBody"] = self.moved(
                "requestBodies", operation["requestBody"]
            )
        for status, one in operation["responses"].items():
            self.media(one)
            for name, header in one.get("headers", {}).items():
                one["headers"][name] = self.moved("headers", header)
            for name, link in one.get("links", {}).items():
                one["links"][name] = self.moved("links", link)
            operation["responses"][status] = self.moved("responses", one)
        for name, callback in operation.get("callbacks", {}).items():
            for item in callback.values():
                self.item(item)
            operation["callbacks"][name] = self.moved("callbacks", callback)

    def item(self, item: Json) -> None:
        """Move parts of the operations of a path."""
        for key, one in item.items():
            if key == "additionalOperations":
                self.item(one)
            elif key != "parameters":
                self.operation(one)


def referred(document: Json, dice: random.Random) -> Json:
    """The document, changed in place."""
    moving = Moving(dice, document["openapi"].startswith("3.0"))
    for part in ("paths", "webhooks"):
        for path, item in document.get(part, {}).items():
            moving.item(item)
            if not moving.old:
                document[part][path] = moving.moved("pathItems", item)
    for place, found in moving.found.items():
        document["components"].setdefault(place, {}).update(found)
    return document
