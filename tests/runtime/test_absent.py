"""Models of which some properties are absent go in; what is shown, written and told speaks of those that are there."""

from __future__ import annotations

import json
from typing import Annotated, Any

import pytest
from _runtime.checks import MultipleOf
from _runtime.model import CamelModel, Maybe
from pydantic import BaseModel, TypeAdapter


class Owner(CamelModel):
    first_name: str
    nick_name: Maybe[str] = None
    last_name: str | None = None


class Pet(CamelModel):
    name: str
    owner: Maybe[Owner] = None
    tags: Maybe[list[str]] = None
    note: str | None = None


class Visit(BaseModel):
    """A model of a user's own."""

    pet: Pet
    others: list[Pet] = []


class Odd(CamelModel):
    nothing: Maybe[None] = None
    number: Maybe[Annotated[Any, MultipleOf(2)]] = None
    either: Maybe[str | Any] = None


READ: dict[str, Any] = {"name": "a", "owner": {"firstName": "b"}, "isNew": True}


def test_what_is_written_is_what_was_read() -> None:
    pet = Pet.model_validate(READ)
    assert pet.model_dump() == READ
    assert json.loads(pet.model_dump_json()) == READ
    assert Pet.model_validate(pet.model_dump()) == pet
    assert Pet(**pet.model_dump()) == pet


def test_what_is_absent_can_be_asked_for() -> None:
    dumped = Pet(name="a").model_dump(exclude_unset=False)
    assert dumped == {"name": "a", "note": None}


def test_models_of_others_write_no_null_where_none_is_allowed() -> None:
    visit = Visit(pet=Pet.model_validate(READ), others=[Pet(name="c")])
    for written in (visit.model_dump(), json.loads(visit.model_dump_json())):
        assert "tags" not in written["pet"]
        assert "nickName" not in written["pet"]["owner"]
        assert Visit.model_validate(written).pet.owner == visit.pet.owner
    assert TypeAdapter(list[Pet]).dump_python([Pet(name="a", tags=[])]) == [
        {"name": "a", "tags": [], "note": None}
    ]


def test_null_stays_where_it_is_a_value() -> None:
    for value in ({}, {"nothing": None}, {"number": None}, {"either": None}):
        assert Odd.model_validate(value).model_dump() == value


def test_only_what_is_there_is_shown() -> None:
    assert repr(Pet(name="a")) == "Pet(name='a')"
    assert repr(Pet(name="a", note=None)) == "Pet(name='a', note=None)"
    assert str(Pet.model_validate(READ)) == (
        "name='a' owner=Owner(first_name='b') isNew=True"
    )


def test_a_property_can_be_made_absent() -> None:
    pet = Pet.model_validate(READ | {"note": None, "tags": ["x"]})
    del pet.note
    pet.tags = None
    del pet.owner
    delattr(pet, "isNew")
    assert (pet.note, pet.tags, pet.owner) == (None, None, None)
    assert pet.model_dump() == {"name": "a"}
    pet.note = "b"
    assert pet.model_dump() == {"name": "a", "note": "b"}


def test_what_is_not_there_cannot_be_made_absent() -> None:
    pet = Pet(name="a")
    with pytest.raises(AttributeError):
        delattr(pet, "nmae")


def test_json_schema_has_no_null_for_what_is_absent() -> None:
    properties = Pet.model_json_schema()["properties"]
    assert properties["tags"] == {
        "items": {"type": "string"},
        "title": "Tags",
        "type": "array",
    }
    assert "default" not in properties["note"]
