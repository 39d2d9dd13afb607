"""The order of a document's keys says nothing: names, modules, resources and arguments are the same in any order."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest

from generator.ir.build import build
from generator.languages.python import RULES
from generator.load import load
from generator.names import Names, resolve
from generator.pipeline import apply_passes

SPEC = Path(__file__).resolve().parent.parent / "spec" / "openapi.yaml"


def item(properties: dict[str, Any], **keywords: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, **keywords}


def json_content(schema: dict[str, Any]) -> dict[str, Any]:
    return {"content": {"application/json": {"schema": schema}}}


PLACE = item({"x": {"type": "number"}, "X": {"type": "number"}})
DOCUMENT: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Everything that collides", "version": "1"},
    "paths": {
        "/pets": {
            "get": {
                "operationId": "pets.list",
                "parameters": [
                    {"name": "class", "in": "query", "schema": {"type": "string"}}
                ],
                "responses": {"200": {"$ref": "#/components/responses/Pet"}},
            },
            "post": {
                "operationId": "pets.list",
                "requestBody": json_content(
                    item({"a": PLACE, "A": item({"b": PLACE}), "class": {}})
                ),
                "responses": {
                    "201": {"description": "", **json_content(PLACE)},
                    "default": {"$ref": "#/components/responses/Pet"},
                },
            },
        },
        "/pets/{id}": {
            "parameters": [
                {
                    "name": "id",
                    "in": "path",
                    "required": True,
                    "schema": {"type": "string"},
                }
            ],
            "get": {
                "tags": ["pets"],
                "responses": {
                    "200": {
                        "description": "",
                        **json_content({"$ref": "#/components/schemas/Pet"}),
                    },
                    "404": {"$ref": "#/components/responses/Pet"},
                },
            },
            "put": {
                "tags": ["Pets"],
                "requestBody": json_content({"$ref": "#/components/schemas/pet"}),
                "responses": {
                    "200": {"description": "", **json_content(item({"a": PLACE}))}
                },
            },
        },
    },
    "components": {
        "responses": {"Pet": {"description": "", **json_content(item({"p": PLACE}))}},
        "schemas": {
            "Pet": item(
                {
                    "fooBar": PLACE,
                    "foo_bar": PLACE,
                    "FooBar": PLACE,
                    "owner": {"$ref": "#/components/schemas/Owner/properties/address"},
                }
            ),
            "pet": item({"class": {}, "class_": {}, "in": {"type": "string"}}),
            "PetFooBar": item({"x": {}}),
            "Owner": item({"address": PLACE, "home": item({"place": PLACE})}),
            "Both": {
                "allOf": [
                    {"$ref": "#/components/schemas/Pet"},
                    {"$ref": "#/components/schemas/Owner"},
                ]
            },
            "Either": {
                "oneOf": [
                    item({"kind": {"const": "a"}, "at": PLACE}),
                    item({"kind": {"const": "b"}, "at": PLACE}),
                ]
            },
        },
    },
}


def shuffled(value: Any, chance: random.Random) -> Any:
    """Return the same JSON value with the keys of every object in another order."""
    if isinstance(value, dict):
        keys = list(value)
        chance.shuffle(keys)
        return {key: shuffled(value[key], chance) for key in keys}
    if isinstance(value, list):
        return [shuffled(member, chance) for member in value]
    return value


def named(document: Any, folder: Path) -> Names:
    path = folder / "openapi.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    api, _ = build(load(path))
    return resolve(apply_passes(api), RULES)


@pytest.mark.parametrize("seed", range(20))
def test_names_in_any_order(seed: int, tmp_path: Path) -> None:
    expected = named(DOCUMENT, tmp_path)
    assert named(shuffled(DOCUMENT, random.Random(seed)), tmp_path) == expected


@pytest.mark.parametrize("seed", range(3))
def test_names_of_the_gateway_in_any_order(seed: int, tmp_path: Path) -> None:
    document = load(SPEC).data
    expected = named(document, tmp_path)
    assert expected.types
    assert named(shuffled(document, random.Random(seed)), tmp_path) == expected
