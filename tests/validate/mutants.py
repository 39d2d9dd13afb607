"""A sound document goes in; the same document with a single fault of a named kind comes out."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeAlias

from generator.jsonvalues import is_array, is_object

Damage: TypeAlias = Callable[[dict[str, Any], random.Random], bool]
"""Damages a document in one place; False where it has no place for this fault."""
METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
VALUES: tuple[Any, ...] = (1, -1, 1.5, True, False, "x", "", [], {}, [1], {"x": 1})
VERSION = ("openapi",)
"""Without it nobody knows which rules to hold a document against, so it stays as it is."""


class Spot(NamedTuple):
    """A member of an object or array of a document, and the keys that lead to its holder."""

    holder: Any
    key: Any
    path: tuple[Any, ...]

    @property
    def value(self) -> Any:
        return self.holder[self.key]

    def put(self, value: Any) -> bool:
        self.holder[self.key] = value
        return True


def mutant(sound: dict[str, Any], kind: str, seed: str) -> dict[str, Any] | None:
    """Give a damaged copy; None where the document has no place for this kind of fault."""
    damaged: dict[str, Any] = copy.deepcopy(sound)
    done = KINDS[kind](damaged, random.Random(seed))
    return damaged if done and damaged != sound else None


def spots(value: Any, path: tuple[Any, ...] = ()) -> Iterator[Spot]:
    """Go through all members of all objects and arrays, values of examples left out."""
    keys = list(value) if is_object(value) else range(len(value))
    for key in keys:
        if (*path, key) == VERSION:
            continue
        yield Spot(value, key, path)
        if is_object(value[key]) or is_array(value[key]):
            yield from spots(value[key], (*path, key))


def pick(found: Iterator[Spot] | list[Spot], chance: random.Random) -> Spot | None:
    """Choose one of the places, if there is one."""
    listed = list(found)
    return chance.choice(listed) if listed else None


def operations(data: dict[str, Any]) -> list[Spot]:
    """Give every operation below `paths`."""
    items = [item for item in data.get("paths", {}).values() if is_object(item)]
    return [
        Spot(item, method, ()) for item in items for method in METHODS if method in item
    ]


def schemas(data: dict[str, Any]) -> list[Spot]:
    """Give the schema objects that stand where a schema certainly does."""
    holders = ("schema", "items", "not", "additionalProperties")
    return [
        spot
        for spot in spots(data)
        if is_object(spot.value)
        and (
            spot.key in holders
            or spot.path[-1:] == ("properties",)
            or spot.path == ("components", "schemas")
        )
        and "$ref" not in spot.value
    ]


def _delete(data: dict[str, Any], chance: random.Random) -> bool:
    spot = pick((one for one in spots(data) if is_object(one.holder)), chance)
    if spot is None:
        return False
    del spot.holder[spot.key]
    return True


def _retype(data: dict[str, Any], chance: random.Random) -> bool:
    spot = pick(spots(data), chance)
    return spot is not None and spot.put(copy.deepcopy(chance.choice(VALUES)))


def _null(data: dict[str, Any], chance: random.Random) -> bool:
    spot = pick(spots(data), chance)
    return spot is not None and spot.put(None)


def _word(*keys: str) -> Damage:
    """Misspell the word under one of these keys."""

    def damage(data: dict[str, Any], chance: random.Random) -> bool:
        found = (
            one for one in spots(data) if one.key in keys and type(one.value) is str
        )
        spot = pick(found, chance)
        return spot is not None and spot.put(f"{spot.value[1:]}z")

    return damage


def _rename(where: Callable[[Spot], bool], *names: str) -> Damage:
    """Give a key of some objects another name, in its place."""

    def damage(data: dict[str, Any], chance: random.Random) -> bool:
        spot = pick(
            (one for one in spots(data) if is_object(one.holder) and where(one)), chance
        )
        if spot is None:
            return False
        name = chance.choice(names).format(spot.key)
        members = [
            (name if key == spot.key else key, value)
            for key, value in spot.holder.items()
        ]
        spot.holder.clear()
        spot.holder.update(members)
        return True

    return damage


def _in_schema(**members: Any) -> Damage:
    """Put members into a schema."""

    def damage(data: dict[str, Any], chance: random.Random) -> bool:
        spot = pick(schemas(data), chance)
        if spot is None:
            return False
        spot.value.update(copy.deepcopy(members))
        return True

    return damage


def _any_of(*damages: Damage) -> Damage:
    def damage(data: dict[str, Any], chance: random.Random) -> bool:
        return chance.choice(damages)(data, chance)

    return damage


def _same_id(data: dict[str, Any], chance: random.Random) -> bool:
    found = operations(data)
    if len(found) < 2:
        return False
    one, other = chance.sample(found, 2)
    other.value["operationId"] = one.value.setdefault("operationId", "same")
    return True


def _no_path_parameter(data: dict[str, Any], chance: random.Random) -> bool:
    found = (
        one
        for one in spots(data)
        if is_object(one.value) and one.value.get("in") == "path"
    )
    spot = pick(found, chance)
    return spot is not None and spot.put(spot.value | {"in": "query"})


def _parameter(*parameters: dict[str, Any]) -> Damage:
    """Add parameters to an operation."""

    def damage(data: dict[str, Any], chance: random.Random) -> bool:
        spot = pick(operations(data), chance)
        if spot is None:
            return False
        listed = spot.value.setdefault("parameters", [])
        listed.extend(copy.deepcopy(list(parameters)))
        return True

    return damage


def _reference(text: str) -> Damage:
    def damage(data: dict[str, Any], chance: random.Random) -> bool:
        spot = pick((one for one in spots(data) if one.key == "$ref"), chance)
        return spot is not None and spot.put(text)

    return damage


def _ring(data: dict[str, Any], chance: random.Random) -> bool:
    found = (one for one in spots(data) if one.path == ("components", "schemas"))
    spot = pick(found, chance)
    return spot is not None and spot.put({"$ref": f"#/components/schemas/{spot.key}"})


def _tags(*tags: Any) -> Damage:
    def damage(data: dict[str, Any], _: random.Random) -> bool:
        data["tags"] = copy.deepcopy(list(tags))
        return True

    return damage


def _unknown_key(data: dict[str, Any], chance: random.Random) -> bool:
    spot = pick((one for one in spots(data) if is_object(one.value)), chance)
    if spot is None:
        return False
    spot.value["unknwon"] = 1
    return True


def _component(spot: Spot) -> bool:
    return len(spot.path) == 2 and spot.path[0] == "components"


_TEXT = {"schema": {"type": "string"}}
KINDS: dict[str, Damage] = {
    "key left out": _delete,
    "value of another type": _retype,
    "null": _null,
    "misspelt word": _word("in", "type", "style", "scheme", "format"),
    "unknown key": _unknown_key,
    "bad default": _any_of(
        _in_schema(type="integer", default="x"),
        _in_schema(type="string", enum=["a", "b"], default="c"),
        _in_schema(type="object", required=["a"], default={}),
        _in_schema(type="array", items={"type": "string"}, default=["a", 1]),
        _in_schema(type="string", format="date", default="yesterday"),
        _in_schema(type="integer", format="int32", default=1 << 31),
        _in_schema(type="string", pattern="^a", default="b"),
        _in_schema(type="number", minimum=3, default=2),
        _in_schema(type="string", maxLength=1, default="bb"),
        _in_schema(type="boolean", default=None),
        _in_schema(type="integer", default=1.0),
        _in_schema(oneOf=[{"type": "integer"}, {"type": "number"}], default=1),
        _in_schema(additionalProperties={"type": "string"}, default={"a": 1}),
    ),
    "good default": _any_of(
        _in_schema(type="integer", default=7),
        _in_schema(type="string", nullable=True, default=None),
        _in_schema(type="string", format="date", default="2020-01-01"),
        _in_schema(type="object", additionalProperties=True, default={"a": 1}),
        _in_schema(type="array", items={"type": "string"}, default=["a"]),
        _in_schema(type="string", format="x-own", default="a"),
    ),
    "schema keyword": _any_of(
        _in_schema(required=True),
        _in_schema(required=[]),
        _in_schema(required=["a", "a"]),
        _in_schema(enum=[]),
        _in_schema(enum=[1, 1.0]),
        _in_schema(enum=[1, True]),
        _in_schema(exclusiveMinimum=1),
        _in_schema(minimum=1, exclusiveMinimum=True),
        _in_schema(minLength=-1),
        _in_schema(minLength=1.0),
        _in_schema(multipleOf=0),
        _in_schema(allOf=[]),
        _in_schema(items=[{"type": "string"}]),
        _in_schema(items=True),
        _in_schema(additionalProperties="x"),
        _in_schema(properties={"a": {"type": "strng"}}),
        _in_schema(properties=[]),
        _in_schema(type=["string", "null"]),
        _in_schema(type="null"),
        _in_schema(discriminator="kind"),
        _in_schema(xml={"wrapped": "yes"}),
        _in_schema(externalDocs={}),
        _in_schema(dependentRequired={"a": "b"}),
        _in_schema(patternProperties={"(?<name>a)": {}}),
        _in_schema(prefixItems={}),
        _in_schema(const=1, contains=5),
    ),
    "pattern": _any_of(_in_schema(pattern="["), _in_schema(pattern="(?<name>a)")),
    "required and undeclared": _in_schema(
        required=["nowhere"], allOf=[{"properties": {"a": {}}}]
    ),
    "dialect": _any_of(
        _in_schema(**{"$schema": "https://json-schema.org/draft/2020-12/schema"}),
        _in_schema(**{"$schema": "http://json-schema.org/draft-07/schema#"}),
        _in_schema(**{"$schema": "https://nowhere.example/dialect"}),
        _in_schema(**{"$schema": 5}),
    ),
    "operationId twice": _same_id,
    "path parameter missing": _no_path_parameter,
    "path parameter too many": _parameter(
        {"name": "nowhere", "in": "path", "required": True} | _TEXT
    ),
    "parameter twice": _parameter(
        {"name": "same", "in": "query"} | _TEXT, {"name": "same", "in": "query"} | _TEXT
    ),
    "parameter without name": _parameter({"in": "query"} | _TEXT),
    "path misspelt": _rename(
        lambda spot: spot.path == ("paths",), "{0}/{{more}}", "x{0}", "{0}}}"
    ),
    "reference to nothing": _any_of(
        _reference("#/components/schemas/Nowhere"),
        _reference("#/components/nothing/a"),
        _reference("#/components/schemas/Nowhere/properties/a"),
        _reference("#/info/title"),
        _reference("#/paths"),
    ),
    "ring of references": _ring,
    "component's name": _rename(_component, "bad name!", "", "a/b", "ä"),
    "status": _rename(
        lambda spot: spot.path[-1:] == ("responses",) and spot.path[0] == "paths",
        "20",
        "2000",
        "ok",
        "2xx",
        "6XX",
    ),
    "key renamed": _rename(lambda spot: True, "{0}s", "x-{0}", "X"),
    "tags": _any_of(
        _tags({"name": "a"}, {"name": "a"}),
        _tags({"name": "a", "parent": "b"}, {"name": "b", "parent": "a"}),
        _tags({"name": "a", "parent": "nowhere"}),
        _tags({}),
        _tags("a"),
    ),
}
"""Kinds of faults, and with them some changes that only look like one."""
