"""Schemas that others are made of by `allOf`: where a union of them stands, and by which words its members are told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from generator.ir.build import build
from generator.ir.build.parents import MOST
from generator.ir.model import Api, Discriminator, Named, Record, Union
from generator.load import load

AT = "#/components/schemas"
KIND = {"kind": {"type": "string"}}
PET = {"type": "object", "properties": KIND, "discriminator": {"propertyName": "kind"}}


def made(tmp_path: Path, **schemas: Any) -> Api:
    data = {
        "openapi": "3.0.3",
        "info": {"title": "t", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    }
    path = tmp_path / "openapi.json"
    path.write_text(json.dumps(data))
    api, found = build(load(path))
    assert found == ()
    return api


def of(*parents: str, **properties: Any) -> dict[str, Any]:
    own = {"type": "object", "properties": properties}
    return {"allOf": [*({"$ref": f"{AT}/{one}"} for one in parents), own]}


def home(parent: str = "Pet") -> dict[str, Any]:
    return {"type": "object", "properties": {"pet": {"$ref": f"{AT}/{parent}"}}}


def told(api: Api, parent: str = "Pet") -> dict[str, str] | None:
    """The member of the union for each word; None where there is no union."""
    record = api.types[f"{AT}/Home"].type
    assert isinstance(record, Record)
    (field,) = record.fields
    assert isinstance(field.type, Named)
    if field.type.id == f"{AT}/{parent}":
        assert f"{AT}/{parent}/heirs" not in api.types
        return None
    union = api.types[field.type.id].type
    assert isinstance(union, Union)
    assert isinstance(union.discriminator, Discriminator)
    assert union.discriminator.inherited
    names = [
        one.id.removeprefix(f"{AT}/")
        for one in union.variants
        if isinstance(one, Named)
    ]
    assert names[-1] == parent
    assert union.discriminator.default == len(names) - 1
    return {word: names[at] for word, at in union.discriminator.mapping.items()}


def mapped(**words: str) -> dict[str, Any]:
    return {**PET, "discriminator": {"propertyName": "kind", "mapping": words}}


def listing(*words: str) -> dict[str, Any]:
    kind = {"kind": {"type": "string", "enum": [*words]}}
    return {**PET, "properties": kind}


@pytest.mark.parametrize(
    ("pet", "heirs", "words"),
    [
        (PET, {"Cat": of("Pet")}, {"Cat": "Cat"}),
        (PET, {"Cat": of("Pet"), "Lion": of("Cat")}, {"Cat": "Cat", "Lion": "Lion"}),
        (mapped(cat=f"{AT}/Cat", tom="Cat"), {"Cat": of("Pet"), "Dog": of("Pet")},
         {"cat": "Cat", "tom": "Cat", "Dog": "Dog"}),
        (mapped(pet=f"{AT}/Pet", cat=f"{AT}/Cat"), {"Cat": of("Pet")}, {"cat": "Cat", "pet": "Pet"}),
        (mapped(lost=f"{AT}/Home"), {"Cat": of("Pet")}, {"Cat": "Cat"}),
        (listing("cat", "dog"), {"Cat": of("Pet"), "Bird": of("Pet")}, {"cat": "Cat"}),
        (PET, {"Cat": of("Pet", kind={"type": "string", "enum": ["feline"]})}, {"feline": "Cat"}),
        (listing("a", "b"), {"Cat": of("Pet")}, None),
        (PET, {"Cat": of("Pet", kind={"type": "string", "enum": ["a", "b"]})}, None),
        (PET, {}, None),
        ({"type": "object", "properties": KIND}, {"Cat": of("Pet")}, None),
        (PET, {"Text": {"allOf": [{"$ref": f"{AT}/Cat"}]}, "Cat": {"type": "string"}}, None),
        (PET, {f"Cat{n}": of("Pet") for n in range(MOST + 1)}, None),
    ],
)  # fmt: skip
def test_words(
    tmp_path: Path,
    pet: dict[str, Any],
    heirs: dict[str, Any],
    words: dict[str, str] | None,
) -> None:
    assert told(made(tmp_path, Home=home(), Pet=pet, **heirs)) == words


def test_an_heir_of_which_others_are_made(tmp_path: Path) -> None:
    """It has a union of its own, by the words of the nearest discriminator."""
    own = of("Pet", size={"type": "string"})
    own["discriminator"] = {"propertyName": "size"}
    heirs = {"Cat": own, "Lion": of("Cat"), "Dog": of("Pet")}
    api = made(tmp_path, Home=home("Cat"), Pet=PET, **heirs)
    assert told(api, "Cat") == {"Lion": "Lion"}
    union = api.types[f"{AT}/Cat/heirs"].type
    assert isinstance(union, Union)
    assert union.discriminator
    assert union.discriminator.property == "size"


def test_as_many_heirs_as_are_worth_reading(tmp_path: Path) -> None:
    many = {f"Cat{n}": of("Pet") for n in range(MOST)}
    words = told(made(tmp_path, Home=home(), Pet=PET, **many))
    assert words == {name: name for name in many}


def test_what_is_made_of_it_has_no_union_in_its_place(tmp_path: Path) -> None:
    """The fields of an heir are those of the schema itself, and so are those of the schema."""
    api = made(tmp_path, Home=home(), Pet=PET, Cat=of("Pet", lives={"type": "integer"}))
    cat, pet = (api.types[f"{AT}/{name}"].type for name in ("Cat", "Pet"))
    assert isinstance(cat, Record)
    assert isinstance(pet, Record)
    assert [one.wire for one in cat.fields] == ["kind", "lives"]
    assert [one.wire for one in pet.fields] == ["kind"]


def test_a_ring_of_parents(tmp_path: Path) -> None:
    """Schemas that are made of each other are heirs of none."""
    pet = {**of("Cat", **KIND), "discriminator": {"propertyName": "kind"}}
    api = made(tmp_path, Home=home(), Pet=pet, Cat=of("Pet"), Dog=of("Cat"))
    assert told(api) == {"Dog": "Dog"}
