"""Passes: what each changes in the neutral model, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from generator.ir.build import build
from generator.ir.model import (
    Anything,
    Api,
    Discriminator,
    Enum,
    ListOf,
    Named,
    Record,
    Scalar,
    Union,
)
from generator.ir.passes import PASSES
from generator.load import load

SCHEMAS = "#/components/schemas/"


def api(tmp_path: Path, schemas: str, paths: str = "{}", name: str = "") -> Api:
    """The API of a few schemas, after one pass or none."""
    document = {
        "openapi": "3.1.0",
        "info": {"title": "t", "version": "1"},
        "paths": yaml.safe_load(paths),
        "components": {"schemas": yaml.safe_load(schemas)},
    }
    path = tmp_path / "openapi.yaml"
    path.write_text(yaml.safe_dump(document, sort_keys=False), encoding="utf-8")
    built, _ = build(load(path))
    return PASSES[name](built) if name else built


def record(of: Api, pointer: str) -> Record:
    """The record with that pointer."""
    found = of.types[pointer].type
    assert isinstance(found, Record)
    return found


def test_rings_lose_what_says_nothing(tmp_path: Path) -> None:
    schemas = """
    Alone: {oneOf: [{$ref: '#/components/schemas/Alone'}, {type: string}]}
    A: {anyOf: [{$ref: '#/components/schemas/B'}]}
    B: {anyOf: [{$ref: '#/components/schemas/A'}]}
    List: {type: array, items: {$ref: '#/components/schemas/List'}}
    """
    made = api(tmp_path, schemas, name="rings").types
    assert made[f"{SCHEMAS}Alone"].type == Scalar("string")
    assert Anything() in (made[f"{SCHEMAS}A"].type, made[f"{SCHEMAS}B"].type)
    assert made[f"{SCHEMAS}List"].type == ListOf(Named(f"{SCHEMAS}List"))


def test_words_of_a_required_property_are_a_discriminator(tmp_path: Path) -> None:
    schemas = """
    Cat: {type: object, required: [kind], properties: {kind: {const: cat}}}
    Dog: {type: object, required: [kind], properties: {kind: {enum: [dog, wolf]}}}
    Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}
    """
    made = api(tmp_path, schemas, name="tags")
    pet = made.types[f"{SCHEMAS}Pet"].type
    assert isinstance(pet, Union)
    assert pet.discriminator == Discriminator("kind", {"cat": 0, "dog": 1, "wolf": 1})
    assert record(made, f"{SCHEMAS}Dog").fields[0].type == Enum(("dog", "wolf"))


def test_words_that_do_not_tell_apart_are_none(tmp_path: Path) -> None:
    shared = """
    Cat: {type: object, required: [kind], properties: {kind: {enum: [cat, pet]}}}
    Dog: {type: object, required: [kind], properties: {kind: {enum: [dog, pet]}}}
    Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}
    """
    optional = """
    Cat: {type: object, properties: {kind: {const: cat}}}
    Dog: {type: object, required: [kind], properties: {kind: {const: dog}}}
    Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}
    """
    for schemas in (shared, optional):
        pet = api(tmp_path, schemas, name="tags").types[f"{SCHEMAS}Pet"].type
        assert isinstance(pet, Union)
        assert pet.discriminator is None


ORDERS = """
/orders:
  post:
    requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
    responses:
      '201': {description: made, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
"""


def test_sides_that_differ_get_variants(tmp_path: Path) -> None:
    schemas = """
    Order: {type: object, properties: {lines: {type: array, items: {$ref: '#/components/schemas/Line'}}}}
    Line:
      type: object
      required: [id, sku, secret]
      properties: {id: {type: integer, readOnly: true}, sku: {type: string}, secret: {type: string, writeOnly: true}}
    """
    made = api(tmp_path, schemas, ORDERS, "access")
    (operation,) = made.operations
    assert operation.body is not None
    assert operation.body.contents[0].type == Named(f"{SCHEMAS}Order/request")
    answer = operation.responses[0].contents[0].type
    assert answer == Named(f"{SCHEMAS}Order/response")
    wires = {
        side: [f.wire for f in record(made, f"{SCHEMAS}Line{side}").fields]
        for side in ("", "/request", "/response")
    }
    assert wires == {
        "": ["id", "sku", "secret"],
        "/request": ["sku", "secret"],
        "/response": ["id", "sku"],
    }


def test_sides_that_are_alike_stay_one(tmp_path: Path) -> None:
    schemas = """
    Order: {type: object, properties: {id: {type: integer, readOnly: true}, sku: {type: string}}}
    """
    plain = api(tmp_path, schemas, ORDERS)
    assert api(tmp_path, schemas, ORDERS, "access") == plain


WORDS = "{enum: [a, b, c, d, e, f, g, h]}"


@pytest.mark.parametrize("turned", [False, True])
def test_a_list_of_words_is_the_component_of_its_name(
    tmp_path: Path, *, turned: bool
) -> None:
    rows = [
        *(f"{name}: {WORDS}" for name in ("Colour", "Paint", "paint", "_")),
        f"Walls: {{properties: {{colour: {WORDS}}}}}",
        f"Doors: {{properties: {{paint: {WORDS}}}}}",
        f"Roofs: {{properties: {{finish: {WORDS}, $: {WORDS}}}}}",
    ]
    text = "\n".join(reversed(rows) if turned else rows)
    made = api(tmp_path, text, name="enums").types

    def types(name: str) -> list[object]:
        record = made[SCHEMAS + name].type
        assert isinstance(record, Record)
        return [field.type for field in record.fields]

    assert types("Walls") == [Named(f"{SCHEMAS}Colour")]
    assert types("Doors") == [Named(f"{SCHEMAS}Paint")]
    assert types("Roofs") == [Named(f"{SCHEMAS}Colour")] * 2


def test_a_component_of_a_rarer_name_stands_for_that_name_alone(tmp_path: Path) -> None:
    rows = [f"Urgency: {WORDS}", f"A: {{properties: {{urgency: {WORDS}}}}}"]
    rows += [f"{name}: {{properties: {{severity: {WORDS}}}}}" for name in "BCD"]
    made = api(tmp_path, "\n".join(rows), name="enums")
    fields = [
        made.types[SCHEMAS + name].type.fields[0].type  # type: ignore[union-attr]
        for name in "ABCD"
    ]
    own = Named(f"{SCHEMAS}B/properties/severity")
    assert fields == [Named(f"{SCHEMAS}Urgency"), own, own, own]
    assert made.enums == {own.id}
