"""A planned schema that combines others goes in; the schema comes out."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

from made_up.parts import PROPERTIES, Json

if TYPE_CHECKING:
    from made_up.schemas import Author, Slot


def composed(author: Author, slot: Slot) -> Json:
    """The schema of a slot whose kind is a way to combine."""
    match slot.kind:
        case "heir":
            return heir(author)
        case "tagged":
            return tagged(author, slot)
        case "base":
            return base(author, slot)
        case "variant":
            return variant(author, slot)
        case "conditional":
            return conditional(author)
        case "tuple":
            return in_order(author)
        case "negated":
            return negated(author)
        case "dynamic":
            return dynamic(author, slot)
        case _:
            raise ValueError(slot.kind)


def heir(author: Author) -> Json:
    """An `allOf` of references and of what is said here."""
    parts: list[Json] = []
    for _ in range(author.rng.choice((0, 1, 1, 1, 2))):
        found = author.reference("record", "heir", "conditional", later=True)
        if found and found not in parts:
            parts.append(found)
    own = author.object(1)
    own.pop("additionalProperties", None)
    own.pop("unevaluatedProperties", None)
    if author.make.chance(0.9):
        own["properties"] = {f"{k}{author.at}": v for k, v in own["properties"].items()}
        own["required"] = [f"{wire}{author.at}" for wire in own.get("required", ())]
        if not own["required"]:
            del own["required"]
    schema: Json = {"allOf": parts}
    if author.make.chance(0.2):
        schema |= own
    else:
        parts.append(own)
    if author.make.chance(0.2):
        parts.append(narrower(author, own))
    if author.make.chance(0.15):
        parts.append({"required": [author.rng.choice(list(own["properties"]))]})
    if author.make.chance(0.1):
        parts.append({"description": "Only words."})
    if author.make.chance(0.1):
        parts.append(either(author, own))
    if not author.old and author.make.chance(0.12):
        schema["unevaluatedProperties"] = False
    if author.make.chance(0.3):
        author.rng.shuffle(parts)
    if not parts:
        del schema["allOf"]
    return schema


def narrower(author: Author, own: Json) -> Json:
    """A part that says more of a property than another part does."""
    wire = author.rng.choice(list(own["properties"]))
    was = copy.deepcopy(own["properties"][wire])
    said: Json = {"description": "Said once more."}
    match was:
        case {"type": "string"} if not was.keys() & {"enum", "format", "pattern"}:
            said |= author.rng.choice(
                ({"minLength": 1}, {"type": "string", "enum": ["abc", "abcd"]})
            )
        case {"type": "integer"} if not was.keys() & {"enum", "multipleOf"}:
            said |= {"type": "integer", "maximum": 1000}
        case {"type": "array"}:
            said |= {"type": "array", "items": {}}
        case {"type": "object"}:
            said |= {"type": "object", "properties": {"more": author.make.scalar()}}
        case _:
            pass
    return {"type": "object", "properties": {wire: said}}


def either(author: Author, own: Json) -> Json:
    """Which of the properties have to be there."""
    wires = list(own["properties"])
    chosen = author.rng.sample(wires, min(2, len(wires)))
    key = author.rng.choice(("anyOf", "oneOf"))
    return {key: [{"required": [wire]} for wire in chosen]}


def tagged(author: Author, slot: Slot) -> Json:
    """A union of variants, most often with a discriminator."""
    members = [{"$ref": f"#/components/schemas/{name}"} for name, _ in slot.parts]
    schema: Json = {author.rng.choice(("oneOf", "oneOf", "anyOf")): members}
    if slot.tag is not None and author.make.chance(0.8):
        schema["discriminator"] = discriminator(author, slot)
    if author.make.chance(0.1):
        schema["type"] = "object"
    elif not author.old and author.make.chance(0.15):
        members.append({"type": "null"})
    return schema


def discriminator(author: Author, slot: Slot) -> Json:
    """The property that tells variants apart, with a mapping where their words are not their names."""
    assert slot.tag
    said: Json = {"propertyName": slot.tag[0]}
    if any(name != word for name, word in slot.parts):
        whole = author.make.chance(0.8)
        said["mapping"] = {
            word: f"#/components/schemas/{name}" if whole else name
            for name, word in slot.parts
        }
    return said


def base(author: Author, slot: Slot) -> Json:
    """A schema with a discriminator that others inherit from."""
    schema = author.object(1)
    schema.pop("additionalProperties", None)
    schema.pop("unevaluatedProperties", None)
    assert slot.tag
    tag = slot.tag[0]
    schema["properties"][tag] = {"type": "string"}
    schema["required"] = sorted({*schema.get("required", ()), tag})
    schema["discriminator"] = discriminator(author, slot)
    return schema


def variant(author: Author, slot: Slot) -> Json:
    """One of several that a word tells apart."""
    own = author.object(1)
    assert slot.tag
    tag, word = slot.tag
    if slot.base:
        own.pop("additionalProperties", None)
        own.pop("unevaluatedProperties", None)
        own["properties"].pop(tag, None)
        own["required"] = [one for one in own.get("required", ()) if one != tag]
        if not own["required"]:
            del own["required"]
        return {"allOf": [{"$ref": f"#/components/schemas/{slot.base}"}, own]}
    plain = author.make.chance(0.15)
    own["properties"][tag] = {"type": "string"} if plain else author.make.constant(word)
    if author.make.chance(0.9):
        own["required"] = sorted({*own.get("required", ()), tag})
    return own


def conditional(author: Author) -> Json:
    """An object in which properties depend on each other."""
    own = author.object(1)
    own.pop("additionalProperties", None)
    wires = list(own["properties"])
    first, second = author.rng.choice(wires), author.rng.choice(wires)
    if author.old:
        return {**own, **either(author, own)}
    match author.rng.randrange(5):
        case 0:
            own["dependentRequired"] = {first: [second]}
        case 1:
            own["dependentSchemas"] = {first: {"required": [second, "also"]}}
        case 2:
            own["if"] = {"required": [first]}
            own["then"] = {"required": [second]}
            own["else"] = {"properties": {"instead": author.make.scalar()}}
        case 3:
            wire = author.rng.choice(PROPERTIES)
            own["properties"][wire] = {"type": "string", "enum": ["a", "b", "c"]}
            own["if"] = {"properties": {wire: {"const": "a"}}, "required": [wire]}
            own["then"] = {"properties": {"extra": author.make.scalar()}}
            own["then"]["required"] = ["extra"]
        case _:
            own |= either(author, own)
    return own


def in_order(author: Author) -> Json:
    """An array whose members stand in order."""
    members = [author.schema(2, needed=True) for _ in range(author.rng.randint(1, 3))]
    schema: Json = {"type": "array", "prefixItems": members}
    match author.rng.randrange(4):
        case 0:
            schema["items"] = False
        case 1:
            schema["items"] = author.schema(2, needed=False)
        case _:
            pass
    if author.make.chance(0.5):
        schema["minItems"] = len(members)
    if author.make.chance(0.3):
        schema["maxItems"] = len(members)
    return schema


def negated(author: Author) -> Json:
    """A schema that takes all but some values."""
    match author.rng.randrange(4):
        case 0:
            return {"type": "string", "not": {"enum": ["a", "b"]}}
        case 1:
            own = author.object(1)
            wires = list(own["properties"])
            return {**own, "not": {"required": author.rng.sample(wires, 1)}}
        case 2:
            return {"not": {"type": "string"}}
        case _:
            own = author.object(1)
            return {**own, "not": {"required": ["legacy"], "properties": {}}}


def dynamic(author: Author, slot: Slot) -> Json:
    """A schema with definitions of its own, or a tree that whoever extends it fills with nodes."""
    if author.make.chance(0.6):
        part = {"$ref": f"#/components/schemas/{slot.name}/$defs/part"}
        own = author.object(1)
        own["properties"]["part"] = part
        return {**own, "$defs": {"part": author.object(2)}}
    return {
        "$dynamicAnchor": f"node{author.at}",
        "type": "object",
        "properties": {
            "value": author.make.scalar(),
            "children": {
                "type": "array",
                "items": {"$dynamicRef": f"#node{author.at}"},
            },
        },
    }
