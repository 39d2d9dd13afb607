"""Settings name things by pointer, and are told when they cannot."""

from __future__ import annotations

import dataclasses

import pytest

from generator.diagnostics import Misused
from generator.ir.model import Named, Tag
from generator.languages.python import RULES
from generator.names import resolve
from names.apis import api, component, inline, operation, schema

PET = schema("Pet")
OWNER = f"{PET}/properties/owner"
LIST = operation("pets.list", path="/a", parameters=(("page", "query"),))
MAKE = operation("pets.create", "post", "/a", body=Named(PET))
FOUND = dataclasses.replace(
    api(
        component("Pet", "name", "owner"),
        component("Dog"),
        inline(OWNER, "Pet", "owner"),
        LIST,
        MAKE,
    ),
    tags=(Tag("#/tags/0", "pets"),),
)


def test_they_win() -> None:
    names = resolve(
        FOUND,
        RULES,
        {
            PET: "Animal",
            OWNER: "Human",
            f"{PET}/properties/name": "called",
            LIST.id: "animals.browse",
            MAKE.id: "add",
            LIST.parameters[0].id: "number",
            "#/tags/0": "zoo",
        },
    )
    assert names.types[PET] == "Animal"
    assert names.modules[PET] == "animal"
    assert names.types[OWNER] == "Human"
    assert names.fields[PET] == {"name": "called", "owner": "owner"}
    assert names.operations[LIST.id].resource == ("animals",)
    assert names.operations[LIST.id].method == "browse"
    assert names.operations[MAKE.id].method == "add"
    assert names.resources[("pets",)].attribute == "zoo"
    assert list(names.arguments[LIST.id].values()) == ["number"]
    assert list(names.arguments[MAKE.id].values()) == ["called", "owner"]


def test_small_name_is_the_fields_where_both_stand() -> None:
    names = resolve(FOUND, RULES, {OWNER: "human"})
    assert names.fields[PET]["owner"] == "human"
    assert names.types[OWNER] == "PetOwner"


def test_others_make_room() -> None:
    names = resolve(FOUND, RULES, {schema("Dog"): "Pet"})
    assert names.types[schema("Dog")] == "Pet"
    assert names.types[PET] == "Pet2"


@pytest.mark.parametrize(
    ("overrides", "message"),
    [
        ({PET: "no name"}, "cannot stand there"),
        ({PET: "Any"}, "cannot stand there"),
        ({PET: ""}, "no name"),
        ({PET: "A", schema("Dog"): "A"}, "is taken by"),
        ({f"{PET}/properties/name": "class"}, "cannot stand there"),
        ({f"{PET}/properties/name": "owner"}, "is taken"),
        ({LIST.id: "no resource.list"}, "no identifier"),
        ({LIST.id: "same", MAKE.id: "same"}, "is taken by"),
        ({"#/components/schemas/Pett": "Animal"}, "nothing with a name"),
    ],
)
def test_wrong_ones(overrides: dict[str, str], message: str) -> None:
    with pytest.raises(Misused, match=message):
        resolve(FOUND, RULES, overrides)


def test_near_pointer_is_suggested() -> None:
    with pytest.raises(Misused) as caught:
        resolve(FOUND, RULES, {"#/components/schemas/Pett": "Animal"})
    assert PET in caught.value.hint
